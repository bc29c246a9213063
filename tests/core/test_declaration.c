/* E-forms of procedures, the declarations filled into them, and what the next one is offered. */
#include "base/text.h"
#include "catalogue/procedure.h"
#include "catalogue/procedure_eform.h"
#include "dossier/declaration.h"
#include "dossier/prefill.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <string.h>

static struct office_fixture f;

/* A procedure with two forms: identity by reference, a conditional part, rows. */
#define FORM_A                                                                                                         \
    "{\"code\":\"to-khai\",\"title_vi\":\"Tờ khai\",\"title_en\":\"Declaration\",\"certainty\":\"authored\",\"source\":\"s\","     \
    "\"schema\":{\"type\":\"object\",\"unevaluatedProperties\":false,\"required\":[\"owner\",\"kind\"],"               \
    "\"$defs\":{\"name\":{\"type\":\"string\",\"minLength\":1,\"x-title_vi\":\"Tên\",\"x-title_en\":\"Name\"}},"       \
    "\"properties\":{\"owner\":{\"type\":\"object\",\"required\":[\"name\"],\"properties\":{"                          \
    "\"name\":{\"$ref\":\"#/$defs/name\",\"x-prefill\":\"person.name\"},"                                              \
    "\"phone\":{\"type\":\"string\",\"x-prefill\":\"person.phone\"},"                                                  \
    "\"a/b\":{\"type\":\"string\",\"x-prefill\":\"earlier.slash\"}}},"                                                 \
    "\"kind\":{\"enum\":[\"new\",\"again\"]},"                                                                         \
    "\"rows\":{\"type\":\"array\",\"x-prefill\":\"earlier.rows\",\"items\":{\"type\":\"object\",\"required\":[\"n\"],"        \
    "\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":1}}}}},"                                                  \
    "\"if\":{\"properties\":{\"kind\":{\"const\":\"again\"}},\"required\":[\"kind\"]},"                                \
    "\"then\":{\"required\":[\"old_number\"],\"properties\":{\"old_number\":{\"type\":\"string\","                     \
    "\"x-prefill\":\"earlier.number\"}}}}}"
#define FORM_B                                                                                                         \
    "{\"code\":\"cam-ket\",\"title_vi\":\"Cam kết\",\"title_en\":\"Commitment\",\"certainty\":\"authored\",\"source\":\"s\","        \
    "\"schema\":{\"type\":\"object\",\"required\":[\"agreed\"],\"properties\":{\"agreed\":{\"const\":true},"           \
    "\"licence\":{\"type\":\"string\",\"x-prefill\":\"earlier.number\"}}}}"
#define PROCEDURE(code, eforms)                                                                                        \
    "{\"code\":\"" code "\",\"name_vi\":\"Thủ tục\",\"name_en\":\"Procedure\",\"field\":\"f\",\"certainty\":\"authored\","              \
    "\"source\":\"s\",\"number\":1,\"effective_from\":\"2025-01-01\",\"term\":\"1 workdays\",\"intake\":\"8 workhours\","               \
    "\"supplement_max\":1,\"result_vi\":\"r\",\"result_en\":\"r\",\"legal_basis\":\"l\",\"components\":[],"            \
    "\"steps\":[{\"name_vi\":\"s\",\"name_en\":\"s\",\"kind\":\"intake\",\"role\":\"one-stop-officer\",\"share_milli\":1000}]," \
    "\"eforms\":" eforms "}"
#define GOOD_A "{\"owner\":{\"name\":\"Công ty Sao Khuê\",\"a/b\":\"gạch\"},\"kind\":\"again\",\"old_number\":\"12/GP\",\"rows\":[{\"n\":3}]}"

static int open_case(void **state)
{
    (void)state;
    office_fixture_open(&f);
    return 0;
}
static int close_case(void **state)
{
    (void)state;
    office_fixture_close(&f);
    return 0;
}

