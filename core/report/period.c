/* Days are read as whole reporting months where the range covers them, else one by one. What was open at a moment is all that was
 * accepted before it less all that ended before it; what was overdue among it, all that had come due less all that was settled. */
#include "report/period.h"

#include "core_sql.h"
#include "dossier/counter.h"

#include <stddef.h>
#include <string.h>

static const char *const kind_codes[] = {
#define X(kind, code) [kind] = code,
    PERIOD_KINDS(X)
#undef X
};
const struct choices period_kind_choices = {kind_codes, sizeof kind_codes / sizeof kind_codes[0]};

#define R(name_)                                                                                                       \
    {                                                                                                                  \
        .name = #name_, .kind = FIELD_INT, .offset = offsetof(struct period_row, name_)                                \
    }
static const struct field fields[] = {
    {.name = "field", .kind = FIELD_TEXT, .offset = offsetof(struct period_row, field)},
    R(received), R(received_online), R(received_direct), R(carried_over), R(done), R(done_early), R(done_on_time), R(done_overdue),
    R(open), R(open_in_time), R(open_overdue),
};
const struct record period_row_record = RECORD("period_row", struct period_row, fields);

/* ---- periods ---- */

/* Months from 15 December of the year before; a day belongs to the year its reporting month ends in. */
struct period period_of(enum period_kind kind, struct day day)
{
    static const int lengths[] = {[PERIOD_MONTH] = 1, [PERIOD_QUARTER] = 3, [PERIOD_HALF] = 6, [PERIOD_NINE_MONTHS] = 9, [PERIOD_YEAR] = 12};
    int y, m, dom;
    day_parts(day, &y, &m, &dom);
    int month = dom >= 15 ? m + 1 : m; /* 1 = 15/12–14/1 … 13 = that of the next year */
    if (month == 13) {
        month = 1;
        y++;
    }
    int first = kind == PERIOD_NINE_MONTHS ? 0 : (month - 1) / lengths[kind] * lengths[kind];
    int last = first + lengths[kind];
    return (struct period){first == 0 ? day_from(y - 1, 12, 15) : day_from(y, first, 15), day_from(y, last, 14)};
}

/* ---- sums ---- */

#define FIELDS_MAX 64
struct sums {
    const char *fields[FIELDS_MAX];
    int64_t n[FIELDS_MAX][COUNTER_MEASURE_COUNT];
    size_t count;
};

static size_t field_index(struct op *op, struct sums *sums, const char *field)
{
    size_t i = 0;
    while (i < sums->count && strcmp(sums->fields[i], field) != 0) {
        i++;
    }
    if (i == sums->count) {
        must(sums->count < FIELDS_MAX); /* fields of the sector: about fifteen */
        sums->fields[sums->count++] = arena_strdup(op->arena, field);
    }
    return i;
}

static bool add_buckets(struct op *op, struct db *db, const char *agency, const char *from, const char *past, struct sums *sums)
{
    struct stmt *s = db_use(op, db, &sql_counter_sums);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "agency", agency);
    bind_text(s, "from", from);
    bind_text(s, "past", past);
    while (stmt_row(s)) {
        int measure = choice_find(&counter_measure_choices, col_text(s, "measure"));
        must(measure >= 0);
        sums->n[field_index(op, sums, col_text(s, "field"))][measure] += col_int(s, "count");
    }
    return stmt_done(s);
}

/* Days from `first` up to but without `past`: months as a whole where they lie inside. */
static bool add_days(struct op *op, struct db *db, const char *agency, struct day first, struct day past, struct sums *sums)
{
    char a[COUNTER_BUCKET_TEXT], b[COUNTER_BUCKET_TEXT], day_a[DAY_TEXT], day_b[DAY_TEXT];
    struct day whole = counter_month_first(counter_month(day_add(first, -1), a));
    whole = counter_month_first(counter_month(day_add(whole, 31), a)); /* the first month that begins on or after `first` */
    struct day end = counter_month_first(counter_month(past, b));       /* months before the one in which `past` lies */
    if (whole.n >= end.n) {
        return add_buckets(op, db, agency, day_format(first, day_a), day_format(past, day_b), sums);
    }
    return add_buckets(op, db, agency, day_format(first, day_a), day_format(whole, day_b), sums) &&
           add_buckets(op, db, agency, a, b, sums) &&
           add_buckets(op, db, agency, day_format(end, day_a), day_format(past, day_b), sums);
}

