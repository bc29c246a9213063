/* owner: whose world it is, kept in memory so that a request need not ask lab.db before it may wait for the world. Person and class of
 * a world's attempt never change, so what was once read stays true. Thread-safe; a small table that forgets. */
#ifndef GROUND_OWNER_H
#define GROUND_OWNER_H

#include "lab/store.h"

struct world_owner {
    char person[LAB_ID_TEXT];
    int64_t class_id; /* 0 = none */
};
struct owner_table;

struct owner_table *owner_open(void);
void owner_close(struct owner_table *table); /* NULL allowed */
void owner_note(struct owner_table *table, const char *world, const struct world_owner *owner);
/* false: not known here. */
bool owner_find(struct owner_table *table, const char *world, struct world_owner *out);

#endif
