/* What a seat may do: the view against the acts themselves. Every act offered is tried, in every seat, and undone. */
#include "view_case.h"

#include "support/check.h"

#include <string.h>

static const char *const seats[] = {"dn", "mc", "tp", "cv", "cv2", "ld", "vt", "ub"};

/* A good input for each act on a dossier. */
static const struct {
    const char *act, *input;
} inputs[] = {
    {"dossier.accept", "{\"dossier\":1,\"confirm_missing\":true}"},
    {"dossier.request_supplement",
     "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"],\"reason\":\"Thiếu phương án sản xuất\"}"},
    {"dossier.supplement", "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"]}"},
    {"dossier.refuse_intake", "{\"dossier\":1,\"reason\":\"Không thuộc thẩm quyền\"}"},
    {"dossier.hand_over", "{\"dossier\":1}"},
    {"dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}"},
    {"dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}"},
    {"dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Trình cấp Giấy chứng nhận\"}"},
    {"dossier.submit", "{\"dossier\":1}"},
    {"dossier.initial", "{\"dossier\":1}"},
    {"dossier.approve", "{\"dossier\":1}"},
    {"dossier.send_back", "{\"dossier\":1,\"reason\":\"Thiếu căn cứ pháp lý\"}"},
    {"dossier.number", "{\"dossier\":1}"},
    {"dossier.issue", "{\"dossier\":1}"},
    {"dossier.decide", "{\"dossier\":1,\"outcome\":\"granted\"}"},
    {"dossier.return_result",
     "{\"dossier\":1,\"by\":\"counter\",\"receiver\":\"Lê Thị Hà\",\"identity\":\"receipt\",\"signed\":true}"},
    {"dossier.seal_result", "{\"dossier\":1}"},
    {"dossier.correct_result", "{\"dossier\":1,\"content\":\"Tên người đại diện: đọc là Nguyễn Thị Hoa\",\"reason\":\"Sai sót\"}"},
    {"dossier.revoke_result", "{\"dossier\":1,\"reason\":\"Căn cứ cấp không còn\"}"},
    {"dossier.reissue_result", "{\"dossier\":1,\"cause\":\"lost\",\"reason\":\"Bị mất\"}"},
    {"dossier.hand_to_post", "{\"dossier\":1,\"tracking_number\":\"EA123456789VN\"}"},
    {"dossier.post_delivered", "{\"dossier\":1,\"receiver\":\"Lê Thị Hà\"}"},
    {"dossier.post_came_back", "{\"dossier\":1,\"reason\":\"Không có người nhận\"}"},
    {"dossier.archive", "{\"dossier\":1,\"retention\":\"20\"}"},
    {"dossier.rate", "{\"dossier\":1,\"scores\":{\"attitude\":2}}"},
    {"dossier.draft_supplement",
     "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"],\"reason\":\"Phương án chưa nêu nguồn công nghệ\"}"},
    {"dossier.draft_apology",
     "{\"dossier\":1,\"reason\":\"Chờ kết quả đo kiểm\",\"new_due\":\"2026-12-14T10:00:00+07:00\"}"},
    {"dossier.draft_stop", "{\"dossier\":1,\"reason\":\"Phải dừng theo kết luận thanh tra\"}"},
    {"dossier.sign_notice", "{\"dossier\":1}"},
    {"dossier.reject_notice", "{\"dossier\":1,\"reason\":\"Nội dung đã có trong hồ sơ\"}"},
    {"dossier.stop", "{\"dossier\":1,\"reason\":\"Bất khả kháng do bão lũ\"}"},
    {"dossier.request_withdrawal", "{\"dossier\":1,\"reason\":\"Không còn nhu cầu\"}"},
    {"dossier.confirm_withdrawal", "{\"dossier\":1}"},
    {"dossier.refuse_withdrawal", "{\"dossier\":1,\"reason\":\"Người đề nghị không phải chủ hồ sơ\"}"},
    {"dossier.check_components", "{\"dossier\":1,\"items\":[{\"code\":\"giay-de-nghi\",\"result\":\"missing\"}]}"},
};
#define INPUTS (sizeof inputs / sizeof inputs[0])

static bool undo(struct op *op, struct office *office, void *self)
{
    (void)office;
    *(bool *)self = true;
    return fail(op, E_BUSY, "db.busy", NULL);
}

