#include "exercise/walk.h"

#include "core_sql.h"
#include "exercise/stage.h"
#include "world/golden_vfs.h"
#include "world/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define FOLDER_MAX 3000
#define WORLD_NAME_MAX 24
#define MEMORY_LEAST ((uint64_t)48 << 20) /* free bytes: a dozen golden files and a few worlds */

struct walk_ground {
    char folder[FOLDER_MAX];
    struct world_store *store;
    const struct exercise *exercise; /* of the world that is being opened */
    int worlds, goldens;             /* made so far: their names */
};

/* ---- the folder ---- */

/* Depth first, by descriptor: a folder of ours, no deeper than the store makes it. */
static void remove_all(int parent, const char *name, int depth)
{
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    for (struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) {
            continue;
        }
        if (unlinkat(fd, e->d_name, 0) != 0 && depth > 0) {
            remove_all(fd, e->d_name, depth - 1);
        }
    }
    if (dir != NULL) {
        (void)closedir(dir);
    } else if (fd >= 0) {
        close(fd);
    }
    (void)unlinkat(parent, name, AT_REMOVEDIR);
}

static void *move_in(void *self, struct op *op, struct world *w, struct db *db)
{
    const struct walk_ground *ground = self;
    (void)w;
    return play_open(op, db, ground->exercise, NULL);
}

static void move_out(void *self, void *tenant)
{
    (void)self;
    play_close(tenant);
}

/* In memory where there is room: nothing here has to outlive the process, and syncing would be most of the work. */
static const char *temporary(void)
{
    static const char memory[] = "/dev/shm";
    const char *said = getenv("TMPDIR");
    struct statvfs room;
    if (said != NULL && said[0] != '\0') {
        return said;
    }
    bool fits = access(memory, W_OK) == 0 && statvfs(memory, &room) == 0 && (uint64_t)room.f_bavail * room.f_frsize >= MEMORY_LEAST;
    return fits ? memory : "/tmp";
}

struct walk_ground *walk_ground_open(struct op *op)
{
    struct walk_ground *g = calloc(1, sizeof *g);
    must(g != NULL);
    (void)snprintf(g->folder, sizeof g->folder, "%s/thao-walk-XXXXXX", temporary());
    if (!golden_vfs_start(op) || mkdtemp(g->folder) == NULL) {
        int number = errno;
        (void)(op_failed(op) || fail_broken(op, "a temporary folder: %s", strerror(number)));
        free(g);
        return NULL;
    }
    g->store = world_store_open(op, g->folder, &(struct world_store_options){.tenancy = {move_in, move_out, g}});
    if (g->store == NULL) {
        walk_ground_close(g);
        return NULL;
    }
    return g;
}

void walk_ground_close(struct walk_ground *ground)
{
    if (ground != NULL) {
        world_store_close(ground->store);
        remove_all(AT_FDCWD, ground->folder, 3);
        free(ground);
    }
}

const char *walk_golden(struct op *op, struct walk_ground *ground, const struct exercise *exercise, const char *data)
{
    const char *path = arena_printf(op->arena, "%s/office-%d.db", ground->folder, ++ground->goldens);
    return stage_build(op, exercise, data, path) ? world_store_add_golden(op, ground->store, path) : NULL;
}

/* ---- worlds ---- */

static bool acknowledge(void *self, struct op *op, struct instant now)
{
    return world_committed(op, self, now);
}

/* After the world's connection may have changed. No real time ever passes; watching sets up what an opened step wants. */
static bool meet(struct op *op, struct walk *walk)
{
    struct play_news news;
    walk->play = world_tenant(walk->world);
    play_set_keeper(walk->play, (struct play_keeper){acknowledge, walk->world});
    return play_watch(op, walk->play, (struct instant){0}, &news);
}

static bool enter(struct op *op, struct walk *walk, const char *id)
{
    walk->ground->exercise = walk->exercise;
    walk->world = world_get(op, walk->ground->store, id);
    if (walk->world != NULL && meet(op, walk)) {
        return true;
    }
    walk_end(walk);
    return false;
}

