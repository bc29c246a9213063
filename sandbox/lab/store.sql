-- The writer's own statements.

-- name: closure_begin
SAVEPOINT closure;

-- name: closure_keep
RELEASE closure;

-- name: closure_take_back
ROLLBACK TO closure;

-- name: secret_find
SELECT value FROM secret WHERE name = :name;

-- name: secret_add
INSERT INTO secret (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING;
