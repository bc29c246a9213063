/* batch: how far the batches under way have come, in memory only, so that a screen can show it without waiting for the world that is
 * being worked on. The last few hundred are remembered, finished ones too. Thread-safe. */
#ifndef GROUND_BATCH_H
#define GROUND_BATCH_H

#include <stdbool.h>
#include <stddef.h>

struct batch_state {
    size_t done, total; /* dossiers */
};
struct batch_table;

struct batch_table *batch_open(void);
void batch_close(struct batch_table *table);
/* How far the person's batch of that key is now. */
void batch_note(struct batch_table *table, const char *person, const char *key, struct batch_state now);
/* False if the person has no such batch, or it was long ago. */
bool batch_get(struct batch_table *table, const char *person, const char *key, struct batch_state *out);

#endif
