-- name: dossier_get
SELECT id, version, code, alias, procedure, coalesce(variant, procedure_version) AS procedure_version, agency, intake_org, channel, applicant, owner, submitter, state,
       state_before, step, step_role, step_account, step_due_at, division, handler, result_kind, draft_summary, appraisal,
       submission_number, supplements, extensions, submitted_at, acceptance_due_at, transferred_in_at, accepted_at, transferred_at, due_at,
       original_due_at, paused_at, completed_at, returned_at, returned_by, archived_at, delivery_wanted, financial, delivery, sync,
       notice, limit_at, soon_at, ended_at, sets, delivery_address, directed
FROM dossier WHERE id = :id;

-- name: dossier_version
SELECT version FROM dossier WHERE id = :id;

-- name: dossier_add
INSERT INTO dossier (version, alias, procedure, procedure_version, variant, agency, intake_org, channel, applicant, owner, owner_folded, submitter,
                     state, part, step, step_role, submitted_at, acceptance_due_at, step_due_at, running_to, soon_at, delivery_wanted, sets, delivery_address)
VALUES (1, :alias, :procedure, coalesce((SELECT version FROM procedure_variant WHERE id = :procedure_version), :procedure_version),
        (SELECT id FROM procedure_variant WHERE id = :procedure_version), :agency, :intake_org, :channel, :applicant, :owner, :owner_folded, :submitter,
        'filed', 'new', :step, :step_role, :submitted_at, :acceptance_due_at, :acceptance_due_at,
        :acceptance_due_at, :soon_at,
        :delivery_wanted, :sets, :delivery_address)
RETURNING id;

-- name: dossier_save
UPDATE dossier SET version = version + 1, code = :code, agency = :agency, state = :state, part = :part, running_to = :running_to, state_before = :state_before, step = :step,
       variant = iif(:procedure_version >= 1000000, :procedure_version, NULL),
       step_role = :step_role, step_account = :step_account, step_due_at = :step_due_at, division = :division, handler = :handler,
       result_kind = :result_kind, draft_summary = :draft_summary, appraisal = :appraisal, submission_number = :submission_number,
       supplements = :supplements, extensions = :extensions, acceptance_due_at = :acceptance_due_at,
       transferred_in_at = :transferred_in_at, accepted_at = :accepted_at, transferred_at = :transferred_at, due_at = :due_at,
       original_due_at = :original_due_at, paused_at = :paused_at, completed_at = :completed_at, returned_at = :returned_at,
       returned_by = :returned_by, archived_at = :archived_at, delivery_wanted = :delivery_wanted, financial = :financial,
       delivery = :delivery, sync = :sync, notice = :notice, limit_at = :limit_at, soon_at = :soon_at, ended_at = :ended_at
WHERE id = :id AND version = :version;

-- name: dossier_components
SELECT dossier, code, provided_at, file_name, confirmed_missing, requested, checked, remark, checked_by, checked_at
FROM dossier_component WHERE dossier = :dossier;

-- name: dossier_put_component
INSERT INTO dossier_component (dossier, code, provided_at, file_name, confirmed_missing, requested, checked, remark, checked_by, checked_at)
VALUES (:dossier, :code, :provided_at, :file_name, :confirmed_missing, :requested, :checked, :remark, :checked_by, :checked_at)
ON CONFLICT (dossier, code) DO UPDATE SET provided_at = excluded.provided_at, file_name = excluded.file_name,
    confirmed_missing = excluded.confirmed_missing, requested = excluded.requested,
    checked = excluded.checked, remark = excluded.remark, checked_by = excluded.checked_by, checked_at = excluded.checked_at;

-- name: dossier_steps
SELECT dossier, no, kind, role, account, behalf, sender, started_at, opened_at, due_at, finished_at, outcome FROM dossier_step WHERE dossier = :dossier ORDER BY no;

-- name: dossier_put_step
INSERT INTO dossier_step (dossier, no, kind, role, account, behalf, sender, started_at, opened_at, due_at, finished_at, outcome)
VALUES (:dossier, :no, :kind, :role, :account, :behalf, :sender, :started_at, :opened_at, :due_at, :finished_at, :outcome)
ON CONFLICT (dossier, no) DO UPDATE SET account = excluded.account, behalf = excluded.behalf, sender = excluded.sender, started_at = excluded.started_at, opened_at = excluded.opened_at,
    due_at = excluded.due_at, finished_at = excluded.finished_at, outcome = excluded.outcome;

-- name: series_next
INSERT INTO series (name, last) VALUES (:name, 1) ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last;

-- name: dossier_find_alias
SELECT id FROM dossier WHERE alias = :alias;

-- name: dossier_find_code
SELECT id FROM dossier WHERE code = :code;
