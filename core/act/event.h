/* event: the names of everything that can be recorded, and the fields of their data. Exercises are checked against it. */
#ifndef ACT_EVENT_H
#define ACT_EVENT_H

#include "base/must.h"

#include <stddef.h>

#define EVENT_FIELDS_MAX 12

struct event_def {
    const char *name;                         /* "dossier.accepted" */
    const char *fields[EVENT_FIELDS_MAX + 1]; /* members of the data object; NULL-terminated */
};

const struct event_def *event_def_find(const char *name);
const struct event_def *event_def_at(size_t index); /* NULL past the end */

#endif
