/* layout: template and data become pages. */
#ifndef FORM_LAYOUT_H
#define FORM_LAYOUT_H

#include "form/sheet.h"
#include "form/template.h"

/* Lays the form out with the fonts of `context`. The data must have passed fields_check. On success the caller closes the
 * sheet. Errors: E_LIMIT "form.too_large" (more than FORM_PAGES_MAX pages). */
MUST_USE bool layout_form(struct op *op, PangoContext *context, const struct template *template, const struct json *data,
                          struct sheet *out);

#endif
