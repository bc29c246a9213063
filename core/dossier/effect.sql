-- name: effect_open
SELECT id FROM dossier WHERE state IN ('filed', 'accepted', 'in_handling') ORDER BY id LIMIT :max;
