#include "http_example.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- records ---- */

struct join {
    const char *code, *name;
};
static const struct field join_fields[] = {
    {.name = "code", .kind = FIELD_TEXT, .offset = offsetof(struct join, code), .flags = FIELD_REQUIRED, .max = 20},
    {.name = "name",
     .kind = FIELD_TEXT,
     .offset = offsetof(struct join, name),
     .flags = FIELD_REQUIRED | FIELD_PERSONAL,
     .max = 200},
};
static const struct record join_record = RECORD("join", struct join, join_fields);

static const char *const views[] = {"queue", "all"};
static const struct choices view_choices = {views, 2};
struct list_query {
    const char *q;
    int view;
    int64_t page;
    bool mine;
    struct text_list persons;
};
static const struct field list_query_fields[] = {
    {.name = "q", .kind = FIELD_TEXT, .offset = offsetof(struct list_query, q), .max = 100},
    {.name = "view", .kind = FIELD_CHOICE, .offset = offsetof(struct list_query, view), .choices = &view_choices},
    {.name = "page", .kind = FIELD_INT, .offset = offsetof(struct list_query, page), .min = 1, .max = 1000},
    {.name = "mine", .kind = FIELD_BOOL, .offset = offsetof(struct list_query, mine)},
    {.name = "persons", .kind = FIELD_TEXT_LIST, .offset = offsetof(struct list_query, persons)},
};
static const struct record list_query_record = RECORD("class_query", struct list_query, list_query_fields);

struct accept {
    bool confirm_missing;
    const char *note;
};
static const struct field accept_fields[] = {
    {.name = "confirm_missing",
     .kind = FIELD_BOOL,
     .offset = offsetof(struct accept, confirm_missing),
     .help = "The officer has seen that papers are missing"},
    {.name = "note", .kind = FIELD_TEXT, .offset = offsetof(struct accept, note), .max = 500},
};
static const struct record accept_record = RECORD("dossier_accept", struct accept, accept_fields);

struct any {
    const struct json *value;
};
static const struct field any_fields[] = {
    {.name = "value", .kind = FIELD_JSON, .offset = offsetof(struct any, value)},
};
static const struct record any_record = RECORD("any_value", struct any, any_fields);

/* ---- handlers ---- */

static bool get_info(struct op *op, struct request *r)
{
    (void)op;
    json_put_text(&r->out, "name", "Thao Trường");
    json_put_text(&r->out, "remote", r->exchange->remote);
    json_put_bool(&r->out, "signed_in", r->person != NULL);
    return true;
}

static bool post_join(struct op *op, struct request *r)
{
    const struct join *body = r->body;
    if (strcmp(body->code, "K7M-2QF") != 0) {
        return fail_field(op, E_MISSING, "code", "request.no_such_path", NULL);
    }
    guard_set_cookie(r->exchange, TRAINEE_TOKEN, 3600);
    json_put_text(&r->out, "name", body->name);
    return true;
}

static bool get_my(struct op *op, struct request *r)
{
    (void)op;
    json_put_text(&r->out, "id", r->person->id);
    return true;
}

static bool list_classes(struct op *op, struct request *r)
{
    (void)op;
    const struct list_query *query = r->query;
    json_put_text(&r->out, "q", query->q);
    json_put_int(&r->out, "view", query->view);
    json_put_int(&r->out, "page", query->page);
    json_put_bool(&r->out, "mine", query->mine);
    json_put_int(&r->out, "persons", (int64_t)query->persons.count);
    return true;
}

static bool get_dossier(struct op *op, struct request *r)
{
    (void)op;
    if (request_unchanged(r, 2, 7)) {
        return true;
    }
    json_put_int(&r->out, "id", request_int(r, "dossier"));
    json_put_text(&r->out, "world", request_text(r, "world"));
    return true;
}

static bool accept_dossier(struct op *op, struct request *r)
{
    const struct accept *body = r->body;
    if (r->match.generation != 2) {
        return fail(op, E_CONFLICT, "request.if_match", NULL);
    }
    json_put_text(&r->out, "act", r->route->act);
    json_put_int(&r->out, "dossier", request_int(r, "dossier"));
    json_put_bool(&r->out, "confirm_missing", body->confirm_missing);
    json_put_text(&r->out, "key", r->idempotency_key);
    return true;
}

