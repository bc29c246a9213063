#include "dossier/numbering.h"

#include "core_sql.h"
#include "org/org.h"

#include <stddef.h>
#include <string.h>

static const char *const status_codes[] = {
#define X(status, code) [status] = code,
    NUMBER_STATUSES(X)
#undef X
};
const struct choices number_status_choices = {status_codes, NUMBER_STATUS_COUNT};

#define L(kind_, field_)                                                                                               \
    {                                                                                                                  \
        .name = #field_, .kind = kind_, .offset = offsetof(struct number_line, field_)                                 \
    }
static const struct field line_fields[] = {
    L(FIELD_INT, id),           L(FIELD_TEXT, agency),       L(FIELD_TEXT, agency_vi),    L(FIELD_TEXT, agency_en), L(FIELD_TEXT, symbol),
    L(FIELD_INT, dossier),      L(FIELD_INSTANT, given_at),  L(FIELD_TEXT, given_by),     L(FIELD_INSTANT, issued_at),
    L(FIELD_INSTANT, voided_at), L(FIELD_TEXT, voided_by),   L(FIELD_TEXT, reason),       L(FIELD_TEXT, code),      L(FIELD_TEXT, owner),
};
static const struct record line_record = RECORD("number_line", struct number_line, line_fields);

/* ---- in an act ---- */

bool number_give(struct op *op, struct work *w)
{
    int year, m, day;
    int64_t next = 0;
    struct org agency;
    day_parts(instant_day(op->now), &year, &m, &day);
    if (!org_get(op, w->db, w->d.agency, &agency) ||
        !series_next(op, w->db, arena_printf(op->arena, "submission:%s:%d", w->d.agency, year), &next)) {
        return false;
    }
    w->d.submission_number = arena_printf(op->arena, "%lld/TTr-%s", (long long)next, org_abbreviation(op, agency.name_vi));
    struct stmt *s = db_use(op, w->db, &sql_number_add);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "agency", w->d.agency);
    bind_int(s, "year", year);
    bind_int(s, "number", next);
    bind_text(s, "symbol", w->d.submission_number);
    bind_int(s, "dossier", w->d.id);
    bind_instant(s, "given_at", op->now);
    bind_text(s, "given_by", w->actor->account);
    return stmt_run(s, NULL);
}

bool number_issue(struct op *op, struct work *w)
{
    struct stmt *s = db_use(op, w->db, &sql_number_set_issued);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", w->d.id);
    bind_instant(s, "at", op->now);
    return stmt_run(s, NULL);
}

bool number_void(struct op *op, struct work *w, const char *reason)
{
    int64_t changed = 0;
    if (w->d.submission_number == NULL) {
        return true;
    }
    struct stmt *s = db_use(op, w->db, &sql_number_set_void);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", w->d.id);
    bind_instant(s, "at", op->now);
    bind_text(s, "by", w->actor->account);
    bind_text(s, "reason", reason);
    if (!stmt_run(s, &changed) || changed == 0) {
        return !op_failed(op); /* it went out under it */
    }
    work_data(op, w);
    json_put_text(&w->out, "number", w->d.submission_number);
    json_put_text(&w->out, "reason", reason);
    w->d.submission_number = NULL;
    return work_note(op, w, "dossier.number_voided");
}

/* ---- the register ---- */

enum number_status number_status_of(const struct number_line *line)
{
    if (!instant_is_none(line->voided_at)) {
        return NUMBER_VOIDED;
    }
    return instant_is_none(line->issued_at) ? NUMBER_GIVEN : NUMBER_ISSUED;
}

bool number_page(struct op *op, struct db *db, const struct number_query *query, struct number_line **out, size_t *count, bool *more)
{
    void *rows = NULL;
    must(query->limit >= 1 && query->limit <= NUMBER_PAGE_MAX);
    struct stmt *s = db_use(op, db, query->voided ? &sql_number_page_voided : &sql_number_page);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "concerns", query->concerns);
    bind_int(s, "before", query->before == 0 ? INT64_MAX : query->before);
    bind_int(s, "max", (int64_t)query->limit + 1);
    bool ok = stmt_records(s, &line_record, query->limit + 1, &rows, count);
    *out = rows;
    *more = *count > query->limit;
    *count = *more ? query->limit : *count;
    return ok;
}
