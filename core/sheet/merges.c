/* The ranges stand behind the rows, so they are kept until all rows are there. Ranges may be anything, also laid over each other: a
 * cell that holds something is never filled, and each row is filled once, so the cost is rows times ranges, both bounded. */
#include "sheet/merges.h"

#include <stdlib.h>
#include <string.h>

#define MERGES_MAX 2000 /* further ones are not looked at */

struct merge {
    int column;
    int64_t first, last; /* lines */
};
struct merges {
    struct merge items[MERGES_MAX];
    size_t count;
};

struct merges *merges_begin(struct op *op)
{
    return arena_alloc(op->arena, sizeof(struct merges));
}

static bool read_place(const char **at, int *column, int64_t *line)
{
    char *end = NULL;
    *column = spreadsheet_column(*at);
    *at += strspn(*at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    *line = strtoll(*at, &end, 10);
    bool ok = *column >= 0 && end != *at && *line > 0;
    *at = end;
    return ok;
}

void merges_add(struct merges *m, const char *range)
{
    struct merge one;
    int last_column = 0;
    const char *at = range;
    if (at == NULL || m->count == MERGES_MAX || !read_place(&at, &one.column, &one.first) || *at++ != ':' ||
        !read_place(&at, &last_column, &one.last)) {
        return;
    }
    if (one.last > one.first && one.column < SPREADSHEET_COLUMNS_MAX) {
        m->items[m->count++] = one;
    }
}

static const struct spreadsheet_cell *cell_at(const struct spreadsheet_cell *cells, size_t count, int column)
{
    for (size_t i = 0; i < count; i++) {
        if (cells[i].column == column) {
            return &cells[i];
        }
    }
    return NULL;
}

/* What the first cell of the range holds. */
static const struct spreadsheet_cell *value_of(const struct merge *one, const struct spreadsheet_row *rows, size_t count)
{
    for (size_t i = 0; i < count && rows[i].line <= one->first; i++) {
        if (rows[i].line == one->first) {
            return cell_at(rows[i].cells, rows[i].count, one->column);
        }
    }
    return NULL;
}

static void fill(struct op *op, const struct merges *m, const struct spreadsheet_cell *const *values, struct spreadsheet_row *row)
{
    struct spreadsheet_cell cells[SPREADSHEET_COLUMNS_MAX];
    size_t count = row->count;
    memcpy(cells, row->cells, count * sizeof *cells);
    for (size_t i = 0; i < m->count && count < SPREADSHEET_COLUMNS_MAX; i++) {
        const struct merge *one = &m->items[i];
        bool covered = values[i] != NULL && row->line > one->first && row->line <= one->last;
        if (covered && cell_at(cells, count, one->column) == NULL) {
            cells[count] = *values[i];
            cells[count++].joined = true;
        }
    }
    if (count > row->count) {
        struct spreadsheet_cell *kept = arena_array(op->arena, count, sizeof *kept);
        memcpy(kept, cells, count * sizeof *cells);
        row->cells = kept;
        row->count = count;
    }
}

void merges_fill(struct op *op, const struct merges *m, struct spreadsheet_row *rows, size_t count)
{
    const struct spreadsheet_cell **values = arena_array(op->arena, m->count + 1, sizeof *values);
    for (size_t i = 0; i < m->count; i++) {
        values[i] = value_of(&m->items[i], rows, count);
    }
    for (size_t i = 0; i < count && m->count > 0; i++) {
        fill(op, m, values, &rows[i]);
    }
}
