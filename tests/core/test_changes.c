/* What others did to a dossier, told from its record: the facts told to the end are the dossier's row after every act; told to an earlier
 * act they are what stood then. Also taking over, and that opening late is no mistake. */
#include "account/account.h"
#include "audit/audit.h"
#include "dossier/changes.h"
#include "dossier/dossier.h"
#include "dossier/passing.h"
#include "dossier/sharing.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <string.h>

static struct dossier get(struct office_fixture *f)
{
    struct dossier d;
    op_clear(&f->op);
    assert_true(dossier_get(&f->op, office_db(f->office), 1, &d));
    return d;
}

static int64_t last_act(struct office_fixture *f)
{
    struct event *events = NULL;
    size_t count = 0;
    assert_true(audit_dossier_events(&f->op, office_db(f->office), 1, &events, &count));
    return count == 0 ? 0 : events[count - 1].act;
}

static const char *value(struct office_fixture *f, int64_t last, enum dossier_fact fact, const char *key)
{
    struct facts facts;
    struct dossier d = get(f);
    assert_true(dossier_facts(&f->op, office_db(f->office), &d, last, &facts));
    return facts_get(&facts, fact, key);
}

static void same_text(const char *what, const char *told, const char *row)
{
    if ((told == NULL) != (row == NULL) || (told != NULL && strcmp(told, row) != 0)) {
        fail_msg("%s: the record tells %s, the row holds %s", what, told == NULL ? "nothing" : told, row == NULL ? "nothing" : row);
    }
}

static void same_instant(struct office_fixture *f, const char *what, const char *told, struct instant row)
{
    struct instant at = INSTANT_NONE;
    if (told != NULL) {
        assert_true(instant_parse(told, &at));
    }
    if (instant_is_none(at) != instant_is_none(row) || (told != NULL && instant_compare(at, row) != 0)) {
        fail_msg("%s: the record tells %s, the row holds %lld", what, told == NULL ? "nothing" : told, (long long)row.ms);
    }
    (void)f;
}

static const char *holder_of(struct office_fixture *f, const struct dossier *d)
{
    if (d->step == 0) {
        return NULL;
    }
    return d->step_account != NULL ? d->step_account : arena_printf(f->op.arena, "@%s", role_code((enum role)d->step_role));
}

/* Everything that both the record and the row say. */
static void the_record_tells_the_row(struct office_fixture *f, const char *after)
{
    struct facts facts;
    struct dossier d = get(f);
    struct db *db = office_db(f->office);
    print_message("  after %s\n", after);
    assert_true(dossier_facts(&f->op, db, &d, INT64_MAX, &facts));
#define TOLD(fact) facts_get(&facts, fact, "")
    same_text("state", TOLD(FACT_STATE), dossier_state_choices.codes[d.state]);
    same_text("step", TOLD(FACT_STEP), d.step == 0 ? NULL : arena_int(f->op.arena, d.step));
    same_text("holder", TOLD(FACT_HOLDER), holder_of(f, &d));
    same_text("handler", TOLD(FACT_HANDLER), d.handler);
    same_text("division", TOLD(FACT_DIVISION), d.division);
    same_text("code", TOLD(FACT_CODE), d.code);
    same_text("result_kind", TOLD(FACT_RESULT_KIND), d.result_kind);
    same_text("summary", TOLD(FACT_SUMMARY), d.draft_summary);
    same_text("number", TOLD(FACT_NUMBER), d.submission_number);
    same_text("returned_by", TOLD(FACT_RETURNED_BY), d.returned_by);
    same_text("opinion", TOLD(FACT_OPINION), json_get_text(d.appraisal, "opinion", NULL));
    same_text("notice", TOLD(FACT_NOTICE), json_get_text(d.notice, "kind", NULL));
    bool unsealed = d.state == DOSSIER_COMPLETED && strcmp(d.delivery, "none") == 0;
    same_text("delivery", TOLD(FACT_DELIVERY), unsealed ? "to_seal" : strcmp(d.delivery, "none") == 0 ? NULL : d.delivery);
    same_text("archived", TOLD(FACT_ARCHIVED), instant_is_none(d.archived_at) ? NULL : "yes");
    same_text("fee", TOLD(FACT_FEE), strcmp(d.financial, "none") == 0 ? NULL : d.financial);
    same_instant(f, "acceptance_due_at", TOLD(FACT_ACCEPTANCE_DUE), d.acceptance_due_at);
    same_instant(f, "due_at", TOLD(FACT_DUE), d.due_at);
    same_instant(f, "limit_at", TOLD(FACT_LIMIT), d.limit_at);
#undef TOLD
    struct dossier_participant *list = NULL;
    struct dossier_component *parts = NULL;
    size_t count = 0, part_count = 0;
    assert_true(dossier_participants(&f->op, db, 1, &list, &count) && dossier_components(&f->op, db, 1, &parts, &part_count));
    for (size_t i = 0; i < count; i++) {
        same_text(list[i].account, facts_get(&facts, FACT_PARTICIPANT, list[i].account), list[i].kind);
    }
    for (size_t i = 0; i < part_count; i++) {
        same_text(parts[i].code, facts_get(&facts, FACT_PROVIDED, parts[i].code), instant_is_none(parts[i].provided_at) ? NULL : "yes");
        same_text(parts[i].code, facts_get(&facts, FACT_REQUESTED, parts[i].code), parts[i].requested ? "yes" : NULL);
        same_text(parts[i].code, facts_get(&facts, FACT_CHECKED, parts[i].code), parts[i].checked);
    }
    size_t told = 0;
    for (size_t i = 0; i < facts.count; i++) {
        told += facts.items[i].fact == FACT_PARTICIPANT;
    }
    assert_int_equal(told, count);
}

