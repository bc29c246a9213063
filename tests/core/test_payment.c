/* Fees: how much, when, and what waits for them. */
#include "payment/payment.h"

#include "account/account.h"
#include "catalogue/catalogue.h"
#include "catalogue/procedure.h"
#include "dossier/changes.h"
#include "dossier/work.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>


static const struct json *read_data(struct office_fixture *f, const char *name)
{
    char path[1024];
    (void)snprintf(path, sizeof path, TEST_SOURCE_DIR "/scenarios/data/procedures/%s.json", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = arena_alloc(f->op.arena, 100000);
    size_t n = fread(text, 1, 99999, file);
    (void)fclose(file);
    text[n] = '\0';
    return office_fixture_json(f, text);
}

static const char *const fees =
    "INSERT OR IGNORE INTO catalogue_field (code, name_vi, name_en) VALUES ('x', 'x', 'x');"
    "INSERT OR IGNORE INTO catalogue_procedure (code, name_vi, field, certainty, source) VALUES ('2.002380', 'x', 'x', 'found', 's'),"
    " ('2.002248', 'x', 'x', 'found', 's'), ('1.010277', 'x', 'x', 'found', 's');"
    "INSERT INTO catalogue_fee (procedure, no, code, name_vi, name_en, basis, amount, amount_min, amount_max, rate_milli, channel,"
    " effective_from, effective_to, certainty, source) VALUES"
    " ('2.002380', 1, 'rang', 'Răng', 'Dental', 'per-item', 2000000, 0, 0, 0, 'any', NULL, NULL, 'found', 's'),"
    " ('2.002380', 2, 'ct', 'CT', 'CT', 'per-item', 8000000, 0, 0, 0, 'counter', NULL, NULL, 'found', 's'),"
    " ('2.002380', 3, 'ct', 'CT', 'CT', 'per-item', 4000000, 0, 0, 0, 'online', '2026-01-01', '2026-12-31', 'found', 's'),"
    " ('2.002380', 4, 'cu', 'Cũ', 'Old', 'fixed', 1000, 0, 0, 0, 'any', NULL, '2025-12-31', 'found', 's'),"
    " ('2.002248', 1, 'phi-tham-dinh', 'Phí', 'Fee', 'rate', 0, 5000000, 10000000, 100, 'any', NULL, NULL, 'found', 's'),"
    " ('1.010277', 1, 'le-phi-cap', 'Lệ phí', 'Fee', 'unknown', 0, 0, 0, 0, 'any', NULL, NULL, 'found', 's');";

static int open_office(void **state)
{
    struct office_fixture *f = calloc(1, sizeof *f);
    static const char *const codes[] = {"2.002380", "2.002248", "1.010277"};
    office_fixture_open(f);
    struct db *db = office_db(f->office);
    for (size_t i = 0; i < 3; i++) {
        assert_true(procedure_load(&f->op, db, read_data(f, codes[i])));
    }
    assert_true(db_script(&f->op, db, fees));
    struct account clerk = {.id = "kt", .name = "Trần Thị Thu", .role = ROLE_FEE_CLERK, .org = "H37.T01", .active = true};
    assert_true(account_add(&f->op, db, &clerk));
    *state = f;
    return 0;
}

static void refused(struct office_fixture *f, const char *account, const char *act, const char *input, const char *key)
{
    assert_false(office_fixture_act(f, account, act, input));
    assert_string_equal(f->op.error.key, key);
}

static void file_one(struct office_fixture *f, const char *procedure, const char *channel)
{
    office_fixture_done(f, "dn", "dossier.file",
         arena_printf(f->op.arena, "{\"procedure\":\"%s\",\"agency\":\"H37.T01\",\"channel\":\"%s\",\"components\":[\"%s\"]}", procedure,
                      channel, strcmp(procedure, "2.002380") == 0 ? "don-de-nghi" : strcmp(procedure, "1.010277") == 0 ? "ban-khai" : "hop-dong"));
}

static struct dossier one(struct office_fixture *f)
{
    struct dossier d;
    op_clear(&f->op);
    assert_true(dossier_get(&f->op, office_db(f->office), 1, &d));
    return d;
}

static void at(struct office_fixture *f, const char *instant)
{
    assert_true(instant_parse(instant, &f->now));
}

static void an_amount_follows_its_row(void **state)
{
    static const struct {
        int basis;
        int64_t amount, least, most, rate, number, want;
        const char *key;
    } cases[] = {
        {FEE_FIXED, 150000, 0, 0, 0, 0, 150000, NULL},
        {FEE_FIXED, 150000, 0, 0, 0, 7, 150000, NULL},
        {FEE_PER_ITEM, 2000000, 0, 0, 0, 3, 6000000, NULL},
        {FEE_PER_ITEM, 2000000, 0, 0, 0, 0, 0, "payment.number_missing"},
        {FEE_PER_ITEM, 2000000, 0, 0, 0, -1, 0, "payment.number_odd"},
        {FEE_PER_ITEM, 2000000, 0, 0, 0, 1001, 0, "payment.number_odd"},
        {FEE_RATE, 0, 5000000, 10000000, 100, 1000000000, 5000000, NULL},   /* 0.1 % is 1,000,000: the least holds */
        {FEE_RATE, 0, 5000000, 10000000, 100, 7500000000, 7500000, NULL},
        {FEE_RATE, 0, 5000000, 10000000, 100, 50000000000, 10000000, NULL}, /* the most holds */
        {FEE_RATE, 0, 0, 0, 100, 1500, 2, NULL},                            /* 1.5 đồng: half up */
        {FEE_UNKNOWN, 0, 0, 0, 0, 600000, 600000, NULL},
        {FEE_UNKNOWN, 0, 0, 0, 0, 0, 0, "payment.number_missing"},
        {FEE_NONE, 0, 0, 0, 0, 1, 0, "payment.fee_none"},
    };
    struct office_fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dong got = {0};
        struct catalogue_fee fee = {.code = "x", .name_vi = "x", .name_en = "x", .basis = cases[i].basis, .amount = {cases[i].amount},
                                    .amount_min = {cases[i].least}, .amount_max = {cases[i].most}, .rate_milli = cases[i].rate};
        op_clear(&f->op);
        bool ok = payment_amount(&f->op, &fee, cases[i].number, &got);
        if (ok != (cases[i].key == NULL) || (ok && got.amount != cases[i].want) || (!ok && strcmp(f->op.error.key, cases[i].key) != 0)) {
            fail_msg("case %zu: %lld %s", i, (long long)got.amount, ok ? "" : f->op.error.key);
        }
    }
    op_clear(&f->op);
    assert_string_equal(payment_text(&f->op, (struct dong){12345678}), "12.345.678 đồng");
    assert_string_equal(payment_text(&f->op, (struct dong){999}), "999 đồng");
}

