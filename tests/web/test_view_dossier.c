/* A dossier as the API answers it, over the whole main line and its exceptions. Every answer seen here is also held against
 * web/api/answers.shape (view_case.c). */
#include "base/text.h"
#include "calendar/explain.h"
#include "view_case.h"

#include "support/check.h"

#include <string.h>

#define REQUEST                                                                                                        \
    "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"],\"reason\":\"Thiếu phương án sản xuất, kinh doanh\"}"
#define REFUSE "{\"dossier\":1,\"reason\":\"Không thuộc thẩm quyền giải quyết\"}"

static const char *const sections[] = {"dossier_history", "dossier_control_sheet", "dossier_deadline"};
static const char *const seats[] = {"dn", "mc", "tp", "cv", "cv2", "ld", "vt", "ub", NULL};

/* Everybody looks, in both languages; then back to Vietnamese. */
static void everybody_looks(struct view_case *c)
{
    for (size_t i = 0; i < sizeof seats / sizeof seats[0]; i++) {
        for (int lang = LANG_VI; lang <= LANG_EN; lang++) {
            c->f.op.lang = (enum lang)lang;
            (void)view_see(c, seats[i], 1);
            for (size_t k = 0; k < sizeof sections / sizeof sections[0]; k++) {
                (void)view_see_section(c, seats[i], 1, sections[k]);
            }
        }
    }
    c->f.op.lang = LANG_VI;
}

static void the_whole_line_can_be_seen_by_everybody_in_both_languages(void **state)
{
    struct view_case *c = *state;
    static const struct {
        const char *state, *portal, *delivery;
        int step;
    } expected[] = {
        {"accepted", "2", "none", 1},    {"in_handling", "4", "none", 2},  {"in_handling", "4", "none", 3},
        {"in_handling", "4", "none", 3}, {"in_handling", "4", "none", 3},  {"in_handling", "4", "none", 4},
        {"in_handling", "4", "none", 5}, {"in_handling", "4", "none", 6},  {"in_handling", "4", "none", 6},
        {"in_handling", "4", "none", 7}, {"completed", "9", "waiting", 8}, {"returned", "10", "returned", 0},
    };
    view_file(c, true);
    everybody_looks(c);
    for (int i = 0; view_walk(c, i); i++) {
        const struct json *d = view_see(c, "mc", 1);
        everybody_looks(c);
        assert_string_equal(view_text(d, "state"), expected[i].state);
        assert_string_equal(view_text(d, "statuses.business"), expected[i].state);
        assert_string_equal(view_text(d, "statuses.portal.code"), expected[i].portal);
        assert_string_equal(view_text(d, "statuses.delivery"), expected[i].delivery);
        assert_int_equal(json_get_int(json_get(d, "step"), "no", 0), expected[i].step);
        assert_int_equal(json_get_int(d, "version", 0), i + 2);
    }
}

static void the_exceptions_can_be_seen_too(void **state)
{
    struct view_case *c = *state;
    view_file(c, false);
    view_do(c, "mc", "dossier.request_supplement", REQUEST);
    everybody_looks(c);
    const struct json *d = view_see(c, "mc", 1);
    assert_string_equal(view_text(d, "statuses.portal.name"), "Yêu cầu bổ sung giấy tờ");
    assert_string_equal(view_text(d, "timing"), "none");
    assert_int_equal(view_member(d, "acceptance_due_at")->kind, JSON_NULL);
    assert_int_equal(view_member(d, "step_due_at")->kind, JSON_NULL);
    assert_true(view_member(d, "components.2.requested")->boolean);
    view_do(c, "dn", "dossier.supplement", "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"]}");
    everybody_looks(c);
    view_do(c, "mc", "dossier.refuse_intake", REFUSE);
    everybody_looks(c);
    d = view_see(c, "mc", 1);
    assert_int_equal(view_member(d, "step")->kind, JSON_NULL);
    assert_int_equal(view_member(d, "actions")->count, 0);
    assert_string_equal(view_text(d, "state_name"), "Từ chối tiếp nhận");
}

