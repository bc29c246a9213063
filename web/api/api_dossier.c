#include "api/api_list.h"
#include "api/app.h"
#include "api/handlers.h"
#include "api/view_attempt.h"
#include "api/view_dossier.h"
#include "api/view_document.h"
#include "api/view_eform.h"
#include "base/digest.h"
#include "document/blob.h"
#include "dossier/dossier.h"
#include "dossier/paper.h"
#include "dossier/passing.h"
#include "form/form.h"

#include <stddef.h>
#include <string.h>

#define PAGE_ROWS 50

static const struct field dossiers_fields[] = {
    {.name = "view", .kind = FIELD_CHOICE, .offset = offsetof(struct list_input, view), .choices = &saved_list_choices,
     .help = "queue: what the seat holds; all: everything it may see; shared: where it works along; followed: where it only follows; "
             "waiting: what it has to do with and others hold now"},
    {.name = "q", .kind = FIELD_TEXT, .offset = offsetof(struct list_input, q), .max = SEARCH_TEXT_MAX,
     .help = "words of owner, identity number, phone and procedure, without accents; the beginning or the running number of a code"},
    {.name = "state", .kind = FIELD_CHOICE, .offset = offsetof(struct list_input, state), .choices = &dossier_state_choices},
    {.name = "timing", .kind = FIELD_CHOICE, .offset = offsetof(struct list_input, timing), .choices = &search_timing_choices,
     .help = "overdue or due soon, by the limit that is running"},
    {.name = "part", .kind = FIELD_CHOICE, .offset = offsetof(struct list_input, part), .choices = &part_choices,
     .help = "what is to be done next"},
    {.name = "handler", .kind = FIELD_TEXT, .offset = offsetof(struct list_input, handler), .max = SEARCH_HANDLER_MAX,
     .help = "account of the specialist it is or was last assigned to"},
    {.name = "from", .kind = FIELD_DAY, .offset = offsetof(struct list_input, from), .help = "filed from this day on"},
    {.name = "to", .kind = FIELD_DAY, .offset = offsetof(struct list_input, to), .help = "filed up to this day, included"},
    {.name = "sort", .kind = FIELD_CHOICE, .offset = offsetof(struct list_input, sort), .choices = &search_sort_choices,
     .help = "an order of one's own, for at most 1000 dossiers"},
    {.name = "after", .kind = FIELD_TEXT, .offset = offsetof(struct list_input, after), .max = 48,
     .help = "`after` of the page before: the next 50"},
};
const struct record dossiers_query = RECORD("dossiers_query", struct list_input, dossiers_fields);

const struct actor *app_seat_actor(struct op *op, struct visit *v)
{
    struct actor *actor = arena_alloc(op->arena, sizeof *actor);
    if (v->seat == NULL) {
        return NULL;
    }
    return play_actor(op, v->play, v->seat, actor) ? actor : NULL;
}

/* Whoever only looks on (a trainer, or anybody once the attempt has ended) is offered nothing to do. */
const struct actor *app_who_may(const struct visit *v, const struct actor *actor)
{
    return v->owner && visit_is_running(v) ? actor : NULL;
}

struct view_look app_look(struct visit *v, const struct actor *actor)
{
    return (struct view_look){play_office(v->play), actor, play_clock(v->play)->office_at, world_id(v->world), world_act(v->world)};
}

bool get_dossiers(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    struct search_query query;
    const struct actor *actor = app_seat_actor(op, v);
    if (op_failed(op) || !list_query(op, play_db(v->play), r->query, actor, &query)) {
        return false;
    }
    query.limit = PAGE_ROWS;
    struct view_look look = app_look(v, actor);
    return view_dossiers(op, &r->out, &look, &query);
}

/* The dossier of the path, or a section of it: both carry the dossier's version. */
static bool answer_dossier(struct op *op, struct request *r, view_section_fn put)
{
    struct visit *v = visit_of(r);
    struct dossier d;
    const struct actor *actor = app_seat_actor(op, v);
    if (op_failed(op) || !dossier_get(op, play_db(v->play), request_int(r, "dossier"), &d)) {
        return false;
    }
    struct view_look look = app_look(v, app_who_may(v, actor));
    exchange_set(r->exchange, "ETag", arena_printf(op->arena, "\"%lld.%lld\"", (long long)world_generation(v->world), (long long)d.version));
    return put(op, &r->out, &look, &d);
}

bool get_dossier(struct op *op, struct request *r)
{
    return answer_dossier(op, r, view_dossier_read);
}

bool get_history(struct op *op, struct request *r)
{
    return answer_dossier(op, r, view_dossier_history);
}

bool get_control_sheet(struct op *op, struct request *r)
{
    return answer_dossier(op, r, view_dossier_control_sheet);
}

bool get_deadline(struct op *op, struct request *r)
{
    return answer_dossier(op, r, view_dossier_deadline);
}

bool get_dossier_results(struct op *op, struct request *r)
{
    return answer_dossier(op, r, view_dossier_results);
}

bool get_declarations(struct op *op, struct request *r)
{
    return answer_dossier(op, r, view_dossier_declarations);
}

/* The request's body as the act's input: what the row's record read, and the dossier of the path, if any. */
static const struct json *act_input(struct op *op, const struct request *r, int64_t dossier)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, JSON_BYTES_MAX);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    if (dossier > 0) {
        json_put_int(&out, "dossier", dossier);
    }
    record_put_json(&out, r->route->body, r->body);
    json_close_object(&out);
    return json_parse(op, b.data, b.len);
}

