/* relations: what the parts of an office package point at (ISO/IEC 29500-2): which part is the workbook, which is which sheet. Targets
 * outside the package are left out. */
#ifndef SHEET_RELATIONS_H
#define SHEET_RELATIONS_H

#include "sheet/package.h"

struct relations;

/* The relations of a part; "" = the package's own. None is no error. E_LIMIT "workbook.entries", and those of package_read. */
MUST_USE struct relations *relations_read(struct op *op, struct package *package, const char *part);
/* The first part of that kind (the last word of the relation's type), NULL = none. */
const char *relations_of_kind(const struct relations *r, const char *kind);
/* The part of that id, if it is a worksheet; else NULL. */
const char *relations_sheet(const struct relations *r, const char *id);

#endif
