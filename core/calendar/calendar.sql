-- The calendar of an office: tables calendar_day and office_hours. Days are ISO text, minutes count from midnight;
-- office hours with an empty organisation are the default of the office.

-- name: calendar_load_days
SELECT day, kind, name_vi, name_en, source, certainty
  FROM calendar_day
 ORDER BY day;

-- name: calendar_load_hours
SELECT from_minute, to_minute
  FROM office_hours
 WHERE org = CASE WHEN EXISTS (SELECT 1 FROM office_hours WHERE org = :org) THEN :org ELSE '' END
 ORDER BY session;

-- name: calendar_store_day
INSERT INTO calendar_day (day, kind, name_vi, name_en, source, certainty)
VALUES (:day, :kind, :name_vi, :name_en, :source, :certainty);

-- name: calendar_store_hours
INSERT INTO office_hours (org, session, from_minute, to_minute)
VALUES (:org, :session, :from_minute, :to_minute);

-- name: calendar_find_day
SELECT kind, name_vi, name_en, source, certainty FROM calendar_day WHERE day = :day;

-- name: calendar_drop_day
DELETE FROM calendar_day WHERE day = :day;

-- name: calendar_drop_hours
DELETE FROM office_hours WHERE org = :org;

-- name: calendar_own_hours
SELECT from_minute, to_minute FROM office_hours WHERE org = :org ORDER BY session;

-- name: calendar_working_orgs
SELECT org FROM account UNION SELECT agency FROM dossier UNION SELECT org FROM office_hours WHERE org <> '' ORDER BY 1;
