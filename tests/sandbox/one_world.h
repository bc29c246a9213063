/* one_world: a store with one world in it, "w1", for the tests of what a world survives: acts in it, its digest, its files. */
#ifndef TESTS_ONE_WORLD_H
#define TESTS_ONE_WORLD_H

#include "sandbox/worlds.h"
#include "world/store.h"

struct one_world {
    struct place p;
    struct world_store *store;
    const char *golden;
};

/* For cmocka_unit_test_setup_teardown: one at a time. */
int one_world_set_up(void **state);
int one_world_tear_down(void **state);
void one_world_open_store(struct one_world *f); /* again, after it was closed */

/* One act, acknowledged; false when it failed. */
bool one_world_try_act(struct op *op, struct world_store *store, const char *id);
/* So many, none of which may fail. */
void one_world_acts(struct one_world *f, int count);

int64_t one_world_act(struct one_world *f); /* the last act there is */
struct digest one_world_digest(struct one_world *f);
void one_world_is(struct one_world *f, const struct digest *expected);
void one_world_is_whole(struct one_world *f); /* what the triggers keep, and what SQLite finds */

/* Files of its first generation. */
const char *one_world_log(struct one_world *f);
const char *one_world_index(struct one_world *f);

#endif
