/* Files of a dossier: who may attach what, when, under which name. The law is TT 03/2025/TT-VPCP Art. 5 k2. */
#include "document/document.h"
#include "document/mark.h"

#include "audit/audit.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <stdio.h>
#include <string.h>

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define PDF "application/pdf"

static void refused(struct office_fixture *f, const char *account, const char *act, const char *input, const char *key)
{
    assert_false(office_fixture_act(f, account, act, input));
    assert_string_equal(f->op.error.key, key);
}

static const char *add(struct office_fixture *f, const char *component, const char *name)
{
    return arena_printf(f->op.arena, "{\"dossier\":1,\"component\":\"%s\",\"file_name\":\"%s\",\"media_type\":\"" PDF "\",\"size\":9,\"blob\":\"" HASH "\"}",
                        component, name);
}

/* Two components of three are there; the third is missing. */
static void file_dossier(struct office_fixture *f, const char *channel)
{
    bool counter = strcmp(channel, "counter") == 0;
    office_fixture_done(f, counter ? "mc" : "dn", "dossier.file",
         arena_printf(f->op.arena, "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"%s\",\"components\":[\"giay-de-nghi\",\"xac-nhan-ket-qua\"]%s}",
                      channel, counter ? ",\"owner\":{\"name\":\"Công ty Cổ phần Sao Khuê\",\"kind\":\"business\",\"id_no\":\"0000000001\"}" : ""));
}

static size_t count_of(struct office_fixture *f, int64_t dossier)
{
    struct document *list = NULL;
    size_t count = 0;
    op_clear(&f->op);
    assert_true(document_list(&f->op, office_db(f->office), dossier, &list, &count));
    return count;
}

static void what_was_brought_on_paper_is_digitised_at_intake(void **state)
{
    struct office_fixture *f = *state;
    struct document d;
    file_dossier(f, "counter");
    office_fixture_done(f, "mc", "document.add", add(f, "giay-de-nghi", "Giấy đề nghị.pdf"));
    assert_true(document_get(&f->op, office_db(f->office), 1, &d));
    assert_int_equal(d.digitised, DIGITISED_SCANNED);
    assert_string_equal(d.added_by, "mc");
    assert_int_equal(d.added_at.ms, f->now.ms);
    refused(f, "mc", "document.add", add(f, "phuong-an-san-xuat", "a.pdf"), "document.not_provided");
    refused(f, "mc", "document.add", add(f, "khong-co", "a.pdf"), "component.unknown");
}

static void what_was_filed_online_is_not_scanned_again(void **state)
{
    struct office_fixture *f = *state;
    file_dossier(f, "online");
    refused(f, "mc", "document.add", add(f, "giay-de-nghi", "a.pdf"), "document.rule_online");
    assert_int_equal(count_of(f, 1), 0);
}

static void what_may_not_be_scanned_is_refused_by_its_rule(void **state)
{
    static const struct {
        const char *handling, *key;
    } cases[] = {{"show", "document.rule_show"}, {"opinion", "document.rule_opinion"}, {"secret", "document.rule_secret"},
                 {"file", NULL}};
    struct office_fixture *f = *state;
    struct dossier d = {.channel = "counter", .state = DOSSIER_FILED, .step = 1, .step_role = ROLE_ONE_STOP_OFFICER, .applicant = "dn",
                        .agency = "H37.T01", .intake_org = "H37.T02"};
    struct dossier_component given = {.provided_at = f->now, .requested = true};
    const struct actor officer = {"mc", "", "one-stop-officer", "H37.T02"}, applicant = {"dn", "", "applicant", ""};
    enum digitised digitised;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct procedure_component c = {.handling = cases[i].handling};
        for (int who = 0; who < 2; who++) {
            d.state = who == 0 ? DOSSIER_FILED : DOSSIER_AWAITING_SUPPLEMENT;
            const char *key = document_problem(&d, STEP_INTAKE, &c, &given, who == 0 ? &officer : &applicant, &digitised);
            assert_true(cases[i].key == NULL ? key == NULL : key != NULL && strcmp(key, cases[i].key) == 0);
        }
    }
}

