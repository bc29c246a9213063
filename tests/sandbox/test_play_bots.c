/* Bots in a world in play: beside people, when the result is in an applicant's hands, and when they were directed to do something. */
#include "audit/audit.h"
#include "dossier/oversight.h"
#include "dossier/rating.h"
#include "playing.h"
#include "script/child.h"
#include "support/check.h"

#include <string.h>

static int open_cover(void **state)
{
    return playing_open(state, TEST_SOURCE_DIR "/tests/sandbox/exercises/cover");
}
static int open_rates(void **state)
{
    return playing_open(state, TEST_SOURCE_DIR "/tests/sandbox/exercises/rates");
}
static int open_directed(void **state)
{
    return playing_open(state, TEST_SOURCE_DIR "/tests/sandbox/exercises/directed");
}

/* ---- beside people ---- */

/* At appraisal, with the specialist who is a person. */
static void carry_to_specialist(struct playing *f)
{
    playing_act(f, "mc", "dossier.accept", "{\"dossier\":1}");
    playing_act(f, "mc", "dossier.hand_over", "{\"dossier\":1}");
    playing_act(f, "tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
    assert_int_equal(playing_items(f), 0); /* it waits for a person */
}

#define ABSENT(from, to) "{\"to_account\":\"" to "\",\"from_account\":\"" from "\",\"from_at\":\"2026-11-23T08:00\",\"to_at\":\"2026-11-26T08:00\",\"reason\":\"Đi công tác dài ngày\"}"

static void a_bot_stands_in_for_a_person_from_the_day_of_the_absence(void **state)
{
    struct playing *f = *state;
    struct due_item item;
    struct instant from;
    carry_to_specialist(f);
    playing_act(f, "cv", "delegation.grant", ABSENT("cv", "cv2"));
    assert_true(playing_coming(f, &item));
    assert_string_equal(item.seat, "cv2");
    assert_true(instant_parse("2026-11-23T08:00", &from));
    assert_true(instant_compare(item.at, from) >= 0);
    playing_go_on(f);
    assert_non_null(playing_dossier(f, 1).appraisal);
    struct event *events = NULL;
    size_t count = 0;
    assert_true(audit_dossier_events(&f->op, play_db(f->play), 1, &events, &count));
    assert_string_equal(events[count - 1].name, "dossier.appraised");
    assert_string_equal(events[count - 1].account, "cv2");
    assert_non_null(strstr(events[count - 1].data, "\"behalf\":\"cv\""));
}

static void a_bot_that_is_away_goes_on_when_it_is_back(void **state)
{
    struct playing *f = *state;
    struct due_item item;
    struct instant back;
    playing_act(f, "qt", "delegation.grant", ABSENT("cv2", "cv"));
    playing_act(f, "mc", "dossier.accept", "{\"dossier\":1}");
    playing_act(f, "mc", "dossier.hand_over", "{\"dossier\":1}");
    struct instant monday;
    struct play_news news = {0};
    assert_true(instant_parse("2026-11-23T09:00", &monday));
    assert_true(play_jump(&f->op, f->play, monday, &news));
    playing_act(f, "tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv2\"}");
    assert_true(playing_coming(f, &item));
    assert_true(instant_parse("2026-11-26T08:00", &back));
    assert_true(instant_compare(item.at, back) >= 0);
    playing_act(f, "cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}"); /* who stands in */
    playing_go_on(f);
    assert_non_null(playing_dossier(f, 1).result_kind); /* back, it drafts what was appraised for it */
}

static void a_bot_takes_over_what_a_leaver_held(void **state)
{
    struct playing *f = *state;
    struct due_item item;
    carry_to_specialist(f);
    playing_act(f, "qt", "account.hand_over_work",
             "{\"from_account\":\"cv\",\"to_account\":\"cv2\",\"reason\":\"Chuyển công tác sang sở khác\"}");
    assert_true(playing_coming(f, &item));
    assert_string_equal(item.seat, "cv2");
    playing_go_on(f);
    assert_non_null(playing_dossier(f, 1).appraisal);
}

static void a_bot_that_works_along_speaks_once(void **state)
{
    struct playing *f = *state;
    struct event *events = NULL;
    size_t count = 0;
    carry_to_specialist(f);
    playing_act(f, "cv", "dossier.add_participant", "{\"dossier\":1,\"account\":\"cv2\",\"kind\":\"co_handler\"}");
    assert_int_equal(playing_items(f), 1);
    playing_go_on(f);
    assert_true(audit_dossier_events(&f->op, play_db(f->play), 1, &events, &count));
    assert_string_equal(events[count - 1].name, "dossier.contributed");
    assert_int_equal(playing_items(f), 0);
}

static void a_counter_elsewhere_looks_at_every_paper_and_passes_on(void **state)
{
    struct playing *f = *state;
    struct due_item item;
    playing_act(f, "mc2", "dossier.file",
             "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"counter\",\"components\":[\"giay-de-nghi\",\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"],"
             "\"owner\":{\"kind\":\"citizen\",\"name\":\"Lê Thị Mai\",\"id_no\":\"020190001234\",\"address\":\"Hà Nội\",\"phone\":\"0912345678\",\"email\":\"mai@example.vn\"}}");
    assert_true(playing_coming(f, &item));
    assert_string_equal(item.seat, "mc2"); /* not the counter of the agency */
    playing_go_on(f);
    assert_true(instant_is_none(playing_dossier(f, 2).transferred_in_at));
    playing_go_on(f);
    assert_false(instant_is_none(playing_dossier(f, 2).transferred_in_at));
    assert_int_equal(playing_items(f), 0);
    playing_act(f, "mc", "dossier.accept", "{\"dossier\":2}");
}

