/* view_eform: e-forms and declarations as the API answers them (web/api/answers.shape: eform_list, procedure_eforms, eform_check,
 * dossier_declarations). Everything here reads and nothing writes. Schemas are given whole: the screens draw and judge by them. */
#ifndef API_VIEW_EFORM_H
#define API_VIEW_EFORM_H

#include "api/view_dossier.h"

/* The procedures that have e-forms today. */
MUST_USE bool view_eform_list(struct op *op, struct json_out *out, const struct view_look *look);
/* The e-forms of the procedure's version in force today, with what this seat is offered. E_MISSING "procedure.unknown". */
MUST_USE bool view_procedure_eforms(struct op *op, struct json_out *out, const struct view_look *look, const char *procedure);
/* What filing these forms would say. A declaration that does not fit is no failure here. */
MUST_USE bool view_eform_check(struct op *op, struct json_out *out, const struct view_look *look, const char *procedure,
                               const struct json *forms);
/* What was declared with a dossier, newest revision of each form. */
MUST_USE bool view_dossier_declarations(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d);

#endif
