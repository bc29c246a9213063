/* The bench of a large office, in small: everything is measured, the counters agree, an unknown option is refused. */
#include "cli/bench_office.h"
#include "cli/cmd_bench_office.h"
#include "support/check.h"

#include <stdlib.h>

static void a_small_run_measures_everything_and_takes_the_file_again(void **state)
{
    (void)state;
    struct op op;
    op_init(&op, arena_open((size_t)256 << 20), "test", LANG_EN);
    const char *folder = bench_make_folder(&op);
    struct bench_office_plan plan = {.dossiers = {200, 400}, .sizes = 2, .rounds = 5, .slices = 2,
                                     .data = TEST_SOURCE_DIR "/scenarios/data", .folder = folder, .quiet = true};
    for (int again = 0; again < 2; again++) {
        struct bench_office both[2];
        if (!bench_office_run(&op, &plan, both)) {
            fail_msg("%s: %s", op.error.key, op.error.cause == NULL ? "" : op.error.cause);
        }
        for (int i = 0; i < 2; i++) {
            struct bench_office *b = &both[i];
            assert_int_equal(b->reused, again);
            assert_true(b->dossiers >= plan.dossiers[i] && b->acts > 6 * plan.dossiers[i] && b->file_mib > 0 && b->peak_mib > 0);
            assert_true(bench_median(&b->open) > 0 && bench_median(&b->queue) > 0 && bench_median(&b->search) > 0);
            assert_true(bench_median(&b->act) > 0 && bench_median(&b->report) > 0 && bench_median(&b->report_days) > 0);
            assert_true(b->queue.count >= 5 && b->queue.count == b->search.count && b->search.count == b->act.count);
            assert_non_null(b->slowest_query.name);
            assert_non_null(b->slowest_seat.name);
        }
        assert_true(both[0].dossiers < both[1].dossiers);
    }
    bench_remove_folder(&op, folder);
    arena_close(op.arena);
}

static void sizes_and_options_that_are_none_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {{"--dossiers", "x"}, {"--dossiers", "99"}, {"--dossiers", ""}, {"--nonsense", "1"}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char *argv[] = {"office", (char *)(uintptr_t)wrong[i][0], (char *)(uintptr_t)wrong[i][1]};
        assert_int_not_equal(cmd_bench_office(3, argv), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_run_measures_everything_and_takes_the_file_again),
        cmocka_unit_test(sizes_and_options_that_are_none_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
