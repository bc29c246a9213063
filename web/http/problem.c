/* The status of an error follows its code. Only errors made by the counter itself, which have no meaning outside HTTP,
 * are told apart by their key. */
#include "http/problem.h"

#include "base/json.h"
#include "base/log.h"
#include "base/text.h"

#include <string.h>

static const struct {
    enum error_code code;
    int status;
    const char *title; /* message key */
} kinds[] = {
    {E_INPUT, 400, "problem.input"},     {E_AUTH, 401, "problem.auth"},     {E_FORBIDDEN, 403, "problem.forbidden"},
    {E_MISSING, 404, "problem.missing"}, {E_STATE, 409, "problem.state"},   {E_CONFLICT, 409, "problem.conflict"},
    {E_LIMIT, 413, "problem.limit"},     {E_REMOTE, 502, "problem.remote"}, {E_BUSY, 503, "problem.busy"},
    {E_BROKEN, 500, "problem.broken"},
};

static const struct {
    const char *key;
    int status;
} own[] = {
    {"request.method_not_allowed", 405},
    {"request.headers_late", 408},
    {"request.body_late", 408},
    {"request.length_needed", 411},
    {"request.chunked", 411},
    {"request.target_too_long", 414},
    {"request.media_type", 415},
    {"request.expectation", 417},
    {"request.if_match_missing", 428},
    {"guard.too_often", 429},
    {"guard.look_up_too_often", 429},
    {"request.too_many_headers", 431},
    {"request.method", 501},
    {"request.version", 505},
};

static size_t kind_of(enum error_code code)
{
    size_t i = 0;
    while (i < sizeof kinds / sizeof kinds[0] - 1 && kinds[i].code != code) {
        i++;
    }
    return i;
}

int problem_status(const struct error *error)
{
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        if (error->key != NULL && strcmp(own[i].key, error->key) == 0) {
            return own[i].status;
        }
    }
    return kinds[kind_of(error->code)].status;
}

static void put_fields(struct op *op, struct json_out *out)
{
    json_open_array(out, "fields");
    for (const struct field_error *f = op->error.fields; f != NULL; f = f->next) {
        json_open_object(out, NULL);
        json_put_text(out, "field", f->field);
        json_put_text(out, "key", f->key);
        json_put_text(out, "detail", text_format(op->arena, op->lang, f->key, f->args, f->arg_count));
        json_close_object(out);
    }
    json_close_array(out);
}

static void put_problem(struct op *op, int status, struct strbuf *body)
{
    const struct error *error = &op->error;
    struct json_out out;
    json_begin(&out, body);
    json_open_object(&out, NULL);
    json_put_text(&out, "type", arena_printf(op->arena, "urn:thaotruong:problem:%s", error->key));
    json_put_text(&out, "title", text_get(op->lang, kinds[kind_of(error->code)].title));
    json_put_int(&out, "status", status);
    json_put_text(&out, "code", error_code_text(error->code));
    json_put_text(&out, "key", error->key);
    json_put_text(&out, "detail", text_error(op));
    json_put_text(&out, "field", error->field);
    put_fields(op, &out);
    json_put_text(&out, "operation", op->id);
    json_close_object(&out);
}

void problem_answer(struct op *op, struct exchange *x)
{
    must(op_failed(op));
    int status = problem_status(&op->error);
    if (status >= 500 && status != 501 && status != 503) {
        log_failure(op, "http.failure");
    }
    const char *allow = NULL;
    for (size_t i = 0; i < x->answer_count; i++) {
        if (status == 405 && strcmp(x->answer[i].name, "Allow") == 0) {
            allow = x->answer[i].value;
        }
    }
    exchange_forget(x);
    if (allow != NULL) {
        exchange_set(x, "Allow", allow);
    }
    if (status == 429 || status == 503) {
        exchange_set(x, "Retry-After", status == 429 ? "10" : "1");
    }
    exchange_answer(x, status, PROBLEM_TYPE, "", 0);
    put_problem(op, status, &x->body);
}
