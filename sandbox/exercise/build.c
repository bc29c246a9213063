/* The lesson. Three passes, because names point forwards and backwards: first who and what there is (cast, steps, the
 * dossiers that are filed), then which dossier each step is about, then everything that refers to those.
 *
 * The tree comes from the confined child. Its shape was checked there by the prelude, but the child read a stranger's file:
 * nothing here trusts it. A member of another kind than expected reads as absent. */
#include "exercise/build.h"
#include "script/load.h"

#include <stdio.h>
#include <string.h>

#define EXERCISE_ARENA_MAX (32u * 1024u * 1024u)

int build_line(const struct json *node)
{
    int64_t line = json_get_int(node, "line", 0);
    return line > 0 && line < 1000000 ? (int)line : 0;
}

struct human build_human(const struct json *node)
{
    return (struct human){json_get_text(node, "vi", NULL), json_get_text(node, "en", NULL), build_line(node)};
}

size_t build_count(const struct json *list)
{
    return list == NULL || list->kind != JSON_ARRAY ? 0 : list->count;
}

void build_use(struct build *b, const char *word, int line)
{
    if (b->ex->use_count < BUILD_USES_MAX) {
        b->uses[b->ex->use_count++] = (struct word_use){word, line};
    }
}

const struct json *build_first(const struct json *list)
{
    return build_count(list) == 0 ? NULL : list->first;
}

static int bounded_int(const struct json *node, const char *key, int fallback)
{
    int64_t n = json_get_int(node, key, fallback);
    return n >= -1000000 && n <= 1000000 ? (int)n : fallback;
}

static bool kind_is(const struct json *node, const char *kind)
{
    return strcmp(json_get_text(node, "kind", ""), kind) == 0;
}

static struct text_list text_list_of(struct build *b, const struct json *list)
{
    const char **items = arena_array(b->inner.arena, build_count(list) + 1, sizeof *items);
    size_t n = 0;
    for (const struct json *i = build_first(list); i != NULL; i = i->next) {
        if (i->kind == JSON_TEXT) {
            items[n++] = i->text;
        }
    }
    return (struct text_list){items, n};
}

/* ---- actions ---- */

static void build_jump(struct build *b, const struct json *node, struct action *a)
{
    a->kind = ACTION_JUMP;
    a->jump_text = json_get_text(node, "to", "");
    a->next = strcmp(a->jump_text, "next") == 0;
    if (!a->next && !instant_parse(a->jump_text, &a->to)) {
        a->to = INSTANT_NONE;
        if (a->jump_text[0] != '+' || !span_parse(&b->inner, a->jump_text + 1, &a->span)) {
            a->span = (struct span){0};
        }
    }
}

static void build_action(struct build *b, const struct json *node, struct action *a)
{
    *a = (struct action){.seat = -1, .dossier = -1, .to = INSTANT_NONE, .line = build_line(node),
                         .name = json_get_text(node, "name", "")};
    a->seat_name = json_get_text(node, "by", NULL);
    a->seat = exercise_find_cast(b->ex, a->seat_name);
    if (kind_is(node, "file")) {
        const struct json *data = json_get(node, "data");
        a->kind = ACTION_FILE;
        a->name = json_get_text(node, "procedure", "");
        a->dossier_name = json_get_text(node, "name", b->ex->steps[b->step].id);
        a->omit = text_list_of(b, json_get(node, "omit"));
        a->channel = json_get_text(node, "channel", "online");
        a->input = data != NULL && data->kind == JSON_OBJECT ? data : NULL;
        if (a->input != NULL) {
            build_use(b, "file data", a->line);
        }
    } else if (kind_is(node, "jump")) {
        build_jump(b, node, a);
    } else if (kind_is(node, "announce")) {
        a->kind = ACTION_ANNOUNCE;
        a->text = build_human(json_get(node, "text"));
        build_use(b, "announce", a->line);
    } else {
        const struct json *input = json_get(node, "input");
        a->kind = kind_is(node, "wait_for") ? ACTION_WAIT_FOR : ACTION_ACT;
        a->dossier_name = json_get_text(node, "on", NULL);
        a->input = input != NULL && input->kind == JSON_OBJECT ? input : NULL;
    }
    if (a->kind == ACTION_FILE || a->dossier_name != NULL) {
        a->dossier = exercise_find_dossier(b->ex, a->dossier_name);
    } else if (a->kind == ACTION_ACT || a->kind == ACTION_WAIT_FOR) {
        a->dossier = b->ex->steps[b->step].dossier;
    }
}

