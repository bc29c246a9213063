#include "api/view_attempt.h"

#include "account/account.h"
#include "api/app.h"
#include "ground/progress.h"
#include "base/text.h"
#include "exercise/hint.h"
#include "exercise/score.h"
#include "exercise/seat.h"
#include "exercise/why.h"
#include "org/org.h"
#include "people/classroom.h"

#include <stdio.h>
#include <string.h>

static void put_event(struct op *op, struct json_out *out, struct play *play, int64_t seq, int64_t act, struct instant at)
{
    struct event *events = NULL;
    size_t count = 0;
    if (seq == 0 || !audit_events(op, play_db(play), seq - 1, 1, &events, &count) || count == 0) {
        json_put_null(out, "event");
        return;
    }
    json_open_object(out, "event");
    json_put_int(out, "seq", seq);
    json_put_int(out, "act", act);
    json_put_text(out, "name", events[0].name);
    json_put_text(out, "title", text_get(op->lang, arena_printf(op->arena, "event.%s", events[0].name)));
    json_put_instant(out, "at", at);
    json_close_object(out);
}

static void put_check(struct op *op, struct json_out *out, struct play *play, int step, size_t i)
{
    const struct exercise_step *s = &play_exercise(play)->steps[step];
    int number = s->first_check + (int)i;
    struct judge *judge = play_judge(play);
    struct check_state state = judge_check(judge, number);
    json_open_object(out, NULL);
    json_put_text(out, "id", s->checks[i].id);
    json_put_text(out, "text", check_text(op, judge_exercise(judge), step, &s->checks[i]));
    json_put_text(out, "verdict", verdict_text(state.verdict));
    put_event(op, out, play, state.seq, state.act, state.at);
    json_put_text(out, "why", state.verdict == VERDICT_WAITING ? check_why(op, judge, step, number) : NULL);
    json_close_object(out);
}

static void put_mistake(struct op *op, struct json_out *out, struct play *play, const struct mistake *m)
{
    int64_t seq = 0, act = 0;
    struct instant at = INSTANT_NONE;
    (void)judge_mistake(play_judge(play), m->index, &seq, &act, &at);
    json_open_object(out, NULL);
    json_put_text(out, "id", m->id);
    json_put_text(out, "text", human_text(&m->say, op->lang));
    json_put_bool(out, "critical", m->critical);
    put_event(op, out, play, seq, act, at);
    json_close_object(out);
}

static void put_mistakes(struct op *op, struct json_out *out, struct play *play, const struct exercise_step *s)
{
    for (size_t i = 0; i < s->mistake_count; i++) {
        if (judge_mistake(play_judge(play), s->mistakes[i].index, NULL, NULL, NULL) > 0) {
            put_mistake(op, out, play, &s->mistakes[i]);
        }
    }
}

/* Which hints of the step have been taken. */
static bool is_taken(const struct history_entry *list, size_t count, const char *step, size_t hint)
{
    for (size_t i = 0; i < count; i++) {
        char text[16];
        (void)snprintf(text, sizeof text, "%zu", hint);
        if (list[i].kind == HISTORY_HINT && strcmp(list[i].step, step) == 0 && strcmp(list[i].check, text) == 0) {
            return true;
        }
    }
    return false;
}

struct seen {
    struct history_entry *list;
    size_t count;
};

static void put_hints(struct op *op, struct json_out *out, struct visit *v, int step, const struct seen *seen)
{
    const struct exercise_step *s = &play_exercise(v->play)->steps[step];
    json_open_array(out, "hints");
    for (size_t i = 0; i < s->hint_count; i++) {
        bool taken = is_taken(seen->list, seen->count, s->id, i);
        json_open_object(out, NULL);
        json_put_int(out, "index", (int64_t)i + 1);
        json_put_text(out, "text", taken ? human_text(&s->hints[i].text, op->lang) : NULL);
        json_put_int(out, "cost", s->hints[i].cost);
        json_put_bool(out, "available", taken || visit_hint_is_open(v, step, (int)i));
        json_close_object(out);
    }
    json_close_array(out);
}

