/* Exceptions of a dossier's life and what they do to its term (domain.md 2.4, 2.5): supplement while handled, apology, stop,
 * withdrawal, silence; every condition refused with its key; every act with its event and its paper. */
#include "audit/audit.h"
#include "dossier/clock.h"
#include "dossier/paper.h"
#include "dossier/passing.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <string.h>

#define ACT(account, name, input)                                                                                      \
    do {                                                                                                               \
        if (!office_fixture_act(f, account, name, input)) {                                                            \
            fail_msg("%s by %s: %s %s", name, account, f->op.error.key, f->op.error.cause == NULL ? "" : f->op.error.cause); \
        }                                                                                                              \
    } while (0)
#define REFUSED(account, name, input, code_, key_)                                                                     \
    do {                                                                                                               \
        assert_false(office_fixture_act(f, account, name, input));                                                     \
        assert_string_equal(f->op.error.key, key_);                                                                    \
        assert_int_equal(f->op.error.code, code_);                                                                     \
        op_clear(&f->op);                                                                                              \
    } while (0)

#define D1 "{\"dossier\":1}"
#define WHY(text) "{\"dossier\":1,\"reason\":\"" text "\"}"
#define ASK "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"],\"reason\":\"Phương án chưa nêu nguồn công nghệ\"}"
#define GIVE "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"]}"
#define NEW_DUE(at) "{\"dossier\":1,\"reason\":\"Chờ kết quả đo kiểm của phòng thử nghiệm\",\"new_due\":\"" at "\"}"

static struct dossier get(struct office_fixture *f)
{
    struct dossier d;
    assert_true(dossier_get(&f->op, office_db(f->office), 1, &d));
    return d;
}

static void at(struct office_fixture *f, const char *instant)
{
    assert_true(instant_parse(instant, &f->now));
}

#define IS(t_, text) assert_string_equal(instant_format(t_, (char[INSTANT_TEXT]){0}), text)

/* Filed and accepted Friday 20/11/2026 09:20: due Monday 07/12/2026 09:20 (fifteen days end on a Saturday). */
static void to_appraisal(struct office_fixture *f)
{
    ACT("dn", "dossier.file",
        "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\","
        "\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"]}");
    ACT("mc", "dossier.accept", D1);
    ACT("mc", "dossier.hand_over", D1);
    ACT("tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
    IS(get(f).due_at, "2026-12-07T09:20:00+07:00");
}

static void policy(struct office_fixture *f, const char *set)
{
    assert_true(db_script(&f->op, office_db(f->office), set));
}

static struct event last_event(struct office_fixture *f, const char *name)
{
    struct event *events = NULL;
    size_t count = 0;
    assert_true(audit_dossier_events(&f->op, office_db(f->office), 1, &events, &count));
    for (size_t i = count; i-- > 0;) {
        if (strcmp(events[i].name, name) == 0) {
            return events[i];
        }
    }
    fail_msg("no event %s", name);
    return (struct event){0};
}

/* The data of a form of that kind, the latest. */
static const struct json *paper(struct office_fixture *f, const char *form)
{
    struct form_issue *list = NULL, issue;
    size_t count = 0;
    assert_true(paper_list(&f->op, office_db(f->office), 1, &list, &count));
    for (size_t i = count; i-- > 0;) {
        if (strcmp(list[i].form, form) == 0) {
            assert_true(paper_get(&f->op, office_db(f->office), list[i].id, &issue));
            return issue.data;
        }
    }
    fail_msg("no form %s", form);
    return NULL;
}

static struct deadline_change *changes(struct office_fixture *f, size_t wanted)
{
    struct deadline_change *list = NULL;
    size_t count = 0;
    assert_true(clock_changes(&f->op, office_db(f->office), 1, &list, &count));
    assert_int_equal(count, wanted);
    return list;
}

/* What is stored is what the rules give from start, term and changes. */
static void due_is_explained(struct office_fixture *f)
{
    struct deadline due;
    struct dossier d = get(f);
    assert_true(office_begin_look(&f->op, f->office));
    assert_true(clock_due_now(&f->op, f->office, &d, true, &due));
    office_end(f->office);
    assert_int_equal(due.due.ms, d.due_at.ms);
    assert_true(due.line_count > 2);
}

