/* procedure_inside: what the files of a procedure share: the one reader of a term's columns, the one writer of a step table. */
#ifndef CATALOGUE_PROCEDURE_INSIDE_H
#define CATALOGUE_PROCEDURE_INSIDE_H

#include "catalogue/procedure.h"

extern const struct choices term_unit_choices; /* workhours, workdays, days */

/* A term of a row; the schema's CHECK holds its unit. */
struct term procedure_col_term(struct stmt *s, const char *unit, const char *milli);
/* Binds both columns of a term. */
void procedure_bind_term(struct stmt *s, struct term term);

/* A step table as a file says it: whose it is, its statement (version or variant), and the term it has to add up to. */
struct step_list {
    const struct sql *add; /* :version and the fields of procedure_step_record */
    const struct json *rows;
    int64_t owner;
    struct term term;
    const char *field;     /* of the file, for the error */
    const char *procedure; /* code */
};
/* E_INPUT of the rows' fields; "procedure.shares" where the shares do not add up. */
MUST_USE bool procedure_add_steps(struct op *op, struct db *db, const struct step_list *list);

#endif
