/* Satisfaction: by whom, when, how often, and what a period's totals say. */
#include "dossier/rating.h"

#include "dossier/dossier.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <string.h>

static void refused(struct office_fixture *f, const char *account, const char *input, const char *key)
{
    assert_false(office_fixture_act(f, account, "dossier.rate", input));
    assert_string_equal(f->op.error.key, key);
}

/* One of the shipped procedure, until what stands before `end`. */
static void play(struct office_fixture *f, int dossier, const char *end)
{
    static const struct {
        const char *account, *act, *rest;
    } line[] = {
        {"mc", "dossier.accept", ""},
        {"mc", "dossier.hand_over", ""},
        {"tp", "dossier.assign", ",\"account\":\"cv\""},
        {"cv", "dossier.appraise", ",\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\""},
        {"cv", "dossier.draft", ",\"kind\":\"grant\",\"summary\":\"Tờ trình cấp Giấy chứng nhận\""},
        {"cv", "dossier.submit", ""},
        {"tp", "dossier.initial", ""},
        {"ld", "dossier.approve", ""},
        {"vt", "dossier.number", ""},
        {"vt", "dossier.issue", ""},
        {"ub", "dossier.decide", ",\"outcome\":\"granted\""},
        {"mc", "dossier.return_result", ",\"by\":\"electronic\""},
    };
    office_fixture_done(f, "dn", "dossier.file",
         "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\",\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"]}");
    for (size_t i = 0; i < sizeof line / sizeof line[0] && strcmp(line[i].act, end) != 0; i++) {
        office_fixture_done(f, line[i].account, line[i].act, arena_printf(f->op.arena, "{\"dossier\":%d%s}", dossier, line[i].rest));
    }
}

static void it_is_given_once_after_the_result_by_who_filed(void **state)
{
    struct office_fixture *f = *state;
    struct rating r;
    bool found = false;
    play(f, 1, "dossier.return_result");
    refused(f, "dn", "{\"dossier\":1,\"scores\":{\"attitude\":2}}", "dossier.wrong_state");
    office_fixture_done(f, "mc", "dossier.return_result", "{\"dossier\":1,\"by\":\"electronic\"}");
    refused(f, "mc", "{\"dossier\":1,\"scores\":{\"attitude\":2}}", "act.forbidden");
    office_fixture_done(f, "dn", "dossier.rate", "{\"dossier\":1,\"scores\":{\"attitude\":2,\"online\":0,\"feedback\":null},\"comment\":\"Cảm ơn\"}");
    assert_true(rating_find(&f->op, office_db(f->office), 1, &r, &found));
    assert_true(found);
    assert_int_equal(r.total, 2);
    assert_int_equal(r.scored, 2);
    assert_int_equal(rating_score(&r, RATING_ATTITUDE), 2);
    assert_int_equal(rating_score(&r, RATING_ONLINE), 0);
    assert_int_equal(rating_score(&r, RATING_FEEDBACK), -1);
    assert_string_equal(r.comment, "Cảm ơn");
    refused(f, "dn", "{\"dossier\":1,\"scores\":{\"attitude\":2}}", "rating.once");
    struct dossier d;
    op_clear(&f->op);
    assert_true(dossier_get(&f->op, office_db(f->office), 1, &d));
    assert_int_equal(d.state, DOSSIER_RETURNED);
}

static void what_is_no_score_is_refused_by_name(void **state)
{
    static const struct {
        const char *scores, *field, *key;
    } cases[] = {
        {"{\"attitude\":3}", "scores.attitude", "rating.score"},
        {"{\"attitude\":-1}", "scores.attitude", "rating.score"},
        {"{\"attitude\":\"2\"}", "scores.attitude", "rating.score"},
        {"{\"attitude\":1.5}", "scores.attitude", "rating.score"},
        {"{\"kindness\":2}", "scores.kindness", "rating.unknown_indicator"},
        {"{\"attitude\":2,\"kindness\":2}", "scores.kindness", "rating.unknown_indicator"},
        {"[2,2]", "scores", "rating.score"},
        {"{}", NULL, "rating.nothing"},
        {"{\"attitude\":null}", NULL, "rating.nothing"},
    };
    struct office_fixture *f = *state;
    struct rating r;
    bool found = true;
    play(f, 1, "");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        refused(f, "dn", arena_printf(f->op.arena, "{\"dossier\":1,\"scores\":%s}", cases[i].scores),
                cases[i].field == NULL ? cases[i].key : "input.invalid");
        if (cases[i].field != NULL) {
            assert_string_equal(f->op.error.fields->field, cases[i].field);
            assert_string_equal(f->op.error.fields->key, cases[i].key);
        }
    }
    op_clear(&f->op);
    assert_true(rating_find(&f->op, office_db(f->office), 1, &r, &found));
    assert_false(found);
}

