/* rows: from a bound statement to records in the operation's arena. Both end the statement, also after a failure. */
#ifndef LAB_ROWS_H
#define LAB_ROWS_H

#include "db/db.h"

/* A column of the same name as the struct's field. */
#define COLUMN(kind, type, name) {#name, kind, offsetof(type, name), 0, 0, 0, NULL, NULL}

struct rows {
    void *items; /* array of records */
    size_t count;
    size_t room;
};

/* All rows. `s` NULL (db_use failed) answers false. */
MUST_USE bool rows_read(struct op *op, struct stmt *s, const struct record *record, struct rows *out);
/* The first row in *out, or NULL there if there is none. */
MUST_USE bool row_read(struct op *op, struct stmt *s, const struct record *record, const void **out);

#endif
