/* What a world survives: killed processes, torn and flipped logs, damaged side-cars, a full disk, writes that fail after they
 * were done. THAO_LONG=1 kills for minutes instead of seconds. */
#include "sandbox/worlds.h"

#include "base/log.h"
#include "world/savepoint.h"
#include "world/store.h"

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

/* ---- fixture ---- */

#define ACTS 30

struct fixture {
    struct place p;
    struct world_store *store;
    const char *golden;
};

static void open_store(struct fixture *f)
{
    f->store = world_store_open(&f->p.op, f->p.folder, &(struct world_store_options){.tick_ms = 60000});
    want(&f->p, f->store != NULL);
}

static int set_up(void **state)
{
    static struct fixture f;
    memset(&fault, 0, sizeof fault);
    place_open(&f.p);
    open_store(&f);
    golden_build(&f.p, place_path(&f.p, "new.db"), 60);
    f.golden = world_store_add_golden(&f.p.op, f.store, place_path(&f.p, "new.db"));
    want(&f.p, f.golden != NULL && world_create(&f.p.op, f.store, "w1", f.golden));
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

/* One act, acknowledged; false when it failed. */
static bool try_act(struct op *op, struct world_store *store, const char *id)
{
    struct world *w = world_get(op, store, id);
    if (w == NULL) {
        return false;
    }
    bool ok = act_write(op, world_db(w), world_act(w) + 1) && world_committed(op, w, (struct instant){world_act(w) + 1});
    world_put(w);
    return ok;
}

static void acts(struct fixture *f, int count)
{
    for (int i = 0; i < count; i++) {
        want(&f->p, try_act(&f->p.op, f->store, "w1"));
    }
}

static struct digest digest(struct fixture *f)
{
    struct digest d;
    want(&f->p, world_digest(&f->p.op, f->store, "w1", &d, NULL));
    return d;
}

static int64_t act_of(struct fixture *f)
{
    struct world *w = world_get(&f->p.op, f->store, "w1");
    want(&f->p, w != NULL);
    int64_t n = world_act(w);
    world_put(w);
    return n;
}

static void assert_digest(struct fixture *f, const struct digest *expected)
{
    struct digest d = digest(f);
    assert_digest_equal(&d, expected);
}

static const char *log_path(struct fixture *f)
{
    return place_path(&f->p, "worlds/w1/1.0.gwal");
}
static const char *index_path(struct fixture *f)
{
    return place_path(&f->p, "worlds/w1/1.0.gidx");
}

static void assert_integrity(struct fixture *f)
{
    struct world *w = world_get(&f->p.op, f->store, "w1");
    sqlite3_stmt *s;
    want(&f->p, w != NULL);
    want(&f->p, db_script(&f->p.op, world_db(w), "INSERT INTO search (search) VALUES ('integrity-check')"));
    assert_int_equal(sqlite3_prepare_v2(db_handle(world_db(w)), "SELECT count(*), (SELECT n FROM tally WHERE name = 'notes')"
                                        " FROM note", -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(s, 0), sqlite3_column_int(s, 1));
    (void)sqlite3_finalize(s);
    (void)sqlite3_set_authorizer(db_handle(world_db(w)), NULL, NULL); /* which refuses every pragma */
    assert_int_equal(sqlite3_prepare_v2(db_handle(world_db(w)), "PRAGMA integrity_check", -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(s, 0), "ok");
    (void)sqlite3_finalize(s);
    world_put(w);
    want(&f->p, world_rest(&f->p.op, f->store, "w1"));
}

/* ---- kill -9 ---- */

/* Acts without end; each acknowledged number goes to the pipe before the next begins. Now and then it folds or rewinds. */
static void child(struct fixture *f, int out)
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
static int64_t kill_round(struct fixture *f, int64_t before, uint32_t microseconds)
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
    open_store(f);
    return last;
}

static void a_killed_process_loses_no_acknowledged_act(void **state)
{
    struct fixture *f = *state;
    bool longer = getenv("THAO_LONG") != NULL;
    uint32_t seed = longer ? (uint32_t)time(NULL) | 1 : 424242;
    int64_t acknowledged = 0, unconfirmed = 0;
    int rounds = longer ? 1500 : 40;
    for (int i = 0; i < rounds; i++) {
        int64_t last = kill_round(f, acknowledged, 3000 + chance(&seed) % (i % 2 == 0 ? 60000u : 160000u));
        acknowledged = act_of(f);
        if (acknowledged < last || acknowledged > last + 1) { /* at most the one in flight */
            fail_msg("round %d, seed %u: acknowledged %d, found %d", i, seed, (int)last, (int)acknowledged);
        }
        unconfirmed += acknowledged - last;
        if (i % 8 == 0) {
            assert_integrity(f);
        }
    }
    print_message("%d kills, %d acts, %d of them not confirmed\n", rounds, (int)acknowledged, (int)unconfirmed);
    struct world *w = world_get(&f->p.op, f->store, "w1");
    want(&f->p, w != NULL && world_rewind(&f->p.op, w, acknowledged / 2)); /* and what came before is reachable */
    world_put(w);
    assert_integrity(f);
}

static void an_act_committed_but_not_acknowledged_at_death_counts(void **state)
{
    struct fixture *f = *state;
    int status;
    acts(f, 5);
    world_store_close(f->store);
    pid_t pid = fork();
    if (pid == 0) {
        open_store(f);
        struct world *w = world_get(&f->p.op, f->store, "w1");
        _exit(w != NULL && act_write(&f->p.op, world_db(w), 6) ? 0 : 1);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    open_store(f);
    assert_int_equal(act_of(f), 6);
    struct world *w = world_get(&f->p.op, f->store, "w1");
    want(&f->p, world_rewind(&f->p.op, w, 6));
    world_put(w);
}

/* ---- damaged logs ---- */

/* Changes the log and opens the world: either nothing acknowledged is missing, or it is refused and the file is as it was. */
static void damage_log(struct fixture *f, unsigned char *bytes, size_t n, bool with_index, const struct digest *full)
{
    struct place *p = &f->p;
    size_t m;
    file_write(log_path(f), bytes, n);
    if (!with_index) {
        (void)unlink(index_path(f));
    }
    struct world *w = world_get(&p->op, f->store, "w1");
    if (w != NULL) {
        int64_t number = world_act(w);
        world_put(w);
        assert_true(!with_index || number == ACTS);
        if (number == ACTS) {
            assert_digest(f, full);
        }
        assert_integrity(f);
    } else {
        assert_true(with_index);
        want_failure(p, false, E_BROKEN, "world.damaged");
        unsigned char *now = file_read(log_path(f), &m);
        assert_int_equal(n, m);
        assert_memory_equal(bytes, now, n);
        free(now);
    }
    want(p, world_rest(&p->op, f->store, "w1"));
}

static void a_torn_or_flipped_log_is_refused_when_acts_are_missing(void **state)
{
    struct fixture *f = *state;
    acts(f, ACTS);
    struct digest full = digest(f);
    want(&f->p, world_rest(&f->p.op, f->store, "w1"));
    size_t n, k;
    unsigned char *whole = file_read(log_path(f), &n), *index = file_read(index_path(f), &k), *bytes = malloc(n);
    assert_non_null(bytes);
    uint32_t seed = 991;
    for (int round = 0; round < 80; round++) {
        size_t at = chance(&seed) % n, len = n;
        memcpy(bytes, whole, n);
        switch (round % 4) {
        case 0:
            len = at;
            break;
        case 1: /* T-7: one bit, and all later commits would vanish in silence */
            bytes[at] ^= (unsigned char)(1u << (chance(&seed) % 8));
            break;
        case 2:
            memset(bytes + at, 0, n - at);
            break;
        default:
            for (size_t i = at; i < n && i < at + 512; i++) {
                bytes[i] = (unsigned char)chance(&seed);
            }
        }
        file_write(index_path(f), index, k);
        damage_log(f, bytes, len, round % 8 < 4, &full);
    }
    file_write(log_path(f), whole, n);
    file_write(index_path(f), index, k);
    assert_digest(f, &full);
    free(whole);
    free(index);
    free(bytes);
}

static void a_damaged_world_can_be_salvaged_and_keeps_the_evidence(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    struct digest twelve = {{0}};
    for (int i = 1; i <= ACTS; i++) {
        acts(f, 1);
        if (i == 12) {
            twelve = digest(f);
        }
    }
    want(p, world_rest(&p->op, f->store, "w1"));
    size_t n, m;
    unsigned char *bytes = file_read(log_path(f), &n);
    struct wal *wal = wal_open_bytes(bytes, n);
    struct wal_boundary b = {0};
    while (b.act < 12) {
        want(p, wal_next_boundary(&p->op, wal, &b));
    }
    wal_close(wal);
    bytes[wal_bytes(b.frames) + 100] ^= 1; /* in the first frame of act 13 */
    file_write(log_path(f), bytes, n);
    want_failure(p, world_get(&p->op, f->store, "w1") != NULL, E_BROKEN, "world.damaged");
    int64_t act = 0;
    want(p, world_salvage(&p->op, f->store, "w1", &act));
    assert_int_equal(act, 12);
    assert_int_equal(act_of(f), 12);
    assert_digest(f, &twelve);
    acts(f, 3);
    struct world *w = world_get(&p->op, f->store, "w1");
    want(p, world_rewind(&p->op, w, 7)); /* what lies before the damage is still reachable */
    world_put(w);
    unsigned char *now = file_read(log_path(f), &m);
    assert_int_equal(n, m);
    assert_memory_equal(bytes, now, n);
    free(now);
    free(bytes);
}

/* ---- damaged side-cars ---- */

static void a_lost_or_damaged_side_car_is_made_again(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    acts(f, ACTS);
    struct digest full = digest(f);
    want(p, world_rest(&p->op, f->store, "w1"));
    size_t n;
    unsigned char *index = file_read(index_path(f), &n), *bytes = malloc(n + 100);
    assert_non_null(bytes);
    uint32_t seed = 5;
    for (int round = 0; round < 60; round++) {
        size_t at = chance(&seed) % n, len = n;
        memcpy(bytes, index, n);
        memset(bytes + n, 0xa5, 100);
        switch (round % 5) {
        case 0:
            len = at; /* cut, mostly inside a record */
            break;
        case 1:
            bytes[at] ^= 16;
            break;
        case 2:
            memset(bytes + at, 0, n - at);
            break;
        case 3:
            len = n + 1 + at % 99; /* rubbish behind */
            break;
        default:
            len = 0;
        }
        file_write(index_path(f), bytes, len);
        assert_int_equal(act_of(f), ACTS);
        struct world *w = world_get(&p->op, f->store, "w1");
        want(p, world_branch(&p->op, w, 1 + round % ACTS, "b"));
        world_put(w);
        want(p, world_delete(&p->op, f->store, "b"));
        want(p, world_rest(&p->op, f->store, "w1"));
    }
    assert_digest(f, &full);
    acts(f, 2);
    free(index);
    free(bytes);
}

static void a_foreign_side_car_does_not_pass_for_the_worlds_own(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    acts(f, 5);
    want(p, world_create(&p->op, f->store, "w2", f->golden));
    for (int i = 0; i < 8; i++) {
        want(p, try_act(&p->op, f->store, "w2"));
    }
    want(p, world_rest(&p->op, f->store, "w1") && world_rest(&p->op, f->store, "w2"));
    size_t n;
    unsigned char *other = file_read(place_path(p, "worlds/w2/1.0.gidx"), &n);
    file_write(index_path(f), other, n);
    free(other);
    want_failure(p, world_get(&p->op, f->store, "w1") != NULL, E_BROKEN, "world.damaged");
    assert_int_equal(unlink(index_path(f)), 0);
    assert_int_equal(act_of(f), 5);
}

static void a_damaged_manifest_is_refused(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    acts(f, 3);
    want(p, world_rest(&p->op, f->store, "w1"));
    const char *path = place_path(p, "worlds/w1/manifest");
    size_t n;
    unsigned char *bytes = file_read(path, &n);
    for (size_t at = 0; at < n; at += 7) {
        bytes[at] ^= 1;
        file_write(path, bytes, n);
        bytes[at] ^= 1;
        want_failure(p, world_get(&p->op, f->store, "w1") != NULL, E_BROKEN, "world.manifest_damaged");
    }
    file_write(path, bytes, n / 2);
    want_failure(p, world_get(&p->op, f->store, "w1") != NULL, E_BROKEN, "world.manifest_damaged");
    file_write(path, bytes, n);
    assert_int_equal(act_of(f), 3);
    free(bytes);
}

/* ---- failing writes ---- */

/* T-3: every write of an act fails in turn, before, half-way and after it was done. Nothing of the act may ever appear. */
static void a_failed_write_leaves_nothing_behind(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    acts(f, 3);
    int failures = 0;
    for (int kind = 0; kind < 3; kind++) {
        for (int n = 1;; n++) {
            struct digest before = digest(f);
            int64_t number = act_of(f);
            fault.write_in = n;
            fault.done = kind == 1;
            fault.half = kind == 2;
            bool ok = try_act(&p->op, f->store, "w1");
            bool hit = fault.write_in == 0;
            memset(&fault, 0, sizeof fault);
            if (ok) { /* the fault met the side-car, which is no failure, or nothing at all */
                assert_int_equal(act_of(f), number + 1);
                if (!hit) {
                    break;
                }
                continue;
            }
            failures++;
            assert_true(p->op.error.code == E_BROKEN);
            op_clear(&p->op);
            assert_int_equal(act_of(f), number);
            assert_digest(f, &before);
            want(p, world_rest(&p->op, f->store, "w1")); /* as after a restart: no ghost */
            assert_int_equal(act_of(f), number);
            assert_digest(f, &before);
            acts(f, 1);
        }
        assert_integrity(f);
    }
    assert_true(failures > 40);
    assert_true(cuts >= failures);
    assert_int_equal(cuts_of_open_logs, 0);
    want(p, world_rest(&p->op, f->store, "w1"));
    int64_t number = act_of(f);
    struct world *w = world_get(&p->op, f->store, "w1");
    want(p, world_rewind(&p->op, w, number / 2));
    world_put(w);
}

static void a_world_that_cannot_be_repaired_stays_shut_until_it_can(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    acts(f, 3);
    struct digest three = digest(f);
    struct world *w = world_get(&p->op, f->store, "w1");
    want(p, act_write(&p->op, world_db(w), 4)); /* committed, then not acknowledged */
    fault.truncate = true;
    world_put(w);
    want_failure(p, world_get(&p->op, f->store, "w1") != NULL, E_BROKEN, "world.repair_pending");
    want_failure(p, world_get(&p->op, f->store, "w1") != NULL, E_BROKEN, "world.repair_pending");
    fault.truncate = false;
    assert_int_equal(act_of(f), 3);
    assert_digest(f, &three);
}

static void a_full_disk_refuses_acts_and_changes_nothing(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    struct rlimit old;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    (void)signal(SIGXFSZ, SIG_IGN);
    acts(f, 4);
    struct stat st;
    assert_int_equal(stat(log_path(f), &st), 0);
    for (int i = 0; i < 30; i++) {
        struct digest before = digest(f);
        int64_t number = act_of(f);
        struct rlimit limit = {.rlim_cur = (rlim_t)st.st_size + (rlim_t)i * 1000, .rlim_max = old.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
        bool ok = try_act(&p->op, f->store, "w1");
        if (!ok) {
            want_failure(p, false, E_BROKEN, "db.full");
        }
        assert_int_equal(act_of(f), ok ? number + 1 : number);
        if (!ok) {
            assert_digest(f, &before);
        }
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
        assert_integrity(f);
    }
    acts(f, 1);
    /* a rewind that finds no room leaves the world as it is */
    struct digest before = digest(f);
    struct rlimit tiny = {.rlim_cur = 3000, .rlim_max = old.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tiny), 0);
    struct world *w = world_get(&p->op, f->store, "w1");
    bool ok = world_rewind(&p->op, w, 2);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    want_failure(p, ok, E_BROKEN, "db.full");
    assert_int_equal(world_generation(w), 1);
    world_put(w);
    assert_digest(f, &before);
    w = world_get(&p->op, f->store, "w1");
    want(p, world_rewind(&p->op, w, 2));
    world_put(w);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_killed_process_loses_no_acknowledged_act),
        T(an_act_committed_but_not_acknowledged_at_death_counts),
        T(a_torn_or_flipped_log_is_refused_when_acts_are_missing),
        T(a_damaged_world_can_be_salvaged_and_keeps_the_evidence),
        T(a_lost_or_damaged_side_car_is_made_again),
        T(a_foreign_side_car_does_not_pass_for_the_worlds_own),
        T(a_damaged_manifest_is_refused),
        T(a_failed_write_leaves_nothing_behind),
        T(a_world_that_cannot_be_repaired_stays_shut_until_it_can),
        T(a_full_disk_refuses_acts_and_changes_nothing),
    };
    log_set_level(getenv("THAO_LOG") != NULL ? LOG_INFO : LOG_SILENT); /* the tests break things on purpose */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
