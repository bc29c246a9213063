#include "exercise/play.h"

#include "account/account.h"
#include "audit/audit.h"
#include "base/log.h"
#include "dossier/dossier.h"
#include "dossier/work.h"
#include "exercise/due.h"
#include "exercise/field.h"
#include "exercise/stage.h"

#include <stdlib.h>
#include <string.h>

#define EVENTS_AT_ONCE 500

struct play {
    struct office *office;
    struct db *db;
    const struct exercise *exercise;
    struct judge *judge;
    struct play_keeper keeper;
    struct world_clock clock; /* as it runs; stored with each act */
    struct instant seen_at;   /* real: somebody looked on last */
    struct instant acted_at;  /* real: somebody acted last */
    const struct play_call *call; /* the person's call that is being done; NULL = none */
    struct arena *arena;      /* of the calendar's agency */
    const char *agency;
    bool set_up[EXERCISE_STEPS_MAX]; /* steps whose `given` needs no more looking at */
};

static struct instant play_now(void *self)
{
    return ((struct play *)self)->clock.office_at;
}

/* ---- feeding the judge ---- */

static void append(struct op *op, struct play_news *news, const struct judge_changes *more)
{
    if (more->count == 0) {
        return;
    }
    struct judge_change *all = arena_array(op->arena, news->count + more->count, sizeof *all);
    if (news->count > 0) {
        memcpy(all, news->items, news->count * sizeof *all);
    }
    memcpy(all + news->count, more->items, more->count * sizeof *all);
    news->items = all;
    news->count += more->count;
}

/* Feeds what happened up to `last_act`. */
static bool feed_until(struct op *op, struct play *play, int64_t last_act, struct play_news *news)
{
    if (play->judge == NULL) {
        return true;
    }
    struct field_source source = {play->db};
    struct judge_fields fields = {field_text, &source};
    for (;;) {
        struct event *events = NULL;
        struct judge_changes changes = {0};
        size_t count = 0;
        if (!audit_events(op, play->db, judge_last_seq(play->judge), EVENTS_AT_ONCE, &events, &count)) {
            return false;
        }
        while (count > 0 && events[count - 1].act > last_act) {
            count--;
        }
        if (count == 0) {
            break;
        }
        count = judge_whole_acts(events, count, EVENTS_AT_ONCE);
        if (!judge_feed(op, play->judge, events, count, &fields, &changes)) {
            return false;
        }
        append(op, news, &changes);
    }
    return true;
}

static bool feed(struct op *op, struct play *play, struct play_news *news)
{
    if (play->judge == NULL) {
        return true;
    }
    if (!feed_until(op, play, INT64_MAX, news)) {
        return false;
    }
    struct judge_changes timed = {0};
    if (!judge_clock(op, play->judge, play->clock.office_at, &timed)) {
        return false;
    }
    append(op, news, &timed);
    return true;
}

/* ---- opening ---- */

/* The agency dossiers are filed to: its hours are the world's hours. */
static bool read_agency(struct op *op, struct play *play)
{
    const char *agency = NULL;
    if (!stage_agency(op, play->db, &agency)) {
        return false;
    }
    play->agency = arena_strdup(play->arena, agency);
    return true;
}

/* The judge is a function of events and waivers in their order: each waiver comes after the act it followed. */
static bool feed_with(struct op *op, struct play *play, const struct play_waiver *waivers, size_t count, struct play_news *news)
{
    for (size_t i = 0; i < count; i++) {
        struct judge_changes waived = {0};
        if (!feed_until(op, play, waivers[i].act, news) || !judge_waive(op, play->judge, waivers[i].check, &waived)) {
            return false;
        }
        append(op, news, &waived);
    }
    return feed(op, play, news);
}

