/* What a trainer takes home: CSV and workbook, read again by others. */
#include "people/results.h"

#include "base/text.h"

#include "support/check.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MADE TEST_BINARY_DIR "/results"
#define FORMULA "=HYPERLINK(\"http://x.example\",\"bấm\")"

static int open_op(void **state)
{
    static struct op op;

    op_init(&op, arena_open((size_t)512 << 20), "test", LANG_VI);
    *state = &op;
    (void)mkdir(MADE, 0777);
    (void)mkdir(MADE "/tmp", 0777);
    assert_int_equal(setenv("TMPDIR", MADE "/tmp", 1), 0);
    return 0;
}

static int close_op(void **state)
{
    struct op *op = *state;

    arena_close(op->arena);
    return 0;
}

static struct instant at(const char *text)
{
    struct instant t = INSTANT_NONE;

    if (text)
        assert_true(instant_parse(text, &t));
    return t;
}

static const struct results_step steps[] = {
    {"Tiếp nhận hồ sơ", "pass", 10, 10},
    {"Yêu cầu bổ sung, một lần", "missed", 0, 5},
    {"Ký số", NULL, 0, 5},
};

static struct results example(struct op *op)
{
    struct results_mistake *mistakes = arena_array(op->arena, 2, sizeof *mistakes);
    struct results_row *rows = arena_array(op->arena, 3, sizeof *rows);

    mistakes[0] = (struct results_mistake){"Trả lại không nêu lý do", true, at("2026-11-20T09:31:05")};
    mistakes[1] = (struct results_mistake){"-2+3 nói \"sai\"", false, INSTANT_NONE};
    rows[0] = (struct results_row){"Nguyễn Văn Ước (2)", "Bài 1: Một ngày ở Bộ phận Một cửa", "finished", 10, 20, true, 1, 2,
                                   at("2026-11-20T09:00"), at("2026-11-20T09:44:59"), steps, 3, mistakes, 2};
    rows[1] = (struct results_row){FORMULA, "@SUM(A1)", "running", 0, 20, false, 0, 0, at("2026-11-20T09:05"), INSTANT_NONE, NULL, 0, NULL, 0};
    rows[2] = (struct results_row){"＝1+1\r\nB\u202eC", "Bài 2", NULL, 0, 20, false, 0, 0, INSTANT_NONE, INSTANT_NONE, NULL, 0, NULL, 0};
    return (struct results){"Lớp \"thử\", sáng", "K7M-2QF", at("2026-11-20T11:30"), rows, 3};
}

static void csv_is_written_to_the_letter(void **state)
{
    struct op *op = *state;
    struct results results = example(op);
    const void *bytes;
    size_t len;
    static const char expected[] =
        "\xef\xbb\xbf"
        "Học viên,Bài thực hành,Trạng thái,Điểm,Điểm tối đa,Đạt,Số lỗi,Lỗi nghiêm trọng,Gợi ý,Lần tua lại,Bắt đầu,Kết "
        "thúc,Số phút,Các bước,Các lỗi,Lưu ý\r\n"
        "Nguyễn Văn Ước (2),Bài 1: Một ngày ở Bộ phận Một cửa,Đã kết thúc,10,20,Có,2,1,1,2,2026-11-20T09:00:00+07:00,"
        "2026-11-20T09:44:59+07:00,44,\"1. Tiếp nhận hồ sơ: Đạt 10/10; 2. Yêu cầu bổ sung, một lần: Lỡ thời hạn 0/5; 3. Ký "
        "số: Chưa làm 0/5\",\"Trả lại không nêu lý do (Nghiêm trọng); -2+3 nói \"\"sai\"\"\",BẢN TẬP HUẤN – KHÔNG CÓ GIÁ "
        "TRỊ PHÁP LÝ\r\n"
        "\"'=HYPERLINK(\"\"http://x.example\"\",\"\"bấm\"\")\",'@SUM(A1),Đang làm,0,20,Không,0,0,0,0,2026-11-20T09:05:00+07:00"
        ",,,,,BẢN TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ\r\n"
        "'＝1+1 BC,Bài 2,Chưa làm,0,20,Không,0,0,0,0,,,,,,BẢN TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ\r\n";

    assert_true(results_csv(op, &results, LANG_VI, &bytes, &len));
    assert_string_equal(bytes, expected);
    assert_int_equal(len, sizeof expected - 1);
}

