/* A table of accounts from outside: read, or refused with a reason; every row keeps its line. */
#include "account/manage.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct op op;
    struct account_row *rows = NULL;
    size_t count = 0;
    struct arena *arena = arena_open((size_t)512 << 20);
    op_init(&op, arena, "fuzz", LANG_VI);
    if (roster_read(&op, (const char *)data, size, &rows, &count)) {
        must(count > 0 && count <= ROSTER_ROWS_MAX);
        for (size_t i = 0; i < count; i++) {
            must(rows[i].line > (i == 0 ? 1 : rows[i - 1].line));
        }
    } else {
        must(op_failed(&op));
    }
    arena_close(arena);
    return 0;
}
