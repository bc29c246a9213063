/* Other agencies are asked about a dossier: a numbered letter, one answer, and nobody held up past the day (domain.md §2.4). */
#include "dossier/consultation.h"
#include "dossier/paper.h"
#include "dossier/search.h"
#include "support/check.h"
#include "support/sharing_case.h"

#include <string.h>

/* ---- opinions of other agencies ---- */

#define ASK "{\"dossier\":1,\"org\":\"H37.T09\",\"question\":\"Đề nghị cho ý kiến về phương án\"}"
#define ASK_CENTRE "{\"dossier\":1,\"org\":\"H37.T02\",\"question\":\"Đề nghị cho ý kiến về phương án\"}"
#define ANSWER "{\"dossier\":1,\"agrees\":true,\"answer\":\"Nhất trí với phương án\"}"

static struct consultation asked(struct office_fixture *f)
{
    struct consultation *list = NULL;
    size_t count = 0;
    assert_true(consultations(&f->op, office_db(f->office), 1, &list, &count));
    assert_true(count > 0);
    return list[count - 1];
}

static void drafted(struct office_fixture *f)
{
    ACT("cv", "dossier.appraise", OPINION);
    ACT("cv", "dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Trình cấp Giấy chứng nhận\"}");
}

/* As the control sheet names them. */
static const char *co_agencies(struct office_fixture *f)
{
    struct form_issue *papers = NULL;
    size_t count = 0;
    assert_true(paper_list(&f->op, office_db(f->office), 1, &papers, &count));
    while (count > 0 && strcmp(papers[count - 1].form, "06") != 0) {
        count--;
    }
    assert_true(count > 0);
    return json_get_text(paper_data(&f->op, office_db(f->office), &papers[count - 1]), "co_agencies", "");
}

static void an_agency_is_asked_by_a_numbered_letter_and_answers_once(void **state)
{
    struct office_fixture *f = *state;
    char text[INSTANT_TEXT];
    sharing_assign(f);
    REFUSED("cv2", "dossier.request_opinion", ASK, E_FORBIDDEN, "dossier.not_yours");
    ACT("cv", "dossier.request_opinion", ASK);
    assert_string_equal(asked(f).number, "1/SKHCN-XYK");
    assert_string_equal(instant_format(asked(f).due_at, text), "2026-11-30T09:20:00+07:00"); /* 5 working days, 24/11 is a holiday */
    assert_string_equal(asked(f).org_vi, "Sở Tài chính tỉnh Lạng Sơn");
    REFUSED("cv", "dossier.request_opinion", ASK, E_STATE, "consultation.asked");
    drafted(f);
    REFUSED("cv", "dossier.submit", D1, E_STATE, "consultation.awaited");
    REFUSED("xd", "dossier.give_opinion", ANSWER, E_FORBIDDEN, "consultation.not_asked");
    REFUSED("cv", "dossier.give_opinion", ANSWER, E_FORBIDDEN, "act.forbidden");
    ACT("tc", "dossier.give_opinion", ANSWER);
    assert_string_equal(asked(f).answered_by, "tc");
    assert_true(asked(f).agrees);
    REFUSED("tc", "dossier.give_opinion", ANSWER, E_FORBIDDEN, "consultation.not_asked");
    assert_string_equal(co_agencies(f), "Sở Tài chính tỉnh Lạng Sơn");
    ACT("cv", "dossier.request_opinion", ASK); /* asked again, and a second one: each stands on the sheet once */
    ACT("cv", "dossier.request_opinion", ASK_CENTRE);
    assert_string_equal(co_agencies(f), "Sở Tài chính tỉnh Lạng Sơn; Trung tâm Phục vụ hành chính công tỉnh Lạng Sơn");
    sharing_at(f, "2026-12-02T09:20"); /* silent past their day */
    ACT("cv", "dossier.submit", D1);
}

static size_t listed(struct office_fixture *f, enum search_view view, const char *q)
{
    struct search_page page;
    struct search_query query = {.view = view, .role = "coordinating-agency", .account = "tc", .org = "H37.T09", .q = q, .limit = 10};
    int64_t counted = 0;
    assert_true(search_page(&f->op, office_db(f->office), &query, &page));
    assert_true(search_count(&f->op, office_db(f->office), &query, 10, &counted));
    assert_int_equal(counted, page.count);
    return page.count;
}

