-- The numbers of submission notes (dossier/numbering.h), each with what became of it: a number that was given is never given again.
CREATE TABLE submission_number (
    id        INTEGER PRIMARY KEY,                     -- in the order they were given
    agency    TEXT NOT NULL REFERENCES org (code),     -- whose series it is of
    year      INTEGER NOT NULL,
    number    INTEGER NOT NULL CHECK (number > 0),     -- in the agency's series of the year
    symbol    TEXT NOT NULL,                           -- 12/TTr-SKHCN
    dossier   INTEGER NOT NULL REFERENCES dossier (id),
    given_at  INTEGER NOT NULL,
    given_by  TEXT NOT NULL REFERENCES account (id),
    issued_at INTEGER,                                 -- the note first went out under it; NULL = it has not
    voided_at INTEGER,                                 -- it will never be used; NULL = it is or may be
    voided_by TEXT REFERENCES account (id),
    reason    TEXT,                                    -- why it was not used
    UNIQUE (agency, year, number),
    CHECK (issued_at IS NULL OR voided_at IS NULL),
    CHECK ((voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX submission_number_open ON submission_number (dossier) WHERE issued_at IS NULL AND voided_at IS NULL;
CREATE INDEX submission_number_voided ON submission_number (id) WHERE voided_at IS NOT NULL;

-- What was given so far is in the record; a year is that of Vietnam's clock.
INSERT INTO submission_number (agency, year, number, symbol, dossier, given_at, given_by, issued_at)
SELECT d.agency, CAST(strftime('%Y', a.at / 1000 + 25200, 'unixepoch') AS INTEGER), CAST(json_extract(e.data, '$.number') AS INTEGER),
       json_extract(e.data, '$.number'), e.dossier, a.at, a.account,
       (SELECT min(b.at) FROM event AS i JOIN act AS b ON b.number = i.act
        WHERE i.dossier = e.dossier AND i.seq > e.seq AND i.name = 'dossier.issued' AND json_extract(i.data, '$.number') = json_extract(e.data, '$.number'))
FROM event AS e JOIN act AS a ON a.number = e.act JOIN dossier AS d ON d.id = e.dossier
WHERE e.name = 'dossier.numbered' ORDER BY e.seq;

-- One whose dossier went back, or ended, before it was issued was never used.
WITH left_unused AS (
    SELECT n.id, min(e.seq) AS seq
    FROM submission_number AS n JOIN event AS e ON e.dossier = n.dossier JOIN act AS a ON a.number = e.act
    WHERE n.issued_at IS NULL AND a.at >= n.given_at AND e.name IN ('dossier.sent_back', 'dossier.stopped', 'dossier.withdrawn')
      AND e.seq > (SELECT max(g.seq) FROM event AS g
                   WHERE g.dossier = n.dossier AND g.name = 'dossier.numbered' AND json_extract(g.data, '$.number') = n.symbol)
    GROUP BY n.id)
UPDATE submission_number SET voided_at = a.at, voided_by = a.account, reason = ifnull(json_extract(e.data, '$.reason'), '')
FROM left_unused AS l JOIN event AS e ON e.seq = l.seq JOIN act AS a ON a.number = e.act
WHERE submission_number.id = l.id;
