/* hint: when a hint may be taken, and what it says. A hint opens when the learner has spent `after` of real time in the open
 * step, or has seen something `when` names as often as asked; one that says neither is there at once. Taking it is a row of
 * the history (people/attempt), which a rewind does not take back. */
#ifndef EXERCISE_HINT_H
#define EXERCISE_HINT_H

#include "exercise/judge.h"

struct hint_state {
    bool available;
    int64_t wait_ms; /* real time until it opens; 0 = now, -1 = time alone will not open it */
    int cost;        /* points */
};
/* `real_ms`: real time the learner has spent since the step opened, while the world was on the screen. */
struct hint_state hint_state_of(const struct judge *judge, int step, int hint, int64_t real_ms);
const char *hint_text(const struct exercise *exercise, int step, int hint, enum lang lang);

#endif
