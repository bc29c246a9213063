-- name: consultations
SELECT c.id, c.dossier, c.to_org, o.name_vi AS org_vi, o.name_en AS org_en, c.number, c.asked_by, c.asked_at, c.question, c.due_at,
       c.answered_at, c.answered_by, c.answer, coalesce(c.agrees, 0) AS agrees
FROM consultation AS c JOIN org AS o ON o.code = c.to_org WHERE c.dossier = :dossier ORDER BY c.id;

-- name: consultation_add
INSERT INTO consultation (dossier, to_org, number, asked_by, asked_at, question, due_at)
VALUES (:dossier, :to_org, :number, :asked_by, :now, :question, :due_at);

-- name: consultation_answer
UPDATE consultation SET answered_at = :now, answered_by = :answered_by, answer = :answer, agrees = :agrees
WHERE id = :id AND answered_at IS NULL;

-- name: org_to_ask
SELECT code, name_vi, name_en FROM org
WHERE kind IN ('department', 'unit', 'ministry') AND (close_on IS NULL OR close_on >= :day) ORDER BY code;
