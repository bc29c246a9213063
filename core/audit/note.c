#include "audit/note.h"

#include "audit/audit.h"

struct json_out *audit_words_begin(struct op *op, struct audit_words *w)
{
    strbuf_init(&w->data, op->arena, AUDIT_NOTE_MAX);
    json_begin(&w->out, &w->data);
    json_open_object(&w->out, NULL);
    return &w->out;
}

bool audit_words_end(struct op *op, struct office *office, struct audit_words *w, const char *name)
{
    json_close_object(&w->out);
    if (w->data.overflow) {
        return fail(op, E_LIMIT, "event.too_big", "event", name, "max", arena_printf(op->arena, "%d", AUDIT_NOTE_MAX), NULL);
    }
    return audit_note(op, office, name, 0, w->data.data);
}
