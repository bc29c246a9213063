/* fill: the values of a form, as text that is safe to draw. */
#ifndef FORM_FILL_H
#define FORM_FILL_H

#include "form/template.h"

#define FILL_DOTS "………………………"

/* Where the fields of a text are looked up. */
struct filling {
    const struct json *data;
    const struct json *row; /* NULL outside a table */
    size_t ordinal;         /* 1.. inside a table or list */
};

/* The pieces as pango markup: values escaped, cleaned, formatted; never NULL. */
const char *fill_text(struct op *op, const struct piece *first, const struct filling *with);
/* Text from outside as it may be drawn: no control characters, no direction overrides or other invisible signs, at most three marks
 * on a letter; line ends become '\n' if `lines`, else spaces; outer blanks cut. Input must be valid UTF-8. */
const char *fill_clean(struct op *op, const char *text, bool lines);
/* Plain text as markup. */
const char *fill_escape(struct op *op, const char *text);
/* "Lạng Sơn" -> "LẠNG SƠN". */
const char *fill_upper(struct op *op, const char *text);
/* An instant as the format says (VALUE_LONG ... VALUE_SHORT). */
const char *fill_instant(struct op *op, struct instant t, enum value_format format);

#endif
