/* procedure_check: what is wrong with a draft, by the rules of the catalogue's loader (CATALOGUE_RULES), and how to put it right.
 *
 * The draft is read as one more complete procedure beside what the office's catalogue says of it. Three rules are milder than in a
 * file: a version may have another term than the agencies have published so far (complete_term is a warning: that is what a new
 * version is for; complete_field likewise, as an office cannot change the field), and a procedure that only this office knows is not called
 * unknown. */
#ifndef CATALOGUE_PROCEDURE_CHECK_H
#define CATALOGUE_PROCEDURE_CHECK_H

#include "catalogue/procedure_document.h"

struct procedure_finding {
    enum severity severity;
    const char *rule;
    const char *place; /* JSON Pointer into the document: /version/steps/2/role */
    const char *says, *cure; /* in the operation's language */
};
/* Errors first, each kind in the order of the check. `node` fits (procedure_document_fits). */
MUST_USE bool procedure_check(struct op *op, struct db *db, const struct json *node, struct procedure_finding **out, size_t *count);
/* How many of them keep it from being published. */
size_t procedure_errors(const struct procedure_finding *list, size_t count);

#endif
