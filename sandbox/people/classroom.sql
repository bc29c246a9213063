-- name: class_add
INSERT INTO class (name, code, owner, demo, capacity, opened_at) VALUES (:name, :code, :owner, :demo, :capacity, :now)
ON CONFLICT DO NOTHING
RETURNING id;

-- name: class_get
SELECT c.id, c.name, c.code, c.owner, c.capacity, c.opened_at, c.closed_at, c.revision,
       (SELECT count(*) FROM enrolment e WHERE e.class_id = c.id) AS trainees,
       (SELECT json_group_array(x.exercise) FROM (SELECT exercise FROM class_exercise WHERE class_id = c.id ORDER BY position) x)
           AS exercises
FROM class c WHERE c.id = :id;

-- name: class_list
SELECT c.id, c.name, c.code, c.owner, c.capacity, c.opened_at, c.closed_at, c.revision,
       (SELECT count(*) FROM enrolment e WHERE e.class_id = c.id) AS trainees,
       (SELECT json_group_array(x.exercise) FROM (SELECT exercise FROM class_exercise WHERE class_id = c.id ORDER BY position) x)
           AS exercises
FROM class c WHERE :owner IS NULL OR c.owner = :owner ORDER BY c.id DESC;

-- name: class_list_of_person
SELECT c.id, c.name, c.code, c.owner, c.capacity, c.opened_at, c.closed_at, c.revision,
       (SELECT count(*) FROM enrolment e WHERE e.class_id = c.id) AS trainees,
       (SELECT json_group_array(x.exercise) FROM (SELECT exercise FROM class_exercise WHERE class_id = c.id ORDER BY position) x)
           AS exercises
FROM class c JOIN enrolment m ON m.class_id = c.id AND m.person_id = :person ORDER BY c.id DESC;

-- name: class_find_code
SELECT id, closed_at FROM class WHERE code = :code;

-- name: class_find_demo
SELECT id FROM class WHERE demo = 1;

-- name: class_revision
SELECT revision FROM class WHERE id = :id;

-- name: class_touch
UPDATE class SET revision = revision + 1 WHERE id = :id;

-- name: class_close
UPDATE class SET closed_at = :now, revision = revision + 1 WHERE id = :id AND closed_at IS NULL;

-- name: class_reopen_demo
UPDATE class SET closed_at = NULL, revision = revision + 1 WHERE id = :id AND demo = 1 AND closed_at IS NOT NULL;

-- name: class_exercise_clear
DELETE FROM class_exercise WHERE class_id = :id;

-- name: class_exercise_add
INSERT INTO class_exercise (class_id, position, exercise) VALUES (:id, :position, :exercise);

-- name: class_exercise_has
SELECT 1 AS found FROM class_exercise WHERE class_id = :id AND exercise = :exercise;

-- name: enrolment_has
SELECT 1 AS found FROM enrolment WHERE class_id = :id AND person_id = :person;

-- name: enrolment_next_number
SELECT coalesce(max(number), 0) + 1 AS number FROM enrolment WHERE class_id = :id AND name = :name;

-- name: enrolment_shown_taken
SELECT 1 AS found FROM enrolment WHERE class_id = :id AND shown = :shown;

-- name: enrolment_add
INSERT INTO enrolment (class_id, person_id, name, number, shown, return_code, joined_at)
SELECT c.id, :person, :name, :number, :shown, :return_code, :now
FROM class c
WHERE c.id = :id AND c.closed_at IS NULL AND (SELECT count(*) FROM enrolment e WHERE e.class_id = c.id) < c.capacity;

-- name: enrolment_find_return_code
SELECT e.class_id, e.person_id AS person, p.disabled_at
FROM enrolment e JOIN person p ON p.id = e.person_id
WHERE e.return_code = :return_code AND p.erased_at IS NULL;

-- name: enrolment_release
UPDATE enrolment SET return_code = :return_code, released_at = :now
WHERE class_id = :id AND person_id = :person AND return_code IS NOT NULL;

-- name: enrolment_list
SELECT e.person_id AS person, e.shown AS name, e.joined_at, p.seen_at, e.released_at
FROM enrolment e JOIN person p ON p.id = e.person_id
WHERE e.class_id = :id ORDER BY e.shown;

-- name: announcement_add
INSERT INTO announcement (class_id, author, text, at) VALUES (:id, :author, :text, :now) RETURNING id;

-- name: announcement_last
SELECT id, text, author, at FROM announcement WHERE class_id = :id ORDER BY id DESC LIMIT 1;

-- name: announcement_list
SELECT id, text, author, at FROM announcement WHERE class_id = :id ORDER BY id DESC LIMIT 200;

-- name: refusal_note
INSERT INTO refusal (class_id, kind, hour, count) VALUES (:id, :kind, :hour, 1)
ON CONFLICT (class_id, kind, hour) DO UPDATE SET count = count + 1;

-- name: refusal_count
SELECT coalesce(sum(count), 0) AS count FROM refusal WHERE class_id = :id AND hour > :since;
