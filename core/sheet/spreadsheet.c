/* Five parts are read, each by a small machine that knows where in its tree it stands: the package's relations (which part is the
 * workbook), the workbook (its sheets), the workbook's relations (which part is which sheet), the number formats, the shared
 * strings. A sheet is read when it is asked for. */
#include "sheet/spreadsheet.h"

#include "base/strbuf.h"
#include "sheet/merges.h"
#include "sheet/number.h"
#include "sheet/package.h"
#include "sheet/relations.h"

#include <stdlib.h>
#include <string.h>

#define STYLES_MAX 5000
#define FORMATS_MAX 2000
#define LINE_MAX 1048576

struct shared {
    const char *text;
    bool longer; /* than SPREADSHEET_CELL_MAX */
};
struct spreadsheet {
    struct package *package;
    struct spreadsheet_sheet sheets[SPREADSHEET_SHEETS_MAX];
    const char *ids[SPREADSHEET_SHEETS_MAX]; /* of their relations */
    size_t sheet_count;
    bool is_book, since_1904;
    struct relations *relations;
    struct shared *strings;
    size_t string_count, string_room;
    int64_t formats[FORMATS_MAX]; /* custom formats that show dates */
    size_t format_count;
    bool dates[STYLES_MAX]; /* by index of a cell's style */
    size_t style_count;
};

bool spreadsheet_is(const void *bytes, size_t len)
{
    return package_is(bytes, len) || package_is_compound(bytes, len);
}

size_t spreadsheet_sheet_count(const struct spreadsheet *w)
{
    return w->sheet_count;
}

const struct spreadsheet_sheet *spreadsheet_sheet_at(const struct spreadsheet *w, size_t index)
{
    must(index < w->sheet_count);
    return &w->sheets[index];
}

const char *spreadsheet_place(struct op *op, int column, int64_t line)
{
    char letters[8], *at = letters + sizeof letters - 1;
    *at = '\0';
    for (int n = column + 1; n > 0; n = (n - 1) / 26) {
        *--at = (char)('A' + (n - 1) % 26);
    }
    return arena_printf(op->arena, "%s%lld", at, (long long)line);
}

int spreadsheet_column(const char *place)
{
    int n = 0;
    for (; *place >= 'A' && *place <= 'Z' && n < 20000; place++) {
        n = n * 26 + (*place - 'A' + 1);
    }
    return n - 1;
}

static bool too_big(struct op *op, const char *key, int64_t max)
{
    return fail_field(op, E_LIMIT, "file", key, "max", arena_int(op->arena, max), NULL);
}

static bool is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

static bool is_true(const char *value)
{
    return value != NULL && (is(value, "1") || is(value, "true"));
}

/* ---- the workbook ---- */

static bool open_book(struct op *op, void *self, const char *name, const char *const *attributes)
{
    struct spreadsheet *w = self;
    w->is_book = w->is_book || is(name, "workbook");
    if (is(name, "workbookPr")) {
        const char *since = package_attribute(attributes, "date1904");
        w->since_1904 = is_true(since);
    } else if (is(name, "sheet") && w->sheet_count < SPREADSHEET_SHEETS_MAX) {
        const char *title = package_attribute(attributes, "name"), *id = package_attribute(attributes, "id"),
                   *state = package_attribute(attributes, "state");
        if (title != NULL && strlen(title) <= SPREADSHEET_NAME_MAX && id != NULL && relations_sheet(w->relations, id) != NULL) { /* a chart on a page of its own is no sheet */
            w->ids[w->sheet_count] = arena_strdup(op->arena, id);
            w->sheets[w->sheet_count++] = (struct spreadsheet_sheet){arena_strdup(op->arena, title), state != NULL && !is(state, "visible")};
        }
    }
    return true;
}

static bool read_book(struct op *op, struct spreadsheet *w, const char *part)
{
    struct package_reader reader = {open_book, NULL, NULL, w};
    size_t len = strlen(part);
    if (len > 4 && is(part + len - 4, ".bin")) {
        return fail_field(op, E_INPUT, "file", "workbook.binary", NULL);
    }
    w->relations = relations_read(op, w->package, part);
    return w->relations != NULL && package_read(op, w->package, part, &reader) &&
           (w->is_book || fail_field(op, E_INPUT, "file", "workbook.not_xlsx", NULL)) &&
           (w->sheet_count > 0 || fail_field(op, E_INPUT, "file", "workbook.no_sheets", NULL));
}

