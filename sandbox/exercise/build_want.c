/* Checks. What an author writes as text is taken apart here, once: counts, comparisons, spans, names. What cannot be
 * understood is kept as it was written and left to lint, which has the words to say what is wrong. */
#include "exercise/build.h"
#include "script/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CONDITIONS_MAX 40

/* "==2" ">=1" "<=3" ">1" "<4" "2..4" -> least and most (-1 = no bound). False: not understood. */
static bool parse_count(const char *text, int *least, int *most)
{
    static const struct {
        const char *sign;
        int low, high; /* what the number is added to; -1 = not bounded by it */
    } signs[] = {{"==", 0, 0}, {">=", 0, -1}, {"<=", -1, 0}, {">", 1, -1}, {"<", -1, -2}};
    int low, high, end = 0;
    if (sscanf(text, "%3d..%3d%n", &low, &high, &end) == 2 && text[end] == '\0') {
        *least = low;
        *most = high;
        return low >= 0 && low <= high;
    }
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t n = strlen(signs[i].sign);
        if (strncmp(text, signs[i].sign, n) != 0) {
            continue;
        }
        int value;
        end = 0;
        if (sscanf(text + n, "%4d%n", &value, &end) != 1 || text[n + (size_t)end] != '\0' || value < 0) {
            return false;
        }
        *least = signs[i].low == -1 ? 0 : value + signs[i].low;
        *most = signs[i].high == -1 ? -1 : signs[i].high == -2 ? value - 1 : value;
        return (*most == -1 && *least > 0) || *most >= *least;
    }
    return false;
}

/* ">0", "~=granted": the sign in front of a text; the text behind it in *rest. */
static enum condition_op sign_of(const char *text, const char **rest)
{
    static const struct {
        const char *sign;
        enum condition_op op;
    } signs[] = {{"==", IS_EQUAL}, {"~=", IS_NOT},    {"!=", IS_NOT}, {">=", IS_AT_LEAST},
                 {"<=", IS_AT_MOST}, {">", IS_MORE}, {"<", IS_LESS}};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t n = strlen(signs[i].sign);
        if (strncmp(text, signs[i].sign, n) == 0) {
            *rest = text + n + strspn(text + n, " ");
            return signs[i].op;
        }
    }
    *rest = text;
    return IS_EQUAL;
}

static void text_condition(struct build *b, const struct json *node, struct condition *c)
{
    const char *rest;
    c->op = sign_of(node->text, &rest);
    if (rest == node->text) {
        return;
    }
    char *end;
    double number = strtod(rest, &end);
    if (end != rest && *end == '\0' && number == number) {
        c->number = number;
        c->numeric = true;
        return;
    }
    if (c->op != IS_EQUAL && c->op != IS_NOT) {
        c->op = IS_EQUAL; /* a text that happens to begin with a sign */
        return;
    }
    struct json *value = arena_alloc(b->inner.arena, sizeof *value);
    *value = (struct json){.kind = JSON_TEXT, .text = rest};
    c->value = value;
}

struct condition_list {
    struct condition items[CONDITIONS_MAX];
    size_t count;
};

static void add_condition(struct build *b, const struct json *node, const char *path, struct condition_list *list, int depth)
{
    if (list->count == CONDITIONS_MAX || depth > 3) {
        (void)script_problem(b->op, b->ex->file_name, 0, "too_many", "what", "with", "max", "40", NULL);
        return;
    }
    struct condition c = {.path = path, .value = node, .op = IS_EQUAL};
    if (node->kind == JSON_OBJECT && strcmp(json_get_text(node, "kind", ""), "has") != 0) {
        for (const struct json *m = node->first; m != NULL; m = m->next) {
            add_condition(b, m, arena_printf(b->inner.arena, "%s.%s", path, m->key), list, depth + 1);
        }
        return;
    }
    if (node->kind == JSON_OBJECT) {
        c.op = HAS_ALL;
        c.value = json_get(node, "items");
    } else if (node->kind == JSON_ARRAY) {
        c.op = IS_SET;
    } else if (node->kind == JSON_TEXT) {
        text_condition(b, node, &c);
    } else if (node->kind == JSON_INT || node->kind == JSON_REAL) {
        c.number = node->real;
        c.numeric = true;
    }
    list->items[list->count++] = c;
}

static void build_conditions(struct build *b, const struct json *with, struct event_test *t)
{
    struct condition_list list = {.count = 0};
    for (const struct json *m = with == NULL ? NULL : with->first; m != NULL; m = m->next) {
        if (m->key != NULL) {
            add_condition(b, m, m->key, &list, 0);
        }
    }
    struct condition *items = arena_array(b->inner.arena, list.count + 1, sizeof *items);
    memcpy(items, list.items, list.count * sizeof *items);
    t->with = items;
    t->with_count = list.count;
}

/* A dossier by its name; the step's own if none is named. */
static int which_dossier(struct build *b, const char *name)
{
    return name != NULL ? exercise_find_dossier(b->ex, name) : b->ex->steps[b->step].dossier;
}

