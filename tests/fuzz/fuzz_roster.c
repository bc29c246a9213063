/* A table of accounts from outside: read, or refused with a reason; every row keeps its line. */
#include "account/roster.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct op op;
    struct roster roster;
    struct arena *arena = arena_open((size_t)512 << 20);
    op_init(&op, arena, "fuzz", LANG_VI);
    if (roster_read(&op, (const char *)data, size, NULL, &roster)) {
        must(roster.count > 0 && roster.count <= ROSTER_ROWS_MAX);
        for (size_t i = 0; i < roster.count; i++) {
            must(roster.rows[i].line > (i == 0 ? roster.header : roster.rows[i - 1].line));
        }
    } else {
        must(op_failed(&op));
    }
    arena_close(arena);
    return 0;
}
