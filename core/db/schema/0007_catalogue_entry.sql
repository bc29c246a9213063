-- Everything known of every procedure of the sector. `procedure` (0003) holds those that this office can open; the rows here may
-- be incomplete: what nobody has published is NULL. certainty: found | recalled | inferred | authored (made up for training).
CREATE TABLE catalogue_field (
    code    TEXT PRIMARY KEY,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_procedure (
    code            TEXT PRIMARY KEY CHECK (code GLOB '[1-9].[0-9]*' OR code GLOB 'T.*'), -- T.… = training key, real code unknown
    twin            TEXT,                            -- the same procedure at the other level (ministry or province)
    name_vi         TEXT NOT NULL,
    name_en         TEXT,
    field           TEXT NOT NULL REFERENCES catalogue_field (code),
    field_certainty TEXT,                            -- NULL = as certainty
    level           TEXT CHECK (level IN ('ministry', 'committee', 'department', 'fund')), -- who decides
    level_text      TEXT,                            -- as published
    service         TEXT CHECK (service IN ('full', 'part')), -- toàn trình, một phần
    unit            TEXT,                            -- who handles
    result_vi       TEXT,
    result_en       TEXT,
    legal_basis     TEXT,
    effective_from  TEXT CHECK (effective_from GLOB '????-??-??'),
    effective_to    TEXT CHECK (effective_to GLOB '????-??-??'), -- last day
    certainty       TEXT NOT NULL,
    source          TEXT NOT NULL,
    note            TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX catalogue_procedure_by_field ON catalogue_procedure (field);

CREATE TABLE catalogue_clock (
    procedure      TEXT NOT NULL REFERENCES catalogue_procedure (code),
    no             INTEGER NOT NULL CHECK (no > 0),
    kind           TEXT NOT NULL CHECK (kind IN ('check', 'decision', 'stage', 'notice', 'supplement', 'applicant')),
    term           TEXT,                             -- 10 workdays, 15 days, 2 months; NULL = unknown
    starts         TEXT,                             -- what starts it: valid-dossier, valid-dossier-and-fee …
    rounds         INTEGER NOT NULL CHECK (rounds >= 0), -- supplement: how often; 0 = not said
    name_vi        TEXT,
    name_en        TEXT,
    effective_from TEXT CHECK (effective_from GLOB '????-??-??'),
    effective_to   TEXT CHECK (effective_to GLOB '????-??-??'),
    certainty      TEXT NOT NULL,
    source         TEXT NOT NULL,
    PRIMARY KEY (procedure, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_fee (
    procedure      TEXT NOT NULL REFERENCES catalogue_procedure (code),
    no             INTEGER NOT NULL CHECK (no > 0),
    code           TEXT NOT NULL,                    -- rows of one code differ in channel or validity
    name_vi        TEXT NOT NULL,
    name_en        TEXT NOT NULL,
    basis          TEXT NOT NULL CHECK (basis IN ('none', 'fixed', 'per-item', 'rate', 'unknown')),
    amount         INTEGER NOT NULL CHECK (amount >= 0),     -- đồng; for one item if per-item
    amount_min     INTEGER NOT NULL CHECK (amount_min >= 0), -- đồng
    amount_max     INTEGER NOT NULL CHECK (amount_max >= amount_min),
    rate_milli     INTEGER NOT NULL CHECK (rate_milli >= 0), -- thousandths of one per cent
    item_vi        TEXT,                             -- what is counted, or what the rate is taken of
    item_en        TEXT,
    channel        TEXT NOT NULL CHECK (channel IN ('any', 'online', 'counter', 'post')),
    effective_from TEXT CHECK (effective_from GLOB '????-??-??'),
    effective_to   TEXT CHECK (effective_to GLOB '????-??-??'),
    certainty      TEXT NOT NULL,
    source         TEXT NOT NULL,
    PRIMARY KEY (procedure, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_component (
    procedure         TEXT NOT NULL REFERENCES catalogue_procedure (code),
    no                INTEGER NOT NULL CHECK (no > 0),
    code              TEXT NOT NULL,
    name_vi           TEXT NOT NULL,
    name_en           TEXT,
    form              TEXT CHECK (form IN ('original', 'copy', 'certified-copy', 'electronic')), -- NULL = unknown
    condition_vi      TEXT,                          -- when it is asked for
    replaced_database TEXT,                          -- NQ 66.7/2025: not to be asked for, the data stand here
    replaced_owner    TEXT,
    replaced_basis    TEXT,
    certainty         TEXT NOT NULL,
    source            TEXT NOT NULL,
    PRIMARY KEY (procedure, no),
    UNIQUE (procedure, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_replacement (
    old_code  TEXT PRIMARY KEY,
    new_code  TEXT,                                  -- NULL = withdrawn, no successor shown
    name_vi   TEXT,
    certainty TEXT NOT NULL,
    source    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_publication (
    id           INTEGER PRIMARY KEY,
    decision     TEXT NOT NULL,
    province     TEXT NOT NULL,                      -- organisation code of the agency
    published_on TEXT NOT NULL CHECK (published_on GLOB '????-??-??'),
    code         TEXT NOT NULL,
    name_vi      TEXT NOT NULL,
    service      TEXT CHECK (service IN ('full', 'part')),
    standing     TEXT NOT NULL CHECK (standing IN ('in-force', 'abolished')),
    term         TEXT,
    certainty    TEXT NOT NULL,
    source       TEXT NOT NULL,
    note         TEXT
) STRICT;
CREATE INDEX catalogue_publication_by_code ON catalogue_publication (code);

-- Step tables. The same procedure may have several: by province, and by variant (with and without a council).
CREATE TABLE catalogue_workflow (
    id        INTEGER PRIMARY KEY,
    procedure TEXT NOT NULL REFERENCES catalogue_procedure (code),
    province  TEXT,                                  -- organisation code; NULL = authored for training, no province's own
    variant   TEXT NOT NULL,                         -- standard, council …
    name_vi   TEXT NOT NULL,
    name_en   TEXT NOT NULL,
    term      TEXT NOT NULL,
    certainty TEXT NOT NULL,
    source    TEXT NOT NULL,
    note      TEXT
) STRICT;
CREATE UNIQUE INDEX catalogue_workflow_by_key ON catalogue_workflow (procedure, ifnull(province, ''), variant);

CREATE TABLE catalogue_workflow_step (
    workflow    INTEGER NOT NULL REFERENCES catalogue_workflow (id),
    no          INTEGER NOT NULL CHECK (no > 0),
    name_vi     TEXT NOT NULL,
    name_en     TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('intake', 'assign', 'appraise', 'review', 'sign', 'issue', 'decide', 'return',
                                              'council', 'opinion', 'inspect', 'applicant')),
    role        TEXT NOT NULL,                       -- code of account/role.h
    share_milli INTEGER NOT NULL CHECK (share_milli >= 0 AND (kind <> 'applicant' OR share_milli = 0)), -- thousandths of a day
    "limit"     TEXT,                                -- how long a step that does not count may take
    on_limit    TEXT CHECK (on_limit IN ('stop')),   -- stop: the procedure ends by itself when the limit passes
    certainty   TEXT NOT NULL,
    PRIMARY KEY (workflow, no)
) STRICT, WITHOUT ROWID;

-- Who took over from a closed organisation.
CREATE TABLE org_successor (
    code      TEXT PRIMARY KEY REFERENCES org (code),
    successor TEXT NOT NULL REFERENCES org (code)
) STRICT, WITHOUT ROWID;
