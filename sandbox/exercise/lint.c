/* Rules in the order of the file: the frame, the cast, the steps; then names (lint_names.c). A rule says one thing and is one
 * function. Findings are sorted by line at the end, so an author reads them beside the file from top to bottom. */
#include "account/role.h"
#include "exercise/lint_inside.h"
#include "script/load.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* Words that are read but not run yet: using one is an error, because silence would be a check that never checks. Whoever
 * implements one takes it out of here. */
static const char *const not_yet[] = {"fault",       "ask",      "class",     "acceptance", "when",
                                      "mix",         "at",       "announce",  "takeover",   "score.group",
                                      "file data",   "mood = \"strict\"", "mood = \"forgets_signature\""};

static void add(struct linting *l, bool warning, int line, const char *key, va_list pairs)
{
    struct lint_report *r = &l->report;
    if (r->count == LINT_FINDINGS_MAX) {
        return;
    }
    struct lint_finding *f = &r->items[r->count++];
    *f = (struct lint_finding){.warning = warning, .line = line, .key = key};
    for (;;) {
        const char *name = va_arg(pairs, const char *);
        if (name == NULL) {
            break;
        }
        must(f->arg_count < ERROR_ARGS_MAX);
        const char *value = va_arg(pairs, const char *);
        f->args[f->arg_count].name = name;
        f->args[f->arg_count].value = arena_strdup(l->op->arena, value == NULL ? "" : value);
        f->arg_count++;
    }
    r->errors += !warning;
    r->warnings += warning;
}

void lint_error(struct linting *l, int line, const char *key, ...)
{
    va_list pairs;
    va_start(pairs, key);
    add(l, false, line, key, pairs);
    va_end(pairs);
}

void lint_warning(struct linting *l, int line, const char *key, ...)
{
    va_list pairs;
    va_start(pairs, key);
    add(l, true, line, key, pairs);
    va_end(pairs);
}

static const char *number(struct linting *l, int n)
{
    return arena_printf(l->op->arena, "%d", n);
}

/* ---- texts ---- */

/* Both languages; `what` names the key. An absent text is an error if `required`. */
static void both_languages(struct linting *l, const struct human *text, bool required, int line, const char *what)
{
    if (text->vi == NULL && text->en == NULL) {
        if (required || text->line > 0) {
            lint_error(l, text->line > 0 ? text->line : line, "text_missing", "what", what, NULL);
        }
        return;
    }
    if (text->vi == NULL || text->vi[0] == '\0' || text->en == NULL || text->en[0] == '\0') {
        bool no_vi = text->vi == NULL || text->vi[0] == '\0';
        lint_error(l, text->line > 0 ? text->line : line, "language_missing", "what", what, "lang", no_vi ? "vi" : "en", NULL);
    }
}

/* ---- the frame ---- */

static void frame(struct linting *l)
{
    const struct exercise *ex = l->ex;
    if (ex->id[0] == '\0') {
        lint_error(l, ex->line, "key_missing", "key", "id", NULL);
    }
    const char *folder = ex->folder == NULL ? NULL : strrchr(ex->folder, '/');
    folder = folder == NULL ? ex->folder : folder + 1;
    if (folder != NULL && folder[0] != '\0' && strcmp(folder, ex->id) != 0) {
        lint_error(l, ex->line, "id_not_folder", "id", ex->id, "folder", folder, NULL);
    }
    if (instant_is_none(ex->clock.start)) {
        lint_error(l, ex->clock.line > 0 ? ex->clock.line : ex->line, "key_missing", "key", "clock.start", NULL);
    }
    if (strcmp(ex->clock.calendar, "vn") != 0) {
        lint_error(l, ex->clock.line, "unknown_calendar", "name", ex->clock.calendar, NULL);
    }
    both_languages(l, &ex->title, true, ex->line, "title");
    both_languages(l, &ex->brief, true, ex->line, "brief.vi.md / brief.en.md");
    if (ex->step_count == 0) {
        lint_error(l, ex->line, "key_missing", "key", "steps", NULL);
    }
    if (ex->cast_count == 0) {
        lint_error(l, ex->line, "key_missing", "key", "cast", NULL);
    }
}

static void points(struct linting *l)
{
    int sum = 0;
    for (size_t s = 0; s < l->ex->step_count; s++) {
        sum += l->ex->steps[s].points;
    }
    if (sum != 100 && l->ex->step_count > 0) {
        lint_error(l, l->ex->line, "points", "sum", number(l, sum), NULL);
    }
}

static void unsupported(struct linting *l)
{
    for (size_t u = 0; u < l->ex->use_count; u++) {
        for (size_t i = 0; i < sizeof not_yet / sizeof not_yet[0]; i++) {
            if (strcmp(l->ex->uses[u].word, not_yet[i]) == 0) {
                lint_error(l, l->ex->uses[u].line, "not_yet", "word", not_yet[i], NULL);
            }
        }
    }
}

