/* Workbooks as programs write them, and as nobody should: what is read, what each cell is said to be, what is refused and why. */
#include "account/roster.h"
#include "sheet/number.h"
#include "sheet/spreadsheet.h"
#include "support/check.h"
#include "support/xlsx_file.h"

#include <string.h>

struct sheet_case {
    struct arena *arena;
    struct op op;
    const struct spreadsheet_row *rows;
    size_t count;
};

static int open_case(void **state)
{
    struct sheet_case *c = test_calloc(1, sizeof *c);
    c->arena = arena_open((size_t)1 << 30);
    op_init(&c->op, c->arena, "test", LANG_VI);
    *state = c;
    return 0;
}
static int close_case(void **state)
{
    struct sheet_case *c = *state;
    arena_close(c->arena);
    test_free(c);
    return 0;
}

static bool read_bytes(struct sheet_case *c, const char *bytes, size_t len)
{
    op_clear(&c->op);
    struct spreadsheet *w = spreadsheet_open(&c->op, bytes, len);
    bool ok = w != NULL && spreadsheet_rows(&c->op, w, 0, &c->rows, &c->count);
    spreadsheet_close(w);
    return ok;
}
static bool read_rows(struct sheet_case *c, const char *rows, const char *strings, const char *styles)
{
    size_t len = 0;
    const char *bytes = xlsx_one(c->arena, rows, strings, styles, &len);
    return read_bytes(c, bytes, len);
}
static void refused(struct sheet_case *c, bool done, const char *key)
{
    if (done || strcmp(c->op.error.key, key) != 0) {
        fail_msg("expected %s, got %s", key, done ? "a sheet" : c->op.error.key);
    }
    assert_string_equal(c->op.error.field, "file");
}
static void is_cell(struct sheet_case *c, size_t row, size_t i, int column, enum cell_kind kind, const char *text)
{
    assert_true(row < c->count && i < c->rows[row].count);
    const struct spreadsheet_cell *cell = &c->rows[row].cells[i];
    if (cell->column != column || cell->kind != kind || strcmp(cell->text, text) != 0) {
        fail_msg("row %zu cell %zu: column %d kind %d “%s”", row, i, cell->column, (int)cell->kind, cell->text);
    }
}

static void texts_are_shared_inline_in_runs_and_results_of_formulas(void **state)
{
    struct sheet_case *c = *state;
    assert_true(read_rows(c,
                          "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"C3\" t=\"s\"><v>1</v></c>"
                          "<c r=\"D3\" t=\"inlineStr\"><is><r><t>Lê </t></r><r><rPr><b/></rPr><t>Chi</t></r></is></c>"
                          "<c r=\"E3\" t=\"str\"><f>A3&amp;\"x\"</f><v>kết quả</v></c></row>"
                          "<row r=\"9\"><c r=\"B9\" t=\"s\"><v>2</v></c></row>",
                          "<sst><si><t>Nguyễn &amp; An</t></si><si><r><t xml:space=\"preserve\">Trần </t></r><r><t>Bình</t></r>"
                          "<rPh sb=\"0\" eb=\"1\"><t>KANA</t></rPh></si><si><t>hai_x000A_dòng</t></si></sst>",
                          NULL));
    assert_int_equal(c->count, 2);
    assert_int_equal(c->rows[0].line, 3);
    assert_int_equal(c->rows[1].line, 9);
    is_cell(c, 0, 0, 0, CELL_TEXT, "Nguyễn & An");
    is_cell(c, 0, 1, 2, CELL_TEXT, "Trần Bình");
    is_cell(c, 0, 2, 3, CELL_TEXT, "Lê Chi");
    is_cell(c, 0, 3, 4, CELL_TEXT, "kết quả");
    is_cell(c, 1, 0, 1, CELL_TEXT, "hai\ndòng");
}

