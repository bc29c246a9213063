/* The ground itself: opening its parts, what moves into a world, attempts. What happens inside one world is in visit.c. */
#include "ground/ground_inside.h"

#include "base/log.h"
#include "base/port.h"
#include "core_sql.h"
#include "db/migrate.h"
#include "document/blob.h"
#include "ground/resident.h"
#include "lab/register.h"
#include "world/golden_vfs.h"
#include "world_sql.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_MAX_BYTES 3000

/* ---- opening ---- */

static bool make_folder(struct op *op, const char *path)
{
    if (mkdir(path, 0700) == 0 || errno == EEXIST) {
        return true;
    }
    return fail_broken(op, "mkdir %s: errno %d", path, errno);
}

static bool make_folders(struct op *op, const char *data)
{
    must(strlen(data) < PATH_MAX_BYTES);
    return make_folder(op, data) && make_folder(op, arena_printf(op->arena, "%s/blobs", data)) &&
           make_folder(op, arena_printf(op->arena, "%s/work", data));
}

static const struct shelf_item *item_of_attempt(const struct ground *g, const struct attempt *a)
{
    return a == NULL || g->shelf == NULL ? NULL : shelf_find(g->shelf, a->exercise);
}

/* A world stays on the schema of its golden file. Statements of another one might fail, or do something else: none is run. */
static bool schema_fits(struct op *op, struct db *db)
{
    int core, world;
    if (!migrate_compare(op, db, &core_schema, &core) || !migrate_compare(op, db, &world_schema, &world)) {
        return false;
    }
    db_drop_statements(db); /* not asked again */
    if (core > 0 || world > 0) {
        return fail(op, E_STATE, "world.newer", NULL);
    }
    return (core == 0 && world == 0) || fail(op, E_STATE, "world.older", NULL);
}

/* A world's connection has opened: its play moves in, with what the trainer let go; the judge of a finished attempt is told that
 * it is. What lab.db has not heard yet is told now. */
static void *move_in(void *self, struct op *op, struct world *w, struct db *db)
{
    struct ground *g = self;
    const struct attempt *attempt = schema_fits(op, db) ? attempt_find_world(op, g->lab, world_id(w)) : NULL;
    if (op_failed(op)) {
        return NULL;
    }
    const struct shelf_item *item = item_of_attempt(g, attempt);
    const struct exercise *e = item == NULL ? NULL : item->exercise;
    struct judge_changes changes = {0};
    struct play_waiver *waivers = NULL;
    size_t count = 0;
    if (e != NULL && !resident_waivers(op, g->lab, w, attempt, e, &waivers, &count)) {
        return NULL;
    }
    struct play *play = play_open_waived(op, db, e, waivers, count, &changes);
    if (play == NULL) {
        return NULL;
    }
    if (e != NULL && strcmp(attempt->state, "running") != 0 &&
        !judge_finish(op, play_judge(play), ENDED_BY_TRAINEE, &(struct judge_changes){0})) {
        play_close(play);
        return NULL;
    }
    if (attempt != NULL && attempt->generation == world_generation(w) && attempt->act == world_act(w)) {
        play_resume(play, attempt->office_at);
    }
    struct resident *r = resident_new(play, attempt);
    if (attempt != NULL && !resident_recall(op, r, g->lab, attempt)) {
        log_failure(op, "ground.recall");
        op_clear(op);
    }
    if (attempt != NULL && !resident_catch_up(op, r, g->lab, w, attempt, &changes)) {
        log_failure(op, "ground.catch_up");
        op_clear(op);
    }
    return r;
}

static void move_out(void *self, void *tenant)
{
    struct ground *g = self;
    if (tenant != NULL && g->lab != NULL) {
        resident_keep_clock(tenant, g->lab);
    }
    resident_free(tenant);
}

static bool open_parts(struct op *op, struct ground *g, const struct ground_options *o)
{
    struct world_store_options worlds = {.open_max = o->open_max, .tenancy = {move_in, move_out, g}};
    if (!golden_vfs_start(op) || !make_folders(op, o->data)) {
        return false;
    }
    g->worlds = world_store_open(op, o->data, &worlds); /* takes the folder's lock: before lab.db is touched */
    if (g->worlds == NULL) {
        return false;
    }
    blob_sweep(g->blobs); /* the folder is ours now */
    g->lab = store_open(op, arena_printf(op->arena, "%s/lab.db", o->data));
    if (g->lab == NULL) {
        return false;
    }
    struct shelf_options shelf = {.folder = o->scenarios, .work = arena_printf(op->arena, "%s/work", o->data),
                                  .untested = o->untested, .progress = o->progress};
    g->shelf = shelf_open(op, &shelf, g->lab, g->worlds);
    return g->shelf != NULL;
}

