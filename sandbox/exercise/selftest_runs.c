/* The runs in which the exercise is taken as it is: nobody acts, a good officer acts, somebody makes its mistakes. */
#include "exercise/selftest_inside.h"

#include "base/text.h"
#include "exercise/score.h"
#include "exercise/why.h"

#include <string.h>

#define IDLE_WORKDAYS 60 /* after the last due item: every limit of an exercise is then over */

/* ---- empty run ---- */

/* Everything that is due is done, then all limits pass. */
static bool let_time_pass(struct trial *trial)
{
    struct play_news news;
    const struct calendar *calendar = play_calendar(trial->walk.play);
    if (!walk_idle(&trial->op, &trial->walk, &news)) {
        return false;
    }
    struct instant now = play_clock(trial->walk.play)->office_at;
    struct day day = calendar_add_working_days(calendar, instant_day(now), IDLE_WORKDAYS);
    news = (struct play_news){0};
    return play_jump(&trial->op, trial->walk.play, instant_at(day, instant_time_of_day(now)), &news);
}

/* The bot that did an act; NULL if it was none (a `given` may act from a trainee's seat). */
static const char *bot_that_did(struct trial *trial, int64_t act)
{
    struct act_row *rows = NULL;
    size_t count = 0;
    if (act <= 0 || !audit_acts(&trial->op, play_db(trial->walk.play), act - 1, 1, &rows, &count) || count == 0) {
        return NULL;
    }
    int seat = exercise_find_cast(trial->t->ex, rows[0].account);
    return seat < 0 || exercise_is_person(trial->t->ex, seat) ? NULL : rows[0].account;
}

/* A check that passed although the trainee did nothing measures nothing of what the trainee does. */
static void weigh_idle_check(struct trial *trial, int step, const struct check *check)
{
    struct testing *t = trial->t;
    const struct exercise_step *s = &t->ex->steps[step];
    struct check_state state = judge_check(play_judge(trial->walk.play), exercise_find_check(t->ex, step, check->id));
    bool guard = check->want->kind == WANT_NEVER || check->want->kind == WANT_NOPE; /* holds best where nobody acts */
    if ((state.verdict != VERDICT_PASS || guard) && state.verdict != VERDICT_AUTHOR_ERROR) {
        return;
    }
    const char *text = check_text(&trial->op, t->ex, step, check);
    const char *who = check->want->kind == WANT_EVENT ? bot_that_did(trial, state.act) : NULL; /* of others no single act is to blame */
    const char *key = state.verdict == VERDICT_AUTHOR_ERROR ? "empty_error" : who == NULL ? "empty_check" : "empty_bot";
    struct selftest_case *c = selftest_add(t, PART_EMPTY, CASE_FAILED, selftest_name(t, step, "%s", check->id), key, "step", s->id,
                                           "check", text, "seat", who, "act", selftest_number(t, state.act), NULL);
    c->line = check->want->line;
}

static void weigh_idle_step(struct trial *trial, int step)
{
    struct testing *t = trial->t;
    const struct exercise_step *s = &t->ex->steps[step];
    if (!exercise_is_person(t->ex, s->by)) {
        return;
    }
    int points = score_step(play_judge(trial->walk.play), step);
    bool done = judge_step(play_judge(trial->walk.play), step) == STEP_DONE;
    struct selftest_case *c = selftest_add(t, PART_EMPTY, done ? CASE_FAILED : CASE_PASSED, s->id, done ? "empty_points" : NULL,
                                           "step", s->id, "points", selftest_number(t, points), NULL);
    c->line = done ? s->line : 0;
    for (size_t k = 0; k < s->check_count; k++) {
        weigh_idle_check(trial, step, &s->checks[k]);
    }
}

bool selftest_empty(struct testing *t)
{
    struct trial trial;
    if (!trial_begin(t, t->ex, t->golden, &trial)) {
        return false;
    }
    bool ok = let_time_pass(&trial);
    if (!ok && (walk_is_refusal(&trial.op) || trial.op.error.code == E_LIMIT)) {
        selftest_add(t, PART_EMPTY, CASE_FAILED, "run", "empty_stopped", "message", text_error(&trial.op), NULL);
        ok = true;
    }
    for (size_t s = 0; ok && s < t->ex->step_count; s++) {
        weigh_idle_step(&trial, (int)s);
    }
    ok = ok || trial_broken(&trial);
    trial_end(&trial);
    return ok;
}