bool app_put_answer(struct op *op, struct request *r, const struct act_answer *answer)
{
    struct visit *v = visit_of(r);
    struct dossier d;
    const struct actor *actor = app_seat_actor(op, v);
    if (op_failed(op) || !dossier_get(op, play_db(v->play), answer->dossier, &d)) {
        return false;
    }
    struct view_look look = app_look(v, actor);
    json_put_int(&r->out, "act", answer->act);
    json_put_text(&r->out, "version", arena_printf(op->arena, "%lld.%lld", (long long)world_generation(v->world), (long long)d.version));
    json_open_object(&r->out, "dossier");
    if (!view_dossier_read(op, &r->out, &look, &d)) {
        return false;
    }
    json_close_object(&r->out);
    put_changes(op, &r->out, v->play, &v->news);
    view_score(op, &r->out, v);
    json_put_null(&r->out, "undo");
    return !op_failed(op);
}

bool app_act(struct op *op, struct request *r, int64_t dossier, struct act_answer *out)
{
    struct visit *v = visit_of(r);
    if (!app_match_generation(op, r)) {
        return false;
    }
    if (v->seat == NULL) {
        return fail(op, E_STATE, "seat.none", NULL);
    }
    struct play_call call = {.seat = v->seat, .act = r->route->act, .input = act_input(op, r, dossier),
                             .version = dossier > 0 && r->match.given ? r->match.version : -1,
                             .idempotency_key = r->idempotency_key};
    return call.input != NULL && visit_act(op, v, &call, out);
}

bool post_act(struct op *op, struct request *r)
{
    struct act_answer answer;
    return app_act(op, r, request_int(r, "dossier"), &answer) && app_put_answer(op, r, &answer);
}

/* Its act, without asking for a version: opening changes none. What became impossible meanwhile is none of the officer's faults. */
static bool open_now(struct op *op, struct request *r, bool *opened)
{
    struct visit *v = visit_of(r);
    struct act_answer answer;
    struct play_call call = {.seat = v->seat, .act = r->route->act, .input = act_input(op, r, request_int(r, "dossier")), .version = -1};
    if (call.input == NULL) {
        return false;
    }
    *opened = visit_act(op, v, &call, &answer);
    if (!*opened && (op->error.code == E_STATE || op->error.code == E_FORBIDDEN)) {
        op_clear(op);
    }
    return !op_failed(op);
}

/* Opening is idempotent and may come late: the officer is faster than the network, or the dossier has gone on. */
bool post_open(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    bool opened = false;
    const struct actor *actor = app_seat_actor(op, v);
    bool other = r->match.given && r->match.generation != world_generation(v->world);
    if (op_failed(op) || (actor != NULL && visit_is_running(v) && !other &&
                          !dossier_is_to_open(op, play_db(v->play), actor, request_int(r, "dossier"), &opened))) {
        return false;
    }
    if (opened && !open_now(op, r, &opened)) {
        return false;
    }
    json_put_bool(&r->out, "opened", opened);
    json_put_int(&r->out, "act", world_act(v->world));
    return true;
}

/* A new one: the only act on a dossier that has no dossier yet. */
bool post_file(struct op *op, struct request *r)
{
    struct act_answer answer;
    return app_act(op, r, 0, &answer) && app_put_answer(op, r, &answer);
}

/* ---- forms ---- */

/* The bytes of an issued form: those of the first print if there was one, else drawn now. */
static bool form_bytes(struct op *op, struct request *r, const struct form_issue *issue, const void **bytes, size_t *len)
{
    struct visit *v = visit_of(r);
    if (issue->blob != NULL) {
        return blob_read(op, ground_blobs(v->ground), issue->blob, bytes, len);
    }
    const struct json *data = paper_data(op, play_db(v->play), issue);
    return data != NULL && form_draw(op, issue->form, data, bytes, len);
}

bool get_pdf(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    struct form_issue issue;
    struct dossier d;
    const void *bytes = NULL;
    size_t len = 0;
    const struct actor *actor = app_seat_actor(op, v);
    struct view_look look = app_look(v, actor);
    if (op_failed(op) || !paper_get(op, play_db(v->play), request_int(r, "form"), &issue) ||
        !view_may_see(op, &look, issue.dossier, &d) || !form_bytes(op, r, &issue, &bytes, &len)) {
        return false;
    }
    exchange_set(r->exchange, "Content-Disposition",
                 arena_printf(op->arena, "inline; filename=\"mau-%s-%lld.pdf\"", issue.form, (long long)issue.number));
    exchange_answer(r->exchange, 200, "application/pdf", bytes, len);
    return true;
}

/* The first print fixes the bytes: drawn, stored, then recorded. */
bool post_print(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    struct form_issue issue;
    struct act_answer answer;
    struct digest digest;
    const void *bytes = NULL;
    char text[DIGEST_TEXT];
    size_t len = 0;
    int64_t id = request_int(r, "form");
    if (!app_match_generation(op, r) || !paper_get(op, play_db(v->play), id, &issue) ||
        !form_bytes(op, r, &issue, &bytes, &len) || !blob_write(op, ground_blobs(v->ground), bytes, len, &digest)) {
        return false;
    }
    if (v->seat == NULL) {
        return fail(op, E_STATE, "seat.none", NULL);
    }
    const char *input = arena_printf(op->arena, "{\"form\":%lld,\"blob\":\"%s\"}", (long long)id, digest_format(&digest, text));
    struct play_call call = {.seat = v->seat, .act = "form.print", .input = json_parse(op, input, strlen(input)), .version = -1,
                             .idempotency_key = r->idempotency_key};
    if (call.input == NULL || !visit_act(op, v, &call, &answer)) {
        return false;
    }
    json_put_int(&r->out, "form", id);
    json_put_text(&r->out, "url", arena_printf(op->arena, "/api/worlds/%s/forms/%lld/pdf", world_id(v->world), (long long)id));
    put_changes(op, &r->out, v->play, &v->news);
    return true;
}
