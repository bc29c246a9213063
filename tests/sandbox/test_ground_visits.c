/* The drill ground without HTTP: what is recorded when, and what survives a world's closing, a crash, a rewind. */
#include "base/text.h"
#include "dossier/dossier.h"
#include "ground/ground.h"
#include "people/classroom.h"
#include "sandbox/worlds.h"
#include "script/child.h"

#include <stdlib.h>
#include <string.h>

#define EXERCISE "ho-so-dau-tien"

struct drill {
    struct place place;
    struct op *op;
    struct ground *ground;
    int64_t class_id;
    const char *person, *attempt, *world;
};

/* The one exercise and the data of all: whatever else is shipped would be tried out anew before each of these tests. */
static void lay_out_exercise(struct drill *d)
{
    static const char from[] = TEST_SOURCE_DIR "/scenarios";
    const char *to = place_path(&d->place, "scenarios");
    const char *copy = arena_printf(d->op->arena, "mkdir '%s' && cp -r '%s/data' '%s/lib' '%s/" EXERCISE "' '%s'", to, from, from, from, to);
    assert_int_equal(system(copy), 0);
}

static void open_ground(struct drill *d, int open_max)
{
    const struct ground_options options = {.data = place_path(&d->place, "var"), .scenarios = place_path(&d->place, "scenarios"),
                                           .open_max = open_max};
    d->ground = ground_open(d->op, &options);
    want(&d->place, d->ground != NULL);
}

static void reopen(struct drill *d)
{
    ground_close(d->ground);
    open_ground(d, 0);
}

static const struct attempt *begin(struct drill *d, const char *name)
{
    bool created = false;
    const struct classroom *c = classroom_get(d->op, ground_lab(d->ground), d->class_id);
    const struct welcome *w = classroom_join(d->op, ground_lab(d->ground), c->code, name, ground_now(d->ground));
    want(&d->place, w != NULL);
    const struct attempt *a = ground_begin(d->op, d->ground, w->person.id, d->class_id, EXERCISE, &created);
    want(&d->place, a != NULL && created);
    return a;
}

static int set_up(void **state)
{
    static struct drill d;
    static const char *const exercises[] = {EXERCISE};
    const char *password = NULL;
    memset(&d, 0, sizeof d);
    place_open(&d.place);
    d.op = &d.place.op;
    lay_out_exercise(&d);
    open_ground(&d, 0);
    want(&d.place, person_ensure_demo(d.op, ground_lab(d.ground), ground_now(d.ground), &password));
    const struct classroom *c = classroom_ensure_demo(d.op, ground_lab(d.ground), exercises, 1, ground_now(d.ground));
    want(&d.place, c != NULL);
    d.class_id = c->id;
    const struct attempt *a = begin(&d, "Nguyễn Văn An");
    d.person = a->person;
    d.attempt = a->id;
    d.world = a->world;
    *state = &d;
    return 0;
}

static int tear_down(void **state)
{
    struct drill *d = *state;
    ground_close(d->ground);
    place_close(&d->place);
    return 0;
}

static struct visit enter(struct drill *d)
{
    struct visit v;
    want(&d->place, ground_enter(d->op, d->ground, d->world, true, &v));
    return v;
}

static bool act(struct drill *d, struct visit *v, const char *name, const char *input, const char *key)
{
    struct act_answer answer;
    const struct play_call call = {.seat = "mc", .act = name, .input = json_parse(d->op, input, strlen(input)), .version = -1,
                                   .idempotency_key = key};
    return visit_act(d->op, v, &call, &answer);
}

static void accept_in(struct drill *d, struct visit *v, const char *key)
{
    want(&d->place, act(d, v, "dossier.accept", "{\"dossier\":1}", key));
}

static const struct attempt *attempt_now(struct drill *d)
{
    const struct attempt *a = attempt_get(d->op, ground_lab(d->ground), d->attempt);
    want(&d->place, a != NULL);
    return a;
}

static size_t count_history(struct drill *d, enum history_kind kind)
{
    struct history_entry *list = NULL;
    size_t count = 0, n = 0;
    want(&d->place, attempt_history(d->op, ground_lab(d->ground), d->attempt, &list, &count));
    for (size_t i = 0; i < count; i++) {
        n += list[i].kind == kind;
    }
    return n;
}

static enum verdict verdict_of(struct visit *v, const char *step, const char *check)
{
    const struct exercise *e = play_exercise(v->play);
    return judge_check(play_judge(v->play), exercise_find_check(e, exercise_find_step(e, step), check)).verdict;
}

static void what_an_act_earns_is_recorded_when_the_visit_ends(void **state)
{
    struct drill *d = *state;
    struct visit v = enter(d);
    accept_in(d, &v, NULL);
    assert_int_equal(attempt_now(d)->points, 0);
    ground_leave(d->op, &v);
    assert_int_equal(attempt_now(d)->points, 15);
    assert_int_equal(count_history(d, HISTORY_VERDICT), 2);
}

