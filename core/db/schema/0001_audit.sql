-- The record of what was done. Append-only: these triggers, the authoriser and the chain all say so.
CREATE TABLE act (
    number          INTEGER PRIMARY KEY,             -- 1, 2, 3 … without gaps
    name            TEXT NOT NULL,                   -- dossier.accept
    account         TEXT NOT NULL,                   -- who
    role            TEXT NOT NULL,                   -- in which seat
    at              INTEGER NOT NULL,                -- office instant, ms UTC
    real_at         INTEGER NOT NULL,                -- real instant, ms UTC; not part of the chain
    idempotency_key TEXT CHECK (length(idempotency_key) <= 64),
    request         TEXT,                            -- SHA-256 of name and input, with a key only
    dossier         INTEGER,                         -- the dossier it was about
    hash            TEXT NOT NULL CHECK (length(hash) = 64) -- SHA-256(previous hash, this act, its events)
) STRICT;
CREATE UNIQUE INDEX act_by_key ON act (idempotency_key) WHERE idempotency_key IS NOT NULL;

CREATE TABLE event (
    seq     INTEGER PRIMARY KEY,                     -- 1, 2, 3 … in the office
    act     INTEGER NOT NULL,                        -- act.number; the act's row is written last, so no foreign key
    name    TEXT NOT NULL,                           -- dossier.accepted
    dossier INTEGER,                                 -- the dossier it is about, if any
    data    TEXT NOT NULL                            -- JSON object
) STRICT;
CREATE INDEX event_by_dossier ON event (dossier, seq);

CREATE TRIGGER act_is_append_only_u BEFORE UPDATE ON act BEGIN SELECT RAISE(ABORT, 'act is append-only'); END;
CREATE TRIGGER act_is_append_only_d BEFORE DELETE ON act BEGIN SELECT RAISE(ABORT, 'act is append-only'); END;
CREATE TRIGGER event_is_append_only_u BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
CREATE TRIGGER event_is_append_only_d BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