static void the_applicant_provides_what_was_asked_for_and_no_more(void **state)
{
    struct office_fixture *f = *state;
    file_dossier(f, "online");
    refused(f, "dn", "document.add", add(f, "phuong-an-san-xuat", "a.pdf"), "document.not_now");
    office_fixture_done(f, "mc", "dossier.request_supplement", "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"],\"reason\":\"Thiếu phương án sản xuất\"}");
    refused(f, "dn", "document.add", add(f, "giay-de-nghi", "a.pdf"), "document.not_requested");
    refused(f, "mc", "document.add", add(f, "phuong-an-san-xuat", "a.pdf"), "document.not_now");
    office_fixture_done(f, "dn", "document.add", add(f, "phuong-an-san-xuat", "Phương án.PDF"));
    office_fixture_done(f, "dn", "dossier.supplement", "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"]}");
    refused(f, "dn", "document.add", add(f, "phuong-an-san-xuat", "b.pdf"), "document.not_now");
}

static void digitising_ends_with_the_hand_over(void **state)
{
    struct office_fixture *f = *state;
    file_dossier(f, "counter");
    office_fixture_done(f, "mc", "dossier.accept", "{\"dossier\":1,\"confirm_missing\":true}");
    office_fixture_done(f, "mc", "document.add", add(f, "giay-de-nghi", "a.pdf"));
    refused(f, "cv", "document.add", add(f, "giay-de-nghi", "b.pdf"), "dossier.not_your_seat");
    refused(f, "ld", "document.add", add(f, "giay-de-nghi", "b.pdf"), "act.forbidden");
    office_fixture_done(f, "mc", "dossier.hand_over", "{\"dossier\":1}");
    refused(f, "mc", "document.add", add(f, "giay-de-nghi", "b.pdf"), "document.not_now");
    refused(f, "mc", "document.remove", "{\"dossier\":1,\"document\":1}", "document.not_now");
}

static void names_that_lead_elsewhere_or_deceive_are_refused(void **state)
{
    static const struct {
        const char *name, *key;
    } cases[] = {
        {"../../etc/passwd.pdf", "document.name"},
        {"..\\\\x.pdf", "document.name"},
        {".an.pdf", "document.name"},
        {"a:b.pdf", "document.name"},
        {"a\\u0001.pdf", "input.invalid"},
        {"a\\u202efdp.exe.pdf", "document.name"},
        {"a.pdf.", "document.name"},
        {"a.png", "document.ending"},
        {"a.pdf.exe", "document.ending"},
        {"a", "document.ending"},
        {"a.PDF", NULL},
        {"Đơn đề nghị (bản 2).pdf", NULL},
    };
    struct office_fixture *f = *state;
    file_dossier(f, "counter");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool ok = office_fixture_act(f, "mc", "document.add", add(f, "giay-de-nghi", cases[i].name));
        if (ok != (cases[i].key == NULL) || (!ok && strcmp(f->op.error.key, cases[i].key) != 0)) {
            fail_msg("%s: %s", cases[i].name, ok ? "taken" : f->op.error.key);
        }
    }
    assert_int_equal(count_of(f, 1), 2);
}

static void the_same_name_is_refused_until_the_old_file_is_taken_back(void **state)
{
    struct office_fixture *f = *state;
    file_dossier(f, "counter");
    office_fixture_done(f, "mc", "document.add", add(f, "giay-de-nghi", "a.pdf"));
    refused(f, "mc", "document.add", add(f, "giay-de-nghi", "a.pdf"), "document.same_name");
    office_fixture_done(f, "mc", "document.add", add(f, "xac-nhan-ket-qua", "a.pdf"));
    office_fixture_done(f, "mc", "document.remove", "{\"dossier\":1,\"document\":1,\"reason\":\"Quét lệch trang\"}");
    refused(f, "mc", "document.remove", "{\"dossier\":1,\"document\":1}", "document.unknown");
    office_fixture_done(f, "mc", "document.add", add(f, "giay-de-nghi", "a.pdf"));
    assert_int_equal(count_of(f, 1), 3); /* the removed one stays in the record */
}

