/* The solution once more, from elsewhere: another world, a save point in its middle, an awkward hour, another seed. */
#include "exercise/selftest_inside.h"

#include "base/text.h"
#include "exercise/score.h"

#include <string.h>

#define SWEEP_DAYS 400 /* how far a start is looked for */
#define SEEDS 3
#define EVENING (16 * MS_HOUR + 30 * MS_MINUTE)
#define MORNING (8 * MS_HOUR)

/* Where a run went another way: the first item it could not do, or the end. */
static const char *where(struct trial *trial, size_t done)
{
    struct testing *t = trial->t;
    if (done == t->plan.count) {
        struct score score = score_of(play_judge(trial->walk.play), 0);
        return arena_printf(t->op->arena, "%d/100", score.points);
    }
    const struct walk_item *item = &t->plan.items[done];
    return arena_printf(t->op->arena, "%s, %s: %s", t->ex->steps[item->step].id,
                        item->action->name == NULL ? "jump" : item->action->name, text_error(&trial->op));
}

static bool same_chain(struct trial *trial, size_t done, enum selftest_part part, const char *name)
{
    struct testing *t = trial->t;
    if (done < t->plan.count) {
        selftest_add(t, part, CASE_FAILED, name, part == PART_TWICE ? "stopped" : "stopped_step", "step", name, "where", where(trial, done), NULL);
        return true;
    }
    const char *hash = walk_hash(&trial->op, &trial->walk);
    if (hash == NULL) {
        return trial_broken(trial);
    }
    bool same = strcmp(hash, t->hash) == 0;
    selftest_add(t, part, same ? CASE_PASSED : CASE_FAILED, name, same ? NULL : part == PART_TWICE ? "differs" : "differs_step",
                 "step", name, NULL);
    return true;
}

bool selftest_twice(struct testing *t)
{
    struct trial trial;
    size_t done = 0;
    if (!t->perfect) {
        selftest_add(t, PART_TWICE, CASE_SKIPPED, "chain", "not_solved", NULL);
        return true;
    }
    if (!trial_begin(t, t->ex, t->golden, &trial)) {
        return false;
    }
    bool ok = trial_solve(&trial, 0, t->plan.count, &done) && same_chain(&trial, done, PART_TWICE, "chain");
    trial_end(&trial);
    return ok;
}

/* The act to go back to in order to play the step again: the one that opened it, unless another step was solved since. */
static int64_t save_point(struct testing *t, int step)
{
    int64_t opened = 0;
    size_t start = t->plan.start[step];
    (void)judge_step_opened(play_judge(t->solved.play), step, &opened);
    return start > 0 && opened >= t->own[start - 1] ? opened : t->before[start];
}

/* A branch of the finished run, taken back to the step and played on: what a trainee does who repeats a step. */
static bool resume_at(struct testing *t, int step)
{
    struct trial trial;
    size_t done = 0;
    if (!trial_branch(t, walk_act(&t->solved), &trial)) {
        return false;
    }
    bool ok = walk_rewind(&trial.op, &trial.walk, save_point(t, step)) || trial_broken(&trial);
    ok = ok && trial_solve(&trial, t->plan.start[step], t->plan.count, &done) &&
         same_chain(&trial, done, PART_RESUME, t->ex->steps[step].id);
    trial_end(&trial);
    return ok;
}

bool selftest_resume(struct testing *t)
{
    if (!t->perfect) {
        selftest_add(t, PART_RESUME, CASE_SKIPPED, "chain", "not_solved", NULL);
        return true;
    }
    for (size_t i = 0; i < t->plan.steps; i++) {
        if (!resume_at(t, t->plan.order[i])) {
            return false;
        }
    }
    return true;
}

/* ---- awkward hours ---- */

/* Does the day fit? */
typedef bool (*day_fn)(const struct calendar *c, struct day d);

