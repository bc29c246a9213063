/* Databases: opening, statements by name, eviction, migrations, digest, what the authoriser refuses. */
#include "base/digest.h"
#include "db/db.h"
#include "db/migrate.h"
#include "support/check.h"

#include <stdio.h>
#include <string.h>

static const struct migration migrations[] = {
    {1, "0001", "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER, day TEXT) STRICT;"
                "CREATE TABLE event (seq INTEGER PRIMARY KEY, data TEXT) STRICT;"},
    {2, "0002", "ALTER TABLE thing ADD COLUMN note TEXT;"},
};
static const struct schema first = {"test", migrations, 1};
static const struct schema second = {"test", migrations, 2};
static const char *const names[] = {"id", "name", "at", "day"};
static const struct sql sql_add = {.name = "add", .text = "INSERT INTO thing (name, at, day) VALUES (:name, :at, :day)", .slot = 10,
                                   .writes = true, .binds = names + 1, .bind_count = 3};
static const struct sql sql_get = {.name = "get", .text = "SELECT id, name, at, day FROM thing WHERE id = :id", .slot = 11,
                                   .binds = names, .bind_count = 1, .columns = names, .column_count = 4};
static const struct sql sql_count = {.name = "count", .text = "SELECT count(*) FROM thing", .slot = 12, .writes = false};
static const struct sql sql_erase_event = {.name = "erase", .text = "DELETE FROM event", .slot = 13, .writes = true};
static const struct sql sql_attach = {.name = "attach", .text = "ATTACH ':memory:' AS other", .slot = 14, .writes = false};

struct fixture {
    struct op op;
    struct db *db;
};
static int open_db(void **state)
{
    static struct fixture f;
    op_init(&f.op, arena_open((size_t)16 << 20), "test", LANG_VI);
    f.db = db_open(&f.op, ":memory:", &(struct db_options){.mode = DB_MEMORY});
    assert_non_null(f.db);
    assert_true(migrate(&f.op, f.db, &first));
    *state = &f;
    return 0;
}
static int close_db(void **state)
{
    struct fixture *f = *state;
    db_close(f->db);
    arena_close(f->op.arena);
    return 0;
}

static void add(struct fixture *f, const char *name, struct instant at)
{
    struct stmt *s = db_use(&f->op, f->db, &sql_add);
    assert_non_null(s);
    bind_text(s, "name", name);
    bind_instant(s, "at", at);
    bind_day(s, "day", day_from(2026, 11, 20));
    assert_true(stmt_run(s, NULL));
}

static void rows_come_back_by_name(void **state)
{
    struct fixture *f = *state;
    add(f, "Đức", (struct instant){5});
    add(f, "Thọ", INSTANT_NONE);
    struct stmt *s = db_use(&f->op, f->db, &sql_get);
    bind_int(s, "id", 1);
    assert_true(stmt_row(s));
    char day[DAY_TEXT];
    assert_string_equal(day_format(col_day(s, "day"), day), "2026-11-20");
    assert_string_equal(col_text(s, "name"), "Đức");
    assert_int_equal(col_instant(s, "at").ms, 5);
    assert_false(stmt_row(s));
    assert_true(stmt_done(s));
    s = db_use(&f->op, f->db, &sql_get);
    bind_int(s, "id", 2);
    assert_true(stmt_row(s));
    assert_true(instant_is_none(col_instant(s, "at")));
    assert_true(stmt_done(s));
}

static void a_migration_runs_once_and_never_backwards(void **state)
{
    struct fixture *f = *state;
    int version = 0;
    assert_true(migrate(&f->op, f->db, &second));
    assert_true(migrate(&f->op, f->db, &second));
    assert_true(migrate_version(&f->op, f->db, &second, &version));
    assert_int_equal(version, 2);
    assert_false(migrate(&f->op, f->db, &first));
    assert_int_equal(f->op.error.code, E_BROKEN);
}

static void the_digest_sees_every_change(void **state)
{
    struct fixture *f = *state;
    struct digest a, b, c;
    int tables = 0;
    assert_true(db_digest(&f->op, f->db, &a, &tables));
    assert_int_equal(tables, 3);
    add(f, "x", INSTANT_NONE);
    assert_true(db_digest(&f->op, f->db, &b, NULL));
    assert_true(db_digest(&f->op, f->db, &c, NULL));
    assert_false(digest_equal(&a, &b));
    assert_true(digest_equal(&b, &c));
}

static void append_only_tables_and_attach_are_refused(void **state)
{
    struct fixture *f = *state;
    assert_null(db_use(&f->op, f->db, &sql_erase_event));
    assert_int_equal(f->op.error.code, E_BROKEN);
    op_clear(&f->op);
    assert_null(db_use(&f->op, f->db, &sql_attach));
    op_clear(&f->op);
}

static void old_statements_are_evicted_and_come_back(void **state)
{
    struct fixture *f = *state;
    static struct sql many[DB_CACHED * 2];
    for (int i = 0; i < DB_CACHED * 2; i++) {
        many[i] = (struct sql){.name = "many", .text = "SELECT count(*) FROM thing", .slot = 100 + i};
        int64_t n = -1;
        assert_true(db_one_int(&f->op, f->db, &many[i], &n));
        assert_int_equal(n, 0);
    }
    int64_t n = -1;
    assert_true(db_one_int(&f->op, f->db, &sql_count, &n));
    assert_true(db_one_int(&f->op, f->db, &many[0], &n));
}

static void a_rollback_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    assert_true(db_begin(&f->op, f->db, true));
    add(f, "x", INSTANT_NONE);
    assert_true(db_set_version(&f->op, f->db, 7));
    db_rollback(f->db);
    int64_t n = -1;
    assert_true(db_one_int(&f->op, f->db, &sql_count, &n));
    assert_int_equal(n, 0);
    assert_true(db_version(&f->op, f->db, &n));
    assert_int_equal(n, 0);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, open_db, close_db)
    const struct CMUnitTest tests[] = {
        T(rows_come_back_by_name),
        T(a_migration_runs_once_and_never_backwards),
        T(the_digest_sees_every_change),
        T(append_only_tables_and_attach_are_refused),
        T(old_statements_are_evicted_and_come_back),
        T(a_rollback_leaves_nothing),
    };
    return cmocka_run_group_tests_name("db", tests, NULL, NULL);
}