/* ---- number formats ---- */

struct styles {
    struct spreadsheet *w;
    bool in_cells; /* inside cellXfs: what cells name; other lists of formats look the same */
};

static bool is_date_format(const struct spreadsheet *w, int64_t id)
{
    bool is_custom = false;
    for (size_t i = 0; i < w->format_count; i++) {
        is_custom = is_custom || w->formats[i] == id;
    }
    return is_custom || number_format_is_date(id);
}

static bool open_style(struct op *op, void *self, const char *name, const char *const *attributes)
{
    struct styles *s = self;
    const char *id = package_attribute(attributes, "numFmtId"), *code = package_attribute(attributes, "formatCode");
    (void)op;
    if (is(name, "cellXfs")) {
        s->in_cells = true;
    } else if (is(name, "numFmt") && id != NULL && code != NULL && s->w->format_count < FORMATS_MAX && number_code_is_date(code)) {
        s->w->formats[s->w->format_count++] = strtoll(id, NULL, 10);
    } else if (is(name, "xf") && s->in_cells && s->w->style_count < STYLES_MAX) {
        s->w->dates[s->w->style_count++] = id != NULL && is_date_format(s->w, strtoll(id, NULL, 10));
    }
    return true;
}

static bool close_style(struct op *op, void *self, const char *name)
{
    struct styles *s = self;
    (void)op;
    s->in_cells = s->in_cells && !is(name, "cellXfs");
    return true;
}

static bool read_styles(struct op *op, struct spreadsheet *w)
{
    const char *part = relations_of_kind(w->relations, "styles");
    struct styles s = {.w = w};
    struct package_reader reader = {open_style, close_style, NULL, &s};
    return part == NULL || !package_has(w->package, part) || package_read(op, w->package, part, &reader);
}

/* ---- texts: shared ones, and those inside a cell ---- */

/* The words between t and /t, of all runs; a phonetic hint (rPh) is no part of the text. */
struct words {
    struct strbuf text;
    int phonetic;
    bool open;
};

static void begin_words(struct op *op, struct words *x)
{
    *x = (struct words){.phonetic = 0};
    strbuf_init(&x->text, op->arena, SPREADSHEET_CELL_MAX);
}

static void empty(struct strbuf *text)
{
    text->len = 0;
    text->overflow = false;
    text->data[0] = '\0';
}

static void words_open(struct words *x, const char *name)
{
    x->phonetic += is(name, "rPh");
    x->open = is(name, "t") && x->phonetic == 0;
}

static void words_close(struct words *x, const char *name)
{
    x->phonetic -= is(name, "rPh") && x->phonetic > 0;
    x->open = false;
}

static void words_add(struct words *x, const char *bytes, size_t len)
{
    if (x->open && !x->text.overflow) {
        strbuf_add(&x->text, bytes, len);
    }
}

/* What has been read, with _x000D_ as the sign it stands for. */
static const char *unescape(struct op *op, const char *from)
{
    char *out = arena_strdup(op->arena, from), *end = out;
    for (const char *at = from; *at != '\0';) {
        bool escape = at[0] == '_' && at[1] == 'x' && strspn(at + 2, "0123456789abcdefABCDEF") == 4 && at[6] == '_';
        long sign = escape ? strtol((char[]){at[2], at[3], at[4], at[5], '\0'}, NULL, 16) : 0;
        if (escape && sign > 0 && sign < 0x80) {
            *end++ = (char)sign;
            at += 7;
        } else {
            *end++ = *at++;
        }
    }
    *end = '\0';
    return out;
}

static const char *words_take(struct op *op, const struct words *x)
{
    return unescape(op, x->text.data);
}

struct strings {
    struct spreadsheet *w;
    struct words words;
    size_t bytes;
};

static bool open_string(struct op *op, void *self, const char *name, const char *const *attributes)
{
    struct strings *s = self;
    (void)op;
    (void)attributes;
    words_open(&s->words, name);
    return true;
}

