-- name: session_add
INSERT INTO session (token, id, person_id, class_id, csrf, created_at, seen_at, expires_at)
VALUES (:token, :id, :person, :class, :csrf, :now, :now, :expires_at);

-- name: session_find
SELECT s.id, s.csrf, s.person_id AS person, coalesce(e.shown, p.name) AS name, p.role, p.org, s.class_id, c.name AS class_name,
       s.created_at, s.seen_at, s.expires_at
FROM session s
JOIN person p ON p.id = s.person_id
LEFT JOIN class c ON c.id = s.class_id
LEFT JOIN enrolment e ON e.class_id = s.class_id AND e.person_id = s.person_id
WHERE s.token = :token AND s.revoked_at IS NULL AND s.expires_at > :now AND s.seen_at > :idle_since
  AND p.disabled_at IS NULL AND p.erased_at IS NULL;

-- name: session_list
SELECT s.id, s.csrf, s.person_id AS person, coalesce(e.shown, p.name) AS name, p.role, p.org, s.class_id, c.name AS class_name,
       s.created_at, s.seen_at, s.expires_at
FROM session s
JOIN person p ON p.id = s.person_id
LEFT JOIN class c ON c.id = s.class_id
LEFT JOIN enrolment e ON e.class_id = s.class_id AND e.person_id = s.person_id
WHERE s.person_id = :person AND s.revoked_at IS NULL AND s.expires_at > :now AND s.seen_at > :idle_since
ORDER BY s.created_at DESC, s.id;

-- name: session_touch
UPDATE session SET seen_at = :now WHERE token = :token AND revoked_at IS NULL AND seen_at < :now;

-- name: session_revoke
UPDATE session SET revoked_at = :now WHERE token = :token AND revoked_at IS NULL;

-- name: session_revoke_id
UPDATE session SET revoked_at = coalesce(revoked_at, :now) WHERE id = :id;

-- name: session_person_of_id
SELECT person_id AS person FROM session WHERE id = :id;

-- name: session_revoke_person
UPDATE session SET revoked_at = :now WHERE person_id = :person AND revoked_at IS NULL;

-- name: session_purge
DELETE FROM session WHERE expires_at < :ended_before;
