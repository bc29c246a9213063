/* Publishing an e-form: what is refused, at which place, and that all faults are told at once. */
#include "base/text.h"
#include "catalogue/eform.h"

#include "support/check.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int open_op(void **state)
{
    static struct op op;
    op_init(&op, arena_open((size_t)256 << 20), "test", LANG_EN);
    *state = &op;
    return 0;
}
static int close_op(void **state)
{
    struct op *op = *state;
    arena_close(op->arena);
    return 0;
}

static const struct eform *publish(struct op *op, const char *schema)
{
    const struct json *node = json_parse(op, schema, strlen(schema));
    if (node == NULL) {
        fail_msg("not JSON: %.200s", schema);
    }
    return eform_compile(op, node);
}

struct refusal {
    const char *schema, *pointer, *key;
};
static void are_refused(struct op *op, const struct refusal *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct refusal *c = &cases[i];
        if (publish(op, c->schema) != NULL) {
            fail_msg("published: %s", c->schema);
        }
        const struct field_error *e = op->error.fields;
        if (op->error.code != E_INPUT || e == NULL || strcmp(e->field, c->pointer) != 0 || strcmp(e->key, c->key) != 0) {
            fail_msg("%s: %s at %s", c->schema, e == NULL ? op->error.key : e->key, e == NULL ? "nowhere" : e->field);
        }
        if (!text_has(e->key)) {
            fail_msg("no sentence for %s", e->key);
        }
        op_clear(op);
    }
}

static void an_unsupported_keyword_is_an_error_never_ignored(void **state)
{
    static const struct refusal cases[] = {
        {"{\"tpye\":\"string\"}", "/tpye", "eform.schema.unknown"},
        {"{\"properties\":{\"a\":{\"maxlength\":3}}}", "/properties/a/maxlength", "eform.schema.unknown"},
        {"{\"definitions\":{}}", "/definitions", "eform.schema.unknown"},
        {"{\"$dynamicRef\":\"#a\"}", "/$dynamicRef", "eform.schema.unknown"},
        {"{\"$dynamicAnchor\":\"a\"}", "/$dynamicAnchor", "eform.schema.unknown"},
        {"{\"contentEncoding\":\"base64\"}", "/contentEncoding", "eform.schema.unknown"},
        {"{\"dependencies\":{}}", "/dependencies", "eform.schema.unknown"},
        {"{\"x-unheard\":1}", "/x-unheard", "eform.schema.unknown"},
        {"{\"allOf\":[true,{\"if\":{\"x\":1}}]}", "/allOf/1/if/x", "eform.schema.unknown"},
        {"{\"format\":\"idn-email\"}", "/format", "eform.schema.format"},
        {"{\"then\":true}", "/then", "eform.schema.alone"},
        {"{\"minContains\":1}", "/minContains", "eform.schema.alone"},
        {"{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}", "/$schema", "eform.schema.dialect"},
        {"{\"items\":{\"$id\":\"https://x.vn/a\"}}", "/items/$id", "eform.schema.only_at_root"},
    };
    are_refused(*state, cases, COUNT(cases));
}

static void a_value_of_the_wrong_shape_is_an_error(void **state)
{
    static const struct refusal cases[] = {
        {"3", "", "eform.schema.schema"},
        {"{\"items\":[{}]}", "/items", "eform.schema.schema"},
        {"{\"not\":null}", "/not", "eform.schema.schema"},
        {"{\"type\":\"str\"}", "/type", "eform.schema.type"},
        {"{\"type\":[]}", "/type", "eform.schema.type"},
        {"{\"type\":[\"null\",\"null\"]}", "/type", "eform.schema.type"},
        {"{\"enum\":{}}", "/enum", "eform.schema.list"},
        {"{\"minimum\":\"1\"}", "/minimum", "eform.schema.number"},
        {"{\"multipleOf\":0}", "/multipleOf", "eform.schema.divisor"},
        {"{\"maxLength\":-1}", "/maxLength", "eform.schema.count"},
        {"{\"maxLength\":1.5}", "/maxLength", "eform.schema.count"},
        {"{\"uniqueItems\":1}", "/uniqueItems", "eform.schema.boolean"},
        {"{\"pattern\":5}", "/pattern", "eform.schema.text"},
        {"{\"required\":[\"a\",\"a\"]}", "/required", "eform.schema.names"},
        {"{\"required\":\"a\"}", "/required", "eform.schema.names"},
        {"{\"dependentRequired\":{\"a\":[1]}}", "/dependentRequired/a", "eform.schema.names"},
        {"{\"dependentRequired\":[]}", "/dependentRequired", "eform.schema.name_lists"},
        {"{\"properties\":[]}", "/properties", "eform.schema.schema_map"},
        {"{\"anyOf\":[]}", "/anyOf", "eform.schema.schemas"},
        {"{\"$anchor\":\"1a\"}", "/$anchor", "eform.schema.anchor"},
        {"{\"$anchor\":\"a\",\"not\":{\"$anchor\":\"a\"}}", "/not/$anchor", "eform.schema.anchor_twice"},
        {"{\"$id\":\"https://x.vn/a#b\"}", "/$id", "eform.schema.id"},
    };
    are_refused(*state, cases, COUNT(cases));
}

