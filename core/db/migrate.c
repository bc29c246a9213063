#include "db/migrate.h"

#include <stdio.h>

/* These run before any packed statement can: the table they read may not exist yet. Slots 3-5 belong to this file. */
static const char *const meta_names[] = {"key", "value"};
static const struct sql sql_meta_get = {
    .name = "meta_get", .text = "SELECT value FROM meta WHERE key = :key", .slot = 3,
    .binds = meta_names, .bind_count = 1, .columns = meta_names + 1, .column_count = 1};
static const struct sql sql_meta_set = {
    .name = "meta_set", .text = "INSERT INTO meta (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = :value",
    .slot = 4, .writes = true, .binds = meta_names, .bind_count = 2};

static const char meta_table[] = "CREATE TABLE IF NOT EXISTS meta (\n"
                                 "    key   TEXT PRIMARY KEY, -- 'schema.core' etc.\n"
                                 "    value TEXT NOT NULL\n"
                                 ") STRICT, WITHOUT ROWID;";

static const char *meta_key(struct op *op, const struct schema *schema)
{
    return arena_printf(op->arena, "schema.%s", schema->name);
}

static int newest_of(const struct schema *schema)
{
    return schema->count == 0 ? 0 : schema->migrations[schema->count - 1].number;
}

static bool read_number(struct op *op, struct db *db, const struct schema *schema, int *out)
{
    *out = 0;
    struct stmt *s = db_use(op, db, &sql_meta_get);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "key", meta_key(op, schema));
    if (stmt_row(s)) {
        const char *text = col_text(s, "value");
        if (sscanf(text, "%d", out) != 1) {
            (void)fail_broken(op, "schema number is %s", text);
        }
    }
    return stmt_done(s);
}

bool migrate_version(struct op *op, struct db *db, const struct schema *schema, int *out)
{
    return db_script(op, db, meta_table) && read_number(op, db, schema, out);
}

bool migrate_compare(struct op *op, struct db *db, const struct schema *schema, int *out)
{
    int have;
    if (!read_number(op, db, schema, &have)) {
        return false;
    }
    int newest = newest_of(schema);
    *out = (have > newest) - (have < newest);
    return true;
}

static bool set_version(struct op *op, struct db *db, const struct schema *schema, int number)
{
    struct stmt *s = db_use(op, db, &sql_meta_set);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "key", meta_key(op, schema));
    bind_text(s, "value", arena_printf(op->arena, "%d", number));
    return stmt_run(s, NULL);
}

static bool apply(struct op *op, struct db *db, const struct schema *schema, int have)
{
    for (int i = 0; i < schema->count; i++) {
        const struct migration *m = &schema->migrations[i];
        if (m->number > have) {
            if (!db_script(op, db, m->text) || !set_version(op, db, schema, m->number)) {
                return false;
            }
        }
    }
    return true;
}

bool migrate(struct op *op, struct db *db, const struct schema *schema)
{
    int have = 0;
    if (!migrate_version(op, db, schema, &have)) {
        return false;
    }
    int newest = newest_of(schema);
    if (have > newest) {
        return fail_broken(op, "schema %s is at %d, this program knows %d: use the newer program", schema->name, have,
                           newest);
    }
    if (have == newest) {
        return true;
    }
    if (!db_begin(op, db, true)) {
        return false;
    }
    if (!apply(op, db, schema, have) || !db_commit(op, db)) {
        db_rollback(db);
        return false;
    }
    return true;
}
