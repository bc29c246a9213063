/* Minutes and hours are working time, because an exercise that says "in 20 minutes" at 16:50 does not mean the night. */
#include "exercise/span.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define UNITS_MAX 10000
#define REAL_MAX_MS (24 * MS_HOUR)

/* A whole number at the start of the text; -1 if there is none. *rest behind it and its spaces. */
static int64_t number_at(const char *text, const char **rest)
{
    char *end;
    if (*text < '0' || *text > '9') {
        return -1;
    }
    errno = 0;
    long long n = strtoll(text, &end, 10);
    if (errno != 0 || n > UNITS_MAX * 60) {
        return -1;
    }
    while (*end == ' ') {
        end++;
    }
    *rest = end;
    return n;
}

/* Milliseconds of one unit of plain time; 0 if it is none. */
static int64_t plain_unit(const char *unit)
{
    if (strcmp(unit, "s") == 0) {
        return MS_SECOND;
    }
    if (strcmp(unit, "m") == 0) {
        return MS_MINUTE;
    }
    if (strcmp(unit, "h") == 0) {
        return MS_HOUR;
    }
    return 0;
}

bool span_parse(struct op *op, const char *text, struct span *out)
{
    *out = (struct span){.text = text};
    const char *unit;
    int64_t n = number_at(text, &unit);
    int64_t ms = n > 0 ? plain_unit(unit) : 0;
    if (ms == 0 && n > 0 && strcmp(unit, "workhours") == 0) {
        ms = MS_HOUR;
    }
    if (ms > 0) {
        out->working_ms = n * ms;
        return n <= UNITS_MAX;
    }
    struct op inner;
    op_init(&inner, op->arena, op->id, op->lang);
    return term_parse(&inner, text, &out->term);
}

int64_t span_parse_real(const char *text)
{
    const char *unit;
    int64_t n = number_at(text, &unit);
    int64_t ms = n > 0 ? n * plain_unit(unit) : 0;
    return ms > 0 && ms <= REAL_MAX_MS ? ms : -1;
}

bool span_parse_range(struct op *op, const char *text, int64_t *least, int64_t *most)
{
    const char *dots = strstr(text, "..");
    struct span a, b;
    const char *first = dots == NULL ? text : arena_strndup(op->arena, text, (size_t)(dots - text));
    if (!span_parse(op, first, &a) || !span_parse(op, dots == NULL ? text : dots + 2, &b)) {
        return false;
    }
    *least = a.working_ms;
    *most = b.working_ms;
    return a.working_ms > 0 && a.working_ms <= b.working_ms;
}

struct instant span_end(struct op *op, const struct calendar *calendar, struct instant from, const struct span *span)
{
    if (span->working_ms > 0) {
        return calendar_add_working(calendar, from, span->working_ms);
    }
    struct op inner;
    struct deadline due;
    op_init(&inner, op->arena, op->id, op->lang);
    if (span->term.milli > 0 && deadline_due(&inner, calendar, from, span->term, false, &due)) {
        return due.due;
    }
    return from;
}