static void rate(struct office_fixture *f, int dossier, int score, bool all)
{
    struct strbuf b;
    strbuf_init(&b, f->op.arena, 2000);
    for (int i = 0; i < (all ? RATING_INDICATOR_COUNT : 1); i++) {
        strbuf_printf(&b, "%s\"%s\":%d", i > 0 ? "," : "", rating_indicator_choices.codes[i], score);
    }
    office_fixture_done(f, "dn", "dossier.rate", arena_printf(f->op.arena, "{\"dossier\":%d,\"scores\":{%s}}", dossier, b.data));
}

static void a_period_counts_its_own_days_and_ranks_only_where_all_was_answered(void **state)
{
    struct office_fixture *f = *state;
    struct rating_totals t;
    const struct period twentieth = {day_from(2026, 11, 20), day_from(2026, 11, 20)}, next = {day_from(2026, 11, 21), day_from(2026, 11, 22)};
    play(f, 1, "");
    play(f, 2, "");
    play(f, 3, "");
    rate(f, 1, 2, false);
    assert_true(rating_totals(&f->op, office_db(f->office), "H37.T01", twentieth, &t));
    assert_int_equal(t.ratings, 1);
    assert_int_equal(t.times[RATING_TOTAL_TIME][2], 1);
    assert_int_equal(rating_mean_milli(&t, RATING_TOTAL_TIME), 2000);
    assert_int_equal(rating_mean_milli(&t, RATING_ONLINE), -1);
    assert_int_equal(rating_sum_milli(&t), -1);
    rate(f, 2, 1, true);
    assert_true(rating_totals(&f->op, office_db(f->office), "H37.T01", twentieth, &t));
    assert_int_equal(rating_mean_milli(&t, RATING_TOTAL_TIME), 1500); /* 2 and 1 */
    assert_int_equal(rating_sum_milli(&t), 1500 + 8 * 1000);
    assert_string_equal(rating_rank(rating_sum_milli(&t)), "fair");
    assert_true(instant_parse("2026-11-21T00:00", &f->now));
    rate(f, 3, 2, true);
    assert_true(rating_totals(&f->op, office_db(f->office), "H37.T01", twentieth, &t));
    assert_int_equal(t.ratings, 2);
    assert_true(rating_totals(&f->op, office_db(f->office), "H37.T01", next, &t));
    assert_int_equal(t.ratings, 1);
    assert_string_equal(rating_rank(rating_sum_milli(&t)), "excellent");
    assert_true(rating_totals(&f->op, office_db(f->office), "H26", next, &t));
    assert_int_equal(t.ratings, 0);
}

static void ranks_begin_where_the_scale_says(void **state)
{
    static const struct {
        int64_t sum;
        const char *rank;
    } cases[] = {{18000, "excellent"}, {15000, "excellent"}, {14999, "good"}, {12000, "good"}, {11999, "fair"},
                 {9000, "fair"},       {8999, "average"},    {6000, "average"}, {5999, "weak"}, {0, "weak"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(rating_rank(cases[i].sum), cases[i].rank);
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, office_fixture_setup, office_fixture_teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(it_is_given_once_after_the_result_by_who_filed),
        T(what_is_no_score_is_refused_by_name),
        T(a_period_counts_its_own_days_and_ranks_only_where_all_was_answered),
        cmocka_unit_test(ranks_begin_where_the_scale_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
