-- name: search_queue
-- Each list reads along one index and stops. A queue is two runs of the same index (held by the account, held by nobody yet), merged.
SELECT q.key, d.id, d.version, d.code, d.alias, d.procedure, d.procedure_version, d.agency, d.intake_org, d.channel, d.applicant, d.owner,
       d.submitter, d.state, d.state_before, d.step, d.step_role, d.step_account, d.step_due_at, d.handler, d.result_kind,
       d.draft_summary, d.appraisal, d.submission_number, d.supplements, d.extensions, d.submitted_at, d.acceptance_due_at,
       d.transferred_in_at, d.accepted_at, d.transferred_at, d.due_at, d.original_due_at, d.paused_at, d.completed_at,
       d.returned_at, d.returned_by, d.archived_at, d.delivery_wanted, d.financial, d.delivery, d.sync
FROM (SELECT * FROM (SELECT id AS found, ifnull(step_due_at, 9223372036854775807) AS key FROM dossier
                     WHERE step_role = :role AND step_account IS NULL AND (:state IS NULL OR state = :state)
                       AND (ifnull(step_due_at, 9223372036854775807), id) > (:after_key, :after_id)
                     ORDER BY ifnull(step_due_at, 9223372036854775807), id LIMIT :max)
      UNION ALL
      SELECT * FROM (SELECT id, ifnull(step_due_at, 9223372036854775807) FROM dossier
                     WHERE step_role = :role AND step_account = :account AND (:state IS NULL OR state = :state)
                       AND (ifnull(step_due_at, 9223372036854775807), id) > (:after_key, :after_id)
                     ORDER BY ifnull(step_due_at, 9223372036854775807), id LIMIT :max)
      ORDER BY 2, 1 LIMIT :max) AS q
JOIN dossier AS d ON d.id = q.found
ORDER BY q.key, q.found;

-- name: search_queue_count
SELECT (SELECT count(*) FROM (SELECT 1 FROM dossier WHERE step_role = :role AND step_account IS NULL
                              AND (:state IS NULL OR state = :state) LIMIT :max))
     + (SELECT count(*) FROM (SELECT 1 FROM dossier WHERE step_role = :role AND step_account = :account
                              AND (:state IS NULL OR state = :state) LIMIT :max)) AS count;

-- name: search_all
SELECT 0 AS key, d.id, d.version, d.code, d.alias, d.procedure, d.procedure_version, d.agency, d.intake_org, d.channel, d.applicant, d.owner,
       d.submitter, d.state, d.state_before, d.step, d.step_role, d.step_account, d.step_due_at, d.handler, d.result_kind,
       d.draft_summary, d.appraisal, d.submission_number, d.supplements, d.extensions, d.submitted_at, d.acceptance_due_at,
       d.transferred_in_at, d.accepted_at, d.transferred_at, d.due_at, d.original_due_at, d.paused_at, d.completed_at,
       d.returned_at, d.returned_by, d.archived_at, d.delivery_wanted, d.financial, d.delivery, d.sync
FROM dossier AS d WHERE d.id < :before ORDER BY d.id DESC LIMIT :max;

-- name: search_all_count
SELECT count(*) AS count FROM (SELECT 1 FROM dossier LIMIT :max);

-- name: search_state
SELECT 0 AS key, d.id, d.version, d.code, d.alias, d.procedure, d.procedure_version, d.agency, d.intake_org, d.channel, d.applicant, d.owner,
       d.submitter, d.state, d.state_before, d.step, d.step_role, d.step_account, d.step_due_at, d.handler, d.result_kind,
       d.draft_summary, d.appraisal, d.submission_number, d.supplements, d.extensions, d.submitted_at, d.acceptance_due_at,
       d.transferred_in_at, d.accepted_at, d.transferred_at, d.due_at, d.original_due_at, d.paused_at, d.completed_at,
       d.returned_at, d.returned_by, d.archived_at, d.delivery_wanted, d.financial, d.delivery, d.sync
FROM dossier AS d WHERE d.state = :state AND d.id < :before ORDER BY d.id DESC LIMIT :max;

-- name: search_state_count
SELECT count(*) AS count FROM (SELECT 1 FROM dossier WHERE state = :state LIMIT :max);

-- name: search_applicant
SELECT 0 AS key, d.id, d.version, d.code, d.alias, d.procedure, d.procedure_version, d.agency, d.intake_org, d.channel, d.applicant, d.owner,
       d.submitter, d.state, d.state_before, d.step, d.step_role, d.step_account, d.step_due_at, d.handler, d.result_kind,
       d.draft_summary, d.appraisal, d.submission_number, d.supplements, d.extensions, d.submitted_at, d.acceptance_due_at,
       d.transferred_in_at, d.accepted_at, d.transferred_at, d.due_at, d.original_due_at, d.paused_at, d.completed_at,
       d.returned_at, d.returned_by, d.archived_at, d.delivery_wanted, d.financial, d.delivery, d.sync
