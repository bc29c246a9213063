/* clock: the term of a dossier in time. Every pause, restart, extension and recomputation is a row of deadline_change: from, to,
 * reason, by whom, which paper, due before and after; from these and the calendar the due date can be worked out anew.
 *
 * Law: Decree 118/2025 Art. 11, 17-18, 21 (NĐ 309/2026); domain rules: a supplement asked for while the dossier is handled
 * restarts the term, or shifts it, as the procedure says; an apology gives one new date; both due dates are kept.
 *
 * 1. work_move (dossier/work.h) calls clock_turn with the transition's effect; acts do not touch due dates themselves.
 * 2. original_due_at is what form 01 promised and never changes; due_at is what holds now.
 * 3. Steps done keep their due times. Steps that remain get theirs with the term: shifted, spread over the new term by their
 *    shares, or stretched in proportion (rules of ours).
 * 4. soon_at goes with every running limit (deadline_soon). */
#ifndef DOSSIER_CLOCK_H
#define DOSSIER_CLOCK_H

#include "calendar/replay.h"
#include "dossier/work.h"

struct deadline_change {
    int64_t no;
    int kind; /* enum turn_kind */
    struct instant from_at;
    struct instant to_at; /* NONE = still open */
    const char *reason;   /* words of a paper, or applicant_step | calendar */
    const char *by;       /* account */
    int64_t document;     /* id of form_issue; 0 = none */
    struct instant due_before;
    struct instant due_after; /* NONE while open */
};
MUST_USE bool clock_changes(struct op *op, struct db *db, int64_t dossier, struct deadline_change **out, size_t *count);
const char *clock_kind_code(int kind);

/* What the transition in w->t does to the term. w->reason says why, where it does. */
MUST_USE bool clock_turn(struct op *op, struct work *w);
/* The term stands still while the step in hand is the applicant's, and what is owed has its own limit. */
MUST_USE bool clock_enter_applicant_step(struct op *op, struct work *w);
MUST_USE bool clock_leave_applicant_step(struct op *op, struct work *w);
/* Waiting for a supplement: until when, by the procedure's term of silence. */
MUST_USE bool clock_wait(struct op *op, struct work *w);
/* A new date instead of due_at. */
MUST_USE bool clock_extend(struct op *op, struct work *w, struct instant due);
/* Puts the paper on the latest change. */
MUST_USE bool clock_document(struct op *op, struct work *w, int64_t form_issue);
/* The limit for accepting starts now: acceptance_due_at, step_due_at, soon_at. */
MUST_USE bool clock_start_intake(struct op *op, struct office *office, struct dossier *d, struct term term);
/* soon_at of a term that runs from now to due_at. */
MUST_USE bool clock_start_term(struct op *op, struct work *w);

/* By that calendar, with everything that happened to the term; *paused: it stands still now, so nothing is said. */
MUST_USE bool clock_due_by(struct op *op, struct db *db, const struct calendar *c, const struct dossier *d, bool *paused,
                           struct deadline *out);
/* After the calendar was changed: the term, or before acceptance the limit for accepting, by the calendar as it stands, with a row of
 * its own. *changed false: it agrees already, stands still, or (before acceptance) began anew with a supplement. */
MUST_USE bool clock_recompute(struct op *op, struct work *w, bool *changed);

/* The due date by the calendar as it is now, with the explanation if asked. Only for accepted dossiers. */
MUST_USE bool clock_due_now(struct op *op, struct office *office, const struct dossier *d, bool explain, struct deadline *out);

#endif