/* ---- solve run ---- */

static void refused(struct testing *t, struct op *op, enum selftest_part part, const char *name, const struct walk_item *item)
{
    const struct action *a = item->action;
    struct selftest_case *c =
        selftest_add(t, part, CASE_FAILED, name, a->kind == ACTION_ACT ? "refused" : "refused_other", "step",
                     t->ex->steps[item->step].id, "n", selftest_number(t, (int64_t)item->place + 1), "act",
                     a->kind == ACTION_ACT ? a->name : a->kind == ACTION_WAIT_FOR ? "wait_for" : "jump", "seat",
                     a->seat < 0 ? "" : t->ex->cast[a->seat].id, "message", text_error(op), NULL);
    c->line = a->line;
}

/* As far as the solution goes. */
static bool perform(struct testing *t)
{
    for (t->done = 0; t->done < t->plan.count; t->done++) {
        const struct walk_item *item = &t->plan.items[t->done];
        struct play_news news;
        t->before[t->done] = walk_act(&t->solved);
        if (!walk_do(t->op, &t->solved, item->step, item->action, &news)) {
            if (!walk_is_refusal(t->op)) {
                return false;
            }
            refused(t, t->op, PART_SOLVE, selftest_name(t, item->step, "%zu", item->place + 1), item);
            op_clear(t->op);
            return true;
        }
        t->own[t->done] = walk_act(&t->solved);
    }
    t->before[t->done] = walk_act(&t->solved);
    return true;
}

static const char *verdict_key(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_FAIL:
        return "solve_fail";
    case VERDICT_MISSED:
        return "solve_missed";
    case VERDICT_AUTHOR_ERROR:
        return "solve_error";
    case VERDICT_NOT_REACHED:
        return "solve_not_reached";
    case VERDICT_WAITING:
    case VERDICT_SKIPPED:
    case VERDICT_CANCELLED:
        return "solve_waiting";
    case VERDICT_PASS:
    case VERDICT_WAIVED:
        break;
    }
    return NULL;
}

static void weigh_check(struct testing *t, int step, const struct check *check)
{
    const struct judge *judge = play_judge(t->solved.play);
    int number = exercise_find_check(t->ex, step, check->id);
    const char *key = verdict_key(judge_check(judge, number).verdict);
    const char *name = selftest_name(t, step, "%s", check->id);
    if (key == NULL) {
        selftest_add(t, PART_SOLVE, CASE_PASSED, name, NULL, NULL);
        return;
    }
    const char *why = check_why(t->op, judge, step, number);
    struct selftest_case *c = selftest_add(t, PART_SOLVE, CASE_FAILED, name, key, "step", t->ex->steps[step].id, "check",
                                           check_text(t->op, t->ex, step, check), "why", why == NULL ? "" : why, NULL);
    c->line = check->want->line;
}

static void weigh_unwanted(struct testing *t, int step)
{
    const struct exercise_step *s = &t->ex->steps[step];
    for (size_t m = 0; m < s->mistake_count; m++) {
        int64_t seq = 0, act = 0;
        struct instant at;
        if (judge_mistake(play_judge(t->solved.play), s->mistakes[m].index, &seq, &act, &at) > 0) {
            struct selftest_case *c =
                selftest_add(t, PART_SOLVE, CASE_FAILED, selftest_name(t, step, "%s", s->mistakes[m].id), "solve_mistake", "step",
                             s->id, "mistake", s->mistakes[m].id, "act", selftest_number(t, act), NULL);
            c->line = s->mistakes[m].line;
        }
    }
}

bool selftest_solve(struct testing *t)
{
    if (!walk_begin(t->op, t->ground, t->ex, t->golden, &t->solved) || !perform(t)) {
        return false;
    }
    bool through = t->done == t->plan.count;
    for (size_t s = 0; s < t->ex->step_count; s++) {
        bool played = through || t->plan.start[s] + t->ex->steps[s].solve.count <= t->done;
        for (size_t k = 0; played && k < t->ex->steps[s].check_count; k++) {
            weigh_check(t, (int)s, &t->ex->steps[s].checks[k]);
        }
        weigh_unwanted(t, (int)s);
    }
    struct score score = score_of(play_judge(t->solved.play), 0);
    t->report->points = score.points;
    t->report->acts = (int)t->done;
    bool full = score.points == 100;
    selftest_add(t, PART_SOLVE, full ? CASE_PASSED : CASE_FAILED, "points", full ? NULL : "solve_points", "points",
                 selftest_number(t, score.points), NULL);
    t->perfect = t->report->outcomes[PART_SOLVE][CASE_FAILED] == 0;
    t->hash = walk_hash(t->op, &t->solved);
    return t->hash != NULL;
}

