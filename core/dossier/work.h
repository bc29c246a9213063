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
    /* the event being written: data object under construction */
    struct strbuf data;
    struct json_out out;
};

/* The dossier and its steps, for an act about several (nobody is asked who may). */
MUST_USE bool work_load(struct op *op, struct office *office, int64_t dossier, struct work *w);
/* E_MISSING; E_STATE "dossier.wrong_state"; E_FORBIDDEN "dossier.not_your_seat", "dossier.not_your_agency",
 * "dossier.not_yours", "dossier.not_sender", "dossier.not_your_dossier". */
MUST_USE bool work_take(struct op *op, struct office *office, int64_t dossier, const char *act, struct work *w);
/* The kind of the step the dossier stands at. */
MUST_USE bool work_kind(struct op *op, struct db *db, const struct dossier *d, enum step_kind *out);

/* Row of a step; NULL if there is none (before acceptance). */
struct dossier_step *work_step(struct work *w, int64_t no);
/* Does what the transition says: state, step, holder, due date of the step. */
MUST_USE bool work_move(struct op *op, struct work *w);
/* Starts the event's data; members may then be written to w->out; work_note closes and notes it. */
void work_data(struct op *op, struct work *w);
MUST_USE bool work_note(struct op *op, struct work *w, const char *event);
MUST_USE bool work_save(struct op *op, struct work *w);

/* The calendar of the dossier's agency, kept with the office. */
MUST_USE const struct calendar *work_calendar(struct op *op, struct office *office, const char *agency);

#endif
