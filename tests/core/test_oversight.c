/* Đôn đốc, chỉ đạo: to whom it goes, who may not, what waits and for how long, and that nothing of the dossier moves. */
#include "account/account.h"
#include "dossier/dossier.h"
#include "dossier/oversight.h"
#include "dossier/search.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <string.h>

#define COMPLETE "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\",\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"]}"

static int open_office(void **state)
{
    office_fixture_setup(state);
    struct office_fixture *f = *state;
    struct account controller = {.id = "ks", .name = "Lý Thị Soát", .role = ROLE_CONTROLLER, .org = "H37.T01", .active = true};
    struct account elsewhere = {.id = "ksk", .name = "Vi Văn Xa", .role = ROLE_CONTROLLER, .org = "H26.T02", .active = true};
    assert_true(account_add(&f->op, office_db(f->office), &controller));
    assert_true(account_add(&f->op, office_db(f->office), &elsewhere));
    office_fixture_done(f, "dn", "dossier.file", COMPLETE);
    office_fixture_done(f, "mc", "dossier.accept", "{\"dossier\":1}");
    office_fixture_done(f, "mc", "dossier.hand_over", "{\"dossier\":1}");
    office_fixture_done(f, "tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
    return 0;
}

static void refused(struct office_fixture *f, const char *account, const char *act, const char *input, enum error_code code, const char *key)
{
    assert_false(office_fixture_act(f, account, act, input));
    assert_string_equal(f->op.error.key, key);
    assert_int_equal(f->op.error.code, code);
}

static struct dossier the_dossier(struct office_fixture *f)
{
    struct dossier d;
    op_clear(&f->op);
    assert_true(dossier_get(&f->op, office_db(f->office), 1, &d));
    return d;
}

static struct oversight *rows(struct office_fixture *f, size_t expected)
{
    struct oversight *list = NULL;
    size_t count = 0;
    op_clear(&f->op);
    assert_true(oversight_list(&f->op, office_db(f->office), 1, &list, &count));
    assert_int_equal(count, expected);
    return list;
}

static int64_t listed(struct office_fixture *f, const char *role, const char *account, const char *org)
{
    struct search_query q = {.view = SEARCH_DIRECTED, .role = role, .account = account, .org = org, .limit = 10};
    int64_t n = -1;
    op_clear(&f->op);
    assert_true(search_count(&f->op, office_db(f->office), &q, 1000, &n));
    return n;
}

static void a_nudge_goes_to_whoever_has_the_dossier_and_moves_nothing(void **state)
{
    struct office_fixture *f = *state;
    const struct dossier before = the_dossier(f);
    office_fixture_done(f, "ks", "dossier.nudge", "{\"dossier\":1,\"note\":\"Sắp đến hạn\"}");
    const struct dossier after = the_dossier(f);
    assert_int_equal(after.version, before.version);
    assert_int_equal(after.state, before.state);
    assert_int_equal(after.due_at.ms, before.due_at.ms);
    const struct oversight *o = rows(f, 1);
    assert_string_equal(o->to_account, "cv");
    assert_string_equal(o->to_role, "specialist");
    assert_int_equal(o->step, 3);
    assert_false(oversight_waits(o));
    assert_int_equal(listed(f, "specialist", "cv", "H37.T01.T11"), 0);
}

static void one_nudge_a_day_by_each(void **state)
{
    struct office_fixture *f = *state;
    office_fixture_done(f, "ks", "dossier.nudge", "{\"dossier\":1}");
    refused(f, "ks", "dossier.nudge", "{\"dossier\":1}", E_STATE, "oversight.again");
    office_fixture_done(f, "ld", "dossier.nudge", "{\"dossier\":1}");
    assert_true(instant_parse("2026-11-20T23:59:59", &f->now));
    refused(f, "ks", "dossier.nudge", "{\"dossier\":1}", E_STATE, "oversight.again");
    assert_true(instant_parse("2026-11-21T00:00:00", &f->now));
    office_fixture_done(f, "ks", "dossier.nudge", "{\"dossier\":1}");
    rows(f, 3);
}

static void nobody_nudges_oneself_nor_the_applicant_nor_another_province(void **state)
{
    struct office_fixture *f = *state;
    office_fixture_done(f, "cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}");
    office_fixture_done(f, "cv", "dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Tờ trình cấp Giấy chứng nhận\"}");
    office_fixture_done(f, "cv", "dossier.submit", "{\"dossier\":1}");
    refused(f, "tp", "dossier.nudge", "{\"dossier\":1}", E_STATE, "oversight.yourself");
    refused(f, "cv", "dossier.nudge", "{\"dossier\":1}", E_FORBIDDEN, "act.forbidden");
    refused(f, "ksk", "dossier.nudge", "{\"dossier\":1}", E_FORBIDDEN, "dossier.not_your_agency");
    refused(f, "tp", "dossier.direct", "{\"dossier\":1,\"text\":\"Đề nghị xử lý ngay\"}", E_FORBIDDEN, "act.forbidden");
    rows(f, 0);
    office_fixture_done(f, "dn", "dossier.file", "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\"]}");
    office_fixture_done(f, "mc", "dossier.request_supplement", "{\"dossier\":2,\"components\":[\"xac-nhan-ket-qua\"],\"reason\":\"Thiếu giấy xác nhận\"}");
    refused(f, "ks", "dossier.nudge", "{\"dossier\":2}", E_STATE, "dossier.wrong_state");
}

static void a_direction_waits_until_it_is_reported_on(void **state)
{
    struct office_fixture *f = *state;
    office_fixture_done(f, "ld", "dossier.direct", "{\"dossier\":1,\"text\":\"Thẩm định xong trong tuần này\"}");
    const struct oversight *o = rows(f, 1);
    struct instant two_days;
    assert_true(instant_parse("2026-11-25T09:20:00", &two_days)); /* Friday 09:20 and two working days, the 24th being a holiday */
    assert_int_equal(o->report_by.ms, two_days.ms);
    assert_true(oversight_waits(o));
    assert_int_equal(listed(f, "specialist", "cv", "H37.T01.T11"), 1);
    assert_int_equal(listed(f, "specialist", "cv2", "H37.T01.T11"), 0);
    assert_int_equal(listed(f, "controller", "ks", "H37.T01"), 1);
    refused(f, "cv2", "dossier.report", "{\"dossier\":1,\"report\":\"Đã thẩm định xong\"}", E_STATE, "oversight.no_direction");
    refused(f, "cv", "dossier.report", "{\"dossier\":1,\"direction\":99,\"report\":\"Đã thẩm định xong\"}", E_STATE, "oversight.no_direction");
    office_fixture_done(f, "cv", "dossier.report", "{\"dossier\":1,\"report\":\"Đã thẩm định xong\"}");
    o = rows(f, 1);
    assert_false(oversight_waits(o));
    assert_string_equal(o->reported_by, "cv");
    assert_string_equal(o->report, "Đã thẩm định xong");
    assert_int_equal(listed(f, "specialist", "cv", "H37.T01.T11"), 0);
    assert_int_equal(listed(f, "controller", "ks", "H37.T01"), 0);
    refused(f, "cv", "dossier.report", "{\"dossier\":1,\"report\":\"Báo cáo lần nữa\"}", E_STATE, "oversight.no_direction");
}

static void whoever_has_the_dossier_then_may_report_too_and_the_oldest_comes_first(void **state)
{
    struct office_fixture *f = *state;
    office_fixture_done(f, "ld", "dossier.direct", "{\"dossier\":1,\"text\":\"Thẩm định xong trong tuần này\"}");
    office_fixture_done(f, "ks", "dossier.direct", "{\"dossier\":1,\"text\":\"Giải trình việc chậm hồ sơ\",\"due_at\":\"2026-11-20T17:00:00+07:00\"}");
    refused(f, "ks", "dossier.direct", "{\"dossier\":1,\"text\":\"Giải trình việc chậm hồ sơ\",\"due_at\":\"2026-11-20T09:20:00+07:00\"}", E_INPUT, "oversight.due");
    office_fixture_done(f, "cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}");
    office_fixture_done(f, "cv", "dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Tờ trình cấp Giấy chứng nhận\"}");
    office_fixture_done(f, "cv", "dossier.submit", "{\"dossier\":1}");
    assert_true(instant_parse("2026-12-30T10:00:00", &f->now)); /* late: taken all the same */
    office_fixture_done(f, "tp", "dossier.report", "{\"dossier\":1,\"report\":\"Đang ký nháy, xong hôm nay\"}");
    const struct oversight *o = rows(f, 2);
    assert_false(oversight_waits(&o[0]));
    assert_true(oversight_waits(&o[1]));
    office_fixture_done(f, "cv", "dossier.report", "{\"dossier\":1,\"direction\":2,\"report\":\"Chậm do chờ đối chiếu số liệu\"}");
    assert_false(oversight_waits(&rows(f, 2)[1]));
}

/* ---- the count kept with the dossier ---- */

/* Each dossier's own count is what its rows say, and all of them together are `waiting`. */
static void counts_agree(struct office_fixture *f, int64_t dossiers, int64_t waiting, const char *after)
{
    int64_t sum = 0;
    op_clear(&f->op);
    for (int64_t id = 1; id <= dossiers; id++) {
        struct dossier d;
        struct oversight *list = NULL;
        size_t count = 0;
        int64_t own = 0;
        assert_true(dossier_get(&f->op, office_db(f->office), id, &d) && oversight_list(&f->op, office_db(f->office), id, &list, &count));
        for (size_t i = 0; i < count; i++) {
            own += oversight_waits(&list[i]);
        }
        if (d.directed != own) {
            fail_msg("after %s dossier %d counts %d directions, %d wait", after, (int)id, (int)d.directed, (int)own);
        }
        sum += own;
    }
    if (sum != waiting) {
        fail_msg("after %s %d directions wait, not %d", after, (int)sum, (int)waiting);
    }
}

#define WORDS ",\"text\":\"Đề nghị xử lý ngay trong ngày\""
#define REPORT ",\"report\":\"Đã xử lý xong trong ngày\""
#define WHY ",\"reason\":\"Không còn nhu cầu thực hiện\""
static void a_dossiers_count_of_directions_is_what_its_rows_say_whatever_is_done(void **state)
{
    static const struct {
        const char *account, *act, *members; /* after the dossier */
        int dossier;
        int waiting; /* in all of the office, after it */
    } play[] = {
        {"ld", "dossier.direct", WORDS, 1, 1},
        {"ks", "dossier.direct", WORDS, 1, 2},
        {"ld", "dossier.nudge", "", 1, 2},
        {"cv", "dossier.appraise", ",\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"", 1, 2},
        {"cv", "dossier.report", REPORT, 1, 1},
        {"cv", "dossier.draft", ",\"kind\":\"grant\",\"summary\":\"Tờ trình cấp Giấy chứng nhận\"", 1, 1},
        {"cv", "dossier.submit", "", 1, 1},
        {"ks", "dossier.direct", WORDS, 1, 2},       /* to the head */
        {"tp", "dossier.send_back", ",\"to_step\":3" WHY, 1, 2},
        {"cv", "dossier.submit", "", 1, 2},
        {"tp", "dossier.report", ",\"direction\":4" REPORT, 1, 1},
        {"ld", "dossier.direct", WORDS, 2, 2},       /* refused at intake with its direction open */
        {"mc", "dossier.refuse_intake", WHY, 2, 2},
        {"mc", "dossier.report", REPORT, 2, 1},
        {"ld", "dossier.direct", WORDS, 3, 2},       /* withdrawn */
        {"dn", "dossier.request_withdrawal", WHY, 3, 2},
        {"ks", "dossier.direct", WORDS, 3, 3},
        {"mc", "dossier.confirm_withdrawal", "", 3, 3},
        {"mc", "dossier.report", REPORT, 3, 2},
        {"ld", "dossier.stop", WHY, 1, 2},           /* stopped */
        {"cv", "dossier.report", REPORT, 1, 1},
        {"mc", "dossier.report", REPORT, 3, 0},
    };
    struct office_fixture *f = *state;
    for (int i = 0; i < 2; i++) {
        office_fixture_done(f, "dn", "dossier.file", COMPLETE);
    }
    for (size_t i = 0; i < sizeof play / sizeof play[0]; i++) {
        const char *input = arena_printf(f->op.arena, "{\"dossier\":%d%s}", play[i].dossier, play[i].members);
        office_fixture_done(f, play[i].account, play[i].act, input);
        counts_agree(f, 3, play[i].waiting, play[i].act);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_nudge_goes_to_whoever_has_the_dossier_and_moves_nothing, open_office, office_fixture_teardown),
        cmocka_unit_test_setup_teardown(one_nudge_a_day_by_each, open_office, office_fixture_teardown),
        cmocka_unit_test_setup_teardown(nobody_nudges_oneself_nor_the_applicant_nor_another_province, open_office, office_fixture_teardown),
        cmocka_unit_test_setup_teardown(a_direction_waits_until_it_is_reported_on, open_office, office_fixture_teardown),
        cmocka_unit_test_setup_teardown(a_dossiers_count_of_directions_is_what_its_rows_say_whatever_is_done, open_office, office_fixture_teardown),
        cmocka_unit_test_setup_teardown(whoever_has_the_dossier_then_may_report_too_and_the_oldest_comes_first, open_office, office_fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
