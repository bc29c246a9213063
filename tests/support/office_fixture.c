#include "support/office_fixture.h"

#include "account/account.h"
#include "calendar/calendar.h"
#include "catalogue/procedure.h"
#include "core_sql.h"
#include "dossier/prefill.h"
#include "org/org.h"
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct instant fixed_now(void *self)
{
    return ((struct office_fixture *)self)->now;
}

const struct json *office_fixture_json(struct office_fixture *f, const char *text)
{
    const struct json *node = json_parse(&f->op, text, strlen(text));
    if (node == NULL) {
        fail_msg("not JSON: %s", text);
    }
    return node;
}

static const struct json *read_file(struct office_fixture *f, const char *name)
{
    char path[1024];
    (void)snprintf(path, sizeof path, TEST_SOURCE_DIR "/scenarios/data/%s", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = arena_alloc(f->op.arena, 200000);
    size_t n = fread(text, 1, 199999, file);
    (void)fclose(file);
    text[n] = '\0';
    return office_fixture_json(f, text);
}

static void add_account(struct office_fixture *f, const char *id, const char *name, enum role role, const char *org,
                        const char *person)
{
    struct account a = {.id = id, .name = name, .role = (int)role, .org = org, .active = true,
                        .person = person == NULL ? NULL : office_fixture_json(f, person)};
    assert_true(account_add(&f->op, office_db(f->office), &a));
}

static void add_seats(struct office_fixture *f)
{
    add_account(f, "dn", "Công ty Cổ phần Sao Khuê", ROLE_APPLICANT, "H37",
                "{\"name\":\"Công ty Cổ phần Sao Khuê\",\"kind\":\"business\",\"id_no\":\"0000000001\",\"address\":\"Lạng Sơn\","
                "\"phone\":\"0900000001\",\"email\":\"dn@example.vn\"}");
    add_account(f, "mc", "Nông Thị Hoa", ROLE_ONE_STOP_OFFICER, "H37.T02", NULL);
    add_account(f, "tp", "Hoàng Văn Thái", ROLE_DIVISION_HEAD, "H37.T01.T11", NULL);
    add_account(f, "cv", "Lý Thu Trang", ROLE_SPECIALIST, "H37.T01.T11", NULL);
    add_account(f, "cv2", "Vi Văn Quân", ROLE_SPECIALIST, "H37.T01.T11", NULL);
    add_account(f, "ld", "Đặng Đức Minh", ROLE_DIRECTOR, "H37.T01", NULL);
    add_account(f, "vt", "Chu Thị Lan", ROLE_CLERK, "H37.T01", NULL);
    add_account(f, "ub", "Ủy ban nhân dân tỉnh", ROLE_COMMITTEE, "H37", NULL);
}

void office_fixture_open(struct office_fixture *f)
{
    op_init(&f->op, arena_open((size_t)64 << 20), "test", LANG_VI);
    struct db *db = db_open(&f->op, ":memory:", &(struct db_options){.mode = DB_MEMORY});
    assert_non_null(db);
    assert_true(migrate(&f->op, db, &core_schema));
    f->office = office_open(db, (struct ports){.clock = {fixed_now, f}});
    const struct json *golden = read_file(f, "goldens/so-khcn.json");
    for (const struct json *n = json_get(golden, "orgs")->first; n != NULL; n = n->next) {
        struct org org;
        assert_true(record_from_json(&f->op, &org_record, n, &org));
        assert_true(org_add(&f->op, db, &org));
    }
    assert_true(procedure_load(&f->op, db, read_file(f, "procedures/1.014445.json")));
    assert_true(calendar_store(&f->op, db, calendar_builtin(), ""));
    add_seats(f);
    assert_true(instant_parse("2026-11-20T09:20", &f->now));
    office_lock(f->office);
}

void office_fixture_close(struct office_fixture *f)
{
    office_unlock(f->office);
    office_close(f->office);
    arena_close(f->op.arena);
}

bool office_fixture_call(struct office_fixture *f, const char *account, const struct act_call *call, struct act_answer *out)
{
    struct account a;
    op_clear(&f->op);
    assert_true(account_get(&f->op, office_db(f->office), account, &a));
    struct actor actor = {a.id, a.name, role_code((enum role)a.role), a.org};
    return act_perform(&f->op, f->office, &actor, call, out);
}

/* The examples of the e-forms as they stand: whatever fits nobody's identity is still a declaration. NULL: there are no e-forms. */
static const struct json *plain_examples(struct office_fixture *f, int64_t version)
{
    struct procedure_eform *list = NULL;
    struct strbuf b;
    struct json_out out;
    size_t count = 0;
    assert_true(procedure_eforms(&f->op, office_db(f->office), version, &list, &count));
    strbuf_init(&b, f->op.arena, JSON_BYTES_MAX);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    for (size_t i = 0; i < count; i++) {
        json_put_node(&out, list[i].code, json_get(list[i].schema, "examples")->first);
    }
    json_close_object(&out);
    return count == 0 ? NULL : office_fixture_json(f, b.data);
}

/* Who files by screen and says nothing of e-forms has filled them in with their examples. */
const struct json *office_fixture_filing(struct office_fixture *f, const char *account, const char *input)
{
    const struct json *given = office_fixture_json(f, input), *forms = NULL;
    const char *channel = json_get_text(given, "channel", "");
    struct account person;
    struct procedure_version version;
    struct strbuf b;
    struct json_out out;
    bool by_screen = strcmp(channel, "online") == 0 || strcmp(channel, "kiosk") == 0;
    op_clear(&f->op);
    f->op.now = f->now;
    if (!by_screen || json_get(given, "form") != NULL || !account_get(&f->op, office_db(f->office), account, &person) ||
        !procedure_version_on(&f->op, office_db(f->office), json_get_text(given, "procedure", ""), instant_day(f->now), &version) ||
        !prefill_examples(&f->op, office_db(f->office), &person, version.id, &forms) ||
        (forms == NULL && (forms = plain_examples(f, version.id)) == NULL)) {
        op_clear(&f->op);
        return given;
    }
    strbuf_init(&b, f->op.arena, JSON_BYTES_MAX);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    for (const struct json *n = given->first; n != NULL; n = n->next) {
        json_put_node(&out, n->key, n);
    }
    json_put_node(&out, "form", forms);
    json_close_object(&out);
    return office_fixture_json(f, b.data);
}

bool office_fixture_act(struct office_fixture *f, const char *account, const char *act, const char *input)
{
    struct act_answer answer;
    bool files = strcmp(act, "dossier.file") == 0;
    struct act_call call = {.name = act, .input = files ? office_fixture_filing(f, account, input) : office_fixture_json(f, input), .version = -1};
    return office_fixture_call(f, account, &call, &answer);
}

int office_fixture_setup(void **state)
{
    struct office_fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    office_fixture_open(f);
    *state = f;
    return 0;
}

int office_fixture_teardown(void **state)
{
    office_fixture_close(*state);
    free(*state);
    return 0;
}

void office_fixture_done(struct office_fixture *f, const char *account, const char *act, const char *input)
{
    if (!office_fixture_act(f, account, act, input)) {
        fail_msg("%s %s: %s", act, input, f->op.error.cause != NULL ? f->op.error.cause : f->op.error.key);
    }
}