static bool keep_string(struct op *op, struct strings *s)
{
    struct spreadsheet *w = s->w;
    s->bytes += s->words.text.len;
    if (w->string_count == SPREADSHEET_STRINGS_MAX || s->bytes > SPREADSHEET_TEXT_MAX) {
        return too_big(op, "workbook.text", (int64_t)SPREADSHEET_TEXT_MAX >> 20);
    }
    if (w->string_count == w->string_room) {
        size_t room = w->string_room == 0 ? 256 : w->string_room * 2;
        struct shared *more = arena_array(op->arena, room, sizeof *more);
        if (w->string_count > 0) {
            memcpy(more, w->strings, w->string_count * sizeof *more);
        }
        w->strings = more;
        w->string_room = room;
    }
    w->strings[w->string_count++] = (struct shared){words_take(op, &s->words), s->words.text.overflow};
    empty(&s->words.text);
    return true;
}

static bool close_string(struct op *op, void *self, const char *name)
{
    struct strings *s = self;
    words_close(&s->words, name);
    return !is(name, "si") || keep_string(op, s);
}

static bool text_string(struct op *op, void *self, const char *bytes, size_t len)
{
    (void)op;
    words_add(&((struct strings *)self)->words, bytes, len);
    return true;
}

static bool read_strings(struct op *op, struct spreadsheet *w)
{
    const char *part = relations_of_kind(w->relations, "sharedStrings");
    struct strings s = {.w = w};
    struct package_reader reader = {open_string, close_string, text_string, &s};
    begin_words(op, &s.words);
    return part == NULL || !package_has(w->package, part) || package_read(op, w->package, part, &reader);
}

/* ---- opening ---- */

static bool read_parts(struct op *op, struct spreadsheet *w)
{
    const struct relations *top = relations_read(op, w->package, "");
    const char *book = top == NULL ? NULL : relations_of_kind(top, "officeDocument");
    if (top == NULL) {
        return false;
    }
    if (book == NULL || !package_has(w->package, book)) {
        return fail_field(op, E_INPUT, "file", "workbook.not_xlsx", NULL);
    }
    return read_book(op, w, book) && read_styles(op, w) && read_strings(op, w);
}

struct spreadsheet *spreadsheet_open(struct op *op, const void *bytes, size_t len)
{
    if (len > SPREADSHEET_BYTES_MAX) {
        (void)too_big(op, "workbook.too_big", (int64_t)SPREADSHEET_BYTES_MAX >> 20);
        return NULL;
    }
    if (package_is_compound(bytes, len)) {
        (void)fail_field(op, E_INPUT, "file", "workbook.old", NULL);
        return NULL;
    }
    struct spreadsheet *w = arena_alloc(op->arena, sizeof *w);
    w->package = package_open(op, bytes, len);
    if (w->package != NULL && read_parts(op, w)) {
        return w;
    }
    package_close(w->package);
    return NULL;
}

void spreadsheet_close(struct spreadsheet *w)
{
    if (w != NULL) {
        package_close(w->package);
    }
}

/* ---- a sheet ---- */

struct reading {
    struct spreadsheet *w;
    struct spreadsheet_row *rows;
    size_t row_count, row_room;
    struct spreadsheet_cell cells[SPREADSHEET_COLUMNS_MAX]; /* of the row in hand */
    size_t cell_count;
    int64_t line, seen; /* of the row in hand; cells opened so far */
    bool hidden_row, hidden_columns[SPREADSHEET_COLUMNS_MAX];
    int column;         /* of the cell in hand; -1 = before the first */
    char type[16];
    int64_t style;
    bool in_value, has_value, has_formula; /* of the cell in hand: inside v; there was one; f */
    struct strbuf value; /* of v */
    struct words words;  /* of is */
    size_t bytes;
    struct merges *merges;
};

/* Columns min to max, 1 = A; they stand before the rows. */
static void open_columns(struct reading *r, const char *const *attributes)
{
    const char *first = package_attribute(attributes, "min"), *last = package_attribute(attributes, "max");
    if (first == NULL || last == NULL || !is_true(package_attribute(attributes, "hidden"))) {
        return;
    }
    long long from = strtoll(first, NULL, 10), to = strtoll(last, NULL, 10);
    for (long long i = from < 1 ? 1 : from; i <= to && i <= SPREADSHEET_COLUMNS_MAX; i++) {
        r->hidden_columns[i - 1] = true;
    }
}

