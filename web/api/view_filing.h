/* view_filing: what somebody who files must know (web/api/answers.shape: filing, filing_procedure, drafts). Reads only. */
#ifndef API_VIEW_FILING_H
#define API_VIEW_FILING_H

#include "api/view_dossier.h"
#include "dossier/draft.h"

/* procedures (those this office opens today whose code, name or field hold all the words), orgs, applicants. */
MUST_USE bool view_filing(struct op *op, struct json_out *out, const struct view_look *look, const char *q);
/* Everything of one procedure that is needed to file it. E_MISSING "procedure.unknown". */
MUST_USE bool view_filing_procedure(struct op *op, struct json_out *out, const struct view_look *look, const char *code);
/* drafts: the seat's own. */
MUST_USE bool view_drafts(struct op *op, struct json_out *out, const struct view_look *look);
/* One draft. */
MUST_USE bool view_draft(struct op *op, struct json_out *out, const struct view_look *look, const struct draft *draft);

#endif
