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

/* Loads every folder of `folder` that holds a scenario.lua, in order of name, and builds the golden files that are missing
 * (`work` is a folder for unfinished files). An exercise that does not load, fails lint or fails its self-test is left out
 * and logged: one bad file does not stop the class. NULL on failure of the installation itself. `progress` (NULL allowed) hears of each build. */
MUST_USE struct shelf *shelf_open(struct op *op, const char *folder, const char *work, struct store *lab,
                                  struct world_store *worlds, void (*progress)(const char *exercise));
void shelf_close(struct shelf *shelf);
size_t shelf_count(const struct shelf *shelf);
const struct shelf_item *shelf_at(const struct shelf *shelf, size_t index);
/* NULL if there is none. */
const struct shelf_item *shelf_find(const struct shelf *shelf, const char *exercise);

#endif
