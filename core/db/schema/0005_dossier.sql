-- Dossiers: one row each, their components, their steps. States and moves: dossier/lifecycle.c.
CREATE TABLE dossier (
    id                INTEGER PRIMARY KEY,
    version           INTEGER NOT NULL,              -- counts changes; If-Match
    code              TEXT UNIQUE,                   -- given at acceptance (TT 03/2025 Art. 13 k3 after TT 04/2025)
    alias             TEXT,                          -- how an exercise calls it
    procedure         TEXT NOT NULL REFERENCES procedure (code),
    procedure_version INTEGER NOT NULL REFERENCES procedure_version (id),
    agency            TEXT NOT NULL REFERENCES org (code), -- competent agency
    channel           TEXT NOT NULL CHECK (channel IN ('online', 'counter', 'postal', 'kiosk')),
    applicant         TEXT NOT NULL REFERENCES account (id), -- who filed and follows it
    owner             TEXT NOT NULL,                 -- JSON: name, kind, id_no, address, phone, email
    owner_folded      TEXT NOT NULL,                 -- for search without accents
    state             TEXT NOT NULL CHECK (state IN ('filed', 'awaiting_supplement', 'accepted', 'in_handling', 'completed',
                                                     'returned', 'intake_refused', 'stopped', 'withdrawn')),
    step              INTEGER,                       -- no of the step in hand; NULL when ended
    step_role         TEXT,                          -- role that holds it: the work queues read this
    step_account      TEXT,                          -- account that holds it, once assigned
    step_due_at       INTEGER,
    handler           TEXT,                          -- assigned specialist
    result_kind       TEXT CHECK (result_kind IN ('grant', 'refuse')),
    draft_summary     TEXT,
    appraisal         TEXT,                          -- JSON: eligible, opinion
    submission_number TEXT,                          -- number of the Tờ trình
    supplements       INTEGER NOT NULL DEFAULT 0,    -- requests made
    submitted_at      INTEGER NOT NULL,
    acceptance_due_at INTEGER NOT NULL,              -- 8 working hours from receipt online (NQ 66.7/2025)
    accepted_at       INTEGER,                       -- starts the clock (Decree 118/2025 Art. 17 k3)
    transferred_at    INTEGER,
    due_at            INTEGER,
    original_due_at   INTEGER,
    completed_at      INTEGER,
    returned_at       INTEGER,
    returned_by       TEXT CHECK (returned_by IN ('electronic', 'counter', 'postal'))
) STRICT;
CREATE INDEX dossier_by_queue ON dossier (step_role, state);

CREATE TABLE dossier_component (
    dossier           INTEGER NOT NULL REFERENCES dossier (id),
    code              TEXT NOT NULL,
    provided_at       INTEGER,                       -- NULL = not provided
    file_name         TEXT,
    confirmed_missing INTEGER NOT NULL DEFAULT 0 CHECK (confirmed_missing IN (0, 1)), -- accepted without it, knowingly
    requested         INTEGER NOT NULL DEFAULT 0 CHECK (requested IN (0, 1)), -- in the open supplement request
    PRIMARY KEY (dossier, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier_step (
    dossier     INTEGER NOT NULL REFERENCES dossier (id),
    no          INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    role        TEXT NOT NULL,
    account     TEXT,                                -- who did it (or holds it)
    started_at  INTEGER,
    due_at      INTEGER,                             -- NULL = does not count
    finished_at INTEGER,
    outcome     TEXT,                                -- early | on_time | overdue | sent_back
    PRIMARY KEY (dossier, no)
) STRICT, WITHOUT ROWID;
