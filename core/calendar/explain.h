/* explain: the reasons of a deadline in words an officer can check against a wall calendar.
 *
 * Internal to core/calendar except for the words (the first five), which screens and forms
 * use as well. All text is in the operation's language and arena. Never computes a due instant: it is told. */
#ifndef CALENDAR_EXPLAIN_H
#define CALENDAR_EXPLAIN_H

#include "calendar/deadline.h"

/* "thứ Sáu 20/11/2026 09:20", seconds only if there are any. */
const char *explain_when(struct op *op, struct instant t);
/* "thứ Sáu 20/11/2026" */
const char *explain_date(struct op *op, struct day d);
/* "10 ngày làm việc" */
const char *explain_term(struct op *op, struct term term);
/* Working time: "3 giờ 20 phút"; seconds only where it is less than an hour. */
const char *explain_worktime(struct op *op, int64_t ms);
/* Thousandths: "4,5" in Vietnamese, "4.5" in English. */
const char *explain_milli(struct op *op, int64_t milli);

/* The lines of a term from `from` to `out->due`; `last` is the day on which the whole units ended before any roll forward. */
void explain_due(struct op *op, const struct calendar *c, struct instant from, struct term term, struct day last,
                 struct deadline *out);
void explain_resume(struct op *op, const struct calendar *c, struct instant old_due, struct instant paused,
                    struct instant resumed, struct deadline *out);
void explain_steps(struct op *op, const struct instant *dues, const int64_t *shares, size_t count, struct deadline *out);

#endif
