-- name: variant_add
INSERT INTO procedure_variant (id, version, code, province, name_vi, name_en, term_unit, term_milli, certainty, source)
VALUES ((SELECT coalesce(max(id), 999999) + 1 FROM procedure_variant), :version, :code, :province, :name_vi, :name_en, :term_unit,
        :term_milli, :certainty, :source)
RETURNING id;

-- name: variant_add_step
INSERT INTO procedure_variant_step (variant, no, name_vi, name_en, kind, role, share_milli, limit_term, on_limit)
VALUES (:version, :no, :name_vi, :name_en, :kind, :role, :share_milli, :limit_term, :on_limit);

-- name: variants
SELECT id, version, code, province, name_vi, name_en, term_unit, term_milli, certainty, source
FROM procedure_variant WHERE version = :version ORDER BY id;

-- name: variant_get
SELECT id, version, code, province, name_vi, name_en, term_unit, term_milli, certainty, source
FROM procedure_variant WHERE id = :version;

-- name: variant_steps
SELECT variant AS version, no, name_vi, name_en, kind, role, share_milli, limit_term, on_limit
FROM procedure_variant_step WHERE variant = :version ORDER BY no;