static const char *next_name(struct op *op, struct walk_ground *ground)
{
    return arena_printf(op->arena, "walk-%d", ++ground->worlds);
}

bool walk_begin(struct op *op, struct walk_ground *ground, const struct exercise *exercise, const char *golden, struct walk *out)
{
    const char *id = next_name(op, ground);
    *out = (struct walk){.ground = ground, .exercise = exercise};
    return world_create(op, ground->store, id, golden) && enter(op, out, id);
}

bool walk_branch(struct op *op, const struct walk *from, int64_t act, struct walk *out)
{
    const char *id = next_name(op, from->ground);
    *out = (struct walk){.ground = from->ground, .exercise = from->exercise};
    return world_branch(op, from->world, act, id) && enter(op, out, id);
}

bool walk_rewind(struct op *op, struct walk *walk, int64_t act)
{
    walk->ground->exercise = walk->exercise;
    return world_rewind(op, walk->world, act) && meet(op, walk);
}

void walk_end(struct walk *walk)
{
    char id[WORLD_NAME_MAX];
    if (walk->world == NULL) {
        return;
    }
    (void)snprintf(id, sizeof id, "%s", world_id(walk->world));
    world_put(walk->world);
    walk->world = NULL;
    walk->play = NULL;
    struct op op;
    struct arena *arena = arena_open((size_t)1 << 20);
    op_init(&op, arena, "walk", LANG_VI);
    (void)(world_delete(&op, walk->ground->store, id) || op_failed(&op)); /* the folder goes with the ground anyway */
    arena_close(arena);
}

/* ---- the order of solving ---- */

static bool is_next(const struct exercise *e, int step, const bool *taken)
{
    for (size_t i = 0; i < e->steps[step].after_count; i++) {
        if (e->steps[step].after[i] < 0 || !taken[e->steps[step].after[i]]) {
            return false;
        }
    }
    return !taken[step];
}

struct walk_plan walk_plan_of(struct op *op, const struct exercise *exercise)
{
    struct walk_plan plan = {.items = NULL};
    bool taken[EXERCISE_STEPS_MAX] = {false};
    size_t total = 0;
    for (size_t s = 0; s < exercise->step_count; s++) {
        total += exercise->steps[s].solve.count;
    }
    struct walk_item *items = arena_array(op->arena, total + 1, sizeof *items);
    for (size_t s = 0; s < exercise->step_count;) {
        if (!is_next(exercise, (int)s, taken)) {
            s++;
            continue;
        }
        taken[s] = true;
        plan.order[plan.steps++] = (int)s;
        plan.start[s] = plan.count;
        for (size_t i = 0; i < exercise->steps[s].solve.count; i++) {
            items[plan.count++] = (struct walk_item){(int)s, i, &exercise->steps[s].solve.items[i]};
        }
        s = 0;
    }
    plan.items = items;
    return plan;
}

/* ---- doing ---- */

static bool takes_dossier(const char *act)
{
    const struct act_def *def = act_find(act);
    for (size_t i = 0; def != NULL && def->input != NULL && i < def->input->count; i++) {
        if (strcmp(def->input->fields[i].name, "dossier") == 0) {
            return true;
        }
    }
    return false;
}

static bool do_act(struct op *op, struct walk *walk, const struct action *a, struct play_news *news)
{
    struct act_answer answer;
    if (a->seat < 0) {
        return fail(op, E_MISSING, "account.unknown", "account", a->seat_name, NULL);
    }
    int64_t dossier = takes_dossier(a->name) ? judge_dossier(play_judge(walk->play), a->dossier) : 0;
    const char *text = exercise_act_input(op, a, dossier);
    struct play_call call = {.seat = walk->exercise->cast[a->seat].id, .act = a->name, .version = -1,
                             .input = json_parse(op, text, strlen(text))};
    return call.input != NULL && play_act(op, walk->play, &call, (struct instant){0}, &answer, news);
}

