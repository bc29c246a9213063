/* A day counts in two rows: its own, and that of its reporting month (the 15th to the 14th: NĐ 09/2019 Art. 12), so that the periods
 * the law knows are sums of a few rows and any other range adds at most its days. */
#include "dossier/counter.h"

#include "catalogue/procedure.h"
#include "core_sql.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define ROWS_MAX 2000000

struct counter_row {
    const char *agency, *bucket, *field, *measure;
    int64_t day, count;
};

static const char *const measure_codes[] = {
#define X(measure, code) [measure] = code,
    COUNTER_MEASURES(X)
#undef X
};
const struct choices counter_measure_choices = {measure_codes, COUNTER_MEASURE_COUNT};

/* ---- what a dossier counts for ---- */

static enum counter_measure received_by(const char *channel)
{
    bool online = strcmp(channel, "online") == 0 || strcmp(channel, "kiosk") == 0;
    return online ? COUNT_RECEIVED_ONLINE : COUNT_RECEIVED_DIRECT;
}

static enum counter_measure done_as(struct instant end, struct instant due)
{
    if (instant_compare(end, due) > 0) {
        return COUNT_DONE_OVERDUE;
    }
    return instant_day(end).n == instant_day(due).n ? COUNT_DONE_ON_TIME : COUNT_DONE_EARLY;
}

size_t counter_facts(const struct dossier *d, struct counter_fact out[COUNTER_FACTS_MAX])
{
    if (instant_is_none(d->accepted_at) || instant_is_none(d->due_at)) {
        return 0;
    }
    struct day due = instant_day(d->due_at);
    out[0] = (struct counter_fact){received_by(d->channel), instant_day(d->accepted_at)};
    out[1] = (struct counter_fact){COUNT_DUE, due};
    struct instant ended_at = instant_is_none(d->completed_at) ? d->ended_at : d->completed_at; /* with a result, or without */
    if (instant_is_none(ended_at)) {
        return 2;
    }
    struct day end = instant_day(ended_at);
    out[2] = (struct counter_fact){done_as(ended_at, d->due_at), end};
    out[3] = (struct counter_fact){COUNT_SETTLED, end.n > due.n ? end : due};
    return 4;
}

/* ---- moving ---- */

const char *counter_month(struct day d, char *out)
{
    int y, m, dom;
    day_parts(d, &y, &m, &dom);
    if (dom >= 15 && ++m > 12) {
        m = 1;
        y++;
    }
    (void)snprintf(out, COUNTER_BUCKET_TEXT, "M%04d-%02d", y, m);
    return out;
}

struct day counter_month_first(const char *bucket)
{
    int y = 0, m = 0;
    must(sscanf(bucket, "M%4d-%2d", &y, &m) == 2);
    return m == 1 ? day_from(y - 1, 12, 15) : day_from(y, m - 1, 15);
}

static bool add(struct op *op, struct db *db, const struct dossier *d, const struct counter_fact *fact, int64_t by)
{
    struct procedure_version version;
    char day[DAY_TEXT], month[COUNTER_BUCKET_TEXT];
    struct stmt *s = procedure_version_get(op, db, d->procedure_version, &version) ? db_use(op, db, &sql_counter_add) : NULL;
    if (s == NULL) {
        return false;
    }
    bind_text(s, "agency", d->agency);
    bind_text(s, "day", day_format(fact->day, day));
    bind_text(s, "month", counter_month(fact->day, month));
    bind_text(s, "field", version.field);
    bind_text(s, "measure", measure_codes[fact->measure]);
    bind_int(s, "by", by);
    return stmt_run(s, NULL);
}

static bool has(const struct counter_fact *facts, size_t count, const struct counter_fact *wanted)
{
    for (size_t i = 0; i < count; i++) {
        if (facts[i].measure == wanted->measure && facts[i].day.n == wanted->day.n) {
            return true;
        }
    }
    return false;
}

