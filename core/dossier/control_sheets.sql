-- name: control_sheets
-- Control sheets (form 06) of what a counter of the province received in the days, in the order of acceptance.
SELECT i.id AS issue, i.number, d.code, p.name_vi AS procedure_name, json_extract(d.owner, '$.name') AS owner, o.name_vi AS lead_agency,
       d.accepted_at, d.due_at
FROM dossier AS d JOIN form_issue AS i ON i.dossier = d.id AND i.form = '06'
JOIN procedure AS p ON p.code = d.procedure JOIN org AS o ON o.code = d.agency
WHERE d.accepted_at >= :from AND d.accepted_at < :past AND (:field IS NULL OR p.field = :field)
  AND (d.intake_org = :top OR d.intake_org LIKE :top || '.%')
ORDER BY d.accepted_at, d.id LIMIT :max;
