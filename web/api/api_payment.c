/* Fees of a dossier: what is in force, what was asked for, what was paid; and the receipt. */
#include "api/app.h"
#include "api/handlers.h"
#include "api/view_document.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "form/form.h"
#include "org/org.h"
#include "payment/payment.h"

#include <string.h>

#define SIMULATED_ACCOUNT "0000 0000 0000"

static const char *const bases[] = {
#define X(value, code) [value] = code,
    FEE_BASES(X)
#undef X
};

static void put_fees(const struct op *op, struct json_out *out, const struct catalogue_fee *fees, size_t count)
{
    json_open_array(out, "fees");
    for (size_t i = 0; i < count; i++) {
        const struct catalogue_fee *f = &fees[i];
        json_open_object(out, NULL);
        json_put_text(out, "code", f->code);
        json_put_text(out, "name", view_pick(op, f->name_vi, f->name_en));
        json_put_text(out, "basis", bases[f->basis]);
        json_put_int(out, "amount", f->amount.amount);
        json_put_int(out, "amount_min", f->amount_min.amount);
        json_put_int(out, "amount_max", f->amount_max.amount);
        json_put_int(out, "rate_milli", f->rate_milli);
        json_put_text(out, "item", view_pick(op, f->item_vi, f->item_en));
        json_put_text(out, "certainty", f->certainty < 0 ? "authored" : certainty_choices.codes[f->certainty]);
        json_put_text(out, "source", f->source);
        json_close_object(out);
    }
    json_close_array(out);
}

static void put_request_head(struct op *op, struct json_out *out, const struct view *v, const struct payment *p, struct dong total)
{
    bool paid = !instant_is_none(p->paid_at);
    json_put_int(out, "request", p->request);
    json_put_text(out, "stage", p->stage);
    json_put_int(out, "total", total.amount);
    json_put_text(out, "total_text", payment_text(op, total));
    json_put_instant(out, "requested_at", p->requested_at);
    json_put_text(out, "requested_by", view_account_name(v, p->requested_by));
    json_put_instant(out, "paid_at", p->paid_at);
    json_put_text(out, "confirmed_by", view_account_name(v, p->confirmed_by));
    json_put_text(out, "method", p->method);
    json_put_text(out, "method_name", paid ? text_get(op->lang, arena_printf(op->arena, "payment.method.%s", p->method)) : NULL);
    json_put_text(out, "receipt_number", p->receipt_number);
    json_put_text(out, "receipt_url", paid ? arena_printf(op->arena, "/api/worlds/%s/dossiers/%lld/receipts/%lld/pdf", v->look->world,
                                                          (long long)p->dossier, (long long)p->request)
                                           : NULL);
    json_put_instant(out, "claimed_at", p->claimed_at);
    json_put_text(out, "claim_reference", p->claim_reference);
    json_put_text(out, "claim_refused", p->claim_refused);
    json_put_instant(out, "refunded_at", p->refunded_at);
    json_put_text(out, "refund_reason", p->refund_reason);
}

/* How the fee is paid while no payment system is connected: a transfer to an account that exists nowhere. NULL = nothing is due. */
static bool put_instruction(struct op *op, struct json_out *out, const struct view *v, const struct dossier *d)
{
    struct org agency;
    if (strcmp(d->financial, "due") != 0) {
        json_put_null(out, "instruction");
        return true;
    }
    if (!org_get(op, v->db, d->agency, &agency)) {
        return false;
    }
    json_open_object(out, "instruction");
    json_put_text(out, "payee", view_pick(op, agency.name_vi, agency.name_en));
    json_put_text(out, "account", SIMULATED_ACCOUNT);
    json_put_text(out, "bank", text_get(op->lang, "payment.simulated_bank"));
    json_put_text(out, "content", d->code != NULL ? d->code : arena_printf(op->arena, "PHI HO SO %lld", (long long)d->id));
    json_put_text(out, "note", text_get(op->lang, "payment.simulated_note"));
    json_close_object(out);
    return true;
}

/* The items of one request, and where the next begins. */
static size_t put_request(struct op *op, struct json_out *out, const struct view *v, const struct payment *rows, size_t count)
{
    struct dong total = {0};
    size_t n = 0;
    json_open_object(out, NULL);
    json_open_array(out, "items");
    for (; n < count && rows[n].request == rows[0].request; n++) {
        json_open_object(out, NULL);
        json_put_text(out, "name", view_pick(op, rows[n].name_vi, rows[n].name_en));
        json_put_text(out, "basis", rows[n].basis);
        json_put_int(out, "quantity", rows[n].quantity);
        json_put_int(out, "amount", rows[n].amount.amount);
        json_put_text(out, "amount_text", payment_text(op, rows[n].amount));
        json_close_object(out);
        total.amount += rows[n].amount.amount;
    }
    json_close_array(out);
    put_request_head(op, out, v, &rows[0], total);
    json_close_object(out);
    return n;
}

bool get_payments(struct op *op, struct request *r)
{
    struct visit *visit = visit_of(r);
    const struct actor *actor = app_seat_actor(op, visit);
    struct view_look look = app_look(visit, actor);
    struct view v = view_of(&look);
    struct dossier d;
    struct catalogue_fee *fees = NULL;
    struct payment *rows = NULL;
    size_t fee_count = 0, count = 0;
    const struct view_procedure *p = NULL;
    op->now = look.now;
    if (op_failed(op) || !view_may_see(op, &look, request_int(r, "dossier"), &d) || !view_read_accounts(op, &v) ||
        (p = view_procedure_of(op, &v, d.procedure_version)) == NULL || !payment_fees(op, v.db, &d, &fees, &fee_count) ||
        !payment_list(op, v.db, d.id, &rows, &count)) {
        return false;
    }
    const char *stage = p->version.fee_stage;
    json_put_text(&r->out, "stage", stage);
    json_put_text(&r->out, "stage_name", stage == NULL ? NULL : text_get(op->lang, arena_printf(op->arena, "payment.stage.%s", stage)));
    json_put_text(&r->out, "fee_text", view_pick(op, p->version.fee_text_vi, p->version.fee_text_en));
    json_put_text(&r->out, "financial", d.financial);
    put_fees(op, &r->out, fees, fee_count);
    json_open_array(&r->out, "requests");
    for (size_t i = 0; i < count;) {
        i += put_request(op, &r->out, &v, &rows[i], count - i);
    }
    json_close_array(&r->out);
    return put_instruction(op, &r->out, &v, &d);
}

bool get_receipt(struct op *op, struct request *r)
{
    struct visit *visit = visit_of(r);
    const struct actor *actor = app_seat_actor(op, visit);
    struct view_look look = app_look(visit, actor);
    struct dossier d;
    const void *bytes = NULL;
    size_t len = 0;
    if (op_failed(op) || !view_may_see(op, &look, request_int(r, "dossier"), &d)) {
        return false;
    }
    const struct json *data = payment_receipt(op, play_db(visit->play), &d, request_int(r, "request"));
    if (data == NULL || !form_draw(op, "BL", data, &bytes, &len)) {
        return false;
    }
    exchange_set(r->exchange, "Content-Disposition",
                 arena_printf(op->arena, "inline; filename=\"bien-lai-%s.pdf\"", json_get_text(data, "number", "")));
    exchange_answer(r->exchange, 200, "application/pdf", bytes, len);
    return true;
}
