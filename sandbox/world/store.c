/* The register is a small hash table. An entry lives while somebody uses it or its files are open; a caller first counts itself
 * in (under the register's lock), then waits for the world (under no lock), so closing a world for room and getting it again
 * can never meet half-way. */
#include "world/store.h"

#include "world/durable.h"
#include "world/golden_vfs.h"
#include "world/world_inside.h"

#include "base/log.h"
#include "base/port.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define GONE ".gone-" /* a deleted world's folder while its files go */
#define FILES_PER_WORLD 3

int64_t store_monotonic_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

bool world_id_is_valid(const char *id)
{
    size_t n = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_-");
    return n > 0 && n <= WORLD_ID_MAX && id[n] == '\0' && id[0] != '-';
}

/* ---- folders ---- */

bool world_remove_folder(struct op *op, const char *folder)
{
    (void)unlink(arena_printf(op->arena, "%s/manifest", folder));
    DIR *dir = opendir(folder);
    if (dir == NULL) {
        return errno == ENOENT || durable_fail(op, "opening", folder);
    }
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) {
            (void)unlinkat(dirfd(dir), e->d_name, 0);
        }
    }
    (void)closedir(dir);
    return rmdir(folder) == 0 || durable_fail(op, "removing", folder);
}

/* What a crash left of deletions. */
static void sweep(struct op *op, const char *worlds)
{
    DIR *dir = opendir(worlds);
    for (struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        if (strncmp(e->d_name, GONE, strlen(GONE)) == 0 &&
            !world_remove_folder(op, arena_printf(op->arena, "%s/%s", worlds, e->d_name))) {
            log_failure(op, "store.sweep");
            op_clear(op);
        }
    }
    if (dir != NULL) {
        (void)closedir(dir);
    }
}

static bool make_folder(struct op *op, const char *path)
{
    return mkdir(path, 0750) == 0 || errno == EEXIST || durable_fail(op, "making", path);
}

/* ---- opening and closing the store ---- */

static bool take_lock(struct op *op, struct world_store *store)
{
    const char *path = arena_printf(op->arena, "%s/lock", store->worlds);
    store->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (store->lock_fd < 0) {
        return durable_fail(op, "opening", path);
    }
    return flock(store->lock_fd, LOCK_EX | LOCK_NB) == 0 || fail(op, E_BUSY, "store.taken", NULL);
}

/* Each open world keeps up to three descriptors; the usual soft limit of 1,024 is not enough for 512 of them. */
static void raise_file_limit(int open_max)
{
    struct rlimit limit;
    rlim_t wanted = (rlim_t)open_max * FILES_PER_WORLD + 2048;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < wanted) {
        limit.rlim_cur = limit.rlim_max == RLIM_INFINITY || limit.rlim_max > wanted ? wanted : limit.rlim_max;
        (void)setrlimit(RLIMIT_NOFILE, &limit);
    }
}

static void set_options(struct world_store *store, const struct world_store_options *given)
{
    struct world_store_options *o = &store->options;
    *o = given == NULL ? (struct world_store_options){0} : *given;
    o->open_max = o->open_max > 0 ? o->open_max : 512;
    o->idle_ms = o->idle_ms > 0 ? o->idle_ms : 10 * MS_MINUTE;
    o->tick_ms = o->tick_ms > 0 ? o->tick_ms : MS_SECOND;
    o->fold_frames = o->fold_frames > 0 ? o->fold_frames : 2000;
    o->cache_kib = o->cache_kib > 0 ? o->cache_kib : 64;
}

static void free_store(struct world_store *store)
{
    store_sync_now(store);
    pthread_mutex_destroy(&store->later_lock);
    births_close(store->births);
    golden_shelf_close(store->shelf);
    if (store->lock_fd >= 0) {
        (void)flock(store->lock_fd, LOCK_UN);
        close(store->lock_fd);
    }
    pthread_cond_destroy(&store->wake);
    pthread_mutex_destroy(&store->lock);
    free(store);
}

