/* A procedure's next version: written as a draft, taken back, checked, published from a day on; and what differs, in sentences. */
#include "account/account.h"
#include "act/event.h"
#include "audit/audit.h"
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "catalogue/browse.h"
#include "catalogue/procedure_rule.h"
#include "catalogue/procedure_takeback.h"
#include "dossier/dossier.h"
#include "dossier/lifecycle.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <stdio.h>
#include <string.h>

#define CODE "1.014391"

struct draft_case {
    struct office_fixture f;
};

static const struct json *file(struct office_fixture *f, const char *code)
{
    char *text = arena_alloc(f->op.arena, 200000);
    FILE *in = fopen(arena_printf(f->op.arena, TEST_SOURCE_DIR "/scenarios/data/procedures/%s.json", code), "rb");
    assert_non_null(in);
    size_t n = fread(text, 1, 199999, in);
    assert_int_equal(fclose(in), 0);
    text[n] = '\0';
    return office_fixture_json(f, text);
}

static struct db *db_of(struct draft_case *c)
{
    return office_db(c->f.office);
}

static int open_case(void **state)
{
    struct draft_case *c = test_calloc(1, sizeof *c);
    struct account admin = {.id = "qtht", .name = "Quản trị", .role = ROLE_SYSTEM_ADMIN, .org = "G06", .active = true};
    office_fixture_open(&c->f);
    assert_true(account_add(&c->f.op, db_of(c), &admin));
    assert_true(procedure_load(&c->f.op, db_of(c), file(&c->f, CODE)));
    assert_true(db_script(&c->f.op, db_of(c), "INSERT INTO catalogue_field VALUES ('f', 'F', 'F');"
                                              "INSERT INTO catalogue_procedure (code, name_vi, field, certainty, source) VALUES ('1.014391', 'A', 'f', 'found', 's')"));
    *state = c;
    return 0;
}
static int close_case(void **state)
{
    struct draft_case *c = *state;
    office_fixture_close(&c->f);
    test_free(c);
    return 0;
}

/* ---- words of the tests ---- */

static bool did(struct draft_case *c, const char *act, const char *input)
{
    return office_fixture_act(&c->f, "qtht", act, input);
}
static void must_do(struct draft_case *c, const char *act, const char *input)
{
    if (!did(c, act, input)) {
        fail_msg("%s: %s %s", act, c->f.op.error.key, c->f.op.error.cause == NULL ? text_error(&c->f.op) : c->f.op.error.cause);
    }
}
static void refused(struct draft_case *c, const char *act, const char *input, enum error_code code, const char *key)
{
    assert_false(did(c, act, input));
    assert_string_equal(c->f.op.error.key, key);
    assert_int_equal(c->f.op.error.code, code);
}
static struct procedure_draft draft(struct draft_case *c)
{
    struct procedure_draft d;
    op_clear(&c->f.op);
    assert_true(procedure_draft_get(&c->f.op, db_of(c), CODE, &d));
    return d;
}
static const char *about(struct draft_case *c, const char *more)
{
    return arena_printf(c->f.op.arena, "{\"procedure\":\"" CODE "\",\"revision\":%lld%s}", (long long)draft(c).revision, more);
}
/* The draft's text with one piece of it written otherwise. */
static const char *instead(struct draft_case *c, const char *what, const char *by)
{
    const char *text = json_text(&c->f.op, draft(c).document), *at = strstr(text, what);
    if (at == NULL) {
        fail_msg("the draft does not say %s", what);
    }
    return arena_printf(c->f.op.arena, "%.*s%s%s", (int)(at - text), text, by, at + strlen(what));
}
static void edit(struct draft_case *c, const char *what, const char *by)
{
    must_do(c, "procedure.save_draft", about(c, arena_printf(c->f.op.arena, ",\"document\":%s", instead(c, what, by))));
}
static void begin(struct draft_case *c)
{
    must_do(c, "procedure.open_draft", "{\"procedure\":\"" CODE "\"}");
}
static void publish(struct draft_case *c, const char *day)
{
    must_do(c, "procedure.publish", about(c, arena_printf(c->f.op.arena, ",\"effective_from\":\"%s\"", day)));
}
static struct procedure_version on(struct draft_case *c, const char *text)
{
    struct procedure_version v;
    struct day day;
    op_clear(&c->f.op);
    assert_true(day_parse(text, &day));
    assert_true(procedure_version_on(&c->f.op, db_of(c), CODE, day, &v));
    return v;
}
static int64_t file_one(struct draft_case *c)
{
    struct act_answer answer;
    struct act_call call = {.name = "dossier.file", .version = -1,
                            .input = office_fixture_filing(&c->f, "dn", "{\"procedure\":\"" CODE "\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"don-dang-ky\","
                                                                "\"quyet-dinh-thanh-lap\",\"ho-so-nguoi-dung-dau\",\"giay-to-tru-so\"]}")};
    if (!office_fixture_call(&c->f, "dn", &call, &answer)) {
        fail_msg("filing: %s %s", c->f.op.error.key, c->f.op.error.field);
    }
    return answer.dossier;
}
static int64_t number_of(struct draft_case *c, int64_t dossier)
{
    struct dossier d;
    struct procedure_version v;
    op_clear(&c->f.op);
    assert_true(dossier_get(&c->f.op, db_of(c), dossier, &d));
    assert_true(procedure_version_get(&c->f.op, db_of(c), d.procedure_version, &v));
    return v.number;
}
static struct procedure_changes changes(struct draft_case *c, int64_t before, int64_t after, enum lang lang)
{
    struct procedure_changes out;
    op_clear(&c->f.op);
    c->f.op.lang = lang;
    assert_true(procedure_difference(&c->f.op, db_of(c), CODE, before, after, &out));
    c->f.op.lang = LANG_VI;
    return out;
}
static void tells(struct draft_case *c, int64_t before, int64_t after, enum lang lang, const char *const *wanted)
{
    struct procedure_changes out = changes(c, before, after, lang);
    size_t n = 0;
    for (; wanted[n] != NULL; n++) {
        if (n >= out.count || strcmp(out.items[n].says, wanted[n]) != 0) {
            fail_msg("wanted %s\nfound  %s", wanted[n], n < out.count ? out.items[n].says : "nothing");
        }
    }
    if (out.count != n) {
        fail_msg("and also: %s", out.items[n].says);
    }
}
#define SAYS(c, before, after, lang, ...) tells(c, before, after, lang, (const char *const[]){__VA_ARGS__, NULL})

