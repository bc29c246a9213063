-- Each list reads along one index, in order, and stops when its page is full. A row holds what the conditions need (search.c); what a page
-- shows of its dossiers is read by their ids.

-- name: search_held
-- A run of a queue: what the account holds, or (NULL) what its role holds and nobody yet. Every column stands in the index (0027), so the
-- dossiers themselves are not looked at.
SELECT id, ifnull(step_due_at, 9223372036854775807) AS key, state, agency, intake_org, division, applicant, step_role, step_account,
       running_to, soon_at, transferred_in_at, financial, handler, part
FROM dossier
WHERE step_role = :role AND step_account IS :holder AND (ifnull(step_due_at, 9223372036854775807), id) > (:after_key, :after_id)
ORDER BY ifnull(step_due_at, 9223372036854775807), id;

-- name: search_all
SELECT id, 0 AS key, state, agency, intake_org, division, applicant, step_role, step_account, running_to, soon_at, transferred_in_at, financial, handler, part
FROM dossier WHERE id >= :first AND id < :before ORDER BY id DESC;

-- name: search_state
SELECT id, 0 AS key, state, agency, intake_org, division, applicant, step_role, step_account, running_to, soon_at, transferred_in_at, financial, handler, part
FROM dossier WHERE state = :state AND id >= :first AND id < :before ORDER BY id DESC;

-- name: search_overdue
-- What is late, the longest first.
SELECT id, running_to AS key, state, agency, intake_org, division, applicant, step_role, step_account, running_to, soon_at, transferred_in_at, financial, handler, part
FROM dossier WHERE running_to IS NOT NULL AND running_to < :now AND (running_to, id) > (:after_key, :after_id) ORDER BY running_to, id;

-- name: search_due_soon
SELECT id, running_to AS key, state, agency, intake_org, division, applicant, step_role, step_account, running_to, soon_at, transferred_in_at, financial, handler, part
FROM dossier WHERE running_to IS NOT NULL AND running_to >= :now AND soon_at <= :now AND (running_to, id) > (:after_key, :after_id) ORDER BY running_to, id;

-- name: search_handler
-- What a specialist was assigned, in one state.
SELECT id, 0 AS key, state, agency, intake_org, division, applicant, step_role, step_account, running_to, soon_at, transferred_in_at, financial, handler, part
FROM dossier WHERE handler = :account AND state = :state AND id >= :first AND id < :before ORDER BY id DESC;

-- name: search_handled
-- Of one handler in one state, newest first: the ids are taken from the index and put in order, the dossiers read until the page is full.
SELECT id, 0 AS key, state, agency, intake_org, division, applicant, step_role, step_account, running_to, soon_at, transferred_in_at, financial, handler, part
FROM dossier
WHERE id IN (SELECT id FROM dossier WHERE handler = :handler AND state = :state AND id >= :first AND id < :before)
ORDER BY id DESC;

-- name: search_handled_words
-- The same, of few, each held against the words.
SELECT id, 0 AS key, state, agency, intake_org, division, applicant, step_role, step_account, running_to, soon_at, transferred_in_at, financial, handler, part
FROM dossier AS d
WHERE id IN (SELECT id FROM dossier WHERE handler = :handler AND (:state IS NULL OR state = :state) AND id >= :first AND id < :before)
  AND EXISTS (SELECT 1 FROM dossier_text WHERE dossier_text MATCH :words AND rowid = d.id)
ORDER BY id DESC;

-- name: search_handled_any
-- In whatever order the index has them: for counts.
SELECT id, 0 AS key, state, agency, intake_org, division, applicant, step_role, step_account, running_to, soon_at, transferred_in_at, financial, handler, part
FROM dossier INDEXED BY dossier_by_handler
WHERE handler = :handler AND (:state IS NULL OR state = :state) AND id >= :first AND id < :before;

-- name: search_applicant
SELECT id, 0 AS key, state, agency, intake_org, division, applicant, step_role, step_account, running_to, soon_at, transferred_in_at, financial, handler, part
FROM dossier WHERE applicant = :applicant AND id >= :first AND id < :before ORDER BY id DESC;

-- name: search_participant
SELECT d.id, 0 AS key, d.state, d.agency, d.intake_org, d.division, d.applicant, d.step_role, d.step_account, d.running_to, d.soon_at, d.transferred_in_at, d.financial, d.handler, d.part
FROM dossier_participant AS p JOIN dossier AS d ON d.id = p.dossier
WHERE p.account = :account AND p.kind = :kind AND p.dossier >= :first AND p.dossier < :before ORDER BY p.dossier DESC;

-- name: search_asked
-- What an agency was asked, or was asked and has not answered: few, sorted by hand.
SELECT d.id, 0 AS key, d.state, d.agency, d.intake_org, d.division, d.applicant, d.step_role, d.step_account, d.running_to, d.soon_at, d.transferred_in_at, d.financial, d.handler, d.part
FROM (SELECT DISTINCT dossier FROM consultation WHERE to_org = :org AND (:answered = 1 OR answered_at IS NULL) AND dossier < :before) AS c
JOIN dossier AS d ON d.id = c.dossier ORDER BY d.id DESC;

