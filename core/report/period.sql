-- name: period_agencies
-- Every agency that has counters, found by leaps over the key: as many steps as there are agencies.
WITH RECURSIVE leap (agency) AS (
    SELECT min(agency) FROM report_counter
    UNION ALL
    SELECT (SELECT min(c.agency) FROM report_counter AS c WHERE c.agency > leap.agency) FROM leap WHERE leap.agency IS NOT NULL)
SELECT leap.agency AS code, coalesce(o.name_vi, leap.agency) AS name_vi, coalesce(o.name_en, leap.agency) AS name_en
FROM leap LEFT JOIN org AS o ON o.code = leap.agency WHERE leap.agency IS NOT NULL;