static size_t errors(struct draft_case *c, const char *rule, const char *place)
{
    struct procedure_finding *list = NULL;
    size_t count = 0, found = 0;
    op_clear(&c->f.op);
    assert_true(procedure_check(&c->f.op, db_of(c), draft(c).document, &list, &count));
    for (size_t i = 0; i < count; i++) {
        found += strcmp(list[i].rule, rule) == 0 && strcmp(list[i].place, place) == 0;
    }
    if (found != 1) {
        for (size_t i = 0; i < count; i++) {
            print_error("found %s %s: %s\n", list[i].rule, list[i].place, list[i].says);
        }
        fail_msg("%s at %s: %zu times", rule, place, found);
    }
    return procedure_errors(list, count);
}

/* ---- versions ---- */

static void the_shipped_versions_differ_as_the_law_changed(void **state)
{
    struct draft_case *c = *state;
    struct procedure_changes out = changes(c, 1, 2, LANG_VI);
    assert_string_equal(out.items[0].says, "Thời hạn giải quyết giảm từ 15 ngày làm việc xuống 10 ngày làm việc.");
    assert_string_equal(changes(c, 1, 2, LANG_EN).items[0].says, "The time limit is cut from 15 working days to 10 working days.");
    assert_string_equal(changes(c, 2, 1, LANG_VI).items[0].says, "Thời hạn giải quyết tăng từ 10 ngày làm việc lên 15 ngày làm việc.");
    assert_int_equal(changes(c, 2, 2, LANG_VI).count, 0);
}

static void a_draft_is_a_copy_of_the_newest_version(void **state)
{
    struct draft_case *c = *state;
    refused(c, "procedure.save_draft", "{\"procedure\":\"" CODE "\",\"revision\":1,\"document\":{}}", E_MISSING, "procedure.no_draft");
    begin(c);
    assert_int_equal(draft(c).based_on_number, 2);
    assert_int_equal(changes(c, 2, 0, LANG_VI).count, 0);
    refused(c, "procedure.open_draft", "{\"procedure\":\"" CODE "\"}", E_STATE, "procedure.draft_there");
    refused(c, "procedure.open_draft", "{\"procedure\":\"9.999999\"}", E_MISSING, "procedure.not_open");
    refused(c, "procedure.publish", about(c, ",\"effective_from\":\"2026-11-21\""), E_STATE, "procedure.nothing_changed");
}

static void every_edit_can_be_taken_back_and_done_again(void **state)
{
    struct draft_case *c = *state;
    begin(c);
    refused(c, "procedure.undo_draft", about(c, ""), E_STATE, "procedure.nothing_to_undo");
    edit(c, "\"supplement_max\":1", "\"supplement_max\":2");
    edit(c, "\"intake\":\"8 workhours\"", "\"intake\":\"4 workhours\"");
    assert_int_equal(draft(c).revision, 3);
    must_do(c, "procedure.undo_draft", about(c, ""));
    SAYS(c, 2, 0, LANG_VI, "Số lần được yêu cầu bổ sung hồ sơ đổi từ 1 thành 2.");
    must_do(c, "procedure.undo_draft", about(c, ""));
    assert_int_equal(changes(c, 2, 0, LANG_VI).count, 0);
    must_do(c, "procedure.redo_draft", about(c, ""));
    must_do(c, "procedure.redo_draft", about(c, ""));
    refused(c, "procedure.redo_draft", about(c, ""), E_STATE, "procedure.nothing_to_redo");
    assert_int_equal(changes(c, 2, 0, LANG_VI).count, 2);
    must_do(c, "procedure.undo_draft", about(c, ""));
    edit(c, "\"supplement_max\":2", "\"supplement_max\":3");
    assert_int_equal(draft(c).revision, 4); /* a number is never given twice */
    assert_false(draft(c).can_redo);
}

