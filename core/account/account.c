#include "account/account.h"

#include "core_sql.h"

#include <stddef.h>

#define ACCOUNTS_MAX 500

static const struct field fields[] = {
    {.name = "id", .kind = FIELD_TEXT, .offset = offsetof(struct account, id), .flags = FIELD_REQUIRED, .max = 40},
    {.name = "name", .kind = FIELD_TEXT, .offset = offsetof(struct account, name), .flags = FIELD_REQUIRED, .max = 200},
    {.name = "role", .kind = FIELD_CHOICE, .offset = offsetof(struct account, role), .flags = FIELD_REQUIRED,
     .choices = &role_choices},
    {.name = "org", .kind = FIELD_TEXT, .offset = offsetof(struct account, org), .flags = FIELD_REQUIRED, .max = 40},
    {.name = "active", .kind = FIELD_BOOL, .offset = offsetof(struct account, active)},
    {.name = "person", .kind = FIELD_JSON, .offset = offsetof(struct account, person), .flags = FIELD_PERSONAL},
    {.name = "open_dossiers", .kind = FIELD_INT, .offset = offsetof(struct account, open_dossiers),
     .flags = FIELD_READONLY},
    {.name = "overdue_dossiers", .kind = FIELD_INT, .offset = offsetof(struct account, overdue_dossiers),
     .flags = FIELD_READONLY},
    {.name = "absent_until", .kind = FIELD_INSTANT, .offset = offsetof(struct account, absent_until), .flags = FIELD_READONLY},
};
const struct record account_record = RECORD("account", struct account, fields);

bool account_get(struct op *op, struct db *db, const char *id, struct account *out)
{
    struct stmt *s = db_use(op, db, &sql_account_get);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "id", id);
    bool found = stmt_row(s);
    if (found) {
        col_record(s, &account_record, out);
    } else {
        (void)fail(op, E_MISSING, "account.unknown", "account", id, NULL);
    }
    return stmt_done(s) && found;
}

bool account_add(struct op *op, struct db *db, const struct account *account)
{
    struct stmt *s = db_use(op, db, &sql_account_add);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &account_record, account);
    return stmt_run(s, NULL);
}

static bool read_all(struct stmt *s, struct account **out, size_t *count)
{
    void *rows = NULL;
    bool ok = stmt_records(s, &account_record, ACCOUNTS_MAX, &rows, count);
    *out = rows;
    return ok;
}

bool account_list_by_role(struct op *op, struct db *db, enum role role, struct account **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_account_list_by_role);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "role", role_code(role));
    bind_instant(s, "now", op->now);
    return read_all(s, out, count);
}

bool account_list(struct op *op, struct db *db, struct account **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_account_list);
    return s != NULL && read_all(s, out, count);
}
