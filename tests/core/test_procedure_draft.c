/* A procedure's next version: written as a draft, checked, published from a day on; and what differs, in sentences. */
#include "account/account.h"
#include "act/event.h"
#include "audit/audit.h"
#include "catalogue/catalogue.h"
#include "catalogue/browse.h"
#include "catalogue/procedure_rule.h"
#include "dossier/dossier.h"
#include "dossier/lifecycle.h"
#include "support/check.h"
#include "support/draft_case.h"

#include <string.h>

#define CODE DRAFT_CODE

/* ---- versions ---- */

static void the_shipped_versions_differ_as_the_law_changed(void **state)
{
    struct draft_case *c = *state;
    struct procedure_changes out = draft_changes(c, 1, 2, LANG_VI);
    assert_string_equal(out.items[0].says, "Thời hạn giải quyết giảm từ 15 ngày làm việc xuống 10 ngày làm việc.");
    assert_string_equal(draft_changes(c, 1, 2, LANG_EN).items[0].says, "The time limit is cut from 15 working days to 10 working days.");
    assert_string_equal(draft_changes(c, 2, 1, LANG_VI).items[0].says, "Thời hạn giải quyết tăng từ 10 ngày làm việc lên 15 ngày làm việc.");
    assert_int_equal(draft_changes(c, 2, 2, LANG_VI).count, 0);
}

static void a_draft_is_a_copy_of_the_newest_version(void **state)
{
    struct draft_case *c = *state;
    draft_refused(c, "procedure.save_draft", "{\"procedure\":\"" CODE "\",\"revision\":1,\"document\":{}}", E_MISSING, "procedure.no_draft");
    draft_open(c);
    assert_int_equal(draft_now(c).based_on_number, 2);
    assert_int_equal(draft_changes(c, 2, 0, LANG_VI).count, 0);
    draft_refused(c, "procedure.open_draft", "{\"procedure\":\"" CODE "\"}", E_STATE, "procedure.draft_there");
    draft_refused(c, "procedure.open_draft", "{\"procedure\":\"9.999999\"}", E_MISSING, "procedure.not_open");
    draft_refused(c, "procedure.publish", draft_about(c, ",\"effective_from\":\"2026-11-21\""), E_STATE, "procedure.nothing_changed");
}

static void every_edit_can_be_taken_back_and_done_again(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    draft_refused(c, "procedure.undo_draft", draft_about(c, ""), E_STATE, "procedure.nothing_to_undo");
    draft_edit(c, "\"supplement_max\":1", "\"supplement_max\":2");
    draft_edit(c, "\"intake\":\"8 workhours\"", "\"intake\":\"4 workhours\"");
    assert_int_equal(draft_now(c).revision, 3);
    draft_do(c, "procedure.undo_draft", draft_about(c, ""));
    SAYS(c, 2, 0, LANG_VI, "Số lần được yêu cầu bổ sung hồ sơ đổi từ 1 thành 2.");
    draft_do(c, "procedure.undo_draft", draft_about(c, ""));
    assert_int_equal(draft_changes(c, 2, 0, LANG_VI).count, 0);
    draft_do(c, "procedure.redo_draft", draft_about(c, ""));
    draft_do(c, "procedure.redo_draft", draft_about(c, ""));
    draft_refused(c, "procedure.redo_draft", draft_about(c, ""), E_STATE, "procedure.nothing_to_redo");
    assert_int_equal(draft_changes(c, 2, 0, LANG_VI).count, 2);
    draft_do(c, "procedure.undo_draft", draft_about(c, ""));
    draft_edit(c, "\"supplement_max\":2", "\"supplement_max\":3");
    assert_int_equal(draft_now(c).revision, 4); /* a number is never given twice */
    assert_false(draft_now(c).can_redo);
}

static void who_saves_over_a_draft_that_moved_is_told(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    const char *text = draft_instead(c, "\"supplement_max\":1", "\"supplement_max\":2");
    draft_edit(c, "\"intake\":\"8 workhours\"", "\"intake\":\"4 workhours\"");
    draft_refused(c, "procedure.save_draft", arena_printf(c->f.op.arena, "{\"procedure\":\"" CODE "\",\"revision\":1,\"document\":%s}", text), E_CONFLICT,
            "procedure.draft_moved");
    draft_refused(c, "procedure.publish", "{\"procedure\":\"" CODE "\",\"revision\":1,\"effective_from\":\"2026-12-01\"}", E_CONFLICT, "procedure.draft_moved");
    draft_refused(c, "procedure.save_draft", draft_about(c, arena_printf(c->f.op.arena, ",\"document\":%s", json_text(&c->f.op, draft_now(c).document))), E_STATE,
            "procedure.draft_unchanged");
}

