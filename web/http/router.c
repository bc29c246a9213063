/* The router reads a row top to bottom and does what it says. It knows no handler, no world and no person: those come in
 * through the row, through `enter` and through the guard. */
#include "http/router.h"

#include "base/digest.h"
#include "base/log.h"
#include "base/viet.h"
#include "http/problem.h"
#include "http/query.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#define OPERATION_ID_BYTES 9

/* ---- the table ---- */

static bool check_row(struct op *op, const struct route *row)
{
    bool is_get = strcmp(row->method, "GET") == 0;
    const char *wrong = NULL;
    if (!pattern_is_valid(row->pattern) || strncmp(row->pattern, "/api/", 5) != 0) {
        wrong = "pattern";
    } else if (!is_get && strcmp(row->method, "POST") != 0 && strcmp(row->method, "PUT") != 0 &&
               strcmp(row->method, "PATCH") != 0 && strcmp(row->method, "DELETE") != 0) {
        wrong = "method";
    } else if (is_get != (row->access == READ)) {
        wrong = "GET reads, the others write";
    } else if ((row->roles == 0) != (row->scope == SCOPE_PUBLIC)) {
        wrong = "roles belong to every scope but PUBLIC";
    } else if (row->scope == SCOPE_WORLD && strstr(row->pattern, "/{world}") == NULL) {
        wrong = "scope WORLD needs {world}";
    } else if (row->body != NULL && (is_get || (row->flags & (ROUTE_RAW_BODY | ROUTE_BYTES)) != 0)) {
        wrong = "no record for this body";
    } else if ((unsigned)row->limit >= LIMIT_COUNT) {
        wrong = "no such limit";
    } else if (row->handler == NULL || row->summary == NULL) {
        wrong = "handler and summary";
    }
    return wrong == NULL || fail_broken(op, "row %s %s: %s", row->method, row->pattern, wrong);
}

bool router_check(struct op *op, const struct route *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!check_row(op, &rows[i])) {
            return false;
        }
        for (size_t j = 0; j < i; j++) {
            if (strcmp(rows[i].method, rows[j].method) == 0 && pattern_overlaps(rows[i].pattern, rows[j].pattern)) {
                return fail_broken(op, "row %s %s: overlaps %s", rows[i].method, rows[i].pattern, rows[j].pattern);
            }
        }
    }
    return true;
}

/* The row, or NULL with `allowed` holding the methods that the path knows ("" if it knows none). */
static const struct route *find_row(const struct router *router, const char *method, const struct path *path,
                                    struct path_params *params, struct strbuf *allowed)
{
    const char *as = strcmp(method, "HEAD") == 0 ? "GET" : method;
    for (size_t i = 0; i < router->count; i++) {
        const struct route *row = &router->rows[i];
        if (pattern_match(row->pattern, path, params)) {
            if (strcmp(row->method, as) == 0) {
                return row;
            }
            strbuf_printf(allowed, "%s%s%s", allowed->len > 0 ? ", " : "", row->method,
                          strcmp(row->method, "GET") == 0 ? ", HEAD" : "");
        }
    }
    return NULL;
}

/* ---- one request ---- */

static bool is_json_type(const char *type)
{
    static const char json[] = "application/json";
    if (type == NULL || strncasecmp(type, json, sizeof json - 1) != 0) {
        return false;
    }
    const char *rest = type + sizeof json - 1;
    rest += strspn(rest, " ;");
    return *rest == '\0' || strcasecmp(rest, "charset=utf-8") == 0;
}

/* Reads the JSON body into the row's record. An empty body counts as {} . */
static bool read_body(struct op *op, struct request *r)
{
    static const struct field none[1];
    static const struct record empty = {.name = "empty", .size = 1, .fields = none, .count = 0};
    const struct route *row = r->route;
    struct exchange *x = r->exchange;
    if (row->access == READ || (row->flags & ROUTE_RAW_BODY) != 0) {
        return true;
    }
    if ((row->flags & ROUTE_BYTES) != 0) {
        return exchange_read_body(op, x, row->body_max, &r->bytes, &r->byte_count);
    }
    if ((x->length > 0 || row->scope == SCOPE_PUBLIC) && !is_json_type(exchange_header(x, "Content-Type"))) {
        return fail(op, E_INPUT, "request.media_type", NULL);
    }
    const char *bytes;
    size_t len;
    if (!exchange_read_body(op, x, row->body_max > 0 ? row->body_max : ROUTE_BODY_MAX, &bytes, &len)) {
        return false;
    }
    const struct json *node = NULL;
    if (len > 0 && (node = json_parse(op, bytes, len)) == NULL) {
        return false;
    }
    const struct record *record = row->body != NULL ? row->body : &empty;
    void *body = arena_alloc(op->arena, record->size);
    r->body = row->body != NULL ? body : NULL;
    return record_from_json(op, record, node, body);
}