static void the_row_in_force_for_the_channel_counts(void **state)
{
    struct office_fixture *f = *state;
    struct payment *rows = NULL;
    size_t count = 0;
    file_one(f, "2.002380", "online");
    refused(f, "mc", "dossier.request_payment", "{\"dossier\":1,\"fees\":[\"cu\"]}", "payment.fee_unknown");
    refused(f, "mc", "dossier.request_payment", "{\"dossier\":1,\"fees\":[\"rang:1\",\"rang:2\"]}", "payment.fee_twice");
    refused(f, "mc", "dossier.request_payment", "{\"dossier\":1,\"fees\":[\"rang:x\"]}", "payment.number_odd");
    refused(f, "mc", "dossier.request_payment", "{\"dossier\":1,\"fees\":[\"rang:99999999999999\"]}", "payment.number_odd");
    office_fixture_done(f, "mc", "dossier.request_payment", "{\"dossier\":1,\"fees\":[\"rang:2\",\"ct:1\"]}");
    assert_true(payment_list(&f->op, office_db(f->office), 1, &rows, &count));
    assert_int_equal(count, 2);
    assert_int_equal(rows[0].amount.amount, 4000000);
    assert_int_equal(rows[1].amount.amount, 4000000); /* the online row, not the counter's 8,000,000 */
}

