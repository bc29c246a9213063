/* The parts of the forms: the template language, the filling of texts, QR and bar codes. */
#include "form/bar.h"
#include "form/fill.h"
#include "form/qr.h"
#include "form/template.h"

#include "base/text.h"

#include "support/check.h"

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
    struct op *op = *state;

    arena_close(op->arena);
    return 0;
}

static const struct form_field row_fields[] = {
    {"who", FORM_LINE, true, NULL, 0, ""},
    {"when", FORM_INSTANT, false, NULL, 0, ""},
};
static const struct form_field fields[] = {
    {"name", FORM_LINE, true, NULL, 0, ""},  {"at", FORM_INSTANT, true, NULL, 0, ""}, {"note", FORM_LONG, false, NULL, 0, ""},
    {"papers", FORM_LIST, true, NULL, 0, ""}, {"code", FORM_CODE, true, NULL, 0, ""},  {"rows", FORM_ROWS, true, row_fields, 2, ""},
};
static const struct form small = {"99", "Mẫu thử", "", true, fields, 6};

#define GOOD_TABLE "table rows\ncol 50 left A = {who}\ncol 50 centre B = {when|short}\nend\n"
#define GOOD_REST "list papers\nbar code 9\n" GOOD_TABLE
#define GOOD "para {name} {at|long}\nif note para {note}\n" GOOD_REST

static void a_template_is_read(void **state)
{
    struct op *op = *state;
    const char *text = "# lời\n\n  page landscape 10 11 12 13\n size 12\n" GOOD;
    const struct template *t = template_parse(op, &small, text, strlen(text));

    assert_non_null(t);
    assert_true(t->landscape);
    assert_true(t->top == 10 && t->right == 11 && t->bottom == 12 && t->left == 13 && t->size == 12);
    assert_int_equal(t->items->kind, ITEM_TEXT);
    assert_ptr_equal(t->items->text->field, &fields[0]);
    assert_int_equal(t->items->text->next->next->format, VALUE_LONG);
    assert_ptr_equal(t->items->next->guard, &fields[2]);
    assert_int_equal(t->items->next->next->next->next->column_count, 2);
    assert_true(t->items->next->next->next->next->columns[0].text->in_row);
}

