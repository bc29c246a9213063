/* Results: those of one dossier with how they reached who filed, the register of all, its file, and the papers themselves. */
#include "account/role.h"
#include "api/api_report.h"
#include "api/handlers.h"
#include "api/view_document.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "dossier/delivery.h"
#include "dossier/result_register.h"
#include "form/form.h"
#include "org/org.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define PAGE 50
#define CSV_ROWS_MAX 5000
#define CSV_BYTES_MAX (4u << 20)

struct register_input {
    int status, act;
    const char *q;
    struct day from, to;
    int64_t before;
    const char *lang;
};
static const struct field register_members[] = {
    {.name = "status", .kind = FIELD_CHOICE, .offset = offsetof(struct register_input, status), .choices = &result_status_choices,
     .help = "signed: waits for its number and seal"},
    {.name = "act", .kind = FIELD_CHOICE, .offset = offsetof(struct register_input, act), .choices = &result_act_choices},
    {.name = "q", .kind = FIELD_TEXT, .offset = offsetof(struct register_input, q), .max = SEARCH_TEXT_MAX,
     .help = "a symbol, a dossier's code or running number, or words of its dossier, without accents"},
    {.name = "from", .kind = FIELD_DAY, .offset = offsetof(struct register_input, from), .help = "day of issue, included"},
    {.name = "to", .kind = FIELD_DAY, .offset = offsetof(struct register_input, to), .help = "day of issue, included"},
    {.name = "before", .kind = FIELD_INT, .offset = offsetof(struct register_input, before), .max = JSON_INT_MAX,
     .help = "`after` of the page before"},
    {.name = "lang", .kind = FIELD_TEXT, .offset = offsetof(struct register_input, lang), .max = 2,
     .help = "vi or en: a link that is followed sends the browser's languages, not the page's"},
};
const struct record result_query_record = RECORD("result_query", struct register_input, register_members);

/* ---- one paper ---- */

static const char *symbol_of(const struct result *list, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].id == id) {
            return list[i].symbol;
        }
    }
    return NULL;
}

static void put_result(struct op *op, struct json_out *out, const struct view *v, const struct result *r)
{
    bool sealed = !instant_is_none(r->issued_at);
    json_put_int(out, "id", r->id);
    json_put_text(out, "act", r->act);
    json_put_text(out, "act_name", text_in(op->lang, "result.act", r->act));
    json_put_text(out, "kind", r->kind);
    json_put_text(out, "paper", r->title);
    json_put_text(out, "content", r->content);
    json_put_text(out, "number", r->symbol);
    json_put_text(out, "org_name", view_pick(op, r->org_vi, r->org_en));
    json_put_instant(out, "signed_at", r->signed_at);
    json_put_text(out, "signed_by", view_account_name(v, r->signed_by));
    json_put_instant(out, "issued_at", r->issued_at);
    json_put_text(out, "sealed_by", view_account_name(v, r->sealed_by));
    json_put_text(out, "status", r->status);
    json_put_text(out, "status_name", text_in(op->lang, "result.status", r->status));
    json_put_text(out, "reason", r->reason);
    json_put_text(out, "url", sealed ? arena_printf(op->arena, "/api/worlds/%s/dossiers/%lld/results/%lld/pdf", v->look->world,
                                                    (long long)r->dossier, (long long)r->id)
                                     : NULL);
}

/* ---- one dossier ---- */

static void put_deliveries(struct op *op, struct json_out *out, const struct view *v, const struct delivery *list, size_t count)
{
    json_open_array(out, "deliveries");
    for (size_t i = 0; i < count; i++) {
        const struct delivery *d = &list[i];
        json_open_object(out, NULL);
        json_put_text(out, "way", d->way);
        json_put_text(out, "way_name", text_in(op->lang, "delivery.way", d->way));
        json_put_instant(out, "at", d->at);
        json_put_text(out, "by", view_account_name(v, d->by));
        json_put_text(out, "tracking_number", d->tracking_number);
        json_put_text(out, "receiver", d->receiver);
        json_put_text(out, "identity_name", d->identity == NULL ? NULL : text_in(op->lang, "delivery.identity", d->identity));
        json_put_text(out, "identity_number", d->identity_number);
        json_put_bool(out, "signed", d->signed_for);
        json_put_instant(out, "ended_at", d->ended_at);
        json_put_text(out, "outcome", d->outcome);
        json_put_text(out, "outcome_name", text_in(op->lang, "delivery.outcome", d->outcome == NULL ? "with_post" : d->outcome));
        json_put_text(out, "reason", d->reason);
        json_close_object(out);
    }
    json_close_array(out);
}

