/* The life of a dossier by the rules of domain.md §2: the main line, its exceptions, and what must never happen. */
#include "audit/audit.h"
#include "base/digest.h"
#include "core_sql.h"
#include "dossier/code.h"
#include "dossier/dossier.h"
#include "dossier/handover.h"
#include "dossier/paper.h"
#include "dossier/search.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <string.h>

#define ACT(account, name, input) assert_true(office_fixture_act(f, account, name, input))
#define REFUSED(account, name, input, code_, key_)                                                                     \
    do {                                                                                                               \
        assert_false(office_fixture_act(f, account, name, input));                                                     \
        assert_int_equal(f->op.error.code, code_);                                                                     \
        assert_string_equal(f->op.error.key, key_);                                                                    \
        op_clear(&f->op);                                                                                              \
    } while (0)

#define COMPLETE                                                                                                       \
    "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"alias\":\"du\",\"components\":["     \
    "\"giay-de-nghi\",\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"]}"
#define INCOMPLETE                                                                                                     \
    "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\","     \
    "\"xac-nhan-ket-qua\"]}"
#define D1 "{\"dossier\":1}"

static struct dossier get(struct office_fixture *f, int64_t id)
{
    struct dossier d;
    assert_true(dossier_get(&f->op, office_db(f->office), id, &d));
    return d;
}

static void at(struct office_fixture *f, const char *instant)
{
    assert_true(instant_parse(instant, &f->now));
}

static void is(struct instant t, const char *text)
{
    char out[INSTANT_TEXT];
    assert_string_equal(instant_format(t, out), text);
}

