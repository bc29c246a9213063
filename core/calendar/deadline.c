/* deadline: terms of the law laid on a calendar.
 *
 * All three units come down to two moves: to the n-th working day at the same clock time, and along the line of working
 * time (calendar.c). They agree with each other: on that line n working days at the same clock time are n day lengths,
 * so shares of steps and what is left at a pause can be computed in working time whatever the unit was.
 *
 * They part at one place. Eight working hours from 08:00 end at 17:00 the same day; one working day from 08:00 ends at
 * 08:00 the next. Both are the same point of the line, and both are what officers expect. */
#include "calendar/deadline.h"

#include "calendar/explain.h"

#include <string.h>

static const char *const unit_texts[] = {
#define X(unit, text) [unit] = text,
    TERM_UNITS(X)
#undef X
};
#define UNITS (sizeof unit_texts / sizeof unit_texts[0])
#define TEXT_SHOWN 40 /* bytes of a wrong term repeated in the message */

/* ---- terms ---- */

/* The number as thousandths; false if it is no number, has more than three decimals or is out of bounds. */
static bool read_milli(const char **p, int64_t *out)
{
    int64_t milli = 0, scale = 1000;
    const char *start = *p;
    for (; **p >= '0' && **p <= '9' && milli <= TERM_MILLI_MAX; (*p)++) {
        milli = milli * 10 + (**p - '0') * INT64_C(1000);
    }
    if (*p == start) {
        return false;
    }
    if (**p == '.') {
        (*p)++;
        for (start = *p; **p >= '0' && **p <= '9' && scale > 1; (*p)++) {
            scale /= 10;
            milli += (**p - '0') * scale;
        }
        if (*p == start) {
            return false;
        }
    }
    *out = milli;
    return milli >= 1 && milli <= TERM_MILLI_MAX;
}

/* The unit's name; one of a kind may drop its last letter: "1 workday". */
static bool read_unit(const char *text, enum term_unit *out)
{
    size_t length = strlen(text);
    for (size_t i = 0; i < UNITS; i++) {
        size_t full = strlen(unit_texts[i]);
        if ((length == full || length == full - 1) && strncmp(text, unit_texts[i], length) == 0) {
            *out = (enum term_unit)i;
            return true;
        }
    }
    return false;
}

static bool term_fail(struct op *op, const char *text)
{
    size_t shown = strlen(text);
    if (shown > TEXT_SHOWN) {
        for (shown = TEXT_SHOWN; shown > 0 && ((unsigned char)text[shown] & 0xC0) == 0x80; shown--) {
        }
    }
    return fail_field(op, E_INPUT, "term", "term.invalid", "text", arena_strndup(op->arena, text, shown), NULL);
}

bool term_parse(struct op *op, const char *text, struct term *out)
{
    const char *p = text;
    struct term term;
    if (!read_milli(&p, &term.milli) || *p != ' ' || !read_unit(p + 1, &term.unit)) {
        return term_fail(op, text);
    }
    *out = term;
    return true;
}

const char *term_format(struct arena *a, struct term term)
{
    long long whole = term.milli / 1000;
    int part = (int)(term.milli % 1000);
    if (part == 0) {
        return arena_printf(a, "%lld %s", whole, unit_texts[term.unit]);
    }
    int digits = part % 100 == 0 ? 1 : part % 10 == 0 ? 2 : 3;
    int shown = digits == 1 ? part / 100 : digits == 2 ? part / 10 : part;
    return arena_printf(a, "%lld.%0*d %s", whole, digits, shown, unit_texts[term.unit]);
}

/* ---- due ---- */

/* Share of a working day in ms; days are whole minutes long, so thousandths of them are whole. */
static int64_t share_of_day(const struct calendar *c, int64_t milli)
{
    return calendar_day_length(c) * milli / 1000;
}

static struct instant workdays_after(const struct calendar *c, struct instant start, int64_t milli, struct day *last)
{
    int64_t whole = milli / 1000, part = milli % 1000;
    struct day d = instant_day(start);
    if (whole > 0) {
        d = calendar_add_working_days(c, d, whole);
    }
    *last = d;
    struct instant t = instant_at(d, instant_time_of_day(start));
    return part == 0 ? t : calendar_add_working(c, t, share_of_day(c, part));
}

static struct instant days_after(const struct calendar *c, struct instant start, int64_t milli, struct day *last)
{
    struct day d = day_add(instant_day(start), (int)(milli / 1000));
    *last = d;
    if (!calendar_is_working_day(c, d)) {
        return instant_at(calendar_next_working_day(c, d), instant_time_of_day(start));
    }
    struct instant t = instant_at(d, instant_time_of_day(start));
    int64_t part = milli % 1000;
    return part == 0 ? t : calendar_add_working(c, t, share_of_day(c, part));
}

