/* Loss of power: what had not reached the disk may be gone, in any combination; what had may not. */
#include "sandbox/one_world.h"

#include "base/log.h"
#include "world/manifest.h"
#include "world/savepoint.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static bool try_acts(struct one_world *f, struct world *w, int count)
{
    bool ok = w != NULL;
    for (int i = 0; ok && i < count; i++) {
        ok = act_write(&f->p.op, world_db(w), world_act(w) + 1) &&
             world_committed(&f->p.op, w, (struct instant){world_act(w) + 1});
    }
    return ok;
}

static void acts(struct one_world *f, int count)
{
    struct world *w = world_get(&f->p.op, f->store, "w1");
    want(&f->p, try_acts(f, w, count));
    world_put(w);
}

/* In a process that ends without closing anything: back to act 4, two acts there. */
static void rewind_and_die(struct one_world *f)
{
    int status;
    world_store_close(f->store);
    pid_t pid = fork();
    if (pid == 0) {
        one_world_open_store(f);
        struct world *w = world_get(&f->p.op, f->store, "w1");
        _exit(w != NULL && world_rewind(&f->p.op, w, 4) && try_acts(f, w, 2) ? 0 : 1);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    one_world_open_store(f);
}

/* As if the manifest had been written before the machine was started last. */
static void age_manifest(struct one_world *f)
{
    const char *folder = place_path(&f->p, "worlds/w1");
    struct manifest *m = manifest_read(&f->p.op, folder);
    want(&f->p, m != NULL);
    m->boot ^= 2;
    want(&f->p, manifest_write(&f->p.op, folder, m, DURABLE_LATER));
}

static void a_rewind_in_the_air_is_whole_or_never_was(void **state)
{
    struct one_world *f = *state;
    struct place *p = &f->p;
    enum { KILLED, POWER_ALL_THERE, POWER_NO_MANIFEST, POWER_HALF_A_LOG, POWER_NO_LOG, CASES };
    acts(f, 10);
    want(p, world_rest(&p->op, f->store, "w1"));
    assert_int_not_equal(access(place_path(p, "worlds/w1/manifest.old"), F_OK), 0);
    int64_t generation = 1;
    for (int i = 0; i < CASES; i++) {
        rewind_and_die(f);
        assert_int_equal(access(place_path(p, "worlds/w1/manifest.old"), F_OK), 0);
        const char *log = place_path(p, arena_printf(p->op.arena, "worlds/w1/%d.0.gwal", (int)generation + 1));
        struct stat st;
        assert_int_equal(stat(log, &st), 0);
        if (i != KILLED) {
            age_manifest(f);
        }
        if (i == POWER_NO_MANIFEST) {
            assert_int_equal(truncate(place_path(p, "worlds/w1/manifest"), 0), 0);
        } else if (i == POWER_HALF_A_LOG) {
            assert_int_equal(truncate(log, 5000), 0);
        } else if (i == POWER_NO_LOG) {
            assert_int_equal(unlink(log), 0);
        }
        bool kept = i == KILLED || i == POWER_ALL_THERE;
        struct world *w = world_get(&p->op, f->store, "w1");
        want(p, w != NULL);
        assert_int_equal(world_act(w), kept ? 6 : 10);
        assert_int_equal(world_generation(w), kept ? generation + 1 : generation);
        if (kept) { /* back to act 10 for the next case */
            want(p, world_undo_rewind(&p->op, w));
            generation = world_generation(w);
        }
        world_put(w);
        want(p, world_rest(&p->op, f->store, "w1"));
        assert_int_not_equal(access(place_path(p, "worlds/w1/manifest.old"), F_OK), 0);
        assert_int_equal(one_world_act(f), 10);
    }
}

static void a_world_that_was_being_made_is_there_or_can_be_made_again(void **state)
{
    struct one_world *f = *state;
    struct place *p = &f->p;
    acts(f, 1);
    want(p, world_rest(&p->op, f->store, "w1"));
    assert_int_equal(truncate(place_path(p, "worlds/w1/manifest"), 0), 0);
    want_failure(p, world_get(&p->op, f->store, "w1") != NULL, E_MISSING, "world.missing");
    want(p, world_create(&p->op, f->store, "w1", f->golden));
    acts(f, 2);
    want(p, world_create(&p->op, f->store, "w2", f->golden));
    struct world *w = world_get(&p->op, f->store, "w2");
    want(p, try_acts(f, w, 1));
    world_put(w);
    want(p, world_rest(&p->op, f->store, "w2"));
    age_manifest(f);
    assert_int_equal(unlink(place_path(p, "worlds/w2/1.0.gwal")), 0);
    want_failure(p, world_get(&p->op, f->store, "w2") != NULL, E_BROKEN, "error.broken"); /* the same boot: that is no loss of power */
}

/* A side-car of another log beside a log that was left: nothing in it fits, so the log itself is asked. */
static void a_foreign_side_car_of_a_left_log_misleads_nobody(void **state)
{
    struct one_world *f = *state;
    struct place *p = &f->p;
    struct digest seven, now;
    acts(f, 7);
    want(p, world_digest(&p->op, f->store, "w1", &seven, NULL));
    acts(f, 3);
    want(p, world_create(&p->op, f->store, "w2", f->golden));
    struct world *w = world_get(&p->op, f->store, "w2");
    want(p, try_acts(f, w, 12));
    world_put(w);
    w = world_get(&p->op, f->store, "w1");
    want(p, world_reset(&p->op, w));
    size_t n;
    unsigned char *other = file_read(place_path(p, "worlds/w2/1.0.gidx"), &n);
    file_write(one_world_index(f), other, n);
    free(other);
    want(p, world_undo_rewind(&p->op, w));
    want(p, world_rewind(&p->op, w, 7));
    world_put(w);
    want(p, world_digest(&p->op, f->store, "w1", &now, NULL));
    assert_digest_equal(&now, &seven);
}

static void only_loss_of_power_may_take_acts_and_only_those_behind_the_mark(void **state)
{
    struct one_world *f = *state;
    struct place *p = &f->p;
    struct segment_state s;
    acts(f, 10);
    want(p, world_rest(&p->op, f->store, "w1")); /* syncs and marks act 10 */
    acts(f, 10);
    size_t n, k;
    unsigned char *bytes = file_read(one_world_log(f), &n), *index = file_read(one_world_index(f), &k); /* before the second mark */
    want(p, world_rest(&p->op, f->store, "w1"));
    struct wal *wal = wal_open_bytes(bytes, n);
    struct wal_boundary at[21] = {{0}};
    for (int i = 1; i <= 20; i++) {
        want(p, wal_next_boundary(&p->op, wal, &at[i]));
    }
    wal_close(wal);
    const struct segment_files files = {.wal = one_world_log(f), .index = one_world_index(f)};
    uint64_t boot = savepoint_boot();
    static const struct {
        int left;
        bool rebooted, opens;
    } cases[] = {{14, false, false}, {14, true, true}, {10, true, true}, {9, true, false}, {9, false, false}, {20, true, true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        file_write(one_world_log(f), bytes, (size_t)wal_bytes(at[cases[i].left].frames) + (cases[i].left < 20 ? 99 : 0));
        file_write(one_world_index(f), index, k);
        bool ok = savepoint_recover(&p->op, &files, cases[i].rebooted ? boot + 2 : boot, false, &s);
        if (cases[i].opens) {
            want(p, ok);
            assert_int_equal(s.last.end.act, cases[i].left);
            assert_int_equal(s.lost, cases[i].left == 20 ? 0 : cases[i].left + 1);
        } else {
            want_failure(p, ok, E_BROKEN, "world.damaged");
        }
    }
    file_write(one_world_log(f), bytes, n);
    file_write(one_world_index(f), index, k);
    free(bytes);
    free(index);
}

#define T(name) cmocka_unit_test_setup_teardown(name, one_world_set_up, one_world_tear_down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_rewind_in_the_air_is_whole_or_never_was),
        T(a_world_that_was_being_made_is_there_or_can_be_made_again),
        T(a_foreign_side_car_of_a_left_log_misleads_nobody),
        T(only_loss_of_power_may_take_acts_and_only_those_behind_the_mark),
    };
    log_set_level(getenv("THAO_LOG") != NULL ? LOG_INFO : LOG_SILENT); /* the tests break things on purpose */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
