/* The judge: what each kind of check says to a log of events. */
#include "lessons.h"

#include <stdio.h>
#include <string.h>

#define STEP(want) "step 's' { by = 'mc', points = 100, given = { file('dn', '1.014445') }, want = { " want " } }"
#define FILED "{\"alias\":\"s\",\"procedure\":\"1.014445\"}"

static void files(struct lesson *l)
{
    lesson_do(l, "dn", "dossier.filed", 7, FILED);
}

static const char *verdict(struct lesson *l)
{
    return lesson_verdict(l, "s", "1");
}

static void an_event_passes_and_names_itself(void **state)
{
    struct lesson *l = *state;
    lesson_steps(l, STEP("event('dossier.accepted')"));
    files(l);
    assert_string_equal(verdict(l), "waiting");
    lesson_act(l);
    lesson_event(l, "mc", "form01.issued", 7, "{}");
    lesson_event(l, "mc", "dossier.accepted", 7, "{}");
    lesson_feed(l, NULL);
    assert_string_equal(verdict(l), "pass");
    struct check_state c = judge_check(l->judge, 0);
    assert_int_equal(c.seq, 3);
    assert_int_equal(c.act, 2);
    assert_string_equal(lesson_state(l, "s"), "done");
}

static void by_compares_the_account(void **state)
{
    struct lesson *l = *state;
    lesson_steps(l, STEP("event('dossier.accepted'):by('mc')"));
    files(l);
    lesson_do(l, "tp", "dossier.accepted", 7, "{}");
    assert_string_equal(verdict(l), "waiting");
    lesson_do(l, "mc", "dossier.accepted", 7, "{}");
    assert_string_equal(verdict(l), "pass");
}

static void an_event_of_another_dossier_does_not_count(void **state)
{
    struct lesson *l = *state;
    lesson_steps(l, STEP("event('dossier.accepted')"));
    files(l);
    lesson_do(l, "mc", "dossier.accepted", 8, "{}");
    assert_string_equal(verdict(l), "waiting");
}

