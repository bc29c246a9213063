-- name: browse_procedures
SELECT p.code, p.twin, p.name_vi, p.name_en, p.field, p.level, p.service, p.unit, p.effective_to, p.certainty, p.known, p.folded,
       (SELECT c.term FROM catalogue_clock AS c WHERE c.procedure = p.code AND c.kind = 'decision' AND c.term IS NOT NULL
        ORDER BY c.no LIMIT 1) AS term,
       (SELECT r.new_code FROM catalogue_replacement AS r WHERE r.old_code = p.code) AS replaced_by,
       EXISTS (SELECT 1 FROM procedure AS o WHERE o.code = p.code) AS open
FROM catalogue_procedure AS p
ORDER BY CASE p.known WHEN 'complete' THEN 0 WHEN 'core' THEN 1 WHEN 'partly' THEN 2 ELSE 3 END, p.code;

-- name: browse_fields
SELECT code, name_vi, name_en FROM catalogue_field ORDER BY name_vi;

-- name: browse_procedure
SELECT code, twin, name_vi, name_en, field, field_certainty, level, level_text, service, unit, result_vi, result_en, legal_basis,
       effective_from, effective_to, certainty, source, note
FROM catalogue_procedure WHERE code = :code;

-- name: browse_known
SELECT known FROM catalogue_procedure WHERE code = :code;

-- name: browse_clocks
SELECT procedure, kind, term, starts, rounds, name_vi, name_en, effective_from, effective_to, certainty, source
FROM catalogue_clock WHERE procedure = :procedure ORDER BY no;

-- name: browse_fees
SELECT procedure, code, name_vi, name_en, basis, amount, amount_min, amount_max, rate_milli, item_vi, item_en, channel, effective_from,
       effective_to, certainty, source
FROM catalogue_fee WHERE procedure = :procedure ORDER BY no;

-- name: browse_links
SELECT old_code, new_code, name_vi, certainty, source FROM catalogue_replacement
WHERE old_code = :code OR new_code = :code ORDER BY old_code;

-- name: browse_publications
SELECT decision, province, published_on, code, name_vi, service, standing, term, certainty, source, note
FROM catalogue_publication WHERE code = :code ORDER BY published_on, id;

-- name: browse_workflows
SELECT id, procedure, province, variant, name_vi, name_en, term, certainty, source, note
FROM catalogue_workflow WHERE procedure = :procedure ORDER BY province IS NULL, province, variant;

-- name: browse_workflow
SELECT id, procedure, province, variant, name_vi, name_en, term, certainty, source, note FROM catalogue_workflow WHERE id = :id;
