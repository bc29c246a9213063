-- name: setup_step_roles
SELECT s.role, count(DISTINCT v.procedure) AS procedures, min(v.procedure) AS example
FROM procedure_step AS s JOIN procedure_version AS v ON v.id = s.version
WHERE v.effective_from <= :day AND (v.effective_to IS NULL OR v.effective_to >= :day) AND s.role <> 'applicant'
GROUP BY s.role ORDER BY s.role;

-- name: setup_orgs
SELECT o.code, o.name_vi, o.name_en, o.kind, o.close_on, p.close_on AS parent_close_on,
       count(a.id) AS accounts, sum(a.role = 'division-head') AS heads, sum(a.role = 'specialist') AS specialists,
       sum(a.role = 'one-stop-officer') AS officers
FROM org AS o LEFT JOIN org AS p ON p.code = o.parent LEFT JOIN account AS a ON a.org = o.code AND a.active = 1 AND a.role <> 'applicant'
GROUP BY o.code HAVING count(a.id) > 0 OR (o.close_on IS NULL AND p.close_on < :day) ORDER BY o.code;