static bool sign_out(struct op *op, struct request *r)
{
    (void)op;
    guard_set_cookie(r->exchange, NULL, 0);
    return true;
}

static bool post_deep(struct op *op, struct request *r)
{
    const struct any *body = r->body;
    json_put_text(&r->out, "value", body->value == NULL ? NULL : json_text(op, body->value));
    return true;
}

static bool fail_inside(struct op *op, struct request *r)
{
    json_put_text(&r->out, "half", "an answer that must not be seen");
    exchange_set(r->exchange, "ETag", "\"half\"");
    return fail_broken(op, "the secret cause");
}

static bool get_file(struct op *op, struct request *r)
{
    char path[] = "/tmp/thao-http-XXXXXX";
    int file = mkstemp(path);
    if (file < 0 || unlink(path) != 0) {
        return fail_broken(op, "no temporary file");
    }
    for (int i = 0; i < 100000; i++) {
        if (write(file, "0123456789", 10) != 10) {
            return fail_broken(op, "cannot write");
        }
    }
    (void)lseek(file, 0, SEEK_SET);
    exchange_answer_file(r->exchange, 200, "application/octet-stream", file, 1000000);
    return true;
}

static bool get_pdf(struct op *op, struct request *r)
{
    (void)op;
    exchange_answer(r->exchange, 200, "application/pdf", "%PDF-1.7", 8);
    return true;
}

/* ---- the table ---- */

/* clang-format off */
const struct route example_routes[] = {
    {.method = "GET", .pattern = "/api/info", .scope = SCOPE_PUBLIC, .access = READ, .handler = get_info,
     .answer = "info", .summary = "What runs here"},
    {.method = "POST", .pattern = "/api/join", .scope = SCOPE_PUBLIC, .access = WRITE, .body = &join_record, .handler = post_join,
     .answer = "joined", .flags = ROUTE_CREATES, .limit = LIMIT_JOIN, .summary = "Come into a class"},
    {.method = "DELETE", .pattern = "/api/session", .scope = SCOPE_SIGNED_IN, .roles = FOR_ANYONE, .access = WRITE,
     .handler = sign_out, .summary = "Sign out"},
    {.method = "GET", .pattern = "/api/my", .scope = SCOPE_SIGNED_IN, .roles = FOR(ROLE_TRAINEE), .access = READ,
     .handler = get_my, .answer = "my", .summary = "The trainee's own page"},
    {.method = "GET", .pattern = "/api/classes", .scope = SCOPE_LAB, .roles = FOR(ROLE_TRAINER) | FOR(ROLE_OPERATOR), .access = READ,
     .query = &list_query_record, .handler = list_classes, .answer = "classes", .summary = "Classes"},
    {.method = "GET", .pattern = "/api/worlds/{world}/dossiers/{dossier:int}", .scope = SCOPE_WORLD,
     .roles = FOR(ROLE_TRAINEE) | FOR(ROLE_TRAINER), .access = READ, .handler = get_dossier, .answer = "dossier",
     .summary = "One dossier"},
    {.method = "POST", .pattern = "/api/worlds/{world}/dossiers/{dossier:int}/accept", .scope = SCOPE_WORLD,
     .roles = FOR(ROLE_TRAINEE), .access = WRITE, .act = "dossier.accept", .body = &accept_record, .handler = accept_dossier,
     .answer = "act_answer", .flags = ROUTE_IF_MATCH | ROUTE_IDEMPOTENT, .summary = "Accept a dossier"},
    {.method = "POST", .pattern = "/api/worlds/{world}/reset", .scope = SCOPE_WORLD, .roles = FOR(ROLE_TRAINEE), .access = WRITE,
     .handler = get_info, .answer = "info", .summary = "A fresh world"},
    {.method = "POST", .pattern = "/api/deep", .scope = SCOPE_PUBLIC, .access = WRITE, .body = &any_record, .handler = post_deep,
     .answer = "any_answer", .summary = "Any JSON"},
    {.method = "PUT", .pattern = "/api/small", .scope = SCOPE_PUBLIC, .access = WRITE, .body = &any_record, .handler = post_deep,
     .answer = "any_answer", .body_max = 100, .summary = "A little JSON"},
    {.method = "GET", .pattern = "/api/broken", .scope = SCOPE_PUBLIC, .access = READ, .handler = fail_inside, .answer = "info",
     .summary = "Always fails"},
    {.method = "GET", .pattern = "/api/file", .scope = SCOPE_PUBLIC, .access = READ, .handler = get_file,
     .answer = "application/octet-stream", .summary = "A megabyte"},
    {.method = "GET", .pattern = "/api/pdf", .scope = SCOPE_PUBLIC, .access = READ, .handler = get_pdf,
     .answer = "application/pdf", .summary = "A form"},
};
/* clang-format on */
const size_t example_route_count = sizeof example_routes / sizeof example_routes[0];

