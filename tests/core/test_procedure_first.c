/* The first version of a procedure that the catalogue knows and the office does not open: begun from what is known, filled, published. */
#include "audit/audit.h"
#include "catalogue/browse.h"
#include "catalogue/catalogue.h"
#include "catalogue/procedure_rule.h"
#include "catalogue/procedure_takeback.h"
#include "dossier/dossier.h"
#include "support/check.h"
#include "support/draft_case.h"

#include <string.h>

#define KNOWN "1.000777"
#define BARE "1.000778"
#define ABOUT "{\"procedure\":\"" KNOWN "\"}"
#define BACK(more) "{\"procedure\":\"" KNOWN "\",\"number\":1,\"reason\":\"Công bố nhầm ngày\"" more "}"
#define STEP(name, kind, role, share) "{\"name_vi\":\"" name "\",\"name_en\":\"" kind "\",\"kind\":\"" kind "\",\"role\":\"" role "\",\"share_milli\":" share "}"
#define STEPS                                                                                                          \
    STEP("Tiếp nhận", "intake", "one-stop-officer", "500") "," STEP("Phân công", "assign", "division-head", "500") "," \
    STEP("Thẩm định", "appraise", "specialist", "7000") "," STEP("Ban hành", "decide", "director", "2000") "," STEP("Trả kết quả", "return", "one-stop-officer", "0")

static int first_case_open(void **state)
{
    (void)draft_case_open(state);
    struct draft_case *c = *state;
    c->code = KNOWN;
    assert_true(db_script(&c->f.op, draft_db(c),
        "INSERT INTO catalogue_procedure (code, name_vi, name_en, field, level, result_vi, legal_basis, certainty, source) VALUES"
        " ('" KNOWN "', 'Cấp giấy', 'Permit', 'f', 'department', 'Giấy phép', 'NĐ 1/2025', 'found', 'QĐ 1/2025'),"
        " ('" BARE "', 'Chưa rõ', NULL, 'f', NULL, NULL, NULL, 'recalled', 'theo trí nhớ');"
        "INSERT INTO catalogue_clock (procedure, no, kind, term, rounds, effective_to, certainty, source) VALUES"
        " ('" KNOWN "', 1, 'decision', '30 days', 0, '2025-01-01', 'found', 'cũ'), ('" KNOWN "', 2, 'decision', '10 workdays', 0, NULL, 'found', 's'),"
        " ('" KNOWN "', 3, 'check', '3 workdays', 0, NULL, 'found', 's'), ('" KNOWN "', 4, 'supplement', '20 workdays', 2, NULL, 'found', 'Điều 9'),"
        " ('" BARE "', 1, 'decision', '10 workdays', 0, NULL, 'found', 's'), ('" BARE "', 2, 'decision', '2 months', 0, NULL, 'found', 's');"
        "INSERT INTO catalogue_fee (procedure, no, code, name_vi, name_en, basis, amount, amount_min, amount_max, rate_milli, channel, certainty, source)"
        " VALUES ('" KNOWN "', 1, 'phi', 'Phí thẩm định', 'Fee', 'fixed', 500000, 0, 0, 0, 'any', 'found', 'TT 1');"
        "INSERT INTO catalogue_component (procedure, no, code, name_vi, name_en, form, condition_vi, replaced_database, certainty, source) VALUES"
        " ('" KNOWN "', 1, 'don', 'Đơn đề nghị', 'Application', 'original', NULL, NULL, 'found', 'M1'),"
        " ('" KNOWN "', 2, 'uy-quyen', 'Giấy ủy quyền', 'Power of attorney', NULL, 'nếu có', NULL, 'recalled', 'M2'),"
        " ('" KNOWN "', 3, 'dkkd', 'Giấy đăng ký', 'Registration', 'copy', NULL, 'CSDLQG', 'found', 'NQ 66.7')"));
    return 0;
}

/* What the catalogue does not say of KNOWN, filled in. */
static void fill(struct draft_case *c)
{
    draft_edit(c, "\"result_en\":null", "\"result_en\":\"Permit\"");
    draft_edit(c, "\"intake\":null", "\"intake\":\"8 workhours\"");
    draft_edit(c, "\"kind\":null", "\"kind\":\"original\"");
    draft_edit(c, "\"fee_stage\":null", "\"fee_stage\":\"release\"");
    draft_edit(c, "\"steps\":[]", "\"steps\":[" STEPS "]");
}

static size_t errors_now(struct draft_case *c)
{
    struct procedure_finding *list = NULL;
    size_t count = 0;
    op_clear(&c->f.op);
    assert_true(procedure_check(&c->f.op, draft_db(c), draft_now(c).document, &list, &count));
    return procedure_errors(list, count);
}