const struct event_test *build_test(struct build *b, const struct json *node, bool whole)
{
    struct exercise *ex = b->ex;
    if (ex->test_count == EXERCISE_TESTS_MAX) {
        (void)script_problem(b->op, ex->file_name, build_line(node), "too_many", "what", "event", "max", "250", NULL);
        return NULL;
    }
    struct event_test *t = arena_alloc(b->inner.arena, sizeof *t);
    b->tests[ex->test_count] = t;
    *t = (struct event_test){.index = (int)ex->test_count++, .step = b->step, .name = json_get_text(node, "name", ""),
                             .by_name = json_get_text(node, "by", NULL), .dossier_name = json_get_text(node, "on", NULL),
                             .count_text = json_get_text(node, "count", NULL), .least = 1, .most = -1, .whole_attempt = whole,
                             .line = build_line(node)};
    t->by = exercise_find_cast(ex, t->by_name);
    t->dossier = which_dossier(b, t->dossier_name);
    const char *within = json_get_text(node, "within", NULL);
    if (within != NULL && !span_parse(&b->inner, within, &t->within)) {
        t->within = (struct span){.text = within};
    }
    if (t->count_text != NULL && !parse_count(t->count_text, &t->least, &t->most)) {
        t->least = -1;
    }
    t->whole_attempt = whole || t->most >= 0;
    build_conditions(b, json_get(node, "with"), t);
    const struct json *after = json_get(node, "after");
    t->after = after == NULL ? NULL : build_test(b, after, true);
    return t;
}

/* The slot of a field; the same field of the same dossier has one. */
static int slot_of(struct build *b, const struct field_ref *field, int line)
{
    struct exercise *ex = b->ex;
    for (size_t i = 0; i < ex->slot_count; i++) {
        if (b->slots[i].dossier == field->dossier && strcmp(b->slots[i].path, field->path) == 0) {
            return (int)i;
        }
    }
    if (ex->slot_count == EXERCISE_FIELDS_MAX) {
        (void)script_problem(b->op, ex->file_name, line, "too_many", "what", "field", "max", "64", NULL);
        return 0;
    }
    b->slots[ex->slot_count] = *field;
    b->slots[ex->slot_count].slot = (int)ex->slot_count;
    return (int)ex->slot_count++;
}

static struct field_ref build_field(struct build *b, const struct json *node, const char *otherwise_on)
{
    struct field_ref f = {.path = json_get_text(node, "path", ""), .dossier_name = json_get_text(node, "on", otherwise_on)};
    f.dossier = which_dossier(b, f.dossier_name);
    f.slot = slot_of(b, &f, build_line(node));
    return f;
}

static enum field_op field_op_of(const char *test)
{
    static const struct {
        const char *name;
        enum field_op op;
    } tests[] = {{"equals", FIELD_EQUALS}, {"after", FIELD_AFTER}, {"before", FIELD_BEFORE}, {"matches", FIELD_MATCHES}};
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        if (strcmp(test, tests[i].name) == 0) {
            return tests[i].op;
        }
    }
    return FIELD_NO_TEST;
}

static void build_field_want(struct build *b, const struct json *node, struct want *w)
{
    w->kind = WANT_FIELD;
    w->field_index = (int)b->ex->field_check_count++;
    w->field = build_field(b, node, NULL);
    w->op = field_op_of(json_get_text(node, "test", ""));
    const struct json *value = json_get(node, "value");
    if (value != NULL && value->kind == JSON_OBJECT) {
        w->other = build_field(b, value, w->field.dossier_name);
    } else {
        w->value = value;
    }
}

static void build_inner(struct build *b, const struct json *list, struct want *w)
{
    const struct want **inner = arena_array(b->inner.arena, build_count(list) + 1, sizeof *inner);
    for (const struct json *n = list == NULL ? NULL : list->first; n != NULL; n = n->next) {
        inner[w->inner_count++] = build_want(b, n);
    }
    w->inner = inner;
}

static void build_never(struct build *b, const struct json *node, struct want *w)
{
    w->kind = WANT_NEVER;
    w->event = build_test(b, json_get(node, "event"), false);
    const struct json *before = json_get(node, "before");
    w->before = before == NULL ? NULL : build_test(b, before, true);
}

const struct want *build_want(struct build *b, const struct json *node)
{
    struct want *w = arena_alloc(b->inner.arena, sizeof *w);
    const char *kind = json_get_text(node, "kind", "");
    w->line = build_line(node);
    w->say = build_human(json_get(node, "say"));
    w->field_index = -1;
    if (strcmp(kind, "event") == 0) {
        w->kind = WANT_EVENT;
        w->event = build_test(b, node, false);
    } else if (strcmp(kind, "field") == 0) {
        build_field_want(b, node, w);
    } else if (strcmp(kind, "never") == 0) {
        build_never(b, node, w);
    } else if (strcmp(kind, "ask") == 0) {
        w->kind = WANT_ASK;
        build_use(b, "ask", w->line);
    } else {
        w->kind = strcmp(kind, "any") == 0 ? WANT_ANY : strcmp(kind, "nope") == 0 ? WANT_NOPE : WANT_ALL;
        build_inner(b, json_get(node, "wants"), w);
    }
    return w;
}