static void a_file_of_another_dossier_of_the_same_owner_is_reused(void **state)
{
    struct office_fixture *f = *state;
    struct document d;
    struct document *list = NULL;
    size_t count = 0;
    struct dossier second;
    file_dossier(f, "counter");
    file_dossier(f, "counter");
    office_fixture_done(f, "mc", "document.add", add(f, "giay-de-nghi", "a.pdf"));
    assert_true(dossier_get(&f->op, office_db(f->office), 2, &second));
    assert_true(document_reusable(&f->op, office_db(f->office), &second, &list, &count));
    assert_int_equal(count, 1);
    office_fixture_done(f, "mc", "document.reuse", "{\"dossier\":2,\"component\":\"giay-de-nghi\",\"document\":1}");
    assert_true(document_get(&f->op, office_db(f->office), 2, &d));
    assert_int_equal(d.digitised, DIGITISED_FROM_DOSSIER);
    assert_int_equal(d.dossier, 2);
    refused(f, "mc", "document.reuse", "{\"dossier\":1,\"component\":\"giay-de-nghi\",\"document\":1}", "document.unknown");
}

static void what_is_sent_in_before_filing_belongs_to_who_sent_it(void **state)
{
    struct office_fixture *f = *state;
    struct document *list = NULL;
    size_t count = 0;
    const char *loose = "{\"file_name\":\"a.pdf\",\"media_type\":\"" PDF "\",\"size\":9,\"blob\":\"" HASH "\"}";
    office_fixture_done(f, "dn", "document.add", loose);
    assert_true(document_loose(&f->op, office_db(f->office), "dn", &list, &count));
    assert_int_equal(count, 1);
    assert_true(document_loose(&f->op, office_db(f->office), "mc", &list, &count));
    assert_int_equal(count, 0);
    refused(f, "cv", "document.add", loose, "document.not_now");
}

static void a_file_changes_the_version_of_its_dossier(void **state)
{
    struct office_fixture *f = *state;
    struct dossier d;
    file_dossier(f, "counter");
    office_fixture_done(f, "mc", "document.add", add(f, "giay-de-nghi", "a.pdf"));
    assert_true(dossier_get(&f->op, office_db(f->office), 1, &d));
    assert_int_equal(d.version, 2);
}

/* ---- marked by hand ---- */

#define WHY ",\"reason\":\"Bản quét mờ, không đọc được\"}"
#define MARK(digitised, rest) "{\"dossier\":1,\"document\":1,\"digitised\":" #digitised rest WHY

static int64_t mark_of(struct office_fixture *f, int64_t document)
{
    struct document d;
    op_clear(&f->op);
    assert_true(document_get(&f->op, office_db(f->office), document, &d));
    return d.digitised;
}

static const struct json *last_event(struct office_fixture *f, const char *name)
{
    struct event *events = NULL;
    size_t count = 0;
    op_clear(&f->op);
    assert_true(audit_dossier_events(&f->op, office_db(f->office), 1, &events, &count));
    assert_string_equal(events[count - 1].name, name);
    return json_parse(&f->op, events[count - 1].data, strlen(events[count - 1].data));
}

