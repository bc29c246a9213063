/* What happened, in sentences: every event has one in both languages, and nothing of the machinery shows through. */
#include "act/event.h"
#include "base/text.h"
#include "view_case.h"

#include "support/check.h"

#include <string.h>

/* What a sentence may use beside the members of its event. */
static const char *const derived[] = {"title", "to_role", "number", "form"};

static bool is_known(const struct event_def *def, const char *name, size_t n)
{
    for (size_t i = 0; def->fields[i] != NULL; i++) {
        if (strlen(def->fields[i]) == n && memcmp(def->fields[i], name, n) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < sizeof derived / sizeof derived[0]; i++) {
        if (strlen(derived[i]) == n && memcmp(derived[i], name, n) == 0) {
            return true;
        }
    }
    return false;
}

static void every_event_has_a_sentence_of_its_own_members(void **state)
{
    struct view_case *c = *state;
    const struct event_def *def;
    for (size_t i = 0; (def = event_def_at(i)) != NULL; i++) {
        const char *key = arena_printf(c->f.op.arena, "history.%s", def->name);
        if (!text_has(key) || !text_has(arena_printf(c->f.op.arena, "event.%s", def->name))) {
            fail_msg("no sentence for %s", def->name);
        }
        for (int lang = LANG_VI; lang <= LANG_EN; lang++) {
            for (const char *p = text_get((enum lang)lang, key); (p = strchr(p, '{')) != NULL; p++) {
                if (!is_known(def, p + 1, strcspn(p + 1, "}"))) {
                    fail_msg("%s has no member %s", key, p);
                }
            }
        }
    }
}

/* Braces, codes, keys and dots for what is not known have no place in a sentence. */
static void reads_well(const struct json *line)
{
    static const char *const never[] = {"{", "}", "…", "@", "history.", "phuong-an", "2026-", "one-stop-officer"};
    const char *text = view_text(line, "text");
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++) {
        if (*text == '\0' || strstr(text, never[i]) != NULL) {
            fail_msg("“%s” has %s", text, never[i]);
        }
    }
}

static void do_everything(struct view_case *c)
{
    view_file(c, false);
    view_do(c, "mc", "dossier.request_supplement",
            "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"],\"reason\":\"Thiếu phương án sản xuất\"}");
    view_do(c, "dn", "dossier.supplement", "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"]}");
    for (int i = 0; i < 6; i++) {
        view_walk(c, i);
    }
    view_do(c, "tp", "dossier.send_back", "{\"dossier\":1,\"reason\":\"Thiếu căn cứ pháp lý\"}");
    for (int i = 5; view_walk(c, i); i++) {
    }
    view_do(c, "mc", "form.print",
            "{\"form\":1,\"blob\":\"0123456789012345678901234567890123456789012345678901234567890123\"}");
    view_file(c, false);
    view_do(c, "mc", "dossier.accept", "{\"dossier\":2,\"confirm_missing\":true}");
    view_file(c, false);
    view_do(c, "mc", "dossier.refuse_intake", "{\"dossier\":3,\"reason\":\"Không thuộc thẩm quyền\"}");
}

static void the_whole_history_reads_well_in_both_languages(void **state)
{
    struct view_case *c = *state;
    do_everything(c);
    for (int lang = LANG_VI; lang <= LANG_EN; lang++) {
        c->f.op.lang = (enum lang)lang;
        for (int64_t id = 1; id <= 3; id++) {
            const struct json *history = view_member(view_see_section(c, "mc", id, "dossier_history"), "history");
            for (const struct json *n = history->first; n != NULL; n = n->next) {
                reads_well(n);
            }
        }
        const struct json *acts = view_member(view_see_acts(c, 0, VIEW_ACTS_MAX), "acts");
        assert_int_equal(acts->count, 22);
        for (const struct json *n = acts->first; n != NULL; n = n->next) {
            reads_well(n);
        }
    }
}

