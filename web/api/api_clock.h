/* api_clock: moving a world's clock, for its owner and for the trainer of its class. */
#ifndef API_CLOCK_H
#define API_CLOCK_H

#include "ground/ground.h"

struct clock_input {
    int mode;         /* enum clock_mode; -1 = as it is */
    int64_t rate;     /* 0 = as it is */
    const char *jump; /* instant or term ("+2 workdays"); NULL = none */
    bool next;        /* go to what happens next */
};
/* Is something asked, and is it sayable? Asks no world. E_INPUT "clock.nothing_asked", "clock.jump_invalid" (field jump). */
MUST_USE bool clock_check(struct op *op, const struct clock_input *in);
/* Does all that is said, in the order mode, jump, next. What fell due before a failure stays done. */
MUST_USE bool clock_move(struct op *op, struct visit *v, const struct clock_input *in);

#endif
