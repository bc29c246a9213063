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

-- Work queues in the order in which work is due (what has no due time comes last: the expression is repeated by the queries).
DROP INDEX dossier_by_queue;
CREATE INDEX dossier_by_queue ON dossier (step_role, step_account, ifnull(step_due_at, 9223372036854775807), id);
CREATE INDEX dossier_by_state ON dossier (state, id);
CREATE INDEX dossier_by_applicant ON dossier (applicant, id);
DROP INDEX dossier_by_handler;
CREATE INDEX dossier_by_handler ON dossier (handler, state);
-- The running number at the end of a code is what people say on the phone.
CREATE INDEX dossier_by_number ON dossier (substr(code, -6)) WHERE code IS NOT NULL;

-- Folded words of a dossier (owner, identity number, phone, procedure), by dossier.id: dossier/search.h.
CREATE VIRTUAL TABLE dossier_text USING fts5 (words, content = '', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 0');
