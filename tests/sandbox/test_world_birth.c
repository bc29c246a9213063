/* A new world is a line in a book; its files come with its first act. Whatever ends the process or the power in between, the world is there as it was
 * born or with that act, and never refused. */
#include "sandbox/worlds.h"

#include "base/log.h"
#include "world/births.h"
#include "world/savepoint.h"
#include "world/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- faults: the program is linked with --wrap for these ---- */

ssize_t __real_pwrite(int fd, const void *bytes, size_t n, off_t offset);
ssize_t __wrap_pwrite(int fd, const void *bytes, size_t n, off_t offset);
ssize_t __real_write(int fd, const void *bytes, size_t n);
ssize_t __wrap_write(int fd, const void *bytes, size_t n);
int __real_mkdir(const char *path, mode_t mode);
int __wrap_mkdir(const char *path, mode_t mode);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __real_ftruncate(int fd, off_t size);
int __wrap_ftruncate(int fd, off_t size);

enum how { BEFORE, HALF, AFTER, HOWS };
static struct {
    int in;       /* the n-th call from now meets it; 0 = none */
    enum how how; /* is not done, half done (writes), done */
    bool cut_too; /* truncating fails as well */
    bool kill;    /* the process ends there; otherwise the call answers an error */
} fault;

/* True if this call is the one; the caller then does what `how` says and answers strike(). */
static bool meets(void)
{
    return fault.in > 0 && --fault.in == 0;
}
static int strike(void)
{
    if (fault.kill) {
        _exit(9);
    }
    errno = fault.how == HALF ? ENOSPC : EIO;
    return -1;
}

ssize_t __wrap_pwrite(int fd, const void *bytes, size_t n, off_t offset)
{
    if (!meets()) {
        return __real_pwrite(fd, bytes, n, offset);
    }
    if (fault.how != BEFORE) {
        (void)__real_pwrite(fd, bytes, fault.how == HALF ? n / 2 : n, offset);
    }
    return strike();
}
ssize_t __wrap_write(int fd, const void *bytes, size_t n)
{
    if (fd <= STDERR_FILENO || !meets()) {
        return __real_write(fd, bytes, n);
    }
    if (fault.how == HALF && !fault.kill) {
        return __real_write(fd, bytes, n / 2); /* a short write, as a disk that is full answers */
    }
    if (fault.how != BEFORE) {
        (void)__real_write(fd, bytes, fault.how == HALF ? n / 2 : n);
    }
    return strike();
}
int __wrap_mkdir(const char *path, mode_t mode)
{
    if (!meets()) {
        return __real_mkdir(path, mode);
    }
    if (fault.how != BEFORE) {
        (void)__real_mkdir(path, mode);
    }
    return strike();
}
int __wrap_rename(const char *from, const char *to)
{
    if (!meets()) {
        return __real_rename(from, to);
    }
    if (fault.how == AFTER && fault.kill) { /* a rename that was done and says it was not: no file system does that */
        (void)__real_rename(from, to);
    }
    return strike();
}
int __wrap_ftruncate(int fd, off_t size)
{
    return fault.cut_too || meets() ? strike() : __real_ftruncate(fd, size);
}

/* ---- fixture ---- */

struct fixture {
    struct place p;
    struct world_store *store;
    const char *golden;
    struct digest born, one; /* the golden file; after act 1 */
};

static void open_store(struct fixture *f)
{
    f->store = world_store_open(&f->p.op, f->p.folder, &(struct world_store_options){.tick_ms = 60000});
    want(&f->p, f->store != NULL);
}

static struct digest digest(struct fixture *f, const char *id)
{
    struct digest d;
    want(&f->p, world_digest(&f->p.op, f->store, id, &d, NULL));
    return d;
}

static bool try_act(struct op *op, struct world_store *store, const char *id)
{
    struct world *w = world_get(op, store, id);
    bool ok = w != NULL && act_write(op, world_db(w), world_act(w) + 1) &&
              world_committed(op, w, (struct instant){world_act(w) + 1});
    world_put(w);
    return ok;
}

