/* calendar: arithmetic over working time.
 *
 * The week is regular and the exceptions are few, so nothing here walks over days. Working days are numbered: rank(d) is
 * the number of working days before d, counted from an arbitrary start. Without exceptions it is plain division by seven;
 * with them a running total (`shift`: working days won or lost up to and including an exception) is added. select() is
 * its inverse. Working time gets a position on one long line the same way: rank times the length of a day plus what has
 * been worked of the day itself. Adding working time is then an addition, and the difference a subtraction.
 *
 * A position that is a multiple of the day's length is both the closing of a day and the opening of the next one. Which
 * of the two is meant depends on how it was reached: time that has run ends at the closing (invariant 4), an instant to
 * start from is an opening (invariant 3). */
#include "calendar/calendar.h"

#include "calendar_vn.h"

#include <stdlib.h>
#include <string.h>

struct calendar {
    const char *version;
    const struct calendar_day *days; /* ascending */
    const int32_t *shift;            /* working days won (+) or lost (-) by days[0..i] against the plain week */
    size_t count;
    struct office_hours hours;
    int64_t length; /* ms of a working day */
};

#define DEFAULT_HOURS                                                                                                  \
    {                                                                                                                  \
        .session = {{8 * MS_HOUR, 12 * MS_HOUR}, {13 * MS_HOUR, 17 * MS_HOUR}}, .count = 2                             \
    }
const struct office_hours office_hours_default = DEFAULT_HOURS;

static const struct calendar builtin = {
    .version = CALENDAR_VN_VERSION,
    .days = calendar_vn_days,
    .shift = calendar_vn_shift,
    .count = sizeof calendar_vn_days / sizeof calendar_vn_days[0],
    .hours = DEFAULT_HOURS,
    .length = 8 * MS_HOUR,
};

static const char *const kind_texts[] = {
#define X(kind, text) [kind] = text,
    DAY_KINDS(X)
#undef X
};
static const char *const certainties[] = {"found", "recalled", "computed", "projected", "authored"};

/* ---- the plain week ---- */

#define MONDAY_BEFORE_EPOCH 3 /* 1970-01-01 was a Thursday */

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* Mondays to Fridays before day d, counted from Monday 1969-12-29. */
static int64_t weekdays_before(struct day d)
{
    int64_t n = (int64_t)d.n + MONDAY_BEFORE_EPOCH;
    int64_t week = floor_div(n, 7);
    int64_t in_week = n - week * 7;
    return week * 5 + (in_week < 5 ? in_week : 5);
}

/* The Monday-to-Friday day that has exactly k of its kind before it. */
static struct day weekday_select(int64_t k)
{
    int64_t week = floor_div(k, 5);
    return (struct day){(int32_t)(week * 7 + (k - week * 5) - MONDAY_BEFORE_EPOCH)};
}

/* ---- the week with its exceptions ---- */

/* The number of exceptions before day d. */
static size_t exceptions_before(const struct calendar *c, struct day d)
{
    size_t low = 0, high = c->count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (c->days[mid].day.n < d.n) {
            low = mid + 1;
        } else {
            high = mid;
}
    }
    return low;
}

static int64_t shift_of(const struct calendar *c, size_t exceptions)
{
    return exceptions == 0 ? 0 : c->shift[exceptions - 1];
}

static int64_t rank_of(const struct calendar *c, struct day d)
{
    return weekdays_before(d) + shift_of(c, exceptions_before(c, d));
}

/* The working day of rank k. */
static struct day day_select(const struct calendar *c, int64_t k)
{
    size_t low = 0, high = c->count; /* how many exceptions lie before the day sought */
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (weekdays_before(day_add(c->days[mid].day, 1)) + c->shift[mid] <= k) {
            low = mid + 1;
        } else {
            high = mid;
}
    }
    if (low < c->count && c->days[low].kind == DAY_MAKE_UP &&
        weekdays_before(c->days[low].day) + shift_of(c, low) == k) {
        return c->days[low].day;
}
    return weekday_select(k - shift_of(c, low));
}

static bool is_working(enum day_kind kind)
{
    return kind == DAY_WORKING || kind == DAY_MAKE_UP;
}

/* ---- one working day ---- */

static int64_t hours_length(const struct office_hours *h)
{
    int64_t sum = 0;
    for (int i = 0; i < h->count; i++) {
        sum += h->session[i].to - h->session[i].from;
}
    return sum;
}

