/* The workbook, by libxlsxwriter, which can only write to a file: a temporary one, read back and removed.
 *
 * Rows are written in order and leave memory at once (constant_memory). Texts go through write_string only, so nothing a
 * trainee typed can become a formula; numbers and times are written as such, so that a trainer can sum and sort. */
#include "people/results_text.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define HEAD_ROW 3 /* rows above: mark, class, time */

struct book {
    struct op *op; /* the scratch one */
    enum lang lang;
    const struct results *results;
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *mark, *head, *when, *wrap;
    lxw_row_t row;
    lxw_col_t col;
    lxw_error error; /* the first one */
};

struct heading {
    const char *code;
    double width; /* in letters */
};

static void note(struct book *b, lxw_error error)
{
    if (b->error == LXW_NO_ERROR)
        b->error = error;
}

static void put_text(struct book *b, const char *text, lxw_format *format)
{
    note(b, worksheet_write_string(b->sheet, b->row, b->col++, text, format));
}

static void put_int(struct book *b, int64_t value)
{
    note(b, worksheet_write_number(b->sheet, b->row, b->col++, (double)value, NULL));
}

static void put_instant(struct book *b, struct instant t)
{
    int64_t ms;
    lxw_datetime when = {0};

    if (instant_is_none(t)) {
        b->col++;
        return;
    }
    ms = instant_time_of_day(t);
    day_parts(instant_day(t), &when.year, &when.month, &when.day);
    when.hour = (int)(ms / MS_HOUR);
    when.min = (int)(ms / MS_MINUTE % 60);
    when.sec = (double)(ms / MS_SECOND % 60);
    note(b, worksheet_write_datetime(b->sheet, b->row, b->col++, &when, b->when));
}

static void next_row(struct book *b)
{
    b->row++;
    b->col = 0;
    arena_reset(b->op->arena);
}

/* How the sheet prints: lying A4, one page wide, the mark in the foot of every page. */
static void set_paper(struct book *b)
{
    worksheet_set_landscape(b->sheet);
    worksheet_set_paper(b->sheet, 9);
    worksheet_fit_to_pages(b->sheet, 1, 0);
    note(b, worksheet_repeat_rows(b->sheet, HEAD_ROW, HEAD_ROW));
    note(b, worksheet_set_footer(b->sheet, arena_printf(b->op->arena, "&L%s&R&P/&N", text_get(b->lang, "results.mark"))));
}

static void put_class(struct book *b)
{
    put_text(b, arena_printf(b->op->arena, "%s (%s)", results_cell(b->op, b->results->class_name),
                             results_cell(b->op, b->results->class_code)), NULL);
}

static void begin_sheet(struct book *b, const char *name, const struct heading *headings, size_t count)
{
    b->sheet = workbook_add_worksheet(b->workbook, text_get(b->lang, name));
    if (!b->sheet) {
        note(b, LXW_ERROR_PARAMETER_VALIDATION);
        return;
    }
    set_paper(b);
    for (size_t i = 0; i < count; i++)
        note(b, worksheet_set_column(b->sheet, (lxw_col_t)i, (lxw_col_t)i, headings[i].width, NULL));
    worksheet_freeze_panes(b->sheet, HEAD_ROW + 1, 1);
    b->row = 0;
    b->col = 0;
    put_text(b, text_get(b->lang, "results.mark"), b->mark);
    next_row(b);
    put_class(b);
    next_row(b);
    put_text(b, results_heading(b->op, b->lang, "made"), NULL);
    put_instant(b, b->results->made_at);
    next_row(b);
    for (size_t i = 0; i < count; i++)
        put_text(b, results_heading(b->op, b->lang, headings[i].code), b->head);
    next_row(b);
}

/* The arrows for filtering, once the number of rows is known. */
static void end_sheet(struct book *b, size_t count)
{
    if (b->row > HEAD_ROW + 1)
        note(b, worksheet_autofilter(b->sheet, HEAD_ROW, 0, b->row - 1, (lxw_col_t)(count - 1)));
}

static void put_result(struct book *b, const struct results_row *row)
{
    int64_t minutes = results_minutes(row);

    put_text(b, results_cell(b->op, row->person), NULL);
    put_text(b, results_cell(b->op, row->exercise), b->wrap);
    put_text(b, results_state(b->op, b->lang, row->state), NULL);
    put_int(b, row->earned);
    put_int(b, row->points);
    put_text(b, results_yes_no(b->lang, row->passed), NULL);
    put_int(b, (int64_t)row->mistake_count);
    put_int(b, results_critical(row));
    put_int(b, row->hints);
    put_int(b, row->rewinds);
    put_instant(b, row->started_at);
    put_instant(b, row->finished_at);
    if (minutes >= 0)
        put_int(b, minutes);
    next_row(b);
}

static void put_results(struct book *b)
{
    static const double widths[RESULTS_COLUMN_COUNT] = {30, 44, 16, 8, 8, 9, 8, 14, 8, 10, 18, 18, 8};
    struct heading headings[RESULTS_COLUMN_COUNT] = {
#define X(column, code) [column] = {code, 0},
        RESULTS_COLUMNS(X)
#undef X
    };

    for (int i = 0; i < RESULTS_COLUMN_COUNT; i++)
        headings[i].width = widths[i];
    begin_sheet(b, "results.sheet.results", headings, RESULTS_COLUMN_COUNT);
    for (size_t i = 0; b->sheet && i < b->results->row_count; i++)
        put_result(b, &b->results->rows[i]);
    end_sheet(b, RESULTS_COLUMN_COUNT);
}

