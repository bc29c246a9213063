#include "exercise/bot.h"

#include "account/account.h"
#include "account/delegation.h"
#include "audit/audit.h"
#include "base/digest.h"
#include "dossier/consultation.h"
#include "dossier/dossier.h"
#include "dossier/holder.h"
#include "dossier/sharing.h"
#include "dossier/transfer.h"
#include "dossier/work.h"
#include "exercise/bot_inside.h"
#include "org/org.h"

#include <string.h>

#define MINUTE_AT_LEAST MS_MINUTE
#define SLOW_FACTOR 3

static bool is_bot(const struct cast_member *m)
{
    return m->kind != PERSONA_TRAINEE;
}

/* May somebody of this bot's role and organisation do the step in hand? */
static bool fits_step(struct op *op, struct db *db, const struct cast_member *m, const struct dossier *d)
{
    struct account a;
    if (d->step_role < 0 || m->role == NULL || strcmp(m->role, role_code((enum role)d->step_role)) != 0) {
        return false;
    }
    if (m->agency != NULL) {
        return holder_has_step(d, m->agency); /* not of another agency, division or counter */
    }
    bool elsewhere = !org_same_top(dossier_place(d), d->agency);
    return !elsewhere || (account_get(op, db, m->id, &a) && holder_has_step(d, a.org));
}

/* Does this bot hold the dossier now? Applicants hold it while a supplement is awaited. */
static bool holds(struct op *op, struct db *db, const struct cast_member *m, const struct dossier *d)
{
    if (d->state == DOSSIER_AWAITING_SUPPLEMENT || d->step_role == ROLE_APPLICANT) {
        return strcmp(m->id, d->applicant) == 0;
    }
    if (strcmp(d->financial, "due") == 0) {
        return m->role != NULL && strcmp(m->role, role_code(ROLE_FEE_CLERK)) == 0; /* the money is waited for */
    }
    return (d->step_account == NULL || strcmp(d->step_account, m->id) == 0) && fits_step(op, db, m, d);
}

/* ---- absence ---- */

