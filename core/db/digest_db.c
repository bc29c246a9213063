/* The digest of a whole database, as SQL sees it: proof that two states are the same. Statements are made from the schema's own
 * table names here and nowhere else; names are quoted by SQLite (%w). */
#include "base/digest.h"
#include "db/db_inside.h"

#include <string.h>

/* Names of tables in order, and for each the columns of its key. */
static const char list_tables[] =
    "SELECT name, (SELECT group_concat('\"' || replace(name, '\"', '\"\"') || '\"') FROM"
    " (SELECT name FROM pragma_table_info(m.name) WHERE pk > 0 ORDER BY pk)) AS keys"
    " FROM sqlite_schema AS m WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";

static void add_value(struct digest_state *d, sqlite3_stmt *s, int i)
{
    int type = sqlite3_column_type(s, i);
    digest_add_int(d, type);
    switch (type) {
    case SQLITE_INTEGER:
        digest_add_int(d, sqlite3_column_int64(s, i));
        break;
    case SQLITE_FLOAT: {
        double v = sqlite3_column_double(s, i);
        digest_add(d, &v, sizeof v);
        break;
    }
    case SQLITE_NULL:
        break;
    default: {
        const void *bytes = sqlite3_column_blob(s, i);
        int n = sqlite3_column_bytes(s, i);
        digest_add_int(d, n);
        if (n > 0) {
            digest_add(d, bytes, (size_t)n);
        }
        break;
    }
    }
}

static int add_table(struct digest_state *d, sqlite3 *handle, const char *name, const char *keys)
{
    char *text = keys != NULL ? sqlite3_mprintf("SELECT * FROM \"%w\" ORDER BY %s", name, keys)
                              : sqlite3_mprintf("SELECT * FROM \"%w\" ORDER BY rowid", name);
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(handle, text, -1, &s, NULL);
    sqlite3_free(text);
    if (rc != SQLITE_OK) {
        return rc;
    }
    digest_add_text(d, name);
    while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
        int columns = sqlite3_column_count(s);
        digest_add_int(d, columns);
        for (int i = 0; i < columns; i++) {
            add_value(d, s, i);
        }
    }
    (void)sqlite3_finalize(s);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

bool db_digest(struct op *op, struct db *db, struct digest *out, int *tables)
{
    struct digest_state d;
    sqlite3_stmt *list = NULL;
    int count = 0;
    digest_begin(&d);
    db->trusted = true;
    int rc = sqlite3_prepare_v2(db->handle, list_tables, -1, &list, NULL);
    while (rc == SQLITE_OK && (rc = sqlite3_step(list)) == SQLITE_ROW) {
        rc = add_table(&d, db->handle, (const char *)sqlite3_column_text(list, 0), (const char *)sqlite3_column_text(list, 1));
        count++;
    }
    (void)sqlite3_finalize(list);
    db->trusted = false;
    *out = digest_end(&d);
    if (tables != NULL) {
        *tables = count;
    }
    return rc == SQLITE_DONE || db_fail(op, db, rc, "digest");
}