static bool open_judge(struct op *op, struct play *play, const struct play_waiver *waivers, size_t count,
                       struct judge_changes *changes)
{
    if (play->exercise == NULL) {
        return true;
    }
    /* the judge keeps its own: the office's is read anew when somebody changes it */
    struct op own;
    op_init(&own, play->arena, op->id, op->lang);
    const struct calendar *calendar = calendar_load(&own, play->db, play->agency);
    if (calendar == NULL) {
        return fail_broken(op, "the world has no calendar");
    }
    struct play_news news = {0};
    struct judge_start start = {.at = play->exercise->clock.start, .calendar = calendar};
    play->judge = judge_open(play->exercise, &start);
    if (!feed_with(op, play, waivers, count, &news)) {
        return false;
    }
    if (changes != NULL) {
        *changes = (struct judge_changes){news.items, news.count};
    }
    return true;
}

struct play *play_open(struct op *op, struct db *db, const struct exercise *exercise, struct judge_changes *changes)
{
    return play_open_waived(op, db, exercise, NULL, 0, changes);
}

struct play *play_open_waived(struct op *op, struct db *db, const struct exercise *exercise, const struct play_waiver *waivers,
                              size_t count, struct judge_changes *changes)
{
    struct play *play = calloc(1, sizeof *play);
    must(play != NULL);
    play->db = db;
    play->exercise = exercise;
    play->seen_at = INSTANT_NONE;
    play->acted_at = INSTANT_NONE;
    play->arena = arena_open((size_t)4 << 20);
    play->office = office_open(db, (struct ports){.clock = {play_now, play}});
    if (clock_get(op, db, &play->clock) && read_agency(op, play) && open_judge(op, play, waivers, count, changes)) {
        return play;
    }
    judge_close(play->judge);
    office_release(play->office);
    arena_close(play->arena);
    free(play);
    return NULL;
}

void play_close(struct play *play)
{
    if (play != NULL) {
        judge_close(play->judge);
        office_close(play->office);
        arena_close(play->arena);
        free(play);
    }
}

void play_resume(struct play *play, struct instant office_at)
{
    if (!instant_is_none(office_at) && instant_compare(office_at, play->clock.office_at) > 0) {
        play->clock.office_at = office_at;
    }
}

void play_set_keeper(struct play *play, struct play_keeper keeper)
{
    play->keeper = keeper;
}

struct office *play_office(struct play *play)
{
    return play->office;
}

struct db *play_db(struct play *play)
{
    return play->db;
}

struct judge *play_judge(struct play *play)
{
    return play->judge;
}

const struct exercise *play_exercise(const struct play *play)
{
    return play->exercise;
}

const struct world_clock *play_clock(const struct play *play)
{
    return &play->clock;
}

const struct calendar *play_calendar(const struct play *play)
{
    struct arena *arena = arena_open((size_t)4 << 20);
    struct op op;
    op_init(&op, arena, "calendar", LANG_VI);
    const struct calendar *calendar = work_calendar(&op, play->office, play->agency);
    arena_close(arena);
    return calendar;
}

bool play_actor(struct op *op, struct play *play, const char *seat, struct actor *out)
{
    struct account a;
    if (!account_get(op, play->db, seat, &a)) {
        return false;
    }
    *out = (struct actor){a.id, a.name, role_code((enum role)a.role), a.org};
    return true;
}

/* ---- one act, whoever does it ---- */

/* In the act's transaction: the clock is stored with it, and what will happen next is planned. */
static bool with_act(struct op *op, struct office *office, void *self)
{
    struct play *play = self;
    struct world_clock clock = play->clock;
    clock.office_at = op->now;
    if (!clock_put(op, play->db, &clock)) {
        return false;
    }
    if (play->call != NULL && play->call->settle != NULL && !play->call->settle(op, play->call->settle_self)) {
        return false;
    }
    int64_t dossier = office_dossier(office);
    return dossier == 0 || due_plan(op, office, play->exercise, dossier);
}

/* The commit is there: acknowledge it, then judge. */
static bool after_commit(struct op *op, struct play *play, int64_t act, struct play_news *news)
{
    if (play->keeper.committed != NULL && !play->keeper.committed(play->keeper.self, op, play->clock.office_at)) {
        return false;
    }
    news->last_act = act;
    return feed(op, play, news);
}

