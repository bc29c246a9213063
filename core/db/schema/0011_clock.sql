-- The term in time: every pause, restart, extension and recomputation is a row (the control sheet's
-- trace); a notice that waits for its signature; what is waited for closes by itself; when a running limit is due soon.
CREATE TABLE deadline_change (
    dossier    INTEGER NOT NULL REFERENCES dossier (id),
    no         INTEGER NOT NULL,                     -- 1, 2, 3 … of the dossier
    kind       TEXT NOT NULL CHECK (kind IN ('pause', 'restart', 'extension', 'recompute')),
    from_at    INTEGER NOT NULL,                     -- since when the term stands still; else the moment of the change
    to_at      INTEGER,                              -- until when; NULL = still open
    reason     TEXT NOT NULL,                        -- as written on the paper, or a code: applicant_step, calendar
    by         TEXT NOT NULL,                        -- account
    document   INTEGER REFERENCES form_issue (id),   -- the paper that says so; NULL = none
    due_before INTEGER NOT NULL,
    due_after  INTEGER,                              -- NULL while open
    PRIMARY KEY (dossier, no)
) STRICT, WITHOUT ROWID;

ALTER TABLE procedure_version ADD COLUMN supplement_policy TEXT NOT NULL DEFAULT 'restart'
    CHECK (supplement_policy IN ('restart', 'pause')); -- of the term, by a supplement asked for after acceptance
ALTER TABLE procedure_version ADD COLUMN silence_term TEXT NOT NULL DEFAULT '15 workdays'; -- no supplement in that time: closed

ALTER TABLE dossier ADD COLUMN notice TEXT;          -- JSON: drafted and not signed: kind, form, reason, components, new_due_at, by, at
ALTER TABLE dossier ADD COLUMN limit_at INTEGER;     -- what the applicant owes closes the dossier if it has not come by then
ALTER TABLE dossier ADD COLUMN soon_at INTEGER;      -- from when the running limit is due soon
ALTER TABLE dossier ADD COLUMN ended_at INTEGER;     -- ended without a result: refused at intake, stopped, withdrawn