/* Writes the workbook and gives what python makes of it: per sheet its name, then its cells. */
static const char *reread(struct op *op, const struct results *results, enum lang lang)
{
    static const char script[] =
        "import zipfile,re,sys,html\n"
        "z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None\n"
        "print(re.findall(r'<sheet name=\"([^\"]*)\"',z.read('xl/workbook.xml').decode()))\n"
        "for i in (1,2,3):\n"
        "  x=z.read('xl/worksheets/sheet%d.xml'%i).decode()\n"
        "  print('formulas',len(re.findall('<f[ >]',x)),'links',len(re.findall('<hyperlink',x)),"
        "'pane',re.findall('topLeftCell=\"(\\\\w+)\"',x),'filter',re.findall('<autoFilter ref=\"([^\"]*)\"',x))\n"
        "  print('foot',re.findall('<oddFooter>(.*?)</oddFooter>',x))\n"
        "  for ref,kind,body in re.findall('<c r=\"(\\\\w+)\"[^>]*?(t=\"\\\\w+\")?>(.*?)</c>',x):\n"
        "    print(ref,kind,html.unescape(re.sub('<[^>]+>','',body)))\n";
    const void *bytes;
    size_t len, n;
    FILE *f;
    char *text = arena_alloc(op->arena, (size_t)1 << 20);

    if (!results_xlsx(op, results, lang, &bytes, &len))
        fail_msg("%s %s", text_error(op), op->error.cause ? op->error.cause : "");
    f = fopen(MADE "/results.xlsx", "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    (void)fclose(f);
    f = fopen(MADE "/reread.py", "wb");
    assert_non_null(f);
    (void)fputs(script, f);
    (void)fclose(f);
    f = popen("PYTHONIOENCODING=utf-8 python3 '" MADE "/reread.py' '" MADE "/results.xlsx' 2>&1", "r");
    assert_non_null(f);
    n = fread(text, 1, ((size_t)1 << 20) - 1, f);
    text[n] = '\0';
    if (pclose(f) != 0)
        fail_msg("%s", text);
    return text;
}

static void check_says(const char *text, const char *what)
{
    if (!strstr(text, what))
        fail_msg("no '%s' in:\n%s", what, text);
}

static void the_workbook_says_the_same(void **state)
{
    struct op *op = *state;
    struct results results = example(op);
    const char *text = reread(op, &results, LANG_VI);
    static const char *const expected[] = {
        "['Kết quả', 'Từng bước', 'Lỗi đã mắc']",
        "formulas 0 links 0 pane ['B5'] filter ['A4:M7']",
        "foot ['&amp;LBẢN TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ&amp;R&amp;P/&amp;N']",
        "A1 t=\"inlineStr\" BẢN TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ\n",
        "A2 t=\"inlineStr\" Lớp \"thử\", sáng (K7M-2QF)\n",
        "A4 t=\"inlineStr\" Học viên\n",
        "A5 t=\"inlineStr\" Nguyễn Văn Ước (2)\n",
        "C5 t=\"inlineStr\" Đã kết thúc\n",
        "D5  10\n",
        "F5 t=\"inlineStr\" Có\n",
        "H5  1\n",
        "M5  44\n",
        "A6 t=\"inlineStr\" " FORMULA "\n",
        "B6 t=\"inlineStr\" @SUM(A1)\n",
        "A7 t=\"inlineStr\" ＝1+1 BC\n",
        "filter ['A4:G7']",
        "D6 t=\"inlineStr\" Yêu cầu bổ sung, một lần\nE6 t=\"inlineStr\" Lỡ thời hạn\nF6  0\nG6  5\n",
        "filter ['A4:E6']",
        "C5 t=\"inlineStr\" Trả lại không nêu lý do\nD5 t=\"inlineStr\" Có\n",
    };

    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        check_says(text, expected[i]);
    /* 20/11/2026 09:00 in Excel's days: 46346.375 */
    check_says(text, "K5  46346.375\n");
}

static void the_workbook_speaks_english_too(void **state)
{
    struct op *op = *state;
    struct results results = example(op);
    const char *text = reread(op, &results, LANG_EN);

    check_says(text, "['Results', 'Step by step', 'Mistakes']");
    check_says(text, "A1 t=\"inlineStr\" TRAINING COPY – WITHOUT LEGAL VALUE\n");
    check_says(text, "E6 t=\"inlineStr\" Missed the limit\n");
}

static void an_empty_class_gives_an_empty_table(void **state)
{
    struct op *op = *state;
    struct results results = {"Lớp", "K7M-2QF", at("2026-11-20T11:30"), NULL, 0};
    const void *bytes;
    size_t len;

    check_says(reread(op, &results, LANG_VI), "filter []");
    assert_true(results_csv(op, &results, LANG_VI, &bytes, &len));
    assert_string_equal(strchr(bytes, '\n'), "\n");
}

static void too_much_is_refused(void **state)
{
    struct op *op = *state;
    struct results results = {"Lớp", "K7M-2QF", at("2026-11-20T11:30"), NULL, RESULTS_ROWS_MAX + 1};
    struct results_row *rows = arena_array(op->arena, results.row_count, sizeof *rows);
    const void *bytes = NULL;
    size_t len;

    results.rows = rows;
    assert_false(results_csv(op, &results, LANG_VI, &bytes, &len));
    assert_int_equal(op->error.code, E_LIMIT);
    assert_string_equal(op->error.key, "results.too_many");
    op_clear(op);
    results.row_count = 1;
    rows[0].step_count = RESULTS_LINES_OF_ROW_MAX + 1;
    assert_false(results_xlsx(op, &results, LANG_VI, &bytes, &len));
    assert_string_equal(op->error.key, "results.too_many");
    assert_null(bytes);
}

static void the_largest_export_fits_into_a_request(void **state)
{
    struct op small;
    struct results results = {"Lớp", "K7M-2QF", at("2026-11-20T11:30"), NULL, RESULTS_ROWS_MAX};
    struct op *op = *state;
    struct results_row *rows = arena_array(op->arena, results.row_count, sizeof *rows);
    const void *bytes;
    size_t len;

    for (size_t i = 0; i < results.row_count; i++)
        rows[i] = (struct results_row){.person = "Nguyễn Thị Hồng Nhung", .exercise = "Bài 1: Một ngày ở Bộ phận Một cửa",
                                       .state = "running", .points = 20, .steps = steps, .step_count = 3};
    results.rows = rows;
    op_init(&small, arena_open((size_t)3 * RESULTS_BYTES_MAX), "small", LANG_VI);
    assert_true(results_csv(&small, &results, LANG_VI, &bytes, &len));
    arena_reset(small.arena);
    assert_true(results_xlsx(&small, &results, LANG_VI, &bytes, &len));
    arena_reset(small.arena);
    for (size_t i = 0; i < results.row_count; i++)
        rows[i].person = rows[i].exercise = "Một tên rất dài, dài đến mức kết quả của cả lớp không vừa một tệp; một tên rất dài, dài "
                                            "đến mức kết quả của cả lớp không vừa một tệp; một tên rất dài, dài đến mức không vừa";
    assert_false(results_csv(&small, &results, LANG_VI, &bytes, &len));
    assert_string_equal(small.error.key, "results.too_many");
    arena_close(small.arena);
}

static void long_texts_are_cut_at_a_letter(void **state)
{
    struct op *op = *state;
    char name[6001];
    struct results_row row = {.person = name, .exercise = "Bài"};
    struct results results = {"Lớp", "K7M-2QF", at("2026-11-20T11:30"), &row, 1};
    const void *bytes;
    const char *line;
    size_t len, letters;

    for (int i = 0; i < 2000; i++)
        memcpy(name + (size_t)i * 3, "ế", 3);
    name[6000] = '\0';
    assert_true(results_csv(op, &results, LANG_VI, &bytes, &len));
    line = strchr(bytes, '\n') + 1;
    letters = strcspn(line, ",");
    assert_int_equal(letters, 665 * 3 + 3);
    assert_int_equal(strncmp(line + 665 * 3, "…", 3), 0);
    (void)reread(op, &results, LANG_VI);
}

static int entries(const char *path)
{
    DIR *dir = opendir(path);
    int n = 0;

    assert_non_null(dir);
    while (readdir(dir))
        n++;
    (void)closedir(dir);
    return n;
}

static void nothing_is_left_on_disk(void **state)
{
    struct op *op = *state;
    struct results results = example(op);
    const void *bytes;
    size_t len;
    int before = entries(MADE "/tmp");

    assert_true(results_xlsx(op, &results, LANG_VI, &bytes, &len));
    assert_int_equal(entries(MADE "/tmp"), before);
    assert_int_equal(setenv("TMPDIR", MADE "/absent", 1), 0);
    assert_false(results_xlsx(op, &results, LANG_VI, &bytes, &len));
    assert_int_equal(op->error.code, E_BROKEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(csv_is_written_to_the_letter, open_op, close_op),
        cmocka_unit_test_setup_teardown(the_workbook_says_the_same, open_op, close_op),
        cmocka_unit_test_setup_teardown(the_workbook_speaks_english_too, open_op, close_op),
        cmocka_unit_test_setup_teardown(an_empty_class_gives_an_empty_table, open_op, close_op),
        cmocka_unit_test_setup_teardown(too_much_is_refused, open_op, close_op),
        cmocka_unit_test_setup_teardown(the_largest_export_fits_into_a_request, open_op, close_op),
        cmocka_unit_test_setup_teardown(long_texts_are_cut_at_a_letter, open_op, close_op),
        cmocka_unit_test_setup_teardown(nothing_is_left_on_disk, open_op, close_op),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
