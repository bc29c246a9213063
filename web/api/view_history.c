/* What happened, in sentences. An event is a name and a JSON object; its sentence is the text key "history.<event>" whose
 * arguments are the members of that object, in words: codes of components and roles become names, instants become dates,
 * codes of a choice become the text key "history.value.<member>.<code>". Remarks follow (reason, note, lateness …), each where
 * its member says so. So a new event needs two sentences, one per language, and no code. */
#include "act/event.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "calendar/explain.h"
#include "dossier/handover.h"
#include "org/org.h"

#include <string.h>

#define ARGS_MAX (4 + 2 * EVENT_FIELDS_MAX)
#define NAMES_MAX 8000 /* bytes of a list of names */
#define UNKNOWN "…"

/* ---- members in words ---- */

struct telling {
    struct op *op;
    const struct view *v;
    const struct view_procedure *procedure;
    struct error_arg args[ARGS_MAX];
    int count;
};

static void tell(struct telling *t, const char *name, const char *value)
{
    if (value != NULL && t->count < ARGS_MAX) {
        t->args[t->count++] = (struct error_arg){name, value};
    }
}

static const char *component_name(const struct telling *t, const char *code)
{
    for (size_t i = 0; t->procedure != NULL && i < t->procedure->component_count; i++) {
        const struct procedure_component *c = &t->procedure->components[i];
        if (strcmp(c->code, code) == 0) {
            return view_pick(t->op, c->name_vi, c->name_en);
        }
    }
    return code;
}

static const char *list_of(const struct telling *t, const struct json *list)
{
    struct strbuf names;
    strbuf_init(&names, t->op->arena, NAMES_MAX);
    for (const struct json *n = list->first; n != NULL; n = n->next) {
        if (n->kind == JSON_TEXT) {
            strbuf_printf(&names, "%s%s", names.len > 0 ? "; " : "", component_name(t, n->text));
        }
    }
    return names.len > 0 ? names.data : text_get(t->op->lang, "history.value.none");
}

/* The sentence of a choice, or NULL. */
static const char *choice_name(const struct telling *t, const char *member, const char *code)
{
    const char *key = arena_printf(t->op->arena, "history.value.%s.%s", member, code);
    return text_has(key) ? text_get(t->op->lang, key) : NULL;
}

static bool is_instant(const char *member)
{
    size_t n = strlen(member);
    return (n > 3 && strcmp(member + n - 3, "_at") == 0) || strcmp(member, "from") == 0 || strcmp(member, "to") == 0;
}

static const char *text_of(const struct telling *t, const char *member, const char *text)
{
    struct instant at;
    if (strcmp(member, "account") == 0 || strcmp(member, "from_account") == 0 || strcmp(member, "to_account") == 0 ||
        strcmp(member, "behalf") == 0) {
        return view_account_name(t->v, text);
    }
    if (strcmp(member, "component") == 0) {
        return component_name(t, text);
    }
    if (strcmp(member, "to_role") == 0) {
        return view_role_name(t->op, text);
    }
    struct day day;
    if (strcmp(member, "day") == 0 && day_parse(text, &day)) {
        return explain_date(t->op, day);
    }
    if (is_instant(member) && instant_parse(text, &at)) {
        return explain_when(t->op, at);
    }
    const char *choice = strlen(text) <= 40 ? choice_name(t, member, text) : NULL;
    return choice != NULL ? choice : text;
}

static const char *words_of(const struct telling *t, const struct json *n)
{
    switch (n->kind) {
    case JSON_TEXT:
        return text_of(t, n->key, n->text);
    case JSON_INT:
        return view_number(t->op, n->integer);
    case JSON_BOOL:
        return choice_name(t, n->key, n->boolean ? "true" : "false");
    case JSON_ARRAY:
        return list_of(t, n);
    case JSON_NULL:
    case JSON_REAL:
    case JSON_OBJECT:
        return NULL;
    }
    must(false);
    return NULL;
}

static const char *number_on_paper(struct telling *t, const char *form, const struct event *e, int64_t number)
{
    const char *unit = NULL;
    int y, m, d;
    day_parts(instant_day(e->at), &y, &m, &d);
    /* A print may be of a form issued in another year; a register is numbered by itself. */
    bool of_period = strcmp(e->name, "register.issued") == 0, other = of_period || strcmp(e->name, "form.printed") == 0;
    if (of_period && strcmp(form, "06") == 0) {
        form = "PK";
    }
    return !other && !paper_unit(t->op, t->v->db, form, y, number, &unit) ? NULL : view_form_number(t->op, form, number, unit);
}