static const char *seat_name(struct op *op, const struct exercise *e, int seat)
{
    return seat < 0 || e->cast[seat].role == NULL
               ? NULL
               : text_get(op->lang, arena_printf(op->arena, "role.%s", e->cast[seat].role));
}

static void put_step(struct op *op, struct json_out *out, struct visit *v, int step, const struct seen *seen)
{
    const struct exercise *e = play_exercise(v->play);
    const struct exercise_step *s = &e->steps[step];
    struct judge *judge = play_judge(v->play);
    const char *title = human_text(&s->title, op->lang);
    json_open_object(out, NULL);
    json_put_text(out, "id", s->id);
    json_put_text(out, "title", *title == '\0' ? NULL : title);
    json_put_text(out, "goal", human_text(&s->goal, op->lang));
    json_put_text(out, "by", s->by < 0 ? NULL : e->cast[s->by].id);
    json_put_text(out, "seat_name", seat_name(op, e, s->by));
    json_put_int(out, "points", s->points);
    json_put_int(out, "earned", score_step(judge, step));
    json_put_text(out, "state", step_state_text(judge_step(judge, step)));
    json_open_array(out, "checks");
    for (size_t i = 0; i < s->check_count; i++) {
        put_check(op, out, v->play, step, i);
    }
    json_close_array(out);
    put_hints(op, out, v, step, seen);
    json_open_array(out, "mistakes");
    put_mistakes(op, out, v->play, s);
    json_close_array(out);
    json_close_object(out);
}

void view_score(struct op *op, struct json_out *out, struct visit *v)
{
    struct score score;
    if (play_judge(v->play) == NULL || !progress_score(op, ground_lab(v->ground), play_judge(v->play), v->attempt, &score)) {
        json_put_null(out, "score");
        return;
    }
    json_open_object(out, "score");
    json_put_int(out, "points", score.points);
    json_put_int(out, "max", score.max);
    json_put_int(out, "pass", score.pass);
    json_put_bool(out, "passed", score.passed);
    json_put_int(out, "earned", score.earned);
    json_put_int(out, "hint_cost", score.hint_cost);
    json_put_int(out, "mistake_cost", score.mistake_cost);
    json_close_object(out);
}

/* What people call the organisation; its code is for the machine. */
static void put_org_name(struct op *op, struct json_out *out, struct db *db, const char *code)
{
    struct org org;
    bool known = code != NULL && org_get(op, db, code, &org);
    json_put_text(out, "org_name", !known ? NULL : op->lang == LANG_EN && org.name_en != NULL ? org.name_en : org.name_vi);
}

/* Who sits there already, somebody else than who looks: no two people sit in one seat. */
static const char *taken_by(const struct visit *v, const struct seat_takers *takers, const char *seat)
{
    bool owner_there = v->companion != NULL && v->owner_seat != NULL && strcmp(v->owner_seat, seat) == 0;
    for (size_t i = 0; i < takers->count; i++) {
        const struct companion *c = &takers->list[i];
        bool self = v->companion != NULL && strcmp(c->person, v->companion) == 0;
        if (!self && c->seat != NULL && strcmp(c->seat, seat) == 0) {
            return c->name;
        }
    }
    return owner_there ? v->attempt->name : NULL;
}

bool view_takers(struct op *op, struct visit *v, struct seat_takers *out)
{
    *out = (struct seat_takers){0};
    return v->attempt == NULL || companion_list(op, ground_lab(v->ground), v->attempt->id, &out->list, &out->count);
}

static void put_companions(struct json_out *out, const struct visit *v, const struct seat_takers *takers)
{
    json_put_bool(out, "own", v->companion == NULL);
    json_open_array(out, "companions");
    for (size_t i = 0; i < takers->count; i++) {
        json_open_object(out, NULL);
        json_put_text(out, "person", takers->list[i].person);
        json_put_text(out, "name", takers->list[i].name);
        json_put_text(out, "seat", takers->list[i].seat);
        json_close_object(out);
    }
    json_close_array(out);
}

