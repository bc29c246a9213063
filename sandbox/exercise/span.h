/* span: a length of office time as an exercise writes it.
 *
 *   "20m"  "8 workhours"  "2h"      working time: minutes and hours in which the office is open
 *   "3 workdays"                    working days, same clock time, first day not counted
 *   "10 days"                       calendar days, rolled forward to a working day
 *
 * The last two follow the rules of core/calendar/deadline. Real time (minutes, budget, a hint's `after`) is plain
 * milliseconds and is read by span_parse_real. */
#ifndef EXERCISE_SPAN_H
#define EXERCISE_SPAN_H

#include "calendar/deadline.h"

struct span {
    int64_t working_ms; /* > 0: working time; 0: the term below, or nothing at all */
    struct term term;   /* milli > 0: a term in days */
    const char *text;   /* as written; NULL = no span */
};

/* False if the text is no span of at most 10,000 units. Fails no operation. */
bool span_parse(struct op *op, const char *text, struct span *out);
/* "30m", "45s", "2h": milliseconds of real time; -1 if it is none, or longer than 24 hours. */
int64_t span_parse_real(const char *text);
/* "1h..3h" or "2h": least and most, in working time. */
bool span_parse_range(struct op *op, const char *text, int64_t *least, int64_t *most);
/* When the span that began at `from` is over. */
struct instant span_end(struct op *op, const struct calendar *calendar, struct instant from, const struct span *span);

static inline bool span_is_set(const struct span *span)
{
    return span->text != NULL;
}

#endif
