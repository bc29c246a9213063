/* db_inside: what db.c, stmt.c and digest_db.c share. Not for others. */
#ifndef DB_INSIDE_H
#define DB_INSIDE_H

#include "db/db.h"

struct stmt {
    struct db *db;
    struct op *op; /* of the use in hand */
    const struct sql *sql;
    sqlite3_stmt *handle;
    int64_t used;    /* tick of the last use, for eviction */
    int next_column; /* where the search for a column name starts: callers read in order */
    int next_bind;
    bool busy;

    /* Which field each column and each parameter is, once found for a record; a statement nearly always meets the same one. */
    const struct record *columns_of, *binds_of;
    uint8_t fields[]; /* of the columns, then of the parameters; index in the record, or NO_FIELD */
};
struct db {
    sqlite3 *handle;
    struct stmt **slots; /* by sql->slot */
    int slot_count;
    int cached;
    int64_t tick;
    bool trusted;         /* set-up, migrations, digests: the authoriser lets everything pass */
    bool setting_version; /* PRAGMA user_version is allowed for a moment */
    struct {
        const void *key;
        void *value;
        void (*free_value)(void *value);
    } kept[DB_KEPT];
    sqlite3_stmt *rollback; /* prepared at its first use; it needs no operation, unlike the others */
    const char *denied;   /* what the authoriser refused last, for the cause */
};

/* Turns a result code into a failure with SQLite's own words as cause; false. */
bool db_fail(struct op *op, struct db *db, int rc, const char *what);

#endif
