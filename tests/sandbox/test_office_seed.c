/* A large office: filled in batches it has, row for row and column for column, what the same acts leave one by one. */
#include "audit/audit.h"
#include "core_sql.h"
#include "db/migrate.h"
#include "dossier/counter.h"
#include "dossier/part.h"
#include "office/office.h"
#include "office/seed.h"
#include "support/check.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define DATA TEST_SOURCE_DIR "/scenarios/data"

static struct seed_plan plan_of(int64_t dossiers, int64_t batch)
{
    struct seed_plan p = {.dossiers = dossiers, .backlog = dossiers / 4, .pace = 1, .chance = 20261121, .owners = 40, .golden = "so-khcn-thuc-hanh", .batch = batch};
    assert_true(instant_parse("2026-03-02T08:00", &p.from) && instant_parse("2026-11-20T08:00", &p.to));
    return p;
}

static struct db *fill(struct op *op, const char *path, const struct seed_plan *plan, struct seed_done *done)
{
    (void)unlink(path);
    if (!seed_build(op, plan, DATA, path)) {
        fail_msg("%s: %s", op->error.key, op->error.cause == NULL ? "" : op->error.cause);
    }
    struct db *db = db_open(op, path, &(struct db_options){.mode = DB_BUILD, .cache_kib = 8192});
    assert_non_null(db);
    if (!seed_fill(op, db, plan, done)) {
        fail_msg("%s: %s", op->error.key, op->error.cause == NULL ? "" : op->error.cause);
    }
    return db;
}

/* One row as text; act.real_at is the one value that two runs do not share. */
static void row_text(sqlite3_stmt *s, char *out, size_t size)
{
    size_t n = 0;
    out[0] = '\0';
    for (int i = 0; i < sqlite3_column_count(s) && n + 1 < size; i++) {
        const char *name = sqlite3_column_name(s, i);
        const char *value = (const char *)sqlite3_column_text(s, i);
        n += (size_t)snprintf(out + n, size - n, "%s=%s|", name, strcmp(name, "real_at") == 0 ? "" : value == NULL ? "NULL" : value);
    }
}

static sqlite3_stmt *prepare(struct db *db, const char *text)
{
    sqlite3_stmt *s = NULL;
    assert_int_equal(sqlite3_prepare_v2(db_handle(db), text, -1, &s, NULL), SQLITE_OK);
    return s;
}

static int compare_table(struct db *a, struct db *b, const char *table)
{
    static char one[70000], two[70000];
    char text[200];
    int rows = 0;
    (void)snprintf(text, sizeof text, "SELECT * FROM \"%s\"", table);
    sqlite3_stmt *s = prepare(a, text), *t = prepare(b, text);
    for (;;) {
        int r1 = sqlite3_step(s), r2 = sqlite3_step(t);
        assert_int_equal(r1, r2);
        if (r1 != SQLITE_ROW) {
            break;
        }
        row_text(s, one, sizeof one);
        row_text(t, two, sizeof two);
        if (strcmp(one, two) != 0) {
            fail_msg("%s, row %d:\n%s\n%s", table, rows, one, two);
        }
        rows++;
    }
    (void)sqlite3_finalize(s);
    (void)sqlite3_finalize(t);
    return rows;
}

static void two_hundred_dossiers_in_batches_are_those_played_one_act_at_a_time(void **state)
{
    (void)state;
    struct op op;
    struct seed_done done[2];
    struct seed_plan plans[2] = {plan_of(200, 1), plan_of(200, 700)};
    char paths[2][64];
    struct db *dbs[2];
    op_init(&op, arena_open((size_t)256 << 20), "test", LANG_VI);
    for (int i = 0; i < 2; i++) {
        (void)snprintf(paths[i], sizeof paths[i], "/tmp/thao-seed-%d-%d.db", (int)getpid(), i);
        dbs[i] = fill(&op, paths[i], &plans[i], &done[i]);
    }
    assert_memory_equal(&done[0], &done[1], sizeof done[0]);
    assert_int_equal(done[0].dossiers, 200);
    assert_true(done[0].acts > 2000 && done[0].open > 20 && done[0].open < 100);
    sqlite3_stmt *names = prepare(dbs[0], "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
    int tables = 0, rows = 0;
    while (sqlite3_step(names) == SQLITE_ROW) {
        rows += compare_table(dbs[0], dbs[1], (const char *)sqlite3_column_text(names, 0));
        tables++;
    }
    (void)sqlite3_finalize(names);
    assert_true(tables > 25 && rows > 8000);
    for (int i = 0; i < 2; i++) {
        int64_t acts = 0, version = 0;
        assert_true(audit_verify(&op, dbs[i], &acts) && db_version(&op, dbs[i], &version) && counter_recount(&op, dbs[i]));
        assert_int_equal(acts, done[i].acts);
        assert_int_equal(version, acts);
        db_close(dbs[i]);
        (void)unlink(paths[i]);
    }
    arena_close(op.arena);
}

static void the_office_has_the_variety_of_an_office(void **state)
{
    (void)state;
    static const struct {
        const char *label, *sql;
        int least;
    } cases[] = {
        {"returned", "SELECT count(*) FROM dossier WHERE state = 'returned'", 80},
        {"supplemented", "SELECT count(*) FROM dossier WHERE supplements > 0", 5},
        {"refused on the merits", "SELECT count(*) FROM dossier WHERE result_kind = 'refuse'", 2},
        {"sent back", "SELECT count(*) FROM event WHERE name = 'dossier.sent_back'", 2},
        {"overdue", "SELECT count(*) FROM dossier WHERE completed_at > due_at", 2},
        {"before they were due", "SELECT count(*) FROM dossier WHERE completed_at < due_at", 50},
        {"open", "SELECT count(*) FROM dossier WHERE step IS NOT NULL", 1},
        {"procedures", "SELECT count(DISTINCT procedure) FROM dossier", 5},
        {"owners", "SELECT count(DISTINCT applicant) FROM dossier", 20},
        {"handlers", "SELECT count(DISTINCT handler) FROM dossier", 10},
        {"acts in office hours only", "SELECT 1 - min(1, count(*)) FROM act WHERE role <> 'applicant' AND ((at + 25200000) / 3600000 % 24 < 8 OR (at + 25200000) / 3600000 % 24 > 17)", 1},
    };
    struct op op;
    struct seed_done done;
    struct seed_plan plan = plan_of(200, 1000);
    char path[64];
    op_init(&op, arena_open((size_t)256 << 20), "test", LANG_VI);
    (void)snprintf(path, sizeof path, "/tmp/thao-seed-%d.db", (int)getpid());
    struct db *db = fill(&op, path, &plan, &done);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        sqlite3_stmt *s = prepare(db, cases[i].sql);
        assert_int_equal(sqlite3_step(s), SQLITE_ROW);
        if (sqlite3_column_int(s, 0) < cases[i].least) {
            fail_msg("%s: %d", cases[i].label, sqlite3_column_int(s, 0));
        }
        (void)sqlite3_finalize(s);
    }
    db_close(db);
    (void)unlink(path);
    arena_close(op.arena);
}

