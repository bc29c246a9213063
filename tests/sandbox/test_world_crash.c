/* What a world survives: killed processes, a full disk, writes that fail before, half-way and after they were done. THAO_LONG=1 kills for
 * minutes instead of seconds. What became of its files is in test_world_damage.c. */
#include "sandbox/one_world.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- faults: the program is linked with --wrap for these ---- */

ssize_t __real_pwrite(int fd, const void *bytes, size_t n, off_t offset);
ssize_t __wrap_pwrite(int fd, const void *bytes, size_t n, off_t offset);
int __real_ftruncate(int fd, off_t size);
int __wrap_ftruncate(int fd, off_t size);

static struct {
    int write_in;  /* the n-th write from now fails; 0 = none */
    bool done;     /* … after it was done */
    bool half;     /* … after half of it was done */
    bool truncate; /* truncations fail */
} fault;
static int cuts, cuts_of_open_logs;

/* T-6: a log that a connection has open must never be cut. The connection holds a lock on it. */
static void watch_cut(int fd)
{
    char name[64];
    (void)snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    int other = open(name, O_RDONLY | O_CLOEXEC);
    cuts++;
    cuts_of_open_logs += other >= 0 && flock(other, LOCK_EX | LOCK_NB) != 0;
    if (other >= 0) {
        close(other);
    }
}

ssize_t __wrap_pwrite(int fd, const void *bytes, size_t n, off_t offset)
{
    if (fault.write_in > 0 && --fault.write_in == 0) {
        if (fault.done || fault.half) {
            (void)__real_pwrite(fd, bytes, fault.half ? n / 2 : n, offset);
        }
        errno = fault.half ? ENOSPC : EIO;
        return -1;
    }
    return __real_pwrite(fd, bytes, n, offset);
}
int __wrap_ftruncate(int fd, off_t size)
{
    if (fault.truncate) {
        errno = EIO;
        return -1;
    }
    watch_cut(fd);
    return __real_ftruncate(fd, size);
}

static int set_up(void **state)
{
    memset(&fault, 0, sizeof fault);
    return one_world_set_up(state);
}

/* ---- kill -9 ---- */

/* Acts without end; each acknowledged number goes to the pipe before the next begins. Now and then it folds or rewinds. */
static void child(struct one_world *f, int out)
{
    struct op op;
    struct arena *arena = arena_open((size_t)256 << 20);
    op_init(&op, arena, "child", LANG_EN);
    struct world_store *store =
        world_store_open(&op, f->p.folder, &(struct world_store_options){.fold_frames = 200, .tick_ms = 3});
    for (uint32_t i = 1; store != NULL; i++) {
        struct world *w = world_get(&op, store, "w1");
        if (w == NULL) {
            break;
        }
        int64_t number = world_act(w) + 1;
        bool ok = act_write(&op, world_db(w), number) && world_committed(&op, w, (struct instant){number});
        if (!ok || write(out, &number, sizeof number) != (ssize_t)sizeof number) {
            break;
        }
        if (i % 40 == 39 && number > 30) { /* to where it is: a new generation, the same number */
            if (!world_rewind(&op, w, number)) {
                break;
            }
        }
        world_put(w);
        arena_reset(arena);
        op_init(&op, arena, "child", LANG_EN);
    }
    (void)write(STDERR_FILENO, op_failed(&op) ? op.error.key : "stopped", strlen(op_failed(&op) ? op.error.key : "stopped"));
    _exit(3);
}

/* Kills the child after some milliseconds and answers the last act it acknowledged (or `before`). */
static int64_t kill_round(struct one_world *f, int64_t before, uint32_t microseconds)
{
    int pipes[2], status;
    int64_t last = before, number;
    assert_int_equal(pipe(pipes), 0);
    world_store_close(f->store);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        close(pipes[0]);
        child(f, pipes[1]);
    }
    close(pipes[1]);
    (void)nanosleep(&(struct timespec){.tv_sec = microseconds / 1000000, .tv_nsec = (long)(microseconds % 1000000) * 1000}, NULL);
    assert_int_equal(kill(pid, SIGKILL), 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status));
    while (read(pipes[0], &number, sizeof number) == (ssize_t)sizeof number) {
        last = number;
    }
    close(pipes[0]);
    one_world_open_store(f);
    return last;
}

static void a_killed_process_loses_no_acknowledged_act(void **state)
{
    struct one_world *f = *state;
    bool longer = getenv("THAO_LONG") != NULL;
    uint32_t seed = longer ? (uint32_t)time(NULL) | 1 : 424242;
    int64_t acknowledged = 0, unconfirmed = 0;
    int rounds = longer ? 1500 : 40;
    for (int i = 0; i < rounds; i++) {
        int64_t last = kill_round(f, acknowledged, 3000 + chance(&seed) % (i % 2 == 0 ? 60000u : 160000u));
        acknowledged = one_world_act(f);
        if (acknowledged < last || acknowledged > last + 1) { /* at most the one in flight */
            fail_msg("round %d, seed %u: acknowledged %d, found %d", i, seed, (int)last, (int)acknowledged);
        }
        unconfirmed += acknowledged - last;
        if (i % 8 == 0) {
            one_world_is_whole(f);
        }
    }
    print_message("%d kills, %d acts, %d of them not confirmed\n", rounds, (int)acknowledged, (int)unconfirmed);
    struct world *w = world_get(&f->p.op, f->store, "w1");
    want(&f->p, w != NULL && world_rewind(&f->p.op, w, acknowledged / 2)); /* and what came before is reachable */
    world_put(w);
    one_world_is_whole(f);
}

