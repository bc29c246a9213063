-- name: audit_last
SELECT number, hash, at, (SELECT coalesce(max(seq), 0) FROM event) AS seq FROM act ORDER BY number DESC LIMIT 1;

-- name: audit_add_event
INSERT INTO event (seq, act, name, dossier, data) VALUES (:seq, :act, :name, :dossier, :data);

-- name: audit_add_act
INSERT INTO act (number, name, account, role, at, real_at, idempotency_key, request, dossier, hash)
VALUES (:number, :name, :account, :role, :at, :real_at, :idempotency_key, :request, :dossier, :hash);

-- name: audit_find_key
SELECT number, request, dossier FROM act WHERE idempotency_key = :idempotency_key;

-- name: audit_events
SELECT e.seq, e.act, e.name, e.dossier, e.data, a.at, a.name AS act_name, a.account, a.role
FROM event AS e JOIN act AS a ON a.number = e.act
WHERE e.seq > :after ORDER BY e.seq LIMIT :max;

-- name: audit_dossier_events
SELECT e.seq, e.act, e.name, e.dossier, e.data, a.at, a.name AS act_name, a.account, a.role
FROM event AS e JOIN act AS a ON a.number = e.act
WHERE e.dossier = :dossier ORDER BY e.seq;

-- name: audit_events_of_acts
SELECT e.seq, e.act, e.name, e.dossier, e.data, a.at, a.name AS act_name, a.account, a.role
FROM event AS e JOIN act AS a ON a.number = e.act
WHERE e.act > :after AND e.act <= :last ORDER BY e.seq;

-- name: audit_acts
SELECT number, name, account, role, at, real_at, dossier, hash FROM act WHERE number > :after ORDER BY number LIMIT :max;

-- name: audit_has_acted
SELECT 1 AS found FROM act WHERE number > :after AND name = :name AND account = :account AND dossier = :dossier LIMIT 1;

-- name: audit_act_events
SELECT seq, name, dossier, data FROM event WHERE seq > :after AND seq <= :after + 64 AND act = :act ORDER BY seq;

-- name: audit_last_event
SELECT coalesce(max(seq), 0) FROM event;

-- name: audit_keys
SELECT idempotency_key FROM act WHERE idempotency_key IS NOT NULL ORDER BY number;
