/* Golden files: only finished ones are taken, and a world opens on no other than its own, unchanged. */
#include "sandbox/worlds.h"

#include "world/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
    struct place p;
    struct world_store *store;
    const char *golden;
};

static void open_store(struct fixture *f, const struct world_store_options *options)
{
    f->store = world_store_open(&f->p.op, f->p.folder, options);
    want(&f->p, f->store != NULL);
}

static int set_up(void **state)
{
    static struct fixture f;
    place_open(&f.p);
    open_store(&f, &(struct world_store_options){.fold_frames = 150, .tick_ms = 20});
    golden_build(&f.p, place_path(&f.p, "new.db"), 120);
    f.golden = world_store_add_golden(&f.p.op, f.store, place_path(&f.p, "new.db"));
    want(&f.p, f.golden != NULL);
    f.golden = arena_strdup(f.p.op.arena, f.golden);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    world_store_close(f->store);
    place_close(&f->p);
    return 0;
}

static void create(struct fixture *f, const char *id)
{
    want(&f->p, world_create(&f->p.op, f->store, id, f->golden));
}

static struct world *get(struct fixture *f, const char *id)
{
    struct world *w = world_get(&f->p.op, f->store, id);
    want(&f->p, w != NULL);
    return w;
}

/* The next act, acknowledged. */
static void act(struct fixture *f, struct world *w)
{
    int64_t number = world_act(w) + 1;
    want(&f->p, act_write(&f->p.op, world_db(w), number));
    want(&f->p, world_committed(&f->p.op, w, (struct instant){number * 1000}));
    assert_int_equal(world_act(w), number);
}

static void acts(struct fixture *f, const char *id, int count)
{
    struct world *w = get(f, id);
    for (int i = 0; i < count; i++) {
        act(f, w);
    }
    world_put(w);
}

static struct digest digest(struct fixture *f, const char *id)
{
    struct digest d;
    int tables = 0;
    want(&f->p, world_digest(&f->p.op, f->store, id, &d, &tables));
    assert_true(tables >= 4);
    return d;
}

static void assert_digest(struct fixture *f, const char *id, const struct digest *expected)
{
    struct digest d = digest(f, id);
    assert_digest_equal(&d, expected);
}

static void want_no_world(struct fixture *f, const char *id, enum error_code code, const char *key)
{
    want_failure(&f->p, world_get(&f->p.op, f->store, id) != NULL, code, key);
}

static void a_changed_shortened_or_missing_golden_file_is_refused(void **state)
{
    struct fixture *f = *state;
    create(f, "w1");
    acts(f, "w1", 3);
    struct digest three = digest(f, "w1");
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
        open_store(f, NULL);
        want_no_world(f, "w1", kind == 3 ? E_MISSING : E_BROKEN, kind == 3 ? "golden.missing" : "golden.wrong");
        unsigned char *after = file_read(log, &m);
        assert_int_equal(l, m);
        assert_memory_equal(before, after, l);
        free(after);
    }
    world_store_close(f->store);
    file_write(path, golden, n);
    open_store(f, NULL);
    assert_digest(f, "w1", &three);
    free(golden);
    free(before);
}

static void a_world_is_not_opened_on_another_golden_file(void **state)
{
    struct fixture *f = *state;
    create(f, "w1");
    acts(f, "w1", 3);
    golden_build(&f->p, place_path(&f->p, "other.db"), 121);
    const char *other = world_store_add_golden(&f->p.op, f->store, place_path(&f->p, "other.db"));
    want(&f->p, other != NULL);
    world_store_close(f->store);
    /* the other file under the first one's name */
    const char *from = place_path(&f->p, arena_printf(f->p.op.arena, "golden/%s.db", other));
    const char *to = place_path(&f->p, arena_printf(f->p.op.arena, "golden/%s.db", f->golden));
    assert_int_equal(rename(from, to), 0);
    open_store(f, NULL);
    want_no_world(f, "w1", E_BROKEN, "golden.wrong");
}

static void only_finished_databases_become_golden(void **state)
{
    struct fixture *f = *state;
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

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_changed_shortened_or_missing_golden_file_is_refused),
        T(a_world_is_not_opened_on_another_golden_file),
        T(only_finished_databases_become_golden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