static struct action_list build_actions(struct build *b, const struct json *list)
{
    struct action *items = arena_array(b->inner.arena, build_count(list) + 1, sizeof *items);
    size_t n = 0;
    for (const struct json *i = build_first(list); i != NULL; i = i->next) {
        build_action(b, i, &items[n++]);
    }
    return (struct action_list){items, n};
}

/* ---- steps, first pass: ids, and which dossiers are filed ---- */

static void note_dossiers(struct build *b, const struct json *given, struct exercise_dossier *out)
{
    for (const struct json *g = build_first(given); g != NULL; g = g->next) {
        if (kind_is(g, "file")) {
            struct exercise_dossier *d = &out[b->ex->dossier_count++];
            d->name = json_get_text(g, "name", b->ex->steps[b->step].id);
            d->step = b->step;
            d->line = build_line(g);
        }
    }
}

static void first_pass(struct build *b, const struct json *list)
{
    struct exercise *ex = b->ex;
    struct exercise_step *steps = arena_array(b->inner.arena, build_count(list) + 1, sizeof *steps);
    size_t files = 0;
    for (const struct json *n = build_first(list); n != NULL; n = n->next) {
        steps[ex->step_count].id = json_get_text(n, "id", "");
        steps[ex->step_count].dossier = -1;
        steps[ex->step_count++].line = build_line(n);
        files += build_count(json_get(n, "given"));
    }
    ex->steps = b->steps = steps;
    struct exercise_dossier *dossiers = arena_array(b->inner.arena, files + 1, sizeof *dossiers);
    ex->dossiers = b->dossiers = dossiers;
    b->step = 0;
    for (const struct json *n = build_first(list); n != NULL; n = n->next, b->step++) {
        note_dossiers(b, json_get(n, "given"), dossiers);
    }
}

/* ---- second pass: what comes after what, and which dossier a step is about ---- */

static void build_after(struct build *b, const struct json *node, struct exercise_step *s)
{
    const struct json *after = json_get(node, "after");
    if (after != NULL && after->kind == JSON_TEXT) {
        const char **one = arena_array(b->inner.arena, 1, sizeof *one);
        one[0] = after->text;
        s->after_names = (struct text_list){one, 1};
    } else {
        s->after_names = text_list_of(b, after);
    }
    int *indexes = arena_array(b->inner.arena, s->after_names.count + 1, sizeof *indexes);
    for (size_t i = 0; i < s->after_names.count; i++) {
        indexes[i] = exercise_find_step(b->ex, s->after_names.items[i]);
    }
    s->after = indexes;
    s->after_count = s->after_names.count;
}

/* The one dossier the step files itself; -1 none, -2 several. */
static int filed_by(const struct exercise *ex, int step)
{
    int found = -1;
    for (size_t i = 0; i < ex->dossier_count; i++) {
        if (ex->dossiers[i].step == step) {
            found = found == -1 ? (int)i : -2;
        }
    }
    return found;
}

/* The one dossier all predecessors agree on; -1 none, -2 they differ or are unclear. */
static int inherited(const struct exercise *ex, const struct exercise_step *s)
{
    int found = -1;
    for (size_t i = 0; i < s->after_count; i++) {
        const struct exercise_step *p = s->after[i] < 0 ? NULL : &ex->steps[s->after[i]];
        int d = p == NULL ? -1 : p->dossier_unclear ? -2 : p->dossier;
        if (d != -1) {
            found = found == -1 || found == d ? d : -2;
        }
    }
    return found;
}

static void choose_dossier(const struct exercise *ex, int index, struct exercise_step *s)
{
    int d = s->dossier_name != NULL ? exercise_find_dossier(ex, s->dossier_name) : filed_by(ex, index);
    if (d == -1 && s->dossier_name == NULL) {
        d = inherited(ex, s);
    }
    if (d == -1 && s->dossier_name == NULL) {
        d = ex->dossier_count == 1 ? 0 : ex->dossier_count > 1 ? -2 : -1;
    }
    s->dossier_unclear = d == -2;
    s->dossier = d < 0 ? -1 : d;
}

