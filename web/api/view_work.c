/* What has been worked out on a dossier so far: the appraisal, the draft, the number of the submission note, and why it came back. Whoever
 * reviews, signs, numbers or decides reads here what it is about to put a name to; whoever has it again reads why. Not for who filed, nor
 * for the post, and over with the decision: from then on its papers speak. */
#include "api/view_inside.h"
#include "base/text.h"

#include <string.h>

static bool is_outside(const struct actor *actor)
{
    static const enum role outside[] = {ROLE_APPLICANT, ROLE_POSTAL_AGENT, ROLE_FEE_CLERK};
    for (size_t i = 0; actor != NULL && i < sizeof outside / sizeof outside[0]; i++) {
        if (strcmp(actor->role, role_code(outside[i])) == 0) {
            return true;
        }
    }
    return false;
}

/* The last time the dossier went from one to another, if that was back; NULL if it went on since. */
static const struct event *sent_back(const struct view_subject *s, const struct json **data)
{
    for (size_t i = s->event_count; i-- > 0;) {
        if (json_get_int(s->data[i], "to_step", 0) > 0) {
            *data = s->data[i];
            return strcmp(s->events[i].name, "dossier.sent_back") == 0 ? &s->events[i] : NULL;
        }
    }
    return NULL;
}

static void put_back(struct op *op, struct json_out *out, const struct view *v, const struct event *e, const struct json *data)
{
    if (e == NULL) {
        json_put_null(out, "sent_back");
        return;
    }
    json_open_object(out, "sent_back");
    json_put_instant(out, "at", e->at);
    json_put_text(out, "by_name", view_done_by(op, v, e->account, json_get_text(data, "behalf", NULL)));
    json_put_text(out, "role_name", view_role_of(op, v, e->account, e->role));
    json_put_text(out, "reason", json_get_text(data, "reason", ""));
    json_close_object(out);
}

void view_put_work(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s)
{
    const struct dossier *d = &s->d;
    const struct json *data = NULL;
    bool over = !instant_is_none(d->completed_at) || !instant_is_none(d->ended_at) || is_outside(v->look->actor);
    const struct event *back = over ? NULL : sent_back(s, &data);
    if (over || (d->appraisal == NULL && d->submission_number == NULL && back == NULL)) {
        json_put_null(out, "work");
        return;
    }
    json_open_object(out, "work");
    if (d->appraisal == NULL) {
        json_put_null(out, "eligible");
    } else {
        json_put_bool(out, "eligible", json_get_bool(d->appraisal, "eligible", false));
    }
    json_put_text(out, "opinion", json_get_text(d->appraisal, "opinion", NULL));
    json_put_text(out, "kind", d->result_kind);
    json_put_text(out, "summary", d->draft_summary);
    json_put_text(out, "number", d->submission_number);
    put_back(op, out, v, back, data);
    json_close_object(out);
}
