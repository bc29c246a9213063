#include "api/app.h"
#include "api/handlers.h"
#include "base/text.h"
#include "people/classroom.h"

#include <stddef.h>
#include <string.h>

#define COOKIE_SECONDS (7 * 24 * 3600)

struct join_input {
    const char *code, *name;
};
struct return_input {
    const char *return_code;
};
struct sign_in_input {
    const char *username, *password;
};
static const struct field join_fields[] = {
    {.name = "code", .kind = FIELD_TEXT, .offset = offsetof(struct join_input, code), .flags = FIELD_REQUIRED, .max = 20},
    {.name = "name", .kind = FIELD_TEXT, .offset = offsetof(struct join_input, name),
     .flags = FIELD_REQUIRED | FIELD_PERSONAL, .max = 400},
};
static const struct field return_fields[] = {
    {.name = "return_code", .kind = FIELD_TEXT, .offset = offsetof(struct return_input, return_code),
     .flags = FIELD_REQUIRED | FIELD_SECRET, .max = 200},
};
static const struct field sign_in_fields[] = {
    {.name = "username", .kind = FIELD_TEXT, .offset = offsetof(struct sign_in_input, username), .flags = FIELD_REQUIRED,
     .max = 100},
    {.name = "password", .kind = FIELD_TEXT, .offset = offsetof(struct sign_in_input, password),
     .flags = FIELD_REQUIRED | FIELD_SECRET, .max = 200},
};
const struct record join_body = RECORD("join", struct join_input, join_fields);
const struct record return_body = RECORD("come_back", struct return_input, return_fields);
const struct record sign_in_body = RECORD("sign_in", struct sign_in_input, sign_in_fields);

bool get_info(struct op *op, struct request *r)
{
    json_put_text(&r->out, "name", "Thao Trường");
    json_put_text(&r->out, "version", app_of(r)->version);
    json_open_array(&r->out, "languages");
    json_put_text(&r->out, NULL, "vi");
    json_put_text(&r->out, NULL, "en");
    json_close_array(&r->out);
    json_put_text(&r->out, "banner", text_get(op->lang, "banner"));
    return true;
}

static void put_class(struct json_out *out, int64_t id, const char *name)
{
    if (id == 0) {
        json_put_null(out, "class");
        return;
    }
    json_open_object(out, "class");
    json_put_int(out, "id", id);
    json_put_text(out, "name", name);
    json_close_object(out);
}

bool get_session(struct op *op, struct request *r)
{
    (void)op;
    json_put_bool(&r->out, "signed_in", r->person != NULL);
    if (r->person == NULL) {
        json_put_null(&r->out, "person");
        json_put_null(&r->out, "csrf");
        json_put_null(&r->out, "class");
        return true;
    }
    put_person(&r->out, "person", r->person->id, r->person->name, r->person->role);
    json_put_text(&r->out, "csrf", r->person->csrf);
    put_class(&r->out, r->person->class_id, r->person->class_name);
    return true;
}

static bool put_welcome(struct request *r, const struct welcome *w)
{
    if (w == NULL) {
        return false;
    }
    guard_set_cookie(r->exchange, w->token, COOKIE_SECONDS);
    put_person(&r->out, "person", w->person.id, w->session->name, w->person.role);
    put_class(&r->out, w->classroom->id, w->classroom->name);
    json_put_text(&r->out, "csrf", w->session->csrf);
    return true;
}

bool post_join(struct op *op, struct request *r)
{
    const struct join_input *in = r->body;
    struct ground *g = app_of(r)->ground;
    const struct welcome *w = classroom_join(op, ground_lab(g), in->code, in->name, ground_now(g));
    if (!put_welcome(r, w)) {
        return false;
    }
    json_put_text(&r->out, "return_code", w->return_code);
    r->status = 201;
    return true;
}

bool post_return(struct op *op, struct request *r)
{
    const struct return_input *in = r->body;
    struct ground *g = app_of(r)->ground;
    return put_welcome(r, classroom_return(op, ground_lab(g), in->return_code, ground_now(g)));
}

/* Four words are asked for, of the person the session belongs to: a session alone is what everybody at a kiosk has. */
bool post_kiosk_leave(struct op *op, struct request *r)
{
    const struct return_input *in = r->body;
    struct ground *g = app_of(r)->ground;
    return classroom_confirm(op, ground_lab(g), r->person->id, in->return_code, ground_now(g));
}

bool post_session(struct op *op, struct request *r)
{
    const struct sign_in_input *in = r->body;
    struct ground *g = app_of(r)->ground;
    const char *token = NULL;
    const struct person *p = person_sign_in(op, ground_lab(g), in->username, in->password, ground_now(g));
    const struct session *s = p == NULL ? NULL : session_open(op, ground_lab(g), p->id, 0, ground_now(g), &token);
    if (s == NULL) {
        return false;
    }
    guard_set_cookie(r->exchange, token, COOKIE_SECONDS);
    put_person(&r->out, "person", p->id, p->name, p->role);
    json_put_text(&r->out, "csrf", s->csrf);
    return true;
}

bool delete_session(struct op *op, struct request *r)
{
    struct ground *g = app_of(r)->ground;
    const char *token = exchange_cookie(r->exchange, GUARD_COOKIE);
    guard_set_cookie(r->exchange, NULL, 0);
    return session_revoke(op, ground_lab(g), token, ground_now(g));
}

bool get_openapi(struct op *op, struct request *r)
{
    (void)op;
    const char *text = app_of(r)->openapi;
    exchange_answer(r->exchange, 200, "application/json", text, strlen(text));
    return true;
}
