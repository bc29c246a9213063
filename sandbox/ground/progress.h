/* progress: how an attempt stands now, as the drill ground keeps and shows it. */
#ifndef GROUND_PROGRESS_H
#define GROUND_PROGRESS_H

#include "ground/resident.h"

/* What lab.db keeps of the judge's answer: where it stands, points, and per step {id, state, earned, points} as JSON. */
MUST_USE bool progress_make(struct op *op, struct store *lab, struct resident *r, struct world *w, const struct attempt *attempt,
                            struct attempt_progress *out);

/* Points now: of the steps that are done, less what hints (all that were taken) and mistakes (those still in the
 * world's log: a rewound one is history) cost. */
struct progress_points {
    int64_t points, max, pass;
    bool passed;
};
MUST_USE bool progress_points(struct op *op, struct store *lab, const struct judge *judge, const struct attempt *attempt,
                              struct progress_points *out);
/* What a step has earned: its points once it is done. */
int64_t progress_earned(const struct judge *judge, int step);

#endif
