/* ending: how a dossier ends without a result after it was received: stopped by the office, withdrawn by who filed it, lapsed
 * because what the applicant owed did not come.
 *
 * Law: Decree 118/2025 Art. 21; TT 03/2025/TT-VPCP Art. 7 (withdrawal: the one-stop shop checks; only before a decision), form 05
 * (its body is inferred: not found in any source). Silence closes after 15 working days or the procedure's own term. */
#ifndef DOSSIER_ENDING_H
#define DOSSIER_ENDING_H

#include "dossier/intake.h"
#include "payment/payment.h"

/* Why a dossier with these payments may not end without a result now, nor be asked back: a message key, or NULL. While it is asked back
 * nobody looks for money, so what is said to be paid is judged before. */
const char *ending_problem(const struct dossier *d, const struct payment *rows, size_t count);

/* Force majeure or the like, or a fee that never came, by the director. Form 05. A fee that is due is not asked for any more.
 * E_STATE "payment.claim_waits" while the fee clerk has still to look for money said to be paid. */
MUST_USE bool dossier_stop(struct op *op, struct office *office, const void *input);
/* By who filed; at the counter for what was handed in there or by post. E_STATE "payment.claim_waits". */
MUST_USE bool dossier_request_withdrawal(struct op *op, struct office *office, const void *input);
/* Form 05. A fee that is due: as with dossier_stop. */
MUST_USE bool dossier_confirm_withdrawal(struct op *op, struct office *office, const void *input);
MUST_USE bool dossier_refuse_withdrawal(struct op *op, struct office *office, const void *input);
/* By the office itself. E_STATE "dossier.limit_not_passed" while there is time left, or nothing is owed. */
MUST_USE bool dossier_lapse(struct op *op, struct office *office, const void *input);

#endif
