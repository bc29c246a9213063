-- name: draft_add
INSERT INTO filing_draft (account, procedure, data, saved_at, act) VALUES (:account, :procedure, :data, :saved_at, :act) RETURNING id;

-- name: draft_put
UPDATE filing_draft SET procedure = :procedure, data = :data, saved_at = :saved_at, act = :act WHERE id = :id AND account = :account;

-- name: draft_remove
DELETE FROM filing_draft WHERE id = :id AND account = :account;

-- name: draft_list
SELECT id, account, procedure, data, saved_at, act FROM filing_draft WHERE account = :account ORDER BY saved_at DESC, id DESC LIMIT :max;

-- name: draft_get
SELECT id, account, procedure, data, saved_at, act FROM filing_draft WHERE id = :id AND account = :account;

-- name: draft_count
SELECT count(*) AS n FROM filing_draft WHERE account = :account;
