/* A visit: one request inside one world. The world's commit comes first; what the judge said of it is then written to lab.db, once. */
#include "ground/ground_inside.h"

#include "account/account.h"
#include "audit/audit.h"
#include "base/log.h"
#include "exercise/hint.h"
#include "exercise/seat.h"
#include "ground/progress.h"
#include "ground/resident.h"
#include "lab/register.h"
#include "together/act_draft.h"

#include <string.h>

#define KEYS_MAX 20000 /* idempotency keys of a generation that are remembered when it is left */

/* ---- coming and going ---- */

static bool acknowledge(void *self, struct op *op, struct instant now)
{
    return world_committed(op, self, now);
}

/* After the world's connection may have changed: who lives there now. */
static struct resident *meet(struct visit *v)
{
    struct resident *r = world_tenant(v->world);
    v->play = r->play;
    v->owner_seat = r->seat[0] == '\0' ? NULL : r->seat;
    v->seat = v->companion != NULL ? v->companion_seat : v->owner_seat;
    play_set_keeper(r->play, (struct play_keeper){acknowledge, v->world});
    return r;
}

/* An account that was added is gone where the world went back to before it: nobody sits there then. */
static bool mind_seat(struct op *op, struct visit *v, struct resident *r)
{
    struct account account;
    struct op own;
    const struct exercise *e = play_exercise(v->play);
    if (v->seat == NULL || e == NULL || exercise_find_cast(e, v->seat) >= 0) {
        return true;
    }
    op_init(&own, op->arena, op->id, op->lang);
    if (account_get(&own, play_db(v->play), v->seat, &account)) {
        return true;
    }
    if (own.error.code != E_MISSING) {
        return fail_broken(op, "the seat's account cannot be read");
    }
    if (v->companion == NULL) {
        resident_sit(r, "");
        v->owner_seat = NULL;
    }
    v->seat = v->companion_seat = NULL;
    return true;
}

/* `v` says who comes. */
static bool enter(struct op *op, struct ground *g, const char *world, struct visit *v)
{
    v->world = world_get(op, g->worlds, world);
    if (v->world == NULL) {
        return false;
    }
    struct resident *r = meet(v);
    if (r->attempt[0] != '\0') {
        v->attempt = attempt_get(op, g->lab, r->attempt);
    }
    if (!op_failed(op) && mind_seat(op, v, r) && v->owner && visit_is_running(v)) {
        struct play_news news;
        if (play_watch(op, v->play, ground_now(g), &news)) {
            visit_add(op, v, &news);
        }
    }
    if (op_failed(op)) {
        ground_leave(op, v);
        return false;
    }
    return true;
}

bool ground_enter(struct op *op, struct ground *g, const char *world, bool watched, struct visit *v)
{
    *v = (struct visit){.ground = g, .owner = watched};
    return enter(op, g, world, v);
}

bool ground_enter_companion(struct op *op, struct ground *g, const char *world, const char *person, const char *seat, struct visit *v)
{
    *v = (struct visit){.ground = g, .owner = true, .companion = person, .companion_seat = seat};
    return enter(op, g, world, v);
}

bool visit_must_own(struct op *op, const struct visit *v)
{
    return v->companion == NULL || fail(op, E_FORBIDDEN, "together.owner_only", "owner", v->attempt == NULL ? "" : v->attempt->name, NULL);
}

void visit_add(struct op *op, struct visit *v, const struct play_news *news)
{
    struct judge_change *all = arena_array(op->arena, v->news.count + news->count, sizeof *all);
    if (v->news.count > 0) {
        memcpy(all, v->news.items, v->news.count * sizeof *all);
    }
    if (news->count > 0) {
        memcpy(all + v->news.count, news->items, news->count * sizeof *all);
    }
    v->news.items = all;
    v->news.count += news->count;
    v->news.due_done += news->due_done;
    if (news->last_act > 0) {
        v->news.last_act = news->last_act;
    }
}

