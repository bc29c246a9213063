/* presence: who has looked on and acted lately, per world, in memory only. Thread-safe. */
#ifndef GROUND_PRESENCE_H
#define GROUND_PRESENCE_H

#include "base/instant.h"

#include <stdbool.h>

struct presence {
    struct instant seen_at;   /* real: the owner's last request; INSTANT_NONE = not since the start */
    struct instant acted_at;  /* real: the owner's last act */
    struct instant office_at; /* the world's clock then */
    int64_t act;              /* the world's last act then */
    int64_t generation;
};
struct presence_table;

struct presence_table *presence_open(void);
void presence_close(struct presence_table *table);
/* Notes a visit: seen_at INSTANT_NONE if it was not the owner's. `acted`: the owner did something. */
void presence_note(struct presence_table *table, const char *world, const struct presence *now, bool acted);
/* Everything NONE and 0 if nothing is known. */
struct presence presence_get(struct presence_table *table, const char *world);

#endif