static void an_act_committed_but_not_acknowledged_at_death_counts(void **state)
{
    struct one_world *f = *state;
    int status;
    one_world_acts(f, 5);
    world_store_close(f->store);
    pid_t pid = fork();
    if (pid == 0) {
        one_world_open_store(f);
        struct world *w = world_get(&f->p.op, f->store, "w1");
        _exit(w != NULL && act_write(&f->p.op, world_db(w), 6) ? 0 : 1);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    one_world_open_store(f);
    assert_int_equal(one_world_act(f), 6);
    struct world *w = world_get(&f->p.op, f->store, "w1");
    want(&f->p, world_rewind(&f->p.op, w, 6));
    world_put(w);
}

/* ---- failing writes ---- */

/* T-3: every write of an act fails in turn, before, half-way and after it was done. Nothing of the act may ever appear. */
static void a_failed_write_leaves_nothing_behind(void **state)
{
    struct one_world *f = *state;
    struct place *p = &f->p;
    one_world_acts(f, 3);
    int failures = 0;
    for (int kind = 0; kind < 3; kind++) {
        for (int n = 1;; n++) {
            struct digest before = one_world_digest(f);
            int64_t number = one_world_act(f);
            fault.write_in = n;
            fault.done = kind == 1;
            fault.half = kind == 2;
            bool ok = one_world_try_act(&p->op, f->store, "w1");
            bool hit = fault.write_in == 0;
            memset(&fault, 0, sizeof fault);
            if (ok) { /* the fault met the side-car, which is no failure, or nothing at all */
                assert_int_equal(one_world_act(f), number + 1);
                if (!hit) {
                    break;
                }
                continue;
            }
            failures++;
            assert_true(p->op.error.code == E_BROKEN);
            op_clear(&p->op);
            assert_int_equal(one_world_act(f), number);
            one_world_is(f, &before);
            want(p, world_rest(&p->op, f->store, "w1")); /* as after a restart: no ghost */
            assert_int_equal(one_world_act(f), number);
            one_world_is(f, &before);
            one_world_acts(f, 1);
        }
        one_world_is_whole(f);
    }
    assert_true(failures > 40);
    assert_true(cuts >= failures);
    assert_int_equal(cuts_of_open_logs, 0);
    want(p, world_rest(&p->op, f->store, "w1"));
    int64_t number = one_world_act(f);
    struct world *w = world_get(&p->op, f->store, "w1");
    want(p, world_rewind(&p->op, w, number / 2));
    world_put(w);
}

static void a_world_that_cannot_be_repaired_stays_shut_until_it_can(void **state)
{
    struct one_world *f = *state;
    struct place *p = &f->p;
    one_world_acts(f, 3);
    struct digest three = one_world_digest(f);
    struct world *w = world_get(&p->op, f->store, "w1");
    want(p, act_write(&p->op, world_db(w), 4)); /* committed, then not acknowledged */
    fault.truncate = true;
    world_put(w);
    want_failure(p, world_get(&p->op, f->store, "w1") != NULL, E_BROKEN, "world.repair_pending");
    want_failure(p, world_get(&p->op, f->store, "w1") != NULL, E_BROKEN, "world.repair_pending");
    fault.truncate = false;
    assert_int_equal(one_world_act(f), 3);
    one_world_is(f, &three);
}

static void a_full_disk_refuses_acts_and_changes_nothing(void **state)
{
    struct one_world *f = *state;
    struct place *p = &f->p;
    struct rlimit old;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    (void)signal(SIGXFSZ, SIG_IGN);
    one_world_acts(f, 4);
    struct stat st;
    assert_int_equal(stat(one_world_log(f), &st), 0);
    for (int i = 0; i < 30; i++) {
        struct digest before = one_world_digest(f);
        int64_t number = one_world_act(f);
        struct rlimit limit = {.rlim_cur = (rlim_t)st.st_size + (rlim_t)i * 1000, .rlim_max = old.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
        bool ok = one_world_try_act(&p->op, f->store, "w1");
        if (!ok) {
            want_failure(p, false, E_BROKEN, "db.full");
        }
        assert_int_equal(one_world_act(f), ok ? number + 1 : number);
        if (!ok) {
            one_world_is(f, &before);
        }
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
        one_world_is_whole(f);
    }
    one_world_acts(f, 1);
    /* a rewind that finds no room leaves the world as it is */
    struct digest before = one_world_digest(f);
    struct rlimit tiny = {.rlim_cur = 3000, .rlim_max = old.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tiny), 0);
    struct world *w = world_get(&p->op, f->store, "w1");
    bool ok = world_rewind(&p->op, w, 2);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    want_failure(p, ok, E_BROKEN, "db.full");
    assert_int_equal(world_generation(w), 1);
    world_put(w);
    one_world_is(f, &before);
    w = world_get(&p->op, f->store, "w1");
    want(p, world_rewind(&p->op, w, 2));
    world_put(w);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, one_world_tear_down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_killed_process_loses_no_acknowledged_act),
        T(an_act_committed_but_not_acknowledged_at_death_counts),
        T(a_failed_write_leaves_nothing_behind),
        T(a_world_that_cannot_be_repaired_stays_shut_until_it_can),
        T(a_full_disk_refuses_acts_and_changes_nothing),
    };
    log_set_level(getenv("THAO_LOG") != NULL ? LOG_INFO : LOG_SILENT); /* the tests break things on purpose */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
