/* Who holds a dossier, who stands in, who works along: by the rules of domain.md §2.1, §2.4 (trả lại, thu hồi) and the division of an
 * agency by its identification codes. */
#include "account/account.h"
#include "account/delegation.h"
#include "audit/audit.h"
#include "dossier/dossier.h"
#include "dossier/handover.h"
#include "dossier/holder.h"
#include "dossier/paper.h"
#include "dossier/search.h"
#include "dossier/sharing.h"
#include "org/org.h"
#include "support/check.h"
#include "support/office_fixture.h"
#include "support/sharing_case.h"

#include <string.h>

#define WHY "{\"dossier\":1,\"reason\":\"Chuyển nhầm phòng thụ lý\"}"
#define ABSENT(from, to)                                                                                               \
    "{\"from_account\":\"" from "\",\"to_account\":\"" to "\",\"from_at\":\"2026-11-20T00:00:00+07:00\","              \
    "\"to_at\":\"2026-11-28T00:00:00+07:00\",\"reason\":\"Nghỉ phép năm\"}"

/* ---- organisations ---- */

static void a_seat_of_another_division_or_agency_never_holds_the_step(void **state)
{
    struct office_fixture *f = *state;
    sharing_hand_over(f);
    assert_string_equal(sharing_dossier(f, 1).division, "H37.T01.T11");
    REFUSED("tp2", "dossier.assign", "{\"dossier\":1,\"account\":\"cv3\"}", E_FORBIDDEN, "dossier.not_your_agency");
    REFUSED("tpk", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}", E_FORBIDDEN, "dossier.not_your_agency");
    REFUSED("tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv3\"}", E_INPUT, "dossier.assign_division");
    ACT("tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
    REFUSED("cv3", "dossier.appraise", OPINION, E_FORBIDDEN, "dossier.not_your_agency");
    REFUSED("cv2", "dossier.appraise", OPINION, E_FORBIDDEN, "dossier.not_yours");
}

static void where_there_are_several_divisions_one_must_be_named(void **state)
{
    struct office_fixture *f = *state;
    ACT("dn", "dossier.file", COMPLETE);
    ACT("mc", "dossier.accept", D1);
    REFUSED("mc", "dossier.hand_over", D1, E_INPUT, "dossier.division_needed");
    REFUSED("mc", "dossier.hand_over", "{\"dossier\":1,\"division\":\"H37.T09\"}", E_INPUT, "dossier.division_unknown");
    ACT("mc", "dossier.hand_over", "{\"dossier\":1,\"division\":\"H37.T01.T12\"}");
    REFUSED("tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}", E_FORBIDDEN, "dossier.not_your_agency");
    ACT("tp2", "dossier.assign", "{\"dossier\":1,\"account\":\"cv3\"}");
}

static size_t queue(struct office_fixture *f, const char *account)
{
    struct account a;
    int64_t count = 0;
    op_clear(&f->op);
    f->op.now = f->now;
    assert_true(account_get(&f->op, office_db(f->office), account, &a));
    struct search_query q = {.view = SEARCH_QUEUE, .role = role_code((enum role)a.role), .account = account, .org = a.org};
    assert_true(search_count(&f->op, office_db(f->office), &q, 100, &count));
    return (size_t)count;
}

static void a_queue_shows_what_the_seat_could_hold(void **state)
{
    struct office_fixture *f = *state;
    ACT("dn", "dossier.file", COMPLETE);
    assert_int_equal(queue(f, "mc"), 1);
    ACT("mc", "dossier.accept", D1);
    ACT("mc", "dossier.hand_over", T11);
    assert_int_equal(queue(f, "tp"), 1);
    assert_int_equal(queue(f, "tp2"), 0);
    assert_int_equal(queue(f, "tpk"), 0);
    ACT("tp", "delegation.grant", ABSENT("tp", "tp2"));
    assert_int_equal(queue(f, "tp2"), 1);
    ACT("tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
    assert_int_equal(queue(f, "cv"), 1);
    assert_int_equal(queue(f, "cv2"), 0);
    ACT("cv", "delegation.grant", ABSENT("cv", "cv2"));
    assert_int_equal(queue(f, "cv2"), 1);
    sharing_at(f, "2026-11-28T00:00");
    assert_int_equal(queue(f, "cv2"), 0);
}

/* ---- standing in ---- */

static void a_stand_in_acts_in_its_own_name_for_the_absent_one(void **state)
{
    struct office_fixture *f = *state;
    sharing_assign(f);
    REFUSED("cv2", "dossier.appraise", OPINION, E_FORBIDDEN, "dossier.not_yours");
    ACT("cv", "delegation.grant", ABSENT("cv", "cv2"));
    ACT("cv2", "dossier.appraise", OPINION);
    assert_string_equal(json_get_text(sharing_newest(f, "dossier.appraised"), "behalf", ""), "cv");
    ACT("cv2", "dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Trình cấp Giấy chứng nhận\"}");
    ACT("cv2", "dossier.submit", D1);
    assert_string_equal(sharing_step(f, 3).account, "cv2");
    assert_string_equal(sharing_step(f, 3).behalf, "cv");
    assert_string_equal(sharing_dossier(f, 1).handler, "cv"); /* it stays the absent one's dossier */
    ACT("tp", "dossier.send_back", "{\"dossier\":1,\"reason\":\"Bổ sung căn cứ pháp lý\"}");
    assert_string_equal(sharing_dossier(f, 1).step_account, "cv"); /* … and goes back to that one */
    struct handover *rows = NULL;
    size_t count = 0;
    struct dossier d = sharing_dossier(f, 1);
    assert_true(handovers_read(&f->op, office_db(f->office), &d, &rows, &count));
    assert_string_equal(rows[2].giver, "Vi Văn Quân (thay Lý Thu Trang)");
}

static void standing_in_begins_and_ends_on_time(void **state)
{
    struct office_fixture *f = *state;
    sharing_assign(f);
    ACT("cv", "delegation.grant",
        "{\"to_account\":\"cv2\",\"from_at\":\"2026-11-23T08:00:00+07:00\",\"to_at\":\"2026-11-24T08:00:00+07:00\",\"reason\":\"Đi công tác\"}");
    sharing_at(f, "2026-11-23T07:59");
    REFUSED("cv2", "dossier.appraise", OPINION, E_FORBIDDEN, "dossier.not_yours");
    sharing_at(f, "2026-11-23T08:00");
    ACT("cv2", "dossier.appraise", OPINION);
    sharing_at(f, "2026-11-24T08:00");
    REFUSED("cv2", "dossier.appraise", OPINION, E_FORBIDDEN, "dossier.not_yours");
    ACT("cv", "dossier.appraise", OPINION); /* an absent one who is there may act all the same */
}

static void a_delegation_ends_when_it_is_revoked(void **state)
{
    struct office_fixture *f = *state;
    sharing_assign(f);
    ACT("cv", "delegation.grant", ABSENT("cv", "cv2"));
    REFUSED("cv2", "delegation.revoke", "{\"delegation\":1}", E_FORBIDDEN, "delegation.not_yours");
    ACT("tp", "delegation.revoke", "{\"delegation\":1}");
    REFUSED("cv2", "dossier.appraise", OPINION, E_FORBIDDEN, "dossier.not_yours");
    REFUSED("cv", "delegation.revoke", "{\"delegation\":1}", E_STATE, "delegation.ended");
    REFUSED("cv", "delegation.revoke", "{\"delegation\":9}", E_MISSING, "delegation.unknown");
}

static void delegations_that_make_no_sense_are_refused(void **state)
{
    struct office_fixture *f = *state;
    REFUSED("cv", "delegation.grant", ABSENT("cv", "cv"), E_INPUT, "delegation.self");
    REFUSED("cv", "delegation.grant", ABSENT("cv", "tp"), E_INPUT, "delegation.role");
    REFUSED("cv", "delegation.grant", ABSENT("cv2", "cv"), E_FORBIDDEN, "delegation.not_yours");
    REFUSED("cv", "delegation.grant",
            "{\"to_account\":\"cv2\",\"from_at\":\"2026-11-10T08:00:00+07:00\",\"to_at\":\"2026-11-11T08:00:00+07:00\",\"reason\":\"Đi công tác\"}",
            E_INPUT, "delegation.period");
    ACT("tp", "delegation.grant", ABSENT("cv", "cv2")); /* a head for its own people */
    REFUSED("cv", "delegation.grant", ABSENT("cv", "cv3"), E_STATE, "delegation.overlaps");
    REFUSED("qt", "delegation.grant", ABSENT("cv2", "cv3"), E_STATE, "delegation.chained");
    REFUSED("qt", "delegation.grant", ABSENT("cv3", "cv"), E_STATE, "delegation.stand_in_absent");
    REFUSED("tp2", "delegation.grant", ABSENT("cv2", "cv3"), E_FORBIDDEN, "delegation.not_yours"); /* not its people */
}

static void workload_shows_what_is_late_and_who_is_away(void **state)
{
    struct office_fixture *f = *state;
    struct account *list = NULL;
    size_t count = 0;
    sharing_assign(f);
    ACT("cv2", "delegation.grant", ABSENT("cv2", "cv"));
    f->op.now = f->now;
    assert_true(account_list_by_role(&f->op, office_db(f->office), ROLE_SPECIALIST, &list, &count));
    assert_int_equal(count, 3);
    assert_string_equal(list[0].id, "cv3"); /* least work */
    assert_string_equal(list[1].id, "cv");
    assert_int_equal(list[1].open_dossiers, 1);
    assert_int_equal(list[1].overdue_dossiers, 0);
    assert_string_equal(list[2].id, "cv2"); /* away: last */
    assert_false(instant_is_none(list[2].absent_until));
    sharing_at(f, "2026-12-07T09:21"); /* a minute past the due date */
    f->op.now = f->now;
    assert_true(account_list_by_role(&f->op, office_db(f->office), ROLE_SPECIALIST, &list, &count));
    assert_string_equal(list[2].id, "cv");
    assert_int_equal(list[2].overdue_dossiers, 1);
}

/* ---- giving to another ---- */

static void a_head_gives_the_dossier_to_another_of_the_division(void **state)
{
    struct office_fixture *f = *state;
    sharing_hand_over(f);
    REFUSED("tp", "dossier.reassign", "{\"dossier\":1,\"account\":\"cv2\",\"reason\":\"Chuyên viên nghỉ ốm\"}", E_STATE, "dossier.not_assigned");
    ACT("tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
    ACT("cv", "dossier.open", D1);
    REFUSED("tp2", "dossier.reassign", "{\"dossier\":1,\"account\":\"cv3\",\"reason\":\"Chuyên viên nghỉ ốm\"}", E_FORBIDDEN, "dossier.not_your_agency");
    REFUSED("tp", "dossier.reassign", "{\"dossier\":1,\"account\":\"cv3\",\"reason\":\"Chuyên viên nghỉ ốm\"}", E_INPUT, "dossier.assign_division");
    REFUSED("tp", "dossier.reassign", "{\"dossier\":1,\"account\":\"cv\",\"reason\":\"Chuyên viên nghỉ ốm\"}", E_STATE, "dossier.same_handler");
    REFUSED("tp", "dossier.reassign", "{\"dossier\":1,\"account\":\"mc\",\"reason\":\"Chuyên viên nghỉ ốm\"}", E_INPUT, "dossier.assign_role");
    ACT("tp", "dossier.reassign", "{\"dossier\":1,\"account\":\"cv2\",\"reason\":\"Chuyên viên nghỉ ốm\"}");
    assert_string_equal(sharing_dossier(f, 1).handler, "cv2");
    assert_string_equal(sharing_dossier(f, 1).step_account, "cv2");
    assert_true(instant_is_none(sharing_step(f, 3).opened_at)); /* the new one has not seen it */
    REFUSED("cv", "dossier.appraise", OPINION, E_FORBIDDEN, "dossier.not_yours");
    ACT("cv2", "dossier.appraise", OPINION);
}

static void one_who_leaves_hands_over_everything_in_one_act(void **state)
{
    struct office_fixture *f = *state;
    int64_t acts = 0;
    sharing_assign(f);
    ACT("dn", "dossier.file", COMPLETE);
    ACT("mc", "dossier.accept", "{\"dossier\":2}");
    ACT("mc", "dossier.hand_over", "{\"dossier\":2,\"division\":\"H37.T01.T11\"}");
    ACT("tp", "dossier.assign", "{\"dossier\":2,\"account\":\"cv\"}");
    ACT("cv", "dossier.appraise", "{\"dossier\":2,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}");
    assert_true(audit_verify(&f->op, office_db(f->office), &acts));
    REFUSED("tp2", "account.hand_over_work", "{\"from_account\":\"cv\",\"to_account\":\"cv2\",\"reason\":\"Nghỉ hưu theo chế độ\"}", E_FORBIDDEN, "work.not_yours");
    REFUSED("tp", "account.hand_over_work", "{\"from_account\":\"cv\",\"to_account\":\"tp\",\"reason\":\"Nghỉ hưu theo chế độ\"}", E_INPUT, "delegation.role");
    REFUSED("qt", "account.hand_over_work", "{\"from_account\":\"cv\",\"to_account\":\"cv3\",\"reason\":\"Nghỉ hưu theo chế độ\"}", E_STATE, "work.other_division");
    assert_string_equal(sharing_dossier(f, 1).handler, "cv"); /* all or none */
    int64_t *ids = NULL, after = 0;
    size_t count = 0;
    assert_true(account_open_work(&f->op, office_db(f->office), "cv", &ids, &count));
    assert_int_equal(count, 2);
    ACT("tp", "account.hand_over_work", "{\"from_account\":\"cv\",\"to_account\":\"cv2\",\"reason\":\"Nghỉ hưu theo chế độ\"}");
    assert_string_equal(sharing_dossier(f, 1).handler, "cv2");
    assert_string_equal(sharing_dossier(f, 2).step_account, "cv2");
    assert_non_null(sharing_dossier(f, 2).appraisal); /* what was done stays */
    assert_true(audit_verify(&f->op, office_db(f->office), &after));
    assert_int_equal(after, acts + 1);
    REFUSED("tp", "account.hand_over_work", "{\"from_account\":\"cv\",\"to_account\":\"cv2\",\"reason\":\"Nghỉ hưu theo chế độ\"}", E_STATE, "work.nothing");
}

/* ---- working along ---- */

static void co_handlers_give_opinions_and_followers_only_read(void **state)
{
    struct office_fixture *f = *state;
    struct dossier_participant *list = NULL;
    size_t count = 0;
    int64_t shared = 0, followed = 0;
    sharing_assign(f);
    REFUSED("cv2", "dossier.add_participant", "{\"dossier\":1,\"account\":\"cv3\",\"kind\":\"co_handler\"}", E_FORBIDDEN, "participant.not_yours");
    REFUSED("cv", "dossier.add_participant", "{\"dossier\":1,\"account\":\"mc\",\"kind\":\"follower\"}", E_INPUT, "participant.not_officer");
    REFUSED("cv", "dossier.add_participant", "{\"dossier\":1,\"account\":\"cv\",\"kind\":\"follower\"}", E_STATE, "participant.handler");
    ACT("cv", "dossier.add_participant", "{\"dossier\":1,\"account\":\"cv2\",\"kind\":\"co_handler\"}");
    ACT("tp", "dossier.add_participant", "{\"dossier\":1,\"account\":\"ld\",\"kind\":\"follower\"}");
    REFUSED("tp", "dossier.add_participant", "{\"dossier\":1,\"account\":\"cv2\",\"kind\":\"follower\"}", E_STATE, "participant.there");
    assert_true(dossier_participants(&f->op, office_db(f->office), 1, &list, &count));
    assert_int_equal(count, 2);
    assert_true(dossier_participations(&f->op, office_db(f->office), "cv2", &shared, &followed));
    assert_int_equal(shared, 1);
    assert_int_equal(followed, 0);
    ACT("cv2", "dossier.contribute", "{\"dossier\":1,\"opinion\":\"Nhất trí với phương án sản xuất\"}");
    REFUSED("cv2", "dossier.appraise", OPINION, E_FORBIDDEN, "dossier.not_yours"); /* helping is not holding */
    REFUSED("ld", "dossier.contribute", "{\"dossier\":1,\"opinion\":\"Nhất trí với phương án sản xuất\"}", E_FORBIDDEN, "participant.not_co_handler");
    ACT("cv", "dossier.remove_participant", "{\"dossier\":1,\"account\":\"cv2\"}");
    REFUSED("cv", "dossier.remove_participant", "{\"dossier\":1,\"account\":\"cv2\"}", E_STATE, "participant.unknown");
    REFUSED("cv2", "dossier.contribute", "{\"dossier\":1,\"opinion\":\"Nhất trí với phương án sản xuất\"}", E_FORBIDDEN, "participant.not_co_handler");
}

/* Whoever the dossier is given to: by assigning it anew, by the head, with all the work of one who leaves. */
static void a_handler_is_not_its_own_co_handler(void **state)
{
    static const struct {
        const char *account, *act, *input, *handler;
    } given[] = {
        {"tp", "dossier.reassign", "{\"dossier\":1,\"account\":\"cv2\",\"reason\":\"Chuyên viên nghỉ ốm\"}", "cv2"},
        {"tp", "account.hand_over_work", "{\"from_account\":\"cv2\",\"to_account\":\"cv\",\"reason\":\"Nghỉ hưu theo chế độ\"}", "cv"},
        {"tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv2\"}", "cv2"},
    };
    struct office_fixture *f = *state;
    sharing_assign(f);
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
        struct dossier_participant *list = NULL;
        struct event *events = NULL;
        size_t count = 0, event_count = 0;
        const char *other = given[i].handler;
        bool anew = strcmp(given[i].act, "dossier.assign") == 0;
        ACT("tp", "dossier.add_participant", arena_printf(f->op.arena, "{\"dossier\":1,\"account\":\"%s\",\"kind\":\"%s\"}", other, i == 1 ? "follower" : "co_handler"));
        ACT("tp", "dossier.add_participant", "{\"dossier\":1,\"account\":\"ld\",\"kind\":\"follower\"}");
        if (anew) {
            ACT("cv", "dossier.appraise", OPINION);
            ACT("cv", "dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Trình cấp Giấy chứng nhận\"}");
            ACT("cv", "dossier.submit", D1);
            ACT("tp", "dossier.send_back", "{\"dossier\":1,\"reason\":\"Chuyển chuyên viên khác\",\"to_step\":2}");
        }
        ACT(given[i].account, given[i].act, given[i].input);
        assert_string_equal(sharing_dossier(f, 1).handler, other);
        assert_true(dossier_participants(&f->op, office_db(f->office), 1, &list, &count));
        assert_int_equal(count, 1);
        assert_string_equal(list[0].account, "ld"); /* the others stay */
        assert_true(audit_dossier_events(&f->op, office_db(f->office), 1, &events, &event_count));
        const struct event *last = &events[event_count - 1];
        assert_string_equal(last->name, "dossier.participant_removed");
        const struct json *told = json_parse(&f->op, last->data, strlen(last->data));
        assert_string_equal(json_get_text(told, "account", ""), other);
        assert_string_equal(json_get_text(told, "participation", ""), i == 1 ? "follower" : "co_handler");
        assert_int_equal(json_get_int(told, "to_step", 0), 0); /* it is no hand-over: the control sheet has one line */
        ACT("tp", "dossier.remove_participant", "{\"dossier\":1,\"account\":\"ld\"}");
    }
}

/* ---- on the way ---- */

static void what_was_passed_on_by_mistake_is_taken_back_unopened(void **state)
{
    struct office_fixture *f = *state;
    sharing_hand_over(f);
    REFUSED("tp", "dossier.recall", WHY, E_FORBIDDEN, "dossier.not_sender");
    ACT("mc", "dossier.recall", WHY);
    assert_int_equal(sharing_dossier(f, 1).state, DOSSIER_ACCEPTED);
    assert_int_equal(sharing_dossier(f, 1).step, 1);
    assert_null(sharing_dossier(f, 1).division);
    ACT("mc", "dossier.hand_over", T11);
    struct form_issue *forms = NULL;
    size_t count = 0;
    assert_true(paper_list(&f->op, office_db(f->office), 1, &forms, &count));
    assert_int_equal(count, 2); /* 01 and one control sheet, not two */
    ACT("tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
    REFUSED("mc", "dossier.recall", WHY, E_FORBIDDEN, "dossier.not_sender"); /* no longer the step before */
    ACT("tp", "dossier.recall", WHY);
    assert_null(sharing_dossier(f, 1).handler);
    ACT("tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv2\"}");
    ACT("cv2", "dossier.appraise", OPINION);
}

static void an_opened_dossier_is_not_taken_back_and_opening_changes_no_version(void **state)
{
    struct office_fixture *f = *state;
    sharing_assign(f);
    int64_t version = sharing_dossier(f, 1).version;
    REFUSED("cv2", "dossier.open", D1, E_FORBIDDEN, "dossier.not_yours");
    ACT("cv", "dossier.open", D1);
    assert_int_equal(sharing_dossier(f, 1).version, version);
    assert_false(instant_is_none(sharing_step(f, 3).opened_at));
    REFUSED("cv", "dossier.open", D1, E_STATE, "dossier.already_opened");
    REFUSED("tp", "dossier.recall", WHY, E_STATE, "dossier.opened_there");
}

static void work_that_was_begun_is_not_taken_back_either(void **state)
{
    struct office_fixture *f = *state;
    sharing_assign(f);
    ACT("cv", "dossier.appraise", OPINION); /* never opened by the screen */
    REFUSED("tp", "dossier.recall", WHY, E_STATE, "dossier.opened_there");
}

static void a_draft_may_be_sent_back_to_any_earlier_step(void **state)
{
    struct office_fixture *f = *state;
    sharing_assign(f);
    ACT("cv", "dossier.appraise", OPINION);
    ACT("cv", "dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Trình cấp Giấy chứng nhận\"}");
    ACT("cv", "dossier.submit", D1);
    ACT("tp", "dossier.initial", D1);
    REFUSED("ld", "dossier.send_back", "{\"dossier\":1,\"reason\":\"Thẩm định chưa đủ căn cứ\",\"to_step\":5}", E_INPUT, "dossier.send_back_where");
    ACT("ld", "dossier.send_back", "{\"dossier\":1,\"reason\":\"Thẩm định chưa đủ căn cứ\",\"to_step\":3}");
    assert_int_equal(sharing_dossier(f, 1).step, 3);
    assert_string_equal(sharing_dossier(f, 1).step_account, "cv");
    assert_true(instant_is_none(sharing_step(f, 4).finished_at)); /* the review is to be done again */
    assert_string_equal(sharing_step(f, 5).outcome, "sent_back");
    REFUSED("tp", "dossier.recall", WHY, E_FORBIDDEN, "dossier.not_sender"); /* it came from above */
    ACT("cv", "dossier.submit", D1);
    ACT("tp", "dossier.initial", D1);
    ACT("ld", "dossier.send_back", "{\"dossier\":1,\"reason\":\"Thẩm định chưa đủ căn cứ\"}");
    assert_int_equal(sharing_dossier(f, 1).step, 4); /* the one before */
    ACT("tp", "dossier.send_back", "{\"dossier\":1,\"reason\":\"Phân công lại từ đầu\",\"to_step\":1}");
    assert_int_equal(sharing_dossier(f, 1).state, DOSSIER_ACCEPTED);
    ACT("mc", "dossier.hand_over", T11);
}

#define T(name) cmocka_unit_test_setup_teardown(name, sharing_open, sharing_close)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_seat_of_another_division_or_agency_never_holds_the_step),
        T(where_there_are_several_divisions_one_must_be_named),
        T(a_queue_shows_what_the_seat_could_hold),
        T(a_stand_in_acts_in_its_own_name_for_the_absent_one),
        T(standing_in_begins_and_ends_on_time),
        T(a_delegation_ends_when_it_is_revoked),
        T(delegations_that_make_no_sense_are_refused),
        T(workload_shows_what_is_late_and_who_is_away),
        T(a_head_gives_the_dossier_to_another_of_the_division),
        T(one_who_leaves_hands_over_everything_in_one_act),
        T(co_handlers_give_opinions_and_followers_only_read),
        T(a_handler_is_not_its_own_co_handler),
        T(what_was_passed_on_by_mistake_is_taken_back_unopened),
        T(an_opened_dossier_is_not_taken_back_and_opening_changes_no_version),
        T(work_that_was_begun_is_not_taken_back_either),
        T(a_draft_may_be_sent_back_to_any_earlier_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
