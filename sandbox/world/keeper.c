/* The keeper: one thread per store that syncs what was written, squashes long logs and closes idle worlds. It takes a world as
 * any caller does, and gives it up while the disk works. */
#include "world/world_inside.h"

#include "base/log.h"

#include <stdlib.h>
#include <time.h>

struct errand {
    struct world *world;
    bool idle; /* nobody has used it for long */
};

/* Worlds that want something done, counted in. */
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
        pthread_mutex_lock(&store->lock);
    }
    pthread_mutex_unlock(&store->lock);
    return NULL;
}
