/* Procedures with councils, applicants' steps, cases and provincial step tables, each played from filing to return by the seats that its
 * table names. Terms and steps: QĐ 2487/QĐ-UBND Lạng Sơn 19/11/2025, QĐ 2776/QĐ-UBND Đồng Nai 18/11/2025. */
#include "account/account.h"
#include "catalogue/procedure_variant.h"
#include "dossier/clock.h"
#include "dossier/dossier.h"
#include "dossier/paper.h"
#include "org/org.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <stdio.h>
#include <string.h>

static const struct json *procedure_file(struct office_fixture *f, const char *code)
{
    char path[1024];
    (void)snprintf(path, sizeof path, TEST_SOURCE_DIR "/scenarios/data/procedures/%s.json", code);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = arena_alloc(f->op.arena, 200000);
    size_t n = fread(text, 1, 199999, file);
    (void)fclose(file);
    text[n] = '\0';
    return office_fixture_json(f, text);
}

static void add(struct office_fixture *f, const char *id, enum role role, const char *org)
{
    struct account a = {.id = id, .name = id, .role = (int)role, .org = org, .active = true};
    assert_true(account_add(&f->op, office_db(f->office), &a));
}

/* Beside the department of Lạng Sơn, that of Đồng Nai, whose people have names with a d. */
static int open_office(void **state)
{
    static struct office_fixture f;
    static const char *const more[] = {"1.014438", "1.014444", "1.014451"};
    static const char *const orgs[][3] = {{"H19", "committee", NULL}, {"H19.T01", "department", "H19"}, {"H19.T02", "one-stop", "H19"}};
    office_fixture_open(&f);
    for (size_t i = 0; i < 3; i++) {
        struct org org = {.code = orgs[i][0], .name_vi = "Đồng Nai", .name_en = "Đồng Nai", .kind = orgs[i][1], .parent = orgs[i][2],
                          .open_on = "2025-03-01", .certainty = "invented"};
        assert_true(procedure_load(&f.op, office_db(f.office), procedure_file(&f, more[i])));
        assert_true(org_add(&f.op, office_db(f.office), &org));
    }
    add(&f, "cvd", ROLE_SPECIALIST, "H19.T01");
    add(&f, "tpd", ROLE_DIVISION_HEAD, "H19.T01");
    add(&f, "ldd", ROLE_DIRECTOR, "H19.T01");
    add(&f, "ubd", ROLE_COMMITTEE, "H19");
    add(&f, "mcd", ROLE_ONE_STOP_OFFICER, "H19.T02");
    *state = &f;
    return 0;
}
static int close_office(void **state)
{
    office_fixture_close(*state);
    return 0;
}

static struct dossier get(struct office_fixture *f)
{
    struct dossier d;
    op_clear(&f->op);
    assert_true(dossier_get(&f->op, office_db(f->office), 1, &d));
    return d;
}

static void act(struct office_fixture *f, const char *who, const char *name, const char *more)
{
    const char *input = arena_printf(f->op.arena, "{\"dossier\":1%s%s}", *more == '\0' ? "" : ",", more);
    if (!office_fixture_act(f, who, name, input)) {
        struct dossier d = get(f);
        fail_msg("step %d: %s by %s refused", (int)d.step, name, who);
    }
}

static void file(struct office_fixture *f, const char *code, const char *agency, const char *variant)
{
    struct procedure_version v;
    struct procedure_component *papers = NULL;
    size_t count = 0;
    struct strbuf b;
    f->op.now = f->now;
    assert_true(procedure_version_on(&f->op, office_db(f->office), code, instant_day(f->now), &v));
    assert_true(procedure_components(&f->op, office_db(f->office), v.id, &papers, &count));
    strbuf_init(&b, f->op.arena, 4000);
    for (size_t i = 0; i < count; i++) {
        strbuf_printf(&b, "%s\"%s\"", i > 0 ? "," : "", papers[i].code);
    }
    const char *input = arena_printf(f->op.arena, "{\"procedure\":\"%s\",\"agency\":\"%s\",\"channel\":\"online\",\"components\":[%s]%s}", code,
                                     agency, b.data, variant == NULL ? "" : arena_printf(f->op.arena, ",\"variant\":\"%s\"", variant));
    assert_true(office_fixture_act(f, "dn", "dossier.file", input));
}