/* What has been worked of a working day at the time of day. */
static int64_t worked_until(const struct office_hours *h, int64_t time)
{
    int64_t sum = 0;
    for (int i = 0; i < h->count && time > h->session[i].from; i++) {
        sum += (time < h->session[i].to ? time : h->session[i].to) - h->session[i].from;
}
    return sum;
}

/* The time of day at which `worked` has been worked; 0 < worked <= length, so a full session ends at its closing. */
static int64_t time_when_worked(const struct office_hours *h, int64_t worked)
{
    for (int i = 0;; i++) {
        int64_t session = h->session[i].to - h->session[i].from;
        if (worked <= session || i == h->count - 1) {
            return h->session[i].from + worked;
}
        worked -= session;
    }
}

static int64_t position_of(const struct calendar *c, struct instant t)
{
    struct day d = instant_day(t);
    int64_t whole = rank_of(c, d) * c->length;
    if (!calendar_is_working_day(c, d)) {
        return whole;
}
    return whole + worked_until(&c->hours, instant_time_of_day(t));
}

/* ---- building ---- */

static bool hours_valid(const struct office_hours *h)
{
    if (h->count < 1 || h->count > OFFICE_SESSIONS_MAX) {
        return false;
}
    int64_t last = -1;
    for (int i = 0; i < h->count; i++) {
        int64_t from = h->session[i].from, to = h->session[i].to;
        if (from <= last || to <= from || to >= MS_DAY || from % MS_MINUTE != 0 || to % MS_MINUTE != 0) {
            return false;
}
        last = to;
    }
    return true;
}

static bool certainty_valid(const char *text)
{
    for (size_t i = 0; text != NULL && i < sizeof certainties / sizeof certainties[0]; i++) {
        if (strcmp(text, certainties[i]) == 0) {
            return true;
}
}
    return false;
}

static int by_day(const void *a, const void *b)
{
    const struct calendar_day *x = a, *y = b;
    return (x->day.n > y->day.n) - (x->day.n < y->day.n);
}

static bool row_valid(struct op *op, const struct calendar_day *row)
{
    char text[DAY_TEXT];
    if (row->kind == DAY_WORKING || row->kind == DAY_WEEKEND) {
        return fail_field(op, E_INPUT, "kind", "calendar.bad_kind", "day", day_format(row->day, text), NULL);
}
    if (!certainty_valid(row->certainty)) {
        return fail_field(op, E_INPUT, "certainty", "calendar.bad_certainty", "day", day_format(row->day, text), NULL);
}
    return true;
}

static struct calendar_day row_copy(struct arena *a, const struct calendar_day *row)
{
    struct calendar_day copy = *row;
    copy.name_vi = arena_strdup(a, row->name_vi != NULL ? row->name_vi : "");
    copy.name_en = arena_strdup(a, row->name_en != NULL ? row->name_en : "");
    copy.source = arena_strdup(a, row->source != NULL ? row->source : "");
    copy.certainty = arena_strdup(a, row->certainty);
    return copy;
}

static bool rows_build(struct op *op, struct calendar *c, const struct calendar_day *rows)
{
    struct calendar_day *days = arena_array(op->arena, c->count + 1, sizeof *days);
    int32_t *shift = arena_array(op->arena, c->count + 1, sizeof *shift);
    for (size_t i = 0; i < c->count; i++) {
        if (!row_valid(op, &rows[i])) {
            return false;
}
        days[i] = row_copy(op->arena, &rows[i]);
    }
    qsort(days, c->count, sizeof *days, by_day);
    int32_t sum = 0;
    for (size_t i = 0; i < c->count; i++) {
        char text[DAY_TEXT];
        if (i > 0 && days[i].day.n == days[i - 1].day.n) {
            return fail_field(op, E_INPUT, "day", "calendar.double_day", "day", day_format(days[i].day, text), NULL);
}
        sum += is_working(days[i].kind) - (day_weekday(days[i].day) <= 5);
        shift[i] = sum;
    }
    c->days = days;
    c->shift = shift;
    return true;
}

