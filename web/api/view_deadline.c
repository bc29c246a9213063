/* Why a dossier is due when it is, line by line, worked out anew from the calendar.
 *
 * Once accepted, the statutory term and its shares per step; before, the limit for accepting, which starts at the receipt and
 * starts again with every supplement (Decree 118/2025 Art. 17; Resolution 66.7/2025). Pauses, restarts and an extension are told in
 * their order (calendar/replay.h); who used the time is view_time.c. Where the calendar has changed since,
 * what was promised holds, and a last line says so. */
#include "api/view_inside.h"
#include "base/text.h"
#include "calendar/explain.h"
#include "dossier/clock.h"
#include "dossier/work.h"

#include <string.h>

static void put_line(struct json_out *out, const char *text, struct instant at)
{
    json_open_object(out, NULL);
    json_put_text(out, "text", text);
    json_put_instant(out, "at", at);
    json_close_object(out);
}

static void put_lines(struct op *op, struct json_out *out, const struct deadline *why, size_t skip)
{
    for (size_t i = skip; i < why->line_count; i++) {
        const struct deadline_line *line = &why->lines[i];
        put_line(out, text_format(op->arena, op->lang, line->key, line->args, line->arg_count), line->at);
    }
}

/* The lines of a term, and what was recorded if that is another instant. */
static bool put_term(struct op *op, struct json_out *out, const struct calendar *c, struct instant from,
                     struct term term, struct instant recorded)
{
    struct deadline why;
    if (!deadline_due(op, c, from, term, true, &why)) {
        return false;
    }
    json_open_array(out, "lines");
    put_lines(op, out, &why, 0);
    if (instant_compare(why.due, recorded) != 0) {
        put_line(out, view_say(op, "view.deadline.recorded", "when", explain_when(op, recorded), NULL), recorded);
    }
    json_close_array(out);
    return true;
}

/* The term with everything that happened to it. */
static bool put_replayed(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s)
{
    struct deadline why;
    if (!clock_due_now(op, v->look->office, &s->d, true, &why)) {
        return false;
    }
    json_open_array(out, "lines");
    put_lines(op, out, &why, 0);
    if (instant_compare(why.due, s->d.due_at) != 0) {
        put_line(out, view_say(op, "view.deadline.recorded", "when", explain_when(op, s->d.due_at), NULL), s->d.due_at);
    }
    json_close_array(out);
    return true;
}

/* Due times as they are now, once the term has changed: shifted, spread anew or stretched (dossier/clock.h). */
static void put_steps_now(struct op *op, struct json_out *out, const struct view_subject *s)
{
    for (size_t i = 0; i < s->step_count; i++) {
        const struct dossier_step *step = &s->steps[i];
        if (!instant_is_none(step->due_at)) {
            put_line(out, view_say(op, "view.deadline.step_now", "no", view_number(op, step->no), "when",
                                   explain_when(op, step->due_at), NULL), step->due_at);
        }
    }
}

static bool put_accepted(struct op *op, struct json_out *out, const struct view *v, const struct calendar *c, struct view_subject *s)
{
    const struct view_procedure *p = s->procedure;
    int64_t *shares = arena_array(op->arena, p->step_count, sizeof *shares);
    struct instant *dues = arena_array(op->arena, p->step_count, sizeof *dues);
    struct deadline why;
    bool changed = instant_compare(s->d.due_at, s->d.original_due_at) != 0;
    for (size_t i = 0; i < p->step_count; i++) {
        shares[i] = p->steps[i].share_milli;
    }
    if (!put_replayed(op, out, v, s) || (changed && !view_read_steps(op, v, s)) ||
        !deadline_steps(op, c, s->d.accepted_at, s->d.original_due_at, shares, p->step_count, dues, true, &why)) {
        return false;
    }
    must(why.line_count > 0 && strcmp(why.lines[0].key, "deadline.rule.shares") == 0);
    json_put_text(out, "rule_note", text_get(op->lang, changed ? "view.deadline.rule_changed" : why.lines[0].key));
    json_open_array(out, "steps_lines");
    if (changed) {
        put_steps_now(op, out, s);
    } else {
        put_lines(op, out, &why, 1);
    }
    json_close_array(out);
    return true;
}

/* When the limit for accepting last began to run. */
static struct instant intake_started(const struct view_subject *s)
{
    for (size_t i = s->event_count; i-- > 0;) {
        if (strcmp(s->events[i].name, "dossier.supplemented") == 0) {
            return s->events[i].at;
        }
    }
    return s->d.submitted_at;
}

static bool put_intake(struct op *op, struct json_out *out, const struct calendar *c, const struct view_subject *s)
{
    struct term term = s->procedure->version.intake;
    if (s->d.state == DOSSIER_AWAITING_SUPPLEMENT) {
        json_open_array(out, "lines");
        put_line(out, view_say(op, "view.deadline.waiting", "term", explain_term(op, term), NULL), INSTANT_NONE);
        json_close_array(out);
    } else if (!put_term(op, out, c, intake_started(s), term, s->d.acceptance_due_at)) {
        return false;
    }
    json_put_text(out, "rule_note", view_say(op, "view.deadline.intake", "term", explain_term(op, term), NULL));
    json_open_array(out, "steps_lines");
    json_close_array(out);
    return true;
}

bool view_dossier_deadline(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d)
{
    struct view v = view_of(look);
    struct view_subject s;
    if (!view_take(op, &v, d, &s)) {
        return false;
    }
    const struct calendar *c = work_calendar(op, look->office, d->agency);
    if (c == NULL) {
        return false;
    }
    bool intake = instant_is_none(d->accepted_at);
    return (intake ? view_read_events(op, &v, &s) && put_intake(op, out, c, &s) : put_accepted(op, out, &v, c, &s)) &&
           view_put_time(op, out, &v, &s, c);
}