static const char *seat_of(int role, const char *agency)
{
    bool lang_son = strncmp(agency, "H37", 3) == 0;
    switch ((enum role)role) {
    case ROLE_ONE_STOP_OFFICER:
        return lang_son ? "mc" : "mcd";
    case ROLE_DIVISION_HEAD:
        return lang_son ? "tp" : "tpd";
    case ROLE_SPECIALIST:
        return lang_son ? "cv" : "cvd";
    case ROLE_DIRECTOR:
        return lang_son ? "ld" : "ldd";
    case ROLE_CLERK:
        return "vt";
    case ROLE_COMMITTEE:
        return lang_son ? "ub" : "ubd";
    case ROLE_APPLICANT:
        return "dn";
    case ROLE_FEE_CLERK:
    case ROLE_POSTAL_AGENT:
    case ROLE_COORDINATING_AGENCY:
    case ROLE_CONTROLLER:
    case ROLE_UNIT_ADMIN:
    case ROLE_SYSTEM_ADMIN:
    case ROLE_COUNT:
        break;
    }
    fail_msg("nobody plays role %d", role);
    return NULL;
}

static void appraise(struct office_fixture *f, const char *who)
{
    assert_null(get(f).appraisal); /* each time anew */
    act(f, who, "dossier.appraise", "\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"");
    act(f, who, "dossier.draft", "\"kind\":\"grant\",\"summary\":\"Trình ký ban hành\"");
    act(f, who, "dossier.submit", "");
}

/* Does what the step in hand asks for. */
static void step(struct office_fixture *f, enum step_kind kind, const char *who)
{
    switch (kind) {
    case STEP_INTAKE:
        act(f, who, "dossier.accept", "");
        act(f, who, "dossier.hand_over", "");
        return;
    case STEP_ASSIGN:
        act(f, who, "dossier.assign", "\"account\":\"cv\"");
        return;
    case STEP_APPRAISE:
        if (get(f).state == DOSSIER_FILED) {
            act(f, who, "dossier.accept", "");
        }
        appraise(f, who);
        return;
    case STEP_REVIEW:
        act(f, who, "dossier.initial", "");
        return;
    case STEP_SIGN:
        act(f, who, "dossier.approve", "");
        return;
    case STEP_ISSUE:
        act(f, who, "dossier.number", "");
        act(f, who, "dossier.issue", "");
        return;
    case STEP_DECIDE:
        act(f, who, "dossier.decide", "\"outcome\":\"granted\"");
        return;
    case STEP_RETURN:
        act(f, who, "dossier.return_result", "\"by\":\"electronic\"");
        return;
    case STEP_COUNCIL:
    case STEP_OPINION:
    case STEP_INSPECT:
        act(f, who, "dossier.complete_step", "\"note\":\"Đã họp, có biên bản kèm theo\"");
        return;
    case STEP_APPLICANT:
        act(f, who, "dossier.explain", "\"text\":\"Đã giải trình, hoàn thiện hồ sơ\"");
        return;
    }
}

/* From filing to return; how many steps it took. */
static int play(struct office_fixture *f, const char *agency)
{
    struct dossier d = get(f);
    struct procedure_step *steps = NULL;
    size_t count = 0;
    int done = 0;
    assert_true(procedure_steps(&f->op, office_db(f->office), d.procedure_version, &steps, &count));
    for (; d.state != DOSSIER_RETURNED && done < 30; done++) {
        assert_true(d.step >= 1 && (size_t)d.step <= count);
        step(f, (enum step_kind)steps[d.step - 1].kind, seat_of(d.step_role, agency));
        d = get(f);
    }
    assert_int_equal(d.state, DOSSIER_RETURNED);
    assert_int_equal((int)count, done);
    return done;
}

static void is_due(struct office_fixture *f, const char *instant)
{
    char out[INSTANT_TEXT];
    assert_string_equal(instant_format(get(f).original_due_at, out), instant);
}

/* ---- procedures ---- */

static void recognition_of_a_centre_has_a_case_with_and_one_without_a_council(void **state)
{
    struct office_fixture *f = *state;
    file(f, "1.014438", "H37.T01", NULL);
    assert_int_equal(play(f, "H37.T01"), 8);
    is_due(f, "2026-12-07T09:20:00+07:00"); /* 15 days: Saturday 05/12 -> Monday */
}

static void a_council_makes_it_nineteen_steps_in_27_days(void **state)
{
    struct office_fixture *f = *state;
    file(f, "1.014438", "H37.T01", "council");
    assert_int_equal(play(f, "H37.T01"), 19);
    is_due(f, "2026-12-17T09:20:00+07:00"); /* 20/11 + 27 days, a Thursday */
}

static void assessment_of_a_task_has_fourteen_steps_in_28_days(void **state)
{
    struct office_fixture *f = *state;
    file(f, "1.014444", "H37.T01", NULL);
    assert_int_equal(play(f, "H37.T01"), 14);
    is_due(f, "2026-12-18T09:20:00+07:00");
}

static void registration_of_a_task_has_two_councils_and_24_steps_in_63_days(void **state)
{
    struct office_fixture *f = *state;
    file(f, "1.014451", "H37.T01", NULL);
    assert_int_equal(play(f, "H37.T01"), 24);
    is_due(f, "2027-01-22T09:20:00+07:00");
}

static void the_same_procedure_has_five_steps_in_another_province(void **state)
{
    struct office_fixture *f = *state;
    struct form_issue *forms = NULL;
    size_t count = 0;
    file(f, "1.014445", "H19.T01", NULL);
    assert_int_equal(play(f, "H19.T01"), 5);
    is_due(f, "2026-12-07T09:20:00+07:00"); /* the same 15 days */
    assert_string_equal(get(f).handler, "cvd"); /* who receives handles */
    assert_true(paper_list(&f->op, office_db(f->office), 1, &forms, &count));
    assert_int_equal(count, 2); /* 01 and the control sheet */
}

/* Five steps: the one who received it handles it; sent back to that one it is handled on, not received anew. */
static void where_who_receives_handles_a_draft_sent_back_is_handled_on(void **state)
{
    struct office_fixture *f = *state;
    struct form_issue *forms = NULL;
    size_t count = 0;
    file(f, "1.014445", "H19.T01", NULL);
    step(f, STEP_APPRAISE, seat_of(get(f).step_role, "H19.T01"));
    struct dossier before = get(f);
    act(f, seat_of(before.step_role, "H19.T01"), "dossier.send_back", "\"reason\":\"Dự thảo thiếu căn cứ pháp lý\"");
    struct dossier d = get(f);
    assert_int_equal(d.step, 1);
    assert_int_equal(d.state, DOSSIER_IN_HANDLING);
    assert_string_equal(d.handler, "cvd");
    assert_string_equal(d.division, before.division);
    act(f, "cvd", "dossier.draft", "\"kind\":\"grant\",\"summary\":\"Bổ sung căn cứ pháp lý\""); /* the appraisal stands */
    act(f, "cvd", "dossier.appraise", "\"eligible\":true,\"opinion\":\"Thẩm định lại, đủ điều kiện\"");
    act(f, "cvd", "dossier.draft", "\"kind\":\"grant\",\"summary\":\"Bổ sung căn cứ pháp lý\"");
    act(f, "cvd", "dossier.submit", "");
    assert_int_equal(instant_compare(get(f).transferred_at, before.transferred_at), 0);
    assert_true(paper_list(&f->op, office_db(f->office), 1, &forms, &count));
    assert_int_equal(count, 2); /* one control sheet for its whole life */
}

/* Sent back past the assignment it is nobody's until it is assigned anew. */
static void sent_back_to_the_counter_a_dossier_has_no_handler(void **state)
{
    struct office_fixture *f = *state;
    file(f, "1.014438", "H37.T01", NULL);
    step(f, STEP_INTAKE, seat_of(get(f).step_role, "H37.T01"));
    step(f, STEP_ASSIGN, seat_of(get(f).step_role, "H37.T01"));
    assert_string_equal(get(f).handler, "cv");
    act(f, "cv", "dossier.send_back", "\"to_step\":1,\"reason\":\"Không thuộc lĩnh vực của phòng\"");
    assert_int_equal(get(f).state, DOSSIER_ACCEPTED);
    assert_null(get(f).handler);
    assert_null(get(f).division);
}

/* ---- cases ---- */

static void refused(struct office_fixture *f, const char *who, const char *name, const char *more, const char *key)
{
    assert_false(office_fixture_act(f, who, name, arena_printf(f->op.arena, "{\"dossier\":1,%s}", more)));
    assert_string_equal(f->op.error.key, key);
    op_clear(&f->op);
}

static void the_case_may_be_changed_before_acceptance_and_is_then_frozen(void **state)
{
    struct office_fixture *f = *state;
    file(f, "1.014438", "H37.T01", NULL);
    refused(f, "mc", "dossier.change_variant", "\"variant\":\"two-councils\",\"reason\":\"Chọn nhầm trường hợp\"", "procedure.variant_unknown");
    refused(f, "mc", "dossier.change_variant", "\"variant\":\"standard\",\"reason\":\"Chọn nhầm trường hợp\"", "dossier.same_variant");
    refused(f, "tp", "dossier.change_variant", "\"variant\":\"council\",\"reason\":\"Chọn nhầm trường hợp\"", "act.forbidden");
    act(f, "mc", "dossier.change_variant", "\"variant\":\"council\",\"reason\":\"Phải lập hội đồng tư vấn\"");
    assert_true(get(f).procedure_version >= PROCEDURE_VARIANT_FROM);
    act(f, "mc", "dossier.change_variant", "\"variant\":\"standard\",\"reason\":\"Không phải lập hội đồng\"");
    assert_true(get(f).procedure_version < PROCEDURE_VARIANT_FROM);
    act(f, "mc", "dossier.change_variant", "\"variant\":\"council\",\"reason\":\"Phải lập hội đồng tư vấn\"");
    act(f, "mc", "dossier.accept", "");
    is_due(f, "2026-12-17T09:20:00+07:00");
    refused(f, "mc", "dossier.change_variant", "\"variant\":\"standard\",\"reason\":\"Chọn nhầm trường hợp\"", "dossier.wrong_state");
}

static void a_province_takes_its_own_table_and_not_that_of_another(void **state)
{
    struct office_fixture *f = *state;
    struct db *db = office_db(f->office);
    struct procedure_version v, taken;
    int64_t id = 0;
    f->op.now = f->now;
    assert_true(procedure_version_on(&f->op, db, "1.014438", instant_day(f->now), &v));
    assert_true(procedure_take(&f->op, db, v.id, "H37.T01", NULL, &id));
    assert_int_equal(id, v.id);
    assert_true(procedure_take(&f->op, db, v.id, "H19.T01", NULL, &id));
    assert_true(procedure_version_get(&f->op, db, id, &taken));
    assert_string_equal(term_format(f->op.arena, taken.term), "27 days");
    assert_int_equal(taken.base, v.id);
    assert_true(procedure_take(&f->op, db, id, "H37.T01", NULL, &id)); /* from one as taken, back to the version */
    assert_int_equal(id, v.id);
}

static void a_variant_whose_steps_do_not_add_up_is_refused(void **state)
{
    struct office_fixture *f = *state;
    const struct json *file_of = office_fixture_json(
        f, "{\"code\":\"9.000001\",\"name_vi\":\"a\",\"name_en\":\"a\",\"field\":\"a\",\"certainty\":\"authored\",\"source\":\"a\",\"number\":1,"
           "\"effective_from\":\"2025-01-01\",\"term\":\"1 days\",\"intake\":\"8 workhours\",\"supplement_max\":1,\"result_vi\":\"a\","
           "\"result_en\":\"a\",\"legal_basis\":\"a\",\"components\":[],\"steps\":[{\"name_vi\":\"a\",\"name_en\":\"a\",\"kind\":\"intake\","
           "\"role\":\"one-stop-officer\",\"share_milli\":1000}],\"variants\":[{\"code\":\"council\",\"name_vi\":\"a\",\"name_en\":\"a\","
           "\"term\":\"3 days\",\"certainty\":\"authored\",\"source\":\"a\",\"steps\":[{\"name_vi\":\"a\",\"name_en\":\"a\",\"kind\":\"intake\","
           "\"role\":\"one-stop-officer\",\"share_milli\":2000}]}]}");
    assert_false(procedure_load(&f->op, office_db(f->office), file_of));
    assert_string_equal(f->op.error.key, "procedure.shares");
    op_clear(&f->op);
}

static void a_council_s_step_is_not_for_others_and_needs_a_note(void **state)
{
    struct office_fixture *f = *state;
    file(f, "1.014444", "H37.T01", NULL);
    for (int i = 0; i < 6; i++) {
        struct dossier d = get(f);
        static const enum step_kind kinds[] = {STEP_INTAKE, STEP_ASSIGN, STEP_APPRAISE, STEP_REVIEW, STEP_SIGN, STEP_ISSUE};
        step(f, kinds[i], seat_of(d.step_role, "H37.T01"));
    }
    assert_int_equal(get(f).step, 7);
    refused(f, "cv", "dossier.complete_step", "\"note\":\"Đã thành lập hội đồng\"", "dossier.not_your_seat");
    refused(f, "ub", "dossier.decide", "\"outcome\":\"granted\"", "dossier.wrong_state");
    refused(f, "ub", "dossier.complete_step", "\"note\":\"\"", "input.invalid");
    act(f, "ub", "dossier.complete_step", "\"note\":\"Quyết định thành lập hội đồng\"");
    assert_string_equal(get(f).step_account, "cv"); /* the council is the case officer's to prepare */
}

/* ---- the applicant's own step ---- */

/* Plays up to the step where the applicant explains or completes. */
static void to_the_applicant(struct office_fixture *f, const char *code, const char *variant)
{
    struct procedure_step *steps = NULL;
    size_t count = 0;
    file(f, code, "H37.T01", variant);
    struct dossier d = get(f);
    assert_true(procedure_steps(&f->op, office_db(f->office), d.procedure_version, &steps, &count));
    while (d.step_role != ROLE_APPLICANT) {
        step(f, (enum step_kind)steps[d.step - 1].kind, seat_of(d.step_role, "H37.T01"));
        d = get(f);
    }
}

static bool lapse(struct office_fixture *f)
{
    struct act_answer answer;
    struct actor system = {"he-thong", "Hệ thống", "system-admin", "H37.T01"};
    struct act_call call = {.name = "dossier.lapse", .input = office_fixture_json(f, "{\"dossier\":1}"), .version = -1};
    op_clear(&f->op);
    return act_perform(&f->op, f->office, &system, &call, &answer);
}

static void limit_is(struct office_fixture *f, const char *instant)
{
    char out[INSTANT_TEXT];
    assert_string_equal(instant_format(get(f).limit_at, out), instant);
    assert_false(instant_is_none(get(f).paused_at)); /* time that does not count */
}

static void at(struct office_fixture *f, const char *instant)
{
    assert_true(instant_parse(instant, &f->now));
}

/* NĐ 268/2025, QĐ 2487/QĐ-UBND Lạng Sơn: 5 working days to explain; what does not come stops the procedure. */
static void an_applicant_who_does_not_explain_in_time_ends_the_procedure(void **state)
{
    struct office_fixture *f = *state;
    struct form_issue *forms = NULL;
    struct deadline_change *turns = NULL;
    size_t count = 0, turn_count = 0;
    to_the_applicant(f, "1.014438", "council");
    assert_int_equal(get(f).step, 13);
    limit_is(f, "2026-11-30T09:20:00+07:00"); /* Friday 20/11 + 5, without the holiday of 24/11 */
    at(f, "2026-11-30T09:19");
    assert_false(lapse(f));
    assert_string_equal(f->op.error.key, "dossier.limit_not_passed");
    refused(f, "mc", "dossier.lapse", "\"note\":\"Hết hạn\"", "act.forbidden"); /* no seat does this */
    at(f, "2026-11-30T09:20");
    assert_true(lapse(f));
    struct dossier d = get(f);
    assert_int_equal(d.state, DOSSIER_STOPPED);
    assert_true(instant_is_none(d.limit_at) && instant_is_none(d.paused_at));
    assert_true(paper_list(&f->op, office_db(f->office), 1, &forms, &count));
    assert_string_equal(forms[count - 1].form, "05");
    /* says what was not done and until when, and nothing of a supplement that nobody asked for */
    struct form_issue notice = {0};
    assert_true(paper_get(&f->op, office_db(f->office), forms[count - 1].id, &notice));
    assert_string_equal(json_get_text(notice.data, "reason", ""),
                        "Đến hết 09 giờ 20 phút, ngày 30/11/2026, tổ chức, cá nhân chưa thực hiện phần việc của mình: “Tổ chức giải trình, hoàn thiện hồ sơ”; "
                        "hồ sơ chưa đủ căn cứ để tiếp tục giải quyết.");
    assert_true(clock_changes(&f->op, office_db(f->office), 1, &turns, &turn_count));
    assert_int_equal(turn_count, 1);
    assert_false(instant_is_none(turns[0].to_at)); /* the wait is over */
    refused(f, "dn", "dossier.explain", "\"text\":\"Giải trình muộn mất rồi\"", "dossier.wrong_state");
}

static void who_explains_in_time_is_not_stopped_and_loses_no_days(void **state)
{
    struct office_fixture *f = *state;
    to_the_applicant(f, "1.014438", "council");
    is_due(f, "2026-12-17T09:20:00+07:00");
    at(f, "2026-11-30T09:19");
    act(f, "dn", "dossier.explain", "\"text\":\"Đã giải trình, hoàn thiện hồ sơ\"");
    struct dossier d = get(f);
    assert_int_equal(d.state, DOSSIER_IN_HANDLING);
    assert_true(instant_is_none(d.limit_at) && instant_is_none(d.paused_at));
    assert_true(instant_compare(d.due_at, d.original_due_at) > 0); /* shifted by the wait; the promise stays */
    at(f, "2026-12-14T09:00");
    assert_false(lapse(f));
    assert_string_equal(f->op.error.key, "dossier.wrong_state");
}

/* Step B17 of QĐ 2487/QĐ-UBND Lạng Sơn: 15 days, not counted. */
static void a_task_whose_papers_are_not_completed_in_15_days_is_no_longer_considered(void **state)
{
    struct office_fixture *f = *state;
    to_the_applicant(f, "1.014451", NULL);
    assert_int_equal(get(f).step, 17);
    limit_is(f, "2026-12-07T09:20:00+07:00"); /* Saturday 05/12 -> Monday */
    at(f, "2026-12-07T09:20");
    assert_true(lapse(f));
    assert_int_equal(get(f).state, DOSSIER_STOPPED);
}

#define T(name) cmocka_unit_test_setup_teardown(name, open_office, close_office)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(recognition_of_a_centre_has_a_case_with_and_one_without_a_council),
        T(a_council_makes_it_nineteen_steps_in_27_days),
        T(assessment_of_a_task_has_fourteen_steps_in_28_days),
        T(registration_of_a_task_has_two_councils_and_24_steps_in_63_days),
        T(the_same_procedure_has_five_steps_in_another_province),
        T(where_who_receives_handles_a_draft_sent_back_is_handled_on),
        T(sent_back_to_the_counter_a_dossier_has_no_handler),
        T(the_case_may_be_changed_before_acceptance_and_is_then_frozen),
        T(a_province_takes_its_own_table_and_not_that_of_another),
        T(a_variant_whose_steps_do_not_add_up_is_refused),
        T(a_council_s_step_is_not_for_others_and_needs_a_note),
        T(an_applicant_who_does_not_explain_in_time_ends_the_procedure),
        T(who_explains_in_time_is_not_stopped_and_loses_no_days),
        T(a_task_whose_papers_are_not_completed_in_15_days_is_no_longer_considered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
