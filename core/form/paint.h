/* paint: laid-out pages become a PDF. Every page gets the training marks and "Trang x/y". */
#ifndef FORM_PAINT_H
#define FORM_PAINT_H

#include "form/sheet.h"

struct paint_about {
    const char *title;
    const char *subject; /* dossier code or "" */
    const char *date;    /* ISO instant; the only date in the file */
};

/* Errors: E_LIMIT "form.too_large"; E_BROKEN. */
MUST_USE bool paint_pdf(struct op *op, PangoContext *context, const struct sheet *sheet, const struct paint_about *about,
                        const void **bytes, size_t *len);

#endif
