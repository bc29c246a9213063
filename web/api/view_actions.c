/* What may be done to a dossier now, and why the rest may not.
 *
 * The rows of the lifecycle for the state and the step it stands at are all that can happen. Each is free for this seat, or
 * blocked with a sentence: somebody else holds the step, or the act's own condition is not met. The conditions are those the
 * acts check themselves (dossier/intake.c, dossier/handling.c); the test of this file does every free act to prove that the
 * two agree. The primary act is the first free one that leads forward and has not been done. */
#include "act/act.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "dossier/work.h"

#include <string.h>

/* ---- who ---- */

static bool may_ever(const struct actor *actor, const char *act)
{
    const struct act_def *def = act_find(act);
    int role = role_find(actor->role);
    return def != NULL && role >= 0 && (def->roles & ROLE_BIT((unsigned)role)) != 0;
}

bool view_is_mine(const struct view *v, const struct dossier *d, const struct procedure_step *at)
{
    const struct actor *actor = v->look->actor;
    const struct transition *t;
    if (actor == NULL || at == NULL) {
        return false;
    }
    for (size_t i = 0; (t = lifecycle_at(i)) != NULL; i++) {
        if (t->holder != HOLDER_OFFICE && lifecycle_applies(t, (enum dossier_state)d->state, (enum step_kind)at->kind) &&
            may_ever(actor, t->act) && work_holder_problem(d, actor, t) == NULL) {
            return true;
        }
    }
    return false;
}

static const char *act_name(struct op *op, const char *act)
{
    return text_get(op->lang, arena_printf(op->arena, "act.%s", act));
}

/* NULL if this seat may do it. Whose it is says more than who may not, so that comes first. */
static const char *why_not_this_seat(struct op *op, const struct view *v, const struct dossier *d,
                                     const struct transition *t)
{
    const struct actor *actor = v->look->actor;
    const char *problem = work_holder_problem(d, actor, t);
    if (problem != NULL && t->holder == HOLDER_APPLICANT && strcmp(actor->role, role_code(ROLE_APPLICANT)) != 0) {
        return view_say(op, "dossier.not_your_seat", "role", "@role.applicant", NULL);
    }
    if (problem != NULL) {
        const char *holder = d->step_role < 0 ? "" : role_code((enum role)d->step_role);
        const char *name = view_account_name(v, d->step_account);
        return view_say(op, problem, "role", arena_printf(op->arena, "@role.%s", holder), "account",
                        name == NULL ? "" : name, NULL);
    }
    if (!may_ever(actor, t->act)) {
        return view_say(op, "act.forbidden", "act", act_name(op, t->act), "role", view_role_name(op, actor->role),
                        NULL);
    }
    return NULL;
}

/* ---- conditions of the acts ---- */

static const char *why_not_accept(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    for (size_t i = 0; i < s->component_count; i++) {
        if (!instant_is_none(s->components[i].provided_at)) {
            return NULL;
        }
    }
    return view_say(op, "dossier.nothing_provided", NULL);
}

static const char *why_not_supplement(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    int64_t max = s->procedure->version.supplement_max;
    return s->d.supplements < max ? NULL : view_say(op, "dossier.supplement_limit", "max", view_number(op, max), NULL);
}

static const char *why_not_assign(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)s;
    for (size_t i = 0; i < v->account_count; i++) {
        if (v->accounts[i].role == ROLE_SPECIALIST && v->accounts[i].active) {
            return NULL;
        }
    }
    return view_say(op, "view.no_specialist", NULL);
}

static const char *why_not_draft(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    return s->d.appraisal != NULL ? NULL : view_say(op, "dossier.not_appraised", NULL);
}

static const char *why_not_submit(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    return s->d.result_kind != NULL ? NULL : view_say(op, "dossier.no_draft", NULL);
}

static const char *why_not_number(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    const char *number = s->d.submission_number;
    return number == NULL ? NULL : view_say(op, "dossier.already_numbered", "number", number, NULL);
}

static const char *why_not_issue(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    return s->d.submission_number != NULL ? NULL : view_say(op, "dossier.not_numbered", NULL);
}

static const struct condition {
    const char *act;
    const char *(*why_not)(struct op *op, const struct view *v, const struct view_subject *s);
} conditions[] = {
    {"dossier.accept", why_not_accept}, {"dossier.request_supplement", why_not_supplement},
    {"dossier.assign", why_not_assign}, {"dossier.draft", why_not_draft},
    {"dossier.submit", why_not_submit}, {"dossier.number", why_not_number},
    {"dossier.issue", why_not_issue},
};

static const char *why_not(struct op *op, const struct view *v, const struct view_subject *s,
                           const struct transition *t)
{
    const char *seat = why_not_this_seat(op, v, &s->d, t);
    if (seat != NULL) {
        return seat;
    }
    for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++) {
        if (strcmp(conditions[i].act, t->act) == 0) {
            return conditions[i].why_not(op, v, s);
        }
    }
    return NULL;
}

