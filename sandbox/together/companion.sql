-- name: invitation_put
INSERT INTO invitation (attempt_id, code, made_at) VALUES (:attempt, :code, :now)
ON CONFLICT (attempt_id) DO UPDATE SET code = excluded.code, made_at = excluded.made_at;

-- name: invitation_get
SELECT code FROM invitation WHERE attempt_id = :attempt;

-- name: invitation_close
DELETE FROM invitation WHERE attempt_id = :attempt;

-- name: invitation_find
SELECT i.attempt_id AS attempt, a.person_id AS person, a.class_id, a.state, a.world_id AS world
FROM invitation i JOIN attempt a ON a.id = i.attempt_id WHERE i.code = :code;

-- name: companion_put
INSERT INTO companion (attempt_id, person_id, joined_at)
SELECT :attempt, :person, :now
WHERE (SELECT count(*) FROM companion c WHERE c.attempt_id = :attempt AND c.left_at IS NULL AND c.person_id <> :person) < :max
ON CONFLICT (attempt_id, person_id) DO UPDATE SET left_at = NULL,
    joined_at = iif(companion.left_at IS NULL, companion.joined_at, excluded.joined_at),
    seat = iif(companion.left_at IS NULL, companion.seat, NULL);

-- name: companion_leave
UPDATE companion SET left_at = :now WHERE attempt_id = :attempt AND person_id = :person AND left_at IS NULL;

-- name: companion_sit
UPDATE companion SET seat = :seat WHERE attempt_id = :attempt AND person_id = :person AND left_at IS NULL;

-- name: companion_list
SELECT c.person_id AS person, coalesce(e.shown, p.name) AS name, c.seat, c.joined_at
FROM companion c JOIN attempt a ON a.id = c.attempt_id JOIN person p ON p.id = c.person_id
LEFT JOIN enrolment e ON e.class_id = a.class_id AND e.person_id = c.person_id
WHERE c.attempt_id = :attempt AND c.left_at IS NULL ORDER BY c.joined_at, c.person_id;

-- name: companion_find
SELECT c.attempt_id AS attempt, c.seat FROM companion c JOIN attempt a ON a.id = c.attempt_id
WHERE a.world_id = :world AND c.person_id = :person AND c.left_at IS NULL;

-- name: companion_attempts
SELECT a.id, a.exercise, a.state, coalesce(e.shown, p.name) AS owner
FROM companion c JOIN attempt a ON a.id = c.attempt_id JOIN person p ON p.id = a.person_id
LEFT JOIN enrolment e ON e.class_id = a.class_id AND e.person_id = a.person_id
WHERE c.person_id = :person AND a.class_id = :class_id AND c.left_at IS NULL AND a.state = 'running'
ORDER BY c.joined_at DESC;

-- name: companion_touch_class
UPDATE class SET revision = revision + 1 WHERE id = (SELECT class_id FROM attempt WHERE id = :attempt);
