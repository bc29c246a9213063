/* explain: a deadline told in the order in which an officer would count it on a wall calendar.
 *
 * The tale of a term is: where the counting starts (and why not at the instant of receipt), the term and its rule, then
 * the days between in order (what is left out with its name and source, what is worked although it is a Saturday, in
 * working hours what each day gave), then the last day, a roll forward if there is one, and the due instant.
 *
 * Neighbouring days with the same reason are one line. A long term would bury its holidays under its weekends, so past
 * WEEKENDS_LISTED weekends these become one line with their number; likewise the days of a long term in hours. No tale
 * has more than LINES_LISTED lines about days; what is left out is counted. */
#include "calendar/explain.h"

#include "base/strbuf.h"
#include "base/text.h"

#include <string.h>

#define WEEKENDS_LISTED 6
#define WORKED_LISTED 12
#define LINES_LISTED 300

struct tale {
    struct op *op;
    const struct calendar *c;
    struct deadline *out;
    size_t cap;
    size_t days_told;    /* lines about days so far */
    size_t days_untold;  /* such lines left out because of LINES_LISTED */
    bool list_weekends;
    int64_t weekend_days; /* met while weekends are not listed */
};

/* ---- words ---- */

static const char *number(struct op *op, int64_t n)
{
    return arena_int(op->arena, n);
}

/* A sentence of up to two arguments. */
static const char *phrase(struct op *op, const char *key, const char *name, const char *value, const char *name2,
                          const char *value2)
{
    struct error_arg args[] = {{name, value}, {name2, value2}};
    return text_format(op->arena, op->lang, key, args, name2 != NULL ? 2 : 1);
}

static const char *clock_text(struct op *op, int64_t ms)
{
    int h = (int)(ms / MS_HOUR), m = (int)(ms / MS_MINUTE % 60), s = (int)(ms / MS_SECOND % 60);
    if (s != 0) {
        return arena_printf(op->arena, "%02d:%02d:%02d", h, m, s);
    }
    const char text[] = {(char)('0' + h / 10), (char)('0' + h % 10), ':', (char)('0' + m / 10), (char)('0' + m % 10)};
    return arena_strndup(op->arena, text, sizeof text);
}

/* "07" */
static const char *two_digits(struct op *op, int value)
{
    const char text[] = {(char)('0' + value / 10 % 10), (char)('0' + value % 10)};
    return arena_strndup(op->arena, text, sizeof text);
}

const char *explain_date(struct op *op, struct day d)
{
    static const char *const weekdays[] = {"calendar.weekday.1", "calendar.weekday.2", "calendar.weekday.3", "calendar.weekday.4",
                                           "calendar.weekday.5", "calendar.weekday.6", "calendar.weekday.7"};
    static const char *const months[] = {"calendar.month.1",  "calendar.month.2",  "calendar.month.3", "calendar.month.4",
                                         "calendar.month.5",  "calendar.month.6",  "calendar.month.7", "calendar.month.8",
                                         "calendar.month.9",  "calendar.month.10", "calendar.month.11", "calendar.month.12"};
    int year, month, dom;
    day_parts(d, &year, &month, &dom);
    struct error_arg args[] = {
        {"weekday", text_get(op->lang, weekdays[day_weekday(d) - 1])}, {"dd", two_digits(op, dom)},
        {"mm", two_digits(op, month)}, {"month", text_get(op->lang, months[month - 1])}, {"yyyy", number(op, year)},
    };
    return text_format(op->arena, op->lang, "calendar.date", args, 5);
}

const char *explain_when(struct op *op, struct instant t)
{
    return phrase(op, "calendar.when", "date", explain_date(op, instant_day(t)), "time",
                  clock_text(op, instant_time_of_day(t)));
}

const char *explain_milli(struct op *op, int64_t milli)
{
    const char *plain = term_format(op->arena, (struct term){TERM_DAYS, milli});
    char *text = arena_strndup(op->arena, plain, strcspn(plain, " "));
    char *point = strchr(text, '.');
    if (point != NULL && op->lang == LANG_VI) {
        *point = ',';
    }
    return text;
}

