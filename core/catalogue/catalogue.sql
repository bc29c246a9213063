-- name: catalogue_add_field
INSERT INTO catalogue_field (code, name_vi, name_en) VALUES (:code, :name_vi, :name_en);

-- name: catalogue_add_procedure
INSERT INTO catalogue_procedure (code, twin, name_vi, name_en, field, field_certainty, level, level_text, service, unit, result_vi,
                                 result_en, legal_basis, effective_from, effective_to, certainty, source, note, known, folded)
VALUES (:code, :twin, :name_vi, :name_en, :field, :field_certainty, :level, :level_text, :service, :unit, :result_vi, :result_en,
        :legal_basis, :effective_from, :effective_to, :certainty, :source, :note, :known, :folded);

-- name: catalogue_add_clock
INSERT INTO catalogue_clock (procedure, no, kind, term, starts, rounds, name_vi, name_en, effective_from, effective_to, certainty, source)
SELECT :procedure, ifnull(max(no), 0) + 1, :kind, :term, :starts, :rounds, :name_vi, :name_en, :effective_from, :effective_to,
       :certainty, :source FROM catalogue_clock WHERE procedure = :procedure;

-- name: catalogue_add_fee
INSERT INTO catalogue_fee (procedure, no, code, name_vi, name_en, basis, amount, amount_min, amount_max, rate_milli, item_vi, item_en,
                           channel, effective_from, effective_to, certainty, source)
SELECT :procedure, ifnull(max(no), 0) + 1, :code, :name_vi, :name_en, :basis, :amount, :amount_min, :amount_max, :rate_milli, :item_vi,
       :item_en, :channel, :effective_from, :effective_to, :certainty, :source FROM catalogue_fee WHERE procedure = :procedure;

-- name: catalogue_add_component
INSERT INTO catalogue_component (procedure, no, code, name_vi, name_en, form, condition_vi, replaced_database, replaced_owner,
                                 replaced_basis, certainty, source)
SELECT :procedure, ifnull(max(no), 0) + 1, :code, :name_vi, :name_en, :form, :condition_vi, :replaced_database, :replaced_owner,
       :replaced_basis, :certainty, :source FROM catalogue_component WHERE procedure = :procedure;

-- name: catalogue_add_replacement
INSERT INTO catalogue_replacement (old_code, new_code, name_vi, certainty, source)
VALUES (:old_code, :new_code, :name_vi, :certainty, :source);

-- name: catalogue_add_publication
INSERT INTO catalogue_publication (decision, province, published_on, code, name_vi, service, standing, term, certainty, source, note)
VALUES (:decision, :province, :published_on, :code, :name_vi, :service, :standing, :term, :certainty, :source, :note);

-- name: catalogue_add_workflow
INSERT INTO catalogue_workflow (procedure, province, variant, name_vi, name_en, term, certainty, source, note)
VALUES (:procedure, :province, :variant, :name_vi, :name_en, :term, :certainty, :source, :note)
RETURNING id;

-- name: catalogue_add_step
INSERT INTO catalogue_workflow_step (workflow, no, name_vi, name_en, kind, role, share_milli, "limit", on_limit, certainty)
VALUES (:workflow, :no, :name_vi, :name_en, :kind, :role, :share_milli, :limit, :on_limit, :certainty);

-- name: catalogue_add_org
INSERT INTO org (code, name_vi, name_en, kind, parent, open_on, close_on, certainty, place, address)
VALUES (:code, :name_vi, :name_en, :kind, :parent, :open_on, :close_on, :certainty, :place, :address);

-- name: catalogue_add_successor
INSERT INTO org_successor (code, successor) VALUES (:code, :successor);

-- name: catalogue_fees_on
SELECT procedure, code, name_vi, name_en, basis, amount, amount_min, amount_max, rate_milli, item_vi, item_en, channel, effective_from,
       effective_to, certainty, source
FROM catalogue_fee
WHERE procedure = :procedure AND (channel = 'any' OR channel = :channel) AND (effective_from IS NULL OR effective_from <= :day)
  AND (effective_to IS NULL OR effective_to >= :day)
ORDER BY no;

-- name: catalogue_components_of
SELECT procedure, code, name_vi, name_en, form, condition_vi, replaced_database, replaced_owner, replaced_basis, certainty, source
FROM catalogue_component WHERE procedure = :procedure ORDER BY no;

-- name: catalogue_workflows_of
SELECT id, procedure, province, variant, name_vi, name_en, term, certainty, source, note
FROM catalogue_workflow WHERE procedure = :procedure AND (province IS NULL OR province = :province)
ORDER BY province IS NULL, variant;

-- name: catalogue_steps_of
SELECT no, name_vi, name_en, kind, role, share_milli, "limit", on_limit, certainty
FROM catalogue_workflow_step WHERE workflow = :workflow ORDER BY no;
