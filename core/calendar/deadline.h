/* deadline: when something is due, and why, line by line.
 *
 * Units (domain.md §2.5): working hours, working days (same clock time, first day not counted), calendar days (rolled
 * forward to the next working day if the last day is closed; BLDS 2015 Art. 147-148). Pauses and restarts are rows of
 * their own (domain.md §2.5.10). */
#ifndef CALENDAR_DEADLINE_H
#define CALENDAR_DEADLINE_H

#include "calendar/calendar.h"

/*      unit                text        */
#define TERM_UNITS(X)                                                                                              \
    X(TERM_WORKHOURS, "workhours")                                                                                 \
    X(TERM_WORKDAYS, "workdays")                                                                                   \
    X(TERM_DAYS, "days")
enum term_unit {
#define X(unit, text) unit,
    TERM_UNITS(X)
#undef X
};

/* A length of time as the law states it. Amounts may be fractions of a day: thousandths, so 4.5 days = 4500. */
struct term {
    enum term_unit unit;
    int64_t milli; /* thousandths of the unit, > 0 */
};

/* One line of the explanation: key and arguments of a sentence ("deadline.line.start" …) and the instant reached. */
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

/* "10 workdays", "8 workhours", "15 days", "4.5 days"; E_INPUT "term.invalid" otherwise. Limit: 10,000 units. */
MUST_USE bool term_parse(struct op *op, const char *text, struct term *out);
const char *term_format(struct arena *a, struct term term);

/* Due instant of a term that starts at `from`. With `explain` the lines are filled. */
MUST_USE bool deadline_due(struct op *op, const struct calendar *c, struct instant from, struct term term, bool explain,
                           struct deadline *out);

/* Step deadlines of a step table: each counted step's due is the start plus its cumulated share of the WORKING time
 * between acceptance and due date, so that the last counted step is due exactly at the due date (a rule of ours,
 * configurable, and marked so in the explanation: "deadline.rule.shares"). `shares` are the step terms in milli-days; a
 * share of 0 is a step that does not count (its due is INSTANT_NONE). */
MUST_USE bool deadline_steps(struct op *op, const struct calendar *c, struct instant accepted, struct instant due,
                             const int64_t *shares, size_t count, struct instant *out_due, bool explain,
                             struct deadline *out_explanation);

#endif