static const struct json *version_now(struct draft_case *c)
{
    return json_get(draft_now(c).document, "version");
}
static bool says(struct draft_case *c, const char *piece)
{
    return strstr(json_text(&c->f.op, draft_now(c).document), piece) != NULL;
}

static size_t count_of(struct draft_case *c, const char *code)
{
    struct procedure_version *all = NULL;
    size_t count = 0;
    op_clear(&c->f.op);
    assert_true(procedure_versions(&c->f.op, draft_db(c), code, &all, &count));
    return count;
}

static void the_draft_begins_with_what_the_catalogue_knows(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    assert_int_equal(draft_now(c).based_on, 0);
    assert_int_equal(draft_now(c).based_on_number, 0);
    const struct json *v = version_now(c);
    assert_string_equal(json_get_text(v, "name_vi", ""), "Cấp giấy");
    assert_string_equal(json_get_text(v, "field", ""), "F");
    assert_string_equal(json_get_text(v, "level", ""), "Sở");
    assert_string_equal(json_get_text(v, "legal_basis", ""), "NĐ 1/2025");
    assert_string_equal(json_get_text(v, "term", ""), "10 workdays"); /* the clock in force, not the one that ended */
    assert_int_equal(json_get_int(v, "supplement_max", 0), 2);
    assert_string_equal(json_get_text(v, "silence_term", ""), "20 workdays");
    assert_true(says(c, "{\"rule\":\"silence_term\",\"certainty\":\"found\",\"source\":\"Điều 9\"}"));
    assert_true(says(c, "\"code\":\"phi\"") && says(c, "\"amount\":500000"));
    assert_string_equal(json_get_text(v, "certainty", ""), "authored"); /* its steps will be */
    assert_string_equal(json_get_text(v, "source", ""), "QĐ 1/2025; quy trình dựng cho tập huấn");
    assert_true(says(c, "\"name_vi\":\"Giấy ủy quyền (nếu có)\",\"name_en\":\"Power of attorney\",\"required\":false,\"kind\":null,\"replaced_by_data\":null,\"certainty\":\"recalled\""));
    assert_true(says(c, "\"name_vi\":\"Giấy đăng ký\",\"name_en\":\"Registration\",\"required\":false,\"kind\":\"copy\",\"replaced_by_data\":\"CSDLQG\""));
    draft_refused(c, "procedure.open_draft", ABOUT, E_STATE, "procedure.draft_there");
}

static void what_nobody_published_stays_empty_and_is_a_finding(void **state)
{
    struct draft_case *c = *state;
    c->code = BARE;
    draft_open(c);
    static const char *const unknown[] = {"name_en", "term", "intake", "result_vi", "result_en", "legal_basis"};
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        const struct json *n = json_get(version_now(c), unknown[i]);
        assert_true(n == NULL || n->kind == JSON_NULL); /* the term: ten days and two months are not one */
        (void)draft_errors(c, "field", arena_printf(c->f.op.arena, "/version/%s", unknown[i]));
    }
    assert_int_equal(json_get_int(version_now(c), "supplement_max", 0), 1); /* the rule for all procedures */
    assert_int_equal(draft_errors(c, "no_steps", "/version/steps"), 7);
    draft_refused(c, "procedure.publish", draft_about(c, ",\"effective_from\":\"2026-12-01\""), E_STATE, "procedure.draft_has_errors");
}

static void a_first_version_is_told_by_its_main_facts(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    SAYS(c, 0, 0, LANG_VI, "Phiên bản đầu tiên: trước phiên bản này cơ quan chưa tiếp nhận hồ sơ của thủ tục.", "Thời hạn giải quyết: 10 ngày làm việc; thời hạn tiếp nhận: (để trống).",
         "Kết quả thực hiện: Giấy phép.", "Căn cứ pháp lý: NĐ 1/2025.", "Số thành phần hồ sơ: 3, trong đó bắt buộc nộp: 1.", "Khoản thu “Phí thẩm định”: 500.000 đồng.",
         "Chưa có bước nào.", "Không có biểu mẫu điện tử: người nộp hồ sơ không phải kê khai trên màn hình.");
    fill(c);
    struct procedure_changes out = draft_changes(c, 0, 0, LANG_EN);
    assert_string_equal(out.items[1].says, "Time limit: 10 working days; limit for accepting: 8 working hours.");
    assert_string_equal(out.items[6].says, "The step table has 5 steps, 10 days altogether.");
}