static void a_fee_that_comes_first_holds_acceptance_and_its_limit_runs_from_the_payment(void **state)
{
    struct office_fixture *f = *state;
    file_one(f, "2.002380", "online"); /* Friday 20/11/2026 09:20 */
    refused(f, "mc", "dossier.accept", "{\"dossier\":1,\"confirm_missing\":true}", "payment.unpaid_first");
    office_fixture_done(f, "mc", "dossier.request_payment", "{\"dossier\":1,\"fees\":[\"rang:1\"]}");
    assert_int_equal(one(f).state, DOSSIER_AWAITING_PAYMENT);
    assert_string_equal(one(f).financial, "due");
    refused(f, "mc", "dossier.accept", "{\"dossier\":1,\"confirm_missing\":true}", "dossier.wrong_state");
    refused(f, "mc", "dossier.confirm_payment", "{\"dossier\":1,\"method\":\"cash\"}", "act.forbidden");
    at(f, "2026-11-23T14:00");
    office_fixture_done(f, "kt", "dossier.confirm_payment", "{\"dossier\":1,\"method\":\"cash\"}");
    struct dossier d = one(f);
    struct instant want;
    assert_int_equal(d.state, DOSSIER_FILED);
    assert_string_equal(d.financial, "paid");
    assert_true(instant_parse("2026-11-25T14:00", &want)); /* 8 working hours, over the holiday of 24/11 (domain.md 2.5) */
    assert_int_equal(d.acceptance_due_at.ms, want.ms);
    assert_int_equal(d.step_due_at.ms, want.ms);
    refused(f, "kt", "dossier.confirm_payment", "{\"dossier\":1,\"method\":\"cash\"}", "dossier.wrong_state");
    office_fixture_done(f, "mc", "dossier.accept", "{\"dossier\":1,\"confirm_missing\":true}");
}

static const struct payment *first_payment(struct office_fixture *f)
{
    struct payment *rows = NULL;
    size_t count = 0;
    op_clear(&f->op);
    assert_true(payment_list(&f->op, office_db(f->office), 1, &rows, &count));
    assert_true(count > 0);
    return rows;
}

#define CLAIM(number) "{\"dossier\":1,\"reference\":\"" number "\"}"

/* What changed since the last look, of one fact; NULL = nothing. Moves the look on. */
static const struct dossier_change *changed(struct office_fixture *f, int64_t *seen, enum dossier_fact fact)
{
    struct dossier_changes c;
    struct dossier d = one(f);
    assert_true(dossier_changes(&f->op, office_db(f->office), &d, *seen, &c));
    for (size_t i = 0; i < c.count; i++) {
        if (c.items[i].fact == fact) {
            return &c.items[i];
        }
    }
    return NULL;
}

static int64_t last_act(struct office_fixture *f)
{
    struct event *events = NULL;
    size_t count = 0;
    op_clear(&f->op);
    assert_true(audit_dossier_events(&f->op, office_db(f->office), 1, &events, &count));
    return events[count - 1].act;
}

