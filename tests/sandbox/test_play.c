/* A world in play: its clock, its due items, its judge. The shipped exercise, staged into a plain file. */
#include "audit/audit.h"
#include "account/account.h"
#include "dossier/prefill.h"
#include "exercise/hint.h"
#include "playing.h"
#include "script/child.h"
#include "support/check.h"

#include <string.h>

static int open_play(void **state)
{
    return playing_open(state, TEST_SOURCE_DIR "/scenarios/ho-so-dau-tien");
}
static int open_jump(void **state)
{
    return playing_open(state, TEST_SOURCE_DIR "/tests/sandbox/exercises/jump");
}
static int open_free(void **state)
{
    return playing_open(state, TEST_SOURCE_DIR "/scenarios/thuc-hanh-tu-do");
}

/* Up to where the provincial committee has the complete dossier. */
static void carry_to_committee(struct playing *f)
{
    playing_act(f, "mc", "dossier.accept", "{\"dossier\":1}");
    playing_act(f, "mc", "dossier.hand_over", "{\"dossier\":1}");
    playing_act(f, "tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
    playing_act(f, "cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}");
    playing_act(f, "cv", "dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Tờ trình cấp giấy\"}");
    playing_act(f, "cv", "dossier.submit", "{\"dossier\":1}");
    playing_act(f, "tp", "dossier.initial", "{\"dossier\":1}");
    playing_act(f, "ld", "dossier.approve", "{\"dossier\":1}");
    playing_act(f, "vt", "dossier.number", "{\"dossier\":1}");
    playing_act(f, "vt", "dossier.issue", "{\"dossier\":1}");
}

static void the_verdict_is_in_the_answer_to_the_act(void **state)
{
    struct playing *f = *state;
    struct play_news news;
    assert_true(playing_try(f, "mc", "dossier.accept", "{\"dossier\":1}", &news));
    int passes = 0;
    for (size_t i = 0; i < news.count; i++) {
        passes += news.items[i].kind == CHANGE_VERDICT && news.items[i].verdict == VERDICT_PASS && news.items[i].act == 3;
    }
    assert_int_equal(passes, 2);
    assert_int_equal(judge_step(play_judge(f->play), 0), STEP_DONE);
}

static void a_mistake_is_named_in_the_answer(void **state)
{
    struct playing *f = *state;
    struct play_news news;
    assert_true(playing_try(f, "mc", "dossier.accept", "{\"dossier\":2,\"confirm_missing\":true}", &news));
    int mistakes = 0;
    for (size_t i = 0; i < news.count; i++) {
        mistakes += news.items[i].kind == CHANGE_MISTAKE;
    }
    assert_int_equal(mistakes, 1);
}

static void a_bot_acts_at_its_own_moment_in_office_hours(void **state)
{
    struct playing *f = *state;
    struct play_news news = {0};
    carry_to_committee(f);
    struct due_item item;
    bool found = false;
    assert_true(due_next(&f->op, play_db(f->play), &item, &found));
    assert_true(found);
    assert_string_equal(item.seat, "ub");
    assert_int_equal(instant_compare(calendar_next_open(play_calendar(f->play), item.at), item.at), 0);
    assert_true(play_next(&f->op, f->play, &news));
    assert_int_equal(news.due_done, 1);
    assert_int_equal(play_clock(f->play)->office_at.ms, item.at.ms);
    struct dossier d;
    assert_true(dossier_get(&f->op, play_db(f->play), 1, &d));
    assert_int_equal(d.state, DOSSIER_COMPLETED);
    assert_int_equal(d.completed_at.ms, item.at.ms);
}

static void a_limit_that_passes_is_an_act_of_the_office_at_its_own_moment(void **state)
{
    struct playing *f = *state;
    struct play_news news = {0};
    struct instant to;
    struct due_item item;
    struct dossier d;
    bool found = false;
    playing_act(f, "mc", "dossier.request_supplement",
             "{\"dossier\":2,\"components\":[\"phuong-an-san-xuat\"],\"reason\":\"Thiếu phương án sản xuất\"}");
    assert_true(db_script(&f->op, play_db(f->play), "DELETE FROM due_item WHERE kind = 'bot'")); /* the business stays silent */
    assert_true(due_next(&f->op, play_db(f->play), &item, &found));
    assert_true(found && item.kind == DUE_LIMIT);
    struct instant limit = item.at;
    assert_true(dossier_get(&f->op, play_db(f->play), 2, &d));
    assert_int_equal(d.limit_at.ms, limit.ms);
    assert_true(instant_parse("2027-01-11T09:00", &to));
    assert_true(play_jump(&f->op, f->play, to, &news));
    assert_int_equal(news.due_done, 1);
    assert_true(dossier_get(&f->op, play_db(f->play), 2, &d));
    assert_int_equal(d.state, DOSSIER_STOPPED);
    assert_int_equal(d.ended_at.ms, limit.ms); /* not when somebody looked */
    assert_int_equal(playing_items(f), 0);
}

static void a_jump_does_what_is_due_on_the_way_and_never_goes_back(void **state)
{
    struct playing *f = *state;
    struct play_news news = {0};
    struct instant to;
    carry_to_committee(f);
    playing_act(f, "mc", "dossier.request_supplement",
             "{\"dossier\":2,\"components\":[\"phuong-an-san-xuat\"],\"reason\":\"Thiếu phương án sản xuất\"}");
    assert_int_equal(playing_items(f), 3); /* the committee, the business, and the limit of its silence */
    assert_true(instant_parse("2026-11-25T09:00", &to));
    assert_true(play_jump(&f->op, f->play, to, &news));
    assert_int_equal(news.due_done, 2);
    assert_int_equal(playing_items(f), 0);
    assert_int_equal(play_clock(f->play)->office_at.ms, to.ms);
    struct event *events = NULL;
    size_t count = 0;
    assert_true(audit_events(&f->op, play_db(f->play), 0, 100, &events, &count));
    for (size_t i = 1; i < count; i++) {
        assert_true(instant_compare(events[i - 1].at, events[i].at) <= 0);
    }
    assert_string_equal(events[count - 1].name, "clock.moved");
    assert_true(instant_parse("2026-11-20T09:00", &to));
    assert_false(play_jump(&f->op, f->play, to, &news));
    assert_string_equal(f->op.error.key, "clock.backwards");
    op_clear(&f->op);
    assert_false(play_next(&f->op, f->play, &news));
    assert_string_equal(f->op.error.key, "clock.nothing_next");
}

static void the_clock_runs_only_while_somebody_looks_on(void **state)
{
    struct playing *f = *state;
    struct play_news news;
    struct instant start = play_clock(f->play)->office_at;
    for (int i = 0; i < 3; i++) { /* three polls, five seconds apart, at ten office seconds a second */
        assert_true(play_watch(&f->op, f->play, (struct instant){f->real}, &news));
        f->real += 5000;
    }
    assert_int_equal(play_clock(f->play)->office_at.ms - start.ms, 100000);
    f->real += 3600000; /* an hour without a poll counts for nothing */
    assert_true(play_watch(&f->op, f->play, (struct instant){f->real}, &news));
    assert_int_equal(play_clock(f->play)->office_at.ms - start.ms, 100000);
}

static void a_frozen_clock_stands_and_a_running_one_skips_closed_hours(void **state)
{
    struct playing *f = *state;
    struct play_news news = {0};
    struct instant to;
    assert_true(instant_parse("2026-11-20T16:59:30", &to));
    assert_true(play_jump(&f->op, f->play, to, &news));
    assert_true(play_watch(&f->op, f->play, (struct instant){f->real}, &news));
    f->real += 6000; /* one office minute: half of it on Friday, half on Monday */
    assert_true(play_watch(&f->op, f->play, (struct instant){f->real}, &news));
    assert_true(instant_parse("2026-11-23T08:00:30", &to));
    assert_int_equal(play_clock(f->play)->office_at.ms, to.ms);
    assert_true(play_set_clock(&f->op, f->play, CLOCK_FROZEN, 10, &news));
    f->real += 6000;
    assert_true(play_watch(&f->op, f->play, (struct instant){f->real}, &news));
    f->real += 6000;
    assert_true(play_watch(&f->op, f->play, (struct instant){f->real}, &news));
    assert_int_equal(play_clock(f->play)->office_at.ms, to.ms);
}

static void the_same_acts_give_the_same_chain_and_the_same_plans(void **state)
{
    struct playing *f = *state;
    struct due_item first, second;
    bool found = false;
    carry_to_committee(f);
    assert_true(due_next(&f->op, play_db(f->play), &first, &found));
    (void)playing_close(state);
    (void)open_play(state);
    f = *state;
    carry_to_committee(f);
    assert_true(due_next(&f->op, play_db(f->play), &second, &found));
    assert_int_equal(first.at.ms, second.at.ms);
}

static void the_judge_is_the_same_after_opening_again(void **state)
{
    struct playing *f = *state;
    struct judge_changes changes = {0};
    carry_to_committee(f);
    int done = 0, again = 0;
    for (size_t i = 0; i < f->exercise->step_count; i++) {
        done += judge_step(play_judge(f->play), (int)i) == STEP_DONE;
    }
    play_close(f->play);
    struct db *db = db_open(&f->op, f->path, &(struct db_options){.mode = DB_BUILD});
    assert_non_null(db);
    f->play = play_open(&f->op, db, f->exercise, &changes);
    assert_non_null(f->play);
    for (size_t i = 0; i < f->exercise->step_count; i++) {
        again += judge_step(play_judge(f->play), (int)i) == STEP_DONE;
    }
    assert_int_equal(done, again);
    assert_true(changes.count > 0);
}

static void a_step_that_opens_moves_the_clock_once(void **state)
{
    struct playing *f = *state;
    struct instant to;
    playing_act(f, "mc", "dossier.accept", "{\"dossier\":1}");
    assert_true(instant_parse("2026-11-23T10:00", &to));
    assert_int_equal(play_clock(f->play)->office_at.ms, to.ms);
    play_close(f->play);
    struct db *db = db_open(&f->op, f->path, &(struct db_options){.mode = DB_BUILD});
    assert_non_null(db);
    f->play = play_open(&f->op, db, f->exercise, NULL);
    assert_non_null(f->play);
    playing_act(f, "mc", "dossier.hand_over", "{\"dossier\":1}");
    assert_int_equal(play_clock(f->play)->office_at.ms, to.ms);
    assert_int_equal(judge_step(play_judge(f->play), 1), STEP_DONE);
}

/* ---- a seat for everybody ---- */

static void a_refused_act_opens_the_hint_that_waits_for_it(void **state)
{
    struct playing *f = *state;
    struct play_news news;
    struct judge *judge = play_judge(f->play);
    assert_false(hint_state_of(judge, 0, 0, 0).available);
    assert_false(playing_try(f, "mc", "dossier.accept", "{\"dossier\":99}", &news)); /* refused as well, but for another reason */
    assert_int_equal(f->op.error.code, E_MISSING);
    assert_int_equal(judge_seen(judge, 0, 0), 0);
    assert_false(playing_try(f, "mc", "dossier.hand_over", "{\"dossier\":1}", &news));
    assert_int_equal(f->op.error.code, E_STATE);
    assert_int_equal(judge_seen(judge, 0, 0), 1);
    assert_true(hint_state_of(judge, 0, 0, 0).available);
}

static void what_a_first_step_files_behind_a_jump_is_filed_later(void **state)
{
    struct playing *f = *state;
    static const char *const aliases[] = {"van-phong-dai-dien", "x-quang-thieu", "cap-lai", "doanh-nghiep-khcn", "hop-chuan"};
    static const int64_t minutes[] = {0, 0, 40, 90, 90};
    struct play_news news;
    assert_true(play_watch(&f->op, f->play, (struct instant){f->real}, &news));
    for (size_t i = 0; i < 5; i++) {
        int64_t id = 0;
        struct dossier d;
        assert_true(dossier_find_alias(&f->op, play_db(f->play), aliases[i], &id));
        assert_true(dossier_get(&f->op, play_db(f->play), id, &d));
        assert_int_equal(d.submitted_at.ms - f->exercise->clock.start.ms, minutes[i] * MS_MINUTE);
    }
}

static void a_person_in_an_applicants_seat_has_an_identity_to_file_with(void **state)
{
    struct playing *f = *state;
    struct account a;
    assert_true(account_get(&f->op, play_db(f->play), "dn", &a));
    assert_string_equal(json_get_text(a.person, "kind", ""), "business");
    assert_int_equal(strlen(json_get_text(a.person, "id_no", "")), 10);
    assert_true(account_get(&f->op, play_db(f->play), "cd", &a));
    assert_string_equal(json_get_text(a.person, "kind", ""), "citizen");
    assert_int_equal(strlen(json_get_text(a.person, "id_no", "")), 12);
    struct procedure_version version;
    const struct json *forms = NULL;
    assert_true(procedure_version_on(&f->op, play_db(f->play), "1.014391", instant_day(f->exercise->clock.start), &version));
    assert_true(account_get(&f->op, play_db(f->play), "dn", &a) && prefill_examples(&f->op, play_db(f->play), &a, version.id, &forms));
    assert_non_null(forms); /* and fits the e-forms of a business */
    playing_act(f, "dn", "dossier.file",
             arena_printf(f->op.arena, "{\"procedure\":\"1.014391\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"don-dang-ky\"],\"form\":%s}",
                          json_text(&f->op, forms)));
}

int main(int argc, char **argv)
{
    int child = exercise_child_main(argc, argv);
    if (child >= 0) {
        return child;
    }
#define T(name) cmocka_unit_test_setup_teardown(name, open_play, playing_close)
    const struct CMUnitTest tests[] = {
        T(the_verdict_is_in_the_answer_to_the_act),
        T(a_mistake_is_named_in_the_answer),
        T(a_bot_acts_at_its_own_moment_in_office_hours),
        T(a_limit_that_passes_is_an_act_of_the_office_at_its_own_moment),
        T(a_jump_does_what_is_due_on_the_way_and_never_goes_back),
        T(the_clock_runs_only_while_somebody_looks_on),
        T(a_frozen_clock_stands_and_a_running_one_skips_closed_hours),
        T(the_same_acts_give_the_same_chain_and_the_same_plans),
        T(the_judge_is_the_same_after_opening_again),
        cmocka_unit_test_setup_teardown(a_step_that_opens_moves_the_clock_once, open_jump, playing_close),
        cmocka_unit_test_setup_teardown(a_refused_act_opens_the_hint_that_waits_for_it, open_jump, playing_close),
        cmocka_unit_test_setup_teardown(what_a_first_step_files_behind_a_jump_is_filed_later, open_free, playing_close),
        cmocka_unit_test_setup_teardown(a_person_in_an_applicants_seat_has_an_identity_to_file_with, open_free, playing_close),
    };
    return cmocka_run_group_tests_name("play", tests, NULL, NULL);
}
