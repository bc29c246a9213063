/* Letting a colleague of the class into one's world, and coming into one (together/companion.h). */
#include "api/app.h"
#include "api/handlers.h"

#include <stddef.h>
#include <string.h>

struct accompany_input {
    const char *code;
};
static const struct field accompany_fields[] = {
    {.name = "code", .kind = FIELD_TEXT, .offset = offsetof(struct accompany_input, code), .flags = FIELD_REQUIRED, .max = 20},
};
const struct record accompany_body = RECORD("accompany", struct accompany_input, accompany_fields);

bool post_accompany(struct op *op, struct request *r)
{
    const struct accompany_input *in = r->body;
    struct ground *g = app_of(r)->ground;
    const char *attempt = NULL, *world = NULL;
    const struct companion_join ask = {.code = in->code, .person = r->person->id, .class_id = r->person->class_id};
    if (!companion_join(op, ground_lab(g), &ask, ground_now(g), &attempt, &world)) {
        return false;
    }
    json_put_text(&r->out, "attempt", attempt);
    json_put_text(&r->out, "world", world);
    return true;
}

static bool put_team(struct op *op, struct request *r, const struct attempt *a)
{
    struct store *lab = ground_lab(app_of(r)->ground);
    struct companion *list = NULL;
    size_t count = 0;
    bool own = strcmp(a->person, r->person->id) == 0;
    const char *code = own ? invitation_get(op, lab, a->id) : NULL;
    if (op_failed(op) || !companion_list(op, lab, a->id, &list, &count)) {
        return false;
    }
    json_open_object(&r->out, "owner");
    json_put_text(&r->out, "id", a->person);
    json_put_text(&r->out, "name", a->name);
    json_close_object(&r->out);
    json_put_bool(&r->out, "own", own);
    json_put_bool(&r->out, "may_invite", own && a->class_id > 0 && strcmp(a->state, "running") == 0);
    json_put_text(&r->out, "code", code);
    json_put_int(&r->out, "room", COMPANIONS_MAX - (int64_t)count);
    json_open_array(&r->out, "companions");
    for (size_t i = 0; i < count; i++) {
        json_open_object(&r->out, NULL);
        json_put_text(&r->out, "person", list[i].person);
        json_put_text(&r->out, "name", list[i].name);
        json_put_text(&r->out, "seat", list[i].seat);
        json_put_instant(&r->out, "joined_at", list[i].joined_at);
        json_put_bool(&r->out, "me", strcmp(list[i].person, r->person->id) == 0);
        json_close_object(&r->out);
    }
    json_close_array(&r->out);
    return true;
}

bool get_team(struct op *op, struct request *r)
{
    const struct attempt *a = app_attempt(op, r);
    return a != NULL && put_team(op, r, a);
}

/* The owner's attempt, running, of a class. */
static const struct attempt *own_attempt(struct op *op, struct request *r)
{
    const struct attempt *a = app_attempt(op, r);
    if (a == NULL) {
        return NULL;
    }
    if (strcmp(a->person, r->person->id) != 0) {
        (void)fail(op, E_FORBIDDEN, "together.owner_only", "owner", a->name, NULL);
        return NULL;
    }
    return a;
}

bool post_team(struct op *op, struct request *r)
{
    struct ground *g = app_of(r)->ground;
    const struct attempt *a = own_attempt(op, r);
    if (a == NULL) {
        return false;
    }
    if (strcmp(a->state, "running") != 0) {
        return fail(op, E_STATE, "attempt.finished", NULL);
    }
    if (a->class_id == 0) {
        return fail(op, E_STATE, "together.no_class", NULL);
    }
    return invitation_open(op, ground_lab(g), a->id, ground_now(g)) != NULL && put_team(op, r, a);
}

bool delete_team(struct op *op, struct request *r)
{
    const struct attempt *a = own_attempt(op, r);
    return a != NULL && invitation_close(op, ground_lab(app_of(r)->ground), a->id);
}

/* The owner asks somebody to leave, or a companion goes. */
bool delete_companion(struct op *op, struct request *r)
{
    struct ground *g = app_of(r)->ground;
    const struct attempt *a = app_attempt(op, r);
    const char *person = request_text(r, "person");
    if (a == NULL) {
        return false;
    }
    if (strcmp(a->person, r->person->id) != 0 && strcmp(person, r->person->id) != 0) {
        return fail(op, E_FORBIDDEN, "together.owner_only", "owner", a->name, NULL);
    }
    return companion_leave(op, ground_lab(g), a->id, person, ground_now(g));
}
