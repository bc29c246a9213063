/* Worlds as callers see them: every act reachable after squashes, rewinds, undo and branches; refusals; the register. */
#include "sandbox/worlds_case.h"

#include "base/text.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void rewind_to(struct worlds_case *f, const char *id, int64_t number)
{
    struct world *w = case_get(f, id);
    want(&f->p, world_rewind(&f->p.op, w, number));
    assert_int_equal(world_act(w), number);
    world_put(w);
}

static void undo(struct worlds_case *f, const char *id)
{
    struct world *w = case_get(f, id);
    want(&f->p, world_undo_rewind(&f->p.op, w));
    world_put(w);
}

static int64_t act_of(struct worlds_case *f, const char *id)
{
    struct world *w = case_get(f, id);
    int64_t n = world_act(w);
    world_put(w);
    return n;
}

/* ---- creating ---- */

static void a_new_world_is_the_golden_file(void **state)
{
    struct worlds_case *f = *state;
    case_create(f, "w1");
    case_create(f, "w2");
    struct digest a = case_digest(f, "w1"), b = case_digest(f, "w2");
    assert_digest_equal(&a, &b);
    assert_int_equal(act_of(f, "w1"), 0);
    case_acts(f, "w1", 3);
    case_digest_is(f, "w2", &b); /* worlds do not see each other */
    struct digest c = case_digest(f, "w1");
    assert_memory_not_equal(c.bytes, b.bytes, DIGEST_BYTES);
}

static void creating_is_refused_for_bad_taken_or_groundless_worlds(void **state)
{
    struct worlds_case *f = *state;
    struct op *op = &f->p.op;
    static const char *const bad[] = {"", "-a", "A", "a/b", "..", "a.b", "thế", "0123456789012345678901234567890123456789x"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        want_failure(&f->p, world_create(op, f->store, bad[i], f->golden), E_INPUT, "world.bad_id");
        case_has_no(f, bad[i], E_INPUT, "world.bad_id");
    }
    case_create(f, "w1");
    case_acts(f, "w1", 2);
    want_failure(&f->p, world_create(op, f->store, "w1", f->golden), E_CONFLICT, "world.exists");
    assert_int_equal(act_of(f, "w1"), 2);
    case_has_no(f, "w9", E_MISSING, "world.missing");
    want_failure(&f->p, world_create(op, f->store, "w3", "nonsense"), E_MISSING, "golden.missing");
    char other[DIGEST_TEXT];
    struct digest d = digest_of("x", 1);
    want_failure(&f->p, world_create(op, f->store, "w3", digest_format(&d, other)), E_MISSING, "golden.missing");
}

static void a_deleted_world_is_gone_and_its_id_free(void **state)
{
    struct worlds_case *f = *state;
    case_create(f, "w1");
    struct digest empty = case_digest(f, "w1");
    case_acts(f, "w1", 5);
    want(&f->p, world_delete(&f->p.op, f->store, "w1"));
    case_has_no(f, "w1", E_MISSING, "world.missing");
    want_failure(&f->p, world_delete(&f->p.op, f->store, "w1"), E_MISSING, "world.missing");
    case_create(f, "w1");
    case_digest_is(f, "w1", &empty);
}

/* ---- every act reachable ---- */

#define LONG_RUN 156

static void every_act_of_a_long_squashed_run_is_reached_by_rewind_and_branch(void **state)
{
    struct worlds_case *f = *state;
    struct digest at[LONG_RUN + 1];
    case_create(f, "w1");
    at[0] = case_digest(f, "w1");
    for (int i = 1; i <= LONG_RUN; i++) {
        case_acts(f, "w1", 1);
        at[i] = case_digest(f, "w1");
    }
    assert_true(world_store_figures(f->store).folded >= 5);
    for (int i = 0; i <= LONG_RUN; i++) {
        int to = (i * 61) % (LONG_RUN + 1); /* in no order */
        rewind_to(f, "w1", to);
        case_digest_is(f, "w1", &at[to]);
        undo(f, "w1");
        if (i % 20 == 0) {
            case_digest_is(f, "w1", &at[LONG_RUN]);
        }
    }
    assert_int_equal(act_of(f, "w1"), LONG_RUN);
    case_digest_is(f, "w1", &at[LONG_RUN]);
    for (int i = 0; i <= LONG_RUN; i += 13) {
        struct world *w = case_get(f, "w1");
        const char *id = arena_printf(f->p.op.arena, "branch-%d", i);
        want(&f->p, world_branch(&f->p.op, w, i, id));
        world_put(w);
        case_digest_is(f, id, &at[i]);
        rewind_to(f, id, i / 2); /* a branch brings its past along */
        case_digest_is(f, id, &at[i / 2]);
    }
    want(&f->p, world_delete(&f->p.op, f->store, "w1"));
    rewind_to(f, "branch-130", 3); /* and does not need its origin */
    case_digest_is(f, "branch-130", &at[3]);
}

