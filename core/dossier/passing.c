#include "dossier/passing.h"

#include "account/account.h"
#include "dossier/intake.h"
#include "dossier/numbering.h"
#include "dossier/paper.h"
#include "dossier/work.h"
#include "org/org.h"

#include <stddef.h>
#include <string.h>

#define HANDOVER_LIMIT (15 * MS_HOUR) /* Decree 118/2025 Art. 18.2 */

#define F(type, field_, kind_, ...)                                                                                    \
    {                                                                                                                  \
        .name = #field_, .kind = kind_, .offset = offsetof(struct type, field_), __VA_ARGS__                           \
    }
static const struct field hand_over_fields[] = {
    F(dossier_hand_over_input, dossier, FIELD_INT, .flags = FIELD_REQUIRED, .max = JSON_INT_MAX),
    F(dossier_hand_over_input, note, FIELD_TEXT, .max = 1000),
    F(dossier_hand_over_input, division, FIELD_TEXT, .max = 40),
};
static const struct field open_fields[] = {
    F(dossier_open_input, dossier, FIELD_INT, .flags = FIELD_REQUIRED, .max = JSON_INT_MAX),
};
static const struct field back_fields[] = {
    F(dossier_send_back_input, dossier, FIELD_INT, .flags = FIELD_REQUIRED, .max = JSON_INT_MAX),
    F(dossier_send_back_input, reason, FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 10, .max = 1000),
    F(dossier_send_back_input, to_step, FIELD_INT, .max = 100),
};
const struct record dossier_hand_over_record = RECORD("dossier_hand_over", struct dossier_hand_over_input, hand_over_fields);
const struct record dossier_hand_over_body = RECORD("dossier_hand_over_body", struct dossier_hand_over_input, (*(const struct field(*)[2])&hand_over_fields[1]));
const struct record dossier_open_record = RECORD("dossier_open", struct dossier_open_input, open_fields);
const struct record dossier_open_body = {.name = "dossier_open_body", .size = sizeof(struct dossier_open_input), .fields = &open_fields[1], .count = 0};
const struct record dossier_send_back_record = RECORD("dossier_send_back", struct dossier_send_back_input, back_fields);
const struct record dossier_send_back_body = RECORD("dossier_send_back_body", struct dossier_send_back_input, (*(const struct field(*)[2])&back_fields[1]));

/* ---- to the division ---- */

/* Is it a division of the agency to which something new may be handed? */
static bool takes_work(struct op *op, struct work *w, const char *code, bool *takes)
{
    struct org org;
    char today[DAY_TEXT];
    *takes = org_is_within(code, w->d.agency);
    if (*takes && !org_get(op, w->db, code, &org)) {
        return false;
    }
    *takes = *takes && org_is_open(&org, day_format(instant_day(op->now), today));
    return true;
}

/* The division of a dossier that goes to a head: the one named, or the only one the agency has. */
static bool choose_division(struct op *op, struct work *w, const char *wanted)
{
    struct account *heads = NULL;
    size_t count = 0;
    const char *only = NULL;
    if (w->d.step_role != ROLE_DIVISION_HEAD) {
        return true;
    }
    if (!account_list_by_role(op, w->db, ROLE_DIVISION_HEAD, &heads, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool takes = false;
        if (!takes_work(op, w, heads[i].org, &takes)) {
            return false;
        }
        if (!takes) {
            continue;
        }
        if (wanted != NULL && strcmp(wanted, heads[i].org) == 0) {
            w->d.division = wanted;
            return true;
        }
        if (only != NULL && strcmp(only, heads[i].org) != 0 && wanted == NULL) {
            return fail_field(op, E_INPUT, "division", "dossier.division_needed", NULL);
        }
        only = heads[i].org;
    }
    if (wanted != NULL) {
        return fail_field(op, E_INPUT, "division", "dossier.division_unknown", "division", wanted, NULL);
    }
    w->d.division = only;
    return true;
}

struct instant hand_over_due(const struct calendar *c, struct instant accepted)
{
    const struct office_hours *hours = calendar_hours(c);
    struct day day = instant_day(accepted);
    if (calendar_is_working_day(c, day) && instant_time_of_day(accepted) <= HANDOVER_LIMIT && hours->count > 0) {
        return instant_at(day, hours->session[hours->count - 1].to);
    }
    return calendar_next_open(c, instant_at(calendar_next_working_day(c, day), 0));
}

bool hand_over_is_slow(struct instant due, struct instant at)
{
    return instant_day(due).n < instant_day(at).n;
}

/* Only the first time: sent back or taken back, it goes again when it is put right. */
static bool note_time(struct op *op, struct work *w)
{
    const struct calendar *c = work_calendar(op, w->office, w->d.agency);
    if (c == NULL) {
        return false;
    }
    struct instant due = hand_over_due(c, w->d.accepted_at);
    json_put_bool(&w->out, "after_15h", instant_day(due).n > instant_day(w->d.accepted_at).n);
    if (hand_over_is_slow(due, op->now)) {
        json_put_instant(&w->out, "hand_over_due_at", due);
    }
    return true;
}

bool dossier_hand_over(struct op *op, struct office *office, const void *input)
{
    const struct dossier_hand_over_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.hand_over", &w)) {
        return false;
    }
    bool again = !instant_is_none(w.d.transferred_at); /* sent back or taken back: its control sheet is open */
    w.d.transferred_at = op->now;
    if (!work_move(op, &w) || !choose_division(op, &w, in->division) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "to_role", role_code((enum role)w.d.step_role));
    json_put_text(&w.out, "division", w.d.division);
    json_put_text(&w.out, "note", in->note);
    return (again || note_time(op, &w)) && work_note(op, &w, "dossier.handed_over") && (again || paper_open_control_sheet(op, &w));
}

