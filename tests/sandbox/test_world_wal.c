/* The log read and copied by us: against SQLite's own opinion, against torn and flipped bytes, and trap T-1. */
#include "sandbox/worlds.h"

#include "world/golden_source.h"
#include "world/golden_vfs.h"
#include "world/wal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "0000000000000000000000000000000000000000000000000000000000000002"
#define ACTS 40

struct fixture {
    struct place p;
    struct wal_boundary at[ACTS + 1];
    struct digest digest[ACTS + 1];
};

static struct db *connect(struct place *p, const char *file)
{
    const char *uri = golden_vfs_uri(&p->op, place_path(p, file), NAME, GOLDEN_WRITE);
    return db_open(&p->op, uri, &(struct db_options){.mode = DB_WORLD, .vfs = GOLDEN_VFS, .cache_kib = 64});
}

/* A log of ACTS acts in "1.0.gwal", its boundaries and the digest after each act. */
static int set_up(void **state)
{
    static struct fixture f;
    struct place *p = &f.p;
    place_open(p);
    want(p, golden_vfs_start(&p->op));
    golden_build(p, place_path(p, "golden.db"), 300);
    int fd = open(place_path(p, "golden.db"), O_RDONLY | O_CLOEXEC);
    struct stat st;
    assert_int_equal(fstat(fd, &st), 0);
    want(p, golden_source_publish(&p->op, NAME, fd, st.st_size));
    file_write(place_path(p, "1.0.gwal"), "", 0);
    struct db *db = connect(p, "1.0.gwal");
    want(p, db != NULL);
    f.digest[0] = state_digest(p, db);
    for (int i = 1; i <= ACTS; i++) {
        want(p, act_write(&p->op, db, i));
        f.digest[i] = state_digest(p, db);
    }
    db_close(db);
    struct wal *wal = wal_open(&p->op, place_path(p, "1.0.gwal"));
    for (int i = 1; i <= ACTS; i++) {
        want(p, wal_next_boundary(&p->op, wal, &f.at[i]));
        assert_int_equal(f.at[i].act, i);
    }
    f.at[0] = (struct wal_boundary){0};
    assert_false(wal_next_boundary(&p->op, wal, &f.at[0]));
    wal_close(wal);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    golden_source_withdraw(NAME);
    place_close(&f->p);
    return 0;
}

static void assert_state(struct fixture *f, const char *file, int act)
{
    struct db *db = connect(&f->p, file);
    want(&f->p, db != NULL);
    int64_t v;
    want(&f->p, db_version(&f->p.op, db, &v));
    assert_int_equal(v, act);
    struct digest d = state_digest(&f->p, db);
    assert_digest_equal(&d, &f->digest[act]);
    db_close(db);
}

static void a_prefix_copied_or_squashed_is_the_state_after_that_act(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    struct wal *wal = wal_open(&p->op, place_path(p, "1.0.gwal"));
    for (int i = 0; i <= ACTS; i++) {
        const char *copy = arena_printf(p->op.arena, "c%d.gwal", i), *squash = arena_printf(p->op.arena, "s%d.gwal", i);
        struct wal_boundary head;
        want(p, wal_copy(&p->op, wal, &f->at[i], place_path(p, copy), NULL, NULL));
        want(p, wal_squash(&p->op, wal, &f->at[i], place_path(p, squash), &head));
        assert_int_equal(head.act, i);
        assert_true(head.frames <= f->at[i].frames);
        assert_state(f, copy, i);
        assert_state(f, squash, i);
    }
    wal_close(wal);
}

static void copies_have_salts_of_their_own(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    struct wal *wal = wal_open(&p->op, place_path(p, "1.0.gwal"));
    want(p, wal_copy(&p->op, wal, &f->at[5], place_path(p, "a.gwal"), NULL, NULL));
    want(p, wal_copy(&p->op, wal, &f->at[5], place_path(p, "b.gwal"), NULL, NULL));
    wal_close(wal);
    size_t n;
    unsigned char *o = file_read(place_path(p, "1.0.gwal"), &n), *a = file_read(place_path(p, "a.gwal"), &n),
                  *b = file_read(place_path(p, "b.gwal"), &n);
    assert_int_equal(n, wal_bytes(f->at[5].frames));
    assert_memory_not_equal(o + 16, a + 16, 8);
    assert_memory_not_equal(a + 16, b + 16, 8);
    assert_memory_not_equal(o + 16, b + 16, 8);
    free(o);
    free(a);
    free(b);
}

