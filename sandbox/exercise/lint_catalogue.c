/* Names of the catalogue: procedures, their components, starting offices. They stand in scenarios/data beside the exercise; an
 * exercise that came from no folder (a test, the recorder's draft) is not asked about them. A component's code is the name
 * most easily misspelt, and a misspelt one in `omit` would quietly leave nothing out. */
#include "exercise/lint_inside.h"

#include <stdio.h>
#include <string.h>

#define DATA_MAX (256u * 1024u)

/* scenarios/data/<kind>/<name>.json, parsed; NULL if there is no such file. */
static const struct json *data_file(struct linting *l, const char *kind, const char *name)
{
    if (name[0] == '\0' || strchr(name, '/') != NULL) {
        return NULL;
    }
    const char *path = arena_printf(l->op->arena, "%s/../data/%s/%s.json", l->ex->folder, kind, name);
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        return NULL;
    }
    struct op inner;
    op_init(&inner, l->op->arena, l->op->id, l->op->lang);
    char *text = arena_alloc(l->op->arena, DATA_MAX);
    size_t len = fread(text, 1, DATA_MAX, f);
    (void)fclose(f);
    return len == DATA_MAX ? NULL : json_parse(&inner, text, len);
}

static bool has_component(const struct json *procedure, const char *code)
{
    const struct json *list = json_get(procedure, "components");
    for (const struct json *c = list == NULL ? NULL : list->first; c != NULL; c = c->next) {
        if (strcmp(json_get_text(c, "code", ""), code) == 0) {
            return true;
        }
    }
    return false;
}

static void component(struct linting *l, const struct json *procedure, const char *code, int line)
{
    if (procedure != NULL && code != NULL && !has_component(procedure, code)) {
        lint_error(l, line, "unknown_component", "name", code, "procedure", json_get_text(procedure, "code", ""), NULL);
    }
}

static void component_list(struct linting *l, const struct json *procedure, const struct json *list, int line)
{
    for (const struct json *c = list == NULL || list->kind != JSON_ARRAY ? NULL : list->first; c != NULL; c = c->next) {
        component(l, procedure, c->text, line);
    }
}

static void actions(struct linting *l, const struct json *const *procedures, const struct action_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct action *a = &list->items[i];
        if (a->kind == ACTION_ACT && a->dossier >= 0) {
            component_list(l, procedures[a->dossier], json_get(a->input, "components"), a->line);
        }
    }
}

static void files(struct linting *l, const struct json **procedures)
{
    for (size_t d = 0; d < l->ex->dossier_count; d++) {
        const struct action *a = l->ex->dossiers[d].action;
        procedures[d] = data_file(l, "procedures", a->name);
        if (procedures[d] == NULL) {
            lint_error(l, a->line, "unknown_procedure", "name", a->name, NULL);
        }
        for (size_t i = 0; i < a->omit.count; i++) {
            component(l, procedures[d], a->omit.items[i], a->line);
        }
    }
}

static void tests(struct linting *l, const struct json *const *procedures)
{
    for (size_t t = 0; t < l->ex->test_count; t++) {
        const struct event_test *test = l->ex->tests[t];
        for (size_t w = 0; test->dossier >= 0 && w < test->with_count; w++) {
            if (strcmp(test->with[w].path, "components") == 0 || strcmp(test->with[w].path, "missing_components") == 0) {
                component_list(l, procedures[test->dossier], test->with[w].value, test->line);
            }
        }
    }
}

void lint_catalogue(struct linting *l)
{
    if (l->ex->folder == NULL) {
        return;
    }
    if (data_file(l, "goldens", l->ex->golden) == NULL) {
        lint_error(l, l->ex->line, "unknown_golden", "name", l->ex->golden, NULL);
    }
    const struct json **procedures = arena_array(l->op->arena, l->ex->dossier_count + 1, sizeof *procedures);
    files(l, procedures);
    for (size_t s = 0; s < l->ex->step_count; s++) {
        const struct exercise_step *step = &l->ex->steps[s];
        actions(l, procedures, &step->given);
        actions(l, procedures, &step->solve);
        for (size_t m = 0; m < step->mistake_count; m++) {
            actions(l, procedures, &step->mistakes[m].acts);
        }
    }
    tests(l, procedures);
}