/* ---- supplement while handled ---- */

static void a_supplement_while_handled_is_drafted_signed_and_restarts_the_term(void **state)
{
    struct office_fixture *f = *state;
    to_appraisal(f);
    at(f, "2026-11-23T10:00");
    ACT("cv", "dossier.draft_supplement", ASK);
    struct dossier d = get(f);
    assert_int_equal(d.state, DOSSIER_IN_HANDLING);
    assert_int_equal(d.step_role, ROLE_DIVISION_HEAD); /* it lies with who signs */
    assert_int_equal(d.supplements, 0);
    REFUSED("cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}", E_STATE,
            "dossier.notice_open");
    REFUSED("cv", "dossier.sign_notice", D1, E_FORBIDDEN, "act.forbidden");
    REFUSED("ld", "dossier.sign_notice", D1, E_FORBIDDEN, "dossier.not_your_seat");
    at(f, "2026-11-23T14:00");
    ACT("tp", "dossier.sign_notice", D1);
    d = get(f);
    assert_int_equal(d.state, DOSSIER_AWAITING_SUPPLEMENT);
    assert_null(d.notice);
    assert_int_equal(d.supplements, 1);
    assert_string_equal(d.step_account, "cv");
    IS(d.paused_at, "2026-11-23T14:00:00+07:00");
    IS(d.limit_at, "2026-12-15T14:00:00+07:00"); /* 15 working days over the holiday of 24/11 */
    assert_true(instant_is_none(dossier_running_to(&d)));
    assert_int_equal(changes(f, 1)[0].kind, TURN_RESTART);
    assert_true(changes(f, 1)[0].document > 0);
    assert_string_equal(json_get_text(paper(f, "02"), "contact_name", ""), "Lý Thu Trang");
    assert_string_equal(json_get_text(paper(f, "02"), "officer_name", ""), "Hoàng Văn Thái");
    assert_string_equal(last_event(f, "dossier.supplement_requested").account, "tp");
    due_is_explained(f);
    at(f, "2026-12-01T10:30");
    REFUSED("dn", "dossier.supplement", "{\"dossier\":1,\"components\":[\"giay-de-nghi\"]}", E_INPUT, "dossier.supplement_incomplete");
    ACT("dn", "dossier.supplement", GIVE);
    d = get(f);
    assert_int_equal(d.state, DOSSIER_IN_HANDLING);
    IS(d.due_at, "2026-12-16T10:30:00+07:00"); /* fifteen days from zero */
    IS(d.original_due_at, "2026-12-07T09:20:00+07:00");
    assert_true(instant_is_none(d.paused_at) && instant_is_none(d.limit_at));
    IS(changes(f, 1)[0].due_before, "2026-12-07T09:20:00+07:00");
    IS(changes(f, 1)[0].due_after, "2026-12-16T10:30:00+07:00");
    due_is_explained(f);
}

static void the_steps_that_remain_share_the_restarted_term(void **state)
{
    struct office_fixture *f = *state;
    struct dossier_step *before = NULL, *after = NULL;
    size_t count = 0;
    to_appraisal(f);
    assert_true(dossier_steps(&f->op, office_db(f->office), 1, &before, &count));
    ACT("cv", "dossier.draft_supplement", ASK);
    ACT("tp", "dossier.sign_notice", D1);
    at(f, "2026-12-01T10:30");
    ACT("dn", "dossier.supplement", GIVE);
    assert_true(dossier_steps(&f->op, office_db(f->office), 1, &after, &count));
    assert_int_equal(after[0].due_at.ms, before[0].due_at.ms); /* done: as it was */
    assert_int_equal(after[1].due_at.ms, before[1].due_at.ms);
    for (size_t i = 2; i < 7; i++) {
        assert_true(instant_compare(after[i].due_at, i == 2 ? f->now : after[i - 1].due_at) > 0);
    }
    assert_int_equal(after[6].due_at.ms, get(f).due_at.ms);
    assert_int_equal(get(f).step_due_at.ms, after[2].due_at.ms);
}