/* ---- mistake runs ---- */

static bool is_named(const struct trial *trial, const struct mistake *m)
{
    int64_t seq, act;
    struct instant at;
    return judge_mistake(play_judge(trial->walk.play), m->index, &seq, &act, &at) > 0;
}

/* A mistake of the exercise that is named and is not this one; NULL if there is none. */
static const struct mistake *other_named(const struct trial *trial, const struct mistake *own)
{
    const struct exercise *ex = trial->t->ex;
    for (size_t s = 0; s < ex->step_count; s++) {
        for (size_t m = 0; m < ex->steps[s].mistake_count; m++) {
            const struct mistake *other = &ex->steps[s].mistakes[m];
            if (other != own && is_named(trial, other)) {
                return other;
            }
        }
    }
    return NULL;
}

/* What happened instead of what the mistake's `sees` looks for. */
static const char *events_since(struct trial *trial, int64_t act)
{
    struct strbuf b;
    struct event *events = NULL;
    size_t count = 0;
    strbuf_init(&b, trial->op.arena, 2000);
    if (!audit_events_of_acts(&trial->op, play_db(trial->walk.play), act, walk_act(&trial->walk), &events, &count)) {
        op_clear(&trial->op);
    }
    for (size_t i = 0; i < count; i++) {
        strbuf_printf(&b, "%s%s", i == 0 ? "" : ", ", events[i].name);
    }
    return b.len == 0 ? "–" : b.data;
}

static bool make_mistake(struct trial *trial, int step, const struct mistake *m, const char *name)
{
    struct testing *t = trial->t;
    int64_t before = walk_act(&trial->walk);
    for (size_t i = 0; i < m->acts.count; i++) {
        struct play_news news;
        if (!walk_do(&trial->op, &trial->walk, step, &m->acts.items[i], &news)) {
            refused(t, &trial->op, PART_MISTAKES, name, &(struct walk_item){step, i, &m->acts.items[i]});
            return walk_is_refusal(&trial->op) || trial_broken(trial);
        }
    }
    const struct mistake *other = other_named(trial, m);
    struct selftest_case *c;
    if (!is_named(trial, m)) {
        c = selftest_add(t, PART_MISTAKES, CASE_FAILED, name, "mistake_unnamed", "mistake", m->id, "events",
                         events_since(trial, before), NULL);
    } else if (other != NULL) {
        c = selftest_add(t, PART_MISTAKES, CASE_FAILED, name, "mistake_other", "mistake", m->id, "other", other->id, "step",
                         t->ex->steps[other->step].id, NULL);
    } else {
        selftest_add(t, PART_MISTAKES, CASE_PASSED, name, NULL, NULL);
        return true;
    }
    c->line = m->line;
    return true;
}

static bool run_mistake(struct testing *t, int step, const struct mistake *m)
{
    struct trial trial;
    const char *name = selftest_name(t, step, "%s", m->id);
    size_t start = t->plan.start[step];
    if (start > t->done) {
        selftest_add(t, PART_MISTAKES, CASE_SKIPPED, name, "not_reached", NULL);
        return true;
    }
    if (!trial_branch(t, t->before[start], &trial)) {
        return false;
    }
    bool ok = true;
    if (is_named(&trial, m)) {
        selftest_add(t, PART_MISTAKES, CASE_FAILED, name, "mistake_early", "mistake", m->id, NULL)->line = m->line;
    } else {
        ok = make_mistake(&trial, step, m, name);
    }
    trial_end(&trial);
    return ok;
}

bool selftest_mistakes(struct testing *t)
{
    for (size_t s = 0; s < t->ex->step_count; s++) {
        for (size_t m = 0; m < t->ex->steps[s].mistake_count; m++) {
            if (!run_mistake(t, (int)s, &t->ex->steps[s].mistakes[m])) {
                return false;
            }
        }
    }
    return true;
}
