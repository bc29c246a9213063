-- What the bench of worlds adds to the schema as shipped: rows to make a golden file as large as asked for, and a table whose
-- acts grow.
CREATE TABLE bench_page (
    id     INTEGER PRIMARY KEY,
    body   TEXT NOT NULL,    -- about 900 bytes
    weight INTEGER NOT NULL  -- counts the acts that touched the row
) STRICT;
CREATE TABLE bench_line (
    id   INTEGER PRIMARY KEY,
    page INTEGER NOT NULL,   -- bench_page.id
    text TEXT NOT NULL
) STRICT;
CREATE INDEX bench_line_by_page ON bench_line (page);
