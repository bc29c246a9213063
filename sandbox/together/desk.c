/* Chains by the hash of world and dossier. A call lets go of what has expired in its own chain and in the next one of a round, so the
 * table never holds much more than what is shown at the moment, and no call looks at more than two chains. */
#include "together/desk.h"

#include "base/must.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHAINS 4096

struct entry {
    struct entry *next;
    char world[24], person[24], screen[DESK_SCREEN_MAX + 1], seat[64], act[64], name[360];
    int64_t dossier;
    struct instant since, seen;
};
struct desk_table {
    pthread_mutex_t lock;
    struct entry *chains[CHAINS];
    size_t round, size;
};

struct desk_table *desk_open(void)
{
    struct desk_table *t = calloc(1, sizeof *t);
    must(t != NULL && pthread_mutex_init(&t->lock, NULL) == 0);
    return t;
}

static void let_go(struct desk_table *t, struct entry **chain, struct instant now)
{
    while (*chain != NULL) {
        struct entry *e = *chain;
        if (now.ms - e->seen.ms > DESK_MS) {
            *chain = e->next;
            free(e);
            t->size--;
        } else {
            chain = &e->next;
        }
    }
}

void desk_close(struct desk_table *table)
{
    if (table == NULL) {
        return;
    }
    for (size_t i = 0; i < CHAINS; i++) {
        while (table->chains[i] != NULL) {
            struct entry *e = table->chains[i];
            table->chains[i] = e->next;
            free(e);
        }
    }
    (void)pthread_mutex_destroy(&table->lock);
    free(table);
}

static struct entry **chain_of(struct desk_table *t, const char *world, int64_t dossier)
{
    uint32_t h = 2166136261u;
    for (; *world != '\0'; world++) {
        h = (h ^ (unsigned char)*world) * 16777619u;
    }
    h = (h ^ (uint32_t)dossier) * 16777619u;
    return &t->chains[h % CHAINS];
}

static bool is_same(const struct entry *e, const struct desk_window *w)
{
    return e->dossier == w->dossier && strcmp(e->world, w->world) == 0 && strcmp(e->person, w->person) == 0 && strcmp(e->screen, w->screen) == 0;
}

/* Cut at a whole character of UTF-8. */
static void copy(char *out, size_t room, const char *text)
{
    (void)snprintf(out, room, "%s", text == NULL ? "" : text);
    size_t n = strlen(out);
    if (text == NULL || text[n] == '\0') {
        return;
    }
    while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80) {
        n--;
    }
    out[n] = '\0';
}

void desk_note(struct desk_table *table, const struct desk_window *window, struct instant now)
{
    must(pthread_mutex_lock(&table->lock) == 0);
    struct entry **chain = chain_of(table, window->world, window->dossier);
    let_go(table, &table->chains[table->round++ % CHAINS], now);
    let_go(table, chain, now);
    size_t shown = 0;
    struct entry *e = *chain;
    while (e != NULL && !is_same(e, window)) {
        shown += e->dossier == window->dossier && strcmp(e->world, window->world) == 0;
        e = e->next;
    }
    if (e == NULL && shown >= DESK_WINDOWS_MAX) { /* somebody opens windows without end: these are enough */
        must(pthread_mutex_unlock(&table->lock) == 0);
        return;
    }
    if (e == NULL) {
        e = calloc(1, sizeof *e);
        must(e != NULL);
        copy(e->world, sizeof e->world, window->world);
        copy(e->person, sizeof e->person, window->person);
        copy(e->screen, sizeof e->screen, window->screen);
        e->dossier = window->dossier;
        e->since = now;
        e->next = *chain;
        *chain = e;
        table->size++;
    }
    copy(e->name, sizeof e->name, window->name);
    copy(e->seat, sizeof e->seat, window->seat);
    copy(e->act, sizeof e->act, window->act);
    e->seen = now;
    must(pthread_mutex_unlock(&table->lock) == 0);
}

void desk_leave(struct desk_table *table, const struct desk_window *window)
{
    must(pthread_mutex_lock(&table->lock) == 0);
    struct entry **at = chain_of(table, window->world, window->dossier);
    while (*at != NULL && !is_same(*at, window)) {
        at = &(*at)->next;
    }
    if (*at != NULL) {
        struct entry *e = *at;
        *at = e->next;
        free(e);
        table->size--;
    }
    must(pthread_mutex_unlock(&table->lock) == 0);
}

static struct desk_window told(struct op *op, const struct entry *e)
{
    return (struct desk_window){.world = arena_strdup(op->arena, e->world), .dossier = e->dossier, .person = arena_strdup(op->arena, e->person),
                                .screen = arena_strdup(op->arena, e->screen), .name = arena_strdup(op->arena, e->name),
                                .seat = arena_strdup(op->arena, e->seat), .act = e->act[0] == '\0' ? NULL : arena_strdup(op->arena, e->act),
                                .since = e->since};
}

size_t desk_list(struct op *op, struct desk_table *table, const char *world, int64_t dossier, struct instant now, struct desk_window **out)
{
    size_t count = 0;
    *out = arena_array(op->arena, DESK_WINDOWS_MAX, sizeof **out);
    must(pthread_mutex_lock(&table->lock) == 0);
    struct entry **chain = chain_of(table, world, dossier);
    let_go(table, chain, now);
    for (const struct entry *e = *chain; e != NULL; e = e->next) {
        if (e->dossier != dossier || strcmp(e->world, world) != 0) {
            continue;
        }
        must(count < DESK_WINDOWS_MAX);
        size_t at = count++; /* by since, in order */
        while (at > 0 && (*out)[at - 1].since.ms >= e->since.ms) { /* the chain has the newest first */
            (*out)[at] = (*out)[at - 1];
            at--;
        }
        (*out)[at] = told(op, e);
    }
    must(pthread_mutex_unlock(&table->lock) == 0);
    return count;
}

size_t desk_size(struct desk_table *table)
{
    must(pthread_mutex_lock(&table->lock) == 0);
    size_t size = table->size;
    must(pthread_mutex_unlock(&table->lock) == 0);
    return size;
}
