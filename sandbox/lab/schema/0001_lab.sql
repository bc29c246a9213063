-- lab.db: the drill ground's own database. Times are real instants, integer milliseconds UTC, unless a column says office.
-- Text ids: a letter and 16 random characters (p person, a attempt, w world, s session).

-- Keys that never leave the file.
CREATE TABLE secret (
    name  TEXT PRIMARY KEY,                                  -- 'return_code'
    value BLOB NOT NULL CHECK (length(value) = 32)           -- random bytes
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    id            TEXT PRIMARY KEY CHECK (id GLOB 'p*' AND length(id) = 17),
    role          TEXT NOT NULL CHECK (role IN ('trainee', 'trainer', 'author', 'department', 'ministry', 'operator')),
    name          TEXT NOT NULL CHECK (length(name) BETWEEN 2 AND 80),    -- personal; 'erased-…' once erased
    username      TEXT UNIQUE CHECK (length(username) BETWEEN 2 AND 40),  -- staff only, lower case
    password      TEXT,                                      -- argon2id, encoded with its costs; staff only
    org           TEXT,                                      -- organisation code of a department person
    failed        INTEGER NOT NULL DEFAULT 0 CHECK (failed >= 0), -- wrong passwords since the last right one
    created_at    INTEGER NOT NULL,
    seen_at       INTEGER,                                   -- last request or sign-in
    disabled_at   INTEGER,
    erased_at     INTEGER,
    CHECK ((role = 'trainee') = (username IS NULL) OR erased_at IS NOT NULL),
    CHECK ((username IS NULL) = (password IS NULL))
) STRICT;
CREATE INDEX person_by_seen ON person (seen_at) WHERE erased_at IS NULL;

CREATE TABLE class (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,             -- never given twice
    name      TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    code      TEXT NOT NULL UNIQUE CHECK (length(code) = 6), -- join code without the hyphen
    owner     TEXT NOT NULL REFERENCES person (id),
    demo      INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)), -- 1 = the demo class
    capacity  INTEGER NOT NULL CHECK (capacity BETWEEN 1 AND 1000),
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    revision  INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1) -- grows with every change that a screen can show
) STRICT;
CREATE INDEX class_by_owner ON class (owner);
CREATE UNIQUE INDEX class_one_demo ON class (demo) WHERE demo = 1;

CREATE TABLE class_exercise (
    class_id INTEGER NOT NULL REFERENCES class (id),
    position INTEGER NOT NULL CHECK (position >= 1),
    exercise TEXT NOT NULL CHECK (length(exercise) BETWEEN 1 AND 100), -- exercise id
    PRIMARY KEY (class_id, position),
    UNIQUE (class_id, exercise)
) STRICT, WITHOUT ROWID;

CREATE TABLE announcement (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    class_id INTEGER NOT NULL REFERENCES class (id),
    author   TEXT NOT NULL REFERENCES person (id),
    text     TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
    at       INTEGER NOT NULL
) STRICT;
CREATE INDEX announcement_by_class ON announcement (class_id, id);

CREATE TABLE enrolment (
    class_id    INTEGER NOT NULL REFERENCES class (id),
    person_id   TEXT NOT NULL REFERENCES person (id),
    name        TEXT NOT NULL,                               -- as given; personal
    number      INTEGER NOT NULL CHECK (number >= 1),        -- among equal names of the class
    shown       TEXT NOT NULL CHECK (length(shown) BETWEEN 2 AND 90), -- name, with the number from 2 on; personal
    return_code BLOB CHECK (length(return_code) = 32),       -- keyed hash of the four words; NULL once erased
    joined_at   INTEGER NOT NULL,
    released_at INTEGER,                                     -- last new return code by the trainer
    PRIMARY KEY (class_id, person_id),
    UNIQUE (class_id, name, number),
    UNIQUE (class_id, shown),
    UNIQUE (return_code)
) STRICT, WITHOUT ROWID;
CREATE INDEX enrolment_by_person ON enrolment (person_id);