static bool collect(struct op *op, void *self, const struct wal_boundary *made)
{
    (void)op;
    struct wal_boundary **next = self;
    *(*next)++ = *made;
    return true;
}

static void a_copy_tells_its_new_boundaries(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    struct wal_boundary made[ACTS], *next = made;
    struct wal *wal = wal_open(&p->op, place_path(p, "1.0.gwal"));
    want(p, wal_copy(&p->op, wal, &f->at[30], place_path(p, "a.gwal"), collect, &next));
    wal_close(wal);
    assert_int_equal(next - made, 30);
    wal = wal_open(&p->op, place_path(p, "a.gwal"));
    for (int i = 0; i < 30; i++) {
        struct wal_boundary b;
        bool fits;
        want(p, wal_resume(&p->op, wal, &made[i], &fits));
        assert_true(fits);
        assert_int_equal(made[i].frames, f->at[i + 1].frames);
        want(p, wal_resume(&p->op, wal, i == 0 ? &f->at[0] : &made[i - 1], &fits));
        want(p, wal_next_boundary(&p->op, wal, &b));
        assert_int_equal(b.check[0], made[i].check[0]);
        assert_int_equal(b.check[1], made[i].check[1]);
        assert_int_equal(b.act, i + 1);
    }
    bool fits = true;
    want(p, wal_resume(&p->op, wal, &f->at[7], &fits));
    assert_false(fits); /* a boundary of the old log is none of the new */
    wal_close(wal);
}

/* T-1: a rewind, the same acts again, and the old tail comes back behind them. */
static void an_abandoned_future_behind_a_rewound_log_stays_dead(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    size_t n, m;
    unsigned char *old = file_read(place_path(p, "1.0.gwal"), &n);
    for (int to = 1; to < ACTS; to += 6) {
        struct wal *wal = wal_open(&p->op, place_path(p, "1.0.gwal"));
        (void)unlink(place_path(p, "2.0.gwal"));
        want(p, wal_copy(&p->op, wal, &f->at[to], place_path(p, "2.0.gwal"), NULL, NULL));
        wal_close(wal);
        struct db *db = connect(p, "2.0.gwal");
        want(p, act_write(&p->op, db, to + 1)); /* byte for byte what was done before */
        db_close(db);
        unsigned char *now = file_read(place_path(p, "2.0.gwal"), &m);
        assert_int_equal(m, wal_bytes(f->at[to + 1].frames));
        unsigned char *both = malloc(n);
        assert_non_null(both);
        memcpy(both, old, n);
        memcpy(both, now, m);
        file_write(place_path(p, "2.0.gwal"), both, n);
        free(now);
        free(both);
        assert_state(f, "2.0.gwal", to + 1);
    }
    free(old);
}

/* Boundaries our reader finds, and the act SQLite stands at. */
static void compare_with_sqlite(struct fixture *f, const char *label, size_t at)
{
    struct place *p = &f->p;
    struct wal *wal = wal_open(&p->op, place_path(p, "t.gwal"));
    struct wal_boundary b = {0}, next;
    while (wal_next_boundary(&p->op, wal, &next)) {
        b = next;
    }
    want(p, true);
    wal_close(wal);
    struct db *db = connect(p, "t.gwal");
    want(p, db != NULL);
    int64_t v;
    want(p, db_version(&p->op, db, &v));
    if (v != b.act) {
        fail_msg("%s at %zu: SQLite stands at act %d, we at %d", label, at, (int)v, (int)b.act);
    }
    db_close(db);
}

static void torn_logs_end_where_sqlite_ends_them(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    size_t n;
    unsigned char *whole = file_read(place_path(p, "1.0.gwal"), &n);
    unsigned char *bytes = malloc(n);
    assert_non_null(bytes);
    uint32_t seed = 20261121;
    for (int round = 0; round < 120; round++) {
        size_t at = chance(&seed) % n, len = n;
        memcpy(bytes, whole, n);
        if (round % 4 == 0) {
            len = at;
        } else if (round % 4 == 1) {
            bytes[at] ^= (unsigned char)(1u << (chance(&seed) % 8));
        } else if (round % 4 == 2) {
            memset(bytes + at, 0, n - at);
        } else {
            for (size_t i = at; i < n && i < at + 512; i++) {
                bytes[i] = (unsigned char)chance(&seed);
            }
        }
        file_write(place_path(p, "t.gwal"), bytes, len);
        compare_with_sqlite(f, round % 4 == 0 ? "cut" : "flip, zeros or noise", at);
    }
    free(bytes);
    free(whole);
}

