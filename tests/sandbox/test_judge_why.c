/* Why nothing matched yet, what a check asks for, points and hints. */
#include "lessons.h"

#include "exercise/hint.h"
#include "exercise/score.h"
#include "exercise/why.h"

#include <string.h>

#define FILED "{\"alias\":\"a\"}"
#define STEP(want) "step 'a' { by = 'mc', points = 100, given = { file('dn', '1.014445') }, want = { " want " } }"

static const char *why(struct lesson *l)
{
    const char *text = check_why(&l->op, l->judge, 0, 0);
    return text == NULL ? "" : text;
}

static void says(struct lesson *l, const char *sentence)
{
    if (strcmp(why(l), sentence) != 0) {
        fail_msg("expected: %s\n            got: %s", sentence, why(l));
    }
}

static void begin(struct lesson *l, const char *steps)
{
    lesson_at(l, "2026-11-20T08:00");
    lesson_steps(l, steps);
    lesson_do(l, "dn", "dossier.filed", 7, FILED);
}

static void the_nearest_event_is_explained(void **state)
{
    struct lesson *l = *state;
    begin(l, STEP("event('dossier.supplement_requested'):by('mc'):with{ components = { 'x' }, reason = 'r' }"));
    says(l, "There is no “Supplement requested” yet.");
    lesson_do(l, "mc", "dossier.supplement_requested", 9, "{\"components\":[\"x\"],\"reason\":\"r\"}");
    says(l, "The nearest is “Supplement requested” in act 2, but that is another dossier.");
    lesson_do(l, "tp", "dossier.supplement_requested", 7, "{\"components\":[\"y\"],\"reason\":\"r\"}");
    says(l, "The nearest is “Supplement requested” in act 3, but it was done by Head of division, not by One-stop officer; "
            "components is y, wanted: x.");
    lesson_do(l, "mc", "dossier.supplement_requested", 7, "{\"components\":[\"y\"],\"reason\":\"r\"}");
    says(l, "The nearest is “Supplement requested” in act 4, but components is y, wanted: x.");
    lesson_do(l, "tp", "dossier.supplement_requested", 7, "{}"); /* further away again */
    says(l, "The nearest is “Supplement requested” in act 4, but components is y, wanted: x.");
    lesson_do(l, "mc", "dossier.supplement_requested", 7, "{\"components\":[\"x\"],\"reason\":\"r\"}");
    assert_null(check_why(&l->op, l->judge, 0, 0));
}

static void early_order_and_count_are_explained(void **state)
{
    struct lesson *l = *state;
    begin(l, STEP("event('dossier.issued'):after(event('dossier.numbered'))"));
    lesson_do(l, "mc", "dossier.issued", 7, "{}");
    assert_non_null(strstr(why(l), "there was no “"));
    begin(l, STEP("event('dossier.sent_back'):count('>=3')"));
    lesson_do(l, "mc", "dossier.sent_back", 7, "{}");
    assert_non_null(strstr(why(l), "happened 1 times, 3 are wanted"));
    begin(l, "step 'a' { by = 'mc', points = 50, given = { file('dn', '1.014445') }, want = { event('dossier.accepted') } },"
             "step 'b' { by = 'mc', points = 50, after = 'a', want = { event('dossier.assigned') } }");
    lesson_do(l, "tp", "dossier.assigned", 7, "{}");
    lesson_do(l, "mc", "dossier.accepted", 7, "{}");
    assert_non_null(strstr(check_why(&l->op, l->judge, 1, 1), "came before this step opened"));
}

static void fields_guards_and_combinations_are_explained(void **state)
{
    struct lesson *l = *state;
    begin(l, STEP("field('dossier.completed_at'):before(field('dossier.due_at'))"));
    says(l, "Time of completion is not set or not right yet; wanted: Time of completion is before Due date.");
    begin(l, STEP("never(event('dossier.accepted'))"));
    says(l, "Right so far; it passes when the step's other checks do.");
    begin(l, STEP("all{ event('form02.issued'), event('dossier.returned') }"));
    lesson_do(l, "mc", "form02.issued", 7, "{}");
    assert_non_null(strstr(why(l), "There is no “"));
}

static void a_check_without_words_of_its_own_gets_some(void **state)
{
    struct lesson *l = *state;
    begin(l, STEP("event('dossier.supplement_requested'):by('mc'):within('8 workhours'):with{ components = { 'x', 'y' } },"
                  "never(event('dossier.accepted')):before(event('dossier.supplemented')),"
                  "event('dossier.returned'):say(L{ vi = 'Trả rồi', en = 'Returned' })"));
    const struct exercise_step *s = &l->ex->steps[0];
    assert_string_equal(check_text(&l->op, l->ex, 0, &s->checks[0]),
                        "“Supplement requested”, done by One-stop officer, components: x, y, within 8 workhours");
    assert_non_null(strstr(check_text(&l->op, l->ex, 0, &s->checks[1]), "Never “Accepted” before “"));
    assert_string_equal(check_text(&l->op, l->ex, 0, &s->checks[2]), "Returned");
    l->op.lang = LANG_VI;
    assert_string_equal(check_text(&l->op, l->ex, 0, &s->checks[2]), "Trả rồi");
    assert_non_null(strstr(check_text(&l->op, l->ex, 0, &s->checks[0]), "do Công chức Bộ phận Một cửa thực hiện"));
}