struct move {
    const char *account, *act, *members; /* members after the dossier, with their comma */
};

static void play(struct office_fixture *f, const struct move *moves, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *input = strcmp(moves[i].act, "dossier.file") == 0
                                ? moves[i].members
                                : arena_printf(f->op.arena, "{\"dossier\":1%s}", moves[i].members);
        if (!office_fixture_act(f, moves[i].account, moves[i].act, input)) {
            fail_msg("%s by %s: %s", moves[i].act, moves[i].account, f->op.error.key);
        }
        the_record_tells_the_row(f, moves[i].act);
        f->now.ms += MS_HOUR / 4;
    }
}
#define PLAY(...)                                                                                                      \
    do {                                                                                                               \
        static const struct move moves[] = {__VA_ARGS__};                                                              \
        play(f, moves, sizeof moves / sizeof moves[0]);                                                                \
    } while (0)
#define FILE_(parts)                                                                                                   \
    {"dn", "dossier.file", "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[" parts "]}"}
#define ALL_PARTS "\"giay-de-nghi\",\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\""
#define TO_APPRAISAL                                                                                                   \
    FILE_(ALL_PARTS), {"mc", "dossier.accept", ""}, {"mc", "dossier.hand_over", ""},                                   \
    {                                                                                                                  \
        "tp", "dossier.assign", ",\"account\":\"cv\""                                                                  \
    }
#define APPRAISED {"cv", "dossier.appraise", ",\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\""}
#define DRAFTED {"cv", "dossier.draft", ",\"kind\":\"grant\",\"summary\":\"Trình cấp Giấy chứng nhận\""}
#define HELPED {"tp", "dossier.add_participant", ",\"account\":\"cv2\",\"kind\":\"co_handler\""}
#define TAKEN(account) {account, "dossier.take_over", ",\"reason\":\"Đồng nghiệp họp đột xuất\""}

/* ---- the record tells the row ---- */

static void from_filing_to_return(void **state)
{
    struct office_fixture *f = *state;
    PLAY(FILE_(ALL_PARTS), {"mc", "dossier.check_components", ",\"items\":[{\"code\":\"giay-de-nghi\",\"result\":\"enough\"}]"},
         {"mc", "dossier.accept", ""}, {"mc", "dossier.hand_over", ""}, {"tp", "dossier.assign", ",\"account\":\"cv\""}, APPRAISED, DRAFTED,
         {"cv", "dossier.submit", ""}, {"tp", "dossier.send_back", ",\"reason\":\"Bổ sung căn cứ pháp lý\""}, DRAFTED, {"cv", "dossier.submit", ""},
         {"tp", "dossier.initial", ""}, {"ld", "dossier.approve", ""}, {"vt", "dossier.number", ""}, {"vt", "dossier.issue", ""},
         {"ub", "dossier.decide", ",\"outcome\":\"granted\""}, {"mc", "dossier.return_result", ",\"by\":\"electronic\""});
}

