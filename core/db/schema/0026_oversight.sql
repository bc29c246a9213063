-- Who watches over the work urges it on (nudge), or directs what is to be done and is told what came of it (direction).
CREATE TABLE oversight (
    id          INTEGER PRIMARY KEY,
    dossier     INTEGER NOT NULL REFERENCES dossier (id),
    kind        TEXT NOT NULL CHECK (kind = 'nudge' OR kind = 'direction'),
    step        INTEGER NOT NULL,                  -- where the dossier stood; 0 before acceptance
    to_role     TEXT NOT NULL,                     -- the seat that had it,
    to_account  TEXT REFERENCES account (id),      -- and the account, where one was named
    by_account  TEXT NOT NULL REFERENCES account (id),
    at          INTEGER NOT NULL,
    text        TEXT,                              -- what is to be done; a nudge may be without words
    report_by   INTEGER,                           -- direction: until when to report
    reported_at INTEGER,
    reported_by TEXT REFERENCES account (id),
    report      TEXT
) STRICT;
CREATE INDEX oversight_by_dossier ON oversight (dossier);

ALTER TABLE dossier ADD COLUMN directed INTEGER NOT NULL DEFAULT 0; -- how many directions wait for a report
CREATE INDEX dossier_by_directed ON dossier (id) WHERE directed > 0;

-- How much a specialist has in hand, and how much of it is late: counted in the index alone.
DROP INDEX dossier_by_handler;
CREATE INDEX dossier_by_handler ON dossier (handler, state, due_at);