static void act(struct fixture *f, const char *id)
{
    want(&f->p, try_act(&f->p.op, f->store, id));
}

static int64_t act_of(struct fixture *f, const char *id)
{
    struct world *w = world_get(&f->p.op, f->store, id);
    want(&f->p, w != NULL);
    int64_t n = world_act(w);
    world_put(w);
    return n;
}

static void create(struct fixture *f, const char *id)
{
    want(&f->p, world_create(&f->p.op, f->store, id, f->golden));
}

static int set_up(void **state)
{
    static struct fixture f;
    memset(&fault, 0, sizeof fault);
    place_open(&f.p);
    open_store(&f);
    golden_build(&f.p, place_path(&f.p, "new.db"), 60);
    f.golden = world_store_add_golden(&f.p.op, f.store, place_path(&f.p, "new.db"));
    want(&f.p, f.golden != NULL);
    create(&f, "model");
    f.born = digest(&f, "model");
    act(&f, "model");
    f.one = digest(&f, "model");
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

static bool there(struct fixture *f, const char *name)
{
    return access(place_path(&f->p, name), F_OK) == 0;
}

static void assert_state(struct fixture *f, const char *id, const struct digest *expected)
{
    struct digest d = digest(f, id);
    assert_digest_equal(&d, expected);
}

/* Runs in a process that ends without closing anything; the store is closed before and opened after. */
static int in_a_process(struct fixture *f, bool (*run)(struct fixture *f))
{
    int status;
    world_store_close(f->store);
    pid_t pid = fork();
    if (pid == 0) {
        open_store(f);
        _exit(run(f) ? 0 : 1);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    open_store(f);
    return WEXITSTATUS(status);
}

/* ---- being born ---- */

static bool create_and_read(struct fixture *f)
{
    struct digest d;
    return world_create(&f->p.op, f->store, "w1", f->golden) && world_digest(&f->p.op, f->store, "w1", &d, NULL) &&
           digest_equal(&d, &f->born);
}

static void a_world_killed_before_its_first_act_is_there_as_it_was_born(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(in_a_process(f, create_and_read), 0);
    assert_false(there(f, "worlds/w1"));
    want_failure(&f->p, world_create(&f->p.op, f->store, "w1", f->golden), E_CONFLICT, "world.exists");
    assert_state(f, "w1", &f->born);
    assert_false(there(f, "worlds/w1"));
    act(f, "w1");
    assert_true(there(f, "worlds/w1/manifest"));
    assert_state(f, "w1", &f->one);
    want_failure(&f->p, world_create(&f->p.op, f->store, "w1", f->golden), E_CONFLICT, "world.exists");
}

static int plan_in;
static enum how plan_how;

static bool one_act_that_dies(struct fixture *f)
{
    fault.in = plan_in;
    fault.how = plan_how;
    fault.kill = true;
    return try_act(&f->p.op, f->store, "w1");
}

static void a_process_killed_anywhere_in_the_first_act_leaves_the_birth_or_the_act(void **state)
{
    struct fixture *f = *state;
    int with_act = 0, without = 0;
    for (plan_how = BEFORE; plan_how < HOWS; plan_how++) {
        for (plan_in = 1;; plan_in++) {
            create(f, "w1");
            int status = in_a_process(f, one_act_that_dies);
            assert_true(status == 0 || status == 9);
            int64_t number = act_of(f, "w1");
            assert_true(number == 1 || (number == 0 && status == 9)); /* acknowledged: it is there */
            assert_state(f, "w1", number == 1 ? &f->one : &f->born);
            if (number == 0) {
                act(f, "w1");
                assert_state(f, "w1", &f->one);
            }
            act(f, "w1");
            want(&f->p, world_rest(&f->p.op, f->store, "w1"));
            assert_int_equal(act_of(f, "w1"), 2);
            want(&f->p, world_delete(&f->p.op, f->store, "w1"));
            with_act += status == 9 && number == 1;
            without += status == 9 && number == 0;
            if (status == 0) {
                break;
            }
        }
    }
    assert_true(without > 10); /* the folder, the manifest's bytes and name, the frames: each of them was met */
    assert_true(with_act > 0);
}

static void a_first_act_that_cannot_be_written_leaves_the_birth(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    int refused = 0;
    for (enum how how = BEFORE; how < HOWS; how++) {
        for (int n = 1;; n++) {
            create(f, "w1");
            fault.in = n;
            fault.how = how;
            bool ok = try_act(&p->op, f->store, "w1"), met = fault.in == 0;
            memset(&fault, 0, sizeof fault);
            if (!ok) {
                refused++;
                assert_true(p->op.error.code == E_BROKEN);
                op_clear(&p->op);
                assert_state(f, "w1", &f->born);
                want(p, world_rest(&p->op, f->store, "w1"));
                assert_state(f, "w1", &f->born); /* as after a restart: no ghost */
                act(f, "w1");
            }
            assert_state(f, "w1", &f->one);
            want(p, world_delete(&p->op, f->store, "w1"));
            if (ok && !met) {
                break;
            }
        }
    }
    assert_true(refused > 10);
}

/* ---- loss of power ---- */

/* As if manifest and side-car had been written before the machine was started last. */
static void age(struct fixture *f)
{
    struct place *p = &f->p;
    const char *folder = place_path(p, "worlds/w1");
    struct manifest *m = manifest_read(&p->op, folder);
    want(p, m != NULL);
    uint64_t boot = m->boot;
    m->boot ^= 2;
    want(p, manifest_write(&p->op, folder, m, DURABLE_LATER));
    int fd = open(place_path(p, "worlds/w1/1.0.gidx"), O_RDWR | O_CLOEXEC);
    assert_true(fd >= 0 && savepoint_write_mark(fd, 0, &(struct wal_boundary){0}, boot ^ 2));
    close(fd);
}

static bool one_act(struct fixture *f)
{
    return try_act(&f->p.op, f->store, "w1");
}

static void power_that_fails_in_the_first_second_takes_the_act_and_not_the_world(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    static const char *const files[] = {"worlds/w1/manifest", "worlds/w1/1.0.gwal", "worlds/w1/1.0.gidx"};
    enum { WHOLE, EMPTY, GONE, CASES };
    for (int i = 0; i < CASES * CASES * CASES; i++) {
        create(f, "w1");
        assert_int_equal(in_a_process(f, one_act), 0);
        age(f);
        bool all = true;
        for (int k = 0, c = i; k < 3; k++, c /= CASES) {
            all = all && c % CASES == WHOLE;
            assert_int_equal(c % CASES == WHOLE ? 0
                             : c % CASES == EMPTY ? truncate(place_path(p, files[k]), 0)
                                                  : unlink(place_path(p, files[k])), 0);
        }
        int64_t number = act_of(f, "w1");
        assert_true(number == 1 || !all);
        assert_state(f, "w1", number == 1 ? &f->one : &f->born);
        if (number == 0) {
            act(f, "w1");
        }
        act(f, "w1");
        want(p, world_rest(&p->op, f->store, "w1"));
        assert_int_equal(act_of(f, "w1"), 2);
        want(p, world_delete(&p->op, f->store, "w1"));
    }
}

static void what_is_on_the_disk_cannot_go_missing_in_silence(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    create(f, "w1");
    act(f, "w1");
    want(p, world_rest(&p->op, f->store, "w1")); /* syncs: from here on the world is kept */
    assert_int_equal(unlink(place_path(p, "worlds/w1/manifest")), 0);
    want_failure(p, world_get(&p->op, f->store, "w1") != NULL, E_MISSING, "world.missing");
    world_store_close(f->store);
    open_store(f);
    want_failure(p, world_get(&p->op, f->store, "w1") != NULL, E_MISSING, "world.missing");
}

/* ---- the book ---- */

static void a_book_cut_anywhere_has_all_births_before_the_cut(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    static const char *const ids[] = {"w1", "w2", "w3"};
    for (int i = 0; i < 3; i++) {
        create(f, ids[i]);
    }
    const char *path = place_path(p, "worlds/births.log");
    size_t n;
    unsigned char *bytes = file_read(path, &n);
    size_t line = 0, start = n;
    for (size_t at = n - 1; at > 0 && line == 0; at--) {
        if (bytes[at - 1] == '\n') {
            line = n - at;
            start = at;
        }
    }
    for (size_t cut = start; cut <= n; cut += 1 + (cut % 5)) {
        for (int zeros = 0; zeros < 2; zeros++) { /* shorter, or with zeros where the last bytes were */
            world_store_close(f->store);
            unsigned char *torn = calloc(1, n);
            assert_non_null(torn);
            memcpy(torn, bytes, cut);
            file_write(path, torn, zeros ? n : cut);
            free(torn);
            open_store(f);
            assert_state(f, "w2", &f->born);
            if (cut < n) {
                want_failure(p, world_get(&p->op, f->store, "w3") != NULL, E_MISSING, "world.missing");
                create(f, "w3"); /* not glued to the torn line */
            }
            world_store_close(f->store);
            open_store(f);
            assert_state(f, "w3", &f->born);
        }
    }
    free(bytes);
}

static void a_birth_that_cannot_be_written_is_refused_and_harms_no_other(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    create(f, "w1");
    for (int cut_fails = 0; cut_fails < 2; cut_fails++) {
        for (enum how how = BEFORE; how <= HALF; how++) {
            const char *id = arena_printf(p->op.arena, "x%d-%d", cut_fails, (int)how);
            fault.in = 1;
            fault.how = how;
            fault.cut_too = cut_fails != 0;
            bool ok = world_create(&p->op, f->store, id, f->golden);
            memset(&fault, 0, sizeof fault);
            want_failure(p, ok, E_BROKEN, how == HALF && cut_fails == 0 ? "db.full" : "error.broken");
            want_failure(p, world_get(&p->op, f->store, id) != NULL, E_MISSING, "world.missing");
            assert_state(f, "w1", &f->born);
            const char *next = arena_printf(p->op.arena, "y%d-%d", cut_fails, (int)how);
            bool next_ok = world_create(&p->op, f->store, next, f->golden);
            op_clear(&p->op);
            world_store_close(f->store); /* syncs: a book that could not be cut is written anew */
            open_store(f);
            if (next_ok) { /* not glued to half a line */
                assert_state(f, next, &f->born);
            } else {
                create(f, next);
            }
            create(f, id);
            world_store_close(f->store);
            open_store(f);
            assert_state(f, id, &f->born);
            assert_state(f, "w1", &f->born);
        }
    }
}

static void a_deleted_world_stays_deleted(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    create(f, "w1");
    create(f, "w2");
    create(f, "w3");
    act(f, "w2");
    act(f, "w3");
    want(p, world_rest(&p->op, f->store, "w3"));
    for (int i = 1; i <= 3; i++) {
        want(p, world_delete(&p->op, f->store, arena_printf(p->op.arena, "w%d", i)));
    }
    world_store_close(f->store);
    open_store(f);
    for (int i = 1; i <= 3; i++) {
        const char *id = arena_printf(p->op.arena, "w%d", i);
        assert_false(there(f, arena_printf(p->op.arena, "worlds/%s", id)));
        want_failure(p, world_get(&p->op, f->store, id) != NULL, E_MISSING, "world.missing");
        want_failure(p, world_delete(&p->op, f->store, id), E_MISSING, "world.missing");
        create(f, id);
        assert_state(f, id, &f->born);
    }
}

static void a_book_full_of_the_past_is_written_anew(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    struct stat before, after;
    struct births *book = births_open(&p->op, p->folder);
    want(p, book != NULL);
    struct birth b = {.golden_bytes = 1};
    memcpy(b.golden, f->golden, strlen(f->golden) + 1);
    for (int i = 0; i < 2200; i++) {
        (void)snprintf(b.id, sizeof b.id, "w%d", i);
        want(p, births_add(&p->op, book, &b));
        if (i % 1000 != 7) {
            want(p, births_end(&p->op, book, b.id, i % 2 == 0 ? BIRTH_KEPT : BIRTH_GONE));
        }
    }
    assert_int_equal(stat(place_path(p, "births.log"), &before), 0);
    want(p, births_sync(&p->op, book));
    assert_int_equal(stat(place_path(p, "births.log"), &after), 0);
    assert_true(after.st_size < before.st_size / 100);
    want(p, births_end(&p->op, book, "w1007", BIRTH_KEPT)); /* what is appended now goes to the new book */
    births_close(book);
    book = births_open(&p->op, p->folder);
    want(p, book != NULL);
    assert_int_equal(births_count(book), 2);
    assert_true(births_find(book, "w7", &b) && births_find(book, "w2007", NULL) && !births_find(book, "w1007", NULL));
    assert_int_equal(b.golden_bytes, 1);
    births_close(book);
}

/* ---- all that can be done to a world ---- */

static void a_world_without_files_can_do_all_that_others_can(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    enum { RESET, REWIND, UNDO, BRANCH, FOLD, LIST, MEASURE, SALVAGE, CASES };
    for (int i = 0; i < CASES; i++) {
        struct world_generation *generations;
        struct world_size size;
        size_t count;
        int64_t salvaged = -1;
        create(f, "w1");
        struct world *w = world_get(&p->op, f->store, "w1");
        want(p, w != NULL);
        switch (i) {
        case RESET:
            want(p, world_reset(&p->op, w));
            assert_int_equal(world_generation(w), 2);
            break;
        case REWIND:
            want(p, world_rewind(&p->op, w, 0));
            break;
        case UNDO:
            want_failure(p, world_undo_rewind(&p->op, w), E_STATE, "world.nothing_to_undo");
            break;
        case BRANCH:
            want(p, world_branch(&p->op, w, 0, "b1"));
            assert_state(f, "b1", &f->born);
            break;
        case FOLD:
            want(p, world_fold(&p->op, w));
            break;
        case LIST:
            want(p, world_generations(&p->op, w, &generations, &count));
            assert_int_equal(count, 1);
            assert_true(generations[0].active && generations[0].why == GENERATION_CREATED && generations[0].last_act == 0);
            break;
        case MEASURE:
            want(p, world_measure(&p->op, w, &size));
            assert_true(size.bytes == 0 && size.frames == 0);
            break;
        default:
            break;
        }
        bool ok = act_write(&p->op, world_db(w), 1) && world_committed(&p->op, w, (struct instant){1});
        want(p, ok);
        world_put(w);
        assert_state(f, "w1", &f->one);
        if (i == SALVAGE) {
            want(p, world_delete(&p->op, f->store, "w1"));
            create(f, "w1");
            want(p, world_salvage(&p->op, f->store, "w1", &salvaged));
            assert_int_equal(salvaged, 0);
            act(f, "w1");
        }
        world_store_close(f->store);
        open_store(f);
        assert_state(f, "w1", &f->one);
        want(p, world_delete(&p->op, f->store, "w1"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_world_killed_before_its_first_act_is_there_as_it_was_born, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_process_killed_anywhere_in_the_first_act_leaves_the_birth_or_the_act, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_first_act_that_cannot_be_written_leaves_the_birth, set_up, tear_down),
        cmocka_unit_test_setup_teardown(power_that_fails_in_the_first_second_takes_the_act_and_not_the_world, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_on_the_disk_cannot_go_missing_in_silence, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_book_cut_anywhere_has_all_births_before_the_cut, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_birth_that_cannot_be_written_is_refused_and_harms_no_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_deleted_world_stays_deleted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_book_full_of_the_past_is_written_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_world_without_files_can_do_all_that_others_can, set_up, tear_down),
    };
    log_set_level(getenv("THAO_LOG") != NULL ? LOG_INFO : LOG_SILENT); /* the tests break things on purpose */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