static void with_compares_members(void **state)
{
    struct lesson *l = *state;
    static const struct {
        const char *label, *with, *data;
        bool holds;
    } cases[] = {
        {"text", "{ kind = 'grant' }", "{\"kind\":\"grant\"}", true},
        {"other text", "{ kind = 'grant' }", "{\"kind\":\"refuse\"}", false},
        {"absent", "{ kind = 'grant' }", "{}", false},
        {"true", "{ ok = true }", "{\"ok\":true}", true},
        {"true is no text", "{ ok = true }", "{\"ok\":\"true\"}", false},
        {"absent is not false", "{ ok = false }", "{}", false},
        {"number", "{ n = 3 }", "{\"n\":3}", true},
        {"more", "{ n = '>0' }", "{\"n\":1}", true},
        {"not more", "{ n = '>0' }", "{\"n\":0}", false},
        {"at least", "{ n = '>= 2' }", "{\"n\":2}", true},
        {"less", "{ n = '<2' }", "{\"n\":2}", false},
        {"at most", "{ n = '<=2' }", "{\"n\":2}", true},
        {"not", "{ n = '~=2' }", "{\"n\":2}", false},
        {"not, absent", "{ n = '~=2' }", "{}", true},
        {"not, text", "{ kind = '~=grant' }", "{\"kind\":\"refuse\"}", true},
        {"same list", "{ c = { 'a', 'b' } }", "{\"c\":[\"a\",\"b\"]}", true},
        {"a list is a set", "{ c = { 'a', 'b' } }", "{\"c\":[\"b\",\"a\"]}", true},
        {"list with more", "{ c = { 'a' } }", "{\"c\":[\"a\",\"b\"]}", false},
        {"list with less", "{ c = { 'a', 'b' } }", "{\"c\":[\"a\"]}", false},
        {"has", "{ c = has{ 'a' } }", "{\"c\":[\"b\",\"a\"]}", true},
        {"has not", "{ c = has{ 'x' } }", "{\"c\":[\"b\",\"a\"]}", false},
        {"empty list", "{ c = {} }", "{\"c\":[]}", true},
        {"length of a list", "{ c = '>1' }", "{\"c\":[\"b\",\"a\"]}", true},
        {"inside", "{ owner = { kind = 'business' } }", "{\"owner\":{\"kind\":\"business\"}}", true},
        {"not inside", "{ owner = { kind = 'business' } }", "{\"owner\":{\"kind\":\"citizen\"}}", false},
        {"two members, one wrong", "{ a = 1, b = 2 }", "{\"a\":1,\"b\":3}", false},
        {"sign in a text", "{ a = '>x' }", "{\"a\":\">x\"}", true},
        {"broken data", "{ a = 1 }", "{\"a\":", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char step[300];
        (void)snprintf(step, sizeof step, STEP("event('dossier.drafted'):with%s"), cases[i].with);
        lesson_steps(l, step);
        files(l);
        lesson_do(l, "mc", "dossier.drafted", 7, cases[i].data);
        if (strcmp(verdict(l), cases[i].holds ? "pass" : "waiting") != 0) {
            fail_msg("%s: %s", cases[i].label, verdict(l));
        }
    }
}

static void counts_have_bounds(void **state)
{
    struct lesson *l = *state;
    static const struct {
        const char *count;
        const char *verdicts[4]; /* after 0, 1, 2, 3 events */
    } cases[] = {
        {"'>=1'", {"waiting", "pass", "pass", "pass"}},
        {"2", {"waiting", "waiting", "waiting", "fail"}},
        {"'>1'", {"waiting", "waiting", "pass", "pass"}},
        {"'==1'", {"waiting", "waiting", "fail", "fail"}},
        {"'<=1'", {"waiting", "waiting", "fail", "fail"}},
        {"'<3'", {"waiting", "waiting", "waiting", "fail"}},
        {"'1..2'", {"waiting", "waiting", "waiting", "fail"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char step[300];
        (void)snprintf(step, sizeof step, STEP("event('dossier.sent_back'):count(%s), event('dossier.returned')"), cases[i].count);
        lesson_steps(l, step);
        files(l);
        for (int n = 0; n < 4; n++) {
            if (strcmp(verdict(l), cases[i].verdicts[n]) != 0) {
                fail_msg("count(%s) after %d: %s", cases[i].count, n, verdict(l));
            }
            lesson_do(l, "tp", "dossier.sent_back", 7, "{}");
        }
    }
}

static void exactly_once_is_decided_when_all_else_is(void **state)
{
    struct lesson *l = *state;
    lesson_steps(l, STEP("event('dossier.sent_back'):count('==1'), event('dossier.returned')"));
    files(l);
    lesson_do(l, "tp", "dossier.sent_back", 7, "{}");
    assert_string_equal(verdict(l), "waiting");
    lesson_do(l, "mc", "dossier.returned", 7, "{}");
    assert_string_equal(verdict(l), "pass");
    assert_int_equal(judge_check(l->judge, 0).seq, 2);
    assert_string_equal(lesson_state(l, "s"), "done");
}

static void exactly_once_looks_at_the_whole_attempt(void **state)
{
    struct lesson *l = *state;
    lesson_steps(l, "step 'a' { by = 'mc', points = 50, given = { file('dn', '1.014445', { name = 's' }) }, want = { event('dossier.accepted') } },"
                    "step 'b' { by = 'mc', points = 50, after = 'a', want = { event('dossier.handed_over'), event('dossier.accepted'):count('==1') } }");
    files(l);
    lesson_do(l, "mc", "dossier.accepted", 7, "{}");
    lesson_do(l, "mc", "dossier.handed_over", 7, "{}");
    assert_string_equal(lesson_state(l, "b"), "done");
}

static void never_waits_and_then_passes_with_its_step(void **state)
{
    struct lesson *l = *state;
    const char *step = STEP("never(event('dossier.accepted')):before(event('dossier.supplemented')), event('form02.issued')");
    lesson_steps(l, step);
    files(l);
    assert_string_equal(verdict(l), "waiting");
    lesson_do(l, "mc", "form02.issued", 7, "{}");
    assert_string_equal(verdict(l), "pass");
    assert_int_equal(judge_check(l->judge, 0).seq, 2);

    lesson_steps(l, step);
    files(l);
    lesson_do(l, "mc", "dossier.accepted", 7, "{}");
    assert_string_equal(verdict(l), "fail");
    assert_int_equal(judge_check(l->judge, 0).seq, 2);
    assert_string_equal(lesson_state(l, "s"), "failed");

    lesson_steps(l, step);
    files(l);
    lesson_do(l, "dn", "dossier.supplemented", 7, "{}");
    lesson_do(l, "mc", "dossier.accepted", 7, "{}");
    assert_string_equal(verdict(l), "waiting");
}

static void never_alone_earns_nothing(void **state)
{
    struct lesson *l = *state;
    lesson_steps(l, STEP("never(event('dossier.accepted')), nope(event('dossier.sent_back')), event('dossier.returned'):count('==0')"));
    files(l);
    lesson_do(l, "mc", "dossier.handed_over", 7, "{}");
    assert_string_equal(lesson_state(l, "s"), "open");
}

static void late_is_missed_at_the_limit(void **state)
{
    struct lesson *l = *state;
    lesson_steps(l, STEP("event('dossier.accepted'):within('8 workhours')"));
    files(l);
    lesson_at(l, "2026-11-20T17:00");
    assert_true(judge_clock(&l->op, l->judge, l->now, NULL));
    assert_string_equal(verdict(l), "waiting");
    lesson_at(l, "2026-11-23T08:00");
    lesson_do(l, "mc", "dossier.accepted", 7, "{}");
    assert_string_equal(verdict(l), "missed");
    char text[INSTANT_TEXT];
    assert_string_equal(instant_format(judge_check(l->judge, 0).at, text), "2026-11-20T17:00:00+07:00");
    assert_int_equal(judge_check(l->judge, 0).seq, 0);
}

static void in_time_is_in_time_to_the_minute(void **state)
{
    struct lesson *l = *state;
    lesson_steps(l, STEP("event('dossier.accepted'):within('8 workhours')"));
    files(l);
    lesson_at(l, "2026-11-20T17:00");
    lesson_do(l, "mc", "dossier.accepted", 7, "{}");
    assert_string_equal(verdict(l), "pass");
}

static void minutes_are_working_minutes_and_days_skip_the_holiday(void **state)
{
    struct lesson *l = *state;
    lesson_at(l, "2026-11-20T16:50");
    lesson_steps(l, STEP("event('dossier.accepted'):within('20m'), event('dossier.returned'):within('3 workdays')"));
    files(l);
    lesson_at(l, "2026-11-23T08:10");
    lesson_do(l, "mc", "dossier.accepted", 7, "{}");
    assert_string_equal(verdict(l), "pass");
    lesson_at(l, "2026-11-26T16:50"); /* Tuesday 24 November is a holiday */
    lesson_do(l, "mc", "dossier.returned", 7, "{}");
    assert_string_equal(lesson_verdict(l, "s", "2"), "pass");
    l->now = (struct instant){0};
    lesson_at(l, "2026-11-20T08:00");
}

static void after_wants_an_order(void **state)
{
    struct lesson *l = *state;
    const char *step = STEP("event('dossier.issued'):after(event('dossier.numbered'))");
    lesson_steps(l, step);
    files(l);
    lesson_do(l, "mc", "dossier.issued", 7, "{}");
    lesson_do(l, "mc", "dossier.numbered", 7, "{}");
    assert_string_equal(verdict(l), "waiting");
    lesson_do(l, "mc", "dossier.issued", 7, "{}");
    assert_string_equal(verdict(l), "pass");
}

static void all_any_and_nope_combine(void **state)
{
    struct lesson *l = *state;
    lesson_steps(l, STEP("all{ event('a.b'), event('a.c') }, any{ event('a.d'), event('a.e') }, nope(event('a.f'))"));
    lesson_do(l, "mc", "a.b", 0, "{}");
    assert_string_equal(verdict(l), "waiting");
    lesson_do(l, "mc", "a.c", 0, "{}");
    assert_string_equal(verdict(l), "pass");
    lesson_do(l, "mc", "a.e", 0, "{}");
    assert_string_equal(lesson_verdict(l, "s", "2"), "pass");
    assert_string_equal(lesson_verdict(l, "s", "3"), "pass");
    assert_string_equal(lesson_state(l, "s"), "done");

    lesson_steps(l, STEP("event('a.b'), nope(event('a.f'))"));
    lesson_do(l, "mc", "a.f", 0, "{}");
    assert_string_equal(lesson_verdict(l, "s", "2"), "fail");

    lesson_steps(l, STEP("any{ all{ event('a.b'), event('a.c') }, event('a.d') }"));
    lesson_do(l, "mc", "a.b", 0, "{}");
    assert_string_equal(verdict(l), "waiting");
    lesson_do(l, "mc", "a.d", 0, "{}");
    assert_string_equal(verdict(l), "pass");
}

static void two_dossiers_are_told_apart(void **state)
{
    struct lesson *l = *state;
    lesson_steps(l, "step 'a' { by = 'mc', points = 50, given = { file('dn', '1.014445', { name = 'du' }) }, want = { event('dossier.accepted') } },"
                    "step 'b' { by = 'mc', points = 50, given = { file('dn', '1.014445', { name = 'thieu' }) },"
                    "  want = { event('form02.issued'), never(event('dossier.accepted')), event('dossier.accepted'):on('du') } }");
    lesson_do(l, "dn", "dossier.filed", 7, "{\"alias\":\"du\"}");
    lesson_do(l, "dn", "dossier.filed", 9, "{\"alias\":\"thieu\"}");
    assert_int_equal(judge_dossier(l->judge, exercise_find_dossier(l->ex, "thieu")), 9);
    lesson_do(l, "mc", "dossier.accepted", 7, "{}");
    assert_string_equal(lesson_verdict(l, "a", "1"), "pass");
    assert_string_equal(lesson_verdict(l, "b", "2"), "waiting");
    assert_string_equal(lesson_verdict(l, "b", "3"), "pass");
    lesson_do(l, "mc", "dossier.accepted", 9, "{}");
    assert_string_equal(lesson_verdict(l, "b", "2"), "fail");
}

static const char *some_field(void *self, struct op *op, int64_t dossier, const char *path)
{
    (void)dossier;
    if (strcmp(path, "dossier.state") == 0) {
        return *(const char **)self;
    }
    (void)fail(op, E_MISSING, "field.unknown", NULL);
    return NULL;
}

static void fields_are_looked_at_after_each_act(void **state)
{
    struct lesson *l = *state;
    const char *now = "filed";
    struct judge_fields fields = {some_field, &now};
    lesson_steps(l, STEP("field('dossier.state'):equals('accepted'), field('dossier.nothing'):equals(1), field('dossier.state'):matches('acc*ed')"));
    files(l);
    lesson_act(l);
    lesson_event(l, "mc", "a.b", 0, "{}");
    lesson_feed(l, &fields);
    assert_string_equal(verdict(l), "waiting");
    assert_string_equal(lesson_verdict(l, "s", "2"), "author_error");
    now = "accepted";
    lesson_act(l);
    lesson_event(l, "mc", "dossier.accepted", 7, "{}");
    lesson_feed(l, &fields);
    assert_string_equal(verdict(l), "pass");
    assert_int_equal(judge_check(l->judge, 0).seq, 3);
    assert_string_equal(lesson_verdict(l, "s", "3"), "pass");
    assert_string_equal(lesson_state(l, "s"), "done");
}

/* What events carry needs no database, so it can be judged again from the log alone. */
static void times_of_a_dossier_come_from_its_events(void **state)
{
    struct lesson *l = *state;
    const char *step = STEP("event('dossier.returned'), field('dossier.completed_at'):before(field('dossier.due_at'))");
    for (int late = 0; late < 2; late++) {
        lesson_at(l, "2026-11-20T08:00");
        lesson_steps(l, step);
        files(l);
        lesson_do(l, "mc", "dossier.accepted", 7, "{\"due_at\":\"2026-12-07T09:00:00+07:00\"}");
        assert_string_equal(lesson_verdict(l, "s", "2"), "waiting");
        lesson_at(l, late ? "2026-12-07T09:01" : "2026-12-04T09:00");
        lesson_do(l, "ub", "dossier.completed", 7, "{}");
        assert_string_equal(lesson_verdict(l, "s", "2"), late ? "waiting" : "pass");
        lesson_do(l, "mc", "dossier.returned", 7, "{}");
        assert_string_equal(lesson_verdict(l, "s", "2"), late ? "fail" : "pass");
        assert_string_equal(lesson_state(l, "s"), late ? "failed" : "done");
    }
    lesson_at(l, "2026-11-20T08:00");
}

int main(int argc, char **argv)
{
    int child = exercise_child_main(argc, argv);
    if (child >= 0) {
        return child;
    }
#define T(name) cmocka_unit_test_setup_teardown(name, lesson_set_up, lesson_tear_down)
    const struct CMUnitTest tests[] = {
        T(an_event_passes_and_names_itself),
        T(by_compares_the_account),
        T(an_event_of_another_dossier_does_not_count),
        T(with_compares_members),
        T(counts_have_bounds),
        T(exactly_once_is_decided_when_all_else_is),
        T(exactly_once_looks_at_the_whole_attempt),
        T(never_waits_and_then_passes_with_its_step),
        T(never_alone_earns_nothing),
        T(late_is_missed_at_the_limit),
        T(in_time_is_in_time_to_the_minute),
        T(minutes_are_working_minutes_and_days_skip_the_holiday),
        T(after_wants_an_order),
        T(all_any_and_nope_combine),
        T(two_dossiers_are_told_apart),
        T(fields_are_looked_at_after_each_act),
        T(times_of_a_dossier_come_from_its_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
