-- name: issue_add
INSERT INTO form_issue (dossier, form, number, year, issued_at, issued_by, data, unit_code)
VALUES (:dossier, :form, :number, :year, :issued_at, :issued_by, :data, :unit_code) RETURNING id;

-- name: issue_unit
SELECT unit_code FROM form_issue WHERE form = :form AND year = :year AND number = :number;

-- name: issue_get
SELECT id, dossier, form, number, year, issued_at, issued_by, data, blob, printed_at, unit_code FROM form_issue WHERE id = :id;

-- name: issue_list
SELECT id, dossier, form, number, year, issued_at, issued_by, data, blob, printed_at, unit_code FROM form_issue WHERE dossier = :dossier ORDER BY id;

-- name: issue_set_blob
UPDATE form_issue SET blob = :blob, printed_at = :printed_at WHERE id = :id AND blob IS NULL;
