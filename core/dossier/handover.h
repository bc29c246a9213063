/* handover: who handed a dossier to whom and when, read from the events: the lines of the control sheet (Phiếu kiểm soát quá trình giải quyết hồ
 * sơ, Mẫu 06 of TT 03/2025/TT-VPCP, which the system fills by itself). */
#ifndef DOSSIER_HANDOVER_H
#define DOSSIER_HANDOVER_H

#include "dossier/dossier.h"

struct handover {
    struct instant at;
    const char *act;
    const char *from_role, *to_role; /* role codes; to_role NULL at the end */
    const char *from_unit, *to_unit; /* organisation codes; to_unit NULL at the end */
    const char *giver, *receiver;    /* names; NULL if not known */
    const char *timing;              /* early | on_time | overdue | none: of the step that was left */
    const char *note;
};
/* In the order they happened. The unit of a division's work is the division that had it then; of any other, that of whoever gave or holds
 * it as the account stands now, and where nobody does yet the counter that accepted it, the province's committee or the agency. */
MUST_USE bool handovers_read(struct op *op, struct db *db, const struct dossier *d, struct handover **out, size_t *count);

#endif