static void a_payment_that_was_reported_and_not_found_is_told_to_the_other_officer(void **state)
{
    struct office_fixture *f = *state;
    file_one(f, "2.002380", "online");
    office_fixture_done(f, "mc", "dossier.request_payment", "{\"dossier\":1,\"fees\":[\"rang:1\"]}");
    int64_t seen = last_act(f);
    office_fixture_done(f, "dn", "dossier.claim_payment", CLAIM("FT26325000123"));
    const struct dossier_change *claim = changed(f, &seen, FACT_CLAIM);
    assert_non_null(claim);
    assert_null(claim->before);
    assert_string_equal(claim->after, "FT26325000123");
    assert_string_equal(claim->last->account, "dn");
    seen = last_act(f);
    office_fixture_done(f, "kt", "dossier.refuse_claim", "{\"dossier\":1,\"reason\":\"Chưa thấy tiền về tài khoản\"}");
    claim = changed(f, &seen, FACT_CLAIM);
    assert_non_null(claim);
    assert_string_equal(claim->before, "FT26325000123");
    assert_null(claim->after);
    assert_string_equal(changed(f, &seen, FACT_CLAIM_REFUSED)->after, "Chưa thấy tiền về tài khoản");
    seen = last_act(f);
    office_fixture_done(f, "dn", "dossier.claim_payment", CLAIM("FT26325000456"));
    office_fixture_done(f, "kt", "dossier.confirm_payment", "{\"dossier\":1,\"method\":\"transfer\"}");
    assert_string_equal(changed(f, &seen, FACT_CLAIM)->after, "FT26325000456");
    assert_null(changed(f, &seen, FACT_CLAIM_REFUSED)->after);
    assert_string_equal(changed(f, &seen, FACT_FEE)->after, "paid");
}

static void a_payers_word_waits_for_the_fee_clerk_and_moves_nothing(void **state)
{
    struct office_fixture *f = *state;
    struct account other = {.id = "cd", .name = "Nông Văn Sơn", .role = ROLE_APPLICANT, .org = "H37", .active = true,
                            .person = office_fixture_json(f, "{\"name\":\"Nông Văn Sơn\",\"kind\":\"citizen\",\"id_no\":\"000000000002\"}")};
    assert_true(account_add(&f->op, office_db(f->office), &other));
    file_one(f, "2.002380", "online");
    refused(f, "dn", "dossier.claim_payment", CLAIM("FT26325000123"), "dossier.wrong_state"); /* nothing is asked for yet */
    office_fixture_done(f, "mc", "dossier.request_payment", "{\"dossier\":1,\"fees\":[\"rang:1\"]}");
    refused(f, "dn", "dossier.claim_payment", CLAIM("giao dịch"), "payment.reference");
    refused(f, "dn", "dossier.claim_payment", CLAIM("-----"), "payment.reference");
    refused(f, "mc", "dossier.claim_payment", CLAIM("FT26325000123"), "act.forbidden");
    refused(f, "cd", "dossier.claim_payment", CLAIM("FT26325000123"), "dossier.not_your_dossier");
    refused(f, "kt", "dossier.refuse_claim", "{\"dossier\":1,\"reason\":\"Chưa thấy tiền\"}", "payment.not_claimed");
    office_fixture_done(f, "dn", "dossier.claim_payment", CLAIM("FT26325000123"));
    assert_int_equal(one(f).state, DOSSIER_AWAITING_PAYMENT);
    assert_string_equal(one(f).financial, "due");
    refused(f, "dn", "dossier.claim_payment", CLAIM("FT26325000124"), "payment.claimed_already");
    assert_string_equal(first_payment(f)->claim_reference, "FT26325000123");
    office_fixture_done(f, "kt", "dossier.refuse_claim", "{\"dossier\":1,\"reason\":\"Chưa thấy tiền về tài khoản\"}");
    assert_true(instant_is_none(first_payment(f)->claimed_at));
    assert_string_equal(first_payment(f)->claim_refused, "Chưa thấy tiền về tài khoản");
    office_fixture_done(f, "dn", "dossier.claim_payment", CLAIM("FT26325000999"));
    assert_null(first_payment(f)->claim_refused);
    office_fixture_done(f, "kt", "dossier.confirm_payment", "{\"dossier\":1,\"method\":\"transfer\"}");
    assert_string_equal(one(f).financial, "paid");
    assert_int_equal(one(f).state, DOSSIER_FILED);
}

