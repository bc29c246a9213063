/* Who takes part in a dossier, and who can be chosen where an act asks for somebody: specialists with the work they have in hand, officers
 * of the agency, divisions. Nothing is read for a choice that the seat does not have. */
#include "api/view_inside.h"
#include "base/text.h"
#include "calendar/explain.h"
#include "catalogue/procedure_variant.h"
#include "org/org.h"

#include <string.h>

#define DIVISIONS_MAX 50

/* The office's own clock acts under an account that nobody sits in: it has a name of its own and no role. */
static const char *own_name(struct op *op, const struct view *v, const char *account)
{
    const char *key = account == NULL ? NULL : arena_printf(op->arena, "account.%s", account);
    return key != NULL && view_account(v, account) == NULL && text_has(key) ? text_get(op->lang, key) : NULL;
}

const char *view_role_of(struct op *op, const struct view *v, const char *account, const char *role)
{
    return own_name(op, v, account) != NULL ? "" : view_role_name(op, role);
}

const char *view_done_by(struct op *op, const struct view *v, const char *account, const char *behalf)
{
    const char *own = own_name(op, v, account);
    const char *name = own != NULL ? own : view_account_name(v, account);
    if (name == NULL || behalf == NULL) {
        return name;
    }
    return view_say(op, "account.behalf", "name", name, "absent", view_account_name(v, behalf), NULL);
}

static const struct dossier_participant *participant(const struct view_subject *s, const char *account)
{
    for (size_t i = 0; i < s->participant_count; i++) {
        if (strcmp(s->participants[i].account, account) == 0) {
            return &s->participants[i];
        }
    }
    return NULL;
}

bool view_is_co_handler(const struct view_subject *s, const char *account)
{
    const struct dossier_participant *p = participant(s, account);
    return p != NULL && strcmp(p->kind, "co_handler") == 0;
}

/* What agencies were asked, and said. */
static void put_consultations(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s)
{
    json_open_array(out, "consultations");
    for (size_t i = 0; i < s->consultation_count; i++) {
        const struct consultation *c = &s->consultations[i];
        bool open = instant_is_none(c->answered_at);
        const char *timing = open ? timing_open(v->look->now, c->due_at, INSTANT_NONE) : timing_of(c->answered_at, c->due_at);
        json_open_object(out, NULL);
        json_put_int(out, "id", c->id);
        json_put_text(out, "org", c->to_org);
        json_put_text(out, "org_name", view_pick(op, c->org_vi, c->org_en));
        json_put_text(out, "number", c->number);
        json_put_text(out, "asked_by", view_account_name(v, c->asked_by));
        json_put_instant(out, "asked_at", c->asked_at);
        json_put_text(out, "question", c->question);
        json_put_instant(out, "due_at", c->due_at);
        json_put_instant(out, "answered_at", c->answered_at);
        json_put_text(out, "answered_by", view_account_name(v, c->answered_by));
        json_put_text(out, "answer", c->answer);
        json_put_text(out, "agrees", open ? NULL : c->agrees ? "yes" : "no");
        json_put_text(out, "timing", timing);
        json_put_text(out, "timing_name", view_timing_name(op, timing));
        json_close_object(out);
    }
    json_close_array(out);
}

void view_put_participants(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s)
{
    put_consultations(op, out, v, s);
    json_open_array(out, "participants");
    for (size_t i = 0; i < s->participant_count; i++) {
        const struct dossier_participant *p = &s->participants[i];
        json_open_object(out, NULL);
        json_put_text(out, "account", p->account);
        json_put_text(out, "name", p->name);
        json_put_text(out, "role_name", view_role_name(op, p->role));
        json_put_text(out, "kind", p->kind);
        json_put_text(out, "kind_name", text_get(op->lang, arena_printf(op->arena, "participant.kind.%s", p->kind)));
        json_put_instant(out, "added_at", p->added_at);
        json_close_object(out);
    }
    json_close_array(out);
}

/* ---- choices ---- */

void view_put_assignee(struct json_out *out, const struct account *a)
{
    json_open_object(out, NULL);
    json_put_text(out, "account", a->id);
    json_put_text(out, "name", a->name);
    json_put_int(out, "open_dossiers", a->open_dossiers);
    json_put_int(out, "overdue_dossiers", a->overdue_dossiers);
    json_put_instant(out, "absent_until", a->absent_until);
    json_close_object(out);
}

