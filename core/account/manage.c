#include "account/manage.h"

#include "audit/note.h"
#include "base/text.h"
#include "base/viet.h"
#include "core_sql.h"
#include "org/org.h"

#include <stddef.h>
#include <string.h>

#define ID_BYTES "abcdefghijklmnopqrstuvwxyz0123456789.-"
#define ID_MAX 40

const char *const account_columns[ACCOUNT_COLUMNS] = {"id", "name", "role", "org"};

#define ROW_TEXT(member, bytes)                                                                                        \
    {                                                                                                                  \
        .name = #member, .kind = FIELD_TEXT, .offset = offsetof(struct account_row, member), .max = bytes              \
    }
static const struct field row_fields[] = {ROW_TEXT(id, 100), ROW_TEXT(name, 300), ROW_TEXT(role, 100), ROW_TEXT(org, 100)};
const struct record account_row_record = RECORD("account_row", struct account_row, row_fields);

#define CHANGE(member, extra, bytes)                                                                                   \
    {                                                                                                                  \
        .name = #member, .kind = FIELD_TEXT, .offset = offsetof(struct account_change_input, member), .flags = extra,  \
        .max = bytes                                                                                                   \
    }
static const struct field disable_fields[] = {CHANGE(account, FIELD_REQUIRED, 40), CHANGE(reason, FIELD_REQUIRED, 500)};
const struct record account_disable_record = RECORD("account_disable", struct account_change_input, disable_fields);
static const struct field enable_fields[] = {CHANGE(account, FIELD_REQUIRED, 40), CHANGE(reason, 0, 500)};
const struct record account_enable_record = RECORD("account_enable", struct account_change_input, enable_fields);
static const struct field move_fields[] = {
    CHANGE(account, FIELD_REQUIRED, 40),
    CHANGE(reason, FIELD_REQUIRED, 500),
    CHANGE(org, 0, 40),
    {.name = "role", .kind = FIELD_CHOICE, .offset = offsetof(struct account_change_input, role), .choices = &role_choices},
};
const struct record account_move_record = RECORD("account_move", struct account_change_input, move_fields);
static const struct field import_fields[] = {
    {.name = "rows", .kind = FIELD_JSON, .offset = offsetof(struct account_import_input, rows), .flags = FIELD_REQUIRED,
     .help = "objects {id, name, role, org}: all are added, or none"},
};
const struct record account_import_record = RECORD("account_import", struct account_import_input, import_fields);

/* ---- who may ---- */

static bool is_system(const struct actor *actor)
{
    return strcmp(actor->role, role_code(ROLE_SYSTEM_ADMIN)) == 0;
}

bool account_may_keep(const struct actor *actor, const char *org)
{
    size_t n = strlen(actor->org);
    bool within = strncmp(org, actor->org, n) == 0 && (org[n] == '\0' || org[n] == '.');
    return is_system(actor) || (within && strcmp(actor->role, role_code(ROLE_UNIT_ADMIN)) == 0);
}

bool account_may_give(const struct actor *actor, int role)
{
    return role != ROLE_APPLICANT && (is_system(actor) || (role != ROLE_UNIT_ADMIN && role != ROLE_SYSTEM_ADMIN));
}

/* ---- checking a row ---- */

/* A role by its code, or by its name in either language. */
static int role_of(struct op *op, const char *text)
{
    const char *folded = viet_fold(op->arena, text);
    for (int role = 0; role < ROLE_COUNT; role++) {
        const char *key = arena_printf(op->arena, "role.%s", role_code((enum role)role));
        if (strcmp(text, role_code((enum role)role)) == 0 ||
            strcmp(folded, viet_fold(op->arena, text_get(LANG_VI, key))) == 0 ||
            strcmp(folded, viet_fold(op->arena, text_get(LANG_EN, key))) == 0) {
            return role;
        }
    }
    return -1;
}

static bool is_formula(const char *text)
{
    return strchr("=+-@", text[0]) != NULL || (unsigned char)text[0] < 0x20;
}

static bool find_account(struct op *op, struct db *db, const char *id, bool *found)
{
    struct stmt *s = db_use(op, db, &sql_account_get);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "id", id);
    *found = stmt_row(s);
    return stmt_done(s);
}

