/* What citizens do by themselves: declare on the screen, attach papers while filing, look up by code (claims: test_payment.c). */
#include "account/account.h"
#include "document/draft_file.h"
#include "dossier/code.h"
#include "dossier/draft.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <string.h>

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void add(struct office_fixture *f, const char *id, enum role role, const char *org, const char *person)
{
    struct account a = {.id = id, .name = id, .role = (int)role, .org = org, .active = true,
                        .person = person == NULL ? NULL : office_fixture_json(f, person)};
    assert_true(account_add(&f->op, office_db(f->office), &a));
}

static int open_office(void **state)
{
    static struct office_fixture f;
    office_fixture_open(&f);
    add(&f, "cd", ROLE_APPLICANT, "H37", "{\"name\":\"Nông Văn Sơn\",\"kind\":\"citizen\",\"id_no\":\"000000000002\",\"address\":\"Lạng Sơn\"}");
    *state = &f;
    return 0;
}
static int close_office(void **state)
{
    office_fixture_close(*state);
    return 0;
}

static void refused(struct office_fixture *f, const char *account, const char *act, const char *input, const char *key)
{
    assert_false(office_fixture_act(f, account, act, input));
    assert_string_equal(f->op.error.key, key);
    op_clear(&f->op);
}

#define FILING(channel, more) "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"" channel "\",\"components\":[]" more "}"
#define OWNER ",\"owner\":{\"name\":\"Công ty Cổ phần Sao Khuê\",\"kind\":\"business\",\"id_no\":\"0000000001\"}"

/* ---- declarations ---- */

static void call_file(struct office_fixture *f, const char *account, const char *input)
{
    struct act_answer answer;
    struct act_call call = {.name = "dossier.file", .input = office_fixture_json(f, input), .version = -1};
    (void)office_fixture_call(f, account, &call, &answer);
}

static void who_files_by_screen_fills_in_the_e_form_and_the_error_names_it(void **state)
{
    static const char *const channels[] = {"online", "kiosk"};
    struct office_fixture *f = *state;
    for (size_t i = 0; i < 2; i++) {
        call_file(f, "dn", arena_printf(f->op.arena, "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"%s\",\"components\":[]}", channels[i]));
        assert_int_equal(f->op.error.code, E_INPUT);
        assert_non_null(f->op.error.fields);
        assert_string_equal(f->op.error.fields->key, "declaration.missing");
        assert_true(strncmp(f->op.error.fields->field, "form/", 5) == 0);
        op_clear(&f->op);
    }
    call_file(f, "dn", FILING("online", ",\"form\":{}")); /* an empty object says nothing either */
    assert_string_equal(f->op.error.fields->key, "declaration.missing");
    op_clear(&f->op);
    office_fixture_done(f, "dn", "dossier.file", FILING("online", ""));
    office_fixture_done(f, "dn", "dossier.file", FILING("kiosk", ""));
}

static void at_the_counter_the_declaration_may_be_on_paper(void **state)
{
    struct office_fixture *f = *state;
    office_fixture_done(f, "mc", "dossier.file", FILING("counter", OWNER));
}

/* ---- papers of a draft ---- */

static const char *file(struct office_fixture *f, int draft, const char *component, const char *name)
{
    return arena_printf(f->op.arena, "{\"draft\":%d,\"component\":\"%s\",\"file_name\":\"%s\",\"media_type\":\"application/pdf\",\"size\":9,\"blob\":\"" HASH "\"}",
                        draft, component, name);
}

static size_t count_of(struct office_fixture *f, int64_t draft)
{
    struct document *list = NULL;
    size_t count = 0;
    op_clear(&f->op);
    assert_true(draft_files(&f->op, office_db(f->office), draft, &list, &count));
    return count;
}

static void begin_draft(struct office_fixture *f, const char *account)
{
    office_fixture_done(f, account, "draft.save", "{\"procedure\":\"1.014445\",\"data\":{}}");
}

