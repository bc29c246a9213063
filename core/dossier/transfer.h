/* transfer: non-territorial intake (tiếp nhận phi địa giới hành chính). A one-stop unit of another province receives a dossier for the
 * competent agency: it checks and digitises what is handed in, then passes it on. The competent agency accepts it, and the
 * statutory term runs from its own acceptance.
 *
 * Law: Decree 118/2025 as amended by 309/2026, Art. 14 k4 (nationwide, for procedures on the published list), Art. 17 k3 (clock). */
#ifndef DOSSIER_TRANSFER_H
#define DOSSIER_TRANSFER_H

#include "base/record.h"
#include "dossier/dossier.h"
#include "office/office.h"

struct dossier_transfer_input {
    int64_t dossier;
    const char *org;  /* the competent agency; NULL = the one named when it was filed */
    const char *note;
};
extern const struct record dossier_transfer_record, dossier_transfer_body;

/* Does it stand with an organisation that may only pass it on? */
bool transfer_is_due(const struct dossier *d);

/* E_STATE "transfer.not_elsewhere", "transfer.missing", "transfer.unchecked"; E_MISSING "org.unknown"; E_INPUT "transfer.org". */
MUST_USE bool dossier_transfer(struct op *op, struct office *office, const void *input);

#endif
