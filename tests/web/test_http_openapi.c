/* The OpenAPI document of the example's table, and the notation of answers. */
#include "http/openapi.h"
#include "http/shape.h"
#include "http_example.h"

#include "support/check.h"

#include <stdio.h>
#include <string.h>

static int open_op(void **state)
{
    static struct op op;
    op_init(&op, arena_open((size_t)64 << 20), "test", LANG_VI);
    *state = &op;
    return 0;
}
static int close_op(void **state)
{
    arena_close(((struct op *)*state)->arena);
    return 0;
}

static bool write_with(struct op *op, const char *text, struct strbuf *out)
{
    const struct openapi_source source = {example_routes, example_route_count, text, "0.1"};
    strbuf_init(out, op->arena, OPENAPI_MAX);
    return openapi_write(op, &source, out);
}

/* A path of members, "a|b|c". */
static const struct json *at(const struct json *node, struct op *op, const char *path)
{
    while (*path != '\0') {
        size_t len = strcspn(path, "|");
        const char *key = arena_strndup(op->arena, path, len);
        node = node != NULL && node->kind == JSON_ARRAY ? json_at(node, (size_t)(*key - '0')) : json_get(node, key);
        path += len + (path[len] == '|');
    }
    return node;
}

static const char *text_at(const struct json *node, struct op *op, const char *path)
{
    const struct json *found = at(node, op, path);
    return found == NULL ? "(nothing)" : json_text(op, found);
}

