/* Who used the time: for each step of a dossier, how much working time lay with whom until now or until it ended, what did not count,
 * and every pause, restart and extension. Steps are told from the events that moved the dossier, so that a dossier sent back counts
 * for the step it went back to. */
#include "api/view_inside.h"
#include "base/text.h"
#include "calendar/explain.h"
#include "dossier/clock.h"
#include "dossier/work.h"

#include <string.h>

struct stretch {
    int64_t step;
    const char *who; /* account; NULL = nobody yet */
    int64_t worked;  /* ms of working time that counted */
    int64_t waited;  /* ms of working time in which the term stood still */
};
struct usage {
    const struct calendar *c;
    const struct deadline_change *changes;
    size_t change_count;
    struct instant end; /* until when is counted */
    struct stretch *rows;
    size_t count;
};

/* ---- measuring ---- */

static struct instant later(struct instant a, struct instant b)
{
    return instant_compare(a, b) > 0 ? a : b;
}

static struct instant earlier(struct instant a, struct instant b)
{
    return instant_compare(a, b) < 0 ? a : b;
}

/* Working time between the two in which the term stood still. */
static int64_t stood_still(const struct usage *u, struct instant from, struct instant to)
{
    int64_t sum = 0;
    for (size_t i = 0; i < u->change_count; i++) {
        const struct deadline_change *x = &u->changes[i];
        if (x->kind == TURN_PAUSE || x->kind == TURN_RESTART) {
            struct instant end = instant_is_none(x->to_at) ? u->end : x->to_at;
            sum += calendar_working_between(u->c, later(from, x->from_at), earlier(to, end));
        }
    }
    return sum;
}

/* Time at a step until `to`; visits of the same step by the same hand are one row. */
static void add(struct usage *u, int64_t step, const char *who, struct instant from, struct instant to)
{
    struct stretch *row = NULL;
    for (size_t i = 0; i < u->count && row == NULL; i++) {
        bool same = u->rows[i].step == step && (who == NULL) == (u->rows[i].who == NULL);
        row = same && (who == NULL || strcmp(u->rows[i].who, who) == 0) ? &u->rows[i] : NULL;
    }
    if (row == NULL) {
        row = &u->rows[u->count++];
        *row = (struct stretch){.step = step, .who = who};
    }
    int64_t waited = stood_still(u, from, to);
    row->waited += waited;
    row->worked += calendar_working_between(u->c, from, to) - waited;
}

static void measure(struct op *op, struct usage *u, const struct view_subject *s)
{
    struct instant since = s->d.accepted_at;
    u->rows = arena_array(op->arena, s->event_count + 1, sizeof *u->rows);
    for (size_t i = 0; i < s->event_count; i++) {
        int64_t step = json_get_int(s->data[i], "step", 0);
        bool left = strcmp(s->events[i].name, "dossier.accepted") != 0 && step > 0;
        if (left && instant_compare(s->events[i].at, since) >= 0 && instant_compare(since, u->end) < 0) {
            add(u, step, s->events[i].account, since, earlier(s->events[i].at, u->end));
            since = s->events[i].at;
        }
    }
    if (s->d.step > 0 && instant_compare(since, u->end) < 0) {
        add(u, s->d.step, s->d.step_account, since, u->end);
    }
}

/* ---- writing ---- */

static const char *step_name(struct op *op, const struct view_subject *s, int64_t no)
{
    for (size_t i = 0; i < s->procedure->step_count; i++) {
        const struct procedure_step *p = &s->procedure->steps[i];
        if (p->no == no) {
            return view_pick(op, p->name_vi, p->name_en);
        }
    }
    return "";
}

static const char *step_role_name(struct op *op, const struct view_subject *s, int64_t no)
{
    for (size_t i = 0; i < s->procedure->step_count; i++) {
        if (s->procedure->steps[i].no == no) {
            return view_role_name(op, role_code((enum role)s->procedure->steps[i].role));
        }
    }
    return "";
}

static void put_used(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s, const struct usage *u)
{
    int64_t sum = 0;
    for (size_t i = 0; i < u->count; i++) {
        sum += u->rows[i].worked;
    }
    json_open_array(out, "used");
    for (size_t i = 0; i < u->count; i++) {
        const struct stretch *r = &u->rows[i];
        json_open_object(out, NULL);
        json_put_int(out, "step", r->step);
        json_put_text(out, "name", step_name(op, s, r->step));
        json_put_text(out, "role_name", step_role_name(op, s, r->step));
        json_put_text(out, "who", view_account_name(v, r->who));
        json_put_text(out, "amount", explain_worktime(op, r->worked));
        json_put_int(out, "percent", sum == 0 ? 0 : (r->worked * 100 + sum / 2) / sum);
        json_put_text(out, "waited", r->waited == 0 ? NULL : explain_worktime(op, r->waited));
        json_close_object(out);
    }
    json_close_array(out);
}

static const char *reason_of(struct op *op, const char *reason)
{
    const char *key = arena_printf(op->arena, "view.change.reason.%s", reason);
    return strlen(reason) <= 40 && text_has(key) ? text_get(op->lang, key) : reason;
}

/* The paper that a change goes with, as officers call it. */
static const char *paper_of(struct op *op, const struct form_issue *list, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].id == id) {
            return arena_printf(op->arena, "%s %s", view_say(op, "view.change.form", "form", list[i].form, NULL),
                                view_form_number(op, list[i].form, list[i].number, list[i].unit_code));
        }
    }
    return NULL;
}

static bool put_changes_of(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s, const struct usage *u)
{
    struct form_issue *papers = NULL;
    size_t count = 0;
    if (u->change_count > 0 && !paper_list(op, v->db, s->d.id, &papers, &count)) {
        return false;
    }
    json_open_array(out, "changes");
    for (size_t i = 0; i < u->change_count; i++) {
        const struct deadline_change *x = &u->changes[i];
        const char *kind = clock_kind_code(x->kind);
        json_open_object(out, NULL);
        json_put_text(out, "kind", kind);
        json_put_text(out, "name", text_get(op->lang, arena_printf(op->arena, "view.change.%s", kind)));
        json_put_instant(out, "from_at", x->from_at);
        json_put_instant(out, "to_at", x->to_at);
        json_put_text(out, "reason", reason_of(op, x->reason));
        json_put_text(out, "by_name", view_account_name(v, x->by));
        json_put_text(out, "paper", paper_of(op, papers, count, x->document));
        json_put_instant(out, "due_before", x->due_before);
        json_put_instant(out, "due_after", x->due_after);
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

bool view_put_time(struct op *op, struct json_out *out, struct view *v, struct view_subject *s, const struct calendar *c)
{
    struct usage u = {.c = c, .end = v->look->now};
    struct deadline_change *changes = NULL;
    json_put_instant(out, "due_at", s->d.due_at);
    json_put_instant(out, "original_due_at", s->d.original_due_at);
    bool accepted = !instant_is_none(s->d.accepted_at);
    if (accepted && (!clock_changes(op, v->db, s->d.id, &changes, &u.change_count) || !view_read_accounts(op, v) ||
                     !view_read_events(op, v, s))) {
        return false;
    }
    u.changes = changes;
    if (accepted) {
        struct instant over = instant_is_none(s->d.completed_at) ? s->d.ended_at : s->d.completed_at;
        u.end = instant_is_none(over) ? u.end : over;
        measure(op, &u, s);
    }
    put_used(op, out, v, s, &u);
    return put_changes_of(op, out, v, s, &u);
}
