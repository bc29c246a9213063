/* bpmn: a step table as BPMN 2.0 (ISO/IEC 19510), semantic part and diagram interchange, for other tools to open.
 *
 * 1. Every step is one user task, and there are no others; a lane is a role, and every node stands in exactly one.
 * 2. Exclusive gateways for what the law lets go another way: after the first step refusal of the dossier and the supplement; after a
 *    review or a signature the way back; after a step with a limit that stops, the end.
 * 3. What the table does not say is not invented: times are the shares as printed, in the name and the documentation of the task.
 * 4. The document says that it is a training copy, where the table comes from and how sure that is. */
#ifndef CATALOGUE_BPMN_H
#define CATALOGUE_BPMN_H

#include "catalogue/browse.h"

#define BPMN_MAX ((size_t)1 << 20) /* bytes of a document */

struct bpmn_source {
    const struct browse_workflow *table; /* at least one step */
    const char *code;                    /* of the procedure */
    const char *name;                    /* of the procedure, in the operation's language */
    const char *place;                   /* whose table it is; NULL = nobody's own */
};
/* The document in `out` (ceiling BPMN_MAX). E_STATE "catalogue.no_steps", E_LIMIT "catalogue.bpmn_too_big". */
MUST_USE bool bpmn_write(struct op *op, const struct bpmn_source *source, struct strbuf *out);

#endif