/* While it is asked back nobody may look for the money: neither could be decided. */
static void a_dossier_is_not_asked_back_while_money_is_said_to_be_on_its_way(void **state)
{
    struct office_fixture *f = *state;
    file_one(f, "2.002380", "online");
    office_fixture_done(f, "mc", "dossier.request_payment", "{\"dossier\":1,\"fees\":[\"rang:1\"]}");
    office_fixture_done(f, "dn", "dossier.claim_payment", CLAIM("FT26325000123"));
    refused(f, "dn", "dossier.request_withdrawal", "{\"dossier\":1,\"reason\":\"Không còn nhu cầu\"}", "payment.claim_waits");
    office_fixture_done(f, "kt", "dossier.refuse_claim", "{\"dossier\":1,\"reason\":\"Chưa thấy tiền về tài khoản\"}");
    office_fixture_done(f, "dn", "dossier.request_withdrawal", "{\"dossier\":1,\"reason\":\"Không còn nhu cầu\"}");
    refused(f, "dn", "dossier.claim_payment", CLAIM("FT26325000124"), "dossier.wrong_state");
    office_fixture_done(f, "mc", "dossier.confirm_withdrawal", "{\"dossier\":1}");
    assert_int_equal(one(f).state, DOSSIER_WITHDRAWN);
    assert_string_equal(one(f).financial, "none");
}