static bool put_assignees(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s,
                          const struct view_choices *may)
{
    struct account *list = NULL;
    size_t count = 0;
    if ((may->assign || may->reassign) && !account_list_by_role(op, v->db, ROLE_SPECIALIST, &list, &count)) {
        return false;
    }
    json_open_array(out, "assignees");
    for (size_t i = 0; i < count; i++) {
        bool has_it = !may->assign && s->d.handler != NULL && strcmp(s->d.handler, list[i].id) == 0;
        if (has_it || !holder_org_fits(&s->d, ROLE_SPECIALIST, list[i].org)) {
            continue;
        }
        view_put_assignee(out, &list[i]);
    }
    json_close_array(out);
    return true;
}

static void put_colleagues(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s, bool may)
{
    json_open_array(out, "colleagues");
    for (size_t i = 0; may && i < v->account_count; i++) {
        const struct account *a = &v->accounts[i];
        bool officer = a->role == ROLE_SPECIALIST || a->role == ROLE_DIVISION_HEAD || a->role == ROLE_DIRECTOR || a->role == ROLE_CLERK;
        bool handles = s->d.handler != NULL && strcmp(s->d.handler, a->id) == 0;
        if (!officer || !a->active || handles || !org_is_within(a->org, s->d.agency) || participant(s, a->id) != NULL) {
            continue;
        }
        json_open_object(out, NULL);
        json_put_text(out, "account", a->id);
        json_put_text(out, "name", a->name);
        json_put_text(out, "role_name", view_role_name(op, role_code((enum role)a->role)));
        json_close_object(out);
    }
    json_close_array(out);
}

bool view_put_divisions(struct op *op, struct json_out *out, const struct view *v, const char *agency)
{
    const char *codes[DIVISIONS_MAX];
    size_t count = 0;
    for (size_t i = 0; agency != NULL && i < v->account_count && count < DIVISIONS_MAX; i++) {
        const struct account *a = &v->accounts[i];
        bool known = a->role != ROLE_DIVISION_HEAD || !a->active || !org_is_within(a->org, agency);
        for (size_t k = 0; k < count && !known; k++) {
            known = strcmp(codes[k], a->org) == 0;
        }
        if (!known) {
            codes[count++] = a->org;
        }
    }
    json_open_array(out, "divisions");
    for (size_t i = 0; count > 1 && i < count; i++) { /* names are read only where there is a choice */
        struct org org;
        if (!org_get(op, v->db, codes[i], &org)) {
            return false;
        }
        json_open_object(out, NULL);
        json_put_text(out, "code", org.code);
        json_put_text(out, "name", view_pick(op, org.name_vi, org.name_en));
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

/* The other cases of the procedure at this agency. */
static bool put_variants(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s, bool may)
{
    struct procedure_case cases[PROCEDURE_CASES_MAX];
    size_t count = 0;
    if (may && !procedure_cases(op, v->db, s->d.procedure_version, s->d.agency, cases, &count)) {
        return false;
    }
    json_open_array(out, "variants");
    for (size_t i = 0; i < count; i++) {
        if (cases[i].id == s->d.procedure_version) {
            continue;
        }
        json_open_object(out, NULL);
        json_put_text(out, "code", cases[i].code);
        json_put_text(out, "name", cases[i].name_vi == NULL ? text_get(op->lang, "procedure.variant.standard")
                                                            : view_pick(op, cases[i].name_vi, cases[i].name_en));
        json_put_text(out, "term", explain_term(op, cases[i].term));
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

static bool put_agencies(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s, bool may)
{
    struct org *list = NULL;
    size_t count = 0;
    if (may && !org_list_to_ask(op, v->db, instant_day(v->look->now), &list, &count)) {
        return false;
    }
    json_open_array(out, "agencies");
    for (size_t i = 0; i < count; i++) {
        if (org_is_within(list[i].code, s->d.agency)) {
            continue;
        }
        json_open_object(out, NULL);
        json_put_text(out, "code", list[i].code);
        json_put_text(out, "name", view_pick(op, list[i].name_vi, list[i].name_en));
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

bool view_put_choices(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s,
                      const struct view_choices *may)
{
    put_colleagues(op, out, v, s, may->add_participant);
    return put_agencies(op, out, v, s, may->request_opinion) && put_variants(op, out, v, s, may->change_variant) && put_assignees(op, out, v, s, may) && view_put_divisions(op, out, v, may->hand_over ? s->d.agency : NULL);
}