static void papers_of_a_draft_become_the_dossiers_and_hand_their_component_in(void **state)
{
    struct office_fixture *f = *state;
    struct document *list = NULL;
    struct dossier_component *parts = NULL;
    size_t count = 0, part_count = 0, provided = 0;
    begin_draft(f, "dn");
    office_fixture_done(f, "dn", "draft.attach", file(f, 1, "giay-de-nghi", "Giấy đề nghị.pdf"));
    office_fixture_done(f, "dn", "draft.attach", file(f, 1, "giay-de-nghi", "Phụ lục.pdf"));
    refused(f, "dn", "draft.attach", file(f, 1, "giay-de-nghi", "Phụ lục.pdf"), "document.same_name");
    office_fixture_done(f, "dn", "dossier.file", FILING("online", ",\"draft\":1"));
    op_clear(&f->op);
    assert_true(document_list(&f->op, office_db(f->office), 1, &list, &count));
    assert_int_equal(count, 2);
    assert_string_equal(list[0].component, "giay-de-nghi");
    assert_int_equal(list[0].digitised, DIGITISED_NO); /* filed online: nothing was scanned */
    assert_int_equal(count_of(f, 1), 0);
    assert_true(dossier_components(&f->op, office_db(f->office), 1, &parts, &part_count));
    for (size_t i = 0; i < part_count; i++) {
        provided += !instant_is_none(parts[i].provided_at);
        assert_true(instant_is_none(parts[i].provided_at) || strcmp(parts[i].file_name, "Giấy đề nghị.pdf") == 0);
    }
    assert_int_equal(provided, 1);
}

static void papers_leave_with_their_draft(void **state)
{
    struct office_fixture *f = *state;
    struct document d;
    begin_draft(f, "dn");
    office_fixture_done(f, "dn", "draft.attach", file(f, 1, "giay-de-nghi", "a.pdf"));
    office_fixture_done(f, "dn", "draft.attach", file(f, 1, "giay-de-nghi", "b.pdf"));
    office_fixture_done(f, "dn", "draft.detach", "{\"draft\":1,\"document\":1}");
    assert_int_equal(count_of(f, 1), 1);
    refused(f, "dn", "draft.detach", "{\"draft\":1,\"document\":1}", "document.unknown");
    office_fixture_done(f, "dn", "draft.discard", "{\"draft\":1}");
    assert_int_equal(count_of(f, 1), 0);
    assert_false(document_get(&f->op, office_db(f->office), 2, &d));
    op_clear(&f->op);
}

static void nobody_elses_draft_takes_or_gives_a_paper(void **state)
{
    struct office_fixture *f = *state;
    begin_draft(f, "dn");
    office_fixture_done(f, "dn", "draft.attach", file(f, 1, "giay-de-nghi", "a.pdf"));
    refused(f, "cd", "draft.attach", file(f, 1, "giay-de-nghi", "c.pdf"), "draft.unknown");
    refused(f, "cd", "draft.detach", "{\"draft\":1,\"document\":1}", "draft.unknown");
    refused(f, "cd", "draft.discard", "{\"draft\":1}", "draft.unknown");
    refused(f, "tp", "draft.attach", file(f, 1, "giay-de-nghi", "c.pdf"), "act.forbidden");
    assert_int_equal(count_of(f, 1), 1);
}

static void a_paper_of_a_draft_is_judged_like_any_other(void **state)
{
    struct office_fixture *f = *state;
    begin_draft(f, "dn");
    refused(f, "dn", "draft.attach", file(f, 1, "khong-co", "a.pdf"), "component.unknown");
    refused(f, "dn", "draft.attach", file(f, 1, "giay-de-nghi", "../a.pdf"), "document.name");
    refused(f, "dn", "draft.attach", file(f, 1, "giay-de-nghi", "a.png"), "document.ending");
    refused(f, "dn", "draft.attach", file(f, 9, "giay-de-nghi", "a.pdf"), "draft.unknown");
    for (int i = 0; i < DRAFT_FILES_MAX; i++) {
        office_fixture_done(f, "dn", "draft.attach", file(f, 1, "giay-de-nghi", arena_printf(f->op.arena, "a%d.pdf", i)));
    }
    refused(f, "dn", "draft.attach", file(f, 1, "giay-de-nghi", "b.pdf"), "document.too_many");
}

