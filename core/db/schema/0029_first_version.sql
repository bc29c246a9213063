-- A draft may be of a procedure's first version: then it is based on none, and the procedure itself is not there before it is published.
CREATE TABLE procedure_draft_wider (
    procedure TEXT NOT NULL,                             -- code; of the office, or for a first version of its catalogue alone
    revision  INTEGER NOT NULL CHECK (revision > 0),     -- never given twice in the life of a draft
    based_on  INTEGER REFERENCES procedure_version (id), -- the version it was copied from; NULL = the first version
    document  TEXT NOT NULL,                             -- JSON
    section   TEXT,                                      -- what the edit touched first; NULL = the copy itself
    undone    INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)), -- taken back; the draft is the last that is not
    by        TEXT NOT NULL REFERENCES account (id),
    at        INTEGER NOT NULL,
    PRIMARY KEY (procedure, revision)
) STRICT;
INSERT INTO procedure_draft_wider (procedure, revision, based_on, document, section, undone, by, at)
SELECT procedure, revision, based_on, document, section, undone, by, at FROM procedure_draft;
DROP TABLE procedure_draft;
ALTER TABLE procedure_draft_wider RENAME TO procedure_draft;
