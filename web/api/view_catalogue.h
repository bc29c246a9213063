/* view_catalogue: the catalogue as the API answers it (web/api/answers.shape: catalogue, catalogue_page). Reads only.
 *
 * 1. What nobody has published is null; the screen says "chưa rõ". A training key (T.…) is not shown as a code: `code_known`.
 * 2. `in_force` is said of the office's day, the world's clock. */
#ifndef API_VIEW_CATALOGUE_H
#define API_VIEW_CATALOGUE_H

#include "api/view_dossier.h"
#include "catalogue/browse.h"

/* procedures, total, fields, levels, services, known, open. */
MUST_USE bool view_catalogue(struct op *op, struct json_out *out, const struct view_look *look, const struct browse_filter *filter);
/* Everything of one procedure. E_MISSING "catalogue.unknown". */
MUST_USE bool view_catalogue_page(struct op *op, struct json_out *out, const struct view_look *look, const char *code);

/* The members of a fee row, inside an open object. */
void view_put_fee(struct op *op, struct json_out *out, const struct catalogue_fee *f, const char *today);

/* The step table `key` (workflows[].key of the page) as BPMN. E_MISSING "catalogue.no_table". */
MUST_USE bool view_bpmn(struct op *op, const struct view_look *look, const char *code, const char *key, struct strbuf *out);

#endif
