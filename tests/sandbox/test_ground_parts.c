/* The small parts of the drill ground: blobs by their digest, presence in memory, exercises on the shelf. */
#include "document/blob.h"
#include "ground/presence.h"
#include "ground/shelf.h"
#include "sandbox/worlds.h"
#include "script/child.h"
#include "world/golden_vfs.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int set_up(void **state)
{
    static struct place p;
    place_open(&p);
    *state = &p;
    return 0;
}
static int tear_down(void **state)
{
    place_close(*state);
    return 0;
}

/* ---- blobs ---- */

static void a_blob_is_read_back_byte_for_byte(void **state)
{
    struct place *p = *state;
    static const char bytes[] = "%PDF-1.5 gi\xe1\xba\xa5y\0ti\xe1\xba\xbfp";
    struct digest first, again;
    char name[DIGEST_TEXT];
    const void *got = NULL;
    size_t len = 0;
    want(p, blob_write(&p->op, p->folder, bytes, sizeof bytes, &first));
    want(p, blob_write(&p->op, p->folder, bytes, sizeof bytes, &again));
    assert_true(digest_equal(&first, &again));
    want(p, blob_read(&p->op, p->folder, digest_format(&first, name), &got, &len));
    assert_int_equal(len, sizeof bytes);
    assert_memory_equal(got, bytes, sizeof bytes);
}

static void a_blob_that_is_gone_or_changed_is_never_given_out(void **state)
{
    struct place *p = *state;
    struct digest digest;
    char name[DIGEST_TEXT];
    const void *got = NULL;
    size_t len = 0;
    want(p, blob_write(&p->op, p->folder, "giay", 4, &digest));
    digest_format(&digest, name);
    const char *path = arena_printf(p->op.arena, "%s/%.2s/%s", p->folder, name, name);
    file_write(path, "gjay", 4);
    want_failure(p, blob_read(&p->op, p->folder, name, &got, &len), E_BROKEN, "error.broken");
    assert_int_equal(unlink(path), 0);
    want_failure(p, blob_read(&p->op, p->folder, name, &got, &len), E_MISSING, "blob.missing");
    want_failure(p, blob_read(&p->op, p->folder, "../../etc/passwd", &got, &len), E_BROKEN, "error.broken");
}

/* ---- presence ---- */

static void presence_grows_with_the_class(void **state)
{
    (void)state;
    struct presence_table *t = presence_open();
    for (int i = 0; i < 3000; i++) {
        char world[24];
        (void)snprintf(world, sizeof world, "w%d", i);
        presence_note(t, world, &(struct presence){.seen_at = {i + 1}, .office_at = {7}, .act = i, .generation = 1}, i % 2 == 0);
    }
    for (int i = 0; i < 3000; i++) {
        char world[24];
        (void)snprintf(world, sizeof world, "w%d", i);
        struct presence now = presence_get(t, world);
        assert_int_equal(now.seen_at.ms, i + 1);
        assert_int_equal(now.act, i);
        assert_true(instant_is_none(now.acted_at) == (i % 2 == 1));
    }
    assert_true(instant_is_none(presence_get(t, "w-nobody").seen_at));
    presence_close(t);
}

static void a_visit_of_somebody_else_leaves_seen_and_acted_as_they_were(void **state)
{
    (void)state;
    struct presence_table *t = presence_open();
    presence_note(t, "w1", &(struct presence){.seen_at = {100}, .act = 3, .generation = 1}, true);
    presence_note(t, "w1", &(struct presence){.seen_at = INSTANT_NONE, .act = 2, .generation = 2}, false);
    struct presence now = presence_get(t, "w1");
    assert_int_equal(now.seen_at.ms, 100);
    assert_int_equal(now.acted_at.ms, 100);
    assert_int_equal(now.act, 2);
    assert_int_equal(now.generation, 2);
    presence_close(t);
}

static void *note_many(void *arg)
{
    for (int i = 0; i < 2000; i++) {
        char world[24];
        (void)snprintf(world, sizeof world, "w%d", i % 300);
        presence_note(arg, world, &(struct presence){.seen_at = {1}, .act = 1}, true);
        (void)presence_get(arg, world);
    }
    return NULL;
}

static void presence_is_noted_from_many_threads(void **state)
{
    (void)state;
    pthread_t threads[8];
    struct presence_table *t = presence_open();
    for (size_t i = 0; i < 8; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, note_many, t), 0);
    }
    for (size_t i = 0; i < 8; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    }
    assert_int_equal(presence_get(t, "w299").act, 1);
    presence_close(t);
}

/* ---- the shelf ---- */

static int built;

static void count_build(const char *exercise)
{
    (void)exercise;
    built++;
}

static void make_folder(struct place *p, const char *name)
{
    assert_int_equal(mkdir(place_path(p, name), 0700), 0);
}

/* A file of the shipped scenarios, copied: whatever happens to the copy, the original stays. */
static void copy(struct place *p, const char *name)
{
    size_t n = 0;
    unsigned char *bytes = file_read(arena_printf(p->op.arena, TEST_SOURCE_DIR "/%s", name), &n);
    file_write(place_path(p, name), bytes, n);
    free(bytes);
}

static void copy_scenarios(struct place *p)
{
    static const char *const folders[] = {"scenarios", "scenarios/data", "scenarios/data/goldens", "scenarios/data/procedures",
                                          "scenarios/ho-so-dau-tien", "scenarios/bai-hong", "work"};
    static const char *const files[] = {"data/goldens/so-khcn.json", "data/procedures/1.014445.json", "ho-so-dau-tien/scenario.lua",
                                        "ho-so-dau-tien/brief.vi.md", "ho-so-dau-tien/brief.en.md"};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        make_folder(p, folders[i]);
    }
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        copy(p, arena_printf(p->op.arena, "scenarios/%s", files[i]));
    }
}

static void one_bad_exercise_does_not_stop_the_class_and_a_built_office_is_not_built_again(void **state)
{
    struct place *p = *state;
    const char *folder = place_path(p, "scenarios");
    copy_scenarios(p);
    file_write(place_path(p, "scenarios/bai-hong/scenario.lua"), "return scenario { id = ", 23);
    want(p, golden_vfs_start(&p->op));
    for (int start = 0; start < 2; start++) {
        struct world_store *worlds = world_store_open(&p->op, p->folder, NULL);
        want(p, worlds != NULL);
        struct store *lab = store_open(&p->op, place_path(p, "lab.db"));
        want(p, lab != NULL);
        struct shelf *shelf = shelf_open(
            &p->op, &(struct shelf_options){.folder = folder, .work = place_path(p, "work"), .progress = count_build}, lab, worlds);
        want(p, shelf != NULL);
        assert_int_equal(shelf_count(shelf), 1);
        assert_non_null(shelf_find(shelf, "ho-so-dau-tien"));
        assert_null(shelf_find(shelf, "bai-hong"));
        assert_int_equal(built, 1);
        shelf_close(shelf);
        store_close(lab);
        world_store_close(worlds);
    }
}

int main(int argc, char **argv)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_blob_is_read_back_byte_for_byte),
        TEST(a_blob_that_is_gone_or_changed_is_never_given_out),
        cmocka_unit_test(presence_grows_with_the_class),
        cmocka_unit_test(a_visit_of_somebody_else_leaves_seen_and_acted_as_they_were),
        cmocka_unit_test(presence_is_noted_from_many_threads),
        TEST(one_bad_exercise_does_not_stop_the_class_and_a_built_office_is_not_built_again),
    };
    int child = exercise_child_main(argc, argv);
    return child >= 0 ? child : cmocka_run_group_tests(tests, NULL, NULL);
}
