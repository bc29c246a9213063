-- The rest of a dossier's life: interruptions (supplement while being handled, payment, withdrawal), where it was received and by
-- whom, how the result is to be returned, and the four statuses that are told apart: business (state), financial, delivery, sync.
-- Kinds of steps for councils, opinions, inspections and the applicant. Tables are made anew because a CHECK cannot be altered.
ALTER TABLE form_issue RENAME TO form_issue_8;
ALTER TABLE dossier_component RENAME TO dossier_component_8;
ALTER TABLE dossier_step RENAME TO dossier_step_8;
ALTER TABLE dossier RENAME TO dossier_8;
ALTER TABLE procedure_step RENAME TO procedure_step_8;
DROP INDEX dossier_by_queue;
DROP INDEX form_issue_by_dossier;

CREATE TABLE procedure_step (
    version     INTEGER NOT NULL REFERENCES procedure_version (id),
    no          INTEGER NOT NULL CHECK (no > 0),     -- B1, B2 …
    name_vi     TEXT NOT NULL,
    name_en     TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('intake', 'assign', 'appraise', 'review', 'sign', 'issue', 'decide', 'return',
                                              'council', 'opinion', 'inspect', 'applicant')),
    role        TEXT NOT NULL,                       -- code of account/role.h
    share_milli INTEGER NOT NULL CHECK (share_milli >= 0), -- thousandths of a day; 0 = does not count
    limit_term  TEXT,                                -- how long a step that does not count may take: 30 days
    on_limit    TEXT CHECK (on_limit IN ('stop')),   -- stop: the procedure ends by itself when that limit passes
    PRIMARY KEY (version, no)
) STRICT, WITHOUT ROWID;
INSERT INTO procedure_step (version, no, name_vi, name_en, kind, role, share_milli)
SELECT version, no, name_vi, name_en, kind, role, share_milli FROM procedure_step_8;

CREATE TABLE dossier (
    id                INTEGER PRIMARY KEY,
    version           INTEGER NOT NULL,              -- counts changes; If-Match
    code              TEXT UNIQUE,                   -- given at acceptance (TT 03/2025 Art. 13 k3 after TT 04/2025)
    alias             TEXT,                          -- how an exercise calls it
    procedure         TEXT NOT NULL REFERENCES procedure (code),
    procedure_version INTEGER NOT NULL REFERENCES procedure_version (id),
    agency            TEXT NOT NULL REFERENCES org (code), -- competent agency
    intake_org        TEXT NOT NULL REFERENCES org (code), -- where it was handed in (non-territorial: not the competent agency)
    channel           TEXT NOT NULL CHECK (channel IN ('online', 'counter', 'postal', 'kiosk')),
    applicant         TEXT NOT NULL REFERENCES account (id), -- who filed and follows it
    owner             TEXT NOT NULL,                 -- JSON: name, kind, id_no, address, phone, email
    owner_folded      TEXT NOT NULL,                 -- for search without accents
    submitter         TEXT,                          -- JSON as owner, and proxy_paper; NULL = the owner in person
    state             TEXT NOT NULL CHECK (state IN ('filed', 'awaiting_supplement', 'awaiting_payment', 'withdrawal_requested',
                                                     'accepted', 'in_handling', 'completed', 'returned', 'intake_refused',
                                                     'stopped', 'withdrawn')),
    state_before      TEXT,                          -- the state that an interruption goes back to; NULL = none is open
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
    extensions        INTEGER NOT NULL DEFAULT 0,    -- apologies with a new date (at most one)
    submitted_at      INTEGER NOT NULL,
    acceptance_due_at INTEGER NOT NULL,              -- 8 working hours from receipt online (NQ 66.7/2025)
    transferred_in_at INTEGER,                       -- non-territorial: when the competent agency received it (NĐ 309/2026)
    accepted_at       INTEGER,                       -- starts the clock (Decree 118/2025 Art. 17 k3)
    transferred_at    INTEGER,
    due_at            INTEGER,
    original_due_at   INTEGER,
    paused_at         INTEGER,                       -- since when the term stands still; NULL = it runs
    completed_at      INTEGER,
    returned_at       INTEGER,
    returned_by       TEXT CHECK (returned_by IN ('electronic', 'counter', 'postal')),
    archived_at       INTEGER,
    delivery_wanted   TEXT NOT NULL DEFAULT 'electronic' CHECK (delivery_wanted IN ('electronic', 'counter', 'postal')),
    financial         TEXT NOT NULL DEFAULT 'none' CHECK (financial IN ('none', 'due', 'paid', 'refunded')),
    delivery          TEXT NOT NULL DEFAULT 'none' CHECK (delivery IN ('none', 'waiting', 'handed_to_post', 'returned')),
    sync              TEXT NOT NULL DEFAULT 'none' CHECK (sync IN ('none', 'pending', 'synced', 'failed'))
) STRICT;
INSERT INTO dossier (id, version, code, alias, procedure, procedure_version, agency, intake_org, channel, applicant, owner, owner_folded,
                     state, step, step_role, step_account, step_due_at, handler, result_kind, draft_summary, appraisal,
                     submission_number, supplements, submitted_at, acceptance_due_at, accepted_at, transferred_at, due_at,
                     original_due_at, completed_at, returned_at, returned_by, delivery)