static void a_document_of_another_shape_is_not_saved(void **state)
{
    struct draft_case *c = *state;
    static const char *const bad[] = {"{}", "[]", "{\"version\":{}}", "{\"version\":{\"code\":\"1.014390\"}}", "{\"version\":{\"code\":\"" CODE "\",\"steps\":{}}}",
                                      "{\"version\":{\"code\":\"" CODE "\",\"steps\":[1]}}", "{\"version\":{\"code\":\"" CODE "\"},\"fees\":1}",
                                      "{\"version\":{\"code\":\"" CODE "\",\"variants\":[{\"steps\":3}]}}", "{\"version\":{\"code\":\"" CODE "\"},\"fees\":[],\"more\":1}"};
    draft_open(c);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        draft_refused(c, "procedure.save_draft", draft_about(c, arena_printf(c->f.op.arena, ",\"document\":%s", bad[i])), E_INPUT, "procedure.draft_shape");
    }
    assert_int_equal(draft_now(c).revision, 1);
}

static void a_draft_may_be_unfinished_but_not_published(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    draft_do(c, "procedure.save_draft", draft_about(c, ",\"document\":{\"version\":{\"code\":\"" CODE "\"}}"));
    assert_true(draft_errors(c, "field", "/version/name_vi") > 5);
    assert_true(draft_changes(c, 2, 0, LANG_VI).count > 5);
    draft_refused(c, "procedure.publish", draft_about(c, ",\"effective_from\":\"2026-12-01\""), E_STATE, "procedure.draft_has_errors");
}

static void what_is_wrong_is_told_at_its_place(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    draft_edit(c, "\"term\":\"10 workdays\"", "\"term\":\"9 workdays\"");
    assert_int_equal(draft_errors(c, "shares", "/version/steps"), 1);
    draft_edit(c, "\"share_milli\":5500", "\"share_milli\":4500");
    draft_edit(c, "\"kind\":\"decide\",\"role\":\"director\"", "\"kind\":\"decide\",\"role\":\"clerk\"");
    assert_int_equal(draft_errors(c, "step_role", "/version/steps/4/role"), 1);
    draft_edit(c, "\"kind\":\"decide\",\"role\":\"clerk\"", "\"kind\":\"sign\",\"role\":\"director\"");
    assert_int_equal(draft_errors(c, "frame", "/version/steps"), 1);
    draft_edit(c, "\"kind\":\"sign\"", "\"kind\":\"decide\"");
    draft_edit(c, "\"code\":\"giay-to-tru-so\"", "\"code\":\"don-dang-ky\"");
    assert_int_equal(draft_errors(c, "twice", "/version/components/3/code"), 1);
    draft_edit(c, "\"code\":\"don-dang-ky\",\"name_vi\":\"Giấy tờ về trụ sở\"", "\"code\":\"giay-to-tru-so\",\"name_vi\":\"Giấy tờ về trụ sở\"");
    draft_edit(c, "\"format\":\"vn-phone\"", "\"fromat\":\"vn-phone\"");
    assert_int_equal(draft_errors(c, "eform", "/version/eforms/0/schema/properties/to_chuc/properties/dien_thoai/fromat"), 1);
}

/* How a file writes terms is nothing for whoever chooses a number and a unit on a screen. */
static void a_term_that_is_none_is_said_in_the_readers_words(void **state)
{
    struct draft_case *c = *state;
    struct procedure_finding *list = NULL;
    size_t count = 0;
    draft_open(c);
    draft_edit(c, "\"term\":\"10 workdays\"", "\"term\":\"0 workdays\"");
    assert_true(draft_errors(c, "term", "/version/term") > 0);
    assert_string_equal(draft_changes(c, 2, 0, LANG_VI).items[0].says, "Thời hạn giải quyết đổi từ 10 ngày làm việc thành (chưa đúng).");
    assert_true(procedure_check(&c->f.op, draft_db(c), draft_now(c).document, &list, &count));
    for (size_t i = 0; i < count; i++) {
        assert_null(strstr(list[i].says, "workdays"));
        assert_null(strstr(list[i].cure, "workdays"));
    }
}

