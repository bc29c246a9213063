-- name: rating_add
INSERT INTO rating (dossier, agency, rated_at, rated_by, scores, total, scored, comment)
VALUES (:dossier, :agency, :rated_at, :rated_by, :scores, :total, :scored, :comment);

-- name: rating_get
SELECT dossier, agency, rated_at, rated_by, scores, total, scored, comment FROM rating WHERE dossier = :dossier;

-- name: rating_count
SELECT count(*) AS n, count(comment) AS comments FROM rating WHERE agency = :agency AND rated_at >= :from AND rated_at < :past;

-- name: rating_tally
-- How often each indicator was given each score.
SELECT j.key AS indicator, j.value AS score, count(*) AS times
FROM rating AS r, json_each(r.scores) AS j
WHERE r.agency = :agency AND r.rated_at >= :from AND r.rated_at < :past GROUP BY j.key, j.value;