static void numbers_dates_truths_and_errors_say_what_they_are(void **state)
{
    struct sheet_case *c = *state;
    assert_true(read_rows(c,
                          "<row><c s=\"0\"><v>20001</v></c><c s=\"1\"><v>46346</v></c><c s=\"2\"><v>46346.388888888891</v></c><c s=\"3\"><v>1.5</v></c>"
                          "<c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c><c><v>1.2345678901234E+13</v></c><c t=\"d\"><v>2026-11-20</v></c></row>",
                          NULL,
                          "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"[$-42A]dd/mm/yyyy hh:mm\"/><numFmt numFmtId=\"171\" "
                          "formatCode=\"[Red]#,##0.00&quot; dong&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                          "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/></cellXfs></styleSheet>"));
    assert_int_equal(c->rows[0].line, 1);
    is_cell(c, 0, 0, 0, CELL_NUMBER, "20001");
    is_cell(c, 0, 1, 1, CELL_DATE, "2026-11-20");
    is_cell(c, 0, 2, 2, CELL_DATE, "2026-11-20 09:20");
    is_cell(c, 0, 3, 3, CELL_NUMBER, "1.5");
    is_cell(c, 0, 4, 4, CELL_TRUTH, "TRUE");
    is_cell(c, 0, 5, 5, CELL_ERROR, "#N/A");
    is_cell(c, 0, 6, 6, CELL_NUMBER, "12345678901234");
    is_cell(c, 0, 7, 7, CELL_DATE, "2026-11-20");
}

/* Serial days by hand: 1900-03-01 is 61 (the programs' 1900 has a 29 February), 1904-01-01 is 0 of the other count. */
static void serial_days_are_counted_as_the_programs_count_them(void **state)
{
    struct sheet_case *c = *state;
    static const struct {
        double serial;
        bool since_1904;
        const char *day;
    } days[] = {{1, false, "1900-01-01"}, {59, false, "1900-02-28"}, {61, false, "1900-03-01"}, {46346, false, "2026-11-20"},
                {0, true, "1904-01-01"},  {44884, true, "2026-11-20"}, {0.5, false, "1899-12-31 12:00"}};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        assert_string_equal(number_date(&c->op, days[i].serial, days[i].since_1904), days[i].day);
    }
    assert_null(number_date(&c->op, -1, false));
    assert_null(number_date(&c->op, 1e9, false));
    assert_true(number_code_is_date("dd/mm/yyyy"));
    assert_true(number_code_is_date("[h]:mm"));
    assert_false(number_code_is_date("General"));
    assert_false(number_code_is_date("#,##0 \"ngày\""));
    assert_false(number_code_is_date("[Red]0.00"));
    assert_false(number_code_is_date("0\\d"));
}

static void a_prefix_and_parts_named_otherwise_are_no_matter(void **state)
{
    struct sheet_case *c = *state;
    size_t len = 0;
    static const struct xlsx_part parts[] = {
        {"_rels/.rels", "<p:Relationships xmlns:p=\"x\"><p:Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" Target=\"/office/book.xml\"/></p:Relationships>", 0},
        {"office/book.xml", "<x:workbook xmlns:x=\"m\" xmlns:q=\"r\"><x:workbookPr date1904=\"true\"/><x:sheets><x:sheet name=\"Ẩn\" sheetId=\"1\" state=\"hidden\" q:id=\"s1\"/><x:sheet name=\"Hai\" sheetId=\"2\" q:id=\"s2\"/></x:sheets></x:workbook>", 0},
        {"office/_rels/book.xml.rels", "<Relationships><Relationship Id=\"s1\" Type=\"x/worksheet\" Target=\"../one.xml\"/><Relationship Id=\"s2\" Type=\"x/worksheet\" Target=\"./two.xml\"/></Relationships>", 0},
        {"one.xml", "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row><x:c t=\"inlineStr\"><x:is><x:t>một</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>", 0},
        {"office/two.xml", "<worksheet><sheetData/></worksheet>", 0},
    };
    const char *bytes = xlsx_zip(c->arena, parts, 5, false, &len);
    struct spreadsheet *w = spreadsheet_open(&c->op, bytes, len);
    assert_non_null(w);
    assert_int_equal(spreadsheet_sheet_count(w), 2);
    assert_true(spreadsheet_sheet_at(w, 0)->hidden && !spreadsheet_sheet_at(w, 1)->hidden);
    assert_true(spreadsheet_rows(&c->op, w, 0, &c->rows, &c->count));
    is_cell(c, 0, 0, 0, CELL_TEXT, "một");
    assert_true(spreadsheet_rows(&c->op, w, 1, &c->rows, &c->count));
    assert_int_equal(c->count, 0);
    spreadsheet_close(w);
}

/* Only "1" and "true" hide; columns by their range, what lies outside the sheet or is no number hides nothing. */
static void hidden_rows_and_columns_are_marked(void **state)
{
    struct sheet_case *c = *state;
    size_t len = 0;
    static const char sheet[] =
        "<worksheet><cols><col min=\"0\" max=\"1\" hidden=\"1\"/><col min=\"3\" max=\"16384\" hidden=\"true\"/><col min=\"x\" max=\"y\" hidden=\"1\"/><col min=\"2\" max=\"2\" hidden=\"0\"/></cols>"
        "<sheetData><row hidden=\"1\"><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row><row hidden=\"false\"><c><v>4</v></c></row><row r=\"9\" hidden=\"true\"><c r=\"BH9\"><v>5</v></c></row>"
        "<row><c><v>6</v></c></row></sheetData></worksheet>";
    static const struct xlsx_part parts[] = {
        {"_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"book.xml\"/></Relationships>", 0},
        {"book.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Một\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>", 0},
        {"_rels/book.xml.rels", "<Relationships><Relationship Id=\"s\" Type=\"x/worksheet\" Target=\"one.xml\"/></Relationships>", 0},
        {"one.xml", sheet, 0},
    };
    const char *bytes = xlsx_zip(c->arena, parts, 4, true, &len);
    static const bool rows[] = {true, false, true, false};
    assert_true(read_bytes(c, bytes, len));
    assert_int_equal(c->count, 4);
    for (size_t i = 0; i < c->count; i++) {
        assert_int_equal(c->rows[i].hidden, rows[i]);
    }
    assert_true(c->rows[0].cells[0].hidden && !c->rows[0].cells[1].hidden && c->rows[0].cells[2].hidden);
    is_cell(c, 2, 0, SPREADSHEET_COLUMNS_MAX - 1, CELL_NUMBER, "5");
    assert_true(c->rows[2].cells[0].hidden);
}

static void what_is_no_workbook_is_refused_with_what_to_do(void **state)
{
    struct sheet_case *c = *state;
    size_t len = 0;
    refused(c, read_bytes(c, "PK\x03\x04 and then nothing", 20), "workbook.not_xlsx");
    refused(c, read_bytes(c, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an old one", 20), "workbook.old");
    const char *bytes = xlsx_zip(c->arena, &(struct xlsx_part){"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0}, 1, false, &len);
    refused(c, read_bytes(c, bytes, len), "workbook.not_xlsx");
    refused(c, read_rows(c, "<row><c></row>", NULL, NULL), "workbook.broken");
    refused(c, read_rows(c, "<row/>", "<!DOCTYPE sst [<!ENTITY a \"b\">]><sst><si><t>&a;</t></si></sst>", NULL), "workbook.doctype");
    refused(c, read_rows(c, "<row/>", "<sst><si><t>&a;</t></si></sst>", NULL), "workbook.broken");
    char *big = arena_alloc(c->arena, SPREADSHEET_BYTES_MAX + 1);
    memcpy(big, "PK\x03\x04", 4);
    refused(c, read_bytes(c, big, SPREADSHEET_BYTES_MAX + 1), "workbook.too_big");
}

/* A cut anywhere is refused, never read past its end (the sanitizers watch) and never half read. */
static void a_file_cut_short_is_refused_at_every_length(void **state)
{
    struct sheet_case *c = *state;
    size_t len = 0;
    const char *bytes = xlsx_one(c->arena, "<row><c t=\"inlineStr\"><is><t>a</t></is></c></row>", NULL, NULL, &len);
    assert_true(read_bytes(c, bytes, len));
    for (size_t n = 4; n < len; n++) {
        char *cut = test_malloc(n);
        memcpy(cut, bytes, n);
        bool read = read_bytes(c, cut, n);
        test_free(cut);
        if (read) {
            fail_msg("%zu of %zu bytes were read", n, len);
        }
    }
}

static char *repeated(struct sheet_case *c, const char *text, size_t times)
{
    struct strbuf b;
    strbuf_init(&b, c->arena, (size_t)64 << 20);
    for (size_t i = 0; i < times; i++) {
        strbuf_puts(&b, text);
    }
    assert_false(b.overflow);
    return b.data;
}

/* Letters that do not pack. */
static const char *noise(struct sheet_case *c, size_t len)
{
    char *out = arena_alloc(c->arena, len + 1);
    uint64_t x = 88172645463325252u;
    for (size_t i = 0; i < len; i++) {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        out[i] = (char)('a' + x % 26);
    }
    return out;
}

static void bombs_are_refused_by_the_bound_they_break(void **state)
{
    struct sheet_case *c = *state;
    size_t len = 0;
    refused(c, read_rows(c, repeated(c, " ", (size_t)2 << 20), NULL, NULL), "workbook.inflated"); /* 2 MB of blanks pack to 2 KB */
    refused(c, read_rows(c, repeated(c, "<a>", 45), NULL, NULL), "workbook.deep");
    refused(c, read_rows(c, repeated(c, "<row><c t=\"str\"><v>1</v></c></row>", SPREADSHEET_ROWS_MAX + 1), NULL, NULL), "workbook.rows");
    struct xlsx_part *many = arena_array(c->arena, 501, sizeof *many);
    for (size_t i = 0; i < 501; i++) {
        many[i] = (struct xlsx_part){arena_printf(c->arena, "p%zu", i), "x", 0};
    }
    const char *bytes = xlsx_zip(c->arena, many, 501, false, &len);
    refused(c, read_bytes(c, bytes, len), "workbook.entries");
}

static void a_text_too_long_is_told_from_an_empty_one(void **state)
{
    struct sheet_case *c = *state;
    const char *longer = repeated(c, "abcdefghij", 300);
    assert_true(read_rows(c, arena_printf(c->arena, "<row><c t=\"inlineStr\"><is><t>%s</t></is></c><c t=\"inlineStr\"><is><t/></is></c><c/></row>", longer), NULL, NULL));
    assert_int_equal(c->rows[0].count, 1);
    assert_int_equal(c->rows[0].cells[0].kind, CELL_LONG);
}

static void places_are_named_as_programs_name_them(void **state)
{
    struct sheet_case *c = *state;
    assert_string_equal(spreadsheet_place(&c->op, 0, 1), "A1");
    assert_string_equal(spreadsheet_place(&c->op, 25, 7), "Z7");
    assert_string_equal(spreadsheet_place(&c->op, 26, 7), "AA7");
    assert_string_equal(spreadsheet_place(&c->op, 59, 10), "BH10");
}

/* ---- a list of accounts in it ---- */

#define TEXT_CELL(t) "<c t=\"inlineStr\"><is><t>" t "</t></is></c>"
#define HEAD "<row r=\"4\">" TEXT_CELL("Ghi chú") TEXT_CELL("ĐƠN VỊ") TEXT_CELL("Họ và tên") TEXT_CELL("Vai trò") TEXT_CELL("Mã tài khoản") "</row>"

static bool read_roster(struct sheet_case *c, const char *rows, const char *sheet, struct roster *out)
{
    size_t len = 0;
    const char *bytes = xlsx_one(c->arena, rows, NULL, "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>", &len);
    op_clear(&c->op);
    return roster_read(&c->op, bytes, len, sheet, out);
}

/* A formula nobody reckoned is told from one whose result is an empty text, and from an empty cell. */
static void a_formula_without_a_result_is_said_so(void **state)
{
    struct sheet_case *c = *state;
    assert_true(read_rows(c,
                          "<row><c><f>A9</f></c><c><f>A9</f><v></v></c><c t=\"str\"><f>A9</f></c><c t=\"str\"><f>A9</f><v></v></c><c><v></v></c>"
                          "<c t=\"str\"><f>A9</f><v>hai_x000A_dòng</v></c><c><f>A9</f><v>7</v></c></row>",
                          NULL, NULL));
    assert_int_equal(c->rows[0].count, 5);
    for (size_t i = 0; i < 3; i++) {
        is_cell(c, 0, i, (int)i, CELL_FORMULA, "");
    }
    is_cell(c, 0, 3, 5, CELL_TEXT, "hai\ndòng");
    is_cell(c, 0, 4, 6, CELL_NUMBER, "7");
}

#define JOINED(ranges) "</sheetData><mergeCells>" ranges "</mergeCells><sheetData>"
#define TEXT_AT(place, text) "<c r=\"" place "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
static void cells_joined_downwards_hold_the_value_of_the_first(void **state)
{
    struct sheet_case *c = *state;
    assert_true(read_rows(c,
                          "<row r=\"1\">" TEXT_AT("A1", "tên") TEXT_AT("B1", "đơn vị") "</row><row r=\"2\"><c r=\"B2\"/>" TEXT_AT("A2", "hai") "</row>"
                          "<row r=\"3\">" TEXT_AT("A3", "ba") TEXT_AT("B3", "riêng") "</row><row r=\"5\">" TEXT_AT("A5", "năm") "</row>" JOINED(
                              "<mergeCell ref=\"B1:B3\"/><mergeCell ref=\"B1:C4\"/><mergeCell ref=\"A5:D5\"/><mergeCell ref=\"ZZ1:ZZ9\"/><mergeCell/>"
                              "<mergeCell ref=\"B3\"/><mergeCell ref=\"1:3\"/><mergeCell ref=\"B2:B99999999999999999999\"/><mergeCell ref=\"B-1:B9\"/>"),
                          NULL, NULL));
    assert_int_equal(c->count, 4); /* line 4 holds nothing of its own */
    is_cell(c, 1, 1, 1, CELL_TEXT, "đơn vị");
    assert_true(c->rows[1].cells[1].joined && !c->rows[0].cells[1].joined && !c->rows[2].cells[1].joined);
    is_cell(c, 2, 1, 1, CELL_TEXT, "riêng");
    assert_int_equal(c->rows[0].count + c->rows[1].count + c->rows[2].count, 6); /* nothing was carried sideways */
    assert_int_equal(c->rows[3].count, 1);                                       /* … nor from an empty cell */
}

/* Texts under a name written otherwise are found; texts that are missing are not taken for empty cells. */
static void names_of_parts_do_not_heed_capitals_and_missing_texts_are_said(void **state)
{
    struct sheet_case *c = *state;
    size_t len = 0;
    struct xlsx_part parts[] = {
        {"_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>", 0},
        {"xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Một\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>", 0},
        {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"s\" Type=\"x/worksheet\" Target=\"sheet.xml\"/><Relationship Id=\"t\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>", 0},
        {"xl/sheet.xml", "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>", 0},
        {"xl/SharedStrings.xml", "<sst><si><t>An</t></si></sst>", 0},
    };
    const char *bytes = xlsx_zip(c->arena, parts, 5, true, &len);
    assert_true(read_bytes(c, bytes, len));
    is_cell(c, 0, 0, 0, CELL_TEXT, "An");
    bytes = xlsx_zip(c->arena, parts, 4, true, &len);
    refused(c, read_bytes(c, bytes, len), "workbook.no_part");
}

static void other_office_files_are_told_from_broken_ones(void **state)
{
    struct sheet_case *c = *state;
    size_t len = 0;
    struct xlsx_part parts[] = {
        {"_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>", 0},
        {"word/document.xml", "<w:document xmlns:w=\"w\"><w:body/></w:document>", 0},
    };
    const char *bytes = xlsx_zip(c->arena, parts, 2, true, &len);
    refused(c, read_bytes(c, bytes, len), "workbook.not_xlsx");
    parts[0].bytes = "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>";
    parts[1] = (struct xlsx_part){"xl/workbook.bin", "\x83\x01", 0};
    bytes = xlsx_zip(c->arena, parts, 2, true, &len);
    refused(c, read_bytes(c, bytes, len), "workbook.binary");
}

/* One sheet for each of the 34 departments, the list on the last. */
static void the_list_is_found_on_the_last_of_many_sheets(void **state)
{
    struct sheet_case *c = *state;
    struct roster roster;
    size_t len = 0;
    const char *sheets = "", *relations = "";
    for (int i = 1; i <= 34; i++) {
        sheets = arena_printf(c->arena, "%s<sheet name=\"Sở %d\" sheetId=\"%d\" r:id=\"s%d\"/>", sheets, i, i, i);
        relations = arena_printf(c->arena, "%s<Relationship Id=\"s%d\" Type=\"x/worksheet\" Target=\"%s.xml\"/>", relations, i, i == 34 ? "list" : "empty");
    }
    const struct xlsx_part parts[] = {
        {"_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"book.xml\"/></Relationships>", 0},
        {"book.xml", arena_printf(c->arena, "<workbook xmlns:r=\"r\"><sheets>%s</sheets></workbook>", sheets), 0},
        {"_rels/book.xml.rels", arena_printf(c->arena, "<Relationships>%s</Relationships>", relations), 0},
        {"empty.xml", "<worksheet><sheetData/></worksheet>", 0},
        {"list.xml", "<worksheet><sheetData>" HEAD "<row r=\"5\"><c/>" TEXT_CELL("H37") TEXT_CELL("An") TEXT_CELL("Văn thư") TEXT_CELL("an") "</row></sheetData></worksheet>", 0},
    };
    const char *bytes = xlsx_zip(c->arena, parts, 5, true, &len);
    op_clear(&c->op);
    assert_true(roster_read(&c->op, bytes, len, NULL, &roster));
    assert_string_equal(roster.sheet, "Sở 34");
    assert_int_equal(roster.sheet_count, 34);
    assert_string_equal(roster.rows[0].id, "an");
}

/* A server gives one request 64 MB, and memory that runs out ends the program: whatever a file of some KB unfolds to is refused before. */
static bool read_in_a_request(struct sheet_case *c, const struct xlsx_part *parts, size_t count)
{
    struct op request;
    struct roster roster;
    size_t len = 0;
    const char *bytes = xlsx_zip(c->arena, parts, count, true, &len);
    assert_true(len < ROSTER_FILE_MAX);
    struct arena *arena = arena_open((size_t)64 << 20);
    op_init(&request, arena, "request", LANG_VI);
    bool read = roster_read(&request, bytes, len, NULL, &roster);
    op_clear(&c->op);
    if (!read) {
        (void)fail_field(&c->op, request.error.code, arena_strdup(c->arena, request.error.field), arena_strdup(c->arena, request.error.key), NULL);
    }
    arena_close(arena);
    return read;
}

#define TOP_PART {"_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"book.xml\"/></Relationships>", 0}
static void a_small_file_never_takes_the_memory_of_a_request(void **state)
{
    struct sheet_case *c = *state;
    const char *sheets = "", *relations = "", *joined = "", *first = "";
    for (int i = 0; i < SPREADSHEET_SHEETS_MAX; i++) {
        sheets = arena_printf(c->arena, "%s<sheet name=\"S%d\" sheetId=\"%d\" r:id=\"s%d\"/>", sheets, i, i, i);
        relations = arena_printf(c->arena, "%s<Relationship Id=\"s%d\" Type=\"x/worksheet\" Target=\"one.xml\"/>", relations, i);
    }
    for (int i = 1; i < SPREADSHEET_COLUMNS_MAX; i++) {
        const char *at = spreadsheet_place(&c->op, i, 1);
        first = arena_printf(c->arena, "%s<c r=\"%s\"><v>1</v></c>", first, at);
        joined = arena_printf(c->arena, "%s<mergeCell ref=\"%s:%s\"/>", joined, at, spreadsheet_place(&c->op, i, SPREADSHEET_ROWS_MAX));
    }
    struct xlsx_part parts[] = {
        TOP_PART,
        {"book.xml", arena_printf(c->arena, "<workbook xmlns:r=\"r\"><sheets>%s</sheets></workbook>", sheets), 0},
        {"_rels/book.xml.rels", arena_printf(c->arena, "<Relationships><Relationship Id=\"t\" Type=\"x/sharedStrings\" Target=\"t.xml\"/>%s</Relationships>", relations), 0},
        {"one.xml", arena_printf(c->arena, "<worksheet><sheetData><row>%s</row>%s</sheetData><mergeCells>%s</mergeCells></worksheet>", first,
                                 repeated(c, "<row><c><v>1</v></c></row>", SPREADSHEET_ROWS_MAX - 1), joined), 0},
        {"t.xml", arena_printf(c->arena, "<sst><si><t>%s</t></si></sst>", repeated(c, "tên ", 400)), 0},
    };
    refused(c, read_in_a_request(c, parts, 5), "workbook.memory"); /* joined cells */
    parts[3].bytes = arena_printf(c->arena, "<worksheet><sheetData>%s</sheetData></worksheet>",
                                  repeated(c, arena_printf(c->arena, "<row>%s</row>", repeated(c, "<c t=\"s\"><v>0</v></c>", 60)), 20));
    refused(c, read_in_a_request(c, parts, 5), "roster.no_header"); /* long texts where a header may stand */
    parts[2].bytes = arena_printf(c->arena, "<Relationships><Relationship Id=\"%s\" Type=\"x/worksheet\" Target=\"%s\"/></Relationships>",
                                  repeated(c, "0123456789", 750000), repeated(c, "0123456789", 750000));
    refused(c, read_in_a_request(c, parts, 4), "workbook.inflated"); /* … that packs too well */
    parts[2].bytes = arena_printf(c->arena, "<Relationships>%s<Relationship Id=\"s\" Type=\"x/worksheet\" Target=\"%s\"/></Relationships>", relations,
                                  noise(c, (size_t)1900 << 10));
    parts[3].bytes = "<worksheet/>";
    refused(c, read_in_a_request(c, parts, 4), "roster.no_header"); /* a name that no program writes is passed over */
}

/* The unit stands once beside three people; a row that has nothing but what it is joined to is no row. */
static void what_is_written_once_beside_many_holds_for_each(void **state)
{
    struct sheet_case *c = *state;
    struct roster roster;
    assert_true(read_roster(c,
                            HEAD "<row r=\"5\"><c/>" TEXT_CELL("H37") TEXT_CELL("An") TEXT_CELL("Văn thư") TEXT_CELL("an") "</row>"
                                 "<row r=\"6\">" TEXT_AT("C6", "Bình") TEXT_AT("E6", "binh") "</row><row r=\"7\">" TEXT_AT("A7", "3") "</row>" JOINED(
                                     "<mergeCell ref=\"B5:B7\"/><mergeCell ref=\"D5:D7\"/>"),
                            NULL, &roster));
    assert_int_equal(roster.count, 2);
    assert_string_equal(roster.rows[1].org, "H37");
    assert_string_equal(roster.rows[1].role, "Văn thư");
    assert_string_equal(roster.rows[1].id, "binh");
}

static void a_header_is_found_below_titles_in_any_order(void **state)
{
    struct sheet_case *c = *state;
    struct roster roster;
    assert_true(read_roster(c,
                            "<row r=\"1\">" TEXT_CELL("DANH SÁCH CÁN BỘ") "</row><row r=\"2\">" TEXT_CELL("Vai trò: xem phụ lục") "</row>" HEAD
                            "<row r=\"5\">" TEXT_CELL("x") "</row>"
                            "<row r=\"7\"><c/>" TEXT_CELL("\xEF\xBB\xBFH37.T01\xC2\xA0") TEXT_CELL("  Nguye\xCC\x82\xCC\x83n  An ") TEXT_CELL("Văn thư") "<c r=\"E7\"><v>20001</v></c></row>",
                            NULL, &roster));
    assert_int_equal(roster.header, 4);
    assert_int_equal(roster.count, 1); /* row 5 has none of the four */
    assert_int_equal(roster.rows[0].line, 7);
    assert_string_equal(roster.rows[0].id, "20001");
    assert_string_equal(roster.rows[0].name, "Nguyễn An"); /* NFD in the file */
    assert_string_equal(roster.rows[0].org, "H37.T01");
    assert_int_equal(roster.columns[0], 4);
    assert_string_equal(roster.sheet, "Danh sách");
}

static void a_cell_that_is_no_text_is_said_so_by_its_column(void **state)
{
    struct sheet_case *c = *state;
    struct roster roster;
    assert_true(read_roster(c, HEAD "<row r=\"5\"><c/>" TEXT_CELL("H37") "<c r=\"C5\" t=\"e\"><v>#REF!</v></c><c r=\"D5\" t=\"b\"><v>0</v></c><c r=\"E5\" s=\"1\"><v>46346</v></c></row>",
                            NULL, &roster));
    assert_string_equal(roster.rows[0].odd[0], "roster.cell_date");
    assert_string_equal(roster.rows[0].odd[1], "roster.cell_error");
    assert_string_equal(roster.rows[0].odd[2], "roster.cell_truth");
    assert_null(roster.rows[0].odd[3]);
}

static void a_list_without_header_rows_or_sheet_is_refused(void **state)
{
    struct sheet_case *c = *state;
    struct roster roster;
    refused(c, read_roster(c, "<row>" TEXT_CELL("Họ và tên") TEXT_CELL("Vai trò") TEXT_CELL("Đơn vị") "</row>", NULL, &roster), "roster.no_header");
    assert_string_equal(c->op.error.args[0].value, "@roster.column.id");
    refused(c, read_roster(c, HEAD, NULL, &roster), "roster.empty");
    assert_false(read_roster(c, HEAD, "Trang khác", &roster));
    assert_string_equal(c->op.error.key, "roster.no_sheet");
    refused(c, read_roster(c, arena_printf(c->arena, HEAD "%s", repeated(c, "<row>" TEXT_CELL("x") TEXT_CELL("y") "</row>", 501)), NULL, &roster), "roster.too_many");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(texts_are_shared_inline_in_runs_and_results_of_formulas, open_case, close_case),
        cmocka_unit_test_setup_teardown(numbers_dates_truths_and_errors_say_what_they_are, open_case, close_case),
        cmocka_unit_test_setup_teardown(serial_days_are_counted_as_the_programs_count_them, open_case, close_case),
        cmocka_unit_test_setup_teardown(a_prefix_and_parts_named_otherwise_are_no_matter, open_case, close_case),
        cmocka_unit_test_setup_teardown(hidden_rows_and_columns_are_marked, open_case, close_case),
        cmocka_unit_test_setup_teardown(what_is_no_workbook_is_refused_with_what_to_do, open_case, close_case),
        cmocka_unit_test_setup_teardown(a_file_cut_short_is_refused_at_every_length, open_case, close_case),
        cmocka_unit_test_setup_teardown(bombs_are_refused_by_the_bound_they_break, open_case, close_case),
        cmocka_unit_test_setup_teardown(a_text_too_long_is_told_from_an_empty_one, open_case, close_case),
        cmocka_unit_test_setup_teardown(places_are_named_as_programs_name_them, open_case, close_case),
        cmocka_unit_test_setup_teardown(a_formula_without_a_result_is_said_so, open_case, close_case),
        cmocka_unit_test_setup_teardown(cells_joined_downwards_hold_the_value_of_the_first, open_case, close_case),
        cmocka_unit_test_setup_teardown(names_of_parts_do_not_heed_capitals_and_missing_texts_are_said, open_case, close_case),
        cmocka_unit_test_setup_teardown(other_office_files_are_told_from_broken_ones, open_case, close_case),
        cmocka_unit_test_setup_teardown(the_list_is_found_on_the_last_of_many_sheets, open_case, close_case),
        cmocka_unit_test_setup_teardown(a_small_file_never_takes_the_memory_of_a_request, open_case, close_case),
        cmocka_unit_test_setup_teardown(what_is_written_once_beside_many_holds_for_each, open_case, close_case),
        cmocka_unit_test_setup_teardown(a_header_is_found_below_titles_in_any_order, open_case, close_case),
        cmocka_unit_test_setup_teardown(a_cell_that_is_no_text_is_said_so_by_its_column, open_case, close_case),
        cmocka_unit_test_setup_teardown(a_list_without_header_rows_or_sheet_is_refused, open_case, close_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
