-- Procedures edited in the office. What a version calls itself may differ from the version before (1.014391 was renamed when its term was
-- cut); a draft is one document (catalogue/procedure_document.h), kept by revision so that every edit can be taken back.
ALTER TABLE procedure_version ADD COLUMN name_vi TEXT;   -- NULL = as the procedure's
ALTER TABLE procedure_version ADD COLUMN name_en TEXT;
ALTER TABLE procedure_version ADD COLUMN source TEXT;    -- NULL = as the procedure's
ALTER TABLE procedure_version ADD COLUMN published_by TEXT REFERENCES account (id); -- NULL = came with the office's data
ALTER TABLE procedure_version ADD COLUMN published_at INTEGER;

CREATE TABLE procedure_draft (
    procedure TEXT NOT NULL REFERENCES procedure (code),
    revision  INTEGER NOT NULL CHECK (revision > 0),     -- never given twice in the life of a draft
    based_on  INTEGER NOT NULL REFERENCES procedure_version (id), -- the version it was copied from
    document  TEXT NOT NULL,                             -- JSON
    section   TEXT,                                      -- what the edit touched first; NULL = the copy itself
    undone    INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)), -- taken back; the draft is the last that is not
    by        TEXT NOT NULL REFERENCES account (id),
    at        INTEGER NOT NULL,
    PRIMARY KEY (procedure, revision)
) STRICT;
