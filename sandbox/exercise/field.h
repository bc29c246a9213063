/* field: what a check may ask of a world beyond its events: the fields of a dossier's row, by the names of the glossary
 * ("dossier.due_at", "dossier.state"). */
#ifndef EXERCISE_FIELD_H
#define EXERCISE_FIELD_H

#include "db/db.h"

struct field_source {
    struct db *db;
};
/* For struct judge_fields: self is a struct field_source. Text of the field, NULL if not set; the operation fails with E_MISSING
 * "exercise.no_such_field" if there is no such field. */
const char *field_text(void *self, struct op *op, int64_t dossier, const char *path);

#endif
