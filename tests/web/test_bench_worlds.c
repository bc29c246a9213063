/* The bench of worlds runs to its end, measures all it names and compares states by digest. */
#include "cli/cmd_bench_worlds.h"

#include "cli/bench_worlds.h"
#include "support/check.h"

#include <stdlib.h>

static void a_small_run_measures_everything(void **state)
{
    (void)state;
    struct op op;
    struct bench_worlds b = {.golden_mb = 1, .worlds = 3};
    struct arena *arena = arena_open((size_t)64 << 20);
    op_init(&op, arena, "test", LANG_EN);
    char folder[] = "/tmp/thao-bench-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    if (!bench_worlds_run(&op, folder, false, &b)) {
        fail_msg("%s: %s", op.error.key, op.error.cause == NULL ? "-" : op.error.cause);
    }
    assert_true(bench_median(&b.create) > 0 && bench_median(&b.reset) > 0 && bench_median(&b.rewind_any) > 0);
    assert_true(bench_p99(&b.rewind_recent) >= bench_median(&b.rewind_recent));
    assert_true(b.tables >= 15);
    assert_true(b.frames_per_act >= 4);
    assert_int_equal(b.digests, 3);
    arena_close(arena);
}

static void an_unknown_option_is_refused(void **state)
{
    (void)state;
    char *argv[] = {"bench", "worlds", "--nonsense"};
    assert_int_equal(cmd_bench_worlds(3, argv), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_run_measures_everything),
        cmocka_unit_test(an_unknown_option_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
