/* The store of lab.db: durable before it answers, commits shared, failures kept apart, upgrades after a backup. */
#include "sandbox/labs.h"

#include "lab/register.h"
#include "lab_sql.h"

#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define DIGEST "00000000000000000000000000000000000000000000000000000000000000aa"

static void fresh_op(struct lab *lab)
{
    op_clear(&lab->place.op);
}

static void pause_ms(long ms)
{
    const struct timespec t = {ms / 1000, ms % 1000 * 1000000L};
    (void)nanosleep(&t, NULL);
}

static void a_lab_keeps_what_was_written_when_it_is_opened_again(void **state)
{
    struct lab lab;
    (void)state;
    lab_open(&lab);
    want(&lab.place, golden_note(&lab.place.op, lab.store, "so-khcn", DIGEST, lab.now));
    assert_string_equal(golden_find(&lab.place.op, lab.store, "so-khcn"), DIGEST);
    lab_reopen(&lab);
    assert_string_equal(golden_find(&lab.place.op, lab.store, "so-khcn"), DIGEST);
    assert_null(golden_find(&lab.place.op, lab.store, "no such"));
    assert_false(op_failed(&lab.place.op));
    lab_close(&lab);
}

/* ---- isolation ---- */

static bool write_then_fail(struct op *op, struct db *db, void *arg)
{
    struct stmt *s = db_use(op, db, &sql_golden_note);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "name", arg);
    bind_text(s, "digest", DIGEST);
    bind_instant(s, "now", NOON);
    return stmt_run(s, NULL) && fail(op, E_STATE, "class.closed", NULL);
}

static bool write_or_fail(struct hand *hand)
{
    const char *name = arena_printf(hand->op.arena, "name-%d", hand->number);
    if (hand->number % 3 != 0) {
        return golden_note(&hand->op, hand->lab->store, name, DIGEST, NOON);
    }
    bool failed = !lab_write(&hand->op, hand->lab->store, write_then_fail, (void *)(uintptr_t)name);
    failed = failed && hand->op.error.code == E_STATE;
    op_clear(&hand->op);
    return failed;
}

static void a_failing_closure_leaves_no_row_and_disturbs_nobody(void **state)
{
    struct lab lab;
    (void)state;
    lab_open(&lab);
    assert_true(all_hands(&lab, 48, write_or_fail, NULL));
    for (int i = 0; i < 48; i++) {
        const char *there = golden_find(&lab.place.op, lab.store, arena_printf(lab.place.op.arena, "name-%d", i));
        assert_int_equal(there != NULL, i % 3 != 0);
    }
    assert_int_equal(store_figures(lab.store).failed, 16);
    lab_close(&lab);
}

static bool break_a_check(struct op *op, struct db *db, void *arg)
{
    (void)arg;
    struct stmt *s = db_use(op, db, &sql_golden_note);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "name", "short");
    bind_text(s, "digest", "not 64 digits");
    bind_instant(s, "now", NOON);
    return stmt_run(s, NULL);
}

static void a_row_that_breaks_a_rule_of_the_schema_fails_its_caller_only(void **state)
{
    struct lab lab;
    (void)state;
    lab_open(&lab);
    want_failure(&lab.place, lab_write(&lab.place.op, lab.store, break_a_check, NULL), E_BROKEN, "error.broken");
    want(&lab.place, golden_note(&lab.place.op, lab.store, "after", DIGEST, lab.now));
    lab_close(&lab);
}

/* ---- groups ---- */

static bool write_twenty(struct hand *hand)
{
    bool ok = true;
    for (int i = 0; ok && i < 20; i++) {
        const char *name = arena_printf(hand->op.arena, "name-%d-%d", hand->number, i);
        ok = golden_note(&hand->op, hand->lab->store, name, DIGEST, NOON) &&
             golden_find(&hand->op, hand->lab->store, name) != NULL; /* a reader sees what was acknowledged */
    }
    return ok;
}

static bool count_golden(struct op *op, struct db *db, void *arg)
{
    static const struct sql count = {.name = "count_golden", .text = "SELECT count(*) FROM golden", .slot = 900, .writes = false};
    return db_one_int(op, db, &count, arg);
}