static bool check_id(struct op *op, struct db *db, const struct account_row *row, const struct account_row *rows, size_t before)
{
    bool taken = false;
    size_t n = row->id == NULL ? 0 : strlen(row->id);
    if (row->id == NULL) {
        return fail_more(op, "id", "account.no_id", NULL);
    }
    if (n < 2 || n > ID_MAX || strspn(row->id, ID_BYTES) != n || row->id[0] == '.' || row->id[0] == '-') {
        return fail_more(op, "id", "account.bad_id", NULL);
    }
    for (size_t i = 0; i < before && !taken; i++) {
        taken = rows[i].id != NULL && strcmp(rows[i].id, row->id) == 0;
    }
    struct op own;
    op_init(&own, op->arena, op->id, op->lang);
    bool there = false;
    if (!find_account(&own, db, row->id, &there)) {
        return fail_broken(op, "accounts cannot be read");
    }
    return (!taken && !there) || fail_more(op, "id", "account.taken", "account", row->id, NULL);
}

/* People write names where codes are asked for: the code of the one organisation that is called so, else the text. */
static const char *org_code(struct op *op, struct db *db, const char *text)
{
    const char *code = NULL;
    int found = 0;
    struct stmt *s = text == NULL ? NULL : db_use(op, db, &sql_org_by_name);
    if (s == NULL) {
        return text;
    }
    bind_text(s, "name", text);
    while (stmt_row(s)) {
        code = col_text(s, "code");
        found++;
    }
    return stmt_done(s) && found == 1 ? code : text;
}

static bool check_org(struct op *op, struct db *db, const struct actor *actor, const char *code)
{
    struct org org;
    struct op own;
    char today[DAY_TEXT];
    op_init(&own, op->arena, op->id, op->lang);
    if (code == NULL) {
        return fail_more(op, "org", "account.no_org", NULL);
    }
    if (!org_get(&own, db, code, &org)) {
        return fail_more(op, "org", "org.unknown", "org", code, NULL);
    }
    if (org.close_on != NULL && strcmp(org.close_on, day_format(instant_day(op->now), today)) < 0) {
        return fail_more(op, "org", "account.org_closed", "org", code, NULL);
    }
    return account_may_keep(actor, code) || fail_more(op, "org", "account.not_your_org", "org", code, "own", actor->org, NULL);
}

static bool check_role(struct op *op, const struct actor *actor, struct account_row *row)
{
    int role = row->role == NULL ? -1 : role_of(op, row->role);
    if (row->role == NULL) {
        return fail_more(op, "role", "account.no_role", NULL);
    }
    if (role < 0) {
        return fail_more(op, "role", "account.bad_role", "role", row->role, NULL);
    }
    row->role = role_code((enum role)role);
    return account_may_give(actor, role) || fail_more(op, "role", "account.role_not_yours", "role", arena_printf(op->arena, "@role.%s", row->role), NULL);
}

