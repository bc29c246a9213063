-- name: delivery_add
INSERT INTO delivery (dossier, way, at, by, tracking_number, receiver, identity, identity_number, signed, ended_at, outcome)
VALUES (:dossier, :way, :at, :by, :tracking_number, :receiver, :identity, :identity_number, :signed, :ended_at, :outcome);

-- name: delivery_end
UPDATE delivery SET ended_at = :ended_at, outcome = :outcome, receiver = :receiver, reason = :reason
WHERE dossier = :dossier AND ended_at IS NULL;

-- name: delivery_list
SELECT id, dossier, way, at, by, tracking_number, receiver, identity, identity_number, signed, ended_at, outcome, reason
FROM delivery WHERE dossier = :dossier ORDER BY id;

-- name: archive_add
INSERT INTO archive (dossier, archived_at, archived_by, retention, note) VALUES (:dossier, :archived_at, :archived_by, :retention, :note);

-- name: archive_get
SELECT dossier, archived_at, archived_by, retention, note FROM archive WHERE dossier = :dossier;
