/* Files of a dossier: who may attach what, when, under which name. The law is TT 03/2025/TT-VPCP Art. 5 k2. */
#include "document/document.h"

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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