#define SCORED                                                                                                     \
    "step 'a' { by = 'mc', points = 60, given = { file('dn', '1.014445') }, want = { event('dossier.accepted'), event('form01.issued') },\n" \
    "  mistakes = { mistake 'm' { cost = 5, acts = {}, sees = event('dossier.sent_back') }, mistake 'c' { critical = true, acts = {}, sees = event('dossier.intake_refused') } },\n" \
    "  hints = { hint { L{ vi = 'a' } }, hint { after = '4m', cost = 3, L{ vi = 'b' } }, hint { when = seen('dossier.sent_back', 2), L{ vi = 'c' } } } },\n" \
    "step 'b' { by = 'mc', points = 40, after = 'a', want = { event('dossier.returned') } }"

static void points_come_step_by_step(void **state)
{
    struct lesson *l = *state;
    begin(l, SCORED);
    lesson_do(l, "mc", "dossier.accepted", 7, "{}");
    assert_int_equal(score_of(l->judge, 0).points, 0);
    lesson_do(l, "mc", "form01.issued", 7, "{}");
    struct score s = score_of(l->judge, 3);
    assert_int_equal(s.points, 57);
    assert_int_equal(s.max, 100);
    assert_false(s.passed);
    lesson_do(l, "mc", "dossier.returned", 7, "{}");
    assert_int_equal(score_of(l->judge, 0).points, 100);
    assert_true(score_of(l->judge, 30).passed);
    assert_false(score_of(l->judge, 31).passed);
    assert_int_equal(score_of(l->judge, 200).points, 0);
    assert_int_equal(score_step(l->judge, 0), 60);
}

static void mistakes_cost_and_a_critical_one_fails(void **state)
{
    struct lesson *l = *state;
    begin(l, SCORED);
    lesson_do(l, "mc", "dossier.sent_back", 7, "{}");
    lesson_do(l, "mc", "dossier.sent_back", 7, "{}");
    lesson_act(l);
    lesson_event(l, "mc", "dossier.accepted", 7, "{}");
    lesson_event(l, "mc", "form01.issued", 7, "{}");
    lesson_feed(l, NULL);
    lesson_do(l, "mc", "dossier.returned", 7, "{}");
    struct score s = score_of(l->judge, 0);
    assert_int_equal(s.points, 95);
    assert_true(s.passed);

    begin(l, SCORED);
    lesson_do(l, "mc", "dossier.intake_refused", 7, "{}");
    lesson_act(l);
    lesson_event(l, "mc", "dossier.accepted", 7, "{}");
    lesson_event(l, "mc", "form01.issued", 7, "{}");
    lesson_feed(l, NULL);
    lesson_do(l, "mc", "dossier.returned", 7, "{}");
    s = score_of(l->judge, 0);
    assert_int_equal(s.points, 100);
    assert_int_equal(s.critical_mistakes, 1);
    assert_false(s.passed);
}

static void hints_open_by_time_or_by_what_happened(void **state)
{
    struct lesson *l = *state;
    begin(l, SCORED);
    assert_true(hint_state_of(l->judge, 0, 0, 0).available);
    assert_false(hint_state_of(l->judge, 0, 1, 239999).available);
    assert_int_equal(hint_state_of(l->judge, 0, 1, 239999).wait_ms, 1);
    assert_true(hint_state_of(l->judge, 0, 1, 240000).available);
    assert_int_equal(hint_state_of(l->judge, 0, 1, 240000).cost, 3);
    assert_int_equal(hint_state_of(l->judge, 0, 2, 99999999).wait_ms, -1);
    lesson_do(l, "mc", "dossier.sent_back", 7, "{}");
    assert_false(hint_state_of(l->judge, 0, 2, 0).available);
    lesson_do(l, "mc", "dossier.sent_back", 7, "{}");
    assert_true(hint_state_of(l->judge, 0, 2, 0).available);
    assert_string_equal(hint_text(l->ex, 0, 2, LANG_EN), "c");
}

int main(int argc, char **argv)
{
    int child = exercise_child_main(argc, argv);
    if (child >= 0) {
        return child;
    }
#define T(name) cmocka_unit_test_setup_teardown(name, lesson_set_up, lesson_tear_down)
    const struct CMUnitTest tests[] = {
        T(the_nearest_event_is_explained),
        T(early_order_and_count_are_explained),
        T(fields_guards_and_combinations_are_explained),
        T(a_check_without_words_of_its_own_gets_some),
        T(points_come_step_by_step),
        T(mistakes_cost_and_a_critical_one_fails),
        T(hints_open_by_time_or_by_what_happened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
