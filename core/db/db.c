/* Opening follows an order that matters for worlds (exclusive before any read, checkpoints off before hooks). After set-up the
 * authoriser refuses what no statement of ours needs: ATTACH, pragmas, and changes to the append-only tables. */
#include "db/db_inside.h"

#include "base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rows here are written once (audit chain). Triggers say the same; this says it before the statement is even prepared. */
static const char *const append_only[] = {"act", "event", "history"};

bool db_fail(struct op *op, struct db *db, int rc, const char *what)
{
    const char *words = db == NULL || db->handle == NULL ? sqlite3_errstr(rc) : sqlite3_errmsg(db->handle);
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail(op, E_BUSY, "db.busy", NULL);
    case SQLITE_FULL:
        (void)fail(op, E_BROKEN, "db.full", NULL);
        break;
    default:
        break;
    }
    if (!op_failed(op)) {
        return fail_broken(op, "sqlite %d in %s: %s", rc, what, words);
    }
    return false;
}

static int authorise(void *self, int action, const char *a, const char *b, const char *database, const char *trigger)
{
    struct db *db = self;
    (void)database;
    (void)trigger;
    (void)b;
    if (db->trusted) {
        return SQLITE_OK;
    }
    switch (action) {
    case SQLITE_PRAGMA:
        if ((db->setting_version && strcmp(a, "user_version") == 0) || strcmp(a, "data_version") == 0) {
            return SQLITE_OK; /* data_version: the word index asks whether somebody else wrote */
        }
        db->denied = "pragma";
        return SQLITE_DENY;
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
        db->denied = "attach";
        return SQLITE_DENY;
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
        for (size_t i = 0; i < sizeof append_only / sizeof append_only[0]; i++) {
            if (strcmp(a, append_only[i]) == 0) {
                db->denied = "append-only table";
                return SQLITE_DENY;
            }
        }
        return SQLITE_OK;
    default:
        return SQLITE_OK;
    }
}

static bool configure(struct op *op, struct db *db, const struct db_options *options)
{
    static const char *const pragmas[] = {
        [DB_SHARED] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        [DB_READER] = "PRAGMA wal_autocheckpoint=0; PRAGMA query_only=1;",
        [DB_WORLD] = "PRAGMA locking_mode=EXCLUSIVE; PRAGMA wal_autocheckpoint=0; PRAGMA synchronous=OFF;",
        [DB_MEMORY] = "PRAGMA synchronous=OFF;",
        [DB_BUILD] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
    };
    if (options->mode == DB_WORLD || options->mode == DB_READER) {
        (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    }
    (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, (int *)NULL);
    (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)NULL);
    (void)sqlite3_busy_timeout(db->handle, 5000);
    char cache[128];
    (void)snprintf(cache, sizeof cache,
                   "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-%d;",
                   options->cache_kib > 0 ? options->cache_kib : 256);
    return db_script(op, db, pragmas[options->mode]) && db_script(op, db, cache);
}

struct db *db_open(struct op *op, const char *path, const struct db_options *options)
{
    struct db *db = calloc(1, sizeof *db);
    must(db != NULL);
    db->trusted = true;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
    if (options->mode != DB_READER && options->mode != DB_WORLD) {
        flags |= SQLITE_OPEN_CREATE;
    }
    int rc = sqlite3_open_v2(path, &db->handle, flags, options->vfs);
    if (rc != SQLITE_OK) {
        (void)db_fail(op, db, rc, "open");
        db_close(db);
        return NULL;
    }
    (void)sqlite3_set_authorizer(db->handle, authorise, db);
    if (!configure(op, db, options)) {
        db_close(db);
        return NULL;
    }
    db->trusted = false;
    return db;
}

void db_drop_statements(struct db *db)
{
    for (int i = 0; i < db->slot_count; i++) {
        struct stmt *s = db->slots[i];
        if (s != NULL) {
            must(!s->busy);
            (void)sqlite3_finalize(s->handle);
            free(s);
            db->slots[i] = NULL;
        }
    }
    db->cached = 0;
}

void db_keep(struct db *db, const void *key, void *value, void (*free_value)(void *value))
{
    int at = 0;
    while (at < DB_KEPT && db->kept[at].key != key && db->kept[at].key != NULL) {
        at++;
    }
    must(at < DB_KEPT);
    if (db->kept[at].value != NULL) {
        db->kept[at].free_value(db->kept[at].value);
    }
    db->kept[at].key = key;
    db->kept[at].value = value;
    db->kept[at].free_value = free_value;
}

