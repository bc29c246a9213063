/* instant: points in time and calendar days, as types that cannot be mixed up.
 *
 * An instant is milliseconds since 1970-01-01T00:00:00Z. Viet Nam is UTC+07:00 all year, without daylight
 * saving, so days and clock times here are always at the fixed offset +07:00. No policy (holidays, hours)
 * lives here: that is core/calendar. */
#ifndef BASE_INSTANT_H
#define BASE_INSTANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct instant {
    int64_t ms; /* since the epoch, UTC */
};
struct day {
    int32_t n; /* days since 1970-01-01, in Viet Nam */
};

#define INSTANT_NONE ((struct instant){INT64_MIN})
#define INSTANT_TEXT 32 /* room for "2026-11-20T09:20:00.000+07:00" */
#define DAY_TEXT 11     /* room for "2026-11-20" */
#define MS_SECOND INT64_C(1000)
#define MS_MINUTE INT64_C(60000)
#define MS_HOUR INT64_C(3600000)
#define MS_DAY INT64_C(86400000)

static inline bool instant_is_none(struct instant t)
{
    return t.ms == INT64_MIN;
}
static inline int instant_compare(struct instant a, struct instant b)
{
    return (a.ms > b.ms) - (a.ms < b.ms);
}
static inline struct instant instant_add(struct instant t, int64_t ms)
{
    return (struct instant){t.ms + ms};
}

/* The day in Viet Nam on which the instant falls, and the milliseconds since its midnight. */
struct day instant_day(struct instant t);
int64_t instant_time_of_day(struct instant t);
/* Midnight (Viet Nam) of the day plus ms. */
struct instant instant_at(struct day d, int64_t ms_of_day);

/* "2026-11-20T09:20:00+07:00"; milliseconds are printed only if not zero. `out` has INSTANT_TEXT bytes. */
const char *instant_format(struct instant t, char *out);
/* Accepts YYYY-MM-DDTHH:MM[:SS[.mmm]] with optional Z or +HH:MM (none means +07:00), years 1970-2199. */
bool instant_parse(const char *text, struct instant *out);

struct day day_from(int year, int month, int dom); /* proleptic Gregorian; arguments must be valid */
void day_parts(struct day d, int *year, int *month, int *dom);
/* 1 = Monday ... 7 = Sunday */
int day_weekday(struct day d);
const char *day_format(struct day d, char *out); /* ISO; `out` has DAY_TEXT bytes */
bool day_parse(const char *text, struct day *out);
static inline struct day day_add(struct day d, int n)
{
    return (struct day){d.n + n};
}

#endif
