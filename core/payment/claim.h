/* claim: the payer's own word that the fee is paid. A citizen pays by transfer to the agency's account and says so with the number of the
 * transfer; the fee clerk looks for the money, and confirms the payment (payment.h) or says why it is not there.
 *
 * A claim moves nothing: the dossier waits for the money until the fee clerk confirms it. One claim at a time; after a refusal there may
 * be another.
 *
 * Law: Decree 224/2026 Art. 15; the mistake it keeps people from is taking a claim for a payment (confirmation without the money). */
#ifndef PAYMENT_CLAIM_H
#define PAYMENT_CLAIM_H

#include "payment/payment.h"

#define CLAIM_REFERENCE_MIN 4 /* characters */
#define CLAIM_REFERENCE_MAX 60

struct dossier_claim_payment_input {
    int64_t dossier;
    const char *reference; /* number of the transfer: letters, digits, . - _ / */
};
extern const struct record dossier_claim_payment_record;
/* The same without the dossier. */
extern const struct record dossier_claim_payment_body;

/* Why the applicant may not say that the fee is paid: a message key, or NULL. `rows`: the dossier's payments. */
const char *claim_problem(const struct dossier *d, const struct payment *rows, size_t count);
/* Why there is no claim to refuse; NULL if there is one. */
const char *claim_refuse_problem(const struct dossier *d, const struct payment *rows, size_t count);

/* E_INPUT "payment.reference"; E_STATE "payment.nothing_due", "payment.claimed_already". */
MUST_USE bool dossier_claim_payment(struct op *op, struct office *office, const void *input);
/* Input: dossier_reason_input. E_STATE "payment.nothing_due", "payment.not_claimed". */
MUST_USE bool dossier_refuse_claim(struct op *op, struct office *office, const void *input);

#endif
