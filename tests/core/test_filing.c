/* Filing by every channel, for oneself and for others; drafts; the completeness check; reception for an agency elsewhere. */
#include "account/account.h"
#include "audit/audit.h"
#include "core_sql.h"
#include "dossier/draft.h"
#include "dossier/filing.h"
#include "dossier/search.h"
#include "dossier/paper.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <stdio.h>
#include <string.h>

/* ---- an office with a counter in another province, a postal agent and a second applicant ---- */

/* How many dossiers a query finds. */
static int64_t found(struct office_fixture *f, struct search_query q)
{
    int64_t count = 0;
    assert_true(search_count(&f->op, office_db(f->office), &q, 100, &count));
    return count;
}

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
    add(&f, "mc2", ROLE_ONE_STOP_OFFICER, "H26.T02", NULL);
    add(&f, "bd", ROLE_POSTAL_AGENT, "H37", NULL);
    add(&f, "cd", ROLE_APPLICANT, "H37", "{\"name\":\"Nông Văn Sơn\",\"kind\":\"citizen\",\"id_no\":\"000000000002\",\"address\":\"Lạng Sơn\"}");
    *state = &f;
    return 0;
}
static int close_office(void **state)
{
    office_fixture_close(*state);
    return 0;
}

#define ACT(account, name, input)                                                                                      \
    do {                                                                                                               \
        if (!office_fixture_act(f, account, name, input)) {                                                            \
            fail_msg("%s by %s: %s %s", name, account, f->op.error.key,                                                \
                     f->op.error.fields == NULL ? "" : f->op.error.fields->field);                                     \
        }                                                                                                              \
    } while (0)
#define REFUSED(account, name, input, code_, key_)                                                                     \
    do {                                                                                                               \
        assert_false(office_fixture_act(f, account, name, input));                                                     \
        assert_int_equal(f->op.error.code, code_);                                                                     \
        assert_string_equal(f->op.error.key, key_);                                                                    \
        op_clear(&f->op);                                                                                              \
    } while (0)
/* The first field error. */
#define FIELD(account, name, input, field_, key_)                                                                      \
    do {                                                                                                               \
        assert_false(office_fixture_act(f, account, name, input));                                                     \
        assert_int_equal(f->op.error.code, E_INPUT);                                                                   \
        assert_non_null(f->op.error.fields);                                                                           \
        assert_string_equal(f->op.error.fields->field, field_);                                                        \
        assert_string_equal(f->op.error.fields->key, key_);                                                            \
        op_clear(&f->op);                                                                                              \
    } while (0)

#define OF(channel, more)                                                                                              \
    "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"" channel "\",\"components\":["                  \
    "\"giay-de-nghi\",\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"]" more "}"
#define OWNER "\"owner\":{\"name\":\"Công ty Cổ phần Sao Khuê\",\"kind\":\"business\",\"id_no\":\"0000000001\",\"address\":\"Lạng Sơn\"}"
#define STRANGER "\"owner\":{\"name\":\"Công ty Mới\",\"kind\":\"business\",\"id_no\":\"0000000009\"}"
#define PROXY "\"submitter\":{\"name\":\"Nông Văn Sơn\",\"kind\":\"citizen\",\"id_no\":\"000000000002\"}"
#define PAPER "\"proxy_paper\":\"Giấy ủy quyền số 12/UQ ngày 18/11/2026\""
#define GOOD "{\"dossier\":1,\"items\":[{\"code\":\"giay-de-nghi\",\"result\":\"enough\"},{\"code\":\"xac-nhan-ket-qua\",\"result\":\"enough\"},{\"code\":\"phuong-an-san-xuat\",\"result\":\"enough\"}]}"
#define D1 "{\"dossier\":1}"

static struct dossier get(struct office_fixture *f, int64_t id)
{
    struct dossier d;
    assert_true(dossier_get(&f->op, office_db(f->office), id, &d));
    return d;
}

static void is(struct instant t, const char *text)
{
    char out[INSTANT_TEXT];
    assert_string_equal(instant_format(t, out), text);
}

static struct dossier_component part(struct office_fixture *f, const char *code)
{
    struct dossier_component *list = NULL;
    size_t count = 0;
    assert_true(dossier_components(&f->op, office_db(f->office), 1, &list, &count));
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].code, code) == 0) {
            return list[i];
        }
    }
    fail_msg("no component %s", code);
    return list[0];
}

/* ---- channels ---- */

