/* The accounts desk: who there is, a table tried before it is taken, and the acts (account/manage.h). */
#include "account/manage.h"
#include "api/api_look.h"
#include "api/handlers.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "org/org.h"

#include <stddef.h>
#include <string.h>

struct roster_input {
    const struct json *text; /* any text: a table has line ends and tabs, which a field of a record may not hold */
};
static const struct field roster_members[] = {
    {.name = "text", .kind = FIELD_JSON, .offset = offsetof(struct roster_input, text), .flags = FIELD_REQUIRED,
     .help = "text of a CSV table with a header: id, name, role, org"},
};
const struct record roster_body = RECORD("account_roster", struct roster_input, roster_members);

/* The administrator's seat, or nobody's. */
static bool keeper(struct op *op, struct visit *v, struct actor *actor, bool *sits)
{
    *sits = v->seat != NULL && v->owner && visit_is_running(v);
    op->now = play_clock(v->play)->office_at;
    return !*sits || play_actor(op, v->play, v->seat, actor);
}

static const char *org_name(struct op *op, struct db *db, const char *code)
{
    struct org org;
    struct op own;
    op_init(&own, op->arena, op->id, op->lang);
    return org_get(&own, db, code, &org) ? view_pick(op, org.name_vi, org.name_en) : code;
}

static void put_account(struct op *op, struct json_out *out, struct db *db, const struct account *a, const struct actor *actor)
{
    json_open_object(out, NULL);
    json_put_text(out, "id", a->id);
    json_put_text(out, "name", a->name);
    json_put_text(out, "role", role_code((enum role)a->role));
    json_put_text(out, "role_name", view_role_name(op, role_code((enum role)a->role)));
    json_put_text(out, "org", a->org);
    json_put_text(out, "org_name", org_name(op, db, a->org));
    json_put_bool(out, "active", a->active);
    json_put_int(out, "open_dossiers", a->open_dossiers);
    json_put_bool(out, "may_keep", actor != NULL && account_may_keep(actor, a->org) && strcmp(a->id, actor->account) != 0);
    json_close_object(out);
}

static void put_roles(struct op *op, struct json_out *out, const struct actor *actor)
{
    bool system = actor != NULL && strcmp(actor->role, role_code(ROLE_SYSTEM_ADMIN)) == 0;
    json_open_array(out, "roles");
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (role != ROLE_APPLICANT && (system || (role != ROLE_UNIT_ADMIN && role != ROLE_SYSTEM_ADMIN))) {
            json_open_object(out, NULL);
            json_put_text(out, "code", role_code((enum role)role));
            json_put_text(out, "name", view_role_name(op, role_code((enum role)role)));
            json_close_object(out);
        }
    }
    json_close_array(out);
}

bool get_accounts(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    struct db *db = play_db(v->play);
    struct actor actor;
    struct account *list = NULL;
    size_t count = 0;
    bool sits = false;
    if (!keeper(op, v, &actor, &sits) || !account_managed(op, db, &list, &count)) {
        return false;
    }
    bool keeps = sits && account_may_keep(&actor, actor.org);
    json_put_bool(&r->out, "may_keep", keeps);
    json_put_text(&r->out, "own_org", sits ? actor.org : NULL);
    json_open_array(&r->out, "accounts");
    for (size_t i = 0; i < count; i++) {
        put_account(op, &r->out, db, &list[i], sits ? &actor : NULL);
    }
    json_close_array(&r->out);
    put_roles(op, &r->out, sits ? &actor : NULL);
    return true;
}

/* One row's outcome: every error with its column. Answers whether there was none. */
static bool put_row(struct op *op, struct json_out *out, struct db *db, const struct actor *actor, struct account_row *rows, size_t i)
{
    struct op own;
    op_init(&own, op->arena, op->id, op->lang);
    own.now = op->now;
    bool ok = account_check(&own, db, actor, &rows[i], rows, i);
    json_open_object(out, NULL);
    json_put_int(out, "line", rows[i].line);
    json_put_text(out, "id", rows[i].id);
    json_put_text(out, "name", rows[i].name);
    json_put_text(out, "role", rows[i].role);
    json_put_text(out, "role_name", rows[i].role == NULL ? NULL : view_role_name(op, rows[i].role));
    json_put_text(out, "org", rows[i].org);
    json_put_bool(out, "good", ok);
    json_open_array(out, "errors");
    for (const struct field_error *e = own.error.fields; e != NULL; e = e->next) {
        json_open_object(out, NULL);
        json_put_text(out, "column", e->field);
        json_put_text(out, "detail", text_format(op->arena, op->lang, e->key, e->args, e->arg_count));
        json_close_object(out);
    }
    json_close_array(out);
    json_close_object(out);
    return ok;
}

bool post_try_accounts(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    struct actor actor;
    const struct roster_input *in = r->body;
    const char *text = in->text->kind == JSON_TEXT ? in->text->text : "";
    struct account_row *rows = NULL;
    size_t count = 0, good = 0;
    bool sits = false;
    if (!keeper(op, v, &actor, &sits) || !roster_read(op, text, strlen(text), &rows, &count)) {
        return false;
    }
    if (!sits) {
        return fail(op, E_STATE, "seat.none", NULL);
    }
    json_open_array(&r->out, "rows");
    for (size_t i = 0; i < count; i++) {
        good += put_row(op, &r->out, play_db(v->play), &actor, rows, i);
    }
    json_close_array(&r->out);
    json_put_int(&r->out, "good", (int64_t)good);
    json_put_int(&r->out, "bad", (int64_t)(count - good));
    return true;
}
