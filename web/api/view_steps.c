/* The rows of a dossier: what belongs to it, the steps it goes through, the forms it gave rise to. */
#include "api/view_inside.h"
#include "base/text.h"
#include "calendar/explain.h"
#include "form/form.h"

#include <string.h>

/* ---- components ---- */

static const struct dossier_component *given(const struct view_subject *s, const char *code)
{
    static const struct dossier_component none = {.provided_at = {INT64_MIN}};
    for (size_t i = 0; i < s->component_count; i++) {
        if (strcmp(s->components[i].code, code) == 0) {
            return &s->components[i];
        }
    }
    return &none;
}

void view_put_components(struct op *op, struct json_out *out, const struct view_subject *s)
{
    json_open_array(out, "components");
    for (size_t i = 0; i < s->procedure->component_count; i++) {
        const struct procedure_component *c = &s->procedure->components[i];
        const struct dossier_component *g = given(s, c->code);
        const char *kind = text_in(op->lang, "component.kind", c->kind);
        json_open_object(out, NULL);
        json_put_text(out, "code", c->code);
        json_put_text(out, "name", view_pick(op, c->name_vi, c->name_en));
        json_put_bool(out, "required", c->required);
        json_put_text(out, "kind", c->kind);
        json_put_text(out, "kind_name", kind != NULL ? kind : c->kind);
        json_put_bool(out, "provided", !instant_is_none(g->provided_at));
        json_put_instant(out, "provided_at", g->provided_at);
        json_put_bool(out, "confirmed_missing", g->confirmed_missing);
        json_put_bool(out, "requested", g->requested);
        json_put_text(out, "replaced_by_data", c->replaced_by_data);
        json_put_text(out, "certainty", c->certainty);
        json_put_text(out, "source", c->source);
        json_put_text(out, "file_name", g->file_name);
        json_put_text(out, "checked", g->checked);
        json_put_text(out, "remark", g->remark);
        json_close_object(out);
    }
    json_close_array(out);
}

/* ---- steps ---- */

/* Who sits there, if there is only one who could. */
static const char *only_seat(const struct view *v, int role)
{
    const char *name = NULL;
    for (size_t i = 0; i < v->account_count; i++) {
        if (v->accounts[i].role == role && v->accounts[i].active) {
            if (name != NULL) {
                return NULL;
            }
            name = v->accounts[i].name;
        }
    }
    return name;
}

static const struct dossier_step *row_of(const struct view_subject *s, int64_t no)
{
    static const struct dossier_step none = {
        .started_at = {INT64_MIN}, .opened_at = {INT64_MIN}, .due_at = {INT64_MIN}, .finished_at = {INT64_MIN}};
    for (size_t i = 0; i < s->step_count; i++) {
        if (s->steps[i].no == no) {
            return &s->steps[i];
        }
    }
    return &none;
}

/* What was written at the latest leaving of the step; NULL if nothing. */
static const char *note_of(const struct view_subject *s, int64_t no)
{
    for (size_t i = s->event_count; i-- > 0;) {
        const struct json *data = s->data[i];
        if (json_get_int(data, "step", 0) == no) {
            return json_get_text(data, "note", json_get_text(data, "reason", NULL));
        }
    }
    return NULL;
}

static const char *outcome_name(struct op *op, const char *outcome)
{
    if (outcome == NULL) {
        return NULL;
    }
    return strcmp(outcome, "sent_back") == 0 ? text_get(op->lang, "step.outcome.sent_back")
                                             : view_timing_name(op, outcome);
}

static void put_step(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s,
                     const struct procedure_step *p)
{
    const struct dossier_step *row = row_of(s, p->no);
    const char *role = role_code((enum role)p->role);
    enum term_unit unit = s->procedure->version.term.unit == TERM_DAYS ? TERM_DAYS : TERM_WORKDAYS;
    bool counted = p->share_milli > 0;
    json_open_object(out, NULL);
    json_put_int(out, "no", p->no);
    json_put_text(out, "name", view_pick(op, p->name_vi, p->name_en));
    json_put_text(out, "role", role);
    json_put_text(out, "role_name", view_role_name(op, role));
    json_put_text(out, "seat_name", only_seat(v, p->role));
    json_put_text(out, "kind", step_kind_choices.codes[p->kind]);
    json_put_text(out, "account_name", view_done_by(op, v, row->account, row->behalf));
    json_put_instant(out, "opened_at", row->opened_at);
    json_put_instant(out, "started_at", row->started_at);
    json_put_instant(out, "due_at", row->due_at);
    json_put_instant(out, "finished_at", row->finished_at);
    json_put_text(out, "outcome", row->outcome);
    json_put_text(out, "outcome_name", outcome_name(op, row->outcome));
    json_put_bool(out, "counted", counted);
    json_put_text(out, "share_text", counted ? explain_term(op, (struct term){unit, p->share_milli}) : NULL);
    json_put_text(out, "note", note_of(s, p->no));
    json_close_object(out);
}

void view_put_steps(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s)
{
    json_open_array(out, "steps");
    for (size_t i = 0; i < s->procedure->step_count; i++) {
        put_step(op, out, v, s, &s->procedure->steps[i]);
    }
    json_close_array(out);
}

/* ---- forms ---- */

/* The bytes of a growing form are not kept, so the record tells. */
static bool was_printed(const struct view_subject *s, int64_t id)
{
    for (size_t i = 0; i < s->event_count; i++) {
        if (strcmp(s->events[i].name, "form.printed") == 0 && json_get_int(s->data[i], "id", 0) == id) {
            return true;
        }
    }
    return false;
}

bool view_put_forms(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s)
{
    struct form_issue *list = NULL;
    size_t count = 0;
    if (!paper_list(op, v->db, s->d.id, &list, &count)) {
        return false;
    }
    json_open_array(out, "forms");
    for (size_t i = 0; i < count; i++) {
        const struct form_issue *f = &list[i];
        json_open_object(out, NULL);
        json_put_int(out, "id", f->id);
        json_put_text(out, "form", f->form);
        json_put_text(out, "title", text_in(op->lang, "form.title", f->form));
        json_put_text(out, "number", view_form_number(op, f->form, f->number, f->unit_code));
        json_put_instant(out, "issued_at", f->issued_at);
        json_put_bool(out, "printed", f->blob != NULL || was_printed(s, f->id));
        json_put_text(out, "url",
                      arena_printf(op->arena, "/api/worlds/%s/forms/%lld/pdf", v->look->world, (long long)f->id));
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

const char *view_form_number(struct op *op, const char *form, int64_t number, const char *unit)
{
    const struct form *known = form_find(form);
    const char *mark = known == NULL ? "" : known->mark, *end = unit == NULL ? "" : unit;
    return arena_printf(op->arena, "%lld%s%s%s%s", (long long)number, *mark == '\0' && *end == '\0' ? "" : "/", mark,
                        *mark != '\0' && *end != '\0' ? "-" : "", end);
}