static void hand_to_specialist(struct office_fixture *f)
{
    office_fixture_done(f, "mc", "dossier.accept", "{\"dossier\":1,\"confirm_missing\":true}");
    office_fixture_done(f, "mc", "dossier.hand_over", "{\"dossier\":1}");
    office_fixture_done(f, "tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
}

static void a_fee_after_examination_lets_the_term_stand_still(void **state)
{
    struct office_fixture *f = *state;
    file_one(f, "2.002248", "online");
    refused(f, "mc", "dossier.request_payment", "{\"dossier\":1,\"fees\":[\"phi-tham-dinh:1\"]}", "payment.stage_after");
    hand_to_specialist(f);
    struct instant due = one(f).due_at, want;
    at(f, "2026-11-23T08:00");
    office_fixture_done(f, "cv", "dossier.request_payment", "{\"dossier\":1,\"fees\":[\"phi-tham-dinh:7500000000\"]}");
    at(f, "2026-11-25T08:00"); /* 24/11 is a holiday: one working day awaited */
    office_fixture_done(f, "kt", "dossier.confirm_payment", "{\"dossier\":1,\"method\":\"transfer\"}");
    struct dossier d = one(f);
    assert_int_equal(d.state, DOSSIER_IN_HANDLING);
    assert_true(instant_is_none(d.paused_at));
    const struct calendar *c = work_calendar(&f->op, f->office, "H37.T01");
    want = calendar_add_working(c, due, 8 * MS_HOUR);
    assert_int_equal(d.due_at.ms, want.ms);
    assert_true(d.original_due_at.ms == due.ms);
    office_fixture_done(f, "cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Đủ điều kiện cấp\"}");
}

static void a_licence_is_handed_out_only_when_its_fee_is_paid(void **state)
{
    struct office_fixture *f = *state;
    file_one(f, "1.010277", "online");
    hand_to_specialist(f);
    office_fixture_done(f, "cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Đủ điều kiện cấp\"}");
    office_fixture_done(f, "cv", "dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Dự thảo giấy phép\"}");
    refused(f, "cv", "dossier.request_payment", "{\"dossier\":1,\"fees\":[\"le-phi-cap:600000\"]}", "payment.stage_release");
    office_fixture_done(f, "cv", "dossier.submit", "{\"dossier\":1}");
    office_fixture_done(f, "tp", "dossier.initial", "{\"dossier\":1}");
    office_fixture_done(f, "ld", "dossier.decide", "{\"dossier\":1,\"outcome\":\"granted\"}");
    office_fixture_done(f, "vt", "dossier.seal_result", "{\"dossier\":1}");
    refused(f, "mc", "dossier.return_result", "{\"dossier\":1,\"by\":\"electronic\"}", "payment.unpaid_release");
    office_fixture_done(f, "mc", "dossier.request_payment", "{\"dossier\":1,\"fees\":[\"le-phi-cap:600000\"]}");
    assert_int_equal(one(f).state, DOSSIER_COMPLETED);
    refused(f, "mc", "dossier.return_result", "{\"dossier\":1,\"by\":\"electronic\"}", "payment.unpaid_release");
    office_fixture_done(f, "kt", "dossier.confirm_payment", "{\"dossier\":1,\"method\":\"online\"}");
    assert_null(payment_release_problem(&(struct dossier){.financial = "paid", .result_kind = "grant"}, "release"));
}

static void receipts_are_numbered_and_drawn_from_the_record(void **state)
{
    struct office_fixture *f = *state;
    file_one(f, "2.002380", "online");
    office_fixture_done(f, "mc", "dossier.request_payment", "{\"dossier\":1,\"fees\":[\"rang:2\"]}");
    struct dossier d = one(f);
    assert_null(payment_receipt(&f->op, office_db(f->office), &d, 1));
    assert_string_equal(f->op.error.key, "payment.no_receipt");
    office_fixture_done(f, "kt", "dossier.confirm_payment", "{\"dossier\":1,\"method\":\"cash\"}");
    const struct json *data = payment_receipt(&f->op, office_db(f->office), &d, 1);
    assert_non_null(data);
    assert_string_equal(json_get_text(data, "number", ""), "0000001");
    assert_string_equal(json_get_text(data, "total", ""), "4.000.000 đồng");
    assert_string_equal(json_get_text(data, "clerk", ""), "Trần Thị Thu");
}

static void money_goes_back_only_where_the_matter_ended_unhandled(void **state)
{
    struct office_fixture *f = *state;
    file_one(f, "2.002380", "online");
    office_fixture_done(f, "mc", "dossier.request_payment", "{\"dossier\":1,\"fees\":[\"rang:1\"]}");
    office_fixture_done(f, "kt", "dossier.confirm_payment", "{\"dossier\":1,\"method\":\"cash\"}");
    refused(f, "kt", "dossier.refund", "{\"dossier\":1,\"reason\":\"Người nộp đề nghị\"}", "dossier.wrong_state");
    office_fixture_done(f, "mc", "dossier.refuse_intake", "{\"dossier\":1,\"reason\":\"Không thuộc thẩm quyền\"}");
    refused(f, "mc", "dossier.refund", "{\"dossier\":1,\"reason\":\"Từ chối tiếp nhận\"}", "act.forbidden");
    office_fixture_done(f, "kt", "dossier.refund", "{\"dossier\":1,\"reason\":\"Từ chối tiếp nhận\"}");
    assert_string_equal(one(f).financial, "refunded");
    refused(f, "kt", "dossier.refund", "{\"dossier\":1,\"reason\":\"Từ chối tiếp nhận\"}", "payment.nothing_paid");
}

#define T(name) cmocka_unit_test_setup_teardown(name, open_office, office_fixture_teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(an_amount_follows_its_row),
        T(the_row_in_force_for_the_channel_counts),
        T(a_payers_word_waits_for_the_fee_clerk_and_moves_nothing),
        T(a_dossier_is_not_asked_back_while_money_is_said_to_be_on_its_way),
        T(a_payment_that_was_reported_and_not_found_is_told_to_the_other_officer),
        T(a_fee_that_comes_first_holds_acceptance_and_its_limit_runs_from_the_payment),
        T(a_fee_after_examination_lets_the_term_stand_still),
        T(a_licence_is_handed_out_only_when_its_fee_is_paid),
        T(receipts_are_numbered_and_drawn_from_the_record),
        T(money_goes_back_only_where_the_matter_ended_unhandled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