static void second_pass(struct build *b, const struct json *list, struct exercise_step *steps)
{
    size_t i = 0;
    for (const struct json *n = build_first(list); n != NULL; n = n->next, i++) {
        build_after(b, n, &steps[i]);
        steps[i].dossier_name = json_get_text(n, "on", NULL);
    }
    for (size_t round = 0; round < b->ex->step_count; round++) { /* a chain may run against the order of the file */
        for (i = 0; i < b->ex->step_count; i++) {
            choose_dossier(b->ex, (int)i, &steps[i]);
        }
    }
}

/* ---- third pass: the rest ---- */

static void build_checks(struct build *b, const struct json *list, struct exercise_step *s)
{
    struct check *checks = arena_array(b->inner.arena, build_count(list) + 1, sizeof *checks);
    s->first_check = (int)b->ex->check_count;
    for (const struct json *n = build_first(list); n != NULL; n = n->next) {
        checks[s->check_count].id = arena_printf(b->inner.arena, "%zu", s->check_count + 1);
        checks[s->check_count].want = build_want(b, n);
        s->check_count++;
    }
    s->checks = checks;
    b->ex->check_count += s->check_count;
}

static void build_hints(struct build *b, const struct json *list, struct exercise_step *s)
{
    struct hint *hints = arena_array(b->inner.arena, build_count(list) + 1, sizeof *hints);
    s->first_hint = (int)b->ex->hint_count;
    for (const struct json *n = build_first(list); n != NULL; n = n->next) {
        struct hint *h = &hints[s->hint_count++];
        const struct json *when = json_get(n, "when");
        const char *after = json_get_text(n, "after", NULL);
        *h = (struct hint){.text = build_human(json_get(n, "text")), .cost = bounded_int(n, "cost", 0), .line = build_line(n)};
        h->after_ms = after == NULL ? 0 : span_parse_real(after);
        if (kind_is(when, "function")) {
            build_use(b, "when", h->line);
        } else if (when != NULL) {
            h->seen = json_get_text(when, "name", "");
            h->seen_count = bounded_int(when, "count", 1);
        }
    }
    s->hints = hints;
    b->ex->hint_count += s->hint_count;
}

static void build_sees(struct build *b, const struct json *sees, struct mistake *m)
{
    const struct json *list = kind_is(sees, "any") ? json_get(sees, "wants") : NULL;
    const struct event_test **tests = arena_array(b->inner.arena, build_count(list) + 1, sizeof *tests);
    if (kind_is(sees, "event")) {
        tests[m->sees_count++] = build_test(b, sees, false);
    }
    for (const struct json *n = build_first(list); n != NULL; n = n->next) {
        if (kind_is(n, "event")) {
            tests[m->sees_count++] = build_test(b, n, false);
        } else {
            (void)script_problem(b->op, b->ex->file_name, build_line(n), "sees_events", NULL);
        }
    }
    m->sees = tests;
}

static void build_mistakes(struct build *b, const struct json *list, struct exercise_step *s)
{
    struct mistake *mistakes = arena_array(b->inner.arena, build_count(list) + 1, sizeof *mistakes);
    for (const struct json *n = build_first(list); n != NULL; n = n->next) {
        struct mistake *m = &mistakes[s->mistake_count++];
        *m = (struct mistake){.id = json_get_text(n, "id", ""), .critical = json_get_bool(n, "critical", false),
                              .cost = bounded_int(n, "cost", 0), .say = build_human(json_get(n, "say")),
                              .index = (int)b->ex->mistake_count++, .step = b->step, .line = build_line(n)};
        m->acts = build_actions(b, json_get(n, "acts"));
        build_sees(b, json_get(n, "sees"), m);
    }
    s->mistakes = mistakes;
}

static void build_excuses(struct build *b, const struct json *list, struct exercise_step *s)
{
    struct excuse *excuses = arena_array(b->inner.arena, build_count(list) + 1, sizeof *excuses);
    for (const struct json *n = build_first(list); n != NULL; n = n->next) {
        excuses[s->excuse_count++] =
            (struct excuse){json_get_text(n, "mutation", ""), json_get_text(n, "reason", ""), build_line(n)};
    }
    s->excuses = excuses;
}