/* A day or a number that a program made of what was typed is no name. */
static bool has_letter(const char *text)
{
    for (const unsigned char *p = (const unsigned char *)text; *p != '\0'; p++) {
        if (*p >= 0x80 || (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z')) {
            return true;
        }
    }
    return false;
}

static bool check_name(struct op *op, const char *name)
{
    if (name == NULL) {
        return fail_more(op, "name", "account.no_name", NULL);
    }
    if (viet_length(name) > 200 || !has_letter(name)) {
        return fail_more(op, "name", "account.bad_name", NULL);
    }
    return !is_formula(name) || fail_more(op, "name", "account.formula", NULL);
}

bool account_check(struct op *op, struct db *db, const struct actor *actor, struct account_row *row, const struct account_row *rows,
                   size_t before)
{
    const char *const texts[ACCOUNT_COLUMNS] = {row->id, row->name, row->role, row->org};
    bool ok = true;
    for (int i = 0; i < ACCOUNT_COLUMNS; i++) {
        ok = (row->odd[i] == NULL || fail_more(op, account_columns[i], row->odd[i], "value", texts[i] == NULL ? "" : texts[i], NULL)) && ok;
    }
    ok = (row->odd[0] != NULL || check_id(op, db, row, rows, before)) && ok;
    ok = (row->odd[1] != NULL || check_name(op, row->name)) && ok;
    ok = (row->odd[2] != NULL || check_role(op, actor, row)) && ok;
    if (row->odd[3] == NULL) {
        row->org = org_code(op, db, row->org);
        ok = check_org(op, db, actor, row->org) && ok;
    }
    return ok;
}

/* ---- the acts ---- */

static bool add_row(struct op *op, struct office *office, const struct account_row *row)
{
    struct account a = {.id = row->id, .name = row->name, .role = role_find(row->role), .org = row->org, .active = true};
    return account_add(op, office_db(office), &a);
}

bool account_add_one(struct op *op, struct office *office, const void *input)
{
    struct account_row row = *(const struct account_row *)input;
    struct audit_words n;
    if (!account_check(op, office_db(office), office_actor(office), &row, NULL, 0) || !add_row(op, office, &row)) {
        return false;
    }
    struct json_out *out = audit_words_begin(op, &n);
    json_put_text(out, "account", row.id);
    json_put_text(out, "to_role", row.role);
    json_put_text(out, "org", row.org);
    return audit_words_end(op, office, &n, "account.added");
}

/* Somebody must be left who can give rights: one administrator of the system in the office, one of the unit in its organisation. */
static bool keep_an_admin(struct op *op, struct office *office, const struct account *a)
{
    struct stmt *s = NULL;
    int64_t others = 0;
    if (!a->active || (a->role != ROLE_SYSTEM_ADMIN && a->role != ROLE_UNIT_ADMIN)) {
        return true;
    }
    s = db_use(op, office_db(office), &sql_account_other_admins);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "id", a->id);
    bind_text(s, "role", role_code((enum role)a->role));
    bind_text(s, "org", a->role == ROLE_UNIT_ADMIN ? a->org : NULL);
    others = stmt_row(s) ? col_int(s, "others") : 0;
    return stmt_done(s) && (others > 0 || fail_field(op, E_STATE, "account", "account.last_admin", "account", a->name, "role",
                                                     arena_printf(op->arena, "@role.%s", role_code((enum role)a->role)), NULL));
}

/* The account, if this administrator keeps it; `busy`: refuse one that holds open work. */
static bool take(struct op *op, struct office *office, const char *id, bool busy, struct account *out)
{
    const struct actor *actor = office_actor(office);
    if (!account_get(op, office_db(office), id, out)) {
        return false;
    }
    if (out->role == ROLE_APPLICANT || !account_may_keep(actor, out->org) || !account_may_give(actor, out->role)) {
        return fail_field(op, E_FORBIDDEN, "account", "account.not_yours", "account", out->name, NULL);
    }
    if (strcmp(id, actor->account) == 0) {
        return fail_field(op, E_STATE, "account", "account.yourself", NULL);
    }
    struct stmt *s = busy ? db_use(op, office_db(office), &sql_account_work) : NULL;
    int64_t work = 0;
    if (s != NULL) {
        bind_text(s, "id", id);
        work = stmt_row(s) ? col_int(s, "dossiers") : 0;
        if (!stmt_done(s)) {
            return false;
        }
    }
    if (op_failed(op) || (busy && !keep_an_admin(op, office, out))) {
        return false;
    }
    return work == 0 || fail_field(op, E_STATE, "account", "account.has_work", "account", out->name, "dossiers",
                                   arena_int(op->arena, work), NULL);
}

static bool save(struct op *op, struct office *office, const struct account *a)
{
    struct stmt *s = db_use(op, office_db(office), &sql_account_save);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "id", a->id);
    bind_text(s, "role", role_code((enum role)a->role));
    bind_text(s, "org", a->org);
    bind_bool(s, "active", a->active);
    return stmt_run(s, NULL);
}

static bool set_active(struct op *op, struct office *office, const struct account_change_input *in, bool active)
{
    struct account a;
    struct audit_words n;
    if (!take(op, office, in->account, !active, &a)) {
        return false;
    }
    if (a.active == active) {
        return fail_field(op, E_STATE, "account", active ? "account.is_active" : "account.is_disabled", "account", a.name, NULL);
    }
    a.active = active;
    struct json_out *out = audit_words_begin(op, &n);
    json_put_text(out, "account", a.id);
    if (in->reason != NULL) {
        json_put_text(out, "reason", in->reason);
    }
    return save(op, office, &a) && audit_words_end(op, office, &n, active ? "account.enabled" : "account.disabled");
}