static void a_copy_of_a_changed_log_fails_and_leaves_no_file(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    size_t n;
    unsigned char *bytes = file_read(place_path(p, "1.0.gwal"), &n);
    uint32_t seed = 7;
    for (int round = 0; round < 40; round++) {
        size_t end = (size_t)wal_bytes(f->at[20].frames), at = chance(&seed) % end;
        if (at >= 12 && at < 16) {
            continue; /* the checkpoint number of the header; covered by the header's checksum all the same */
        }
        bytes[at] ^= 4;
        file_write(place_path(p, "t.gwal"), bytes, n);
        bytes[at] ^= 4;
        struct wal *wal = wal_open(&p->op, place_path(p, "t.gwal"));
        struct wal_boundary head;
        want_failure(p, wal_copy(&p->op, wal, &f->at[20], place_path(p, "x.gwal"), NULL, NULL), E_BROKEN, "world.log_damaged");
        want_failure(p, wal_squash(&p->op, wal, &f->at[20], place_path(p, "x.gwal"), &head), E_BROKEN, "world.log_damaged");
        wal_close(wal);
        assert_int_not_equal(access(place_path(p, "x.gwal"), F_OK), 0);
    }
    free(bytes);
}

static void a_boundary_of_another_log_is_not_copied_up_to(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    struct wal *wal = wal_open(&p->op, place_path(p, "1.0.gwal"));
    struct wal_boundary head, odd = f->at[20];
    odd.check[1] ^= 1;
    want_failure(p, wal_copy(&p->op, wal, &odd, place_path(p, "x.gwal"), NULL, NULL), E_BROKEN, "world.log_damaged");
    want_failure(p, wal_squash(&p->op, wal, &odd, place_path(p, "x.gwal"), &head), E_BROKEN, "world.log_damaged");
    odd = f->at[20];
    odd.frames--; /* a frame that ends nothing */
    want_failure(p, wal_copy(&p->op, wal, &odd, place_path(p, "x.gwal"), NULL, NULL), E_BROKEN, "world.log_damaged");
    want_failure(p, wal_squash(&p->op, wal, &odd, place_path(p, "x.gwal"), &head), E_BROKEN, "world.log_damaged");
    wal_close(wal);
    assert_int_not_equal(access(place_path(p, "x.gwal"), F_OK), 0);
}

static void a_copy_never_writes_over_a_file(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    struct wal *wal = wal_open(&p->op, place_path(p, "1.0.gwal"));
    want_failure(p, wal_copy(&p->op, wal, &f->at[20], place_path(p, "1.0.gwal"), NULL, NULL), E_BROKEN, "error.broken");
    wal_close(wal);
    assert_state(f, "1.0.gwal", ACTS);
}

static void a_spilled_and_rolled_back_transaction_is_no_boundary(void **state)
{
    struct fixture *f = *state;
    struct place *p = &f->p;
    struct db *db = connect(p, "1.0.gwal");
    want(p, db_script(&p->op, db, "PRAGMA cache_size=5"));
    want(p, db_begin(&p->op, db, true));
    want(p, db_script(&p->op, db, "UPDATE note SET body = body || body || body"));
    db_rollback(db);
    db_close(db);
    struct stat st;
    assert_int_equal(stat(place_path(p, "1.0.gwal"), &st), 0);
    assert_true(st.st_size > wal_bytes(f->at[ACTS].frames)); /* the file alone says nothing */
    struct wal *wal = wal_open(&p->op, place_path(p, "1.0.gwal"));
    struct wal_boundary b;
    int count = 0;
    while (wal_next_boundary(&p->op, wal, &b)) {
        count++;
    }
    assert_int_equal(count, ACTS);
    wal_close(wal);
    assert_state(f, "1.0.gwal", ACTS);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_prefix_copied_or_squashed_is_the_state_after_that_act),
        T(copies_have_salts_of_their_own),
        T(a_copy_tells_its_new_boundaries),
        T(an_abandoned_future_behind_a_rewound_log_stays_dead),
        T(torn_logs_end_where_sqlite_ends_them),
        T(a_copy_of_a_changed_log_fails_and_leaves_no_file),
        T(a_boundary_of_another_log_is_not_copied_up_to),
        T(a_copy_never_writes_over_a_file),
        T(a_spilled_and_rolled_back_transaction_is_no_boundary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
