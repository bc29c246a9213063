/* view_inside: what the files of view_*.c share. Not for others: see view_dossier.h. */
#ifndef API_VIEW_INSIDE_H
#define API_VIEW_INSIDE_H

#include "account/account.h"
#include "api/view_dossier.h"
#include "audit/audit.h"
#include "calendar/calendar.h"
#include "catalogue/procedure.h"
#include "dossier/holder.h"
#include "dossier/paper.h"
#include "dossier/consultation.h"
#include "dossier/sharing.h"

/* One version of a procedure with its parts, read once per call. */
struct view_procedure {
    struct procedure_version version;
    struct procedure_component *components;
    size_t component_count;
    struct procedure_step *steps;
    size_t step_count;
    struct view_procedure *next;
};
/* One call's knowledge. */
struct view {
    const struct view_look *look;
    struct db *db;
    struct account *accounts; /* NULL until asked for */
    size_t account_count;
    struct view_procedure *procedures;
    struct standing standing; /* of the seat, with those it stands in for */
};
/* The dossier in view, with its rows. */
struct view_subject {
    struct dossier d;
    const struct view_procedure *procedure;
    const struct procedure_step *at; /* the step it stands at; NULL when ended */
    struct dossier_component *components;
    size_t component_count;
    struct dossier_step *steps; /* none before acceptance */
    size_t step_count;
    struct dossier_participant *participants; /* none before the hand-over */
    size_t participant_count;
    struct consultation *consultations; /* none before the hand-over */
    size_t consultation_count;
    struct oversight *oversight; /* nudges and directions */
    size_t oversight_count;
    struct event *events; /* after view_read_events */
    const struct json **data; /* of the events, in the same order */
    size_t event_count;
};

struct view view_of(const struct view_look *look);
/* The sentence of a key with pairs name, value …, NULL, in the language of the operation. */
const char *view_say(struct op *op, const char *key, ...) __attribute__((sentinel));
const char *view_number(struct op *op, int64_t n);
const char *view_role_name(struct op *op, const char *role_code);
const char *view_timing_name(struct op *op, const char *timing);
/* The Vietnamese or the English text of a pair. */
static inline const char *view_pick(const struct op *op, const char *vi, const char *en)
{
    return op->lang == LANG_VI ? vi : en;
}

/* NULL on failure. */
MUST_USE const struct view_procedure *view_procedure_of(struct op *op, struct view *v, int64_t version);
const struct procedure_step *view_step_at(const struct view_procedure *p, const struct dossier *d);
/* All accounts of the office, read at the first call. */
MUST_USE bool view_read_accounts(struct op *op, struct view *v);
/* After view_read_accounts. NULL if there is none. */
const struct account *view_account(const struct view *v, const char *id);
/* Its name, or the id where the account is not one of the office's; NULL for NULL. */
const char *view_account_name(const struct view *v, const char *id);

/* The dossier, if this seat may see it, with its procedure and the step it stands at: what every view of it starts with.
 * E_MISSING "dossier.unknown". */
MUST_USE bool view_take(struct op *op, struct view *v, const struct dossier *d, struct view_subject *s);
MUST_USE bool view_read_steps(struct op *op, const struct view *v, struct view_subject *s);
MUST_USE bool view_read_events(struct op *op, const struct view *v, struct view_subject *s);

/* What this seat may do (view_actions.c). */
bool view_may_ever(const struct actor *actor, const char *act); /* is it an act of the actor's role at all? */
bool view_is_mine(struct op *op, struct view *v, const struct dossier *d, const struct procedure_step *at);
/* Why the act cannot be done though the step and the seat are right (view_condition.c); NULL = it can, or the operation failed. */
const char *view_condition(struct op *op, const struct view *v, const struct view_subject *s, const char *act);
const struct dossier_component *view_part_of(const struct view_subject *s, const char *code); /* NULL = it has none of that code */
/* Actions, and who can be chosen where they ask for somebody. */
MUST_USE bool view_put_actions(struct op *op, struct json_out *out, struct view *v, const struct view_subject *s);

/* What it waits for besides its step (view_interruption.c). */
MUST_USE bool view_put_interruption(struct op *op, struct json_out *out, const struct view *v, struct view_subject *s);

/* Who used the time, and what changed the term (view_time.c). Reads events and accounts of an accepted dossier. */
MUST_USE bool view_put_time(struct op *op, struct json_out *out, struct view *v, struct view_subject *s, const struct calendar *c);

/* Rows (view_steps.c). */
void view_put_components(struct op *op, struct json_out *out, const struct view_subject *s);
void view_put_steps(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s);
/* As on paper: "12/PBS-TTPVHCC"; "12/TTPVHCC" where the form has no mark; without `unit` (NULL) what is known. */
const char *view_form_number(struct op *op, const char *form, int64_t number, const char *unit);
MUST_USE bool view_put_forms(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s);

/* Nudges and directions (view_oversight.c). */
MUST_USE bool view_read_oversight(struct op *op, const struct view *v, struct view_subject *s);
void view_put_oversight(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s);

/* What has been worked out so far, for the officers who go on with it (view_work.c). After view_read_events. */
void view_put_work(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s);

/* Who takes part, and who could (view_sharing.c). `may`: the acts that are free. */
void view_put_participants(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s);
struct view_choices {
    bool assign, reassign, hand_over, add_participant, change_variant, request_opinion;
};
MUST_USE bool view_put_choices(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s,
                               const struct view_choices *may);
/* A specialist to choose, with the work in hand: an element of the open array. */
void view_put_assignee(struct json_out *out, const struct account *a);
/* "divisions": those of the agency with a head to hand over to, where there are several; NULL: none. */
MUST_USE bool view_put_divisions(struct op *op, struct json_out *out, const struct view *v, const char *agency);
bool view_is_co_handler(const struct view_subject *s, const char *account);
/* "B (thay A)"; the plain name without anybody absent. */
const char *view_done_by(struct op *op, const struct view *v, const char *account, const char *behalf);
/* The role's name; empty for the office's own clock, which has no seat. */
const char *view_role_of(struct op *op, const struct view *v, const char *account, const char *role);

/* Is who looks the one who filed; and is that event none of their business (view_history.c)? */
bool view_is_applicant(const struct actor *actor); /* NULL: no */
bool view_is_internal(const char *event);
/* What happened (view_history.c). `procedure` names components and steps, NULL if the event is about no dossier. */
const char *view_event_text(struct op *op, const struct view *v, const struct view_procedure *procedure,
                            const struct event *e, const struct json *data);

#endif