static void acts_before_several_rewinds_are_still_reached(void **state)
{
    struct worlds_case *f = *state;
    struct digest at[61];
    case_create(f, "w1");
    for (int i = 1; i <= 60; i++) {
        case_acts(f, "w1", 1);
        at[i] = case_digest(f, "w1");
    }
    for (int to = 50; to > 0; to -= 7) {
        rewind_to(f, "w1", to);
        case_digest_is(f, "w1", &at[to]);
    }
    struct world *w = case_get(f, "w1"); /* now 1: nothing later belongs to this generation */
    want_failure(&f->p, world_rewind(&f->p.op, w, 30), E_MISSING, "world.no_such_act");
    world_put(w);
    for (int to = 8; to <= 50; to += 7) { /* undo goes back step by step */
        undo(f, "w1");
        assert_int_equal(act_of(f, "w1"), to);
        case_digest_is(f, "w1", &at[to]);
    }
    undo(f, "w1");
    case_digest_is(f, "w1", &at[60]);
    w = case_get(f, "w1");
    want_failure(&f->p, world_undo_rewind(&f->p.op, w), E_STATE, "world.nothing_to_undo");
    world_put(w);
}

static void a_rewound_world_goes_on_and_the_abandoned_acts_are_kept(void **state)
{
    struct worlds_case *f = *state;
    case_create(f, "w1");
    case_acts(f, "w1", 10);
    struct digest ten = case_digest(f, "w1");
    rewind_to(f, "w1", 4);
    struct world *w = case_get(f, "w1");
    int64_t generation = world_generation(w);
    assert_int_equal(generation, 2);
    want(&f->p, db_begin(&f->p.op, world_db(w), true));
    want(&f->p, db_script(&f->p.op, world_db(w), "INSERT INTO note (body, weight) VALUES ('khac', 1)"));
    want(&f->p, db_set_version(&f->p.op, world_db(w), 5));
    want(&f->p, db_commit(&f->p.op, world_db(w)));
    want(&f->p, world_committed(&f->p.op, w, (struct instant){5}));
    world_put(w);
    struct digest other = case_digest(f, "w1");
    undo(f, "w1");
    case_digest_is(f, "w1", &ten);
    case_reopen(f, NULL);
    case_digest_is(f, "w1", &ten);
    w = case_get(f, "w1");
    struct world_generation *g;
    size_t count;
    want(&f->p, world_generations(&f->p.op, w, &g, &count));
    assert_int_equal(count, 3);
    assert_int_equal(g[0].why, GENERATION_CREATED);
    assert_int_equal(g[0].last_act, 10);
    assert_int_equal(g[1].why, GENERATION_REWOUND);
    assert_int_equal(g[1].from, 1);
    assert_int_equal(g[1].from_act, 4);
    assert_int_equal(g[1].last_act, 5);
    assert_int_equal(g[2].why, GENERATION_RESTORED);
    assert_int_equal(g[2].last_act, 10);
    assert_true(g[2].active && !g[0].active && !g[1].active);
    assert_true(g[2].made_at.ms >= g[0].made_at.ms && g[0].made_at.ms > INT64_C(1500000000000));
    world_put(w);
    assert_memory_not_equal(other.bytes, ten.bytes, DIGEST_BYTES);
}

