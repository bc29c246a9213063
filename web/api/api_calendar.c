/* The calendar desk: looking, trying a change, and the acts that make it (calendar/edit.h). */
#include "api/api_look.h"
#include "api/handlers.h"
#include "api/view_calendar.h"

#include <stddef.h>

struct year_input {
    int64_t year;
};
static const struct field year_members[] = {
    {.name = "year", .kind = FIELD_INT, .offset = offsetof(struct year_input, year), .min = 1970, .max = 2199},
};
const struct record calendar_query = RECORD("calendar_query", struct year_input, year_members);

static bool acting(struct op *op, struct visit *v, struct actor *actor, struct view_look *out)
{
    bool sits = v->seat != NULL;
    if (sits && !play_actor(op, v->play, v->seat, actor)) {
        return false;
    }
    *out = world_look(v, sits && v->owner && visit_is_running(v) ? actor : NULL);
    op->now = out->now;
    return true;
}

bool get_calendar(struct op *op, struct request *r)
{
    const struct year_input *in = r->query;
    struct actor actor;
    struct view_look look;
    return acting(op, visit_of(r), &actor, &look) && view_calendar(op, &r->out, &look, (int)in->year);
}

bool get_recompute(struct op *op, struct request *r)
{
    struct actor actor;
    struct view_look look;
    return acting(op, visit_of(r), &actor, &look) && view_effect(op, &r->out, &look, NULL);
}

/* What each preview tries: the act's own input, checked by the act's own rules. */
static bool try_change(struct op *op, struct request *r, bool (*read)(struct op *, struct db *, const struct actor *, const void *,
                                                                      struct calendar_change *))
{
    struct visit *v = visit_of(r);
    struct actor actor;
    struct view_look look;
    struct calendar_change change;
    if (v->seat == NULL) {
        return fail(op, E_STATE, "seat.none", NULL);
    }
    return acting(op, v, &actor, &look) && read(op, play_db(v->play), &actor, r->body, &change) &&
           view_effect(op, &r->out, &look, &change);
}

static bool read_add(struct op *op, struct db *db, const struct actor *actor, const void *in, struct calendar_change *out)
{
    (void)actor;
    return calendar_change_add(op, db, in, out);
}
static bool read_remove(struct op *op, struct db *db, const struct actor *actor, const void *in, struct calendar_change *out)
{
    (void)actor;
    return calendar_change_remove(op, db, in, out);
}
static bool read_hours(struct op *op, struct db *db, const struct actor *actor, const void *in, struct calendar_change *out)
{
    return calendar_change_hours(op, db, actor, in, out);
}

bool post_try_add(struct op *op, struct request *r)
{
    return try_change(op, r, read_add);
}
bool post_try_remove(struct op *op, struct request *r)
{
    return try_change(op, r, read_remove);
}
bool post_try_hours(struct op *op, struct request *r)
{
    return try_change(op, r, read_hours);
}
