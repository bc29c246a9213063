/* The official forms: what is on the paper, word for word, and that nothing disturbs it. */
#include "form/form.h"

#include "base/digest.h"
#include "base/text.h"

#include "support/check.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FORMS TEST_SOURCE_DIR "/tests/expected/forms/"
#define MADE TEST_BINARY_DIR "/forms"

static int open_op(void **state)
{
    static struct op op;

    op_init(&op, arena_open((size_t)256 << 20), "test", LANG_VI);
    *state = &op;
    (void)mkdir(MADE, 0777);
    return 0;
}

static int close_op(void **state)
{
    struct op *op = *state;

    arena_close(op->arena);
    return 0;
}

static char *read_stream(struct op *op, FILE *f, size_t *len)
{
    char *text = arena_alloc(op->arena, (size_t)1 << 20);

    *len = fread(text, 1, ((size_t)1 << 20) - 1, f);
    return text;
}

static char *read_path(struct op *op, const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    char *text;

    if (!f)
        fail_msg("no file %s", path);
    text = read_stream(op, f, len);
    (void)fclose(f);
    return text;
}

static const struct json *data_of(struct op *op, const char *code)
{
    size_t len;
    const char *text = read_path(op, arena_printf(op->arena, FORMS "form%s.json", code), &len);
    const struct json *data = json_parse(op, text, len);

    assert_non_null(data);
    return data;
}

static const char *draw(struct op *op, const char *code, const struct json *data, size_t *len)
{
    const void *bytes = NULL;

    if (!form_draw(op, code, data, &bytes, len))
        fail_msg("form %s: %s %s", code, text_error(op), op->error.cause ? op->error.cause : "");
    return bytes;
}

/* Form feeds become lines of their own. */
static const char *pages_marked(struct op *op, const char *text)
{
    struct strbuf b;

    strbuf_init(&b, op->arena, (size_t)2 << 20);
    for (; *text; text++)
        if (*text == '\f')
            strbuf_puts(&b, "----- end of page\n");
        else
            strbuf_putc(&b, *text);
    return b.data;
}

/* Saves the PDF under that name and gives its text as pdftotext sees it. */
static const char *text_of(struct op *op, const char *name, const char *bytes, size_t len)
{
    const char *path = arena_printf(op->arena, MADE "/%s.pdf", name);
    FILE *f = fopen(path, "wb");
    const char *text;
    size_t n;

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    (void)fclose(f);
    f = popen(arena_printf(op->arena, "pdftotext -layout '%s' - 2>&1", path), "r");
    assert_non_null(f);
    text = read_stream(op, f, &n);
    assert_int_equal(pclose(f), 0);
    return pages_marked(op, text);
}

static const char *draw_text(struct op *op, const char *code, const char *name, const struct json *data)
{
    size_t len;
    const char *bytes = draw(op, code, data, &len);

    return text_of(op, name, bytes, len);
}

static void every_form_prints_as_expected(void **state)
{
    struct op *op = *state;
    size_t count;
    const struct form *forms = form_all(&count);

    assert_int_equal(count, 7);
    for (size_t i = 0; i < count; i++) {
        const char *name = arena_printf(op->arena, "form%s", forms[i].code);
        const char *text = draw_text(op, forms[i].code, name, data_of(op, forms[i].code));
        const char *path = arena_printf(op->arena, FORMS "%s.txt", name);
        size_t len;

        if (getenv("THAO_WRITE_EXPECTED")) {
            FILE *f = fopen(path, "wb");

            assert_non_null(f);
            (void)fputs(text, f);
            (void)fclose(f);
        }
        if (strcmp(text, read_path(op, path, &len)) != 0)
            fail_msg("%s differs from %s:\n%s", name, path, text);
    }
}

/* A copy of the data with one member replaced by (or, if new, added as) that JSON; NULL leaves it out. */
static const struct json *with(struct op *op, const struct json *data, const char *name, const char *json)
{
    struct json_out out;
    struct strbuf b;
    const struct json *made;

    strbuf_init(&b, op->arena, JSON_BYTES_MAX);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    for (const struct json *n = data->first; n; n = n->next)
        if (strcmp(n->key, name) != 0)
            json_put_node(&out, n->key, n);
    if (json)
        json_put_raw(&out, name, json);
    json_close_object(&out);
    assert_false(b.overflow);
    made = json_parse(op, b.data, b.len);
    assert_non_null(made);
    return made;
}