static bool follows_from_row(struct op *op, struct db *db, int64_t id, const char *part, int64_t running_to)
{
    struct dossier d;
    assert_true(dossier_get(op, db, id, &d));
    int wanted = part_of_dossier(&d);
    struct instant limit = dossier_running_to(&d);
    return strcmp(wanted < 0 ? "" : part_choices.codes[wanted], part) == 0 && (instant_is_none(limit) ? 0 : limit.ms) == running_to;
}

static int64_t count_of(struct db *db, const char *sql)
{
    sqlite3_stmt *s = prepare(db, sql);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    int64_t n = sqlite3_column_int64(s, 0);
    (void)sqlite3_finalize(s);
    return n;
}

/* What lists are read by stands beside what it follows from: written with each act, and by the migration that brought it. */
static void what_is_next_and_what_runs_follow_from_the_row_when_written_and_when_migrated(void **state)
{
    (void)state;
    static const char back[] = "CREATE TEMP TABLE before AS SELECT id, part, running_to FROM dossier;"
                               "DROP INDEX dossier_by_queue; DROP INDEX dossier_by_running;"
                               "ALTER TABLE dossier DROP COLUMN part; ALTER TABLE dossier DROP COLUMN running_to;"
                               "CREATE INDEX dossier_by_queue ON dossier (step_role); DROP TABLE submission_number;"
                               "UPDATE meta SET value = '26' WHERE key = 'schema.core';";
    struct op op;
    struct seed_done done;
    struct seed_plan plan = plan_of(200, 1000);
    char path[64];
    int64_t rows = 0;
    op_init(&op, arena_open((size_t)256 << 20), "test", LANG_VI);
    (void)snprintf(path, sizeof path, "/tmp/thao-seed-%d.db", (int)getpid());
    struct db *db = fill(&op, path, &plan, &done);
    sqlite3_stmt *s = prepare(db, "SELECT id, ifnull(part, ''), ifnull(running_to, 0) FROM dossier");
    for (; sqlite3_step(s) == SQLITE_ROW; rows++) {
        if (!follows_from_row(&op, db, sqlite3_column_int64(s, 0), (const char *)sqlite3_column_text(s, 1), sqlite3_column_int64(s, 2))) {
            fail_msg("dossier %lld: %s", (long long)sqlite3_column_int64(s, 0), (const char *)sqlite3_column_text(s, 1));
        }
    }
    (void)sqlite3_finalize(s);
    assert_int_equal(rows, done.dossiers);
    assert_true(count_of(db, "SELECT count(DISTINCT part) FROM dossier") >= 6);
    assert_true(count_of(db, "SELECT count(*) FROM dossier WHERE running_to IS NOT NULL") >= 20);
    assert_true(db_script(&op, db, back));
    assert_true(migrate(&op, db, &core_schema));
    assert_int_equal(count_of(db, "SELECT count(*) FROM before JOIN dossier USING (id) WHERE before.part IS dossier.part AND before.running_to IS dossier.running_to"), rows);
    db_close(db);
    (void)unlink(path);
    arena_close(op.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_hundred_dossiers_in_batches_are_those_played_one_act_at_a_time),
        cmocka_unit_test(the_office_has_the_variety_of_an_office),
        cmocka_unit_test(what_is_next_and_what_runs_follow_from_the_row_when_written_and_when_migrated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
