-- name: result_register
-- Along the rows, newest first; a page goes on below the id at which the one before ended. A parameter that is NULL asks for nothing.
SELECT r.id, r.dossier, r.no, r.act, r.kind, r.title, r.content, r.org, o.name_vi AS org_vi, o.name_en AS org_en, r.signed_at, r.signed_by,
       r.number, r.symbol, r.issued_at, r.sealed_by, r.status, r.replaces, r.reason, d.code, json_extract(d.owner, '$.name') AS owner,
       d.procedure, p.name_vi AS procedure_vi, p.name_en AS procedure_en
FROM result AS r JOIN dossier AS d ON d.id = r.dossier JOIN org AS o ON o.code = r.org JOIN procedure AS p ON p.code = d.procedure
WHERE r.id < :before AND (:status IS NULL OR r.status = :status) AND (:act IS NULL OR r.act = :act)
  AND (:from IS NULL OR ifnull(r.issued_at, r.signed_at) >= :from) AND (:past IS NULL OR ifnull(r.issued_at, r.signed_at) < :past)
  AND (:symbol IS NULL OR r.symbol_folded LIKE :symbol ESCAPE '\')
  AND (:code IS NULL OR d.code LIKE :code ESCAPE '\')
  AND (:words IS NULL OR d.id IN (SELECT rowid FROM dossier_text WHERE dossier_text MATCH :words))
  AND (:concerns IS NULL OR d.agency = :concerns OR d.agency LIKE :concerns || '.%' OR d.intake_org = :concerns OR d.intake_org LIKE :concerns || '.%')
ORDER BY r.id DESC LIMIT :max;

-- name: result_tally
-- The same without status, page by page: how many of each, of the newest.
SELECT status, count(*) AS n FROM (
    SELECT r.status
    FROM result AS r JOIN dossier AS d ON d.id = r.dossier
    WHERE (:act IS NULL OR r.act = :act)
      AND (:from IS NULL OR ifnull(r.issued_at, r.signed_at) >= :from) AND (:past IS NULL OR ifnull(r.issued_at, r.signed_at) < :past)
      AND (:symbol IS NULL OR r.symbol_folded LIKE :symbol ESCAPE '\')
      AND (:code IS NULL OR d.code LIKE :code ESCAPE '\')
      AND (:words IS NULL OR d.id IN (SELECT rowid FROM dossier_text WHERE dossier_text MATCH :words))
      AND (:concerns IS NULL OR d.agency = :concerns OR d.agency LIKE :concerns || '.%' OR d.intake_org = :concerns OR d.intake_org LIKE :concerns || '.%')
    ORDER BY r.id DESC LIMIT :max)
GROUP BY status;