/* ---- what applicants say of the service ---- */

/* From `from` on, up to and with `until`. */
static void carry(struct playing *f, int64_t dossier, const char *from, const char *until)
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
            playing_act(f, line[i].seat, line[i].act, arena_printf(f->op.arena, "{\"dossier\":%d%s}", (int)dossier, line[i].members));
        }
        if (strcmp(line[i].act, until) == 0) {
            return;
        }
    }
}

static struct rating rating_of(struct playing *f, int64_t dossier)
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
    struct playing *f = *state;
    struct due_item item;
    struct rating r;
    struct event *events = NULL;
    size_t count = 0;
    bool found = true;
    carry(f, 4, "dossier.accept", "dossier.return_result");
    assert_false(playing_coming(f, &item)); /* whose author says nothing of it does not rate */
    carry(f, 2, "dossier.accept", "dossier.decide");
    assert_false(playing_coming(f, &item)); /* not before it was returned */
    carry(f, 2, "dossier.return_result", "dossier.return_result");
    assert_true(playing_coming(f, &item));
    assert_string_equal(item.seat, "khen");
    playing_go_on(f);
    r = rating_of(f, 2);
    assert_int_equal(r.total, 18);
    assert_string_equal(r.rated_by, "khen");
    assert_false(playing_coming(f, &item)); /* once */
    carry(f, 3, "dossier.accept", "dossier.return_result");
    playing_go_on(f);
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
    struct playing *f = *state;
    struct play_news news = {0};
    struct rating r;
    carry(f, 1, "dossier.accept", "dossier.issue");
    assert_true(play_jump(&f->op, f->play, instant_add(playing_dossier(f, 1).due_at, 3 * MS_DAY), &news));
    carry(f, 1, "dossier.decide", "dossier.return_result");
    playing_go_on(f);
    r = rating_of(f, 1);
    assert_int_equal(rating_score(&r, RATING_TOTAL_TIME), 0); /* overdue */
    assert_int_equal(rating_score(&r, RATING_CONTACTS), 2);   /* nothing was asked for again */
    assert_int_equal(rating_score(&r, RATING_ONE_STOP), 2);
    assert_int_equal(rating_score(&r, RATING_FEEDBACK), -1); /* nothing to answer */
}