/* `last`: the day on which the whole units ended, before any roll forward. */
static struct instant due_of(const struct calendar *c, struct instant from, struct term term, struct day *last)
{
    struct instant start = calendar_next_open(c, from), due;
    switch (term.unit) {
    case TERM_WORKHOURS:
        due = calendar_add_working(c, start, MS_HOUR / 1000 * term.milli);
        *last = instant_day(due);
        return due;
    case TERM_WORKDAYS:
        return workdays_after(c, start, term.milli, last);
    case TERM_DAYS:
        return days_after(c, start, term.milli, last);
    }
    must_failed("a unit of terms", __FILE__, __LINE__);
}

bool deadline_due(struct op *op, const struct calendar *c, struct instant from, struct term term, bool explain,
                  struct deadline *out)
{
    must(!instant_is_none(from));
    if (term.milli < 1 || term.milli > TERM_MILLI_MAX) {
        return term_fail(op, arena_printf(op->arena, "%lld/1000 %s", (long long)term.milli, unit_texts[term.unit]));
    }
    struct day last = instant_day(from);
    *out = (struct deadline){.due = due_of(c, from, term, &last)};
    if (explain) {
        explain_due(op, c, from, term, last, out);
    }
    return true;
}

/* ---- pauses ---- */

static bool is_opening(const struct calendar *c, struct instant t)
{
    const struct office_hours *h = calendar_hours(c);
    for (int i = 0; i < h->count; i++) {
        if (instant_time_of_day(t) == h->session[i].from) {
            return true;
        }
    }
    return false;
}

bool deadline_resume(struct op *op, const struct calendar *c, struct instant due, struct instant paused,
                     struct instant resumed, bool explain, struct deadline *out)
{
    must(!instant_is_none(due) && !instant_is_none(paused) && !instant_is_none(resumed));
    if (instant_compare(resumed, paused) < 0) {
        return fail_field(op, E_INPUT, "resumed_at", "deadline.pause_order", NULL);
    }
    *out = (struct deadline){.due = due};
    if (instant_compare(paused, due) < 0 && calendar_working_between(c, paused, resumed) > 0) {
        out->due = calendar_add_working(c, resumed, calendar_working_between(c, paused, due));
        if (is_opening(c, due)) {
            out->due = calendar_next_open(c, out->due);
        }
    }
    if (explain) {
        explain_resume(op, c, due, paused, resumed, out);
    }
    return true;
}

/* ---- steps ---- */

static bool shares_valid(const int64_t *shares, size_t count, int64_t *sum, size_t *last)
{
    *sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (shares[i] < 0 || shares[i] > TERM_MILLI_MAX) {
            return false;
        }
        if (shares[i] > 0) {
            *sum += shares[i];
            *last = i;
        }
    }
    return *sum > 0;
}

/* whole * part / sum without overflow: part <= sum <= 2e9, so no product passes 4e18. */
static int64_t proportion(int64_t whole, int64_t part, int64_t sum)
{
    return whole / sum * part + whole % sum * part / sum;
}

bool deadline_steps(struct op *op, const struct calendar *c, struct instant accepted, struct instant due,
                    const int64_t *shares, size_t count, struct instant *out_due, bool explain,
                    struct deadline *out_explanation)
{
    int64_t sum = 0, reached = 0;
    size_t last = 0;
    if (count > DEADLINE_STEPS_MAX || instant_compare(due, accepted) <= 0 || !shares_valid(shares, count, &sum, &last)) {
        return fail_field(op, E_INPUT, "steps", "deadline.shares", NULL);
    }
    int64_t whole = calendar_working_between(c, accepted, due);
    for (size_t i = 0; i < count; i++) {
        reached += shares[i];
        int64_t worked = proportion(whole, reached, sum);
        out_due[i] = shares[i] == 0 ? INSTANT_NONE
                     : i == last    ? due
                                    : calendar_add_working(c, accepted, worked - worked % MS_MINUTE);
    }
    if (explain) {
        *out_explanation = (struct deadline){.due = due};
        explain_steps(op, out_due, shares, count, out_explanation);
    }
    return true;
}

/* ---- due soon ---- */

#define SOON_SHARE 5 /* the last fifth */
#define SOON_LEAST (2 * MS_HOUR)
#define SOON_DAYS_MOST 2

struct instant deadline_soon(const struct calendar *c, struct instant from, struct instant due, int64_t limit)
{
    int64_t soon = limit / SOON_SHARE, most = SOON_DAYS_MOST * calendar_day_length(c);
    int64_t left = calendar_working_between(c, from, due);
    soon = soon < SOON_LEAST ? SOON_LEAST : soon > most ? most : soon;
    return left <= soon ? from : calendar_add_working(c, from, left - soon);
}
