/* Rows about files, never the files themselves. */
#include "lab/register.h"

#include "lab/rows.h"
#include "lab_sql.h"

#include <string.h>

#define ROW struct world_row
static const struct field world_fields[] = {
    COLUMN(FIELD_TEXT, ROW, id),
    COLUMN(FIELD_TEXT, ROW, golden),
    COLUMN(FIELD_TEXT, ROW, person),
    COLUMN(FIELD_INT, ROW, class_id),
    COLUMN(FIELD_TEXT, ROW, attempt),
    COLUMN(FIELD_TEXT, ROW, exercise),
    COLUMN(FIELD_INSTANT, ROW, created_at),
    COLUMN(FIELD_INSTANT, ROW, archived_at),
    COLUMN(FIELD_TEXT, ROW, digest),
    COLUMN(FIELD_INT, ROW, digest_generation),
    COLUMN(FIELD_INT, ROW, digest_act),
};
static const struct record world_record = RECORD("world_row", ROW, world_fields);

/* ---- golden files ---- */

struct golden_ask {
    const char *name, *digest;
    struct instant now;
};

static bool golden_note_in(struct op *op, struct db *db, void *arg)
{
    const struct golden_ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_golden_note);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "name", ask->name);
    bind_text(s, "digest", ask->digest);
    bind_instant(s, "now", ask->now);
    return stmt_run(s, NULL);
}

bool golden_note(struct op *op, struct store *store, const char *name, const char *digest, struct instant now)
{
    struct golden_ask ask = {name, digest, now};
    return lab_write(op, store, golden_note_in, &ask);
}

static bool golden_find_in(struct op *op, struct db *db, void *arg)
{
    struct golden_ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_golden_find);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "name", ask->name);
    ask->digest = stmt_row(s) ? col_text(s, "digest") : NULL;
    return stmt_done(s);
}

const char *golden_find(struct op *op, struct store *store, const char *name)
{
    struct golden_ask ask = {name, NULL, INSTANT_NONE};
    return lab_read(op, store, golden_find_in, &ask) ? ask.digest : NULL;
}

/* ---- worlds ---- */

struct world_ask {
    const char *id, *person, *digest;
    int64_t class_id, generation, act;
    struct instant now;
    const struct world_row *row; /* to write, or the one read */
    struct rows rows;            /* a list read */
};

static bool world_read(struct op *op, struct db *db, const char *id, const struct world_row **out)
{
    const void *row = NULL;
    struct stmt *s = db_use(op, db, &sql_world_get);
    if (s != NULL) {
        bind_text(s, "id", id);
    }
    bool ok = row_read(op, s, &world_record, &row);
    *out = row;
    return ok;
}

bool world_note_in(struct op *op, struct db *db, const struct world_row *world)
{
    int64_t added = 0;
    struct stmt *s = db_use(op, db, &sql_world_add);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "id", world->id);
    bind_text(s, "golden", world->golden);
    bind_text(s, "person", world->person);
    bind_class(s, "class", world->class_id);
    bind_instant(s, "now", world->created_at);
    if (!stmt_run(s, &added) || added > 0) {
        return !op_failed(op);
    }
    const struct world_row *there = NULL;
    if (!world_read(op, db, world->id, &there)) {
        return false;
    }
    if (strcmp(there->person, world->person) != 0 || strcmp(there->golden, world->golden) != 0) {
        return fail(op, E_CONFLICT, "world.taken", "world", world->id, NULL);
    }
    return true;
}

static bool note_closure(struct op *op, struct db *db, void *arg)
{
    return world_note_in(op, db, ((const struct world_ask *)arg)->row);
}

bool world_note(struct op *op, struct store *store, const struct world_row *world)
{
    struct world_ask ask = {.row = world};
    return lab_write(op, store, note_closure, &ask);
}

static bool get_closure(struct op *op, struct db *db, void *arg)
{
    struct world_ask *ask = arg;
    return world_read(op, db, ask->id, &ask->row) &&
           (ask->row != NULL || fail(op, E_MISSING, "world.unknown", "world", ask->id, NULL));
}

const struct world_row *world_row_get(struct op *op, struct store *store, const char *id)
{
    struct world_ask ask = {.id = id};
    return lab_read(op, store, get_closure, &ask) ? ask.row : NULL;
}

