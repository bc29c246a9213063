/* The keeper: one thread per store that syncs what was written, squashes long logs and closes idle worlds. It takes a world as
 * any caller does, and gives it up while the disk works. */
#include "world/world_inside.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A path to be synced: of a log that was left, of a new manifest, of a folder that got new names. */
struct later {
    struct later *next;
    char path[];
};

static void add_later(struct world_store *store, const char *folder, const char *name)
{
    size_t n = strlen(folder) + (name == NULL ? 0 : strlen(name)) + 2;
    struct later *l = malloc(sizeof *l + n);
    must(l != NULL);
    (void)snprintf(l->path, n, "%s%s%s", folder, name == NULL ? "" : "/", name == NULL ? "" : name);
    pthread_mutex_lock(&store->later_lock);
    l->next = store->later;
    store->later = l;
    pthread_mutex_unlock(&store->later_lock);
}

void store_sync_later(struct world_store *store, const char *folder, const char *name)
{
    add_later(store, folder, NULL);
    if (name != NULL) {
        add_later(store, folder, name);
    }
}

static void sync_births(struct world_store *store)
{
    struct op op;
    struct arena *arena = arena_open((size_t)512 << 20);
    op_init(&op, arena, "keeper", LANG_EN);
    if (!births_sync(&op, store->births)) {
        log_failure(&op, "births.sync");
    }
    arena_close(arena);
}

void store_sync_now(struct world_store *store)
{
    if (store->births != NULL) {
        sync_births(store);
    }
    pthread_mutex_lock(&store->later_lock);
    struct later *l = store->later;
    store->later = NULL;
    pthread_mutex_unlock(&store->later_lock);
    while (l != NULL) {
        struct later *next = l->next;
        bool again = next != NULL && strcmp(next->path, l->path) == 0; /* a folder named many times in a row */
        int fd = again ? -1 : open(l->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (fd >= 0) {
            if (fsync(fd) != 0) {
                log_line(LOG_ERROR, "world.sync", "path=%s: %s", l->path, strerror(errno));
            }
            close(fd);
        } else if (!again && errno != ENOENT) { /* deleted meanwhile: nothing to keep */
            log_line(LOG_ERROR, "world.sync", "path=%s: %s", l->path, strerror(errno));
        }
        free(l);
        l = next;
    }
}

struct errand {
    struct world *world;
    bool idle; /* nobody has used it for long */
};

/* Worlds that want something done, counted in. Whoever needs room may close one before its turn comes: closing does what was wanted. */
static size_t gather(struct world_store *store, struct errand **out)
{
    size_t count = 0;
    int64_t now = store_monotonic_ms();
    struct errand *list = calloc((size_t)store->known + 1, sizeof *list);
    must(list != NULL);
    for (size_t i = 0; i < WORLD_BUCKETS; i++) {
        for (struct world *w = store->buckets[i]; w != NULL; w = w->next) {
            bool idle = w->users == 0 && w->db != NULL && now - w->used_ms > store->options.idle_ms;
            if (idle || atomic_load(&w->dirty) || atomic_load(&w->fold_due)) {
                w->users++;
                w->errands++;
                list[count++] = (struct errand){w, idle};
            }
        }
    }
    *out = list;
    return count;
}

static void run(const struct errand *errand)
{
    struct world *w = errand->world;
    pthread_mutex_lock(&w->lock);
    world_sync(w, true);
    if (w->db != NULL && atomic_load(&w->fold_due)) {
        struct op op;
        struct arena *arena = arena_open((size_t)64 << 20);
        op_init(&op, arena, "keeper", LANG_EN);
        if (!world_fold(&op, w)) {
            atomic_store(&w->fold_due, false); /* not again until the next act */
            log_failure(&op, "world.fold");
        }
        arena_close(arena);
    }
    if (errand->idle) {
        world_close_files(w); /* whoever came meanwhile waits for the lock and opens it again */
    }
    pthread_mutex_unlock(&w->lock);
    pthread_mutex_lock(&w->store->lock);
    w->errands--;
    pthread_mutex_unlock(&w->store->lock);
    store_release(w);
}

void *store_keep(void *arg)
{
    struct world_store *store = arg;
    pthread_mutex_lock(&store->lock);
    while (!store->closing) {
        struct timespec until;
        struct errand *list;
        (void)clock_gettime(CLOCK_MONOTONIC, &until);
        int64_t ns = until.tv_nsec + store->options.tick_ms % 1000 * 1000000;
        until.tv_sec += store->options.tick_ms / 1000 + ns / 1000000000;
        until.tv_nsec = ns % 1000000000;
        (void)pthread_cond_timedwait(&store->wake, &store->lock, &until);
        size_t count = gather(store, &list);
        pthread_mutex_unlock(&store->lock);
        for (size_t i = 0; i < count; i++) {
            run(&list[i]);
        }
        free(list);
        store_sync_now(store);
        pthread_mutex_lock(&store->lock);
    }
    pthread_mutex_unlock(&store->lock);
    return NULL;
}
