-- name: draft_file_list
SELECT id, dossier, draft_component AS component, file_name, media_type, size, blob, digitised, added_by, added_at, removed_by, removed_at
FROM document WHERE draft = :draft ORDER BY id LIMIT :max;

-- name: draft_file_add
INSERT INTO document (file_name, media_type, size, blob, digitised, added_by, added_at, draft, draft_component)
VALUES (:file_name, :media_type, :size, :blob, :digitised, :added_by, :added_at, :draft, :component) RETURNING id;

-- name: draft_file_remove
DELETE FROM document WHERE id = :id AND draft = :draft;

-- name: draft_file_drop
DELETE FROM document WHERE draft = :draft;

-- name: draft_file_keep
UPDATE document SET dossier = :dossier, component = draft_component, draft = NULL, draft_component = NULL WHERE draft = :draft;