const char *example_shapes(void)
{
    return "# of the example\n"
           "info = {name: text, remote: text, signed_in: bool}\n"
           "joined = {name: text}\n"
           "my = {id: text}\n"
           "classes = {q: text?, view: int, page: int, mine: bool, persons: int}\n"
           "dossier = {id: int, world: text, due_at: instant?, steps: [{no: int}], note?: \"a\" | \"b\"}\n"
           "act_answer = info & {act: text, dossier: dossier?, verdicts: [any], counts: {*: int}}\n"
           "any_answer = {value: any}\n";
}

/* ---- the program around it ---- */

static bool find_session(void *self, struct op *op, const char *token, struct guard_person *out)
{
    (void)self;
    (void)op;
    if (strcmp(token, TRAINEE_TOKEN) == 0) {
        *out = (struct guard_person){.id = "p1", .name = "Nguyễn Văn An", .role = ROLE_TRAINEE, .csrf = TRAINEE_CSRF};
        return true;
    }
    if (strcmp(token, TRAINER_TOKEN) == 0) {
        *out = (struct guard_person){.id = "p2", .name = "Trần Thị Bình", .role = ROLE_TRAINER, .csrf = TRAINER_CSRF};
        return true;
    }
    return strcmp(token, "broken") == 0 ? fail_broken(op, "the store is gone") : false;
}

static bool enter(struct op *op, struct request *r)
{
    struct example *e = r->app;
    if (r->route->scope != SCOPE_WORLD) {
        return true;
    }
    e->entered++;
    r->place = e;
    return !e->refuse_enter || fail(op, E_MISSING, "request.no_such_path", NULL);
}

static bool leave(struct op *op, struct request *r, bool done)
{
    struct example *e = r->app;
    if (r->route->scope != SCOPE_WORLD) {
        return true;
    }
    e->left++;
    if (e->refuse_leave) {
        return fail(op, E_BUSY, "request.no_such_path", NULL);
    }
    if (done && r->route->access == WRITE) {
        json_open_array(&r->out, "verdicts");
        json_close_array(&r->out);
    }
    return true;
}

static int64_t example_now(void *self)
{
    return ((struct example *)self)->now_ms;
}

static const struct embedded_file files[] = {
    {"index.html", (const unsigned char *)"<!doctype html><title>screens</title>", 37},
    {"index.html.gz", (const unsigned char *)"packed", 6},
    {"assets/index-BxT3f_9a.js", (const unsigned char *)"let a", 5},
    {"assets/plain.css", (const unsigned char *)"a{}", 3},
    {"favicon.ico", (const unsigned char *)"ico", 3},
};

void example_open(struct example *e, bool own_clock)
{
    *e = (struct example){.now_ms = 1000};
    struct guard_options options = {.sessions = {find_session, e}};
    if (own_clock) {
        options.now_ms = example_now;
        options.clock_self = e;
    }
    e->guard = guard_open(&options);
    e->assets = asset_open(files, sizeof files / sizeof files[0]);
    e->router = (struct router){.rows = example_routes,
                                .count = example_route_count,
                                .guard = e->guard,
                                .assets = e->assets,
                                .app = e,
                                .enter = enter,
                                .leave = leave};
}

void example_close(struct example *e)
{
    guard_close(e->guard);
    asset_close(e->assets);
}