/* What the data says only by way of something else: form titles, numbers as on the paper, who holds the next step. The first
 * argument of a name counts, so these come before the members. */
static void tell_derived(struct telling *t, const struct event *e, const struct json *data)
{
    const char *form = json_get_text(data, "form", NULL);
    int64_t to_step = json_get_int(data, "to_step", 0);
    if (form != NULL) {
        tell(t, "title", text_get(t->op->lang, arena_printf(t->op->arena, "form.title.%s", form)));
        tell(t, "number", number_on_paper(t, form, e, json_get_int(data, "number", 0)));
    }
    for (size_t i = 0; t->procedure != NULL && i < t->procedure->step_count; i++) {
        if (t->procedure->steps[i].no == to_step) {
            tell(t, "to_role", view_role_name(t->op, role_code((enum role)t->procedure->steps[i].role)));
        }
    }
}

/* ---- sentences ---- */

static const char *sentence(const struct telling *t, const char *key)
{
    return text_format(t->op->arena, t->op->lang, key, t->args, t->count);
}

/* What is said behind an event's sentence where its data hold the member: a text, a number above 0, true. */
static const struct remark {
    const char *member, *value; /* NULL = whatever it is */
    const char *event, *but;    /* only of this one; of all but this one; NULL = of any */
    const char *key;
} remarks[] = {
    {"missing", NULL, NULL, NULL, "history.remark.missing"},
    {"mode", NULL, NULL, NULL, "history.remark.mode"},
    {"behalf", NULL, NULL, NULL, "history.remark.behalf"},
    {"submitter", NULL, NULL, NULL, "history.remark.submitter"},
    {"source", NULL, "document.digitised_marked", NULL, "history.remark.source"},
    {"reason", NULL, NULL, NULL, "history.remark.reason"},
    {"acceptance_due_at", NULL, "dossier.supplemented", NULL, "history.remark.intake_again"},
    {"due_at", NULL, "dossier.supplemented", NULL, "history.remark.term_again"},
    {"limit_at", NULL, "dossier.supplement_requested", NULL, "history.remark.limit"},
    {"after_15h", NULL, NULL, NULL, "history.remark.after_15h"},
    {"hand_over_due_at", NULL, NULL, NULL, "history.remark.slow_hand_over"},
    {"timing", "overdue", "dossier.accepted", NULL, "history.remark.late_intake"},
    {"timing", "overdue", NULL, "dossier.accepted", "history.remark.late"},
    {"note", NULL, NULL, NULL, "history.remark.note"},
    {"receiver", NULL, NULL, NULL, "history.remark.receiver"},
    {"comment", NULL, NULL, NULL, "history.remark.comment"},
};

static bool is_said(const struct remark *r, const struct event *e, const struct json *data)
{
    const char *text = json_get_text(data, r->member, NULL);
    bool there = text != NULL || json_get_bool(data, r->member, false) || json_get_int(data, r->member, 0) > 0;
    return there && (r->value == NULL || (text != NULL && strcmp(text, r->value) == 0)) &&
           (r->event == NULL || strcmp(e->name, r->event) == 0) && (r->but == NULL || strcmp(e->name, r->but) != 0);
}

static void add_remarks(const struct telling *t, struct strbuf *b, const struct event *e, const struct json *data)
{
    for (size_t i = 0; i < sizeof remarks / sizeof remarks[0]; i++) {
        if (is_said(&remarks[i], e, data)) {
            strbuf_printf(b, " %s", sentence(t, remarks[i].key));
        }
    }
}

/* A letter that goes to the applicant is no submission note. */
static const char *key_of(const struct telling *t, const struct event *e, const struct json *data)
{
    int64_t to_step = json_get_int(data, "to_step", 0);
    for (size_t i = 0; t->procedure != NULL && i < t->procedure->step_count; i++) {
        const struct procedure_step *s = &t->procedure->steps[i];
        if (strcmp(e->name, "dossier.issued") == 0 && s->no == to_step && s->kind == (int)STEP_APPLICANT) {
            return "history.dossier.issued_to_applicant";
        }
    }
    return arena_printf(t->op->arena, "history.%s", e->name);
}