const char *explain_term(struct op *op, struct term term)
{
    static const char *const keys[] = {
        [TERM_WORKHOURS] = "term.workhours",
        [TERM_WORKDAYS] = "term.workdays",
        [TERM_DAYS] = "term.days",
    };
    const char *key = keys[term.unit];
    if (term.milli == 1000) {
        key = arena_printf(op->arena, "%s.one", key);
    }
    return phrase(op, key, "n", explain_milli(op, term.milli), NULL, NULL);
}

const char *explain_worktime(struct op *op, int64_t ms)
{
    static const struct {
        const char *key;
        int64_t length, modulo;
    } parts[] = {
        {"duration.hours", MS_HOUR, INT64_MAX}, {"duration.minutes", MS_MINUTE, 60}, {"duration.seconds", MS_SECOND, 60}};
    struct strbuf text;
    strbuf_init(&text, op->arena, 200);
    for (size_t i = 0; i < 3; i++) {
        int64_t n = ms / parts[i].length % parts[i].modulo;
        if ((n > 0 && (i < 2 || ms < MS_HOUR)) || (i == 2 && text.len == 0)) { /* beside hours nobody reads seconds */
            strbuf_puts(&text, text.len > 0 ? " " : "");
            strbuf_puts(&text, phrase(op, parts[i].key, "n", number(op, n), NULL, NULL));
        }
    }
    return text.data;
}

static const char *certainty_text(struct op *op, const struct calendar_day *row)
{
    return text_get(op->lang, arena_printf(op->arena, "calendar.certainty.%s", row->certainty));
}

static const char *name_of(struct op *op, const struct calendar_day *row)
{
    return op->lang == LANG_VI ? row->name_vi : row->name_en;
}

/* ---- lines ---- */

/* Appends a line with its arguments: LINE(t, key, at, {"name", value}, …). */
#define LINE(t, key, at, ...)                                                                                          \
    line_add(t, key, at, (const struct error_arg[]){__VA_ARGS__},                                                      \
             (int)(sizeof((const struct error_arg[]){__VA_ARGS__}) / sizeof(struct error_arg)))
static void line_add(struct tale *t, const char *key, struct instant at, const struct error_arg *args, int count)
{
    must(count <= ERROR_ARGS_MAX);
    if (t->out->line_count == t->cap) {
        t->cap = t->cap == 0 ? 16 : t->cap * 2;
        struct deadline_line *more = arena_array(t->op->arena, t->cap, sizeof *more);
        if (t->out->line_count > 0) {
            memcpy(more, t->out->lines, t->out->line_count * sizeof *more);
        }
        t->out->lines = more;
    }
    struct deadline_line *line = &t->out->lines[t->out->line_count++];
    *line = (struct deadline_line){.key = key, .at = at, .arg_count = count};
    for (int i = 0; i < count; i++) {
        line->args[i] = args[i];
    }
}

/* True if one more line about days may be told. */
static bool may_tell_days(struct tale *t)
{
    if (t->days_told == LINES_LISTED) {
        t->days_untold++;
        return false;
    }
    t->days_told++;
    return true;
}

static const char *dates(struct op *op, struct day from, struct day to)
{
    if (from.n == to.n) {
        return explain_date(op, from);
    }
    return phrase(op, "calendar.dates", "from", explain_date(op, from), "to", explain_date(op, to));
}

/* A run of closed days with one reason; row is NULL for a weekend. */
static void tell_closed(struct tale *t, struct day from, struct day to, const struct calendar_day *row)
{
    if (row == NULL && !t->list_weekends) {
        t->weekend_days += to.n - from.n + 1;
        return;
    }
    if (!may_tell_days(t)) {
        return;
    }
    if (row == NULL) {
        LINE(t, "deadline.line.weekend", instant_at(from, 0), {"days", dates(t->op, from, to)});
        return;
    }
    LINE(t, "deadline.line.closed", instant_at(from, 0),
         {"days", dates(t->op, from, to)}, {"name", name_of(t->op, row)}, {"source", row->source},
         {"certainty", certainty_text(t->op, row)});
}