static void a_fresh_dossier_says_what_it_is(void **state)
{
    struct view_case *c = *state;
    view_file(c, false);
    const struct json *d = view_see(c, "mc", 1);
    assert_int_equal(view_member(d, "code")->kind, JSON_NULL);
    assert_string_equal(view_text(d, "owner_name"), "Công ty Cổ phần Sao Khuê");
    assert_string_equal(view_text(d, "owner.id_no"), "0000000001");
    assert_int_equal(view_member(d, "submitter")->kind, JSON_NULL);
    assert_string_equal(view_text(d, "procedure.name"), "Cấp Giấy chứng nhận doanh nghiệp khoa học và công nghệ");
    assert_string_equal(view_text(d, "procedure.term.text"), "15 ngày");
    assert_string_equal(view_text(d, "acceptance_due_at"), "2026-11-23T09:20:00+07:00");
    assert_string_equal(view_text(d, "step_due_at"), "2026-11-23T09:20:00+07:00");
    assert_true(view_member(d, "mine")->boolean);
    assert_false(view_member(view_see(c, "tp", 1), "mine")->boolean);
    assert_string_equal(view_text(d, "components.3.replaced_by_data"), "CSDLQG về đăng ký doanh nghiệp");
    assert_string_equal(view_text(d, "components.1.kind_name"), "Bản sao chứng thực");
    assert_true(view_member(d, "components.1.provided")->boolean);
    assert_false(view_member(d, "components.2.provided")->boolean);
    assert_int_equal(view_member(d, "steps")->count, 8);
    assert_string_equal(view_text(d, "steps.2.share_text"), "4,5 ngày");
    assert_int_equal(view_member(d, "steps.2.due_at")->kind, JSON_NULL);
    assert_string_equal(view_text(d, "steps.0.seat_name"), "Nông Thị Hoa");
    assert_int_equal(view_member(d, "steps.2.seat_name")->kind, JSON_NULL); /* two specialists */
    assert_false(view_member(d, "steps.7.counted")->boolean);
    c->f.op.lang = LANG_EN;
    d = view_see(c, "mc", 1);
    assert_string_equal(view_text(d, "procedure.name"), "Science and technology enterprise certificate");
    assert_string_equal(view_text(d, "steps.2.share_text"), "4.5 calendar days");
    assert_string_equal(view_text(d, "step.role_name"), "One-stop officer");
    assert_string_equal(view_text(d, "components.2.name"), "Production and business plan");
}

static void the_summary_alone_says_the_same(void **state)
{
    struct view_case *c = *state;
    struct view_look look = view_look_of(c, "mc");
    struct dossier d;
    struct json_out out;
    struct strbuf b;
    view_file(c, true);
    assert_true(dossier_get(&c->f.op, office_db(c->f.office), 1, &d));
    strbuf_init(&b, c->f.op.arena, 10000);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    assert_true(view_summary(&c->f.op, &out, &look, &d));
    json_close_object(&out);
    const struct json *alone = office_fixture_json(&c->f, b.data), *whole = view_see(c, "mc", 1);
    view_fits(c, "dossier_summary", alone);
    for (const struct json *n = alone->first; n != NULL; n = n->next) {
        if (strcmp(n->key, "procedure") != 0) {
            assert_string_equal(json_text(&c->f.op, n), json_text(&c->f.op, view_member(whole, n->key)));
        }
    }
}

static void steps_show_when_and_how_they_ended(void **state)
{
    struct view_case *c = *state;
    view_file(c, true);
    view_walk(c, 0);
    view_walk(c, 1);
    view_at(c, "2026-12-01T16:00");
    view_do(c, "tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\",\"note\":\"Làm gấp\"}");
    const struct json *d = view_see(c, "cv", 1);
    assert_string_equal(view_text(d, "steps.0.outcome"), "on_time");
    assert_string_equal(view_text(d, "steps.1.outcome_name"), "Quá hạn");
    assert_string_equal(view_text(d, "steps.1.account_name"), "Hoàng Văn Thái");
    assert_string_equal(view_text(d, "steps.1.note"), "Làm gấp");
    assert_string_equal(view_text(d, "steps.2.account_name"), "Lý Thu Trang");
    assert_string_equal(view_text(d, "steps.2.started_at"), "2026-12-01T16:00:00+07:00");
    assert_string_equal(view_text(d, "steps.6.due_at"), view_text(d, "due_at"));
    assert_true(view_member(d, "mine")->boolean);
    assert_false(view_member(view_see(c, "cv2", 1), "mine")->boolean);
    view_walk(c, 3);
    view_walk(c, 4);
    view_walk(c, 5);
    view_do(c, "tp", "dossier.send_back", "{\"dossier\":1,\"reason\":\"Thiếu căn cứ pháp lý\"}");
    d = view_see(c, "cv", 1);
    assert_string_equal(view_text(d, "steps.3.outcome_name"), "Trả lại");
    const struct json *sheet = view_member(view_see_section(c, "cv", 1, "dossier_control_sheet"), "control_sheet");
    assert_int_equal(sheet->count, 4);
    assert_string_equal(view_text(sheet, "1.giao"), "Lãnh đạo phòng");
    assert_string_equal(view_text(sheet, "1.to_name"), "Lý Thu Trang");
    assert_string_equal(view_text(sheet, "1.result_name"), "Quá hạn");
    assert_string_equal(view_text(sheet, "3.note"), "Thiếu căn cứ pháp lý");
}

