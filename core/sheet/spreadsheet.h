/* spreadsheet: a workbook (.xlsx, ISO/IEC 29500-1 SpreadsheetML) as people's programs write it, read as rows of texts.
 *
 * Shared and inline strings, runs of rich text (phonetic hints left out), results of formulas, numbers, dates by their number format,
 * truth values and errors. What a cell holds is told with its kind, so that the caller can say why a date stands where a text
 * should. Cells joined downwards hold the value of the first (merges.h). Empty cells and rows are left out; what is
 * hidden is read and marked.
 *
 * Reads both namespaces (transitional and strict) and any prefix. Limits: those of package.h, and the ones below. */
#ifndef SHEET_SPREADSHEET_H
#define SHEET_SPREADSHEET_H

#include "base/op.h"

#define SPREADSHEET_BYTES_MAX ((size_t)2 << 20) /* of the file */
#define SPREADSHEET_SHEETS_MAX 100                    /* further ones are not looked at */
#define SPREADSHEET_NAME_MAX 400                      /* bytes of a sheet's name (programs: 31 signs); one named longer is not looked at */
#define SPREADSHEET_STRINGS_MAX 100000                /* shared strings */
#define SPREADSHEET_TEXT_MAX ((size_t)4 << 20)        /* bytes of all shared strings, and of all cells of a sheet */
#define SPREADSHEET_CELLS_MAX 200000                  /* of a sheet, empty ones counted */
#define SPREADSHEET_ROWS_MAX 5000                     /* of a sheet that hold something */
#define SPREADSHEET_COLUMNS_MAX 60                    /* what stands further right is not looked at */
#define SPREADSHEET_CELL_MAX 2000                     /* bytes of a text; a longer one is CELL_LONG */

enum cell_kind {
    CELL_TEXT,
    CELL_NUMBER, /* text: as few digits as say it exactly, whole ones without a point */
    CELL_DATE,   /* text: 2026-11-20, or 2026-11-20 09:20 */
    CELL_TRUTH,  /* text: TRUE or FALSE */
    CELL_ERROR,  /* text: #N/A */
    CELL_LONG,   /* text: its beginning */
    CELL_FORMULA /* no text: a formula that the program which wrote the file did not reckon */
};
struct spreadsheet_cell {
    int column; /* 0 = A */
    enum cell_kind kind;
    const char *text; /* as it stands in the file: not trimmed, not normalised */
    bool hidden;      /* its column is */
    bool joined;      /* its value is that of a cell above, to which it is joined */
};
struct spreadsheet_row {
    int64_t line; /* 1 = the first; rises from row to row */
    const struct spreadsheet_cell *cells;
    size_t count; /* at least 1 */
    bool hidden;  /* by hand or by a filter: nobody sees it in the program that made the file */
};
struct spreadsheet_sheet {
    const char *name;
    bool hidden;
};
struct spreadsheet;

/* Is it a workbook by its first bytes (or an office file of another kind, which spreadsheet_open refuses with what to do)? */
bool spreadsheet_is(const void *bytes, size_t len);
/* `bytes` must live until spreadsheet_close. NULL: E_INPUT "workbook.not_xlsx", "workbook.old" (.xls, or locked with a password),
 * "workbook.binary" (.xlsb), "workbook.broken" …, E_LIMIT "workbook.too_big" …; all name the field `file`. */
MUST_USE struct spreadsheet *spreadsheet_open(struct op *op, const void *bytes, size_t len);
void spreadsheet_close(struct spreadsheet *w); /* NULL allowed; after a failure too */

size_t spreadsheet_sheet_count(const struct spreadsheet *w);
const struct spreadsheet_sheet *spreadsheet_sheet_at(const struct spreadsheet *w, size_t index);
/* All rows of a sheet that hold something. E_LIMIT "workbook.rows", "workbook.cells", "workbook.text", and as above;
 * "workbook.memory" counts the sheets read before. */
MUST_USE bool spreadsheet_rows(struct op *op, struct spreadsheet *w, size_t sheet, const struct spreadsheet_row **rows, size_t *count);

/* Of a place ("B7") the column, 0 = A; -1 = none. */
int spreadsheet_column(const char *place);
/* "B7": where a cell is, in the arena. */
const char *spreadsheet_place(struct op *op, int column, int64_t line);

#endif