static void build_step(struct build *b, const struct json *node, struct exercise_step *s)
{
    const char *budget = json_get_text(node, "budget", NULL);
    s->title = build_human(json_get(node, "title"));
    s->goal = build_human(json_get(node, "goal"));
    s->by_name = json_get_text(node, "by", NULL);
    s->by = exercise_find_cast(b->ex, s->by_name);
    s->budget_ms = budget == NULL ? 0 : span_parse_real(budget);
    s->points = bounded_int(node, "points", 0);
    s->given = build_actions(b, json_get(node, "given"));
    for (size_t i = 0; i < s->given.count; i++) {
        if (s->given.items[i].kind == ACTION_JUMP) {
            build_use(b, "given jump", s->given.items[i].line);
        }
    }
    s->solve = build_actions(b, json_get(node, "solve"));
    build_checks(b, json_get(node, "want"), s);
    build_hints(b, json_get(node, "hints"), s);
    build_mistakes(b, json_get(node, "mistakes"), s);
    build_excuses(b, json_get(node, "excuses"), s);
    for (const struct json *f = build_first(json_get(node, "fault")); f != NULL; f = f->next) {
        build_use(b, "fault", build_line(f));
    }
}

static void bind_files(struct build *b)
{
    size_t next = 0;
    for (size_t i = 0; i < b->ex->step_count; i++) {
        const struct action_list *given = &b->ex->steps[i].given;
        for (size_t k = 0; k < given->count; k++) {
            if (given->items[k].kind == ACTION_FILE) {
                b->dossiers[next++].action = &given->items[k];
            }
        }
    }
}

static void build_steps(struct build *b, const struct json *list)
{
    first_pass(b, list);
    second_pass(b, list, b->steps);
    b->step = 0;
    for (const struct json *n = build_first(list); n != NULL; n = n->next, b->step++) {
        build_step(b, n, &b->steps[b->step]);
    }
    b->step = 0;
    bind_files(b);
}

/* ---- the frame ---- */

static void build_clock(struct build *b, const struct json *node)
{
    struct exercise_clock *c = &b->ex->clock;
    const char *start = json_get_text(node, "start", NULL);
    const char *mode = json_get_text(node, "mode", NULL);
    c->line = build_line(node);
    c->start = INSTANT_NONE;
    if (start != NULL && !instant_parse(start, &c->start)) {
        (void)script_problem(b->op, b->ex->file_name, c->line, "bad_instant", "text", start, NULL);
    }
    c->rate = bounded_int(node, "rate", 60);
    c->calendar = json_get_text(node, "calendar", "vn");
    c->mode = mode == NULL || strcmp(mode, "rate") == 0 ? START_RATE : strcmp(mode, "real") == 0 ? START_REAL : START_FROZEN;
}

/* "09:40" is on the day of the start; "2026-11-23T09:40" is itself. */
static struct instant timed_instant(const struct exercise *ex, const char *text)
{
    struct instant at;
    int hour, minute, end = 0;
    if (instant_parse(text, &at)) {
        return at;
    }
    if (sscanf(text, "%2d:%2d%n", &hour, &minute, &end) == 2 && text[end] == '\0' && hour >= 0 && hour < 24 && minute >= 0 &&
        minute < 60 && !instant_is_none(ex->clock.start)) {
        return instant_at(instant_day(ex->clock.start), (hour * 60 + minute) * MS_MINUTE);
    }
    return INSTANT_NONE;
}

static void build_timed(struct build *b, const struct json *list)
{
    struct timed *items = arena_array(b->inner.arena, build_count(list) + 1, sizeof *items);
    for (const struct json *n = b->ex->step_count == 0 ? NULL : build_first(list); n != NULL; n = n->next) {
        struct timed *t = &items[b->ex->at_count++];
        t->text = json_get_text(n, "at", "");
        t->at = timed_instant(b->ex, t->text);
        t->line = build_line(n);
        build_use(b, "at", t->line);
        if (json_get(n, "what") != NULL) {
            build_action(b, json_get(n, "what"), &t->action);
        }
    }
    b->ex->at = items;
}

static void build_rest(struct build *b, const struct json *tree)
{
    const struct json *world = json_get(tree, "world"), *score = json_get(tree, "score");
    b->ex->golden = json_get_text(world, "golden", "so-khcn");
    b->ex->pass = bounded_int(score, "pass", 70);
    b->ex->critical_fails = strcmp(json_get_text(score, "critical", "fails_attempt"), "fails_attempt") == 0;
    for (const struct json *m = build_first(json_get(world, "dossiers")); m != NULL; m = m->next) {
        build_use(b, "mix", build_line(m));
    }
    if (json_get(score, "group") != NULL) {
        build_use(b, "score.group", build_line(score));
    }
    if (json_get(tree, "class") != NULL) {
        build_use(b, "class", build_line(json_get(tree, "class")));
    }
    if (json_get(tree, "acceptance") != NULL) {
        build_use(b, "acceptance", build_line(json_get(tree, "acceptance")));
    }
}

