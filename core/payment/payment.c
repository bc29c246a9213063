#include "payment/payment.h"

#include "account/account.h"
#include "catalogue/catalogue.h"
#include "core_sql.h"
#include "dossier/clock.h"
#include "dossier/intake.h"
#include "dossier/work.h"
#include "org/org.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define DATA_MAX 32768
#define RATE_WHOLE 100000 /* rate_milli of 100 % */

static const char *const method_codes[] = {"cash", "transfer", "online"};
static const struct choices method_choices = {method_codes, 3};

#define P(kind_, name_)                                                                                                \
    {                                                                                                                  \
        .name = #name_, .kind = kind_, .offset = offsetof(struct payment, name_)                                       \
    }
static const struct field fields[] = {
    P(FIELD_INT, id),           P(FIELD_INT, dossier),       P(FIELD_INT, request),        P(FIELD_TEXT, fee_code),
    P(FIELD_TEXT, name_vi),     P(FIELD_TEXT, name_en),      P(FIELD_TEXT, basis),         P(FIELD_INT, quantity),
    P(FIELD_DONG, amount),      P(FIELD_TEXT, stage),        P(FIELD_INSTANT, requested_at), P(FIELD_TEXT, requested_by),
    P(FIELD_INSTANT, paid_at),  P(FIELD_TEXT, confirmed_by), P(FIELD_TEXT, method),        P(FIELD_TEXT, receipt_number),
    P(FIELD_INSTANT, refunded_at), P(FIELD_TEXT, refunded_by), P(FIELD_TEXT, refund_reason),
    P(FIELD_INSTANT, claimed_at), P(FIELD_TEXT, claim_reference), P(FIELD_TEXT, claim_refused),
};
static const struct record payment_record = RECORD("payment", struct payment, fields);

#define F(type, k, field, extra, most)                                                                                 \
    {                                                                                                                  \
        .name = #field, .kind = k, .offset = offsetof(struct type, field), .flags = extra, .max = most                 \
    }
static const struct field request_fields[] = {
    F(dossier_request_payment_input, FIELD_INT, dossier, FIELD_REQUIRED, JSON_INT_MAX),
    {.name = "fees", .kind = FIELD_TEXT_LIST, .offset = offsetof(struct dossier_request_payment_input, fees),
     .flags = FIELD_REQUIRED, .max = 20, .help = "code of a fee row, or code:number (items, value, or the amount where it is not known)"},
    F(dossier_request_payment_input, FIELD_TEXT, note, 0, 1000),
};
static const struct field confirm_fields[] = {
    F(dossier_confirm_payment_input, FIELD_INT, dossier, FIELD_REQUIRED, JSON_INT_MAX),
    {.name = "method", .kind = FIELD_CHOICE, .offset = offsetof(struct dossier_confirm_payment_input, method),
     .flags = FIELD_REQUIRED, .choices = &method_choices},
    F(dossier_confirm_payment_input, FIELD_TEXT, note, 0, 1000),
};
const struct record dossier_request_payment_record =
    RECORD("dossier_request_payment", struct dossier_request_payment_input, request_fields);
const struct record dossier_confirm_payment_record =
    RECORD("dossier_confirm_payment", struct dossier_confirm_payment_input, confirm_fields);
/* The same without the dossier (first field), for callers that name it elsewhere. */
const struct record dossier_request_payment_body = RECORD("dossier_request_payment_body", struct dossier_request_payment_input, (*(const struct field(*)[sizeof request_fields / sizeof request_fields[0] - 1])&request_fields[1]));
const struct record dossier_confirm_payment_body = RECORD("dossier_confirm_payment_body", struct dossier_confirm_payment_input, (*(const struct field(*)[sizeof confirm_fields / sizeof confirm_fields[0] - 1])&confirm_fields[1]));

bool payment_list(struct op *op, struct db *db, int64_t dossier, struct payment **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_payment_list);
    void *rows = NULL;
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", dossier);
    bind_int(s, "max", PAYMENT_MAX);
    bool ok = stmt_records(s, &payment_record, PAYMENT_MAX, &rows, count);
    *out = rows;
    return ok;
}

/* ---- how much ---- */

bool payment_fees(struct op *op, struct db *db, const struct dossier *d, struct catalogue_fee **out, size_t *count)
{
    enum catalogue_channel channel = strcmp(d->channel, "counter") == 0  ? CHANNEL_COUNTER
                                     : strcmp(d->channel, "postal") == 0 ? CHANNEL_POST
                                                                         : CHANNEL_ONLINE;
    return catalogue_fees_on(op, db, d->procedure, channel, instant_day(op->now), out, count);
}