static void a_procedure_may_shift_the_term_by_the_waiting_time_instead(void **state)
{
    struct office_fixture *f = *state;
    struct dossier_step *before = NULL, *after = NULL;
    size_t count = 0;
    policy(f, "UPDATE procedure_version SET supplement_policy = 'pause', silence_term = '5 workdays'");
    to_appraisal(f);
    assert_true(dossier_steps(&f->op, office_db(f->office), 1, &before, &count));
    at(f, "2026-11-23T14:00");
    ACT("cv", "dossier.draft_supplement", ASK);
    ACT("tp", "dossier.sign_notice", D1);
    IS(get(f).limit_at, "2026-12-01T14:00:00+07:00");
    at(f, "2026-11-27T14:00"); /* three working days later: 24/11 is a holiday */
    ACT("dn", "dossier.supplement", GIVE);
    IS(get(f).due_at, "2026-12-10T09:20:00+07:00");
    assert_int_equal(changes(f, 1)[0].kind, TURN_PAUSE);
    assert_true(dossier_steps(&f->op, office_db(f->office), 1, &after, &count));
    const struct calendar *c = calendar_builtin();
    for (size_t i = 2; i < 7; i++) {
        assert_int_equal(calendar_working_between(c, before[i].due_at, after[i].due_at), 3 * 8 * MS_HOUR);
    }
    due_is_explained(f);
}

static void requests_are_counted_at_intake_and_in_handling_together(void **state)
{
    struct office_fixture *f = *state;
    to_appraisal(f);
    REFUSED("cv", "dossier.draft_supplement", "{\"dossier\":1,\"components\":[\"giay-la\"],\"reason\":\"Thiếu giấy lạ trong hồ sơ\"}",
            E_INPUT, "component.unknown");
    ACT("cv", "dossier.draft_supplement", ASK);
    ACT("tp", "dossier.sign_notice", D1);
    ACT("dn", "dossier.supplement", GIVE);
    REFUSED("cv", "dossier.draft_supplement", ASK, E_STATE, "dossier.supplement_limit");
}

static void a_second_round_is_asked_for_where_the_law_gives_two(void **state)
{
    struct office_fixture *f = *state;
    policy(f, "UPDATE procedure_version SET supplement_max = 2"); /* as for a postal licence */
    to_appraisal(f);
    for (int round = 1; round <= 2; round++) {
        ACT("cv", "dossier.draft_supplement", ASK);
        ACT("tp", "dossier.sign_notice", D1);
        const struct json *data = office_fixture_json(f, last_event(f, "dossier.supplement_requested").data);
        assert_int_equal(json_get_int(data, "times", 0), round);
        f->now = instant_add(f->now, MS_HOUR);
        ACT("dn", "dossier.supplement", GIVE);
    }
    REFUSED("cv", "dossier.draft_supplement", ASK, E_STATE, "dossier.supplement_limit");
    changes(f, 2);
}

static void a_rejected_draft_goes_back_to_who_wrote_it(void **state)
{
    struct office_fixture *f = *state;
    to_appraisal(f);
    REFUSED("tp", "dossier.reject_notice", WHY("Chưa có dự thảo nào cả"), E_STATE, "dossier.no_notice");
    REFUSED("tp", "dossier.sign_notice", D1, E_STATE, "dossier.no_notice");
    ACT("cv", "dossier.draft_supplement", ASK);
    REFUSED("cv", "dossier.draft_stop", WHY("Hồ sơ trùng nội dung đã giải quyết"), E_STATE, "dossier.notice_open");
    REFUSED("tp", "dossier.reject_notice", D1, E_INPUT, "input.invalid");
    ACT("tp", "dossier.reject_notice", WHY("Nội dung này đã có trong hồ sơ"));
    struct dossier d = get(f);
    assert_null(d.notice);
    assert_string_equal(d.step_account, "cv");
    assert_int_equal(d.supplements, 0);
    assert_string_equal(json_get_text(office_fixture_json(f, last_event(f, "dossier.notice_rejected").data), "kind", ""), "supplement");
    ACT("cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}");
}