void *db_kept(const struct db *db, const void *key)
{
    for (int i = 0; i < DB_KEPT; i++) {
        if (db->kept[i].key == key) {
            return db->kept[i].value;
        }
    }
    return NULL;
}

void db_close(struct db *db)
{
    if (db == NULL) {
        return;
    }
    for (int i = 0; i < DB_KEPT && db->kept[i].key != NULL; i++) {
        db_keep(db, db->kept[i].key, NULL, NULL);
    }
    db_drop_statements(db);
    free(db->slots);
    (void)sqlite3_finalize(db->rollback);
    int rc = sqlite3_close(db->handle);
    if (rc != SQLITE_OK) {
        log_line(LOG_ERROR, "db.close", "rc=%d %s", rc, sqlite3_errmsg(db->handle));
    }
    free(db);
}

sqlite3 *db_handle(struct db *db)
{
    return db->handle;
}

bool db_in_transaction(const struct db *db)
{
    return sqlite3_get_autocommit(db->handle) == 0;
}

int64_t db_changes(const struct db *db)
{
    return sqlite3_total_changes64(db->handle);
}

static const struct sql sql_begin_write = {.name = "begin_write", .text = "BEGIN IMMEDIATE", .slot = 0};
static const struct sql sql_begin_read = {.name = "begin_read", .text = "BEGIN", .slot = 1};
static const struct sql sql_commit = {.name = "commit", .text = "COMMIT", .slot = 2};

static bool simple(struct op *op, struct db *db, const struct sql *sql)
{
    struct stmt *s = db_use(op, db, sql);
    return s != NULL && stmt_run(s, NULL);
}

bool db_begin(struct op *op, struct db *db, bool write)
{
    must(!db_in_transaction(db));
    return simple(op, db, write ? &sql_begin_write : &sql_begin_read);
}

bool db_commit(struct op *op, struct db *db)
{
    return simple(op, db, &sql_commit);
}

void db_rollback(struct db *db)
{
    if (!db_in_transaction(db)) {
        return;
    }
    if (db->rollback == NULL) {
        (void)sqlite3_prepare_v3(db->handle, "ROLLBACK", -1, SQLITE_PREPARE_PERSISTENT, &db->rollback, NULL);
    }
    (void)sqlite3_step(db->rollback);
    (void)sqlite3_reset(db->rollback);
}

/* PRAGMA takes no parameters, so the number is printed into it; it is an integer of our own. */
bool db_set_version(struct op *op, struct db *db, int64_t version)
{
    char text[64];
    must(version >= 0 && version <= INT32_MAX);
    (void)snprintf(text, sizeof text, "PRAGMA user_version=%d", (int)version);
    db->setting_version = true;
    int rc = sqlite3_exec(db->handle, text, NULL, NULL, NULL);
    db->setting_version = false;
    return rc == SQLITE_OK || db_fail(op, db, rc, "user_version");
}

bool db_version(struct op *op, struct db *db, int64_t *out)
{
    sqlite3_stmt *s = NULL;
    db->setting_version = true;
    int rc = sqlite3_prepare_v2(db->handle, "PRAGMA user_version", -1, &s, NULL);
    db->setting_version = false;
    if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        *out = sqlite3_column_int64(s, 0);
        rc = SQLITE_OK;
    }
    (void)sqlite3_finalize(s);
    return rc == SQLITE_OK || db_fail(op, db, rc, "user_version");
}

bool db_script(struct op *op, struct db *db, const char *text)
{
    bool was = db->trusted;
    db->trusted = true;
    int rc = sqlite3_exec(db->handle, text, NULL, NULL, NULL);
    db->trusted = was;
    return rc == SQLITE_OK || db_fail(op, db, rc, "script");
}

bool db_one_int(struct op *op, struct db *db, const struct sql *sql, int64_t *out)
{
    struct stmt *s = db_use(op, db, sql);
    if (s == NULL) {
        return false;
    }
    if (stmt_row(s)) {
        *out = sqlite3_column_int64(s->handle, 0);
    } else if (!op_failed(op)) {
        *out = 0;
    }
    return stmt_done(s);
}