/* Would it have been done? */
static bool succeeds(struct view_case *c, const char *account, size_t i)
{
    bool done = false;
    struct act_answer answer;
    struct act_call call = {.name = inputs[i].act,
                            .input = office_fixture_json(&c->f, inputs[i].input),
                            .version = -1,
                            .also = undo,
                            .self = &done};
    assert_false(office_fixture_call(&c->f, account, &call, &answer));
    op_clear(&c->f.op);
    return done;
}

static bool is_among(const char *act, const char *const *acts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(acts[i], act) == 0) {
            return true;
        }
    }
    return false;
}

/* What waits for nobody, or for the post: a dossier in which it is free is not in this seat's hands for that. */
static bool may_always_be_brought_about(const char *act)
{
    static const char *const acts[] = {"dossier.stop", "dossier.request_withdrawal", "dossier.correct_result", "dossier.revoke_result",
                                       "dossier.reissue_result", "dossier.archive", "dossier.rate", "dossier.post_delivered",
                                       "dossier.post_came_back"};
    return is_among(act, acts, sizeof acts / sizeof acts[0]);
}

/* What leads nowhere on the way of the dossier: never what comes next. */
static bool stands_aside(const char *act)
{
    static const char *const acts[] = {"dossier.correct_result", "dossier.reissue_result"};
    return is_among(act, acts, sizeof acts / sizeof acts[0]);
}

static void offers_are_true(struct view_case *c)
{
    for (size_t s = 0; s < sizeof seats / sizeof seats[0]; s++) {
        const struct json *d = view_see(c, seats[s], 1);
        bool any = false;
        int primary = 0, free_forward = 0;
        for (size_t i = 0; i < INPUTS; i++) {
            const struct json *a = view_action(d, inputs[i].act);
            bool offered = a != NULL && view_member(a, "blocked")->kind == JSON_NULL;
            if (offered != succeeds(c, seats[s], i)) {
                fail_msg("%s in state %s for %s: offered %d", inputs[i].act, view_text(d, "state"), seats[s], offered);
            }
            any = any || (offered && !may_always_be_brought_about(inputs[i].act));
            if (a != NULL) {
                bool danger = view_member(a, "danger")->boolean;
                primary += view_member(a, "primary")->boolean;
                free_forward += offered && !danger && !stands_aside(inputs[i].act);
                assert_true(offered || strchr(view_text(a, "blocked"), '{') == NULL);
                assert_false(view_member(a, "primary")->boolean && (danger || !offered));
            }
        }
        assert_int_equal(primary, free_forward > 0 ? 1 : 0);
        assert_int_equal(view_member(d, "mine")->boolean, any);
    }
}

static void what_is_offered_succeeds_and_what_is_blocked_does_not(void **state)
{
    struct view_case *c = *state;
    view_file(c, true);
    offers_are_true(c);
    for (int i = 0; view_walk(c, i); i++) {
        offers_are_true(c);
    }
}

static void offers_are_true_off_the_main_line(void **state)
{
    struct view_case *c = *state;
    view_file(c, false);
    offers_are_true(c);
    view_do(c, "mc", "dossier.request_supplement", inputs[1].input);
    offers_are_true(c);
    view_do(c, "dn", "dossier.supplement", inputs[2].input);
    offers_are_true(c);
    for (int i = 0; i < 6; i++) {
        view_walk(c, i);
    }
    view_do(c, "tp", "dossier.send_back", inputs[11].input);
    offers_are_true(c);
    view_do(c, "cv", "dossier.appraise",
            "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Thẩm định lại: đủ điều kiện\"}");
    offers_are_true(c);
}

static const char *input_of(const char *act);

static void offers_are_true_on_the_way_to_who_filed_and_after(void **state)
{
    struct view_case *c = *state;
    static const struct {
        const char *seat, *act;
    } line[] = {{"mc", "dossier.hand_to_post"},   {"mc", "dossier.post_came_back"}, {"ub", "dossier.correct_result"},
                {"mc", "dossier.hand_to_post"},   {"mc", "dossier.post_delivered"}, {"dn", "dossier.rate"},
                {"ub", "dossier.reissue_result"}, {"cv", "dossier.archive"}};
    view_file(c, true);
    for (int i = 0; i < 11; i++) {
        view_walk(c, i);
    }
    for (size_t i = 0; i < sizeof line / sizeof line[0]; i++) {
        view_do(c, line[i].seat, line[i].act, input_of(line[i].act));
        offers_are_true(c);
    }
    assert_string_equal(view_text(view_see(c, "mc", 1), "state"), "returned");
}

