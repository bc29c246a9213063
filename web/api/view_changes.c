/* What others did since somebody looked, in words: each fact with its name, its value then and its value now (dossier/changes.h). The names
 * are the text keys "fact.<fact>" ({about} says which paper, person or letter), the values of a choice "fact.<fact>.<code>". */
#include "api/view_changes.h"

#include "api/view_inside.h"
#include "base/text.h"
#include "calendar/explain.h"
#include "dossier/changes.h"
#include "org/org.h"

#include <string.h>

/* How the office works is not the applicant's business. */
static bool is_internal(enum dossier_fact fact)
{
    static const enum dossier_fact internal[] = {FACT_HOLDER, FACT_HANDLER, FACT_ELIGIBLE, FACT_OPINION, FACT_RESULT_KIND, FACT_SUMMARY,
                                                 FACT_NOTICE, FACT_NUMBER, FACT_PARTICIPANT, FACT_CONTRIBUTION, FACT_LETTER, FACT_ANSWER};
    for (size_t i = 0; i < sizeof internal / sizeof internal[0]; i++) {
        if (internal[i] == fact) {
            return true;
        }
    }
    return false;
}

static const char *component_name(struct op *op, const struct view_procedure *p, const char *code)
{
    for (size_t i = 0; code != NULL && i < p->component_count; i++) {
        if (strcmp(p->components[i].code, code) == 0) {
            return view_pick(op, p->components[i].name_vi, p->components[i].name_en);
        }
    }
    return code;
}

static const char *step_name(struct op *op, const struct view_procedure *p, const char *no)
{
    for (size_t i = 0; i < p->step_count; i++) {
        if (strcmp(arena_int(op->arena, p->steps[i].no), no) == 0) {
            return arena_printf(op->arena, "B%s. %s", no, view_pick(op, p->steps[i].name_vi, p->steps[i].name_en));
        }
    }
    return no;
}

static const char *org_name(struct op *op, struct db *db, const char *code)
{
    struct org org;
    if (!org_get(op, db, code, &org)) {
        op_clear(op);
        return code;
    }
    return op->lang == LANG_EN && org.name_en != NULL ? org.name_en : org.name_vi;
}

/* The value in words; NULL for none. */
static const char *words(struct op *op, const struct view *v, const struct view_procedure *p, enum dossier_fact fact, const char *value)
{
    struct instant at;
    if (value == NULL) {
        return NULL;
    }
    switch (fact_kind_of(fact)) {
    case FACT_IS_STATE:
        return text_get(op->lang, arena_printf(op->arena, "dossier.state.%s", value));
    case FACT_IS_STEP:
        return step_name(op, p, value);
    case FACT_IS_ACCOUNT:
        return value[0] == '@' ? view_role_name(op, value + 1) : view_account_name(v, value);
    case FACT_IS_ORG:
        return org_name(op, v->db, value);
    case FACT_IS_INSTANT:
        return instant_parse(value, &at) ? explain_when(op, at) : value;
    case FACT_IS_CHOICE: {
        const char *key = arena_printf(op->arena, "fact.%s.%s", fact_code(fact), value);
        return text_has(key) ? text_get(op->lang, key) : value;
    }
    case FACT_IS_TEXT:
        return value;
    }
    must(false);
    return NULL;
}

static const char *about(struct op *op, const struct view *v, const struct view_procedure *p, const struct dossier_change *c)
{
    switch (fact_about_of(c->fact)) {
    case ABOUT_COMPONENT:
        return component_name(op, p, c->key);
    case ABOUT_DOCUMENT:
        return component_name(op, p, c->label);
    case ABOUT_ACCOUNT:
        return view_account_name(v, c->key);
    case ABOUT_LETTER:
        return c->key;
    case ABOUT_DOSSIER:
        break;
    }
    return "";
}

static void put_change(struct op *op, struct json_out *out, const struct view *v, const struct view_procedure *p, const struct dossier_change *c)
{
    const char *what = about(op, v, p, c);
    const char *name = view_say(op, arena_printf(op->arena, "fact.%s", fact_code(c->fact)), "about", what == NULL ? "" : what, NULL);
    json_open_object(out, NULL);
    json_put_text(out, "fact", fact_code(c->fact));
    json_put_text(out, "key", c->key);
    json_put_text(out, "name", name);
    json_put_text(out, "before", words(op, v, p, c->fact, c->before));
    json_put_text(out, "after", words(op, v, p, c->fact, c->after));
    json_put_text(out, "before_value", c->before);
    json_put_text(out, "after_value", c->after);
    json_put_text(out, "who", view_account_name(v, c->last->account));
    json_put_instant(out, "at", c->last->at);
    json_close_object(out);
}

static bool put_event(struct op *op, struct json_out *out, const struct view *v, const struct view_procedure *p, const struct event *e)
{
    const struct json *data = json_parse(op, e->data, strlen(e->data));
    if (data == NULL) {
        return false;
    }
    json_open_object(out, NULL);
    json_put_int(out, "act", e->act);
    json_put_int(out, "seq", e->seq);
    json_put_text(out, "event", e->name);
    json_put_text(out, "event_name", text_get(op->lang, arena_printf(op->arena, "event.%s", e->name)));
    json_put_instant(out, "at", e->at);
    json_put_text(out, "who", view_done_by(op, v, e->account, json_get_text(data, "behalf", NULL)));
    json_put_text(out, "role_name", view_role_name(op, e->role));
    json_put_text(out, "text", view_event_text(op, v, p, e, data));
    json_close_object(out);
    return true;
}

bool view_dossier_changes(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d, int64_t since)
{
    struct view v = view_of(look);
    struct view_subject s;
    struct dossier_changes changes;
    if (!view_take(op, &v, d, &s) || !view_read_accounts(op, &v) || !dossier_changes(op, v.db, d, since, &changes)) {
        return false;
    }
    bool applicant = view_is_applicant(look->actor);
    json_put_int(out, "since", since);
    json_put_int(out, "act", look->act);
    json_open_array(out, "changes");
    for (size_t i = 0; i < changes.count; i++) {
        if (!applicant || !is_internal(changes.items[i].fact)) {
            put_change(op, out, &v, s.procedure, &changes.items[i]);
        }
    }
    json_close_array(out);
    json_open_array(out, "events");
    for (size_t i = 0; i < changes.event_count; i++) {
        if ((!applicant || !view_is_internal(changes.events[i].name)) && !put_event(op, out, &v, s.procedure, &changes.events[i])) {
            return false;
        }
    }
    json_close_array(out);
    return true;
}