static void a_first_version_opens_the_procedure_from_its_day_on(void **state)
{
    struct draft_case *c = *state;
    struct op *op = &c->f.op;
    struct procedure_version *open = NULL;
    size_t count = 0;
    draft_open(c);
    fill(c);
    assert_int_equal(errors_now(c), 0);
    draft_refused(c, "procedure.publish", draft_about(c, ",\"effective_from\":\"2026-11-19\""), E_INPUT, "procedure.too_early_first");
    draft_publish(c, "2026-11-20");
    struct procedure_version v = draft_in_force(c, "2026-11-20");
    assert_int_equal(v.number, 1);
    assert_int_equal(v.term.milli, 10000);
    assert_string_equal(v.published_by, "qtht");
    assert_string_equal(v.fee_stage, "release");
    op_clear(op);
    assert_true(procedure_list_on(op, draft_db(c), instant_day(c->f.now), &open, &count));
    assert_true(count > 0);
    struct catalogue_fee *fees = NULL;
    assert_true(browse_fees(op, draft_db(c), KNOWN, &fees, &count));
    assert_int_equal(count, 1); /* the row that was there goes on */
    assert_null(fees[0].effective_from);
    struct act_answer answer;
    struct act_call call = {.name = "dossier.file", .version = -1,
        .input = office_fixture_filing(&c->f, "dn", "{\"procedure\":\"" KNOWN "\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"don\"]}")};
    if (!office_fixture_call(&c->f, "dn", &call, &answer)) {
        fail_msg("filing: %s %s", op->error.key, op->error.cause);
    }
    draft_open(c); /* the next is a copy of it, like any other */
    assert_int_equal(draft_now(c).based_on_number, 1);
    assert_int_equal(draft_changes(c, 1, 0, LANG_VI).count, 0);
}

static void a_first_draft_thrown_away_leaves_nothing_open(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    assert_int_equal(count_of(c, KNOWN), 0);
    draft_do(c, "procedure.discard_draft", ABOUT);
    draft_refused(c, "procedure.discard_draft", ABOUT, E_MISSING, "procedure.no_draft");
    draft_refused(c, "procedure.open_draft", "{\"procedure\":\"9.999999\"}", E_MISSING, "procedure.not_open");
    assert_int_equal(count_of(c, KNOWN), 0);
}

static void a_first_version_to_come_is_taken_back_and_the_procedure_with_it(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    fill(c);
    draft_edit(c, "\"amount\":500000", "\"amount\":400000");
    draft_publish(c, "2026-12-01");
    draft_do(c, "procedure.take_back", BACK(",\"keep\":true"));
    assert_int_equal(count_of(c, KNOWN), 0);
    struct catalogue_fee *fees = NULL;
    size_t count = 0;
    assert_true(browse_fees(&c->f.op, draft_db(c), KNOWN, &fees, &count));
    assert_int_equal(count, 1);
    assert_int_equal(fees[0].amount.amount, 500000); /* as it was before */
    assert_int_equal(draft_now(c).based_on, 0);
    assert_int_equal(errors_now(c), 0); /* nothing that was written is lost */
    draft_publish(c, "2026-11-20");
    assert_int_equal(draft_in_force(c, "2026-11-20").number, 1);
    draft_refused(c, "procedure.take_back", BACK(""), E_STATE, "procedure.take_back_begun");
}

static void the_record_says_that_a_procedure_was_opened(void **state)
{
    struct draft_case *c = *state;
    static const char *const wanted[] = {"procedure.first_drafted", "procedure.first_published", "procedure.first_taken_back"};
    struct event *events = NULL;
    size_t count = 0, found = 0;
    draft_open(c);
    fill(c);
    draft_publish(c, "2026-12-01");
    draft_do(c, "procedure.take_back", BACK(""));
    op_clear(&c->f.op);
    assert_true(audit_events(&c->f.op, draft_db(c), 0, 100, &events, &count));
    for (size_t i = 0; i < count; i++) {
        if (strncmp(events[i].name, "procedure.first", strlen("procedure.first")) == 0) {
            assert_true(found < 3);
            assert_string_equal(events[i].name, wanted[found++]);
        }
        assert_string_not_equal(events[i].name, "procedure.published");
    }
    assert_int_equal(found, 3);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, first_case_open, draft_case_close)
    const struct CMUnitTest tests[] = {
        CASE(the_draft_begins_with_what_the_catalogue_knows),
        CASE(what_nobody_published_stays_empty_and_is_a_finding),
        CASE(a_first_version_is_told_by_its_main_facts),
        CASE(a_first_version_opens_the_procedure_from_its_day_on),
        CASE(a_first_draft_thrown_away_leaves_nothing_open),
        CASE(a_first_version_to_come_is_taken_back_and_the_procedure_with_it),
        CASE(the_record_says_that_a_procedure_was_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
