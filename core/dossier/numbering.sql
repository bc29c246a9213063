-- name: number_add
INSERT INTO submission_number (agency, year, number, symbol, dossier, given_at, given_by)
VALUES (:agency, :year, :number, :symbol, :dossier, :given_at, :given_by);

-- name: number_set_issued
-- One that went out already stays as it was.
UPDATE submission_number SET issued_at = :at WHERE dossier = :dossier AND issued_at IS NULL AND voided_at IS NULL;

-- name: number_set_void
UPDATE submission_number SET voided_at = :at, voided_by = :by, reason = :reason
WHERE dossier = :dossier AND issued_at IS NULL AND voided_at IS NULL;

-- name: number_page
-- Along the rows, newest first; a page goes on below the id at which the one before ended.
SELECT n.id, n.agency, o.name_vi AS agency_vi, o.name_en AS agency_en, n.symbol, n.dossier, n.given_at, n.given_by, n.issued_at, n.voided_at,
       n.voided_by, n.reason, d.code, json_extract(d.owner, '$.name') AS owner
FROM submission_number AS n JOIN dossier AS d ON d.id = n.dossier JOIN org AS o ON o.code = n.agency
WHERE n.id < :before AND (:concerns IS NULL OR n.agency = :concerns OR n.agency LIKE :concerns || '.%')
ORDER BY n.id DESC LIMIT :max;

-- name: number_page_voided
SELECT n.id, n.agency, o.name_vi AS agency_vi, o.name_en AS agency_en, n.symbol, n.dossier, n.given_at, n.given_by, n.issued_at, n.voided_at,
       n.voided_by, n.reason, d.code, json_extract(d.owner, '$.name') AS owner
FROM submission_number AS n JOIN dossier AS d ON d.id = n.dossier JOIN org AS o ON o.code = n.agency
WHERE n.voided_at IS NOT NULL AND n.id < :before AND (:concerns IS NULL OR n.agency = :concerns OR n.agency LIKE :concerns || '.%')
ORDER BY n.id DESC LIMIT :max;