static void through_a_number_that_is_not_used(void **state)
{
    struct office_fixture *f = *state;
    PLAY(TO_APPRAISAL, APPRAISED, DRAFTED, {"cv", "dossier.submit", ""}, {"tp", "dossier.initial", ""}, {"ld", "dossier.approve", ""},
         {"vt", "dossier.number", ""}, {"vt", "dossier.send_back", ",\"reason\":\"Thể thức Tờ trình chưa đúng\",\"to_step\":3"}, DRAFTED,
         {"cv", "dossier.submit", ""}, {"tp", "dossier.initial", ""}, {"ld", "dossier.approve", ""}, {"vt", "dossier.number", ""}, {"vt", "dossier.issue", ""},
         {"ub", "dossier.send_back", ",\"reason\":\"Thiếu phụ lục kèm theo\",\"to_step\":1"}, {"mc", "dossier.hand_over", ""});
}

static void through_a_supplement_at_intake(void **state)
{
    struct office_fixture *f = *state;
    PLAY(FILE_("\"giay-de-nghi\""),
         {"mc", "dossier.request_supplement", ",\"components\":[\"phuong-an-san-xuat\"],\"reason\":\"Hồ sơ còn thiếu phương án\""},
         {"dn", "dossier.request_withdrawal", ",\"reason\":\"Không còn nhu cầu nữa\""}, {"mc", "dossier.refuse_withdrawal", ",\"reason\":\"Chưa đủ căn cứ để rút\""},
         {"dn", "dossier.supplement", ",\"components\":[\"phuong-an-san-xuat\"]"}, {"mc", "dossier.accept", ",\"confirm_missing\":true"});
}

static void through_notices_signed_and_rejected(void **state)
{
    struct office_fixture *f = *state;
    PLAY(TO_APPRAISAL, {"cv", "dossier.draft_supplement", ",\"components\":[\"phuong-an-san-xuat\"],\"reason\":\"Phương án chưa rõ nguồn công nghệ\""},
         {"tp", "dossier.reject_notice", ",\"reason\":\"Nội dung này đã có trong hồ sơ\""},
         {"cv", "dossier.draft_supplement", ",\"components\":[\"phuong-an-san-xuat\"],\"reason\":\"Phương án chưa rõ nguồn công nghệ\""}, {"tp", "dossier.sign_notice", ""},
         {"dn", "dossier.supplement", ",\"components\":[\"phuong-an-san-xuat\"]"},
         {"cv", "dossier.draft_apology", ",\"new_due\":\"2026-12-21T10:00:00+07:00\",\"reason\":\"Chờ kết quả đo kiểm\""}, {"ld", "dossier.sign_notice", ""},
         {"cv", "dossier.draft_stop", ",\"reason\":\"Người nộp đã giải thể\""}, {"ld", "dossier.sign_notice", ""});
}

static void through_hands_back_and_forth(void **state)
{
    struct office_fixture *f = *state;
    PLAY(TO_APPRAISAL, HELPED, {"cv2", "dossier.contribute", ",\"opinion\":\"Nên kiểm tra lại năng lực\""}, APPRAISED, TAKEN("cv2"), TAKEN("cv"),
         {"tp", "dossier.reassign", ",\"account\":\"cv2\",\"reason\":\"Chuyên viên nghỉ ốm\""}, {"cv2", "dossier.appraise", ",\"eligible\":false,\"opinion\":\"Chưa đủ điều kiện\""},
         {"cv2", "dossier.request_opinion", ",\"org\":\"G06\",\"question\":\"Đề nghị cho ý kiến\""},
         {"cv2", "dossier.draft", ",\"kind\":\"refuse\",\"summary\":\"Trình từ chối\""});
    f->now.ms += 12 * MS_DAY; /* the agency may be silent */
    PLAY({"cv2", "dossier.submit", ""}, {"tp", "dossier.send_back", ",\"reason\":\"Không thuộc phòng này\",\"to_step\":1"}, {"mc", "dossier.hand_over", ""});
}

/* ---- what changed ---- */

static const struct dossier_change *change(const struct dossier_changes *c, enum dossier_fact fact, const char *key)
{
    for (size_t i = 0; i < c->count; i++) {
        if (c->items[i].fact == fact && strcmp(c->items[i].key, key) == 0) {
            return &c->items[i];
        }
    }
    return NULL;
}

static struct dossier_changes changes_since(struct office_fixture *f, int64_t since)
{
    struct dossier_changes c;
    struct dossier d = get(f);
    assert_true(dossier_changes(&f->op, office_db(f->office), &d, since, &c));
    return c;
}

