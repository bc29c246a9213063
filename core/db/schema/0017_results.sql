-- Results: what the office decided, as papers with a number, a signature and a seal; what became of them; how they reached who filed;
-- what was said of it all; what was put into the archive; and the registers that were drawn for a period.
CREATE TABLE result (
    id            INTEGER PRIMARY KEY,
    dossier       INTEGER NOT NULL REFERENCES dossier (id),
    no            INTEGER NOT NULL CHECK (no > 0),     -- 1, 2 … of the dossier
    act           TEXT NOT NULL CHECK (act = 'issue' OR act = 'correction' OR act = 'revocation' OR act = 'reissue'),
    kind          TEXT NOT NULL CHECK (kind = 'grant' OR kind = 'refuse'), -- of the decision that the dossier ended in
    title         TEXT NOT NULL,                       -- Giấy chứng nhận …, Công văn trả lời, Quyết định thu hồi …
    content       TEXT,                                -- what it says beside its title: what is corrected, why it is refused
    org           TEXT NOT NULL REFERENCES org (code), -- that issues it
    signed_at     INTEGER NOT NULL,
    signed_by     TEXT NOT NULL REFERENCES account (id),
    number        INTEGER CHECK (number > 0),          -- in its organisation's series of the year; NULL = not yet numbered
    symbol        TEXT,                                -- 12/GCN-SKHCN
    symbol_folded TEXT,                                -- for search
    issued_at     INTEGER,                             -- numbered and sealed: from then on it is a result
    sealed_by     TEXT REFERENCES account (id),
    status        TEXT NOT NULL CHECK (status = 'signed' OR status = 'valid' OR status = 'corrected' OR status = 'revoked' OR
                                       status = 'replaced'), -- signed: waits for number and seal
    replaces      INTEGER REFERENCES result (id),      -- the one that this corrects, revokes or stands in for
    reason        TEXT,                                -- of a correction, a revocation, a re-issue
    UNIQUE (dossier, no),
    CHECK ((status = 'signed') = (issued_at IS NULL)),
    CHECK ((number IS NULL) = (issued_at IS NULL))
) STRICT;
CREATE INDEX result_by_issued ON result (issued_at, id);
CREATE INDEX result_by_symbol ON result (symbol_folded);
CREATE INDEX result_to_seal ON result (id) WHERE status = 'signed';

-- One row for each try to bring the result to who filed.
CREATE TABLE delivery (
    id              INTEGER PRIMARY KEY,
    dossier         INTEGER NOT NULL REFERENCES dossier (id),
    way             TEXT NOT NULL CHECK (way = 'electronic' OR way = 'counter' OR way = 'postal'),
    at              INTEGER NOT NULL,                  -- handed over: to who filed, or to the post
    by              TEXT NOT NULL REFERENCES account (id),
    tracking_number TEXT,                              -- of the post
    receiver        TEXT,                              -- name of who took it
    identity        TEXT CHECK (identity = 'receipt' OR identity = 'identity_paper' OR identity = 'authorisation'), -- how it was told who that is
    identity_number TEXT,                              -- number of the paper shown
    signed          INTEGER NOT NULL CHECK (signed = 0 OR signed = 1), -- 1: who took it signed for it
    ended_at        INTEGER,                           -- it is there, or it came back; NULL = with the post
    outcome         TEXT CHECK (outcome = 'delivered' OR outcome = 'came_back'),
    reason          TEXT,                              -- why it came back
    CHECK ((ended_at IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX delivery_by_dossier ON delivery (dossier);

CREATE TABLE rating (
    dossier  INTEGER PRIMARY KEY REFERENCES dossier (id),
    agency   TEXT NOT NULL,                            -- that handled it
    rated_at INTEGER NOT NULL,
    rated_by TEXT NOT NULL REFERENCES account (id),
    scores   TEXT NOT NULL,                            -- JSON: indicator -> 0 | 1 | 2; what was not answered is not there
    total    INTEGER NOT NULL CHECK (total BETWEEN 0 AND 18),
    scored   INTEGER NOT NULL CHECK (scored BETWEEN 1 AND 9), -- indicators answered
    comment  TEXT
) STRICT;
CREATE INDEX rating_by_agency ON rating (agency, rated_at);

CREATE TABLE archive (
    dossier     INTEGER PRIMARY KEY REFERENCES dossier (id),
    archived_at INTEGER NOT NULL,
    archived_by TEXT NOT NULL REFERENCES account (id),
    retention   TEXT NOT NULL,                         -- permanent, or a number of years
    note        TEXT
) STRICT;

ALTER TABLE form_issue ADD COLUMN unit_code TEXT;      -- of the office that issued it, as its number ends on paper; NULL = issued before this was kept

-- A register of dossiers (form 07) of a period, as it was issued: its data is frozen, so that it prints the same again.
CREATE TABLE register_issue (
    id        INTEGER PRIMARY KEY,
    number    INTEGER NOT NULL CHECK (number > 0),
    year      INTEGER NOT NULL,
    org       TEXT NOT NULL REFERENCES org (code),     -- the one-stop unit that issued it
    field     TEXT,                                    -- of procedures; NULL = all
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    entries   INTEGER NOT NULL,                        -- dossiers in it
    issued_at INTEGER NOT NULL,
    issued_by TEXT NOT NULL REFERENCES account (id),
    data      TEXT NOT NULL                            -- JSON for the layout
) STRICT;