static void who_saves_over_a_draft_that_moved_is_told(void **state)
{
    struct draft_case *c = *state;
    begin(c);
    const char *text = instead(c, "\"supplement_max\":1", "\"supplement_max\":2");
    edit(c, "\"intake\":\"8 workhours\"", "\"intake\":\"4 workhours\"");
    refused(c, "procedure.save_draft", arena_printf(c->f.op.arena, "{\"procedure\":\"" CODE "\",\"revision\":1,\"document\":%s}", text), E_CONFLICT,
            "procedure.draft_moved");
    refused(c, "procedure.publish", "{\"procedure\":\"" CODE "\",\"revision\":1,\"effective_from\":\"2026-12-01\"}", E_CONFLICT, "procedure.draft_moved");
    refused(c, "procedure.save_draft", about(c, arena_printf(c->f.op.arena, ",\"document\":%s", json_text(&c->f.op, draft(c).document))), E_STATE,
            "procedure.draft_unchanged");
}

static void a_document_of_another_shape_is_not_saved(void **state)
{
    struct draft_case *c = *state;
    static const char *const bad[] = {"{}", "[]", "{\"version\":{}}", "{\"version\":{\"code\":\"1.014390\"}}", "{\"version\":{\"code\":\"" CODE "\",\"steps\":{}}}",
                                      "{\"version\":{\"code\":\"" CODE "\",\"steps\":[1]}}", "{\"version\":{\"code\":\"" CODE "\"},\"fees\":1}",
                                      "{\"version\":{\"code\":\"" CODE "\",\"variants\":[{\"steps\":3}]}}", "{\"version\":{\"code\":\"" CODE "\"},\"fees\":[],\"more\":1}"};
    begin(c);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        refused(c, "procedure.save_draft", about(c, arena_printf(c->f.op.arena, ",\"document\":%s", bad[i])), E_INPUT, "procedure.draft_shape");
    }
    assert_int_equal(draft(c).revision, 1);
}

static void a_draft_may_be_unfinished_but_not_published(void **state)
{
    struct draft_case *c = *state;
    begin(c);
    must_do(c, "procedure.save_draft", about(c, ",\"document\":{\"version\":{\"code\":\"" CODE "\"}}"));
    assert_true(errors(c, "field", "/version/name_vi") > 5);
    assert_true(changes(c, 2, 0, LANG_VI).count > 5);
    refused(c, "procedure.publish", about(c, ",\"effective_from\":\"2026-12-01\""), E_STATE, "procedure.draft_has_errors");
}

static void what_is_wrong_is_told_at_its_place(void **state)
{
    struct draft_case *c = *state;
    begin(c);
    edit(c, "\"term\":\"10 workdays\"", "\"term\":\"9 workdays\"");
    assert_int_equal(errors(c, "shares", "/version/steps"), 1);
    edit(c, "\"share_milli\":5500", "\"share_milli\":4500");
    edit(c, "\"kind\":\"decide\",\"role\":\"director\"", "\"kind\":\"decide\",\"role\":\"clerk\"");
    assert_int_equal(errors(c, "step_role", "/version/steps/4/role"), 1);
    edit(c, "\"kind\":\"decide\",\"role\":\"clerk\"", "\"kind\":\"sign\",\"role\":\"director\"");
    assert_int_equal(errors(c, "frame", "/version/steps"), 1);
    edit(c, "\"kind\":\"sign\"", "\"kind\":\"decide\"");
    edit(c, "\"code\":\"giay-to-tru-so\"", "\"code\":\"don-dang-ky\"");
    assert_int_equal(errors(c, "twice", "/version/components/3/code"), 1);
    edit(c, "\"code\":\"don-dang-ky\",\"name_vi\":\"Giấy tờ về trụ sở\"", "\"code\":\"giay-to-tru-so\",\"name_vi\":\"Giấy tờ về trụ sở\"");
    edit(c, "\"format\":\"vn-phone\"", "\"fromat\":\"vn-phone\"");
    assert_int_equal(errors(c, "eform", "/version/eforms/0/schema/properties/to_chuc/properties/dien_thoai/fromat"), 1);
}

static void another_term_than_the_published_one_is_a_warning(void **state)
{
    struct draft_case *c = *state;
    struct op *op = &c->f.op;
    begin(c);
    op_clear(op);
    assert_true(db_script(op, db_of(c), "INSERT INTO catalogue_clock (procedure, no, kind, term, rounds, certainty, source) VALUES ('1.014391', 1, 'decision', '10 workdays', 0, 'found', 's')"));
    edit(c, "\"term\":\"10 workdays\"", "\"term\":\"9 workdays\"");
    edit(c, "\"share_milli\":5500", "\"share_milli\":4500");
    assert_int_equal(errors(c, "complete_term", "/version/term"), 0);
    publish(c, "2026-11-20");
    assert_int_equal(on(c, "2026-11-20").term.milli, 9000);
}

