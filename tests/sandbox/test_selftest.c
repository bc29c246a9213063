/* The self-test of exercises: the shipped one passes; copies of it, each broken in one place, fail where they were broken. */
#include "support/check.h"

#include "base/text.h"
#include "exercise/selftest.h"
#include "script/child.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SHIPPED TEST_SOURCE_DIR "/scenarios/ho-so-dau-tien"
#define DATA TEST_SOURCE_DIR "/scenarios/data"
#define SOURCE_MAX 65536

struct fixture {
    struct op op;
    char folder[64]; /* of the copy's parent */
    char *source;
    struct exercise *exercise;
    struct selftest_report report;
};

static void read_file(const char *path, char *out)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    size_t n = fread(out, 1, SOURCE_MAX - 1, f);
    out[n] = '\0';
    (void)fclose(f);
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static int set_up(void **state)
{
    struct fixture *f = test_calloc(1, sizeof *f);
    op_init(&f->op, arena_open((size_t)1 << 30), "test", LANG_EN);
    f->source = arena_alloc(f->op.arena, SOURCE_MAX);
    read_file(SHIPPED "/scenario.lua", f->source);
    (void)strcpy(f->folder, "/tmp/thao-selftest-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    static const char *const names[] = {"scenario.lua", "brief.vi.md", "brief.en.md", ""};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        (void)remove(arena_printf(f->op.arena, "%s/ho-so-dau-tien/%s", f->folder, names[i]));
    }
    (void)remove(arena_printf(f->op.arena, "%s/data", f->folder));
    (void)rmdir(f->folder);
    exercise_close(f->exercise);
    arena_close(f->op.arena);
    test_free(f);
    return 0;
}

/* Puts `with` where `what` stands, which must be exactly once. */
static void replace(struct fixture *f, const char *what, const char *with)
{
    char *at = strstr(f->source, what);
    if (at == NULL || strstr(at + 1, what) != NULL) {
        fail_msg("not there once: %s", what);
    }
    const char *rest = at + strlen(what);
    const char *made = arena_printf(f->op.arena, "%.*s%s%s", (int)(at - f->source), f->source, with, rest);
    assert_true(strlen(made) < SOURCE_MAX);
    (void)strcpy(f->source, made);
}

static void copy_brief(struct fixture *f, const char *folder, const char *name)
{
    char *text = arena_alloc(f->op.arena, SOURCE_MAX);
    read_file(arena_printf(f->op.arena, SHIPPED "/%s", name), text);
    write_file(arena_printf(f->op.arena, "%s/%s", folder, name), text);
}

enum how { QUICK, WHOLE, STRICT };
static void test_copy(struct fixture *f, enum how how)
{
    const char *folder = arena_printf(f->op.arena, "%s/ho-so-dau-tien", f->folder);
    struct selftest_options options = {.strict = how == STRICT, .quick = how == QUICK};
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(symlink(DATA, arena_printf(f->op.arena, "%s/data", f->folder)), 0);
    write_file(arena_printf(f->op.arena, "%s/scenario.lua", folder), f->source);
    copy_brief(f, folder, "brief.vi.md");
    copy_brief(f, folder, "brief.en.md");
    if (!selftest_folder(&f->op, folder, &options, &f->report, &f->exercise)) {
        fail_msg("%s (%s)", f->op.error.key, f->op.error.cause == NULL ? "" : f->op.error.cause);
    }
}

static void show(struct fixture *f)
{
    struct strbuf b;
    strbuf_init(&b, f->op.arena, (size_t)1 << 20);
    selftest_write_text(&f->op, &f->report, &b);
    print_error("%s\n", b.data);
}

static const struct selftest_case *find(struct fixture *f, enum selftest_part part, const char *name, enum selftest_outcome outcome)
{
    for (size_t i = 0; i < f->report.count; i++) {
        const struct selftest_case *c = &f->report.cases[i];
        if (c->part == part && c->outcome == outcome && (name == NULL || strcmp(c->name, name) == 0)) {
            return c;
        }
    }
    show(f);
    fail_msg("%s: no case \"%s\" that %s", selftest_part_text(part), name == NULL ? "" : name, selftest_outcome_text(outcome));
    return NULL;
}

/* It fails, in this case with this message, which says `words`, and in no other part. */
static void fails(struct fixture *f, enum selftest_part part, const char *name, const char *key, const char *words)
{
    const struct selftest_case *c = find(f, part, name, CASE_FAILED);
    const char *text = selftest_text(&f->op, c);
    if (f->report.passed || strcmp(c->key, key) != 0 || strstr(text, words) == NULL) {
        show(f);
        fail_msg("%s says %s: %s", name, c->key, text);
    }
    for (int other = 0; other < PART_COUNT; other++) {
        if (other != (int)part && f->report.outcomes[other][CASE_FAILED] > 0) {
            show(f);
            fail_msg("%s fails too", selftest_part_text((enum selftest_part)other));
        }
    }
}