static int64_t done_of(const int64_t *n)
{
    return n[COUNT_DONE_EARLY] + n[COUNT_DONE_ON_TIME] + n[COUNT_DONE_OVERDUE];
}

static int64_t received_of(const int64_t *n)
{
    return n[COUNT_RECEIVED_ONLINE] + n[COUNT_RECEIVED_DIRECT];
}

static void fill_row(struct period_row *row, const int64_t *before, const int64_t *within)
{
    row->carried_over = received_of(before) - done_of(before);
    row->received_online = within[COUNT_RECEIVED_ONLINE];
    row->received_direct = within[COUNT_RECEIVED_DIRECT];
    row->received = row->received_online + row->received_direct + row->carried_over;
    row->done_early = within[COUNT_DONE_EARLY];
    row->done_on_time = within[COUNT_DONE_ON_TIME];
    row->done_overdue = within[COUNT_DONE_OVERDUE];
    row->done = done_of(within);
    row->open = row->received - row->done;
    row->open_overdue = before[COUNT_DUE] + within[COUNT_DUE] - before[COUNT_SETTLED] - within[COUNT_SETTLED];
    row->open_in_time = row->open - row->open_overdue;
}

static void add_row(struct period_row *total, const struct period_row *row)
{
    for (size_t i = 1; i < period_row_record.count; i++) {
        size_t at = fields[i].offset;
        *(int64_t *)(void *)((char *)total + at) += *(const int64_t *)(const void *)((const char *)row + at);
    }
}

#define EARLIEST ((struct day){0}) /* before any dossier */

bool period_report(struct op *op, struct db *db, const char *agency, struct period period, struct period_row **rows, size_t *count)
{
    struct sums *before = arena_alloc(op->arena, sizeof *before), *within = arena_alloc(op->arena, sizeof *within);
    if (period.last.n < period.first.n) {
        return fail_field(op, E_INPUT, "to", "period.order", NULL);
    }
    if (!add_days(op, db, agency, EARLIEST, period.first, before) ||
        !add_days(op, db, agency, period.first, day_add(period.last, 1), within)) {
        return false;
    }
    for (size_t i = 0; i < before->count; i++) {
        (void)field_index(op, within, before->fields[i]);
    }
    *rows = arena_array(op->arena, within->count + 1, sizeof **rows);
    struct period_row total = {0};
    *count = 0;
    for (size_t i = 0; i < within->count; i++) {
        struct period_row row = {.field = within->fields[i]};
        fill_row(&row, before->n[field_index(op, before, row.field)], within->n[i]);
        if (row.received != 0 || row.done != 0) {
            add_row(&total, &row);
            (*rows)[(*count)++] = row;
        }
    }
    (*rows)[(*count)++] = total;
    return true;
}

/* ---- whose figures ---- */

#define AGENCIES_MAX 200

/* H37 is above H37.T01, which is above H37.T01.T11. */
static bool is_above(const char *one, const char *other)
{
    size_t len = strlen(one);
    return strncmp(one, other, len) == 0 && (other[len] == '.' || other[len] == '\0');
}

bool period_agencies(struct op *op, struct db *db, const char *org, struct period_agency **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_period_agencies);
    if (s == NULL) {
        return false;
    }
    *out = arena_array(op->arena, AGENCIES_MAX, sizeof **out);
    *count = 0;
    while (*count < AGENCIES_MAX && stmt_row(s)) {
        const char *code = col_text(s, "code");
        if (org == NULL || is_above(org, code) || is_above(code, org)) {
            (*out)[(*count)++] = (struct period_agency){arena_strdup(op->arena, code), arena_strdup(op->arena, col_text(s, "name_vi")),
                                                        arena_strdup(op->arena, col_text(s, "name_en"))};
        }
    }
    return stmt_done(s);
}