/* What it can no longer answer does not wait for its answer; it stays among what it was asked about. */
static void an_agency_is_not_waited_for_once_the_dossier_is_over(void **state)
{
    struct office_fixture *f = *state;
    sharing_assign(f);
    ACT("cv", "dossier.request_opinion", ASK);
    assert_int_equal(listed(f, SEARCH_ASKED, NULL), 1);
    assert_int_equal(listed(f, SEARCH_ASKED, "chung nhan"), 1);
    ACT("dn", "dossier.request_withdrawal", "{\"dossier\":1,\"reason\":\"Không còn nhu cầu\"}");
    assert_int_equal(listed(f, SEARCH_ASKED, NULL), 1); /* it may be refused */
    ACT("mc", "dossier.confirm_withdrawal", D1);
    REFUSED("tc", "dossier.give_opinion", ANSWER, E_STATE, "dossier.wrong_state");
    assert_int_equal(listed(f, SEARCH_ASKED, NULL), 0);
    assert_int_equal(listed(f, SEARCH_ASKED, "chung nhan"), 0);
    assert_int_equal(listed(f, SEARCH_CONSULTED, NULL), 1);
}

static void a_silent_agency_holds_nothing_up_past_its_day(void **state)
{
    struct office_fixture *f = *state;
    struct instant due = {0};
    sharing_assign(f);
    due = sharing_dossier(f, 1).due_at;
    ACT("cv", "dossier.request_opinion", ASK);
    drafted(f);
    sharing_at(f, "2026-11-30T09:20");
    REFUSED("cv", "dossier.submit", D1, E_STATE, "consultation.awaited");
    sharing_at(f, "2026-11-30T09:21");
    ACT("cv", "dossier.submit", D1);
    assert_int_equal(instant_compare(sharing_dossier(f, 1).due_at, due), 0); /* asking is inside the term */
    ACT("tc", "dossier.give_opinion", ANSWER); /* late, and taken */
    assert_string_equal(json_get_text(sharing_newest(f, "dossier.opinion_given"), "answered", ""), "overdue");
}

static void an_opinion_is_asked_for_within_the_term_and_of_others(void **state)
{
    struct office_fixture *f = *state;
    sharing_assign(f);
    REFUSED("cv", "dossier.request_opinion",
            "{\"dossier\":1,\"org\":\"H37.T09\",\"question\":\"Đề nghị cho ý kiến\",\"due_at\":\"2026-12-07T09:21:00+07:00\"}", E_INPUT,
            "consultation.due");
    REFUSED("cv", "dossier.request_opinion",
            "{\"dossier\":1,\"org\":\"H37.T09\",\"question\":\"Đề nghị cho ý kiến\",\"due_at\":\"2026-11-20T09:20:00+07:00\"}", E_INPUT,
            "consultation.due");
    REFUSED("cv", "dossier.request_opinion", "{\"dossier\":1,\"org\":\"H37.T01.T12\",\"question\":\"Đề nghị cho ý kiến\"}", E_INPUT,
            "consultation.own_agency");
    REFUSED("cv", "dossier.request_opinion", "{\"dossier\":1,\"org\":\"H99\",\"question\":\"Đề nghị cho ý kiến\"}", E_MISSING, "org.unknown");
    ACT("cv", "dossier.request_opinion",
        "{\"dossier\":1,\"org\":\"H37.T09\",\"question\":\"Đề nghị cho ý kiến\",\"due_at\":\"2026-12-07T09:20:00+07:00\"}");
}

#define T(name) cmocka_unit_test_setup_teardown(name, sharing_open, sharing_close)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(an_agency_is_asked_by_a_numbered_letter_and_answers_once),
        T(an_agency_is_not_waited_for_once_the_dossier_is_over),
        T(a_silent_agency_holds_nothing_up_past_its_day),
        T(an_opinion_is_asked_for_within_the_term_and_of_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
