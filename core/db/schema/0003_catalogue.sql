-- Procedures, their versions, components and step tables. A dossier freezes its version at receipt.
CREATE TABLE procedure (
    code      TEXT PRIMARY KEY CHECK (code GLOB '[0-9].[0-9]*' OR code GLOB 'T.*'), -- 1.014445; T.… = training key, real code unknown
    name_vi   TEXT NOT NULL,
    name_en   TEXT NOT NULL,
    field     TEXT NOT NULL,
    level     TEXT,                                  -- who is competent; NULL = unknown
    certainty TEXT NOT NULL,                         -- found | recalled | authored
    source    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE procedure_version (
    id             INTEGER PRIMARY KEY,
    procedure      TEXT NOT NULL REFERENCES procedure (code),
    number         INTEGER NOT NULL CHECK (number > 0),
    effective_from TEXT NOT NULL CHECK (effective_from GLOB '????-??-??'),
    effective_to   TEXT CHECK (effective_to GLOB '????-??-??'),
    replaced_by    TEXT,                             -- procedure code
    term_unit      TEXT NOT NULL CHECK (term_unit IN ('workhours', 'workdays', 'days')),
    term_milli     INTEGER NOT NULL CHECK (term_milli > 0), -- thousandths of the unit
    intake_unit    TEXT NOT NULL CHECK (intake_unit IN ('workhours', 'workdays', 'days')),
    intake_milli   INTEGER NOT NULL CHECK (intake_milli > 0), -- limit for accepting an online dossier (8 working hours)
    supplement_max INTEGER NOT NULL CHECK (supplement_max >= 0), -- requests allowed (Decree 118/2025 Art. 11: one)
    fee_text_vi    TEXT,                             -- NULL = unknown
    fee_text_en    TEXT,
    result_vi      TEXT NOT NULL,
    result_en      TEXT NOT NULL,
    legal_basis    TEXT NOT NULL,
    certainty      TEXT NOT NULL,
    UNIQUE (procedure, number)
) STRICT;

CREATE TABLE procedure_component (
    version          INTEGER NOT NULL REFERENCES procedure_version (id),
    no               INTEGER NOT NULL,
    code             TEXT NOT NULL,                  -- giay-de-nghi
    name_vi          TEXT NOT NULL,
    name_en          TEXT NOT NULL,
    required         INTEGER NOT NULL CHECK (required IN (0, 1)),
    kind             TEXT NOT NULL CHECK (kind IN ('original', 'copy', 'certified-copy', 'electronic')),
    replaced_by_data TEXT,                           -- database that replaces the paper (NQ 66.7/2025), NULL = none
    certainty        TEXT NOT NULL,
    source           TEXT NOT NULL,
    PRIMARY KEY (version, no),
    UNIQUE (version, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE procedure_step (
    version     INTEGER NOT NULL REFERENCES procedure_version (id),
    no          INTEGER NOT NULL CHECK (no > 0),     -- B1, B2 …
    name_vi     TEXT NOT NULL,
    name_en     TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('intake', 'assign', 'appraise', 'review', 'sign', 'issue', 'decide', 'return')),
    role        TEXT NOT NULL,                       -- code of account/role.h
    share_milli INTEGER NOT NULL CHECK (share_milli >= 0), -- thousandths of a day; 0 = does not count
    PRIMARY KEY (version, no)
) STRICT, WITHOUT ROWID;
