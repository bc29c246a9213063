/* seat: which accounts of a world a person may sit in. The one place that decides; ground asks it when somebody sits down, the
 * screens when they offer seats.
 *
 * 1. A seat of the cast that is for people is free; a bot's is not.
 * 2. Any other account of the office is free only where the exercise says seats = "office": then every officer's is, those that an
 *    administrator added too. Applicants are people of the cast.
 * 3. A disabled account is never sat in.
 * What the seat may do is the office's business: the account's role decides it, whoever sits there. */
#ifndef EXERCISE_SEAT_H
#define EXERCISE_SEAT_H

#include "account/account.h"
#include "exercise/exercise.h"

enum seat_state {
    SEAT_FREE,
    SEAT_BOT,    /* played by a bot */
    SEAT_LOCKED, /* its account is disabled */
    SEAT_CLOSED  /* not of the cast, and the exercise keeps to its cast */
};
enum seat_state seat_state(const struct exercise *exercise, const struct account *account);

#endif