/* Joins what two calls changed. */
static void join(struct op *op, struct play_news *all, const struct play_news *more)
{
    struct judge_change *items = arena_array(op->arena, all->count + more->count + 1, sizeof *items);
    if (all->count > 0) {
        memcpy(items, all->items, all->count * sizeof *items);
    }
    if (more->count > 0) {
        memcpy(items + all->count, more->items, more->count * sizeof *items);
    }
    all->items = items;
    all->count += more->count;
    all->due_done += more->due_done;
    all->last_act = more->last_act > 0 ? more->last_act : all->last_act;
}

/* Has the event happened since the step opened? */
static bool has_happened(struct op *op, struct walk *walk, int step, const struct action *a, bool *out)
{
    struct event *events = NULL;
    size_t count = 0;
    int64_t opened = 0, dossier = judge_dossier(play_judge(walk->play), a->dossier);
    (void)judge_step_opened(play_judge(walk->play), step, &opened);
    *out = false;
    if (!audit_events_of_acts(op, play_db(walk->play), opened, world_act(walk->world), &events, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        *out = *out || (strcmp(events[i].name, a->name) == 0 && (dossier == 0 || events[i].dossier == dossier));
    }
    return true;
}

static bool wait_for(struct op *op, struct walk *walk, int step, const struct action *a, struct play_news *news)
{
    for (int i = 0; i < WALK_DUE_MAX; i++) {
        bool seen = false;
        struct play_news more = {0};
        if (!has_happened(op, walk, step, a, &seen) || seen) {
            return seen;
        }
        if (!play_next(op, walk->play, &more)) {
            if (op->error.code != E_STATE) {
                return false;
            }
            op_clear(op);
            break;
        }
        join(op, news, &more);
    }
    return fail(op, E_STATE, "walk.never_comes", "event", a->name, NULL);
}

static bool jump(struct op *op, struct walk *walk, const struct action *a, struct play_news *news)
{
    if (a->next) {
        return play_next(op, walk->play, news);
    }
    struct instant to = a->to;
    if (instant_is_none(to) && !span_is_set(&a->span)) {
        return fail(op, E_INPUT, "exercise.lint.bad_jump", "text", a->jump_text, NULL);
    }
    if (instant_is_none(to)) {
        to = span_end(op, play_calendar(walk->play), play_clock(walk->play)->office_at, &a->span);
    }
    return play_jump(op, walk->play, to, news);
}

bool walk_do(struct op *op, struct walk *walk, int step, const struct action *action, struct play_news *news)
{
    *news = (struct play_news){0};
    switch (action->kind) {
    case ACTION_ACT:
        return do_act(op, walk, action, news);
    case ACTION_WAIT_FOR:
        return wait_for(op, walk, step, action, news);
    case ACTION_JUMP:
        return jump(op, walk, action, news);
    case ACTION_FILE:
    case ACTION_ANNOUNCE:
        break; /* the language does not let them stand here */
    }
    return fail(op, E_INPUT, "walk.no_act", NULL);
}

bool walk_idle(struct op *op, struct walk *walk, struct play_news *news)
{
    *news = (struct play_news){0};
    for (int i = 0; i < WALK_DUE_MAX; i++) {
        struct play_news more = {0};
        if (!play_next(op, walk->play, &more)) {
            bool over = op->error.code == E_STATE;
            if (over) {
                op_clear(op);
            }
            return over;
        }
        join(op, news, &more);
    }
    return fail(op, E_LIMIT, "clock.too_many", NULL);
}

bool walk_is_refusal(const struct op *op)
{
    return op_failed(op) && op->error.code != E_BROKEN && op->error.code != E_BUSY && op->error.code != E_LIMIT;
}

const char *walk_hash(struct op *op, struct walk *walk)
{
    const char *hash = NULL;
    struct stmt *s = db_use(op, play_db(walk->play), &sql_audit_last);
    if (s == NULL) {
        return NULL;
    }
    if (stmt_row(s)) {
        hash = col_text(s, "hash");
    }
    return stmt_done(s) ? hash : NULL;
}

int64_t walk_act(const struct walk *walk)
{
    return world_act(walk->world);
}
