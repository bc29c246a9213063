/* council: steps that are neither drafted nor signed. A council is set up and meets, other agencies answer, somebody looks on site; the
 * applicant explains or completes, in time of its own that does not count. And which case (trường hợp) of the procedure a dossier takes.
 *
 * Law: Decree 268/2025 and the provinces' decisions on internal processes; Decree 118/2025 Art. 18. */
#ifndef DOSSIER_COUNCIL_H
#define DOSSIER_COUNCIL_H

#include "base/record.h"
#include "office/office.h"

struct dossier_complete_step_input {
    int64_t dossier;
    const char *note; /* what was done: decision, minutes, findings */
};
struct dossier_explain_input {
    int64_t dossier;
    const char *text;
};
struct dossier_change_variant_input {
    int64_t dossier;
    const char *variant; /* code of the case; "standard" = the one without a name of its own */
    const char *reason;
};
extern const struct record dossier_complete_step_record, dossier_explain_record, dossier_change_variant_record;
/* The same without the dossier, for callers that name it elsewhere (the path of a request). */
extern const struct record dossier_complete_step_body, dossier_explain_body, dossier_change_variant_body;

MUST_USE bool dossier_complete_step(struct op *op, struct office *office, const void *input);
MUST_USE bool dossier_explain(struct op *op, struct office *office, const void *input);
/* Before acceptance, which fixes term and steps. E_INPUT "procedure.variant_unknown"; E_STATE "dossier.one_variant", "dossier.same_variant". */
MUST_USE bool dossier_change_variant(struct op *op, struct office *office, const void *input);

#endif
