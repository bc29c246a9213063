-- name: counter_add
INSERT INTO report_counter (agency, bucket, field, measure, count)
VALUES (:agency, :day, :field, :measure, :by), (:agency, :month, :field, :measure, :by)
ON CONFLICT (agency, bucket, field, measure) DO UPDATE SET count = count + excluded.count;

-- name: counter_sums
SELECT field, measure, sum(count) AS count FROM report_counter
WHERE agency = :agency AND bucket >= :from AND bucket < :past GROUP BY field, measure;

-- name: counter_between
SELECT coalesce(sum(count), 0) AS count FROM report_counter
WHERE agency = :agency AND bucket >= :from AND bucket < :past AND field = :field AND measure = :measure;

-- name: counter_months
SELECT agency, bucket, field, measure, 0 AS day, count FROM report_counter WHERE bucket >= 'M';

-- name: counter_all_days
SELECT coalesce(sum(count), 0) FROM report_counter WHERE bucket < 'M';

-- name: counter_recount
-- The same from the dossiers themselves; a day begins at 00:00 in Viet Nam, 25,200,000 ms ahead of UTC.
SELECT f.agency, '' AS bucket, p.field, f.measure, (f.at + 25200000) / 86400000 AS day, count(*) AS count
FROM (SELECT agency, procedure, CASE WHEN channel IN ('online', 'kiosk') THEN 'received_online' ELSE 'received_direct' END AS measure,
             accepted_at AS at
      FROM dossier WHERE accepted_at IS NOT NULL AND due_at IS NOT NULL
      UNION ALL
      SELECT agency, procedure, 'due', due_at FROM dossier WHERE accepted_at IS NOT NULL AND due_at IS NOT NULL
      UNION ALL
      SELECT agency, procedure,
             CASE WHEN coalesce(completed_at, ended_at) > due_at THEN 'done_overdue'
                  WHEN (coalesce(completed_at, ended_at) + 25200000) / 86400000 = (due_at + 25200000) / 86400000 THEN 'done_on_time'
                  ELSE 'done_early' END, coalesce(completed_at, ended_at)
      FROM dossier WHERE accepted_at IS NOT NULL AND due_at IS NOT NULL AND coalesce(completed_at, ended_at) IS NOT NULL
      UNION ALL
      SELECT agency, procedure, 'settled', max(coalesce(completed_at, ended_at), due_at)
      FROM dossier WHERE accepted_at IS NOT NULL AND due_at IS NOT NULL AND coalesce(completed_at, ended_at) IS NOT NULL) AS f
JOIN procedure AS p ON p.code = f.procedure
GROUP BY f.agency, p.field, f.measure, day;