const struct calendar *calendar_build(struct op *op, const char *version, const struct calendar_day *days, size_t count,
                                      const struct office_hours *hours)
{
    struct calendar *c = arena_alloc(op->arena, sizeof *c);
    c->version = arena_strdup(op->arena, version);
    c->count = count;
    c->hours = hours != NULL ? *hours : office_hours_default;
    if (!hours_valid(&c->hours)) {
        fail_field(op, E_INPUT, "office_hours", "calendar.bad_hours", NULL);
        return NULL;
    }
    c->length = hours_length(&c->hours);
    if (count > CALENDAR_DAYS_MAX) {
        fail_field(op, E_LIMIT, "calendar_day", "calendar.too_many_days", NULL);
        return NULL;
    }
    return rows_build(op, c, days) ? c : NULL;
}

const struct calendar *calendar_builtin(void)
{
    return &builtin;
}

/* ---- questions about days ---- */

const char *calendar_version(const struct calendar *c)
{
    return c->version;
}

const struct office_hours *calendar_hours(const struct calendar *c)
{
    return &c->hours;
}

const char *day_kind_text(enum day_kind kind)
{
    return kind_texts[kind];
}

bool day_kind_parse(const char *text, enum day_kind *out)
{
    for (size_t i = 0; i < sizeof kind_texts / sizeof kind_texts[0]; i++) {
        if (strcmp(text, kind_texts[i]) == 0) {
            *out = (enum day_kind)i;
            return true;
        }
    }
    return false;
}

enum day_kind calendar_day_kind(const struct calendar *c, struct day d)
{
    const struct calendar_day *row = calendar_exception(c, d);
    if (row != NULL) {
        return row->kind;
}
    return day_weekday(d) <= 5 ? DAY_WORKING : DAY_WEEKEND;
}

bool calendar_is_working_day(const struct calendar *c, struct day d)
{
    return is_working(calendar_day_kind(c, d));
}

bool calendar_has_year(const struct calendar *c, int year)
{
    size_t count;
    calendar_exceptions(c, day_from(year, 1, 1), day_from(year, 12, 31), &count);
    return count > 0;
}

const struct calendar_day *calendar_exception(const struct calendar *c, struct day d)
{
    size_t i = exceptions_before(c, d);
    return i < c->count && c->days[i].day.n == d.n ? &c->days[i] : NULL;
}

const struct calendar_day *calendar_exceptions(const struct calendar *c, struct day from, struct day to, size_t *count)
{
    size_t first = exceptions_before(c, from), end = exceptions_before(c, day_add(to, 1));
    *count = end > first ? end - first : 0;
    return c->days + first;
}

/* ---- working time ---- */

struct instant calendar_next_open(const struct calendar *c, struct instant t)
{
    struct day d = instant_day(t);
    int64_t time = instant_time_of_day(t);
    if (calendar_is_working_day(c, d)) {
        for (int i = 0; i < c->hours.count; i++) {
            if (time < c->hours.session[i].from) {
                return instant_at(d, c->hours.session[i].from);
}
            if (time < c->hours.session[i].to) {
                return t;
}
        }
    }
    return instant_at(calendar_next_working_day(c, d), c->hours.session[0].from);
}

struct instant calendar_add_working(const struct calendar *c, struct instant from, int64_t ms)
{
    must(ms >= 0);
    struct instant open = calendar_next_open(c, from);
    if (ms == 0) {
        return open;
}
    int64_t end = position_of(c, open) + ms;
    int64_t rank = floor_div(end - 1, c->length); /* the day whose closing may be the end */
    return instant_at(day_select(c, rank), time_when_worked(&c->hours, end - rank * c->length));
}

int64_t calendar_working_between(const struct calendar *c, struct instant from, struct instant to)
{
    if (instant_compare(to, from) <= 0) {
        return 0;
}
    return position_of(c, to) - position_of(c, from);
}

struct day calendar_next_working_day(const struct calendar *c, struct day d)
{
    return calendar_add_working_days(c, d, 1);
}

struct day calendar_add_working_days(const struct calendar *c, struct day d, int64_t n)
{
    must(n >= 1);
    return day_select(c, rank_of(c, day_add(d, 1)) + n - 1);
}

int64_t calendar_count_working_days(const struct calendar *c, struct day from, struct day to)
{
    return to.n <= from.n ? 0 : rank_of(c, to) - rank_of(c, from);
}

int64_t calendar_day_length(const struct calendar *c)
{
    return c->length;
}
