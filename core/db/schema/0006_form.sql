-- Issued official forms: the data is frozen at issue; the bytes are stored at the first print and never drawn again.
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
CREATE INDEX form_issue_by_dossier ON form_issue (dossier);

CREATE TABLE series (
    name TEXT PRIMARY KEY,                           -- 'dossier:H37.T01:261120', 'form02:2026'
    last INTEGER NOT NULL                            -- last number given
) STRICT, WITHOUT ROWID;