/* Everything between the row and its handler. */
static bool prepare(struct op *op, const struct router *router, struct request *r)
{
    struct exchange *x = r->exchange;
    struct guard_person *person = arena_alloc(op->arena, sizeof *person);
    bool signed_in;
    if (!guard_identify(op, router->guard, x, person, &signed_in)) {
        return false;
    }
    r->person = signed_in ? person : NULL;
    return guard_admit(op, router->guard, x, r->route, r->person) &&
           query_read(op, r->route->query, x->query, &r->query) && guard_match(op, x, r->route, &r->match) &&
           guard_key(op, x, r->route, &r->idempotency_key) && read_body(op, r);
}

static bool handle(struct op *op, const struct router *router, struct request *r)
{
    if (router->enter != NULL && !router->enter(op, r)) {
        return false;
    }
    bool done = r->route->handler(op, r);
    if (router->leave != NULL) {
        done = router->leave(op, r, done) && done;
    }
    must(done || op_failed(op));
    return done;
}

/* Closes the JSON answer, unless the handler made another one. */
static bool finish(struct op *op, struct request *r)
{
    struct exchange *x = r->exchange;
    if (x->status != 0) {
        return true;
    }
    if (r->route->answer == NULL) {
        exchange_answer(x, 204, NULL, "", 0);
        return true;
    }
    json_close_object(&r->out);
    if (x->body.overflow) {
        return fail_broken(op, "the answer is longer than %u bytes", EXCHANGE_ANSWER_MAX);
    }
    x->status = r->status;
    exchange_set(x, "Content-Type", "application/json");
    return true;
}

static bool serve_api(struct op *op, const struct router *router, struct exchange *x)
{
    struct request r = {.exchange = x, .app = router->app};
    struct path path;
    struct strbuf allowed;
    strbuf_init(&allowed, op->arena, 200);
    if (!path_split(op->arena, x->path, &path)) {
        return fail(op, E_MISSING, "request.no_such_path", NULL);
    }
    r.route = find_row(router, x->method, &path, &r.params, &allowed);
    if (r.route == NULL) {
        if (allowed.len == 0) {
            return fail(op, E_MISSING, "request.no_such_path", NULL);
        }
        exchange_set(x, "Allow", allowed.data);
        return fail(op, E_INPUT, "request.method_not_allowed", "allowed", allowed.data, NULL);
    }
    r.status = (r.route->flags & ROUTE_CREATES) != 0 ? 201 : 200;
    json_begin(&r.out, &x->body);
    json_open_object(&r.out, NULL);
    bool done = prepare(op, router, &r) && handle(op, router, &r) && finish(op, &r);
    guard_note(router->guard, x, r.route, r.person, op->error.code);
    return done;
}

static bool serve(struct op *op, const struct router *router, struct exchange *x)
{
    if (!exchange_accept(op, x)) {
        return false;
    }
    if (strcmp(x->path, "/api") == 0 || strncmp(x->path, "/api/", 5) == 0) {
        return serve_api(op, router, x);
    }
    if (router->assets == NULL) {
        return fail(op, E_MISSING, "request.no_such_page", NULL);
    }
    return asset_answer(op, router->assets, x);
}

void router_answer(const struct router *router, struct exchange *x)
{
    char id[OPERATION_ID_BYTES * 4 / 3 + 2];
    struct op op;
    op_init(&op, x->arena, random_token(id, OPERATION_ID_BYTES), exchange_lang(x));
    if (!serve(&op, router, x)) {
        problem_answer(&op, x);
    }
    log_line(LOG_DEBUG, "http.request", "op=%s method=%s status=%d", op.id, x->method, x->status);
}

/* ---- for handlers ---- */

const char *request_text(const struct request *r, const char *name)
{
    const struct path_param *p = path_param_find(&r->params, name);
    must(p != NULL);
    return p->text;
}

int64_t request_int(const struct request *r, const char *name)
{
    const struct path_param *p = path_param_find(&r->params, name);
    must(p != NULL && p->number > 0);
    return p->number;
}

/* Is the quoted mark one of the list's, weak or not? */
static bool list_has(const char *list, const char *quoted)
{
    size_t n = strlen(quoted);
    while (list != NULL && *list != '\0') {
        list += strspn(list, " ,");
        const char *tag = strncmp(list, "W/", 2) == 0 ? list + 2 : list;
        size_t len = strcspn(tag, " ,");
        if (len == n && memcmp(tag, quoted, n) == 0) {
            return true;
        }
        list = tag + len;
    }
    return false;
}

bool request_unchanged_mark(struct request *r, const char *mark)
{
    struct exchange *x = r->exchange;
    const char *quoted = arena_printf(x->arena, "\"%s\"", mark);
    exchange_set(x, "ETag", quoted);
    if (!list_has(exchange_header(x, "If-None-Match"), quoted)) {
        return false;
    }
    exchange_answer(x, 304, NULL, "", 0);
    return true;
}

bool request_unchanged(struct request *r, int64_t generation, int64_t version)
{
    return request_unchanged_mark(
        r, arena_printf(r->exchange->arena, "%lld.%lld", (long long)generation, (long long)version));
}
