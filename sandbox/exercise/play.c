/* A play is an exercise in a world: the office, the judge and the clock under one roof. Here: opening it and what callers may do. */
#include "exercise/play_inside.h"

#include "account/account.h"
#include "dossier/work.h"
#include "exercise/due.h"
#include "exercise/stage.h"

#include <stdlib.h>
#include <string.h>

static struct instant play_now(void *self)
{
    return ((struct play *)self)->clock.office_at;
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
        if (!play_feed_until(op, play, waivers[i].act, news) || !judge_waive(op, play->judge, waivers[i].check, &waived)) {
            return false;
        }
        play_append(op, news, &waived);
    }
    return play_feed(op, play, news);
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
    if (!play_settle(op, play, news)) { /* after a rewind to the act that opened a step, or a crash behind it */
        return false;
    }
    if (ms == 0 || play->clock.mode == CLOCK_FROZEN) {
        return true;
    }
    struct instant to = clock_after(&play->clock, play_calendar(play), ms);
    if (!play_do_due(op, play, to, news)) {
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

/* What is our own fault is no mistake of the one who acted. */
static void note_refusal(const struct op *op, struct play *play)
{
    if (play->judge != NULL && op->error.code != E_BROKEN && op->error.code != E_BUSY) {
        judge_note_refusal(play->judge, op->error.code);
    }
}

bool play_act(struct op *op, struct play *play, const struct play_call *call, struct instant real_now, struct act_answer *out,
              struct play_news *news)
{
    struct actor actor;
    if (!play_watch(op, play, real_now, news) || !play_do_due(op, play, play->clock.office_at, news) ||
        !read_actor(op, play, call->seat, &actor)) {
        return false;
    }
    struct act_call act = {.name = call->act, .input = call->input, .version = call->version,
                           .idempotency_key = call->idempotency_key};
    play->call = call;
    bool done = play_perform(op, play, &actor, &act, out, news);
    play->call = NULL;
    if (!done) {
        note_refusal(op, play);
        return false;
    }
    play->acted_at = real_now;
    return play_settle(op, play, news);
}

bool play_try(struct op *op, struct play *play, const struct play_call *call)
{
    struct actor actor;
    struct act_answer unused;
    struct act_call act = {.name = call->act, .input = call->input, .version = call->version, .try_only = true};
    return read_actor(op, play, call->seat, &actor) && act_perform(op, play->office, &actor, &act, &unused);
}

bool play_waive(struct op *op, struct play *play, int check, struct play_news *news)
{
    struct judge_changes changes = {0};
    *news = (struct play_news){0};
    if (!judge_waive(op, play->judge, check, &changes)) {
        return false;
    }
    play_append(op, news, &changes);
    return play_settle(op, play, news);
}

bool play_jump(struct op *op, struct play *play, struct instant to, struct play_news *news)
{
    int year, month, day;
    day_parts(instant_day(to), &year, &month, &day);
    if (to.ms - play->clock.office_at.ms > PLAY_JUMP_MAX_MS || year > PLAY_YEAR_MAX) {
        return fail_field(op, E_INPUT, "jump", "clock.too_far", NULL);
    }
    return play_move_to(op, play, to, &(struct own_also){0}, news);
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
    return play_do_due(op, play, to, news);
}

bool play_set_clock(struct op *op, struct play *play, enum clock_mode mode, int64_t rate, struct play_news *news)
{
    if (rate < 1 || rate > CLOCK_RATE_MAX) {
        return fail_field(op, E_INPUT, "rate", "field.range", "min", "1", "max", "3600", NULL);
    }
    struct world_clock before = play->clock;
    play->clock.mode = (int)mode;
    play->clock.rate = rate;
    if (play_note_clock(op, play, before.office_at, &(struct own_also){0}, news)) {
        return true;
    }
    play->clock.mode = before.mode;
    play->clock.rate = before.rate;
    return false;
}
