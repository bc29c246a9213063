/* merges: cells joined downwards show the value of the first in every row they cover (a unit's name written once beside ten people), and
 * so it is read. Sideways a merge is a title or a wide column: there the value stays where it stands. */
#ifndef SHEET_MERGES_H
#define SHEET_MERGES_H

#include "sheet/spreadsheet.h"

struct merges;

MUST_USE struct merges *merges_begin(struct op *op);
/* "D4:D9", or NULL; what is no range of more than one row is passed over, and so is what lies right of SPREADSHEET_COLUMNS_MAX. */
void merges_add(struct merges *m, const char *range);
/* Gives the rows (in order of lines, each of them holding something) the values of the cells they are joined to, marked `joined`, behind
 * their own cells. Rows that hold nothing of their own are not made. */
void merges_fill(struct op *op, const struct merges *m, struct spreadsheet_row *rows, size_t count);

#endif
