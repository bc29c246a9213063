#include "dossier/work.h"

#include "account/account.h"
#include "audit/audit.h"
#include "calendar/deadline.h"
#include "dossier/counter.h"

#include <stdlib.h>
#include <string.h>

#define EVENT_DATA_MAX 16384

/* ---- calendar, kept with the office ---- */

struct kept_calendar {
    struct arena *arena;
    const struct calendar *calendar;
    char agency[48];
};

static void kept_free(void *value)
{
    struct kept_calendar *k = value;
    arena_close(k->arena);
    free(k);
}

const struct calendar *work_calendar(struct op *op, struct office *office, const char *agency)
{
    struct kept_calendar *k = office_attached(office);
    if (k != NULL && strcmp(k->agency, agency) == 0) {
        return k->calendar;
    }
    must(strlen(agency) < sizeof k->agency);
    struct arena *arena = arena_open((size_t)4 << 20);
    struct op own;
    op_init(&own, arena, op->id, op->lang);
    const struct calendar *calendar = calendar_load(&own, office_db(office), agency);
    if (calendar == NULL) {
        (void)fail_broken(op, "calendar: %s", own.error.cause == NULL ? own.error.key : own.error.cause);
        arena_close(arena);
        return NULL;
    }
    k = calloc(1, sizeof *k);
    must(k != NULL);
    k->arena = arena;
    k->calendar = calendar;
    memcpy(k->agency, agency, strlen(agency) + 1);
    office_attach(office, k, kept_free);
    return calendar;
}

/* ---- taking ---- */

static const char *number(struct op *op, int64_t n)
{
    return arena_int(op->arena, n);
}

