/* What citizens and businesses ask for: how their dossier stands, what they got, and a look-up by code for whoever holds the receipt. */
#include "api/app.h"
#include "api/handlers.h"
#include "api/view_track.h"

#include <stddef.h>

struct look_up_input {
    const char *code;
};
static const struct field look_up_fields[] = {
    {.name = "code", .kind = FIELD_TEXT, .offset = offsetof(struct look_up_input, code), .flags = FIELD_REQUIRED, .max = 100,
     .help = "a dossier's code, as typed or as read from the QR code of its receipt"},
};
const struct record look_up_query = RECORD("look_up_query", struct look_up_input, look_up_fields);

bool get_track(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    struct dossier d;
    const struct actor *actor = app_seat_actor(op, v);
    if (op_failed(op) || !dossier_get(op, play_db(v->play), request_int(r, "dossier"), &d)) {
        return false;
    }
    struct view_look look = app_look(v, actor);
    return view_dossier_track(op, &r->out, &look, &d);
}

bool get_look_up(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    const struct look_up_input *in = r->query;
    const struct actor *actor = app_seat_actor(op, v);
    if (op_failed(op)) {
        return false;
    }
    struct view_look look = app_look(v, actor);
    return view_look_up(op, &r->out, &look, in->code);
}

bool get_papers(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    const struct actor *actor = app_seat_actor(op, v);
    if (op_failed(op)) {
        return false;
    }
    struct view_look look = app_look(v, actor);
    return view_papers(op, &r->out, &look);
}
