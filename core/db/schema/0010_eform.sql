-- E-forms (biểu mẫu điện tử) of procedure versions, and what applicants declared in them (tờ khai điện tử).
CREATE TABLE procedure_eform (
    version   INTEGER NOT NULL REFERENCES procedure_version (id),
    no        INTEGER NOT NULL CHECK (no > 0),       -- order on the screen
    code      TEXT NOT NULL,                         -- to-khai
    title_vi  TEXT NOT NULL,
    title_en  TEXT NOT NULL,
    schema    TEXT NOT NULL,                         -- JSON Schema 2020-12 with display hints: catalogue/eform.h
    certainty TEXT NOT NULL,                         -- found | recalled | authored
    source    TEXT NOT NULL,
    PRIMARY KEY (version, code),
    UNIQUE (version, no)
) STRICT;

CREATE TABLE dossier_form_data (
    dossier   INTEGER NOT NULL REFERENCES dossier (id),
    code      TEXT NOT NULL,                         -- of the e-form
    revision  INTEGER NOT NULL CHECK (revision > 0), -- 1 = as filed; a supplement adds the next
    version   INTEGER NOT NULL,                      -- of the procedure: the schema it was checked against
    applicant TEXT NOT NULL REFERENCES account (id), -- whose later declarations are prefilled from it
    data      TEXT NOT NULL,                         -- JSON
    at        INTEGER NOT NULL,
    PRIMARY KEY (dossier, code, revision),
    FOREIGN KEY (version, code) REFERENCES procedure_eform (version, code)
) STRICT;
CREATE INDEX dossier_form_data_by_applicant ON dossier_form_data (applicant, at);
