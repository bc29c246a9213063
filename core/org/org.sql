-- name: org_get
SELECT code, name_vi, name_en, kind, parent, open_on, close_on, replaced_by, certainty, place, address, phone, email FROM org WHERE code = :code;

-- name: org_put
INSERT INTO org (code, name_vi, name_en, kind, parent, open_on, close_on, certainty, place, address, phone, email)
VALUES (:code, :name_vi, :name_en, :kind, :parent, :open_on, :close_on, :certainty, :place, :address, :phone, :email)
ON CONFLICT (code) DO UPDATE SET name_vi = excluded.name_vi, name_en = excluded.name_en, kind = excluded.kind,
    parent = excluded.parent, open_on = excluded.open_on, close_on = excluded.close_on, certainty = excluded.certainty,
    place = excluded.place, address = coalesce(excluded.address, address), phone = excluded.phone, email = excluded.email;

-- name: org_list
SELECT code, name_vi, name_en, kind, parent, open_on, close_on, replaced_by, certainty, place, address, phone, email FROM org ORDER BY code;

-- name: org_add
INSERT INTO org (code, name_vi, name_en, kind, parent, open_on, close_on, certainty, place, address, phone, email)
VALUES (:code, :name_vi, :name_en, :kind, :parent, :open_on, :close_on, :certainty, :place, :address, :phone, :email);

-- name: org_by_name
SELECT code FROM org WHERE name_vi = :name OR name_en = :name LIMIT 2;

-- name: org_save
UPDATE org SET name_vi = :name_vi, name_en = :name_en, close_on = :close_on, replaced_by = :replaced_by, place = :place, address = :address,
    phone = :phone, email = :email
WHERE code = :code;

-- name: org_use
SELECT (SELECT count(*) FROM account AS a WHERE a.org = :code AND a.active = 1 AND a.role <> 'applicant') AS accounts,
       (SELECT count(*) FROM dossier AS d
        WHERE (d.agency = :code OR d.division = :code OR (d.intake_org = :code AND d.accepted_at IS NULL))
          AND d.state NOT IN ('completed', 'returned', 'intake_refused', 'stopped', 'withdrawn')) AS open_dossiers,
       (SELECT count(*) FROM org AS o WHERE o.parent = :code AND (o.close_on IS NULL OR o.close_on > :day)) AS units;

-- name: org_uses
SELECT o.code,
       (SELECT count(*) FROM account AS a WHERE a.org = o.code AND a.active = 1 AND a.role <> 'applicant') AS accounts,
       coalesce(u.dossiers, 0) AS open_dossiers
FROM org AS o LEFT JOIN (
    SELECT code, count(*) AS dossiers FROM (
        SELECT id, agency AS code FROM dossier WHERE state NOT IN ('completed', 'returned', 'intake_refused', 'stopped', 'withdrawn')
        UNION SELECT id, division FROM dossier
        WHERE division IS NOT NULL AND state NOT IN ('completed', 'returned', 'intake_refused', 'stopped', 'withdrawn')
        UNION SELECT id, intake_org FROM dossier
        WHERE accepted_at IS NULL AND state NOT IN ('completed', 'returned', 'intake_refused', 'stopped', 'withdrawn'))
    GROUP BY code) AS u ON u.code = o.code
WHERE u.dossiers IS NOT NULL OR EXISTS (SELECT 1 FROM account AS a WHERE a.org = o.code AND a.active = 1 AND a.role <> 'applicant')
ORDER BY o.code LIMIT 500;

-- name: org_move_accounts
UPDATE account SET org = :to WHERE org = :from AND role <> 'applicant';
