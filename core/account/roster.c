/* Both kinds of files become rows of cells; from there on they are one. Nothing is trusted, everything is bounded. */
#include "account/roster.h"

#include "base/viet.h"
#include "sheet/spreadsheet.h"

#include <string.h>

#define COLUMNS_MAX 40
#define CELL_MAX 400 /* bytes of a CSV cell */
#define NAME_MAX_BYTES 200 /* of a column's name with all its blanks; what is longer is none, and not worth folding */
#define LINES_MAX (ROSTER_ROWS_MAX + ROSTER_HEADER_ROWS)

/* ---- texts ---- */

/* Signs that nobody sees: U+00AD, U+200B..U+200F, U+2060, U+FEFF. Answers their bytes, 0 = none of them. */
static size_t invisible(const unsigned char *at)
{
    if (at[0] == 0xC2 && at[1] == 0xAD) {
        return 2;
    }
    bool is = (at[0] == 0xE2 && at[1] == 0x80 && at[2] >= 0x8B && at[2] <= 0x8F) || (at[0] == 0xE2 && at[1] == 0x81 && at[2] == 0xA0) ||
              (at[0] == 0xEF && at[1] == 0xBB && at[2] == 0xBF);
    return is ? 3 : 0;
}

/* Blanks of all kinds: controls, U+00A0, U+2000..U+200A, U+202F, U+3000. */
static size_t blank(const unsigned char *at)
{
    if (*at <= 0x20 || *at == 0x7F) {
        return 1;
    }
    if (at[0] == 0xC2 && at[1] == 0xA0) {
        return 2;
    }
    bool is = (at[0] == 0xE2 && at[1] == 0x80 && (at[2] <= 0x8A || at[2] == 0xAF)) || (at[0] == 0xE3 && at[1] == 0x80 && at[2] == 0x80);
    return is ? 3 : 0;
}

/* NFC, without what nobody sees, blanks squeezed and trimmed; NULL if nothing is left or it is not UTF-8. */
static const char *tidy(struct op *op, const char *text)
{
    const char *nfc = viet_nfc(op->arena, text, strlen(text));
    if (nfc == NULL) {
        return NULL;
    }
    char *out = arena_strdup(op->arena, nfc), *end = out;
    bool gap = false;
    for (const unsigned char *at = (const unsigned char *)nfc; *at != '\0';) {
        size_t hidden = invisible(at), space = hidden > 0 ? 0 : blank(at);
        gap = gap || space > 0;
        if (hidden + space == 0) {
            if (gap && end > out) {
                *end++ = ' ';
            }
            gap = false;
            *end++ = (char)*at;
        }
        at += hidden + space == 0 ? 1 : hidden + space;
    }
    *end = '\0';
    return end == out ? NULL : out;
}

/* ---- CSV ---- */

struct table {
    struct op *op;
    const char *at, *end;
    char separator;
    int64_t line;
};

/* The next cell in the arena; *last: it ended its row (or the table). */
static bool next_cell(struct table *t, const char **out, bool *last)
{
    struct strbuf b;
    bool quoted = t->at < t->end && *t->at == '"';
    strbuf_init(&b, t->op->arena, CELL_MAX);
    t->at += quoted;
    while (t->at < t->end) {
        char c = *t->at;
        if (quoted && c == '"') {
            if (t->at + 1 < t->end && t->at[1] == '"') {
                t->at++;
            } else {
                t->at++;
                quoted = false;
                continue;
            }
        } else if (!quoted && (c == t->separator || c == '\n' || c == '\r')) {
            break;
        }
        t->line += c == '\n';
        strbuf_putc(&b, c);
        t->at++;
    }
    if (quoted || b.overflow) {
        return fail_field(t->op, E_INPUT, "file", "roster.quote", "line", arena_int(t->op->arena, t->line), NULL);
    }
    *last = t->at == t->end || *t->at != t->separator;
    if (t->at < t->end && *t->at == '\r') { /* alone it ends a line as well: some programs write no other */
        t->at++;
        t->line += t->at == t->end || *t->at != '\n';
    }
    if (t->at < t->end && (*t->at == '\n' || !*last)) {
        t->line += *t->at == '\n';
        t->at++;
    }
    *out = b.data;
    return true;
}

static bool next_row(struct table *t, struct spreadsheet_row *row)
{
    struct spreadsheet_cell *cells = arena_array(t->op->arena, COLUMNS_MAX, sizeof *cells);
    int column = 0;
    *row = (struct spreadsheet_row){t->line, cells, 0, false};
    for (bool last = false; !last; column++) {
        const char *text = NULL;
        if (!next_cell(t, &text, &last)) {
            return false;
        }
        if (text[0] != '\0' && column < COLUMNS_MAX) {
            cells[row->count++] = (struct spreadsheet_cell){column, CELL_TEXT, text, false, false};
        }
    }
    return true;
}