/* ---- apology ---- */

static void an_apology_gives_one_new_date_and_both_are_kept(void **state)
{
    struct office_fixture *f = *state;
    to_appraisal(f);
    at(f, "2026-12-01T09:00");
    ACT("cv", "dossier.draft_apology", NEW_DUE("2026-12-14T17:00"));
    assert_int_equal(get(f).step_role, ROLE_DIRECTOR);
    REFUSED("tp", "dossier.sign_notice", D1, E_FORBIDDEN, "dossier.not_your_seat");
    ACT("ld", "dossier.sign_notice", D1);
    struct dossier d = get(f);
    IS(d.due_at, "2026-12-14T17:00:00+07:00");
    IS(d.original_due_at, "2026-12-07T09:20:00+07:00");
    assert_int_equal(d.extensions, 1);
    assert_int_equal(d.state, DOSSIER_IN_HANDLING);
    assert_string_equal(d.step_account, "cv");
    assert_string_equal(json_get_text(paper(f, "04"), "due_at", ""), "2026-12-07T09:20:00+07:00");
    assert_string_equal(json_get_text(paper(f, "04"), "new_due_at", ""), "2026-12-14T17:00:00+07:00");
    assert_string_equal(json_get_text(office_fixture_json(f, last_event(f, "dossier.extended").data), "due_before_at", ""),
                        "2026-12-07T09:20:00+07:00");
    struct dossier_step *steps = NULL;
    size_t count = 0;
    assert_true(dossier_steps(&f->op, office_db(f->office), 1, &steps, &count));
    assert_int_equal(steps[6].due_at.ms, d.due_at.ms);
    REFUSED("cv", "dossier.draft_apology", NEW_DUE("2026-12-21T09:00"), E_STATE, "dossier.extension_limit");
    assert_int_equal(changes(f, 1)[0].kind, TURN_EXTENSION);
    due_is_explained(f);
}

static void an_apology_comes_a_working_day_before_the_due_date(void **state)
{
    struct office_fixture *f = *state;
    to_appraisal(f);
    at(f, "2026-12-04T09:20"); /* Friday: one working day before Monday 09:20, to the minute */
    REFUSED("cv", "dossier.draft_apology", NEW_DUE("2026-12-07T09:20"), E_INPUT, "dossier.new_due_early");
    REFUSED("cv", "dossier.draft_apology", NEW_DUE("2026-12-13T10:00"), E_INPUT, "dossier.new_due_closed"); /* a Sunday */
    REFUSED("cv", "dossier.draft_apology", NEW_DUE("2026-12-14T12:30"), E_INPUT, "dossier.new_due_closed"); /* lunch */
    ACT("cv", "dossier.draft_apology", NEW_DUE("2026-12-14T10:00"));
    at(f, "2026-12-04T09:21"); /* signed a minute too late */
    REFUSED("ld", "dossier.sign_notice", D1, E_STATE, "dossier.apology_too_late");
    ACT("ld", "dossier.reject_notice", WHY("Không còn đủ thời gian để gia hạn"));
    REFUSED("cv", "dossier.draft_apology", NEW_DUE("2026-12-14T10:00"), E_STATE, "dossier.apology_too_late");
}

/* ---- stop ---- */

