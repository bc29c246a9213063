/* edit: the calendar changed by those who keep it: exceptions to the week (system-admin, for the whole office), office hours of an
 * organisation (its own unit-admin, or system-admin). Acts calendar.add_day, calendar.remove_day, calendar.set_hours.
 *
 * Law: Labour Code Art. 111-112 (holidays, days in lieu), yearly decisions on swapped days: an exception names the decision.
 *
 * 1. The past stays: only today and later days are changed, because limits were counted with the days that were.
 * 2. A day in lieu is a weekday, a make-up day a Saturday or Sunday; one day has one exception.
 * 3. Due dates that were promised do not move by themselves: what would be due otherwise is told (dossier/effect.h), and an act of its
 *    own recomputes. */
#ifndef CALENDAR_EDIT_H
#define CALENDAR_EDIT_H

#include "base/record.h"
#include "calendar/calendar.h"
#include "office/office.h"

/* A change that was made, or is only thought of. */
struct calendar_change {
    bool add, remove;             /* of `day` */
    struct calendar_day day;
    const char *org;              /* whose hours change; NULL = nobody's */
    const struct office_hours *hours; /* NULL with `org`: back to the office's default */
};
/* calendar_load as it would be after the change (NULL: as it is). */
MUST_USE const struct calendar *calendar_load_changed(struct op *op, struct db *db, const char *org,
                                                      const struct calendar_change *change);

struct calendar_add_input {
    struct day day;
    int kind; /* index of calendar_exception_choices */
    const char *name_vi, *name_en, *source;
};
struct calendar_remove_input {
    struct day day;
    const char *reason;
};
struct calendar_hours_input {
    const char *org;
    struct text_list sessions; /* "08:00-12:00"; none = back to the office's default */
};
extern const struct choices calendar_exception_choices; /* holiday, lieu, make-up */
extern const struct record calendar_add_record, calendar_remove_record, calendar_hours_record;

/* What the input asks for, checked against the calendar as it is and today's date; the act refuses exactly what these refuse.
 * E_INPUT "calendar.day_past", "calendar.lieu_on_weekend", "calendar.make_up_on_weekday", "calendar.bad_hours"; E_STATE
 * "calendar.day_taken"; E_MISSING "calendar.no_such_day", "org.unknown"; E_FORBIDDEN "calendar.not_your_org". */
MUST_USE bool calendar_change_add(struct op *op, struct db *db, const struct calendar_add_input *in, struct calendar_change *out);
MUST_USE bool calendar_change_remove(struct op *op, struct db *db, const struct calendar_remove_input *in,
                                     struct calendar_change *out);
MUST_USE bool calendar_change_hours(struct op *op, struct db *db, const struct actor *actor, const struct calendar_hours_input *in,
                                    struct calendar_change *out);

MUST_USE bool calendar_add_day(struct op *op, struct office *office, const void *input);
MUST_USE bool calendar_remove_day(struct op *op, struct office *office, const void *input);
MUST_USE bool calendar_set_hours(struct op *op, struct office *office, const void *input);

/* "08:00-12:00" of each session, in the arena. */
struct text_list calendar_sessions(struct op *op, const struct office_hours *hours);
/* Hours of their own: the organisation's rows, count 0 if it has none. */
MUST_USE bool calendar_own_hours(struct op *op, struct db *db, const char *org, struct office_hours *out);

#endif
