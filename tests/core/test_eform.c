/* E-forms: the vectors of every keyword, what is told of a wrong declaration, and what keeps a hostile one from holding a thread. */
#include "base/text.h"
#include "catalogue/eform.h"

#include "support/check.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define VECTORS TEST_SOURCE_DIR "/tests/expected/schema"

static int open_op(void **state)
{
    static struct op op;
    op_init(&op, arena_open((size_t)512 << 20), "test", LANG_EN);
    *state = &op;
    return 0;
}
static int close_op(void **state)
{
    struct op *op = *state;
    arena_close(op->arena);
    return 0;
}

static const struct json *parsed(struct op *op, const char *text)
{
    const struct json *node = json_parse(op, text, strlen(text));
    if (node == NULL) {
        fail_msg("not JSON (%s): %s", op->error.key, text);
    }
    return node;
}
static const struct eform *compiled(struct op *op, const char *text)
{
    const struct eform *form = eform_compile(op, parsed(op, text));
    if (form == NULL) {
        fail_msg("schema refused (%s at %s): %.200s", op->error.fields == NULL ? op->error.key : op->error.fields->key,
                 op->error.fields == NULL ? "" : op->error.fields->field, text);
    }
    return form;
}

/* ---- vectors ---- */

static const struct json *read_vectors(struct op *op, const char *name)
{
    char path[600];
    char *bytes = arena_alloc(op->arena, JSON_BYTES_MAX);
    (void)snprintf(path, sizeof path, "%s/%s", VECTORS, name);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    size_t len = fread(bytes, 1, JSON_BYTES_MAX, f);
    (void)fclose(f);
    const struct json *node = json_parse(op, bytes, len);
    if (node == NULL) {
        fail_msg("%s: %s", name, text_error(op));
    }
    return node;
}

static int check_file(struct op *op, const char *name)
{
    int count = 0;
    const struct json *groups = read_vectors(op, name);
    for (const struct json *g = groups->first; g != NULL; g = g->next) {
        const struct eform *form = eform_compile(op, json_get(g, "schema"));
        const char *group = json_get_text(g, "description", "");
        if (form == NULL) {
            fail_msg("%s: %s: schema refused: %s", name, group, op->error.fields == NULL ? op->error.key : op->error.fields->key);
        }
        for (const struct json *t = json_get(g, "tests")->first; t != NULL; t = t->next, count++) {
            bool fits = eform_validate(op, form, json_get(t, "data"), NULL);
            if (fits != json_get_bool(t, "valid", false) || (!fits && op->error.code != E_INPUT)) {
                fail_msg("%s: %s: %s: said %s", name, group, json_get_text(t, "description", ""), fits ? "valid" : op->error.key);
            }
            op_clear(op);
        }
    }
    return count;
}

static void every_keyword_says_what_its_vectors_say(void **state)
{
    struct op *op = *state;
    DIR *dir = opendir(VECTORS);
    assert_non_null(dir);
    int files = 0;
    for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
        if (e->d_name[0] != '.') {
            int count = check_file(op, e->d_name);
            if (count < 6) {
                fail_msg("%s: only %d cases", e->d_name, count);
            }
            files++;
        }
    }
    (void)closedir(dir);
    assert_true(files >= 40);
}

/* ---- errors ---- */

static const char declaration[] =
    "{\"title\":\"Tờ khai\",\"type\":\"object\",\"required\":[\"ho_ten\",\"thiet_bi\"],\"additionalProperties\":false,\"properties\":{"
    "\"ho_ten\":{\"type\":\"string\",\"minLength\":2,\"title\":\"Họ và tên\",\"x-title_en\":\"Full name\"},"
    "\"so\":{\"type\":\"string\",\"format\":\"vn-personal-id\",\"pattern\":\"^0\"},"
    "\"thiet_bi\":{\"type\":\"array\",\"minItems\":1,\"items\":{\"type\":\"object\",\"required\":[\"ten\"],\"properties\":{"
    "\"ten\":{\"type\":\"string\"},\"nam/sx\":{\"type\":\"integer\",\"minimum\":1990,\"maximum\":2026}}}}}}";

/* "pointer keyword" of each error, in order. */
static void tells(struct op *op, const char *schema, const char *instance, const char *const *wanted)
{
    struct eform_errors errors;
    const struct eform *form = compiled(op, schema);
    size_t n = 0;
    if (eform_validate(op, form, parsed(op, instance), &errors)) {
        fail_msg("valid: %s", instance);
    }
    for (; wanted[n] != NULL; n++) {
        char got[300] = "nothing";
        if (n < errors.count) {
            (void)snprintf(got, sizeof got, "%s %s", errors.items[n].pointer, errors.items[n].keyword);
        }
        if (strcmp(got, wanted[n]) != 0) {
            fail_msg("%s: error %zu is \"%s\", not \"%s\"", instance, n, got, wanted[n]);
        }
    }
    if (n != errors.count) {
        fail_msg("%s: %zu errors, not %zu; the next is %s", instance, errors.count, n, errors.items[n].keyword);
    }
    op_clear(op);
}