static const struct json *json(const char *text)
{
    return office_fixture_json(&f, text);
}
static struct db *db(void)
{
    return office_db(f.office);
}
static void done(bool ok)
{
    if (!ok) {
        fail_msg("%s %s %s", f.op.error.key, f.op.error.field == NULL ? "" : f.op.error.field,
                 f.op.error.cause == NULL ? "" : f.op.error.cause);
    }
}
static void load(const char *text)
{
    done(procedure_load(&f.op, db(), json(text)));
}
static int64_t version_of(const char *code)
{
    struct procedure_version v;
    done(procedure_version_on(&f.op, db(), code, instant_day(f.now), &v));
    return v.id;
}
/* All field errors as "field key", one a line. */
static const char *errors(void)
{
    const char *all = "";
    for (const struct field_error *e = f.op.error.fields; e != NULL; e = e->next) {
        all = arena_printf(f.op.arena, "%s%s %s\n", all, e->field, e->key);
    }
    return all;
}
static void refused(bool done_, const char *wanted)
{
    assert_false(done_);
    assert_int_equal(f.op.error.code, E_INPUT);
    assert_string_equal(errors(), wanted);
    op_clear(&f.op);
}
/* A dossier of the fixture's business for a procedure without papers, its declaration on paper. */
static void file(const char *procedure, struct dossier *out)
{
    struct act_answer answer;
    struct act_call call = {.name = "dossier.file", .version = -1,
                            .input = json(arena_printf(f.op.arena, "{\"procedure\":\"%s\",\"agency\":\"H37.T01\",\"channel\":\"counter\",\"owner\":"
                                                                    "{\"name\":\"Công ty Cổ phần Sao Khuê\",\"kind\":\"business\",\"id_no\":\"0000000001\"}}", procedure))};
    done(office_fixture_call(&f, "mc", &call, &answer));
    done(dossier_get(&f.op, db(), answer.dossier, out));
}
static void declare(const struct dossier *d, const char *forms, bool all)
{
    f.op.now = f.now;
    done(declaration_put(&f.op, db(), d, json(forms), all));
}

static void e_forms_of_a_version_come_back_in_order_with_their_schemas(void **state)
{
    (void)state;
    struct procedure_eform *forms = NULL, one;
    size_t count = 0;
    load(PROCEDURE("T.one", "[" FORM_A "," FORM_B "]"));
    done(procedure_eforms(&f.op, db(), version_of("T.one"), &forms, &count));
    assert_int_equal(count, 2);
    assert_string_equal(forms[0].code, "to-khai");
    assert_int_equal(forms[1].no, 2);
    assert_string_equal(json_get_text(forms[0].schema, "type", ""), "object");
    done(procedure_eform_get(&f.op, db(), version_of("T.one"), "cam-ket", &one));
    assert_string_equal(one.title_vi, "Cam kết");
    assert_false(procedure_eform_get(&f.op, db(), version_of("T.one"), "khac", &one));
    assert_string_equal(f.op.error.key, "eform.unknown");
    assert_int_equal(f.op.error.code, E_MISSING);
}

static void an_e_form_that_cannot_be_published_is_not_loaded_and_every_place_is_named(void **state)
{
    (void)state;
    const char *text = PROCEDURE(
        "T.bad",
        "[{\"code\":\"A\",\"title_vi\":\"t\",\"title_en\":\"t\",\"certainty\":\"authored\",\"source\":\"s\",\"schema\":{\"type\":\"object\"}},"
        "{\"code\":\"b\",\"title_vi\":\"t\",\"title_en\":\"t\",\"certainty\":\"authored\",\"source\":\"s\",\"schema\":{\"type\":\"object\","
        "\"properties\":{\"x/y\":{\"tpye\":\"string\"},\"x-prefill\":{\"pattern\":\"(\"}}}},"
        "{\"code\":\"c\",\"title_vi\":\"t\",\"title_en\":\"t\",\"certainty\":\"authored\",\"source\":\"s\",\"schema\":{\"type\":\"object\","
        "\"const\":{\"x-prefill\":\"anything\"},\"properties\":{\"y\":{\"x-prefill\":\"person.nam\"},\"z\":{\"x-prefill\":\"earlier.z\"}}}}]");
    refused(procedure_load(&f.op, db(), json(text)), "eforms/0/code eform.in_file\n"
                                                     "eforms/1/schema/properties/x~1y/tpye eform.in_file\n"
                                                     "eforms/1/schema/properties/x-prefill/pattern eform.in_file\n"
                                                     "eforms/2/schema/properties/y/x-prefill eform.in_file\n");
}

static void a_declaration_that_fits_is_stored_and_read_back(void **state)
{
    (void)state;
    struct dossier d;
    struct declaration *list = NULL;
    size_t count = 0;
    load(PROCEDURE("T.one", "[" FORM_A "," FORM_B "]"));
    file("T.one", &d);
    declare(&d, "{\"cam-ket\":{\"agreed\":true},\"to-khai\":" GOOD_A "}", true);
    done(declaration_list(&f.op, db(), d.id, &list, &count));
    assert_int_equal(count, 2);
    assert_string_equal(list[0].code, "to-khai");
    assert_string_equal(json_text(&f.op, list[0].data), GOOD_A);
    assert_int_equal(list[0].revision, 1);
    assert_int_equal(list[0].at.ms, f.now.ms);
    assert_string_equal(list[0].title_en, "Declaration");
    assert_string_equal(list[1].code, "cam-ket");
}