static void many_writers_share_commits_and_lose_nothing(void **state)
{
    struct lab lab;
    int64_t rows = 0;
    (void)state;
    lab_open(&lab);
    assert_true(all_hands(&lab, 64, write_twenty, NULL));
    want(&lab.place, lab_read(&lab.place.op, lab.store, count_golden, &rows));
    assert_int_equal(rows, 64 * 20);
    struct store_figures f = store_figures(lab.store);
    assert_int_equal(f.closures, 64 * 20);
    print_message("%d closures in %d commits, largest group %d\n", (int)f.closures, (int)f.commits, (int)f.largest);
    assert_true(f.commits * 2 <= f.closures);
    lab_close(&lab);
}

/* The first closure holds the writer until all others are queued, so they form one group. */
static sem_t gate;
static bool wait_at_the_gate(struct op *op, struct db *db, void *arg)
{
    (void)op;
    (void)db;
    (void)arg;
    while (sem_wait(&gate) != 0) {
        must(errno == EINTR);
    }
    return true;
}

static bool fill_the_disk(struct op *op, struct db *db, void *arg)
{
    (void)arg;
    bool ok = db_script(op, db, "PRAGMA max_page_count = 1;"); /* means: no larger than it is now */
    for (int i = 0; ok && i < 10000; i++) {
        const char *name = arena_printf(op->arena, "filler-%d", i);
        struct stmt *s = db_use(op, db, &sql_golden_note);
        if (s == NULL) {
            return false;
        }
        bind_text(s, "name", name);
        bind_text(s, "digest", DIGEST);
        bind_instant(s, "now", NOON);
        ok = stmt_run(s, NULL);
    }
    return ok;
}

static bool make_room(struct op *op, struct db *db, void *arg)
{
    (void)arg;
    return db_script(op, db, "PRAGMA max_page_count = 1000000;");
}

static bool in_the_group(struct hand *hand)
{
    struct store *store = hand->lab->store;
    if (hand->number == 0) {
        return lab_write(&hand->op, store, wait_at_the_gate, NULL);
    }
    pause_ms(50 * hand->number);
    if (hand->number == 3) {
        return !lab_write(&hand->op, store, fill_the_disk, NULL);
    }
    if (hand->number == 5) {
        pause_ms(50);
        return sem_post(&gate) == 0;
    }
    const char *name = arena_printf(hand->op.arena, "name-%d", hand->number);
    bool ok = golden_note(&hand->op, store, name, DIGEST, NOON);
    ((bool *)hand->arg)[hand->number] = ok;
    return true;
}

static void when_the_disk_is_full_nobody_is_told_that_a_lost_row_is_safe(void **state)
{
    struct lab lab;
    bool told[6] = {false};
    (void)state;
    lab_open(&lab);
    assert_int_equal(sem_init(&gate, 0, 0), 0);
    assert_true(all_hands(&lab, 6, in_the_group, told));
    for (int i = 1; i < 5; i++) {
        const char *name = arena_printf(lab.place.op.arena, "name-%d", i);
        bool there = golden_find(&lab.place.op, lab.store, name) != NULL;
        assert_int_equal(there, told[i]);
    }
    assert_null(golden_find(&lab.place.op, lab.store, "filler-0"));
    want(&lab.place, lab_write(&lab.place.op, lab.store, make_room, NULL));
    want(&lab.place, golden_note(&lab.place.op, lab.store, "after", DIGEST, lab.now));
    assert_non_null(golden_find(&lab.place.op, lab.store, "after"));
    (void)sem_destroy(&gate);
    lab_close(&lab);
}

static void the_log_is_copied_back_when_there_is_nothing_to_do(void **state)
{
    struct lab lab;
    (void)state;
    lab_open(&lab);
    want(&lab.place, golden_note(&lab.place.op, lab.store, "so-khcn", DIGEST, lab.now));
    int64_t before = store_figures(lab.store).checkpoints;
    for (int i = 0; i < 50 && store_figures(lab.store).checkpoints == before; i++) {
        pause_ms(LAB_IDLE_MS / 2);
    }
    assert_int_equal(store_figures(lab.store).checkpoints, before + 1);
    pause_ms(3L * LAB_IDLE_MS);
    assert_int_equal(store_figures(lab.store).checkpoints, before + 1); /* and then not again */
    lab_close(&lab);
}

/* ---- kill -9 ---- */

static bool write_until_killed(struct hand *hand)
{
    int out = *(int *)hand->arg;
    for (int32_t i = 0;; i++) {
        const int32_t said[2] = {hand->number, i};
        const char *name = arena_printf(hand->op.arena, "name-%d-%d", hand->number, i);
        if (!golden_note(&hand->op, hand->lab->store, name, DIGEST, NOON) ||
            write(out, said, sizeof said) != (ssize_t)sizeof said) {
            return false;
        }
    }
}

