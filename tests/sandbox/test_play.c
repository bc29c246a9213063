/* A world in play: its clock, its bots, its judge. The shipped exercise, staged into a plain file. */
#include "base/text.h"
#include "dossier/prefill.h"
#include "account/account.h"
#include "audit/audit.h"
#include "dossier/dossier.h"
#include "dossier/rating.h"
#include "exercise/hint.h"
#include "exercise/play.h"
#include "exercise/stage.h"
#include "script/child.h"
#include "support/check.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct fixture {
    struct op op;
    struct exercise *exercise;
    struct play *play;
    char path[64];
    int64_t real; /* ms of real time, moved by hand */
};

static int open_exercise(void **state, const char *folder)
{
    static struct fixture f;
    op_init(&f.op, arena_open((size_t)256 << 20), "test", LANG_VI);
    (void)snprintf(f.path, sizeof f.path, "/tmp/thao-play-%d.db", (int)getpid());
    (void)unlink(f.path);
    f.exercise = exercise_load(&f.op, folder);
    assert_non_null(f.exercise);
    if (!stage_build(&f.op, f.exercise, TEST_SOURCE_DIR "/scenarios/data", f.path)) {
        fail_msg("%s (%s)", text_error(&f.op), f.op.error.cause == NULL ? "" : f.op.error.cause);
    }
    struct db *db = db_open(&f.op, f.path, &(struct db_options){.mode = DB_BUILD});
    assert_non_null(db);
    f.play = play_open(&f.op, db, f.exercise, NULL);
    assert_non_null(f.play);
    f.real = 1000000;
    *state = &f;
    return 0;
}
static int open_play(void **state)
{
    return open_exercise(state, TEST_SOURCE_DIR "/scenarios/ho-so-dau-tien");
}
static int open_jump(void **state)
{
    return open_exercise(state, TEST_SOURCE_DIR "/tests/sandbox/exercises/jump");
}
static int open_free(void **state)
{
    return open_exercise(state, TEST_SOURCE_DIR "/scenarios/thuc-hanh-tu-do");
}
static int open_cover(void **state)
{
    return open_exercise(state, TEST_SOURCE_DIR "/tests/sandbox/exercises/cover");
}
static int open_rates(void **state)
{
    return open_exercise(state, TEST_SOURCE_DIR "/tests/sandbox/exercises/rates");
}
static int close_play(void **state)
{
    struct fixture *f = *state;
    char name[80];
    play_close(f->play);
    exercise_close(f->exercise);
    arena_close(f->op.arena);
    (void)unlink(f->path);
    (void)snprintf(name, sizeof name, "%s-wal", f->path);
    (void)unlink(name);
    (void)snprintf(name, sizeof name, "%s-shm", f->path);
    (void)unlink(name);
    return 0;
}

static bool act(struct fixture *f, const char *seat, const char *name, const char *input, struct play_news *news)
{
    struct act_answer answer;
    op_clear(&f->op);
    struct play_call call = {.seat = seat, .act = name, .input = json_parse(&f->op, input, strlen(input)), .version = -1};
    return play_act(&f->op, f->play, &call, (struct instant){f->real}, &answer, news);
}

static void must_act(struct fixture *f, const char *seat, const char *name, const char *input)
{
    struct play_news news;
    if (!act(f, seat, name, input, &news)) {
        fail_msg("%s: %s", name, f->op.error.key);
    }
}

