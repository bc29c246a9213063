/* Lint: every rule seen to speak, at the right line, and silent on what is right. */
#include "lessons.h"

#include <stdio.h>
#include <string.h>

#define FOLDER TEST_SOURCE_DIR "/tests/sandbox/exercises/"

static const char *read_all(struct lesson *l, const char *name)
{
    FILE *f = fopen(arena_printf(l->arena, "%s%s", FOLDER, name), "rb");
    assert_non_null(f);
    char *text = arena_alloc(l->arena, 65536);
    (void)fread(text, 1, 65535, f);
    (void)fclose(f);
    return text;
}

/* One line of the file: what it expects behind each "--!"; how many. */
static size_t expectations(struct lesson *l, const char *line, size_t len, const char **out, size_t max)
{
    size_t n = 0;
    const char *text = arena_strndup(l->arena, line, len);
    for (const char *mark = strstr(text, "--! "); mark != NULL && n < max; n++) {
        const char *next = strstr(mark + 4, "--! ");
        const char *end = next == NULL ? mark + strlen(mark) : next - 1;
        out[n] = arena_strndup(l->arena, mark + 4, (size_t)(end - mark - 4));
        mark = next;
    }
    return n;
}

/* Every expectation is met by a finding of its line, and there is no other error. */
static void check_file(struct lesson *l, const char *name)
{
    const char *source = read_all(l, name);
    struct lint_report report;
    lesson_source(l, source);
    assert_true(exercise_lint(&l->op, l->ex, &report));
    bool met[LINT_FINDINGS_MAX] = {false};
    int line = 0;
    for (const char *s = source; *s != '\0';) {
        size_t len = strcspn(s, "\n");
        const char *wanted[8];
        size_t n = expectations(l, s, len, wanted, 8);
        line++;
        for (size_t w = 0; line > 1 && w < n; w++) {
            bool found = false;
            for (size_t i = 0; i < report.count; i++) {
                if (report.items[i].line == line && strstr(lint_text(&l->op, l->ex, &report.items[i]), wanted[w]) != NULL) {
                    found = met[i] = true;
                }
            }
            if (!found) {
                fail_msg("%s:%d: lint does not say: %s", name, line, wanted[w]);
            }
        }
        s += len + (s[len] == '\n');
    }
    for (size_t i = 0; i < report.count; i++) {
        if (!met[i] && !report.items[i].warning) {
            fail_msg("%s: not expected: %s", name, lint_text(&l->op, l->ex, &report.items[i]));
        }
    }
}

static void names_that_do_not_exist_are_named(void **state)
{
    check_file(*state, "names.lua");
}

static void steps_that_cannot_work_are_named(void **state)
{
    check_file(*state, "steps.lua");
}

static void what_does_not_run_yet_is_an_error(void **state)
{
    check_file(*state, "not-yet.lua");
}

static void a_good_exercise_has_no_finding_at_all(void **state)
{
    struct lesson *l = *state;
    struct lint_report report;
    check_file(l, "good.lua");
    assert_true(exercise_lint(&l->op, l->ex, &report));
    assert_int_equal(report.count, 0);
    assert_true(lint_require(&l->op, l->ex, &report));
}

static void an_exercise_with_errors_cannot_go_on(void **state)
{
    struct lesson *l = *state;
    struct lint_report report;
    lesson_source(l, "return scenario {}");
    assert_true(exercise_lint(&l->op, l->ex, &report));
    assert_true(report.errors >= 4);
    assert_false(lint_require(&l->op, l->ex, &report));
    assert_int_equal(l->op.error.code, E_INPUT);
}

/* good.lua with its seats open and one person more. */
static struct lint_report open_office(struct lesson *l, const char *more)
{
    struct lint_report report;
    const char *text = read_all(l, "good.lua"), *cast = strstr(text, "  cast = { "), *rest = cast + strlen("  cast = { ");
    assert_non_null(cast);
    lesson_source(l, arena_printf(l->arena, "%.*s  seats = \"office\",\n  cast = { %s%s", (int)(cast - text), text, more, rest));
    assert_true(exercise_lint(&l->op, l->ex, &report));
    return report;
}

static void an_office_open_to_people_needs_an_administrator_among_them(void **state)
{
    struct lesson *l = *state;
    struct lint_report report = open_office(l, "qt = persona.bot { role = \"system-admin\" }, ");
    assert_int_equal(report.errors, 1);
    assert_string_equal(report.items[0].key, "seats_no_admin");
    assert_non_null(strstr(lint_text(&l->op, l->ex, &report.items[0]), "no administrator's seat is for people"));
    assert_int_equal(open_office(l, "qt = persona.trainee { role = \"system-admin\" }, ").errors, 0);
    assert_int_equal(open_office(l, "qt = persona.trainee { role = \"unit-admin\" }, ").errors, 0);
}

