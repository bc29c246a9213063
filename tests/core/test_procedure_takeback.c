/* A version published for a later day is taken back: what it changed is as before, and its text may become the draft again. */
#include "account/account.h"
#include "audit/audit.h"
#include "catalogue/browse.h"
#include "catalogue/catalogue.h"
#include "catalogue/procedure_takeback.h"
#include "dossier/dossier.h"
#include "support/check.h"
#include "support/draft_case.h"

#include <string.h>

#define CODE DRAFT_CODE

static void a_version_to_come_is_taken_back_as_if_it_had_not_been_published(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    draft_edit(c, "\"fees\":[]", "\"fees\":[" FEE("phi", "500000", "") "," FEE("cu", "100000", "") "]");
    draft_edit(c, "\"effective_to\":null", "\"effective_to\":\"2027-12-31\"");
    draft_publish(c, "2026-11-20");
    struct op *op = &c->f.op;
    struct catalogue_fee *fees = NULL;
    size_t count = 0;
    draft_open(c);
    draft_edit(c, "\"amount\":500000", "\"amount\":400000");
    draft_edit(c, "\"code\":\"cu\"", "\"code\":\"moi\"");
    draft_edit(c, "\"term\":\"10 workdays\"", "\"term\":\"15 workdays\"");
    draft_edit(c, "\"share_milli\":5500", "\"share_milli\":10500");
    draft_publish(c, "2026-12-01");
    assert_string_equal(draft_in_force(c, "2026-11-30").effective_to, "2026-11-30");
    draft_do(c, "procedure.take_back", TAKE_BACK("4", ""));
    struct procedure_version v = draft_in_force(c, "2027-12-31");
    assert_int_equal(v.number, 3);
    assert_string_equal(v.effective_to, "2027-12-31"); /* the day it had before */
    assert_string_equal(draft_in_force(c, "2026-11-19").effective_to, "2026-11-19"); /* and the one before it as well */
    op_clear(op);
    assert_true(browse_fees(op, draft_db(c), CODE, &fees, &count));
    assert_int_equal(count, 2);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(fees[i].effective_from, "2026-11-20");
        assert_null(fees[i].effective_to);
    }
    assert_int_equal(fees[0].amount.amount, 500000);
    assert_string_equal(fees[1].code, "cu");
    assert_true(db_script(op, draft_db(c), "CREATE TEMP TABLE left_over AS SELECT 1 FROM procedure_component WHERE version NOT IN (SELECT id FROM procedure_version) "
                                       "UNION ALL SELECT 1 FROM procedure_step WHERE version NOT IN (SELECT id FROM procedure_version) "
                                       "UNION ALL SELECT 1 FROM procedure_rule WHERE version NOT IN (SELECT id FROM procedure_version) "
                                       "UNION ALL SELECT 1 FROM procedure_eform WHERE version NOT IN (SELECT id FROM procedure_version);"
                                       "CREATE TEMP TABLE none (n INTEGER CHECK (n = 0)); INSERT INTO none SELECT count(*) FROM left_over; DROP TABLE left_over; DROP TABLE none"));
    draft_open(c); /* the number is free again */
    draft_edit(c, "\"supplement_max\":1", "\"supplement_max\":2");
    draft_publish(c, "2026-12-05");
    assert_int_equal(draft_in_force(c, "2026-12-05").number, 4);
    assert_int_equal(draft_in_force(c, "2026-12-05").term.milli, 10000); /* nothing of the one taken back is kept anywhere */
    assert_int_equal(draft_in_force(c, "2026-12-04").number, 3);
}

static void what_was_taken_back_becomes_the_draft_again_if_wanted(void **state)
{
    struct draft_case *c = *state;
    draft_open(c);
    draft_edit(c, "\"fees\":[]", "\"fees\":[" FEE("phi", "500000", "") "]");
    draft_edit(c, "\"supplement_max\":1", "\"supplement_max\":2");
    draft_publish(c, "2026-12-01");
    draft_do(c, "procedure.take_back", TAKE_BACK("3", ",\"keep\":true"));
    assert_int_equal(draft_now(c).based_on_number, 2);
    SAYS(c, 2, 0, LANG_VI, "Số lần được yêu cầu bổ sung hồ sơ đổi từ 1 thành 2.", "Thêm khoản thu “Phí thẩm định”: 500.000 đồng, từ … đến ….");
    draft_publish(c, "2026-11-25"); /* sooner than it was meant: the fee begins with it */
    struct catalogue_fee *fees = NULL;
    size_t count = 0;
    op_clear(&c->f.op);
    assert_true(browse_fees(&c->f.op, draft_db(c), CODE, &fees, &count));
    assert_int_equal(count, 1);
    assert_string_equal(fees[0].effective_from, "2026-11-25");
}

static void what_is_in_force_followed_filed_under_or_drafted_from_is_not_taken_back(void **state)
{
    struct draft_case *c = *state;
    draft_refused(c, "procedure.take_back", TAKE_BACK("9", ""), E_MISSING, "procedure.no_version");
    draft_refused(c, "procedure.take_back", TAKE_BACK("2", ""), E_STATE, "procedure.take_back_shipped");
    draft_refused(c, "procedure.take_back", TAKE_BACK("1", ""), E_STATE, "procedure.take_back_followed");
    draft_open(c);
    draft_edit(c, "\"supplement_max\":1", "\"supplement_max\":2");
    draft_publish(c, "2026-11-23");
    draft_refused(c, "procedure.take_back", "{\"procedure\":\"" CODE "\",\"number\":3}", E_INPUT, "input.invalid");
    draft_open(c);
    draft_refused(c, "procedure.take_back", TAKE_BACK("3", ""), E_STATE, "procedure.take_back_drafted");
    draft_do(c, "procedure.discard_draft", "{\"procedure\":\"" CODE "\"}");
    const char *why = "";
    op_clear(&c->f.op);
    assert_true(procedure_may_take_back(&c->f.op, draft_db(c), CODE, 3, &why));
    assert_null(why);
    assert_true(instant_parse("2026-11-23T08:00", &c->f.now));
    draft_refused(c, "procedure.take_back", TAKE_BACK("3", ""), E_STATE, "procedure.take_back_begun");
    (void)draft_file_one(c);
    op_clear(&c->f.op);
    assert_true(instant_parse("2026-11-20T09:00", &c->f.op.now)); /* whatever the day, the dossier has it */
    assert_true(procedure_may_take_back(&c->f.op, draft_db(c), CODE, 3, &why));
    assert_string_equal(why, "Đã có 1 hồ sơ nộp theo phiên bản 3, và hồ sơ giữ phiên bản khi nộp, nên không thu hồi được.");
    static const char *const others[] = {"dn", "mc", "tp", "cv", "ld", "vt", "ub"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_false(office_fixture_act(&c->f, others[i], "procedure.take_back", TAKE_BACK("3", "")));
        assert_string_equal(c->f.op.error.key, "act.forbidden");
    }
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, draft_case_open, draft_case_close)
    const struct CMUnitTest tests[] = {
        CASE(a_version_to_come_is_taken_back_as_if_it_had_not_been_published),
        CASE(what_was_taken_back_becomes_the_draft_again_if_wanted),
        CASE(what_is_in_force_followed_filed_under_or_drafted_from_is_not_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
