/* The base: memory, errors, instants, JSON, records, Vietnamese text. */
#include "base/json.h"
#include "base/record.h"
#include "base/text.h"
#include "base/viet.h"

#include "support/check.h"

#include <string.h>

static int open_op(void **state)
{
    static struct op op;
    op_init(&op, arena_open((size_t)16 << 20), "test", LANG_VI);
    *state = &op;
    return 0;
}
static int close_op(void **state)
{
    struct op *op = *state;
    arena_close(op->arena);
    return 0;
}

static void instants_survive_a_round_trip(void **state)
{
    (void)state;
    static const char *const cases[] = {"2026-11-20T09:20:00+07:00", "1970-01-01T07:00:00+07:00", "2000-02-29T23:59:59.123+07:00",
                                        "2199-12-31T00:00:00+07:00"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct instant t;
        char out[INSTANT_TEXT];
        assert_true(instant_parse(cases[i], &t));
        assert_string_equal(instant_format(t, out), cases[i]);
    }
    struct instant a, b;
    assert_true(instant_parse("2026-11-20T09:20", &a));
    assert_true(instant_parse("2026-11-20T02:20:00Z", &b));
    assert_int_equal(instant_compare(a, b), 0);
    assert_int_equal(day_weekday(instant_day(a)), 5);
}

static void instants_that_do_not_exist_are_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {"", "2026-02-29T00:00", "2026-13-01T00:00", "2026-11-20", "2026-11-20T24:00", "2026-11-20T09:60",
                                        "2026-11-20T09:20:00+15:00", "2026-11-20T09:20 ", "1969-12-31T00:00",
                                        "2199-12-31T23:59-10:00", "1970-01-01T00:00+14:00"};
    struct instant t;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (instant_parse(cases[i], &t)) {
            fail_msg("accepted: %s", cases[i]);
        }
    }
}