static void init_locks(struct world_store *store)
{
    pthread_condattr_t monotonic;
    must(pthread_condattr_init(&monotonic) == 0);
    must(pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC) == 0);
    must(pthread_mutex_init(&store->lock, NULL) == 0);
    must(pthread_mutex_init(&store->later_lock, NULL) == 0);
    must(pthread_cond_init(&store->wake, &monotonic) == 0);
    (void)pthread_condattr_destroy(&monotonic);
}

struct world_store *world_store_open(struct op *op, const char *folder, const struct world_store_options *options)
{
    const char *worlds = arena_printf(op->arena, "%s/worlds", folder);
    struct world_store *store = calloc(1, sizeof *store + strlen(worlds) + 1);
    must(store != NULL);
    memcpy(store->worlds, worlds, strlen(worlds) + 1);
    store->lock_fd = -1;
    store->boot = savepoint_boot();
    set_options(store, options);
    init_locks(store);
    if (!make_folder(op, folder) || !make_folder(op, store->worlds) || !take_lock(op, store)) {
        free_store(store);
        return NULL;
    }
    store->shelf = golden_shelf_open(op, arena_printf(op->arena, "%s/golden", folder));
    store->births = store->shelf == NULL ? NULL : births_open(op, store->worlds);
    if (store->births == NULL) {
        free_store(store);
        return NULL;
    }
    sweep(op, store->worlds);
    raise_file_limit(store->options.open_max);
    must(pthread_create(&store->keeper, NULL, store_keep, store) == 0);
    return store;
}

static void forget(struct world *w)
{
    pthread_mutex_destroy(&w->lock);
    free(w);
}

void world_store_close(struct world_store *store)
{
    if (store == NULL) {
        return;
    }
    pthread_mutex_lock(&store->lock);
    store->closing = true;
    pthread_cond_signal(&store->wake);
    pthread_mutex_unlock(&store->lock);
    pthread_join(store->keeper, NULL);
    for (size_t i = 0; i < WORLD_BUCKETS; i++) {
        while (store->buckets[i] != NULL) {
            struct world *w = store->buckets[i];
            must(w->users == 0);
            store->buckets[i] = w->next;
            world_close_files(w);
            forget(w);
        }
    }
    free_store(store);
}

const char *world_store_add_golden(struct op *op, struct world_store *store, const char *path)
{
    return golden_add(op, store->shelf, path);
}

bool world_store_has_golden(struct op *op, struct world_store *store, const char *name)
{
    return golden_get(op, store->shelf, name) != NULL;
}

/* ---- the register ---- */

static size_t bucket_of(const char *id)
{
    uint32_t h = 2166136261u;
    for (; *id != '\0'; id++) {
        h = (h ^ (unsigned char)*id) * 16777619u;
    }
    return h % WORLD_BUCKETS;
}

static struct world *make_entry(struct world_store *store, const char *id)
{
    size_t n = strlen(store->worlds) + 1 + strlen(id) + 1;
    struct world *w = calloc(1, sizeof *w + n);
    must(w != NULL);
    w->store = store;
    memcpy(w->id, id, strlen(id) + 1);
    (void)snprintf(w->folder, n, "%s/%s", store->worlds, id);
    w->wal_fd = w->index_fd = -1;
    must(pthread_mutex_init(&w->lock, NULL) == 0);
    return w;
}

/* Counts the caller in; the world itself may still be closed, and held by another. */
static struct world *take_entry(struct op *op, struct world_store *store, const char *id)
{
    if (!world_id_is_valid(id)) {
        (void)fail_field(op, E_INPUT, "id", "world.bad_id", NULL);
        return NULL;
    }
    struct world **bucket = &store->buckets[bucket_of(id)];
    pthread_mutex_lock(&store->lock);
    struct world *w = *bucket;
    while (w != NULL && strcmp(w->id, id) != 0) {
        w = w->next;
    }
    if (w == NULL) {
        w = make_entry(store, id);
        w->next = *bucket;
        *bucket = w;
        store->known++;
    }
    w->users++;
    pthread_mutex_unlock(&store->lock);
    return w;
}

