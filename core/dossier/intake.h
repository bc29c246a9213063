/* intake: what happens at the one-stop counter once a dossier is filed (filing.h) and checked (check.h): acceptance, supplement, refusal, hand-over.
 *
 * Law: Decree 118/2025 as amended by 309/2026, Art. 11 (one supplement request), 17 (check, acceptance, clock start), 18.2
 * (hand-over, the 15:00 rule); Resolution 66.7/2025 (8 working hours to accept). Forms 01, 02, 03, 06 of TT 03/2025/TT-VPCP. */
#ifndef DOSSIER_INTAKE_H
#define DOSSIER_INTAKE_H

#include "base/record.h"
#include "office/office.h"

struct dossier_accept_input {
    int64_t dossier;
    bool confirm_missing; /* the officer knows that something is missing and accepts all the same: recorded */
    const char *note;
};
struct dossier_supplement_request_input {
    int64_t dossier;
    struct text_list components; /* what is asked for: codes of the procedure's components */
    const char *reason;          /* Form 02 needs it */
};
struct dossier_supplement_input {
    int64_t dossier;
    struct text_list components;
};
struct dossier_reason_input { /* refuse_intake, recall */
    int64_t dossier;
    const char *reason;
};
struct dossier_note_input { /* submit, initial, approve, number, issue */
    int64_t dossier;
    const char *note;
};
extern const struct record dossier_accept_record, dossier_supplement_request_record, dossier_supplement_record,
    dossier_reason_record, dossier_note_record;
/* The same without the dossier, for callers that name it elsewhere (the path of a request). */
extern const struct record dossier_accept_body, dossier_supplement_request_body, dossier_supplement_body, dossier_reason_body, dossier_note_body;

/* Gives the code, starts the term, issues form 01. E_STATE "dossier.components_missing" naming them, unless confirmed. */
MUST_USE bool dossier_accept(struct op *op, struct office *office, const void *input);
/* E_STATE "dossier.supplement_limit" past the procedure's number of requests; E_INPUT "component.unknown". Form 02. */
MUST_USE bool dossier_request_supplement(struct op *op, struct office *office, const void *input);
/* While handled everything asked for must come (E_INPUT "dossier.supplement_incomplete"): the term restarts with the full set. */
MUST_USE bool dossier_supplement(struct op *op, struct office *office, const void *input);
/* May this be asked for: known components, and a request left of those the procedure's law allows (intake and handling together)? */
struct work;
MUST_USE bool intake_may_request(struct op *op, struct work *w, const struct text_list *components);
/* The components stand in the open request. */
MUST_USE bool intake_mark_requested(struct op *op, struct work *w, const struct text_list *components);
/* Form 03. */
MUST_USE bool dossier_refuse_intake(struct op *op, struct office *office, const void *input);

#endif