static void a_reset_world_is_new_and_the_reset_can_be_undone(void **state)
{
    struct worlds_case *f = *state;
    case_create(f, "w1");
    struct digest empty = case_digest(f, "w1");
    case_acts(f, "w1", 25);
    struct digest full = case_digest(f, "w1");
    struct world *w = case_get(f, "w1");
    want(&f->p, world_reset(&f->p.op, w));
    assert_int_equal(world_act(w), 0);
    case_act(f, w);
    world_put(w);
    undo(f, "w1");
    case_digest_is(f, "w1", &full);
    w = case_get(f, "w1");
    want(&f->p, world_reset(&f->p.op, w));
    world_put(w);
    case_reopen(f, NULL);
    case_digest_is(f, "w1", &empty);
}

static void an_act_that_never_was_is_no_place_to_go(void **state)
{
    struct worlds_case *f = *state;
    case_create(f, "w1");
    case_acts(f, "w1", 5);
    struct digest five = case_digest(f, "w1");
    struct world *w = case_get(f, "w1");
    want_failure(&f->p, world_rewind(&f->p.op, w, 6), E_MISSING, "world.no_such_act");
    want_failure(&f->p, world_rewind(&f->p.op, w, -1), E_MISSING, "world.no_such_act");
    want_failure(&f->p, world_branch(&f->p.op, w, 99, "w2"), E_MISSING, "world.no_such_act");
    want_failure(&f->p, world_branch(&f->p.op, w, 3, "w1"), E_CONFLICT, "world.exists");
    world_put(w);
    case_has_no(f, "w2", E_MISSING, "world.missing");
    case_digest_is(f, "w1", &five);
    case_acts(f, "w1", 1);
}

static void a_long_history_fits_a_small_request(void **state)
{
    struct worlds_case *f = *state;
    enum { RESETS = 200 };
    case_create(f, "w1");
    for (int i = 0; i < RESETS; i++) {
        struct world *w = case_get(f, "w1");
        want(&f->p, world_reset(&f->p.op, w));
        world_put(w);
    }
    want(&f->p, world_rest(&f->p.op, f->store, "w1"));
    struct op op;
    struct world_generation *g;
    size_t count = 0;
    struct arena *arena = arena_open((size_t)64 << 10); /* an arena that overflows ends the process */
    op_init(&op, arena, "small", LANG_EN);
    struct world *w = world_get(&op, f->store, "w1");
    assert_non_null(w);
    assert_true(world_generations(&op, w, &g, &count));
    assert_int_equal(count, RESETS + 1);
    assert_true(world_reset(&op, w));
    assert_false(world_rewind(&op, w, 5));
    assert_string_equal(op.error.args[0].value, "5"); /* the failure outlives the scratch it was made in */
    world_put(w);
    arena_close(arena);
}

/* ---- commits that do not count ---- */

static void a_commit_without_a_new_number_is_taken_back(void **state)
{
    struct worlds_case *f = *state;
    case_create(f, "w1");
    case_acts(f, "w1", 3);
    struct digest three = case_digest(f, "w1");
    struct world *w = case_get(f, "w1");
    want(&f->p, act_write(&f->p.op, world_db(w), 3)); /* the same number again */
    want_failure(&f->p, world_committed(&f->p.op, w, (struct instant){0}), E_BROKEN, "error.broken");
    assert_int_equal(world_act(w), 3);
    case_act(f, w); /* the world works on */
    world_put(w);
    rewind_to(f, "w1", 3);
    case_digest_is(f, "w1", &three);
}

static void a_commit_nobody_acknowledged_is_taken_back_with_the_world(void **state)
{
    struct worlds_case *f = *state;
    case_create(f, "w1");
    case_acts(f, "w1", 3);
    struct digest three = case_digest(f, "w1");
    struct world *w = case_get(f, "w1");
    want(&f->p, act_write(&f->p.op, world_db(w), 4));
    world_put(w);
    assert_int_equal(act_of(f, "w1"), 3);
    case_digest_is(f, "w1", &three);
    w = case_get(f, "w1");
    want(&f->p, db_begin(&f->p.op, world_db(w), true));
    want(&f->p, db_script(&f->p.op, world_db(w), "DELETE FROM note"));
    world_put(w); /* an open transaction is no act */
    case_digest_is(f, "w1", &three);
    assert_int_equal(world_store_figures(f->store).repaired, 1);
}