static void a_supplement_adds_a_revision_and_the_first_is_kept(void **state)
{
    (void)state;
    struct dossier d;
    struct declaration *list = NULL;
    size_t count = 0;
    load(PROCEDURE("T.one", "[" FORM_A "," FORM_B "]"));
    file("T.one", &d);
    declare(&d, "{\"cam-ket\":{\"agreed\":true},\"to-khai\":" GOOD_A "}", true);
    declare(&d, "{\"to-khai\":{\"owner\":{\"name\":\"B\"},\"kind\":\"new\"}}", false);
    done(declaration_list(&f.op, db(), d.id, &list, &count));
    assert_int_equal(count, 2);
    assert_int_equal(list[0].revision, 2);
    assert_string_equal(json_get_text(list[0].data, "kind", ""), "new");
    done(declaration_earlier(&f.op, db(), "dn", 10, &list, &count));
    assert_int_equal(count, 3);
}

static void every_error_is_told_at_its_place_in_the_form(void **state)
{
    (void)state;
    load(PROCEDURE("T.one", "[" FORM_A "," FORM_B "]"));
    int64_t v = version_of("T.one");
    refused(declaration_check(&f.op, db(), v, json("{\"to-khai\":{\"owner\":{\"a/b\":3},\"kind\":\"again\",\"rows\":[{\"n\":0},{}],\"more\":1}}"), true),
            "form/to-khai/owner/name eform.required\n"
            "form/to-khai/owner/a~1b eform.type\n"
            "form/to-khai/rows/0/n eform.minimum\n"
            "form/to-khai/rows/1/n eform.required\n"
            "form/to-khai/old_number eform.required\n"
            "form/cam-ket declaration.missing\n");
    refused(declaration_check(&f.op, db(), v, json("{\"to-khai\":{\"owner\":{\"name\":\"A\"},\"kind\":\"new\",\"more\":1,\"old_number\":\"1\"}}"), false),
            "form/to-khai/more eform.unknown_member\nform/to-khai/old_number eform.unknown_member\n");
    refused(declaration_check(&f.op, db(), v, json("{\"khac\":{},\"cam-ket\":{\"agreed\":false}}"), false),
            "form/khac eform.unknown\nform/cam-ket/agreed eform.const\n");
    refused(declaration_check(&f.op, db(), v, json("[1]"), true), "form declaration.object\n");
    refused(declaration_check(&f.op, db(), v, NULL, true), "form/to-khai declaration.missing\nform/cam-ket declaration.missing\n");
    done(declaration_check(&f.op, db(), v, NULL, false));
    done(declaration_check(&f.op, db(), version_of("1.014445"), json("{}"), false));
}

static void nothing_is_stored_of_a_declaration_that_does_not_fit(void **state)
{
    (void)state;
    struct dossier d;
    struct declaration *list = NULL;
    size_t count = 0;
    load(PROCEDURE("T.one", "[" FORM_A "," FORM_B "]"));
    file("T.one", &d);
    assert_false(declaration_put(&f.op, db(), &d, json("{\"cam-ket\":{\"agreed\":true},\"to-khai\":{}}"), true));
    op_clear(&f.op);
    done(declaration_list(&f.op, db(), d.id, &list, &count));
    assert_int_equal(count, 0);
}

/* What is offered, as "pointer value dossier", one a line. */
static const char *offers(const char *account, const char *procedure, const char *code)
{
    struct account a;
    struct procedure_eform form;
    struct prefill *list = NULL;
    size_t count = 0;
    const char *all = "";
    done(account_get(&f.op, db(), account, &a));
    done(procedure_eform_get(&f.op, db(), version_of(procedure), code, &form));
    done(prefill_of(&f.op, db(), &a, &form, &list, &count));
    for (size_t i = 0; i < count; i++) {
        all = arena_printf(f.op.arena, "%s%s %s %lld\n", all, list[i].pointer, json_text(&f.op, list[i].value), (long long)list[i].dossier);
    }
    return all;
}

static void a_first_declaration_is_offered_the_identity_of_who_files(void **state)
{
    (void)state;
    load(PROCEDURE("T.one", "[" FORM_A "]"));
    assert_string_equal(offers("dn", "T.one", "to-khai"), "/owner/name \"Công ty Cổ phần Sao Khuê\" 0\n/owner/phone \"0900000001\" 0\n");
    assert_string_equal(offers("mc", "T.one", "to-khai"), "");
}