static int64_t within(int64_t amount, struct dong least, struct dong most)
{
    if (least.amount > 0 && amount < least.amount) {
        return least.amount;
    }
    return most.amount > 0 && amount > most.amount ? most.amount : amount;
}

bool payment_amount(struct op *op, const struct catalogue_fee *fee, int64_t number, struct dong *out)
{
    enum fee_basis basis = (enum fee_basis)fee->basis;
    if (basis == FEE_NONE) {
        return fail_field(op, E_INPUT, "fees", "payment.fee_none", "fee", fee->code, NULL);
    }
    if (basis != FEE_FIXED && number == 0) {
        return fail_field(op, E_INPUT, "fees", "payment.number_missing", "fee", op->lang == LANG_VI ? fee->name_vi : fee->name_en, NULL);
    }
    if (number < 0 || number > PAYMENT_NUMBER_MAX || (basis == FEE_PER_ITEM && number > 1000)) {
        return fail_field(op, E_INPUT, "fees", "payment.number_odd", "fee", op->lang == LANG_VI ? fee->name_vi : fee->name_en, NULL);
    }
    switch (basis) {
    case FEE_FIXED:
        out->amount = fee->amount.amount;
        break;
    case FEE_PER_ITEM:
        out->amount = fee->amount.amount * number;
        break;
    case FEE_RATE: /* whole đồng, half up */
        out->amount = within((number * fee->rate_milli + RATE_WHOLE / 2) / RATE_WHOLE, fee->amount_min, fee->amount_max);
        break;
    case FEE_NONE:
    case FEE_UNKNOWN:
        out->amount = number;
        break;
    }
    return out->amount > 0 || fail_field(op, E_INPUT, "fees", "payment.fee_none", "fee", fee->code, NULL);
}

const char *payment_text(struct op *op, struct dong amount)
{
    const char *digits = arena_int(op->arena, amount.amount);
    size_t len = strlen(digits), at = 0;
    char *out = arena_alloc(op->arena, len + len / 3 + 12);
    for (size_t i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0) {
            out[at++] = '.';
        }
        out[at++] = digits[i];
    }
    memcpy(out + at, " đồng", sizeof " đồng");
    return out;
}

/* ---- when ---- */

const char *payment_request_problem(const struct dossier *d, const char *stage)
{
    if (stage == NULL) {
        return "payment.no_fee";
    }
    if (strcmp(d->financial, "due") == 0) {
        return "payment.already_due";
    }
    if (strcmp(d->financial, "none") != 0) {
        return "payment.already_paid";
    }
    if (strcmp(stage, "first") == 0) {
        return d->state == DOSSIER_FILED ? NULL : "payment.stage_first";
    }
    if (strcmp(stage, "after") == 0) {
        return d->state == DOSSIER_IN_HANDLING ? NULL : "payment.stage_after";
    }
    return d->state == DOSSIER_COMPLETED ? NULL : "payment.stage_release";
}

static bool is_settled(const struct dossier *d)
{
    return strcmp(d->financial, "paid") == 0 || strcmp(d->financial, "refunded") == 0;
}

const char *payment_accept_problem(const struct dossier *d, const char *stage)
{
    return stage == NULL || strcmp(stage, "first") != 0 || is_settled(d) ? NULL : "payment.unpaid_first";
}

const char *payment_release_problem(const struct dossier *d, const char *stage)
{
    bool grants = d->result_kind == NULL || strcmp(d->result_kind, "grant") == 0;
    return stage == NULL || strcmp(stage, "release") != 0 || !grants || is_settled(d) ? NULL : "payment.unpaid_release";
}

/* ---- asking ---- */

/* "rang:2": the fee of that code, two of them. */
static const struct catalogue_fee *fee_of(struct op *op, const char *word, const struct catalogue_fee *fees, size_t count,
                                          int64_t *number)
{
    const char *colon = strchr(word, ':');
    size_t len = colon == NULL ? strlen(word) : (size_t)(colon - word);
    *number = 0;
    if (colon != NULL) {
        size_t digits = strspn(colon + 1, "0123456789");
        *number = digits > 0 && digits <= 12 && colon[1 + digits] == '\0' ? strtoll(colon + 1, NULL, 10) : -1;
    }
    for (size_t i = 0; i < count; i++) {
        if (strlen(fees[i].code) == len && strncmp(fees[i].code, word, len) == 0) {
            return &fees[i];
        }
    }
    (void)fail_field(op, E_INPUT, "fees", "payment.fee_unknown", "fee", word, NULL);
    return NULL;
}

