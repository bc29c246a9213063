-- name: saved_view_put
-- A name that the account has already is said anew.
INSERT INTO saved_view (account, org, name, filter, shared, saved_at) VALUES (:account, :org, :name, :filter, :shared, :now)
ON CONFLICT (account, name) DO UPDATE SET org = excluded.org, filter = excluded.filter, shared = excluded.shared, saved_at = excluded.saved_at
RETURNING id;

-- name: saved_view_count
SELECT count(*) AS n FROM saved_view WHERE account = :account AND name <> :name;

-- name: saved_view_remove
DELETE FROM saved_view WHERE id = :id AND account = :account RETURNING name;

-- name: saved_view_list
-- The account's own, then what others of its organisation share.
SELECT v.id, v.account, a.name AS account_name, v.name, v.filter, v.shared, v.saved_at
FROM saved_view AS v JOIN account AS a ON a.id = v.account
WHERE v.account = :account OR (v.shared = 1 AND v.org = :org)
ORDER BY v.account <> :account, v.name, v.id LIMIT :max;