static void what_a_dying_process_did_not_record_is_recorded_once_at_the_next_opening(void **state)
{
    struct drill *d = *state;
    struct visit v = enter(d);
    accept_in(d, &v, NULL);
    v.news = (struct play_news){0}; /* the process died between the commit and the recording */
    ground_leave(d->op, &v);
    assert_int_equal(count_history(d, HISTORY_VERDICT), 0);
    for (int i = 0; i < 3; i++) {
        reopen(d);
        v = enter(d);
        ground_leave(d->op, &v);
        assert_int_equal(count_history(d, HISTORY_VERDICT), 2);
        assert_int_equal(attempt_now(d)->points, 15);
    }
}

static void a_closed_world_keeps_its_seat_and_its_clock(void **state)
{
    struct drill *d = *state;
    struct visit v = enter(d);
    want(&d->place, visit_sit(d->op, &v, "tp"));
    play_resume(v.play, instant_add(play_clock(v.play)->office_at, 3 * MS_HOUR)); /* as if it had been watched that long */
    struct instant seen = play_clock(v.play)->office_at;
    ground_leave(d->op, &v);
    want(&d->place, world_rest(d->op, ground_worlds(d->ground), d->world));
    v = enter(d);
    assert_string_equal(v.seat, "tp");
    assert_int_equal(play_clock(v.play)->office_at.ms, seen.ms);
    want(&d->place, visit_reset(d->op, &v));
    assert_true(instant_compare(play_clock(v.play)->office_at, seen) < 0);
    ground_leave(d->op, &v);
    want(&d->place, world_rest(d->op, ground_worlds(d->ground), d->world));
    v = enter(d);
    assert_true(instant_compare(play_clock(v.play)->office_at, seen) < 0);
    ground_leave(d->op, &v);
}

static void a_waiver_holds_wherever_the_judge_begins_anew(void **state)
{
    struct drill *d = *state;
    struct visit v = enter(d);
    const struct exercise *e = play_exercise(v.play);
    int check = exercise_find_check(e, exercise_find_step(e, "chuyen"), "1");
    int64_t first = visit_first_act(&v);
    accept_in(d, &v, NULL);
    want(&d->place, visit_waive(d->op, &v, check, "Lỗi của bài tập"));
    assert_int_equal(verdict_of(&v, "chuyen", "1"), VERDICT_WAIVED);
    assert_int_equal(judge_step(play_judge(v.play), exercise_find_step(e, "phan-cong")), STEP_OPEN);
    want(&d->place, visit_waive(d->op, &v, check, "Lỗi của bài tập"));
    want(&d->place, visit_rewind(d->op, &v, first));
    assert_int_equal(verdict_of(&v, "chuyen", "1"), VERDICT_WAIVED);
    ground_leave(d->op, &v);
    reopen(d);
    v = enter(d);
    assert_int_equal(verdict_of(&v, "chuyen", "1"), VERDICT_WAIVED);
    ground_leave(d->op, &v);
    assert_int_equal(count_history(d, HISTORY_WAIVE), 1);
}

static void a_finished_world_stands_still(void **state)
{
    struct drill *d = *state;
    struct visit v = enter(d);
    accept_in(d, &v, NULL);
    int64_t before = world_act(v.world);
    want(&d->place, visit_finish(d->op, &v));
    want(&d->place, visit_finish(d->op, &v));
    want_failure(&d->place, act(d, &v, "dossier.hand_over", "{\"dossier\":1}", NULL), E_STATE, "attempt.finished");
    want_failure(&d->place, visit_reset(d->op, &v), E_STATE, "attempt.finished");
    want_failure(&d->place, visit_rewind(d->op, &v, before - 1), E_STATE, "attempt.finished");
    want_failure(&d->place, visit_undo(d->op, &v), E_STATE, "attempt.finished");
    want_failure(&d->place, visit_sit(d->op, &v, "tp"), E_STATE, "attempt.finished");
    assert_int_equal(world_act(v.world), before);
    assert_int_equal(verdict_of(&v, "bo-sung", "1"), VERDICT_SKIPPED);
    ground_leave(d->op, &v);
    reopen(d);
    v = enter(d);
    assert_int_equal(verdict_of(&v, "bo-sung", "1"), VERDICT_SKIPPED);
    ground_leave(d->op, &v);
    assert_int_equal(count_history(d, HISTORY_FINISH), 1);
}

static void a_key_is_answered_again_in_its_generation_and_never_after_it(void **state)
{
    struct drill *d = *state;
    struct visit v = enter(d);
    accept_in(d, &v, "khoa-tiep-nhan");
    int64_t act_then = world_act(v.world);
    accept_in(d, &v, "khoa-tiep-nhan");
    assert_int_equal(world_act(v.world), act_then);
    want(&d->place, act(d, &v, "dossier.hand_over", "{\"dossier\":1}", "khoa-chuyen-di"));
    want(&d->place, visit_rewind(d->op, &v, act_then));
    want_failure(&d->place, act(d, &v, "dossier.accept", "{\"dossier\":1}", "khoa-tiep-nhan"), E_CONFLICT, "idempotency.rewound");
    want_failure(&d->place, act(d, &v, "dossier.hand_over", "{\"dossier\":1}", "khoa-chuyen-di"), E_CONFLICT, "idempotency.rewound");
    want(&d->place, act(d, &v, "dossier.hand_over", "{\"dossier\":1}", "khoa-chuyen-moi"));
    want(&d->place, act(d, &v, "dossier.hand_over", "{\"dossier\":1}", "khoa-chuyen-moi"));
    assert_int_equal(world_act(v.world), act_then + 1);
    ground_leave(d->op, &v);
}