static void each_channel_belongs_to_its_seat(void **state)
{
    struct office_fixture *f = *state;
    static const struct {
        const char *account, *input;
        bool may;
    } cases[] = {
        {"dn", OF("online", ""), true},           {"dn", OF("kiosk", ""), true},
        {"dn", OF("counter", ""), false},         {"dn", OF("postal", ""), false},
        {"mc", OF("counter", "," OWNER), true},   {"mc", OF("online", "," OWNER), false},
        {"mc", OF("postal", "," OWNER), false},   {"mc", OF("kiosk", "," OWNER), false},
        {"bd", OF("postal", "," OWNER), true},    {"bd", OF("counter", "," OWNER), false},
        {"bd", OF("online", "," OWNER), false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool done = office_fixture_act(f, cases[i].account, "dossier.file", cases[i].input);
        if (done != cases[i].may) {
            fail_msg("%s: %s", cases[i].account, cases[i].input);
        }
        assert_true(done || f->op.error.code == E_FORBIDDEN);
        op_clear(&f->op);
    }
    REFUSED("tp", "dossier.file", OF("counter", "," OWNER), E_FORBIDDEN, "act.forbidden");
}

static void online_has_eight_working_hours_and_the_counter_one_working_day(void **state)
{
    struct office_fixture *f = *state; /* Friday 20/11/2026 09:20; Tuesday 24/11 is a holiday */
    ACT("dn", "dossier.file", OF("online", ""));
    is(get(f, 1).acceptance_due_at, "2026-11-23T09:20:00+07:00");
    assert_true(instant_parse("2026-11-23T09:20", &f->now));
    ACT("mc", "dossier.file", OF("counter", "," OWNER));
    is(get(f, 2).acceptance_due_at, "2026-11-25T09:20:00+07:00");
    assert_true(instant_parse("2026-11-23T17:30", &f->now)); /* after hours: from the next working session */
    ACT("dn", "dossier.file", OF("kiosk", ""));
    is(get(f, 3).acceptance_due_at, "2026-11-25T17:00:00+07:00");
    ACT("bd", "dossier.file", OF("postal", "," OWNER));
    is(get(f, 4).acceptance_due_at, "2026-11-26T08:00:00+07:00");
}

static void the_counter_accepts_at_once(void **state)
{
    struct office_fixture *f = *state;
    ACT("mc", "dossier.file", OF("counter", "," OWNER ",\"sets\":2,\"delivery\":\"counter\""));
    ACT("mc", "dossier.accept", D1);
    struct form_issue *issues = NULL, issue;
    size_t count = 0;
    assert_true(paper_list(&f->op, office_db(f->office), 1, &issues, &count));
    assert_int_equal(count, 1);
    assert_true(paper_get(&f->op, office_db(f->office), issues[0].id, &issue));
    assert_int_equal(json_get_int(issue.data, "sets", 0), 2);
    assert_string_equal(json_get_text(issue.data, "result_place", ""), "Trung tâm Phục vụ hành chính công tỉnh Lạng Sơn");
    assert_null(json_get(issue.data, "proxy_name"));
}

/* ---- owner and submitter ---- */

static void a_proxy_shows_the_paper_that_authorises_it(void **state)
{
    struct office_fixture *f = *state;
    FIELD("mc", "dossier.file", OF("counter", "," OWNER "," PROXY), "proxy_paper", "filing.proxy_paper");
    FIELD("dn", "dossier.file", OF("online", "," STRANGER), "proxy_paper", "filing.proxy_paper");
    FIELD("dn", "dossier.file", OF("online", "," PROXY), "submitter", "filing.submitter_self");
    FIELD("mc", "dossier.file", OF("counter", ""), "owner", "field.required");
    ACT("mc", "dossier.file", OF("counter", "," OWNER "," PROXY "," PAPER));
    struct dossier d = get(f, 1);
    assert_string_equal(json_get_text(d.owner, "id_no", ""), "0000000001");
    assert_string_equal(json_get_text(d.submitter, "name", ""), "Nông Văn Sơn");
    assert_string_equal(json_get_text(d.submitter, "proxy_paper", ""), "Giấy ủy quyền số 12/UQ ngày 18/11/2026");
    ACT("mc", "dossier.accept", D1);
    struct form_issue *issues = NULL, issue;
    size_t count = 0;
    assert_true(paper_list(&f->op, office_db(f->office), 1, &issues, &count));
    assert_true(paper_get(&f->op, office_db(f->office), issues[0].id, &issue));
    assert_string_equal(json_get_text(issue.data, "proxy_name", ""), "Nông Văn Sơn");
    assert_string_equal(json_get_text(issue.data, "owner_name", ""), "Công ty Cổ phần Sao Khuê");
    assert_string_equal(json_get_text(issue.data, "submitter_name", ""), "Nông Văn Sơn");
}

static void the_account_that_knows_the_number_follows_the_dossier(void **state)
{
    struct office_fixture *f = *state;
    ACT("mc", "dossier.file", OF("counter", "," OWNER "," PROXY "," PAPER));
    assert_string_equal(get(f, 1).applicant, "cd"); /* the submitter before the owner */
    ACT("mc", "dossier.file", OF("counter", "," OWNER));
    assert_string_equal(get(f, 2).applicant, "dn");
    ACT("mc", "dossier.file", OF("counter", "," STRANGER));
    assert_string_equal(get(f, 3).applicant, "mc");
    ACT("dn", "dossier.file", OF("online", "," STRANGER "," PAPER));
    assert_string_equal(get(f, 4).applicant, "dn");
    assert_string_equal(json_get_text(get(f, 4).submitter, "id_no", ""), "0000000001");
}

static void every_field_of_an_owner_that_is_wrong_is_named(void **state)
{
    struct office_fixture *f = *state;
    FIELD("mc", "dossier.file", OF("counter", ",\"owner\":{\"kind\":\"business\",\"id_no\":\"0000000001\"}"), "owner/name", "field.required");
    FIELD("mc", "dossier.file", OF("counter", ",\"owner\":{\"name\":\"An Nam\",\"kind\":\"vua\",\"id_no\":\"0000000001\"}"), "owner/kind", "field.choice");
    FIELD("mc", "dossier.file", OF("counter", ",\"owner\":{\"name\":\"An Nam\",\"kind\":\"citizen\",\"id_no\":\"12\"}"), "owner/id_no", "field.too_short");
    FIELD("mc", "dossier.file", OF("counter", ",\"owner\":{\"name\":\"An Nam\",\"kind\":\"citizen\",\"id_no\":\"00000000000x\"}"), "owner/id_no", "filing.id_no");
    FIELD("mc", "dossier.file", OF("counter", ",\"owner\":{\"name\":\"An Nam\",\"kind\":\"citizen\",\"id_no\":\"000000000001\",\"la\":1}"), "owner/la", "field.unknown");
    FIELD("mc", "dossier.file", OF("counter", ",\"owner\":\"An Nam\""), "owner", "json.not_object");
    FIELD("mc", "dossier.file", OF("counter", "," OWNER ",\"sets\":21"), "sets", "field.range");
    FIELD("mc", "dossier.file", OF("counter", "," STRANGER ",\"delivery\":\"postal\""), "delivery_address", "filing.delivery_address");
}

static void the_post_needs_an_address_and_takes_the_owners(void **state)
{
    struct office_fixture *f = *state;
    ACT("dn", "dossier.file", OF("online", ",\"delivery\":\"postal\""));
    assert_string_equal(get(f, 1).delivery_address, "Lạng Sơn");
    ACT("dn", "dossier.file", OF("online", ",\"delivery\":\"postal\",\"delivery_address\":\"Số 5, Hà Nội\""));
    assert_string_equal(get(f, 2).delivery_address, "Số 5, Hà Nội");
    ACT("dn", "dossier.file", OF("online", ",\"delivery_address\":\"Số 5, Hà Nội\""));
    assert_null(get(f, 3).delivery_address); /* not asked for by post */
    assert_string_equal(get(f, 3).delivery_wanted, "electronic");
}

static void a_repeated_key_files_once(void **state)
{
    struct office_fixture *f = *state;
    struct act_answer first, again;
    struct act_call call = {.name = "dossier.file", .input = office_fixture_filing(f, "dn", OF("online", "")), .version = -1, .idempotency_key = "k1"};
    assert_true(office_fixture_call(f, "dn", &call, &first));
    assert_true(office_fixture_call(f, "dn", &call, &again));
    assert_true(again.repeated);
    assert_int_equal(again.dossier, first.dossier);
    call.input = office_fixture_filing(f, "dn", OF("kiosk", ""));
    assert_false(office_fixture_call(f, "dn", &call, &again));
    assert_string_equal(f->op.error.key, "idempotency.mismatch");
    op_clear(&f->op);
    assert_int_equal(found(f, (struct search_query){.view = SEARCH_ALL}), 1);
}

static void what_was_handed_in_at_the_counter_is_supplemented_there(void **state)
{
    struct office_fixture *f = *state;
    ACT("mc", "dossier.file", "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"counter\",\"components\":[\"giay-de-nghi\"]," OWNER "}");
    ACT("mc", "dossier.request_supplement",
        "{\"dossier\":1,\"components\":[\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"],\"reason\":\"Thiếu hai thành phần\"}");
    REFUSED("mc2", "dossier.supplement", "{\"dossier\":1,\"components\":[\"xac-nhan-ket-qua\"]}", E_FORBIDDEN, "dossier.not_your_dossier");
    ACT("mc", "dossier.supplement", "{\"dossier\":1,\"components\":[\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"]}");
    is(get(f, 1).acceptance_due_at, "2026-11-23T09:20:00+07:00"); /* one working day again */
}

