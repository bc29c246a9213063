/* log: one line per event on standard error, `time level what key=value …`. Never personal data. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/op.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR, LOG_SILENT };

void log_set_level(enum log_level least);
/* `what` is a dotted name ("server.started"); the rest is printf-style key=value text. */
void log_line(enum log_level level, const char *what, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The operation's failure: code, key, field, cause, operation id. */
void log_failure(const struct op *op, const char *what);

#endif
