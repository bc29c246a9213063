/* number: what a number in a cell means, by its number format. For spreadsheet.c. */
#ifndef SHEET_NUMBER_H
#define SHEET_NUMBER_H

#include "base/op.h"

/* Does a format that every program knows by its number show a date or a time (ISO/IEC 29500-1 18.8.30)? */
bool number_format_is_date(int64_t id);
/* The same of a format's code: "dd/mm/yyyy", not "#,##0" nor "[Red]0". */
bool number_code_is_date(const char *code);
/* A serial day as "2026-11-20" or "2026-11-20 09:20"; NULL if it is none. `since_1904`: the workbook counts from 1904-01-01. */
const char *number_date(struct op *op, double serial, bool since_1904);
/* As written in a file, in as few digits as say it; whole numbers without point or exponent. NULL: not a number. */
const char *number_text(struct op *op, const char *written, double *value);

#endif