static void the_document_says_what_the_rows_say(void **state)
{
    struct op *op = *state;
    struct strbuf out;
    if (!write_with(op, example_shapes(), &out)) {
        fail_msg("%s %s", op->error.key, op->error.cause != NULL ? op->error.cause : op->error.args[1].value);
    }
    const struct json *doc = json_parse(op, out.data, out.len);
    assert_non_null(doc);
    static const struct {
        const char *path, *value;
    } cases[] = {
        {"openapi", "\"3.1.0\""},
        {"paths|/api/info|get|operationId", "\"get_info\""},
        {"paths|/api/info|get|security", "[]"},
        {"paths|/api/info|get|responses|200|content|application/json|schema|$ref", "\"#/components/schemas/info\""},
        {"paths|/api/info|get|responses|default|$ref", "\"#/components/responses/problem\""},
        {"paths|/api/join|post|requestBody|content|application/json|schema|$ref", "\"#/components/schemas/join\""},
        {"paths|/api/join|post|responses|201|description", "\"Come into a class\""},
        {"paths|/api/session|delete|responses|204|description", "\"Done\""},
        {"paths|/api/session|delete|security", "[{\"session\":[],\"csrf\":[]}]"},
        {"paths|/api/classes|get|security", "[{\"session\":[]}]"},
        {"paths|/api/classes|get|x-roles", "[\"trainer\",\"operator\"]"},
        {"paths|/api/classes|get|parameters|1|schema|enum", "[\"queue\",\"all\"]"},
        {"paths|/api/classes|get|parameters|2|schema", "{\"type\":\"integer\",\"minimum\":1,\"maximum\":1000}"},
        {"paths|/api/classes|get|parameters|4|explode", "false"},
        {"paths|/api/worlds/{world}/dossiers/{dossier}|get|parameters|1",
         "{\"name\":\"dossier\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"integer\",\"minimum\":1}}"},
        {"paths|/api/worlds/{world}/dossiers/{dossier}/accept|post|x-act", "\"dossier.accept\""},
        {"paths|/api/worlds/{world}/dossiers/{dossier}/accept|post|parameters|2|name", "\"If-Match\""},
        {"paths|/api/worlds/{world}/dossiers/{dossier}/accept|post|parameters|3|name", "\"Idempotency-Key\""},
        {"paths|/api/worlds/{world}/dossiers/{dossier}/accept|post|operationId",
         "\"post_worlds_world_dossiers_dossier_accept\""},
        {"paths|/api/pdf|get|responses|200|content|application/pdf|schema",
         "{\"type\":\"string\",\"format\":\"binary\"}"},
        {"components|schemas|join|required", "[\"code\",\"name\"]"},
        {"components|schemas|join|additionalProperties", "false"},
        {"components|schemas|dossier_accept|properties|note|type", "[\"string\",\"null\"]"},
        {"components|schemas|classes|properties|q", "{\"type\":[\"string\",\"null\"]}"},
        {"components|schemas|dossier|required", "[\"id\",\"world\",\"due_at\",\"steps\"]"},
        {"components|schemas|dossier|properties|due_at", "{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"}"},
        {"components|schemas|dossier|properties|note", "{\"type\":\"string\",\"enum\":[\"a\",\"b\"]}"},
        {"components|schemas|dossier|properties|steps|items|properties|no", "{\"type\":\"integer\"}"},
        {"components|schemas|act_answer|allOf|0|$ref", "\"#/components/schemas/info\""},
        {"components|schemas|act_answer|allOf|1|properties|dossier",
         "{\"anyOf\":[{\"$ref\":\"#/components/schemas/dossier\"},{\"type\":\"null\"}]}"},
        {"components|schemas|act_answer|allOf|1|properties|verdicts|items", "{}"},
        {"components|schemas|act_answer|allOf|1|properties|counts|additionalProperties", "{\"type\":\"integer\"}"},
        {"components|schemas|problem|properties|field|type", "[\"string\",\"null\"]"},
        {"components|securitySchemes|session|name", "\"thao_session\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *value = text_at(doc, op, cases[i].path);
        if (strcmp(value, cases[i].value) != 0) {
            fail_msg("%s is %s, not %s", cases[i].path, value, cases[i].value);
        }
    }
    size_t operations = 0;
    for (const struct json *path = json_get(doc, "paths")->first; path != NULL; path = path->next) {
        operations += path->count;
    }
    assert_int_equal(operations, example_route_count);
}

static void a_row_whose_shape_is_missing_or_ambiguous_stops_the_build(void **state)
{
    struct op *op = *state;
    struct strbuf out;
    assert_false(write_with(op, "info = {name: text}\n", &out));
    assert_non_null(strstr(op->error.cause, "no shape joined"));
    op_clear(op);
    assert_false(write_with(op, arena_printf(op->arena, "%sjoin = {a: int}\n", example_shapes()), &out));
    assert_non_null(strstr(op->error.cause, "join is a record and a shape"));
}

static void the_notation_is_strict(void **state)
{
    static const struct {
        const char *text, *key, *line;
    } cases[] = {
        {"", "shape.syntax", "1"},
        {"a", "shape.syntax", "1"},
        {"a = ", "shape.syntax", "1"},
        {"a = {b: text", "shape.syntax", "1"},
        {"a = {\n  b text\n}", "shape.syntax", "2"},
        {"a = {b: text, b: int}", "shape.syntax", "1"},
        {"a = text\na = int", "shape.syntax", "2"},
        {"text = int", "shape.syntax", "1"},
        {"a = [text", "shape.syntax", "1"},
        {"a = \"x", "shape.syntax", "1"},
        {"a = text | int & text", "shape.syntax", "1"},
        {"a = {*: }", "shape.syntax", "1"},
        {"a = {*: int", "shape.syntax", "1"},
        {"a = text\n\nb = {c: [d]}", "shape.unknown", "3"},
        {"a = Text", "shape.syntax", "1"},
    };
    struct op *op = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct shape *got = shape_parse(op, cases[i].text);
        if (got != NULL || strcmp(op->error.key, cases[i].key) != 0 ||
            strcmp(op->error.args[0].value, cases[i].line) != 0) {
            fail_msg("%s -> %s", cases[i].text, got != NULL ? "accepted" : op->error.key);
        }
        op_clear(op);
    }
    char deep[200] = "a = ";
    memset(deep + 4, '[', 100);
    assert_null(shape_parse(op, deep));
    op_clear(op);
}

static void the_shapes_of_the_product_are_well_formed(void **state)
{
    struct op *op = *state;
    char *text = arena_alloc(op->arena, SHAPE_TEXT_MAX);
    FILE *f = fopen(TEST_SOURCE_DIR "/web/api/answers.shape", "rb");
    assert_non_null(f);
    text[fread(text, 1, SHAPE_TEXT_MAX - 1, f)] = '\0';
    (void)fclose(f);
    const struct shape *all = shape_parse(op, text);
    if (all == NULL) {
        fail_msg("%s line %s %s", op->error.key, op->error.args[0].value, op->error.args[1].value);
    }
    assert_non_null(shape_find(all, "act_answer"));
    struct strbuf out;
    strbuf_init(&out, op->arena, OPENAPI_MAX);
    struct json_out json;
    json_begin(&json, &out);
    json_open_object(&json, NULL);
    shape_put_all(&json, all);
    json_close_object(&json);
    assert_non_null(json_parse(op, out.data, out.len));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_document_says_what_the_rows_say, open_op, close_op),
        cmocka_unit_test_setup_teardown(a_row_whose_shape_is_missing_or_ambiguous_stops_the_build, open_op, close_op),
        cmocka_unit_test_setup_teardown(the_notation_is_strict, open_op, close_op),
        cmocka_unit_test_setup_teardown(the_shapes_of_the_product_are_well_formed, open_op, close_op),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
