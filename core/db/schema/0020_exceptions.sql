-- Where the rules of a version come from: how often a supplement may be asked for, what it does to the term, when silence closes.
CREATE TABLE procedure_rule (
    version   INTEGER NOT NULL REFERENCES procedure_version (id),
    rule      TEXT NOT NULL CHECK (rule IN ('supplement_max', 'supplement_policy', 'silence_term')),
    certainty TEXT NOT NULL CHECK (certainty IN ('found', 'recalled', 'inferred', 'authored')),
    source    TEXT NOT NULL,                         -- article, decision; or why it is the default
    PRIMARY KEY (version, rule)
) STRICT, WITHOUT ROWID;
