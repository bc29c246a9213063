/* The accounts desk: who there is, a table tried before it is taken, and the acts (account/manage.h). */
#include "account/roster.h"
#include "api/api_look.h"
#include "api/handlers.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "org/org.h"
#include "sheet/spreadsheet.h"

#include <stddef.h>
#include <string.h>

struct try_input {
    const char *sheet;
};
static const struct field try_members[] = {
    {.name = "sheet", .kind = FIELD_TEXT, .offset = offsetof(struct try_input, sheet), .max = 100,
     .help = "of a workbook; without it the first that has the header"},
};
const struct record account_try_query = RECORD("account_try_query", struct try_input, try_members);

struct lang_input {
    const char *lang;
};
static const struct field lang_members[] = {
    {.name = "lang", .kind = FIELD_TEXT, .offset = offsetof(struct lang_input, lang), .max = 2,
     .help = "vi or en: a link that is followed sends the browser's languages, not the page's"},
};
const struct record account_template_query = RECORD("account_template_query", struct lang_input, lang_members);

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

static int column_index(const char *field)
{
    for (int i = 0; i < ACCOUNT_COLUMNS; i++) {
        if (strcmp(account_columns[i], field) == 0) {
            return i;
        }
    }
    return -1;
}

/* The sentence of a cure, or NULL: a key and ".cure". */
static const char *cure_of(struct op *op, const struct field_error *e)
{
    const char *key = arena_printf(op->arena, "%s.cure", e->key);
    return text_has(key) ? text_format(op->arena, op->lang, key, e->args, e->arg_count) : NULL;
}

static void put_row_errors(struct op *op, struct json_out *out, const struct roster *roster, int64_t line, const struct field_error *errors)
{
    json_open_array(out, "errors");
    for (const struct field_error *e = errors; e != NULL; e = e->next) {
        int column = column_index(e->field);
        json_open_object(out, NULL);
        json_put_text(out, "column", e->field);
        json_put_text(out, "place", column < 0 ? NULL : spreadsheet_place(op, roster->columns[column], line));
        json_put_text(out, "detail", text_format(op->arena, op->lang, e->key, e->args, e->arg_count));
        json_put_text(out, "cure", cure_of(op, e));
        json_close_object(out);
    }
    json_close_array(out);
}

/* One row's outcome: every error with its column. Answers whether there was none. */
static bool put_row(struct op *op, struct json_out *out, struct db *db, const struct actor *actor, const struct roster *roster, size_t i)
{
    struct account_row *row = &roster->rows[i];
    struct op own;
    op_init(&own, op->arena, op->id, op->lang);
    own.now = op->now;
    bool ok = account_check(&own, db, actor, row, roster->rows, i);
    json_open_object(out, NULL);
    json_put_int(out, "line", row->line);
    json_put_text(out, "id", row->id);
    json_put_text(out, "name", row->name);
    json_put_text(out, "role", row->role);
    json_put_text(out, "role_name", row->role == NULL ? NULL : role_find(row->role) < 0 ? row->role : view_role_name(op, row->role));
    json_put_text(out, "org", row->org);
    json_put_text(out, "org_name", row->org == NULL ? NULL : org_name(op, db, row->org));
    json_put_bool(out, "hidden", row->hidden);
    json_put_bool(out, "good", ok);
    put_row_errors(op, out, roster, row->line, own.error.fields);
    json_close_object(out);
    return ok;
}

static void put_source(struct op *op, struct json_out *out, const struct roster *roster)
{
    json_put_text(out, "format", roster->format);
    json_put_text(out, "sheet", roster->sheet);
    json_open_array(out, "sheets");
    for (size_t i = 0; i < roster->sheet_count; i++) {
        json_put_text(out, NULL, roster->sheets[i]);
    }
    json_close_array(out);
    json_put_int(out, "header_line", roster->header);
    json_open_object(out, "columns");
    for (int i = 0; i < ACCOUNT_COLUMNS; i++) {
        json_put_text(out, account_columns[i], spreadsheet_place(op, roster->columns[i], roster->header));
    }
    json_close_object(out);
    json_put_int(out, "hidden_rows", (int64_t)roster->hidden_count);
    json_open_array(out, "hidden_columns");
    for (int i = 0; i < ACCOUNT_COLUMNS; i++) {
        if (roster->hidden_columns[i]) {
            json_put_text(out, NULL, account_columns[i]);
        }
    }
    json_close_array(out);
}

bool post_try_accounts(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    const struct try_input *in = r->query;
    struct actor actor;
    struct roster roster;
    size_t good = 0;
    bool sits = false;
    if (!keeper(op, v, &actor, &sits) || !roster_read(op, r->bytes, r->byte_count, in->sheet, &roster)) {
        return false;
    }
    if (!sits) {
        return fail(op, E_STATE, "seat.none", NULL);
    }
    put_source(op, &r->out, &roster);
    json_open_array(&r->out, "rows");
    for (size_t i = 0; i < roster.count; i++) {
        good += put_row(op, &r->out, play_db(v->play), &actor, &roster, i);
    }
    json_close_array(&r->out);
    json_put_int(&r->out, "good", (int64_t)good);
    json_put_int(&r->out, "bad", (int64_t)(roster.count - good));
    return true;
}

bool get_account_template(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    const struct lang_input *in = r->query;
    struct actor actor;
    const void *bytes = NULL;
    size_t len = 0;
    bool sits = false;
    op->lang = in->lang == NULL ? op->lang : strcmp(in->lang, "en") == 0 ? LANG_EN : LANG_VI;
    if (!keeper(op, v, &actor, &sits)) {
        return false;
    }
    if (!sits || !account_may_keep(&actor, actor.org)) {
        return fail(op, E_FORBIDDEN, "account.keepers_only", NULL);
    }
    if (!roster_template(op, play_db(v->play), &actor, &bytes, &len)) {
        return false;
    }
    exchange_set(r->exchange, "Content-Disposition",
                 arena_printf(op->arena, "attachment; filename=\"%s.xlsx\"", op->lang == LANG_EN ? "accounts-template" : "mau-danh-sach-tai-khoan"));
    exchange_answer(r->exchange, 200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes, len);
    return true;
}
