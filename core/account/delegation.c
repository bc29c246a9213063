/* Standing in for one who is absent. A clash is looked for in one query: the same absent one twice, a stand-in who is absent itself,
 * an absent one who stands in for a third. */
#include "account/delegation.h"

#include "audit/note.h"
#include "core_sql.h"
#include "org/org.h"

#include <stddef.h>
#include <string.h>

#define LIST_MAX 200
#define PERIOD_MAX (366 * MS_DAY)

#define F(type, field_, kind_, ...)                                                                                    \
    {                                                                                                                  \
        .name = #field_, .kind = kind_, .offset = offsetof(struct type, field_), __VA_ARGS__                           \
    }
static const struct field fields[] = {
    F(delegation, id, FIELD_INT),           F(delegation, from_account, FIELD_TEXT), F(delegation, from_name, FIELD_TEXT),
    F(delegation, from_org, FIELD_TEXT),    F(delegation, to_account, FIELD_TEXT),   F(delegation, to_name, FIELD_TEXT),
    F(delegation, from_at, FIELD_INSTANT),  F(delegation, to_at, FIELD_INSTANT),     F(delegation, reason, FIELD_TEXT),
    F(delegation, revoked_at, FIELD_INSTANT),
};
const struct record delegation_record = RECORD("delegation", struct delegation, fields);

static const struct field grant_fields[] = {
    F(delegation_grant_input, from_account, FIELD_TEXT, .max = 40),
    F(delegation_grant_input, to_account, FIELD_TEXT, .flags = FIELD_REQUIRED, .max = 40),
    F(delegation_grant_input, from_at, FIELD_INSTANT, .flags = FIELD_REQUIRED),
    F(delegation_grant_input, to_at, FIELD_INSTANT, .flags = FIELD_REQUIRED),
    F(delegation_grant_input, reason, FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 10, .max = 500),
};
static const struct field revoke_fields[] = {
    F(delegation_revoke_input, delegation, FIELD_INT, .flags = FIELD_REQUIRED, .max = JSON_INT_MAX),
    F(delegation_revoke_input, reason, FIELD_TEXT, .max = 500),
};
const struct record delegation_grant_record = RECORD("delegation_grant", struct delegation_grant_input, grant_fields);
const struct record delegation_revoke_record = RECORD("delegation_revoke", struct delegation_revoke_input, revoke_fields);
/* The same without the delegation (first field), for callers that name it elsewhere. */
const struct record delegation_revoke_body = RECORD("delegation_revoke_body", struct delegation_revoke_input, (*(const struct field(*)[1])&revoke_fields[1]));

/* ---- reading ---- */

static bool read_list(struct op *op, struct db *db, const struct sql *sql, const char *account, struct delegation **out,
                      size_t *count)
{
    void *rows = NULL;
    struct stmt *s = db_use(op, db, sql);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "account", account);
    bind_instant(s, "now", op->now);
    bool ok = stmt_records(s, &delegation_record, LIST_MAX, &rows, count);
    *out = rows;
    return ok;
}

bool delegation_to(struct op *op, struct db *db, const char *account, struct delegation **out, size_t *count)
{
    return read_list(op, db, &sql_delegation_to, account, out, count);
}

bool delegation_list(struct op *op, struct db *db, const char *account, struct delegation **out, size_t *count)
{
    return read_list(op, db, &sql_delegation_list, account, out, count);
}

static bool get(struct op *op, struct db *db, int64_t id, struct delegation *out)
{
    struct stmt *s = db_use(op, db, &sql_delegation_get);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", id);
    bool found = stmt_row(s);
    if (found) {
        col_record(s, &delegation_record, out);
    } else {
        (void)fail(op, E_MISSING, "delegation.unknown", NULL);
    }
    return stmt_done(s) && found;
}

/* ---- who may ---- */

/* For itself; a head for its own people; an administrator of the unit for all of it. */
static bool may_arrange(const struct actor *actor, const char *account, const char *org)
{
    int role = role_find(actor->role);
    bool admin = role == ROLE_SYSTEM_ADMIN || role == ROLE_UNIT_ADMIN;
    bool head = role == ROLE_DIRECTOR || role == ROLE_DIVISION_HEAD;
    return strcmp(actor->account, account) == 0 || admin || (head && org_is_within(org, actor->org));
}

/* ---- granting ---- */

static bool check_pair(struct op *op, const struct account *from, const struct account *to)
{
    if (strcmp(from->id, to->id) == 0) {
        return fail_field(op, E_INPUT, "to_account", "delegation.self", NULL);
    }
    if (from->role != to->role) {
        return fail_field(op, E_INPUT, "to_account", "delegation.role", "account", to->name, "role",
                          arena_printf(op->arena, "@role.%s", role_code((enum role)from->role)), NULL);
    }
    if (!from->active || !to->active) {
        return fail_field(op, E_INPUT, "to_account", "delegation.inactive", "account", to->active ? from->name : to->name, NULL);
    }
    return true;
}

