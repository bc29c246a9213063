#include "api/check_text.h"

#include "base/text.h"

#include <string.h>

static const char *seat_of(struct op *op, const struct exercise *e, const struct event_test *t)
{
    if (t->by < 0 || e->cast[t->by].role == NULL) {
        return NULL;
    }
    return text_get(op->lang, arena_printf(op->arena, "role.%s", e->cast[t->by].role));
}

static const char *event_sentence(struct op *op, const struct exercise *e, const struct event_test *t, const char *key)
{
    const char *seat = seat_of(op, e, t);
    const char *name = text_get(op->lang, arena_printf(op->arena, "event.%s", t->name));
    const char *text = text_format(op->arena, op->lang, key, (struct error_arg[]){{"event", name}}, 1);
    if (seat != NULL) {
        text = text_format(op->arena, op->lang, "check.by", (struct error_arg[]){{"text", text}, {"seat", seat}}, 2);
    }
    if (span_is_set(&t->within)) {
        text = text_format(op->arena, op->lang, "check.within", (struct error_arg[]){{"text", text}, {"span", t->within.text}}, 2);
    }
    return text;
}

const char *check_text(struct op *op, const struct exercise *e, const struct want *want)
{
    const char *own = human_text(&want->say, op->lang);
    if (*own != '\0') {
        return own;
    }
    switch (want->kind) {
    case WANT_EVENT:
        return event_sentence(op, e, want->event, "check.event");
    case WANT_NEVER:
        return event_sentence(op, e, want->event, "check.never");
    case WANT_FIELD:
        return text_format(op->arena, op->lang, "check.field", (struct error_arg[]){{"field", want->field.path}}, 1);
    case WANT_ALL:
    case WANT_ANY:
    case WANT_NOPE:
        return want->inner_count == 0 ? "" : check_text(op, e, want->inner[0]);
    case WANT_ASK:
        return text_get(op->lang, "check.ask");
    }
    must(false);
    return "";
}
