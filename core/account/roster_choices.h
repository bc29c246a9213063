/* roster_choices: drop-downs in a workbook that is already written: cells of the first sheet that offer the texts of a column of
 * another. The library that writes workbooks loses memory on each of them, so they are put in afterwards, as XML. */
#ifndef ACCOUNT_ROSTER_CHOICES_H
#define ACCOUNT_ROSTER_CHOICES_H

#include "base/op.h"

struct roster_choice {
    char column;          /* of the first sheet, 'A' … */
    const char *sheet;    /* whose texts are offered */
    char from;            /* their column; rows 2 to `last` */
    size_t last;          /* < 2: nothing is offered, the drop-down is left out */
    const char *title, *message; /* shown when a cell is chosen; at most 32 and 255 characters (Excel) */
};
/* Rows `first` to `last` (from 1) of the first sheet of the file at `path`, which is written anew. Other texts stay possible: the
 * programs ask whether they are meant. */
MUST_USE bool roster_put_choices(struct op *op, const char *path, size_t first, size_t last, const struct roster_choice *list, size_t count);

#endif