static const char *input_of(const char *act)
{
    for (size_t i = 0; i < INPUTS; i++) {
        if (strcmp(inputs[i].act, act) == 0) {
            return inputs[i].input;
        }
    }
    fail_msg("no input for %s", act);
    return NULL;
}

static void offers_are_true_while_a_notice_waits_and_after_it_was_signed(void **state)
{
    struct view_case *c = *state;
    static const struct {
        const char *seat, *act;
    } line[] = {{"cv", "dossier.draft_supplement"}, {"tp", "dossier.reject_notice"},      {"cv", "dossier.draft_supplement"},
                {"tp", "dossier.sign_notice"},      {"dn", "dossier.request_withdrawal"}, {"mc", "dossier.refuse_withdrawal"},
                {"dn", "dossier.supplement"},       {"cv", "dossier.draft_apology"},      {"ld", "dossier.sign_notice"},
                {"cv", "dossier.draft_stop"},       {"dn", "dossier.request_withdrawal"}, {"mc", "dossier.refuse_withdrawal"},
                {"ld", "dossier.sign_notice"}};
    view_file(c, true);
    for (int i = 0; i < 3; i++) {
        view_walk(c, i);
    }
    for (size_t i = 0; i < sizeof line / sizeof line[0]; i++) {
        view_do(c, line[i].seat, line[i].act, input_of(line[i].act));
        offers_are_true(c);
    }
    assert_string_equal(view_text(view_see(c, "mc", 1), "state"), "stopped");
}

static void what_it_waits_for_is_said_in_a_sentence(void **state)
{
    struct view_case *c = *state;
    view_file(c, true);
    for (int i = 0; i < 3; i++) {
        view_walk(c, i);
    }
    assert_int_equal(view_member(view_see(c, "cv", 1), "interruption")->kind, JSON_NULL);
    view_do(c, "cv", "dossier.draft_supplement", input_of("dossier.draft_supplement"));
    const struct json *d = view_see(c, "tp", 1);
    assert_string_equal(view_text(d, "notice.title"), "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ");
    assert_string_equal(view_text(d, "notice.components.0"), "Phương án sản xuất, kinh doanh");
    assert_string_equal(view_text(d, "notice.by_name"), "Lý Thu Trang");
    assert_string_equal(view_text(d, "step.role"), "division-head"); /* who holds it now */
    view_do(c, "tp", "dossier.sign_notice", "{\"dossier\":1}");
    d = view_see(c, "cv", 1);
    assert_string_equal(view_text(d, "interruption.kind"), "supplement");
    assert_string_equal(view_text(d, "interruption.text"),
                        "Chờ người nộp bổ sung từ thứ Sáu 20/11/2026 09:20. Nếu đến thứ Hai 14/12/2026 09:20 chưa nhận đủ, hồ sơ được đóng.");
    assert_string_equal(view_text(d, "timing"), "none");
    view_do(c, "dn", "dossier.request_withdrawal", input_of("dossier.request_withdrawal"));
    d = view_see(c, "mc", 1);
    assert_non_null(strstr(view_text(d, "interruption.text"), "Lý do: “Không còn nhu cầu”."));
}

static void the_deadline_tells_every_turn_and_who_used_the_time(void **state)
{
    struct view_case *c = *state;
    view_file(c, true);
    for (int i = 0; i < 3; i++) {
        view_walk(c, i);
    }
    view_at(c, "2026-11-23T09:20"); /* one working day at B3 */
    view_do(c, "cv", "dossier.draft_supplement", input_of("dossier.draft_supplement"));
    view_do(c, "tp", "dossier.sign_notice", "{\"dossier\":1}");
    view_at(c, "2026-11-27T09:20"); /* three working days of waiting */
    view_do(c, "dn", "dossier.supplement", input_of("dossier.supplement"));
    view_at(c, "2026-11-30T09:20");
    const struct json *d = view_see_section(c, "mc", 1, "dossier_deadline");
    assert_int_equal(view_member(d, "changes")->count, 1);
    assert_string_equal(view_text(d, "changes.0.kind"), "restart");
    assert_string_equal(view_text(d, "changes.0.reason"), "Phương án chưa nêu nguồn công nghệ");
    assert_string_equal(view_text(d, "changes.0.by_name"), "Hoàng Văn Thái");
    assert_string_equal(view_text(d, "changes.0.paper"), "Mẫu số 02, số 1/PBS-BPTNTKQ");
    assert_string_equal(view_text(d, "original_due_at"), "2026-12-07T09:20:00+07:00");
    assert_string_equal(view_text(d, "due_at"), "2026-12-14T09:20:00+07:00"); /* fifteen days from 27/11 end on a Saturday */
    const struct json *used = view_member(d, "used"), *last = json_at(used, used->count - 1);
    assert_int_equal(view_member(last, "step")->integer, 3);
    assert_string_equal(view_text(last, "who"), "Lý Thu Trang");
    assert_string_equal(view_text(last, "amount"), "16 giờ");
    assert_string_equal(view_text(last, "waited"), "24 giờ");
    assert_int_equal(view_member(last, "percent")->integer, 100);
    const struct json *lines = view_member(d, "lines");
    bool waited = false, restarts = false;
    for (size_t i = 0; i < lines->count; i++) {
        const char *text = view_text(json_at(lines, i), "text");
        waited = waited || strstr(text, "Chờ bổ sung từ thứ Hai 23/11/2026 09:20") != NULL;
        restarts = restarts || strstr(text, "thời hạn tính lại từ đầu") != NULL;
    }
    assert_true(waited && restarts);
}