/* Counts the caller out; the last one of a closed world forgets it, unless a repair is due. */
void store_release(struct world *w)
{
    struct world_store *store = w->store;
    bool last = false;
    pthread_mutex_lock(&store->lock);
    w->used_ms = store_monotonic_ms();
    w->turn = ++store->turn;
    if (--w->users == 0 && w->db == NULL && !w->repair) {
        struct world **link = &store->buckets[bucket_of(w->id)];
        while (*link != w) {
            link = &(*link)->next;
        }
        *link = w->next;
        store->known--;
        last = true;
    }
    pthread_mutex_unlock(&store->lock);
    if (last) {
        forget(w);
    }
}

static void give_back(struct world *w)
{
    pthread_mutex_unlock(&w->lock);
    store_release(w);
}

static struct world *take_longest_unused(struct world_store *store)
{
    struct world *found = NULL;
    pthread_mutex_lock(&store->lock);
    for (size_t i = 0; i < WORLD_BUCKETS; i++) {
        for (struct world *w = store->buckets[i]; w != NULL; w = w->next) {
            if (w->users == w->errands && atomic_load(&w->is_open) && (found == NULL || w->turn < found->turn)) {
                found = w;
            }
        }
    }
    if (found != NULL) {
        found->users++;
    }
    pthread_mutex_unlock(&store->lock);
    return found;
}

#define ROOM_TRIES 16 /* the background thread holds one world at a time, and only for a moment */

static void make_room(struct world_store *store)
{
    for (int tries = 0; tries < ROOM_TRIES && atomic_load(&store->open) >= store->options.open_max;) {
        struct world *w = take_longest_unused(store);
        if (w == NULL) {
            return; /* all are in use: better one too many than a caller who waits for ever */
        }
        bool free_now = pthread_mutex_trylock(&w->lock) == 0;
        if (free_now) {
            world_close_files(w);
            pthread_mutex_unlock(&w->lock);
        } else {
            tries++; /* somebody wants it this very moment: giving it back makes another the longest unused */
        }
        store_release(w);
    }
}

/* ---- worlds ---- */

bool world_create(struct op *op, struct world_store *store, const char *id, const char *golden)
{
    if (!world_id_is_valid(id)) {
        return fail_field(op, E_INPUT, "id", "world.bad_id", NULL);
    }
    const struct golden *g = golden_get(op, store->shelf, golden);
    if (g == NULL) {
        return false;
    }
    if (manifest_is_there(op, arena_printf(op->arena, "%s/%s", store->worlds, id))) {
        return fail(op, E_CONFLICT, "world.exists", NULL);
    }
    struct ports ports = ports_system();
    struct birth birth = {.golden_bytes = g->bytes, .golden_act = g->act, .boot = store->boot,
                          .made_at = ports.clock.now(ports.clock.self)};
    memcpy(birth.id, id, strlen(id) + 1);
    memcpy(birth.golden, g->name, strlen(g->name) + 1);
    return births_add(op, store->births, &birth);
}

struct world *world_get(struct op *op, struct world_store *store, const char *id)
{
    struct world *w = take_entry(op, store, id);
    if (w == NULL) {
        return NULL;
    }
    if (!atomic_load(&w->is_open)) {
        make_room(store);
    }
    pthread_mutex_lock(&w->lock);
    if (w->db == NULL && !world_open_files(op, w)) {
        give_back(w);
        return NULL;
    }
    golden_vfs_set_clock(w->acked.at);
    return w;
}

static void fold_overdue(struct world *w)
{
    if (w->db == NULL || w->acked.end.frames - w->base.frames <= 2 * w->store->options.fold_frames) {
        return;
    }
    struct op op;
    struct arena *arena = arena_open((size_t)64 << 20);
    op_init(&op, arena, "fold", LANG_EN);
    if (!world_fold(&op, w)) {
        log_failure(&op, "world.fold");
    }
    arena_close(arena);
}