bool account_disable(struct op *op, struct office *office, const void *input)
{
    return set_active(op, office, input, false);
}

bool account_enable(struct op *op, struct office *office, const void *input)
{
    return set_active(op, office, input, true);
}

bool account_move(struct op *op, struct office *office, const void *input)
{
    const struct account_change_input *in = input;
    const struct actor *actor = office_actor(office);
    struct account a;
    struct audit_words n;
    if (!take(op, office, in->account, true, &a)) {
        return false;
    }
    if (in->role >= 0 && !account_may_give(actor, in->role)) {
        return fail_field(op, E_FORBIDDEN, "role", "account.role_not_yours", "role",
                          arena_printf(op->arena, "@role.%s", role_code((enum role)in->role)), NULL);
    }
    if (in->org != NULL && !check_org(op, office_db(office), actor, in->org)) {
        return false;
    }
    int role = in->role >= 0 ? in->role : a.role;
    const char *org = in->org != NULL ? in->org : a.org;
    if (role == a.role && strcmp(org, a.org) == 0) {
        return fail_field(op, E_STATE, "account", "account.nothing_changes", "account", a.name, NULL);
    }
    a.role = role;
    a.org = org;
    struct json_out *out = audit_words_begin(op, &n);
    json_put_text(out, "account", a.id);
    json_put_text(out, "to_role", role_code((enum role)role));
    json_put_text(out, "org", org);
    json_put_text(out, "reason", in->reason);
    return save(op, office, &a) && audit_words_end(op, office, &n, "account.moved");
}

/* The row's own errors, under "rows.<n>.<column>". */
static bool check_import(struct op *op, struct office *office, struct account_row *rows, size_t i)
{
    struct op own;
    op_init(&own, op->arena, op->id, op->lang);
    own.now = op->now;
    if (account_check(&own, office_db(office), office_actor(office), &rows[i], rows, i)) {
        return true;
    }
    for (const struct field_error *e = own.error.fields; e != NULL; e = e->next) {
        const char *a = e->arg_count > 0 ? e->args[0].value : "", *name = e->arg_count > 0 ? e->args[0].name : "x";
        (void)fail_more(op, arena_printf(op->arena, "rows.%zu.%s", i, e->field), e->key, name, a, "own", office_actor(office)->org, NULL);
    }
    return op_failed(op) ? false : fail_broken(op, "row %zu: %s", i, own.error.key);
}

bool account_import(struct op *op, struct office *office, const void *input)
{
    const struct account_import_input *in = input;
    struct audit_words n;
    size_t count = in->rows->kind == JSON_ARRAY ? in->rows->count : 0;
    if (count == 0 || count > ROSTER_ROWS_MAX) {
        return fail_field(op, E_INPUT, "rows", count == 0 ? "roster.empty" : "roster.too_many", NULL);
    }
    struct account_row *rows = arena_array(op->arena, count, sizeof *rows);
    size_t i = 0;
    bool ok = true;
    for (const struct json *node = in->rows->first; node != NULL; node = node->next, i++) {
        if (!record_from_json(op, &account_row_record, node, &rows[i])) {
            return false;
        }
    }
    for (i = 0; i < count; i++) { /* all rows, so that every error is named at once */
        ok = check_import(op, office, rows, i) && ok;
    }
    struct json_out *out = audit_words_begin(op, &n);
    json_put_int(out, "count", (int64_t)count);
    json_open_array(out, "accounts");
    for (i = 0; ok && i < count; i++) {
        ok = add_row(op, office, &rows[i]);
        json_put_text(out, NULL, rows[i].id);
    }
    json_close_array(out);
    return ok && audit_words_end(op, office, &n, "account.imported");
}

bool account_managed(struct op *op, struct db *db, struct account **out, size_t *count)
{
    void *rows = NULL;
    struct stmt *s = db_use(op, db, &sql_account_managed);
    bool ok = s != NULL && stmt_records(s, &account_record, ROSTER_ROWS_MAX, &rows, count);
    *out = rows;
    return ok;
}