static void open_row(struct reading *r, const char *const *attributes)
{
    const char *at = package_attribute(attributes, "r");
    int64_t line = at == NULL ? 0 : strtoll(at, NULL, 10);
    r->line = line > r->line && line <= LINE_MAX ? line : r->line + 1;
    r->hidden_row = is_true(package_attribute(attributes, "hidden"));
    r->cell_count = 0;
    r->column = -1;
}

static bool open_cell(struct op *op, struct reading *r, const char *const *attributes)
{
    const char *place = package_attribute(attributes, "r"), *type = package_attribute(attributes, "t"),
               *style = package_attribute(attributes, "s");
    int column = place == NULL ? -1 : spreadsheet_column(place);
    r->column = column > r->column ? column : r->column + 1;
    r->style = style == NULL ? 0 : strtoll(style, NULL, 10);
    r->type[0] = '\0';
    r->has_value = r->has_formula = false;
    if (type != NULL && strlen(type) < sizeof r->type) {
        memcpy(r->type, type, strlen(type) + 1);
    }
    empty(&r->value);
    empty(&r->words.text);
    return ++r->seen <= SPREADSHEET_CELLS_MAX || too_big(op, "workbook.cells", SPREADSHEET_CELLS_MAX);
}

static bool open_sheet_element(struct op *op, void *self, const char *name, const char *const *attributes)
{
    struct reading *r = self;
    words_open(&r->words, name);
    r->in_value = is(name, "v");
    r->has_value = r->has_value || r->in_value;
    r->has_formula = r->has_formula || is(name, "f");
    if (is(name, "row")) {
        open_row(r, attributes);
    } else if (is(name, "col")) {
        open_columns(r, attributes);
    } else if (is(name, "mergeCell")) {
        merges_add(r->merges, package_attribute(attributes, "ref"));
    }
    return !is(name, "c") || open_cell(op, r, attributes);
}

static bool text_sheet(struct op *op, void *self, const char *bytes, size_t len)
{
    struct reading *r = self;
    (void)op;
    words_add(&r->words, bytes, len);
    if (r->in_value && !r->value.overflow) {
        strbuf_add(&r->value, bytes, len);
    }
    return true;
}

static struct spreadsheet_cell number_cell(struct op *op, const struct reading *r, const char *written)
{
    double value = 0;
    const char *text = number_text(op, written, &value), *date = NULL;
    bool dated = r->style >= 0 && (size_t)r->style < r->w->style_count && r->w->dates[r->style];
    if (text != NULL && dated) {
        date = number_date(op, value, r->w->since_1904);
    }
    enum cell_kind kind = text == NULL ? CELL_TEXT : date != NULL ? CELL_DATE : CELL_NUMBER;
    return (struct spreadsheet_cell){r->column, kind, date != NULL ? date : text != NULL ? text : arena_strdup(op->arena, written), false, false};
}

/* A formula without a result; one whose result is an empty text says so by its type. */
static bool is_unreckoned(const struct reading *r)
{
    return r->has_formula && r->value.len == 0 && !(is(r->type, "str") && r->has_value);
}

/* The shared text that the cell in hand names; NULL: there is none of that number. */
static const struct shared *shared_of(const struct reading *r)
{
    char *end = NULL;
    unsigned long long index = strtoull(r->value.data, &end, 10);
    return end != r->value.data && *end == '\0' && index < r->w->string_count ? &r->w->strings[index] : NULL;
}

