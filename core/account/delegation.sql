-- name: delegation_to
SELECT g.id, g.from_account, a.name AS from_name, a.org AS from_org, g.to_account, b.name AS to_name, g.from_at, g.to_at, g.reason,
       g.revoked_at
FROM delegation AS g JOIN account AS a ON a.id = g.from_account JOIN account AS b ON b.id = g.to_account
WHERE g.to_account = :account AND g.from_at <= :now AND :now < g.to_at AND g.revoked_at IS NULL AND a.role = b.role
ORDER BY g.id;

-- name: delegation_list
SELECT g.id, g.from_account, a.name AS from_name, a.org AS from_org, g.to_account, b.name AS to_name, g.from_at, g.to_at, g.reason,
       g.revoked_at
FROM delegation AS g JOIN account AS a ON a.id = g.from_account JOIN account AS b ON b.id = g.to_account
WHERE g.revoked_at IS NULL AND :now < g.to_at AND (:account IS NULL OR :account IN (g.from_account, g.to_account))
ORDER BY g.from_at, g.id;

-- name: delegation_get
SELECT g.id, g.from_account, a.name AS from_name, a.org AS from_org, g.to_account, b.name AS to_name, g.from_at, g.to_at, g.reason,
       g.revoked_at
FROM delegation AS g JOIN account AS a ON a.id = g.from_account JOIN account AS b ON b.id = g.to_account
WHERE g.id = :id;

-- name: delegation_add
INSERT INTO delegation (from_account, to_account, from_at, to_at, reason, granted_by, granted_at)
VALUES (:from_account, :to_account, :from_at, :to_at, :reason, :granted_by, :now)
RETURNING id;

-- name: delegation_clash
SELECT max(from_account = :from_account) AS overlaps, max(from_account = :to_account) AS stand_in_absent,
       max(to_account = :from_account) AS chained
FROM delegation
WHERE revoked_at IS NULL AND from_at < :to_at AND :from_at < to_at;

-- name: delegation_revoke
UPDATE delegation SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL;
