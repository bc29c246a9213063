/* migrate: brings a database to the current schema, in order, never backwards, in one transaction.
 * The schema number is a row of table `meta` (key 'schema'), because user_version counts acts. */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include "db/db.h"

struct migration {
    int number;
    const char *name;
    const char *text;
};
struct schema {
    const char *name; /* "core", "world", "lab": each counts for itself in meta ('schema.core') */
    const struct migration *migrations;
    int count;
};

/* Applies what is missing. E_BROKEN if the file is newer than this program. */
MUST_USE bool migrate(struct op *op, struct db *db, const struct schema *schema);
/* How a database that is never migrated stands to this program, changing nothing: below 0 it is older, above 0 newer, 0 neither. */
MUST_USE bool migrate_compare(struct op *op, struct db *db, const struct schema *schema, int *out);
MUST_USE bool migrate_version(struct op *op, struct db *db, const struct schema *schema, int *out);

#endif