static void keep_lists(struct build *b)
{
    struct exercise *ex = b->ex;
    const struct event_test **tests = arena_array(b->inner.arena, ex->test_count + 1, sizeof *tests);
    struct field_ref *slots = arena_array(b->inner.arena, ex->slot_count + 1, sizeof *slots);
    struct word_use *uses = arena_array(b->inner.arena, ex->use_count + 1, sizeof *uses);
    memcpy(tests, b->tests, ex->test_count * sizeof *tests);
    memcpy(slots, b->slots, ex->slot_count * sizeof *slots);
    memcpy(uses, b->uses, ex->use_count * sizeof *uses);
    ex->tests = tests;
    ex->slots = slots;
    ex->uses = uses;
}

static void check_sizes(struct build *b)
{
    const struct exercise *ex = b->ex;
    const struct {
        const char *what;
        size_t count, max;
    } sizes[] = {{"want", ex->check_count, EXERCISE_CHECKS_MAX},
                 {"field", ex->field_check_count, EXERCISE_FIELD_CHECKS_MAX},
                 {"mistake", ex->mistake_count, EXERCISE_MISTAKES_MAX},
                 {"file", ex->dossier_count, EXERCISE_DOSSIERS_MAX},
                 {"hint", ex->hint_count, EXERCISE_HINTS_MAX}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        if (sizes[i].count > sizes[i].max) {
            (void)script_problem(b->op, ex->file_name, ex->line, "too_many", "what", sizes[i].what, "max",
                                 arena_printf(b->op->arena, "%zu", sizes[i].max), NULL);
        }
    }
}

static void build_all(struct build *b, const struct json *tree)
{
    struct exercise *ex = b->ex;
    ex->id = json_get_text(tree, "id", "");
    ex->rev = json_get_int(tree, "rev", 1);
    ex->title = build_human(json_get(tree, "title"));
    ex->minutes = bounded_int(tree, "minutes", 30);
    ex->level = bounded_int(tree, "level", 1);
    ex->seed = json_get_int(tree, "seed", 1);
    ex->track = json_get_text(tree, "track", NULL);
    ex->covers = text_list_of(b, json_get(tree, "covers"));
    ex->line = build_line(tree);
    if (build_count(json_get(tree, "steps")) > EXERCISE_STEPS_MAX) {
        (void)script_problem(b->op, ex->file_name, ex->line, "too_many", "what", "step", "max", "40", NULL);
        return;
    }
    build_clock(b, json_get(tree, "clock"));
    build_cast(b, json_get(tree, "cast"));
    ex->open_seats = strcmp(json_get_text(tree, "seats", "cast"), "office") == 0;
    build_steps(b, json_get(tree, "steps"));
    build_timed(b, json_get(tree, "at"));
    build_rest(b, tree);
    check_sizes(b);
    keep_lists(b);
}

struct exercise *exercise_build(struct op *op, const char *file_name, const struct json *tree, const char *brief_vi,
                                const char *brief_en)
{
    const char *text = json_text(op, tree);
    if (text == NULL) {
        return NULL;
    }
    struct arena *arena = arena_open(EXERCISE_ARENA_MAX);
    struct exercise *ex = arena_alloc(arena, sizeof *ex);
    struct build *b = arena_alloc(arena, sizeof *b);
    op_init(&b->inner, arena, op->id, op->lang);
    ex->arena = arena;
    ex->file_name = arena_strdup(arena, file_name);
    b->op = op;
    b->ex = ex;
    const struct json *own = json_parse(&b->inner, text, strlen(text));
    if (own == NULL) {
        (void)script_problem(op, file_name, 0, "died", NULL);
    } else {
        build_all(b, own);
        ex->brief = (struct human){brief_vi == NULL ? NULL : arena_strdup(arena, brief_vi),
                                   brief_en == NULL ? NULL : arena_strdup(arena, brief_en), ex->line};
    }
    if (op_failed(op)) {
        exercise_close(ex);
        return NULL;
    }
    return ex;
}