static bool perform(struct op *op, struct play *play, const struct actor *actor, struct act_call *call, struct act_answer *out,
                    struct play_news *news)
{
    call->also = with_act;
    call->self = play;
    if (!act_perform(op, play->office, actor, call, out)) {
        return false;
    }
    if (instant_compare(op->now, play->clock.office_at) > 0) {
        play->clock.office_at = op->now;
    }
    return out->repeated || after_commit(op, play, out->act, news);
}

/* What an act of the drill ground itself writes beside its event and the clock. */
struct own_also {
    int64_t forget_item;     /* due item that is done with; 0 = none */
    const char *staged_step; /* exercise step whose `given` number staged_item is done with this; NULL = none */
    size_t staged_item;
};

static bool write_also(struct op *op, struct play *play, const struct own_also *also)
{
    return (also->forget_item == 0 || due_remove(op, play->db, also->forget_item)) &&
           (also->staged_step == NULL || staged_add(op, play->db, also->staged_step, also->staged_item));
}

/* An act of the drill ground itself: no row of the act table, but an act in the chain like any other. */
static bool perform_own(struct op *op, struct play *play, const char *act, const char *event, const char *data,
                        const struct own_also *also, struct play_news *news)
{
    static const struct actor system = {DUE_OFFICE_ACCOUNT, "Thao trường", "system-admin", ""};
    struct act_head head = {.name = act, .actor = &system};
    if (!office_begin_act(op, play->office, &head)) {
        return false;
    }
    int64_t number = office_act_number(play->office);
    bool ok = audit_note(op, play->office, event, 0, data) && clock_put(op, play->db, &play->clock) &&
              write_also(op, play, also) && office_commit(op, play->office);
    office_end(play->office);
    return ok && after_commit(op, play, number, news);
}

/* ---- what is due ---- */

static bool give_up(struct op *op, struct play *play, const struct due_item *item, const char *why, struct play_news *news)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, 2000);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    json_put_text(&out, "seat", item->seat);
    json_put_int(&out, "dossier", item->dossier);
    json_put_text(&out, "why", why);
    json_close_object(&out);
    return perform_own(op, play, "bot.pass", "bot.passed", b.data, &(struct own_also){.forget_item = item->id}, news);
}

static bool do_item(struct op *op, struct play *play, const struct due_item *item, struct play_news *news)
{
    struct bot_move move;
    struct act_answer answer;
    if (instant_compare(item->at, play->clock.office_at) > 0) {
        play->clock.office_at = item->at;
    }
    if (!due_move(op, play->office, play->exercise, item, &move)) {
        return false;
    }
    news->due_done++;
    if (move.name == NULL) {
        return give_up(op, play, item, "nothing to do", news);
    }
    struct act_call call = {.name = move.name, .input = move.input, .version = -1};
    if (perform(op, play, &move.actor, &call, &answer, news)) {
        return true;
    }
    if (op->error.code == E_BROKEN || op->error.code == E_BUSY) {
        return false;
    }
    const char *why = op->error.key; /* a bot that may not do what it planned must not stop the world */
    op_clear(op);
    return give_up(op, play, item, why, news);
}

static bool settle(struct op *op, struct play *play, struct play_news *news);

static bool do_due(struct op *op, struct play *play, struct instant until, struct play_news *news)
{
    for (;;) {
        struct due_item item;
        bool found = false;
        if (!due_next(op, play->db, &item, &found)) {
            return false;
        }
        if (!found || instant_compare(item.at, until) > 0) {
            return true;
        }
        if (news->due_done >= PLAY_ITEMS_MAX) {
            return fail(op, E_LIMIT, "clock.too_many", NULL);
        }
        if (!do_item(op, play, &item, news) || !settle(op, play, news)) {
            return false;
        }
    }
}

/* ---- steps that opened ---- */

/* Where a `given` jump leads: an instant, a span from now, or the next due item (none: it stays where it is). */
static bool jump_target(struct op *op, struct play *play, const struct action *a, struct instant *out)
{
    struct due_item item;
    bool found = false;
    *out = play->clock.office_at;
    if (a->next) {
        if (!due_next(op, play->db, &item, &found)) {
            return false;
        }
        if (found && instant_compare(item.at, *out) > 0) {
            *out = item.at;
        }
    } else {
        *out = instant_is_none(a->to) ? span_end(op, play_calendar(play), *out, &a->span) : a->to;
    }
    return !op_failed(op);
}