static void another_term_than_the_published_one_is_a_warning(void **state)
{
    struct draft_case *c = *state;
    struct op *op = &c->f.op;
    draft_open(c);
    op_clear(op);
    assert_true(db_script(op, draft_db(c), "INSERT INTO catalogue_clock (procedure, no, kind, term, rounds, certainty, source) VALUES ('1.014391', 1, 'decision', '10 workdays', 0, 'found', 's')"));
    draft_edit(c, "\"term\":\"10 workdays\"", "\"term\":\"9 workdays\"");
    draft_edit(c, "\"share_milli\":5500", "\"share_milli\":4500");
    assert_int_equal(draft_errors(c, "complete_term", "/version/term"), 0);
    draft_publish(c, "2026-11-20");
    assert_int_equal(draft_in_force(c, "2026-11-20").term.milli, 9000);
}

static void a_new_version_is_in_force_from_its_day_and_ends_the_one_before(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    draft_edit(c, "\"term\":\"10 workdays\"", "\"term\":\"15 workdays\"");
    draft_edit(c, "\"share_milli\":5500", "\"share_milli\":10500");
    draft_edit(c, "\"name_vi\":\"Cấp Giấy chứng nhận văn phòng đại diện, chi nhánh của tổ chức khoa học và công nghệ\"", "\"name_vi\":\"Cấp Giấy chứng nhận hoạt động chi nhánh\"");
    draft_publish(c, "2026-12-01");
    assert_int_equal(draft_in_force(c, "2026-11-30").number, 2);
    assert_string_equal(draft_in_force(c, "2026-11-30").effective_to, "2026-11-30");
    struct procedure_version v = draft_in_force(c, "2026-12-01");
    assert_int_equal(v.number, 3);
    assert_string_equal(v.effective_from, "2026-12-01");
    assert_null(v.effective_to);
    assert_string_equal(v.published_by, "qtht");
    assert_string_equal(v.name_vi, "Cấp Giấy chứng nhận hoạt động chi nhánh");
    assert_string_equal(draft_in_force(c, "2026-11-30").name_vi, "Cấp Giấy chứng nhận văn phòng đại diện, chi nhánh của tổ chức khoa học và công nghệ");
    draft_refused(c, "procedure.discard_draft", "{\"procedure\":\"" CODE "\"}", E_MISSING, "procedure.no_draft");
    SAYS(c, 2, 3, LANG_VI,
         "Tên thủ tục đổi từ “Cấp Giấy chứng nhận văn phòng đại diện, chi nhánh của tổ chức khoa học và công nghệ” thành “Cấp Giấy chứng nhận hoạt động chi nhánh”.",
         "Thời hạn giải quyết tăng từ 10 ngày làm việc lên 15 ngày làm việc.",
         "Thời gian bước 3 “Thẩm định; dự thảo kết quả hoặc công văn từ chối” đổi từ 5,5 ngày thành 10,5 ngày.");
    draft_open(c); /* of the newest, though it is not in force yet */
    assert_int_equal(draft_now(c).based_on_number, 3);
    draft_edit(c, "\"supplement_max\":1", "\"supplement_max\":2");
    draft_refused(c, "procedure.publish", draft_about(c, ",\"effective_from\":\"2026-12-01\""), E_INPUT, "procedure.too_early");
    draft_publish(c, "2026-12-02");
    assert_int_equal(draft_in_force(c, "2026-12-01").number, 3);
    assert_int_equal(draft_in_force(c, "2026-12-02").number, 4);
}