static void child(const char *path, int out)
{
    struct lab lab = {.now = NOON};
    op_init(&lab.place.op, arena_open((size_t)64 << 20), "child", LANG_EN);
    lab.store = store_open(&lab.place.op, path);
    if (lab.store != NULL) {
        (void)all_hands(&lab, 4, write_until_killed, &out);
    }
    _exit(1);
}

/* Reads what the child acknowledged; kills it `ms` later. Answers the count, per hand in last[]. */
static int64_t run_and_kill(const char *path, long ms, int32_t last[4])
{
    int ends[2];
    int64_t count = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        (void)close(ends[0]);
        child(path, ends[1]);
    }
    (void)close(ends[1]);
    int32_t said[2];
    for (int i = 0; i < 4; i++) {
        last[i] = -1;
    }
    bool killed = false;
    struct timespec start = {0}, t;
    while (read(ends[0], said, sizeof said) == (ssize_t)sizeof said) {
        last[said[0]] = said[1];
        (void)clock_gettime(CLOCK_MONOTONIC, &t);
        start = count++ == 0 ? t : start; /* from the first acknowledgement on */
        if (!killed && (t.tv_sec - start.tv_sec) * 1000 + (t.tv_nsec - start.tv_nsec) / 1000000 >= ms) {
            assert_int_equal(kill(pid, SIGKILL), 0);
            killed = true;
        }
    }
    (void)close(ends[0]);
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    return count;
}

static void a_killed_program_loses_nothing_that_it_acknowledged(void **state)
{
    uint32_t seed = 20261121;
    int64_t total = 0;
    (void)state;
    for (int round = 0; round < 8; round++) {
        struct lab lab = {.now = NOON};
        int32_t last[4];
        place_open(&lab.place);
        total += run_and_kill(lab_path(&lab), 20 + (long)(chance(&seed) % 200), last);
        lab_reopen(&lab);
        for (int hand = 0; hand < 4; hand++) {
            for (int32_t i = 0; i <= last[hand]; i++) {
                const char *name = arena_printf(lab.place.op.arena, "name-%d-%d", hand, i);
                assert_non_null(golden_find(&lab.place.op, lab.store, name));
            }
        }
        lab_close(&lab);
    }
    print_message("%d acknowledged writes survived 8 kills\n", (int)total);
    assert_true(total > 8);
}

/* ---- upgrades ---- */

static const struct migration first = {1, "0001_old.sql",
                                       "CREATE TABLE golden (name TEXT PRIMARY KEY, digest TEXT NOT NULL, "
                                       "noted_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"};

static bool is_file(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && st.st_size > 0;
}

static void an_older_file_is_copied_whole_before_it_is_upgraded(void **state)
{
    const struct migration both[] = {first, {2, "0002_new.sql", "ALTER TABLE golden ADD COLUMN recipe TEXT;"}};
    const struct schema old = {"lab", &first, 1}, new = {"lab", both, 2};
    struct lab lab = {.now = NOON};
    (void)state;
    place_open(&lab.place);
    lab.store = store_open_as(&lab.place.op, lab_path(&lab), &old);
    want(&lab.place, lab.store != NULL);
    want(&lab.place, golden_note(&lab.place.op, lab.store, "so-khcn", DIGEST, lab.now));
    store_close(lab.store);

    const char *copy = place_path(&lab.place, "lab.db.before-0002");
    assert_false(is_file(copy));
    lab.store = store_open_as(&lab.place.op, lab_path(&lab), &new);
    want(&lab.place, lab.store != NULL);
    assert_string_equal(golden_find(&lab.place.op, lab.store, "so-khcn"), DIGEST);
    store_close(lab.store);
    assert_true(is_file(copy));

    lab.store = store_open_as(&lab.place.op, copy, &old); /* the copy is a lab of the old kind */
    want(&lab.place, lab.store != NULL);
    assert_string_equal(golden_find(&lab.place.op, lab.store, "so-khcn"), DIGEST);
    store_close(lab.store);

    assert_null(store_open_as(&lab.place.op, lab_path(&lab), &old)); /* and an older program does not touch a newer file */
    assert_int_equal(lab.place.op.error.code, E_BROKEN);
    fresh_op(&lab);
    place_close(&lab.place);
}