static bool add_item(struct op *op, struct work *w, const struct payment *p)
{
    struct stmt *s = db_use(op, w->db, &sql_payment_add);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &payment_record, p);
    return stmt_run(s, NULL);
}

/* Every item asked for, as a row; *total is their sum. */
static bool add_items(struct op *op, struct work *w, const struct text_list *words, const char *stage, struct dong *total)
{
    static const char *const bases[] = {
#define X(value, code) [value] = code,
        FEE_BASES(X)
#undef X
    };
    struct catalogue_fee *fees = NULL;
    struct payment *have = NULL;
    size_t count = 0, have_count = 0;
    if (!payment_fees(op, w->db, &w->d, &fees, &count) || !payment_list(op, w->db, w->d.id, &have, &have_count)) {
        return false;
    }
    bool *taken = arena_array(op->arena, count + 1, sizeof *taken);
    int64_t request = have_count == 0 ? 1 : have[have_count - 1].request + 1;
    for (size_t i = 0; i < words->count; i++) {
        int64_t number = 0;
        struct dong amount;
        const struct catalogue_fee *fee = fee_of(op, words->items[i], fees, count, &number);
        if (fee == NULL || !payment_amount(op, fee, number, &amount)) {
            return false;
        }
        if (taken[fee - fees]) {
            return fail_field(op, E_INPUT, "fees", "payment.fee_twice", "fee", fee->code, NULL);
        }
        taken[fee - fees] = true;
        struct payment p = {.dossier = w->d.id, .request = request, .fee_code = fee->code, .name_vi = fee->name_vi,
                            .name_en = fee->name_en, .basis = bases[fee->basis],
                            .quantity = fee->basis == FEE_PER_ITEM || fee->basis == FEE_RATE ? number : 1, .amount = amount,
                            .stage = stage, .requested_at = op->now, .requested_by = w->actor->account};
        if (!add_item(op, w, &p)) {
            return false;
        }
        total->amount += amount.amount;
    }
    return true;
}

bool dossier_request_payment(struct op *op, struct office *office, const void *input)
{
    const struct dossier_request_payment_input *in = input;
    struct work w;
    struct procedure_version version;
    struct dong total = {0};
    if (!work_take(op, office, in->dossier, "dossier.request_payment", &w) ||
        !procedure_version_get(op, w.db, w.d.procedure_version, &version)) {
        return false;
    }
    const char *problem = payment_request_problem(&w.d, version.fee_stage);
    if (problem != NULL) {
        return fail(op, E_STATE, problem, NULL);
    }
    if (!add_items(op, &w, &in->fees, version.fee_stage, &total)) {
        return false;
    }
    w.d.financial = "due";
    w.reason = in->note;
    if (!work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "stage", version.fee_stage);
    json_put_int(&w.out, "amount", total.amount);
    json_put_text(&w.out, "amount_text", payment_text(op, total));
    json_put_text(&w.out, "note", in->note);
    return work_note(op, &w, "dossier.payment_requested");
}

/* ---- paying ---- */

/* A fee that came first: the limit for accepting runs from the payment. */
static bool restart_intake(struct op *op, struct work *w)
{
    struct procedure_version version;
    return w->t->clock != CLOCK_INTAKE_START || (procedure_version_get(op, w->db, w->d.procedure_version, &version) &&
                                                 clock_start_intake(op, w->office, &w->d, version.intake));
}

static bool mark_paid(struct op *op, struct work *w, const char *method, const char *receipt, int64_t *changed)
{
    struct stmt *s = db_use(op, w->db, &sql_payment_confirm);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", w->d.id);
    bind_instant(s, "at", op->now);
    bind_text(s, "by", w->actor->account);
    bind_text(s, "method", method);
    bind_text(s, "receipt_number", receipt);
    return stmt_run(s, changed);
}