/* Before acceptance a dossier has no step rows: it stands at the step table's first step. */
bool work_kind(struct op *op, struct db *db, const struct dossier *d, enum step_kind *out)
{
    struct procedure_step *steps = NULL;
    size_t count = 0;
    if (!procedure_steps(op, db, d->procedure_version, &steps, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (steps[i].no == (d->step == 0 ? 1 : d->step)) {
            *out = (enum step_kind)steps[i].kind;
            return true;
        }
    }
    return fail_broken(op, "dossier %lld stands at step %lld, which its procedure lacks", (long long)d->id,
                       (long long)d->step);
}

static bool refuse_holder(struct op *op, const struct work *w, const char *key)
{
    const char *role = w->d.step_role < 0 ? "" : role_code((enum role)w->d.step_role);
    return fail(op, E_FORBIDDEN, key, "role", arena_printf(op->arena, "@role.%s", role), "account",
                w->d.step_account == NULL ? "" : w->d.step_account, NULL);
}

bool work_load(struct op *op, struct office *office, int64_t dossier, struct work *w)
{
    *w = (struct work){.office = office, .db = office_db(office), .actor = office_actor(office), .timing = "none"};
    if (!dossier_get(op, w->db, dossier, &w->d) || !dossier_steps(op, w->db, dossier, &w->steps, &w->step_count)) {
        return false;
    }
    w->was = w->d;
    return true;
}

bool work_take(struct op *op, struct office *office, int64_t dossier, const char *act, struct work *w)
{
    enum step_kind kind = STEP_INTAKE;
    if (!work_load(op, office, dossier, w)) {
        return false;
    }
    if (w->step_count > 0 && w->d.step > 0) {
        kind = (enum step_kind)w->steps[w->d.step - 1].kind;
    } else if (!work_kind(op, w->db, &w->d, &kind)) {
        return false;
    }
    office_about(office, dossier);
    w->t = lifecycle_find((enum dossier_state)w->d.state, kind, act);
    if (w->t == NULL) {
        return fail(op, E_STATE, "dossier.wrong_state", "act", arena_printf(op->arena, "@act.%s", act), "state",
                    arena_printf(op->arena, "@dossier.state.%s", dossier_state_choices.codes[w->d.state]), NULL);
    }
    struct standing standing = {.actor = w->actor};
    struct held held = {&w->d, w->steps, w->step_count};
    const char *problem = NULL;
    return standing_problem(op, w->db, &standing, &held, w->t, &problem, &w->behalf) &&
           (problem == NULL || refuse_holder(op, w, problem));
}

/* ---- moving ---- */

struct dossier_step *work_step(struct work *w, int64_t no)
{
    for (size_t i = 0; i < w->step_count; i++) {
        if (w->steps[i].no == no) {
            return &w->steps[i];
        }
    }
    return NULL;
}

static bool leave_step(struct op *op, struct work *w)
{
    struct dossier_step *s = work_step(w, w->d.step);
    if (s == NULL) {
        return true; /* refused before acceptance: no step rows yet */
    }
    w->left_step = s->no;
    w->timing = timing_of(op->now, s->due_at);
    if (w->t->move == MOVE_BACK) {
        s->outcome = "sent_back";
        s->started_at = INSTANT_NONE;
        s->opened_at = INSTANT_NONE;
        s->finished_at = INSTANT_NONE;
        s->account = s->behalf = s->sender = NULL;
    } else {
        s->finished_at = op->now;
        s->account = w->actor->account;
        s->behalf = w->behalf;
        s->outcome = strcmp(w->timing, "none") == 0 ? NULL : w->timing;
    }
    return dossier_put_step(op, w->db, s);
}

/* Who holds a step: the assigned specialist where specialists work; after a send-back, whoever did it before. */
static const char *holder_of(const struct work *w, const struct dossier_step *s)
{
    if (w->t->move == MOVE_BACK && s->account != NULL) {
        return s->behalf != NULL ? s->behalf : s->account;
    }
    return s->role == ROLE_SPECIALIST ? w->d.handler : NULL;
}

static bool enter_step(struct op *op, struct work *w, int64_t no)
{
    struct dossier_step *s = work_step(w, no);
    if (s == NULL) {
        return fail_broken(op, "dossier %lld has no step %lld", (long long)w->d.id, (long long)no);
    }
    const char *holder = holder_of(w, s);
    s->started_at = op->now;
    s->opened_at = INSTANT_NONE;
    s->finished_at = INSTANT_NONE;
    s->outcome = NULL;
    s->account = holder;
    s->behalf = NULL;
    s->sender = w->t->move != MOVE_ADVANCE ? NULL : w->behalf != NULL ? w->behalf : w->actor->account;
    w->d.step = no;
    w->d.step_role = s->role;
    w->d.step_account = holder;
    w->d.step_due_at = s->due_at;
    return dossier_put_step(op, w->db, s);
}

/* An interruption remembers what it interrupts; DOSSIER_BEFORE goes back to it. */
static bool change_state(struct op *op, struct work *w)
{
    int from = w->d.state;
    if (w->t->to == DOSSIER_BEFORE) {
        int before = w->d.state_before == NULL ? -1 : choice_find(&dossier_state_choices, w->d.state_before);
        if (before < 0) {
            return fail_broken(op, "dossier %lld has no state to go back to", (long long)w->d.id);
        }
        w->d.state = before;
        w->d.state_before = NULL;
        return true;
    }
    w->d.state = (int)w->t->to;
    bool interrupts = w->d.state == DOSSIER_AWAITING_SUPPLEMENT || w->d.state == DOSSIER_AWAITING_PAYMENT ||
                      w->d.state == DOSSIER_WITHDRAWAL_REQUESTED;
    if (w->d.state != from) {
        w->d.state_before = interrupts ? dossier_state_choices.codes[from] : NULL;
    }
    return true;
}

/* Whoever works at a step has opened the dossier: nobody takes it back from there. */
static bool stay(struct op *op, struct work *w)
{
    struct dossier_step *s = work_step(w, w->d.step);
    bool works = w->t->holder == HOLDER_STEP && w->t->from == DOSSIER_IN_HANDLING;
    if (!works || s == NULL || !instant_is_none(s->opened_at)) {
        return true;
    }
    s->opened_at = op->now;
    return dossier_put_step(op, w->db, s);
}

/* The steps between are undone too; back at the first one, the dossier is with the counter again. */
static bool go_back(struct op *op, struct work *w)
{
    int64_t to = w->back_to > 0 ? w->back_to : w->d.step - 1;
    if (!leave_step(op, w)) {
        return false;
    }
    for (size_t i = 0; i < w->step_count; i++) {
        struct dossier_step *s = &w->steps[i];
        if (s->no > to && s->no < w->left_step) {
            s->started_at = s->opened_at = s->finished_at = INSTANT_NONE;
            s->account = s->behalf = s->sender = s->outcome = NULL;
            if (!dossier_put_step(op, w->db, s)) {
                return false;
            }
        }
    }
    if (!enter_step(op, w, to)) {
        return false;
    }
    if (w->steps[to - 1].kind == STEP_ASSIGN) {
        w->d.handler = NULL;
    }
    if (to == 1) {
        w->d.state = DOSSIER_ACCEPTED;
        w->d.division = NULL;
    }
    return true;
}

bool work_move(struct op *op, struct work *w)
{
    if (!change_state(op, w)) {
        return false;
    }
    switch (w->t->move) {
    case MOVE_STAY:
        return stay(op, w);
    case MOVE_ADVANCE:
        return leave_step(op, w) && enter_step(op, w, w->d.step + 1);
    case MOVE_BACK:
        return go_back(op, w);
    case MOVE_END:
        if (!leave_step(op, w)) {
            return false;
        }
        w->d.step = 0;
        w->d.step_role = -1;
        w->d.step_account = NULL;
        w->d.step_due_at = INSTANT_NONE;
        return true;
    }
    must(false);
    return false;
}

/* ---- noting ---- */

void work_data(struct op *op, struct work *w)
{
    strbuf_init(&w->data, op->arena, EVENT_DATA_MAX);
    json_begin(&w->out, &w->data);
    json_open_object(&w->out, NULL);
    if (w->d.code != NULL) {
        json_put_text(&w->out, "code", w->d.code);
    }
    if (w->behalf != NULL) {
        json_put_text(&w->out, "behalf", w->behalf);
    }
    if (w->left_step > 0) {
        json_put_int(&w->out, "step", w->left_step);
        if (w->d.step > 0) {
            json_put_int(&w->out, "to_step", w->d.step);
        }
        json_put_text(&w->out, "timing", w->timing);
    }
}

bool work_note(struct op *op, struct work *w, const char *event)
{
    json_close_object(&w->out);
    if (w->data.overflow) {
        return fail(op, E_LIMIT, "event.too_big", "event", event, "max", number(op, EVENT_DATA_MAX), NULL);
    }
    return audit_note(op, w->office, event, w->d.id, w->data.data);
}

bool work_save(struct op *op, struct work *w)
{
    return dossier_save(op, w->db, &w->d) && counter_move(op, w->db, &w->was, &w->d);
}
