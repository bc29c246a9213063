-- name: tracking_rows
-- Dossiers that a counter of the province received in the days, in the order of acceptance.
SELECT d.code, p.name_vi AS procedure_name, json_extract(d.owner, '$.name') AS owner, json_extract(d.owner, '$.address') AS address,
       json_extract(d.owner, '$.phone') AS phone, o.name_vi AS lead_agency, d.accepted_at, d.due_at, d.returned_at, d.returned_by,
       (SELECT max(signed) FROM delivery AS x WHERE x.dossier = d.id) AS signed
FROM dossier AS d JOIN procedure AS p ON p.code = d.procedure JOIN org AS o ON o.code = d.agency
WHERE d.accepted_at >= :from AND d.accepted_at < :past AND (:field IS NULL OR p.field = :field)
  AND (d.intake_org = :top OR d.intake_org LIKE :top || '.%')
ORDER BY d.accepted_at, d.id LIMIT :max;

-- name: tracking_field
SELECT name_vi FROM catalogue_field WHERE code = :code;

-- name: tracking_add
INSERT INTO register_issue (form, number, year, org, field, first_day, last_day, entries, issued_at, issued_by, data)
VALUES (:form, :number, :year, :org, :field, :first_day, :last_day, :entries, :issued_at, :issued_by, :data) RETURNING id;

-- name: tracking_list
SELECT r.id, r.form, r.number, r.org, r.field, f.name_vi AS field_vi, f.name_en AS field_en, r.first_day, r.last_day, r.entries, r.issued_at, r.issued_by,
       iif(o.kind = 'one-stop', 'TTPVHCC', 'BPTNTKQ') AS unit_code
FROM register_issue AS r JOIN org AS o ON o.code = r.org LEFT JOIN catalogue_field AS f ON f.code = r.field
WHERE r.org = :org OR :org IS NULL ORDER BY r.id DESC LIMIT :max;

-- name: tracking_data
SELECT data FROM register_issue WHERE id = :id AND (org = :org OR :org IS NULL);
