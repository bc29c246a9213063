/* replay: turn by turn. Each stretch is explained by the function that works it out, so that the tale and the date cannot
 * differ; the tales are put one behind the other. */
#include "calendar/replay.h"

#include "calendar/explain.h"

#include <string.h>

static void append(struct op *op, struct deadline *all, const struct deadline_line *lines, size_t count)
{
    if (count == 0) {
        return;
    }
    struct deadline_line *more = arena_array(op->arena, all->line_count + count, sizeof *more);
    if (all->line_count > 0) {
        memcpy(more, all->lines, all->line_count * sizeof *more);
    }
    memcpy(more + all->line_count, lines, count * sizeof *more);
    all->lines = more;
    all->line_count += count;
}

static void tell(struct op *op, struct deadline *all, const char *key, struct instant at, struct instant due)
{
    struct deadline_line line = {.key = key, .at = at, .arg_count = 2};
    line.args[0] = (struct error_arg){"when", explain_when(op, at)};
    line.args[1] = (struct error_arg){"due", explain_when(op, due)};
    append(op, all, &line, 1);
}

/* The stretch that a turn brings, behind what was told so far. */
static bool take_stretch(struct op *op, struct deadline *all, bool ok, const struct deadline *stretch)
{
    if (ok) {
        all->due = stretch->due;
        append(op, all, stretch->lines, stretch->line_count);
    }
    return ok && !op_failed(op);
}

static bool replay_pause(struct op *op, const struct calendar *c, const struct deadline_turn *t, bool explain, struct deadline *all)
{
    struct deadline stretch = {.due = all->due};
    if (instant_is_none(t->to)) {
        if (explain) {
            tell(op, all, "deadline.line.stands_still", t->from, all->due);
        }
        return true;
    }
    bool ok = deadline_resume(op, c, all->due, t->from, t->to, explain, &stretch);
    return take_stretch(op, all, ok, &stretch);
}

static bool replay_restart(struct op *op, const struct calendar *c, struct term term, const struct deadline_turn *t, bool explain,
                           struct deadline *all)
{
    struct deadline stretch;
    if (explain) {
        tell(op, all, instant_is_none(t->to) ? "deadline.line.will_restart" : "deadline.line.waited", t->from, all->due);
    }
    if (instant_is_none(t->to)) {
        return true;
    }
    if (instant_compare(t->to, t->from) < 0) {
        return fail_field(op, E_INPUT, "resumed_at", "deadline.pause_order", NULL);
    }
    if (explain) {
        tell(op, all, "deadline.line.restarts", t->to, all->due);
    }
    bool ok = deadline_due(op, c, t->to, term, explain, &stretch);
    return take_stretch(op, all, ok, &stretch);
}

bool deadline_replay(struct op *op, const struct calendar *c, struct instant from, struct term term,
                     const struct deadline_turn *turns, size_t count, bool explain, struct deadline *out)
{
    if (count > DEADLINE_TURNS_MAX) {
        return fail(op, E_LIMIT, "deadline.turns", NULL);
    }
    bool ok = deadline_due(op, c, from, term, explain, out);
    for (size_t i = 0; ok && i < count; i++) {
        const struct deadline_turn *t = &turns[i];
        switch (t->kind) {
        case TURN_PAUSE:
            ok = replay_pause(op, c, t, explain, out);
            break;
        case TURN_RESTART:
            ok = replay_restart(op, c, term, t, explain, out);
            break;
        case TURN_EXTENSION:
            if (explain) {
                tell(op, out, "deadline.line.extended", t->from, t->due);
            }
            out->due = t->due;
            break;
        case TURN_RECOMPUTE:
            break;
        }
    }
    return ok;
}
