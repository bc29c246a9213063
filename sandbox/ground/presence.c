/* An open-addressing table that doubles; entries stay until the process ends (a few dozen bytes for each world ever visited). */
#include "ground/presence.h"

#include "base/must.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define WORLD_TEXT 48
#define FIRST_SIZE 1024

struct entry {
    char world[WORLD_TEXT]; /* empty = free */
    struct presence presence;
};
struct presence_table {
    pthread_mutex_t lock;
    struct entry *entries;
    size_t size, used;
};

static const struct presence nothing = {{INT64_MIN}, {INT64_MIN}, {INT64_MIN}, 0, 0};

struct presence_table *presence_open(void)
{
    struct presence_table *t = calloc(1, sizeof *t);
    must(t != NULL && pthread_mutex_init(&t->lock, NULL) == 0);
    t->size = FIRST_SIZE;
    t->entries = calloc(t->size, sizeof *t->entries);
    must(t->entries != NULL);
    return t;
}

void presence_close(struct presence_table *table)
{
    if (table != NULL) {
        (void)pthread_mutex_destroy(&table->lock);
        free(table->entries);
        free(table);
    }
}

/* The world's entry, or the free place where it would go. */
static struct entry *place_of(struct entry *entries, size_t size, const char *world)
{
    size_t h = 1469598103934665603u;
    for (const char *p = world; *p != '\0'; p++) {
        h = (h ^ (unsigned char)*p) * 1099511628211u;
    }
    size_t i = h & (size - 1);
    while (entries[i].world[0] != '\0' && strcmp(entries[i].world, world) != 0) {
        i = (i + 1) & (size - 1);
    }
    return &entries[i];
}

static void grow(struct presence_table *t)
{
    struct entry *more = calloc(t->size * 2, sizeof *more);
    must(more != NULL);
    for (size_t i = 0; i < t->size; i++) {
        if (t->entries[i].world[0] != '\0') {
            *place_of(more, t->size * 2, t->entries[i].world) = t->entries[i];
        }
    }
    free(t->entries);
    t->entries = more;
    t->size *= 2;
}

void presence_note(struct presence_table *table, const char *world, const struct presence *now, bool acted)
{
    must(strlen(world) < WORLD_TEXT);
    must(pthread_mutex_lock(&table->lock) == 0);
    if (table->used * 2 >= table->size) {
        grow(table);
    }
    struct entry *e = place_of(table->entries, table->size, world);
    if (e->world[0] == '\0') {
        memcpy(e->world, world, strlen(world) + 1);
        e->presence = nothing;
        table->used++;
    }
    struct instant acted_at = acted ? now->seen_at : e->presence.acted_at;
    struct instant seen_at = instant_is_none(now->seen_at) ? e->presence.seen_at : now->seen_at;
    e->presence = *now;
    e->presence.acted_at = acted_at;
    e->presence.seen_at = seen_at;
    must(pthread_mutex_unlock(&table->lock) == 0);
}

struct presence presence_get(struct presence_table *table, const char *world)
{
    must(pthread_mutex_lock(&table->lock) == 0);
    const struct entry *e = place_of(table->entries, table->size, world);
    struct presence out = e->world[0] == '\0' ? nothing : e->presence;
    must(pthread_mutex_unlock(&table->lock) == 0);
    return out;
}
