#include "base/log.h"

#include "base/port.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>

static _Atomic int least_level = LOG_INFO; /* set once at start */

void log_set_level(enum log_level least)
{
    atomic_store(&least_level, (int)least);
}

void log_line(enum log_level level, const char *what, const char *format, ...)
{
    static const char *const names[] = {"debug", "info", "warn", "error", "silent"};
    if ((int)level < atomic_load(&least_level)) {
        return;
    }
    char line[1024], at[INSTANT_TEXT];
    struct ports ports = ports_system();
    int n = snprintf(line, sizeof line, "%s %s %s ", instant_format(ports.clock.now(NULL), at), names[level], what);
    va_list args;
    va_start(args, format);
    int m = vsnprintf(line + n, sizeof line - (size_t)n, format, args);
    va_end(args);
    size_t len = (size_t)n + (m < 0 ? 0 : (size_t)m);
    if (len > sizeof line - 2) {
        len = sizeof line - 2;
    }
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)line[i] < 0x20) {
            line[i] = ' '; /* one event, one line */
        }
    }
    line[len] = '\n';
    (void)fwrite(line, 1, len + 1, stderr);
}

void log_failure(const struct op *op, const char *what)
{
    const struct error *e = &op->error;
    log_line(e->code == E_BROKEN ? LOG_ERROR : LOG_INFO, what, "op=%s code=%s key=%s field=%s cause=\"%s\"", op->id,
             error_code_text(e->code), e->key == NULL ? "-" : e->key, e->field == NULL ? "-" : e->field,
             e->cause == NULL ? "-" : e->cause);
}