static void a_stop_is_drafted_and_signed_by_the_director(void **state)
{
    struct office_fixture *f = *state;
    to_appraisal(f);
    ACT("cv", "dossier.draft_stop", WHY("Hồ sơ thuộc diện phải dừng theo kết luận thanh tra"));
    REFUSED("tp", "dossier.sign_notice", D1, E_FORBIDDEN, "dossier.not_your_seat");
    at(f, "2026-11-25T10:00");
    ACT("ld", "dossier.sign_notice", D1);
    struct dossier d = get(f);
    assert_int_equal(d.state, DOSSIER_STOPPED);
    assert_int_equal(d.step, 0);
    IS(d.ended_at, "2026-11-25T10:00:00+07:00");
    const struct json *form = paper(f, "05");
    assert_string_equal(json_get_text(form, "stopped_at", ""), "2026-11-25T10:00:00+07:00");
    assert_string_equal(json_get_text(form, "reason", ""), "Hồ sơ thuộc diện phải dừng theo kết luận thanh tra");
    assert_string_equal(json_get_text(office_fixture_json(f, last_event(f, "dossier.stopped").data), "timing", ""), "early");
    REFUSED("cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}", E_STATE,
            "dossier.wrong_state");
}

static void the_director_stops_at_any_step_even_with_a_notice_waiting(void **state)
{
    struct office_fixture *f = *state;
    to_appraisal(f);
    REFUSED("tp", "dossier.stop", WHY("Bất khả kháng do bão lũ"), E_FORBIDDEN, "act.forbidden");
    REFUSED("ld", "dossier.stop", D1, E_INPUT, "input.invalid");
    ACT("cv", "dossier.draft_supplement", ASK);
    ACT("ld", "dossier.stop", WHY("Bất khả kháng do bão lũ"));
    assert_int_equal(get(f).state, DOSSIER_STOPPED);
    assert_null(get(f).notice);
    REFUSED("ld", "dossier.stop", WHY("Bất khả kháng do bão lũ"), E_STATE, "dossier.wrong_state");
}

/* ---- withdrawal ---- */

static void a_withdrawal_is_asked_for_checked_and_confirmed(void **state)
{
    struct office_fixture *f = *state;
    to_appraisal(f);
    ACT("dn", "dossier.request_withdrawal", WHY("Doanh nghiệp không còn nhu cầu"));
    struct dossier d = get(f);
    assert_int_equal(d.state, DOSSIER_WITHDRAWAL_REQUESTED);
    assert_int_equal(d.step_role, ROLE_ONE_STOP_OFFICER); /* the one-stop shop checks */
    assert_false(instant_is_none(dossier_running_to(&d)));
    REFUSED("cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}", E_STATE,
            "dossier.wrong_state");
    REFUSED("tp", "dossier.confirm_withdrawal", D1, E_FORBIDDEN, "act.forbidden");
    ACT("mc", "dossier.confirm_withdrawal", D1);
    assert_int_equal(get(f).state, DOSSIER_WITHDRAWN);
    assert_string_equal(json_get_text(paper(f, "05"), "reason", ""), "Doanh nghiệp không còn nhu cầu");
    (void)last_event(f, "dossier.withdrawn");
}

static void a_refused_withdrawal_goes_back_where_it_was(void **state)
{
    struct office_fixture *f = *state;
    to_appraisal(f);
    ACT("cv", "dossier.draft_supplement", ASK);
    ACT("dn", "dossier.request_withdrawal", WHY("Doanh nghiệp không còn nhu cầu"));
    ACT("mc", "dossier.refuse_withdrawal", WHY("Người đề nghị không phải chủ hồ sơ"));
    assert_int_equal(get(f).state, DOSSIER_IN_HANDLING);
    assert_int_equal(get(f).step_role, ROLE_DIVISION_HEAD); /* the notice still waits there */
    ACT("tp", "dossier.sign_notice", D1);
    struct instant limit = get(f).limit_at;
    ACT("dn", "dossier.request_withdrawal", WHY("Doanh nghiệp không còn nhu cầu"));
    ACT("mc", "dossier.refuse_withdrawal", WHY("Người đề nghị không phải chủ hồ sơ"));
    assert_int_equal(get(f).state, DOSSIER_AWAITING_SUPPLEMENT);
    assert_int_equal(get(f).limit_at.ms, limit.ms); /* the wait went on */
    ACT("dn", "dossier.supplement", GIVE);
    assert_string_equal(get(f).step_account, "cv");
}

