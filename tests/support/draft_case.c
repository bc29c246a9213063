#include "support/draft_case.h"

#include "account/account.h"
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "dossier/dossier.h"
#include "support/check.h"

#include <stdio.h>
#include <string.h>

#define CODE DRAFT_CODE

static const struct json *file(struct office_fixture *f, const char *code)
{
    char *text = arena_alloc(f->op.arena, 200000);
    FILE *in = fopen(arena_printf(f->op.arena, TEST_SOURCE_DIR "/scenarios/data/procedures/%s.json", code), "rb");
    assert_non_null(in);
    size_t n = fread(text, 1, 199999, in);
    assert_int_equal(fclose(in), 0);
    text[n] = '\0';
    return office_fixture_json(f, text);
}

struct db *draft_db(struct draft_case *c)
{
    return office_db(c->f.office);
}

int draft_case_open(void **state)
{
    struct draft_case *c = test_calloc(1, sizeof *c);
    struct account admin = {.id = "qtht", .name = "Quản trị", .role = ROLE_SYSTEM_ADMIN, .org = "G06", .active = true};
    office_fixture_open(&c->f);
    assert_true(account_add(&c->f.op, draft_db(c), &admin));
    assert_true(procedure_load(&c->f.op, draft_db(c), file(&c->f, CODE)));
    assert_true(db_script(&c->f.op, draft_db(c), "INSERT INTO catalogue_field VALUES ('f', 'F', 'F');"
                                              "INSERT INTO catalogue_procedure (code, name_vi, field, certainty, source) VALUES ('1.014391', 'A', 'f', 'found', 's')"));
    c->code = CODE;
    *state = c;
    return 0;
}

int draft_case_close(void **state)
{
    struct draft_case *c = *state;
    office_fixture_close(&c->f);
    test_free(c);
    return 0;
}

/* ---- words of the tests ---- */

bool draft_did(struct draft_case *c, const char *act, const char *input)
{
    return office_fixture_act(&c->f, "qtht", act, input);
}

void draft_do(struct draft_case *c, const char *act, const char *input)
{
    if (!draft_did(c, act, input)) {
        fail_msg("%s: %s %s", act, c->f.op.error.key, c->f.op.error.cause == NULL ? text_error(&c->f.op) : c->f.op.error.cause);
    }
}

void draft_refused(struct draft_case *c, const char *act, const char *input, enum error_code code, const char *key)
{
    assert_false(draft_did(c, act, input));
    assert_string_equal(c->f.op.error.key, key);
    assert_int_equal(c->f.op.error.code, code);
}

struct procedure_draft draft_now(struct draft_case *c)
{
    struct procedure_draft d;
    op_clear(&c->f.op);
    assert_true(procedure_draft_get(&c->f.op, draft_db(c), c->code, &d));
    return d;
}

const char *draft_about(struct draft_case *c, const char *more)
{
    return arena_printf(c->f.op.arena, "{\"procedure\":\"%s\",\"revision\":%lld%s}", c->code, (long long)draft_now(c).revision, more);
}
/* The draft's text with one piece of it written otherwise. */
const char *draft_instead(struct draft_case *c, const char *what, const char *by)
{
    const char *text = json_text(&c->f.op, draft_now(c).document), *at = strstr(text, what);
    if (at == NULL) {
        fail_msg("the draft does not say %s", what);
    }
    return arena_printf(c->f.op.arena, "%.*s%s%s", (int)(at - text), text, by, at + strlen(what));
}

void draft_edit(struct draft_case *c, const char *what, const char *by)
{
    draft_do(c, "procedure.save_draft", draft_about(c, arena_printf(c->f.op.arena, ",\"document\":%s", draft_instead(c, what, by))));
}

void draft_open(struct draft_case *c)
{
    draft_do(c, "procedure.open_draft", arena_printf(c->f.op.arena, "{\"procedure\":\"%s\"}", c->code));
}

void draft_publish(struct draft_case *c, const char *day)
{
    draft_do(c, "procedure.publish", draft_about(c, arena_printf(c->f.op.arena, ",\"effective_from\":\"%s\"", day)));
}

struct procedure_version draft_in_force(struct draft_case *c, const char *text)
{
    struct procedure_version v;
    struct day day;
    op_clear(&c->f.op);
    assert_true(day_parse(text, &day));
    assert_true(procedure_version_on(&c->f.op, draft_db(c), c->code, day, &v));
    return v;
}

int64_t draft_file_one(struct draft_case *c)
{
    struct act_answer answer;
    struct act_call call = {.name = "dossier.file", .version = -1,
                            .input = office_fixture_filing(&c->f, "dn", "{\"procedure\":\"" CODE "\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"don-dang-ky\","
                                                                "\"quyet-dinh-thanh-lap\",\"ho-so-nguoi-dung-dau\",\"giay-to-tru-so\"]}")};
    if (!office_fixture_call(&c->f, "dn", &call, &answer)) {
        fail_msg("filing: %s %s", c->f.op.error.key, c->f.op.error.field);
    }
    return answer.dossier;
}

int64_t draft_number_of(struct draft_case *c, int64_t dossier)
{
    struct dossier d;
    struct procedure_version v;
    op_clear(&c->f.op);
    assert_true(dossier_get(&c->f.op, draft_db(c), dossier, &d));
    assert_true(procedure_version_get(&c->f.op, draft_db(c), d.procedure_version, &v));
    return v.number;
}

struct procedure_changes draft_changes(struct draft_case *c, int64_t before, int64_t after, enum lang lang)
{
    struct procedure_changes out;
    op_clear(&c->f.op);
    c->f.op.lang = lang;
    assert_true(procedure_difference(&c->f.op, draft_db(c), c->code, before, after, &out));
    c->f.op.lang = LANG_VI;
    return out;
}

void draft_tells(struct draft_case *c, int64_t before, int64_t after, enum lang lang, const char *const *wanted)
{
    struct procedure_changes out = draft_changes(c, before, after, lang);
    size_t n = 0;
    for (; wanted[n] != NULL; n++) {
        if (n >= out.count || strcmp(out.items[n].says, wanted[n]) != 0) {
            fail_msg("wanted %s\nfound  %s", wanted[n], n < out.count ? out.items[n].says : "nothing");
        }
    }
    if (out.count != n) {
        fail_msg("and also: %s", out.items[n].says);
    }
}

size_t draft_errors(struct draft_case *c, const char *rule, const char *place)
{
    struct procedure_finding *list = NULL;
    size_t count = 0, found = 0;
    op_clear(&c->f.op);
    assert_true(procedure_check(&c->f.op, draft_db(c), draft_now(c).document, &list, &count));
    for (size_t i = 0; i < count; i++) {
        found += strcmp(list[i].rule, rule) == 0 && strcmp(list[i].place, place) == 0;
    }
    if (found != 1) {
        for (size_t i = 0; i < count; i++) {
            print_error("found %s %s: %s\n", list[i].rule, list[i].place, list[i].says);
        }
        fail_msg("%s at %s: %zu times", rule, place, found);
    }
    return procedure_errors(list, count);
}
