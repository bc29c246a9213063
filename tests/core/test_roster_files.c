/* Lists of accounts as LibreOffice Calc itself wrote them, and one by hand (tests/expected/rosters): how they were made is in tests/README.md. What must
 * come out was read off the sheets by hand. */
#include "account/roster.h"
#include "support/check.h"

#include <stdio.h>
#include <string.h>

struct file_case {
    struct arena *arena;
    struct op op;
    struct roster roster;
};

static int open_case(void **state)
{
    struct file_case *c = test_calloc(1, sizeof *c);
    c->arena = arena_open((size_t)1 << 26);
    op_init(&c->op, c->arena, "test", LANG_VI);
    *state = c;
    return 0;
}
static int close_case(void **state)
{
    struct file_case *c = *state;
    arena_close(c->arena);
    test_free(c);
    return 0;
}

static bool read_file(struct file_case *c, const char *name, const char *sheet)
{
    char *bytes = arena_alloc(c->arena, 100000);
    FILE *in = fopen(arena_printf(c->arena, TEST_SOURCE_DIR "/tests/expected/rosters/%s", name), "rb");
    assert_non_null(in);
    size_t len = fread(bytes, 1, 100000, in);
    assert_int_equal(fclose(in), 0);
    op_clear(&c->op);
    return roster_read(&c->op, bytes, len, sheet, &c->roster);
}

struct line {
    int64_t line;
    const char *texts[ACCOUNT_COLUMNS]; /* id, name, role, org */
    const char *odd[ACCOUNT_COLUMNS];
    bool hidden;
};
static void is_text(const char *found, const char *wanted, int64_t line)
{
    if (strcmp(found == NULL ? "" : found, wanted == NULL ? "" : wanted) != 0) {
        fail_msg("line %lld: found “%s”, wanted “%s”", (long long)line, found == NULL ? "" : found, wanted == NULL ? "" : wanted);
    }
}
static void has_rows(const struct file_case *c, const struct line *lines, size_t count)
{
    assert_int_equal(c->roster.count, count);
    for (size_t i = 0; i < count; i++) {
        const struct account_row *r = &c->roster.rows[i];
        const char *const texts[ACCOUNT_COLUMNS] = {r->id, r->name, r->role, r->org};
        assert_int_equal(r->line, lines[i].line);
        assert_int_equal(r->hidden, lines[i].hidden);
        for (int k = 0; k < ACCOUNT_COLUMNS; k++) {
            is_text(texts[k], lines[i].texts[k], r->line);
            is_text(r->odd[k], lines[i].odd[k], r->line);
        }
    }
}

/* A cover sheet, a hidden sheet with a list nobody is to read, the list on the third: titles above, a hidden column between, columns in
 * another order, empty rows, formulas, a name in two weights and one on two lines, a day, a truth and an error where texts belong. */
static void sheets_hidden_columns_formulas_and_days_are_read_as_calc_wrote_them(void **state)
{
    struct file_case *c = *state;
    static const struct line lines[] = {
        {4, {"tuyet.nta", "Nguyễn Thị Ánh Tuyết", "Chuyên viên thụ lý", "H37.T01"}, {NULL}, false},
        {8, {"uoc.dv", "Đặng Văn Ước", "division-head", "H37.T01"}, {NULL}, true},
        {9, {"20001", "2026-11-20", "TRUE", "#N/A"}, {NULL, "roster.cell_date", "roster.cell_truth", "roster.cell_error"}, false},
        {10, {"phuong.lh", "Lê Hoàng Phượng", "Văn thư", "H37.T01"}, {NULL}, false},
    };
    assert_true(read_file(c, "calc-sheets.xlsx", NULL));
    assert_string_equal(c->roster.format, "xlsx");
    assert_string_equal(c->roster.sheet, "Đợt 1 (tháng 11)");
    assert_int_equal(c->roster.sheet_count, 2); /* the hidden one is not offered */
    assert_string_equal(c->roster.sheets[0], "Bìa");
    assert_int_equal(c->roster.header, 3);
    static const int columns[ACCOUNT_COLUMNS] = {5, 2, 4, 3};
    assert_memory_equal(c->roster.columns, columns, sizeof columns);
    has_rows(c, lines, sizeof lines / sizeof lines[0]);
    assert_int_equal(c->roster.hidden_count, 1);
    for (int k = 0; k < ACCOUNT_COLUMNS; k++) {
        assert_false(c->roster.hidden_columns[k]); /* the hidden one is none of the four */
    }
    assert_false(read_file(c, "calc-sheets.xlsx", "Danh mục"));
    assert_string_equal(c->op.error.key, "roster.no_sheet");
    assert_false(read_file(c, "calc-sheets.xlsx", "Bìa"));
    assert_string_equal(c->op.error.key, "roster.no_header");
}

