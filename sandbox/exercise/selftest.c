/* One golden file, one solve run whose world stays, and branches of it for all that goes wrong in the middle: a run then costs the
 * acts behind its save point, not those before it. */
#include "exercise/lint.h"
#include "exercise/score.h"
#include "exercise/selftest_inside.h"

#include "base/text.h"

#include <string.h>
#include <time.h>

const char *selftest_part_text(enum selftest_part part)
{
    static const char *const texts[] = {
#define X(part, text) text,
        SELFTEST_PARTS(X)
#undef X
    };
    return texts[part];
}

const char *selftest_outcome_text(enum selftest_outcome outcome)
{
    static const char *const texts[] = {"passed", "failed", "unnoticed", "excused", "skipped"};
    return texts[outcome];
}

/* ---- cases ---- */

struct selftest_case *selftest_add(struct testing *t, enum selftest_part part, enum selftest_outcome outcome, const char *name,
                                   const char *key, ...)
{
    struct selftest_report *r = t->report;
    must(r->count < SELFTEST_CASES_MAX);
    struct selftest_case *c = &r->cases[r->count++];
    struct arena *arena = t->op->arena;
    va_list pairs;
    *c = (struct selftest_case){.part = part, .outcome = outcome, .name = arena_strdup(arena, name), .key = key};
    va_start(pairs, key);
    for (const char *arg = va_arg(pairs, const char *); arg != NULL; arg = va_arg(pairs, const char *)) {
        must(c->arg_count < ERROR_ARGS_MAX);
        const char *value = va_arg(pairs, const char *);
        c->args[c->arg_count++] = (struct error_arg){arg, arena_strdup(arena, value == NULL ? "" : value)};
    }
    va_end(pairs);
    r->outcomes[part][outcome]++;
    return c;
}

const char *selftest_name(struct testing *t, int step, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *rest = arena_vprintf(t->op->arena, format, args);
    va_end(args);
    return arena_printf(t->op->arena, "%s/%s", t->ex->steps[step].id, rest);
}

const char *selftest_number(struct testing *t, int64_t n)
{
    return arena_printf(t->op->arena, "%lld", (long long)n);
}

const char *selftest_text(struct op *op, const struct selftest_case *c)
{
    if (c->key == NULL) {
        return NULL;
    }
    const char *key = arena_printf(op->arena, "selftest.%s", c->key);
    const char *text = text_format(op->arena, op->lang, key, c->args, c->arg_count);
    return c->line == 0 ? text : arena_printf(op->arena, "scenario.lua:%d: %s", c->line, text);
}

/* ---- trials ---- */

static void trial_open(struct testing *t, struct trial *out)
{
    *out = (struct trial){.t = t, .arena = arena_open(TRIAL_BYTES)};
    op_init(&out->op, out->arena, t->op->id, t->op->lang);
}

bool trial_begin(struct testing *t, const struct exercise *exercise, const char *golden, struct trial *out)
{
    trial_open(t, out);
    if (walk_begin(&out->op, t->ground, exercise, golden, &out->walk)) {
        return true;
    }
    (void)trial_broken(out);
    trial_end(out);
    return false;
}

bool trial_branch(struct testing *t, int64_t act, struct trial *out)
{
    trial_open(t, out);
    if (walk_branch(&out->op, &t->solved, act, &out->walk)) {
        return true;
    }
    (void)trial_broken(out);
    trial_end(out);
    return false;
}

bool trial_broken(struct trial *trial)
{
    struct op *op = trial->t->op;
    const char *cause = trial->op.error.cause;
    return op_failed(op) ? false : fail_broken(op, "self-test: %s (%s)", text_error(&trial->op), cause == NULL ? "-" : cause);
}

void trial_end(struct trial *trial)
{
    walk_end(&trial->walk);
    arena_close(trial->arena);
}

bool trial_solve(struct trial *trial, size_t from, size_t to, size_t *done)
{
    const struct walk_plan *plan = &trial->t->plan;
    for (*done = from; *done < to; (*done)++) {
        struct play_news news;
        if (!walk_do(&trial->op, &trial->walk, plan->items[*done].step, plan->items[*done].action, &news)) {
            return walk_is_refusal(&trial->op) ? true : trial_broken(trial);
        }
    }
    return true;
}

bool trial_is_perfect(struct trial *trial)
{
    struct score score = score_of(play_judge(trial->walk.play), 0);
    return score.points == score.max && score.mistakes == 0;
}

/* ---- the whole ---- */

static bool lint(struct testing *t)
{
    struct lint_report found;
    if (!exercise_lint(t->op, t->ex, &found)) {
        return false;
    }
    for (size_t i = 0; i < found.count; i++) {
        const struct lint_finding *f = &found.items[i];
        if (!f->warning) {
            selftest_add(t, PART_LINT, CASE_FAILED, arena_printf(t->op->arena, "%d %s %zu", f->line, f->key, i), "message", "message",
                         lint_text(t->op, t->ex, f), NULL);
        }
    }
    if (found.errors == 0) {
        selftest_add(t, PART_LINT, CASE_PASSED, "lint", NULL, NULL);
    }
    return true;
}