static void the_next_declaration_is_offered_what_was_declared_last_in_any_procedure(void **state)
{
    (void)state;
    struct dossier first, second, other;
    load(PROCEDURE("T.one", "[" FORM_A "," FORM_B "]"));
    load(PROCEDURE("T.two", "[" FORM_B "]"));
    file("T.one", &first);
    declare(&first, "{\"cam-ket\":{\"agreed\":true},\"to-khai\":" GOOD_A "}", true);
    assert_string_equal(offers("dn", "T.two", "cam-ket"), arena_printf(f.op.arena, "/licence \"12/GP\" %lld\n", (long long)first.id));
    f.now.ms += MS_DAY;
    file("T.two", &second);
    declare(&second, "{\"cam-ket\":{\"agreed\":true,\"licence\":\"34/GP\"}}", true);
    f.now.ms += MS_DAY;
    file("T.two", &other);
    declare(&other, "{\"cam-ket\":{\"agreed\":true}}", true);
    assert_string_equal(offers("dn", "T.one", "to-khai"),
                        arena_printf(f.op.arena,
                                     "/owner/name \"Công ty Cổ phần Sao Khuê\" 0\n/owner/phone \"0900000001\" 0\n"
                                     "/owner/a~1b \"gạch\" %lld\n/rows [{\"n\":3}] %lld\n/old_number \"34/GP\" %lld\n",
                                     (long long)first.id, (long long)first.id, (long long)second.id));
}

#define EXAMPLES "\"examples\":[{\"kind\":\"citizen\",\"name\":\"Ai đó\",\"id\":\"020190001234\"},{\"kind\":\"business\",\"name\":\"Ai đó\",\"id\":\"0000000000\",\"more\":[1]}],"
#define FORM_C(code, examples)                                                                                         \
    "{\"code\":\"" code "\",\"title_vi\":\"t\",\"title_en\":\"t\",\"certainty\":\"authored\",\"source\":\"s\",\"schema\":{"                  \
    "\"type\":\"object\"," examples "\"required\":[\"name\"],\"properties\":{\"kind\":{\"x-prefill\":\"person.kind\"},"                 \
    "\"name\":{\"x-prefill\":\"person.name\"},\"phone\":{\"x-prefill\":\"person.phone\"},\"id\":{\"x-prefill\":\"person.id_no\"}},"   \
    "\"if\":{\"required\":[\"more\"]},\"then\":{\"properties\":{\"id\":{\"format\":\"vn-enterprise-code\"}}},"             \
    "\"else\":{\"properties\":{\"id\":{\"format\":\"vn-personal-id\"}}}}}"

static void an_example_is_declared_as_whoever_files_and_only_if_it_fits(void **state)
{
    (void)state;
    struct account dn;
    const struct json *forms = NULL;
    load(PROCEDURE("T.one", "[" FORM_C("c", EXAMPLES) "]"));
    load(PROCEDURE("T.two", "[" FORM_C("c", EXAMPLES) "," FORM_C("d", "") "]"));
    load(PROCEDURE("T.none", "[]"));
    done(account_get(&f.op, db(), "dn", &dn));
    done(prefill_examples(&f.op, db(), &dn, version_of("T.one"), &forms));
    assert_string_equal(json_text(&f.op, forms), "{\"c\":{\"kind\":\"business\",\"name\":\"Công ty Cổ phần Sao Khuê\",\"id\":\"0000000001\",\"more\":[1]}}");
    done(declaration_check(&f.op, db(), version_of("T.one"), forms, true));
    done(prefill_examples(&f.op, db(), &dn, version_of("T.two"), &forms));
    assert_null(forms); /* one of its e-forms has none */
    done(prefill_examples(&f.op, db(), &dn, version_of("T.none"), &forms));
    assert_null(forms);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)
        CASE(e_forms_of_a_version_come_back_in_order_with_their_schemas),
        CASE(an_e_form_that_cannot_be_published_is_not_loaded_and_every_place_is_named),
        CASE(a_declaration_that_fits_is_stored_and_read_back),
        CASE(a_supplement_adds_a_revision_and_the_first_is_kept),
        CASE(every_error_is_told_at_its_place_in_the_form),
        CASE(nothing_is_stored_of_a_declaration_that_does_not_fit),
        CASE(a_first_declaration_is_offered_the_identity_of_who_files),
        CASE(an_example_is_declared_as_whoever_files_and_only_if_it_fits),
        CASE(the_next_declaration_is_offered_what_was_declared_last_in_any_procedure),
    };
    return cmocka_run_group_tests_name("declaration", tests, NULL, NULL);
}
