/* payment: phí, lệ phí. What a dossier costs by the catalogue's fee rows, when it is paid, who took the money.
 *
 * Law: the fee circulars named in the fee rows; domain rules §2.4: a fee paid before receipt lets the limit for accepting run from the
 * payment; a fee after examination makes the term stand still while it is awaited; a fee before release holds the result back.
 *
 * 1. An amount comes from the fee rows in force on the day for the dossier's channel: fixed, so much an item, or a share of a value
 *    between a least and a most. Where the row does not know the amount, who asks names it, by the circular the row cites.
 * 2. `financial` of the dossier follows: none → due → paid → refunded. One notice at a time; its items are paid together, with one
 *    receipt of the agency's series of the year.
 * 3. A dossier whose fee is due first is not accepted, and one whose fee is due before release is not returned, until it is paid.
 * 4. Money goes back only where the matter ended without being handled: refused at intake, stopped, withdrawn. */
#ifndef PAYMENT_PAYMENT_H
#define PAYMENT_PAYMENT_H

#include "dossier/dossier.h"

#define PAYMENT_MAX 100                         /* items of one dossier */
#define PAYMENT_NUMBER_MAX INT64_C(100000000000) /* items, value or amount that a fee is asked with */

struct payment {
    int64_t id;
    int64_t dossier;
    int64_t request; /* 1, 2 … of the dossier */
    const char *fee_code;
    const char *name_vi, *name_en;
    const char *basis;
    int64_t quantity;
    struct dong amount;
    const char *stage;
    struct instant requested_at;
    const char *requested_by;
    struct instant paid_at; /* NONE = due */
    const char *confirmed_by;
    const char *method;
    const char *receipt_number;
    struct instant refunded_at;
    const char *refunded_by;
    const char *refund_reason;
    struct instant claimed_at; /* the payer says so (payment/claim.h); NONE = does not */
    const char *claim_reference;
    const char *claim_refused; /* why the money was not found; NULL = not refused */
};
MUST_USE bool payment_list(struct op *op, struct db *db, int64_t dossier, struct payment **out, size_t *count);
struct catalogue_fee; /* catalogue/catalogue.h */
/* Fee rows in force for this dossier today. Needs op->now. */
MUST_USE bool payment_fees(struct op *op, struct db *db, const struct dossier *d, struct catalogue_fee **out, size_t *count);
/* What the fee is for this number (items, value or, where unknown, the amount itself; not looked at where fixed). E_INPUT
 * "payment.number_missing", "payment.number_odd". */
MUST_USE bool payment_amount(struct op *op, const struct catalogue_fee *fee, int64_t number, struct dong *out);

/* Why a fee may not be asked for now: a message key, or NULL. `stage`: of the version, NULL = it has none. */
const char *payment_request_problem(const struct dossier *d, const char *stage);
/* Why the dossier may not be accepted, or its result not returned, for want of money; NULL if it may. */
const char *payment_accept_problem(const struct dossier *d, const char *stage);
const char *payment_release_problem(const struct dossier *d, const char *stage);

/* ---- acts ---- */

struct dossier_request_payment_input {
    int64_t dossier;
    struct text_list fees; /* "code", or "code:number" */
    const char *note;
};
struct dossier_confirm_payment_input {
    int64_t dossier;
    int method; /* cash | transfer | online */
    const char *note;
};
extern const struct record dossier_request_payment_record, dossier_confirm_payment_record;
/* The same without the dossier. */
extern const struct record dossier_request_payment_body, dossier_confirm_payment_body;

/* E_INPUT "payment.fee_unknown", "payment.fee_twice" and those of payment_amount; E_STATE those of payment_request_problem. */
MUST_USE bool dossier_request_payment(struct op *op, struct office *office, const void *input);
/* Gives the receipt its number; the limit for accepting, or the term, goes on. E_STATE "payment.nothing_due". */
MUST_USE bool dossier_confirm_payment(struct op *op, struct office *office, const void *input);
/* Input: dossier_reason_input. E_STATE "payment.nothing_paid". */
MUST_USE bool dossier_refund(struct op *op, struct office *office, const void *input);

/* Data of paper "BL", the receipt of the request. E_MISSING "payment.no_receipt". */
MUST_USE const struct json *payment_receipt(struct op *op, struct db *db, const struct dossier *d, int64_t request);
/* "2.000.000 đồng". */
const char *payment_text(struct op *op, struct dong amount);

#endif