static void nothing_is_withdrawn_after_the_decision(void **state)
{
    struct office_fixture *f = *state;
    to_appraisal(f);
    ACT("cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}");
    ACT("cv", "dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Trình cấp Giấy chứng nhận\"}");
    ACT("cv", "dossier.submit", D1);
    ACT("tp", "dossier.initial", D1);
    ACT("ld", "dossier.approve", D1);
    ACT("vt", "dossier.number", D1);
    ACT("vt", "dossier.issue", D1);
    ACT("ub", "dossier.decide", "{\"dossier\":1,\"outcome\":\"granted\"}");
    REFUSED("dn", "dossier.request_withdrawal", WHY("Doanh nghiệp không còn nhu cầu"), E_STATE, "dossier.wrong_state");
    REFUSED("ld", "dossier.stop", WHY("Bất khả kháng do bão lũ"), E_STATE, "dossier.wrong_state");
}

static void before_acceptance_a_withdrawal_has_no_code_yet(void **state)
{
    struct office_fixture *f = *state;
    ACT("dn", "dossier.file",
        "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\"]}");
    ACT("dn", "dossier.request_withdrawal", WHY("Nộp nhầm thủ tục hành chính"));
    ACT("mc", "dossier.refuse_withdrawal", WHY("Chưa xác minh được người đề nghị"));
    assert_int_equal(get(f).state, DOSSIER_FILED);
    assert_int_equal(get(f).step_role, ROLE_ONE_STOP_OFFICER);
    ACT("dn", "dossier.request_withdrawal", WHY("Nộp nhầm thủ tục hành chính"));
    ACT("mc", "dossier.confirm_withdrawal", D1);
    assert_int_equal(get(f).state, DOSSIER_WITHDRAWN);
    assert_null(json_get_text(paper(f, "05"), "dossier_code", NULL));
}

/* ---- silence ---- */

static bool lapse(struct office_fixture *f)
{
    struct act_answer answer;
    struct actor system = {"he-thong", "Hệ thống", "system-admin", "H37.T01"};
    struct act_call call = {.name = "dossier.lapse", .input = office_fixture_json(f, D1), .version = -1};
    op_clear(&f->op);
    return act_perform(&f->op, f->office, &system, &call, &answer);
}

static void silence_closes_after_its_own_term(void **state)
{
    struct office_fixture *f = *state;
    to_appraisal(f);
    assert_false(lapse(f));
    assert_string_equal(f->op.error.key, "dossier.wrong_state");
    ACT("cv", "dossier.draft_supplement", ASK);
    ACT("tp", "dossier.sign_notice", D1);
    IS(get(f).limit_at, "2026-12-14T09:20:00+07:00");
    at(f, "2026-12-14T09:19");
    assert_false(lapse(f));
    assert_string_equal(f->op.error.key, "dossier.limit_not_passed");
    REFUSED("mc", "dossier.lapse", D1, E_FORBIDDEN, "act.forbidden"); /* no seat does this */
    at(f, "2026-12-14T09:20");
    assert_true(lapse(f));
    struct dossier d = get(f);
    assert_int_equal(d.state, DOSSIER_STOPPED);
    assert_true(instant_is_none(d.limit_at) && instant_is_none(d.paused_at));
    assert_string_equal(json_get_text(paper(f, "05"), "signer_name", ""), "Hệ thống tự động thông báo");
    assert_string_equal(last_event(f, "dossier.lapsed").account, "he-thong");
    IS(changes(f, 1)[0].to_at, "2026-12-14T09:20:00+07:00"); /* the wait is over */
}

static void silence_closes_before_acceptance_too(void **state)
{
    struct office_fixture *f = *state;
    ACT("dn", "dossier.file",
        "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\"]}");
    ACT("mc", "dossier.request_supplement", ASK);
    at(f, "2026-12-14T09:20");
    assert_true(lapse(f));
    assert_int_equal(get(f).state, DOSSIER_STOPPED);
    changes(f, 0);
}

/* ---- due soon ---- */