static void the_last_hand_over_goes_to_the_applicant(void **state)
{
    struct view_case *c = *state;
    view_file(c, true);
    for (int i = 0; view_walk(c, i); i++) {
    }
    const struct json *sheet = view_member(view_see_section(c, "mc", 1, "dossier_control_sheet"), "control_sheet");
    const struct json *last = json_at(sheet, sheet->count - 1);
    assert_string_equal(view_text(last, "nhan"), "Người nộp hồ sơ");
    assert_string_equal(view_text(last, "to_name"), "Công ty Cổ phần Sao Khuê");
    assert_int_equal(view_member(last, "result")->kind, JSON_NULL); /* the step of returning does not count */
}

static void forms_have_titles_numbers_and_addresses(void **state)
{
    struct view_case *c = *state;
    view_file(c, true);
    view_walk(c, 0);
    view_walk(c, 1);
    const struct json *d = view_see(c, "mc", 1);
    assert_int_equal(view_member(d, "forms")->count, 2);
    assert_string_equal(view_text(d, "forms.0.title"), "Giấy tiếp nhận hồ sơ và hẹn trả kết quả");
    assert_string_equal(view_text(d, "forms.0.number"), "1/TTPVHCC");
    assert_string_equal(view_text(d, "forms.1.number"), "1/PKS-TTPVHCC");
    assert_string_equal(view_text(d, "forms.1.url"), "/api/worlds/w1/forms/2/pdf");
#define BLOB "0123456789012345678901234567890123456789012345678901234567890123"
    view_do(c, "mc", "form.print", "{\"form\":1,\"blob\":\"" BLOB "\"}");
    d = view_see(c, "mc", 1);
    assert_true(view_member(d, "forms.0.printed")->boolean);
    assert_false(view_member(d, "forms.1.printed")->boolean);
    view_do(c, "mc", "form.print", "{\"form\":2,\"blob\":\"" BLOB "\"}");
    assert_true(view_member(view_see(c, "mc", 1), "forms.1.printed")->boolean); /* its bytes are not kept */
}

/* ---- deadline ---- */

static const struct json *last_of(const struct json *list)
{
    return json_at(list, list->count - 1);
}

static const struct json *why_due(struct view_case *c)
{
    return view_see_section(c, "mc", 1, "dossier_deadline");
}

static void the_limit_for_accepting_is_explained_until_acceptance(void **state)
{
    struct view_case *c = *state;
    view_file(c, false);
    const struct json *why = why_due(c);
    assert_string_equal(view_text(last_of(view_member(why, "lines")), "at"), "2026-11-23T09:20:00+07:00");
    assert_non_null(strstr(view_text(why, "rule_note"), "8 giờ làm việc"));
    assert_int_equal(view_member(why, "steps_lines")->count, 0);
    view_do(c, "mc", "dossier.request_supplement", REQUEST);
    why = why_due(c);
    assert_int_equal(view_member(why, "lines")->count, 1);
    assert_int_equal(view_member(why, "lines.0.at")->kind, JSON_NULL);
    view_at(c, "2026-11-23T10:00");
    view_do(c, "dn", "dossier.supplement", "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"]}");
    why = why_due(c);
    assert_string_equal(view_text(why, "lines.0.at"), "2026-11-23T10:00:00+07:00");
    assert_string_equal(view_text(last_of(view_member(why, "lines")), "at"), view_text(view_see(c, "mc", 1), "acceptance_due_at"));
}