static void every_error_is_told_with_its_place(void **state)
{
    tells(*state, declaration,
          "{\"ho_ten\":\"A\",\"so\":\"123\",\"x\":1,\"thiet_bi\":[{\"ten\":\"máy\",\"nam/sx\":1980.5},7,{\"nam/sx\":3000}]}",
          (const char *const[]){"/ho_ten minLength", "/so pattern", "/so format", "/thiet_bi/0/nam~1sx type",
                                "/thiet_bi/0/nam~1sx minimum", "/thiet_bi/1 type", "/thiet_bi/2 required",
                                "/thiet_bi/2/nam~1sx maximum", "/x additionalProperties", NULL});
    tells(*state, declaration, "{}", (const char *const[]){" required", " required", NULL});
}

static void alternatives_tell_the_nearest(void **state)
{
    static const char schema[] =
        "{\"oneOf\":[{\"type\":\"null\"},{\"properties\":{\"loai\":{\"const\":\"a\"},\"so\":{\"type\":\"integer\"}},\"required\":[\"so\"]},"
        "{\"properties\":{\"loai\":{\"const\":\"b\"},\"ten\":{\"type\":\"string\",\"minLength\":3}}}]}";
    tells(*state, schema, "{\"loai\":\"b\",\"ten\":\"x\"}", (const char *const[]){" oneOf", "/ten minLength", NULL});
    tells(*state, schema, "{\"loai\":\"a\",\"so\":\"1\"}", (const char *const[]){" oneOf", "/so type", NULL});
    tells(*state, "{\"oneOf\":[true,{\"type\":\"integer\"}]}", "1", (const char *const[]){" oneOf", NULL});
    tells(*state, "{\"not\":{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"integer\"}]}}", "1", (const char *const[]){" not", NULL});
}

static void what_a_failed_branch_looked_at_is_not_told_again(void **state)
{
    tells(*state,
          "{\"allOf\":[{\"properties\":{\"a\":{\"type\":\"integer\"}}}],\"anyOf\":[{\"properties\":{\"b\":{\"type\":\"null\"}}}],"
          "\"unevaluatedProperties\":false}",
          "{\"a\":\"x\",\"b\":1,\"c\":1}",
          (const char *const[]){"/a type", " anyOf", "/b type", "/c unevaluatedProperties", NULL});
}

static void sentences_name_field_rule_and_cure_in_both_languages(void **state)
{
    struct op *op = *state;
    struct eform_errors errors;
    const struct eform *form = compiled(op, declaration);
    const struct json *instance = parsed(op, "{\"ho_ten\":\"A\",\"thiet_bi\":[]}");
    assert_false(eform_validate(op, form, instance, &errors));
    assert_string_equal(eform_error_text(op, &errors.items[0]), "Full name: needs at least 2 characters, has 1. Enter more.");
    assert_string_equal(errors.items[0].schema, "/properties/ho_ten/minLength");
    assert_string_equal(op->error.key, "eform.invalid");
    assert_string_equal(op->error.fields->field, "/ho_ten");
    assert_string_equal(op->error.fields->next->key, "eform.minItems");
    op_clear(op);
    op->lang = LANG_VI;
    assert_false(eform_validate(op, form, instance, &errors));
    assert_string_equal(eform_error_text(op, &errors.items[0]), "Họ và tên: cần ít nhất 2 ký tự, mới có 1. Hãy nhập thêm.");
    assert_string_equal(eform_error_text(op, &errors.items[1]), "thiet_bi: cần ít nhất 1 dòng, mới có 0. Hãy thêm dòng.");
}

static void at_most_two_hundred_errors_are_told(void **state)
{
    struct op *op = *state;
    struct strbuf b;
    struct eform_errors errors;
    strbuf_init(&b, op->arena, 100000);
    strbuf_puts(&b, "[0");
    for (int i = 0; i < 999; i++) {
        strbuf_puts(&b, ",0");
    }
    strbuf_puts(&b, "]");
    assert_false(eform_validate(op, compiled(op, "{\"items\":{\"type\":\"string\"}}"), parsed(op, b.data), &errors));
    assert_int_equal(errors.count, EFORM_ERRORS_MAX);
    assert_true(errors.more);
    assert_string_equal(errors.items[199].pointer, "/199");
}

/* ---- limits ---- */