static void a_dossier_keeps_the_version_it_was_filed_under(void **state)
{
    struct draft_case *c = *state;
    int64_t old = draft_file_one(c);
    draft_open(c);
    draft_edit(c, "\"term\":\"10 workdays\"", "\"term\":\"8 workdays\"");
    draft_edit(c, "\"share_milli\":5500", "\"share_milli\":3500");
    draft_refused(c, "procedure.publish", draft_about(c, ",\"effective_from\":\"2026-11-20\""), E_INPUT, "procedure.too_early_filed");
    draft_refused(c, "procedure.publish", draft_about(c, ",\"effective_from\":\"2026-11-01\""), E_INPUT, "procedure.too_early_filed");
    draft_publish(c, "2026-11-21");
    int64_t same_day = draft_file_one(c);
    assert_int_equal(draft_number_of(c, same_day), 2);
    assert_true(instant_parse("2026-11-23T08:00", &c->f.now));
    int64_t later = draft_file_one(c);
    assert_int_equal(draft_number_of(c, later), 3);
    assert_int_equal(draft_number_of(c, old), 2);
    assert_true(office_fixture_act(&c->f, "mc", "dossier.accept", arena_printf(c->f.op.arena, "{\"dossier\":%lld}", (long long)old)));
    assert_true(office_fixture_act(&c->f, "mc", "dossier.accept", arena_printf(c->f.op.arena, "{\"dossier\":%lld}", (long long)later)));
    struct dossier d;
    char text[INSTANT_TEXT];
    op_clear(&c->f.op);
    assert_true(dossier_get(&c->f.op, draft_db(c), old, &d));
    assert_memory_equal(instant_format(d.due_at, text), "2026-12-08", 10); /* ten working days, 24 November is a holiday */
    assert_true(dossier_get(&c->f.op, draft_db(c), later, &d));
    assert_memory_equal(instant_format(d.due_at, text), "2026-12-04", 10); /* eight */
}

static void the_number_of_dossiers_that_stay_is_told(void **state)
{
    struct draft_case *c = *state;
    struct procedure_standing s;
    struct procedure_use *uses = NULL;
    size_t count = 0;
    (void)draft_file_one(c);
    int64_t refused_one = draft_file_one(c);
    assert_true(office_fixture_act(&c->f, "mc", "dossier.refuse_intake", arena_printf(c->f.op.arena, "{\"dossier\":%lld,\"reason\":\"Không thuộc thẩm quyền\"}", (long long)refused_one)));
    op_clear(&c->f.op);
    assert_true(procedure_standing(&c->f.op, draft_db(c), CODE, &s));
    assert_int_equal(s.open, 1);
    assert_int_equal(s.number, 2);
    assert_true(procedure_uses(&c->f.op, draft_db(c), CODE, &uses, &count));
    assert_int_equal(count, 1);
    assert_int_equal(uses[0].filed, 2);
    assert_int_equal(uses[0].open, 1);
}

static void only_the_system_administrator_edits(void **state)
{
    struct draft_case *c = *state;
    static const char *const others[] = {"dn", "mc", "tp", "cv", "ld", "vt", "ub"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_false(office_fixture_act(&c->f, others[i], "procedure.open_draft", "{\"procedure\":\"" CODE "\"}"));
        assert_string_equal(c->f.op.error.key, "act.forbidden");
    }
}

/* ---- fees ---- */

static void fees_change_on_the_first_day_and_not_before(void **state)
{
    struct draft_case *c = *state;
    struct catalogue_fee *fees = NULL;
    struct day before, first;
    size_t count = 0;
    assert_true(day_parse("2026-11-30", &before) && day_parse("2026-12-01", &first));
    draft_open(c);
    draft_edit(c, "\"fees\":[]", "\"fees\":[" FEE("phi", "500000", "") "]");
    SAYS(c, 2, 0, LANG_VI, "Thêm khoản thu “Phí thẩm định”: 500.000 đồng, từ … đến ….");
    draft_publish(c, "2026-11-20");
    draft_open(c);
    draft_edit(c, "\"amount\":500000", "\"amount\":400000");
    SAYS(c, 3, 0, LANG_VI, "Mức thu “Phí thẩm định” đổi từ 500.000 đồng thành 400.000 đồng.");
    SAYS(c, 3, 0, LANG_EN, "Fee “Appraisal fee” changes from 500,000 đồng to 400,000 đồng.");
    draft_publish(c, "2026-12-01");
    op_clear(&c->f.op);
    assert_true(catalogue_fees_on(&c->f.op, draft_db(c), CODE, CHANNEL_ONLINE, before, &fees, &count));
    assert_int_equal(count, 1);
    assert_int_equal(fees[0].amount.amount, 500000);
    assert_true(catalogue_fees_on(&c->f.op, draft_db(c), CODE, CHANNEL_ONLINE, first, &fees, &count));
    assert_int_equal(count, 1);
    assert_int_equal(fees[0].amount.amount, 400000);
    SAYS(c, 3, 4, LANG_VI, "Mức thu “Phí thẩm định” đổi từ 500.000 đồng thành 400.000 đồng.",
         "Hiệu lực của khoản thu “Phí thẩm định” đổi từ “từ 20/11/2026 đến 30/11/2026” thành “từ 01/12/2026 đến …”.");
}