-- name: search_owed
SELECT id, 0 AS key, state, agency, intake_org, division, applicant, step_role, step_account, running_to, soon_at,
       transferred_in_at, financial, handler, part
FROM dossier WHERE financial = 'due' AND id >= :first AND id < :before ORDER BY id DESC;

-- name: search_directed
-- Few at any time, by an index of their own.
SELECT id, 0 AS key, state, agency, intake_org, division, applicant, step_role, step_account, running_to, soon_at,
       transferred_in_at, financial, handler, part
FROM dossier WHERE directed > 0 AND id < :before ORDER BY id DESC;

-- name: search_directions
SELECT ifnull(to_account = :account, to_role = :role) AS given FROM oversight
WHERE dossier = :dossier AND kind = 'direction' AND reported_at IS NULL;

-- name: search_words
-- The words run newest first by themselves: the index is in the order of dossier ids.
SELECT d.id, 0 AS key, d.state, d.agency, d.intake_org, d.division, d.applicant, d.step_role, d.step_account, d.running_to, d.soon_at, d.transferred_in_at, d.financial, d.handler, d.part
FROM dossier_text AS t JOIN dossier AS d ON d.id = t.rowid
WHERE dossier_text MATCH :words AND t.rowid >= :first AND t.rowid < :before ORDER BY t.rowid DESC;

-- name: search_code
-- By code; a page goes on after the code of the dossier at which the one before ended.
SELECT id, 0 AS key, state, agency, intake_org, division, applicant, step_role, step_account, running_to, soon_at, transferred_in_at, financial, handler, part
FROM dossier WHERE code >= :from AND code < :past AND code > coalesce((SELECT code FROM dossier WHERE id = :after_id), '') ORDER BY code;

-- name: search_number
SELECT id, 0 AS key, state, agency, intake_org, division, applicant, step_role, step_account, running_to, soon_at, transferred_in_at, financial, handler, part
FROM dossier WHERE code IS NOT NULL AND substr(code, -6) = :number AND substr(code, -length(:ending)) = :ending AND id < :before ORDER BY id DESC;

-- name: search_symbol
-- By the number and symbol of a result, or their beginning; corrected and issued again, a dossier is found once.
SELECT DISTINCT d.id, 0 AS key, d.state, d.agency, d.intake_org, d.division, d.applicant, d.step_role, d.step_account, d.running_to, d.soon_at, d.transferred_in_at, d.financial, d.handler, d.part
FROM result AS r JOIN dossier AS d ON d.id = r.dossier
WHERE r.symbol_folded >= :from AND r.symbol_folded < :past AND d.id >= :first AND d.id < :before ORDER BY d.id DESC;

-- name: search_all_count
SELECT count(*) AS count FROM (SELECT 1 FROM dossier LIMIT :max);

-- name: search_state_count
SELECT count(*) AS count FROM (SELECT 1 FROM dossier WHERE state = :state AND id >= :first AND id < :before LIMIT :max);

-- name: search_period_count
SELECT count(*) AS count FROM (SELECT 1 FROM dossier WHERE id >= :first AND id < :before LIMIT :max);

-- name: search_handled_count
SELECT count(*) AS count FROM (SELECT 1 FROM dossier INDEXED BY dossier_by_handler WHERE handler = :handler AND id >= :first AND id < :before LIMIT :max);

-- name: search_handled_state_count
SELECT count(*) AS count FROM (SELECT 1 FROM dossier INDEXED BY dossier_by_handler WHERE handler = :handler AND state = :state AND id >= :first AND id < :before LIMIT :max);

-- name: search_words_count
SELECT count(*) AS count FROM (SELECT 1 FROM dossier_text WHERE dossier_text MATCH :words LIMIT :max);

-- name: search_participates
-- Does the account take part in the dossier? (words looked for among what it works along)
SELECT kind FROM dossier_participant WHERE dossier = :dossier AND account = :account;

-- name: search_asks
SELECT 1 AS asked FROM consultation WHERE dossier = :dossier AND to_org = :org AND (:answered = 1 OR answered_at IS NULL);

-- name: search_last
SELECT max(id) AS id FROM dossier;

-- name: search_filed_at
SELECT id, submitted_at FROM dossier WHERE id >= :id ORDER BY id LIMIT 1;

-- name: search_handler_known
SELECT 1 FROM account WHERE id = :account;

-- name: search_handlers
-- Whoever handles or has handled anything: the index is jumped through from one to the next, so it costs as much as there are officers.
WITH RECURSIVE c (handler) AS (
    SELECT min(handler) FROM dossier WHERE handler IS NOT NULL
    UNION ALL
    SELECT (SELECT min(handler) FROM dossier WHERE handler > c.handler) FROM c WHERE c.handler IS NOT NULL)
SELECT a.id, a.name, a.org FROM c JOIN account AS a ON a.id = c.handler ORDER BY a.name, a.id LIMIT :max;

-- name: search_add
INSERT INTO dossier_text (rowid, words) VALUES (:id, :words);