static const char *quoted(struct op *op, const char *text)
{
    struct json_out out;
    struct strbuf b;

    strbuf_init(&b, op->arena, JSON_BYTES_MAX);
    json_begin(&out, &b);
    json_put_text(&out, NULL, text);
    return b.data;
}

static const char *repeated(struct op *op, const char *what, const char *between, int times)
{
    struct strbuf b;

    strbuf_init(&b, op->arena, (size_t)4 << 20);
    for (int i = 0; i < times; i++) {
        strbuf_puts(&b, i ? between : "");
        strbuf_puts(&b, what);
    }
    return b.data;
}

static int count_of(const char *text, const char *what)
{
    int n = 0;

    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        n++;
    return n;
}

/* All white space taken out: a word may be wrapped anywhere. */
static const char *packed(struct op *op, const char *text)
{
    struct strbuf b;

    strbuf_init(&b, op->arena, (size_t)2 << 20);
    for (; *text; text++)
        if (*text != ' ' && *text != '\n')
            strbuf_putc(&b, *text);
    return b.data;
}

static void every_letter_of_vietnamese_can_be_copied_out(void **state)
{
    static const char letters[] =
        "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
        "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆGHIÌÍỈĨỊKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVXYỲÝỶỸỴ";
    struct op *op = *state;
    const struct json *data = with(op, data_of(op, "02"), "reason", quoted(op, letters));
    const char *text = packed(op, draw_text(op, "02", "letters", data));

    assert_non_null(strstr(text, letters));
}

static void a_reprint_is_equal_to_the_byte(void **state)
{
    struct op *op = *state;
    size_t count, first_len, second_len, third_len;
    const struct form *forms = form_all(&count);

    for (size_t i = 0; i < count; i++) {
        const struct json *data = data_of(op, forms[i].code);
        const char *first = draw(op, forms[i].code, data, &first_len);
        const char *second = draw(op, forms[i].code, data, &second_len), *third;

        form_forget();
        third = draw(op, forms[i].code, data, &third_len);
        assert_int_equal(first_len, second_len);
        assert_memory_equal(first, second, first_len);
        assert_int_equal(first_len, third_len);
        assert_memory_equal(first, third, first_len);
    }
}

static const char *program; /* this test, to be run again */

static void another_process_draws_the_same_bytes(void **state)
{
    struct op *op = *state;
    char here[DIGEST_TEXT], there[DIGEST_TEXT] = "";
    struct digest digest;
    size_t len;
    const char *bytes = draw(op, "06", data_of(op, "06"), &len);
    FILE *f = popen(arena_printf(op->arena, "TZ=America/Lima LANG=C '%s' digest 06", program), "r");

    assert_non_null(f);
    assert_int_equal(fread(there, 1, DIGEST_TEXT - 1, f), DIGEST_TEXT - 1);
    assert_int_equal(pclose(f), 0);
    digest = digest_of(bytes, len);
    assert_string_equal(digest_format(&digest, here), there);
}

static int print_digest(const char *code)
{
    struct op op;
    char text[DIGEST_TEXT];
    struct digest digest;
    size_t len;
    const char *bytes;

    op_init(&op, arena_open((size_t)64 << 20), "digest", LANG_VI);
    bytes = draw(&op, code, data_of(&op, code), &len);
    digest = digest_of(bytes, len);
    (void)printf("%s\n", digest_format(&digest, text));
    arena_close(op.arena);
    return 0;
}

struct worker {
    pthread_t thread;
    struct digest digest;
};

static void *draw_in_thread(void *argument)
{
    struct worker *worker = argument;
    struct op op;
    struct digest_state all;

    op_init(&op, arena_open((size_t)64 << 20), "thread", LANG_VI);
    digest_begin(&all);
    for (int i = 0; i < 21; i++) {
        const char *code = arena_printf(op.arena, "%02d", i % 7 + 1);
        const void *bytes;
        size_t len;

        if (form_draw(&op, code, data_of(&op, code), &bytes, &len))
            digest_add(&all, bytes, len);
    }
    worker->digest = digest_end(&all);
    arena_close(op.arena);
    return NULL;
}

