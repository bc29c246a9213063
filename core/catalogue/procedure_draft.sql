-- name: procedure_known
SELECT code, twin, name_vi, name_en, field, field_certainty, level, level_text, service, unit, result_vi, result_en, legal_basis,
       effective_from, effective_to, certainty, source, note
FROM catalogue_procedure;

-- name: procedure_replacements
SELECT old_code, new_code, name_vi, certainty, source FROM catalogue_replacement;

-- name: procedure_fees_from
SELECT no, procedure, code, name_vi, name_en, basis, amount, amount_min, amount_max, rate_milli, item_vi, item_en, channel, effective_from,
       effective_to, certainty, source
FROM catalogue_fee
WHERE procedure = :procedure AND (effective_to IS NULL OR effective_to >= :day)
  AND (:coming = 1 OR effective_from IS NULL OR effective_from <= :day)
ORDER BY no;

-- name: procedure_drafts
SELECT d.procedure, d.revision, ifnull(d.based_on, 0) AS based_on, ifnull(v.number, 0) AS based_on_number, '{}' AS document, d.section, d.by, d.at, 0 AS can_undo, 0 AS can_redo
FROM procedure_draft AS d LEFT JOIN procedure_version AS v ON v.id = d.based_on
WHERE d.revision = (SELECT max(n.revision) FROM procedure_draft AS n WHERE n.procedure = d.procedure AND n.undone = 0)
ORDER BY d.procedure;

-- name: procedure_draft_get
SELECT d.procedure, d.revision, ifnull(d.based_on, 0) AS based_on, ifnull(v.number, 0) AS based_on_number, d.document, d.section, d.by, d.at,
       EXISTS (SELECT 1 FROM procedure_draft AS o WHERE o.procedure = d.procedure AND o.revision < d.revision) AS can_undo,
       EXISTS (SELECT 1 FROM procedure_draft AS o WHERE o.procedure = d.procedure AND o.undone = 1) AS can_redo
FROM procedure_draft AS d LEFT JOIN procedure_version AS v ON v.id = d.based_on
WHERE d.procedure = :procedure AND d.undone = 0 ORDER BY d.revision DESC LIMIT 1;

-- name: procedure_draft_last
SELECT ifnull(max(revision), 0) AS n FROM procedure_draft WHERE procedure = :procedure;

-- name: procedure_draft_add
INSERT INTO procedure_draft (procedure, revision, based_on, document, section, by, at)
VALUES (:procedure, :revision, nullif(:based_on, 0), :document, :section, :by, :at);

-- name: procedure_draft_undo
UPDATE procedure_draft SET undone = 1 WHERE procedure = :procedure AND revision = :revision;

-- name: procedure_draft_redo
UPDATE procedure_draft SET undone = 0
WHERE procedure = :procedure AND revision = (SELECT min(revision) FROM procedure_draft WHERE procedure = :procedure AND undone = 1);

-- name: procedure_draft_forget
DELETE FROM procedure_draft WHERE procedure = :procedure AND (undone = 1 OR revision <= :oldest);

-- name: procedure_draft_drop
DELETE FROM procedure_draft WHERE procedure = :procedure;

-- name: procedure_standing
SELECT ifnull(max(v.number), 0) AS number, ifnull(max(v.effective_from), '') AS effective_from,
       (SELECT max(d.submitted_at) FROM dossier AS d WHERE d.procedure = :procedure) AS filed_at,
       (SELECT count(*) FROM dossier AS d WHERE d.procedure = :procedure
          AND d.state NOT IN ('returned', 'intake_refused', 'stopped', 'withdrawn')) AS open
FROM procedure_version AS v WHERE v.procedure = :procedure;

-- name: procedure_use
SELECT d.procedure_version AS version, count(*) AS filed,
       count(CASE WHEN d.state NOT IN ('returned', 'intake_refused', 'stopped', 'withdrawn') THEN 1 END) AS open
FROM dossier AS d WHERE d.procedure = :procedure GROUP BY 1;

-- name: procedure_end
UPDATE procedure_version SET effective_to = :last
WHERE procedure = :procedure AND number < :number AND (effective_to IS NULL OR effective_to > :last);

-- name: procedure_fee_end
UPDATE catalogue_fee SET effective_to = :last WHERE procedure = :procedure AND no = :no;

-- name: procedure_fee_drop
DELETE FROM catalogue_fee WHERE procedure = :procedure AND no = :no;