static bool jump(struct op *op, struct play *play, struct instant to, const struct own_also *also, struct play_news *news);

static bool set_up_jump(struct op *op, struct play *play, const struct exercise_step *s, size_t i, struct play_news *news)
{
    struct instant to;
    bool had = false;
    if (!staged_has(op, play->db, s->id, i, &had) || had) {
        return !op_failed(op);
    }
    struct own_also also = {.staged_step = s->id, .staged_item = i};
    return jump_target(op, play, &s->given.items[i], &to) && jump(op, play, to, &also, news);
}

static bool set_up(struct op *op, struct play *play, int step, struct play_news *news)
{
    const struct exercise_step *s = &play->exercise->steps[step];
    for (size_t i = 0; i < s->given.count; i++) {
        int64_t act = 0;
        if (s->given.items[i].kind == ACTION_JUMP) {
            if (!set_up_jump(op, play, s, i, news)) {
                return false;
            }
        } else if (!stage_given(op, play->office, play->exercise, step, i, &act) ||
                   (act > 0 && !after_commit(op, play, act, news))) {
            return false;
        }
    }
    return true;
}

/* The first open step that has not been set up yet; -1 if there is none. */
static int step_to_set_up(const struct play *play)
{
    for (size_t i = 0; play->judge != NULL && i < play->exercise->step_count; i++) {
        if (!play->set_up[i] && judge_step(play->judge, (int)i) == STEP_OPEN) {
            return (int)i;
        }
    }
    return -1;
}

/* What the exercise asks for cannot be done: its step is the author's error, and the world goes on. */
static bool set_up_or_blame(struct op *op, struct play *play, int step, struct play_news *news)
{
    struct judge_changes changes = {0};
    if (set_up(op, play, step, news)) {
        return true;
    }
    if (op->error.code == E_BROKEN || op->error.code == E_BUSY) {
        return false;
    }
    log_failure(op, "play.given");
    op_clear(op);
    if (!judge_author_error(op, play->judge, step, &changes)) {
        return false;
    }
    append(op, news, &changes);
    return true;
}

/* Sets up the steps that have opened, which may open others. What an earlier run has set up stands in table staged. */
static bool settle(struct op *op, struct play *play, struct play_news *news)
{
    for (int step = step_to_set_up(play); step >= 0; step = step_to_set_up(play)) {
        play->set_up[step] = true; /* before, because setting up may come back here */
        if (!set_up_or_blame(op, play, step, news)) {
            play->set_up[step] = false;
            return false;
        }
    }
    return true;
}

/* ---- what callers do ---- */

/* Real time that counts: only while somebody looks on, and nobody has acted for a while. */
static int64_t watched_ms(const struct play *play, struct instant real_now)
{
    if (instant_is_none(play->seen_at)) {
        return 0;
    }
    int64_t gap = real_now.ms - play->seen_at.ms;
    if (gap <= 0 || gap > CLOCK_PRESENCE_MS) {
        return 0;
    }
    if (!instant_is_none(play->acted_at)) {
        int64_t quiet = real_now.ms - play->acted_at.ms - CLOCK_QUIET_MS;
        gap = quiet < gap ? quiet : gap;
    }
    return gap > 0 ? gap : 0;
}

bool play_watch(struct op *op, struct play *play, struct instant real_now, struct play_news *news)
{
    *news = (struct play_news){0};
    int64_t ms = watched_ms(play, real_now);
    play->seen_at = real_now;
    if (!settle(op, play, news)) { /* after a rewind to the act that opened a step, or a crash behind it */
        return false;
    }
    if (ms == 0 || play->clock.mode == CLOCK_FROZEN) {
        return true;
    }
    struct instant to = clock_after(&play->clock, play_calendar(play), ms);
    if (!do_due(op, play, to, news)) {
        return false;
    }
    if (instant_compare(to, play->clock.office_at) > 0) {
        play->clock.office_at = to;
    }
    return true;
}

