-- name: procedure_add
INSERT INTO procedure (code, name_vi, name_en, field, level, certainty, source)
VALUES (:code, :name_vi, :name_en, :field, :level, :certainty, :source);

-- name: procedure_add_version
INSERT INTO procedure_version (procedure, number, effective_from, effective_to, replaced_by, term_unit, term_milli, intake_unit,
                               intake_milli, supplement_max, supplement_policy, silence_term, fee_stage, fee_text_vi, fee_text_en, result_vi, result_en, legal_basis, certainty,
                               non_territorial, name_vi, name_en, source, published_by, published_at)
VALUES (:procedure, :number, :effective_from, :effective_to, :replaced_by, :term_unit, :term_milli, :intake_unit, :intake_milli,
        :supplement_max, ifnull(:supplement_policy, 'restart'), ifnull(:silence_term, '15 workdays'), :fee_stage, :fee_text_vi, :fee_text_en, :result_vi, :result_en, :legal_basis, :certainty,
        :non_territorial, :name_vi, :name_en, :source, :published_by, :published_at)
RETURNING id;

-- name: procedure_add_component
INSERT INTO procedure_component (version, no, code, name_vi, name_en, required, kind, replaced_by_data, certainty, source, handling)
VALUES (:version, :no, :code, :name_vi, :name_en, :required, :kind, :replaced_by_data, :certainty, :source, :handling);

-- name: procedure_add_step
INSERT INTO procedure_step (version, no, name_vi, name_en, kind, role, share_milli, limit_term, on_limit)
VALUES (:version, :no, :name_vi, :name_en, :kind, :role, :share_milli, :limit_term, :on_limit);

-- name: procedure_version_on
SELECT v.id, v.procedure, v.number, v.effective_from, v.effective_to, v.replaced_by, v.term_unit, v.term_milli, v.intake_unit,
       v.intake_milli, v.supplement_max, v.supplement_policy, v.silence_term, v.fee_stage, v.fee_text_vi, v.fee_text_en, v.result_vi, v.result_en, v.legal_basis, v.certainty,
       v.non_territorial, coalesce(v.name_vi, p.name_vi) AS name_vi,
       coalesce(v.name_en, p.name_en) AS name_en, coalesce(v.source, p.source) AS source, v.published_by, v.published_at, p.field, p.level
FROM procedure_version AS v JOIN procedure AS p ON p.code = v.procedure
WHERE v.procedure = :procedure AND v.effective_from <= :day AND (v.effective_to IS NULL OR v.effective_to >= :day)
ORDER BY v.number DESC LIMIT 1;

-- name: procedure_list_on
SELECT v.id, v.procedure, v.number, v.effective_from, v.effective_to, v.replaced_by, v.term_unit, v.term_milli, v.intake_unit,
       v.intake_milli, v.supplement_max, v.supplement_policy, v.silence_term, v.fee_stage, v.fee_text_vi, v.fee_text_en, v.result_vi, v.result_en, v.legal_basis, v.certainty,
       v.non_territorial, coalesce(v.name_vi, p.name_vi) AS name_vi,
       coalesce(v.name_en, p.name_en) AS name_en, coalesce(v.source, p.source) AS source, v.published_by, v.published_at, p.field, p.level
FROM procedure_version AS v JOIN procedure AS p ON p.code = v.procedure
WHERE v.effective_from <= :day AND (v.effective_to IS NULL OR v.effective_to >= :day)
ORDER BY v.procedure;

-- name: procedure_version_get
SELECT v.id, v.procedure, v.number, v.effective_from, v.effective_to, v.replaced_by, v.term_unit, v.term_milli, v.intake_unit,
       v.intake_milli, v.supplement_max, v.supplement_policy, v.silence_term, v.fee_stage, v.fee_text_vi, v.fee_text_en, v.result_vi, v.result_en, v.legal_basis, v.certainty,
       v.non_territorial, coalesce(v.name_vi, p.name_vi) AS name_vi,
       coalesce(v.name_en, p.name_en) AS name_en, coalesce(v.source, p.source) AS source, v.published_by, v.published_at, p.field, p.level
FROM procedure_version AS v JOIN procedure AS p ON p.code = v.procedure
WHERE v.id = :id;

-- name: procedure_components
SELECT version, no, code, name_vi, name_en, required, kind, replaced_by_data, certainty, source, handling
FROM procedure_component WHERE version = :version ORDER BY no;

-- name: procedure_steps
SELECT version, no, name_vi, name_en, kind, role, share_milli, limit_term, on_limit
FROM procedure_step WHERE version = :version ORDER BY no;

-- name: procedure_versions
SELECT v.id, v.procedure, v.number, v.effective_from, v.effective_to, v.replaced_by, v.term_unit, v.term_milli, v.intake_unit,
       v.intake_milli, v.supplement_max, v.supplement_policy, v.silence_term, v.fee_stage, v.fee_text_vi, v.fee_text_en, v.result_vi, v.result_en, v.legal_basis, v.certainty,
       v.non_territorial, coalesce(v.name_vi, p.name_vi) AS name_vi,
       coalesce(v.name_en, p.name_en) AS name_en, coalesce(v.source, p.source) AS source, v.published_by, v.published_at, p.field, p.level
FROM procedure_version AS v JOIN procedure AS p ON p.code = v.procedure
WHERE v.procedure = :procedure ORDER BY v.number DESC;

-- name: procedure_codes
SELECT code FROM procedure ORDER BY code;
