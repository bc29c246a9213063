/* Walks: what a solution's words do in a world, what a step's `given` does when it is opened, gone back to, or cannot be done. */
#include "lessons.h"

#include "base/log.h"
#include "exercise/score.h"
#include "exercise/walk.h"
#include "script/child.h"

#include <stdio.h>
#include <string.h>

#define DATA TEST_SOURCE_DIR "/scenarios/data"

struct hall {
    struct lesson *l;
    struct walk_ground *ground;
    struct walk walk;
    struct walk_plan plan;
};

static int set_up(void **state)
{
    struct hall *h = test_calloc(1, sizeof *h);
    void *lesson = NULL;
    assert_int_equal(lesson_set_up(&lesson), 0);
    h->l = lesson;
    *state = h;
    return 0;
}

static int tear_down(void **state)
{
    struct hall *h = *state;
    void *lesson = h->l;
    walk_end(&h->walk);
    walk_ground_close(h->ground);
    (void)lesson_tear_down(&lesson);
    test_free(h);
    return 0;
}

/* Two steps of the one-stop officer; the second opens when the first is done, and this is what it then wants set up. */
static void enter(struct hall *h, const char *given, const char *solve)
{
    char source[8192];
    (void)snprintf(source, sizeof source,
                   "return scenario { id = 'x', rev = 1, title = L{ vi = 'Một', en = 'One' }, minutes = 5, level = 1, seed = 1,\n"
                   "clock = { start = '2026-11-20T08:00' }, world = { golden = 'so-khcn' }, cast = {\n"
                   "dn = persona.business { name = synth.company(), pace = '1h..2h' }, mc = persona.trainee { role = 'one-stop-officer' },\n"
                   "tp = persona.trainee { role = 'division-head' } }, steps = {\n"
                   "step 'mot' { by = 'mc', points = 50, goal = L{ vi = 'a', en = 'a' }, given = { file('dn', '1.014445', { name = 'du' }) },\n"
                   "  want = { event('dossier.accepted'):by('mc') }, solve = { act('mc', 'dossier.accept') } },\n"
                   "step 'hai' { by = 'mc', after = 'mot', points = 50, on = 'ba', goal = L{ vi = 'b', en = 'b' }, given = { %s },\n"
                   "  want = { event('dossier.supplement_requested'):by('mc') }, solve = { %s } } } }",
                   given, solve);
    lesson_source(h->l, source);
    h->ground = walk_ground_open(&h->l->op);
    assert_non_null(h->ground);
    const char *golden = walk_golden(&h->l->op, h->ground, h->l->ex, DATA);
    if (golden == NULL || !walk_begin(&h->l->op, h->ground, h->l->ex, golden, &h->walk)) {
        fail_msg("%s (%s)", text_error(&h->l->op), h->l->op.error.cause == NULL ? "" : h->l->op.error.cause);
    }
    h->plan = walk_plan_of(&h->l->op, h->l->ex);
}

static bool go(struct hall *h, size_t item)
{
    struct play_news news;
    op_clear(&h->l->op);
    return walk_do(&h->l->op, &h->walk, h->plan.items[item].step, h->plan.items[item].action, &news);
}

static const char given_file[] = "file('dn', '1.014445', { name = 'ba', omit = { 'phuong-an-san-xuat' } })";
static const char ask_for_it[] = "act('mc', 'dossier.request_supplement', { components = { 'phuong-an-san-xuat' }, reason = 'Thiếu phương án' })";

static void a_step_is_set_up_when_it_opens_and_again_after_a_rewind_to_its_opening(void **state)
{
    struct hall *h = *state;
    int64_t opened = 0;
    enter(h, given_file, ask_for_it);
    assert_true(go(h, 0));
    (void)judge_step_opened(play_judge(h->walk.play), 1, &opened);
    assert_int_equal(walk_act(&h->walk), opened + 1); /* the dossier was filed */
    int64_t filed = judge_dossier(play_judge(h->walk.play), exercise_find_dossier(h->l->ex, "ba"));
    assert_true(filed > 0);
    assert_true(walk_rewind(&h->l->op, &h->walk, opened));
    assert_int_equal(walk_act(&h->walk), opened + 1);
    assert_int_equal(judge_dossier(play_judge(h->walk.play), exercise_find_dossier(h->l->ex, "ba")), filed);
    assert_true(walk_rewind(&h->l->op, &h->walk, opened + 1)); /* it stands: it is not done twice */
    assert_int_equal(walk_act(&h->walk), opened + 1);
    assert_true(go(h, 1));
    assert_int_equal(score_of(play_judge(h->walk.play), 0).points, 100);
}

