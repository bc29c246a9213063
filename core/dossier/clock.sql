-- name: deadline_change_add
INSERT INTO deadline_change (dossier, no, kind, from_at, to_at, reason, by, document, due_before, due_after)
SELECT :dossier, coalesce(max(no), 0) + 1, :kind, :from_at, :to_at, :reason, :by, :document, :due_before, :due_after
FROM deadline_change WHERE dossier = :dossier;

-- name: deadline_change_close
UPDATE deadline_change SET to_at = :to_at, due_after = :due_after
WHERE dossier = :dossier AND to_at IS NULL AND kind IN ('pause', 'restart');

-- name: deadline_change_document
UPDATE deadline_change SET document = :document
WHERE dossier = :dossier AND no = (SELECT max(no) FROM deadline_change WHERE dossier = :dossier);

-- name: deadline_changes
SELECT no, kind, from_at, to_at, reason, by, document, due_before, due_after FROM deadline_change WHERE dossier = :dossier ORDER BY no;

-- name: deadline_running
SELECT id FROM dossier WHERE accepted_at IS NOT NULL AND completed_at IS NULL AND ended_at IS NULL AND id > :after ORDER BY id LIMIT :max;