/* B1 to B7, stopping before `last`. */
static void walk(struct office_fixture *f)
{
    ACT("dn", "dossier.file", COMPLETE);
    ACT("mc", "dossier.accept", D1);
    ACT("mc", "dossier.hand_over", D1);
    ACT("tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
    ACT("cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}");
    ACT("cv", "dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Trình cấp Giấy chứng nhận\"}");
    ACT("cv", "dossier.submit", D1);
    ACT("tp", "dossier.initial", D1);
    ACT("ld", "dossier.approve", D1);
    ACT("vt", "dossier.number", D1);
    ACT("vt", "dossier.issue", D1);
    ACT("ub", "dossier.decide", "{\"dossier\":1,\"outcome\":\"granted\"}");
    ACT("mc", "dossier.return_result", "{\"dossier\":1,\"by\":\"electronic\"}");
}

static void the_main_line_runs_from_filing_to_return(void **state)
{
    struct office_fixture *f = *state;
    walk(f);
    struct dossier d = get(f, 1);
    assert_int_equal(d.state, DOSSIER_RETURNED);
    assert_int_equal(d.step, 0);
    assert_string_equal(d.code, "H37.T01-261120-060001");
    assert_string_equal(d.submission_number, "1/TTr-SKHCN");
    int64_t acts = 0;
    assert_true(audit_verify(&f->op, office_db(f->office), &acts));
    assert_int_equal(acts, 13);
}

static void the_term_starts_at_acceptance_and_the_last_step_ends_with_it(void **state)
{
    struct office_fixture *f = *state;
    ACT("dn", "dossier.file", COMPLETE);
    is(get(f, 1).acceptance_due_at, "2026-11-23T09:20:00+07:00");
    ACT("mc", "dossier.accept", D1);
    is(get(f, 1).due_at, "2026-12-07T09:20:00+07:00"); /* fifteen days end on a Saturday */
    struct dossier_step *steps = NULL;
    size_t count = 0;
    assert_true(dossier_steps(&f->op, office_db(f->office), 1, &steps, &count));
    assert_int_equal(count, 8);
    assert_int_equal(instant_compare(steps[6].due_at, get(f, 1).due_at), 0);
    assert_true(instant_is_none(steps[7].due_at));
    for (size_t i = 1; i < 7; i++) {
        assert_true(instant_compare(steps[i - 1].due_at, steps[i].due_at) < 0);
    }
}

static void a_missing_component_needs_an_explicit_confirmation(void **state)
{
    struct office_fixture *f = *state;
    ACT("dn", "dossier.file", INCOMPLETE);
    REFUSED("mc", "dossier.accept", D1, E_STATE, "dossier.components_missing");
    assert_int_equal(get(f, 1).state, DOSSIER_FILED);
    ACT("mc", "dossier.accept", "{\"dossier\":1,\"confirm_missing\":true}");
    struct event *events = NULL;
    size_t count = 0;
    assert_true(audit_dossier_events(&f->op, office_db(f->office), 1, &events, &count));
    assert_int_equal(count, 3);
    assert_string_equal(events[1].name, "dossier.accepted");
    const struct json *data = office_fixture_json(f, events[1].data);
    assert_int_equal(json_get_int(data, "missing", 0), 1);
    assert_string_equal(json_get(data, "missing_components")->first->text, "phuong-an-san-xuat");
}

static void a_supplement_is_asked_for_once(void **state)
{
    struct office_fixture *f = *state;
    const char *request = "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"],\"reason\":\"Thiếu phương án sản xuất, kinh doanh\"}";
    ACT("dn", "dossier.file", INCOMPLETE);
    REFUSED("mc", "dossier.request_supplement", "{\"dossier\":1,\"components\":[\"giay-la\"],\"reason\":\"Thiếu giấy lạ trong hồ sơ\"}",
            E_INPUT, "component.unknown");
    ACT("mc", "dossier.request_supplement", request);
    assert_int_equal(get(f, 1).state, DOSSIER_AWAITING_SUPPLEMENT);
    REFUSED("mc", "dossier.accept", D1, E_STATE, "dossier.wrong_state");
    REFUSED("mc", "dossier.supplement", "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"]}", E_FORBIDDEN, "dossier.not_your_dossier");
    at(f, "2026-11-23T10:00");
    ACT("dn", "dossier.supplement", "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"]}");
    is(get(f, 1).acceptance_due_at, "2026-11-25T10:00:00+07:00"); /* 24 November is a holiday */
    REFUSED("mc", "dossier.request_supplement", request, E_STATE, "dossier.supplement_limit");
    ACT("mc", "dossier.accept", D1);
    is(get(f, 1).accepted_at, "2026-11-23T10:00:00+07:00");
}

static void a_refused_intake_is_the_end(void **state)
{
    struct office_fixture *f = *state;
    ACT("dn", "dossier.file", COMPLETE);
    REFUSED("mc", "dossier.refuse_intake", "{\"dossier\":1}", E_INPUT, "input.invalid");
    ACT("mc", "dossier.refuse_intake", "{\"dossier\":1,\"reason\":\"Không thuộc thẩm quyền giải quyết\"}");
    assert_int_equal(get(f, 1).state, DOSSIER_INTAKE_REFUSED);
    REFUSED("mc", "dossier.accept", D1, E_STATE, "dossier.wrong_state");
}