/* ---- who was directed to do something ---- */

/* With that specialist since 10:00, directed to report by the end of the day: six hours of work. */
static void direct(struct playing *f, const char *specialist)
{
    playing_go_on(f);
    playing_go_on(f); /* accepted at 09:00, handed over at 10:00 */
    playing_act(f, "tp", "dossier.assign", arena_printf(f->op.arena, "{\"dossier\":1,\"account\":\"%s\"}", specialist));
    playing_act(f, "ld", "dossier.direct", "{\"dossier\":1,\"text\":\"Thẩm định xong trong hôm nay\",\"due_at\":\"2026-11-20T17:00:00+07:00\"}");
    assert_int_equal(playing_dossier(f, 1).directed, 1);
}

static struct oversight direction(struct playing *f)
{
    struct oversight *list = NULL;
    size_t count = 0;
    op_clear(&f->op);
    assert_true(oversight_list(&f->op, play_db(f->play), 1, &list, &count));
    assert_int_equal(count, 1);
    return list[0];
}

static void comes(struct playing *f, const char *seat, const char *at)
{
    struct due_item item;
    char text[INSTANT_TEXT];
    assert_true(playing_coming(f, &item));
    assert_string_equal(item.seat, seat);
    assert_string_equal(instant_format(item.at, text), arena_printf(f->op.arena, "%s:00+07:00", at));
}

static void reported(struct playing *f, const char *account, const char *timing)
{
    struct event *events = NULL;
    size_t count = 0;
    struct oversight o = direction(f);
    assert_string_equal(o.reported_by, account);
    assert_int_equal(playing_dossier(f, 1).directed, 0);
    assert_true(audit_dossier_events(&f->op, play_db(f->play), 1, &events, &count));
    assert_string_equal(events[count - 1].name, "dossier.reported");
    assert_string_equal(events[count - 1].account, account);
    assert_non_null(strstr(events[count - 1].data, arena_printf(f->op.arena, "\"reported\":\"%s\"", timing)));
}

static void who_was_directed_reports_once_its_part_is_done(void **state)
{
    struct playing *f = *state;
    direct(f, "cv");
    comes(f, "cv", "2026-11-20T10:30");
    playing_go_on(f); /* appraised, drafted, submitted */
    playing_go_on(f);
    playing_go_on(f);
    assert_string_equal(role_code((enum role)playing_dossier(f, 1).step_role), "division-head");
    assert_true(instant_is_none(direction(f).reported_at));
    comes(f, "cv", "2026-11-20T12:00");
    playing_go_on(f);
    reported(f, "cv", "on_time");
    assert_int_equal(playing_items(f), 0); /* once */
}

static void a_direction_to_nobody_by_name_is_reported_on_by_who_had_the_step(void **state)
{
    struct playing *f = *state;
    playing_act(f, "ld", "dossier.direct", "{\"dossier\":1,\"text\":\"Tiếp nhận ngay trong sáng nay\"}");
    assert_null(direction(f).to_account);
    playing_go_on(f);
    playing_go_on(f);
    comes(f, "mc", "2026-11-20T11:00");
    playing_go_on(f);
    reported(f, "mc", "early");
    assert_int_equal(playing_items(f), 0);
}

static void who_is_not_done_reports_when_three_quarters_of_the_time_are_over(void **state)
{
    struct playing *f = *state;
    direct(f, "lau");
    comes(f, "lau", "2026-11-20T15:30");
    playing_go_on(f);
    reported(f, "lau", "on_time");
    assert_null(playing_dossier(f, 1).appraisal);
    assert_int_equal(playing_items(f), 1); /* its work goes on */
    playing_go_on(f);
    assert_non_null(playing_dossier(f, 1).appraisal);
}

static void a_late_one_reports_after_the_limit(void **state)
{
    struct playing *f = *state;
    direct(f, "cham");
    playing_go_on(f);
    playing_go_on(f);
    playing_go_on(f); /* its work is in time, and done */
    comes(f, "cham", "2026-11-23T09:30");
    playing_go_on(f);
    reported(f, "cham", "overdue");
}