/* Until when the bot is absent at that moment; NONE = it is there. */
static bool absent_until(struct op *op, struct db *db, const struct cast_member *m, struct instant at, struct instant *out)
{
    struct delegation *list = NULL;
    size_t count = 0;
    *out = INSTANT_NONE;
    if (!delegation_list(op, db, m->id, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool away = strcmp(list[i].from_account, m->id) == 0 && instant_compare(list[i].from_at, at) <= 0 &&
                    instant_compare(at, list[i].to_at) < 0;
        *out = away ? list[i].to_at : *out;
    }
    return true;
}

/* Since when the bot stands in for who has the dossier; NONE = it does not. */
static bool stands_in(struct op *op, struct db *db, const struct cast_member *m, const struct dossier *d, struct instant *since)
{
    struct delegation *list = NULL;
    size_t count = 0;
    *since = INSTANT_NONE;
    if (d->step_account == NULL || strcmp(d->step_account, m->id) == 0 || !fits_step(op, db, m, d)) {
        return !op_failed(op);
    }
    if (!delegation_list(op, db, m->id, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool covers = strcmp(list[i].to_account, m->id) == 0 && strcmp(list[i].from_account, d->step_account) == 0;
        *since = covers && instant_is_none(*since) ? list[i].from_at : *since;
    }
    return true;
}

/* ---- who is asked beside the holder ---- */

/* A co-handler that has not said anything yet. */
static bool owes_contribution(struct op *op, struct db *db, const struct cast_member *m, int64_t dossier, bool *out)
{
    struct dossier_participant *list = NULL;
    struct event *events = NULL;
    size_t count = 0, event_count = 0;
    int role = m->role == NULL ? -1 : role_find(m->role);
    *out = false;
    if (role != ROLE_SPECIALIST && role != ROLE_DIVISION_HEAD && role != ROLE_DIRECTOR && role != ROLE_CLERK) {
        return true; /* dossier/sharing.c: who may take part */
    }
    if (!dossier_participants(op, db, dossier, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        *out = *out || (strcmp(list[i].account, m->id) == 0 && strcmp(list[i].kind, "co_handler") == 0);
    }
    if (!*out) {
        return true;
    }
    if (!audit_dossier_events(op, db, dossier, &events, &event_count)) {
        return false;
    }
    for (size_t i = 0; i < event_count; i++) {
        *out = *out && !(strcmp(events[i].name, "dossier.contributed") == 0 && strcmp(events[i].account, m->id) == 0);
    }
    return true;
}

/* An agency that was asked has something to do beside whoever holds the step. */
static bool is_asked(struct op *op, struct db *db, const struct cast_member *m, int64_t dossier, bool *out)
{
    struct account a;
    struct consultation open;
    *out = false;
    if (m->role == NULL || strcmp(m->role, role_code(ROLE_COORDINATING_AGENCY)) != 0) {
        return true;
    }
    if (!account_get(op, db, m->id, &a) || !consultation_open(op, db, dossier, a.org, &open)) {
        return false;
    }
    *out = open.id != 0;
    return true;
}

/* A bot before a dossier. */
struct look {
    struct office *office;
    const struct exercise *exercise;
    const struct cast_member *bot;
    const struct dossier *d;
};

/* What it has to do with it, and since when. */
enum bot_part { PART_NONE, PART_OPINION, PART_CONTRIBUTION, PART_RATING, PART_STEP, PART_REPORT };
struct bot_task {
    enum bot_part part;
    struct instant since; /* NONE = already */
    struct instant until; /* however slow it is; NONE = it takes its time */
    int64_t direction;    /* PART_REPORT: what it reports on */
};

/* What the dossier itself asks of it; a report on a direction comes beside that. */
static bool task_of(struct op *op, struct db *db, const struct cast_member *m, const struct dossier *d, struct bot_task *out)
{
    bool asked = false, owes = false, handling = d->state == DOSSIER_IN_HANDLING;
    *out = (struct bot_task){.part = PART_NONE, .since = INSTANT_NONE, .until = INSTANT_NONE};
    if (d->state == DOSSIER_RETURNED) {
        bool rates = false;
        bool ok = bot_owes_rating(op, db, m, d, &rates);
        out->part = rates ? PART_RATING : PART_NONE;
        return ok;
    }
    if (holds(op, db, m, d)) {
        out->part = PART_STEP;
        return true;
    }
    if (op_failed(op) || (handling && (!is_asked(op, db, m, d->id, &asked) || !owes_contribution(op, db, m, d->id, &owes)))) {
        return false;
    }
    if (asked || owes) {
        out->part = asked ? PART_OPINION : PART_CONTRIBUTION;
        return true;
    }
    if (!stands_in(op, db, m, d, &out->since)) {
        return false;
    }
    out->part = instant_is_none(out->since) ? PART_NONE : PART_STEP;
    return true;
}

static bool report_of(struct op *op, struct office *office, const struct cast_member *m, const struct dossier *d, struct bot_task *out)
{
    struct bot_report owed;
    bool in_hand = d->directed > 0 && holds(op, office_db(office), m, d);
    if (op_failed(op) || !bot_owes_report(op, office, m, d, in_hand, &owed)) {
        return false;
    }
    *out = (struct bot_task){owed.direction == 0 ? PART_NONE : PART_REPORT, owed.since, owed.until, owed.direction};
    return true;
}

/* A number drawn from what identifies this act, in [0, span]. */
static int64_t draw(const struct look *l, int64_t span)
{
    struct digest_state s;
    uint64_t v = 0;
    digest_begin(&s);
    digest_add_int(&s, l->exercise->seed);
    digest_add_text(&s, l->bot->id);
    digest_add_int(&s, l->d->id);
    digest_add_int(&s, l->d->step);
    digest_add_int(&s, office_act_number(l->office));
    struct digest done = digest_end(&s);
    memcpy(&v, done.bytes, sizeof v);
    return span <= 0 ? 0 : (int64_t)(v % ((uint64_t)span + 1));
}

/* After so much of the time in which it works. */
static struct instant after(struct op *op, const struct look *l, int64_t ms)
{
    if (l->bot->any_hours) {
        return instant_add(op->now, ms);
    }
    const struct calendar *calendar = work_calendar(op, l->office, l->d->agency);
    return calendar == NULL ? op->now : calendar_add_working(calendar, op->now, ms);
}

static struct instant at_its_pace(struct op *op, const struct look *l)
{
    const struct cast_member *m = l->bot;
    int64_t pace = m->pace_least_ms + draw(l, m->pace_most_ms - m->pace_least_ms);
    if (m->mood == MOOD_SLOW) {
        pace *= SLOW_FACTOR;
    }
    return after(op, l, pace < MINUTE_AT_LEAST ? MINUTE_AT_LEAST : pace);
}

/* When the bot would do it: not before it stands in, not after its limit, and not while it is away itself. */
static bool when_free(struct op *op, const struct look *l, const struct bot_task *task, struct instant *at)
{
    struct instant back;
    *at = at_its_pace(op, l);
    if (!instant_is_none(task->since) && instant_compare(*at, task->since) < 0) {
        *at = task->since;
    }
    if (!instant_is_none(task->until) && instant_compare(task->until, *at) < 0) {
        struct instant soonest = after(op, l, MINUTE_AT_LEAST);
        *at = instant_compare(soonest, task->until) > 0 ? soonest : task->until;
    }
    if (!absent_until(op, office_db(l->office), l->bot, *at, &back)) {
        return false;
    }
    *at = instant_is_none(back) ? *at : back;
    return !op_failed(op);
}

/* `first` becomes this task's if it comes before. */
static bool plan_task(struct op *op, const struct look *l, const struct bot_task *task, struct due_item *first)
{
    struct instant at;
    bool just_spoke = task->part == PART_CONTRIBUTION && strcmp(office_actor(l->office)->account, l->bot->id) == 0;
    if (task->part == PART_NONE || just_spoke) { /* the event of this very act is not to be read yet */
        return true;
    }
    if (!when_free(op, l, task, &at)) {
        return false;
    }
    if (first->seat == NULL || instant_compare(at, first->at) < 0) {
        *first = (struct due_item){.at = at, .kind = DUE_BOT, .seat = l->bot->id, .dossier = l->d->id, .step = l->d->step};
    }
    return true;
}

bool bot_plan(struct op *op, struct office *office, const struct exercise *exercise, const struct dossier *d)
{
    struct due_item first = {.seat = NULL};
    for (size_t i = 0; i < exercise->cast_count; i++) {
        const struct cast_member *m = &exercise->cast[i];
        const struct look look = {office, exercise, m, d};
        struct bot_task task, report;
        if (is_bot(m) && (!task_of(op, office_db(office), m, d, &task) || !report_of(op, office, m, d, &report) ||
                          !plan_task(op, &look, &task, &first) || !plan_task(op, &look, &report, &first))) {
            return false;
        }
    }
    return first.seat == NULL || due_add(op, office_db(office), &first);
}

static bool actor_of(struct op *op, struct db *db, const char *account, struct actor *out)
{
    struct account a;
    if (!account_get(op, db, account, &a)) {
        return false;
    }
    *out = (struct actor){a.id, a.name, role_code((enum role)a.role), a.org};
    return true;
}

static bool is_early(const struct op *op, const struct bot_task *task)
{
    return !instant_is_none(task->since) && instant_compare(op->now, task->since) < 0;
}

/* What there is to do for it now, a report whose time has come first; PART_NONE while it is away, or does not stand in yet. */
static bool task_now(struct op *op, struct office *office, const struct cast_member *m, const struct dossier *d, struct bot_task *out)
{
    struct db *db = office_db(office);
    struct instant back;
    if (!report_of(op, office, m, d, out)) {
        return false;
    }
    if ((out->part == PART_NONE || is_early(op, out)) && !task_of(op, db, m, d, out)) {
        return false;
    }
    if (!absent_until(op, db, m, op->now, &back)) {
        return false;
    }
    out->part = is_early(op, out) || !instant_is_none(back) ? PART_NONE : out->part;
    return true;
}

static const char *do_part(struct moment *m, enum bot_part part, enum step_kind kind)
{
    switch (part) {
    case PART_OPINION:
        return bot_give_opinion(m);
    case PART_CONTRIBUTION:
        return bot_contribute(m);
    case PART_RATING:
        return bot_rate(m);
    case PART_REPORT:
        return bot_report(m);
    case PART_STEP:
        return bot_choose(m, kind);
    case PART_NONE:
        break;
    }
    return NULL;
}

bool bot_move(struct op *op, struct office *office, const struct exercise *exercise, const struct due_item *item,
              struct bot_move *out)
{
    struct dossier d;
    enum step_kind kind = STEP_INTAKE;
    struct bot_task task;
    struct strbuf b;
    struct json_out json;
    struct db *db = office_db(office);
    int seat = exercise_find_cast(exercise, item->seat);
    *out = (struct bot_move){0};
    if (seat < 0 || !dossier_get(op, db, item->dossier, &d)) {
        return !op_failed(op);
    }
    const struct cast_member *bot = &exercise->cast[seat];
    if (!task_now(op, office, bot, &d, &task) || task.part == PART_NONE) {
        return !op_failed(op);
    }
    if ((task.part == PART_STEP && !work_kind(op, db, &d, &kind)) || !actor_of(op, db, item->seat, &out->actor)) {
        return false;
    }
    strbuf_init(&b, op->arena, 16384);
    json_begin(&json, &b);
    json_open_object(&json, NULL);
    json_put_int(&json, "dossier", d.id);
    struct moment m = {op, db, bot, &d, &json, task.direction, task.part == PART_REPORT && holds(op, db, bot, &d)};
    const char *name = do_part(&m, task.part, kind);
    json_close_object(&json);
    if (op_failed(op)) {
        return false;
    }
    out->name = name;
    out->input = name == NULL ? NULL : json_parse(op, b.data, b.len);
    return !op_failed(op);
}
