/* The golden VFS: what it serves, what it refuses, and the traps it closes (T-2, T-5, T-8 and the clock). */
#include "sandbox/worlds.h"

#include "world/golden_source.h"
#include "world/golden_vfs.h"
#include "world/wal.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "0000000000000000000000000000000000000000000000000000000000000001"

static int set_up(void **state)
{
    static struct place p;
    place_open(&p);
    want(&p, golden_vfs_start(&p.op));
    golden_build(&p, place_path(&p, "golden.db"), 300);
    int fd = open(place_path(&p, "golden.db"), O_RDONLY | O_CLOEXEC);
    struct stat st;
    assert_int_equal(fstat(fd, &st), 0);
    want(&p, golden_source_publish(&p.op, NAME, fd, st.st_size));
    file_write(place_path(&p, "1.0.gwal"), "", 0);
    *state = &p;
    return 0;
}

static int tear_down(void **state)
{
    golden_source_withdraw(NAME);
    place_close(*state);
    return 0;
}

static struct db *connect(struct place *p, bool writable)
{
    const char *uri = golden_vfs_uri(&p->op, place_path(p, "1.0.gwal"), NAME, writable ? GOLDEN_WRITE : 0);
    return db_open(&p->op, uri, &(struct db_options){.mode = DB_WORLD, .vfs = GOLDEN_VFS, .cache_kib = 64});
}

static int64_t version_of(struct place *p, struct db *db)
{
    int64_t v = -1;
    want(p, db_version(&p->op, db, &v));
    return v;
}

static void acts_survive_closing_and_golden_stays_as_it_was(void **state)
{
    struct place *p = *state;
    size_t n, m;
    unsigned char *before = file_read(place_path(p, "golden.db"), &n);
    struct db *db = connect(p, true);
    for (int i = 1; i <= 20; i++) {
        want(p, act_write(&p->op, db, i));
    }
    struct digest a = state_digest(p, db);
    db_close(db);
    want(p, (db = connect(p, true)) != NULL);
    assert_int_equal(version_of(p, db), 20);
    struct digest b = state_digest(p, db);
    assert_digest_equal(&a, &b);
    db_close(db);
    unsigned char *after = file_read(place_path(p, "golden.db"), &m);
    assert_int_equal(n, m);
    assert_memory_equal(before, after, n);
    free(before);
    free(after);
}

static void checkpoint_and_journal_change_are_refused_and_lose_nothing(void **state)
{
    struct place *p = *state;
    static const char *const attempts[] = {"PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode=DELETE"};
    for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++) {
        struct db *db = connect(p, true);
        want(p, act_write(&p->op, db, version_of(p, db) + 1));
        int64_t act = version_of(p, db);
        struct digest a = state_digest(p, db);
        bool tried = db_script(&p->op, db, attempts[i]); /* may fail or be ignored: what counts is what is left */
        assert_true(tried || op_failed(&p->op));
        op_clear(&p->op);
        db_close(db);
        want(p, (db = connect(p, true)) != NULL);
        assert_int_equal(version_of(p, db), act);
        struct digest b = state_digest(p, db);
        assert_digest_equal(&a, &b);
        db_close(db);
    }
}

static void every_way_of_writing_golden_fails(void **state)
{
    struct place *p = *state;
    struct db *db = connect(p, true);
    sqlite3_file *file = NULL;
    want(p, act_write(&p->op, db, 1));
    assert_int_equal(sqlite3_file_control(db_handle(db), "main", SQLITE_FCNTL_FILE_POINTER, &file), SQLITE_OK);
    assert_int_equal(file->pMethods->xWrite(file, "x", 1, 0), SQLITE_IOERR_WRITE);
    assert_int_equal(file->pMethods->xTruncate(file, 0), SQLITE_IOERR_TRUNCATE);
    assert_int_equal(file->pMethods->iVersion, 1); /* no shared memory, no mapping */
    db_close(db);
}

