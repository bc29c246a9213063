/* deadline: when something is due, and why, line by line.
 *
 * Units: working hours, working days (same clock time, first day not counted), calendar days (rolled forward to the next
 * working day if the last day is closed; BLDS 2015 Art. 147-148). One working day is the length of the office's day.
 * Pauses and restarts are rows of their own: the dossier keeps them and calls deadline_resume or deadline_due again.
 *
 * 1. The clock starts at working time: an instant outside office hours is moved to the next opening first.
 * 2. A due instant is working time or a closing, never a closed day.
 * 3. A longer term of the same unit and start is never due earlier. A later start is never due earlier either, except
 *    that calendar days which roll forward to the same day keep their own clock times on it.
 * 4. A fraction of a day is that share of a working day, added as working time after the whole days; where the whole
 *    calendar days end on a closed day, the fraction lies in the closed time and ends with the roll forward (rule of ours).
 * The explanation changes nothing: due is the same with and without it. Its texts are in the language of the operation. */
#ifndef CALENDAR_DEADLINE_H
#define CALENDAR_DEADLINE_H

#include "calendar/calendar.h"

/*      unit                text        */
#define TERM_UNITS(X)                                                                                                  \
    X(TERM_WORKHOURS, "workhours")                                                                                     \
    X(TERM_WORKDAYS, "workdays")                                                                                       \
    X(TERM_DAYS, "days")
enum term_unit {
#define X(unit, text) unit,
    TERM_UNITS(X)
#undef X
};

#define TERM_MILLI_MAX (INT64_C(10000) * 1000)
#define DEADLINE_STEPS_MAX 200

/* A length of time as the law states it. Amounts may be fractions of a unit: thousandths, so 4.5 days = 4500. */
struct term {
    enum term_unit unit;
    int64_t milli; /* thousandths of the unit, 1..TERM_MILLI_MAX */
};

/* One line of the explanation: key and arguments of a sentence ("deadline.line.start" …), and the instant it is about
 * (the start, the first midnight of the days left out, the end of the hours worked, the due instant). */
struct deadline_line {
    const char *key;
    struct error_arg args[ERROR_ARGS_MAX];
    int arg_count;
    struct instant at;
};
struct deadline {
    struct instant due;
    struct deadline_line *lines; /* NULL unless asked for */
    size_t line_count;
};

/* "10 workdays", "1 workday", "8 workhours", "15 days", "4.5 days": a number above 0 with at most three decimals, one
 * space, the unit. E_INPUT "term.invalid" on field "term" otherwise. Limit: 10,000 units. */
MUST_USE bool term_parse(struct op *op, const char *text, struct term *out);
/* The same notation; parses back to the same term. For people: explain_term. */
const char *term_format(struct arena *a, struct term term);

/* Due instant of a term that starts at `from` (1970 to 2199). With `explain` the lines are filled. E_INPUT "term.invalid"
 * if the amount is out of bounds. */
MUST_USE bool deadline_due(struct op *op, const struct calendar *c, struct instant from, struct term term, bool explain,
                           struct deadline *out);

/* The due instant after a pause: the working time that was left at `paused` is left at `resumed`, so a paused dossier
 * loses nothing and wins nothing. A due instant at an opening stays one at an opening. E_INPUT "deadline.pause_order" if
 * resumed lies before paused. If due had passed when the pause began, it stays. */
MUST_USE bool deadline_resume(struct op *op, const struct calendar *c, struct instant due, struct instant paused,
                              struct instant resumed, bool explain, struct deadline *out);

/* Step deadlines of a step table: each counted step's due is the start plus its cumulated share of the WORKING time
 * between acceptance and due date, in whole minutes (rounded down), so that the last counted step is due exactly at the
 * due date (a rule of ours, marked so in the explanation: "deadline.rule.shares"). `shares` are the step terms in
 * milli-days; a share of 0 is a step that does not count (its due is INSTANT_NONE). E_INPUT "deadline.shares" if a share
 * is negative or above 10,000 days, none counts, there are more than DEADLINE_STEPS_MAX, or due is not after accepted. */
MUST_USE bool deadline_steps(struct op *op, const struct calendar *c, struct instant accepted, struct instant due,
                             const int64_t *shares, size_t count, struct instant *out_due, bool explain,
                             struct deadline *out_explanation);

/* From when a limit is due soon: the last 20 % of its working time, at least 2 working hours, at most 2 working days (a rule of
 * ours; offices commonly warn 1-2 days or 20 % of the time before, source of that: recalled). `limit` is the working time of the
 * whole limit in ms as it was given, whatever pauses; what is left of it runs from `from` to `due`. Never before `from`. */
struct instant deadline_soon(const struct calendar *c, struct instant from, struct instant due, int64_t limit);

#endif
