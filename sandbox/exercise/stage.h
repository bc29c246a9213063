/* stage: the starting office of an exercise, as a golden file.
 *
 * An exercise's golden file is the office named by world.golden (scenarios/data/goldens/<name>.json: organisations, procedures,
 * calendar), plus an account for each member of the cast, the clock, and what the first steps' `given` has set up: done once,
 * so that a trainee's world begins as an empty log and costs about a millisecond. Its key is a digest of everything it is made
 * of; another key means another file. */
#ifndef EXERCISE_STAGE_H
#define EXERCISE_STAGE_H

#include "exercise/exercise.h"
#include "office/office.h"

/* Digest text of all that goes into the golden file: exercise, data files, schemas. `data` is the folder scenarios/data. */
MUST_USE const char *stage_key(struct op *op, const struct exercise *exercise, const char *data);
/* Builds the file at `path` (must not exist), finished and without a log beside it. On failure nothing is left there. */
MUST_USE bool stage_build(struct op *op, const struct exercise *exercise, const char *data, const char *path);

/* The agency dossiers are filed to. */
MUST_USE bool stage_agency(struct op *op, struct db *db, const char **out);

/* Inside no act: does one item of a step's `given` as an act of its own, once: what is already in table staged is passed over.
 * *act is the number of the act committed, 0 if none was. Jumps are not done here. */
MUST_USE bool stage_given(struct op *op, struct office *office, const struct exercise *exercise, int step, size_t item,
                          int64_t *act);

#endif