static bool list_closure(struct op *op, struct db *db, void *arg)
{
    struct world_ask *ask = arg;
    struct stmt *s = db_use(op, db, ask->person != NULL ? &sql_world_list_person : &sql_world_list_class);
    if (s == NULL) {
        return false;
    }
    if (ask->person != NULL) {
        bind_text(s, "person", ask->person);
    } else {
        bind_int(s, "class", ask->class_id);
    }
    return rows_read(op, s, &world_record, &ask->rows);
}

bool world_row_list(struct op *op, struct store *store, const char *person, int64_t class_id, struct world_row **out,
                    size_t *count)
{
    struct world_ask ask = {.person = person, .class_id = class_id};
    *out = NULL;
    *count = 0;
    if (!lab_read(op, store, list_closure, &ask)) {
        return false;
    }
    *out = ask.rows.items;
    *count = ask.rows.count;
    return true;
}

/* An update of one row that must exist. */
static bool changed_one(struct op *op, struct stmt *s, const char *id)
{
    int64_t changed = 0;
    return stmt_run(s, &changed) && (changed > 0 || fail(op, E_MISSING, "world.unknown", "world", id, NULL));
}

static bool digest_closure(struct op *op, struct db *db, void *arg)
{
    const struct world_ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_world_set_digest);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "digest", ask->digest);
    bind_int(s, "generation", ask->generation);
    bind_int(s, "act", ask->act);
    bind_text(s, "id", ask->id);
    return changed_one(op, s, ask->id);
}

bool world_note_digest(struct op *op, struct store *store, const char *id, const char *digest, int64_t generation, int64_t act)
{
    struct world_ask ask = {.id = id, .digest = digest, .generation = generation, .act = act};
    return lab_write(op, store, digest_closure, &ask);
}

static bool archive_closure(struct op *op, struct db *db, void *arg)
{
    const struct world_ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_world_archive);
    if (s == NULL) {
        return false;
    }
    bind_instant(s, "now", ask->now);
    bind_text(s, "id", ask->id);
    return changed_one(op, s, ask->id);
}

bool world_archive(struct op *op, struct store *store, const char *id, struct instant now)
{
    struct world_ask ask = {.id = id, .now = now};
    return lab_write(op, store, archive_closure, &ask);
}

/* ---- keys of generations left ---- */

struct keys_ask {
    const char *world;
    int64_t generation;
    const char *const *keys;
    size_t count;
    bool found;
};

static struct stmt *key_stmt(struct op *op, struct db *db, const struct sql *sql, const struct keys_ask *ask, size_t i)
{
    struct stmt *s = db_use(op, db, sql);
    if (s != NULL) {
        bind_text(s, "world", ask->world);
        bind_text(s, "key", ask->keys[i]);
        bind_int(s, "generation", ask->generation);
    }
    return s;
}

static bool spend_in(struct op *op, struct db *db, void *arg)
{
    const struct keys_ask *ask = arg;
    for (size_t i = 0; i < ask->count; i++) {
        struct stmt *s = key_stmt(op, db, &sql_spent_key_add, ask, i);
        if (s == NULL || !stmt_run(s, NULL)) {
            return false;
        }
    }
    return true;
}

bool world_spend_keys(struct op *op, struct store *store, const char *id, int64_t generation, const char *const *keys,
                      size_t count)
{
    struct keys_ask ask = {.world = id, .generation = generation, .keys = keys, .count = count};
    return count == 0 || lab_write(op, store, spend_in, &ask);
}

static bool spent_in(struct op *op, struct db *db, void *arg)
{
    struct keys_ask *ask = arg;
    struct stmt *s = key_stmt(op, db, &sql_spent_key_has, ask, 0);
    if (s == NULL) {
        return false;
    }
    ask->found = stmt_row(s);
    return stmt_done(s);
}

bool world_key_spent(struct op *op, struct store *store, const char *id, int64_t generation, const char *key, bool *spent)
{
    struct keys_ask ask = {.world = id, .generation = generation, .keys = &key, .count = 1};
    bool ok = lab_read(op, store, spent_in, &ask);
    *spent = ask.found;
    return ok;
}
