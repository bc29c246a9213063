/* A CSV table as people's programs write it. Read in one pass over the bytes; nothing is trusted, everything is bounded. */
#include "account/manage.h"
#include "base/viet.h"

#include <string.h>

#define COLUMNS_MAX 40
#define CELL_MAX 400

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
        return fail_field(t->op, E_INPUT, "text", "roster.quote", "line", arena_int(t->op->arena, t->line), NULL);
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
    const char *text = viet_nfc(t->op->arena, b.data, b.len);
    must(text != NULL); /* the whole was checked */
    while (*text == ' ') {
        text++;
    }
    char *end = arena_strdup(t->op->arena, text);
    for (size_t n = strlen(end); n > 0 && end[n - 1] == ' '; n--) {
        end[n - 1] = '\0';
    }
    *out = end;
    return true;
}

static bool next_row(struct table *t, const char *cells[COLUMNS_MAX], size_t *count)
{
    bool last = false;
    *count = 0;
    while (!last) {
        const char *cell = NULL;
        if (!next_cell(t, &cell, &last)) {
            return false;
        }
        if (*count < COLUMNS_MAX) {
            cells[(*count)++] = cell;
        }
    }
    return true;
}

/* Folded names of a column, in either language. */
static const char *const names[4][5] = {
    {"id", "account", "ma tai khoan", "tai khoan", "ten dang nhap"},
    {"name", "full name", "ho ten", "ho va ten", "ten"},
    {"role", "role code", "vai tro", "ma vai tro", "chuc danh"},
    {"org", "organisation", "don vi", "ma don vi", "ma co quan"},
};

static bool read_header(struct table *t, int where[4])
{
    const char *cells[COLUMNS_MAX];
    size_t count = 0;
    if (!next_row(t, cells, &count)) {
        return false;
    }
    for (int field = 0; field < 4; field++) {
        where[field] = -1;
        for (size_t i = 0; i < count; i++) {
            const char *folded = viet_fold(t->op->arena, cells[i]);
            for (size_t k = 0; k < 5; k++) {
                where[field] = where[field] < 0 && strcmp(folded, names[field][k]) == 0 ? (int)i : where[field];
            }
        }
        if (where[field] < 0) {
            return fail_field(t->op, E_INPUT, "text", "roster.no_header", "column", names[field][2], NULL);
        }
    }
    return true;
}

/* Whichever stands most often in the first line. */
static char separator_of(const char *bytes, size_t len)
{
    static const char signs[] = {',', ';', '\t'};
    size_t best = 0, most = 0;
    for (size_t s = 0; s < sizeof signs; s++) {
        size_t n = 0;
        for (size_t i = 0; i < len && bytes[i] != '\n'; i++) {
            n += bytes[i] == signs[s];
        }
        if (n > most) {
            most = n;
            best = s;
        }
    }
    return signs[best];
}

static const char *cell_at(const char *const *cells, size_t count, int at)
{
    return (size_t)at < count && cells[at][0] != '\0' ? cells[at] : NULL;
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

bool roster_read(struct op *op, const char *bytes, size_t len, struct account_row **out, size_t *count)
{
    int where[4];
    if (len > ROSTER_BYTES_MAX) {
        return fail_field(op, E_LIMIT, "text", "roster.too_big", NULL);
    }
    /* a browser that read another encoding as UTF-8 leaves U+FFFD behind */
    if (!viet_is_valid(bytes, len) || has_replacement(bytes, len)) {
        return fail_field(op, E_INPUT, "text", "roster.not_utf8", NULL);
    }
    if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        len -= 3;
    }
    struct table t = {op, bytes, bytes + len, separator_of(bytes, len), 1};
    if (!read_header(&t, where)) {
        return false;
    }
    *out = arena_array(op->arena, ROSTER_ROWS_MAX, sizeof **out);
    *count = 0;
    while (t.at < t.end) {
        const char *cells[COLUMNS_MAX];
        size_t n = 0;
        int64_t line = t.line;
        if (!next_row(&t, cells, &n)) {
            return false;
        }
        struct account_row row = {cell_at(cells, n, where[0]), cell_at(cells, n, where[1]), cell_at(cells, n, where[2]),
                                  cell_at(cells, n, where[3]), line};
        if (row.id == NULL && row.name == NULL && row.role == NULL && row.org == NULL) {
            continue;
        }
        if (*count == ROSTER_ROWS_MAX) {
            return fail_field(op, E_LIMIT, "text", "roster.too_many", NULL);
        }
        (*out)[(*count)++] = row;
    }
    return *count > 0 || fail_field(op, E_INPUT, "text", "roster.empty", NULL);
}