SELECT id, version, code, alias, procedure, procedure_version, agency, agency, channel, applicant, owner, owner_folded,
       state, step, step_role, step_account, step_due_at, handler, result_kind, draft_summary, appraisal,
       submission_number, supplements, submitted_at, acceptance_due_at, accepted_at, transferred_at, due_at,
       original_due_at, completed_at, returned_at, returned_by,
       CASE state WHEN 'completed' THEN 'waiting' WHEN 'returned' THEN 'returned' ELSE 'none' END
FROM dossier_8;
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
INSERT INTO dossier_component SELECT dossier, code, provided_at, file_name, confirmed_missing, requested FROM dossier_component_8;

CREATE TABLE dossier_step (
    dossier     INTEGER NOT NULL REFERENCES dossier (id),
    no          INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    role        TEXT NOT NULL,
    account     TEXT,                                -- who did it (or holds it)
    started_at  INTEGER,
    opened_at   INTEGER,                             -- when its holder first opened the dossier: no recall after that
    due_at      INTEGER,                             -- NULL = does not count
    finished_at INTEGER,
    outcome     TEXT,                                -- early | on_time | overdue | sent_back
    PRIMARY KEY (dossier, no)
) STRICT, WITHOUT ROWID;
INSERT INTO dossier_step (dossier, no, kind, role, account, started_at, due_at, finished_at, outcome)
SELECT dossier, no, kind, role, account, started_at, due_at, finished_at, outcome FROM dossier_step_8;

CREATE TABLE form_issue (
    id         INTEGER PRIMARY KEY,
    dossier    INTEGER NOT NULL REFERENCES dossier (id),
    form       TEXT NOT NULL,                        -- 01 … 07
    number     INTEGER NOT NULL CHECK (number > 0),  -- in the form's series of the year
    year       INTEGER NOT NULL,
    issued_at  INTEGER NOT NULL,
    issued_by  TEXT NOT NULL,                        -- account
    data       TEXT,                                 -- JSON for the layout; NULL = grows (06): drawn from the record
    blob       TEXT,                                 -- SHA-256 of the first issue's bytes
    printed_at INTEGER,
    UNIQUE (form, year, number)
) STRICT;
INSERT INTO form_issue SELECT id, dossier, form, number, year, issued_at, issued_by, data, blob, printed_at FROM form_issue_8;
CREATE INDEX form_issue_by_dossier ON form_issue (dossier);

DROP TABLE form_issue_8;
DROP TABLE dossier_step_8;
DROP TABLE dossier_component_8;
DROP TABLE dossier_8;
DROP TABLE procedure_step_8;
