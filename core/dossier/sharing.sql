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

-- name: participants_raise
-- Where both take part the successor keeps the stronger part.
UPDATE dossier_participant SET kind = 'co_handler'
WHERE account = :to_account AND kind <> 'co_handler'
  AND dossier IN (SELECT p.dossier FROM dossier_participant AS p JOIN dossier AS d ON d.id = p.dossier
                  WHERE p.account = :from_account AND p.kind = 'co_handler'
                    AND d.state NOT IN ('returned', 'intake_refused', 'stopped', 'withdrawn'));

-- name: participants_move
UPDATE OR IGNORE dossier_participant SET account = :to_account
WHERE account = :from_account
  AND dossier IN (SELECT id FROM dossier WHERE state NOT IN ('returned', 'intake_refused', 'stopped', 'withdrawn')
                                           AND coalesce(handler, '') <> :to_account);

-- name: participants_leave
-- What did not move: the successor handles the dossier, or takes part in it already.
DELETE FROM dossier_participant
WHERE account = :from_account
  AND dossier IN (SELECT id FROM dossier WHERE state NOT IN ('returned', 'intake_refused', 'stopped', 'withdrawn'));