static void fee_rows_that_go_on_are_left_alone(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    draft_edit(c, "\"fees\":[]", "\"fees\":[" FEE("phi", "500000", "") "," FEE("cu", "100000", "") "," FEE("xong", "1000", ",\"effective_to\":\"2026-11-10\"") "]");
    draft_publish(c, "2026-11-20"); /* one that is over before the first day is not begun */
    draft_open(c);
    draft_edit(c, "\"code\":\"cu\"", "\"code\":\"moi\"");
    SAYS(c, 3, 0, LANG_VI, "Thêm khoản thu “Phí thẩm định”: 100.000 đồng, từ 20/11/2026 đến ….", "Bỏ khoản thu “Phí thẩm định” (100.000 đồng).");
    draft_publish(c, "2026-12-01");
    struct catalogue_fee *fees = NULL;
    struct day first;
    size_t count = 0;
    op_clear(&c->f.op);
    assert_true(day_parse("2026-12-01", &first) && catalogue_fees_on(&c->f.op, draft_db(c), CODE, CHANNEL_ONLINE, first, &fees, &count));
    assert_int_equal(count, 2);
    assert_string_equal(fees[0].code, "phi");
    assert_string_equal(fees[0].effective_from, "2026-11-20"); /* as it was */
    assert_string_equal(fees[1].code, "moi");
    assert_string_equal(fees[1].effective_from, "2026-12-01");
    assert_true(browse_fees(&c->f.op, draft_db(c), CODE, &fees, &count));
    assert_int_equal(count, 3); /* and the one that ended */
}

/* ---- the difference ---- */

static void steps_that_move_pass_or_take_longer_are_told(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    const char *assign = "{\"name_vi\":\"Phân công xử lý\",\"name_en\":\"Assign\",\"kind\":\"assign\",\"role\":\"division-head\",\"share_milli\":500,\"limit_term\":null,\"on_limit\":null},";
    const char *review = "{\"name_vi\":\"Xem xét, trình Lãnh đạo Sở\"";
    draft_edit(c, assign, "");
    SAYS(c, 2, 0, LANG_VI, "Bỏ bước 2 “Phân công xử lý”.");
    draft_edit(c, review, arena_printf(c->f.op.arena, "%s%s", assign, review));
    SAYS(c, 2, 0, LANG_VI, "Bước “Phân công xử lý” chuyển từ vị trí 2 sang vị trí 3.");
    SAYS(c, 2, 0, LANG_EN, "Step “Assign” moves from place 2 to place 3.");
    draft_edit(c, "\"kind\":\"appraise\",\"role\":\"specialist\"", "\"kind\":\"appraise\",\"role\":\"division-head\"");
    SAYS(c, 2, 0, LANG_VI, "Bước 2 “Thẩm định; dự thảo kết quả hoặc công văn từ chối” chuyển từ Chuyên viên thụ lý sang Lãnh đạo phòng thực hiện.",
         "Bước “Phân công xử lý” chuyển từ vị trí 2 sang vị trí 3.");
}

static void components_are_told_apart_by_their_codes(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    draft_edit(c, "\"components\":[", "\"components\":[{\"code\":\"so-do\",\"name_vi\":\"Sơ đồ trụ sở\",\"name_en\":\"Plan of the premises\",\"required\":false,\"kind\":\"copy\","
                                "\"certainty\":\"authored\",\"source\":\"dựng cho tập huấn\"},");
    draft_edit(c, "\"name_vi\":\"Giấy tờ về trụ sở\",\"name_en\":\"Papers on the premises\",\"required\":true", "\"name_vi\":\"Giấy tờ chứng minh trụ sở\",\"name_en\":\"Papers on the premises\",\"required\":false");
    SAYS(c, 2, 0, LANG_VI, "Thêm thành phần hồ sơ không bắt buộc “Sơ đồ trụ sở”.", "Thành phần hồ sơ “Giấy tờ về trụ sở” đổi tên thành “Giấy tờ chứng minh trụ sở”.",
         "Thành phần hồ sơ “Giấy tờ chứng minh trụ sở” chuyển từ bắt buộc sang không bắt buộc.");
    SAYS(c, 2, 0, LANG_EN, "Added: optional component “Plan of the premises”.", "Component “Giấy tờ về trụ sở” is renamed “Giấy tờ chứng minh trụ sở”.",
         "Component “Papers on the premises” is now optional; it was required.");
}

