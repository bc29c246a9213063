/* A data folder of an earlier version: its worlds stand on the schema of their golden file, which statements of this version do not fit. */
#include "base/text.h"
#include "core_sql.h"
#include "db/migrate.h"
#include "ground/ground.h"
#include "people/classroom.h"
#include "sandbox/worlds.h"
#include "script/child.h"
#include "world/golden_vfs.h"
#include "world/store.h"
#include "world_sql.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define EXERCISE "ho-so-dau-tien"
#define OLD "w0000000000000001"

enum age { OLDER = -1, SAME, NEWER };

struct upgrade {
    struct place p;
    const char *golden; /* of the other version */
    struct ground *ground;
};

/* What another version would have built: the migrations it had, one fewer or one more than ours. */
static void build(struct place *p, const char *path, enum age age)
{
    static const struct migration next = {.number = 9999, .name = "next", .text = "CREATE TABLE next (id INTEGER PRIMARY KEY) STRICT;"};
    struct schema older = core_schema, newer = {.name = core_schema.name, .migrations = &next, .count = 1};
    older.count -= age == OLDER;
    struct db *db = db_open(&p->op, path, &(struct db_options){.mode = DB_BUILD});
    want(p, db != NULL && migrate(&p->op, db, &older) && migrate(&p->op, db, &world_schema) &&
                (age != NEWER || migrate(&p->op, db, &newer)));
    db_close(db);
}

/* A world with one act, as that version left it. */
static void leave_world(struct upgrade *u, enum age age)
{
    struct place *p = &u->p;
    struct world_store *store = world_store_open(&p->op, place_path(p, "var"), NULL);
    want(p, store != NULL);
    build(p, place_path(p, "old.db"), age);
    u->golden = world_store_add_golden(&p->op, store, place_path(p, "old.db"));
    want(p, u->golden != NULL && world_create(&p->op, store, OLD, u->golden));
    struct world *w = world_get(&p->op, store, OLD);
    want(p, w != NULL && db_begin(&p->op, world_db(w), true) &&
                db_script(&p->op, world_db(w), "INSERT INTO meta (key, value) VALUES ('mark', 'x')") &&
                db_set_version(&p->op, world_db(w), 1) && db_commit(&p->op, world_db(w)) &&
                world_committed(&p->op, w, (struct instant){1}));
    world_put(w);
    world_store_close(store);
}

static void open_ground(struct upgrade *u)
{
    const struct ground_options options = {.data = place_path(&u->p, "var"), .scenarios = TEST_SOURCE_DIR "/scenarios",
                                           .untested = true};
    u->ground = ground_open(&u->p.op, &options);
    want(&u->p, u->ground != NULL);
}

static int set_up(void **state)
{
    static struct upgrade u;
    memset(&u, 0, sizeof u);
    place_open(&u.p);
    want(&u.p, golden_vfs_start(&u.p.op));
    *state = &u;
    return 0;
}

static int tear_down(void **state)
{
    struct upgrade *u = *state;
    ground_close(u->ground);
    place_close(&u->p);
    return 0;
}

/* A trainee whose running attempt is in that world. */
static const struct attempt *begin_in_old(struct upgrade *u, const char **person, int64_t *class_id)
{
    struct op *op = &u->p.op;
    const char *password = NULL, *exercises[] = {EXERCISE};
    bool created = false;
    struct instant now = ground_now(u->ground);
    want(&u->p, person_ensure_demo(op, ground_lab(u->ground), now, &password));
    const struct classroom *c = classroom_ensure_demo(op, ground_lab(u->ground), exercises, 1, now);
    want(&u->p, c != NULL);
    const struct welcome *who = classroom_join(op, ground_lab(u->ground), c->code, "Nguyễn Văn An", now);
    want(&u->p, who != NULL);
    *person = who->person.id;
    *class_id = c->id;
    const struct attempt_new ask = {.person = *person, .class_id = *class_id, .exercise = EXERCISE, .world = OLD, .golden = u->golden,
                                    .exercise_digest = u->golden, .max_points = 100, .pass_points = 50};
    const struct attempt *a = attempt_begin(op, ground_lab(u->ground), &ask, now, &created);
    want(&u->p, a != NULL && created);
    return a;
}