bool counter_move(struct op *op, struct db *db, const struct dossier *before, const struct dossier *after)
{
    struct counter_fact was[COUNTER_FACTS_MAX], is[COUNTER_FACTS_MAX];
    size_t was_count = before == NULL ? 0 : counter_facts(before, was);
    size_t is_count = counter_facts(after, is);
    for (size_t i = 0; i < was_count; i++) {
        if (!has(is, is_count, &was[i]) && !add(op, db, before, &was[i], -1)) {
            return false;
        }
    }
    for (size_t i = 0; i < is_count; i++) {
        if (!has(was, was_count, &is[i]) && !add(op, db, after, &is[i], 1)) {
            return false;
        }
    }
    return true;
}

/* ---- recounting ---- */

static const char *name_of(struct op *op, const char *agency, const char *bucket, const char *field, const char *measure)
{
    return arena_printf(op->arena, "%s %s %s %s", agency, bucket, field, measure);
}

static bool differs(struct op *op, const char *counter)
{
    return fail(op, E_BROKEN, "counter.differs", "counter", counter, NULL);
}

/* What stands in one bucket, or in the days from `bucket` up to but without `past`. */
static bool stands(struct op *op, struct db *db, const struct counter_row *r, const char *bucket, const char *past, int64_t *out)
{
    struct stmt *s = db_use(op, db, &sql_counter_between);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "agency", r->agency);
    bind_text(s, "from", bucket);
    bind_text(s, "past", past);
    bind_text(s, "field", r->field);
    bind_text(s, "measure", r->measure);
    *out = stmt_row(s) ? col_int(s, "count") : 0;
    return stmt_done(s);
}

#define C(kind_, name_)                                                                                                \
    {                                                                                                                  \
        .name = #name_, .kind = kind_, .offset = offsetof(struct counter_row, name_)                                   \
    }
static const struct field row_fields[] = {
    C(FIELD_TEXT, agency), C(FIELD_TEXT, bucket), C(FIELD_TEXT, field), C(FIELD_TEXT, measure), C(FIELD_INT, day), C(FIELD_INT, count),
};
static const struct record row_record = RECORD("counter_row", struct counter_row, row_fields);

static bool read_rows(struct op *op, struct db *db, const struct sql *sql, struct counter_row **out, size_t *count)
{
    void *rows = NULL;
    struct stmt *s = db_use(op, db, sql);
    bool ok = s != NULL && stmt_records(s, &row_record, ROWS_MAX, &rows, count);
    *out = rows;
    return ok;
}

/* Every day of the recount stands as counted, and nothing else does. */
static bool check_days(struct op *op, struct db *db)
{
    struct counter_row *rows = NULL;
    size_t count = 0;
    int64_t sum = 0, all = 0, is = 0;
    char day[DAY_TEXT], past[DAY_TEXT];
    if (!read_rows(op, db, &sql_counter_recount, &rows, &count) || !db_one_int(op, db, &sql_counter_all_days, &all)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct day d = {(int32_t)rows[i].day};
        (void)day_format(d, day);
        if (!stands(op, db, &rows[i], day, day_format(day_add(d, 1), past), &is)) {
            return false;
        }
        if (is != rows[i].count) {
            return differs(op, name_of(op, rows[i].agency, day, rows[i].field, rows[i].measure));
        }
        sum += is;
    }
    return sum == all || differs(op, "*");
}

/* Every month is the sum of its days. */
static bool check_months(struct op *op, struct db *db)
{
    struct counter_row *rows = NULL;
    size_t count = 0;
    if (!read_rows(op, db, &sql_counter_months, &rows, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        char from[DAY_TEXT], past[DAY_TEXT];
        int64_t days = 0;
        struct day first = counter_month_first(rows[i].bucket);
        struct day next = counter_month_first(counter_month(day_add(first, 31), (char[COUNTER_BUCKET_TEXT]){0}));
        if (!stands(op, db, &rows[i], day_format(first, from), day_format(next, past), &days)) {
            return false;
        }
        if (days != rows[i].count) {
            return differs(op, name_of(op, rows[i].agency, rows[i].bucket, rows[i].field, rows[i].measure));
        }
    }
    return true;
}

bool counter_recount(struct op *op, struct db *db)
{
    return check_days(op, db) && check_months(op, db);
}