static void who_never_reports_is_not_waited_for(void **state)
{
    struct playing *f = *state;
    direct(f, "im");
    playing_go_on(f);
    playing_go_on(f);
    playing_go_on(f);
    assert_int_equal(playing_items(f), 0);
    assert_int_equal(playing_dossier(f, 1).directed, 1);
}

static void a_successor_reports_on_what_the_leaver_was_directed_to_do(void **state)
{
    struct playing *f = *state;
    direct(f, "lau");
    playing_act(f, "qt", "account.hand_over_work", "{\"from_account\":\"lau\",\"to_account\":\"cv\",\"reason\":\"Chuyển công tác sang sở khác\"}");
    assert_string_equal(direction(f).to_account, "cv");
    comes(f, "cv", "2026-11-20T10:30");
    playing_go_on(f);
    playing_go_on(f);
    playing_go_on(f);
    playing_go_on(f);
    reported(f, "cv", "on_time");
}
/* Its work is done and its report due at 12:00, when something becomes known of its absence. */
static void carry_to_the_report(struct playing *f)
{
    direct(f, "cv");
    for (int i = 0; i < 3; i++) {
        playing_go_on(f);
    }
    comes(f, "cv", "2026-11-20T12:00");
}

static void who_is_away_reports_once_it_is_back(void **state)
{
    struct playing *f = *state;
    carry_to_the_report(f);
    playing_act(f, "qt", "delegation.grant",
                "{\"to_account\":\"cham\",\"from_account\":\"cv\",\"from_at\":\"2026-11-20T11:31\",\"to_at\":\"2026-11-26T08:00\",\"reason\":\"Đi công tác dài ngày\"}");
    comes(f, "cv", "2026-11-26T08:00");
    playing_go_on(f);
    reported(f, "cv", "overdue");
}

static void a_successor_reports_although_the_work_was_done(void **state)
{
    struct playing *f = *state;
    carry_to_the_report(f);
    playing_act(f, "qt", "account.hand_over_work", "{\"from_account\":\"cv\",\"to_account\":\"cham\",\"reason\":\"Chuyển công tác sang sở khác\"}");
    comes(f, "cham", "2026-11-23T09:30");
    playing_go_on(f);
    reported(f, "cham", "overdue");
}

int main(int argc, char **argv)
{
    int child = exercise_child_main(argc, argv);
    if (child >= 0) {
        return child;
    }
    const struct CMUnitTest tests[] = {
#define C(name) cmocka_unit_test_setup_teardown(name, open_cover, playing_close)
        C(a_bot_stands_in_for_a_person_from_the_day_of_the_absence),
        C(a_bot_that_is_away_goes_on_when_it_is_back),
        C(a_bot_takes_over_what_a_leaver_held),
        C(a_bot_that_works_along_speaks_once),
        C(a_counter_elsewhere_looks_at_every_paper_and_passes_on),
#define R(name) cmocka_unit_test_setup_teardown(name, open_rates, playing_close)
        R(an_applicants_bot_rates_as_its_author_says_once_the_result_is_returned),
        R(a_truthful_one_says_what_happened),
#define D(name) cmocka_unit_test_setup_teardown(name, open_directed, playing_close)
        D(who_was_directed_reports_once_its_part_is_done),
        D(a_direction_to_nobody_by_name_is_reported_on_by_who_had_the_step),
        D(who_is_not_done_reports_when_three_quarters_of_the_time_are_over),
        D(a_late_one_reports_after_the_limit),
        D(who_never_reports_is_not_waited_for),
        D(who_is_away_reports_once_it_is_back),
        D(a_successor_reports_although_the_work_was_done),
        D(a_successor_reports_on_what_the_leaver_was_directed_to_do),
    };
    return cmocka_run_group_tests_name("play_bots", tests, NULL, NULL);
}
