/* Golden files: only finished ones are taken, and a world opens on no other than its own, unchanged. */
#include "sandbox/worlds_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void a_changed_shortened_or_missing_golden_file_is_refused(void **state)
{
    struct worlds_case *f = *state;
    case_create(f, "w1");
    case_acts(f, "w1", 3);
    struct digest three = case_digest(f, "w1");
    const char *path = place_path(&f->p, arena_printf(f->p.op.arena, "golden/%s.db", f->golden));
    const char *log = place_path(&f->p, "worlds/w1/1.0.gwal");
    size_t n, m, l;
    unsigned char *golden = file_read(path, &n), *before = file_read(log, &l);
    for (int kind = 0; kind < 4; kind++) {
        world_store_close(f->store);
        unsigned char *bytes = malloc(n);
        assert_non_null(bytes);
        memcpy(bytes, golden, n);
        bytes[n / 2] ^= kind == 0;
        (void)unlink(path);
        if (kind < 3) {
            file_write(path, bytes, kind == 1 ? n - 4096 : kind == 2 ? 0 : n);
        }
        free(bytes);
        case_open(f, NULL);
        case_has_no(f, "w1", kind == 3 ? E_MISSING : E_BROKEN, kind == 3 ? "golden.missing" : "golden.wrong");
        unsigned char *after = file_read(log, &m);
        assert_int_equal(l, m);
        assert_memory_equal(before, after, l);
        free(after);
    }
    world_store_close(f->store);
    file_write(path, golden, n);
    case_open(f, NULL);
    case_digest_is(f, "w1", &three);
    free(golden);
    free(before);
}

static void a_world_is_not_opened_on_another_golden_file(void **state)
{
    struct worlds_case *f = *state;
    case_create(f, "w1");
    case_acts(f, "w1", 3);
    golden_build(&f->p, place_path(&f->p, "other.db"), 121);
    const char *other = world_store_add_golden(&f->p.op, f->store, place_path(&f->p, "other.db"));
    want(&f->p, other != NULL);
    world_store_close(f->store);
    /* the other file under the first one's name */
    const char *from = place_path(&f->p, arena_printf(f->p.op.arena, "golden/%s.db", other));
    const char *to = place_path(&f->p, arena_printf(f->p.op.arena, "golden/%s.db", f->golden));
    assert_int_equal(rename(from, to), 0);
    case_open(f, NULL);
    case_has_no(f, "w1", E_BROKEN, "golden.wrong");
}

static void only_finished_databases_become_golden(void **state)
{
    struct worlds_case *f = *state;
    struct place *p = &f->p;
    sqlite3 *h;
    file_write(place_path(p, "text.db"), "not a database", 14);
    want_failure(p, world_store_add_golden(&p->op, f->store, place_path(p, "text.db")) != NULL, E_INPUT, "golden.not_finished");
    assert_int_equal(sqlite3_open(place_path(p, "rollback.db"), &h), SQLITE_OK);
    assert_int_equal(sqlite3_exec(h, "CREATE TABLE t (a)", NULL, NULL, NULL), SQLITE_OK);
    (void)sqlite3_close(h);
    want_failure(p, world_store_add_golden(&p->op, f->store, place_path(p, "rollback.db")) != NULL, E_INPUT,
                 "golden.not_finished");
    assert_int_equal(sqlite3_open(place_path(p, "open.db"), &h), SQLITE_OK);
    assert_int_equal(sqlite3_exec(h, "PRAGMA journal_mode=WAL; CREATE TABLE t (a)", NULL, NULL, NULL), SQLITE_OK);
    want_failure(p, world_store_add_golden(&p->op, f->store, place_path(p, "open.db")) != NULL, E_INPUT, "golden.not_finished");
    (void)sqlite3_close(h);
    const char *name = world_store_add_golden(&p->op, f->store, place_path(p, "open.db")); /* checkpointed by closing */
    want(p, name != NULL);
    want(p, world_create(&p->op, f->store, "w5", name));
}

#define T(name) cmocka_unit_test_setup_teardown(name, case_set_up, case_tear_down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_changed_shortened_or_missing_golden_file_is_refused),
        T(a_world_is_not_opened_on_another_golden_file),
        T(only_finished_databases_become_golden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
