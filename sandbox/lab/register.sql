-- name: golden_note
INSERT INTO golden (name, digest, noted_at) VALUES (:name, :digest, :now)
ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, noted_at = excluded.noted_at WHERE digest <> excluded.digest;

-- name: golden_find
SELECT digest FROM golden WHERE name = :name;

-- name: world_add
INSERT INTO world (id, golden, person_id, class_id, created_at) VALUES (:id, :golden, :person, :class, :now)
ON CONFLICT (id) DO NOTHING;

-- name: world_get
SELECT w.id, w.golden, w.person_id AS person, w.class_id, a.id AS attempt, a.exercise, w.created_at, w.archived_at, w.digest,
       w.digest_generation, w.digest_act
FROM world w LEFT JOIN attempt a ON a.world_id = w.id
WHERE w.id = :id;

-- name: world_list_person
SELECT w.id, w.golden, w.person_id AS person, w.class_id, a.id AS attempt, a.exercise, w.created_at, w.archived_at, w.digest,
       w.digest_generation, w.digest_act
FROM world w LEFT JOIN attempt a ON a.world_id = w.id
WHERE w.person_id = :person AND w.archived_at IS NULL
ORDER BY w.created_at DESC, w.id;

-- name: world_list_class
SELECT w.id, w.golden, w.person_id AS person, w.class_id, a.id AS attempt, a.exercise, w.created_at, w.archived_at, w.digest,
       w.digest_generation, w.digest_act
FROM world w LEFT JOIN attempt a ON a.world_id = w.id
WHERE w.class_id = :class AND w.archived_at IS NULL
ORDER BY w.created_at DESC, w.id;

-- name: world_set_digest
UPDATE world SET digest = :digest, digest_generation = :generation, digest_act = :act WHERE id = :id;

-- name: world_archive
UPDATE world SET archived_at = coalesce(archived_at, :now) WHERE id = :id;

-- name: spent_key_add
INSERT INTO spent_key (world_id, key, generation) VALUES (:world, :key, :generation) ON CONFLICT DO NOTHING;

-- name: spent_key_has
SELECT 1 AS one FROM spent_key WHERE world_id = :world AND key = :key AND generation < :generation;