/* ---- the shipped exercise ---- */

static void the_shipped_exercise_passes_and_nothing_goes_unnoticed(void **state)
{
    struct fixture *f = *state;
    test_copy(f, STRICT);
    if (!f->report.passed) {
        show(f);
        fail_msg("the shipped exercise fails");
    }
    assert_int_equal(f->report.points, 100);
    assert_int_equal(f->report.outcomes[PART_MISTAKES][CASE_PASSED], f->exercise->mistake_count);
    assert_int_equal(f->report.outcomes[PART_EMPTY][CASE_PASSED], f->exercise->step_count);
    assert_int_equal(f->report.outcomes[PART_RESUME][CASE_PASSED], f->exercise->step_count);
    assert_int_equal(f->report.outcomes[PART_SOLVE][CASE_PASSED], f->exercise->check_count + 1);
    assert_int_equal(f->report.outcomes[PART_CALENDAR][CASE_PASSED], 7);
    assert_true(f->report.by_office > 50 && f->report.by_checks > 10);
}

/* ---- copies broken in one place ---- */

static void points_that_do_not_sum_to_100_are_said(void **state)
{
    struct fixture *f = *state;
    replace(f, "budget = \"6m\", points = 10", "budget = \"6m\", points = 0");
    test_copy(f, QUICK);
    fails(f, PART_LINT, NULL, "message", "sum to 90");
    assert_int_equal(f->report.outcomes[PART_SOLVE][CASE_FAILED] + f->report.outcomes[PART_SOLVE][CASE_PASSED], 0);
}

static void a_file_that_cannot_be_read_is_said(void **state)
{
    struct fixture *f = *state;
    replace(f, "score = { pass", "skore = { pass");
    test_copy(f, QUICK);
    fails(f, PART_LINT, "read 1", "message", "skore");
}

static void a_solution_that_lacks_an_act_is_refused_at_the_next(void **state)
{
    struct fixture *f = *state;
    replace(f, "act(\"cv\", \"dossier.draft\", { kind = \"grant\", summary = \"Đề nghị cấp Giấy chứng nhận doanh nghiệp khoa học và công nghệ\" }),", "");
    test_copy(f, WHOLE);
    fails(f, PART_SOLVE, "tham-dinh/2", "refused", "dossier.submit");
    assert_int_equal(f->report.outcomes[PART_MUTATIONS][CASE_SKIPPED], 1);
    (void)find(f, PART_MISTAKES, "ky-duyet/lanh-dao-tra-lai", CASE_SKIPPED);
    (void)find(f, PART_MISTAKES, "tiep-nhan/tu-choi-ho-so-du", CASE_PASSED);
}

static void a_check_the_solution_does_not_fulfil_is_said_with_its_reason(void **state)
{
    struct fixture *f = *state;
    replace(f, "event(\"dossier.assigned\"):by(\"tp\"):with{ account = \"cv\" }", "event(\"dossier.assigned\"):by(\"tp\"):with{ account = \"tp\" }");
    replace(f, "by = \"cv\", after = \"phan-cong\"", "by = \"cv\", after = \"chuyen\"");
    test_copy(f, QUICK);
    fails(f, PART_SOLVE, "phan-cong/1", "solve_waiting", "“Assigned”");
    assert_int_equal(f->report.points, 90);
}

static void a_mistake_whose_acts_do_not_make_it_is_not_named(void **state)
{
    struct fixture *f = *state;
    replace(f, "act(\"ld\", \"dossier.send_back\", { reason = \"Đề nghị xem lại Tờ trình\" })", "act(\"ld\", \"dossier.approve\")");
    test_copy(f, QUICK);
    fails(f, PART_MISTAKES, "ky-duyet/lanh-dao-tra-lai", "mistake_unnamed", "dossier.approved");
}

static void a_mistake_that_looks_like_another_is_said(void **state)
{
    struct fixture *f = *state;
    replace(f, "sees = event(\"dossier.supplement_requested\"):by(\"mc\"), cost = 5",
            "sees = any{ event(\"dossier.supplement_requested\"):by(\"mc\"), event(\"dossier.intake_refused\") }, cost = 5");
    test_copy(f, QUICK);
    fails(f, PART_MISTAKES, "tiep-nhan/tu-choi-ho-so-du", "mistake_other", "doi-bo-sung-ho-so-du");
}