static void a_new_version_is_in_force_from_its_day_and_ends_the_one_before(void **state)
{
    struct draft_case *c = *state;
    begin(c);
    edit(c, "\"term\":\"10 workdays\"", "\"term\":\"15 workdays\"");
    edit(c, "\"share_milli\":5500", "\"share_milli\":10500");
    edit(c, "\"name_vi\":\"Cấp Giấy chứng nhận văn phòng đại diện, chi nhánh của tổ chức khoa học và công nghệ\"", "\"name_vi\":\"Cấp Giấy chứng nhận hoạt động chi nhánh\"");
    publish(c, "2026-12-01");
    assert_int_equal(on(c, "2026-11-30").number, 2);
    assert_string_equal(on(c, "2026-11-30").effective_to, "2026-11-30");
    struct procedure_version v = on(c, "2026-12-01");
    assert_int_equal(v.number, 3);
    assert_string_equal(v.effective_from, "2026-12-01");
    assert_null(v.effective_to);
    assert_string_equal(v.published_by, "qtht");
    assert_string_equal(v.name_vi, "Cấp Giấy chứng nhận hoạt động chi nhánh");
    assert_string_equal(on(c, "2026-11-30").name_vi, "Cấp Giấy chứng nhận văn phòng đại diện, chi nhánh của tổ chức khoa học và công nghệ");
    refused(c, "procedure.discard_draft", "{\"procedure\":\"" CODE "\"}", E_MISSING, "procedure.no_draft");
    SAYS(c, 2, 3, LANG_VI,
         "Tên thủ tục đổi từ “Cấp Giấy chứng nhận văn phòng đại diện, chi nhánh của tổ chức khoa học và công nghệ” thành “Cấp Giấy chứng nhận hoạt động chi nhánh”.",
         "Thời hạn giải quyết tăng từ 10 ngày làm việc lên 15 ngày làm việc.",
         "Thời gian bước 3 “Thẩm định; dự thảo kết quả hoặc công văn từ chối” đổi từ 5,5 ngày thành 10,5 ngày.");
    begin(c); /* of the newest, though it is not in force yet */
    assert_int_equal(draft(c).based_on_number, 3);
    edit(c, "\"supplement_max\":1", "\"supplement_max\":2");
    refused(c, "procedure.publish", about(c, ",\"effective_from\":\"2026-12-01\""), E_INPUT, "procedure.too_early");
    publish(c, "2026-12-02");
    assert_int_equal(on(c, "2026-12-01").number, 3);
    assert_int_equal(on(c, "2026-12-02").number, 4);
}

static void a_dossier_keeps_the_version_it_was_filed_under(void **state)
{
    struct draft_case *c = *state;
    int64_t old = file_one(c);
    begin(c);
    edit(c, "\"term\":\"10 workdays\"", "\"term\":\"8 workdays\"");
    edit(c, "\"share_milli\":5500", "\"share_milli\":3500");
    refused(c, "procedure.publish", about(c, ",\"effective_from\":\"2026-11-20\""), E_INPUT, "procedure.too_early_filed");
    refused(c, "procedure.publish", about(c, ",\"effective_from\":\"2026-11-01\""), E_INPUT, "procedure.too_early_filed");
    publish(c, "2026-11-21");
    int64_t same_day = file_one(c);
    assert_int_equal(number_of(c, same_day), 2);
    assert_true(instant_parse("2026-11-23T08:00", &c->f.now));
    int64_t later = file_one(c);
    assert_int_equal(number_of(c, later), 3);
    assert_int_equal(number_of(c, old), 2);
    assert_true(office_fixture_act(&c->f, "mc", "dossier.accept", arena_printf(c->f.op.arena, "{\"dossier\":%lld}", (long long)old)));
    assert_true(office_fixture_act(&c->f, "mc", "dossier.accept", arena_printf(c->f.op.arena, "{\"dossier\":%lld}", (long long)later)));
    struct dossier d;
    char text[INSTANT_TEXT];
    op_clear(&c->f.op);
    assert_true(dossier_get(&c->f.op, db_of(c), old, &d));
    assert_memory_equal(instant_format(d.due_at, text), "2026-12-08", 10); /* ten working days, 24 November is a holiday */
    assert_true(dossier_get(&c->f.op, db_of(c), later, &d));
    assert_memory_equal(instant_format(d.due_at, text), "2026-12-04", 10); /* eight */
}