static void a_failing_upgrade_leaves_the_old_file_as_it_was(void **state)
{
    const struct migration both[] = {first, {2, "0002_bad.sql", "ALTER TABLE golden ADD COLUMN a TEXT; INSERT INTO nowhere VALUES (1);"}};
    const struct schema old = {"lab", &first, 1}, bad = {"lab", both, 2};
    struct lab lab = {.now = NOON};
    (void)state;
    place_open(&lab.place);
    lab.store = store_open_as(&lab.place.op, lab_path(&lab), &old);
    want(&lab.place, lab.store != NULL);
    want(&lab.place, golden_note(&lab.place.op, lab.store, "so-khcn", DIGEST, lab.now));
    store_close(lab.store);
    assert_null(store_open_as(&lab.place.op, lab_path(&lab), &bad));
    fresh_op(&lab);
    lab.store = store_open_as(&lab.place.op, lab_path(&lab), &old);
    want(&lab.place, lab.store != NULL);
    assert_string_equal(golden_find(&lab.place.op, lab.store, "so-khcn"), DIGEST);
    lab_close(&lab);
}

/* ---- the register ---- */

static void a_world_keeps_its_owner_and_its_golden_file(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    struct world_row w = {.id = lab_id(op, 'w'), .golden = DIGEST, .person = lab.trainer->id, .created_at = lab.now};
    want(&lab.place, world_note(op, lab.store, &w));
    want(&lab.place, world_note(op, lab.store, &w)); /* saying it twice is saying it once */
    want(&lab.place, world_note_digest(op, lab.store, w.id, DIGEST, 2, 17));
    const struct world_row *r = world_row_get(op, lab.store, w.id);
    want(&lab.place, r != NULL);
    assert_string_equal(r->golden, DIGEST);
    assert_string_equal(r->digest, DIGEST);
    assert_int_equal(r->digest_act, 17);
    assert_true(instant_is_none(r->archived_at));
    assert_null(r->attempt);

    const char *password = NULL;
    const struct person hoa = {.role = ROLE_TRAINER, .name = "Lê Hoa", .username = "hoa"};
    const struct person *other = person_add_staff(op, lab.store, &hoa, NULL, lab.now, &password);
    want(&lab.place, other != NULL);
    struct world_row stolen = w;
    stolen.person = other->id;
    want_failure(&lab.place, world_note(op, lab.store, &stolen), E_CONFLICT, "world.taken");

    struct world_row *rows = NULL;
    size_t count = 0;
    want(&lab.place, world_row_list(op, lab.store, lab.trainer->id, 0, &rows, &count));
    assert_int_equal(count, 1);
    want(&lab.place, world_archive(op, lab.store, w.id, lab.now));
    want(&lab.place, world_row_list(op, lab.store, lab.trainer->id, 0, &rows, &count));
    assert_int_equal(count, 0);
    want_failure(&lab.place, world_archive(op, lab.store, "wnone", lab.now), E_MISSING, "world.unknown");
    lab_close(&lab);
}

static void text_ids_are_a_letter_and_sixteen_characters_and_never_equal(void **state)
{
    struct lab lab;
    (void)state;
    place_open(&lab.place);
    const char *last = "";
    for (int i = 0; i < 200; i++) {
        const char *id = lab_id(&lab.place.op, 'w');
        assert_int_equal(strlen(id), 17);
        assert_int_equal(id[0], 'w');
        assert_int_equal(strspn(id + 1, "0123456789abcdefghjkmnpqrstvwxyz"), 16);
        assert_string_not_equal(id, last);
        last = id;
    }
    place_close(&lab.place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_killed_program_loses_nothing_that_it_acknowledged), /* first: it forks, and no thread runs yet */
        cmocka_unit_test(a_lab_keeps_what_was_written_when_it_is_opened_again),
        cmocka_unit_test(a_failing_closure_leaves_no_row_and_disturbs_nobody),
        cmocka_unit_test(a_row_that_breaks_a_rule_of_the_schema_fails_its_caller_only),
        cmocka_unit_test(many_writers_share_commits_and_lose_nothing),
        cmocka_unit_test(when_the_disk_is_full_nobody_is_told_that_a_lost_row_is_safe),
        cmocka_unit_test(the_log_is_copied_back_when_there_is_nothing_to_do),
        cmocka_unit_test(an_older_file_is_copied_whole_before_it_is_upgraded),
        cmocka_unit_test(a_failing_upgrade_leaves_the_old_file_as_it_was),
        cmocka_unit_test(a_world_keeps_its_owner_and_its_golden_file),
        cmocka_unit_test(text_ids_are_a_letter_and_sixteen_characters_and_never_equal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