void view_seat(struct op *op, struct json_out *out, struct visit *v, const struct seat_takers *takers, const struct account *a)
{
    const char *role = role_code((enum role)a->role);
    json_put_text(out, "id", a->id);
    json_put_text(out, "name", a->name);
    json_put_text(out, "role", role);
    json_put_text(out, "role_name", text_get(op->lang, arena_printf(op->arena, "role.%s", role)));
    json_put_text(out, "org", a->org);
    put_org_name(op, out, play_db(v->play), a->org);
    json_put_text(out, "kind", seat_state(play_exercise(v->play), a) == SEAT_BOT ? "bot" : "trainee");
    json_put_text(out, "taken_by", taken_by(v, takers, a->id));
}

static bool put_one_seat(struct op *op, struct json_out *out, struct visit *v, const struct seat_takers *takers, const char *id)
{
    struct account a;
    if (!account_get(op, play_db(v->play), id, &a)) {
        return false;
    }
    json_open_object(out, NULL);
    view_seat(op, out, v, takers, &a);
    json_close_object(out);
    return true;
}

/* The cast, and the account that is sat in if it is another: whoever changes seats asks for all of them (api_seat.c). */
static void put_seats(struct op *op, struct json_out *out, struct visit *v, const struct seat_takers *takers)
{
    const struct exercise *e = play_exercise(v->play);
    json_put_bool(out, "open_seats", e->open_seats);
    json_open_array(out, "seats");
    for (size_t i = 0; i < e->cast_count && put_one_seat(op, out, v, takers, e->cast[i].id);) {
        i++;
    }
    if (v->seat != NULL && exercise_find_cast(e, v->seat) < 0) {
        (void)put_one_seat(op, out, v, takers, v->seat);
    }
    json_close_array(out);
}

/* What is to be done at the step, in words. Handing in and moving the clock are the owner's: a companion reads who does it. */
static const char *next_text(struct op *op, struct visit *v, int step)
{
    const struct exercise *e = play_exercise(v->play);
    bool with = v->companion != NULL;
    struct error_arg args[2] = {{"owner", v->attempt->name}};
    if (step < 0 && strcmp(v->attempt->state, "running") != 0) {
        return text_get(op->lang, "attempt.handed_in");
    }
    if (step < 0) {
        return text_format(op->arena, op->lang, with ? "attempt.all_done_together" : "attempt.all_done", args, 1);
    }
    if (e->steps[step].by >= 0 && !exercise_is_person(e, e->steps[step].by)) {
        args[1] = (struct error_arg){"seat", seat_name(op, e, e->steps[step].by)};
        return text_format(op->arena, op->lang, with ? "attempt.wait_for_with" : "attempt.wait_for", args, 2);
    }
    return human_text(&e->steps[step].goal, op->lang);
}

static void put_next(struct op *op, struct json_out *out, struct visit *v)
{
    const struct exercise *e = play_exercise(v->play);
    int step = judge_next_step(play_judge(v->play));
    json_open_object(out, "next");
    json_put_text(out, "step", step < 0 ? NULL : e->steps[step].id);
    json_put_text(out, "seat", step < 0 || e->steps[step].by < 0 ? NULL : e->cast[e->steps[step].by].id);
    json_put_text(out, "text", next_text(op, v, step));
    json_close_object(out);
}

static void put_announcement(struct op *op, struct json_out *out, struct visit *v)
{
    const struct announcement *a =
        v->attempt->class_id == 0 ? NULL : classroom_announcement(op, ground_lab(v->ground), v->attempt->class_id);
    if (a == NULL) {
        json_put_null(out, "announcement");
        return;
    }
    json_open_object(out, "announcement");
    json_put_int(out, "id", a->id);
    json_put_text(out, "text", a->text);
    json_put_instant(out, "at", a->at);
    json_close_object(out);
}