static void threads_draw_the_same_bytes_at_once(void **state)
{
    struct worker workers[6];

    (void)state;
    form_forget();
    for (int i = 0; i < 6; i++)
        assert_int_equal(pthread_create(&workers[i].thread, NULL, draw_in_thread, &workers[i]), 0);
    for (int i = 0; i < 6; i++)
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
    for (int i = 1; i < 6; i++)
        assert_true(digest_equal(&workers[0].digest, &workers[i].digest));
}

static void all_faults_of_the_data_are_named_at_once(void **state)
{
    struct op *op = *state;
    const void *bytes = NULL;
    size_t len = 0;
    const struct json *data = data_of(op, "01");
    static const char *const expected[][2] = {
        {"number", "form.field_missing"},       {"issued_at", "form.field_kind"},  {"dossier_code", "form.field_kind"},
        {"owner_name", "form.field_too_long"},  {"components", "form.field_kind"}, {"sets", "form.field_kind"},
        {"officer_name", "form.field_missing"}, {"colour", "form.field_unknown"},
    };
    size_t i = 0;

    data = with(op, data, "number", "\"  \"");
    data = with(op, data, "issued_at", "\"hôm nay\"");
    data = with(op, data, "dossier_code", "\"mã số\"");
    data = with(op, data, "owner_name", quoted(op, repeated(op, "x", "", FORM_LINE_MAX + 1)));
    data = with(op, data, "components", "\"một\"");
    data = with(op, data, "sets", "10000");
    data = with(op, data, "officer_name", NULL);
    data = with(op, data, "colour", "\"đỏ\"");
    assert_false(form_draw(op, "01", data, &bytes, &len));
    assert_int_equal(op->error.code, E_INPUT);
    assert_string_equal(op->error.key, "input.invalid");
    for (const struct field_error *e = op->error.fields; e; e = e->next, i++) {
        assert_true(i < sizeof expected / sizeof expected[0]);
        assert_string_equal(e->field, expected[i][0]);
        assert_string_equal(e->key, expected[i][1]);
    }
    assert_int_equal(i, sizeof expected / sizeof expected[0]);
    assert_null(bytes);
}

static void faults_inside_rows_are_named_by_their_place(void **state)
{
    struct op *op = *state;
    const void *bytes;
    size_t len;
    const struct json *data = with(op, data_of(op, "06"), "handovers",
                                   "[{\"from\":\"A\",\"to\":\"B\",\"at\":\"2026-11-20T09:20\"},"
                                   "{\"from\":\"A\",\"to\":\"B\",\"at\":\"2026-11-20T09:20\",\"colour\":1},"
                                   "{\"from\":\"A\",\"at\":\"2026-11-20T09:20\"}]");

    assert_false(form_draw(op, "06", data, &bytes, &len));
    assert_string_equal(op->error.fields->field, "handovers.1.colour");
    assert_string_equal(op->error.fields->next->field, "handovers.2.to");
    op_clear(op);
    assert_false(form_draw(op, "06", with(op, data, "handovers", "[1]"), &bytes, &len));
    assert_string_equal(op->error.fields->field, "handovers.0");
}

static void lists_have_an_end(void **state)
{
    struct op *op = *state;
    const void *bytes;
    size_t len;
    const char *list = arena_printf(op->arena, "[%s]", repeated(op, "\"giấy\"", ",", 10000));

    assert_false(form_draw(op, "01", with(op, data_of(op, "01"), "components", list), &bytes, &len));
    assert_string_equal(op->error.fields->key, "form.too_many_items");
    op_clear(op);
    list = arena_printf(op->arena, "[%s]", repeated(op, "\"giấy\"", ",", FORM_LIST_MAX));
    assert_non_null(strstr(draw_text(op, "01", "long_list", with(op, data_of(op, "01"), "components", list)), "200. giấy"));
}

static void an_unknown_form_is_missing(void **state)
{
    struct op *op = *state;
    const void *bytes;
    size_t len;

    assert_false(form_draw(op, "08", data_of(op, "01"), &bytes, &len));
    assert_int_equal(op->error.code, E_MISSING);
    assert_string_equal(text_error(op), "Không có mẫu số 08.");
}

/* Every page of `text` says what it must and bears its number. */
static void check_pages(struct op *op, const char *text, int at_least)
{
    int pages = count_of(text, "----- end of page");

    if (pages < at_least)
        fail_msg("%d pages, at least %d expected", pages, at_least);
    assert_int_equal(count_of(text, "BẢN TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"), pages);
    assert_int_equal(count_of(text, "MÔI TRƯỜNG TẬP HUẤN – DỮ LIỆU MÔ PHỎNG"), pages);
    for (int i = 1; i <= pages; i++)
        assert_int_equal(count_of(text, arena_printf(op->arena, "Trang %d/%d\n", i, pages)), 1);
}