static void json_refuses_what_it_must(void **state)
{
    struct op *op = *state;
    static const struct {
        const char *text;
        const char *key;
    } cases[] = {
        {"{", "json.syntax"},          {"{} x", "json.syntax"},     {"{\"a\":1,\"a\":2}", "json.duplicate_key"},
        {"\"\\u0000\"", "json.nul"},   {"\"a\tb\"", "json.control"}, {"\"\xff\"", "json.utf8"},
        {"", "json.syntax"},           {"[1e400]", "json.number"},
        {" ", "json.syntax"},          {"[1,]", "json.syntax"},     {"{\"a\":1,}", "json.syntax"},
        {"[,1]", "json.syntax"},       {"[1 2]", "json.syntax"},    {"{\"a\" 1}", "json.syntax"},
        {"{a:1}", "json.syntax"},      {"{1:1}", "json.syntax"},    {"[1}", "json.syntax"},
        {"01", "json.syntax"},         {"-", "json.syntax"},        {"+1", "json.syntax"},
        {"-01", "json.syntax"},        {"1.", "json.syntax"},       {".5", "json.syntax"},
        {"1e", "json.syntax"},         {"1e+", "json.syntax"},      {"0x1", "json.syntax"},
        {"NaN", "json.syntax"},        {"tru", "json.syntax"},      {"nulll", "json.syntax"},
        {"\"", "json.syntax"},         {"\"a", "json.syntax"},      {"\"a\\", "json.syntax"},
        {"\"\\x\"", "json.syntax"},   {"\"\\u12\"", "json.syntax"}, {"\"\\ud800\"", "json.syntax"},
        {"\"\\udc00\"", "json.syntax"}, {"\"\\ud800\\u0041\"", "json.syntax"}, {"\"\\n\t\"", "json.control"},
        {"\"\n\"", "json.control"},   {"\x01{}", "json.syntax"},  {"[\x0b]", "json.syntax"},
        {"\"\xed\xa0\x80\"", "json.utf8"}, {"\"\xc0\xaf\"", "json.utf8"}, {"\"\xf4\x90\x80\x80\"", "json.utf8"},
        {"\"\xe1\xba\"", "json.utf8"}, {"{\"\\u0061\":1,\"a\":2}", "json.duplicate_key"}, {"-1e999", "json.number"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        op_clear(op);
        assert_null(json_parse(op, cases[i].text, strlen(cases[i].text)));
        if (strcmp(op->error.key, cases[i].key) != 0) {
            fail_msg("%s: %s instead of %s", cases[i].text, op->error.key, cases[i].key);
        }
    }
    char deep[200];
    memset(deep, '[', 100);
    memset(deep + 100, ']', 100);
    op_clear(op);
    assert_null(json_parse(op, deep, sizeof deep));
    assert_string_equal(op->error.key, "json.too_deep");
    op_clear(op);
    static const char text[] = "{\n  \"đường\": x\n}";
    assert_null(json_parse(op, text, sizeof text - 1));
    assert_string_equal(text_error(op), "Nội dung không phải JSON hợp lệ (dòng 2, ký tự thứ 12).");
    op_clear(op);
}

static void json_is_written_as_it_was_read(void **state)
{
    struct op *op = *state;
    const char *text = "{\"a\":[1,-2,9007199254740991,0.3,true,null],\"b\":{\"c\":\"Quyết \\\"định\\\"\\n\"}}";
    const struct json *node = json_parse(op, text, strlen(text));
    assert_non_null(node);
    assert_string_equal(json_text(op, node), text);
}

static void json_is_read_as_it_was_meant(void **state)
{
    struct op *op = *state;
    static const struct {
        const char *text, *again;
    } cases[] = {
        {" [ ] ", "[]"}, {"\t{\n}\r", "{}"}, {"-0", "0"}, {"1E2", "100"}, {"1.50", "1.5"}, {"0.1e1", "1"},
        {"123456789012345", "123456789012345"}, {"9007199254740991", "9007199254740991"}, {"-9007199254740991", "-9007199254740991"},
        {"9007199254740993", "9007199254740992"}, {"\"\\u0041\\/\\b\\f\\r\\t\"", "\"A/\\u0008\\u000c\\u000d\\u0009\""},
        {"\"\\ud83d\\ude00\\u20ac\\u00e9\"", "\"\xf0\x9f\x98\x80€é\""}, {"\"\\\\u0000\"", "\"\\\\u0000\""},
        {"\"e\xcc\x81\"", "\"é\""}, {"\"\\u0065\\u0301\"", "\"é\""}, {"{\"\":{\"\":[[],{}]}}", "{\"\":{\"\":[[],{}]}}"},
        {"[true,false,null]", "[true,false,null]"}, {"\"\x7f\"", "\"\x7f\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct json *node = json_parse(op, cases[i].text, strlen(cases[i].text));
        if (node == NULL) {
            fail_msg("%s: %s", cases[i].text, op->error.key);
        }
        assert_string_equal(json_text(op, node), cases[i].again);
    }
}

/* Only the bytes that are handed over are read, whatever stands behind them. */
static void json_ends_where_it_is_said_to_end(void **state)
{
    struct op *op = *state;
    static const char whole[] = "{\"a\":[12,\"b\\u00e9\"]}";
    for (size_t n = 0; n < sizeof whole - 1; n++) {
        char *cut = arena_bytes(op->arena, n);
        memcpy(cut, whole, n);
        op_clear(op);
        assert_null(json_parse(op, cut, n));
        assert_string_equal(op->error.key, "json.syntax");
    }
    op_clear(op);
    assert_non_null(json_parse(op, "12", 1));
}

struct sample {
    const char *name;
    int64_t age;
    bool sure;
    struct text_list tags;
    int colour;
    struct instant at;
};
static const char *const colours[] = {"red", "green"};
static const struct choices colour_choices = {colours, 2};
static const struct field sample_fields[] = {
    {.name = "name", .kind = FIELD_TEXT, .offset = offsetof(struct sample, name), .flags = FIELD_REQUIRED, .max = 10},
    {.name = "age", .kind = FIELD_INT, .offset = offsetof(struct sample, age), .min = 0, .max = 150},
    {.name = "sure", .kind = FIELD_BOOL, .offset = offsetof(struct sample, sure)},
    {.name = "tags", .kind = FIELD_TEXT_LIST, .offset = offsetof(struct sample, tags)},
    {.name = "colour", .kind = FIELD_CHOICE, .offset = offsetof(struct sample, colour), .choices = &colour_choices},
    {.name = "at", .kind = FIELD_INSTANT, .offset = offsetof(struct sample, at)},
};
static const struct record sample_record = RECORD("sample", struct sample, sample_fields);

static void a_record_collects_every_field_error(void **state)
{
    struct op *op = *state;
    const char *text = "{\"age\":200,\"sure\":1,\"tags\":[\"x\",2],\"colour\":\"blue\",\"extra\":1}";
    struct sample s;
    assert_false(record_from_json(op, &sample_record, json_parse(op, text, strlen(text)), &s));
    assert_int_equal(op->error.code, E_INPUT);
    int n = 0;
    bool extra = false, name = false, tag = false;
    for (const struct field_error *e = op->error.fields; e != NULL; e = e->next) {
        n++;
        extra |= strcmp(e->field, "extra") == 0;
        name |= strcmp(e->field, "name") == 0;
        tag |= strcmp(e->field, "tags.1") == 0;
        assert_true(text_has(e->key));
    }
    assert_int_equal(n, 6);
    assert_true(extra && name && tag);
    op_clear(op);
}

/* Limits are bytes; who writes cuts characters: taking away so many is enough, one fewer is not. */
static void what_is_too_long_tells_how_many_characters_to_cut(void **state)
{
    struct op *op = *state;
    static const struct {
        const char *text, *cut;
    } cases[] = {{"abcdefghijk", "1"}, {"ưưưưưư", "1"}, {"ưưưưưưưư", "3"}, {"abcdefghiư", "1"}, {"ậậậậậ", "2"}, {"ậậậậậab", "4"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sample s;
        const char *text = arena_printf(op->arena, "{\"name\":\"%s\"}", cases[i].text);
        assert_false(record_from_json(op, &sample_record, json_parse(op, text, strlen(text)), &s));
        const struct field_error *e = op->error.fields;
        assert_string_equal(e->key, "field.too_long");
        assert_string_equal(e->args[1].name, "cut");
        assert_string_equal(e->args[1].value, cases[i].cut);
        op_clear(op);
    }
}

static void a_record_survives_a_round_trip(void **state)
{
    struct op *op = *state;
    const char *text = "{\"name\":\"Đức\",\"age\":7,\"sure\":true,\"tags\":[\"a\",\"b\"],\"colour\":\"green\",\"at\":\"2026-11-20T09:20:00+07:00\"}";
    struct sample s;
    assert_true(record_from_json(op, &sample_record, json_parse(op, text, strlen(text)), &s));
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, 1000);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    record_put_json(&out, &sample_record, &s);
    json_close_object(&out);
    assert_string_equal(b.data, text);
}

static void folding_finds_words_without_accents(void **state)
{
    struct op *op = *state;
    assert_string_equal(viet_fold(op->arena, "  Quyết   ĐỊNH "), "quyet dinh");
    assert_string_equal(viet_fold(op->arena, "Đức Thọ, Nguyễn Ước"), "duc tho, nguyen uoc");
    const char *nfc = viet_nfc(op->arena, "Quye\xcc\x82\xcc\x81t", strlen("Quye\xcc\x82\xcc\x81t"));
    assert_string_equal(nfc, "Quyết");
    assert_null(viet_nfc(op->arena, "\xc3", 1));
}

static void numbers_are_written_in_decimal(void **state)
{
    struct op *op = *state;
    static const struct {
        int64_t value;
        const char *text;
    } cases[] = {{0, "0"}, {7, "7"}, {-1, "-1"}, {1000, "1000"}, {INT64_MAX, "9223372036854775807"}, {INT64_MIN, "-9223372036854775808"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf b;
        struct json_out out;
        strbuf_init(&b, op->arena, 100);
        json_begin(&out, &b);
        json_put_int(&out, NULL, cases[i].value);
        assert_string_equal(b.data, cases[i].text);
        assert_string_equal(arena_int(op->arena, cases[i].value), cases[i].text);
    }
}

/* One special byte at every place of texts of every length up to three machine words, and none at all. */
static void what_needs_an_escape_is_escaped_wherever_it_stands(void **state)
{
    struct op *op = *state;
    static const char specials[] = {'"', '\\', '\n', '\t', 0x1f, 'x', 0x7f};
    for (size_t len = 1; len <= 24; len++) {
        for (size_t at = 0; at < len; at++) {
            for (size_t k = 0; k < sizeof specials; k++) {
                char text[32] = {0};
                struct strbuf b;
                struct json_out out;
                memset(text, at % 2 == 0 ? 'a' : '!', len);
                text[at] = specials[k];
                strbuf_init(&b, op->arena, 1000);
                json_begin(&out, &b);
                json_put_text(&out, NULL, text);
                const struct json *back = json_parse(op, b.data, b.len);
                assert_non_null(back);
                assert_string_equal(back->text, text);
                size_t more = specials[k] == 'x' || specials[k] == 0x7f ? 0 : specials[k] == '\t' || specials[k] == 0x1f ? 5 : 1;
                assert_int_equal(b.len, len + 2 + more);
                strbuf_init(&b, op->arena, 1000); /* the same as a member's name */
                json_begin(&out, &b);
                json_open_object(&out, NULL);
                json_put_int(&out, text, 1);
                json_put_int(&out, "z", 2);
                json_close_object(&out);
                assert_int_equal(json_get_int(json_parse(op, b.data, b.len), text, 0), 1);
                assert_int_equal(b.len, len + 2 + more + strlen("{:1,\"z\":2}"));
            }
        }
    }
}

/* Writes a code point below U+10000 as UTF-8; the bytes written. */
static size_t put_code_point(char *out, unsigned cp)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    out[0] = (char)(0xE0 | cp >> 12);
    out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[2] = (char)(0x80 | (cp & 0x3F));
    return 3;
}

/* The second text has a character that is always put in order the long way. */
static void text_that_is_left_alone_is_nfc_already(void **state)
{
    struct op *op = *state;
    static const char ideograph[] = "\xE4\xB8\x80";
    static const char *const before[] = {"", "a", "ê", "ậ"};
    for (unsigned cp = 1; cp < 0xD800; cp++) {
        for (size_t k = 0; k < 4; k++) {
            char text[24];
            size_t n = strlen(before[k]);
            memcpy(text, before[k], n);
            n += put_code_point(text + n, cp);
            const char *alone = viet_nfc(op->arena, text, n);
            memcpy(text + n, ideograph, sizeof ideograph);
            const char *with = viet_nfc(op->arena, text, n + 3);
            assert_non_null(alone);
            assert_non_null(with);
            if (strncmp(alone, with, strlen(alone)) != 0 || strcmp(with + strlen(alone), ideograph) != 0) {
                fail_msg("U+%04X behind \"%s\"", cp, before[k]);
            }
        }
        if (cp % 512 == 0) {
            arena_reset(op->arena);
        }
    }
}

static void sentences_take_their_arguments(void **state)
{
    struct op *op = *state;
    fail(op, E_INPUT, "field.range", "min", "1", "max", "9", NULL);
    assert_string_equal(text_error(op), "Phải trong khoảng 1 đến 9.");
    fail(op, E_STATE, "second.failure", NULL);
    assert_string_equal(op->error.key, "field.range");
    op->lang = LANG_EN;
    assert_string_equal(text_error(op), "Must be between 1 and 9.");
    op->lang = LANG_VI;
    op_clear(op);
    assert_string_equal(text_in(LANG_EN, "field", "required"), text_get(LANG_EN, "field.required"));
    assert_null(text_in(LANG_EN, "field", "no-such-code"));
    char longer[300];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_null(text_in(LANG_EN, "field", longer));
}

static void text_is_cut_between_characters(void **state)
{
    (void)state;
    static const size_t fits[] = {0, 0, 2, 3, 3, 3, 6, 7, 7}; /* "Đaế!": 2 + 1 + 3 + 1 bytes */
    for (size_t most = 0; most < sizeof fits / sizeof fits[0]; most++) {
        assert_int_equal(viet_fits("Đaế!", most), fits[most]);
    }
}

static void markup_in_text_is_text(void **state)
{
    struct op *op = *state;
    struct strbuf b;
    strbuf_init(&b, op->arena, 1000);
    strbuf_puts_xml(&b, "a<b> & \"Đ\"\n\x01");
    assert_string_equal(b.data, "a&lt;b&gt; &amp; &quot;Đ&quot;  ");
}

static void a_day_is_said_as_people_write_it(void **state)
{
    struct op *op = *state;
    assert_string_equal(text_day(op, "2026-11-20"), "20/11/2026");
    assert_string_equal(text_day(op, "…"), "…");
    assert_null(text_day(op, NULL));
}

static void a_buffer_stops_at_its_ceiling(void **state)
{
    struct op *op = *state;
    struct strbuf b;
    strbuf_init(&b, op->arena, 100);
    for (int i = 0; i < 50; i++) {
        strbuf_puts(&b, "abc");
    }
    assert_true(b.overflow);
    assert_true(b.len <= 100);
    assert_int_equal(strlen(b.data), b.len);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(instants_survive_a_round_trip),
        cmocka_unit_test(instants_that_do_not_exist_are_refused),
        cmocka_unit_test(json_refuses_what_it_must),
        cmocka_unit_test(json_is_written_as_it_was_read),
        cmocka_unit_test(json_is_read_as_it_was_meant),
        cmocka_unit_test(json_ends_where_it_is_said_to_end),
        cmocka_unit_test(a_record_collects_every_field_error),
        cmocka_unit_test(what_is_too_long_tells_how_many_characters_to_cut),
        cmocka_unit_test(a_record_survives_a_round_trip),
        cmocka_unit_test(folding_finds_words_without_accents),
        cmocka_unit_test(numbers_are_written_in_decimal),
        cmocka_unit_test(what_needs_an_escape_is_escaped_wherever_it_stands),
        cmocka_unit_test(text_that_is_left_alone_is_nfc_already),
        cmocka_unit_test(sentences_take_their_arguments),
        cmocka_unit_test(text_is_cut_between_characters),
        cmocka_unit_test(markup_in_text_is_text),
        cmocka_unit_test(a_day_is_said_as_people_write_it),
        cmocka_unit_test(a_buffer_stops_at_its_ceiling),
    };
    return cmocka_run_group_tests_name("base", tests, open_op, close_op);
}
