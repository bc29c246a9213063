-- Views of the list of dossiers that somebody keeps under a name: own, or lent to all of the same organisation.
CREATE TABLE saved_view (
    id       INTEGER PRIMARY KEY,
    account  TEXT NOT NULL REFERENCES account (id),        -- whose
    org      TEXT NOT NULL REFERENCES org (code),          -- where the account was when it was saved; shared within
    name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    filter   TEXT NOT NULL CHECK (length(filter) <= 2000), -- JSON object: view, q, state, timing, part, sort; absent = any
    shared   INTEGER NOT NULL CHECK (shared IN (0, 1)),
    saved_at INTEGER NOT NULL,
    UNIQUE (account, name)
) STRICT;
CREATE INDEX saved_view_by_org ON saved_view (org) WHERE shared = 1;