static void the_sentences_say_what_was_done(void **state)
{
    struct view_case *c = *state;
    static const char *const vi[] = {
        "Công ty Cổ phần Sao Khuê nộp hồ sơ trực tuyến, gồm: Giấy đề nghị cấp Giấy chứng nhận doanh nghiệp khoa học và "
        "công nghệ; "
        "Văn bản xác nhận, công nhận kết quả khoa học và công nghệ; Phương án sản xuất, kinh doanh. Hạn tiếp nhận: thứ "
        "Hai "
        "23/11/2026 09:20.",
        "Tiếp nhận hồ sơ, cấp mã H37.T01-261120-060001. Hẹn trả kết quả: thứ Hai 07/12/2026 09:20. Ghi chú: “Đủ thành "
        "phần”.",
        "Lập Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu số 01), số 1/TTPVHCC.",
        "Chuyển hồ sơ cho Lãnh đạo phòng.",
        "Mở Phiếu kiểm soát quá trình giải quyết hồ sơ (Mẫu số 06), số 1/PKS-TTPVHCC.",
        "Phân công Lý Thu Trang thụ lý hồ sơ.",
        "Thẩm định hồ sơ: đủ điều kiện. Ý kiến: “Hồ sơ đủ điều kiện”.",
        "Dự thảo Tờ trình và kết quả giải quyết. Nội dung: “Trình cấp Giấy chứng nhận”.",
        "Trình Lãnh đạo phòng dự thảo Tờ trình và kết quả giải quyết.",
        "Ký nháy dự thảo và trình Lãnh đạo Sở.",
        "Ký duyệt Tờ trình và chuyển Văn thư.",
        "Vào số Tờ trình: 1/TTr-SKHCN.",
        "Phát hành Tờ trình số 1/TTr-SKHCN, gửi Ủy ban nhân dân tỉnh.",
        "Ban hành kết quả: đồng ý, cấp kết quả giải quyết.",
        "Vào số, ký số cơ quan và phát hành kết quả: Giấy chứng nhận doanh nghiệp khoa học và công nghệ, số 1/GCN-UBND.",
        "Trả kết quả cho người nộp bằng bản điện tử.",
    };
    view_file(c, true);
    for (int i = 0; view_walk(c, i); i++) {
    }
    const struct json *history = view_member(view_see_section(c, "mc", 1, "dossier_history"), "history");
    assert_int_equal(history->count, sizeof vi / sizeof vi[0]);
    for (size_t i = 0; i < history->count; i++) {
        assert_string_equal(view_text(json_at(history, i), "text"), vi[i]);
        assert_int_equal(view_member(json_at(history, i), "seq")->integer, (int64_t)i + 1);
    }
    assert_string_equal(view_text(history, "1.who"), "Nông Thị Hoa");
    assert_string_equal(view_text(history, "1.role_name"), "Công chức Bộ phận Một cửa");
    assert_string_equal(view_text(history, "1.event_name"), "Đã tiếp nhận");
    assert_int_equal(view_member(history, "2.act")->integer, 2);
    c->f.op.lang = LANG_EN;
    history = view_member(view_see_section(c, "mc", 1, "dossier_history"), "history");
    assert_string_equal(view_text(history, "3.text"), "Handed the dossier over to “Head of division”.");
}

static void remarks_tell_of_lateness_and_of_what_was_confirmed(void **state)
{
    struct view_case *c = *state;
    view_file(c, false);
    view_at(c, "2026-11-23T16:00");
    view_do(c, "mc", "dossier.accept", "{\"dossier\":1,\"confirm_missing\":true}");
    view_at(c, "2026-11-27T16:30");
    view_do(c, "mc", "dossier.hand_over", "{\"dossier\":1}");
    const struct json *history = view_member(view_see_section(c, "mc", 1, "dossier_history"), "history");
    assert_non_null(
        strstr(view_text(history, "1.text"), "Xác nhận tiếp nhận khi còn thiếu: Phương án sản xuất, kinh doanh."));
    assert_non_null(strstr(view_text(history, "1.text"), "Tiếp nhận quá hạn."));
    assert_non_null(strstr(view_text(history, "3.text"), "Tiếp nhận sau 15 giờ"));
    assert_non_null(strstr(view_text(history, "3.text"), "Chuyển chậm: phải chuyển trước thứ Tư 25/11/2026 08:00"));
    assert_non_null(strstr(view_text(history, "3.text"), "Bước 1 đã quá hạn."));
}

static void acts_come_in_order_from_where_one_asks(void **state)
{
    struct view_case *c = *state;
    do_everything(c);
    const struct json *some = view_member(view_see_acts(c, 3, 2), "acts");
    assert_int_equal(some->count, 2);
    assert_int_equal(view_member(some, "0.number")->integer, 4);
    assert_string_equal(view_text(some, "0.name"), "dossier.accept");
    assert_string_equal(view_text(some, "0.act_name"), "Tiếp nhận");
    assert_string_equal(view_text(some, "0.subject"), "H37.T01-261120-060001");
    assert_int_equal(view_member(some, "0.dossier")->integer, 1);
    assert_string_equal(view_text(some, "1.text"), "Chuyển hồ sơ cho Lãnh đạo phòng.");
    const struct json *all = view_member(view_see_acts(c, 0, VIEW_ACTS_MAX), "acts");
    assert_string_equal(view_text(json_at(all, all->count - 1), "subject"),
                        "Công ty Cổ phần Sao Khuê"); /* no code yet */
    assert_int_equal(view_member(view_see_acts(c, 22, 10), "acts")->count, 0);
}

static void an_answer_is_not_spoilt_by_what_people_write(void **state)
{
    struct view_case *c = *state;
    view_file(c, true);
    view_do(c, "mc", "dossier.accept", "{\"dossier\":1,\"note\":\"{code} “ngoặc” \\\\ <b>&\"}");
    const struct json *history = view_member(view_see_section(c, "mc", 1, "dossier_history"), "history");
    assert_non_null(strstr(view_text(history, "1.text"), "Ghi chú: “{code} “ngoặc” \\ <b>&”."));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, view_case_open, view_case_close)
    const struct CMUnitTest tests[] = {
        T(every_event_has_a_sentence_of_its_own_members),
        T(the_whole_history_reads_well_in_both_languages),
        T(the_sentences_say_what_was_done),
        T(remarks_tell_of_lateness_and_of_what_was_confirmed),
        T(acts_come_in_order_from_where_one_asks),
        T(an_answer_is_not_spoilt_by_what_people_write),
    };
    return cmocka_run_group_tests_name("view_history", tests, NULL, NULL);
}
