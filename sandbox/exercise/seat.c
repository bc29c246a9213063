#include "exercise/seat.h"

enum seat_state seat_state(const struct exercise *exercise, const struct account *account)
{
    int i = exercise_find_cast(exercise, account->id);
    if (i >= 0 && !exercise_is_person(exercise, i) && !exercise->cast[i].takeover) {
        return SEAT_BOT;
    }
    if (i < 0 && (!exercise->open_seats || account->role == ROLE_APPLICANT)) {
        return SEAT_CLOSED;
    }
    return account->active ? SEAT_FREE : SEAT_LOCKED;
}