static void the_number_of_dossiers_that_stay_is_told(void **state)
{
    struct draft_case *c = *state;
    struct procedure_standing s;
    struct procedure_use *uses = NULL;
    size_t count = 0;
    (void)file_one(c);
    int64_t refused_one = file_one(c);
    assert_true(office_fixture_act(&c->f, "mc", "dossier.refuse_intake", arena_printf(c->f.op.arena, "{\"dossier\":%lld,\"reason\":\"Không thuộc thẩm quyền\"}", (long long)refused_one)));
    op_clear(&c->f.op);
    assert_true(procedure_standing(&c->f.op, db_of(c), CODE, &s));
    assert_int_equal(s.open, 1);
    assert_int_equal(s.number, 2);
    assert_true(procedure_uses(&c->f.op, db_of(c), CODE, &uses, &count));
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

#define FEE(code, amount, more)                                                                                        \
    "{\"code\":\"" code "\",\"name_vi\":\"Phí thẩm định\",\"name_en\":\"Appraisal fee\",\"basis\":\"fixed\",\"amount\":" amount    \
    ",\"channel\":\"any\",\"certainty\":\"authored\",\"source\":\"dựng cho tập huấn\"" more "}"

static void fees_change_on_the_first_day_and_not_before(void **state)
{
    struct draft_case *c = *state;
    struct catalogue_fee *fees = NULL;
    struct day before, first;
    size_t count = 0;
    assert_true(day_parse("2026-11-30", &before) && day_parse("2026-12-01", &first));
    begin(c);
    edit(c, "\"fees\":[]", "\"fees\":[" FEE("phi", "500000", "") "]");
    SAYS(c, 2, 0, LANG_VI, "Thêm khoản thu “Phí thẩm định”: 500.000 đồng, từ … đến ….");
    publish(c, "2026-11-20");
    begin(c);
    edit(c, "\"amount\":500000", "\"amount\":400000");
    SAYS(c, 3, 0, LANG_VI, "Mức thu “Phí thẩm định” đổi từ 500.000 đồng thành 400.000 đồng.");
    SAYS(c, 3, 0, LANG_EN, "Fee “Appraisal fee” changes from 500,000 đồng to 400,000 đồng.");
    publish(c, "2026-12-01");
    op_clear(&c->f.op);
    assert_true(catalogue_fees_on(&c->f.op, db_of(c), CODE, CHANNEL_ONLINE, before, &fees, &count));
    assert_int_equal(count, 1);
    assert_int_equal(fees[0].amount.amount, 500000);
    assert_true(catalogue_fees_on(&c->f.op, db_of(c), CODE, CHANNEL_ONLINE, first, &fees, &count));
    assert_int_equal(count, 1);
    assert_int_equal(fees[0].amount.amount, 400000);
    SAYS(c, 3, 4, LANG_VI, "Mức thu “Phí thẩm định” đổi từ 500.000 đồng thành 400.000 đồng.",
         "Hiệu lực của khoản thu “Phí thẩm định” đổi từ “từ 20/11/2026 đến 30/11/2026” thành “từ 01/12/2026 đến …”.");
}

static void fee_rows_that_go_on_are_left_alone(void **state)
{
    struct draft_case *c = *state;
    begin(c);
    edit(c, "\"fees\":[]", "\"fees\":[" FEE("phi", "500000", "") "," FEE("cu", "100000", "") "," FEE("xong", "1000", ",\"effective_to\":\"2026-11-10\"") "]");
    publish(c, "2026-11-20"); /* one that is over before the first day is not begun */
    begin(c);
    edit(c, "\"code\":\"cu\"", "\"code\":\"moi\"");
    SAYS(c, 3, 0, LANG_VI, "Thêm khoản thu “Phí thẩm định”: 100.000 đồng, từ 20/11/2026 đến ….", "Bỏ khoản thu “Phí thẩm định” (100.000 đồng).");
    publish(c, "2026-12-01");
    struct catalogue_fee *fees = NULL;
    struct day first;
    size_t count = 0;
    op_clear(&c->f.op);
    assert_true(day_parse("2026-12-01", &first) && catalogue_fees_on(&c->f.op, db_of(c), CODE, CHANNEL_ONLINE, first, &fees, &count));
    assert_int_equal(count, 2);
    assert_string_equal(fees[0].code, "phi");
    assert_string_equal(fees[0].effective_from, "2026-11-20"); /* as it was */
    assert_string_equal(fees[1].code, "moi");
    assert_string_equal(fees[1].effective_from, "2026-12-01");
    assert_true(browse_fees(&c->f.op, db_of(c), CODE, &fees, &count));
    assert_int_equal(count, 3); /* and the one that ended */
}

/* ---- the difference ---- */

static void steps_that_move_pass_or_take_longer_are_told(void **state)
{
    struct draft_case *c = *state;
    begin(c);
    const char *assign = "{\"name_vi\":\"Phân công xử lý\",\"name_en\":\"Assign\",\"kind\":\"assign\",\"role\":\"division-head\",\"share_milli\":500,\"limit_term\":null,\"on_limit\":null},";
    const char *review = "{\"name_vi\":\"Xem xét, trình Lãnh đạo Sở\"";
    edit(c, assign, "");
    SAYS(c, 2, 0, LANG_VI, "Bỏ bước 2 “Phân công xử lý”.");
    edit(c, review, arena_printf(c->f.op.arena, "%s%s", assign, review));
    SAYS(c, 2, 0, LANG_VI, "Bước “Phân công xử lý” chuyển từ vị trí 2 sang vị trí 3.");
    SAYS(c, 2, 0, LANG_EN, "Step “Assign” moves from place 2 to place 3.");
    edit(c, "\"kind\":\"appraise\",\"role\":\"specialist\"", "\"kind\":\"appraise\",\"role\":\"division-head\"");
    SAYS(c, 2, 0, LANG_VI, "Bước 2 “Thẩm định; dự thảo kết quả hoặc công văn từ chối” chuyển từ Chuyên viên thụ lý sang Lãnh đạo phòng thực hiện.",
         "Bước “Phân công xử lý” chuyển từ vị trí 2 sang vị trí 3.");
}

static void components_are_told_apart_by_their_codes(void **state)
{
    struct draft_case *c = *state;
    begin(c);
    edit(c, "\"components\":[", "\"components\":[{\"code\":\"so-do\",\"name_vi\":\"Sơ đồ trụ sở\",\"name_en\":\"Plan of the premises\",\"required\":false,\"kind\":\"copy\","
                                "\"certainty\":\"authored\",\"source\":\"dựng cho tập huấn\"},");
    edit(c, "\"name_vi\":\"Giấy tờ về trụ sở\",\"name_en\":\"Papers on the premises\",\"required\":true", "\"name_vi\":\"Giấy tờ chứng minh trụ sở\",\"name_en\":\"Papers on the premises\",\"required\":false");
    SAYS(c, 2, 0, LANG_VI, "Thêm thành phần hồ sơ không bắt buộc “Sơ đồ trụ sở”.", "Thành phần hồ sơ “Giấy tờ về trụ sở” đổi tên thành “Giấy tờ chứng minh trụ sở”.",
         "Thành phần hồ sơ “Giấy tờ chứng minh trụ sở” chuyển từ bắt buộc sang không bắt buộc.");
    SAYS(c, 2, 0, LANG_EN, "Added: optional component “Plan of the premises”.", "Component “Giấy tờ về trụ sở” is renamed “Giấy tờ chứng minh trụ sở”.",
         "Component “Papers on the premises” is now optional; it was required.");
}

static void fields_of_an_e_form_are_told_by_their_labels(void **state)
{
    struct draft_case *c = *state;
    static const char form[] = "Đơn đăng ký hoạt động của văn phòng đại diện, chi nhánh của tổ chức khoa học và công nghệ – ";
    begin(c);
    edit(c, "\"dien_thoai\":{\"type\":\"string\",\"x-title_vi\":\"Điện thoại\"", "\"fax\":{\"type\":\"string\",\"x-title_vi\":\"Số fax\",\"x-title_en\":\"Fax\",\"maxLength\":20},"
                                                                                    "\"dien_thoai\":{\"type\":\"string\",\"x-title_vi\":\"Số điện thoại\"");
    struct procedure_changes out = changes(c, 2, 0, LANG_VI);
    assert_int_equal(out.count, 2);
    assert_string_equal(out.items[0].says, arena_printf(c->f.op.arena, "%sThêm mục không bắt buộc “Số fax”.", form));
    assert_string_equal(out.items[1].says, arena_printf(c->f.op.arena, "%sMục “Điện thoại” đổi nhãn thành “Số điện thoại”.", form));
    edit(c, "\"maxLength\":20", "\"maxLength\":21");
    assert_int_equal(changes(c, 2, 0, LANG_VI).count, 2); /* of a new field only that it is new */
    edit(c, "\"const\":\"thue\"", "\"const\":\"so_huu\"");
    out = changes(c, 2, 0, LANG_VI);
    assert_int_equal(out.count, 3);
    assert_string_equal(out.items[2].key, "procedure.change.eform_conditions");
}

/* ---- where the rules come from ---- */

#define SILENCE "Chưa thấy văn bản của thủ tục này quy định; mặc định 15 ngày làm việc theo quy định của nhóm thủ tục liên thông điện tử năm 2025 (theo trí nhớ cho các thủ tục khác)"

static const struct procedure_rule *rule(struct draft_case *c, int64_t version, enum procedure_rule_code code)
{
    struct procedure_rule *all = arena_array(c->f.op.arena, PROCEDURE_RULE_COUNT, sizeof *all);
    op_clear(&c->f.op);
    assert_true(procedure_rules(&c->f.op, db_of(c), version, all));
    return &all[code];
}

static void the_sources_of_the_rules_are_copied_edited_told_and_published(void **state)
{
    struct draft_case *c = *state;
    begin(c);
    edit(c, "\"certainty\":\"recalled\",\"source\":\"" SILENCE "\"", "\"certainty\":\"found\",\"source\":\"NĐ 262/2025 Điều 9\"");
    edit(c, "{\"rule\":\"supplement_policy\",\"certainty\":\"inferred\",\"source\":\"Thời hạn tính từ khi hồ sơ hợp lệ (QĐ 1489 Bắc Ninh 18/11/2025), nên tính lại khi nhận đủ hồ sơ bổ sung\"},", "");
    SAYS(c, 2, 0, LANG_VI,
         "Căn cứ của quy định “Thời hạn khi phải bổ sung trong lúc giải quyết” đổi từ “Thời hạn tính từ khi hồ sơ hợp lệ (QĐ 1489 Bắc Ninh 18/11/2025), nên tính lại khi nhận đủ hồ sơ bổ sung” thành “mặc định của hệ thống: tính lại từ đầu khi đã nhận đủ hồ sơ”.",
         "Căn cứ của quy định “Người nộp không bổ sung thì dừng giải quyết sau” đổi từ “" SILENCE "” thành “NĐ 262/2025 Điều 9”.",
         "Mức tin cậy của căn cứ “Người nộp không bổ sung thì dừng giải quyết sau” đổi từ “theo trí nhớ, cần đối chiếu” thành “đã có văn bản”.");
    assert_string_equal(changes(c, 2, 0, LANG_EN).items[2].says,
                        "How sure the basis of “If the applicant stays silent, handling stops after” is changes from “from memory, to be verified” to “found in a document”.");
    publish(c, "2026-12-01");
    int64_t version = on(c, "2026-12-01").id;
    assert_string_equal(rule(c, version, RULE_SILENCE_TERM)->source, "NĐ 262/2025 Điều 9");
    assert_string_equal(rule(c, version, RULE_SILENCE_TERM)->certainty, "found");
    assert_null(rule(c, version, RULE_SUPPLEMENT_POLICY)->source);
    assert_string_equal(rule(c, on(c, "2026-11-30").id, RULE_SUPPLEMENT_POLICY)->certainty, "inferred"); /* the version before keeps its own */
    assert_int_equal(changes(c, 2, 3, LANG_VI).count, 3);
}

static void a_rule_without_a_source_or_said_twice_is_not_published(void **state)
{
    struct draft_case *c = *state;
    begin(c);
    edit(c, "\"certainty\":\"recalled\",\"source\":\"" SILENCE "\"", "\"certainty\":\"recalled\",\"source\":\"\"");
    assert_int_equal(errors(c, "field", "/version/rules/2/source"), 1);
    edit(c, "\"certainty\":\"recalled\",\"source\":\"\"", "\"certainty\":\"sure\",\"source\":\"Điều 1\"");
    assert_int_equal(errors(c, "field", "/version/rules/2/certainty"), 1);
    edit(c, "\"rule\":\"silence_term\",\"certainty\":\"sure\"", "\"rule\":\"supplement_max\",\"certainty\":\"found\"");
    assert_int_equal(errors(c, "twice", "/version/rules/2/rule"), 1);
    refused(c, "procedure.publish", about(c, ",\"effective_from\":\"2026-12-01\""), E_STATE, "procedure.draft_has_errors");
}

/* ---- cases ---- */

#define TAKE_BACK(number, more) "{\"procedure\":\"" CODE "\",\"number\":" number ",\"reason\":\"Công bố nhầm ngày\"" more "}"

static const char *own_steps(struct draft_case *c)
{
    return json_text(&c->f.op, json_get(json_get(draft(c).document, "version"), "steps"));
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
    begin(c);
    edit(c, "\"variants\":[]", one_case(c, "hoi-dong", "Có hội đồng", "12 workdays", own_steps(c)));
    assert_int_equal(errors(c, "shares", "/version/variants/0/steps"), 1); /* ten days of steps for twelve */
    edit(c, "\"term\":\"12 workdays\"", "\"term\":\"10 workdays\"");
    SAYS(c, 2, 0, LANG_VI, "Thêm trường hợp “Có hội đồng”, thời hạn 10 ngày làm việc.");
    publish(c, "2026-12-01");
    op_clear(&c->f.op);
    assert_true(procedure_cases(&c->f.op, db_of(c), on(c, "2026-12-01").id, "H37.T01", cases, &count));
    assert_int_equal(count, 2);
    assert_string_equal(cases[1].name_vi, "Có hội đồng");
    begin(c);
    edit(c, "\"name_vi\":\"Có hội đồng\"", "\"name_vi\":\"Có hội đồng tư vấn\"");
    SAYS(c, 3, 0, LANG_VI, "Có hội đồng tư vấn – Trường hợp “Có hội đồng” đổi tên thành “Có hội đồng tư vấn”.");
    publish(c, "2026-12-02");
    must_do(c, "procedure.take_back", TAKE_BACK("4", "")); /* its case and the steps of it go with it */
    begin(c);
    edit(c, one_case(c, "hoi-dong", "Có hội đồng", "10 workdays", own_steps(c)), "\"variants\":[]");
    SAYS(c, 3, 0, LANG_VI, "Bỏ trường hợp “Có hội đồng”.");
    publish(c, "2026-12-02");
    op_clear(&c->f.op);
    assert_true(procedure_cases(&c->f.op, db_of(c), on(c, "2026-12-02").id, "H37.T01", cases, &count));
    assert_int_equal(count, 1);
}

static void the_usual_case_everywhere_is_the_versions_own_table(void **state)
{
    struct draft_case *c = *state;
    begin(c);
    edit(c, "\"variants\":[]", one_case(c, "standard", "Thông thường", "10 workdays", own_steps(c)));
    assert_int_equal(errors(c, "twice", "/version/variants/0/code"), 1);
    edit(c, "\"province\":null", "\"province\":\"H37\"");
    SAYS(c, 2, 0, LANG_VI, "Thêm trường hợp “Thông thường”, thời hạn 10 ngày làm việc.");
    publish(c, "2026-12-01");
}

/* ---- taking back ---- */

static void a_version_to_come_is_taken_back_as_if_it_had_not_been_published(void **state)
{
    struct draft_case *c = *state;
    begin(c);
    edit(c, "\"fees\":[]", "\"fees\":[" FEE("phi", "500000", "") "," FEE("cu", "100000", "") "]");
    edit(c, "\"effective_to\":null", "\"effective_to\":\"2027-12-31\"");
    publish(c, "2026-11-20");
    struct op *op = &c->f.op;
    struct catalogue_fee *fees = NULL;
    size_t count = 0;
    begin(c);
    edit(c, "\"amount\":500000", "\"amount\":400000");
    edit(c, "\"code\":\"cu\"", "\"code\":\"moi\"");
    edit(c, "\"term\":\"10 workdays\"", "\"term\":\"15 workdays\"");
    edit(c, "\"share_milli\":5500", "\"share_milli\":10500");
    publish(c, "2026-12-01");
    assert_string_equal(on(c, "2026-11-30").effective_to, "2026-11-30");
    must_do(c, "procedure.take_back", TAKE_BACK("4", ""));
    struct procedure_version v = on(c, "2027-12-31");
    assert_int_equal(v.number, 3);
    assert_string_equal(v.effective_to, "2027-12-31"); /* the day it had before */
    assert_string_equal(on(c, "2026-11-19").effective_to, "2026-11-19"); /* and the one before it as well */
    op_clear(op);
    assert_true(browse_fees(op, db_of(c), CODE, &fees, &count));
    assert_int_equal(count, 2);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(fees[i].effective_from, "2026-11-20");
        assert_null(fees[i].effective_to);
    }
    assert_int_equal(fees[0].amount.amount, 500000);
    assert_string_equal(fees[1].code, "cu");
    assert_true(db_script(op, db_of(c), "CREATE TEMP TABLE left_over AS SELECT 1 FROM procedure_component WHERE version NOT IN (SELECT id FROM procedure_version) "
                                       "UNION ALL SELECT 1 FROM procedure_step WHERE version NOT IN (SELECT id FROM procedure_version) "
                                       "UNION ALL SELECT 1 FROM procedure_rule WHERE version NOT IN (SELECT id FROM procedure_version) "
                                       "UNION ALL SELECT 1 FROM procedure_eform WHERE version NOT IN (SELECT id FROM procedure_version);"
                                       "CREATE TEMP TABLE none (n INTEGER CHECK (n = 0)); INSERT INTO none SELECT count(*) FROM left_over; DROP TABLE left_over; DROP TABLE none"));
    begin(c); /* the number is free again */
    edit(c, "\"supplement_max\":1", "\"supplement_max\":2");
    publish(c, "2026-12-05");
    assert_int_equal(on(c, "2026-12-05").number, 4);
    assert_int_equal(on(c, "2026-12-05").term.milli, 10000); /* nothing of the one taken back is kept anywhere */
    assert_int_equal(on(c, "2026-12-04").number, 3);
}

