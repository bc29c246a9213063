-- What the drill ground adds to an office: its clock, what will happen, and what an exercise has already set up. All of it is
-- inside the world, so a rewind takes it back.
CREATE TABLE world_clock (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    office_at INTEGER NOT NULL,                      -- office instant, ms UTC
    mode      TEXT NOT NULL CHECK (mode IN ('frozen', 'rate', 'real')),
    rate      INTEGER NOT NULL CHECK (rate BETWEEN 1 AND 3600) -- office seconds per real second, in mode rate
) STRICT;

CREATE TABLE due_item (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,                        -- office instant at which it happens
    seat    TEXT NOT NULL,                           -- account of the bot that acts
    dossier INTEGER NOT NULL,                        -- the dossier it acts on
    step    INTEGER NOT NULL                         -- step of the dossier it was planned for
) STRICT;
CREATE INDEX due_item_in_order ON due_item (at, id);
CREATE INDEX due_item_by_dossier ON due_item (dossier);

CREATE TABLE staged (
    step TEXT NOT NULL,                              -- exercise step
    item INTEGER NOT NULL,                           -- index in its `given`
    PRIMARY KEY (step, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE stage (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    exercise TEXT NOT NULL,                          -- exercise id
    digest   TEXT NOT NULL,                          -- of the exercise's files
    agency   TEXT NOT NULL REFERENCES org (code)     -- competent agency: where dossiers are filed to
) STRICT;