-- Joins and returns that were refused, counted by the hour.
CREATE TABLE refusal (
    class_id INTEGER NOT NULL CHECK (class_id >= 0),         -- 0 = named no class
    kind     TEXT NOT NULL CHECK (kind IN ('code', 'return_code', 'closed', 'full', 'input')),
    hour     INTEGER NOT NULL,                               -- hours since 1970, UTC
    count    INTEGER NOT NULL CHECK (count >= 1),
    PRIMARY KEY (class_id, kind, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    token      BLOB PRIMARY KEY CHECK (length(token) = 32),  -- SHA-256 of the cookie's token
    id         TEXT NOT NULL UNIQUE CHECK (id GLOB 's*' AND length(id) = 17),
    person_id  TEXT NOT NULL REFERENCES person (id),
    class_id   INTEGER REFERENCES class (id),
    csrf       TEXT NOT NULL CHECK (length(csrf) = 43),
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,                             -- written every few minutes of use
    expires_at INTEGER NOT NULL,                             -- absolute end
    revoked_at INTEGER,
    CHECK (expires_at > created_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_person ON session (person_id);
CREATE INDEX session_by_end ON session (expires_at);

-- Golden files by name; the file is golden/<digest>.db.
CREATE TABLE golden (
    name     TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
    digest   TEXT NOT NULL CHECK (length(digest) = 64),
    noted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE world (
    id                TEXT PRIMARY KEY CHECK (id GLOB 'w*' AND length(id) = 17),
    golden            TEXT NOT NULL CHECK (length(golden) = 64), -- digest of the golden file it stands on
    person_id         TEXT NOT NULL REFERENCES person (id),      -- owner
    class_id          INTEGER REFERENCES class (id),
    created_at        INTEGER NOT NULL,
    archived_at       INTEGER,
    digest            TEXT CHECK (length(digest) = 64),          -- of all rows, when last taken
    digest_generation INTEGER NOT NULL DEFAULT 0,
    digest_act        INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX world_by_person ON world (person_id);
CREATE INDEX world_by_class ON world (class_id) WHERE class_id IS NOT NULL;

CREATE TABLE attempt (
    id                TEXT PRIMARY KEY CHECK (id GLOB 'a*' AND length(id) = 17),
    number            INTEGER NOT NULL UNIQUE CHECK (number >= 1), -- in the order of beginning
    person_id         TEXT NOT NULL REFERENCES person (id),
    class_id          INTEGER REFERENCES class (id),         -- NULL = alone
    exercise          TEXT NOT NULL,                         -- exercise id
    exercise_digest   TEXT NOT NULL CHECK (length(exercise_digest) = 64), -- of the exercise at the start
    world_id          TEXT NOT NULL UNIQUE REFERENCES world (id),
    state             TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'finished', 'abandoned')),
    started_at        INTEGER NOT NULL,
    finished_at       INTEGER,
    judged_generation INTEGER NOT NULL DEFAULT 0,            -- last event judged,
    judged_seq        INTEGER NOT NULL DEFAULT 0,            -- in the order (generation, seq)
    points            INTEGER NOT NULL DEFAULT 0,
    max_points        INTEGER NOT NULL DEFAULT 0 CHECK (max_points >= 0),
    pass_points       INTEGER NOT NULL DEFAULT 0 CHECK (pass_points >= 0),
    passed            INTEGER NOT NULL DEFAULT 0 CHECK (passed IN (0, 1)),
    mistakes          INTEGER NOT NULL DEFAULT 0,            -- these four are counted from history
    critical_mistakes INTEGER NOT NULL DEFAULT 0,
    hints             INTEGER NOT NULL DEFAULT 0,
    rewinds           INTEGER NOT NULL DEFAULT 0,
    progress          TEXT NOT NULL DEFAULT '{}' CHECK (substr(progress, 1, 1) = '{'), -- the judge's latest answer
    seat              TEXT,                                  -- taken last
    generation        INTEGER NOT NULL DEFAULT 0,            -- of the world, when last recorded
    act               INTEGER NOT NULL DEFAULT 0,
    office_at         INTEGER,                               -- the world's clock (office instant) then
    last_act_at       INTEGER,
    CHECK ((state = 'running') = (finished_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX attempt_one_running ON attempt (person_id, coalesce(class_id, 0), exercise) WHERE state = 'running';
CREATE INDEX attempt_by_class ON attempt (class_id, exercise, person_id);
CREATE INDEX attempt_by_person ON attempt (person_id);

CREATE TABLE history (
    id         INTEGER PRIMARY KEY,                          -- in the order of recording
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    kind       TEXT NOT NULL CHECK (kind IN ('verdict', 'mistake', 'hint', 'rewind', 'reset', 'seat', 'waive', 'finish')),
    real_at    INTEGER NOT NULL,
    office_at  INTEGER,                                      -- office instant
    generation INTEGER NOT NULL CHECK (generation >= 0),
    act        INTEGER NOT NULL CHECK (act >= 0),
    event_seq  INTEGER NOT NULL CHECK (event_seq >= 0),      -- 0 = no event
    step       TEXT NOT NULL DEFAULT '',                     -- exercise step id
    check_id   TEXT NOT NULL DEFAULT '',                     -- check, mistake, hint index or seat
    verdict    TEXT CHECK (verdict IN ('pass', 'fail', 'missed', 'waived', 'waiting', 'not_reached', 'skipped', 'cancelled',
                                       'author_error')),
    critical   INTEGER NOT NULL DEFAULT 0 CHECK (critical IN (0, 1)),
    amount     INTEGER NOT NULL DEFAULT 0,                   -- cost of a hint, points of a verdict
    text_key   TEXT                                          -- sentence shown
) STRICT;
CREATE INDEX history_by_attempt ON history (attempt_id, id);
CREATE UNIQUE INDEX history_once ON history (attempt_id, generation, event_seq, kind, step, check_id)
    WHERE kind IN ('verdict', 'mistake', 'hint', 'waive', 'finish');
CREATE TRIGGER history_is_never_deleted BEFORE DELETE ON history
BEGIN
    SELECT raise(ABORT, 'history is append-only');
END;
CREATE TRIGGER history_is_never_changed BEFORE UPDATE ON history
BEGIN
    SELECT raise(ABORT, 'history is append-only');
END;

-- The arguments of a history row's sentence. They may hold what a person typed, so they stand apart: erasing the person
-- deletes them and leaves history as it is.
CREATE TABLE history_args (
    history_id INTEGER PRIMARY KEY REFERENCES history (id),
    args       TEXT NOT NULL CHECK (substr(args, 1, 1) = '{')        -- JSON object
) STRICT;
