/* Who stands in for whom, and all the work of one who leaves: acts of the office that are about no single dossier. */
#include "account/delegation.h"
#include "api/api_look.h"
#include "api/app.h"
#include "api/handlers.h"
#include "api/view_attempt.h"
#include "api/view_inside.h"
#include "dossier/sharing.h"
#include "org/org.h"

#include <string.h>

/* The request's body as the act's input, with what the path names. */
static const struct json *input_of(struct op *op, const struct request *r, const char *named, int64_t id)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, 65536);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    if (named != NULL) {
        json_put_int(&out, named, id);
    }
    record_put_json(&out, r->route->body, r->body);
    json_close_object(&out);
    return json_parse(op, b.data, b.len);
}

static bool perform(struct op *op, struct request *r, const struct json *input)
{
    struct visit *v = visit_of(r);
    struct act_answer answer;
    if (input == NULL || !app_match_generation(op, r)) {
        return false;
    }
    if (v->seat == NULL) {
        return fail(op, E_STATE, "seat.none", NULL);
    }
    struct play_call call = {.seat = v->seat, .act = r->route->act, .input = input, .version = -1, .idempotency_key = r->idempotency_key};
    if (!visit_act(op, v, &call, &answer)) {
        return false;
    }
    json_put_int(&r->out, "act", answer.act);
    put_changes(op, &r->out, v->play, &v->news);
    view_score(op, &r->out, v);
    return !op_failed(op);
}

bool post_sharing(struct op *op, struct request *r)
{
    return perform(op, r, input_of(op, r, NULL, 0));
}

bool post_revoke(struct op *op, struct request *r)
{
    return perform(op, r, input_of(op, r, "delegation", request_int(r, "delegation")));
}

/* ---- who there is ---- */

static bool arranges(const struct actor *actor, const struct account *a)
{
    int role = actor == NULL ? -1 : role_find(actor->role);
    bool admin = role == ROLE_UNIT_ADMIN || role == ROLE_SYSTEM_ADMIN;
    bool head = role == ROLE_DIRECTOR || role == ROLE_DIVISION_HEAD;
    return actor != NULL && (admin || strcmp(actor->account, a->id) == 0 || (head && org_is_within(a->org, actor->org)));
}

static bool hands_over(const struct actor *actor, const struct account *a)
{
    int role = actor == NULL ? -1 : role_find(actor->role);
    bool may = role == ROLE_UNIT_ADMIN || role == ROLE_SYSTEM_ADMIN || role == ROLE_DIRECTOR || role == ROLE_DIVISION_HEAD;
    return may && arranges(actor, a);
}

static bool put_colleague(struct op *op, struct json_out *out, struct view *v, const struct account *a)
{
    int64_t *work = NULL;
    size_t count = 0;
    struct org org;
    bool may = hands_over(v->look->actor, a);
    if ((may && !account_open_work(op, v->db, a->id, &work, &count)) || !org_get(op, v->db, a->org, &org)) {
        return false;
    }
    json_open_object(out, NULL);
    json_put_text(out, "account", a->id);
    json_put_text(out, "name", a->name);
    json_put_text(out, "role", role_code((enum role)a->role));
    json_put_text(out, "role_name", view_role_name(op, role_code((enum role)a->role)));
    json_put_text(out, "org", org.code);
    json_put_text(out, "org_name", view_pick(op, org.name_vi, org.name_en));
    json_put_bool(out, "active", a->active);
    json_put_bool(out, "may_delegate", arranges(v->look->actor, a));
    json_put_bool(out, "may_hand_over", may);
    json_put_int(out, "work", (int64_t)count);
    json_close_object(out);
    return true;
}

static bool put_delegations(struct op *op, struct json_out *out, struct view *v)
{
    struct delegation *list = NULL;
    size_t count = 0;
    if (!delegation_list(op, v->db, NULL, &list, &count)) {
        return false;
    }
    json_open_array(out, "delegations");
    for (size_t i = 0; i < count; i++) {
        const struct delegation *g = &list[i];
        const struct account *from = view_account(v, g->from_account);
        json_open_object(out, NULL);
        json_put_int(out, "id", g->id);
        json_put_text(out, "from_account", g->from_account);
        json_put_text(out, "from_name", g->from_name);
        json_put_text(out, "to_account", g->to_account);
        json_put_text(out, "to_name", g->to_name);
        json_put_instant(out, "from_at", g->from_at);
        json_put_instant(out, "to_at", g->to_at);
        json_put_text(out, "reason", g->reason);
        json_put_bool(out, "in_force", instant_compare(g->from_at, op->now) <= 0);
        json_put_bool(out, "may_revoke", from != NULL && arranges(v->look->actor, from));
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

bool get_colleagues(struct op *op, struct request *r)
{
    struct visit *visit = visit_of(r);
    struct actor actor;
    if (visit->seat != NULL && !play_actor(op, visit->play, visit->seat, &actor)) {
        return false;
    }
    struct view_look look = world_look(visit, visit->seat == NULL ? NULL : &actor);
    struct view v = view_of(&look);
    op->now = look.now;
    if (!view_read_accounts(op, &v)) {
        return false;
    }
    json_open_array(&r->out, "colleagues");
    for (size_t i = 0; i < v.account_count; i++) {
        if (v.accounts[i].role != ROLE_APPLICANT && !put_colleague(op, &r->out, &v, &v.accounts[i])) {
            return false;
        }
    }
    json_close_array(&r->out);
    return put_delegations(op, &r->out, &v);
}

/* What handing over somebody's work would move. */
bool get_work(struct op *op, struct request *r)
{
    struct visit *visit = visit_of(r);
    struct view_look look = world_look(visit, NULL);
    struct db *db = play_db(visit->play);
    struct account a;
    int64_t *ids = NULL;
    size_t count = 0;
    int64_t co_handled = 0, followed = 0;
    if (!account_get(op, db, request_text(r, "account"), &a) || !account_open_work(op, db, a.id, &ids, &count) ||
        !dossier_participations(op, db, a.id, &co_handled, &followed)) {
        return false;
    }
    json_put_text(&r->out, "account", a.id);
    json_put_text(&r->out, "name", a.name);
    json_put_int(&r->out, "co_handled", co_handled);
    json_put_int(&r->out, "followed", followed);
    json_open_array(&r->out, "dossiers");
    for (size_t i = 0; i < count; i++) {
        struct dossier d;
        json_open_object(&r->out, NULL);
        if (!dossier_get(op, db, ids[i], &d) || !view_summary(op, &r->out, &look, &d)) {
            return false;
        }
        json_close_object(&r->out);
    }
    json_close_array(&r->out);
    return true;
}
