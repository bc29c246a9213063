#include "dossier/work.h"

#include "account/account.h"
#include "audit/audit.h"
#include "dossier/clock.h"
#include "dossier/counter.h"
#include "dossier/notice.h"

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

void work_forget_calendar(struct office *office)
{
    office_attach(office, NULL, NULL);
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

/* What may be done although a notice waits: ending it all, what is the applicant's, and helping along. */
static bool goes_beside_notice(const struct transition *t)
{
    bool changes_hands = strcmp(t->act, "dossier.reassign") == 0 || strcmp(t->act, "dossier.take_over") == 0;
    return t->holder == HOLDER_APPLICANT || (t->holder == HOLDER_OFFICE && !changes_hands);
}

bool work_is_open(const struct dossier *d, enum step_kind kind, const struct transition *t)
{
    if (!lifecycle_applies(t, (enum dossier_state)d->state, kind)) {
        return false;
    }
    if (!lifecycle_is_notice(t)) {
        return d->notice == NULL || d->state != DOSSIER_IN_HANDLING || goes_beside_notice(t);
    }
    return d->notice != NULL && (t->form == NULL || strcmp(t->form, json_get_text(d->notice, "form", "")) == 0);
}

static const struct transition *find_open(const struct dossier *d, enum step_kind kind, const char *act)
{
    const struct transition *t;
    for (size_t i = 0; (t = lifecycle_at(i)) != NULL; i++) {
        if (strcmp(t->act, act) == 0 && work_is_open(d, kind, t)) {
            return t;
        }
    }
    return NULL;
}

static bool refuse_state(struct op *op, const struct work *w, enum step_kind kind, const char *act)
{
    const struct transition *t = lifecycle_find((enum dossier_state)w->d.state, kind, act);
    if (t != NULL) {
        return fail(op, E_STATE, lifecycle_is_notice(t) ? "dossier.no_notice" : "dossier.notice_open", NULL);
    }
    return fail(op, E_STATE, "dossier.wrong_state", "act", arena_printf(op->arena, "@act.%s", act), "state",
                arena_printf(op->arena, "@dossier.state.%s", dossier_state_choices.codes[w->d.state]), NULL);
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
    w->t = find_open(&w->d, kind, act);
    if (w->t == NULL) {
        return refuse_state(op, w, kind, act);
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
    if (s->kind == STEP_APPLICANT && !clock_leave_applicant_step(op, w)) {
        return false;
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

/* Where a procedure appraises or issues more than once (before and after its council), each time has its own draft and number; those
 * of the time before are in the record. */
static void begin_afresh(struct work *w, enum step_kind kind)
{
    if (kind == STEP_APPRAISE) {
        w->d.appraisal = NULL;
        w->d.result_kind = NULL;
        w->d.draft_summary = NULL;
    } else if (kind == STEP_ISSUE) {
        w->d.submission_number = NULL;
    }
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
    if (w->t->move == MOVE_ADVANCE) {
        begin_afresh(w, (enum step_kind)s->kind);
    }
    return dossier_put_step(op, w->db, s) && (s->kind != STEP_APPLICANT || clock_enter_applicant_step(op, w));
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
    bool waits = w->d.state == DOSSIER_AWAITING_SUPPLEMENT;
    return !waits || from == (int)DOSSIER_AWAITING_SUPPLEMENT || clock_wait(op, w);
}

/* What the applicant owed has come, or nobody waits for it any more. A withdrawal asked for while waiting ends no wait. */
static void end_wait(struct work *w)
{
    bool waits = w->d.state == DOSSIER_AWAITING_SUPPLEMENT || w->d.state == DOSSIER_WITHDRAWAL_REQUESTED;
    if (!waits && w->t->from == DOSSIER_AWAITING_SUPPLEMENT) {
        w->d.limit_at = INSTANT_NONE;
    }
}

/* ---- who holds it ---- */

/* Before acceptance there are no step rows; the step table's first step is where it stands. */
static bool hold_step(struct op *op, struct work *w)
{
    struct procedure_step *steps = NULL;
    size_t count = 0;
    const struct dossier_step *s = work_step(w, w->d.step);
    if (s != NULL) {
        w->d.step_role = s->role;
        w->d.step_account = s->role == ROLE_SPECIALIST && w->d.handler != NULL ? w->d.handler : s->account;
        return true;
    }
    if (!procedure_steps(op, w->db, w->d.procedure_version, &steps, &count)) {
        return false;
    }
    must(count > 0);
    w->d.step_role = steps[0].role;
    w->d.step_account = NULL;
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

/* The steps between are undone too. Back before its assignment a dossier is no specialist's; with the counter again (who receives and
 * handles it in one step handles it on), no division's. */
static bool go_back(struct op *op, struct work *w)
{
    int64_t to = w->back_to > 0 ? w->back_to : w->d.step - 1;
    bool assigned = true;
    if (!leave_step(op, w)) {
        return false;
    }
    for (size_t i = 0; i < w->step_count; i++) {
        struct dossier_step *s = &w->steps[i];
        assigned = assigned && (s->kind != STEP_ASSIGN || s->no < to || s->no >= w->left_step);
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
    if (!assigned) {
        w->d.handler = NULL;
    }
    if (w->steps[to - 1].kind == STEP_INTAKE) {
        w->d.state = DOSSIER_ACCEPTED;
        w->d.division = NULL;
    }
    return true;
}

/* Whom it waits for besides who does the step; -1 if for nobody. */
static int waits_for(const struct dossier *d)
{
    if (d->state == DOSSIER_WITHDRAWAL_REQUESTED) {
        return ROLE_ONE_STOP_OFFICER;
    }
    if (d->state == DOSSIER_COMPLETED && strcmp(d->delivery, "none") == 0) {
        return ROLE_CLERK;
    }
    if (d->state == DOSSIER_COMPLETED && strcmp(d->delivery, "handed_to_post") == 0) {
        return ROLE_POSTAL_AGENT;
    }
    return notice_signer(d->notice);
}

bool work_hold(struct op *op, struct work *w)
{
    int role = waits_for(&w->d);
    if (w->d.step == 0) {
        return true;
    }
    if (role >= 0) {
        w->d.step_role = role;
        w->d.step_account = NULL;
        return true;
    }
    return hold_step(op, w);
}

static bool end_dossier(struct op *op, struct work *w)
{
    if (!leave_step(op, w)) {
        return false;
    }
    w->d.step = 0;
    w->d.step_role = -1;
    w->d.step_account = NULL;
    w->d.step_due_at = INSTANT_NONE;
    w->d.limit_at = INSTANT_NONE;
    w->d.notice = NULL;
    if (w->d.state == DOSSIER_INTAKE_REFUSED || w->d.state == DOSSIER_STOPPED || w->d.state == DOSSIER_WITHDRAWN) {
        w->d.ended_at = op->now;
    }
    return true;
}

static bool move_step(struct op *op, struct work *w)
{
    switch (w->t->move) {
    case MOVE_STAY:
        return stay(op, w);
    case MOVE_ADVANCE:
        return leave_step(op, w) && enter_step(op, w, w->d.step + 1);
    case MOVE_BACK:
        return go_back(op, w);
    case MOVE_END:
        return end_dossier(op, w);
    }
    must(false);
    return false;
}

/* A step that is left or entered brings its own holder; where the dossier stays, an interruption or a notice may. */
bool work_move(struct op *op, struct work *w)
{
    int from = w->d.state;
    if (!change_state(op, w)) {
        return false;
    }
    end_wait(w);
    bool stays = w->t->move == MOVE_STAY && from != w->d.state && (from == (int)DOSSIER_WITHDRAWAL_REQUESTED ||
                                                                   w->d.state == (int)DOSSIER_WITHDRAWAL_REQUESTED);
    return clock_turn(op, w) && move_step(op, w) && (!stays || work_hold(op, w));
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