void world_put(struct world *w)
{
    if (w == NULL) {
        return;
    }
    if (w->db != NULL) {
        db_rollback(w->db);
    }
    if (world_needs_repair(w)) {
        (void)world_repair(w);
    }
    fold_overdue(w);
    golden_vfs_set_clock(INSTANT_NONE);
    bool fold_due = atomic_load(&w->fold_due);
    struct world_store *store = w->store;
    give_back(w);
    if (fold_due) {
        pthread_mutex_lock(&store->lock);
        pthread_cond_signal(&store->wake); /* rather now than at the next tick: rewinding reads the whole log */
        pthread_mutex_unlock(&store->lock);
    }
}

/* Runs with the world held and closed. */
static struct world *take_closed(struct op *op, struct world_store *store, const char *id)
{
    struct world *w = take_entry(op, store, id);
    if (w != NULL) {
        pthread_mutex_lock(&w->lock);
        world_close_files(w);
    }
    return w;
}

bool world_rest(struct op *op, struct world_store *store, const char *id)
{
    struct world *w = take_closed(op, store, id);
    if (w == NULL) {
        return false;
    }
    give_back(w);
    return true;
}

/* The book first: what is gone from it and still has a manifest is a world, what has neither is none. */
static bool delete_files(struct op *op, struct world *w)
{
    char token[32];
    struct birth birth;
    bool unmade = world_look_for_birth(op, w, &birth), newborn = w->newborn;
    if (!newborn && !manifest_is_there(op, w->folder)) {
        return fail(op, E_MISSING, "world.missing", NULL);
    }
    if (newborn && (!births_end(op, w->store->births, w->id, BIRTH_GONE) || !births_sync(op, w->store->births))) {
        return false;
    }
    w->repair = w->newborn = w->unmade = false;
    if (unmade && access(w->folder, F_OK) != 0) {
        return true;
    }
    const char *gone = arena_printf(op->arena, "%s/" GONE "%s-%s", w->store->worlds, w->id, random_token(token, 9));
    if (rename(w->folder, gone) != 0) {
        return durable_fail(op, "renaming", w->folder);
    }
    return durable_sync_folder(op, w->store->worlds) && world_remove_folder(op, gone);
}

bool world_delete(struct op *op, struct world_store *store, const char *id)
{
    struct world *w = take_closed(op, store, id);
    if (w == NULL) {
        return false;
    }
    bool ok = delete_files(op, w);
    give_back(w);
    return ok;
}

bool world_salvage(struct op *op, struct world_store *store, const char *id, int64_t *act)
{
    struct world *w = take_closed(op, store, id);
    if (w == NULL) {
        return false;
    }
    bool ok = world_salvage_files(op, w, act);
    give_back(w);
    return ok;
}

bool world_digest_held(struct op *op, struct world *w, struct digest *out, int *tables)
{
    const char *log = segment_path(op, w->folder, w->generation, w->segment, ".gwal");
    struct db *db = db_open(op, golden_vfs_uri(op, log, w->golden->name, w->unmade ? GOLDEN_LOG_LATER : 0),
                            &(struct db_options){.mode = DB_WORLD, .vfs = GOLDEN_VFS});
    bool ok = db != NULL && db_digest(op, db, out, tables);
    db_close(db);
    return ok;
}

bool world_digest(struct op *op, struct world_store *store, const char *id, struct digest *out, int *tables)
{
    struct world *w = world_get(op, store, id);
    bool ok = w != NULL && world_digest_held(op, w, out, tables);
    world_put(w);
    return ok;
}

struct world_store_figures world_store_figures(struct world_store *store)
{
    return (struct world_store_figures){.open = atomic_load(&store->open),
                                        .opened = atomic_load(&store->opened),
                                        .folded = atomic_load(&store->folded),
                                        .repaired = atomic_load(&store->repaired),
                                        .synced = atomic_load(&store->synced)};
}