static void only_the_seat_that_holds_the_step_acts(void **state)
{
    struct office_fixture *f = *state;
    ACT("dn", "dossier.file", COMPLETE);
    REFUSED("tp", "dossier.accept", D1, E_FORBIDDEN, "act.forbidden");
    ACT("mc", "dossier.accept", D1);
    ACT("mc", "dossier.hand_over", D1);
    REFUSED("tp", "dossier.assign", "{\"dossier\":1,\"account\":\"ld\"}", E_INPUT, "dossier.assign_role");
    ACT("tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
    const char *appraisal = "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}";
    REFUSED("cv2", "dossier.appraise", appraisal, E_FORBIDDEN, "dossier.not_yours");
    REFUSED("tp", "dossier.appraise", appraisal, E_FORBIDDEN, "dossier.not_your_seat");
    ACT("cv", "dossier.appraise", appraisal);
}

static void the_order_of_the_paper_is_kept(void **state)
{
    struct office_fixture *f = *state;
    ACT("dn", "dossier.file", COMPLETE);
    ACT("mc", "dossier.accept", D1);
    ACT("mc", "dossier.hand_over", D1);
    ACT("tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
    REFUSED("cv", "dossier.submit", D1, E_STATE, "dossier.no_draft");
    REFUSED("cv", "dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Trình cấp Giấy chứng nhận\"}", E_STATE,
            "dossier.not_appraised");
    ACT("cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":false,\"opinion\":\"Chưa có kết quả KH&CN\"}");
    REFUSED("cv", "dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Trình cấp Giấy chứng nhận\"}", E_INPUT,
            "dossier.draft_contradicts");
    ACT("cv", "dossier.draft", "{\"dossier\":1,\"kind\":\"refuse\",\"summary\":\"Công văn từ chối cấp\"}");
    ACT("cv", "dossier.submit", D1);
    ACT("tp", "dossier.initial", D1);
    ACT("ld", "dossier.approve", D1);
    REFUSED("vt", "dossier.issue", D1, E_STATE, "dossier.not_numbered");
    ACT("vt", "dossier.number", D1);
    REFUSED("vt", "dossier.number", D1, E_STATE, "dossier.already_numbered");
    ACT("vt", "dossier.issue", D1);
}

static void a_draft_sent_back_returns_to_who_wrote_it(void **state)
{
    struct office_fixture *f = *state;
    ACT("dn", "dossier.file", COMPLETE);
    ACT("mc", "dossier.accept", D1);
    ACT("mc", "dossier.hand_over", D1);
    ACT("tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
    ACT("cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}");
    ACT("cv", "dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Trình cấp Giấy chứng nhận\"}");
    ACT("cv", "dossier.submit", D1);
    ACT("tp", "dossier.send_back", "{\"dossier\":1,\"reason\":\"Thiếu căn cứ pháp lý\"}");
    struct dossier d = get(f, 1);
    assert_int_equal(d.step, 3);
    assert_string_equal(d.step_account, "cv");
    ACT("cv", "dossier.submit", D1);
    assert_int_equal(get(f, 1).step, 4);
    struct handover *rows = NULL;
    size_t count = 0;
    d = get(f, 1);
    assert_true(handovers_read(&f->op, office_db(f->office), &d, &rows, &count));
    assert_int_equal(count, 5); /* handed over, assigned, submitted, sent back, submitted */
    assert_string_equal(rows[0].giver, "Nông Thị Hoa");
    assert_string_equal(rows[1].receiver, "Lý Thu Trang");
    for (size_t i = 0; i < count; i++) { /* the counter's centre, and within the division from then on */
        assert_string_equal(rows[i].from_unit, i == 0 ? "H37.T02" : "H37.T01.T11");
        assert_string_equal(rows[i].to_unit, "H37.T01.T11");
    }
}

static void a_stale_version_changes_nothing(void **state)
{
    struct office_fixture *f = *state;
    struct act_answer answer;
    ACT("dn", "dossier.file", COMPLETE);
    struct act_call call = {.name = "dossier.accept", .input = office_fixture_json(f, D1), .version = 7};
    assert_false(office_fixture_call(f, "mc", &call, &answer));
    assert_int_equal(f->op.error.code, E_CONFLICT);
    assert_string_equal(f->op.error.key, "dossier.stale");
    call.version = 1;
    assert_true(office_fixture_call(f, "mc", &call, &answer));
    assert_int_equal(answer.act, 2);
    assert_int_equal(answer.dossier, 1);
}

static void a_repeated_key_does_nothing_twice(void **state)
{
    struct office_fixture *f = *state;
    struct act_answer first, second;
    struct act_call call = {.name = "dossier.file", .input = office_fixture_filing(f, "dn", COMPLETE), .version = -1, .idempotency_key = "k-1"};
    assert_true(office_fixture_call(f, "dn", &call, &first));
    assert_true(office_fixture_call(f, "dn", &call, &second));
    assert_false(first.repeated);
    assert_true(second.repeated);
    assert_int_equal(first.act, second.act);
    call.input = office_fixture_json(f, INCOMPLETE);
    assert_false(office_fixture_call(f, "dn", &call, &second));
    assert_string_equal(f->op.error.key, "idempotency.mismatch");
    op_clear(&f->op);
    struct search_query all = {.view = SEARCH_ALL};
    int64_t count = 0;
    assert_true(search_count(&f->op, office_db(f->office), &all, 10, &count));
    assert_int_equal(count, 1);
}

static void a_broken_chain_is_found(void **state)
{
    struct office_fixture *f = *state;
    int64_t acts = 0;
    ACT("dn", "dossier.file", COMPLETE);
    ACT("mc", "dossier.accept", D1);
    /* around the triggers, as someone with the file in hand could */
    assert_true(db_script(&f->op, office_db(f->office),
                          "DROP TRIGGER event_is_append_only_u; UPDATE event SET data = replace(data, 'online', 'counter') WHERE seq = 1;"));
    assert_false(audit_verify(&f->op, office_db(f->office), &acts));
    assert_string_equal(f->op.error.key, "audit.broken");
    assert_string_equal(f->op.error.args[0].value, "1");
    op_clear(&f->op);
}

static void an_act_that_fails_leaves_no_trace(void **state)
{
    struct office_fixture *f = *state;
    struct digest before, after;
    ACT("dn", "dossier.file", INCOMPLETE);
    assert_true(db_digest(&f->op, office_db(f->office), &before, NULL));
    REFUSED("mc", "dossier.accept", D1, E_STATE, "dossier.components_missing");
    REFUSED("mc", "dossier.fly", D1, E_MISSING, "act.unknown");
    REFUSED("mc", "dossier.accept", "{\"dossier\":99}", E_MISSING, "dossier.unknown");
    REFUSED("mc", "dossier.accept", "{\"dossier\":\"1\",\"x\":1}", E_INPUT, "input.invalid");
    assert_true(db_digest(&f->op, office_db(f->office), &after, NULL));
    assert_true(digest_equal(&before, &after));
}

static void dossier_codes_have_the_shape_of_the_circular(void **state)
{
    (void)state;
    static const char *const good[] = {"H37.T01-261120-060001", "G06.012-261120-060001", "H26.015-261120-0610117", "G06-261120-060001"};
    static const char *const bad[] = {"", "H37.T01-261120-050001", "H37.T01-26112-060001", "H37.T1-261120-060001", "h37.T01-261120-060001",
                                      "H37.T01-261120-06001", "H37.T01.T02.T03-261120-060001", "H37.T01-261120-060001 "};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        if (!dossier_code_is_valid(good[i])) {
            fail_msg("refused: %s", good[i]);
        }
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (dossier_code_is_valid(bad[i])) {
            fail_msg("accepted: %s", bad[i]);
        }
    }
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, office_fixture_setup, office_fixture_teardown)
    const struct CMUnitTest tests[] = {
        T(the_main_line_runs_from_filing_to_return),
        T(the_term_starts_at_acceptance_and_the_last_step_ends_with_it),
        T(a_missing_component_needs_an_explicit_confirmation),
        T(a_supplement_is_asked_for_once),
        T(a_refused_intake_is_the_end),
        T(only_the_seat_that_holds_the_step_acts),
        T(the_order_of_the_paper_is_kept),
        T(a_draft_sent_back_returns_to_who_wrote_it),
        T(a_stale_version_changes_nothing),
        T(a_repeated_key_does_nothing_twice),
        T(a_broken_chain_is_found),
        T(an_act_that_fails_leaves_no_trace),
        cmocka_unit_test(dossier_codes_have_the_shape_of_the_circular),
    };
    return cmocka_run_group_tests_name("dossier", tests, NULL, NULL);
}