bool dossier_confirm_payment(struct op *op, struct office *office, const void *input)
{
    const struct dossier_confirm_payment_input *in = input;
    struct work w;
    int64_t number = 0, changed = 0;
    int y, m, d;
    if (!work_take(op, office, in->dossier, "dossier.confirm_payment", &w)) {
        return false;
    }
    if (strcmp(w.d.financial, "due") != 0) {
        return fail(op, E_STATE, "payment.nothing_due", NULL);
    }
    day_parts(instant_day(op->now), &y, &m, &d);
    if (!series_next(op, w.db, arena_printf(op->arena, "receipt:%s:%d", w.d.agency, y), &number)) {
        return false;
    }
    const char *receipt = arena_printf(op->arena, "%07lld", (long long)number);
    w.d.financial = "paid";
    if (!mark_paid(op, &w, method_codes[in->method], receipt, &changed) || !restart_intake(op, &w) || !work_move(op, &w) ||
        !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "receipt", receipt);
    json_put_text(&w.out, "method", method_codes[in->method]);
    json_put_int(&w.out, "items", changed);
    if (w.t->clock == CLOCK_INTAKE_START) {
        json_put_instant(&w.out, "acceptance_due_at", w.d.acceptance_due_at);
    } else if (w.t->clock == CLOCK_RESUME) {
        json_put_instant(&w.out, "due_at", w.d.due_at);
    }
    json_put_text(&w.out, "note", in->note);
    return work_note(op, &w, "dossier.payment_confirmed");
}

bool dossier_refund(struct op *op, struct office *office, const void *input)
{
    const struct dossier_reason_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.refund", &w)) {
        return false;
    }
    if (strcmp(w.d.financial, "paid") != 0) {
        return fail(op, E_STATE, "payment.nothing_paid", NULL);
    }
    struct stmt *s = db_use(op, w.db, &sql_payment_refund);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", w.d.id);
    bind_instant(s, "at", op->now);
    bind_text(s, "by", w.actor->account);
    bind_text(s, "reason", in->reason);
    w.d.financial = "refunded";
    if (!stmt_run(s, NULL) || !work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "reason", in->reason);
    return work_note(op, &w, "dossier.refunded");
}

/* ---- the receipt ---- */

static void put_item(struct op *op, struct json_out *out, const struct payment *p)
{
    bool counted = strcmp(p->basis, "per-item") == 0;
    json_open_object(out, NULL);
    json_put_text(out, "name", p->name_vi);
    json_put_text(out, "quantity", counted ? arena_int(op->arena, p->quantity) : "1");
    json_put_text(out, "amount", payment_text(op, p->amount));
    json_close_object(out);
}

static const char *method_vi(const char *method)
{
    return strcmp(method, "cash") == 0 ? "Tiền mặt" : strcmp(method, "transfer") == 0 ? "Chuyển khoản" : "Thanh toán trực tuyến";
}

const struct json *payment_receipt(struct op *op, struct db *db, const struct dossier *d, int64_t request)
{
    struct payment *rows = NULL;
    struct org agency;
    struct account clerk;
    struct dong total = {0};
    size_t count = 0, first;
    if (!payment_list(op, db, d->id, &rows, &count) || !org_get(op, db, d->agency, &agency)) {
        return NULL;
    }
    for (first = 0; first < count && rows[first].request != request; first++) {
    }
    if (first == count || instant_is_none(rows[first].paid_at)) {
        (void)fail(op, E_MISSING, "payment.no_receipt", NULL);
        return NULL;
    }
    if (!account_get(op, db, rows[first].confirmed_by, &clerk)) {
        return NULL;
    }
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, DATA_MAX);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    json_put_text(&out, "agency", agency.name_vi);
    json_put_text(&out, "number", rows[first].receipt_number);
    json_put_text(&out, "place", agency.place == NULL ? "…" : agency.place);
    json_put_instant(&out, "issued_at", rows[first].paid_at);
    json_put_text(&out, "dossier_code", d->code);
    json_put_text(&out, "payer", json_get_text(d->owner, "name", "……"));
    json_put_text(&out, "payer_id", json_get_text(d->owner, "id_no", NULL));
    json_put_text(&out, "address", json_get_text(d->owner, "address", NULL));
    json_open_array(&out, "items");
    for (size_t i = first; i < count && rows[i].request == request; i++) {
        put_item(op, &out, &rows[i]);
        total.amount += rows[i].amount.amount;
    }
    json_close_array(&out);
    json_put_text(&out, "total", payment_text(op, total));
    json_put_text(&out, "method", method_vi(rows[first].method));
    json_put_text(&out, "clerk", clerk.name);
    json_close_object(&out);
    return json_parse(op, b.data, b.len);
}
