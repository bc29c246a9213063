/* worlds_case: a store of worlds over one golden file, for the tests of what callers may do with them; worlds by their names. */
#ifndef TESTS_WORLDS_CASE_H
#define TESTS_WORLDS_CASE_H

#include "sandbox/worlds.h"
#include "world/store.h"

struct worlds_case {
    struct place p;
    struct world_store *store;
    const char *golden;
};

/* For cmocka_unit_test_setup_teardown: one at a time. */
int case_set_up(void **state);
int case_tear_down(void **state);
void case_open(struct worlds_case *f, const struct world_store_options *options);
void case_reopen(struct worlds_case *f, const struct world_store_options *options);

void case_create(struct worlds_case *f, const char *id);
struct world *case_get(struct worlds_case *f, const char *id); /* world_put it */
void case_act(struct worlds_case *f, struct world *w);         /* the next, acknowledged */
void case_acts(struct worlds_case *f, const char *id, int count);
struct digest case_digest(struct worlds_case *f, const char *id);
void case_digest_is(struct worlds_case *f, const char *id, const struct digest *expected);
void case_has_no(struct worlds_case *f, const char *id, enum error_code code, const char *key); /* opening it fails so */

#endif
