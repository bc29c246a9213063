-- Work shared among officers: which division has a dossier, who stands in for whom, who works along and who only follows, and what
-- other agencies are asked.
ALTER TABLE dossier ADD COLUMN division TEXT REFERENCES org (code); -- the division that has it; NULL = not given to one
ALTER TABLE dossier_step ADD COLUMN behalf TEXT;     -- account for whom `account` acted while it was absent; NULL = in own right
ALTER TABLE dossier_step ADD COLUMN sender TEXT;     -- account that passed it on to this step; NULL = it came here another way

CREATE TABLE delegation (
    id           INTEGER PRIMARY KEY,
    from_account TEXT NOT NULL REFERENCES account (id), -- who is absent
    to_account   TEXT NOT NULL REFERENCES account (id), -- who stands in: same role
    from_at      INTEGER NOT NULL,
    to_at        INTEGER NOT NULL CHECK (to_at > from_at),
    reason       TEXT NOT NULL,
    granted_by   TEXT NOT NULL REFERENCES account (id),
    granted_at   INTEGER NOT NULL,
    revoked_at   INTEGER                             -- ended early; NULL = not
) STRICT;
CREATE INDEX delegation_by_to ON delegation (to_account);
CREATE INDEX delegation_by_from ON delegation (from_account);

CREATE TABLE dossier_participant (
    dossier  INTEGER NOT NULL REFERENCES dossier (id),
    account  TEXT NOT NULL REFERENCES account (id),
    kind     TEXT NOT NULL CHECK (kind IN ('co_handler', 'follower')), -- works along and gives an opinion; or only reads
    added_by TEXT NOT NULL REFERENCES account (id),
    added_at INTEGER NOT NULL,
    PRIMARY KEY (dossier, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX dossier_participant_by_account ON dossier_participant (account, kind);
CREATE INDEX dossier_by_handler ON dossier (handler); -- made narrower in 0016

CREATE TABLE consultation (
    id          INTEGER PRIMARY KEY,
    dossier     INTEGER NOT NULL REFERENCES dossier (id),
    to_org      TEXT NOT NULL REFERENCES org (code), -- the agency that is asked
    number      TEXT NOT NULL,                       -- of the letter: 3/SKHCN-XYK
    asked_by    TEXT NOT NULL REFERENCES account (id),
    asked_at    INTEGER NOT NULL,
    question    TEXT NOT NULL,
    due_at      INTEGER NOT NULL,                    -- answer by
    answered_at INTEGER,
    answered_by TEXT REFERENCES account (id),
    answer      TEXT,
    agrees      INTEGER CHECK (agrees IN (0, 1)),
    excluded    INTEGER NOT NULL DEFAULT 0 CHECK (excluded IN (0, 1)) -- 1: the time of waiting is not part of the term
) STRICT;
CREATE INDEX consultation_by_dossier ON consultation (dossier);
CREATE INDEX consultation_by_org ON consultation (to_org, answered_at);
