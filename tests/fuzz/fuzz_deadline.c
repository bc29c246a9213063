/* A line of the batch, instant, tab, term: refused, or a due instant that its explanation does not change. */
#include "base/text.h"
#include "calendar/deadline.h"
#include "fuzz.h"

#include <string.h>

static void compute(struct op *op, struct instant from, const char *text)
{
    const struct calendar *c = calendar_builtin();
    struct term term, again;
    struct deadline plain, told;
    if (!term_parse(op, text, &term)) {
        must(op->error.code == E_INPUT && strcmp(text_error(op), "term.invalid") != 0);
        return;
    }
    must(term_parse(op, term_format(op->arena, term), &again));
    must(again.unit == term.unit && again.milli == term.milli);
    must(deadline_due(op, c, from, term, false, &plain) && deadline_due(op, c, from, term, true, &told));
    must(instant_compare(plain.due, told.due) == 0 && instant_compare(plain.due, from) > 0);
    must(calendar_is_working_day(c, instant_day(plain.due)));
    for (size_t i = 0; i < told.line_count; i++) {
        const struct deadline_line *line = &told.lines[i];
        must(strchr(text_format(op->arena, op->lang, line->key, line->args, line->arg_count), '{') == NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char text[256];
    struct instant from;
    struct op op;
    if (len >= sizeof text) {
        return 0;
    }
    memcpy(text, bytes, len);
    text[len] = '\0';
    char *tab = strchr(text, '\t');
    if (tab == NULL) {
        return 0;
    }
    *tab = '\0';
    if (!instant_parse(text, &from)) {
        return 0;
    }
    struct arena *arena = arena_open((size_t)16 << 20);
    op_init(&op, arena, "fuzz", len % 2 == 0 ? LANG_VI : LANG_EN);
    compute(&op, from, tab + 1);
    arena_close(arena);
    return 0;
}
