/* A workbook from outside. Bytes that begin as a ZIP are taken as they are; any others are parts, divided by NUL: the rows of a sheet,
 * shared strings, number formats, packed here, so that what is inside is reached too. */
#include "account/roster.h"
#include "fuzz.h"
#include "sheet/spreadsheet.h"
#include "support/xlsx_file.h"

static void read_all(struct op *op, const char *bytes, size_t len)
{
    struct spreadsheet *w = spreadsheet_open(op, bytes, len);
    const struct spreadsheet_row *rows = NULL;
    size_t count = 0;
    for (size_t i = 0; w != NULL && i < spreadsheet_sheet_count(w); i++) {
        op_clear(op);
        if (!spreadsheet_rows(op, w, i, &rows, &count)) {
            must(op_failed(op));
            continue;
        }
        for (size_t k = 0; k < count; k++) {
            must(rows[k].count > 0 && rows[k].count <= SPREADSHEET_COLUMNS_MAX && rows[k].line > (k == 0 ? 0 : rows[k - 1].line));
        }
    }
    must(w != NULL || op_failed(op));
    spreadsheet_close(w);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct op op;
    struct roster roster;
    struct arena *arena = arena_open((size_t)1 << 30);
    op_init(&op, arena, "fuzz", LANG_VI);
    const char *bytes = (const char *)data;
    size_t len = size;
    if (!spreadsheet_is(data, size)) {
        char *copy = arena_alloc(arena, size + 1);
        const char *parts[3] = {copy, NULL, NULL};
        size_t n = 1;
        for (size_t i = 0; i < size; i++) {
            copy[i] = bytes[i];
            if (copy[i] == '\0' && n < 3) {
                parts[n++] = copy + i + 1;
            }
        }
        bytes = xlsx_one(arena, parts[0], parts[1], parts[2], &len);
    }
    read_all(&op, bytes, len);
    op_clear(&op);
    must(roster_read(&op, bytes, len, NULL, &roster) || op_failed(&op));
    arena_close(arena);
    return 0;
}
