/* shelf: the exercises of this installation, loaded once at start, each with its starting office as a golden file. */
#ifndef GROUND_SHELF_H
#define GROUND_SHELF_H

#include "exercise/exercise.h"
#include "lab/store.h"
#include "world/store.h"

struct shelf;
struct shelf_item {
    const struct exercise *exercise;
    const char *golden; /* digest of its golden file */
    const char *key;    /* stage_key it was built from */
};

struct shelf_options {
    const char *folder; /* of exercises */
    const char *work;   /* for unfinished golden files */
    bool untested;      /* take exercises that nobody has solved: for measuring only */
    void (*progress)(const char *exercise); /* hears of each golden file that is built; NULL allowed */
};

/* Loads every folder of `folder` that holds a scenario.lua, in order of name, and builds the golden files that are missing
 * first. An exercise that does not load, fails lint or fails its self-test is left out and logged: one bad file does not stop
 * the class. NULL on failure of the installation itself. */
MUST_USE struct shelf *shelf_open(struct op *op, const struct shelf_options *options, struct store *lab,
                                  struct world_store *worlds);
void shelf_close(struct shelf *shelf);
size_t shelf_count(const struct shelf *shelf);
const struct shelf_item *shelf_at(const struct shelf *shelf, size_t index);
/* NULL if there is none. */
const struct shelf_item *shelf_find(const struct shelf *shelf, const char *exercise);

#endif
