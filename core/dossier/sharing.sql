-- name: dossier_participants
SELECT p.dossier, p.account, a.name, a.role, p.kind, p.added_at
FROM dossier_participant AS p JOIN account AS a ON a.id = p.account
WHERE p.dossier = :dossier ORDER BY p.added_at, p.account;

-- name: participations
SELECT p.kind, count(*) AS dossiers FROM dossier_participant AS p
WHERE p.account = :account GROUP BY p.kind;

-- name: participant_put
INSERT INTO dossier_participant (dossier, account, kind, added_by, added_at) VALUES (:dossier, :account, :kind, :added_by, :now);

-- name: participant_remove
DELETE FROM dossier_participant WHERE dossier = :dossier AND account = :account;

-- name: participant_end
-- Who handles the dossier does not also take part in it.
DELETE FROM dossier_participant WHERE dossier = :dossier AND account = :account RETURNING kind;

-- name: open_work
SELECT id FROM dossier
WHERE (step_account = :account OR handler = :account)
  AND state NOT IN ('returned', 'intake_refused', 'stopped', 'withdrawn')
ORDER BY id;

-- name: participants_move
UPDATE OR IGNORE dossier_participant SET account = :to_account
WHERE account = :from_account
  AND dossier IN (SELECT id FROM dossier WHERE state NOT IN ('returned', 'intake_refused', 'stopped', 'withdrawn')
                                           AND coalesce(handler, '') <> :to_account);
