-- name: attempt_add
INSERT INTO attempt (id, number, person_id, class_id, exercise, exercise_digest, world_id, started_at, max_points, pass_points)
VALUES (:id, (SELECT coalesce(max(number), 0) + 1 FROM attempt), :person, :class, :exercise, :exercise_digest, :world, :now,
        :max_points, :pass_points);

-- name: attempt_find_running
SELECT id FROM attempt
WHERE person_id = :person AND coalesce(class_id, 0) = :class_id AND exercise = :exercise AND state = 'running';

-- name: attempt_get
SELECT a.id, a.person_id AS person, coalesce(e.shown, p.name) AS name, a.class_id, a.exercise, a.exercise_digest,
       a.world_id AS world, a.state, a.started_at, a.finished_at, a.judged_generation, a.judged_seq, a.points, a.max_points,
       a.pass_points, a.passed, a.mistakes, a.critical_mistakes, a.hints, a.rewinds, a.progress, a.seat, a.generation, a.act,
       a.office_at, a.last_act_at
FROM attempt a JOIN person p ON p.id = a.person_id
LEFT JOIN enrolment e ON e.class_id = a.class_id AND e.person_id = a.person_id
WHERE a.id = :id;

-- name: attempt_find_world
SELECT id FROM attempt WHERE world_id = :world;

-- name: attempt_list
SELECT a.id, a.person_id AS person, coalesce(e.shown, p.name) AS name, a.class_id, a.exercise, a.exercise_digest,
       a.world_id AS world, a.state, a.started_at, a.finished_at, a.judged_generation, a.judged_seq, a.points, a.max_points,
       a.pass_points, a.passed, a.mistakes, a.critical_mistakes, a.hints, a.rewinds, a.progress, a.seat, a.generation, a.act,
       a.office_at, a.last_act_at
FROM attempt a JOIN person p ON p.id = a.person_id
LEFT JOIN enrolment e ON e.class_id = a.class_id AND e.person_id = a.person_id
WHERE a.person_id = :person AND (:class_id = 0 OR a.class_id = :class_id) AND a.state <> 'abandoned'
ORDER BY a.number DESC;

-- name: attempt_list_class
SELECT a.id, a.person_id AS person, e.shown AS name, a.class_id, a.exercise, a.exercise_digest,
       a.world_id AS world, a.state, a.started_at, a.finished_at, a.judged_generation, a.judged_seq, a.points, a.max_points,
       a.pass_points, a.passed, a.mistakes, a.critical_mistakes, a.hints, a.rewinds, a.progress, a.seat, a.generation, a.act,
       a.office_at, a.last_act_at
FROM attempt a JOIN enrolment e ON e.class_id = a.class_id AND e.person_id = a.person_id
WHERE a.class_id = :class_id AND (:exercise IS NULL OR a.exercise = :exercise)
  AND a.state <> 'abandoned'
ORDER BY e.shown, a.number;

-- name: attempt_judge
UPDATE attempt
SET judged_generation = :generation, judged_seq = :event_seq, generation = :generation, act = :act, points = :points,
    max_points = :max_points, passed = :passed, progress = coalesce(:progress, progress), seat = coalesce(:seat, seat),
    office_at = coalesce(:office_at, office_at), last_act_at = max(coalesce(last_act_at, 0), :now)
WHERE id = :id AND (judged_generation, judged_seq, act) < (:generation, :event_seq, :act);

-- name: attempt_correct
UPDATE attempt
SET points = :points, max_points = :max_points, passed = :passed, progress = coalesce(:progress, progress)
WHERE id = :id AND (judged_generation, judged_seq) <= (:generation, :event_seq);

-- name: attempt_keep_clock
UPDATE attempt SET generation = :generation, act = :act, office_at = :office_at
WHERE id = :id AND (generation, act) <= (:generation, :act);