static void fields_of_an_e_form_are_told_by_their_labels(void **state)
{
    struct draft_case *c = *state;
    static const char form[] = "Đơn đăng ký hoạt động của văn phòng đại diện, chi nhánh của tổ chức khoa học và công nghệ – ";
    draft_open(c);
    draft_edit(c, "\"dien_thoai\":{\"type\":\"string\",\"x-title_vi\":\"Điện thoại\"", "\"fax\":{\"type\":\"string\",\"x-title_vi\":\"Số fax\",\"x-title_en\":\"Fax\",\"maxLength\":20},"
                                                                                    "\"dien_thoai\":{\"type\":\"string\",\"x-title_vi\":\"Số điện thoại\"");
    struct procedure_changes out = draft_changes(c, 2, 0, LANG_VI);
    assert_int_equal(out.count, 2);
    assert_string_equal(out.items[0].says, arena_printf(c->f.op.arena, "%sThêm mục không bắt buộc “Số fax”.", form));
    assert_string_equal(out.items[1].says, arena_printf(c->f.op.arena, "%sMục “Điện thoại” đổi nhãn thành “Số điện thoại”.", form));
    draft_edit(c, "\"maxLength\":20", "\"maxLength\":21");
    assert_int_equal(draft_changes(c, 2, 0, LANG_VI).count, 2); /* of a new field only that it is new */
    draft_edit(c, "\"const\":\"thue\"", "\"const\":\"so_huu\"");
    out = draft_changes(c, 2, 0, LANG_VI);
    assert_int_equal(out.count, 3);
    assert_string_equal(out.items[2].key, "procedure.change.eform_conditions");
}

/* ---- where the rules come from ---- */

#define SILENCE "Chưa thấy văn bản của thủ tục này quy định; mặc định 15 ngày làm việc theo quy định của nhóm thủ tục liên thông điện tử năm 2025 (theo trí nhớ cho các thủ tục khác)"

static const struct procedure_rule *rule(struct draft_case *c, int64_t version, enum procedure_rule_code code)
{
    struct procedure_rule *all = arena_array(c->f.op.arena, PROCEDURE_RULE_COUNT, sizeof *all);
    op_clear(&c->f.op);
    assert_true(procedure_rules(&c->f.op, draft_db(c), version, all));
    return &all[code];
}

static void the_sources_of_the_rules_are_copied_edited_told_and_published(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    draft_edit(c, "\"certainty\":\"recalled\",\"source\":\"" SILENCE "\"", "\"certainty\":\"found\",\"source\":\"NĐ 262/2025 Điều 9\"");
    draft_edit(c, "{\"rule\":\"supplement_policy\",\"certainty\":\"inferred\",\"source\":\"Thời hạn tính từ khi hồ sơ hợp lệ (QĐ 1489 Bắc Ninh 18/11/2025), nên tính lại khi nhận đủ hồ sơ bổ sung\"},", "");
    SAYS(c, 2, 0, LANG_VI,
         "Căn cứ của quy định “Thời hạn khi phải bổ sung trong lúc giải quyết” đổi từ “Thời hạn tính từ khi hồ sơ hợp lệ (QĐ 1489 Bắc Ninh 18/11/2025), nên tính lại khi nhận đủ hồ sơ bổ sung” thành “mặc định của hệ thống: tính lại từ đầu khi đã nhận đủ hồ sơ”.",
         "Căn cứ của quy định “Người nộp không bổ sung thì dừng giải quyết sau” đổi từ “" SILENCE "” thành “NĐ 262/2025 Điều 9”.",
         "Mức tin cậy của căn cứ “Người nộp không bổ sung thì dừng giải quyết sau” đổi từ “theo trí nhớ, cần đối chiếu” thành “đã có văn bản”.");
    assert_string_equal(draft_changes(c, 2, 0, LANG_EN).items[2].says,
                        "How sure the basis of “If the applicant stays silent, handling stops after” is changes from “from memory, to be verified” to “found in a document”.");
    draft_publish(c, "2026-12-01");
    int64_t version = draft_in_force(c, "2026-12-01").id;
    assert_string_equal(rule(c, version, RULE_SILENCE_TERM)->source, "NĐ 262/2025 Điều 9");
    assert_string_equal(rule(c, version, RULE_SILENCE_TERM)->certainty, "found");
    assert_null(rule(c, version, RULE_SUPPLEMENT_POLICY)->source);
    assert_string_equal(rule(c, draft_in_force(c, "2026-11-30").id, RULE_SUPPLEMENT_POLICY)->certainty, "inferred"); /* the version before keeps its own */
    assert_int_equal(draft_changes(c, 2, 3, LANG_VI).count, 3);
}