static void runs_out(struct op *op, const char *schema, const char *instance, const char *key)
{
    struct eform_errors errors;
    const struct eform *form = compiled(op, schema);
    if (eform_validate(op, form, parsed(op, instance), &errors) || op->error.code != E_LIMIT || strcmp(op->error.key, key) != 0) {
        fail_msg("%s, not %s: %.80s on %.80s", op->error.key == NULL ? "valid" : op->error.key, key, schema, instance);
    }
    assert_int_equal(errors.count, 0);
    op_clear(op);
}

/* `open` n times, `inner`, `close` n times. */
static const char *nested(struct op *op, const char *open, const char *inner, const char *close, int n)
{
    struct strbuf b;
    strbuf_init(&b, op->arena, 1 << 20);
    for (int i = 0; i < n; i++) {
        strbuf_puts(&b, open);
    }
    strbuf_puts(&b, inner);
    for (int i = 0; i < n; i++) {
        strbuf_puts(&b, close);
    }
    return b.data;
}

static void doubling_references_run_out_of_work(void **state)
{
    struct op *op = *state;
    struct strbuf b;
    strbuf_init(&b, op->arena, 100000);
    strbuf_puts(&b, "{\"$ref\":\"#/$defs/a0\",\"$defs\":{");
    for (int i = 0; i < 60; i++) {
        strbuf_printf(&b, "\"a%d\":{\"anyOf\":[{\"$ref\":\"#/$defs/a%d\"},{\"$ref\":\"#/$defs/a%d\"}]},", i, i + 1, i + 1);
    }
    strbuf_puts(&b, "\"a60\":{\"type\":\"null\"}}}");
    runs_out(op, b.data, "1", "eform.work_limit");
}

static void hostile_patterns_run_out(void **state)
{
    struct op *op = *state;
    char *text = arena_alloc(op->arena, 400002);
    memset(text, 'a', 400001);
    text[0] = text[400000] = '"';
    text[400001] = '\0';
    runs_out(op, "{\"pattern\":\"^(?:a+)+$\"}", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"", "eform.pattern_limit");
    runs_out(op, "{\"pattern\":\"[a-z]*0\"}", text, "eform.work_limit");
    runs_out(op, "{\"patternProperties\":{\"(?:a|a)*[bd]$\":true}}", "{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac\":1}",
             "eform.pattern_limit");
}

static void references_go_at_most_sixty_four_deep(void **state)
{
    struct op *op = *state;
    static const char list[] = "{\"$defs\":{\"l\":{\"type\":\"array\",\"items\":{\"allOf\":[{\"$ref\":\"#/$defs/l\"}]}}},\"$ref\":\"#/$defs/l\"}";
    assert_true(eform_validate(op, compiled(op, list), parsed(op, nested(op, "[", "", "]", 63)), NULL));
    runs_out(op,
             "{\"$defs\":{\"l\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/m\"}},\"m\":{\"$ref\":\"#/$defs/l\"}},\"$ref\":\"#/$defs/l\"}",
             nested(op, "[", "", "]", 60), "eform.too_deep");
}

static void a_large_plain_declaration_is_checked_to_the_end(void **state)
{
    struct op *op = *state;
    struct strbuf b;
    strbuf_init(&b, op->arena, JSON_BYTES_MAX);
    strbuf_puts(&b, "[0");
    for (int i = 1; i < 120000; i++) {
        strbuf_printf(&b, ",%d", i);
    }
    strbuf_puts(&b, "]");
    const struct json *instance = parsed(op, b.data);
    assert_true(eform_validate(op, compiled(op, "{\"items\":{\"type\":\"integer\"},\"uniqueItems\":true}"), instance, NULL));
    assert_true(eform_validate(op, compiled(op, "{\"prefixItems\":[true],\"unevaluatedItems\":{\"type\":\"integer\"}}"), instance, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_keyword_says_what_its_vectors_say, open_op, close_op),
        cmocka_unit_test_setup_teardown(every_error_is_told_with_its_place, open_op, close_op),
        cmocka_unit_test_setup_teardown(alternatives_tell_the_nearest, open_op, close_op),
        cmocka_unit_test_setup_teardown(what_a_failed_branch_looked_at_is_not_told_again, open_op, close_op),
        cmocka_unit_test_setup_teardown(sentences_name_field_rule_and_cure_in_both_languages, open_op, close_op),
        cmocka_unit_test_setup_teardown(at_most_two_hundred_errors_are_told, open_op, close_op),
        cmocka_unit_test_setup_teardown(doubling_references_run_out_of_work, open_op, close_op),
        cmocka_unit_test_setup_teardown(hostile_patterns_run_out, open_op, close_op),
        cmocka_unit_test_setup_teardown(references_go_at_most_sixty_four_deep, open_op, close_op),
        cmocka_unit_test_setup_teardown(a_large_plain_declaration_is_checked_to_the_end, open_op, close_op),
    };
    return cmocka_run_group_tests_name("e-forms", tests, NULL, NULL);
}