/* Whichever stands most often in the lines where a header may stand. */
static char separator_of(const char *bytes, size_t len)
{
    static const char signs[] = {',', ';', '\t'};
    size_t best = 0, most = 0;
    for (size_t s = 0; s < sizeof signs; s++) {
        size_t n = 0, lines = 0;
        for (size_t i = 0; i < len && lines < ROSTER_HEADER_ROWS; i++) {
            n += bytes[i] == signs[s];
            lines += bytes[i] == '\n';
        }
        if (n > most) {
            most = n;
            best = s;
        }
    }
    return signs[best];
}

static bool has_replacement(const char *bytes, size_t len)
{
    for (size_t i = 0; i + 3 <= len; i++) {
        if (memcmp(bytes + i, "\xEF\xBF\xBD", 3) == 0) {
            return true;
        }
    }
    return false;
}

static bool too_many(struct op *op)
{
    return fail_field(op, E_LIMIT, "file", "roster.too_many", NULL);
}

static bool csv_rows(struct op *op, const char *bytes, size_t len, const struct spreadsheet_row **out, size_t *count)
{
    if (len > ROSTER_BYTES_MAX) {
        return fail_field(op, E_LIMIT, "file", "roster.too_big", NULL);
    }
    /* whoever took another encoding for UTF-8 left U+FFFD behind */
    if (!viet_is_valid(bytes, len) || has_replacement(bytes, len)) {
        return fail_field(op, E_INPUT, "file", "roster.not_utf8", NULL);
    }
    if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        len -= 3;
    }
    struct table t = {op, bytes, bytes + len, separator_of(bytes, len), 1};
    struct spreadsheet_row *rows = arena_array(op->arena, LINES_MAX, sizeof *rows);
    *out = rows;
    for (*count = 0; t.at < t.end;) {
        if (*count == LINES_MAX) {
            return too_many(op);
        }
        if (!next_row(&t, &rows[*count])) {
            return false;
        }
        *count += rows[*count].count > 0;
    }
    return true;
}

/* ---- rows of cells ---- */

/* Folded names of a column, in either language. */
static const char *const names[ACCOUNT_COLUMNS][9] = {
    {"id", "account", "account id", "user name", "username", "ma tai khoan", "tai khoan", "ten dang nhap", "ten tai khoan"},
    {"name", "full name", "ho ten", "ho va ten", "ten", "ho ten can bo", "ho va ten can bo", "can bo", "nguoi dung"},
    {"role", "role code", "vai tro", "ma vai tro", "chuc danh", "ten vai tro", "vai tro xu ly", "quyen", "nhom quyen"},
    {"org", "organisation", "organization", "unit", "don vi", "ma don vi", "ma co quan", "co quan", "phong ban"},
};

static bool is_name(struct op *op, const char *text, int field)
{
    const char *clean = strlen(text) > NAME_MAX_BYTES ? NULL : tidy(op, text), *folded = clean == NULL ? "" : viet_fold(op->arena, clean);
    for (size_t k = 0; k < sizeof names[0] / sizeof names[0][0]; k++) {
        if (strcmp(folded, names[field][k]) == 0) {
            return true;
        }
    }
    return false;
}

/* Where the four stand in the row, -1 = nowhere; how many do. */
static int match_header(struct op *op, const struct spreadsheet_row *row, int where[ACCOUNT_COLUMNS])
{
    int found = 0;
    for (int field = 0; field < ACCOUNT_COLUMNS; field++) {
        where[field] = -1;
        for (size_t i = 0; i < row->count && where[field] < 0; i++) {
            where[field] = row->cells[i].kind == CELL_TEXT && is_name(op, row->cells[i].text, field) ? row->cells[i].column : -1;
        }
        found += where[field] >= 0;
    }
    return found;
}

static void mark_hidden(const struct spreadsheet_row *header, struct roster *out)
{
    for (int field = 0; field < ACCOUNT_COLUMNS; field++) {
        for (size_t i = 0; i < header->count; i++) {
            out->hidden_columns[field] = out->hidden_columns[field] || (header->cells[i].column == out->columns[field] && header->cells[i].hidden);
        }
    }
}

/* The row that has all four; *best, *missing: how many the nearest had, and the first it lacks. */
static bool find_header(struct op *op, const struct spreadsheet_row *rows, size_t count, struct roster *out, size_t *at, int *best, int *missing)
{
    for (size_t i = 0; i < count && i < ROSTER_HEADER_ROWS; i++) {
        int where[ACCOUNT_COLUMNS];
        int found = match_header(op, &rows[i], where);
        if (found > *best) {
            *best = found;
            for (*missing = 0; *missing < ACCOUNT_COLUMNS - 1 && where[*missing] >= 0;) {
                ++*missing;
            }
        }
        if (found == ACCOUNT_COLUMNS) {
            memcpy(out->columns, where, sizeof where);
            mark_hidden(&rows[i], out);
            out->header = rows[i].line;
            *at = i;
            return true;
        }
    }
    return false;
}

