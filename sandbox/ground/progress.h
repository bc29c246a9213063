/* progress: how an attempt stands now, as the drill ground keeps and shows it. */
#ifndef GROUND_PROGRESS_H
#define GROUND_PROGRESS_H

#include "exercise/score.h"
#include "ground/resident.h"

/* What lab.db keeps of the judge's answer: where it stands, points, and per step {id, state, earned, points} as JSON. */
MUST_USE bool progress_make(struct op *op, struct store *lab, struct resident *r, struct world *w, const struct attempt *attempt,
                            struct attempt_progress *out);

/* The score now: what was taken of hints stands in the history. */
MUST_USE bool progress_score(struct op *op, struct store *lab, const struct judge *judge, const struct attempt *attempt,
                             struct score *out);

#endif
