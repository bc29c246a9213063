/* The judge: steps, mistakes, time, endings, and that it is a function of the log. */
#include "lessons.h"

#include <stdio.h>
#include <string.h>

#define FILED "{\"alias\":\"a\",\"procedure\":\"1.014445\"}"
#define TWO_STEPS                                                                                                  \
    "step 'a' { by = 'mc', points = 60, given = { file('dn', '1.014445') }, want = { event('dossier.accepted'):by('mc'):within('8 workhours'),\n" \
    "  never(event('dossier.intake_refused')) },\n"                                                                \
    "  mistakes = { mistake 'm' { critical = true, acts = { act('mc', 'dossier.accept', { confirm_missing = true }) },\n" \
    "    sees = event('dossier.accepted'):with{ missing = '>0' }, say = L{ vi = 'a', en = 'b' } } } },\n"          \
    "step 'b' { by = 'tp', after = 'a', points = 40, want = { event('dossier.assigned'):within('1h') } }"

static void set_up_two(struct lesson *l)
{
    lesson_at(l, "2026-11-20T08:00");
    lesson_steps(l, TWO_STEPS);
    lesson_do(l, "dn", "dossier.filed", 7, FILED);
}

static void a_step_opens_when_the_one_before_is_done(void **state)
{
    struct lesson *l = *state;
    set_up_two(l);
    assert_string_equal(lesson_state(l, "a"), "open");
    assert_string_equal(lesson_state(l, "b"), "not_reached");
    assert_string_equal(lesson_verdict(l, "b", "1"), "not_reached");
    assert_int_equal(judge_next_step(l->judge), 0);
    lesson_at(l, "2026-11-20T10:00");
    lesson_do(l, "mc", "dossier.accepted", 7, "{\"missing\":0}");
    assert_string_equal(lesson_state(l, "a"), "done");
    assert_string_equal(lesson_verdict(l, "a", "2"), "pass");
    assert_string_equal(lesson_state(l, "b"), "open");
    assert_int_equal(judge_next_step(l->judge), 1);
    int64_t act = 0;
    char text[INSTANT_TEXT];
    assert_string_equal(instant_format(judge_step_opened(l->judge, 1, &act), text), "2026-11-20T10:00:00+07:00");
    assert_int_equal(act, 2);
}

static void what_came_before_a_step_opened_does_not_count(void **state)
{
    struct lesson *l = *state;
    set_up_two(l);
    lesson_do(l, "tp", "dossier.assigned", 7, "{}");
    lesson_act(l);
    lesson_event(l, "mc", "dossier.accepted", 7, "{}");
    lesson_event(l, "mc", "dossier.assigned", 7, "{}"); /* the same act */
    lesson_feed(l, NULL);
    assert_string_equal(lesson_verdict(l, "b", "1"), "waiting");
    lesson_do(l, "tp", "dossier.assigned", 7, "{}");
    assert_string_equal(lesson_verdict(l, "b", "1"), "pass");
}

static void a_failed_step_lets_the_next_one_open_and_is_followed_on(void **state)
{
    struct lesson *l = *state;
    set_up_two(l);
    lesson_do(l, "mc", "dossier.intake_refused", 7, "{}");
    assert_string_equal(lesson_state(l, "a"), "failed");
    assert_string_equal(lesson_state(l, "b"), "open");
    assert_int_equal(judge_next_step(l->judge), 1);
    lesson_do(l, "mc", "dossier.accepted", 7, "{}");
    assert_string_equal(lesson_verdict(l, "a", "1"), "pass");
    assert_string_equal(lesson_state(l, "a"), "failed");
}

static void a_limit_that_passes_fails_the_step_at_its_own_moment(void **state)
{
    struct lesson *l = *state;
    set_up_two(l);
    lesson_at(l, "2026-11-25T10:00");
    lesson_do(l, "tp", "dossier.assigned", 7, "{}");
    char text[INSTANT_TEXT];
    /* a: over on Friday 17:00; b opens then and is over on Monday 09:00, two days before anything was done */
    assert_string_equal(lesson_verdict(l, "a", "1"), "missed");
    assert_string_equal(lesson_verdict(l, "b", "1"), "missed");
    assert_string_equal(instant_format(judge_check(l->judge, 2).at, text), "2026-11-23T09:00:00+07:00");
}