static void statements_of_a_world_may_not_touch_the_log_settings(void **state)
{
    struct place *p = *state;
    static const char *const attempts[] = {
        "PRAGMA wal_checkpoint",     "PRAGMA journal_mode=DELETE", "PRAGMA locking_mode=NORMAL", "PRAGMA writable_schema=1",
        "PRAGMA user_version=7",     "PRAGMA wal_autocheckpoint=5", "ATTACH 'x.db' AS x",
    };
    struct db *db = connect(p, true);
    for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++) {
        assert_int_not_equal(sqlite3_exec(db_handle(db), attempts[i], NULL, NULL, NULL), SQLITE_OK);
    }
    db_close(db);
}

static void a_second_writing_connection_is_refused(void **state)
{
    struct place *p = *state;
    struct db *one = connect(p, true);
    want(p, act_write(&p->op, one, 1));
    struct db *two = connect(p, true);
    int64_t v;
    bool works = two != NULL && db_version(&p->op, two, &v) && act_write(&p->op, two, 2);
    assert_false(works);
    op_clear(&p->op);
    db_close(two);
    want(p, act_write(&p->op, one, 2));
    db_close(one);
    want(p, (one = connect(p, true)) != NULL); /* and free again after closing */
    assert_int_equal(version_of(p, one), 2);
    db_close(one);
}

static void a_reading_connection_reads_beside_the_writer_and_cannot_write(void **state)
{
    struct place *p = *state;
    struct db *db = connect(p, true);
    want(p, act_write(&p->op, db, 1));
    struct digest a = state_digest(p, db);
    struct db *reader = connect(p, false);
    want(p, reader != NULL);
    struct digest b = state_digest(p, reader);
    assert_digest_equal(&a, &b);
    assert_false(act_write(&p->op, reader, 2));
    op_clear(&p->op);
    db_close(reader);
    want(p, act_write(&p->op, db, 2));
    db_close(db);
}

static void the_log_outlives_a_golden_file_that_is_gone_or_empty(void **state)
{
    struct place *p = *state;
    struct db *db = connect(p, true);
    want(p, act_write(&p->op, db, 1));
    db_close(db);
    size_t n, m;
    unsigned char *before = file_read(place_path(p, "1.0.gwal"), &n);
    const char *uri = golden_vfs_uri(&p->op, place_path(p, "1.0.gwal"), "unpublished", GOLDEN_WRITE);
    assert_null(db_open(&p->op, uri, &(struct db_options){.mode = DB_WORLD, .vfs = GOLDEN_VFS}));
    op_clear(&p->op);
    file_write(place_path(p, "empty.db"), "", 0);
    bool published = golden_source_publish(&p->op, "empty", open(place_path(p, "empty.db"), O_RDONLY | O_CLOEXEC), 0);
    want_failure(p, published, E_BROKEN, "error.broken");
    /* what SQLite would do to a log beside an empty database */
    sqlite3_vfs *vfs = sqlite3_vfs_find(GOLDEN_VFS);
    const char *wal = place_path(p, "1.0.gwal-wal");
    assert_int_equal(vfs->xDelete(vfs, wal, 0), SQLITE_IOERR_DELETE);
    unsigned char *after = file_read(place_path(p, "1.0.gwal"), &m);
    assert_int_equal(n, m);
    assert_memory_equal(before, after, n);
    free(before);
    free(after);
}

static void stock_sqlite_finds_nothing_to_open_or_delete(void **state)
{
    struct place *p = *state;
    struct db *db = connect(p, true);
    want(p, act_write(&p->op, db, 1));
    db_close(db);
    size_t n, m;
    unsigned char *before = file_read(place_path(p, "1.0.gwal"), &n);
    sqlite3 *stock;
    assert_int_equal(sqlite3_open(place_path(p, "1.0.gwal"), &stock), SQLITE_OK);
    assert_int_equal(sqlite3_exec(stock, "SELECT * FROM sqlite_schema", NULL, NULL, NULL), SQLITE_NOTADB);
    (void)sqlite3_close(stock);
    assert_int_equal(sqlite3_open(place_path(p, "golden.db"), &stock), SQLITE_OK);
    assert_int_equal(sqlite3_exec(stock, "PRAGMA user_version", NULL, NULL, NULL), SQLITE_OK);
    (void)sqlite3_close(stock);
    unsigned char *after = file_read(place_path(p, "1.0.gwal"), &m);
    assert_int_equal(n, m);
    assert_memory_equal(before, after, n);
    free(before);
    free(after);
}