static void a_dossier_with_nothing_in_it_cannot_be_accepted(void **state)
{
    struct view_case *c = *state;
    view_do(c, "dn", "dossier.file",
            "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[]}");
    offers_are_true(c);
    const struct json *accept = view_action(view_see(c, "mc", 1), "dossier.accept");
    assert_string_equal(view_text(accept, "blocked"), "Hồ sơ chưa có thành phần nào, không thể lập Giấy tiếp nhận.");
}

static void what_is_missing_is_named_before_it_is_confirmed(void **state)
{
    struct view_case *c = *state;
    view_file(c, false);
    const struct json *accept = view_action(view_see(c, "mc", 1), "dossier.accept");
    assert_int_equal(view_member(accept, "confirm.missing")->count, 1);
    assert_string_equal(view_text(accept, "confirm.missing.0.code"), "phuong-an-san-xuat");
    assert_string_equal(view_text(accept, "confirm.missing.0.name"), "Phương án sản xuất, kinh doanh");
    assert_non_null(strstr(view_text(accept, "confirm.text"), "Phương án sản xuất, kinh doanh"));
    c->f.op.lang = LANG_EN;
    accept = view_action(view_see(c, "mc", 1), "dossier.accept");
    assert_string_equal(view_text(accept, "name"), "Accept");
    assert_non_null(strstr(view_text(accept, "confirm.text"), "Production and business plan"));
}

static void a_complete_dossier_asks_for_no_confirmation(void **state)
{
    struct view_case *c = *state;
    view_file(c, true);
    const struct json *accept = view_action(view_see(c, "mc", 1), "dossier.accept");
    assert_int_equal(view_member(accept, "confirm")->kind, JSON_NULL);
    assert_true(view_member(accept, "primary")->boolean);
    assert_string_equal(view_text(accept, "input"), "dossier.accept");
    assert_non_null(strstr(view_text(accept, "article"), "NĐ 118/2025"));
}

static void the_act_of_another_seat_says_whose_it_is(void **state)
{
    struct view_case *c = *state;
    view_file(c, false);
    const struct json *d = view_see(c, "tp", 1);
    assert_int_equal(view_member(d, "actions")->count, 6); /* five of the counter, and to urge the counter on */
    assert_int_equal(view_member(view_action(d, "dossier.nudge"), "blocked")->kind, JSON_NULL);
    assert_string_equal(view_text(view_action(d, "dossier.accept"), "blocked"),
                        "Bước này do “Công chức Bộ phận Một cửa” giữ. Hãy đổi sang ghế đó.");
    view_do(c, "mc", "dossier.request_supplement", inputs[1].input);
    assert_string_equal(view_text(view_action(view_see(c, "mc", 1), "dossier.supplement"), "blocked"),
                        "Bước này do “Người nộp hồ sơ” giữ. Hãy đổi sang ghế đó.");
    view_do(c, "dn", "dossier.supplement", inputs[2].input);
    assert_string_equal(view_text(view_action(view_see(c, "mc", 1), "dossier.request_supplement"), "blocked"),
                        "Đã yêu cầu bổ sung 1 lần, là số lần tối đa của thủ tục này (NĐ 118/2025/NĐ-CP Điều 11: chỉ được yêu cầu sửa đổi, "
                        "bổ sung một lần). Hồ sơ vẫn chưa đạt thì từ chối bằng văn bản, nêu rõ lý do.");
    for (int i = 0; i < 3; i++) {
        view_walk(c, i);
    }
    assert_string_equal(view_text(view_action(view_see(c, "cv2", 1), "dossier.appraise"), "blocked"),
                        "Hồ sơ này đã giao cho người khác (Lý Thu Trang).");
}