static void the_term_and_its_steps_are_explained_after_acceptance(void **state)
{
    struct view_case *c = *state;
    view_file(c, true);
    view_walk(c, 0);
    const struct json *d = view_see(c, "mc", 1), *why = why_due(c);
    const struct json *last = last_of(view_member(why, "lines"));
    assert_string_equal(view_text(last, "at"), view_text(d, "due_at"));
    assert_string_equal(view_text(last, "text"), "Đến hạn: thứ Hai 07/12/2026 09:20.");
    assert_int_equal(view_member(why, "steps_lines")->count, 8);
    for (size_t i = 0; i < 7; i++) {
        const struct json *line = json_at(view_member(why, "steps_lines"), i);
        assert_string_equal(view_text(line, "at"), view_text(json_at(view_member(d, "steps"), i), "due_at"));
    }
    c->f.op.lang = LANG_EN;
    assert_string_equal(view_text(last_of(view_member(why_due(c), "lines")), "text"), "Due: Monday 07 December 2026 09:20.");
}

static void a_calendar_that_changed_since_is_told(void **state)
{
    struct view_case *c = *state;
    view_file(c, true);
    view_walk(c, 0);
    assert_true(
        db_script(&c->f.op, office_db(c->f.office),
                  "INSERT INTO calendar_day (day, kind, name_vi, name_en, source, certainty) VALUES ('2026-12-07', "
                  "'holiday', 'Nghỉ', 'Off', 'Thử', 'projected')"));
    office_attach(c->f.office, NULL, NULL); /* forget the calendar that is kept */
    const struct json *d = view_see(c, "mc", 1);
    assert_string_equal(view_text(d, "due_at"), "2026-12-07T09:20:00+07:00");
    assert_non_null(strstr(view_text(last_of(view_member(why_due(c), "lines")), "text"), "Hạn đã ghi trong hồ sơ"));
}

/* ---- lists ---- */

static void an_applicant_sees_its_own_dossiers_only(void **state)
{
    struct view_case *c = *state;
    const struct search_query any = {.view = SEARCH_ALL};
    view_file(c, true);
    assert_true(db_script(
        &c->f.op, office_db(c->f.office),
        "INSERT INTO account (id, name, role, org, active, person) VALUES ('dn2', 'Khác', 'applicant', 'H37', 1, "
        "'{\"name\":\"Khác\",\"kind\":\"business\"}')"));
    assert_int_equal(view_member(view_see_list(c, "dn", &any), "dossiers")->count, 1);
    assert_int_equal(view_member(view_see_list(c, "dn2", &any), "dossiers")->count, 0);
    assert_int_equal(view_member(view_see_list(c, "dn2", &any), "counts.all")->integer, 0);
    struct view_look look = view_look_of(c, "dn2");
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, c->f.op.arena, 1000);
    json_begin(&out, &b);
    struct dossier d;
    assert_true(dossier_get(&c->f.op, office_db(c->f.office), 1, &d));
    static const view_section_fn all[] = {view_dossier_read, view_dossier_history, view_dossier_control_sheet, view_dossier_deadline};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        op_clear(&c->f.op);
        assert_false(all[i](&c->f.op, &out, &look, &d));
        assert_int_equal(c->f.op.error.code, E_MISSING);
        assert_string_equal(c->f.op.error.key, "dossier.unknown");
    }
    assert_int_equal(b.len, 0);
}

static void a_submitter_who_is_not_the_owner_is_shown(void **state)
{
    struct view_case *c = *state;
    view_do(c, "dn", "dossier.file",
            "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\"],"
            "\"owner\":{\"name\":\"Trần Văn A\",\"kind\":\"citizen\",\"id_no\":\"000000000007\"},"
            "\"proxy_paper\":\"Giấy ủy quyền số 5\",\"delivery\":\"postal\",\"delivery_address\":\"Số 1, Hà Nội\"}");
    const struct json *d = view_see(c, "mc", 1);
    assert_string_equal(view_text(d, "owner.name"), "Trần Văn A");
    assert_string_equal(view_text(d, "submitter.name"), "Công ty Cổ phần Sao Khuê");
    assert_string_equal(view_text(d, "proxy_paper"), "Giấy ủy quyền số 5");
    assert_string_equal(view_text(d, "delivery_wanted"), "postal");
    assert_string_equal(view_text(d, "delivery_address"), "Số 1, Hà Nội");
}

