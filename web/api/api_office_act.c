/* An act of the office that is about no dossier: its body is the act's input. */
#include "api/app.h"
#include "api/handlers.h"
#include "api/view_attempt.h"

static const struct json *input_of(struct op *op, const struct request *r)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, JSON_BYTES_MAX);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    record_put_json(&out, r->route->body, r->body);
    json_close_object(&out);
    return json_parse(op, b.data, b.len);
}

bool post_office_act(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    struct act_answer answer;
    if (!app_match_generation(op, r)) {
        return false;
    }
    if (v->seat == NULL) {
        return fail(op, E_STATE, "seat.none", NULL);
    }
    struct play_call call = {.seat = v->seat, .act = r->route->act, .input = input_of(op, r), .version = -1,
                             .idempotency_key = r->idempotency_key};
    if (call.input == NULL || !visit_act(op, v, &call, &answer)) {
        return false;
    }
    json_put_int(&r->out, "act", answer.act);
    put_changes(op, &r->out, v->play, &v->news);
    view_score(op, &r->out, v);
    return !op_failed(op);
}