static int64_t monotonic_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool run_part(struct testing *t, enum selftest_part part)
{
    switch (part) {
    case PART_LINT:
        return lint(t);
    case PART_EMPTY:
        return selftest_empty(t);
    case PART_SOLVE:
        return selftest_solve(t);
    case PART_MISTAKES:
        return selftest_mistakes(t);
    case PART_MUTATIONS:
        return t->options->quick || selftest_mutations(t);
    case PART_TWICE:
        return selftest_twice(t);
    case PART_RESUME:
        return selftest_resume(t);
    case PART_CALENDAR:
        return selftest_calendar(t);
    case PART_COUNT:
        break;
    }
    must(false);
    return false;
}

/* The office an exercise begins in; an exercise whose `given` cannot be done there is at fault itself. */
static bool open_office(struct testing *t, bool *usable)
{
    struct op own;
    op_init(&own, t->op->arena, t->op->id, t->op->lang);
    t->ground = walk_ground_open(t->op);
    if (t->ground == NULL) {
        return false;
    }
    t->golden = walk_golden(&own, t->ground, t->ex, t->data);
    *usable = t->golden != NULL;
    if (*usable || walk_is_refusal(&own)) {
        if (!*usable) {
            selftest_add(t, PART_LINT, CASE_FAILED, "office", "office", "message", text_error(&own), NULL);
        }
        return true;
    }
    return fail_broken(t->op, "self-test: %s (%s)", text_error(&own), own.error.cause == NULL ? "-" : own.error.cause);
}

static bool run_all(struct testing *t)
{
    for (int part = 0; part < PART_COUNT; part++) {
        int64_t begun = monotonic_ms();
        bool usable = true;
        if (!run_part(t, (enum selftest_part)part)) {
            return false;
        }
        if (part == PART_LINT) {
            if (t->report->outcomes[PART_LINT][CASE_FAILED] > 0) {
                return true;
            }
            if (!open_office(t, &usable) || !usable) {
                return !op_failed(t->op);
            }
        }
        t->report->ms[part] = monotonic_ms() - begun;
    }
    return true;
}

static void conclude(struct testing *t)
{
    struct selftest_report *r = t->report;
    r->passed = true;
    for (int part = 0; part < PART_COUNT; part++) {
        bool unnoticed = t->options->strict && r->outcomes[part][CASE_UNNOTICED] > 0;
        r->passed = r->passed && r->outcomes[part][CASE_FAILED] == 0 && r->outcomes[part][CASE_SKIPPED] == 0 && !unnoticed;
    }
}

static void begin(struct testing *t, struct op *op, const struct selftest_options *options, struct selftest_report *out)
{
    *out = (struct selftest_report){.cases = arena_array(op->arena, SELFTEST_CASES_MAX, sizeof *out->cases), .strict = options->strict};
    *t = (struct testing){.op = op, .options = options, .report = out};
}

bool selftest_run(struct op *op, const struct exercise *exercise, const struct selftest_options *options,
                  struct selftest_report *out)
{
    struct testing t;
    begin(&t, op, options, out);
    t.ex = out->exercise = exercise;
    out->id = exercise->id;
    t.data = options->data != NULL ? options->data : arena_printf(op->arena, "%s/../data", exercise->folder);
    t.plan = walk_plan_of(op, exercise);
    t.before = arena_array(op->arena, t.plan.count + 1, sizeof *t.before);
    t.own = arena_array(op->arena, t.plan.count + 1, sizeof *t.own);
    bool ok = run_all(&t);
    walk_end(&t.solved);
    walk_ground_close(t.ground);
    conclude(&t);
    return ok;
}

bool selftest_folder(struct op *op, const char *folder, const struct selftest_options *options, struct selftest_report *out,
                     struct exercise **exercise)
{
    struct op own;
    op_init(&own, op->arena, op->id, op->lang);
    *exercise = exercise_load(&own, folder);
    if (*exercise != NULL) {
        return selftest_run(op, *exercise, options, out);
    }
    struct testing t;
    const char *slash = strrchr(folder, '/');
    begin(&t, op, options, out);
    out->id = slash == NULL ? folder : slash + 1;
    int n = 0;
    for (const struct field_error *e = own.error.fields; e != NULL; e = e->next) {
        selftest_add(&t, PART_LINT, CASE_FAILED, arena_printf(op->arena, "read %d", ++n), "message", "message",
                     text_format(op->arena, op->lang, e->key, e->args, e->arg_count), NULL);
    }
    if (n == 0) {
        selftest_add(&t, PART_LINT, CASE_FAILED, "read", "message", "message", text_error(&own), NULL);
    }
    return true;
}
