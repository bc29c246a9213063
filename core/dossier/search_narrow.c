/* Who handles, and when it was filed. The ends of a period are found by halving the ids: some twenty rows are looked at for each, in an
 * office of any size. */
#include "core_sql.h"
#include "dossier/search.h"

#include <stddef.h>

/* The first dossier from the id on; there is one. */
static bool filed_from_id(struct op *op, struct db *db, int64_t *id, struct instant *at)
{
    struct stmt *s = db_use(op, db, &sql_search_filed_at);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", *id);
    bool found = stmt_row(s);
    if (found) {
        *id = col_int(s, "id");
        *at = col_instant(s, "submitted_at");
    }
    return stmt_done(s) && (found || fail_broken(op, "no dossier from the last on"));
}

static bool last_id(struct op *op, struct db *db, int64_t *out)
{
    struct stmt *s = db_use(op, db, &sql_search_last);
    if (s == NULL) {
        return false;
    }
    *out = stmt_row(s) ? col_int(s, "id") : 0;
    return stmt_done(s);
}

/* From which id on dossiers were filed at `at` or later; past the last if none was. */
static bool first_since(struct op *op, struct db *db, struct instant at, int64_t *out)
{
    int64_t low = 1, last = 0;
    if (!last_id(op, db, &last)) {
        return false;
    }
    for (int64_t high = last + 1; low < high;) {
        int64_t mid = low + (high - low) / 2, id = mid;
        struct instant filed = INSTANT_NONE;
        if (!filed_from_id(op, db, &id, &filed)) {
            return false;
        }
        if (instant_compare(filed, at) < 0) {
            low = id + 1;
        } else {
            high = mid;
        }
    }
    *out = low;
    return true;
}

bool search_filed(struct op *op, struct db *db, struct day first, struct day last, struct search_query *query)
{
    if (first.n != 0 && last.n != 0 && last.n < first.n) {
        return fail_field(op, E_INPUT, "to", "period.order", NULL);
    }
    return (first.n == 0 || first_since(op, db, instant_at(first, 0), &query->first_id)) &&
           (last.n == 0 || first_since(op, db, instant_at(day_add(last, 1), 0), &query->past_id));
}

bool search_check_handler(struct op *op, struct db *db, const char *handler)
{
    struct stmt *s = handler == NULL ? NULL : db_use(op, db, &sql_search_handler_known);
    if (s == NULL) {
        return !op_failed(op);
    }
    bind_text(s, "account", handler);
    bool known = stmt_row(s);
    return stmt_done(s) && (known || fail_field(op, E_INPUT, "handler", "account.unknown", "account", handler, NULL));
}

#define F(field_)                                                                                                      \
    {                                                                                                                  \
        .name = #field_, .kind = FIELD_TEXT, .offset = offsetof(struct search_handler, field_)                         \
    }
static const struct field handler_fields[] = {F(id), F(name), F(org)};
static const struct record handler_record = RECORD("search_handler", struct search_handler, handler_fields);

bool search_handlers(struct op *op, struct db *db, struct search_handler **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_search_handlers);
    void *rows = NULL;
    if (s == NULL) {
        return false;
    }
    bind_int(s, "max", SEARCH_HANDLERS_MAX);
    bool ok = stmt_records(s, &handler_record, SEARCH_HANDLERS_MAX, &rows, count);
    *out = rows;
    return ok;
}
