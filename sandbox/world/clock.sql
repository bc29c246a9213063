-- name: clock_get
SELECT office_at, mode, rate FROM world_clock WHERE id = 1;

-- name: clock_put
INSERT INTO world_clock (id, office_at, mode, rate) VALUES (1, :office_at, :mode, :rate)
ON CONFLICT (id) DO UPDATE SET office_at = excluded.office_at, mode = excluded.mode, rate = excluded.rate;

-- name: due_add
INSERT INTO due_item (at, kind, seat, dossier, step) VALUES (:at, :kind, :seat, :dossier, :step);

-- name: due_next
SELECT id, at, kind, seat, dossier, step FROM due_item ORDER BY at, id LIMIT 1;

-- name: due_list
SELECT id, at, kind, seat, dossier, step FROM due_item WHERE at <= :until ORDER BY at, id LIMIT :max;

-- name: due_remove
DELETE FROM due_item WHERE id = :id;

-- name: due_remove_dossier
DELETE FROM due_item WHERE dossier = :dossier;

-- name: staged_list
SELECT step, item FROM staged;

-- name: staged_add
INSERT INTO staged (step, item) VALUES (:step, :item);

-- name: stage_get
SELECT exercise, digest, agency FROM stage WHERE id = 1;

-- name: stage_put
INSERT INTO stage (id, exercise, digest, agency) VALUES (1, :exercise, :digest, :agency);
