/* replay: a term of the law with what happened to it, worked out anew: pauses, restarts, extensions, in their order.
 *
 * Source: Decree 118/2025 Art. 17-18 (supplement, apology), domain rules of the clock: a supplement asked for after acceptance
 * makes the term run from zero, or shifts it by the waiting time, as the procedure says; an extension is a promised date.
 *
 * 1. The due instant is a function of the calendar, the start, the term and the turns alone: an independent reading of the same
 *    rules (tests/oracle) gives the same.
 * 2. A pause loses nothing and wins nothing: the working time that was left is left (deadline_resume), whatever the unit.
 * 3. A restart lays the whole term anew from the instant at which the wait ended.
 * 4. A turn that is still open changes nothing yet. */
#ifndef CALENDAR_REPLAY_H
#define CALENDAR_REPLAY_H

#include "calendar/deadline.h"

/*      kind             code: as stored in deadline_change.kind */
#define TURN_KINDS(X)                                                                                                  \
    X(TURN_PAUSE, "pause")                                                                                             \
    X(TURN_RESTART, "restart")                                                                                         \
    X(TURN_EXTENSION, "extension")                                                                                     \
    X(TURN_RECOMPUTE, "recompute") /* the calendar had changed: nothing of its own, the due date is worked out anew */
enum turn_kind {
#define X(kind, code) kind,
    TURN_KINDS(X)
#undef X
};
#define DEADLINE_TURNS_MAX 100

struct deadline_turn {
    enum turn_kind kind;
    struct instant from; /* since when the term stood still; of an extension or recomputation, when it was made */
    struct instant to;   /* until when; NONE = still open. Not of extensions */
    struct instant due;  /* of an extension: the new date */
};

/* Due instant of `term` from `from` with its turns, which are in order and do not overlap. With `explain`, the lines of each
 * stretch one after the other. E_INPUT as deadline_due and deadline_resume; E_LIMIT "deadline.turns" past DEADLINE_TURNS_MAX. */
MUST_USE bool deadline_replay(struct op *op, const struct calendar *c, struct instant from, struct term term,
                              const struct deadline_turn *turns, size_t count, bool explain, struct deadline *out);

#endif