/* ---- drafts ---- */

#define DRAFT(more) "{\"procedure\":\"1.014445\",\"data\":{\"components\":[\"giay-de-nghi\"]}" more "}"

static size_t drafts(struct office_fixture *f, const char *account, struct draft **out)
{
    size_t count = 0;
    assert_true(draft_list(&f->op, office_db(f->office), account, out, &count));
    return count;
}

static void a_draft_is_its_owners_and_no_dossier(void **state)
{
    struct office_fixture *f = *state;
    struct draft *list = NULL;
    ACT("dn", "draft.save", DRAFT(""));
    ACT("dn", "draft.save", DRAFT(",\"draft\":1"));
    assert_int_equal(drafts(f, "dn", &list), 1);
    assert_string_equal(json_text(&f->op, list[0].data), "{\"components\":[\"giay-de-nghi\"]}");
    assert_int_equal(list[0].act, 2);
    assert_int_equal(drafts(f, "cd", &list), 0);
    REFUSED("cd", "draft.save", DRAFT(",\"draft\":1"), E_MISSING, "draft.unknown");
    REFUSED("cd", "draft.discard", "{\"draft\":1}", E_MISSING, "draft.unknown");
    REFUSED("cd", "dossier.file", OF("online", ",\"draft\":1"), E_MISSING, "draft.unknown");
    REFUSED("tp", "draft.save", DRAFT(""), E_FORBIDDEN, "act.forbidden");
    assert_int_equal(found(f, (struct search_query){.view = SEARCH_ALL}), 0);
    ACT("dn", "draft.discard", "{\"draft\":1}");
    assert_int_equal(drafts(f, "dn", &list), 0);
    int64_t acts = 0;
    assert_true(audit_verify(&f->op, office_db(f->office), &acts));
}

