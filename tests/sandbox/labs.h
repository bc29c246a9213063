/* labs: what the tests of sandbox/lab and sandbox/people share: a lab.db in a temporary folder, a trainer, a class, and a way to
 * run one thing on many threads at once. */
#ifndef TESTS_LABS_H
#define TESTS_LABS_H

#include "people/classroom.h"
#include "sandbox/worlds.h"

#define NOON ((struct instant){INT64_C(1795237200000)}) /* 2026-11-21T12:00+07:00 */

struct lab {
    struct place place;
    struct store *store;
    struct instant now;
    const struct person *trainer; /* user name "lan", password "mat khau cua lan" */
    const struct classroom *class; /* of the trainer, exercises "mot" and "hai" */
};

void lab_open(struct lab *lab);            /* folder and store */
void lab_open_class(struct lab *lab);      /* the same, with trainer and class */
void lab_close(struct lab *lab);
void lab_reopen(struct lab *lab);
const char *lab_path(struct lab *lab); /* of lab.db */

/* Runs `run` on `count` threads at once, each with an operation of its own and its number; true if all answered true. */
struct hand {
    struct lab *lab;
    struct op op;
    int number;
    bool (*run)(struct hand *hand);
    void *arg;
    bool ok;
};
bool all_hands(struct lab *lab, int count, bool (*run)(struct hand *hand), void *arg);

#endif