static void put_archive(struct op *op, struct json_out *out, const struct view *v, const struct archive *a, bool found)
{
    if (!found) {
        json_put_null(out, "archive");
        return;
    }
    json_open_object(out, "archive");
    json_put_instant(out, "at", a->archived_at);
    json_put_text(out, "by", view_account_name(v, a->archived_by));
    json_put_text(out, "retention", a->retention);
    json_put_text(out, "retention_name", text_in(op->lang, "history.value.retention", a->retention));
    json_put_text(out, "note", a->note);
    json_close_object(out);
}

bool view_dossier_results(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d)
{
    struct view v = view_of(look);
    struct view_subject s;
    struct result *list = NULL;
    struct delivery *ways = NULL;
    struct archive archive;
    size_t count = 0, way_count = 0;
    bool archived = false;
    if (!view_take(op, &v, d, &s) || !view_read_accounts(op, &v) || !result_list(op, v.db, d->id, &list, &count) ||
        !delivery_list(op, v.db, d->id, &ways, &way_count) || !archive_find(op, v.db, d->id, &archive, &archived)) {
        return false;
    }
    const struct result *valid = result_in_force(list, count);
    json_open_array(out, "results");
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        put_result(op, out, &v, &list[i]);
        json_put_text(out, "replaces", symbol_of(list, count, list[i].replaces));
        json_put_bool(out, "in_force", &list[i] == valid);
        json_close_object(out);
    }
    json_close_array(out);
    put_deliveries(op, out, &v, ways, way_count);
    put_archive(op, out, &v, &archive, archived);
    json_put_text(out, "delivery_wanted", text_in(op->lang, "delivery", d->delivery_wanted));
    json_put_text(out, "delivery_address", d->delivery_address);
    return true;
}

bool get_result_paper(struct op *op, struct request *r)
{
    struct visit *visit = visit_of(r);
    const struct actor *actor = app_seat_actor(op, visit);
    struct view_look look = app_look(visit, actor);
    struct view v = view_of(&look);
    struct view_subject s;
    struct dossier d;
    struct result *list = NULL;
    const struct result *wanted = NULL, *about = NULL;
    const void *bytes = NULL;
    size_t count = 0, len = 0;
    if (op_failed(op) || !dossier_get(op, v.db, request_int(r, "dossier"), &d) || !view_take(op, &v, &d, &s) ||
        !result_list(op, v.db, d.id, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        wanted = list[i].id == request_int(r, "result") ? &list[i] : wanted;
    }
    if (wanted == NULL) {
        return fail(op, E_MISSING, "result.unknown", NULL);
    }
    for (size_t i = 0; i < count; i++) {
        about = list[i].id == wanted->replaces ? &list[i] : about;
    }
    const struct json *data = result_paper(op, v.db, &d, wanted, about);
    if (data == NULL || !form_draw(op, "KQ", data, &bytes, &len)) {
        return false;
    }
    exchange_set(r->exchange, "Content-Disposition", arena_printf(op->arena, "inline; filename=\"ket-qua-%lld.pdf\"", (long long)wanted->id));
    exchange_answer(r->exchange, 200, "application/pdf", bytes, len);
    return true;
}

/* ---- the register ---- */

bool register_may_read(struct op *op, const struct actor *actor)
{
    static const enum role closed[] = {ROLE_APPLICANT, ROLE_COORDINATING_AGENCY, ROLE_POSTAL_AGENT};
    bool may = actor != NULL;
    for (size_t i = 0; may && i < sizeof closed / sizeof closed[0]; i++) {
        may = strcmp(actor->role, role_code(closed[i])) != 0;
    }
    return may || fail(op, E_FORBIDDEN, "result.register_forbidden", NULL);
}

/* The counter has the register of what it received and what is decided in its province. */
static bool read_query(struct op *op, const struct register_input *in, const struct actor *actor, struct result_query *out)
{
    *out = (struct result_query){.status = in->status < 0 ? NULL : result_status_choices.codes[in->status],
                                 .act = in->act < 0 ? NULL : result_act_choices.codes[in->act],
                                 .first = in->from, .last = in->to, .q = in->q, .before = in->before, .limit = PAGE};
    if (actor != NULL && strcmp(actor->role, role_code(ROLE_ONE_STOP_OFFICER)) == 0) {
        out->concerns = org_top(op, actor->org);
    }
    if (in->lang != NULL) {
        op->lang = strcmp(in->lang, "en") == 0 ? LANG_EN : LANG_VI;
    }
    return in->from.n == 0 || in->to.n == 0 || in->from.n <= in->to.n || fail_field(op, E_INPUT, "to", "period.order", NULL);
}

static bool begin_register(struct op *op, struct request *r, struct view_look *look, struct result_query *q)
{
    struct visit *visit = visit_of(r);
    const struct actor *actor = app_seat_actor(op, visit);
    *look = app_look(visit, actor);
    op->now = look->now;
    return !op_failed(op) && (!visit->owner || register_may_read(op, actor)) && read_query(op, r->query, visit->owner ? actor : NULL, q);
}

static void put_line(struct op *op, struct json_out *out, const struct view *v, const struct result_line *line)
{
    json_open_object(out, NULL);
    put_result(op, out, v, &line->result);
    json_put_int(out, "dossier", line->result.dossier);
    json_put_text(out, "code", line->code);
    json_put_text(out, "owner_name", line->owner);
    json_open_object(out, "procedure");
    json_put_text(out, "code", line->procedure);
    json_put_text(out, "name", view_pick(op, line->procedure_vi, line->procedure_en));
    json_close_object(out);
    json_close_object(out);
}

bool get_result_register(struct op *op, struct request *r)
{
    struct view_look look;
    struct result_query q;
    struct result_line *lines = NULL;
    int64_t counts[RESULT_STATUS_COUNT];
    size_t count = 0;
    bool more = false;
    if (!begin_register(op, r, &look, &q)) {
        return false;
    }
    struct view v = view_of(&look);
    if (!view_read_accounts(op, &v) || !result_page(op, v.db, &q, &lines, &count, &more) ||
        !result_tally(op, v.db, &q, VIEW_COUNT_CAP + 1, counts)) {
        return false;
    }
    json_open_array(&r->out, "results");
    for (size_t i = 0; i < count; i++) {
        put_line(op, &r->out, &v, &lines[i]);
    }
    json_close_array(&r->out);
    json_put_bool(&r->out, "more", more);
    json_put_text(&r->out, "after", more ? view_number(op, lines[count - 1].result.id) : NULL);
    json_open_object(&r->out, "counts");
    for (int i = 0; i < RESULT_STATUS_COUNT; i++) {
        json_put_int(&r->out, result_status_choices.codes[i], counts[i]);
    }
    json_close_object(&r->out);
    return !op_failed(op);
}

/* ---- its file ---- */

static void put_csv_line(struct op *op, struct strbuf *b, const struct view *v, const struct result_line *line, size_t no)
{
    const struct result *r = &line->result;
    const char *when = instant_is_none(r->issued_at) ? "" : report_vn_day(op, instant_day(r->issued_at));
    const char *const cells[] = {r->symbol == NULL ? "" : r->symbol, when, r->title, text_in(op->lang, "result.act", r->act),
                                 text_in(op->lang, "result.status", r->status), view_pick(op, r->org_vi, r->org_en),
                                 view_account_name(v, r->signed_by), line->code == NULL ? "" : line->code, line->owner == NULL ? "" : line->owner,
                                 view_pick(op, line->procedure_vi, line->procedure_en)};
    strbuf_printf(b, "%zu,", no);
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        report_put_cell(b, cells[i], i + 1 < sizeof cells / sizeof cells[0] ? "," : "\r\n");
    }
}

