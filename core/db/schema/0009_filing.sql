-- Filing: how many sets and where the result is to be sent, drafts that are not dossiers, and the completeness check of each component.
ALTER TABLE dossier ADD COLUMN sets INTEGER NOT NULL DEFAULT 1 CHECK (sets BETWEEN 1 AND 20); -- số lượng hồ sơ (bộ), Mẫu 01
ALTER TABLE dossier ADD COLUMN delivery_address TEXT;  -- where the post brings the result; NULL = not by post

-- The intake officer's check (Decree 118/2025 Art. 17): NULL = not looked at since it was last handed in.
ALTER TABLE dossier_component ADD COLUMN checked TEXT CHECK (checked IN ('enough', 'missing', 'wrong'));
ALTER TABLE dossier_component ADD COLUMN remark TEXT;  -- what is wrong or missing, for the applicant
ALTER TABLE dossier_component ADD COLUMN checked_by TEXT REFERENCES account (id);
ALTER TABLE dossier_component ADD COLUMN checked_at INTEGER;

-- May be received anywhere in the country for the competent agency (Decree 118/2025 Art. 14 k4 after 309/2026)?
ALTER TABLE procedure_version ADD COLUMN non_territorial INTEGER NOT NULL DEFAULT 0 CHECK (non_territorial IN (0, 1));

-- What somebody began to file. Not a dossier: no code, no limit, nobody else's business; gone when it is filed or discarded.
CREATE TABLE filing_draft (
    id        INTEGER PRIMARY KEY,
    account   TEXT NOT NULL REFERENCES account (id),       -- whose
    procedure TEXT NOT NULL REFERENCES procedure (code),
    data      TEXT NOT NULL CHECK (length(data) <= 65536), -- JSON object: what the screen had, as it had it
    saved_at  INTEGER NOT NULL,
    act       INTEGER NOT NULL                             -- that saved it last
) STRICT;
CREATE INDEX filing_draft_by_account ON filing_draft (account);
