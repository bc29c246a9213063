-- What a large office needs: numbers that are kept while acts happen, so that a period report does not read every dossier; the
-- queues in the order in which work is due; and an index of words for search without accents.
CREATE TABLE report_counter (
    agency  TEXT NOT NULL,                           -- competent agency
    bucket  TEXT NOT NULL,                           -- a day 2026-11-20, or a reporting month M2026-11 (15 October to 14 November)
    field   TEXT NOT NULL,                           -- field of the procedure
    measure TEXT NOT NULL,                           -- dossier/counter.h
    count   INTEGER NOT NULL,
    PRIMARY KEY (agency, bucket, field, measure)
) STRICT, WITHOUT ROWID;