static bool put_csv(struct op *op, struct strbuf *b, const struct view *v, struct result_query *q)
{
    size_t no = 0, count = 0;
    bool more = true;
    q->limit = RESULT_PAGE_MAX;
    while (more && no < CSV_ROWS_MAX) {
        struct result_line *lines = NULL;
        if (!result_page(op, v->db, q, &lines, &count, &more)) {
            return false;
        }
        for (size_t i = 0; i < count; i++) {
            put_csv_line(op, b, v, &lines[i], ++no);
        }
        q->before = count > 0 ? lines[count - 1].result.id : 1;
    }
    return !b->overflow || fail(op, E_LIMIT, "result.too_many_rows", NULL);
}

bool get_result_register_csv(struct op *op, struct request *r)
{
    struct view_look look;
    struct result_query q;
    struct strbuf b;
    if (!begin_register(op, r, &look, &q)) {
        return false;
    }
    struct view v = view_of(&look);
    strbuf_init(&b, op->arena, CSV_BYTES_MAX);
    strbuf_puts(&b, "\xef\xbb\xbf");
    report_put_cell(&b, text_get(op->lang, "result.register"), "\r\n");
    report_put_cell(&b, text_get(op->lang, "results.mark"), "\r\n");
    for (int column = 1; column <= 11; column++) {
        report_put_cell(&b, text_get(op->lang, arena_printf(op->arena, "result.column.%d", column)), column < 11 ? "," : "\r\n");
    }
    if (!view_read_accounts(op, &v) || !put_csv(op, &b, &v, &q)) {
        return false;
    }
    exchange_set(r->exchange, "Content-Disposition", "attachment; filename=\"so-ket-qua.csv\"");
    exchange_answer(r->exchange, 200, "text/csv; charset=utf-8", b.data, b.len);
    return true;
}