/* A disabled account does nothing any more. */
static bool read_actor(struct op *op, struct play *play, const char *seat, struct actor *out)
{
    struct account a;
    if (!account_get(op, play->db, seat, &a)) {
        return false;
    }
    *out = (struct actor){a.id, a.name, role_code((enum role)a.role), a.org};
    return a.active || fail(op, E_FORBIDDEN, "account.disabled", NULL);
}

bool play_act(struct op *op, struct play *play, const struct play_call *call, struct instant real_now, struct act_answer *out,
              struct play_news *news)
{
    struct actor actor;
    if (!play_watch(op, play, real_now, news) || !do_due(op, play, play->clock.office_at, news) ||
        !read_actor(op, play, call->seat, &actor)) {
        return false;
    }
    struct act_call act = {.name = call->act, .input = call->input, .version = call->version,
                           .idempotency_key = call->idempotency_key};
    play->call = call;
    bool done = perform(op, play, &actor, &act, out, news);
    play->call = NULL;
    if (!done) {
        return false;
    }
    play->acted_at = real_now;
    return settle(op, play, news);
}

static const char *clock_data(struct op *op, struct instant from, const struct world_clock *clock)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, 1000);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    json_put_instant(&out, "from", from);
    json_put_instant(&out, "to", clock->office_at);
    json_put_text(&out, "mode", clock_mode_choices.codes[clock->mode]);
    json_put_int(&out, "rate", clock->rate);
    json_close_object(&out);
    return b.data;
}

static bool jump(struct op *op, struct play *play, struct instant to, const struct own_also *also, struct play_news *news)
{
    struct instant from = play->clock.office_at;
    if (instant_compare(to, from) < 0) {
        return fail_field(op, E_INPUT, "jump", "clock.backwards", NULL);
    }
    if (!do_due(op, play, to, news)) {
        return false;
    }
    if (instant_compare(to, play->clock.office_at) > 0) {
        play->clock.office_at = to;
    }
    return perform_own(op, play, "clock.move", "clock.moved", clock_data(op, from, &play->clock), also, news) &&
           settle(op, play, news);
}

bool play_waive(struct op *op, struct play *play, int check, struct play_news *news)
{
    struct judge_changes changes = {0};
    *news = (struct play_news){0};
    if (!judge_waive(op, play->judge, check, &changes)) {
        return false;
    }
    append(op, news, &changes);
    return settle(op, play, news);
}

bool play_jump(struct op *op, struct play *play, struct instant to, struct play_news *news)
{
    int year, month, day;
    day_parts(instant_day(to), &year, &month, &day);
    if (to.ms - play->clock.office_at.ms > PLAY_JUMP_MAX_MS || year > PLAY_YEAR_MAX) {
        return fail_field(op, E_INPUT, "jump", "clock.too_far", NULL);
    }
    return jump(op, play, to, &(struct own_also){0}, news);
}

bool play_next(struct op *op, struct play *play, struct play_news *news)
{
    struct due_item item;
    bool found = false;
    if (!due_next(op, play->db, &item, &found)) {
        return false;
    }
    if (!found) {
        return fail(op, E_STATE, "clock.nothing_next", NULL);
    }
    struct instant to = instant_compare(item.at, play->clock.office_at) > 0 ? item.at : play->clock.office_at;
    return do_due(op, play, to, news);
}

bool play_set_clock(struct op *op, struct play *play, enum clock_mode mode, int64_t rate, struct play_news *news)
{
    if (rate < 1 || rate > CLOCK_RATE_MAX) {
        return fail_field(op, E_INPUT, "rate", "field.range", "min", "1", "max", "3600", NULL);
    }
    struct world_clock before = play->clock;
    play->clock.mode = (int)mode;
    play->clock.rate = rate;
    if (perform_own(op, play, "clock.move", "clock.moved", clock_data(op, before.office_at, &play->clock), &(struct own_also){0}, news)) {
        return true;
    }
    play->clock.mode = before.mode;
    play->clock.rate = before.rate;
    return false;
}
