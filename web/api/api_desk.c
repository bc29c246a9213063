/* What a seat's desk shows around its list: work queues with their counts, saved views, and what may be done to many dossiers at once,
 * with whom to choose from. Whoever looks on without a seat gets empty lists. */
#include "account/account.h"
#include "api/api_look.h"
#include "api/app.h"
#include "api/handlers.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "dossier/bulk.h"
#include "dossier/desk.h"
#include "dossier/saved_view.h"
#include "form/form.h"
#include "org/org.h"

#include <string.h>


static const char *view_code(const struct desk_queue *q)
{
    return q->view == SEARCH_WAITING ? "waiting" : q->view == SEARCH_DIRECTED ? "directed" : q->view == SEARCH_ALL ? "all" : "queue";
}

static bool put_queues(struct op *op, struct json_out *out, const struct view *v, int role)
{
    int64_t counts[DESK_QUEUES_MAX];
    const struct desk_queue *q;
    struct search_query own = view_queue_query(v->look->actor), all = own;
    all.view = SEARCH_ALL;
    own = view_allowed(op, v->look, &own);
    all = view_allowed(op, v->look, &all);
    if (!desk_counts(op, v->db, &own, &all, role, VIEW_COUNT_CAP, counts)) {
        return false;
    }
    for (size_t i = 0; (q = desk_queue_at(i)) != NULL; i++) {
        if (counts[i] < 0) {
            continue;
        }
        json_open_object(out, NULL);
        json_put_text(out, "code", q->code);
        json_put_text(out, "name", text_in(op->lang, "desk.queue", q->code));
        json_put_text(out, "view", view_code(q));
        json_put_text(out, "part", q->part < 0 ? NULL : part_choices.codes[q->part]);
        json_put_text(out, "timing", q->timing);
        json_put_int(out, "count", counts[i]);
        json_close_object(out);
    }
    return true;
}

static bool put_views(struct op *op, struct json_out *out, const struct view *v)
{
    const struct actor *actor = v->look->actor;
    struct saved_view *list = NULL;
    size_t count = 0;
    if (!saved_views(op, v->db, actor->account, actor->org, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        json_put_int(out, "id", list[i].id);
        json_put_text(out, "name", list[i].name);
        json_put_bool(out, "shared", list[i].shared);
        json_put_bool(out, "own", strcmp(list[i].account, actor->account) == 0);
        json_put_text(out, "by", list[i].account_name);
        json_put_node(out, "filter", list[i].filter);
        json_close_object(out);
    }
    return true;
}

static bool may(int role, const char *act)
{
    return role >= 0 && (act_find(act)->roles & ROLE_BIT((unsigned)role)) != 0;
}

static void put_bulk(struct op *op, struct json_out *out, int role)
{
    const struct bulk_def *def;
    for (size_t i = 0; (def = bulk_at(i)) != NULL; i++) {
        if (may(role, def->act)) {
            json_open_object(out, NULL);
            json_put_text(out, "verb", def->verb);
            json_put_text(out, "act", def->act);
            json_put_text(out, "name", text_in(op->lang, "act", def->act));
            json_put_int(out, "max", (int64_t)def->max);
            json_put_bool(out, "recall", def->recall);
            json_put_text(out, "law", text_in(op->lang, "bulk.law", def->verb));
            json_close_object(out);
        }
    }
}

/* Whom a head of division may assign to: of each dossier the act itself decides. */
static bool put_assignees(struct op *op, struct json_out *out, const struct view *v, int role)
{
    struct account *list = NULL;
    size_t count = 0;
    if (!may(role, "dossier.assign")) {
        return true;
    }
    if (!account_list_by_role(op, v->db, ROLE_SPECIALIST, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!org_is_within(list[i].org, v->look->actor->org)) {
            continue;
        }
        view_put_assignee(out, &list[i]);
    }
    return true;
}

/* Whose dossiers a list may be narrowed to: of what the seat may see. An applicant is not told who its officers are. */
static bool put_handlers(struct op *op, struct json_out *out, const struct view *v, int role)
{
    struct search_handler *list = NULL;
    size_t count = 0;
    struct search_query all = {.view = SEARCH_ALL};
    if (role < 0 || role == ROLE_APPLICANT || role == ROLE_COORDINATING_AGENCY) {
        return true;
    }
    all = view_allowed(op, v->look, &all);
    if (!search_handlers(op, v->db, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (all.concerns == NULL || org_is_within(list[i].org, all.concerns)) {
            json_open_object(out, NULL);
            json_put_text(out, "account", list[i].id);
            json_put_text(out, "name", list[i].name);
            json_close_object(out);
        }
    }
    return true;
}

static void put_forms(struct op *op, struct json_out *out, int role)
{
    size_t count = 0;
    const struct form *forms = form_all(&count);
    for (size_t i = 0; may(role, "form.print") && i < count; i++) {
        json_open_object(out, NULL);
        json_put_text(out, "code", forms[i].code);
        json_put_text(out, "title", text_in(op->lang, "form.title", forms[i].code));
        json_close_object(out);
    }
}

bool get_desk(struct op *op, struct request *r)
{
    struct visit *visit = visit_of(r);
    struct json_out *out = &r->out;
    const struct actor *actor = app_seat_actor(op, visit);
    struct view_look look = world_look(visit, actor);
    struct view v = view_of(&look);
    int role = actor == NULL ? -1 : role_find(actor->role);
    op->now = look.now;
    if (op_failed(op) || !view_read_accounts(op, &v)) {
        return false;
    }
    bool ok = true;
    json_open_array(out, "queues");
    ok = actor == NULL || put_queues(op, out, &v, role);
    json_close_array(out);
    json_open_array(out, "views");
    ok = ok && (actor == NULL || put_views(op, out, &v));
    json_close_array(out);
    json_open_array(out, "bulk");
    put_bulk(op, out, app_who_may(visit, actor) == NULL ? -1 : role);
    json_close_array(out);
    json_open_array(out, "assignees");
    ok = ok && put_assignees(op, out, &v, role);
    json_close_array(out);
    json_open_array(out, "handlers");
    ok = ok && put_handlers(op, out, &v, role);
    json_close_array(out);
    ok = ok && view_put_divisions(op, out, &v, may(role, "dossier.hand_over") ? org_top(op, v.look->actor->org) : NULL);
    json_open_array(out, "forms");
    put_forms(op, out, role);
    json_close_array(out);
    return ok;
}