const char *view_event_text(struct op *op, const struct view *v, const struct view_procedure *procedure,
                            const struct event *e, const struct json *data)
{
    const struct event_def *def = event_def_find(e->name);
    struct telling t = {.op = op, .v = v, .procedure = procedure};
    const char *key = key_of(&t, e, data);
    struct strbuf b;
    if (!text_has(key)) { /* an event of another layer: its name is all we know */
        return text_get(op->lang, arena_printf(op->arena, "event.%s", e->name));
    }
    tell_derived(&t, e, data);
    for (const struct json *n = data->first; n != NULL; n = n->next) {
        tell(&t, n->key, words_of(&t, n));
    }
    for (size_t i = 0; def != NULL && def->fields[i] != NULL; i++) {
        tell(&t, def->fields[i], UNKNOWN);
    }
    strbuf_init(&b, op->arena, (size_t)64 * 1024);
    strbuf_puts(&b, sentence(&t, key));
    add_remarks(&t, &b, e, data);
    return b.data;
}

static void put_event(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s, size_t i)
{
    const struct event *e = &s->events[i];
    json_open_object(out, NULL);
    json_put_int(out, "act", e->act);
    json_put_int(out, "seq", e->seq);
    json_put_text(out, "event", e->name);
    json_put_text(out, "event_name", text_get(op->lang, arena_printf(op->arena, "event.%s", e->name)));
    json_put_instant(out, "at", e->at);
    json_put_text(out, "who", view_done_by(op, v, e->account, json_get_text(s->data[i], "behalf", NULL)));
    json_put_text(out, "role_name", view_role_of(op, v, e->account, e->role));
    json_put_text(out, "text", view_event_text(op, v, s->procedure, e, s->data[i]));
    json_close_object(out);
}

/* What officers write to each other on the way to a decision: who filed learns of the decision and of what is asked of them. */
bool view_is_internal(const char *event)
{
    static const char *const internal[] = {"dossier.opened", "dossier.components_checked", "dossier.appraised", "dossier.drafted", "dossier.submitted",
                                           "dossier.initialled", "dossier.approved", "dossier.numbered", "dossier.number_voided", "dossier.issued", "dossier.sent_back", "dossier.recalled",
                                           "dossier.contributed", "dossier.participant_added", "dossier.participant_removed", "dossier.reassigned", "dossier.taken_over",
                                           "dossier.notice_drafted", "dossier.notice_rejected", "dossier.opinion_requested", "dossier.opinion_given",
                                           "dossier.nudged", "dossier.directed", "dossier.reported", "document.digitised_marked"};
    for (size_t i = 0; i < sizeof internal / sizeof internal[0]; i++) {
        if (strcmp(internal[i], event) == 0) {
            return true;
        }
    }
    return false;
}

bool view_dossier_history(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d)
{
    struct view v = view_of(look);
    struct view_subject s;
    if (!view_take(op, &v, d, &s) || !view_read_accounts(op, &v) || !view_read_events(op, &v, &s)) {
        return false;
    }
    json_open_array(out, "history");
    for (size_t i = 0; i < s.event_count; i++) {
        if (!view_is_applicant(look->actor) || !view_is_internal(s.events[i].name)) {
            put_event(op, out, &v, &s, i);
        }
    }
    json_close_array(out);
    return true;
}

/* ---- control sheet (form 06) ---- */

static const char *unit_name(struct op *op, struct db *db, const char *code)
{
    struct org org;
    if (code == NULL || !org_get(op, db, code, &org)) {
        op_clear(op);
        return NULL;
    }
    return view_pick(op, org.name_vi, org.name_en);
}

static void put_handover(struct op *op, struct json_out *out, struct db *db, const struct dossier *d, const struct handover *h)
{
    bool timed = strcmp(h->timing, "none") != 0;
    json_open_object(out, NULL);
    json_put_text(out, "giao", view_role_name(op, h->from_role));
    json_put_text(out, "nhan", view_role_name(op, h->to_role == NULL ? role_code(ROLE_APPLICANT) : h->to_role));
    json_put_text(out, "from_unit", unit_name(op, db, h->from_unit));
    json_put_text(out, "to_unit", unit_name(op, db, h->to_unit));
    json_put_instant(out, "at", h->at);
    json_put_text(out, "from_name", h->giver);
    json_put_text(out, "to_name", h->to_role == NULL ? json_get_text(d->owner, "name", NULL) : h->receiver);
    json_put_text(out, "result", timed ? h->timing : NULL);
    json_put_text(out, "result_name", timed ? view_timing_name(op, h->timing) : NULL);
    json_put_text(out, "note", h->note);
    json_close_object(out);
}

