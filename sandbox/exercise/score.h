/* score: points from the judge's progress.
 *
 * A step earns its points when it is done, all or none: a half-done step is a step to do again, and a step worth splitting is
 * two steps. Off go the cost of hints taken (from the history: a rewind does not give them back) and of mistakes that still
 * stand in the progress (a rewound mistake costs nothing; it is shown). Never below zero. A critical mistake that still
 * stands fails the attempt unless the exercise says otherwise, whatever the points. */
#ifndef EXERCISE_SCORE_H
#define EXERCISE_SCORE_H

#include "exercise/judge.h"

struct score {
    int earned;       /* of steps done */
    int hint_cost;    /* as given */
    int mistake_cost; /* of mistakes that stand */
    int points;       /* earned less costs, at least 0 */
    int max;          /* of all steps: 100 */
    int pass;         /* points to pass */
    int mistakes, critical_mistakes; /* that stand */
    bool passed;
};
struct score score_of(const struct judge *judge, int hint_cost);
/* Points of the step if it is done, else 0. */
int score_step(const struct judge *judge, int step);

#endif