static void mistakes_are_seen_while_their_step_is_not_done(void **state)
{
    struct lesson *l = *state;
    int64_t seq = 0, act = 0;
    struct instant at;
    set_up_two(l);
    lesson_do(l, "mc", "dossier.accepted", 7, "{\"missing\":1}");
    assert_int_equal(judge_mistake(l->judge, 0, &seq, &act, &at), 1);
    assert_int_equal(seq, 2);
    assert_int_equal(l->changes.items[0].kind, CHANGE_MISTAKE);
    lesson_do(l, "mc", "dossier.accepted", 7, "{\"missing\":1}");
    assert_int_equal(judge_mistake(l->judge, 0, &seq, &act, &at), 1);

    set_up_two(l);
    lesson_do(l, "mc", "dossier.intake_refused", 7, "{}");
    lesson_do(l, "mc", "dossier.accepted", 7, "{\"missing\":1}");
    assert_int_equal(judge_mistake(l->judge, 0, &seq, &act, &at), 1);
    assert_int_equal(l->changes.items[0].kind, CHANGE_MISTAKE);
    lesson_do(l, "mc", "dossier.accepted", 7, "{\"missing\":2}");
    assert_int_equal(judge_mistake(l->judge, 0, &seq, &act, &at), 2);
    assert_int_equal(seq, 3);
    assert_int_equal(l->changes.count, 0);
}

static void the_trainer_may_let_a_check_go(void **state)
{
    struct lesson *l = *state;
    set_up_two(l);
    lesson_do(l, "mc", "dossier.intake_refused", 7, "{}");
    assert_true(judge_waive(&l->op, l->judge, 1, &l->changes));
    assert_string_equal(lesson_verdict(l, "a", "2"), "waived");
    assert_string_equal(lesson_state(l, "a"), "open");
    assert_true(judge_waive(&l->op, l->judge, 0, &l->changes));
    assert_string_equal(lesson_state(l, "a"), "done");
    assert_false(judge_waive(&l->op, l->judge, 99, NULL));
}

static void an_author_error_costs_nothing(void **state)
{
    struct lesson *l = *state;
    set_up_two(l);
    assert_true(judge_author_error(&l->op, l->judge, 0, NULL));
    assert_string_equal(lesson_verdict(l, "a", "1"), "author_error");
    assert_string_equal(lesson_state(l, "a"), "done");
    assert_string_equal(lesson_state(l, "b"), "open");
}

static void an_ending_decides_what_was_open(void **state)
{
    struct lesson *l = *state;
    static const char *const verdicts[] = {"skipped", "missed", "cancelled"};
    for (int ending = 0; ending < 3; ending++) {
        set_up_two(l);
        assert_true(judge_finish(&l->op, l->judge, (enum judge_ending)ending, NULL));
        assert_string_equal(lesson_verdict(l, "a", "1"), verdicts[ending]);
        assert_string_equal(lesson_verdict(l, "b", "1"), "not_reached");
        lesson_do(l, "mc", "dossier.accepted", 7, "{}");
        assert_string_equal(lesson_verdict(l, "a", "1"), verdicts[ending]);
    }
}

static void hints_count_what_was_seen(void **state)
{
    struct lesson *l = *state;
    lesson_steps(l, "step 'a' { by = 'mc', points = 100, want = { event('a.b') }, hints = { hint { when = seen('dossier.sent_back', 2), L{ vi = 'a' } },"
                    " hint { when = seen('error.E_STATE'), L{ vi = 'a' } } } }");
    lesson_do(l, "tp", "dossier.sent_back", 7, "{}");
    lesson_do(l, "tp", "dossier.sent_back", 7, "{}");
    judge_note_refusal(l->judge, E_CONFLICT);
    judge_note_refusal(l->judge, E_STATE);
    assert_int_equal(judge_seen(l->judge, 0, 0), 2);
    assert_int_equal(judge_seen(l->judge, 0, 1), 1);
}

/* ---- the judge is a function of the log ---- */

static void same_state(struct lesson *l, const struct judge *other, const char *label)
{
    for (size_t c = 0; c < l->ex->check_count; c++) {
        struct check_state a = judge_check(l->judge, (int)c), b = judge_check(other, (int)c);
        if (a.verdict != b.verdict || a.seq != b.seq || a.act != b.act || a.at.ms != b.at.ms) {
            fail_msg("%s: check %zu: %s at %lld, %s at %lld", label, c, verdict_text(a.verdict), (long long)a.seq,
                     verdict_text(b.verdict), (long long)b.seq);
        }
    }
    for (size_t s = 0; s < l->ex->step_count; s++) {
        assert_int_equal(judge_step(l->judge, (int)s), judge_step(other, (int)s));
    }
}

