/* A short bench of attachments against a real server: all come out as they went in and none is left over. Times are not judged here. */
#include "cli/bench_files.h"
#include "cli/cmd_bench_files.h"

#include "script/child.h"
#include "support/check.h"

#include <stdlib.h>

#define FILES 100 /* of one client: more than one dossier holds */

static void files_come_out_as_they_went_in(void **state)
{
    (void)state;
    struct op op;
    struct bench_files b;
    struct arena *arena = arena_open((size_t)256 << 20);
    op_init(&op, arena, "test", LANG_EN);
    struct bench_files_plan plan = {.program = TEST_BINARY_DIR "/thaotruong", .shipped = TEST_SOURCE_DIR "/scenarios",
                                    .folder = bench_make_folder(&op), .files = FILES, .size = 20000, .clients = 1};
    assert_non_null(plan.folder);
    if (!bench_files_run(&op, &plan, &b)) {
        fail_msg("%s: %s (%s)", op.error.key, op.error.cause == NULL ? "-" : op.error.cause, plan.folder);
    }
    bench_remove_folder(&op, plan.folder);
    assert_int_equal(b.equal, FILES);
    assert_int_equal(b.kept, FILES);
    assert_int_equal(b.in.latency.count, FILES);
    assert_int_equal(b.plain_out.latency.count, FILES);
    assert_true(b.in.cpu > 0 && b.plain_in.cpu > 0 && b.resident_tenth > 0 && b.resident_peak >= b.resident_out);
    arena_close(arena);
}

static void a_wrong_number_is_refused(void **state)
{
    (void)state;
    char *nonsense[] = {"files", "--nonsense"}, *few[] = {"files", "--files", "3"}, *many[] = {"files", "--files", "30000", "--clients", "1"};
    assert_int_equal(cmd_bench_files(2, nonsense), 2);
    assert_int_equal(cmd_bench_files(3, few), 2);
    assert_int_equal(cmd_bench_files(5, many), 2);
}

int main(int argc, char **argv)
{
    int child = exercise_child_main(argc, argv); /* exercises are read by a child of the same binary */
    if (child >= 0) {
        return child;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_come_out_as_they_went_in),
        cmocka_unit_test(a_wrong_number_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