void ground_leave(struct op *op, struct visit *v)
{
    if (v->world == NULL) {
        return;
    }
    struct ground *g = v->ground;
    struct resident *r = world_tenant(v->world);
    if (r != NULL && v->attempt != NULL && v->news.count > 0) {
        struct op own; /* what was done is done, whatever becomes of its recording: the next opening repeats it */
        op_init(&own, op->arena, op->id, op->lang);
        if (!resident_record(&own, r, g->lab, v->world, v->attempt, v->news.items, v->news.count, ground_now(g))) {
            log_failure(&own, "ground.record");
        }
    }
    if (r != NULL) {
        struct presence now = {.seen_at = v->owner ? ground_now(g) : INSTANT_NONE, .office_at = play_clock(r->play)->office_at,
                               .act = world_act(v->world), .generation = world_generation(v->world)};
        presence_note(g->presence, world_id(v->world), &now, v->owner && v->acted);
        r->generation = now.generation;
        r->act = now.act;
    }
    world_put(v->world);
    v->world = NULL;
}

bool visit_is_running(const struct visit *v)
{
    return v->attempt == NULL || strcmp(v->attempt->state, "running") == 0;
}

bool visit_must_run(struct op *op, const struct visit *v)
{
    return visit_is_running(v) || fail(op, E_STATE, "attempt.finished", NULL);
}

/* A key that was used before a rewind is never answered again, whether its act is still there or not. */
bool visit_key(struct op *op, const struct visit *v, const char *key)
{
    bool spent = false;
    int64_t generation = world_generation(v->world);
    if (key == NULL || generation <= 1) {
        return true;
    }
    return world_key_spent(op, v->ground->lab, world_id(v->world), generation, key, &spent) &&
           (!spent || fail(op, E_CONFLICT, "idempotency.rewound", NULL));
}

bool visit_act_of_many(struct op *op, struct visit *v, struct op *one, const struct play_call *call, struct act_answer *out)
{
    struct play_news news;
    if (!visit_must_run(one, v) || !visit_key(one, v, call->idempotency_key)) {
        return false;
    }
    bool ok = play_act(one, v->play, call, ground_now(v->ground), out, &news);
    visit_add(op, v, &news); /* what fell due before a failed act stays done */
    v->acted = v->acted || ok;
    return ok;
}

bool visit_act(struct op *op, struct visit *v, const struct play_call *call, struct act_answer *out)
{
    return visit_act_of_many(op, v, op, call, out);
}

bool visit_try(struct op *op, struct visit *v, const struct play_call *call)
{
    return visit_must_run(op, v) && play_try(op, v->play, call);
}

/* Points as they stand now, where nothing new has been judged. */
static bool correct(struct op *op, struct visit *v, struct history_entry *entry)
{
    struct attempt_progress progress;
    if (!progress_make(op, v->ground->lab, world_tenant(v->world), v->world, v->attempt, &progress)) {
        return false;
    }
    progress.correction = true;
    return attempt_record(op, v->ground->lab, v->attempt->id, &progress, entry, entry == NULL ? 0 : 1,
                          ground_now(v->ground), NULL);
}

/* One entry of history that is no verdict. What a hint costs counts only once it stands there, so the points come after it. */
static bool note(struct op *op, struct visit *v, struct history_entry *entry)
{
    struct attempt_progress progress;
    struct store *lab = v->ground->lab;
    if (v->attempt == NULL) {
        return true;
    }
    entry->real_at = ground_now(v->ground);
    entry->office_at = play_clock(v->play)->office_at;
    entry->generation = world_generation(v->world);
    if (entry->act == 0) {
        entry->act = world_act(v->world);
    }
    if (entry->kind == HISTORY_HINT || entry->kind == HISTORY_WAIVE) {
        return correct(op, v, entry) && (v->attempt = attempt_get(op, lab, v->attempt->id)) != NULL && correct(op, v, NULL);
    }
    return progress_make(op, lab, world_tenant(v->world), v->world, v->attempt, &progress) &&
           attempt_record(op, lab, v->attempt->id, &progress, entry, 1, entry->real_at, NULL);
}