static void a_mistake_that_the_solution_makes_is_said(void **state)
{
    struct fixture *f = *state;
    replace(f, "sees = event(\"dossier.returned\"):with{ by = \"~=electronic\" }", "sees = event(\"dossier.returned\")");
    test_copy(f, QUICK);
    fails(f, PART_SOLVE, "tra-ket-qua/tra-ban-giay", "solve_mistake", "tra-ban-giay");
}

static void a_want_that_a_bot_fulfils_alone_is_said_with_its_seat(void **state)
{
    struct fixture *f = *state;
    replace(f, "ub = persona.bot", "bot = persona.bot { role = \"one-stop-officer\", pace = \"1h..2h\" },\n    ub = persona.bot");
    test_copy(f, QUICK);
    fails(f, PART_EMPTY, "tiep-nhan/2", "empty_bot", "the bot bot (act ");
}

static void a_step_that_bots_could_do_is_said_before_it_is_played(void **state)
{
    struct fixture *f = *state;
    replace(f, "event(\"dossier.handed_over\"):by(\"mc\")", "event(\"dossier.handed_over\")");
    replace(f, "ub = persona.bot", "bot = persona.bot { role = \"one-stop-officer\", pace = \"1h..2h\" },\n    ub = persona.bot");
    test_copy(f, QUICK);
    fails(f, PART_LINT, NULL, "message", "Bots alone could fulfil the step “chuyen”");
}

static void a_step_that_its_own_given_does_is_said(void **state)
{
    struct fixture *f = *state;
    replace(f, "given = { file(\"dn\", \"1.014445\", { name = \"du\" }) }",
            "given = { file(\"dn\", \"1.014445\", { name = \"du\" }), act(\"mc\", \"dossier.accept\") }");
    test_copy(f, QUICK);
    const struct selftest_case *c = find(f, PART_EMPTY, "tiep-nhan", CASE_FAILED);
    assert_string_equal(c->key, "empty_points");
    assert_non_null(strstr(selftest_text(&f->op, c), "“tiep-nhan” is done (15 points)"));
    assert_string_equal(find(f, PART_EMPTY, "tiep-nhan/1", CASE_FAILED)->key, "empty_check");
}

static void a_check_that_holds_whatever_happens_is_said(void **state)
{
    struct fixture *f = *state;
    replace(f, "event(\"form01.issued\")", "field(\"dossier.submitted_at\"):before(\"2030-01-01T00:00\"),\n        event(\"form01.issued\")");
    test_copy(f, QUICK);
    fails(f, PART_EMPTY, "tiep-nhan/2", "empty_check", "although the trainee does nothing");
}

static void an_exercise_that_works_at_one_hour_only_is_said(void **state)
{
    struct fixture *f = *state;
    replace(f, "event(\"dossier.handed_over\"):by(\"mc\")", "event(\"dossier.handed_over\"):by(\"mc\"):with{ after_15h = false }");
    test_copy(f, QUICK);
    fails(f, PART_CALENDAR, "friday", "variant", "16:30");
    (void)find(f, PART_CALENDAR, "make-up-saturday", CASE_PASSED);
}

/* ---- mutations ---- */

/* Neither check nor mistake asks whether the confirmation was asked for again. */
#define UNNOTICED "bo-sung/1 value components+xac-nhan-ket-qua"

static void forget_the_confirmation(struct fixture *f)
{
    replace(f, ":within(\"8 workhours\"):with{ components = { \"phuong-an-san-xuat\" } }", ":within(\"8 workhours\")");
    replace(f, "has{ \"xac-nhan-ket-qua\" }", "has{ \"giay-de-nghi\" }");
}

static void what_no_check_notices_is_listed_and_fails_only_where_that_is_asked(void **state)
{
    struct fixture *f = *state;
    forget_the_confirmation(f);
    test_copy(f, WHOLE);
    const struct selftest_case *c = find(f, PART_MUTATIONS, UNNOTICED, CASE_UNNOTICED);
    assert_non_null(strstr(selftest_text(&f->op, c), "Your checks do not notice"));
    assert_true(f->report.passed);
    assert_int_equal(f->report.outcomes[PART_MUTATIONS][CASE_UNNOTICED], 1); /* what else is asked for again is named as a mistake */
}

static void what_no_check_notices_fails_strictly(void **state)
{
    struct fixture *f = *state;
    forget_the_confirmation(f);
    test_copy(f, STRICT);
    assert_false(f->report.passed);
}

