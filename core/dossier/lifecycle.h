/* lifecycle: THE table of what may happen to a dossier. See the diagram and the articles in lifecycle.c.
 *
 * A dossier is in one business STATE; while it is being handled it also stands at one STEP of its procedure's step table, and
 * the step's KIND says what may be done there. So procedures with five steps and with eight share one table.
 *
 * 1. Nothing changes a dossier but a row of this table.
 * 2. The seat that holds the step acts (role of the step; once assigned, that account); only the applicant supplements.
 * 3. Several rows may have one act where they differ in the form: which of them is meant, the notice in hand says (work_is_open).
 * 4. MOVE_ADVANCE goes to the next step, MOVE_BACK to the one before (or the one the act names), MOVE_END ends. */
#ifndef DOSSIER_LIFECYCLE_H
#define DOSSIER_LIFECYCLE_H

#include "base/record.h"
#include "catalogue/procedure.h"

/*        state                        code */
#define DOSSIER_STATES(X)                                                                                          \
    X(DOSSIER_FILED, "filed")                                                                                      \
    X(DOSSIER_AWAITING_SUPPLEMENT, "awaiting_supplement")                                                          \
    X(DOSSIER_AWAITING_PAYMENT, "awaiting_payment")                                                                \
    X(DOSSIER_WITHDRAWAL_REQUESTED, "withdrawal_requested")                                                        \
    X(DOSSIER_ACCEPTED, "accepted")                                                                                \
    X(DOSSIER_IN_HANDLING, "in_handling")                                                                          \
    X(DOSSIER_COMPLETED, "completed")                                                                              \
    X(DOSSIER_RETURNED, "returned")                                                                                \
    X(DOSSIER_INTAKE_REFUSED, "intake_refused")                                                                    \
    X(DOSSIER_STOPPED, "stopped")                                                                                  \
    X(DOSSIER_WITHDRAWN, "withdrawn")
enum dossier_state {
#define X(state, code) state,
    DOSSIER_STATES(X)
#undef X
        DOSSIER_STATE_COUNT
};
extern const struct choices dossier_state_choices;

/* As `to` of a transition: back to the state that an interruption interrupted (dossier.state_before). */
#define DOSSIER_BEFORE DOSSIER_STATE_COUNT
/* As `kind` of a transition: at whatever step it stands, also when none is left. */
#define STEP_ANY ((enum step_kind)-1)

enum lifecycle_move { MOVE_STAY, MOVE_ADVANCE, MOVE_BACK, MOVE_END };
enum lifecycle_holder {
    HOLDER_STEP,      /* the seat that holds the step */
    HOLDER_APPLICANT, /* who filed it */
    HOLDER_SENDER,    /* who did the step before and passed the dossier on */
    HOLDER_OFFICE,    /* any seat of the competent agency whose role the act allows (act/act.c) */
};
enum clock_effect {
    CLOCK_NONE,
    CLOCK_INTAKE_START, /* the limit for accepting starts (again) */
    CLOCK_INTAKE_STOP,  /* waiting for the applicant: nothing runs */
    CLOCK_START,        /* the statutory term starts */
    CLOCK_STOP,         /* the term is over: early, on time or overdue is now fixed */
    CLOCK_PAUSE,        /* the term stands still */
    CLOCK_RESUME,       /* it runs on, or from zero, as the procedure's policy says */
};
struct transition {
    enum dossier_state from;
    enum step_kind kind;
    const char *act;
    enum dossier_state to;
    enum lifecycle_move move;
    enum lifecycle_holder holder;
    enum clock_effect clock;
    const char *form;    /* official form issued, NULL = none */
    const char *article; /* law, as cited on screen */
};

/* Is this row about a dossier in this state, at a step of this kind? */
bool lifecycle_applies(const struct transition *t, enum dossier_state state, enum step_kind kind);
/* NULL if the act is not possible there. */
const struct transition *lifecycle_find(enum dossier_state from, enum step_kind kind, const char *act);
/* About a notice that waits for its signature: signing it (the row whose form is the notice's) or rejecting it. */
bool lifecycle_is_notice(const struct transition *t);
const struct transition *lifecycle_at(size_t index); /* NULL past the end */

/* Portal status (domain.md §3.1) of a state: 1-10. Its sentence is text key "portal.status.<n>". */
int lifecycle_portal_status(enum dossier_state state);

#endif