static void filing_ends_the_draft_and_a_refused_filing_keeps_it(void **state)
{
    struct office_fixture *f = *state;
    struct draft *list = NULL;
    ACT("dn", "draft.save", DRAFT(""));
    REFUSED("dn", "dossier.file", "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"la\"],\"draft\":1}",
            E_INPUT, "component.unknown");
    assert_int_equal(drafts(f, "dn", &list), 1);
    ACT("dn", "dossier.file", OF("online", ",\"draft\":1"));
    assert_int_equal(drafts(f, "dn", &list), 0);
}

static void drafts_have_limits(void **state)
{
    struct office_fixture *f = *state;
    char *big = arena_alloc(f->op.arena, DRAFT_BYTES_MAX + 200);
    int n = snprintf(big, 100, "{\"procedure\":\"1.014445\",\"data\":{\"x\":\"");
    memset(big + n, 'a', DRAFT_BYTES_MAX);
    memcpy(big + n + DRAFT_BYTES_MAX, "\"}}", 4);
    REFUSED("dn", "draft.save", big, E_LIMIT, "draft.too_big");
    FIELD("dn", "draft.save", "{\"procedure\":\"1.014445\",\"data\":[]}", "data", "draft.object");
    REFUSED("dn", "draft.save", "{\"procedure\":\"9.999999\",\"data\":{}}", E_MISSING, "procedure.unknown");
    for (int i = 0; i < DRAFTS_MAX; i++) {
        ACT("dn", "draft.save", DRAFT(""));
    }
    REFUSED("dn", "draft.save", DRAFT(""), E_LIMIT, "draft.too_many");
    ACT("dn", "draft.save", DRAFT(",\"draft\":3"));
    ACT("cd", "draft.save", DRAFT(""));
}

/* ---- the check ---- */

