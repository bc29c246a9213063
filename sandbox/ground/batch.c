/* A ring: the newest batch takes the place of the oldest. */
#include "ground/batch.h"

#include "base/must.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define PLACES 256
#define PERSON_TEXT 48
#define KEY_TEXT 65

struct place {
    char person[PERSON_TEXT], key[KEY_TEXT]; /* key empty = free */
    struct batch_state state;
};
struct batch_table {
    pthread_mutex_t lock;
    struct place places[PLACES];
    size_t next;
};

struct batch_table *batch_open(void)
{
    struct batch_table *t = calloc(1, sizeof *t);
    must(t != NULL && pthread_mutex_init(&t->lock, NULL) == 0);
    return t;
}

void batch_close(struct batch_table *table)
{
    if (table != NULL) {
        (void)pthread_mutex_destroy(&table->lock);
        free(table);
    }
}

/* With the lock held. NULL if there is none. */
static struct place *find(struct batch_table *t, const char *person, const char *key)
{
    for (size_t i = 0; i < PLACES; i++) {
        struct place *p = &t->places[i];
        if (p->key[0] != '\0' && strcmp(p->key, key) == 0 && strcmp(p->person, person) == 0) {
            return p;
        }
    }
    return NULL;
}

void batch_note(struct batch_table *table, const char *person, const char *key, struct batch_state now)
{
    must(strlen(person) < PERSON_TEXT && strlen(key) < KEY_TEXT);
    must(pthread_mutex_lock(&table->lock) == 0);
    struct place *p = find(table, person, key);
    if (p == NULL) {
        p = &table->places[table->next++ % PLACES];
        memcpy(p->person, person, strlen(person) + 1);
        memcpy(p->key, key, strlen(key) + 1);
    }
    p->state = now;
    must(pthread_mutex_unlock(&table->lock) == 0);
}

bool batch_get(struct batch_table *table, const char *person, const char *key, struct batch_state *out)
{
    must(pthread_mutex_lock(&table->lock) == 0);
    const struct place *p = find(table, person, key);
    if (p != NULL) {
        *out = p->state;
    }
    must(pthread_mutex_unlock(&table->lock) == 0);
    return p != NULL;
}