static void a_table_repeats_its_head_on_every_page(void **state)
{
    struct op *op = *state;
    const char *row = "{\"from\":\"Phòng giao\",\"to\":\"Phòng nhận\",\"at\":\"2026-11-20T09:20\",\"giver\":\"Người\"}";
    const char *rows = arena_printf(op->arena, "[%s]", repeated(op, row, ",", 60));
    const char *text = draw_text(op, "06", "many_rows", with(op, data_of(op, "06"), "handovers", rows));

    check_pages(op, text, 4);
    assert_int_equal(count_of(text, "Thời gian giao nhận hồ sơ"), count_of(text, "----- end of page"));
    assert_int_equal(count_of(text, "Phòng nhận"), 60);
}

static void a_row_taller_than_a_page_is_cut_between_lines(void **state)
{
    struct op *op = *state;
    const char *row = arena_printf(op->arena, "{\"from\":\"A\",\"to\":\"B\",\"at\":\"2026-11-20T09:20\",\"note\":%s}",
                                   quoted(op, repeated(op, "chờ ý kiến", " ", 110)));
    const char *rows = arena_printf(op->arena, "[%s]", repeated(op, row, ",", 2));
    const char *text = draw_text(op, "06", "tall_row", with(op, data_of(op, "06"), "handovers", rows));

    check_pages(op, text, 3);
    assert_int_equal(count_of(text, "chờ"), 220);
    assert_int_equal(count_of(text, "Người giao"), 2);
}

/* Signatures go to the next page as a whole, to its top. */
static void signatures_stay_together(void **state)
{
    struct op *op = *state;
    int carried = 0;

    for (int lines = 24; lines < 36; lines++) {
        const char *reason = quoted(op, repeated(op, "dòng", "\n", lines));
        const char *text = draw_text(op, "02", "signatures", with(op, data_of(op, "02"), "reason", reason));
        const char *end = strstr(text, "----- end of page"), *name = strstr(text, "NGƯỜI HƯỚNG DẪN"), *second;

        if (name < end)
            continue;
        carried++;
        check_pages(op, text, 2);
        second = strchr(end, '\n') + 1;
        name = strstr(second, "NGƯỜI HƯỚNG DẪN");
        assert_non_null(name);
        assert_in_range(count_of(arena_strndup(op->arena, second, (size_t)(name - second)), "\n"), 2, 22);
        if (strstr(text, "được hướng dẫn./.") < end)
            assert_in_range(count_of(arena_strndup(op->arena, second, (size_t)(name - second)), "\n"), 2, 5);
        assert_non_null(strstr(name, "Đỗ Thị Hương Giang"));
    }
    assert_in_range(carried, 3, 12);
}

static void long_text_goes_on_over_pages(void **state)
{
    struct op *op = *state;
    const char *reason = quoted(op, repeated(op, "lý do dài", " ", 750));
    const char *text = draw_text(op, "03", "long_text", with(op, data_of(op, "03"), "reason", reason));

    check_pages(op, text, 3);
    assert_int_equal(count_of(packed(op, text), "lýdodài"), 750);
}

static void what_no_page_can_hold_is_refused(void **state)
{
    struct op *op = *state;
    const void *bytes;
    size_t len;
    const char *tall = quoted(op, repeated(op, "dòng", "\n", 200)), *rows;

    assert_false(form_draw(op, "01", with(op, data_of(op, "01"), "signature", tall), &bytes, &len));
    assert_int_equal(op->error.code, E_LIMIT);
    assert_string_equal(op->error.key, "form.too_large");
    op_clear(op);
    rows = arena_printf(op->arena, "{\"from\":\"A\",\"to\":\"B\",\"at\":\"2026-11-20T09:20\",\"receiver\":%s}",
                        quoted(op, repeated(op, "tên", " ", 400)));
    rows = arena_printf(op->arena, "[%s]", rows);
    assert_false(form_draw(op, "06", with(op, data_of(op, "06"), "handovers", rows), &bytes, &len));
    assert_string_equal(op->error.key, "form.too_large");
    op_clear(op);
    rows = arena_printf(op->arena, "{\"from\":\"A\",\"to\":\"B\",\"at\":\"2026-11-20T09:20\",\"note\":%s}",
                        quoted(op, repeated(op, "dài", " ", 120)));
    rows = arena_printf(op->arena, "[%s]", repeated(op, rows, ",", 1000));
    assert_false(form_draw(op, "06", with(op, data_of(op, "06"), "handovers", rows), &bytes, &len));
    assert_string_equal(op->error.key, "form.too_large");
}

