/* Nudges and directions about a dossier, as the screens show them. */
#include "api/view_inside.h"
#include "base/text.h"
#include "dossier/oversight.h"

#include <string.h>

/* Most dossiers have none: their events, which are at hand, say so. */
bool view_read_oversight(struct op *op, const struct view *v, struct view_subject *s)
{
    bool any = false;
    for (size_t i = 0; i < s->event_count && !any; i++) {
        any = strcmp(s->events[i].name, "dossier.nudged") == 0 || strcmp(s->events[i].name, "dossier.directed") == 0;
    }
    return !any || oversight_list(op, v->db, s->d.id, &s->oversight, &s->oversight_count);
}

static void put_one(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s, const struct oversight *o)
{
    const struct actor *actor = v->look->actor;
    bool waits = oversight_waits(o), direction = strcmp(o->kind, "direction") == 0;
    const char *timing = !direction ? "none" : waits ? timing_open(v->look->now, o->report_by, INSTANT_NONE) : timing_of(o->reported_at, o->report_by);
    json_open_object(out, NULL);
    json_put_int(out, "id", o->id);
    json_put_text(out, "kind", o->kind);
    json_put_text(out, "kind_name", text_in(op->lang, "oversight.kind", o->kind));
    json_put_text(out, "to_role_name", view_role_name(op, o->to_role));
    json_put_text(out, "to_name", view_account_name(v, o->to_account));
    json_put_text(out, "by_name", view_account_name(v, o->by_account));
    json_put_instant(out, "at", o->at);
    json_put_text(out, "text", o->text);
    json_put_instant(out, "report_by", o->report_by);
    json_put_instant(out, "reported_at", o->reported_at);
    json_put_text(out, "reported_by", view_account_name(v, o->reported_by));
    json_put_text(out, "report", o->report);
    json_put_text(out, "timing", timing);
    json_put_text(out, "timing_name", direction ? view_timing_name(op, timing) : NULL);
    /* a nudge is of yesterday once the step was left */
    json_put_bool(out, "open", direction ? waits : o->step == s->d.step && s->d.step_role >= 0 && strcmp(o->to_role, role_code((enum role)s->d.step_role)) == 0);
    json_put_bool(out, "yours", actor != NULL && oversight_to_report(&s->d, actor, o, 1, o->id) != NULL);
    json_close_object(out);
}

void view_put_oversight(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s)
{
    json_open_array(out, "oversight");
    for (size_t i = 0; i < s->oversight_count; i++) {
        put_one(op, out, v, s, &s->oversight[i]);
    }
    json_close_array(out);
}