static void a_given_that_cannot_be_done_is_the_authors_error_and_the_act_before_it_stands(void **state)
{
    struct hall *h = *state;
    log_set_level(LOG_SILENT);
    enter(h, "file('dn', '1.014445', { name = 'ba' }), act('mc', 'dossier.hand_over')", ask_for_it);
    bool done = go(h, 0);
    log_set_level(LOG_INFO);
    assert_true(done);
    assert_int_equal(judge_step(play_judge(h->walk.play), 0), STEP_DONE);
    assert_int_equal(judge_check(play_judge(h->walk.play), 1).verdict, VERDICT_AUTHOR_ERROR);
}

static void waiting_goes_on_until_the_event_comes(void **state)
{
    struct hall *h = *state;
    char solve[1000];
    (void)snprintf(solve, sizeof solve, "%s, wait_for('dossier.supplemented'), act('mc', 'dossier.accept')", ask_for_it);
    enter(h, given_file, solve);
    struct instant begun = play_clock(h->walk.play)->office_at;
    assert_true(go(h, 0) && go(h, 1) && go(h, 2));
    assert_true(play_clock(h->walk.play)->office_at.ms >= begun.ms + MS_HOUR);
    int64_t act = walk_act(&h->walk);
    assert_true(go(h, 2)); /* it has happened since the step opened */
    assert_int_equal(walk_act(&h->walk), act);
    assert_true(go(h, 3));
}

static void waiting_for_what_never_comes_ends(void **state)
{
    struct hall *h = *state;
    enter(h, given_file, "wait_for('dossier.returned')");
    assert_true(go(h, 0));
    assert_false(go(h, 1));
    assert_string_equal(h->l->op.error.key, "walk.never_comes");
    assert_true(walk_is_refusal(&h->l->op));
}

static void a_jump_moves_office_time(void **state)
{
    struct hall *h = *state;
    enter(h, given_file, "jump('+2 workdays'), jump('2026-11-30T10:00')");
    char at[INSTANT_TEXT];
    assert_true(go(h, 0) && go(h, 1)); /* Friday; Tuesday 24 November is a holiday */
    assert_string_equal(instant_format(play_clock(h->walk.play)->office_at, at), "2026-11-25T08:00:00+07:00");
    assert_true(go(h, 2));
    assert_string_equal(instant_format(play_clock(h->walk.play)->office_at, at), "2026-11-30T10:00:00+07:00");
}

static void a_branch_goes_its_own_way(void **state)
{
    struct hall *h = *state;
    struct walk branch;
    struct play_news news;
    enter(h, given_file, ask_for_it);
    int64_t start = walk_act(&h->walk);
    assert_true(go(h, 0) && go(h, 1));
    const char *hash = walk_hash(&h->l->op, &h->walk);
    assert_true(walk_branch(&h->l->op, &h->walk, start, &branch));
    assert_int_equal(score_of(play_judge(branch.play), 0).points, 0);
    assert_true(walk_do(&h->l->op, &branch, 0, h->plan.items[0].action, &news));
    assert_string_not_equal(walk_hash(&h->l->op, &branch), hash);
    assert_true(walk_do(&h->l->op, &branch, 1, h->plan.items[1].action, &news));
    assert_string_equal(walk_hash(&h->l->op, &branch), hash);
    walk_end(&branch);
    assert_int_equal(score_of(play_judge(h->walk.play), 0).points, 100);
}

static void a_refused_act_changes_nothing(void **state)
{
    struct hall *h = *state;
    enter(h, given_file, ask_for_it);
    int64_t act = walk_act(&h->walk);
    assert_false(go(h, 1)); /* its dossier is not there yet */
    assert_true(walk_is_refusal(&h->l->op));
    assert_int_equal(walk_act(&h->walk), act);
}

int main(int argc, char **argv)
{
    int child = exercise_child_main(argc, argv);
    if (child >= 0) {
        return child;
    }
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_step_is_set_up_when_it_opens_and_again_after_a_rewind_to_its_opening),
        TEST(a_given_that_cannot_be_done_is_the_authors_error_and_the_act_before_it_stands),
        TEST(waiting_goes_on_until_the_event_comes),
        TEST(waiting_for_what_never_comes_ends),
        TEST(a_jump_moves_office_time),
        TEST(a_branch_goes_its_own_way),
        TEST(a_refused_act_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
