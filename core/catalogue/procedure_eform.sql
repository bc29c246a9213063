-- name: procedure_add_eform
INSERT INTO procedure_eform (version, no, code, title_vi, title_en, schema, certainty, source)
VALUES (:version, :no, :code, :title_vi, :title_en, :schema, :certainty, :source);

-- name: procedure_eforms
SELECT version, no, code, title_vi, title_en, schema, certainty, source FROM procedure_eform WHERE version = coalesce((SELECT version FROM procedure_variant WHERE id = :version), :version) ORDER BY no;

-- name: procedure_eform_get
SELECT version, no, code, title_vi, title_en, schema, certainty, source FROM procedure_eform
WHERE version = coalesce((SELECT version FROM procedure_variant WHERE id = :version), :version) AND code = :code;

-- name: procedure_eform_list
SELECT p.code AS procedure, coalesce(v.name_vi, p.name_vi) AS name_vi, coalesce(v.name_en, p.name_en) AS name_en, e.code, e.title_vi, e.title_en, e.certainty
FROM procedure_eform AS e JOIN procedure_version AS v ON v.id = e.version JOIN procedure AS p ON p.code = v.procedure
WHERE v.number = (SELECT max(n.number) FROM procedure_version AS n
                  WHERE n.procedure = v.procedure AND n.effective_from <= :day AND (n.effective_to IS NULL OR n.effective_to >= :day))
ORDER BY p.code, e.no LIMIT :max;