static void a_template_at_fault_does_not_load(void **state)
{
    struct op *op = *state;
    static const char *const cases[][2] = {
        {"paragraph x\n" GOOD, "form 99, line 1: unknown directive 'paragraph'"},
        {GOOD "para {nmae}\n", "unknown field 'nmae'"},
        {GOOD "para {note}\n", "field may be missing here 'note'"},
        {GOOD "unless note para {note}\n", "field may be missing here 'note'"},
        {GOOD "if name para x\n", "needless guard 'name'"},
        {GOOD "if note size 9\n", "nothing to guard"},
        {GOOD "para {at}\n", "format does not fit field 'at'"},
        {GOOD "para {name|long}\n", "format does not fit field 'name'"},
        {GOOD "para {rows}\n", "format does not fit field 'rows'"},
        {GOOD "para {name|bold}\n", "unknown format 'bold'"},
        {GOOD "para {#}\n", "ordinal outside a table"},
        {GOOD "para {name\n", "stray brace"},
        {GOOD "para name}\n", "stray brace"},
        {GOOD "para <b>{name}\n", "markup"},
        {GOOD "rule x\n", "not a number in range 'x'"},
        {GOOD "rule 101\n", "not a number in range '101'"},
        {GOOD "bar name 9\n", "not a code that is always given"},
        {GOOD "list name\n", "not a list 'name'"},
        {GOOD "table papers\nend\n", "not a table 'papers'"},
        {GOOD "columns 50 40\nend\n", "widths do not add up to 100"},
        {GOOD "columns 50 50\ncolumn\n", "block is not closed"},
        {GOOD "columns 100\ncolumn\ncolumn\nend\n", "column without a place"},
        {GOOD "columns 100\ncolumns 100\n", "block inside a block"},
        {GOOD "end\n", "end without a block"},
        {GOOD "+ x\n", "x"},
        {"+ x\n" GOOD, "nothing to go on with"},
        {"para {name} {at|long} {note?}\nlist papers\nbar code 9\ntable rows\ncol 100 left A = {who}\nend\n",
         "table does not show 'when'"},
        {"para {name} {at|long}\n" GOOD_REST, "template does not show 'note'"},
        {"page a4 1 1 1 1\n", "unknown paper 'a4'"},
        {"", "template does not show 'name'"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        op_clear(op);
        if (template_parse(op, &small, cases[i][0], strlen(cases[i][0])))
            fail_msg("loaded: %s", cases[i][0]);
        assert_int_equal(op->error.code, E_BROKEN);
        if (!strstr(op->error.cause, cases[i][1]))
            fail_msg("'%s' does not say '%s'", op->error.cause, cases[i][1]);
    }
}

static void every_shipped_template_loads(void **state)
{
    struct op *op = *state;
    size_t count;
    const struct form *forms = form_all(&count);

    if (!form_prepare(op))
        fail_msg("%s", op->error.cause);
    for (size_t i = 0; i < count; i++) {
        const char *key = arena_printf(op->arena, "form.title.%s", forms[i].code);

        assert_string_equal(text_get(LANG_VI, key), forms[i].title);
        assert_true(text_has(key));
    }
}

static void dates_are_written_as_decree_30_says(void **state)
{
    struct op *op = *state;
    static const struct {
        const char *at;
        enum value_format format;
        const char *text;
    } cases[] = {
        {"2026-11-20T09:20", VALUE_LONG, "09 giờ 20 phút, ngày 20 tháng 11 năm 2026"},
        {"2026-02-05T00:00", VALUE_LONG, "00 giờ 00 phút, ngày 05 tháng 02 năm 2026"},
        {"2026-03-09T23:59:59", VALUE_DATE, "ngày 09 tháng 3 năm 2026"},
        {"2026-01-31T17:30", VALUE_DATE, "ngày 31 tháng 01 năm 2026"},
        {"2026-09-02T08:05", VALUE_SLASH, "08 giờ 05 phút, ngày 02/09/2026"},
        {"2026-12-31T18:00:00Z", VALUE_SHORT, "01:00 01/01/2027"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct instant t;

        assert_true(instant_parse(cases[i].at, &t));
        assert_string_equal(fill_instant(op, t, cases[i].format), cases[i].text);
    }
}

static void text_is_cleaned(void **state)
{
    struct op *op = *state;
    static const struct {
        const char *from, *line, *lines;
    } cases[] = {
        {"", "", ""},
        {"  Lạng \t Sơn ", "Lạng Sơn", "Lạng Sơn"},
        {"một\r\n\r\nhai \n ba", "một hai ba", "một\nhai\nba"},
        {"a\u202eb\u2066c\u200bd\ufeffe\u00ade", "abcdee", "abcdee"},
        {"a\001""b\177""c\xc2\x85""d", "abcd", "abcd"},
        {"e\u0323\u0302\u0301\u0301\u0301", "e\u0323\u0302\u0301", "e\u0323\u0302\u0301"},
        {"\ue000x\U000f0000", "x", "x"},
        {"1\u00a0000\u00a0000", "1 000 000", "1 000 000"},
        {"một\u2029hai", "một hai", "một\nhai"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(fill_clean(op, cases[i].from, false), cases[i].line);
        assert_string_equal(fill_clean(op, cases[i].from, true), cases[i].lines);
    }
    assert_string_equal(fill_upper(op, "Ủy ban nhân dân tỉnh Đắk Lắk, ướt ơi"), "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK, ƯỚT ƠI");
    assert_string_equal(fill_escape(op, "<a & b>"), "&lt;a &amp; b&gt;");
}

static void a_row_never_borrows_from_the_form(void **state)
{
    struct op *op = *state;
    const char *text = "{\"name\":\"N\",\"rows\":[{\"who\":\"W\"}]}";
    const struct json *data = json_parse(op, text, strlen(text));
    struct piece when = {.field = &row_fields[1], .format = VALUE_SHORT, .in_row = true};
    struct piece name = {.field = &fields[0], .next = &when};
    struct filling with = {data, json_get(data, "rows")->first, 1};

    assert_string_equal(fill_text(op, &name, &with), "N");
    when.dots = true;
    assert_string_equal(fill_text(op, &name, &with), "N" FILL_DOTS);
}

static void a_qr_code_has_its_marks(void **state)
{
    struct op *op = *state;
    struct qr qr;

    assert_true(qr_encode(op, "https://127.0.0.1:8080/join/ABC123", &qr));
    assert_int_equal(qr.size, 29);
    for (int i = 0; i < 7; i++) {
        assert_true(qr_is_dark(&qr, i, 0) && qr_is_dark(&qr, 0, i) && qr_is_dark(&qr, qr.size - 1 - i, 0));
        assert_true(qr_is_dark(&qr, 0, qr.size - 1 - i));
        assert_false(qr_is_dark(&qr, i, 7));
    }
    assert_false(qr_is_dark(&qr, -1, 0));
    assert_false(qr_is_dark(&qr, 0, qr.size));
}

static void a_qr_code_becomes_svg_and_terminal_text(void **state)
{
    struct op *op = *state;
    const char *svg = qr_svg(op, "ABC"), *lines = qr_terminal(op, "ABC");
    int count = 0;

    assert_non_null(strstr(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-4 -4 29 29\""));
    assert_non_null(strstr(svg, "M0 0h7v1h-7z"));
    assert_string_equal(svg + strlen(svg) - 6, "</svg>");
    assert_null(strstr(svg, "style"));
    for (const char *at = lines; (at = strchr(at, '\n')); at++)
        count++;
    assert_int_equal(count, 13);
    assert_int_equal(strncmp(lines, "█████████████████████████\n██ ▄▄▄▄▄ █", 33 * 3), 0);
}

static void codes_refuse_what_they_cannot_hold(void **state)
{
    struct op *op = *state;
    char longest[QR_TEXT_MAX + 2];
    struct qr qr;
    struct bar bar;

    memset(longest, 'x', sizeof longest);
    longest[QR_TEXT_MAX + 1] = '\0';
    assert_false(qr_encode(op, "", &qr));
    assert_string_equal(op->error.key, "qr.empty");
    op_clear(op);
    assert_false(qr_encode(op, longest, &qr));
    assert_string_equal(op->error.key, "qr.too_long");
    op_clear(op);
    longest[QR_TEXT_MAX] = '\0';
    assert_true(qr_encode(op, longest, &qr));
    assert_false(bar_encode(op, "Đ", &bar));
    assert_string_equal(op->error.key, "bar.text");
    op_clear(op);
    assert_false(bar_encode(op, longest, &bar));
    op_clear(op);
    assert_false(bar_encode(op, "", &bar));
}

static void a_bar_code_follows_the_standard(void **state)
{
    struct op *op = *state;
    struct bar bar;
    /* start B, "A1", check (104+33+2*17) mod 103 = 68, stop */
    static const char expected[] = "211214" "111323" "123221" "141221" "2331112";

    assert_true(bar_encode(op, "A1", &bar));
    assert_int_equal(bar.modules, 4 * 11 + 13);
    assert_int_equal(bar.count, 31);
    for (int i = 0; i < bar.count; i++)
        assert_int_equal(bar.widths[i], expected[i] - '0');
    for (int c = ' '; c <= '~'; c++) {
        char text[2] = {(char)c, '\0'};

        assert_true(bar_encode(op, text, &bar));
        assert_int_equal(bar.modules, 3 * 11 + 13);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_template_is_read, open_op, close_op),
        cmocka_unit_test_setup_teardown(a_template_at_fault_does_not_load, open_op, close_op),
        cmocka_unit_test_setup_teardown(every_shipped_template_loads, open_op, close_op),
        cmocka_unit_test_setup_teardown(dates_are_written_as_decree_30_says, open_op, close_op),
        cmocka_unit_test_setup_teardown(text_is_cleaned, open_op, close_op),
        cmocka_unit_test_setup_teardown(a_row_never_borrows_from_the_form, open_op, close_op),
        cmocka_unit_test_setup_teardown(a_qr_code_has_its_marks, open_op, close_op),
        cmocka_unit_test_setup_teardown(a_qr_code_becomes_svg_and_terminal_text, open_op, close_op),
        cmocka_unit_test_setup_teardown(codes_refuse_what_they_cannot_hold, open_op, close_op),
        cmocka_unit_test_setup_teardown(a_bar_code_follows_the_standard, open_op, close_op),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