static void a_rule_without_a_source_or_said_twice_is_not_published(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    draft_edit(c, "\"certainty\":\"recalled\",\"source\":\"" SILENCE "\"", "\"certainty\":\"recalled\",\"source\":\"\"");
    assert_int_equal(draft_errors(c, "field", "/version/rules/2/source"), 1);
    draft_edit(c, "\"certainty\":\"recalled\",\"source\":\"\"", "\"certainty\":\"sure\",\"source\":\"Điều 1\"");
    assert_int_equal(draft_errors(c, "field", "/version/rules/2/certainty"), 1);
    draft_edit(c, "\"rule\":\"silence_term\",\"certainty\":\"sure\"", "\"rule\":\"supplement_max\",\"certainty\":\"found\"");
    assert_int_equal(draft_errors(c, "twice", "/version/rules/2/rule"), 1);
    draft_refused(c, "procedure.publish", draft_about(c, ",\"effective_from\":\"2026-12-01\""), E_STATE, "procedure.draft_has_errors");
}

/* ---- cases ---- */

static const char *own_steps(struct draft_case *c)
{
    return json_text(&c->f.op, json_get(json_get(draft_now(c).document, "version"), "steps"));
}
static const char *one_case(struct draft_case *c, const char *code, const char *name, const char *term, const char *steps)
{
    return arena_printf(c->f.op.arena, "\"variants\":[{\"code\":\"%s\",\"province\":null,\"name_vi\":\"%s\",\"name_en\":\"With a council\",\"term\":\"%s\","
                        "\"certainty\":\"authored\",\"source\":\"dựng cho tập huấn\",\"steps\":%s}]", code, name, term, steps);
}

static void a_case_is_added_with_its_own_steps_renamed_and_removed(void **state)
{
    struct draft_case *c = *state;
    struct procedure_case cases[PROCEDURE_CASES_MAX];
    size_t count = 0;
    draft_open(c);
    draft_edit(c, "\"variants\":[]", one_case(c, "hoi-dong", "Có hội đồng", "12 workdays", own_steps(c)));
    assert_int_equal(draft_errors(c, "shares", "/version/variants/0/steps"), 1); /* ten days of steps for twelve */
    draft_edit(c, "\"term\":\"12 workdays\"", "\"term\":\"10 workdays\"");
    SAYS(c, 2, 0, LANG_VI, "Thêm trường hợp “Có hội đồng”, thời hạn 10 ngày làm việc.");
    draft_publish(c, "2026-12-01");
    op_clear(&c->f.op);
    assert_true(procedure_cases(&c->f.op, draft_db(c), draft_in_force(c, "2026-12-01").id, "H37.T01", cases, &count));
    assert_int_equal(count, 2);
    assert_string_equal(cases[1].name_vi, "Có hội đồng");
    draft_open(c);
    draft_edit(c, "\"name_vi\":\"Có hội đồng\"", "\"name_vi\":\"Có hội đồng tư vấn\"");
    SAYS(c, 3, 0, LANG_VI, "Có hội đồng tư vấn – Trường hợp “Có hội đồng” đổi tên thành “Có hội đồng tư vấn”.");
    draft_publish(c, "2026-12-02");
    draft_do(c, "procedure.take_back", TAKE_BACK("4", "")); /* its case and the steps of it go with it */
    draft_open(c);
    draft_edit(c, one_case(c, "hoi-dong", "Có hội đồng", "10 workdays", own_steps(c)), "\"variants\":[]");
    SAYS(c, 3, 0, LANG_VI, "Bỏ trường hợp “Có hội đồng”.");
    draft_publish(c, "2026-12-02");
    op_clear(&c->f.op);
    assert_true(procedure_cases(&c->f.op, draft_db(c), draft_in_force(c, "2026-12-02").id, "H37.T01", cases, &count));
    assert_int_equal(count, 1);
}