static void how_a_file_came_to_be_is_put_right_by_hand_and_the_record_says_so(void **state)
{
    struct office_fixture *f = *state;
    struct dossier d;
    file_dossier(f, "counter");
    office_fixture_done(f, "mc", "document.add", add(f, "giay-de-nghi", "a.pdf"));
    office_fixture_done(f, "mc", "document.mark_digitised", MARK(0, ""));
    assert_int_equal(mark_of(f, 1), DIGITISED_NO);
    assert_true(dossier_get(&f->op, office_db(f->office), 1, &d));
    assert_int_equal(d.version, 3);
    const struct json *told = last_event(f, "document.digitised_marked");
    assert_string_equal(json_get_text(told, "mark_before", ""), "scanned");
    assert_string_equal(json_get_text(told, "mark", ""), "none");
    assert_string_equal(json_get_text(told, "file_name", ""), "a.pdf");
    assert_string_equal(json_get_text(told, "reason", ""), "Bản quét mờ, không đọc được");
    refused(f, "mc", "document.mark_digitised", MARK(0, ""), "document.mark_same");
    refused(f, "mc", "document.mark_digitised", "{\"dossier\":1,\"document\":1,\"digitised\":1}", "input.invalid");
    refused(f, "mc", "document.mark_digitised", MARK(4, ""), "input.invalid");
    office_fixture_done(f, "mc", "document.mark_digitised", MARK(1, ""));
    assert_int_equal(mark_of(f, 1), DIGITISED_SCANNED);
}

static void what_is_reused_names_another_paper_of_the_same_owner(void **state)
{
    struct office_fixture *f = *state;
    struct dossier d;
    file_dossier(f, "counter");
    office_fixture_done(f, "mc", "document.add", add(f, "giay-de-nghi", "a.pdf"));
    refused(f, "mc", "document.mark_digitised", MARK(3, ""), "document.mark_source");
    refused(f, "mc", "document.mark_digitised", MARK(0, ",\"source\":\"12/GCN-SKHCN\""), "document.mark_no_source");
    refused(f, "mc", "document.mark_digitised", MARK(2, ",\"source\":\"12/GCN-SKHCN\""), "document.mark_source"); /* no dossier's code */
    office_fixture_done(f, "mc", "document.mark_digitised", MARK(3, ",\"source\":\"12/GCN-SKHCN\""));
    assert_string_equal(json_get_text(last_event(f, "document.digitised_marked"), "source", ""), "12/GCN-SKHCN");
    office_fixture_done(f, "mc", "document.mark_digitised", MARK(2, ",\"source\":\"H26.015-251120-060117\"")); /* of an office we do not know */
    office_fixture_done(f, "mc", "dossier.accept", "{\"dossier\":1,\"confirm_missing\":true}");
    assert_true(dossier_get(&f->op, office_db(f->office), 1, &d));
    office_fixture_done(f, "mc", "document.mark_digitised", MARK(0, ""));
    refused(f, "mc", "document.mark_digitised", arena_printf(f->op.arena, MARK(2, ",\"source\":\"%s\""), d.code), "document.mark_source"); /* itself */
    office_fixture_done(f, "mc", "dossier.file", "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"counter\",\"components\":[\"giay-de-nghi\"],"
                                  "\"owner\":{\"name\":\"Công ty Khác\",\"kind\":\"business\",\"id_no\":\"0000000002\"}}");
    office_fixture_done(f, "mc", "dossier.accept", "{\"dossier\":2,\"confirm_missing\":true}");
    assert_true(dossier_get(&f->op, office_db(f->office), 2, &d));
    refused(f, "mc", "document.mark_digitised", arena_printf(f->op.arena, MARK(2, ",\"source\":\"%s\""), d.code), "document.other_owner");
}