static void a_limit_is_due_soon_in_its_last_fifth(void **state)
{
    struct office_fixture *f = *state;
    to_appraisal(f);
    struct dossier d = get(f);
    /* ten working days of term: two of them */
    IS(d.soon_at, "2026-12-03T09:20:00+07:00");
    assert_string_equal(timing_open(instant_add(d.soon_at, -1), d.due_at, d.soon_at), "on_time");
    assert_string_equal(timing_open(d.soon_at, d.due_at, d.soon_at), "due_soon");
    ACT("dn", "dossier.file",
        "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\"]}");
    assert_true(dossier_get(&f->op, office_db(f->office), 2, &d));
    /* eight working hours to accept: the last two, not from the first minute on */
    IS(d.acceptance_due_at, "2026-11-23T09:20:00+07:00");
    IS(d.soon_at, "2026-11-20T16:20:00+07:00");
}

/* Decree 118/2025 Art. 18.2; 24/11/2026 is a holiday, Saturday 22/8/2026 is worked. */
static void what_is_received_by_fifteen_hours_goes_the_same_working_day(void **state)
{
    static const struct {
        const char *accepted, *due, *in_time, *slow;
    } cases[] = {
        {"2026-11-20T09:30:00+07:00", "2026-11-20T17:00:00+07:00", "2026-11-20T17:05:00+07:00", "2026-11-23T08:00:00+07:00"},
        {"2026-11-20T15:00:00+07:00", "2026-11-20T17:00:00+07:00", "2026-11-20T15:00:00+07:00", "2026-11-21T08:00:00+07:00"},
        {"2026-11-20T15:01:00+07:00", "2026-11-23T08:00:00+07:00", "2026-11-23T11:00:00+07:00", "2026-11-24T08:00:00+07:00"},
        {"2026-11-23T16:00:00+07:00", "2026-11-25T08:00:00+07:00", "2026-11-23T16:10:00+07:00", "2026-11-26T08:00:00+07:00"},
        {"2026-08-22T14:00:00+07:00", "2026-08-22T17:00:00+07:00", "2026-08-22T16:00:00+07:00", "2026-08-23T09:00:00+07:00"},
        {"2026-11-22T10:00:00+07:00", "2026-11-23T08:00:00+07:00", "2026-11-23T16:59:00+07:00", "2026-11-25T08:00:00+07:00"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct instant accepted, due, in_time, slow;
        assert_true(instant_parse(cases[i].accepted, &accepted) && instant_parse(cases[i].due, &due) &&
                    instant_parse(cases[i].in_time, &in_time) && instant_parse(cases[i].slow, &slow));
        assert_int_equal(hand_over_due(calendar_builtin(), accepted).ms, due.ms);
        assert_false(hand_over_is_slow(due, in_time));
        assert_true(hand_over_is_slow(due, slow));
    }
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, office_fixture_setup, office_fixture_teardown)
    const struct CMUnitTest tests[] = {
        T(a_supplement_while_handled_is_drafted_signed_and_restarts_the_term),
        T(the_steps_that_remain_share_the_restarted_term),
        T(a_procedure_may_shift_the_term_by_the_waiting_time_instead),
        T(requests_are_counted_at_intake_and_in_handling_together),
        T(a_second_round_is_asked_for_where_the_law_gives_two),
        T(a_rejected_draft_goes_back_to_who_wrote_it),
        T(an_apology_gives_one_new_date_and_both_are_kept),
        T(an_apology_comes_a_working_day_before_the_due_date),
        T(a_stop_is_drafted_and_signed_by_the_director),
        T(the_director_stops_at_any_step_even_with_a_notice_waiting),
        T(a_withdrawal_is_asked_for_checked_and_confirmed),
        T(a_refused_withdrawal_goes_back_where_it_was),
        T(nothing_is_withdrawn_after_the_decision),
        T(before_acceptance_a_withdrawal_has_no_code_yet),
        T(silence_closes_after_its_own_term),
        T(silence_closes_before_acceptance_too),
        T(a_limit_is_due_soon_in_its_last_fifth),
        cmocka_unit_test(what_is_received_by_fifteen_hours_goes_the_same_working_day),
    };
    return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
