/* A short bench of acts: it runs against a real server, the loop leaves the same offices behind, and its figures add up. Times are
 * not judged here. */
#include "cli/cmd_bench_acts.h"

#include "script/child.h"
#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#define WORLDS 3
#define ACTS 16

static void a_short_bench_leaves_equal_offices(void **state)
{
    (void)state;
    struct op op;
    struct bench_acts b;
    struct strbuf buf;
    struct json_out out;
    struct arena *arena = arena_open((size_t)256 << 20);
    op_init(&op, arena, "test", LANG_EN);
    struct bench_acts_plan plan = {.program = TEST_BINARY_DIR "/thaotruong", .shipped = TEST_SOURCE_DIR "/scenarios",
                                   .folder = bench_make_folder(&op), .worlds = WORLDS, .acts = ACTS, .threads = 2, .brief = true};
    assert_non_null(plan.folder);
    if (!bench_acts_run(&op, &plan, &b)) {
        fail_msg("%s: %s (%s)", op.error.key, op.error.cause == NULL ? "-" : op.error.cause, plan.folder);
    }
    bench_remove_folder(&op, plan.folder);
    assert_int_equal(b.digests, WORLDS);
    assert_int_equal(b.lines[ACTS_HTTP].m.latency.count, WORLDS * ACTS);
    assert_int_equal(b.lines[ACTS_BARE].m.latency.count, WORLDS * ACTS);
    assert_false(b.lines[ACTS_KEPT].done);
    assert_int_equal(b.lines[ACTS_HTTP].rounds, ACTS / 4);
    for (int i = 0; i < ACTS / 4; i++) {
        assert_true(b.lines[ACTS_HTTP].ratio[i] > 0 && (i == 0 || b.lines[ACTS_HTTP].ratio[i - 1] <= b.lines[ACTS_HTTP].ratio[i]));
    }
    double *ratio = b.lines[ACTS_HTTP].ratio;
    assert_true(bench_acts_ratio(&b.lines[ACTS_HTTP]) == (ratio[1] + ratio[2]) / 2);
    assert_int_equal(b.verdicts, WORLDS * 9); /* the queue's last, and eight watched one by one */
    assert_true(b.checks.checks > 20 && b.checks.mistakes == 16);
    assert_true(b.statements_inside > 10 && b.statements > b.statements_inside);
    assert_true(b.frames > 1 && b.lines[ACTS_HTTP].m.cpu > 0 && b.lines[ACTS_BARE].m.cpu > 0);
    strbuf_init(&buf, arena, JSON_BYTES_MAX);
    json_begin(&out, &buf);
    json_open_object(&out, NULL);
    bench_acts_put(&out, &b);
    json_close_object(&out);
    const struct json *node = json_parse(&op, buf.data, buf.len);
    assert_non_null(node);
    assert_int_equal(json_get_int(node, "digests_equal", 0), WORLDS);
    assert_int_equal(json_get_int(json_get(node, "http"), "acts", 0), WORLDS * ACTS);
    assert_int_equal(json_get(json_get(node, "http"), "rounds")->count, ACTS / 4);
    arena_close(arena);
}

static void an_unknown_option_is_refused(void **state)
{
    (void)state;
    char *nonsense[] = {"acts", "--nonsense"}, *few[] = {"acts", "--acts", "3"};
    assert_int_equal(cmd_bench_acts(2, nonsense), 2);
    assert_int_equal(cmd_bench_acts(3, few), 2);
}

int main(int argc, char **argv)
{
    int child = exercise_child_main(argc, argv); /* exercises are read by a child of the same binary */
    if (child >= 0) {
        return child;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_bench_leaves_equal_offices),
        cmocka_unit_test(an_unknown_option_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