/* Up to where the provincial committee has the complete dossier. */
static void carry_to_committee(struct fixture *f)
{
    must_act(f, "mc", "dossier.accept", "{\"dossier\":1}");
    must_act(f, "mc", "dossier.hand_over", "{\"dossier\":1}");
    must_act(f, "tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
    must_act(f, "cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}");
    must_act(f, "cv", "dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Tờ trình cấp giấy\"}");
    must_act(f, "cv", "dossier.submit", "{\"dossier\":1}");
    must_act(f, "tp", "dossier.initial", "{\"dossier\":1}");
    must_act(f, "ld", "dossier.approve", "{\"dossier\":1}");
    must_act(f, "vt", "dossier.number", "{\"dossier\":1}");
    must_act(f, "vt", "dossier.issue", "{\"dossier\":1}");
}

static int count_items(struct fixture *f)
{
    struct due_item *items = NULL;
    size_t count = 0;
    assert_true(due_list(&f->op, play_db(f->play), (struct instant){INT64_MAX}, 100, &items, &count));
    return (int)count;
}

static void the_verdict_is_in_the_answer_to_the_act(void **state)
{
    struct fixture *f = *state;
    struct play_news news;
    assert_true(act(f, "mc", "dossier.accept", "{\"dossier\":1}", &news));
    int passes = 0;
    for (size_t i = 0; i < news.count; i++) {
        passes += news.items[i].kind == CHANGE_VERDICT && news.items[i].verdict == VERDICT_PASS && news.items[i].act == 3;
    }
    assert_int_equal(passes, 2);
    assert_int_equal(judge_step(play_judge(f->play), 0), STEP_DONE);
}

static void a_mistake_is_named_in_the_answer(void **state)
{
    struct fixture *f = *state;
    struct play_news news;
    assert_true(act(f, "mc", "dossier.accept", "{\"dossier\":2,\"confirm_missing\":true}", &news));
    int mistakes = 0;
    for (size_t i = 0; i < news.count; i++) {
        mistakes += news.items[i].kind == CHANGE_MISTAKE;
    }
    assert_int_equal(mistakes, 1);
}

static void a_bot_acts_at_its_own_moment_in_office_hours(void **state)
{
    struct fixture *f = *state;
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
    struct fixture *f = *state;
    struct play_news news = {0};
    struct instant to;
    struct due_item item;
    struct dossier d;
    bool found = false;
    must_act(f, "mc", "dossier.request_supplement",
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
    assert_int_equal(count_items(f), 0);
}

static void a_jump_does_what_is_due_on_the_way_and_never_goes_back(void **state)
{
    struct fixture *f = *state;
    struct play_news news = {0};
    struct instant to;
    carry_to_committee(f);
    must_act(f, "mc", "dossier.request_supplement",
             "{\"dossier\":2,\"components\":[\"phuong-an-san-xuat\"],\"reason\":\"Thiếu phương án sản xuất\"}");
    assert_int_equal(count_items(f), 3); /* the committee, the business, and the limit of its silence */
    assert_true(instant_parse("2026-11-25T09:00", &to));
    assert_true(play_jump(&f->op, f->play, to, &news));
    assert_int_equal(news.due_done, 2);
    assert_int_equal(count_items(f), 0);
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
    struct fixture *f = *state;
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
    struct fixture *f = *state;
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
    struct fixture *f = *state;
    struct due_item first, second;
    bool found = false;
    carry_to_committee(f);
    assert_true(due_next(&f->op, play_db(f->play), &first, &found));
    (void)close_play(state);
    (void)open_play(state);
    f = *state;
    carry_to_committee(f);
    assert_true(due_next(&f->op, play_db(f->play), &second, &found));
    assert_int_equal(first.at.ms, second.at.ms);
}

static void the_judge_is_the_same_after_opening_again(void **state)
{
    struct fixture *f = *state;
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
    struct fixture *f = *state;
    struct instant to;
    must_act(f, "mc", "dossier.accept", "{\"dossier\":1}");
    assert_true(instant_parse("2026-11-23T10:00", &to));
    assert_int_equal(play_clock(f->play)->office_at.ms, to.ms);
    play_close(f->play);
    struct db *db = db_open(&f->op, f->path, &(struct db_options){.mode = DB_BUILD});
    assert_non_null(db);
    f->play = play_open(&f->op, db, f->exercise, NULL);
    assert_non_null(f->play);
    must_act(f, "mc", "dossier.hand_over", "{\"dossier\":1}");
    assert_int_equal(play_clock(f->play)->office_at.ms, to.ms);
    assert_int_equal(judge_step(play_judge(f->play), 1), STEP_DONE);
}

/* ---- a seat for everybody ---- */

static void a_refused_act_opens_the_hint_that_waits_for_it(void **state)
{
    struct fixture *f = *state;
    struct play_news news;
    struct judge *judge = play_judge(f->play);
    assert_false(hint_state_of(judge, 0, 0, 0).available);
    assert_false(act(f, "mc", "dossier.accept", "{\"dossier\":99}", &news)); /* refused as well, but for another reason */
    assert_int_equal(f->op.error.code, E_MISSING);
    assert_int_equal(judge_seen(judge, 0, 0), 0);
    assert_false(act(f, "mc", "dossier.hand_over", "{\"dossier\":1}", &news));
    assert_int_equal(f->op.error.code, E_STATE);
    assert_int_equal(judge_seen(judge, 0, 0), 1);
    assert_true(hint_state_of(judge, 0, 0, 0).available);
}

static void what_a_first_step_files_behind_a_jump_is_filed_later(void **state)
{
    struct fixture *f = *state;
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
    struct fixture *f = *state;
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
    must_act(f, "dn", "dossier.file",
             arena_printf(f->op.arena, "{\"procedure\":\"1.014391\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"don-dang-ky\"],\"form\":%s}",
                          json_text(&f->op, forms)));
}

/* ---- bots beside people ---- */

/* At appraisal, with the specialist who is a person. */
static void carry_to_specialist(struct fixture *f)
{
    must_act(f, "mc", "dossier.accept", "{\"dossier\":1}");
    must_act(f, "mc", "dossier.hand_over", "{\"dossier\":1}");
    must_act(f, "tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
    assert_int_equal(count_items(f), 0); /* it waits for a person */
}

static struct dossier dossier_now(struct fixture *f, int64_t id)
{
    struct dossier d;
    assert_true(dossier_get(&f->op, play_db(f->play), id, &d));
    return d;
}

static bool coming(struct fixture *f, struct due_item *item)
{
    bool found = false;
    assert_true(due_next(&f->op, play_db(f->play), item, &found));
    return found;
}

static void go_on(struct fixture *f)
{
    struct play_news news = {0};
    op_clear(&f->op);
    if (!play_next(&f->op, f->play, &news)) {
        fail_msg("nothing comes: %s", f->op.error.key);
    }
    assert_int_equal(news.due_done, 1);
}

#define ABSENT(from, to) "{\"to_account\":\"" to "\",\"from_account\":\"" from "\",\"from_at\":\"2026-11-23T08:00\",\"to_at\":\"2026-11-26T08:00\",\"reason\":\"Đi công tác dài ngày\"}"

static void a_bot_stands_in_for_a_person_from_the_day_of_the_absence(void **state)
{
    struct fixture *f = *state;
    struct due_item item;
    struct instant from;
    carry_to_specialist(f);
    must_act(f, "cv", "delegation.grant", ABSENT("cv", "cv2"));
    assert_true(coming(f, &item));
    assert_string_equal(item.seat, "cv2");
    assert_true(instant_parse("2026-11-23T08:00", &from));
    assert_true(instant_compare(item.at, from) >= 0);
    go_on(f);
    assert_non_null(dossier_now(f, 1).appraisal);
    struct event *events = NULL;
    size_t count = 0;
    assert_true(audit_dossier_events(&f->op, play_db(f->play), 1, &events, &count));
    assert_string_equal(events[count - 1].name, "dossier.appraised");
    assert_string_equal(events[count - 1].account, "cv2");
    assert_non_null(strstr(events[count - 1].data, "\"behalf\":\"cv\""));
}

static void a_bot_that_is_away_goes_on_when_it_is_back(void **state)
{
    struct fixture *f = *state;
    struct due_item item;
    struct instant back;
    must_act(f, "qt", "delegation.grant", ABSENT("cv2", "cv"));
    must_act(f, "mc", "dossier.accept", "{\"dossier\":1}");
    must_act(f, "mc", "dossier.hand_over", "{\"dossier\":1}");
    struct instant monday;
    struct play_news news = {0};
    assert_true(instant_parse("2026-11-23T09:00", &monday));
    assert_true(play_jump(&f->op, f->play, monday, &news));
    must_act(f, "tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv2\"}");
    assert_true(coming(f, &item));
    assert_true(instant_parse("2026-11-26T08:00", &back));
    assert_true(instant_compare(item.at, back) >= 0);
    must_act(f, "cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}"); /* who stands in */
    go_on(f);
    assert_non_null(dossier_now(f, 1).result_kind); /* back, it drafts what was appraised for it */
}

static void a_bot_takes_over_what_a_leaver_held(void **state)
{
    struct fixture *f = *state;
    struct due_item item;
    carry_to_specialist(f);
    must_act(f, "qt", "account.hand_over_work",
             "{\"from_account\":\"cv\",\"to_account\":\"cv2\",\"reason\":\"Chuyển công tác sang sở khác\"}");
    assert_true(coming(f, &item));
    assert_string_equal(item.seat, "cv2");
    go_on(f);
    assert_non_null(dossier_now(f, 1).appraisal);
}

static void a_bot_that_works_along_speaks_once(void **state)
{
    struct fixture *f = *state;
    struct event *events = NULL;
    size_t count = 0;
    carry_to_specialist(f);
    must_act(f, "cv", "dossier.add_participant", "{\"dossier\":1,\"account\":\"cv2\",\"kind\":\"co_handler\"}");
    assert_int_equal(count_items(f), 1);
    go_on(f);
    assert_true(audit_dossier_events(&f->op, play_db(f->play), 1, &events, &count));
    assert_string_equal(events[count - 1].name, "dossier.contributed");
    assert_int_equal(count_items(f), 0);
}

static void a_counter_elsewhere_looks_at_every_paper_and_passes_on(void **state)
{
    struct fixture *f = *state;
    struct due_item item;
    must_act(f, "mc2", "dossier.file",
             "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"counter\",\"components\":[\"giay-de-nghi\",\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"],"
             "\"owner\":{\"kind\":\"citizen\",\"name\":\"Lê Thị Mai\",\"id_no\":\"020190001234\",\"address\":\"Hà Nội\",\"phone\":\"0912345678\",\"email\":\"mai@example.vn\"}}");
    assert_true(coming(f, &item));
    assert_string_equal(item.seat, "mc2"); /* not the counter of the agency */
    go_on(f);
    assert_true(instant_is_none(dossier_now(f, 2).transferred_in_at));
    go_on(f);
    assert_false(instant_is_none(dossier_now(f, 2).transferred_in_at));
    assert_int_equal(count_items(f), 0);
    must_act(f, "mc", "dossier.accept", "{\"dossier\":2}");
}

/* ---- what applicants say of the service ---- */

/* From `from` on, up to and with `until`. */
static void carry(struct fixture *f, int64_t dossier, const char *from, const char *until)
{
    static const struct {
        const char *seat, *act, *members;
    } line[] = {
        {"mc", "dossier.accept", ""}, {"mc", "dossier.hand_over", ""}, {"tp", "dossier.assign", ",\"account\":\"cv\""},
        {"cv", "dossier.appraise", ",\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\""},
        {"cv", "dossier.draft", ",\"kind\":\"grant\",\"summary\":\"Tờ trình cấp giấy\""}, {"cv", "dossier.submit", ""},
        {"tp", "dossier.initial", ""}, {"ld", "dossier.approve", ""}, {"vt", "dossier.number", ""}, {"vt", "dossier.issue", ""},
        {"ub", "dossier.decide", ",\"outcome\":\"granted\""}, {"mc", "dossier.return_result", ",\"by\":\"electronic\""},
    };
    bool on = false;
    for (size_t i = 0; i < sizeof line / sizeof line[0]; i++) {
        on = on || strcmp(line[i].act, from) == 0;
        if (on) {
            must_act(f, line[i].seat, line[i].act, arena_printf(f->op.arena, "{\"dossier\":%d%s}", (int)dossier, line[i].members));
        }
        if (strcmp(line[i].act, until) == 0) {
            return;
        }
    }
}

static struct rating rating_of(struct fixture *f, int64_t dossier)
{
    struct rating r;
    bool found = false;
    op_clear(&f->op);
    assert_true(rating_find(&f->op, play_db(f->play), dossier, &r, &found));
    assert_true(found);
    return r;
}

static void an_applicants_bot_rates_as_its_author_says_once_the_result_is_returned(void **state)
{
    struct fixture *f = *state;
    struct due_item item;
    struct rating r;
    struct event *events = NULL;
    size_t count = 0;
    bool found = true;
    carry(f, 4, "dossier.accept", "dossier.return_result");
    assert_false(coming(f, &item)); /* whose author says nothing of it does not rate */
    carry(f, 2, "dossier.accept", "dossier.decide");
    assert_false(coming(f, &item)); /* not before it was returned */
    carry(f, 2, "dossier.return_result", "dossier.return_result");
    assert_true(coming(f, &item));
    assert_string_equal(item.seat, "khen");
    go_on(f);
    r = rating_of(f, 2);
    assert_int_equal(r.total, 18);
    assert_string_equal(r.rated_by, "khen");
    assert_false(coming(f, &item)); /* once */
    carry(f, 3, "dossier.accept", "dossier.return_result");
    go_on(f);
    r = rating_of(f, 3);
    assert_int_equal(r.scored, 9);
    assert_int_equal(r.total, 3);
    assert_non_null(r.comment);
    assert_true(rating_find(&f->op, play_db(f->play), 4, &r, &found));
    assert_false(found);
    assert_true(audit_dossier_events(&f->op, play_db(f->play), 2, &events, &count));
    assert_string_equal(events[count - 1].name, "dossier.rated");
    assert_string_equal(events[count - 1].account, "khen");
}

static void a_truthful_one_says_what_happened(void **state)
{
    struct fixture *f = *state;
    struct play_news news = {0};
    struct rating r;
    carry(f, 1, "dossier.accept", "dossier.issue");
    assert_true(play_jump(&f->op, f->play, instant_add(dossier_now(f, 1).due_at, 3 * MS_DAY), &news));
    carry(f, 1, "dossier.decide", "dossier.return_result");
    go_on(f);
    r = rating_of(f, 1);
    assert_int_equal(rating_score(&r, RATING_TOTAL_TIME), 0); /* overdue */
    assert_int_equal(rating_score(&r, RATING_CONTACTS), 2);   /* nothing was asked for again */
    assert_int_equal(rating_score(&r, RATING_ONE_STOP), 2);
    assert_int_equal(rating_score(&r, RATING_FEEDBACK), -1); /* nothing to answer */
}

int main(int argc, char **argv)
{
    int child = exercise_child_main(argc, argv);
    if (child >= 0) {
        return child;
    }
#define T(name) cmocka_unit_test_setup_teardown(name, open_play, close_play)
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
        cmocka_unit_test_setup_teardown(a_step_that_opens_moves_the_clock_once, open_jump, close_play),
        cmocka_unit_test_setup_teardown(a_refused_act_opens_the_hint_that_waits_for_it, open_jump, close_play),
        cmocka_unit_test_setup_teardown(what_a_first_step_files_behind_a_jump_is_filed_later, open_free, close_play),
        cmocka_unit_test_setup_teardown(a_person_in_an_applicants_seat_has_an_identity_to_file_with, open_free, close_play),
#define C(name) cmocka_unit_test_setup_teardown(name, open_cover, close_play)
        C(a_bot_stands_in_for_a_person_from_the_day_of_the_absence),
        C(a_bot_that_is_away_goes_on_when_it_is_back),
        C(a_bot_takes_over_what_a_leaver_held),
        C(a_bot_that_works_along_speaks_once),
        C(a_counter_elsewhere_looks_at_every_paper_and_passes_on),
#define R(name) cmocka_unit_test_setup_teardown(name, open_rates, close_play)
        R(an_applicants_bot_rates_as_its_author_says_once_the_result_is_returned),
        R(a_truthful_one_says_what_happened),
    };
    return cmocka_run_group_tests_name("play", tests, NULL, NULL);
}