static void what_was_seen_is_told_beside_what_is_now(void **state)
{
    struct office_fixture *f = *state;
    PLAY(TO_APPRAISAL, HELPED, APPRAISED);
    int64_t seen = last_act(f);
    assert_int_equal(changes_since(f, seen).count, 0);
    PLAY({"tp", "dossier.reassign", ",\"account\":\"cv2\",\"reason\":\"Chuyên viên nghỉ ốm\""},
         {"cv2", "dossier.appraise", ",\"eligible\":false,\"opinion\":\"Chưa đủ điều kiện\""});
    struct dossier_changes c = changes_since(f, seen);
    static const struct {
        enum dossier_fact fact;
        const char *before, *after, *by;
    } want[] = {
        {FACT_HOLDER, "cv", "cv2", "tp"},
        {FACT_HANDLER, "cv", "cv2", "tp"},
        {FACT_ELIGIBLE, "yes", "no", "cv2"},
        {FACT_OPINION, "Hồ sơ đủ điều kiện", "Chưa đủ điều kiện", "cv2"},
        {FACT_PARTICIPANT, "co_handler", NULL, "tp"}, /* a handler is not its own co-handler */
    };
    assert_int_equal(c.count, sizeof want / sizeof want[0]);
    for (size_t i = 0; i < c.count; i++) {
        assert_int_equal(c.items[i].fact, want[i].fact); /* in the order of the facts */
        same_text(fact_code(want[i].fact), c.items[i].before, want[i].before);
        same_text(fact_code(want[i].fact), c.items[i].after, want[i].after);
        assert_string_equal(c.items[i].last->account, want[i].by);
    }
    assert_int_equal(c.event_count, 3);
    assert_string_equal(c.events[0].name, "dossier.reassigned");
    assert_string_equal(c.events[1].name, "dossier.participant_removed");
}

static void what_was_changed_and_changed_back_is_no_change(void **state)
{
    struct office_fixture *f = *state;
    PLAY(TO_APPRAISAL);
    int64_t seen = last_act(f);
    PLAY(HELPED, {"tp", "dossier.remove_participant", ",\"account\":\"cv2\""});
    struct dossier_changes c = changes_since(f, seen);
    assert_int_equal(c.count, 0);
    assert_int_equal(c.event_count, 2);
}

static void a_fact_that_ended_is_told_with_nothing_after_it(void **state)
{
    struct office_fixture *f = *state;
    PLAY(TO_APPRAISAL, HELPED);
    int64_t seen = last_act(f);
    PLAY({"tp", "dossier.remove_participant", ",\"account\":\"cv2\""});
    struct dossier_changes c = changes_since(f, seen);
    const struct dossier_change *one = change(&c, FACT_PARTICIPANT, "cv2");
    assert_non_null(one);
    assert_string_equal(one->before, "co_handler");
    assert_null(one->after);
    assert_string_equal(one->last->name, "dossier.participant_removed");
}

static void a_step_entered_anew_shows_that_its_draft_is_gone(void **state)
{
    struct office_fixture *f = *state;
    PLAY(TO_APPRAISAL, APPRAISED, DRAFTED);
    int64_t seen = last_act(f);
    PLAY({"cv", "dossier.submit", ""}, {"tp", "dossier.send_back", ",\"reason\":\"Chuyển chuyên viên khác\",\"to_step\":2"}, {"tp", "dossier.assign", ",\"account\":\"cv2\""});
    struct dossier_changes c = changes_since(f, seen);
    assert_non_null(change(&c, FACT_SUMMARY, ""));
    assert_null(change(&c, FACT_SUMMARY, "")->after);
    assert_string_equal(value(f, seen, FACT_SUMMARY, ""), "Trình cấp Giấy chứng nhận");
}

/* ---- taking over ---- */

#define REFUSED(account, act, members, code_, key_)                                                                    \
    do {                                                                                                               \
        assert_false(office_fixture_act(f, account, act, "{\"dossier\":1" members "}"));                               \
        assert_string_equal(f->op.error.key, key_);                                                                    \
        assert_int_equal(f->op.error.code, code_);                                                                     \
        op_clear(&f->op);                                                                                              \
    } while (0)
#define REASON ",\"reason\":\"Đồng nghiệp họp đột xuất\""