static void tell_make_up(struct tale *t, struct day d)
{
    const struct calendar_day *row = calendar_exception(t->c, d);
    if (may_tell_days(t)) {
        LINE(t, "deadline.line.make_up", instant_at(d, 0),
             {"day", explain_date(t->op, d)}, {"name", name_of(t->op, row)}, {"source", row->source},
             {"certainty", certainty_text(t->op, row)});
    }
}

static bool same_reason(const struct calendar_day *a, const struct calendar_day *b)
{
    if (a == NULL || b == NULL) {
        return a == b;
    }
    return a->kind == b->kind && strcmp(a->name_vi, b->name_vi) == 0 && strcmp(a->source, b->source) == 0 &&
           strcmp(a->certainty, b->certainty) == 0;
}

/* The last day of the run of closed days that starts at d, not after `end`. */
static struct day run_end(const struct calendar *c, struct day d, struct day end)
{
    const struct calendar_day *row = calendar_exception(c, d);
    for (struct day next = day_add(d, 1); next.n <= end.n && !calendar_is_working_day(c, next); next = day_add(next, 1)) {
        if (!same_reason(row, calendar_exception(c, next))) {
            break;
        }
        d = next;
    }
    return d;
}

/* "08:00–12:00, 13:00–17:00", only what lies between the two times of the day. */
static const char *sessions_text(struct op *op, const struct office_hours *h, int64_t from, int64_t to)
{
    struct strbuf text;
    strbuf_init(&text, op->arena, 200);
    for (int i = 0; i < h->count; i++) {
        int64_t a = h->session[i].from > from ? h->session[i].from : from;
        int64_t b = h->session[i].to < to ? h->session[i].to : to;
        if (a < b) {
            strbuf_printf(&text, "%s%s–%s", text.len > 0 ? ", " : "", clock_text(op, a), clock_text(op, b));
        }
    }
    return text.data;
}

/* What one working day gave to a term in hours that runs from start to due. */
static void tell_worked(struct tale *t, struct day d, struct instant start)
{
    struct instant from = instant_at(d, 0), to = instant_at(d, MS_DAY - 1), due = t->out->due;
    from = instant_compare(from, start) < 0 ? start : from;
    to = instant_compare(to, due) > 0 ? due : to;
    int64_t worked = calendar_working_between(t->c, from, to);
    const char *spans = sessions_text(t->op, calendar_hours(t->c), instant_time_of_day(from), instant_time_of_day(to));
    if (may_tell_days(t)) {
        int64_t left = calendar_working_between(t->c, to, due);
        LINE(t, left > 0 ? "deadline.line.worked" : "deadline.line.worked_last", to,
             {"day", explain_date(t->op, d)}, {"spans", spans}, {"amount", explain_worktime(t->op, worked)},
             {"left", explain_worktime(t->op, left)});
    }
}

/* Every day from first to last, both included. `start` is set for terms in hours: then working days are told as well. */
static void tell_days(struct tale *t, struct day first, struct day last, const struct instant *start)
{
    for (struct day d = first; d.n <= last.n; d = day_add(d, 1)) {
        enum day_kind kind = calendar_day_kind(t->c, d);
        if (kind == DAY_MAKE_UP) {
            tell_make_up(t, d);
        }
        if (kind == DAY_MAKE_UP || kind == DAY_WORKING) {
            if (start != NULL) {
                tell_worked(t, d, *start);
            }
            continue;
        }
        struct day end = run_end(t->c, d, last);
        tell_closed(t, d, end, calendar_exception(t->c, d));
        d = end;
    }
}

/* ---- parts of the tale ---- */

/* Why an instant is not working time. */
static const char *closed_reason(struct tale *t, struct instant at)
{
    struct day d = instant_day(at);
    const struct calendar_day *row = calendar_exception(t->c, d);
    if (!calendar_is_working_day(t->c, d)) {
        return row != NULL ? name_of(t->op, row) : text_get(t->op->lang, "deadline.reason.weekend");
    }
    const struct office_hours *h = calendar_hours(t->c);
    int64_t time = instant_time_of_day(at);
    return text_get(t->op->lang, time < h->session[0].from              ? "deadline.reason.before_opening"
                                 : time >= h->session[h->count - 1].to ? "deadline.reason.after_closing"
                                                                        : "deadline.reason.break");
}

