-- name: bench_fill
WITH RECURSIVE n (i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i < :last)
INSERT INTO bench_page (id, body, weight) SELECT i, printf('%0900d', i * 7919), 0 FROM n;

-- name: bench_page_get
SELECT body, weight FROM bench_page WHERE id = :id;

-- name: bench_page_touch
UPDATE bench_page SET weight = weight + 1 WHERE id = :id;

-- name: bench_line_add
INSERT INTO bench_line (page, text) VALUES (:page, :text);

-- name: bench_tables
SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'bench%';