static void an_excuse_is_heard_once_and_must_be_needed(void **state)
{
    struct fixture *f = *state;
    forget_the_confirmation(f);
    replace(f, "title = L{ vi = \"B1. Yêu cầu bổ sung",
            "excuses = { excuse(\"1 value components+xac-nhan-ket-qua\", \"Hỏi lại cũng được\"), excuse(\"1 leave_out\", \"?\"), excuse(\"9 swap\", \"?\") },\n"
            "      title = L{ vi = \"B1. Yêu cầu bổ sung");
    test_copy(f, STRICT);
    (void)find(f, PART_MUTATIONS, UNNOTICED, CASE_EXCUSED);
    assert_string_equal(find(f, PART_MUTATIONS, "bo-sung/1 leave_out", CASE_FAILED)->key, "excuse_idle");
    assert_string_equal(find(f, PART_MUTATIONS, "bo-sung/9 swap", CASE_FAILED)->key, "excuse_unknown");
    assert_int_equal(f->report.outcomes[PART_MUTATIONS][CASE_FAILED], 2);
    assert_int_equal(f->report.outcomes[PART_MUTATIONS][CASE_UNNOTICED], 0);
}

/* ---- what is written ---- */

static size_t count_of(const char *text, const char *what)
{
    size_t n = 0;
    for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what)) {
        n++;
    }
    return n;
}

static void reports_hold_every_case_and_escape_their_texts(void **state)
{
    struct fixture *f = *state;
    struct strbuf b;
    struct json_out out;
    replace(f, "ub = persona.bot", "ub = persona.bot -- <&\">\n   ");
    replace(f, "act(\"ld\", \"dossier.send_back\", { reason = \"Đề nghị xem lại Tờ trình\" })", "act(\"ld\", \"dossier.approve\")");
    test_copy(f, QUICK);
    strbuf_init(&b, f->op.arena, (size_t)8 << 20);
    selftest_write_junit(&f->op, &f->report, &b);
    assert_int_equal(count_of(b.data, "<testcase "), f->report.count);
    assert_int_equal(count_of(b.data, "<failure "), 1);
    assert_non_null(strstr(b.data, "failures=\"1\""));
    strbuf_init(&b, f->op.arena, (size_t)8 << 20);
    json_begin(&out, &b);
    selftest_write_json(&f->op, &f->report, &out);
    const struct json *node = json_parse(&f->op, b.data, b.len);
    assert_non_null(node);
    assert_false(json_get_bool(node, "passed", true));
    assert_int_equal(json_get(node, "cases")->count, f->report.count);
    assert_int_equal(json_get_int(node, "points", 0), 100);
}

static void nothing_is_left_in_the_temporary_folder(void **state)
{
    struct fixture *f = *state;
    const char *folder = arena_printf(f->op.arena, "%s/tmp", f->folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(setenv("TMPDIR", folder, 1), 0);
    replace(f, "act(\"mc\", \"dossier.accept\") },\n    },", "act(\"mc\", \"dossier.hand_over\") },\n    },");
    test_copy(f, QUICK);
    assert_int_equal(unsetenv("TMPDIR"), 0);
    fails(f, PART_SOLVE, "tiep-nhan/1", "refused", "dossier.hand_over");
    assert_int_equal(rmdir(folder), 0); /* fails on a folder that is not empty */
}

int main(int argc, char **argv)
{
    int child = exercise_child_main(argc, argv);
    if (child >= 0) {
        return child;
    }
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_shipped_exercise_passes_and_nothing_goes_unnoticed),
        TEST(points_that_do_not_sum_to_100_are_said),
        TEST(a_file_that_cannot_be_read_is_said),
        TEST(a_solution_that_lacks_an_act_is_refused_at_the_next),
        TEST(a_check_the_solution_does_not_fulfil_is_said_with_its_reason),
        TEST(a_mistake_whose_acts_do_not_make_it_is_not_named),
        TEST(a_mistake_that_looks_like_another_is_said),
        TEST(a_mistake_that_the_solution_makes_is_said),
        TEST(a_want_that_a_bot_fulfils_alone_is_said_with_its_seat),
        TEST(a_step_that_bots_could_do_is_said_before_it_is_played),
        TEST(a_step_that_its_own_given_does_is_said),
        TEST(a_check_that_holds_whatever_happens_is_said),
        TEST(an_exercise_that_works_at_one_hour_only_is_said),
        TEST(what_no_check_notices_is_listed_and_fails_only_where_that_is_asked),
        TEST(what_no_check_notices_fails_strictly),
        TEST(an_excuse_is_heard_once_and_must_be_needed),
        TEST(reports_hold_every_case_and_escape_their_texts),
        TEST(nothing_is_left_in_the_temporary_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
