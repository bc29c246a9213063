-- Exceptions to the week, and office hours per organisation.
CREATE TABLE calendar_day (
    day       TEXT PRIMARY KEY CHECK (day GLOB '????-??-??'),
    kind      TEXT NOT NULL CHECK (kind IN ('holiday', 'lieu', 'make-up')),
    name_vi   TEXT NOT NULL,
    name_en   TEXT NOT NULL,
    source    TEXT NOT NULL,                         -- law or decision
    certainty TEXT NOT NULL                          -- found | recalled | computed | projected
) STRICT, WITHOUT ROWID;

CREATE TABLE office_hours (
    org         TEXT NOT NULL,                       -- organisation code; '' = default
    session     INTEGER NOT NULL CHECK (session BETWEEN 1 AND 4),
    from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439), -- minutes after midnight
    to_minute   INTEGER NOT NULL CHECK (to_minute BETWEEN 1 AND 1440),
    PRIMARY KEY (org, session),
    CHECK (to_minute > from_minute)
) STRICT, WITHOUT ROWID;