static void put_head(struct op *op, struct json_out *out, struct visit *v)
{
    const struct exercise *e = play_exercise(v->play);
    const struct attempt *a = v->attempt;
    json_put_text(out, "id", a->id);
    json_put_text(out, "exercise", a->exercise);
    json_put_text(out, "title", exercise_title(e, op->lang));
    json_put_text(out, "brief", human_text(&e->brief, op->lang));
    json_put_text(out, "state", a->state);
    json_put_text(out, "world", a->world);
    json_put_int(out, "minutes", e->minutes);
    json_open_object(out, "person");
    json_put_text(out, "id", a->person);
    json_put_text(out, "name", a->name);
    json_close_object(out);
    view_score(op, out, v);
    put_clock(op, out, "clock", v->play);
    json_put_int(out, "generation", world_generation(v->world));
    json_put_int(out, "act", world_act(v->world));
    json_put_int(out, "first_act", visit_first_act(v));
    json_put_text(out, "seat", v->seat);
}

bool view_attempt(struct op *op, struct json_out *out, struct visit *v)
{
    const struct exercise *e = play_exercise(v->play);
    struct seen seen = {NULL, 0};
    if (v->attempt == NULL || e == NULL) {
        return fail(op, E_STATE, "attempt.no_exercise", NULL);
    }
    if (v->attempt->hints > 0 && !attempt_history(op, ground_lab(v->ground), v->attempt->id, &seen.list, &seen.count)) {
        return false;
    }
    struct seat_takers takers;
    put_head(op, out, v);
    if (!view_takers(op, v, &takers)) {
        return false;
    }
    put_companions(out, v, &takers);
    put_seats(op, out, v, &takers);
    json_open_array(out, "steps");
    for (size_t i = 0; i < e->step_count; i++) {
        put_step(op, out, v, (int)i, &seen);
    }
    json_close_array(out);
    put_next(op, out, v);
    json_open_array(out, "mistakes");
    for (size_t i = 0; i < e->step_count; i++) {
        put_mistakes(op, out, v->play, &e->steps[i]);
    }
    json_close_array(out);
    put_announcement(op, out, v);
    struct presence p = ground_presence(v->ground, world_id(v->world));
    int64_t idle = instant_is_none(p.acted_at) ? 0 : (ground_now(v->ground).ms - p.acted_at.ms) / 1000;
    json_put_int(out, "idle_seconds", idle);
    return !op_failed(op);
}

/* ---- what a call changed ---- */

static void put_verdict(struct op *op, struct json_out *out, struct play *play, const struct judge_change *c)
{
    const struct exercise *e = play_exercise(play);
    const struct exercise_step *s = &e->steps[c->step];
    const struct check *check = &s->checks[c->check - s->first_check];
    json_open_object(out, NULL);
    json_put_text(out, "step", s->id);
    json_put_text(out, "check", check->id);
    json_put_text(out, "verdict", verdict_text(c->verdict));
    json_put_text(out, "text", check_text(op, e, c->step, check));
    put_event(op, out, play, c->seq, c->act, c->at);
    json_close_object(out);
}

void put_changes(struct op *op, struct json_out *out, struct play *play, const struct play_news *news)
{
    const struct exercise *e = play_exercise(play);
    json_open_array(out, "verdicts");
    for (size_t i = 0; i < news->count; i++) {
        if (news->items[i].kind == CHANGE_VERDICT && news->items[i].verdict != VERDICT_WAITING) {
            put_verdict(op, out, play, &news->items[i]);
        }
    }
    json_close_array(out);
    json_open_array(out, "mistakes");
    for (size_t i = 0; i < news->count; i++) {
        const struct judge_change *c = &news->items[i];
        for (size_t k = 0; c->kind == CHANGE_MISTAKE && k < e->steps[c->step].mistake_count; k++) {
            if (e->steps[c->step].mistakes[k].index == c->mistake) {
                put_mistake(op, out, play, &e->steps[c->step].mistakes[k]);
            }
        }
    }
    json_close_array(out);
}