static void what_was_taken_back_becomes_the_draft_again_if_wanted(void **state)
{
    struct draft_case *c = *state;
    begin(c);
    edit(c, "\"fees\":[]", "\"fees\":[" FEE("phi", "500000", "") "]");
    edit(c, "\"supplement_max\":1", "\"supplement_max\":2");
    publish(c, "2026-12-01");
    must_do(c, "procedure.take_back", TAKE_BACK("3", ",\"keep\":true"));
    assert_int_equal(draft(c).based_on_number, 2);
    SAYS(c, 2, 0, LANG_VI, "Số lần được yêu cầu bổ sung hồ sơ đổi từ 1 thành 2.", "Thêm khoản thu “Phí thẩm định”: 500.000 đồng, từ … đến ….");
    publish(c, "2026-11-25"); /* sooner than it was meant: the fee begins with it */
    struct catalogue_fee *fees = NULL;
    size_t count = 0;
    op_clear(&c->f.op);
    assert_true(browse_fees(&c->f.op, db_of(c), CODE, &fees, &count));
    assert_int_equal(count, 1);
    assert_string_equal(fees[0].effective_from, "2026-11-25");
}

static void what_is_in_force_followed_filed_under_or_drafted_from_is_not_taken_back(void **state)
{
    struct draft_case *c = *state;
    refused(c, "procedure.take_back", TAKE_BACK("9", ""), E_MISSING, "procedure.no_version");
    refused(c, "procedure.take_back", TAKE_BACK("2", ""), E_STATE, "procedure.take_back_shipped");
    refused(c, "procedure.take_back", TAKE_BACK("1", ""), E_STATE, "procedure.take_back_followed");
    begin(c);
    edit(c, "\"supplement_max\":1", "\"supplement_max\":2");
    publish(c, "2026-11-23");
    refused(c, "procedure.take_back", "{\"procedure\":\"" CODE "\",\"number\":3}", E_INPUT, "input.invalid");
    begin(c);
    refused(c, "procedure.take_back", TAKE_BACK("3", ""), E_STATE, "procedure.take_back_drafted");
    must_do(c, "procedure.discard_draft", "{\"procedure\":\"" CODE "\"}");
    const char *why = "";
    op_clear(&c->f.op);
    assert_true(procedure_may_take_back(&c->f.op, db_of(c), CODE, 3, &why));
    assert_null(why);
    assert_true(instant_parse("2026-11-23T08:00", &c->f.now));
    refused(c, "procedure.take_back", TAKE_BACK("3", ""), E_STATE, "procedure.take_back_begun");
    (void)file_one(c);
    op_clear(&c->f.op);
    assert_true(instant_parse("2026-11-20T09:00", &c->f.op.now)); /* whatever the day, the dossier has it */
    assert_true(procedure_may_take_back(&c->f.op, db_of(c), CODE, 3, &why));
    assert_string_equal(why, "Đã có 1 hồ sơ nộp theo phiên bản 3, và hồ sơ giữ phiên bản khi nộp, nên không thu hồi được.");
    static const char *const others[] = {"dn", "mc", "tp", "cv", "ld", "vt", "ub"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_false(office_fixture_act(&c->f, others[i], "procedure.take_back", TAKE_BACK("3", "")));
        assert_string_equal(c->f.op.error.key, "act.forbidden");
    }
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
            if (leaves || (first && kind == STEP_INTAKE && (int)t->kind == kind)) {
                roles |= act_find(t->act)->roles;
            }
        }
        if (roles != step_kind_roles(kind)) {
            fail_msg("%s: the acts allow %x, the check %x", step_kind_choices.codes[kind], roles, step_kind_roles(kind));
        }
    }
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)
    const struct CMUnitTest tests[] = {
        CASE(the_shipped_versions_differ_as_the_law_changed),
        CASE(a_draft_is_a_copy_of_the_newest_version),
        CASE(every_edit_can_be_taken_back_and_done_again),
        CASE(who_saves_over_a_draft_that_moved_is_told),
        CASE(a_document_of_another_shape_is_not_saved),
        CASE(a_draft_may_be_unfinished_but_not_published),
        CASE(what_is_wrong_is_told_at_its_place),
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
        CASE(a_version_to_come_is_taken_back_as_if_it_had_not_been_published),
        CASE(what_was_taken_back_becomes_the_draft_again_if_wanted),
        CASE(what_is_in_force_followed_filed_under_or_drafted_from_is_not_taken_back),
        CASE(times_that_share_a_day_overlap),
        CASE(the_roles_of_a_step_are_those_of_the_acts_that_end_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