/* counts of overdue and due_soon, which the database reckons, against the timings of the rows, which C reckons */
static void counts_agree(struct view_case *c, const char *account)
{
    const struct search_query any = {.view = SEARCH_ALL};
    const struct json *list = view_see_list(c, account, &any);
    int64_t overdue = 0, due_soon = 0;
    for (const struct json *n = view_member(list, "dossiers")->first; n != NULL; n = n->next) {
        bool open = view_member(n, "step")->kind != JSON_NULL && strcmp(view_text(n, "state"), "completed") != 0;
        overdue += open && strcmp(view_text(n, "timing"), "overdue") == 0;
        due_soon += open && strcmp(view_text(n, "timing"), "due_soon") == 0;
    }
    assert_int_equal(view_member(list, "counts.overdue")->integer, overdue);
    assert_int_equal(view_member(list, "counts.due_soon")->integer, due_soon);
}

static void counts_agree_with_the_rows_at_any_time(void **state)
{
    struct view_case *c = *state;
    static const char *const instants[] = {"2026-11-20T09:21", "2026-11-22T09:20", "2026-11-23T09:20",
                                           "2026-11-23T09:21", "2026-12-06T09:19", "2026-12-07T09:20",
                                           "2026-12-07T09:21"};
    view_file(c, true);
    for (int i = 0; i < 3; i++) {
        view_file(c, false);
    }
    view_walk(c, 0);
    view_walk(c, 1);
    view_do(c, "mc", "dossier.request_supplement",
            "{\"dossier\":2,\"components\":[\"phuong-an-san-xuat\"],\"reason\":\"Thiếu phương án sản xuất\"}");
    view_do(c, "mc", "dossier.accept", "{\"dossier\":3,\"confirm_missing\":true}");
    for (size_t i = 0; i < sizeof instants / sizeof instants[0]; i++) {
        view_at(c, instants[i]);
        counts_agree(c, "mc");
    }
    const struct search_query any = {.view = SEARCH_ALL};
    const struct json *list = view_see_list(c, "mc", &any);
    assert_int_equal(view_member(list, "counts.overdue")->integer, 3);
    assert_int_equal(view_member(list, "counts.in_handling")->integer, 1);
    assert_int_equal(view_member(list, "counts.awaiting_supplement")->integer, 1);
    assert_int_equal(view_member(list, "counts.all")->integer, 4);
    assert_int_equal(view_member(list, "counts.queue")->integer, 3);
}

static void a_queue_holds_what_waits_for_the_seat(void **state)
{
    struct view_case *c = *state;
    view_file(c, true);
    view_file(c, true);
    for (int i = 0; i < 3; i++) {
        view_walk(c, i);
    }
    static const struct {
        const char *account;
        size_t count;
    } cases[] = {{"mc", 1}, {"tp", 0}, {"cv", 1}, {"cv2", 0}, {"dn", 2}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct search_query queue = view_queue_query(view_look_of(c, cases[i].account).actor);
        const struct json *list = view_see_list(c, cases[i].account, &queue);
        if (view_member(list, "dossiers")->count != cases[i].count ||
            view_member(list, "counts.queue")->integer != (int64_t)cases[i].count) {
            fail_msg("queue of %s", cases[i].account);
        }
    }
    struct search_query words = {.view = SEARCH_ALL, .q = "sao khue", .state = "filed"};
    const struct json *list = view_see_list(c, NULL, &words);
    assert_int_equal(view_member(list, "dossiers")->count, 1);
    assert_int_equal(view_member(list, "counts.in_handling")->integer, 1);
    assert_null(json_get(json_get(list, "counts"), "queue"));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, view_case_open, view_case_close)
    const struct CMUnitTest tests[] = {
        T(the_whole_line_can_be_seen_by_everybody_in_both_languages),
        T(the_exceptions_can_be_seen_too),
        T(a_fresh_dossier_says_what_it_is),
        T(the_summary_alone_says_the_same),
        T(steps_show_when_and_how_they_ended),
        T(the_last_hand_over_goes_to_the_applicant),
        T(forms_have_titles_numbers_and_addresses),
        T(the_limit_for_accepting_is_explained_until_acceptance),
        T(the_term_and_its_steps_are_explained_after_acceptance),
        T(a_calendar_that_changed_since_is_told),
        T(an_applicant_sees_its_own_dossiers_only),
        T(a_submitter_who_is_not_the_owner_is_shown),
        T(counts_agree_with_the_rows_at_any_time),
        T(a_queue_holds_what_waits_for_the_seat),
    };
    return cmocka_run_group_tests_name("view_dossier", tests, NULL, NULL);
}