/* Both languages: no sentence shows its key or an empty place. */
static void every_finding_is_a_sentence_in_both_languages(void **state)
{
    struct lesson *l = *state;
    static const char *const files[] = {"names.lua", "steps.lua", "not-yet.lua"};
    for (size_t f = 0; f < sizeof files / sizeof files[0]; f++) {
        struct lint_report report;
        lesson_source(l, read_all(l, files[f]));
        assert_true(exercise_lint(&l->op, l->ex, &report));
        for (int lang = LANG_VI; lang <= LANG_EN; lang++) {
            l->op.lang = (enum lang)lang;
            for (size_t i = 0; i < report.count; i++) {
                const char *text = lint_text(&l->op, l->ex, &report.items[i]);
                if (strstr(text, "exercise.lint.") != NULL || (strchr(text, '{') != NULL && strstr(text, "{ ") == NULL)) {
                    fail_msg("%s", text);
                }
            }
        }
    }
}

static int errors_with(struct lesson *l, const char *source, const char *folder, const char *sentence)
{
    struct lint_report report;
    int n = 0;
    lesson_source(l, source);
    l->ex->folder = folder;
    assert_true(exercise_lint(&l->op, l->ex, &report));
    for (size_t i = 0; i < report.count; i++) {
        n += strstr(lint_text(&l->op, l->ex, &report.items[i]), sentence) != NULL;
    }
    return n;
}

static void names_of_the_catalogue_are_checked_where_there_is_one(void **state)
{
    struct lesson *l = *state;
    const char *source = "return scenario { id = 'ho-so-dau-tien', world = { golden = 'nowhere' }, cast = { dn = persona.business {}, mc = persona.trainee { role = 'one-stop-officer' } },"
                         "steps = { step 'a' { by = 'mc', points = 50, given = { file('dn', '1.014445', { omit = { 'phuong-an' } }) },"
                         "  want = { event('dossier.supplement_requested'):by('mc'):with{ components = { 'phuong-an-san-xuat', 'giay' } } },"
                         "  solve = { act('mc', 'dossier.request_supplement', { components = { 'phuong' }, reason = 'Thiếu phương án' }) } },"
                         "  step 'b' { by = 'mc', points = 50, given = { file('dn', '9.999999') }, want = { event('dossier.accepted'):by('mc') } } } }";
    const char *folder = TEST_SOURCE_DIR "/scenarios/ho-so-dau-tien";
    assert_int_equal(errors_with(l, source, folder, "has no component “phuong-an”"), 1);
    assert_int_equal(errors_with(l, source, folder, "has no component “giay”"), 1);
    assert_int_equal(errors_with(l, source, folder, "has no component “phuong”"), 1);
    assert_int_equal(errors_with(l, source, folder, "has no component “phuong-an-san-xuat”"), 0);
    assert_int_equal(errors_with(l, source, folder, "no data of the procedure “9.999999”"), 1);
    assert_int_equal(errors_with(l, source, folder, "no starting office “nowhere”"), 1);
    assert_int_equal(errors_with(l, source, NULL, "no component"), 0);
}

static void every_shipped_exercise_is_clean(void **state)
{
    struct lesson *l = *state;
    struct lint_report report;
    exercise_close(l->ex);
    l->ex = exercise_load(&l->op, TEST_SOURCE_DIR "/scenarios/ho-so-dau-tien");
    if (l->ex == NULL) {
        fail_msg("%s", text_error(&l->op));
    }
    assert_true(exercise_lint(&l->op, l->ex, &report));
    for (size_t i = 0; i < report.count; i++) {
        print_message("%s\n", lint_text(&l->op, l->ex, &report.items[i]));
    }
    assert_int_equal(report.errors, 0);
}

int main(int argc, char **argv)
{
    int child = exercise_child_main(argc, argv);
    if (child >= 0) {
        return child;
    }
#define T(name) cmocka_unit_test_setup_teardown(name, lesson_set_up, lesson_tear_down)
    const struct CMUnitTest tests[] = {
        T(names_that_do_not_exist_are_named),
        T(steps_that_cannot_work_are_named),
        T(what_does_not_run_yet_is_an_error),
        T(a_good_exercise_has_no_finding_at_all),
        T(an_exercise_with_errors_cannot_go_on),
        T(an_office_open_to_people_needs_an_administrator_among_them),
        T(every_finding_is_a_sentence_in_both_languages),
        T(names_of_the_catalogue_are_checked_where_there_is_one),
        T(every_shipped_exercise_is_clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