static void hostile_text_stays_text(void **state)
{
    struct op *op = *state;
    const struct json *data = data_of(op, "02");
    const char *text;

    data = with(op, data, "owner_name", "\"<b>Đậm</b> &amp; {number} </span><span size='99pt'>\"");
    data = with(op, data, "request", "\"một\\u0007hai\\u202ebốn ba\\u200bnăm\\u2028sáu\\r\\n\\tbảy\"");
    data = with(op, data, "address", quoted(op, repeated(op, "W", "", FORM_LINE_MAX)));
    data = with(op, data, "reason", "\"z\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301 ألف אב 漢字 😀\"");
    text = draw_text(op, "02", "hostile", data);
    check_pages(op, text, 1);
    assert_non_null(strstr(text, "<b>Đậm</b> &amp; {number} </span><span size='99pt'>"));
    assert_non_null(strstr(packed(op, text), "mộthaibốnbanămsáubảy"));
    assert_int_equal(count_of(packed(op, text), "W"), FORM_LINE_MAX);
}

/* On every paper that goes to who filed and names a dossier. */
static void scanners_read_both_codes(void **state)
{
    struct op *op = *state;
    static const char *const forms[] = {"01", "02", "04", "05"};

    if (system("command -v zbarimg >/dev/null && command -v pdftoppm >/dev/null") != 0)
        skip();
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        size_t len, n;
        const struct json *data = data_of(op, forms[i]);
        const char *bytes = draw(op, forms[i], data, &len), *code = json_get_text(data, "dossier_code", "?"), *seen;
        FILE *f;

        (void)text_of(op, "scanned", bytes, len);
        f = popen("cd '" MADE "' && pdftoppm -r 200 -png -singlefile scanned.pdf scanned && zbarimg -q scanned.png 2>/dev/null", "r");
        assert_non_null(f);
        seen = read_stream(op, f, &n);
        (void)pclose(f);
        assert_non_null(strstr(seen, arena_printf(op->arena, "QR-Code:%s\n", code)));
        assert_non_null(strstr(seen, arena_printf(op->arena, "CODE-128:%s\n", code)));
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_form_prints_as_expected, open_op, close_op),
        cmocka_unit_test_setup_teardown(every_letter_of_vietnamese_can_be_copied_out, open_op, close_op),
        cmocka_unit_test_setup_teardown(a_reprint_is_equal_to_the_byte, open_op, close_op),
        cmocka_unit_test_setup_teardown(another_process_draws_the_same_bytes, open_op, close_op),
        cmocka_unit_test_setup_teardown(threads_draw_the_same_bytes_at_once, open_op, close_op),
        cmocka_unit_test_setup_teardown(all_faults_of_the_data_are_named_at_once, open_op, close_op),
        cmocka_unit_test_setup_teardown(faults_inside_rows_are_named_by_their_place, open_op, close_op),
        cmocka_unit_test_setup_teardown(lists_have_an_end, open_op, close_op),
        cmocka_unit_test_setup_teardown(an_unknown_form_is_missing, open_op, close_op),
        cmocka_unit_test_setup_teardown(a_table_repeats_its_head_on_every_page, open_op, close_op),
        cmocka_unit_test_setup_teardown(a_row_taller_than_a_page_is_cut_between_lines, open_op, close_op),
        cmocka_unit_test_setup_teardown(signatures_stay_together, open_op, close_op),
        cmocka_unit_test_setup_teardown(long_text_goes_on_over_pages, open_op, close_op),
        cmocka_unit_test_setup_teardown(what_no_page_can_hold_is_refused, open_op, close_op),
        cmocka_unit_test_setup_teardown(hostile_text_stays_text, open_op, close_op),
        cmocka_unit_test_setup_teardown(scanners_read_both_codes, open_op, close_op),
    };

    program = argv[0];
    if (argc == 3 && strcmp(argv[1], "digest") == 0)
        return print_digest(argv[2]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