static void tell_start(struct tale *t, struct instant from, struct instant start)
{
    if (instant_compare(from, start) != 0) {
        LINE(t, "deadline.line.moved", start,
             {"from", explain_when(t->op, from)}, {"reason", closed_reason(t, from)},
             {"to", explain_when(t->op, start)});
        t->list_weekends = true;
        struct day first = instant_day(from); /* a working day on which the office had closed already is no news */
        first = calendar_is_working_day(t->c, first) ? day_add(first, 1) : first;
        tell_days(t, first, day_add(instant_day(start), -1), NULL);
    }
    LINE(t, "deadline.line.start", start, {"when", explain_when(t->op, start)});
}

static void tell_term(struct tale *t, struct instant start, struct term term)
{
    static const char *const keys[] = {
        [TERM_WORKHOURS] = "deadline.line.term_workhours",
        [TERM_WORKDAYS] = "deadline.line.term_workdays",
        [TERM_DAYS] = "deadline.line.term_days",
    };
    LINE(t, keys[term.unit], start,
         {"term", explain_term(t->op, term)}, {"hours", sessions_text(t->op, calendar_hours(t->c), 0, MS_DAY)});
}

/* Years between the two days of which the calendar knows nothing. */
static void tell_unknown_years(struct tale *t, struct day first, struct day last)
{
    int from, to, month, dom, first_unknown = 0, last_unknown = 0;
    day_parts(first, &from, &month, &dom);
    day_parts(last, &to, &month, &dom);
    for (int year = from; year <= to; year++) {
        if (!calendar_has_year(t->c, year)) {
            first_unknown = first_unknown == 0 ? year : first_unknown;
            last_unknown = year;
        }
    }
    if (first_unknown == 0) {
        return;
    }
    const char *years = first_unknown == last_unknown ? number(t->op, first_unknown)
                                                      : arena_printf(t->op->arena, "%d–%d", first_unknown, last_unknown);
    LINE(t, "deadline.line.no_data", instant_at(day_from(first_unknown, 1, 1), 0), {"years", years});
}

static void tell_rest(struct tale *t, struct instant at)
{
    if (t->weekend_days > 0) {
        LINE(t, "deadline.line.weekends", at, {"count", number(t->op, t->weekend_days)});
    }
    if (t->days_untold > 0) {
        LINE(t, "deadline.line.more", at, {"count", number(t->op, (int64_t)t->days_untold)});
    }
}

static void tell_due(struct tale *t)
{
    LINE(t, "deadline.line.due", t->out->due, {"when", explain_when(t->op, t->out->due)});
}

/* The fraction of a day after the whole days, which ended at `at`. */
static void tell_fraction(struct tale *t, struct instant at)
{
    LINE(t, "deadline.line.fraction", t->out->due,
         {"amount", explain_worktime(t->op, calendar_working_between(t->c, at, t->out->due))},
         {"from", explain_when(t->op, at)});
}

static void tell_workhours(struct tale *t, struct instant start)
{
    struct day first = instant_day(start), last = instant_day(t->out->due);
    int64_t days = calendar_count_working_days(t->c, first, day_add(last, 1));
    tell_days(t, first, last, days <= WORKED_LISTED ? &start : NULL);
    tell_rest(t, t->out->due);
    if (days > WORKED_LISTED) {
        LINE(t, "deadline.line.worked_all", t->out->due,
             {"days", dates(t->op, first, last)},
             {"amount", explain_worktime(t->op, calendar_working_between(t->c, start, t->out->due))},
             {"count", number(t->op, days)});
    }
}

