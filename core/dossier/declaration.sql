-- name: declaration_add
INSERT INTO dossier_form_data (dossier, code, revision, version, applicant, data, at)
VALUES (:dossier, :code,
        (SELECT coalesce(max(revision), 0) + 1 FROM dossier_form_data WHERE dossier = :dossier AND code = :code),
        coalesce((SELECT version FROM procedure_variant WHERE id = :version), :version), :applicant, :data, :at);

-- name: declaration_list
SELECT d.dossier, d.code, d.revision, d.version, d.data, d.at, e.title_vi, e.title_en, e.schema, e.certainty
FROM dossier_form_data AS d JOIN procedure_eform AS e ON e.version = d.version AND e.code = d.code
WHERE d.dossier = :dossier
  AND d.revision = (SELECT max(n.revision) FROM dossier_form_data AS n WHERE n.dossier = d.dossier AND n.code = d.code)
ORDER BY e.no;

-- name: declaration_earlier
SELECT d.dossier, d.code, d.revision, d.version, d.data, d.at, e.title_vi, e.title_en, e.schema, e.certainty
FROM dossier_form_data AS d JOIN procedure_eform AS e ON e.version = d.version AND e.code = d.code
WHERE d.applicant = :applicant
ORDER BY d.at DESC, d.dossier DESC, d.revision DESC LIMIT :max;