/* T-9: the pragma that takes the commit hook away must not lead to acts without save points. */
static void an_act_behind_a_lost_hook_is_refused(void **state)
{
    struct worlds_case *f = *state;
    case_create(f, "w1");
    case_acts(f, "w1", 2);
    struct world *w = case_get(f, "w1");
    want(&f->p, db_script(&f->p.op, world_db(w), "PRAGMA wal_autocheckpoint=0"));
    want(&f->p, act_write(&f->p.op, world_db(w), 3));
    want_failure(&f->p, world_committed(&f->p.op, w, (struct instant){0}), E_BROKEN, "error.broken");
    assert_int_equal(world_act(w), 2);
    case_act(f, w);
    world_put(w);
    assert_int_equal(act_of(f, "w1"), 3);
}

/* ---- the register ---- */

static void a_second_store_over_the_same_folder_is_refused(void **state)
{
    struct worlds_case *f = *state;
    struct world_store *second = world_store_open(&f->p.op, f->p.folder, NULL);
    want_failure(&f->p, second != NULL, E_BUSY, "store.taken");
    case_reopen(f, NULL);
}

static void open_worlds_are_capped_and_closed_when_idle(void **state)
{
    struct worlds_case *f = *state;
    case_reopen(f, &(struct world_store_options){.open_max = 4, .idle_ms = 60, .tick_ms = 1});
    for (int i = 0; i < 12; i++) {
        case_create(f, arena_printf(f->p.op.arena, "w%d", i));
    }
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 12; i++) {
            case_acts(f, arena_printf(f->p.op.arena, "w%d", i), 1);
            assert_true(world_store_figures(f->store).open <= 4);
        }
    }
    for (int i = 0; i < 200 && world_store_figures(f->store).open > 0; i++) {
        (void)nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    }
    assert_int_equal(world_store_figures(f->store).open, 0);
    assert_true(world_store_figures(f->store).synced > 0);
    for (int i = 0; i < 12; i++) {
        assert_int_equal(act_of(f, arena_printf(f->p.op.arena, "w%d", i)), 3);
    }
}

struct tenants {
    int in, out;
};
static void *move_in(void *self, struct op *op, struct world *w, struct db *db)
{
    (void)op, (void)w;
    ((struct tenants *)self)->in++;
    return db;
}
static void move_out(void *self, void *tenant)
{
    ((struct tenants *)self)->out++;
    db_close(tenant);
}

static void a_tenant_moves_out_before_its_connection_goes(void **state)
{
    struct worlds_case *f = *state;
    struct tenants t = {0};
    case_reopen(f, &(struct world_store_options){.tenancy = {move_in, move_out, &t}, .fold_frames = 1000000});
    case_create(f, "w1");
    case_acts(f, "w1", 3);
    assert_int_equal(t.in, 1);
    struct world *w = case_get(f, "w1");
    assert_ptr_equal(world_tenant(w), world_db(w));
    want(&f->p, world_rewind(&f->p.op, w, 2));
    want(&f->p, world_reset(&f->p.op, w));
    want(&f->p, world_fold(&f->p.op, w));
    assert_int_equal(t.in, 4);
    assert_int_equal(t.out, 3);
    world_put(w);
    want(&f->p, world_rest(&f->p.op, f->store, "w1"));
    assert_int_equal(t.out, 4);
    assert_int_equal(world_store_figures(f->store).open, 0);
    case_reopen(f, NULL);
}

static void sql_sees_the_worlds_time_while_it_is_held(void **state)
{
    struct worlds_case *f = *state;
    case_create(f, "w1");
    case_acts(f, "w1", 7);
    struct world *w = case_get(f, "w1");
    sqlite3_stmt *s;
    assert_int_equal(sqlite3_prepare_v2(db_handle(world_db(w)), "SELECT unixepoch('now')", -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int64(s, 0), 7); /* the last act was at 7,000 ms */
    (void)sqlite3_reset(s);
    world_set_clock((struct instant){INT64_C(1795000000000)});
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int64(s, 0), 1795000000);
    (void)sqlite3_finalize(s);
    world_put(w);
}

