-- Organisations with identification codes (QĐ 20/2020/QĐ-TTg), which open and close, and the people who act in them.
CREATE TABLE org (
    code      TEXT PRIMARY KEY,                      -- H37.T01
    name_vi   TEXT NOT NULL,
    name_en   TEXT NOT NULL,
    kind      TEXT NOT NULL CHECK (kind IN ('ministry', 'unit', 'province', 'department', 'room', 'one-stop', 'committee')),
    parent    TEXT REFERENCES org (code),
    open_on   TEXT NOT NULL CHECK (open_on GLOB '????-??-??'),
    close_on  TEXT CHECK (close_on GLOB '????-??-??'),
    certainty TEXT NOT NULL,                         -- found | recalled | invented
    place     TEXT,                                  -- địa danh on papers: Lạng Sơn
    address   TEXT,
    phone     TEXT,
    email     TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    id     TEXT PRIMARY KEY,                         -- mc
    name   TEXT NOT NULL,
    role   TEXT NOT NULL,                            -- code of account/role.h
    org    TEXT NOT NULL REFERENCES org (code),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    person TEXT                                      -- JSON: identity of an applicant (kind, id_no, address, phone, email)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_by_role ON account (role, org);