static void cast(struct linting *l)
{
    for (size_t i = 0; i < l->ex->cast_count; i++) {
        const struct cast_member *m = &l->ex->cast[i];
        if (m->role == NULL) {
            lint_error(l, m->line, "role_missing", "seat", m->id, NULL);
        } else if (role_find(m->role) < 0) {
            lint_error(l, m->line, "unknown_role", "name", m->role, "seat", m->id, NULL);
        }
    }
}

/* Whoever opens the office's accounts to people wants somebody who can add one. */
static void seats(struct linting *l)
{
    bool keeps = false;
    for (size_t i = 0; i < l->ex->cast_count; i++) {
        int role = l->ex->cast[i].role == NULL ? -1 : role_find(l->ex->cast[i].role);
        keeps = keeps || (exercise_is_person(l->ex, (int)i) && (role == ROLE_UNIT_ADMIN || role == ROLE_SYSTEM_ADMIN));
    }
    if (l->ex->open_seats && !keeps) {
        lint_error(l, l->ex->line, "seats_no_admin", NULL);
    }
}

static void dossiers(struct linting *l)
{
    for (size_t i = 0; i < l->ex->dossier_count; i++) {
        const struct exercise_dossier *d = &l->ex->dossiers[i];
        if (exercise_find_dossier(l->ex, d->name) != (int)i) {
            lint_error(l, d->line, "duplicate", "what", "file", "name", d->name, NULL);
        }
        if (strlen(d->name) > EXERCISE_ALIAS_MAX) {
            lint_error(l, d->line, "alias_long", "name", d->name, "max", number(l, EXERCISE_ALIAS_MAX), NULL);
        }
    }
}

/* ---- steps ---- */

static bool guards_only(const struct want *w)
{
    bool guards = w->kind == WANT_NEVER || w->kind == WANT_NOPE || (w->kind == WANT_EVENT && w->event->least == 0);
    if (w->kind == WANT_ALL || w->kind == WANT_ANY) {
        guards = true;
        for (size_t i = 0; i < w->inner_count; i++) {
            guards = guards && guards_only(w->inner[i]);
        }
    }
    return guards;
}

static void inner_wants(struct linting *l, const struct exercise_step *step, const struct want *w)
{
    if (w->kind == WANT_FIELD) {
        lint_fields(l, step, w);
    }
    if ((w->kind == WANT_ALL || w->kind == WANT_ANY) && w->inner_count == 0) {
        lint_error(l, w->line, "empty_list", "what", w->kind == WANT_ALL ? "all" : "any", NULL);
    }
    if (w->say.line > 0) {
        both_languages(l, &w->say, false, w->line, "say");
    }
    for (size_t i = 0; i < w->inner_count; i++) {
        inner_wants(l, step, w->inner[i]);
    }
}

static void wants(struct linting *l, const struct exercise_step *s)
{
    bool only_guards = true, bots_could = true;
    for (size_t c = 0; c < s->check_count; c++) {
        only_guards = only_guards && guards_only(s->checks[c].want);
        bots_could = bots_could && lint_bots_could(l->ex, s->checks[c].want);
        inner_wants(l, s, s->checks[c].want);
    }
    if (s->check_count == 0) {
        lint_error(l, s->line, "want_missing", "step", s->id, NULL);
    } else if (only_guards) {
        lint_error(l, s->line, "guards_only", "step", s->id, NULL);
    } else if (bots_could && exercise_is_person(l->ex, s->by)) {
        lint_error(l, s->line, "bots_alone", "step", s->id, NULL);
    }
}

static void hints(struct linting *l, const struct exercise_step *s)
{
    for (size_t h = 0; h < s->hint_count; h++) {
        both_languages(l, &s->hints[h].text, true, s->hints[h].line, "hint");
        if (s->hints[h].after_ms < 0) {
            lint_error(l, s->hints[h].line, "bad_real_time", "what", "after", NULL);
        }
    }
}

static void mistakes(struct linting *l, const struct exercise_step *s)
{
    for (size_t m = 0; m < s->mistake_count; m++) {
        const struct mistake *one = &s->mistakes[m];
        both_languages(l, &one->say, true, one->line, "say");
        if (one->sees_count == 0) {
            lint_error(l, one->line, "sees_missing", "mistake", one->id, NULL);
        }
        if (one->acts.count == 0) {
            lint_error(l, one->line, "acts_missing", "mistake", one->id, NULL);
        }
        for (size_t k = 0; k < m; k++) {
            if (strcmp(s->mistakes[k].id, one->id) == 0) {
                lint_error(l, one->line, "duplicate", "what", "mistake", "name", one->id, NULL);
            }
        }
    }
}

