/* db: one SQLite database: opening, pragmas, transactions, named statements.
 *
 * Statements live in .sql files, one per entity. The build tool `sqlpack` prepares every one of them against the
 * migrated schema (a wrong column breaks the build) and writes a header with one `struct sql` per statement. No SQL
 * text exists in .c files. Statements are bound and read BY NAME. A connection keeps at most DB_CACHED prepared.
 *
 * Never: time or chance asked in SQL, SQL built from strings, two connections writing one database. */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/op.h"
#include "base/record.h"

#include <sqlite3.h>

#define DB_CACHED 48

/* One named statement, written by sqlpack. */
struct sql {
    const char *name;
    const char *text;
    int slot;    /* index in the connection's cache; unique within a program */
    bool writes; /* the statement changes rows */
    const char *const *binds;   /* names of its parameters, without the colon, in order */
    const char *const *columns; /* names of its columns, in order */
    int bind_count, column_count;
};

struct db;

enum db_mode {
    DB_SHARED,  /* plain file: WAL, synchronous FULL, busy timeout; the one writing connection */
    DB_READER,  /* plain file, reading only, never checkpoints */
    DB_WORLD,   /* golden VFS: exclusive, no checkpoint, synchronous OFF; `vfs` and `uri` given by sandbox/world */
    DB_MEMORY,  /* for tests and build tools */
    DB_BUILD,   /* plain file being built (golden): WAL, synchronous OFF */
};

struct db_options {
    enum db_mode mode;
    const char *vfs;  /* NULL = default */
    int cache_kib;    /* 0 = 256 */
};

/* Opens; the handle lives until db_close. `path` may be a file: URI. NULL on failure (E_BROKEN). */
MUST_USE struct db *db_open(struct op *op, const char *path, const struct db_options *options);
void db_close(struct db *db); /* NULL allowed */
sqlite3 *db_handle(struct db *db); /* for sandbox/world and tools only */
/* Finalizes all cached statements (before VACUUM, a restore, a generation change). */
void db_drop_statements(struct db *db);

/* Transactions: IMMEDIATE for writing, DEFERRED for reading. Not nested. */
MUST_USE bool db_begin(struct op *op, struct db *db, bool write);
MUST_USE bool db_commit(struct op *op, struct db *db);
void db_rollback(struct db *db); /* no transaction: nothing happens */
bool db_in_transaction(const struct db *db);
/* Rows changed on this connection since it was opened. */
int64_t db_changes(const struct db *db);
/* PRAGMA user_version, used as the number of the act; read and set inside a transaction. */
MUST_USE bool db_set_version(struct op *op, struct db *db, int64_t version);
MUST_USE bool db_version(struct op *op, struct db *db, int64_t *out);
/* Runs a script of several statements (migrations, seeds of the build). Never with text from outside. */
MUST_USE bool db_script(struct op *op, struct db *db, const char *text);

/* A value read from the data that is dear to read again: kept with the connection, under the address of something static of its
 * owner's, until the connection is closed or another (or NULL) is kept there. At most DB_KEPT keys. Whoever changes the rows forgets
 * it, before the change. */
#define DB_KEPT 4
void db_keep(struct db *db, const void *key, void *value, void (*free_value)(void *value));
void *db_kept(const struct db *db, const void *key); /* NULL if none */

/* A prepared statement in use. From db_use to stmt_done; a statement can be in use once at a time. */
struct stmt;

/* NULL on failure. */
MUST_USE struct stmt *db_use(struct op *op, struct db *db, const struct sql *sql);
/* Binding: `name` without the colon. Unknown names are programmer errors (must). Text is not copied: it must live until
 * stmt_done (arena text does). NULL text binds NULL. */
void bind_text(struct stmt *s, const char *name, const char *value);
void bind_int(struct stmt *s, const char *name, int64_t value);
void bind_bool(struct stmt *s, const char *name, bool value);
void bind_null(struct stmt *s, const char *name);
void bind_instant(struct stmt *s, const char *name, struct instant t); /* INSTANT_NONE binds NULL */
void bind_day(struct stmt *s, const char *name, struct day d);
void bind_blob(struct stmt *s, const char *name, const void *bytes, size_t n);
/* Binds every parameter of the statement that has the name of a field of the record. */
void bind_record(struct stmt *s, struct op *op, const struct record *record, const void *data);

/* Steps. true = a row is there; false = no more rows, or failure (op_failed tells). */
MUST_USE bool stmt_row(struct stmt *s);
/* For INSERT/UPDATE/DELETE: runs, resets, releases; true if done. `changed` may be NULL. */
MUST_USE bool stmt_run(struct stmt *s, int64_t *changed);
/* Resets and releases. Always, also after failure; NULL allowed. Returns !op_failed for tidy endings. */
bool stmt_done(struct stmt *s);

/* Reading the current row by column name. Text is copied into the operation's arena (NULL for SQL NULL). */
const char *col_text(struct stmt *s, const char *name);
int64_t col_int(struct stmt *s, const char *name); /* NULL reads 0 */
bool col_bool(struct stmt *s, const char *name);
bool col_is_null(struct stmt *s, const char *name);
struct instant col_instant(struct stmt *s, const char *name); /* NULL reads INSTANT_NONE */
struct day col_day(struct stmt *s, const char *name);
const void *col_blob(struct stmt *s, const char *name, size_t *n);
/* Fills the fields of a record from the columns of the same name; columns without field are ignored, a field without
 * column is left zero. Columns that a record needs twice should be read by record, not by hand. */
void col_record(struct stmt *s, const struct record *record, void *out);

/* All rows that are left, at most `max`, as an array of the record in the arena; *out is never NULL. Ends the statement
 * (stmt_done). */
MUST_USE bool stmt_records(struct stmt *s, const struct record *record, size_t max, void **out, size_t *count);

/* Shorthand: uses a statement without parameters that answers one integer. */
MUST_USE bool db_one_int(struct op *op, struct db *db, const struct sql *sql, int64_t *out);

/* SHA-256 over every row of every table in key order, read by SQL through `db` (use a fresh connection to prove
 * what is stored). sqlite_ tables are left out. `tables` may be NULL. */
struct digest;
MUST_USE bool db_digest(struct op *op, struct db *db, struct digest *out, int *tables);

#endif
