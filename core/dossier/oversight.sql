-- name: oversight_list
SELECT id, dossier, kind, step, to_role, to_account, by_account, at, text, report_by, reported_at, reported_by, report
FROM oversight WHERE dossier = :dossier ORDER BY id;

-- name: oversight_add
INSERT INTO oversight (dossier, kind, step, to_role, to_account, by_account, at, text, report_by)
VALUES (:dossier, :kind, :step, :to_role, :to_account, :by_account, :now, :text, :report_by);

-- name: oversight_report
UPDATE oversight SET reported_at = :now, reported_by = :reported_by, report = :report WHERE id = :id AND reported_at IS NULL;

-- name: oversight_move
UPDATE oversight SET to_account = :to_account
WHERE to_account = :from_account AND kind = 'direction' AND reported_at IS NULL
  AND dossier IN (SELECT id FROM dossier WHERE directed > 0);

-- name: oversight_count
UPDATE dossier SET directed = (SELECT count(*) FROM oversight WHERE dossier = :dossier AND kind = 'direction' AND reported_at IS NULL)
WHERE id = :dossier;
