/* view_changes: what was done to a dossier since somebody looked, in words (web/api/answers.shape: dossier_changes). */
#ifndef API_VIEW_CHANGES_H
#define API_VIEW_CHANGES_H

#include "api/view_dossier.h"

/* Members of the answer. `since`: number of the last act that was seen. An applicant is told what is its own business only. */
MUST_USE bool view_dossier_changes(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d, int64_t since);

#endif
