/* What one act sets off: it is committed and acknowledged, the judge sees it, steps that open are set up, what falls due is done in
 * order - and each of those is an act again. */
#include "exercise/play_inside.h"

#include "audit/audit.h"
#include "base/log.h"
#include "exercise/due.h"
#include "exercise/field.h"
#include "exercise/stage.h"

#include <string.h>

#define EVENTS_AT_ONCE 500

/* ---- feeding the judge ---- */

void play_append(struct op *op, struct play_news *news, const struct judge_changes *more)
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

bool play_feed_until(struct op *op, struct play *play, int64_t last_act, struct play_news *news)
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
        play_append(op, news, &changes);
    }
    return true;
}

bool play_feed(struct op *op, struct play *play, struct play_news *news)
{
    if (play->judge == NULL) {
        return true;
    }
    if (!play_feed_until(op, play, INT64_MAX, news)) {
        return false;
    }
    struct judge_changes timed = {0};
    if (!judge_clock(op, play->judge, play->clock.office_at, &timed)) {
        return false;
    }
    play_append(op, news, &timed);
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
    return due_plan_act(op, office, play->exercise, play->call == NULL ? NULL : play->call->act);
}

/* The commit is there: acknowledge it, then judge. */
static bool after_commit(struct op *op, struct play *play, int64_t act, struct play_news *news)
{
    if (play->keeper.committed != NULL && !play->keeper.committed(play->keeper.self, op, play->clock.office_at)) {
        return false;
    }
    news->last_act = act;
    return play_feed(op, play, news);
}

bool play_perform(struct op *op, struct play *play, const struct actor *actor, struct act_call *call, struct act_answer *out,
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
    op->now = play->clock.office_at;
    if (!due_move(op, play->office, play->exercise, item, &move)) {
        return false;
    }
    news->due_done++;
    if (move.name == NULL) {
        return give_up(op, play, item, "nothing to do", news);
    }
    struct act_call call = {.name = move.name, .input = move.input, .version = -1};
    if (play_perform(op, play, &move.actor, &call, &answer, news)) {
        return true;
    }
    if (op->error.code == E_BROKEN || op->error.code == E_BUSY) {
        return false;
    }
    const char *why = op->error.key; /* a bot that may not do what it planned must not stop the world */
    op_clear(op);
    return give_up(op, play, item, why, news);
}

bool play_do_due(struct op *op, struct play *play, struct instant until, struct play_news *news)
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
        if (!do_item(op, play, &item, news) || !play_settle(op, play, news)) {
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

static bool set_up_jump(struct op *op, struct play *play, const struct exercise_step *s, size_t i, struct play_news *news)
{
    struct instant to;
    bool had = false;
    if (!staged_has(op, play->db, s->id, i, &had) || had) {
        return !op_failed(op);
    }
    struct own_also also = {.staged_step = s->id, .staged_item = i};
    return jump_target(op, play, &s->given.items[i], &to) && play_move_to(op, play, to, &also, news);
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
    play_append(op, news, &changes);
    return true;
}

bool play_settle(struct op *op, struct play *play, struct play_news *news)
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

/* ---- the clock ---- */

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

bool play_note_clock(struct op *op, struct play *play, struct instant from, const struct own_also *also, struct play_news *news)
{
    return perform_own(op, play, "clock.move", "clock.moved", clock_data(op, from, &play->clock), also, news);
}

bool play_move_to(struct op *op, struct play *play, struct instant to, const struct own_also *also, struct play_news *news)
{
    struct instant from = play->clock.office_at;
    if (instant_compare(to, from) < 0) {
        return fail_field(op, E_INPUT, "jump", "clock.backwards", NULL);
    }
    if (!play_do_due(op, play, to, news)) {
        return false;
    }
    if (instant_compare(to, play->clock.office_at) > 0) {
        play->clock.office_at = to;
    }
    return play_note_clock(op, play, from, also, news) && play_settle(op, play, news);
}