static void ones_own_earlier_paper_is_taken_again_and_nobody_elses(void **state)
{
    struct office_fixture *f = *state;
    struct document *list = NULL;
    size_t count = 0;
    begin_draft(f, "dn");
    office_fixture_done(f, "dn", "draft.attach", file(f, 1, "giay-de-nghi", "a.pdf"));
    office_fixture_done(f, "dn", "dossier.file", FILING("online", ",\"draft\":1"));
    begin_draft(f, "dn");
    office_fixture_done(f, "dn", "draft.reuse", "{\"draft\":1,\"component\":\"giay-de-nghi\",\"document\":1}");
    assert_true(draft_files(&f->op, office_db(f->office), 1, &list, &count));
    assert_int_equal(count, 1);
    assert_int_equal(list[0].digitised, DIGITISED_FROM_DOSSIER);
    begin_draft(f, "cd");
    refused(f, "cd", "draft.reuse", "{\"draft\":2,\"component\":\"giay-de-nghi\",\"document\":1}", "document.unknown");
    refused(f, "dn", "draft.reuse", "{\"draft\":1,\"component\":\"giay-de-nghi\",\"document\":2}", "document.unknown"); /* of a draft */
}

/* ---- codes ---- */

static void a_code_is_read_as_it_is_typed_or_scanned_and_not_mended(void **state)
{
    static const struct {
        const char *text, *code; /* NULL = refused */
    } cases[] = {
        {"H37.T01-261120-060001", "H37.T01-261120-060001"},
        {"  h37.t01-261120-060001\r\n", "H37.T01-261120-060001"},
        {"G06.012-261120-060001", "G06.012-261120-060001"},
        {"", NULL},
        {" \n", NULL},
        {"H37.T01-261120-060001 H37.T01-261120-060002", NULL},
        {"H37.T01-261120-060001;DROP", NULL},
        {"https://x.vn/?c=H37.T01-261120-060001", NULL},
        {"H37.T01-261120-070001", NULL},
        {"H37.T01-26112-060001", NULL},
        {"H37.T01-261120-06001", NULL},
        {"H37_T01-261120-060001", NULL},
        {"H37.T01-261120-0600010000000000000000000000000000000000000000000000000000", NULL},
    };
    struct office_fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *code = NULL;
        bool ok = dossier_code_read(&f->op, cases[i].text, &code);
        if (ok != (cases[i].code != NULL) || (ok && strcmp(code, cases[i].code) != 0)) {
            fail_msg("case %zu: %s", i, ok ? code : f->op.error.key);
        }
        op_clear(&f->op);
    }
}

static void a_code_finds_its_dossier_and_no_other(void **state)
{
    struct office_fixture *f = *state;
    struct dossier d;
    int64_t id = 0;
    office_fixture_done(f, "dn", "dossier.file", "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\"]}");
    office_fixture_done(f, "mc", "dossier.accept", "{\"dossier\":1,\"confirm_missing\":true}");
    assert_true(dossier_get(&f->op, office_db(f->office), 1, &d));
    assert_true(dossier_find_code(&f->op, office_db(f->office), d.code, &id));
    assert_int_equal(id, 1);
    assert_false(dossier_find_code(&f->op, office_db(f->office), "H37.T01-261120-069999", &id));
    assert_string_equal(f->op.error.key, "dossier.code_unknown");
    op_clear(&f->op);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, open_office, close_office)
    const struct CMUnitTest tests[] = {
        T(who_files_by_screen_fills_in_the_e_form_and_the_error_names_it),
        T(at_the_counter_the_declaration_may_be_on_paper),
        T(papers_of_a_draft_become_the_dossiers_and_hand_their_component_in),
        T(papers_leave_with_their_draft),
        T(nobody_elses_draft_takes_or_gives_a_paper),
        T(a_paper_of_a_draft_is_judged_like_any_other),
        T(ones_own_earlier_paper_is_taken_again_and_nobody_elses),
        T(a_code_is_read_as_it_is_typed_or_scanned_and_not_mended),
        T(a_code_finds_its_dossier_and_no_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
