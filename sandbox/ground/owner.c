/* Each world has one place by its hash, and takes it over from whoever was there. */
#include "ground/owner.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define PLACES 4096

struct entry {
    char world[LAB_ID_TEXT]; /* "" = free */
    struct world_owner owner;
};
struct owner_table {
    pthread_mutex_t lock;
    struct entry entries[PLACES];
};

struct owner_table *owner_open(void)
{
    struct owner_table *t = calloc(1, sizeof *t);
    must(t != NULL && pthread_mutex_init(&t->lock, NULL) == 0);
    return t;
}

void owner_close(struct owner_table *table)
{
    if (table != NULL) {
        (void)pthread_mutex_destroy(&table->lock);
        free(table);
    }
}

static struct entry *place_of(struct owner_table *table, const char *world)
{
    uint32_t h = 2166136261u;
    for (; *world != '\0'; world++) {
        h = (h ^ (unsigned char)*world) * 16777619u;
    }
    return &table->entries[h % PLACES];
}

void owner_note(struct owner_table *table, const char *world, const struct world_owner *owner)
{
    size_t n = strlen(world);
    if (n >= LAB_ID_TEXT || n == 0) {
        return;
    }
    must(pthread_mutex_lock(&table->lock) == 0);
    struct entry *e = place_of(table, world);
    memcpy(e->world, world, n + 1);
    e->owner = *owner;
    must(pthread_mutex_unlock(&table->lock) == 0);
}

bool owner_find(struct owner_table *table, const char *world, struct world_owner *out)
{
    must(pthread_mutex_lock(&table->lock) == 0);
    const struct entry *e = place_of(table, world);
    bool found = *world != '\0' && strcmp(e->world, world) == 0;
    if (found) {
        *out = e->owner;
    }
    must(pthread_mutex_unlock(&table->lock) == 0);
    return found;
}
