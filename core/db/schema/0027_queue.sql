-- What is to be done next with a dossier (dossier/part.h) and the limit that runs stand beside what they follow from, written with the
-- dossier's row. So a queue is read and counted in its index alone, which holds only what somebody has in hand; and what is late is the
-- beginning of an index of its own.
ALTER TABLE dossier ADD COLUMN part TEXT;          -- NULL: nothing, it has ended
ALTER TABLE dossier ADD COLUMN running_to INTEGER; -- NULL: no limit runs
UPDATE dossier SET part = CASE state
    WHEN 'filed' THEN 'new'
    WHEN 'awaiting_supplement' THEN 'supplement'
    WHEN 'awaiting_payment' THEN 'payment'
    WHEN 'withdrawal_requested' THEN 'withdrawal'
    WHEN 'accepted' THEN 'to_hand_over'
    WHEN 'completed' THEN 'to_return'
    WHEN 'in_handling' THEN iif(notice IS NOT NULL, 'notice', CASE step_role
        WHEN 'division-head' THEN iif(handler IS NULL, 'to_assign', 'to_review')
        WHEN 'specialist' THEN iif(appraisal IS NULL, 'to_appraise', 'to_draft')
        WHEN 'director' THEN 'to_sign'
        WHEN 'committee' THEN 'to_sign'
        WHEN 'clerk' THEN 'to_number'
        END)
    END,
    running_to = CASE state
    WHEN 'filed' THEN acceptance_due_at
    WHEN 'accepted' THEN iif(paused_at IS NULL, due_at, NULL)
    WHEN 'in_handling' THEN iif(paused_at IS NULL, due_at, NULL)
    WHEN 'withdrawal_requested' THEN iif(paused_at IS NULL, due_at, NULL)
    END;

DROP INDEX dossier_by_queue;
CREATE INDEX dossier_by_queue ON dossier (step_role, step_account, ifnull(step_due_at, 9223372036854775807), id, step_due_at, state, part,
    agency, intake_org, division, applicant, running_to, soon_at, transferred_in_at, financial, handler) WHERE step_role IS NOT NULL;
CREATE INDEX dossier_by_running ON dossier (running_to, id, soon_at) WHERE running_to IS NOT NULL;
