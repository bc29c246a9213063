/* `thaotruong scenario test` and `thaotruong play` as an author at a terminal meets them. */
#include "support/check.h"
#include "support/shell.h"

#include "base/json.h"

#include <string.h>

#define BEFORE "cd '" TEST_SOURCE_DIR "' && C='" TEST_BINARY_DIR "/thaotruong'"

static void says(const char *line, int status, const char *wanted)
{
    shell_says(BEFORE, line, status, wanted);
}

static void a_passing_exercise_ends_with_0_in_the_language_asked_for(void **state)
{
    (void)state;
    says("$C scenario test --quick ho-so-dau-tien", 0, "Bài tự kiểm đạt");
    says("$C scenario test --quick scenarios/ho-so-dau-tien/ --lang en", 0, "Self-test passed");
}

static void an_exercise_that_is_not_there_ends_with_1(void **state)
{
    (void)state;
    says("$C scenario test --quick ho-so-dau-tien khong-co", 1, "khong-co\n");
    says("$C play khong-co", 1, "scenario.lua");
}

static void wrong_use_ends_with_2(void **state)
{
    (void)state;
    says("$C scenario", 2, "usage");
    says("$C scenario test", 2, "usage");
    says("$C scenario test x --lang fr", 2, "usage");
    says("$C scenario test x --strikt", 2, "--strikt");
    says("$C play", 2, "usage");
}

static void json_is_one_document(void **state)
{
    (void)state;
    struct op op;
    struct arena *arena = arena_open((size_t)16 << 20);
    const char *out;
    op_init(&op, arena, "test", LANG_EN);
    assert_int_equal(shell_run(BEFORE, "$C scenario test --quick --json ho-so-dau-tien khong-co", &out), 1);
    const struct json *node = json_parse(&op, out, strlen(out));
    assert_non_null(node);
    assert_false(json_get_bool(node, "passed", true));
    assert_int_equal(json_get(node, "exercises")->count, 2);
    assert_true(json_get_bool(json_at(json_get(node, "exercises"), 0), "passed", false));
    arena_close(arena);
}

static void junit_goes_to_its_file(void **state)
{
    (void)state;
    says("f=$(mktemp); $C scenario test --quick --junit $f ho-so-dau-tien >/dev/null; echo $?; cat $f; rm $f", 0, "0\n<?xml");
    says("f=$(mktemp); $C scenario test --quick --junit $f ho-so-dau-tien >/dev/null; tail -n 1 $f; rm $f", 0, "</testsuites>");
    says("$C scenario test --quick --junit /nowhere/at/all ho-so-dau-tien", 1, "/nowhere/at/all");
}

static void the_story_ends_with_its_points(void **state)
{
    (void)state;
    says("$C play ho-so-dau-tien --lang en", 0, "100 points of 100: passed");
    says("$C play ho-so-dau-tien", 0, "do máy đóng vai: Ban hành kết quả – du");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_passing_exercise_ends_with_0_in_the_language_asked_for),
        cmocka_unit_test(an_exercise_that_is_not_there_ends_with_1),
        cmocka_unit_test(wrong_use_ends_with_2),
        cmocka_unit_test(json_is_one_document),
        cmocka_unit_test(junit_goes_to_its_file),
        cmocka_unit_test(the_story_ends_with_its_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