static uint64_t random_of(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Random logs, fed act by act, in one piece, and with the clock told in between: always the same. */
static void the_same_log_gives_the_same_verdicts_however_it_is_fed(void **state)
{
    struct lesson *l = *state;
    static const char *const names[] = {"dossier.filed", "dossier.accepted", "dossier.intake_refused", "dossier.assigned",
                                        "form01.issued", "dossier.sent_back"};
    static const char *const accounts[] = {"dn", "mc", "tp"};
    static const char *const data[] = {FILED, "{\"missing\":1}", "{\"missing\":0,\"due_at\":\"2026-12-07T09:00:00+07:00\"}", "{}"};
    uint64_t seed = 20261120;
    static const char *const exercises[] = {
        TWO_STEPS,
        "step 'a' { by = 'mc', points = 50, given = { file('dn', '1.014445') }, want = { any{ event('dossier.accepted'):count(2), event('dossier.sent_back') }, nope(event('form01.issued')) } },"
        "step 'b' { by = 'mc', points = 25, after = 'a', want = { event('dossier.accepted'):count('<=2'), event('dossier.assigned'):after(event('form01.issued')):within('2h') } },"
        "step 'c' { by = 'mc', points = 25, after = { 'a', 'b' }, want = { event('dossier.accepted'), field('dossier.accepted_at'):before(field('dossier.due_at')) } }"};
    for (int run = 0; run < 300; run++) {
        lesson_at(l, "2026-11-20T08:00");
        if (run % 150 == 0) {
            lesson_steps(l, exercises[run / 150]);
        }
        lesson_judge(l);
        struct judge_start start = {.at = l->now, .calendar = calendar_builtin()};
        struct judge *whole = judge_open(l->ex, &start), *told = judge_open(l->ex, &start);
        for (int e = 0; e < 30; e++) {
            if (e == 0 || random_of(&seed) % 3 != 0) {
                l->now.ms += (int64_t)(random_of(&seed) % 4) * 50 * MS_MINUTE;
                lesson_act(l);
            }
            lesson_event(l, accounts[random_of(&seed) % 3], names[random_of(&seed) % 6], 7, data[random_of(&seed) % 4]);
        }
        for (size_t from = 0, to = 0; from < l->count; from = to) {
            while (to < l->count && l->events[to].act == l->events[from].act) {
                to++;
            }
            assert_true(judge_feed(&l->op, l->judge, l->events + from, to - from, NULL, NULL));
            assert_true(judge_clock(&l->op, told, l->events[from].at, NULL));
            assert_true(judge_feed(&l->op, told, l->events, to, NULL, NULL));
        }
        assert_true(judge_feed(&l->op, whole, l->events, l->count, NULL, NULL));
        same_state(l, whole, "in one piece");
        same_state(l, told, "with the clock told");
        judge_close(whole);
        judge_close(told);
    }
}

/* Read a few events at a time, an act that is cut waits for its rest. */
static void an_act_is_never_fed_in_halves(void **state)
{
    struct lesson *l = *state;
    struct event events[5] = {{.act = 1}, {.act = 1}, {.act = 2}, {.act = 3}, {.act = 3}};
    (void)l;
    assert_int_equal(judge_whole_acts(events, 5, 6), 5);
    assert_int_equal(judge_whole_acts(events, 5, 5), 3);
    assert_int_equal(judge_whole_acts(events, 4, 4), 3);
    assert_int_equal(judge_whole_acts(events, 3, 3), 2);
    assert_int_equal(judge_whole_acts(events, 2, 2), 2);
    assert_int_equal(judge_whole_acts(events, 0, 4), 0);
}

static void the_largest_exercise_fits_in_its_bound(void **state)
{
    struct lesson *l = *state;
    char *steps = arena_alloc(l->arena, 20000);
    size_t n = 0;
    for (int s = 0; s < 40; s++) {
        n += (size_t)snprintf(steps + n, 20000 - n, "step 's%d' { by = 'mc', points = 1, want = { all{ %s } } },", s,
                              "event('a.b'), event('a.b'), event('a.b'), event('a.b'), event('a.b'), event('a.b')");
    }
    lesson_steps(l, steps);
    assert_int_equal(l->ex->test_count, 240);
    assert_true(judge_bytes(l->judge) <= JUDGE_BYTES_MAX);
}

int main(int argc, char **argv)
{
    int child = exercise_child_main(argc, argv);
    if (child >= 0) {
        return child;
    }
#define T(name) cmocka_unit_test_setup_teardown(name, lesson_set_up, lesson_tear_down)
    const struct CMUnitTest tests[] = {
        T(a_step_opens_when_the_one_before_is_done),
        T(what_came_before_a_step_opened_does_not_count),
        T(a_failed_step_lets_the_next_one_open_and_is_followed_on),
        T(a_limit_that_passes_fails_the_step_at_its_own_moment),
        T(mistakes_are_seen_while_their_step_is_not_done),
        T(the_trainer_may_let_a_check_go),
        T(an_author_error_costs_nothing),
        T(an_ending_decides_what_was_open),
        T(hints_count_what_was_seen),
        T(the_same_log_gives_the_same_verdicts_however_it_is_fed),
        T(an_act_is_never_fed_in_halves),
        T(the_largest_exercise_fits_in_its_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