/* What is wrong with a cell as such, where a text is wanted. */
static const char *oddity(const struct spreadsheet_cell *cell)
{
    switch (cell->kind) {
    case CELL_TEXT:
        return NULL;
    case CELL_NUMBER: /* a code of digits is well kept as a number */
        return strspn(cell->text, "0123456789") == strlen(cell->text) ? NULL : "roster.cell_number";
    case CELL_DATE:
        return "roster.cell_date";
    case CELL_TRUTH:
        return "roster.cell_truth";
    case CELL_ERROR:
        return "roster.cell_error";
    case CELL_LONG:
        return "roster.cell_long";
    case CELL_FORMULA:
        return "roster.cell_formula";
    }
    must(false);
    return NULL;
}

static const struct spreadsheet_cell *cell_in(const struct spreadsheet_row *row, int column)
{
    for (size_t i = 0; i < row->count; i++) {
        if (row->cells[i].column == column) {
            return &row->cells[i];
        }
    }
    return NULL;
}

/* False: none of the four is there; what a row only has of a cell above, joined to its own, makes no row. */
static bool take_row(struct op *op, const struct spreadsheet_row *from, const struct roster *roster, struct account_row *out)
{
    const char **texts[ACCOUNT_COLUMNS] = {&out->id, &out->name, &out->role, &out->org};
    bool any = false;
    *out = (struct account_row){.line = from->line, .hidden = from->hidden};
    for (int field = 0; field < ACCOUNT_COLUMNS; field++) {
        const struct spreadsheet_cell *cell = cell_in(from, roster->columns[field]);
        if (cell != NULL) {
            *texts[field] = tidy(op, cell->text);
            out->odd[field] = oddity(cell);
            any = any || (!cell->joined && (*texts[field] != NULL || out->odd[field] != NULL));
        }
    }
    return any;
}

static bool take_rows(struct op *op, const struct spreadsheet_row *rows, size_t count, size_t header, struct roster *out)
{
    out->rows = arena_array(op->arena, ROSTER_ROWS_MAX, sizeof *out->rows);
    for (size_t i = header + 1; i < count; i++) {
        struct account_row row;
        if (!take_row(op, &rows[i], out, &row)) {
            continue;
        }
        if (out->count == ROSTER_ROWS_MAX) {
            return too_many(op);
        }
        out->rows[out->count++] = row;
        out->hidden_count += row.hidden;
    }
    return out->count > 0 || fail_field(op, E_INPUT, "file", "roster.empty", NULL);
}

static bool no_header(struct op *op, int missing)
{
    return fail_field(op, E_INPUT, "file", "roster.no_header", "column",
                      arena_printf(op->arena, "@roster.column.%s", account_columns[missing]), NULL);
}

/* ---- workbooks ---- */

static void name_sheets(struct op *op, const struct spreadsheet *w, struct roster *out)
{
    const char **list = arena_array(op->arena, spreadsheet_sheet_count(w), sizeof *list);
    for (size_t i = 0; i < spreadsheet_sheet_count(w); i++) {
        if (!spreadsheet_sheet_at(w, i)->hidden) {
            list[out->sheet_count++] = spreadsheet_sheet_at(w, i)->name;
        }
    }
    out->sheets = list;
}

static bool read_sheets(struct op *op, struct spreadsheet *w, const char *sheet, struct roster *out)
{
    int best = -1, missing = 0;
    bool asked = false;
    name_sheets(op, w, out);
    for (size_t i = 0; i < spreadsheet_sheet_count(w); i++) {
        const struct spreadsheet_sheet *one = spreadsheet_sheet_at(w, i);
        const struct spreadsheet_row *rows = NULL;
        size_t count = 0, header = 0;
        if (one->hidden || (sheet != NULL && strcmp(sheet, one->name) != 0)) {
            continue;
        }
        asked = true;
        if (!spreadsheet_rows(op, w, i, &rows, &count)) {
            return false;
        }
        if (find_header(op, rows, count, out, &header, &best, &missing)) {
            out->sheet = one->name;
            return take_rows(op, rows, count, header, out);
        }
    }
    return asked ? no_header(op, missing) : fail_field(op, E_INPUT, "sheet", "roster.no_sheet", "sheet", sheet == NULL ? "" : sheet, NULL);
}

bool roster_read(struct op *op, const char *bytes, size_t len, const char *sheet, struct roster *out)
{
    *out = (struct roster){.format = "csv"};
    if (spreadsheet_is(bytes, len)) {
        struct spreadsheet *w = spreadsheet_open(op, bytes, len);
        out->format = "xlsx";
        bool ok = w != NULL && read_sheets(op, w, sheet, out);
        spreadsheet_close(w);
        return ok;
    }
    const struct spreadsheet_row *rows = NULL;
    size_t count = 0, header = 0;
    int best = -1, missing = 0;
    if (!csv_rows(op, bytes, len, &rows, &count)) {
        return false;
    }
    return find_header(op, rows, count, out, &header, &best, &missing) ? take_rows(op, rows, count, header, out) : no_header(op, missing);
}