static void a_reference_must_lead_to_a_schema_of_the_document(void **state)
{
    static const struct refusal cases[] = {
        {"{\"$ref\":\"#/$defs/a\"}", "/$ref", "eform.schema.ref"},
        {"{\"$ref\":\"#a\"}", "/$ref", "eform.schema.ref"},
        {"{\"$ref\":\"https://x.vn/a\"}", "/$ref", "eform.schema.ref"},
        {"{\"$ref\":\"other.json\"}", "/$ref", "eform.schema.ref"},
        {"{\"examples\":[{}],\"$ref\":\"#/examples/0\"}", "/$ref", "eform.schema.ref"},
        {"{\"properties\":{\"a\":{}},\"$ref\":\"#/properties\"}", "/$ref", "eform.schema.ref"},
        {"{\"allOf\":[true],\"not\":{\"$ref\":\"#/allOf/01\"}}", "/not/$ref", "eform.schema.ref"},
        {"{\"$defs\":{\"a\":true},\"$ref\":\"#/$defs/%61%0\"}", "/$ref", "eform.schema.ref"},
        {"{\"$ref\":\"#\"}", "", "eform.schema.loop"},
        {"{\"$defs\":{\"a\":{\"allOf\":[{\"$ref\":\"#/$defs/b\"}]},\"b\":{\"not\":{\"$ref\":\"#/$defs/a\"}}}}", "/$defs/a", "eform.schema.loop"},
        {"{\"dependentSchemas\":{\"x\":{\"$ref\":\"#\"}}}", "", "eform.schema.loop"},
    };
    are_refused(*state, cases, COUNT(cases));
}

static void a_pattern_is_one_of_ecmascript(void **state)
{
    static const struct {
        const char *pattern, *key;
    } cases[] = {
        {"(a", "eform.pattern.group"},       {"a)", "eform.pattern.group"},          {"(?i)a", "eform.pattern.group"},
        {"(?>a)", "eform.pattern.group"},    {"(*UTF)a", "eform.pattern.repeat"},    {"(?<a>x)(?<a>y)", "eform.pattern.group"},
        {"a**", "eform.pattern.repeat"},     {"a++", "eform.pattern.repeat"},        {"*a", "eform.pattern.repeat"},
        {"a{2,1}", "eform.pattern.repeat"},  {"a{,2}", "eform.pattern.repeat"},      {"a{1001}", "eform.pattern.repeat"},
        {"^*", "eform.pattern.repeat"},      {"(?=a)+", "eform.pattern.repeat"},     {"{", "eform.pattern.repeat"},
        {"a]", "eform.pattern.escape"},      {"}", "eform.pattern.escape"},          {"\\\\a", "eform.pattern.escape"},
        {"\\\\A", "eform.pattern.escape"},   {"\\\\-", "eform.pattern.escape"},      {"\\\\u12", "eform.pattern.escape"},
        {"\\\\ud800", "eform.pattern.escape"}, {"\\\\u{110000}", "eform.pattern.escape"}, {"\\\\Q", "eform.pattern.escape"},
        {"\\\\", "eform.pattern.escape"},    {"\\\\1", "eform.pattern.back_reference"}, {"\\\\k<a>", "eform.pattern.back_reference"},
        {"[a", "eform.pattern.class"},       {"[b-a]", "eform.pattern.class"},       {"[\\\\d-z]", "eform.pattern.class"},
        {"\\\\p{Nothing}", "eform.pattern.property"}, {"\\\\p", "eform.pattern.property"}, {"(?<=a+)b", "eform.pattern.too_rich"},
    };
    struct op *op = *state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct refusal c = {arena_printf(op->arena, "{\"pattern\":\"%s\"}", cases[i].pattern), "/pattern", cases[i].key};
        are_refused(op, &c, 1);
    }
    const struct refusal in_names = {"{\"patternProperties\":{\"a\":true,\"(\":true}}", "/patternProperties/(", "eform.pattern.group"};
    are_refused(op, &in_names, 1);
}

