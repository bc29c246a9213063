-- name: procedure_fee_rows
SELECT no, procedure, code, name_vi, name_en, basis, amount, amount_min, amount_max, rate_milli, item_vi, item_en, channel, effective_from,
       effective_to, certainty, source
FROM catalogue_fee WHERE procedure = :procedure ORDER BY no;

-- name: procedure_keep_before
UPDATE procedure_version SET before = :before WHERE id = :id;

-- name: procedure_before
SELECT before, (SELECT count(*) FROM dossier AS d WHERE d.procedure_version = v.id) AS filed,
       EXISTS (SELECT 1 FROM procedure_draft AS p WHERE p.procedure = v.procedure) AS drafted
FROM procedure_version AS v WHERE v.id = :id;

-- name: procedure_end_again
UPDATE procedure_version SET effective_to = :effective_to WHERE procedure = :procedure AND number = :number;

-- name: procedure_fees_clear
DELETE FROM catalogue_fee WHERE procedure = :procedure;

-- name: procedure_fee_again
INSERT INTO catalogue_fee (procedure, no, code, name_vi, name_en, basis, amount, amount_min, amount_max, rate_milli, item_vi, item_en, channel,
                           effective_from, effective_to, certainty, source)
VALUES (:procedure, :no, :code, :name_vi, :name_en, :basis, :amount, :amount_min, :amount_max, :rate_milli, :item_vi, :item_en, :channel,
        :effective_from, :effective_to, :certainty, :source);

-- name: procedure_drop_variant_steps
DELETE FROM procedure_variant_step WHERE variant IN (SELECT id FROM procedure_variant WHERE version = :id);

-- name: procedure_drop_variants
DELETE FROM procedure_variant WHERE version = :id;

-- name: procedure_drop_components
DELETE FROM procedure_component WHERE version = :id;

-- name: procedure_drop_steps
DELETE FROM procedure_step WHERE version = :id;

-- name: procedure_drop_eforms
DELETE FROM procedure_eform WHERE version = :id;

-- name: procedure_drop_rules
DELETE FROM procedure_rule WHERE version = :id;

-- name: procedure_drop_version
DELETE FROM procedure_version WHERE id = :id;

-- name: procedure_drop
DELETE FROM procedure WHERE code = :procedure;
