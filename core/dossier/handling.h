/* handling: what happens behind the counter. Assignment, appraisal, draft, submission, initialling, approval, send-back, number
 * and issue of the submission note (Tờ trình), and the decision. What it gives rise to: result.h, delivery.h.
 *
 * Law: Decree 118/2025 Art. 18-22; Decree 30/2020 (order of signing, numbering). A refusal on the merits is a result. */
#ifndef DOSSIER_HANDLING_H
#define DOSSIER_HANDLING_H

#include "base/record.h"
#include "dossier/intake.h"

struct dossier_assign_input {
    int64_t dossier;
    const char *account; /* a specialist */
    const char *note;
};
struct dossier_appraise_input {
    int64_t dossier;
    bool eligible;
    const char *opinion;
};
struct dossier_draft_input {
    int64_t dossier;
    int kind; /* grant | refuse */
    const char *summary;
};
struct dossier_decide_input {
    int64_t dossier;
    int outcome; /* granted | refused */
    const char *note;
};
extern const struct record dossier_assign_record, dossier_appraise_record, dossier_draft_record, dossier_decide_record;
/* The same without the dossier, for callers that name it elsewhere (the path of a request). */
extern const struct record dossier_assign_body, dossier_appraise_body, dossier_draft_body, dossier_decide_body;

/* E_INPUT "dossier.assign_role" if the account is no active specialist, "dossier.assign_division" if it is one of another division. */
MUST_USE bool dossier_assign(struct op *op, struct office *office, const void *input);
MUST_USE bool dossier_appraise(struct op *op, struct office *office, const void *input);
/* E_STATE "dossier.not_appraised"; E_INPUT "dossier.draft_contradicts" if the draft says the opposite of the appraisal. */
MUST_USE bool dossier_draft(struct op *op, struct office *office, const void *input);
/* E_STATE "dossier.no_draft"; "consultation.awaited" while an agency that was asked may still answer in time. */
MUST_USE bool dossier_submit(struct op *op, struct office *office, const void *input);
MUST_USE bool dossier_initial(struct op *op, struct office *office, const void *input);
MUST_USE bool dossier_approve(struct op *op, struct office *office, const void *input);
/* E_STATE "dossier.already_numbered". */
MUST_USE bool dossier_number(struct op *op, struct office *office, const void *input);
/* E_STATE "dossier.not_numbered". */
MUST_USE bool dossier_issue(struct op *op, struct office *office, const void *input);
/* The decision, signed: result.h. */
MUST_USE bool dossier_decide(struct op *op, struct office *office, const void *input);

#endif
