/* lifecycle: the table of what may happen to a dossier (dossier/lifecycle.h) as a picture: Mermaid or Graphviz text on standard output.
 * One arrow for each pair of states; what leads from one to the other stands on it, the step's kind where the row is of one kind,
 * the form it issues, and what it does to the term. Rows that leave a dossier where it is are left out of the picture unless they
 * issue a form. */
#include "base/text.h"
#include "cli/cli.h"
#include "cli/cmd.h"
#include "dossier/lifecycle.h"

#include <stdio.h>
#include <string.h>

enum notation { NOTATION_MERMAID, NOTATION_DOT };

static const char *state_code(enum dossier_state s)
{
    return s == DOSSIER_BEFORE ? "before" : dossier_state_choices.codes[s];
}

static const char *state_name(struct op *op, enum dossier_state s)
{
    if (s == DOSSIER_BEFORE) {
        return text_get(op->lang, "cli.lifecycle.before");
    }
    return text_get(op->lang, arena_printf(op->arena, "dossier.state.%s", dossier_state_choices.codes[s]));
}

static const char *clock_mark(enum clock_effect clock)
{
    switch (clock) {
    case CLOCK_NONE:
        return "";
    case CLOCK_INTAKE_START:
    case CLOCK_START:
        return " ▶";
    case CLOCK_INTAKE_STOP:
    case CLOCK_PAUSE:
        return " ⏸";
    case CLOCK_RESUME:
        return " ⏵";
    case CLOCK_STOP:
        return " ■";
    }
    must(false);
    return "";
}

/* What stands on the arrow for this row. */
static const char *label_of(struct op *op, const struct transition *t)
{
    const char *name = text_get(op->lang, arena_printf(op->arena, "act.%s", t->act));
    const char *kind = t->kind == STEP_ANY ? "" : arena_printf(op->arena, " [%s]", step_kind_choices.codes[t->kind]);
    const char *form = t->form == NULL ? "" : arena_printf(op->arena, " (%s)", t->form);
    return arena_printf(op->arena, "%s%s%s%s", name, kind, form, clock_mark(t->clock));
}

static bool is_drawn(const struct transition *t)
{
    return t->from != t->to || t->form != NULL;
}

static bool same_arrow(const struct transition *a, const struct transition *b)
{
    return a->from == b->from && a->to == b->to;
}

/* Is there an earlier row for this arrow? Then it has been drawn. */
static bool drawn_before(size_t index)
{
    const struct transition *t = lifecycle_at(index), *earlier;
    for (size_t i = 0; i < index; i++) {
        earlier = lifecycle_at(i);
        if (is_drawn(earlier) && same_arrow(earlier, t)) {
            return true;
        }
    }
    return false;
}

static const char *labels_of(struct op *op, const struct transition *arrow, const char *between)
{
    struct strbuf b;
    const struct transition *t;
    strbuf_init(&b, op->arena, 8000);
    for (size_t i = 0; (t = lifecycle_at(i)) != NULL; i++) {
        const char *label = is_drawn(t) && same_arrow(t, arrow) ? label_of(op, t) : NULL;
        if (label != NULL && (b.len == 0 || strstr(b.data, label) == NULL)) {
            strbuf_printf(&b, "%s%s", b.len > 0 ? between : "", label);
        }
    }
    return b.data;
}

static void draw_states(struct op *op, enum notation notation)
{
    for (int s = 0; s <= DOSSIER_STATE_COUNT; s++) {
        enum dossier_state state = (enum dossier_state)s;
        if (notation == NOTATION_MERMAID) {
            printf("  state \"%s\" as %s\n", state_name(op, state), state_code(state));
        } else {
            printf("  %s [label=\"%s\"];\n", state_code(state), state_name(op, state));
        }
    }
}

static void draw(struct op *op, enum notation notation)
{
    const struct transition *t;
    puts(notation == NOTATION_MERMAID ? "stateDiagram-v2" : "digraph lifecycle {\n  node [shape=box];");
    draw_states(op, notation);
    if (notation == NOTATION_MERMAID) {
        puts("  [*] --> filed");
    }
    for (size_t i = 0; (t = lifecycle_at(i)) != NULL; i++) {
        if (!is_drawn(t) || drawn_before(i)) {
            continue;
        }
        if (notation == NOTATION_MERMAID) {
            printf("  %s --> %s: %s\n", state_code(t->from), state_code(t->to), labels_of(op, t, "<br>"));
        } else {
            printf("  %s -> %s [label=\"%s\"];\n", state_code(t->from), state_code(t->to), labels_of(op, t, "\\n"));
        }
    }
    if (notation == NOTATION_DOT) {
        puts("}");
    }
}

int cmd_lifecycle(int argc, char **argv)
{
    bool mermaid = false, dot = false;
    const char *said = NULL;
    enum lang lang;
    const struct cli_option options[] = {{"mermaid", NULL, &mermaid}, {"dot", NULL, &dot}, {"lang", &said, NULL}, {NULL, NULL, NULL}};
    struct cli_rest rest;
    if (!cli_parse(argc, argv, options, &rest) || !cli_lang(said, &lang) || rest.count > 0 || (mermaid && dot)) {
        fprintf(stderr, "usage: thaotruong lifecycle [--mermaid | --dot] [--lang vi|en]\n");
        return 2;
    }
    struct op op;
    struct arena *arena = arena_open((size_t)4 << 20);
    op_init(&op, arena, "lifecycle", lang);
    draw(&op, dot ? NOTATION_DOT : NOTATION_MERMAID);
    arena_close(arena);
    return ferror(stdout) ? 1 : 0;
}