static bool is_friday(const struct calendar *c, struct day d)
{
    return day_weekday(d) == 5 && calendar_is_working_day(c, d);
}
static bool is_eve_of_tet(const struct calendar *c, struct day d)
{
    static const char tet[] = "Tết Nguyên đán";
    struct day next = day_add(d, 1);
    const struct calendar_day *row = calendar_exception(c, next);
    while (row == NULL && !calendar_is_working_day(c, next)) { /* a weekend before it */
        next = day_add(next, 1);
        row = calendar_exception(c, next);
    }
    return calendar_is_working_day(c, d) && row != NULL && row->kind == DAY_HOLIDAY && strncmp(row->name_vi, tet, strlen(tet)) == 0;
}
static bool is_year_end(const struct calendar *c, struct day d)
{
    int year, month, dom;
    (void)c;
    day_parts(d, &year, &month, &dom);
    return month == 12 && dom == 31;
}
static bool is_make_up(const struct calendar *c, struct day d)
{
    return calendar_day_kind(c, d) == DAY_MAKE_UP;
}

/* The first such day from the exercise's own start on, else the last before it. */
static bool find_day(const struct calendar *c, struct day from, day_fn fits, struct day *out)
{
    for (int sign = 1; sign >= -1; sign -= 2) {
        for (int n = 0; n < SWEEP_DAYS; n++) {
            *out = day_add(from, sign * n);
            if (fits(c, *out)) {
                return true;
            }
        }
    }
    return false;
}

/* The exercise begun at another time or with another seed: a copy that shares everything else. */
static bool run_variant(struct testing *t, const struct exercise *variant, const char *name)
{
    struct trial trial;
    struct op own;
    char at[INSTANT_TEXT];
    size_t done = 0;
    struct arena *arena = arena_open(TRIAL_BYTES);
    op_init(&own, arena, t->op->id, t->op->lang);
    const char *golden = walk_golden(&own, t->ground, variant, t->data);
    const char *start = instant_format(variant->clock.start, at);
    if (golden == NULL) {
        bool fault = walk_is_refusal(&own);
        if (fault) {
            selftest_add(t, PART_CALENDAR, CASE_FAILED, name, "variant", "start", start, "where", text_error(&own), NULL);
        }
        arena_close(arena);
        return fault || fail_broken(t->op, "self-test: the office of %s cannot be built", name);
    }
    bool ok = trial_begin(t, variant, golden, &trial);
    arena_close(arena);
    if (!ok) {
        return false;
    }
    ok = trial_solve(&trial, 0, t->plan.count, &done);
    if (ok) {
        bool perfect = done == t->plan.count && trial_is_perfect(&trial);
        selftest_add(t, PART_CALENDAR, perfect ? CASE_PASSED : CASE_FAILED, name, perfect ? NULL : "variant", "start", start, "where",
                     where(&trial, done), NULL);
    }
    trial_end(&trial);
    return ok;
}

bool selftest_calendar(struct testing *t)
{
    static const struct {
        const char *name;
        day_fn fits;
        int64_t hour;
    } starts[] = {{"friday", is_friday, EVENING},
                  {"eve-of-tet", is_eve_of_tet, EVENING},
                  {"31-december", is_year_end, EVENING},
                  {"make-up-saturday", is_make_up, MORNING}};
    if (!t->perfect) {
        selftest_add(t, PART_CALENDAR, CASE_SKIPPED, "starts", "not_solved", NULL);
        return true;
    }
    struct day from = instant_day(t->ex->clock.start), day;
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        struct exercise variant = *t->ex;
        if (!find_day(calendar_builtin(), from, starts[i].fits, &day)) {
            continue; /* the calendar's data does not reach so far */
        }
        variant.clock.start = instant_at(day, starts[i].hour);
        if (!run_variant(t, &variant, starts[i].name)) {
            return false;
        }
    }
    for (int i = 1; i <= SEEDS; i++) {
        struct exercise variant = *t->ex;
        variant.seed += i;
        if (!run_variant(t, &variant, arena_printf(t->op->arena, "seed+%d", i))) {
            return false;
        }
    }
    return true;
}
