/* calendar: which minutes count as working time.
 *
 * Law: Labour Code Art. 111-112 (holidays, days in lieu), yearly decisions on swapped days, NQ 28/2026/QH16 (24 November).
 * Office hours are data per organisation: default Monday-Friday 08:00-12:00 and 13:00-17:00.
 *
 * 1. A calendar is a value: loaded once, then read-only, shared by any number of operations.
 * 2. A closed day (weekend, holiday, day in lieu) has no working time; a make-up day has the hours of a weekday.
 * 3. An instant at or after closing belongs to the next opening, and so does the lunch break.
 * 4. Eight working hours from an opening end at that day's closing, not at the next opening.
 * 5. Every question costs O(log exceptions), however far apart the days are.
 * Never asks the clock; never guesses a holiday: a year without data has weekends only, and calendar_has_year says so. */
#ifndef CALENDAR_CALENDAR_H
#define CALENDAR_CALENDAR_H

#include "base/op.h"

/*      kind         stored text */
#define DAY_KINDS(X)                                                                                                   \
    X(DAY_WORKING, "working")                                                                                          \
    X(DAY_WEEKEND, "weekend")                                                                                          \
    X(DAY_HOLIDAY, "holiday")                                                                                          \
    X(DAY_LIEU, "lieu")       /* in lieu of a holiday on a rest day, or swapped against a make-up day */               \
    X(DAY_MAKE_UP, "make-up") /* a Saturday or Sunday that is worked */
enum day_kind {
#define X(kind, text) kind,
    DAY_KINDS(X)
#undef X
};

#define CALENDAR_DAYS_MAX 4000 /* exceptions of one calendar */
#define OFFICE_SESSIONS_MAX 4

/* One row of the calendar's data: an exception to the week. */
struct calendar_day {
    struct day day;
    enum day_kind kind;    /* HOLIDAY, LIEU or MAKE_UP */
    const char *name_vi;
    const char *name_en;
    const char *source;    /* decision or law */
    const char *certainty; /* found | recalled | computed | projected | authored: entered by an administrator */
};
/* Office hours of a working day: sessions in milliseconds of the day, whole minutes, ascending, not touching. */
struct office_hours {
    struct {
        int64_t from, to; /* 0 <= from < to < 24 h */
    } session[OFFICE_SESSIONS_MAX];
    int count;
};
struct calendar; /* opaque, lives in the arena it was built in (or program lifetime for the built-in) */

extern const struct office_hours office_hours_default;

/* Builds from rows (any order; copied). `version` names the data ("vn-2026.2"); `hours` NULL means the default.
 * E_INPUT on double days ("calendar.double_day"), kinds that are no exception, bad certainty or bad hours. */
MUST_USE const struct calendar *calendar_build(struct op *op, const char *version, const struct calendar_day *days,
                                               size_t count, const struct office_hours *hours);
/* Loads the calendar of an office's database: table calendar_day, and office_hours of the organisation (else of the
 * office, organisation "", else the default). The version is a digest of the data. Lives in op's arena. */
struct db;
MUST_USE const struct calendar *calendar_load(struct op *op, struct db *db, const char *org);
/* For the building of an office: writes a calendar's rows and, for the organisation ("" = the office's default), its
 * hours into the tables, where they must not stand yet. */
MUST_USE bool calendar_store(struct op *op, struct db *db, const struct calendar *c, const char *org);
MUST_USE bool calendar_store_day(struct op *op, struct db *db, const struct calendar_day *row);
MUST_USE bool calendar_store_hours(struct op *op, struct db *db, const char *org, const struct office_hours *hours);
/* The calendar compiled in from core/calendar/vn.tsv. Program lifetime, thread-safe. */
const struct calendar *calendar_builtin(void);

const char *calendar_version(const struct calendar *c);
const struct office_hours *calendar_hours(const struct calendar *c);
const char *day_kind_text(enum day_kind kind);
/* False if unknown. */
bool day_kind_parse(const char *text, enum day_kind *out);

enum day_kind calendar_day_kind(const struct calendar *c, struct day d);
bool calendar_is_working_day(const struct calendar *c, struct day d);
/* True if the calendar has any exception in that year; without, its holidays are not known and weekends are all it has. */
bool calendar_has_year(const struct calendar *c, int year);
/* The exception row of a day, or NULL. */
const struct calendar_day *calendar_exception(const struct calendar *c, struct day d);
/* The exception rows from `from` to `to`, both included, ascending; `count` is set. */
const struct calendar_day *calendar_exceptions(const struct calendar *c, struct day from, struct day to, size_t *count);

/* The instant itself if it is working time, else the next opening. */
struct instant calendar_next_open(const struct calendar *c, struct instant t);
/* The instant at which `ms` of working time have passed since `from` (from is first moved to the next opening). ms >= 0. */
struct instant calendar_add_working(const struct calendar *c, struct instant from, int64_t ms);
/* Working time between two instants (0 if to <= from). */
int64_t calendar_working_between(const struct calendar *c, struct instant from, struct instant to);
struct day calendar_next_working_day(const struct calendar *c, struct day d); /* strictly after d */
/* The n-th working day strictly after d; n >= 1. */
struct day calendar_add_working_days(const struct calendar *c, struct day d, int64_t n);
/* Working days d with from <= d < to; 0 if to <= from. */
int64_t calendar_count_working_days(const struct calendar *c, struct day from, struct day to);
/* Length of a working day in ms. */
int64_t calendar_day_length(const struct calendar *c);

#endif