static void the_check_of_each_component_is_kept(void **state)
{
    struct office_fixture *f = *state;
    ACT("dn", "dossier.file", OF("online", ""));
    ACT("mc", "dossier.check_components",
        "{\"dossier\":1,\"items\":[{\"code\":\"giay-de-nghi\",\"result\":\"enough\"},"
        "{\"code\":\"phuong-an-san-xuat\",\"result\":\"wrong\",\"remark\":\"Thiếu chữ ký\"}]}");
    assert_string_equal(part(f, "giay-de-nghi").checked, "enough");
    assert_string_equal(part(f, "giay-de-nghi").checked_by, "mc");
    assert_string_equal(part(f, "phuong-an-san-xuat").remark, "Thiếu chữ ký");
    assert_null(part(f, "xac-nhan-ket-qua").checked);
    REFUSED("mc", "dossier.accept", D1, E_STATE, "dossier.components_missing"); /* what is wrong counts as missing */
    ACT("mc", "dossier.request_supplement", "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"],\"reason\":\"Phương án thiếu chữ ký\"}");
    ACT("dn", "dossier.supplement", "{\"dossier\":1,\"components\":[\"phuong-an-san-xuat\"]}");
    assert_null(part(f, "phuong-an-san-xuat").checked); /* another paper */
    assert_null(part(f, "phuong-an-san-xuat").remark);
    assert_string_equal(part(f, "giay-de-nghi").checked, "enough");
    ACT("mc", "dossier.accept", D1);
}

static void a_check_that_says_nothing_useful_is_refused(void **state)
{
    struct office_fixture *f = *state;
    ACT("dn", "dossier.file", "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\"]}");
#define CHECK(items) "{\"dossier\":1,\"items\":" items "}"
    FIELD("mc", "dossier.check_components", CHECK("[]"), "items", "field.list");
    FIELD("mc", "dossier.check_components", CHECK("{}"), "items", "field.list");
    FIELD("mc", "dossier.check_components", CHECK("[1]"), "items.0", "json.not_object");
    FIELD("mc", "dossier.check_components", CHECK("[{\"code\":\"la\",\"result\":\"enough\"}]"), "items.0/code", "component.unknown");
    FIELD("mc", "dossier.check_components", CHECK("[{\"code\":\"giay-de-nghi\",\"result\":\"tot\"}]"), "items.0/result", "field.choice");
    FIELD("mc", "dossier.check_components", CHECK("[{\"code\":\"giay-de-nghi\",\"result\":\"wrong\"}]"), "items.0/remark", "check.remark");
    FIELD("mc", "dossier.check_components", CHECK("[{\"code\":\"xac-nhan-ket-qua\",\"result\":\"enough\"}]"), "items.0/result", "check.not_provided");
    assert_null(part(f, "giay-de-nghi").checked);
    REFUSED("tp", "dossier.check_components", CHECK("[{\"code\":\"giay-de-nghi\",\"result\":\"enough\"}]"), E_FORBIDDEN, "act.forbidden");
    ACT("mc", "dossier.accept", "{\"dossier\":1,\"confirm_missing\":true}");
    REFUSED("mc", "dossier.check_components", CHECK("[{\"code\":\"giay-de-nghi\",\"result\":\"enough\"}]"), E_STATE, "dossier.wrong_state");
}

/* ---- received elsewhere ---- */

static void what_is_received_elsewhere_is_accepted_by_the_competent_agency(void **state)
{
    struct office_fixture *f = *state;
    ACT("mc2", "dossier.file", OF("counter", "," OWNER));
    struct dossier d = get(f, 1);
    assert_string_equal(d.intake_org, "H26.T02");
    assert_string_equal(d.agency, "H37.T01");
    REFUSED("mc", "dossier.accept", D1, E_FORBIDDEN, "dossier.not_your_agency");
    REFUSED("mc2", "dossier.accept", D1, E_STATE, "transfer.first");
    REFUSED("mc2", "dossier.transfer", D1, E_STATE, "transfer.unchecked");
    ACT("mc2", "dossier.check_components", GOOD);
    assert_true(instant_parse("2026-11-20T14:00", &f->now));
    ACT("mc2", "dossier.transfer", "{\"dossier\":1,\"note\":\"Hồ sơ giấy gửi kèm\"}");
    is(get(f, 1).transferred_in_at, "2026-11-20T14:00:00+07:00");
    is(get(f, 1).acceptance_due_at, "2026-11-23T14:00:00+07:00");
    REFUSED("mc2", "dossier.refuse_intake", "{\"dossier\":1,\"reason\":\"Không thuộc thẩm quyền\"}", E_FORBIDDEN, "dossier.not_your_agency");
    REFUSED("mc", "dossier.transfer", D1, E_STATE, "transfer.not_elsewhere");
    assert_true(instant_parse("2026-11-23T08:30", &f->now));
    ACT("mc", "dossier.accept", D1);
    is(get(f, 1).due_at, "2026-12-08T08:30:00+07:00"); /* fifteen days from acceptance there */
    assert_string_equal(get(f, 1).code, "H37.T01-261123-060001");
}

