/* The seats of a world, for whoever changes seats: the cast, and where the exercise opens the office to people its other officers. */
#include "api/app.h"
#include "api/handlers.h"
#include "api/view_attempt.h"
#include "exercise/seat.h"

static void put_one(struct op *op, struct json_out *out, struct visit *v, const struct seat_takers *takers, const struct account *a)
{
    enum seat_state state = seat_state(play_exercise(v->play), a);
    json_open_object(out, NULL);
    view_seat(op, out, v, takers, a);
    json_put_bool(out, "locked", state == SEAT_LOCKED);
    json_close_object(out);
}

bool get_seats(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    const struct exercise *e = play_exercise(v->play);
    struct account *list = NULL;
    struct seat_takers takers;
    size_t count = 0;
    if (e == NULL) {
        return fail(op, E_STATE, "attempt.no_exercise", NULL);
    }
    if (!account_list(op, play_db(v->play), &list, &count) || !view_takers(op, v, &takers)) {
        return false;
    }
    json_put_bool(&r->out, "open", e->open_seats);
    json_open_array(&r->out, "seats");
    for (size_t i = 0; i < count; i++) {
        if (seat_state(e, &list[i]) != SEAT_CLOSED) {
            put_one(op, &r->out, v, &takers, &list[i]);
        }
    }
    json_close_array(&r->out);
    return true;
}