static void the_usual_case_everywhere_is_the_versions_own_table(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    draft_edit(c, "\"variants\":[]", one_case(c, "standard", "Thông thường", "10 workdays", own_steps(c)));
    assert_int_equal(draft_errors(c, "twice", "/version/variants/0/code"), 1);
    draft_edit(c, "\"province\":null", "\"province\":\"H37\"");
    SAYS(c, 2, 0, LANG_VI, "Thêm trường hợp “Thông thường”, thời hạn 10 ngày làm việc.");
    draft_publish(c, "2026-12-01");
}

static void times_that_share_a_day_overlap(void **state)
{
    (void)state;
    assert_true(browse_overlap(NULL, NULL, "2026-01-01", NULL));
    assert_true(browse_overlap("2026-01-01", "2026-06-30", "2026-06-30", NULL));
    assert_false(browse_overlap("2026-01-01", "2026-06-30", "2026-07-01", NULL));
    assert_true(browse_overlap("2026-07-01", NULL, NULL, "2026-07-01"));
    assert_false(browse_overlap("2026-07-01", NULL, NULL, "2026-06-30"));
}

/* ---- the rules agree with the acts ---- */

static void the_roles_of_a_step_are_those_of_the_acts_that_end_it(void **state)
{
    (void)state;
    for (int kind = 0; kind < step_kind_choices.count; kind++) {
        unsigned roles = 0;
        for (size_t i = 0; lifecycle_at(i) != NULL; i++) {
            const struct transition *t = lifecycle_at(i);
            bool first = t->from == DOSSIER_FILED && strcmp(t->act, "dossier.accept") == 0;
            bool leaves = (t->move == MOVE_ADVANCE || strcmp(t->act, "dossier.return_result") == 0) && (int)t->kind == kind;
            if (leaves || (first && kind == STEP_INTAKE && (int)t->kind == kind)) { /* the counter enters what is the applicant's */
                roles |= t->holder == HOLDER_APPLICANT ? 1u << ROLE_APPLICANT : act_find(t->act)->roles;
            }
        }
        if (roles != step_kind_roles(kind)) {
            fail_msg("%s: the acts allow %x, the check %x", step_kind_choices.codes[kind], roles, step_kind_roles(kind));
        }
    }
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, draft_case_open, draft_case_close)
    const struct CMUnitTest tests[] = {
        CASE(the_shipped_versions_differ_as_the_law_changed),
        CASE(a_draft_is_a_copy_of_the_newest_version),
        CASE(every_edit_can_be_taken_back_and_done_again),
        CASE(who_saves_over_a_draft_that_moved_is_told),
        CASE(a_document_of_another_shape_is_not_saved),
        CASE(a_draft_may_be_unfinished_but_not_published),
        CASE(what_is_wrong_is_told_at_its_place),
        CASE(a_term_that_is_none_is_said_in_the_readers_words),
        CASE(another_term_than_the_published_one_is_a_warning),
        CASE(a_new_version_is_in_force_from_its_day_and_ends_the_one_before),
        CASE(a_dossier_keeps_the_version_it_was_filed_under),
        CASE(the_number_of_dossiers_that_stay_is_told),
        CASE(only_the_system_administrator_edits),
        CASE(fees_change_on_the_first_day_and_not_before),
        CASE(fee_rows_that_go_on_are_left_alone),
        CASE(steps_that_move_pass_or_take_longer_are_told),
        CASE(components_are_told_apart_by_their_codes),
        CASE(fields_of_an_e_form_are_told_by_their_labels),
        CASE(the_sources_of_the_rules_are_copied_edited_told_and_published),
        CASE(a_rule_without_a_source_or_said_twice_is_not_published),
        CASE(a_case_is_added_with_its_own_steps_renamed_and_removed),
        CASE(the_usual_case_everywhere_is_the_versions_own_table),
        CASE(times_that_share_a_day_overlap),
        CASE(the_roles_of_a_step_are_those_of_the_acts_that_end_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