static void step_names(struct linting *l, const struct exercise_step *s, int index)
{
    if (exercise_find_step(l->ex, s->id) != index) {
        lint_error(l, s->line, "duplicate", "what", "step", "name", s->id, NULL);
    }
    if (s->by_name == NULL) {
        lint_error(l, s->line, "key_missing", "key", "by", NULL);
    } else if (s->by < 0) {
        lint_error(l, s->line, "unknown_seat", "name", s->by_name, NULL);
    }
    if (s->dossier_name != NULL && s->dossier < 0) {
        lint_error(l, s->line, "unknown_dossier", "name", s->dossier_name, NULL);
    }
    for (size_t i = 0; i < s->after_count; i++) {
        if (s->after[i] < 0) {
            lint_error(l, s->line, "unknown_step", "name", s->after_names.items[i], NULL);
        }
    }
}

static void solution(struct linting *l, const struct exercise_step *s)
{
    if (exercise_is_person(l->ex, s->by) && s->solve.count == 0) {
        lint_error(l, s->line, "solve_missing", "step", s->id, NULL);
    }
    if (exercise_is_person(l->ex, s->by) && s->mistake_count == 0) {
        lint_warning(l, s->line, "mistakes_missing", "step", s->id, NULL);
    }
    if (s->budget_ms < 0) {
        lint_error(l, s->line, "bad_real_time", "what", "budget", NULL);
    }
}

/* Steps that open sooner or later: those without predecessor, then those whose predecessors all do. */
static void reachable(struct linting *l)
{
    bool reached[EXERCISE_STEPS_MAX] = {false};
    for (size_t round = 0; round < l->ex->step_count; round++) {
        for (size_t s = 0; s < l->ex->step_count; s++) {
            const struct exercise_step *step = &l->ex->steps[s];
            bool all = true;
            for (size_t i = 0; i < step->after_count; i++) {
                all = all && step->after[i] >= 0 && reached[step->after[i]];
            }
            reached[s] = reached[s] || all;
        }
    }
    for (size_t s = 0; s < l->ex->step_count; s++) {
        if (!reached[s]) {
            lint_error(l, l->ex->steps[s].line, "unreachable", "step", l->ex->steps[s].id, NULL);
        }
    }
}

static void steps(struct linting *l)
{
    for (size_t i = 0; i < l->ex->step_count; i++) {
        const struct exercise_step *s = &l->ex->steps[i];
        step_names(l, s, (int)i);
        both_languages(l, &s->goal, true, s->line, "goal");
        both_languages(l, &s->title, false, s->line, "title");
        wants(l, s);
        hints(l, s);
        mistakes(l, s);
        solution(l, s);
    }
    reachable(l);
}

static void timed(struct linting *l)
{
    for (size_t i = 0; i < l->ex->at_count; i++) {
        if (instant_is_none(l->ex->at[i].at)) {
            lint_error(l, l->ex->at[i].line, "bad_time", "text", l->ex->at[i].text, NULL);
        }
    }
}

/* By line; findings of one line stay in the order in which they were made. */
static void sort_by_line(struct lint_report *r)
{
    for (size_t i = 1; i < r->count; i++) {
        struct lint_finding f = r->items[i];
        size_t k = i;
        for (; k > 0 && r->items[k - 1].line > f.line; k--) {
            r->items[k] = r->items[k - 1];
        }
        r->items[k] = f;
    }
}

bool exercise_lint(struct op *op, const struct exercise *exercise, struct lint_report *out)
{
    struct linting l = {.op = op, .ex = exercise};
    l.report.items = arena_array(op->arena, LINT_FINDINGS_MAX, sizeof *l.report.items);
    frame(&l);
    points(&l);
    unsupported(&l);
    cast(&l);
    seats(&l);
    dossiers(&l);
    steps(&l);
    timed(&l);
    lint_tests(&l);
    lint_actions(&l);
    lint_catalogue(&l);
    sort_by_line(&l.report);
    *out = l.report;
    return !op_failed(op);
}

static const char *sentence(struct op *op, const struct lint_finding *f)
{
    const char *key = arena_printf(op->arena, "exercise.lint.%s", f->key);
    return text_format(op->arena, op->lang, key, f->args, f->arg_count);
}

const char *lint_text(struct op *op, const struct exercise *exercise, const struct lint_finding *finding)
{
    if (finding->line == 0) {
        return arena_printf(op->arena, "%s: %s", exercise->file_name, sentence(op, finding));
    }
    return arena_printf(op->arena, "%s:%d: %s", exercise->file_name, finding->line, sentence(op, finding));
}

bool lint_require(struct op *op, const struct exercise *exercise, const struct lint_report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        const struct lint_finding *f = &report->items[i];
        if (!f->warning) {
            (void)script_problem(op, exercise->file_name, f->line, "lint", "message", sentence(op, f), NULL);
        }
    }
    return !op_failed(op);
}