static void the_first_thing_not_yet_done_is_primary(void **state)
{
    struct view_case *c = *state;
    static const char *const next[] = {"dossier.hand_over", "dossier.assign",  "dossier.appraise",     "dossier.draft",
                                       "dossier.submit",    "dossier.initial", "dossier.approve",      "dossier.number",
                                       "dossier.issue",     "dossier.decide",  "dossier.return_result"};
    static const char *const who[] = {"mc", "tp", "cv", "cv", "cv", "tp", "ld", "vt", "vt", "ub", "mc"};
    view_file(c, true);
    for (int i = 0; i < 11; i++) {
        view_walk(c, i);
        const struct json *a = view_action(view_see(c, who[i], 1), next[i]);
        if (a == NULL || !view_member(a, "primary")->boolean) {
            fail_msg("%s is not primary", next[i]);
        }
    }
}

static void refusing_and_sending_back_are_dangerous_and_want_a_reason(void **state)
{
    struct view_case *c = *state;
    view_file(c, true);
    const struct json *d = view_see(c, "mc", 1);
    assert_true(view_member(view_action(d, "dossier.refuse_intake"), "danger")->boolean);
    assert_true(view_member(view_action(d, "dossier.refuse_intake"), "reason_required")->boolean);
    assert_true(view_member(view_action(d, "dossier.request_supplement"), "reason_required")->boolean);
    assert_false(view_member(view_action(d, "dossier.request_supplement"), "danger")->boolean);
    assert_false(view_member(view_action(d, "dossier.accept"), "reason_required")->boolean);
    for (int i = 0; i < 6; i++) {
        view_walk(c, i);
    }
    assert_true(view_member(view_action(view_see(c, "tp", 1), "dossier.send_back"), "danger")->boolean);
}

static void who_may_assign_sees_the_specialists_and_their_work(void **state)
{
    struct view_case *c = *state;
    view_file(c, true);
    view_file(c, true);
    for (int i = 0; i < 3; i++) {
        view_walk(c, i);
    }
    view_do(c, "mc", "dossier.accept", "{\"dossier\":2}");
    view_do(c, "mc", "dossier.hand_over", "{\"dossier\":2}");
    const struct json *d = view_see(c, "tp", 2);
    assert_int_equal(view_member(d, "assignees")->count, 2);
    assert_string_equal(view_text(d, "assignees.0.account"), "cv2"); /* least work first */
    assert_int_equal(view_member(d, "assignees.1.open_dossiers")->integer, 1);
    assert_int_equal(view_member(view_see(c, "mc", 2), "assignees")->count, 0);
    assert_true(db_script(&c->f.op, office_db(c->f.office), "UPDATE account SET active = 0 WHERE role = 'specialist'"));
    d = view_see(c, "tp", 2);
    assert_int_equal(view_member(d, "assignees")->count, 0);
    assert_non_null(strstr(view_text(view_action(d, "dossier.assign"), "blocked"), "Chưa có chuyên viên"));
}

static void who_only_looks_on_has_no_actions(void **state)
{
    struct view_case *c = *state;
    view_file(c, true);
    const struct json *d = view_see(c, NULL, 1);
    assert_int_equal(view_member(d, "actions")->count, 0);
    assert_false(view_member(d, "mine")->boolean);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, view_case_open, view_case_close)
    const struct CMUnitTest tests[] = {
        T(what_is_offered_succeeds_and_what_is_blocked_does_not),
        T(offers_are_true_off_the_main_line),
        T(offers_are_true_on_the_way_to_who_filed_and_after),
        T(offers_are_true_while_a_notice_waits_and_after_it_was_signed),
        T(what_it_waits_for_is_said_in_a_sentence),
        T(the_deadline_tells_every_turn_and_who_used_the_time),
        T(a_dossier_with_nothing_in_it_cannot_be_accepted),
        T(what_is_missing_is_named_before_it_is_confirmed),
        T(a_complete_dossier_asks_for_no_confirmation),
        T(the_act_of_another_seat_says_whose_it_is),
        T(the_first_thing_not_yet_done_is_primary),
        T(refusing_and_sending_back_are_dangerous_and_want_a_reason),
        T(who_may_assign_sees_the_specialists_and_their_work),
        T(who_only_looks_on_has_no_actions),
    };
    return cmocka_run_group_tests_name("view_actions", tests, NULL, NULL);
}
