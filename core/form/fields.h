/* fields: the checks of a form's data against its table of fields. */
#ifndef FORM_FIELDS_H
#define FORM_FIELDS_H

#include "form/form.h"

/* The forms and the papers beside them; the forms first. */
const struct form *form_every(size_t *count);
/* The field of that name, or NULL. */
const struct form_field *field_find(const struct form_field *fields, size_t count, const char *name);
/* True if the member is present, not null and not an empty text, list or table. */
bool field_given(const struct form_field *field, const struct json *object);
/* Collects every fault of the data; E_INPUT "input.invalid". */
MUST_USE bool fields_check(struct op *op, const struct form *form, const struct json *data);

#endif
