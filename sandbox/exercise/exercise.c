/* Loading: the three files of the folder, the child, the build (build.c), the digest. The digest covers the files' bytes and
 * the prelude they were read with, so an attempt can say exactly which exercise it was an attempt at. */
#include "exercise/exercise.h"
#include "exercise/build.h"
#include "script/load.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define SCENARIO_FILE "scenario.lua"

const char *human_text(const struct human *text, enum lang lang)
{
    const char *first = lang == LANG_VI ? text->vi : text->en;
    const char *second = lang == LANG_VI ? text->en : text->vi;
    return first != NULL ? first : second != NULL ? second : "";
}

/* The whole file, NUL-terminated. NULL: E_LIMIT, E_MISSING; with `optional` also without failure if there is none. */
static const char *read_file(struct op *op, const char *folder, const char *name, bool optional, size_t *len)
{
    const char *path = arena_printf(op->arena, "%s/%s", folder, name);
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        if (!optional || errno != ENOENT) {
            (void)fail(op, E_MISSING, "exercise.missing", "file", name, NULL);
        }
        return NULL;
    }
    char *bytes = arena_alloc(op->arena, EXERCISE_BRIEF_MAX + 2);
    *len = fread(bytes, 1, EXERCISE_BRIEF_MAX + 1, f);
    bool ok = ferror(f) == 0;
    (void)fclose(f);
    if (!ok) {
        (void)fail_broken(op, "cannot read %s", path);
        return NULL;
    }
    if (*len > EXERCISE_BRIEF_MAX) {
        (void)script_problem(op, name, 0, "source_too_big", NULL);
        return NULL;
    }
    return bytes;
}

static void digest_files(struct digest *out, const char *source, const char *vi, const char *en)
{
    struct digest_state s;
    digest_begin(&s);
    digest_add_text(&s, "exercise 1");
    digest_add_text(&s, source);
    digest_add_text(&s, vi);
    digest_add_text(&s, en);
    *out = digest_end(&s);
}

struct exercise *exercise_load(struct op *op, const char *folder)
{
    size_t len = 0, vi_len = 0, en_len = 0;
    const char *source = read_file(op, folder, SCENARIO_FILE, false, &len);
    if (source == NULL) {
        return NULL;
    }
    const char *vi = read_file(op, folder, "brief.vi.md", true, &vi_len);
    const char *en = op_failed(op) ? NULL : read_file(op, folder, "brief.en.md", true, &en_len);
    if (op_failed(op)) {
        return NULL;
    }
    const struct json *tree = script_load(op, SCENARIO_FILE, source, len);
    if (tree == NULL) {
        return NULL;
    }
    struct exercise *ex = exercise_build(op, SCENARIO_FILE, tree, vi, en);
    if (ex != NULL) {
        ex->folder = arena_strdup(ex->arena, folder);
        digest_files(&ex->digest, source, vi, en);
    }
    return ex;
}

void exercise_close(struct exercise *exercise)
{
    if (exercise != NULL) {
        arena_close(exercise->arena);
    }
}

int exercise_find_cast(const struct exercise *exercise, const char *id)
{
    for (size_t i = 0; id != NULL && i < exercise->cast_count; i++) {
        if (strcmp(exercise->cast[i].id, id) == 0) {
            return (int)i;
        }
    }
    return -1;
}

int exercise_find_step(const struct exercise *exercise, const char *id)
{
    for (size_t i = 0; id != NULL && i < exercise->step_count; i++) {
        if (strcmp(exercise->steps[i].id, id) == 0) {
            return (int)i;
        }
    }
    return -1;
}

int exercise_find_dossier(const struct exercise *exercise, const char *name)
{
    for (size_t i = 0; name != NULL && i < exercise->dossier_count; i++) {
        if (strcmp(exercise->dossiers[i].name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

int exercise_find_check(const struct exercise *exercise, int step, const char *id)
{
    if (step < 0 || (size_t)step >= exercise->step_count) {
        return -1;
    }
    const struct exercise_step *s = &exercise->steps[step];
    for (size_t i = 0; i < s->check_count; i++) {
        if (strcmp(s->checks[i].id, id) == 0) {
            return s->first_check + (int)i;
        }
    }
    return -1;
}

const char *exercise_act_input(struct op *op, const struct action *action, int64_t dossier)
{
    struct strbuf text;
    struct json_out out;
    strbuf_init(&text, op->arena, 64u * 1024u);
    json_begin(&out, &text);
    json_open_object(&out, NULL);
    if (dossier > 0) {
        json_put_int(&out, "dossier", dossier);
    }
    for (const struct json *m = action->input == NULL ? NULL : action->input->first; m != NULL; m = m->next) {
        if (m->key != NULL) {
            json_put_node(&out, m->key, m);
        }
    }
    json_close_object(&out);
    return text.data;
}
