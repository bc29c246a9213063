/* notice: papers that tell the applicant of an exception while the dossier is handled. One is drafted by whoever has the dossier
 * in hand, waits for its signature, and takes effect when signed; until then the dossier lies with who signs.
 *
 *   kind        form  signed by        effect when signed
 *   supplement  02    division head    awaiting supplement; the term stands still (restart or shift: the procedure's policy)
 *   apology     04    director         one new due date, promised at least one working day before the old one; both are kept
 *   stop        05    director         stopped
 *
 * Law: Decree 118/2025 Art. 11 (how often a supplement may be asked for: the procedure says, counted with those at intake), 18, 21;
 * forms of TT 03/2025/TT-VPCP. Who signs form 02 differs by province (recalled): here the head of the division. */
#ifndef DOSSIER_NOTICE_H
#define DOSSIER_NOTICE_H

#include "dossier/intake.h"
#include "dossier/work.h"

struct dossier_apology_input {
    int64_t dossier;
    const char *reason;
    struct instant new_due; /* working time after the present due date */
};
extern const struct record dossier_apology_record, dossier_apology_body;

/* Role that signs the notice (dossier.notice), -1 if NULL. */
int notice_signer(const struct json *notice);

/* E_STATE "dossier.supplement_limit"; E_INPUT "component.unknown". */
MUST_USE bool dossier_draft_supplement(struct op *op, struct office *office, const void *input);
/* E_STATE "dossier.extension_limit", "dossier.apology_too_late"; E_INPUT "dossier.new_due_early", "dossier.new_due_closed". */
MUST_USE bool dossier_draft_apology(struct op *op, struct office *office, const void *input);
MUST_USE bool dossier_draft_stop(struct op *op, struct office *office, const void *input);
/* Issues the form. E_STATE as the draft: what held then must hold still. */
MUST_USE bool dossier_sign_notice(struct op *op, struct office *office, const void *input);
MUST_USE bool dossier_reject_notice(struct op *op, struct office *office, const void *input);

/* Why no apology can be promised now: a message key, or NULL. `c` is the calendar of the agency. */
const char *notice_apology_problem(struct op *op, const struct calendar *c, const struct dossier *d, struct instant now);

#endif
