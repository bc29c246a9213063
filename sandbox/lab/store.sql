-- The writer's own statements.

-- name: closure_begin
SAVEPOINT closure;

-- name: closure_keep
RELEASE closure;

-- name: closure_take_back
ROLLBACK TO closure;

-- name: store_manual_checkpoints
PRAGMA wal_autocheckpoint = 0;

-- name: store_checkpoint
PRAGMA wal_checkpoint(PASSIVE);

-- name: store_backup
VACUUM INTO :path;

-- name: secret_find
SELECT value FROM secret WHERE name = :name;

-- name: secret_add
INSERT INTO secret (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING;
