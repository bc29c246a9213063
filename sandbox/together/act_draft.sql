-- name: act_draft_put
INSERT INTO act_draft (world_id, account, dossier, act, person_id, filed_at, generation, last_act, seen_act, data, saved_at)
SELECT :world, :account, :dossier, :act, :person, :filed_at, :generation, :last_act, :seen_act, :data, :now
WHERE (SELECT count(*) FROM act_draft d WHERE d.world_id = :world) < :max
   OR EXISTS (SELECT 1 FROM act_draft d WHERE d.world_id = :world AND d.account = :account AND d.dossier = :dossier AND d.act = :act)
ON CONFLICT (world_id, account, dossier, act) DO UPDATE SET person_id = excluded.person_id, filed_at = excluded.filed_at,
    generation = excluded.generation, last_act = excluded.last_act, seen_act = excluded.seen_act, data = excluded.data, saved_at = excluded.saved_at;

-- name: act_draft_list
SELECT d.account, d.dossier, d.act, d.person_id AS person, coalesce(e.shown, p.name) AS name, d.filed_at, d.generation, d.last_act, d.seen_act, d.data, d.saved_at
FROM act_draft d JOIN person p ON p.id = d.person_id
LEFT JOIN attempt a ON a.world_id = d.world_id
LEFT JOIN enrolment e ON e.class_id = a.class_id AND e.person_id = d.person_id
WHERE d.world_id = :world AND d.dossier = :dossier ORDER BY d.saved_at DESC, d.account, d.act;

-- name: act_draft_remove
DELETE FROM act_draft WHERE world_id = :world AND account = :account AND dossier = :dossier AND act = :act;

-- name: act_draft_clear
DELETE FROM act_draft WHERE world_id = :world;