static void put_steps(struct book *b)
{
    static const struct heading headings[] = {{"person", 30}, {"exercise", 40}, {"order", 8},  {"step", 50},
                                              {"verdict", 20}, {"score", 8},    {"points", 8}};

    begin_sheet(b, "results.sheet.steps", headings, 7);
    for (size_t i = 0; b->sheet && i < b->results->row_count; i++) {
        const struct results_row *row = &b->results->rows[i];

        for (size_t k = 0; k < row->step_count; k++) {
            put_text(b, results_cell(b->op, row->person), NULL);
            put_text(b, results_cell(b->op, row->exercise), b->wrap);
            put_int(b, (int64_t)k + 1);
            put_text(b, results_cell(b->op, row->steps[k].title), b->wrap);
            put_text(b, results_verdict(b->op, b->lang, row->steps[k].verdict), NULL);
            put_int(b, row->steps[k].earned);
            put_int(b, row->steps[k].points);
            next_row(b);
        }
    }
    end_sheet(b, 7);
}

static void put_mistakes(struct book *b)
{
    static const struct heading headings[] = {{"person", 30}, {"exercise", 40}, {"mistake", 60}, {"critical_one", 16}, {"at", 18}};

    begin_sheet(b, "results.sheet.mistakes", headings, 5);
    for (size_t i = 0; b->sheet && i < b->results->row_count; i++) {
        const struct results_row *row = &b->results->rows[i];

        for (size_t k = 0; k < row->mistake_count; k++) {
            put_text(b, results_cell(b->op, row->person), NULL);
            put_text(b, results_cell(b->op, row->exercise), b->wrap);
            put_text(b, results_cell(b->op, row->mistakes[k].title), b->wrap);
            put_text(b, results_yes_no(b->lang, row->mistakes[k].critical), NULL);
            put_instant(b, row->mistakes[k].at);
            next_row(b);
        }
    }
    end_sheet(b, 5);
}

static void set_formats(struct book *b)
{
    lxw_doc_properties properties = {.title = arena_strdup(b->op->arena, text_get(b->lang, "results.sheet.results")),
                                     .comments = arena_strdup(b->op->arena, text_get(b->lang, "results.mark")),
                                     .created = (time_t)(b->results->made_at.ms / MS_SECOND)};

    note(b, workbook_set_properties(b->workbook, &properties));
    b->mark = workbook_add_format(b->workbook);
    format_set_bold(b->mark);
    format_set_font_color(b->mark, 0xC00000);
    b->head = workbook_add_format(b->workbook);
    format_set_bold(b->head);
    format_set_text_wrap(b->head);
    format_set_align(b->head, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bg_color(b->head, 0xE7EEF7);
    format_set_border(b->head, LXW_BORDER_THIN);
    b->when = workbook_add_format(b->workbook);
    format_set_num_format(b->when, "dd/mm/yyyy hh:mm");
    format_set_align(b->when, LXW_ALIGN_LEFT);
    b->wrap = workbook_add_format(b->workbook);
    format_set_text_wrap(b->wrap);
}

static bool write_book(struct op *op, const struct results *results, enum lang lang, const char *path)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    struct op scratch;
    struct book b = {.op = &scratch, .lang = lang, .results = results};

    b.workbook = workbook_new_opt(path, &options);
    if (!b.workbook)
        return fail_broken(op, "xlsxwriter: no workbook");
    scratch = results_scratch(op);
    set_formats(&b);
    put_results(&b);
    put_steps(&b);
    put_mistakes(&b);
    note(&b, workbook_close(b.workbook));
    arena_close(scratch.arena);
    return b.error == LXW_NO_ERROR || fail_broken(op, "xlsxwriter: %s", lxw_strerror(b.error));
}

static bool read_back(struct op *op, int fd, const void **bytes, size_t *len)
{
    off_t size = lseek(fd, 0, SEEK_END);
    char *out;

    if (size <= 0)
        return fail_broken(op, "xlsxwriter wrote nothing");
    if ((size_t)size > RESULTS_BYTES_MAX)
        return results_too_many(op);
    out = arena_alloc(op->arena, (size_t)size);
    *len = 0;
    while (*len < (size_t)size) {
        ssize_t n = pread(fd, out + *len, (size_t)size - *len, (off_t)*len);

        if (n <= 0)
            return fail_broken(op, "temporary file cannot be read back");
        *len += (size_t)n;
    }
    *bytes = out;
    return true;
}

bool results_xlsx(struct op *op, const struct results *results, enum lang lang, const void **bytes, size_t *len)
{
    const char *folder = getenv("TMPDIR");
    char *path = arena_printf(op->arena, "%s/thao-results-XXXXXX", folder && *folder ? folder : "/tmp");
    bool good;
    int fd;

    if (!results_fit(op, results))
        return false;
    fd = mkstemp(path);
    if (fd < 0)
        return fail_broken(op, "no temporary file %s", path);
    good = write_book(op, results, lang, path) && read_back(op, fd, bytes, len);
    (void)close(fd);
    (void)unlink(path);
    return good;
}
