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

-- Step tables of a procedure version beside its own: other cases (trường hợp) and other provinces. A dossier takes one and keeps it.
CREATE TABLE procedure_variant (
    id         INTEGER PRIMARY KEY CHECK (id >= 1000000), -- apart from ids of versions: either names a version as taken
    version    INTEGER NOT NULL REFERENCES procedure_version (id),
    code       TEXT NOT NULL,                        -- standard | council …
    province   TEXT,                                 -- first part of its agencies' codes: H19; NULL = wherever there is no own one
    name_vi    TEXT NOT NULL,                        -- Có hội đồng tư vấn công nhận
    name_en    TEXT NOT NULL,
    term_unit  TEXT NOT NULL CHECK (term_unit IN ('workhours', 'workdays', 'days')),
    term_milli INTEGER NOT NULL CHECK (term_milli > 0),
    certainty  TEXT NOT NULL,
    source     TEXT NOT NULL,
    UNIQUE (version, code, province)
) STRICT;

CREATE TABLE procedure_variant_step (
    variant     INTEGER NOT NULL REFERENCES procedure_variant (id),
    no          INTEGER NOT NULL CHECK (no > 0),
    name_vi     TEXT NOT NULL,
    name_en     TEXT NOT NULL,
    kind        TEXT NOT NULL,
    role        TEXT NOT NULL,
    share_milli INTEGER NOT NULL CHECK (share_milli >= 0),
    limit_term  TEXT,
    on_limit    TEXT CHECK (on_limit IN ('stop')),
    PRIMARY KEY (variant, no)
) STRICT, WITHOUT ROWID;

ALTER TABLE dossier ADD COLUMN variant INTEGER REFERENCES procedure_variant (id); -- the step table it took; NULL = the version's own