struct ground *ground_open(struct op *op, const struct ground_options *options)
{
    struct ground *g = calloc(1, sizeof *g);
    must(g != NULL);
    g->presence = presence_open();
    g->batches = batch_open();
    g->owners = owner_open();
    g->desk = desk_open();
    g->blobs = strdup(arena_printf(op->arena, "%s/blobs", options->data));
    must(g->blobs != NULL);
    if (!open_parts(op, g, options)) {
        ground_close(g);
        return NULL;
    }
    return g;
}

void ground_close(struct ground *g)
{
    if (g != NULL) {
        world_store_close(g->worlds);
        store_close(g->lab);
        shelf_close(g->shelf);
        presence_close(g->presence);
        batch_close(g->batches);
        owner_close(g->owners);
        desk_close(g->desk);
        free(g->blobs);
        free(g);
    }
}

struct store *ground_lab(struct ground *ground)
{
    return ground->lab;
}

struct world_store *ground_worlds(struct ground *ground)
{
    return ground->worlds;
}

const struct shelf *ground_shelf(const struct ground *ground)
{
    return ground->shelf;
}

const char *ground_blobs(const struct ground *ground)
{
    return ground->blobs;
}

struct instant ground_now(const struct ground *ground)
{
    (void)ground;
    struct ports real = ports_system();
    return real.clock.now(NULL);
}

struct desk_table *ground_desk(struct ground *ground)
{
    return ground->desk;
}

struct batch_table *ground_batches(struct ground *ground)
{
    return ground->batches;
}

struct presence ground_presence(struct ground *ground, const char *world)
{
    return presence_get(ground->presence, world);
}

/* ---- attempts ---- */

/* An attempt that runs in a world of an older version can only be given up; its history and its files stay. */
static bool give_up_older(struct op *op, struct ground *g, const struct attempt *a, bool *gone)
{
    struct op look;
    op_init(&look, op->arena, op->id, op->lang);
    struct world *w = world_get(&look, g->worlds, a->world);
    *gone = w == NULL && look.error.key != NULL && strcmp(look.error.key, "world.older") == 0;
    world_put(w);
    return !*gone || attempt_abandon(op, g->lab, a->id, ground_now(g));
}

const struct attempt *ground_begin(struct op *op, struct ground *g, const char *person, int64_t class_id, const char *exercise,
                                   bool *created)
{
    char digest[DIGEST_TEXT];
    const struct shelf_item *item = shelf_find(g->shelf, exercise);
    if (item == NULL) {
        (void)fail_field(op, E_MISSING, "exercise", "exercise.unknown", "exercise", exercise, NULL);
        return NULL;
    }
    const char *world = lab_id(op, 'w');
    struct attempt_new ask = {.person = person, .class_id = class_id, .exercise = exercise, .world = world,
                              .golden = item->golden, .max_points = 100, .pass_points = item->exercise->pass,
                              .exercise_digest = digest_format(&item->exercise->digest, digest)};
    if (!world_create(op, g->worlds, world, item->golden)) {
        return NULL;
    }
    const struct attempt *attempt = attempt_begin(op, g->lab, &ask, ground_now(g), created);
    bool older = false;
    if (attempt != NULL && !*created && (!give_up_older(op, g, attempt, &older) || older)) {
        attempt = older ? attempt_begin(op, g->lab, &ask, ground_now(g), created) : NULL;
    }
    if (attempt == NULL || !*created) {
        struct op own;
        op_init(&own, op->arena, op->id, op->lang);
        if (!world_delete(&own, g->worlds, world)) {
            log_failure(&own, "ground.world_left_over");
        }
    }
    return attempt;
}

bool ground_owner(struct op *op, struct ground *g, const char *world, struct world_owner *out, bool *found)
{
    *found = owner_find(g->owners, world, out);
    if (*found) {
        return !op_failed(op);
    }
    const struct attempt *a = attempt_find_world(op, g->lab, world);
    if (op_failed(op) || a == NULL) {
        return !op_failed(op);
    }
    must(strlen(a->person) < sizeof out->person);
    *out = (struct world_owner){.class_id = a->class_id};
    memcpy(out->person, a->person, strlen(a->person) + 1);
    owner_note(g->owners, world, out);
    *found = true;
    return true;
}