/* ---- opening, taking back, sending back ---- */

/* The step in hand; NULL before acceptance and after the end. */
static const struct dossier_step *step_in_hand(const struct held *h)
{
    for (size_t i = 0; i < h->step_count; i++) {
        if (h->steps[i].no == h->d->step) {
            return &h->steps[i];
        }
    }
    return NULL;
}

bool dossier_is_to_open(struct op *op, struct db *db, const struct actor *actor, int64_t dossier, bool *out)
{
    struct dossier d;
    struct dossier_step *steps = NULL;
    size_t count = 0;
    struct standing standing = {.actor = actor};
    const char *problem = NULL, *behalf = NULL;
    *out = false;
    if (!dossier_get(op, db, dossier, &d) || !dossier_steps(op, db, dossier, &steps, &count)) {
        return false;
    }
    const struct held held = {&d, steps, count};
    const struct dossier_step *s = step_in_hand(&held);
    const struct transition *t = lifecycle_find((enum dossier_state)d.state, s == NULL ? STEP_ANY : (enum step_kind)s->kind, "dossier.open");
    if (s == NULL || t == NULL || !instant_is_none(s->opened_at) || !work_is_open(&d, (enum step_kind)s->kind, t)) {
        return true;
    }
    if (!standing_problem(op, db, &standing, &held, t, &problem, &behalf)) {
        return false;
    }
    *out = problem == NULL;
    return true;
}

bool dossier_open(struct op *op, struct office *office, const void *input)
{
    const struct dossier_open_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.open", &w)) {
        return false;
    }
    struct dossier_step *s = work_step(&w, w.d.step);
    if (s == NULL || !instant_is_none(s->opened_at)) {
        return fail(op, E_STATE, "dossier.already_opened", NULL);
    }
    s->opened_at = op->now;
    if (!dossier_put_step(op, w.db, s)) {
        return false;
    }
    work_data(op, &w);
    json_put_int(&w.out, "at_step", w.d.step);
    return work_note(op, &w, "dossier.opened");
}

/* Goes back and notes where to; the event's reason says why. */
static bool back(struct op *op, struct work *w, const char *reason, const char *event)
{
    if (!number_void(op, w, reason) || !work_move(op, w) || !work_save(op, w)) {
        return false;
    }
    work_data(op, w);
    json_put_text(&w->out, "to_role", role_code((enum role)w->d.step_role));
    json_put_text(&w->out, "reason", reason);
    return work_note(op, w, event);
}

bool dossier_recall(struct op *op, struct office *office, const void *input)
{
    const struct dossier_reason_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.recall", &w)) {
        return false;
    }
    const struct dossier_step *s = work_step(&w, w.d.step);
    if (s != NULL && !instant_is_none(s->opened_at)) {
        return fail(op, E_STATE, "dossier.opened_there", NULL);
    }
    return back(op, &w, in->reason, "dossier.recalled");
}

/* What the applicant or a council did is not sent back to them: the nearest earlier step of an officer. */
int64_t send_back_default(const struct dossier_step *steps, size_t count, int64_t at_step)
{
    for (size_t i = count; i-- > 0;) {
        if (steps[i].no < at_step && steps[i].kind != STEP_APPLICANT) {
            return steps[i].no;
        }
    }
    return 0;
}

bool dossier_send_back(struct op *op, struct office *office, const void *input)
{
    const struct dossier_send_back_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.send_back", &w)) {
        return false;
    }
    w.back_to = in->to_step > 0 ? in->to_step : send_back_default(w.steps, w.step_count, w.d.step);
    const struct dossier_step *s = work_step(&w, w.back_to);
    if (s == NULL || s->no >= w.d.step || s->kind == STEP_APPLICANT) {
        return fail_field(op, E_INPUT, "to_step", "dossier.send_back_where", NULL);
    }
    return back(op, &w, in->reason, "dossier.sent_back");
}