static void hints_have_their_shape(void **state)
{
    static const struct refusal cases[] = {
        {"{\"title\":5}", "/title", "eform.hint.text"},
        {"{\"readOnly\":\"yes\"}", "/readOnly", "eform.hint.boolean"},
        {"{\"examples\":1}", "/examples", "eform.hint.list"},
        {"{\"x-widget\":\"slider\"}", "/x-widget", "eform.hint.widget"},
        {"{\"x-columns\":5}", "/x-columns", "eform.hint.columns"},
        {"{\"properties\":{\"a\":true},\"x-order\":[\"b\"]}", "/x-order", "eform.hint.order"},
        {"{\"properties\":{\"a\":true},\"x-order\":[\"a\",\"a\"]}", "/x-order", "eform.hint.order"},
        {"{\"x-prefill\":\"Owner.name\"}", "/x-prefill", "eform.hint.prefill"},
        {"{\"x-prefill\":\"owner..name\"}", "/x-prefill", "eform.hint.prefill"},
        {"{\"enum\":[1,2],\"x-enum_vi\":[\"a\"]}", "/x-enum_vi", "eform.hint.labels"},
        {"{\"x-enum_en\":[\"a\"]}", "/x-enum_en", "eform.hint.labels"},
        {"{\"x-certainty\":\"sure\"}", "/x-certainty", "eform.hint.certainty"},
    };
    are_refused(*state, cases, COUNT(cases));
}

static void all_faults_are_told_at_once(void **state)
{
    struct op *op = *state;
    assert_null(publish(op, "{\"a\":1,\"type\":\"x\",\"properties\":{\"p\":{\"b\":2},\"q~/\":{\"c\":3}}}"));
    static const char *const wanted[] = {"/type", "/properties/p/b", "/properties/q~0~1/c", "/a"};
    const struct field_error *e = op->error.fields;
    for (size_t i = 0; i < COUNT(wanted); i++, e = e->next) {
        assert_non_null(e);
        assert_string_equal(e->field, wanted[i]);
    }
    assert_null(e);
}

static void a_schema_has_a_largest_size(void **state)
{
    struct op *op = *state;
    struct strbuf b;
    strbuf_init(&b, op->arena, JSON_BYTES_MAX);
    strbuf_puts(&b, "{\"$comment\":\"\",\"allOf\":[true");
    for (int i = 0; i < 21000; i++) {
        strbuf_puts(&b, ",true");
    }
    strbuf_puts(&b, "]}");
    assert_null(publish(op, b.data));
    assert_int_equal(op->error.code, E_LIMIT);
    assert_string_equal(op->error.key, "eform.too_many_schemas");
    op_clear(op);
    strbuf_init(&b, op->arena, JSON_BYTES_MAX);
    strbuf_puts(&b, "{\"enum\":[1");
    while (b.len < EFORM_SCHEMA_MAX) {
        strbuf_puts(&b, ",1234567");
    }
    strbuf_puts(&b, "]}");
    assert_null(publish(op, b.data));
    assert_int_equal(op->error.code, E_LIMIT);
    assert_string_equal(op->error.key, "eform.too_big");
    op_clear(op);
    strbuf_init(&b, op->arena, JSON_BYTES_MAX);
    strbuf_puts(&b, "{\"$defs\":{");
    for (int i = 0; i < 190; i++) {
        strbuf_printf(&b, "\"a%d\":{\"allOf\":[{\"$ref\":\"#/$defs/a%d\"}]},", i, i + 1);
    }
    strbuf_puts(&b, "\"a190\":{}}}");
    assert_null(publish(op, b.data));
    assert_string_equal(op->error.fields->key, "eform.schema.chain");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_unsupported_keyword_is_an_error_never_ignored, open_op, close_op),
        cmocka_unit_test_setup_teardown(a_value_of_the_wrong_shape_is_an_error, open_op, close_op),
        cmocka_unit_test_setup_teardown(a_reference_must_lead_to_a_schema_of_the_document, open_op, close_op),
        cmocka_unit_test_setup_teardown(a_pattern_is_one_of_ecmascript, open_op, close_op),
        cmocka_unit_test_setup_teardown(hints_have_their_shape, open_op, close_op),
        cmocka_unit_test_setup_teardown(all_faults_are_told_at_once, open_op, close_op),
        cmocka_unit_test_setup_teardown(a_schema_has_a_largest_size, open_op, close_op),
    };
    return cmocka_run_group_tests_name("schemas of e-forms", tests, NULL, NULL);
}
