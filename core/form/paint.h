/* paint: laid-out pages become a PDF. Every page gets the training marks and "Trang x/y". */
#ifndef FORM_PAINT_H
#define FORM_PAINT_H

#include "form/sheet.h"

struct paint_about {
    const char *title;
    const char *subject; /* dossier code or "" */
    const char *date;    /* ISO instant; the only date in the file */
};

/* Several sheets one after the other in one PDF of at most `max` bytes, each with its own page numbers. What paint_begin gives must
 * be ended, also when the operation has failed: then paint_end only frees. */
struct painting;
struct painting *paint_begin(struct op *op, PangoContext *context, double width, double height, const struct paint_about *about,
                             size_t max);
void paint_sheet(struct painting *painting, const struct sheet *sheet);
/* Errors as below. */
MUST_USE bool paint_end(struct painting *painting, const void **bytes, size_t *len);

/* One sheet. Errors: E_LIMIT "form.too_large"; E_BROKEN. */
MUST_USE bool paint_pdf(struct op *op, PangoContext *context, const struct sheet *sheet, const struct paint_about *about,
                        const void **bytes, size_t *len);

#endif