/* The cell in hand; an empty one has no text. */
static struct spreadsheet_cell cell_of(struct op *op, const struct reading *r)
{
    const char *value = r->value.data; /* until the next cell */
    if (is_unreckoned(r)) {
        return (struct spreadsheet_cell){.column = r->column, .kind = CELL_FORMULA, .text = ""};
    }
    if (is(r->type, "inlineStr")) {
        return (struct spreadsheet_cell){r->column, r->words.text.overflow ? CELL_LONG : CELL_TEXT, words_take(op, &r->words), false, false};
    }
    if (is(r->type, "s")) {
        const struct shared *text = shared_of(r);
        return (struct spreadsheet_cell){r->column, text != NULL && text->longer ? CELL_LONG : CELL_TEXT, text == NULL ? "" : text->text, false, false};
    }
    if (is(r->type, "b")) {
        return (struct spreadsheet_cell){r->column, CELL_TRUTH, is(value, "1") || is(value, "true") ? "TRUE" : "FALSE", false, false};
    }
    if (is(r->type, "e")) {
        return (struct spreadsheet_cell){r->column, CELL_ERROR, arena_strdup(op->arena, value), false, false};
    }
    if (is(r->type, "str")) {
        return (struct spreadsheet_cell){r->column, r->value.overflow ? CELL_LONG : CELL_TEXT, unescape(op, value), false, false};
    }
    if (is(r->type, "d")) {
        return (struct spreadsheet_cell){r->column, CELL_DATE, arena_strdup(op->arena, value), false, false};
    }
    return value[0] == '\0' ? (struct spreadsheet_cell){r->column, CELL_TEXT, "", false, false} : number_cell(op, r, value);
}

static bool close_cell(struct op *op, struct reading *r)
{
    if (r->column < 0 || r->column >= SPREADSHEET_COLUMNS_MAX || r->cell_count == SPREADSHEET_COLUMNS_MAX) {
        return true;
    }
    if (is(r->type, "s") && r->value.len > 0 && shared_of(r) == NULL) { /* not to be taken for an empty cell */
        return fail_field(op, E_INPUT, "file", "workbook.no_part", "part", "sharedStrings.xml", NULL);
    }
    struct spreadsheet_cell cell = cell_of(op, r);
    cell.hidden = r->hidden_columns[r->column];
    r->bytes += strlen(cell.text);
    if (r->bytes > SPREADSHEET_TEXT_MAX) {
        return too_big(op, "workbook.text", (int64_t)SPREADSHEET_TEXT_MAX >> 20);
    }
    if (cell.text[0] != '\0' || cell.kind == CELL_LONG || cell.kind == CELL_FORMULA) {
        r->cells[r->cell_count++] = cell;
    }
    return true;
}

static bool close_row(struct op *op, struct reading *r)
{
    if (r->cell_count == 0) {
        return true;
    }
    if (r->row_count == SPREADSHEET_ROWS_MAX) {
        return too_big(op, "workbook.rows", SPREADSHEET_ROWS_MAX);
    }
    if (r->row_count == r->row_room) {
        r->row_room = r->row_room == 0 ? 128 : r->row_room * 2;
        struct spreadsheet_row *more = arena_array(op->arena, r->row_room, sizeof *more);
        if (r->row_count > 0) {
            memcpy(more, r->rows, r->row_count * sizeof *more);
        }
        r->rows = more;
    }
    struct spreadsheet_cell *cells = arena_array(op->arena, r->cell_count, sizeof *cells);
    memcpy(cells, r->cells, r->cell_count * sizeof *cells);
    r->rows[r->row_count++] = (struct spreadsheet_row){r->line, cells, r->cell_count, r->hidden_row};
    r->cell_count = 0;
    return true;
}

static bool close_sheet_element(struct op *op, void *self, const char *name)
{
    struct reading *r = self;
    words_close(&r->words, name);
    r->in_value = false;
    if (is(name, "c")) {
        return close_cell(op, r);
    }
    return !is(name, "row") || close_row(op, r);
}

bool spreadsheet_rows(struct op *op, struct spreadsheet *w, size_t sheet, const struct spreadsheet_row **rows, size_t *count)
{
    must(sheet < w->sheet_count);
    struct reading *r = arena_alloc(op->arena, sizeof *r);
    struct package_reader reader = {open_sheet_element, close_sheet_element, text_sheet, r};
    r->w = w;
    r->merges = merges_begin(op);
    r->column = -1;
    strbuf_init(&r->value, op->arena, SPREADSHEET_CELL_MAX);
    begin_words(op, &r->words);
    if (!package_read(op, w->package, relations_sheet(w->relations, w->ids[sheet]), &reader)) {
        return false;
    }
    merges_fill(op, r->merges, r->rows, r->row_count);
    *rows = r->rows;
    *count = r->row_count;
    return package_fits(op, w->package);
}
