-- name: effect_open
SELECT id, code, owner, agency, procedure, procedure_version, state, supplements, submitted_at, acceptance_due_at, accepted_at, due_at,
       original_due_at
FROM dossier WHERE state IN ('filed', 'accepted', 'in_handling') ORDER BY id LIMIT :max;