FROM dossier AS d WHERE d.applicant = :account AND (:state IS NULL OR d.state = :state) AND d.id < :before ORDER BY d.id DESC LIMIT :max;

-- name: search_applicant_count
SELECT count(*) AS count FROM (SELECT 1 FROM dossier WHERE applicant = :account AND (:state IS NULL OR state = :state) LIMIT :max);

-- name: search_words
-- The words run newest first by themselves: the index is in the order of dossier ids.
SELECT 0 AS key, d.id, d.version, d.code, d.alias, d.procedure, d.procedure_version, d.agency, d.intake_org, d.channel, d.applicant, d.owner,
       d.submitter, d.state, d.state_before, d.step, d.step_role, d.step_account, d.step_due_at, d.handler, d.result_kind,
       d.draft_summary, d.appraisal, d.submission_number, d.supplements, d.extensions, d.submitted_at, d.acceptance_due_at,
       d.transferred_in_at, d.accepted_at, d.transferred_at, d.due_at, d.original_due_at, d.paused_at, d.completed_at,
       d.returned_at, d.returned_by, d.archived_at, d.delivery_wanted, d.financial, d.delivery, d.sync
FROM dossier_text AS t JOIN dossier AS d ON d.id = t.rowid
WHERE dossier_text MATCH :words AND t.rowid < :before AND (:state IS NULL OR d.state = :state)
  AND (:applicant IS NULL OR d.applicant = :applicant)
  AND (:role IS NULL OR (d.step_role = :role AND (d.step_account IS NULL OR d.step_account = :account)))
ORDER BY t.rowid DESC LIMIT :max;

-- name: search_words_count
SELECT count(*) AS count FROM (SELECT 1 FROM dossier_text AS t JOIN dossier AS d ON d.id = t.rowid
    WHERE dossier_text MATCH :words AND (:state IS NULL OR d.state = :state) AND (:applicant IS NULL OR d.applicant = :applicant)
      AND (:role IS NULL OR (d.step_role = :role AND (d.step_account IS NULL OR d.step_account = :account)))
    LIMIT :max);

-- name: search_only_words_count
SELECT count(*) AS count FROM (SELECT 1 FROM dossier_text WHERE dossier_text MATCH :words LIMIT :max);

-- name: search_code
SELECT 0 AS key, d.id, d.version, d.code, d.alias, d.procedure, d.procedure_version, d.agency, d.intake_org, d.channel, d.applicant, d.owner,
       d.submitter, d.state, d.state_before, d.step, d.step_role, d.step_account, d.step_due_at, d.handler, d.result_kind,
       d.draft_summary, d.appraisal, d.submission_number, d.supplements, d.extensions, d.submitted_at, d.acceptance_due_at,
       d.transferred_in_at, d.accepted_at, d.transferred_at, d.due_at, d.original_due_at, d.paused_at, d.completed_at,
       d.returned_at, d.returned_by, d.archived_at, d.delivery_wanted, d.financial, d.delivery, d.sync
FROM dossier AS d WHERE d.code >= :from AND d.code < :past AND (:state IS NULL OR d.state = :state)
  AND (:applicant IS NULL OR d.applicant = :applicant) ORDER BY d.code LIMIT :max;

-- name: search_number
SELECT 0 AS key, d.id, d.version, d.code, d.alias, d.procedure, d.procedure_version, d.agency, d.intake_org, d.channel, d.applicant, d.owner,
       d.submitter, d.state, d.state_before, d.step, d.step_role, d.step_account, d.step_due_at, d.handler, d.result_kind,
       d.draft_summary, d.appraisal, d.submission_number, d.supplements, d.extensions, d.submitted_at, d.acceptance_due_at,
       d.transferred_in_at, d.accepted_at, d.transferred_at, d.due_at, d.original_due_at, d.paused_at, d.completed_at,
       d.returned_at, d.returned_by, d.archived_at, d.delivery_wanted, d.financial, d.delivery, d.sync
FROM dossier AS d WHERE d.code IS NOT NULL AND substr(d.code, -6) = :number AND (:state IS NULL OR d.state = :state)
  AND (:applicant IS NULL OR d.applicant = :applicant) ORDER BY d.id DESC LIMIT :max;

-- name: search_add
INSERT INTO dossier_text (rowid, words) VALUES (:id, :words);
