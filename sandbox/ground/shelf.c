#include "ground/shelf.h"

#include "base/log.h"
#include "base/port.h"
#include "exercise/lint.h"
#include "exercise/selftest.h"
#include "exercise/stage.h"
#include "lab/register.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SHELF_MAX 200

struct shelf {
    struct arena *arena;
    struct shelf_item items[SHELF_MAX];
    size_t count;
};

struct making {
    struct op *op;
    struct shelf *shelf;
    const struct shelf_options *options;
    struct store *lab;
    struct world_store *worlds;
};

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_visible(const struct dirent *d)
{
    return d->d_name[0] != '.';
}

/* What has not been seen to work is not given to a class. Run when the exercise is new or changed: its golden file is missing. */
static bool passes_selftest(struct making *m, const struct exercise *e)
{
    struct op *op = m->op;
    struct selftest_report report;
    struct selftest_options options = {.data = arena_printf(op->arena, "%s/data", m->options->folder), .quick = true};
    if (!selftest_run(op, e, &options, &report)) {
        return false;
    }
    return report.passed || fail(op, E_INPUT, "shelf.selftest", "exercise", e->id, NULL);
}

/* The golden file of the exercise: found by key, or built now. */
static const char *golden_of(struct making *m, const struct exercise *e, const char *key)
{
    struct op *op = m->op;
    struct ports real = ports_system();
    const char *name = arena_printf(op->arena, "%s@%.16s", e->id, key);
    const char *golden = golden_find(op, m->lab, name);
    if (op_failed(op) || (golden != NULL && world_store_has_golden(op, m->worlds, golden))) {
        return op_failed(op) ? NULL : golden;
    }
    op_clear(op);
    if (m->options->progress != NULL) {
        m->options->progress(e->id);
    }
    const char *path = arena_printf(op->arena, "%s/%s.db", m->options->work, e->id);
    (void)unlink(path); /* of a start that was cut short */
    (void)unlink(arena_printf(op->arena, "%s-wal", path));
    (void)unlink(arena_printf(op->arena, "%s-shm", path));
    if ((!m->options->untested && !passes_selftest(m, e)) ||
        !stage_build(op, e, arena_printf(op->arena, "%s/data", m->options->folder), path)) {
        return NULL;
    }
    golden = world_store_add_golden(op, m->worlds, path);
    return golden != NULL && golden_note(op, m->lab, name, golden, real.clock.now(NULL)) ? golden : NULL;
}

static bool is_sound(struct op *op, const struct exercise *e)
{
    struct lint_report report;
    return exercise_lint(op, e, &report) && lint_require(op, e, &report);
}

static bool put_on(struct making *m, const char *id)
{
    struct op *op = m->op;
    struct exercise *e = exercise_load(op, arena_printf(op->arena, "%s/%s", m->options->folder, id));
    if (e == NULL) {
        return false;
    }
    const char *key = is_sound(op, e) ? stage_key(op, e, arena_printf(op->arena, "%s/data", m->options->folder)) : NULL;
    const char *golden = key == NULL ? NULL : golden_of(m, e, key);
    if (golden == NULL) {
        exercise_close(e);
        return false;
    }
    struct shelf *shelf = m->shelf;
    shelf->items[shelf->count++] =
        (struct shelf_item){e, arena_strdup(shelf->arena, golden), arena_strdup(shelf->arena, key)};
    return true;
}

struct shelf *shelf_open(struct op *op, const struct shelf_options *options, struct store *lab, struct world_store *worlds)
{
    const char *folder = options->folder;
    struct dirent **names = NULL;
    int found = scandir(folder, &names, is_visible, by_name);
    if (found < 0) {
        (void)fail(op, E_MISSING, "shelf.no_folder", "folder", folder, NULL);
        return NULL;
    }
    struct shelf *shelf = calloc(1, sizeof *shelf);
    must(shelf != NULL);
    shelf->arena = arena_open((size_t)1 << 20);
    struct making m = {op, shelf, options, lab, worlds};
    for (int i = 0; i < found; i++) {
        const char *id = names[i]->d_name;
        bool is_exercise = access(arena_printf(op->arena, "%s/%s/scenario.lua", folder, id), R_OK) == 0;
        if (is_exercise && shelf->count < SHELF_MAX && !put_on(&m, id)) {
            log_failure(op, "shelf.left_out");
            op_clear(op);
        }
        free(names[i]);
    }
    free(names);
    return shelf;
}

void shelf_close(struct shelf *shelf)
{
    if (shelf == NULL) {
        return;
    }
    for (size_t i = 0; i < shelf->count; i++) {
        struct exercise *e = NULL;
        memcpy(&e, &shelf->items[i].exercise, sizeof e);
        exercise_close(e);
    }
    arena_close(shelf->arena);
    free(shelf);
}

size_t shelf_count(const struct shelf *shelf)
{
    return shelf->count;
}

const struct shelf_item *shelf_at(const struct shelf *shelf, size_t index)
{
    must(index < shelf->count);
    return &shelf->items[index];
}

const struct shelf_item *shelf_find(const struct shelf *shelf, const char *exercise)
{
    for (size_t i = 0; i < shelf->count; i++) {
        if (strcmp(shelf->items[i].exercise->id, exercise) == 0) {
            return &shelf->items[i];
        }
    }
    return NULL;
}