static void an_incomplete_dossier_is_not_passed_on(void **state)
{
    struct office_fixture *f = *state;
    ACT("mc2", "dossier.file",
        "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"counter\",\"components\":[\"giay-de-nghi\"]," OWNER "}");
    REFUSED("mc2", "dossier.transfer", D1, E_STATE, "transfer.missing");
    ACT("mc2", "dossier.request_supplement",
        "{\"dossier\":1,\"components\":[\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"],\"reason\":\"Thiếu hai thành phần\"}");
    ACT("mc2", "dossier.supplement", "{\"dossier\":1,\"components\":[\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"]}");
    ACT("mc2", "dossier.check_components", GOOD);
    REFUSED("mc2", "dossier.transfer", "{\"dossier\":1,\"org\":\"H26\"}", E_INPUT, "transfer.org");
    REFUSED("mc2", "dossier.transfer", "{\"dossier\":1,\"org\":\"H99\"}", E_MISSING, "org.unknown");
    ACT("mc2", "dossier.transfer", "{\"dossier\":1,\"org\":\"H37.T01\"}");
}

static void what_is_received_here_is_not_passed_on(void **state)
{
    struct office_fixture *f = *state;
    ACT("mc", "dossier.file", OF("counter", "," OWNER));
    REFUSED("mc", "dossier.transfer", D1, E_STATE, "transfer.not_elsewhere");
}

static void only_what_the_list_names_is_received_elsewhere(void **state)
{
    struct office_fixture *f = *state;
    assert_true(db_script(&f->op, office_db(f->office), "UPDATE procedure_version SET non_territorial = 0;"));
    REFUSED("mc2", "dossier.file", OF("counter", "," OWNER), E_STATE, "filing.territorial");
    ACT("mc", "dossier.file", OF("counter", "," OWNER));
}

static void each_place_has_its_own_queue_and_both_their_registers(void **state)
{
    struct office_fixture *f = *state;
    struct search_query queue_here = {.view = SEARCH_QUEUE, .role = "one-stop-officer", .account = "mc", .org = "H37.T02"};
    struct search_query queue_there = {.view = SEARCH_QUEUE, .role = "one-stop-officer", .account = "mc2", .org = "H26.T02"};
    ACT("mc2", "dossier.file", OF("counter", "," OWNER));
    assert_int_equal(found(f, queue_here) * 10 + found(f, queue_there), 1);
    ACT("mc2", "dossier.check_components", GOOD);
    ACT("mc2", "dossier.transfer", D1);
    assert_int_equal(found(f, queue_here) * 10 + found(f, queue_there), 10);
    assert_int_equal(found(f, (struct search_query){.view = SEARCH_ALL, .concerns = "H26"}), 1);
    assert_int_equal(found(f, (struct search_query){.view = SEARCH_ALL, .concerns = "H27"}), 0);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, open_office, close_office)
    const struct CMUnitTest tests[] = {
        T(each_channel_belongs_to_its_seat),
        T(online_has_eight_working_hours_and_the_counter_one_working_day),
        T(the_counter_accepts_at_once),
        T(a_proxy_shows_the_paper_that_authorises_it),
        T(the_account_that_knows_the_number_follows_the_dossier),
        T(every_field_of_an_owner_that_is_wrong_is_named),
        T(the_post_needs_an_address_and_takes_the_owners),
        T(a_repeated_key_files_once),
        T(what_was_handed_in_at_the_counter_is_supplemented_there),
        T(a_draft_is_its_owners_and_no_dossier),
        T(filing_ends_the_draft_and_a_refused_filing_keeps_it),
        T(drafts_have_limits),
        T(the_check_of_each_component_is_kept),
        T(a_check_that_says_nothing_useful_is_refused),
        T(what_is_received_elsewhere_is_accepted_by_the_competent_agency),
        T(an_incomplete_dossier_is_not_passed_on),
        T(what_is_received_here_is_not_passed_on),
        T(only_what_the_list_names_is_received_elsewhere),
        T(each_place_has_its_own_queue_and_both_their_registers),
    };
    return cmocka_run_group_tests_name("filing", tests, NULL, NULL);
}
