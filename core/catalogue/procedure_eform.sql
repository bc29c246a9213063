-- name: procedure_add_eform
INSERT INTO procedure_eform (version, no, code, title_vi, title_en, schema, certainty, source)
VALUES (:version, :no, :code, :title_vi, :title_en, :schema, :certainty, :source);

-- name: procedure_eforms
SELECT version, no, code, title_vi, title_en, schema, certainty, source FROM procedure_eform WHERE version = :version ORDER BY no;

-- name: procedure_eform_get
SELECT version, no, code, title_vi, title_en, schema, certainty, source FROM procedure_eform
WHERE version = :version AND code = :code;
