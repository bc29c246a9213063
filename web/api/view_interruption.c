/* What a dossier waits for besides its step: an interruption that stands open (a supplement, a payment, a withdrawal to be checked,
 * the applicant's own step), and a notice that is drafted and not signed. */
#include "api/view_inside.h"
#include "base/text.h"
#include "calendar/explain.h"
#include "dossier/notice.h"

#include <string.h>

/* ---- interruption ---- */

static const char *kind_of(const struct view_subject *s)
{
    if (s->d.state == DOSSIER_AWAITING_SUPPLEMENT) {
        return "supplement";
    }
    if (s->d.state == DOSSIER_AWAITING_PAYMENT) {
        return "payment";
    }
    if (s->d.state == DOSSIER_WITHDRAWAL_REQUESTED) {
        return "withdrawal";
    }
    return s->at != NULL && s->at->kind == STEP_APPLICANT && !instant_is_none(s->d.paused_at) ? "applicant_step" : NULL;
}

/* When the withdrawal was asked for and why stands in the record alone. */
static bool read_withdrawal(struct op *op, const struct view *v, struct view_subject *s, struct instant *since, const char **reason)
{
    if (!view_read_events(op, v, s)) {
        return false;
    }
    for (size_t i = s->event_count; i-- > 0;) {
        if (strcmp(s->events[i].name, "dossier.withdrawal_requested") == 0) {
            *since = s->events[i].at;
            *reason = json_get_text(s->data[i], "reason", NULL);
            return true;
        }
    }
    return true;
}

/* To the minute: in a banner seconds are noise. */
static const char *when(struct op *op, struct instant t)
{
    return instant_is_none(t) ? "…" : explain_when(op, instant_add(t, -(t.ms % MS_MINUTE)));
}

static bool put_interruption(struct op *op, struct json_out *out, const struct view *v, struct view_subject *s)
{
    const char *kind = kind_of(s), *reason = NULL;
    struct instant since = s->d.paused_at, closes = s->d.limit_at;
    if (kind == NULL) {
        json_put_null(out, "interruption");
        return true;
    }
    if (strcmp(kind, "withdrawal") == 0) {
        closes = INSTANT_NONE;
        if (!read_withdrawal(op, v, s, &since, &reason)) {
            return false;
        }
    }
    bool open_end = instant_is_none(closes) && strcmp(kind, "withdrawal") != 0;
    const char *key = arena_printf(op->arena, "view.interruption.%s%s", kind, open_end ? ".open" : "");
    json_open_object(out, "interruption");
    json_put_text(out, "kind", kind);
    json_put_instant(out, "since", since);
    json_put_instant(out, "closes_at", closes);
    json_put_text(out, "text", view_say(op, key, "since", when(op, since), "closes", when(op, closes), "reason",
                                        reason == NULL ? "…" : reason, NULL));
    json_close_object(out);
    return true;
}

/* ---- notice ---- */

static void put_component_names(struct op *op, struct json_out *out, const struct view_subject *s, const struct json *codes)
{
    json_open_array(out, "components");
    for (const struct json *n = codes == NULL ? NULL : codes->first; n != NULL; n = n->next) {
        for (size_t i = 0; i < s->procedure->component_count; i++) {
            const struct procedure_component *c = &s->procedure->components[i];
            if (strcmp(c->code, n->text) == 0) {
                json_put_text(out, NULL, view_pick(op, c->name_vi, c->name_en));
            }
        }
    }
    json_close_array(out);
}

static void put_notice(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s)
{
    const struct json *notice = s->d.notice;
    if (notice == NULL) {
        json_put_null(out, "notice");
        return;
    }
    const char *kind = json_get_text(notice, "kind", ""), *form = json_get_text(notice, "form", "");
    int signer = notice_signer(notice);
    json_open_object(out, "notice");
    json_put_text(out, "kind", kind);
    json_put_text(out, "form", form);
    json_put_text(out, "title", text_get(op->lang, arena_printf(op->arena, "form.title.%s", form)));
    json_put_text(out, "reason", json_get_text(notice, "reason", ""));
    put_component_names(op, out, s, json_get(notice, "components"));
    json_put_text(out, "new_due_at", json_get_text(notice, "new_due_at", NULL));
    json_put_text(out, "by_name", view_account_name(v, json_get_text(notice, "by", NULL)));
    json_put_text(out, "at", json_get_text(notice, "at", NULL));
    json_put_text(out, "signer_role", signer < 0 ? NULL : view_role_name(op, role_code((enum role)signer)));
    json_close_object(out);
}

bool view_put_interruption(struct op *op, struct json_out *out, const struct view *v, struct view_subject *s)
{
    json_put_instant(out, "paused_at", s->d.paused_at);
    json_put_instant(out, "ended_at", s->d.ended_at);
    json_put_int(out, "supplements", s->d.supplements);
    json_put_int(out, "extensions", s->d.extensions);
    put_notice(op, out, v, s);
    return put_interruption(op, out, v, s);
}
