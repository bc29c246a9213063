/* work: how an act on a dossier runs. Take it (does it exist, does the lifecycle allow this, does this seat hold it), change it,
 * move it to another step, note what happened, save it. Everything an act of the lifecycle has in common is here. */
#ifndef DOSSIER_WORK_H
#define DOSSIER_WORK_H

#include "calendar/calendar.h"
#include "dossier/holder.h"

struct work {
    struct office *office;
    struct db *db;
    const struct actor *actor;
    struct dossier d;
    struct dossier was; /* as it was taken */
    const struct transition *t;
    const char *behalf; /* account for whom the actor acts, that one being absent; NULL = in its own right */
    struct dossier_step *steps; /* the dossier's step rows (empty before acceptance) */
    size_t step_count;
    const char *timing; /* how the step that was left stood against its due: early | on_time | overdue | none */
    int64_t left_step;  /* no of the step that was left; 0 = none */
    int64_t back_to;    /* MOVE_BACK: no of the step to go back to; 0 = the one before */
    const char *reason; /* set by the act before work_move: why the term changes, for deadline_change */
    /* the event being written: data object under construction */
    struct strbuf data;
    struct json_out out;
};

/* The dossier and its steps, for an act about several (nobody is asked who may). */
MUST_USE bool work_load(struct op *op, struct office *office, int64_t dossier, struct work *w);
/* E_MISSING; E_STATE "dossier.wrong_state", "dossier.notice_open", "dossier.no_notice"; E_FORBIDDEN "dossier.not_your_seat",
 * "dossier.not_your_agency", "dossier.not_yours", "dossier.not_sender", "dossier.not_your_dossier". */
MUST_USE bool work_take(struct op *op, struct office *office, int64_t dossier, const char *act, struct work *w);

/* Is this row of the lifecycle open for the dossier as it is? Beside state and step: while a notice waits for its signature, of
 * the rows of who holds the dossier only those about that notice are (the row whose form is the notice's, and its rejection). */
bool work_is_open(const struct dossier *d, enum step_kind kind, const struct transition *t);

/* The kind of the step the dossier stands at. */
MUST_USE bool work_kind(struct op *op, struct db *db, const struct dossier *d, enum step_kind *out);

/* Row of a step; NULL if there is none (before acceptance). */
struct dossier_step *work_step(struct work *w, int64_t no);
/* Does what the transition says: state, step, holder, due dates (dossier/clock.h). */
MUST_USE bool work_move(struct op *op, struct work *w);
/* Who holds the dossier now: the one-stop shop while its withdrawal is asked for, the clerk while its result waits for the seal, the
 * post while it brings the result, who signs while a notice waits, else whoever holds the step. work_move does it; an act that changes
 * w->d.notice or w->d.delivery afterwards calls it again. */
MUST_USE bool work_hold(struct op *op, struct work *w);
/* Starts the event's data; members may then be written to w->out; work_note closes and notes it. */
void work_data(struct op *op, struct work *w);
MUST_USE bool work_note(struct op *op, struct work *w, const char *event);
MUST_USE bool work_save(struct op *op, struct work *w);

/* The calendar of the dossier's agency, kept with the office. It is read again once the calendar was forgotten (after an edit). */
MUST_USE const struct calendar *work_calendar(struct op *op, struct office *office, const char *agency);
void work_forget_calendar(struct office *office);

#endif