bool view_dossier_control_sheet(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d)
{
    struct view v = view_of(look);
    struct view_subject s;
    struct handover *rows = NULL;
    size_t count = 0;
    if (!view_take(op, &v, d, &s) || !handovers_read(op, v.db, d, &rows, &count)) {
        return false;
    }
    json_open_array(out, "control_sheet");
    for (size_t i = 0; i < count; i++) {
        put_handover(op, out, v.db, d, &rows[i]);
    }
    json_close_array(out);
    return true;
}

/* ---- acts of the office ---- */

/* The dossiers that acts are about, each read once. */
struct about {
    struct dossier *list; /* room for as many as there are acts */
    size_t count;
};

static const struct dossier *find_in(const struct dossier *list, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].id == id) {
            return &list[i];
        }
    }
    return NULL;
}

/* NULL if the act is about none, or on failure. */
static const struct dossier *about_what(struct op *op, const struct view *v, struct about *a, int64_t id)
{
    if (id == 0) {
        return NULL;
    }
    const struct dossier *d = find_in(a->list, a->count, id);
    if (d == NULL && dossier_get(op, v->db, id, &a->list[a->count])) {
        d = &a->list[a->count++];
    }
    return d;
}

static bool put_act(struct op *op, struct json_out *out, struct view *v, struct about *about, const struct act_row *act,
                    const struct event *first)
{
    const struct dossier *d = about_what(op, v, about, act->dossier);
    const struct view_procedure *p = d == NULL ? NULL : view_procedure_of(op, v, d->procedure_version);
    const struct json *data = first == NULL ? NULL : json_parse(op, first->data, strlen(first->data));
    if (op_failed(op)) {
        return false;
    }
    json_open_object(out, NULL);
    json_put_int(out, "number", act->number);
    json_put_text(out, "name", act->name);
    json_put_text(out, "act_name", text_get(op->lang, arena_printf(op->arena, "act.%s", act->name)));
    json_put_text(out, "who", view_done_by(op, v, act->account, data == NULL ? NULL : json_get_text(data, "behalf", NULL)));
    json_put_text(out, "role_name", view_role_of(op, v, act->account, act->role));
    json_put_instant(out, "at", act->at);
    if (d == NULL) {
        json_put_null(out, "dossier");
    } else {
        json_put_int(out, "dossier", d->id);
    }
    json_put_text(out, "subject", d == NULL ? NULL : d->code != NULL ? d->code : json_get_text(d->owner, "name", NULL));
    json_put_text(out, "text", data == NULL ? "" : view_event_text(op, v, p, first, data));
    json_close_object(out);
    return true;
}

static bool put_acts(struct op *op, struct json_out *out, struct view *v, const struct act_row *acts, size_t count)
{
    struct event *events = NULL;
    size_t event_count = 0, e = 0;
    struct about about = {.list = arena_array(op->arena, count, sizeof *about.list)};
    if (count > 0 &&
        (!audit_events_of_acts(op, v->db, acts[0].number - 1, acts[count - 1].number, &events, &event_count) ||
         !view_read_accounts(op, v))) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        while (e < event_count && events[e].act < acts[i].number) {
            e++;
        }
        bool has = e < event_count && events[e].act == acts[i].number;
        if (!put_act(op, out, v, &about, &acts[i], has ? &events[e] : NULL)) {
            return false;
        }
    }
    return true;
}

bool view_acts(struct op *op, struct json_out *out, const struct view_look *look, int64_t after, size_t max)
{
    struct view v = view_of(look);
    struct act_row *acts = NULL;
    size_t count = 0;
    must(max >= 1 && max <= VIEW_ACTS_MAX);
    if (!audit_acts(op, v.db, after, max, &acts, &count)) {
        return false;
    }
    json_open_array(out, "acts");
    if (!put_acts(op, out, &v, acts, count)) {
        return false;
    }
    json_close_array(out);
    return true;
}