static void assert_refused(struct upgrade *u, const char *key)
{
    struct visit v;
    struct digest before[2], after[2];
    const char *names[] = {"var/worlds/" OLD "/manifest", "var/worlds/" OLD "/1.0.gwal"};
    for (int round = 0; round < 3; round++) {
        size_t n;
        for (int i = 0; i < 2; i++) {
            unsigned char *bytes = file_read(place_path(&u->p, names[i]), &n);
            before[i] = digest_of(bytes, n);
            free(bytes);
        }
        want_failure(&u->p, ground_enter(&u->p.op, u->ground, OLD, true, &v), E_STATE, key);
        for (int i = 0; i < 2; i++) {
            unsigned char *bytes = file_read(place_path(&u->p, names[i]), &n);
            after[i] = digest_of(bytes, n);
            free(bytes);
            assert_digest_equal(&before[i], &after[i]);
        }
    }
}

static void a_world_of_an_earlier_version_is_refused_and_kept_and_the_exercise_can_be_begun_again(void **state)
{
    struct upgrade *u = *state;
    struct op *op = &u->p.op;
    const char *person;
    int64_t class_id;
    bool created = false;
    leave_world(u, OLDER);
    open_ground(u);
    const struct attempt *old = begin_in_old(u, &person, &class_id);
    assert_refused(u, "world.older");
    const struct attempt *a = ground_begin(op, u->ground, person, class_id, EXERCISE, &created);
    want(&u->p, a != NULL);
    assert_true(created);
    assert_string_not_equal(a->world, OLD);
    assert_string_not_equal(a->id, old->id);
    struct visit v;
    want(&u->p, ground_enter(op, u->ground, a->world, true, &v));
    ground_leave(op, &v);
    old = attempt_get(op, ground_lab(u->ground), old->id);
    want(&u->p, old != NULL);
    assert_string_equal(old->state, "abandoned");
    assert_refused(u, "world.older"); /* and is still there */
    const struct attempt *again = ground_begin(op, u->ground, person, class_id, EXERCISE, &created);
    want(&u->p, again != NULL);
    assert_false(created);
    assert_string_equal(again->id, a->id);
}

static void a_world_of_a_newer_version_is_refused_and_its_attempt_goes_on_waiting(void **state)
{
    struct upgrade *u = *state;
    const char *person;
    int64_t class_id;
    bool created = true;
    leave_world(u, NEWER);
    open_ground(u);
    const struct attempt *old = begin_in_old(u, &person, &class_id);
    assert_refused(u, "world.newer");
    const struct attempt *a = ground_begin(&u->p.op, u->ground, person, class_id, EXERCISE, &created);
    want(&u->p, a != NULL);
    assert_false(created);
    assert_string_equal(a->id, old->id);
}

static void a_world_of_this_version_opens(void **state)
{
    struct upgrade *u = *state;
    struct visit v;
    leave_world(u, SAME);
    open_ground(u);
    bool ok = ground_enter(&u->p.op, u->ground, OLD, true, &v);
    if (ok) {
        ground_leave(&u->p.op, &v);
    }
    assert_true(ok || (strcmp(u->p.op.error.key, "world.older") != 0 && strcmp(u->p.op.error.key, "world.newer") != 0));
    op_clear(&u->p.op);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_world_of_an_earlier_version_is_refused_and_kept_and_the_exercise_can_be_begun_again, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_world_of_a_newer_version_is_refused_and_its_attempt_goes_on_waiting, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_world_of_this_version_opens, set_up, tear_down),
    };
    int child = exercise_child_main(argc, argv);
    return child >= 0 ? child : cmocka_run_group_tests(tests, NULL, NULL);
}