/* From a CSV text: Calc takes 00123 for a number, and what it took it for is all that the file still says. */
static void a_text_that_calc_made_a_workbook_of_is_read(void **state)
{
    struct file_case *c = *state;
    static const struct line lines[] = {
        {2, {"tuyet.nta", "Nguyễn Thị Ánh Tuyết", "Chuyên viên thụ lý", "H37.T01"}, {NULL}, false},
        {4, {"uoc.dv", "Đặng Văn Ước, Tiến sĩ", "division-head", "H37.T01"}, {NULL}, false},
        {5, {"123", "Lê Hoàng Phượng", "Văn thư", "H37.T01"}, {NULL}, false},
    };
    assert_true(read_file(c, "calc-csv.xlsx", NULL));
    assert_string_equal(c->roster.sheet, "don_gian");
    assert_int_equal(c->roster.header, 1);
    has_rows(c, lines, sizeof lines / sizeof lines[0]);
}

/* One row left out by a filter, one hidden by hand, and the units in a hidden column: all of it is read, and marked. */
static void what_is_hidden_in_the_workbook_is_read_and_marked(void **state)
{
    struct file_case *c = *state;
    static const struct line lines[] = {
        {2, {"tuyet.nta", "Nguyễn Thị Ánh Tuyết", "Chuyên viên thụ lý", "H37.T01.T11"}, {NULL}, false},
        {3, {"uoc.dv", "Đặng Văn Ước", "Chuyên viên thụ lý", "H37.T01.T11"}, {NULL}, true},
        {4, {"phuong.lh", "Lê Hoàng Phượng", "Văn thư", "H37.T01"}, {NULL}, true},
        {5, {"nam.vd", "Vi Đức Nam", "Văn thư", "H37.T01"}, {NULL}, false},
    };
    assert_true(read_file(c, "calc-hidden.xlsx", NULL));
    has_rows(c, lines, sizeof lines / sizeof lines[0]);
    assert_int_equal(c->roster.hidden_count, 2);
    static const bool columns[ACCOUNT_COLUMNS] = {false, false, false, true};
    assert_memory_equal(c->roster.hidden_columns, columns, sizeof columns);
}

/* By hand from ISO/IEC 29500-1, with what Calc does not write: names of parts from the root and in other capitals, days since 1904, a
 * name in two weights with a phonetic hint, blanks kept, a formula shared by two cells, one nobody reckoned, a unit joined beside three. */
static void what_the_standard_allows_and_calc_does_not_write_is_read(void **state)
{
    struct file_case *c = *state;
    static const struct line lines[] = {
        {4, {"anh.nt", "Nguyễn Thị Ánh", "Công chức Bộ phận Một cửa", "H37.T02"}, {NULL}, false},
        {5, {"binh.t", "Trần Bình", "Công chức Bộ phận Một cửa", "H37.T02"}, {NULL}, false},
        {6, {"le-chi", "Lê Chi", "Công chức Bộ phận Một cửa", "H37.T02"}, {NULL}, false},
        {7, {"20001", "2026-11-20", NULL, "H37.T02"}, {NULL, "roster.cell_date", "roster.cell_formula"}, true},
    };
    assert_true(read_file(c, "ecma376.xlsx", NULL));
    assert_int_equal(c->roster.header, 3);
    has_rows(c, lines, sizeof lines / sizeof lines[0]);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)
    const struct CMUnitTest tests[] = {
        CASE(sheets_hidden_columns_formulas_and_days_are_read_as_calc_wrote_them),
        CASE(a_text_that_calc_made_a_workbook_of_is_read),
        CASE(what_is_hidden_in_the_workbook_is_read_and_marked),
        CASE(what_the_standard_allows_and_calc_does_not_write_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
