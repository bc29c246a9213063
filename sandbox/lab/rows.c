#include "lab/rows.h"

#include <string.h>

#define FIRST_ROOM 16

static void *push(struct op *op, struct rows *rows, size_t size)
{
    if (rows->count == rows->room) {
        size_t room = rows->room == 0 ? FIRST_ROOM : rows->room * 2;
        void *items = arena_array(op->arena, room, size);
        if (rows->count > 0) {
            memcpy(items, rows->items, rows->count * size);
        }
        rows->items = items;
        rows->room = room;
    }
    return (char *)rows->items + size * rows->count++;
}

bool rows_read(struct op *op, struct stmt *s, const struct record *record, struct rows *out)
{
    *out = (struct rows){0};
    if (s == NULL) {
        return false;
    }
    while (stmt_row(s)) {
        col_record(s, record, push(op, out, record->size));
    }
    return stmt_done(s);
}

bool row_read(struct op *op, struct stmt *s, const struct record *record, const void **out)
{
    *out = NULL;
    if (s == NULL) {
        return false;
    }
    if (stmt_row(s)) {
        void *row = arena_alloc(op->arena, record->size);
        col_record(s, record, row);
        *out = row;
    }
    return stmt_done(s);
}