static void nothing_before_the_first_act_is_reached(void **state)
{
    struct drill *d = *state;
    struct visit v = enter(d);
    int64_t first = visit_first_act(&v);
    accept_in(d, &v, NULL);
    assert_true(first > 0);
    want_failure(&d->place, visit_rewind(d->op, &v, first - 1), E_INPUT, "world.before_start");
    want_failure(&d->place, visit_rewind(d->op, &v, world_act(v.world) + 1), E_MISSING, "world.no_such_act");
    assert_int_equal(world_generation(v.world), 1);
    want(&d->place, visit_rewind(d->op, &v, first));
    assert_int_equal(count_history(d, HISTORY_REWIND), 1);
    ground_leave(d->op, &v);
}

static void only_the_owners_visits_and_acts_make_somebody_present_or_busy(void **state)
{
    struct drill *d = *state;
    struct visit v;
    want(&d->place, ground_enter(d->op, d->ground, d->world, false, &v));
    ground_leave(d->op, &v);
    struct presence p = ground_presence(d->ground, d->world);
    assert_true(instant_is_none(p.seen_at) && instant_is_none(p.acted_at));
    assert_int_equal(p.generation, 1);
    v = enter(d);
    ground_leave(d->op, &v);
    p = ground_presence(d->ground, d->world);
    assert_true(!instant_is_none(p.seen_at) && instant_is_none(p.acted_at));
    v = enter(d);
    accept_in(d, &v, NULL);
    ground_leave(d->op, &v);
    struct presence acted = ground_presence(d->ground, d->world);
    assert_false(instant_is_none(acted.acted_at));
    want(&d->place, ground_enter(d->op, d->ground, d->world, false, &v));
    want(&d->place, visit_reset(d->op, &v));
    ground_leave(d->op, &v);
    p = ground_presence(d->ground, d->world);
    assert_int_equal(p.acted_at.ms, acted.acted_at.ms);
    assert_int_equal(p.seen_at.ms, acted.seen_at.ms);
    assert_int_equal(p.generation, 2);
}

static void more_worlds_than_may_be_open_take_turns(void **state)
{
    struct drill *d = *state;
    const char *worlds[6];
    ground_close(d->ground);
    open_ground(d, 2);
    for (int i = 0; i < 6; i++) {
        worlds[i] = begin(d, arena_printf(d->op->arena, "Người %d", i))->world;
    }
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 6; i++) {
            struct visit v;
            struct dossier dossier;
            want(&d->place, ground_enter(d->op, d->ground, worlds[i], true, &v));
            if (round == i % 3) {
                accept_in(d, &v, NULL);
            }
            want(&d->place, dossier_get(d->op, play_db(v.play), 1, &dossier));
            assert_int_equal(dossier.state, round >= i % 3 ? DOSSIER_ACCEPTED : DOSSIER_FILED);
            ground_leave(d->op, &v);
        }
    }
    assert_true(world_store_figures(ground_worlds(d->ground)).open <= 2);
}

static void a_failed_visit_leaves_the_ground_usable(void **state)
{
    struct drill *d = *state;
    struct visit v;
    want_failure(&d->place, ground_enter(d->op, d->ground, "w0000000000000000", true, &v), E_MISSING, "world.missing");
    bool created = false;
    want_failure(&d->place, ground_begin(d->op, d->ground, d->person, d->class_id, "khong-co", &created) != NULL, E_MISSING,
                 "exercise.unknown");
    const struct attempt *again = ground_begin(d->op, d->ground, d->person, d->class_id, EXERCISE, &created);
    want(&d->place, again != NULL);
    assert_false(created);
    assert_string_equal(again->id, d->attempt);
    v = enter(d);
    want_failure(&d->place, act(d, &v, "dossier.hand_over", "{\"dossier\":1}", NULL), E_STATE, "dossier.wrong_state");
    accept_in(d, &v, NULL);
    ground_leave(d->op, &v);
}

int main(int argc, char **argv)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_an_act_earns_is_recorded_when_the_visit_ends),
        TEST(what_a_dying_process_did_not_record_is_recorded_once_at_the_next_opening),
        TEST(a_closed_world_keeps_its_seat_and_its_clock),
        TEST(a_waiver_holds_wherever_the_judge_begins_anew),
        TEST(a_finished_world_stands_still),
        TEST(a_key_is_answered_again_in_its_generation_and_never_after_it),
        TEST(nothing_before_the_first_act_is_reached),
        TEST(only_the_owners_visits_and_acts_make_somebody_present_or_busy),
        TEST(more_worlds_than_may_be_open_take_turns),
        TEST(a_failed_visit_leaves_the_ground_usable),
    };
    int child = exercise_child_main(argc, argv);
    return child >= 0 ? child : cmocka_run_group_tests(tests, NULL, NULL);
}