/* ---- how an act looks ---- */

/* Against the applicant, or back. */
static bool is_danger(const struct transition *t)
{
    return t->move == MOVE_BACK || t->to == DOSSIER_INTAKE_REFUSED || t->to == DOSSIER_STOPPED ||
           t->to == DOSSIER_WITHDRAWN;
}

/* May be done again, but is not what comes next. */
static bool is_done(const struct dossier *d, const char *act)
{
    return (strcmp(act, "dossier.appraise") == 0 && d->appraisal != NULL) ||
           (strcmp(act, "dossier.draft") == 0 && d->result_kind != NULL);
}

static bool needs_reason(const char *act)
{
    const struct record *input = act_find(act)->input;
    for (size_t i = 0; i < input->count; i++) {
        if (strcmp(input->fields[i].name, "reason") == 0) {
            return (input->fields[i].flags & FIELD_REQUIRED) != 0;
        }
    }
    return false;
}

static bool is_provided(const struct view_subject *s, const char *code)
{
    for (size_t i = 0; i < s->component_count; i++) {
        if (strcmp(s->components[i].code, code) == 0) {
            return !instant_is_none(s->components[i].provided_at);
        }
    }
    return false;
}

/* What accepting this dossier would have to confirm as missing; null if nothing is. */
static void put_confirm(struct op *op, struct json_out *out, const struct view_subject *s)
{
    const struct procedure_component *missing[100];
    struct strbuf names;
    size_t count = 0;
    strbuf_init(&names, op->arena, 8000);
    for (size_t i = 0; i < s->procedure->component_count && count < 100; i++) {
        const struct procedure_component *c = &s->procedure->components[i];
        if (c->required && !is_provided(s, c->code)) {
            strbuf_printf(&names, "%s%s", count > 0 ? "; " : "", view_pick(op, c->name_vi, c->name_en));
            missing[count++] = c;
        }
    }
    if (count == 0) {
        json_put_null(out, "confirm");
        return;
    }
    json_open_object(out, "confirm");
    json_put_text(out, "text", view_say(op, "view.confirm_missing", "missing", names.data, NULL));
    json_open_array(out, "missing");
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        json_put_text(out, "code", missing[i]->code);
        json_put_text(out, "name", view_pick(op, missing[i]->name_vi, missing[i]->name_en));
        json_close_object(out);
    }
    json_close_array(out);
    json_close_object(out);
}

static void put_action(struct op *op, struct json_out *out, const struct view_subject *s, const struct transition *t,
                       const char *blocked, bool primary)
{
    json_open_object(out, NULL);
    json_put_text(out, "act", t->act);
    json_put_text(out, "name", act_name(op, t->act));
    json_put_bool(out, "primary", primary);
    json_put_bool(out, "danger", is_danger(t));
    json_put_bool(out, "reason_required", needs_reason(t->act));
    json_put_text(out, "input", t->act);
    json_put_text(out, "blocked", blocked);
    json_put_text(out, "article", t->article);
    if (blocked == NULL && strcmp(t->act, "dossier.accept") == 0) {
        put_confirm(op, out, s);
    } else {
        json_put_null(out, "confirm");
    }
    json_close_object(out);
}

static bool put_assignees(struct op *op, struct json_out *out, const struct view *v, bool may_assign)
{
    struct account *list = NULL;
    size_t count = 0;
    if (may_assign && !account_list_by_role(op, v->db, ROLE_SPECIALIST, &list, &count)) {
        return false;
    }
    json_open_array(out, "assignees");
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        json_put_text(out, "account", list[i].id);
        json_put_text(out, "name", list[i].name);
        json_put_int(out, "open_dossiers", list[i].open_dossiers);
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

bool view_put_actions(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s)
{
    const struct transition *t;
    bool may_assign = false, has_primary = false;
    json_open_array(out, "actions");
    for (size_t i = 0; (t = lifecycle_at(i)) != NULL; i++) {
        enum step_kind kind = s->at == NULL ? STEP_ANY : (enum step_kind)s->at->kind;
        if (v->look->actor == NULL || !lifecycle_applies(t, (enum dossier_state)s->d.state, kind)) {
            continue;
        }
        const char *blocked = why_not(op, v, s, t);
        bool primary = !has_primary && blocked == NULL && !is_danger(t) && !is_done(&s->d, t->act);
        put_action(op, out, s, t, blocked, primary);
        has_primary = has_primary || primary;
        may_assign = may_assign || (blocked == NULL && strcmp(t->act, "dossier.assign") == 0);
    }
    json_close_array(out);
    return put_assignees(op, out, v, may_assign);
}