static void an_idle_open_world_costs_little_memory(void **state)
{
    struct worlds_case *f = *state;
    enum { COUNT = 40 };
    for (int i = 0; i < COUNT; i++) {
        const char *id = arena_printf(f->p.op.arena, "w%d", i);
        case_create(f, id);
        case_acts(f, id, 10);
        want(&f->p, world_rest(&f->p.op, f->store, id));
    }
    sqlite3_int64 before = sqlite3_memory_used();
    for (int i = 0; i < COUNT; i++) {
        case_acts(f, arena_printf(f->p.op.arena, "w%d", i), 2); /* schema read, statements run */
    }
    sqlite3_int64 each = (sqlite3_memory_used() - before) / COUNT;
    print_message("an open idle world holds %lld KiB\n", (long long)each / 1024);
    assert_int_equal(world_store_figures(f->store).open, COUNT);
    assert_true(each > 0 && each <= 600 * 1024);
}

struct worker {
    struct worlds_case *f;
    pthread_t thread;
    uint32_t seed;
    int done[6];
    bool ok;
};

static void *work(void *arg)
{
    struct worker *k = arg;
    struct op op;
    struct arena *arena = arena_open((size_t)64 << 20);
    k->ok = true;
    for (int i = 0; i < 60 && k->ok; i++) {
        arena_reset(arena);
        op_init(&op, arena, "worker", LANG_EN);
        int n = (int)(chance(&k->seed) % 6);
        struct world *w = world_get(&op, k->f->store, arena_printf(arena, "w%d", n));
        k->ok = w != NULL && act_write(&op, world_db(w), world_act(w) + 1) &&
                world_committed(&op, w, (struct instant){1});
        if (k->ok && chance(&k->seed) % 16 == 0) {
            k->ok = world_fold(&op, w);
        }
        world_put(w);
        k->done[n]++;
    }
    if (!k->ok) {
        print_error("worker: %s %s\n", op.error.key, op.error.cause == NULL ? "-" : op.error.cause);
    }
    arena_close(arena);
    return NULL;
}

static void many_threads_on_few_worlds_lose_nothing(void **state)
{
    struct worlds_case *f = *state;
    struct worker workers[4];
    case_reopen(f, &(struct world_store_options){.open_max = 3, .idle_ms = 5, .tick_ms = 2, .fold_frames = 60});
    for (int i = 0; i < 6; i++) {
        case_create(f, arena_printf(f->p.op.arena, "w%d", i));
    }
    for (uint32_t i = 0; i < 4; i++) {
        workers[i] = (struct worker){.f = f, .seed = 77 + i};
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    int done[6] = {0};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
        assert_true(workers[i].ok);
        for (int n = 0; n < 6; n++) {
            done[n] += workers[i].done[n];
        }
    }
    case_reopen(f, NULL);
    for (int n = 0; n < 6; n++) {
        assert_int_equal(act_of(f, arena_printf(f->p.op.arena, "w%d", n)), done[n]);
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, case_set_up, case_tear_down)
int main(void)
{
    /* Started before the store does it: so SQLite counts its memory, which the program itself does without. */
    must(sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0) == SQLITE_OK && sqlite3_initialize() == SQLITE_OK);
    const struct CMUnitTest tests[] = {
        T(a_new_world_is_the_golden_file),
        T(creating_is_refused_for_bad_taken_or_groundless_worlds),
        T(a_deleted_world_is_gone_and_its_id_free),
        T(every_act_of_a_long_squashed_run_is_reached_by_rewind_and_branch),
        T(acts_before_several_rewinds_are_still_reached),
        T(a_rewound_world_goes_on_and_the_abandoned_acts_are_kept),
        T(a_reset_world_is_new_and_the_reset_can_be_undone),
        T(an_act_that_never_was_is_no_place_to_go),
        T(a_long_history_fits_a_small_request),
        T(a_commit_without_a_new_number_is_taken_back),
        T(a_commit_nobody_acknowledged_is_taken_back_with_the_world),
        T(an_act_behind_a_lost_hook_is_refused),
        T(a_second_store_over_the_same_folder_is_refused),
        T(open_worlds_are_capped_and_closed_when_idle),
        T(a_tenant_moves_out_before_its_connection_goes),
        T(sql_sees_the_worlds_time_while_it_is_held),
        T(an_idle_open_world_costs_little_memory),
        T(many_threads_on_few_worlds_lose_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
