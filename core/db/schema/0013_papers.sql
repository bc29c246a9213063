-- Papers and money: what is attached to a dossier, and what is paid for it. Also what a procedure says of them: which papers may not
-- be scanned, and when its fees are paid.
ALTER TABLE procedure_component ADD COLUMN handling TEXT NOT NULL DEFAULT 'file'
    CHECK (handling IN ('file', 'show', 'opinion', 'secret')); -- TT 03/2025 Art. 5 k2: all but file are not digitised
ALTER TABLE procedure_version ADD COLUMN fee_stage TEXT
    CHECK (fee_stage IN ('first', 'after', 'release'));        -- paid before receipt, after examination, before the result is handed out

CREATE TABLE document (
    id         INTEGER PRIMARY KEY,
    dossier    INTEGER REFERENCES dossier (id),      -- NULL = sent in by added_by, not yet attached to a dossier
    component  TEXT,                                 -- code of the procedure's component; NULL with dossier
    file_name  TEXT NOT NULL,                        -- as sent, checked
    media_type TEXT NOT NULL,                        -- as sniffed
    size       INTEGER NOT NULL CHECK (size > 0),    -- bytes
    blob       TEXT NOT NULL CHECK (length(blob) = 64), -- SHA-256; the bytes lie outside
    digitised  INTEGER NOT NULL CHECK (digitised BETWEEN 0 AND 3), -- 0 no, 1 scanned here, 2 reused from another dossier, 3 from a result
    added_by   TEXT NOT NULL,                        -- account
    added_at   INTEGER NOT NULL,
    removed_by TEXT,                                 -- kept in the record all the same
    removed_at INTEGER,
    CHECK ((dossier IS NULL) = (component IS NULL))
) STRICT;
CREATE INDEX document_by_dossier ON document (dossier);

CREATE TABLE payment (
    id             INTEGER PRIMARY KEY,
    dossier        INTEGER NOT NULL REFERENCES dossier (id),
    request        INTEGER NOT NULL CHECK (request > 0), -- which notice of the dossier: its items are paid together
    fee_code       TEXT NOT NULL,                    -- of the catalogue's fee row
    name_vi        TEXT NOT NULL,                    -- as it was when asked for
    name_en        TEXT NOT NULL,
    basis          TEXT NOT NULL CHECK (basis IN ('fixed', 'per-item', 'rate', 'unknown')),
    quantity       INTEGER NOT NULL CHECK (quantity > 0), -- items; of a rate the value it is taken of, đồng; else 1
    amount         INTEGER NOT NULL CHECK (amount > 0),   -- đồng, all of it
    stage          TEXT NOT NULL CHECK (stage IN ('first', 'after', 'release')),
    requested_at   INTEGER NOT NULL,
    requested_by   TEXT NOT NULL,
    paid_at        INTEGER,
    confirmed_by   TEXT,
    method         TEXT CHECK (method IN ('cash', 'transfer', 'online')),
    receipt_number TEXT,                             -- of the agency's series of the year
    refunded_at    INTEGER,
    refunded_by    TEXT,
    refund_reason  TEXT
) STRICT;
CREATE INDEX payment_by_dossier ON payment (dossier);