static void one_act_is_one_boundary_even_when_every_commit_is_synced(void **state)
{
    struct place *p = *state;
    struct db *db = connect(p, true);
    want(p, db_script(&p->op, db, "PRAGMA synchronous=FULL"));
    for (int i = 1; i <= 10; i++) {
        want(p, act_write(&p->op, db, i));
    }
    db_close(db);
    struct wal *wal = wal_open(&p->op, place_path(p, "1.0.gwal"));
    struct wal_boundary b;
    int64_t expected = 1;
    while (wal_next_boundary(&p->op, wal, &b)) {
        assert_int_equal(b.act, expected++);
    }
    assert_int_equal(expected, 11);
    wal_close(wal);
}

static void files_without_the_parameter_go_to_the_ordinary_vfs(void **state)
{
    struct place *p = *state;
    struct db *db = connect(p, true);
    want(p, act_write(&p->op, db, 1));
    struct digest a = state_digest(p, db);
    const char *copy = place_path(p, "copy.db");
    want(p, db_script(&p->op, db, arena_printf(p->op.arena, "VACUUM INTO '%s'", copy)));
    struct db *plain = db_open(&p->op, copy, &(struct db_options){.mode = DB_READER});
    want(p, plain != NULL);
    struct digest b = state_digest(p, plain);
    assert_digest_equal(&a, &b);
    db_close(plain);
    /* a world's file under this VFS without the parameter is not a plain file either */
    assert_null(db_open(&p->op, place_path(p, "1.0.gwal"), &(struct db_options){.mode = DB_WORLD, .vfs = GOLDEN_VFS}));
    op_clear(&p->op);
    db_close(db);
}

static int64_t now_of(struct db *db)
{
    sqlite3_stmt *s;
    assert_int_equal(sqlite3_prepare_v2(db_handle(db), "SELECT unixepoch('now')", -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    int64_t now = sqlite3_column_type(s, 0) == SQLITE_NULL ? -1 : sqlite3_column_int64(s, 0);
    (void)sqlite3_finalize(s);
    return now;
}

static void *ask_in_a_thread_without_clock(void *arg)
{
    static int64_t answer;
    answer = now_of(arg);
    return &answer;
}

static void sql_sees_the_clock_of_its_thread_and_never_real_time(void **state)
{
    struct place *p = *state;
    struct db *db = connect(p, true);
    assert_int_equal(now_of(db), -1);
    golden_vfs_set_clock((struct instant){INT64_C(1795000000000)});
    assert_int_equal(now_of(db), 1795000000);
    pthread_t thread;
    void *answer;
    assert_int_equal(pthread_create(&thread, NULL, ask_in_a_thread_without_clock, db), 0);
    assert_int_equal(pthread_join(thread, &answer), 0);
    assert_int_equal(*(int64_t *)answer, -1);
    golden_vfs_set_clock(INSTANT_NONE);
    assert_int_equal(now_of(db), -1);
    db_close(db);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(acts_survive_closing_and_golden_stays_as_it_was),
        T(checkpoint_and_journal_change_are_refused_and_lose_nothing),
        T(every_way_of_writing_golden_fails),
        T(statements_of_a_world_may_not_touch_the_log_settings),
        T(a_second_writing_connection_is_refused),
        T(a_reading_connection_reads_beside_the_writer_and_cannot_write),
        T(the_log_outlives_a_golden_file_that_is_gone_or_empty),
        T(stock_sqlite_finds_nothing_to_open_or_delete),
        T(one_act_is_one_boundary_even_when_every_commit_is_synced),
        T(files_without_the_parameter_go_to_the_ordinary_vfs),
        T(sql_sees_the_clock_of_its_thread_and_never_real_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