static void only_a_co_handler_takes_over_and_the_other_works_along_from_then_on(void **state)
{
    struct office_fixture *f = *state;
    PLAY(FILE_(ALL_PARTS), {"mc", "dossier.accept", ""}, {"mc", "dossier.hand_over", ""});
    REFUSED("cv2", "dossier.take_over", REASON, E_STATE, "dossier.not_assigned");
    PLAY({"tp", "dossier.assign", ",\"account\":\"cv\""});
    REFUSED("cv2", "dossier.take_over", REASON, E_FORBIDDEN, "participant.not_co_handler");
    REFUSED("cv", "dossier.take_over", REASON, E_STATE, "take_over.yours");
    REFUSED("tp", "dossier.take_over", REASON, E_FORBIDDEN, "act.forbidden");
    PLAY({"tp", "dossier.add_participant", ",\"account\":\"cv2\",\"kind\":\"follower\""});
    REFUSED("cv2", "dossier.take_over", REASON, E_FORBIDDEN, "participant.not_co_handler");
    PLAY({"tp", "dossier.remove_participant", ",\"account\":\"cv2\""}, HELPED);
    REFUSED("cv2", "dossier.take_over", ",\"reason\":\"ngắn\"", E_INPUT, "input.invalid");
    PLAY(TAKEN("cv2"));
    assert_string_equal(get(f).handler, "cv2");
    assert_string_equal(get(f).step_account, "cv2");
    REFUSED("cv", "dossier.appraise", ",\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"", E_FORBIDDEN, "dossier.not_yours");
    PLAY(TAKEN("cv"), APPRAISED, DRAFTED, {"cv", "dossier.submit", ""});
    REFUSED("cv2", "dossier.take_over", REASON, E_STATE, "take_over.elsewhere");
}

static void a_dossier_whose_notice_waits_does_not_change_hands(void **state)
{
    struct office_fixture *f = *state;
    PLAY(TO_APPRAISAL, HELPED, {"cv", "dossier.draft_stop", ",\"reason\":\"Người nộp đã giải thể\""});
    REFUSED("cv2", "dossier.take_over", REASON, E_STATE, "dossier.notice_open");
}

/* ---- opening ---- */

static bool is_to_open(struct office_fixture *f, const char *account)
{
    struct account a;
    bool yes = false;
    op_clear(&f->op);
    f->op.now = f->now;
    assert_true(account_get(&f->op, office_db(f->office), account, &a));
    struct actor actor = {a.id, a.name, role_code((enum role)a.role), a.org};
    assert_true(dossier_is_to_open(&f->op, office_db(f->office), &actor, 1, &yes));
    return yes;
}

static void opening_is_to_be_done_once_by_the_holder_and_late_is_no_mistake(void **state)
{
    struct office_fixture *f = *state;
    PLAY(FILE_(ALL_PARTS), {"mc", "dossier.accept", ""});
    assert_false(is_to_open(f, "mc")); /* not passed on yet */
    PLAY({"mc", "dossier.hand_over", ""});
    assert_false(is_to_open(f, "mc"));
    assert_false(is_to_open(f, "cv"));
    assert_true(is_to_open(f, "tp"));
    int64_t version = get(f).version;
    PLAY({"tp", "dossier.open", ""});
    assert_int_equal(get(f).version, version);
    assert_false(is_to_open(f, "tp")); /* again */
    PLAY({"tp", "dossier.assign", ",\"account\":\"cv\""});
    assert_false(is_to_open(f, "tp")); /* it has gone on */
    assert_true(is_to_open(f, "cv"));
    PLAY(APPRAISED); /* who works on it has opened it */
    assert_false(is_to_open(f, "cv"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define OFFICE_TEST(f) cmocka_unit_test_setup_teardown(f, office_fixture_setup, office_fixture_teardown)
        OFFICE_TEST(from_filing_to_return),
        OFFICE_TEST(through_a_supplement_at_intake),
        OFFICE_TEST(through_notices_signed_and_rejected),
        OFFICE_TEST(through_a_number_that_is_not_used),
        OFFICE_TEST(through_hands_back_and_forth),
        OFFICE_TEST(what_was_seen_is_told_beside_what_is_now),
        OFFICE_TEST(what_was_changed_and_changed_back_is_no_change),
        OFFICE_TEST(a_fact_that_ended_is_told_with_nothing_after_it),
        OFFICE_TEST(a_step_entered_anew_shows_that_its_draft_is_gone),
        OFFICE_TEST(only_a_co_handler_takes_over_and_the_other_works_along_from_then_on),
        OFFICE_TEST(a_dossier_whose_notice_waits_does_not_change_hands),
        OFFICE_TEST(opening_is_to_be_done_once_by_the_holder_and_late_is_no_mistake),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
