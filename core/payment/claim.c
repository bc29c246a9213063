#include "payment/claim.h"

#include "core_sql.h"
#include "dossier/intake.h"
#include "dossier/work.h"

#include <stddef.h>
#include <string.h>

static const struct field claim_fields[] = {
    {.name = "dossier", .kind = FIELD_INT, .offset = offsetof(struct dossier_claim_payment_input, dossier), .flags = FIELD_REQUIRED,
     .max = JSON_INT_MAX},
    {.name = "reference", .kind = FIELD_TEXT, .offset = offsetof(struct dossier_claim_payment_input, reference),
     .flags = FIELD_REQUIRED, .min = CLAIM_REFERENCE_MIN, .max = CLAIM_REFERENCE_MAX, .help = "number of the transfer, as the bank gave it"},
};
const struct record dossier_claim_payment_record =
    RECORD("dossier_claim_payment", struct dossier_claim_payment_input, claim_fields);
const struct record dossier_claim_payment_body = RECORD("dossier_claim_payment_body", struct dossier_claim_payment_input, (*(const struct field(*)[sizeof claim_fields / sizeof claim_fields[0] - 1])&claim_fields[1]));

/* ---- when ---- */

static bool is_claimed(const struct payment *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (instant_is_none(rows[i].paid_at) && !instant_is_none(rows[i].claimed_at)) {
            return true;
        }
    }
    return false;
}

static bool is_due(const struct dossier *d)
{
    return strcmp(d->financial, "due") == 0;
}

const char *claim_problem(const struct dossier *d, const struct payment *rows, size_t count)
{
    if (!is_due(d)) {
        return "payment.nothing_due";
    }
    return is_claimed(rows, count) ? "payment.claimed_already" : NULL;
}

const char *claim_refuse_problem(const struct dossier *d, const struct payment *rows, size_t count)
{
    if (!is_due(d)) {
        return "payment.nothing_due";
    }
    return is_claimed(rows, count) ? NULL : "payment.not_claimed";
}

/* A number that a clerk can look for: nothing that could be anything else than a number. */
static bool is_reference(const char *text)
{
    size_t letters = 0;
    for (const char *c = text; *c != '\0'; c++) {
        bool digit = *c >= '0' && *c <= '9', letter = (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z');
        if (!digit && !letter && strchr(".-_/", *c) == NULL) {
            return false;
        }
        letters += digit || letter;
    }
    return letters >= CLAIM_REFERENCE_MIN;
}

/* ---- acts ---- */

typedef const char *(*problem_fn)(const struct dossier *d, const struct payment *rows, size_t count);

static bool take(struct op *op, struct office *office, int64_t dossier, const char *act, problem_fn problem_of, struct work *w)
{
    struct payment *rows = NULL;
    size_t count = 0;
    if (!work_take(op, office, dossier, act, w) || !payment_list(op, w->db, w->d.id, &rows, &count)) {
        return false;
    }
    const char *problem = problem_of(&w->d, rows, count);
    return problem == NULL || fail(op, E_STATE, problem, NULL);
}

bool dossier_claim_payment(struct op *op, struct office *office, const void *input)
{
    const struct dossier_claim_payment_input *in = input;
    struct work w;
    if (!is_reference(in->reference)) {
        return fail_field(op, E_INPUT, "reference", "payment.reference", NULL);
    }
    if (!take(op, office, in->dossier, "dossier.claim_payment", claim_problem, &w)) {
        return false;
    }
    struct stmt *s = db_use(op, w.db, &sql_payment_claim);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", w.d.id);
    bind_instant(s, "at", op->now);
    bind_text(s, "reference", in->reference);
    if (!stmt_run(s, NULL) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "reference", in->reference);
    return work_note(op, &w, "dossier.payment_claimed");
}

bool dossier_refuse_claim(struct op *op, struct office *office, const void *input)
{
    const struct dossier_reason_input *in = input;
    struct work w;
    if (!take(op, office, in->dossier, "dossier.refuse_claim", claim_refuse_problem, &w)) {
        return false;
    }
    struct stmt *s = db_use(op, w.db, &sql_payment_refuse_claim);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", w.d.id);
    bind_text(s, "reason", in->reason);
    if (!stmt_run(s, NULL) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "reason", in->reason);
    return work_note(op, &w, "dossier.payment_claim_refused");
}