static void what_may_not_be_scanned_is_not_marked_as_scanned_either(void **state)
{
    static const struct {
        const char *handling, *channel;
        bool sent;
        const char *keys[4]; /* for each mark, NULL = may */
    } cases[] = {
        {"file", "counter", false, {"document.mark_same", NULL, NULL, NULL}},
        {"file", "counter", true, {"document.mark_same", "document.rule_sent", NULL, NULL}},
        {"file", "online", true, {"document.mark_same", "document.rule_online", NULL, NULL}},
        {"show", "counter", false, {"document.mark_same", "document.rule_show", "document.rule_show", "document.rule_show"}},
        {"opinion", "counter", false, {"document.mark_same", "document.rule_opinion", "document.rule_opinion", "document.rule_opinion"}},
        {"secret", "counter", false, {"document.mark_same", "document.rule_secret", "document.rule_secret", "document.rule_secret"}},
    };
    struct dossier d = {.state = DOSSIER_FILED, .step = 1, .step_role = ROLE_ONE_STOP_OFFICER, .applicant = "dn",
                        .agency = "H37.T01", .intake_org = "H37.T02"};
    const struct actor officer = {"mc", "", "one-stop-officer", "H37.T02"};
    const struct document file = {.digitised = DIGITISED_NO};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct procedure_component c = {.handling = cases[i].handling};
        d.channel = cases[i].channel;
        for (int64_t mark = 0; mark < 4; mark++) {
            const char *key = document_mark_problem(&d, STEP_INTAKE, &c, &file, cases[i].sent, &officer, mark);
            const char *want = cases[i].keys[mark];
            if (want == NULL ? key != NULL : key == NULL || strcmp(key, want) != 0) {
                fail_msg("%s %s sent %d mark %d: %s, want %s", cases[i].handling, cases[i].channel, cases[i].sent, (int)mark,
                         key == NULL ? "may" : key, want == NULL ? "may" : want);
            }
        }
    }
}

static void marks_are_put_right_by_who_receives_until_the_hand_over(void **state)
{
    struct office_fixture *f = *state;
    file_dossier(f, "counter");
    office_fixture_done(f, "mc", "document.add", add(f, "giay-de-nghi", "a.pdf"));
    refused(f, "ld", "document.mark_digitised", MARK(0, ""), "act.forbidden");
    refused(f, "cv", "document.mark_digitised", MARK(0, ""), "dossier.not_your_seat");
    refused(f, "mc", "document.mark_digitised", "{\"dossier\":1,\"document\":7,\"digitised\":0" WHY, "document.unknown");
    office_fixture_done(f, "mc", "document.add", add(f, "xac-nhan-ket-qua", "b.pdf"));
    office_fixture_done(f, "mc", "document.remove", "{\"dossier\":1,\"document\":2}");
    refused(f, "mc", "document.mark_digitised", "{\"dossier\":1,\"document\":2,\"digitised\":0" WHY, "document.unknown");
    office_fixture_done(f, "mc", "dossier.accept", "{\"dossier\":1,\"confirm_missing\":true}");
    office_fixture_done(f, "mc", "document.mark_digitised", MARK(0, ""));
    office_fixture_done(f, "mc", "dossier.hand_over", "{\"dossier\":1}");
    refused(f, "mc", "document.mark_digitised", MARK(1, ""), "document.mark_not_now");
}

#define T(name) cmocka_unit_test_setup_teardown(name, office_fixture_setup, office_fixture_teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(what_was_brought_on_paper_is_digitised_at_intake),
        T(what_was_filed_online_is_not_scanned_again),
        T(what_may_not_be_scanned_is_refused_by_its_rule),
        T(the_applicant_provides_what_was_asked_for_and_no_more),
        T(digitising_ends_with_the_hand_over),
        T(names_that_lead_elsewhere_or_deceive_are_refused),
        T(the_same_name_is_refused_until_the_old_file_is_taken_back),
        T(a_file_of_another_dossier_of_the_same_owner_is_reused),
        T(what_is_sent_in_before_filing_belongs_to_who_sent_it),
        T(a_file_changes_the_version_of_its_dossier),
        T(how_a_file_came_to_be_is_put_right_by_hand_and_the_record_says_so),
        T(what_is_reused_names_another_paper_of_the_same_owner),
        T(what_may_not_be_scanned_is_not_marked_as_scanned_either),
        T(marks_are_put_right_by_who_receives_until_the_hand_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
