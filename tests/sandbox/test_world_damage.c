/* What a world survives of its own files: torn and flipped logs, lost and foreign side-cars, damaged manifests. Nothing acknowledged goes
 * missing in silence: what cannot be read is refused, and the evidence stays. */
#include "sandbox/one_world.h"

#include "base/log.h"
#include "world/savepoint.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ACTS 30

/* ---- damaged logs ---- */

/* Changes the log and opens the world: either nothing acknowledged is missing, or it is refused and the file is as it was. */
static void damage_log(struct one_world *f, unsigned char *bytes, size_t n, bool with_index, const struct digest *full)
{
    struct place *p = &f->p;
    size_t m;
    file_write(one_world_log(f), bytes, n);
    if (!with_index) {
        (void)unlink(one_world_index(f));
    }
    struct world *w = world_get(&p->op, f->store, "w1");
    if (w != NULL) {
        int64_t number = world_act(w);
        world_put(w);
        assert_true(!with_index || number == ACTS);
        if (number == ACTS) {
            one_world_is(f, full);
        }
        one_world_is_whole(f);
    } else {
        assert_true(with_index);
        want_failure(p, false, E_BROKEN, "world.damaged");
        unsigned char *now = file_read(one_world_log(f), &m);
        assert_int_equal(n, m);
        assert_memory_equal(bytes, now, n);
        free(now);
    }
    want(p, world_rest(&p->op, f->store, "w1"));
}

static void a_torn_or_flipped_log_is_refused_when_acts_are_missing(void **state)
{
    struct one_world *f = *state;
    one_world_acts(f, ACTS);
    struct digest full = one_world_digest(f);
    want(&f->p, world_rest(&f->p.op, f->store, "w1"));
    size_t n, k;
    unsigned char *whole = file_read(one_world_log(f), &n), *index = file_read(one_world_index(f), &k), *bytes = malloc(n);
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
        file_write(one_world_index(f), index, k);
        damage_log(f, bytes, len, round % 8 < 4, &full);
    }
    file_write(one_world_log(f), whole, n);
    file_write(one_world_index(f), index, k);
    one_world_is(f, &full);
    free(whole);
    free(index);
    free(bytes);
}

static void a_damaged_world_can_be_salvaged_and_keeps_the_evidence(void **state)
{
    struct one_world *f = *state;
    struct place *p = &f->p;
    struct digest twelve = {{0}};
    for (int i = 1; i <= ACTS; i++) {
        one_world_acts(f, 1);
        if (i == 12) {
            twelve = one_world_digest(f);
        }
    }
    want(p, world_rest(&p->op, f->store, "w1"));
    size_t n, m;
    unsigned char *bytes = file_read(one_world_log(f), &n);
    struct wal *wal = wal_open_bytes(bytes, n);
    struct wal_boundary b = {0};
    while (b.act < 12) {
        want(p, wal_next_boundary(&p->op, wal, &b));
    }
    wal_close(wal);
    bytes[wal_bytes(b.frames) + 100] ^= 1; /* in the first frame of act 13 */
    file_write(one_world_log(f), bytes, n);
    want_failure(p, world_get(&p->op, f->store, "w1") != NULL, E_BROKEN, "world.damaged");
    int64_t act = 0;
    want(p, world_salvage(&p->op, f->store, "w1", &act));
    assert_int_equal(act, 12);
    assert_int_equal(one_world_act(f), 12);
    one_world_is(f, &twelve);
    one_world_acts(f, 3);
    struct world *w = world_get(&p->op, f->store, "w1");
    want(p, world_rewind(&p->op, w, 7)); /* what lies before the damage is still reachable */
    world_put(w);
    unsigned char *now = file_read(one_world_log(f), &m);
    assert_int_equal(n, m);
    assert_memory_equal(bytes, now, n);
    free(now);
    free(bytes);
}

/* ---- damaged side-cars ---- */

static void a_lost_or_damaged_side_car_is_made_again(void **state)
{
    struct one_world *f = *state;
    struct place *p = &f->p;
    one_world_acts(f, ACTS);
    struct digest full = one_world_digest(f);
    want(p, world_rest(&p->op, f->store, "w1"));
    size_t n;
    unsigned char *index = file_read(one_world_index(f), &n), *bytes = malloc(n + 100);
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
        file_write(one_world_index(f), bytes, len);
        assert_int_equal(one_world_act(f), ACTS);
        struct world *w = world_get(&p->op, f->store, "w1");
        want(p, world_branch(&p->op, w, 1 + round % ACTS, "b"));
        world_put(w);
        want(p, world_delete(&p->op, f->store, "b"));
        want(p, world_rest(&p->op, f->store, "w1"));
    }
    one_world_is(f, &full);
    one_world_acts(f, 2);
    free(index);
    free(bytes);
}

static void a_foreign_side_car_does_not_pass_for_the_worlds_own(void **state)
{
    struct one_world *f = *state;
    struct place *p = &f->p;
    one_world_acts(f, 5);
    want(p, world_create(&p->op, f->store, "w2", f->golden));
    for (int i = 0; i < 8; i++) {
        want(p, one_world_try_act(&p->op, f->store, "w2"));
    }
    want(p, world_rest(&p->op, f->store, "w1") && world_rest(&p->op, f->store, "w2"));
    size_t n;
    unsigned char *other = file_read(place_path(p, "worlds/w2/1.0.gidx"), &n);
    file_write(one_world_index(f), other, n);
    free(other);
    want_failure(p, world_get(&p->op, f->store, "w1") != NULL, E_BROKEN, "world.damaged");
    assert_int_equal(unlink(one_world_index(f)), 0);
    assert_int_equal(one_world_act(f), 5);
}

static void a_damaged_manifest_is_refused(void **state)
{
    struct one_world *f = *state;
    struct place *p = &f->p;
    one_world_acts(f, 3);
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
    assert_int_equal(one_world_act(f), 3);
    free(bytes);
}

#define T(name) cmocka_unit_test_setup_teardown(name, one_world_set_up, one_world_tear_down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_torn_or_flipped_log_is_refused_when_acts_are_missing),
        T(a_damaged_world_can_be_salvaged_and_keeps_the_evidence),
        T(a_lost_or_damaged_side_car_is_made_again),
        T(a_foreign_side_car_does_not_pass_for_the_worlds_own),
        T(a_damaged_manifest_is_refused),
    };
    log_set_level(getenv("THAO_LOG") != NULL ? LOG_INFO : LOG_SILENT); /* the tests break things on purpose */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
