-- name: account_get
SELECT id, name, role, org, active, person FROM account WHERE id = :id;

-- name: account_list
SELECT id, name, role, org, active, person FROM account ORDER BY id;

-- name: account_add
INSERT INTO account (id, name, role, org, active, person) VALUES (:id, :name, :role, :org, 1, :person);

-- name: account_list_by_role
SELECT id, name, role, org, active, person,
       (SELECT count(*) FROM dossier AS d WHERE d.handler = account.id AND d.state = 'in_handling') AS open_dossiers,
       (SELECT count(*) FROM dossier AS d WHERE d.handler = account.id AND d.state = 'in_handling' AND d.due_at < :now) AS overdue_dossiers,
       (SELECT max(g.to_at) FROM delegation AS g
        WHERE g.from_account = account.id AND g.revoked_at IS NULL AND g.from_at <= :now AND :now < g.to_at) AS absent_until
FROM account WHERE role = :role AND active = 1 ORDER BY absent_until IS NOT NULL, open_dossiers, id;

-- name: account_managed
SELECT id, name, role, org, active,
       (SELECT count(*) FROM dossier AS d WHERE (d.step_account = account.id OR d.handler = account.id)
        AND d.state NOT IN ('returned', 'intake_refused', 'stopped', 'withdrawn')) AS open_dossiers
FROM account WHERE role <> 'applicant' ORDER BY org, name LIMIT 500;

-- name: account_work
SELECT count(*) AS dossiers FROM dossier
WHERE (step_account = :id OR handler = :id) AND state NOT IN ('completed', 'returned', 'intake_refused', 'stopped', 'withdrawn');

-- name: account_save
UPDATE account SET role = :role, org = :org, active = :active WHERE id = :id;

-- name: account_other_admins
SELECT count(*) AS others FROM account
WHERE role = :role AND active = 1 AND id <> :id AND (:org IS NULL OR org = :org);