-- name: attempt_recount
UPDATE attempt
SET mistakes = (SELECT count(*) FROM history h WHERE h.attempt_id = attempt.id AND h.kind = 'mistake'),
    critical_mistakes = (SELECT count(*) FROM history h WHERE h.attempt_id = attempt.id AND h.kind = 'mistake' AND h.critical = 1),
    hints = (SELECT count(*) FROM history h WHERE h.attempt_id = attempt.id AND h.kind = 'hint'),
    rewinds = (SELECT count(*) FROM history h WHERE h.attempt_id = attempt.id AND h.kind IN ('rewind', 'reset')),
    seat = coalesce((SELECT h.check_id FROM history h WHERE h.attempt_id = attempt.id AND h.kind = 'seat' ORDER BY h.id DESC LIMIT 1),
                    seat)
WHERE id = :id;

-- name: attempt_end
UPDATE attempt SET state = :state, finished_at = :now WHERE id = :id AND state = 'running';

-- name: attempt_touch_class
UPDATE class SET revision = revision + 1 WHERE id = (SELECT class_id FROM attempt WHERE id = :id);

-- name: history_add
INSERT INTO history (attempt_id, kind, real_at, office_at, generation, act, event_seq, step, check_id, verdict, critical, amount,
                     text_key)
VALUES (:attempt, :kind, :real_at, :office_at, :generation, :act, :event_seq, :step, :check_id, :verdict, :critical, :amount,
        :text_key)
ON CONFLICT (attempt_id, generation, event_seq, kind, step, check_id)
    WHERE kind IN ('verdict', 'mistake', 'hint', 'waive', 'finish') DO NOTHING
RETURNING id;

-- name: history_add_args
INSERT INTO history_args (history_id, args) VALUES (:id, :args);

-- name: history_list
SELECT h.id, h.kind, h.real_at, h.office_at, h.generation, h.act, h.event_seq, h.step, h.check_id, h.verdict, h.critical,
       h.amount, h.text_key, g.args
FROM history h LEFT JOIN history_args g ON g.history_id = h.id
WHERE h.attempt_id = :id ORDER BY h.id LIMIT :max;

-- name: attempt_marks
SELECT coalesce((SELECT max(id) FROM history h WHERE h.attempt_id = a.id), 0) AS history,
       coalesce((SELECT max(id) FROM announcement n WHERE n.class_id = a.class_id), 0) AS announcement,
       coalesce((SELECT group_concat(c.person_id || ':' || coalesce(c.seat, ''), ' ') FROM companion c
                 WHERE c.attempt_id = a.id AND c.left_at IS NULL), '') AS companions
FROM attempt a WHERE a.id = :id;

-- name: attempt_board
SELECT e.person_id AS person, e.shown AS name, a.id AS attempt, a.world_id AS world, a.state, a.points, a.max_points, a.passed,
       a.mistakes, a.critical_mistakes, a.hints, a.progress, a.seat, a.generation, a.act, a.office_at, a.last_act_at, p.seen_at
FROM enrolment e
JOIN person p ON p.id = e.person_id
LEFT JOIN attempt a ON a.number = (SELECT max(b.number) FROM attempt b
                                   WHERE b.class_id = e.class_id AND b.person_id = e.person_id AND b.exercise = :exercise
                                     AND b.state <> 'abandoned')
WHERE e.class_id = :class_id
ORDER BY e.shown;

-- name: attempt_results
SELECT e.person_id AS person, e.shown AS name, x.exercise, coalesce(a.state, 'not_begun') AS state, a.points, a.max_points,
       a.pass_points, a.passed, a.mistakes, a.critical_mistakes, a.hints, a.rewinds, a.started_at, a.finished_at, a.last_act_at,
       (SELECT count(*) FROM attempt b WHERE b.class_id = e.class_id AND b.person_id = e.person_id AND b.exercise = x.exercise
           AND b.state <> 'abandoned') AS attempts
FROM enrolment e
JOIN class_exercise x ON x.class_id = e.class_id
LEFT JOIN attempt a ON a.number = (SELECT max(b.number) FROM attempt b
                                   WHERE b.class_id = e.class_id AND b.person_id = e.person_id AND b.exercise = x.exercise
                                     AND b.state <> 'abandoned')
WHERE e.class_id = :class_id
ORDER BY e.shown, x.position;