/* No two people sit in one seat: the owner, and each companion. */
static bool check_free(struct op *op, const struct visit *v, const char *seat)
{
    struct companion *list = NULL;
    size_t count = 0;
    const struct resident *r = world_tenant(v->world);
    const char *taken_by = v->companion != NULL && strcmp(r->seat, seat) == 0 ? v->attempt->name : NULL;
    if (!companion_list(op, v->ground->lab, v->attempt->id, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool self = v->companion != NULL && strcmp(list[i].person, v->companion) == 0;
        if (!self && list[i].seat != NULL && strcmp(list[i].seat, seat) == 0) {
            taken_by = list[i].name;
        }
    }
    return taken_by == NULL || fail_field(op, E_CONFLICT, "seat", "seat.taken", "name", taken_by, NULL);
}

static bool sit_companion(struct op *op, struct visit *v, const char *seat)
{
    v->companion_seat = v->seat = arena_strdup(op->arena, seat);
    return companion_sit(op, v->ground->lab, v->attempt->id, v->companion, seat);
}

static bool may_sit(struct op *op, struct visit *v, const struct exercise *e, const char *seat)
{
    struct account account;
    if (e == NULL || (!e->open_seats && exercise_find_cast(e, seat) < 0)) {
        return fail_field(op, E_FORBIDDEN, "seat", "seat.cast_only", "seat", seat, NULL);
    }
    if (!account_get(op, play_db(v->play), seat, &account)) {
        return false;
    }
    switch (seat_state(e, &account)) {
    case SEAT_FREE:
        return true;
    case SEAT_BOT:
        return fail_field(op, E_FORBIDDEN, "seat", "seat.not_for_people", "seat", seat, NULL);
    case SEAT_LOCKED:
        return fail_field(op, E_FORBIDDEN, "seat", "seat.locked", "seat", account.name, NULL);
    case SEAT_CLOSED:
        return fail_field(op, E_FORBIDDEN, "seat", "seat.cast_only", "seat", seat, NULL);
    }
    must(false);
    return false;
}

bool visit_sit(struct op *op, struct visit *v, const char *seat)
{
    struct resident *r = world_tenant(v->world);
    const struct exercise *e = play_exercise(v->play);
    if (!visit_must_run(op, v) || !may_sit(op, v, e, seat) || (v->attempt != NULL && !check_free(op, v, seat))) {
        return false;
    }
    if (v->companion != NULL) {
        return sit_companion(op, v, seat);
    }
    resident_sit(r, seat);
    v->seat = v->owner_seat = r->seat;
    struct history_entry entry = {.kind = HISTORY_SEAT, .check = seat};
    return note(op, v, &entry);
}

bool visit_stand(struct op *op, struct visit *v)
{
    if (!visit_must_run(op, v)) {
        return false;
    }
    if (v->seat == NULL) {
        return true;
    }
    resident_sit(world_tenant(v->world), "");
    v->seat = NULL;
    struct history_entry entry = {.kind = HISTORY_SEAT, .check = ""};
    return note(op, v, &entry);
}

/* Before a generation is left: what was asked for in it is not to be done again by a late repeat. */
static bool leave_generation(struct op *op, struct visit *v)
{
    const char *const *keys = NULL;
    size_t count = 0;
    struct resident *r = world_tenant(v->world);
    r->generation = 0; /* where its clock stood no longer matters */
    return visit_must_run(op, v) && audit_keys(op, play_db(v->play), KEYS_MAX, &keys, &count) &&
           (v->attempt == NULL ||
            world_spend_keys(op, v->ground->lab, world_id(v->world), world_generation(v->world), keys, count));
}

/* After a reset, rewind or undo: the play is another one; lab.db hears of it. */
static bool moved(struct op *op, struct visit *v, enum history_kind kind)
{
    if (!mind_seat(op, v, meet(v))) {
        return false;
    }
    v->news = (struct play_news){.last_act = world_act(v->world)};
    v->acted = true;
    struct history_entry entry = {.kind = kind, .act = world_act(v->world)};
    return note(op, v, &entry);
}

bool visit_reset(struct op *op, struct visit *v)
{
    return visit_must_own(op, v) && leave_generation(op, v) && world_reset(op, v->world) && moved(op, v, HISTORY_RESET);
}

bool visit_rewind(struct op *op, struct visit *v, int64_t act)
{
    int64_t first = visit_first_act(v);
    if (!visit_must_own(op, v)) {
        return false;
    }
    if (act < first) {
        return fail_field(op, E_INPUT, "act", "world.before_start", "first", arena_printf(op->arena, "%lld", (long long)first),
                          NULL);
    }
    return leave_generation(op, v) && world_rewind(op, v->world, act) && moved(op, v, HISTORY_REWIND);
}

bool visit_undo(struct op *op, struct visit *v)
{
    return visit_must_own(op, v) && leave_generation(op, v) && world_undo_rewind(op, v->world) && moved(op, v, HISTORY_REWIND);
}

int64_t visit_first_act(struct visit *v)
{
    struct arena *arena = arena_open((size_t)1 << 20);
    struct op op;
    struct world_generation *list = NULL;
    size_t count = 0;
    op_init(&op, arena, "first", LANG_VI);
    int64_t first = world_generations(&op, v->world, &list, &count) && count > 0 ? list[0].from_act : 0;
    arena_close(arena);
    return first;
}

/* Real time counts from the attempt's beginning: a rewind does not make one wait again. */
bool visit_hint_is_open(const struct visit *v, int step, int hint)
{
    int64_t spent = v->attempt == NULL ? 0 : ground_now(v->ground).ms - v->attempt->started_at.ms;
    return hint_state_of(play_judge(v->play), step, hint, spent).available;
}

bool visit_hint(struct op *op, struct visit *v, int step, int hint, const char **text)
{
    const struct exercise *e = play_exercise(v->play);
    const struct exercise_step *s = &e->steps[step];
    const char *number = arena_printf(op->arena, "%d", hint);
    bool taken = false;
    *text = human_text(&s->hints[hint].text, op->lang);
    if (!resident_took_hint(op, v->ground->lab, v->attempt, s->id, number, &taken) || taken) {
        return !op_failed(op); /* paid for once, whatever was rewound since */
    }
    if (!visit_must_own(op, v) || !visit_must_run(op, v)) {
        return false;
    }
    if (!visit_hint_is_open(v, step, hint)) {
        return fail(op, E_STATE, "hint.not_yet", NULL);
    }
    struct history_entry entry = {.kind = HISTORY_HINT, .step = s->id, .amount = s->hints[hint].cost,
                                  .check = number};
    return note(op, v, &entry);
}

bool visit_waive(struct op *op, struct visit *v, int check, const char *reason)
{
    struct play_news news = {0};
    if (play_judge(v->play) == NULL) {
        return fail(op, E_STATE, "attempt.no_exercise", NULL);
    }
    enum verdict now = judge_check(play_judge(v->play), check).verdict;
    if (now == VERDICT_PASS || now == VERDICT_WAIVED) {
        return true; /* it counts already */
    }
    bool ok = play_waive(op, v->play, check, &news);
    visit_add(op, v, &news);
    if (!ok) {
        return false;
    }
    const struct exercise *e = play_exercise(v->play);
    int step = 0;
    while ((size_t)step + 1 < e->step_count && e->steps[step + 1].first_check <= check) {
        step++;
    }
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, 4000);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    json_put_text(&out, "reason", reason);
    json_close_object(&out);
    struct history_entry entry = {.kind = HISTORY_WAIVE, .step = e->steps[step].id, .verdict = "waived", .text_args = b.data,
                                  .check = e->steps[step].checks[check - e->steps[step].first_check].id};
    return note(op, v, &entry);
}

bool visit_finish(struct op *op, struct visit *v)
{
    struct judge_changes changes = {0};
    struct judge *judge = play_judge(v->play);
    struct store *lab = v->ground->lab;
    if (v->attempt == NULL || judge == NULL) {
        return fail(op, E_STATE, "attempt.no_exercise", NULL);
    }
    if (!visit_must_own(op, v)) {
        return false;
    }
    if (!visit_is_running(v)) {
        return true;
    }
    if (!judge_finish(op, judge, ENDED_BY_TRAINEE, &changes) ||
        !resident_record(op, world_tenant(v->world), lab, v->world, v->attempt, changes.items, changes.count,
                         ground_now(v->ground)) ||
        !correct(op, v, NULL) || !attempt_finish(op, lab, v->attempt->id, ground_now(v->ground)) ||
        !act_draft_clear(op, lab, v->attempt->world)) {
        return false;
    }
    v->news = (struct play_news){0}; /* recorded */
    v->attempt = attempt_get(op, lab, v->attempt->id);
    return v->attempt != NULL;
}