static bool check_period(struct op *op, const struct delegation_grant_input *in)
{
    bool backwards = instant_compare(in->to_at, in->from_at) <= 0 || instant_compare(in->to_at, op->now) <= 0;
    if (backwards || in->to_at.ms - in->from_at.ms > PERIOD_MAX) {
        return fail_field(op, E_INPUT, "to_at", "delegation.period", NULL);
    }
    return true;
}

static bool check_clash(struct op *op, struct db *db, const struct delegation_grant_input *in, const struct account *from,
                        const struct account *to)
{
    struct stmt *s = db_use(op, db, &sql_delegation_clash);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "from_account", from->id);
    bind_text(s, "to_account", to->id);
    bind_instant(s, "from_at", in->from_at);
    bind_instant(s, "to_at", in->to_at);
    bool overlaps = false, absent = false, chained = false;
    if (stmt_row(s)) {
        overlaps = col_int(s, "overlaps") != 0;
        absent = col_int(s, "stand_in_absent") != 0;
        chained = col_int(s, "chained") != 0;
    }
    if (!stmt_done(s)) {
        return false;
    }
    if (overlaps) {
        return fail(op, E_STATE, "delegation.overlaps", "account", from->name, NULL);
    }
    if (absent || chained) {
        return fail(op, E_STATE, absent ? "delegation.stand_in_absent" : "delegation.chained", "account",
                    absent ? to->name : from->name, NULL);
    }
    return true;
}

static bool add(struct op *op, struct db *db, const struct delegation_grant_input *in, const char *from, const char *by, int64_t *id)
{
    struct stmt *s = db_use(op, db, &sql_delegation_add);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "from_account", from);
    bind_text(s, "to_account", in->to_account);
    bind_instant(s, "from_at", in->from_at);
    bind_instant(s, "to_at", in->to_at);
    bind_text(s, "reason", in->reason);
    bind_text(s, "granted_by", by);
    bind_instant(s, "now", op->now);
    if (stmt_row(s)) {
        *id = col_int(s, "id");
    }
    return stmt_done(s);
}

static bool note(struct op *op, struct office *office, const char *event, const struct delegation *g, const char *reason)
{
    struct audit_words w;
    struct json_out *out = audit_words_begin(op, &w);
    json_put_int(out, "delegation", g->id);
    json_put_text(out, "account", g->from_account);
    json_put_text(out, "to_account", g->to_account);
    json_put_instant(out, "from_at", g->from_at);
    json_put_instant(out, "to_at", g->to_at);
    json_put_text(out, "reason", reason);
    return audit_words_end(op, office, &w, event);
}

bool delegation_grant(struct op *op, struct office *office, const void *input)
{
    const struct delegation_grant_input *in = input;
    const struct actor *actor = office_actor(office);
    struct db *db = office_db(office);
    struct account from, to;
    int64_t id = 0;
    if (!account_get(op, db, in->from_account == NULL ? actor->account : in->from_account, &from) ||
        !account_get(op, db, in->to_account, &to) || !check_pair(op, &from, &to)) {
        return false;
    }
    if (!may_arrange(actor, from.id, from.org)) {
        return fail(op, E_FORBIDDEN, "delegation.not_yours", "account", from.name, NULL);
    }
    if (!check_period(op, in) || !check_clash(op, db, in, &from, &to) || !add(op, db, in, from.id, actor->account, &id)) {
        return false;
    }
    struct delegation g = {.id = id, .from_account = from.id, .to_account = to.id, .from_at = in->from_at, .to_at = in->to_at};
    return note(op, office, "delegation.granted", &g, in->reason);
}

bool delegation_revoke(struct op *op, struct office *office, const void *input)
{
    const struct delegation_revoke_input *in = input;
    struct db *db = office_db(office);
    struct delegation g;
    if (!get(op, db, in->delegation, &g)) {
        return false;
    }
    if (!may_arrange(office_actor(office), g.from_account, g.from_org)) {
        return fail(op, E_FORBIDDEN, "delegation.not_yours", "account", g.from_name, NULL);
    }
    if (!instant_is_none(g.revoked_at) || instant_compare(g.to_at, op->now) <= 0) {
        return fail(op, E_STATE, "delegation.ended", NULL);
    }
    struct stmt *s = db_use(op, db, &sql_delegation_revoke);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", g.id);
    bind_instant(s, "now", op->now);
    return stmt_run(s, NULL) && note(op, office, "delegation.revoked", &g, in->reason);
}
