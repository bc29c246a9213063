/* view_calendar: the office's calendar as the API answers it (web/api/answers.shape: calendar, calendar_effect). Reads only. */
#ifndef API_VIEW_CALENDAR_H
#define API_VIEW_CALENDAR_H

#include "api/view_dossier.h"
#include "dossier/effect.h"

/* The exceptions of a year, office hours, and what this seat may change. */
MUST_USE bool view_calendar(struct op *op, struct json_out *out, const struct view_look *look, int year);
/* Which open dossiers would be due at another time; change NULL: by the calendar as it stands. */
MUST_USE bool view_effect(struct op *op, struct json_out *out, const struct view_look *look, const struct calendar_change *change);

#endif