static void tell_workdays(struct tale *t, struct instant start, struct term term, struct day last)
{
    int64_t whole = term.milli / 1000;
    struct instant at = instant_at(last, instant_time_of_day(start));
    tell_days(t, day_add(instant_day(start), 1), instant_day(t->out->due), NULL);
    tell_rest(t, t->out->due);
    if (whole > 0) {
        LINE(t, "deadline.line.last_workday", at, {"n", number(t->op, whole)}, {"day", explain_date(t->op, last)});
    }
    if (term.milli % 1000 != 0) {
        tell_fraction(t, at);
    }
}

static void tell_calendar_days(struct tale *t, struct instant start, struct term term, struct day last)
{
    struct instant at = instant_at(last, instant_time_of_day(start));
    if (term.milli >= 1000) {
        LINE(t, "deadline.line.last_day", at,
             {"n", number(t->op, term.milli / 1000)}, {"day", explain_date(t->op, last)});
    }
    if (calendar_is_working_day(t->c, last)) {
        if (term.milli % 1000 != 0) {
            tell_days(t, day_add(last, 1), instant_day(t->out->due), NULL);
            tell_fraction(t, at);
        }
        return;
    }
    tell_days(t, last, day_add(instant_day(t->out->due), -1), NULL);
    LINE(t, "deadline.line.rolled", t->out->due, {"to", explain_date(t->op, instant_day(t->out->due))});
}

/* ---- whole tales ---- */

void explain_due(struct op *op, const struct calendar *c, struct instant from, struct term term, struct day last,
                 struct deadline *out)
{
    struct tale t = {.op = op, .c = c, .out = out};
    struct instant start = calendar_next_open(c, from);
    tell_start(&t, from, start);
    tell_term(&t, start, term);
    t.list_weekends = instant_day(out->due).n - instant_day(start).n <= 7 * WEEKENDS_LISTED;
    switch (term.unit) {
    case TERM_WORKHOURS:
        tell_workhours(&t, start);
        break;
    case TERM_WORKDAYS:
        tell_workdays(&t, start, term, last);
        break;
    case TERM_DAYS:
        tell_calendar_days(&t, start, term, last);
        break;
    }
    tell_unknown_years(&t, instant_day(from), instant_day(out->due));
    tell_due(&t);
}

void explain_resume(struct op *op, const struct calendar *c, struct instant old_due, struct instant paused,
                    struct instant resumed, struct deadline *out)
{
    struct tale t = {.op = op, .c = c, .out = out};
    LINE(&t, "deadline.line.paused", paused, {"when", explain_when(op, paused)}, {"due", explain_when(op, old_due)});
    if (instant_compare(paused, old_due) >= 0) {
        LINE(&t, "deadline.line.pause_too_late", paused, {"due", explain_when(op, old_due)});
    } else {
        LINE(&t, "deadline.line.resumed", resumed,
             {"when", explain_when(op, resumed)},
             {"left", explain_worktime(op, calendar_working_between(c, paused, old_due))},
             {"closed", explain_worktime(op, calendar_working_between(c, paused, resumed))});
        t.list_weekends = instant_day(out->due).n - instant_day(resumed).n <= 7 * WEEKENDS_LISTED;
        tell_days(&t, instant_day(resumed), instant_day(out->due), NULL);
        tell_rest(&t, out->due);
        tell_unknown_years(&t, instant_day(resumed), instant_day(out->due));
    }
    tell_due(&t);
}

void explain_steps(struct op *op, const struct instant *dues, const int64_t *shares, size_t count, struct deadline *out)
{
    struct tale t = {.op = op, .out = out};
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += shares[i];
    }
    line_add(&t, "deadline.rule.shares", out->due, NULL, 0);
    for (size_t i = 0; i < count; i++) {
        const char *no = number(op, (int64_t)i + 1);
        if (shares[i] == 0) {
            LINE(&t, "deadline.line.step_uncounted", INSTANT_NONE, {"no", no});
        } else {
            LINE(&t, "deadline.line.step", dues[i],
                 {"no", no}, {"share", explain_milli(op, shares[i])}, {"total", explain_milli(op, sum)},
                 {"when", explain_when(op, dues[i])});
        }
    }
}
