-- name: person_add
INSERT INTO person (id, role, name, username, password, org, created_at)
VALUES (:id, :role, :name, :username, :password, :org, :now)
ON CONFLICT (username) DO NOTHING;

-- name: person_get
SELECT id, role, name, username, org, created_at, seen_at, disabled_at, erased_at FROM person WHERE id = :id;

-- name: person_find_username
SELECT id, role, name, username, org, created_at, seen_at, disabled_at, erased_at, password
FROM person WHERE username = :username;

-- name: person_password
SELECT password FROM person WHERE id = :id;

-- name: person_list_staff
SELECT id, role, name, username, org, created_at, seen_at, disabled_at, erased_at
FROM person WHERE username IS NOT NULL ORDER BY username;

-- name: person_note_sign_in
UPDATE person SET failed = 0, seen_at = :now WHERE id = :id;

-- name: person_note_failure
UPDATE person SET failed = failed + 1 WHERE id = :id;

-- name: person_set_password
UPDATE person SET password = :password, failed = 0 WHERE id = :id AND username IS NOT NULL;

-- name: person_set_disabled
UPDATE person SET disabled_at = :at WHERE id = :id;

-- name: person_touch
UPDATE person SET seen_at = :now WHERE id = :id AND coalesce(seen_at, 0) < :now;

-- name: person_list_expired
SELECT id FROM person
WHERE erased_at IS NULL AND role = 'trainee' AND coalesce(seen_at, created_at) < :before
ORDER BY coalesce(seen_at, created_at), id LIMIT :max;

-- name: person_erase
UPDATE person SET name = 'erased-' || id, username = NULL, password = NULL, org = NULL, erased_at = :now
WHERE id = :id AND erased_at IS NULL;

-- name: person_erase_enrolments
UPDATE enrolment SET name = 'erased-' || person_id, number = 1, shown = 'erased-' || person_id, return_code = NULL
WHERE person_id = :id;

-- name: person_erase_sessions
DELETE FROM session WHERE person_id = :id;

-- name: person_erase_history
DELETE FROM history_args
WHERE history_id IN (SELECT h.id FROM history h JOIN attempt a ON a.id = h.attempt_id WHERE a.person_id = :id);

-- name: person_erase_drafts
DELETE FROM act_draft WHERE person_id = :id;

-- name: person_erase_touch_classes
UPDATE class SET revision = revision + 1 WHERE id IN (SELECT class_id FROM enrolment WHERE person_id = :id);

-- name: person_export_enrolments
SELECT e.class_id, c.name AS class_name, e.shown, e.joined_at, e.released_at
FROM enrolment e JOIN class c ON c.id = e.class_id WHERE e.person_id = :id ORDER BY e.class_id;

-- name: person_export_sessions
SELECT id, created_at, seen_at, expires_at, revoked_at FROM session WHERE person_id = :id ORDER BY created_at, id;

-- name: person_export_announcements
SELECT id, class_id, text, at FROM announcement WHERE author = :id ORDER BY id;

-- name: person_export_attempts
SELECT id, class_id, exercise, world_id, state, started_at, finished_at, points, max_points, passed, mistakes,
       critical_mistakes, hints, rewinds, last_act_at, progress
FROM attempt WHERE person_id = :id ORDER BY number;

-- name: person_export_history
SELECT h.attempt_id, h.kind, h.real_at, h.office_at, h.generation, h.act, h.event_seq, h.step, h.check_id, h.verdict,
       h.text_key, g.args
FROM attempt a JOIN history h ON h.attempt_id = a.id LEFT JOIN history_args g ON g.history_id = h.id
WHERE a.person_id = :id ORDER BY h.id;

-- name: person_export_companions
SELECT attempt_id, seat, joined_at, left_at FROM companion WHERE person_id = :id ORDER BY joined_at, attempt_id;

-- name: person_export_drafts
SELECT world_id, dossier, act, saved_at, data FROM act_draft WHERE person_id = :id ORDER BY saved_at, world_id, dossier, act;
