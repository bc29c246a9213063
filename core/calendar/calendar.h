/* calendar: which minutes count as working time.
 *
 * Law: Labour Code Art. 111-112 (holidays, days in lieu), yearly decisions on swapped days, NQ 28/2026/QH16 (24 November).
 * Office hours are data per organisation (domain.md §5): default Monday-Friday 08:00-12:00 and 13:00-17:00.
 *
 * 1. A calendar is a value: loaded once, then read-only, shared by any number of operations.
 * 2. A closed day (weekend, holiday, day in lieu) has no working time; a make-up day has the hours of a weekday.
 * 3. An instant at or after closing belongs to the next opening (domain.md §2.5, rule 3): so does lunch.
 * 4. Eight working hours from an opening end at that day's closing, not at the next opening.
 * Never asks the clock; never guesses a holiday: a year without data has weekends only and says so. */
#ifndef CALENDAR_CALENDAR_H
#define CALENDAR_CALENDAR_H

#include "base/op.h"

enum day_kind { DAY_WORKING, DAY_WEEKEND, DAY_HOLIDAY, DAY_LIEU, DAY_MAKE_UP };

/* One row of the calendar's data: an exception to the week. */
struct calendar_day {
    struct day day;
    enum day_kind kind;    /* HOLIDAY, LIEU or MAKE_UP */
    const char *name_vi;
    const char *name_en;
    const char *source;    /* decision or law */
    const char *certainty; /* found | recalled | computed | projected */
};
/* Office hours of a working day: sessions in milliseconds of the day, ascending, not touching. */
struct office_hours {
    struct {
        int64_t from, to;
    } session[4];
    int count;
};
struct calendar; /* opaque, lives in the arena it was built in (or program lifetime for the built-in) */

extern const struct office_hours office_hours_default;

/* Builds from rows (any order; copied). `version` names the data ("vn-2026.1"). E_INPUT on double days or bad hours. */
MUST_USE const struct calendar *calendar_build(struct op *op, const char *version, const struct calendar_day *days,
                                               size_t count, const struct office_hours *hours);
/* Loads the calendar of an office's database: tables calendar_day and office_hours (of the organisation, else default).
 * Lives in op's arena. */
struct db;
MUST_USE const struct calendar *calendar_load(struct op *op, struct db *db, const char *org);
/* The calendar compiled in from core/calendar/vn.tsv; for the command line. Program lifetime, thread-safe. */
const struct calendar *calendar_builtin(void);

const char *calendar_version(const struct calendar *c);
enum day_kind calendar_day_kind(const struct calendar *c, struct day d);
bool calendar_is_working_day(const struct calendar *c, struct day d);
/* The exception row of a day, or NULL. */
const struct calendar_day *calendar_exception(const struct calendar *c, struct day d);
/* The instant itself if it is working time, else the next opening. */
struct instant calendar_next_open(const struct calendar *c, struct instant t);
/* The instant at which `ms` of working time have passed since `from` (from is first moved to the next opening). ms >= 0. */
struct instant calendar_add_working(const struct calendar *c, struct instant from, int64_t ms);
/* Working time between two instants (0 if to <= from). */
int64_t calendar_working_between(const struct calendar *c, struct instant from, struct instant to);
struct day calendar_next_working_day(const struct calendar *c, struct day d); /* strictly after d */
/* Length of a working day in ms. */
int64_t calendar_day_length(const struct calendar *c);

#endif
