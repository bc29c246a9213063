/* procedure_first: the first version of a procedure that the office's catalogue knows and the office does not open yet. Its draft begins with
 * what the catalogue says; whoever writes it says the rest.
 *
 * 1. Nothing is made up: what nobody has published is empty in the document, and a finding until it is filled. Taken over are the names,
 *    the field, level, result, legal basis, the papers with their forms, the fee rows, and a term where the clocks in force all say the
 *    same one in units that are counted (no months). The rules of supplement and silence are those of the catalogue's clock, with its source,
 *    else the system's defaults (procedure_rule.h).
 * 2. No step is published together with what is said of a procedure: the step table begins empty, and the version says so: it is authored,
 *    while papers and fees keep their own certainty and source.
 * 3. A paper asked for on a condition, or one that data replace, is not required.
 * 4. There is nothing to compare it with: what is to be published is told by its main facts. */
#ifndef CATALOGUE_PROCEDURE_FIRST_H
#define CATALOGUE_PROCEDURE_FIRST_H

#include "catalogue/procedure_change.h"

/* The document in the operation's arena; NULL on failure: E_MISSING "procedure.not_open" (the catalogue does not know it either). */
MUST_USE const struct json *procedure_first_document(struct op *op, struct db *db, const char *procedure);
/* What a first version says, in sentences "procedure.first.…", in the order of the sections. Never fails. */
void procedure_first_tell(struct op *op, const struct procedure_document *d, struct procedure_changes *out);

#endif
