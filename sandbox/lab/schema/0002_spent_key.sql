-- Idempotency keys of generations that a world has left: such a key is never answered again, nor done anew.
CREATE TABLE spent_key (
    world_id   TEXT NOT NULL REFERENCES world (id),
    key        TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 64),
    generation INTEGER NOT NULL CHECK (generation >= 0),     -- the last one it was used in
    PRIMARY KEY (world_id, key)
) STRICT, WITHOUT ROWID;
