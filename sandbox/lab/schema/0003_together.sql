-- Several people in one world: who was let in, and what an officer has begun to write in a dialog and not yet sent.

-- The code by which a colleague of the class comes into a running attempt. One for each attempt; a new one ends the old.
CREATE TABLE invitation (
    attempt_id TEXT PRIMARY KEY REFERENCES attempt (id),
    code       TEXT NOT NULL UNIQUE CHECK (length(code) = 6),    -- without the hyphen
    made_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE companion (
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    person_id  TEXT NOT NULL REFERENCES person (id),             -- never the attempt's own person
    seat       TEXT,                                             -- office account taken last; NULL = none yet
    joined_at  INTEGER NOT NULL,
    left_at    INTEGER,                                          -- NULL = still in
    PRIMARY KEY (attempt_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX companion_by_person ON companion (person_id);

-- A draft is not in the world: it outlives a rewind, and saving it is no act.
CREATE TABLE act_draft (
    world_id   TEXT NOT NULL REFERENCES world (id),
    account    TEXT NOT NULL,                                    -- of the office: whose draft
    dossier    INTEGER NOT NULL CHECK (dossier > 0),
    act        TEXT NOT NULL CHECK (length(act) BETWEEN 1 AND 60), -- dossier.appraise
    person_id  TEXT NOT NULL REFERENCES person (id),             -- who wrote it
    filed_at   INTEGER NOT NULL,                                 -- office instant of filing: after a rewind the same number may be another dossier
    generation INTEGER NOT NULL CHECK (generation >= 1),         -- of the world when it was saved,
    last_act   INTEGER NOT NULL CHECK (last_act >= 0),           -- and its last act then
    seen_act   INTEGER NOT NULL CHECK (seen_act >= 0),           -- the last act that its writer had seen when beginning
    data       TEXT NOT NULL CHECK (length(data) <= 16384),      -- JSON object: the dialog's fields; personal
    saved_at   INTEGER NOT NULL,
    PRIMARY KEY (world_id, account, dossier, act)
) STRICT, WITHOUT ROWID;
CREATE INDEX act_draft_by_person ON act_draft (person_id);
