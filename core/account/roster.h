/* roster: a table of accounts as people keep it, a workbook (.xlsx) or a CSV text, read as rows. What is wrong with a row itself is
 * found by account_check (manage.h).
 *
 * 1. What the file is follows from its bytes, not its name. A header names the four columns in either language, in any order, among
 *    the first ROSTER_HEADER_ROWS rows that hold something: titles may stand above it. A workbook is read from the sheet asked for,
 *    else from the first visible one that has such a header.
 * 2. Every text is NFC, without byte order marks and invisible signs, blanks squeezed. A row without any of the four is passed over.
 * 3. A cell that is no text (a date, an error, a broken number) is kept with what is wrong with it, so that its row says so.
 * 4. Bounds: ROSTER_ROWS_MAX rows, ROSTER_BYTES_MAX of CSV, those of sheet/spreadsheet.h. Never reads past `len`. */
#ifndef ACCOUNT_ROSTER_H
#define ACCOUNT_ROSTER_H

#include "account/manage.h"

#define ROSTER_BYTES_MAX ((size_t)256 * 1024) /* of a CSV text */
#define ROSTER_FILE_MAX ((size_t)2 << 20)     /* of either */
#define ROSTER_HEADER_ROWS 20

struct roster {
    const char *format; /* "csv" | "xlsx" */
    const char *sheet;  /* the one read; NULL: CSV */
    const char *const *sheets; /* the visible ones, by name */
    size_t sheet_count;
    int64_t header; /* line of the header */
    int columns[ACCOUNT_COLUMNS]; /* where id, name, role, org stand; 0 = A */
    bool hidden_columns[ACCOUNT_COLUMNS]; /* which of them nobody sees in the workbook */
    struct account_row *rows; /* lines rise */
    size_t count; /* 1..ROSTER_ROWS_MAX */
    size_t hidden_count; /* of rows that are hidden in the workbook, by hand or by a filter: they are read, and marked */
};

/* CSV: RFC 4180; comma, semicolon or tab; UTF-8 with or without mark. `sheet` NULL: the first that fits. E_INPUT "roster.not_utf8",
 * "roster.no_header", "roster.quote", "roster.empty", "roster.no_sheet", "workbook.…"; E_LIMIT "roster.too_big", "roster.too_many",
 * "workbook.…". */
MUST_USE bool roster_read(struct op *op, const char *bytes, size_t len, const char *sheet, struct roster *out);

/* An empty workbook to fill in: a sheet with the header, one with the roles that this administrator gives and the units it keeps,
 * one that explains. In the operation's language; marked as a training copy. Bytes in the arena. */
MUST_USE bool roster_template(struct op *op, struct db *db, const struct actor *actor, const void **bytes, size_t *len);

#endif
