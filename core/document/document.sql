-- name: document_add
INSERT INTO document (dossier, component, file_name, media_type, size, blob, digitised, added_by, added_at)
VALUES (:dossier, :component, :file_name, :media_type, :size, :blob, :digitised, :added_by, :added_at) RETURNING id;

-- name: document_get
SELECT id, dossier, component, file_name, media_type, size, blob, digitised, added_by, added_at, removed_by, removed_at
FROM document WHERE id = :id;

-- name: document_list
SELECT id, dossier, component, file_name, media_type, size, blob, digitised, added_by, added_at, removed_by, removed_at
FROM document WHERE dossier = :dossier ORDER BY id LIMIT :max;

-- name: document_loose
SELECT id, dossier, component, file_name, media_type, size, blob, digitised, added_by, added_at, removed_by, removed_at
FROM document WHERE dossier IS NULL AND draft IS NULL AND removed_at IS NULL AND added_by = :account ORDER BY id LIMIT :max;

-- name: document_reusable
SELECT x.id, x.dossier, x.component, x.file_name, x.media_type, x.size, x.blob, x.digitised, x.added_by, x.added_at, x.removed_by,
       x.removed_at
FROM document AS x JOIN dossier AS d ON d.id = x.dossier
WHERE d.id <> :dossier AND x.removed_at IS NULL AND json_extract(d.owner, '$.id_no') = :id_no ORDER BY x.id DESC LIMIT :max;

-- name: document_attach
UPDATE document SET dossier = :dossier, component = :component WHERE id = :id AND dossier IS NULL AND draft IS NULL;

-- name: document_remove
UPDATE document SET removed_by = :removed_by, removed_at = :removed_at WHERE id = :id AND removed_at IS NULL;

-- name: document_mark
UPDATE document SET digitised = :digitised WHERE id = :id AND removed_at IS NULL;
