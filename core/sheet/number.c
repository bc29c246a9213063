#include "sheet/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SERIAL_MAX 2958466.0 /* 10000-01-01 */
#define WHOLE_MAX 1e15
#define MINUTES_A_DAY 1440

bool number_format_is_date(int64_t id)
{
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/* Past "…", \x, _x and [..] (a colour, a condition, a language), but [h], [m], [s] count. */
static const char *skip(const char *at, bool *counts)
{
    const char *end = at + 1;
    *counts = false;
    if (*at == '"') {
        end = strchr(at + 1, '"');
    } else if (*at == '[') {
        end = strchr(at + 1, ']');
        *counts = end != NULL && end > at + 1 && strspn(at + 1, "hHmMsS") == (size_t)(end - at - 1);
    } else if (at[1] == '\0') {
        end = NULL;
    }
    return end == NULL ? at + strlen(at) : end + 1;
}

bool number_code_is_date(const char *code)
{
    for (const char *at = code; *at != '\0' && *at != ';';) {
        if (strchr("\"[\\_*", *at) != NULL) {
            bool counts = false;
            at = skip(at, &counts);
            if (counts) {
                return true;
            }
        } else if (strncmp(at, "General", 7) == 0) {
            at += 7;
        } else if (strchr("yYmMdDhHsS", *at) != NULL) {
            return true;
        } else {
            at++;
        }
    }
    return false;
}

const char *number_date(struct op *op, double serial, bool since_1904)
{
    char text[DAY_TEXT];
    if (!(serial >= 0 && serial < SERIAL_MAX)) {
        return NULL;
    }
    double whole = floor(serial);
    int minutes = (int)lround((serial - whole) * MINUTES_A_DAY);
    int days = (int)whole + minutes / MINUTES_A_DAY;
    minutes %= MINUTES_A_DAY;
    /* the other programs' 1900 has a 29 February: serial 60 */
    struct day from = since_1904 ? day_from(1904, 1, 1) : days < 60 ? day_from(1899, 12, 31) : day_from(1899, 12, 30);
    (void)day_format(day_add(from, days), text);
    return minutes == 0 ? arena_strdup(op->arena, text)
                        : arena_printf(op->arena, "%s %02d:%02d", text, minutes / 60, minutes % 60);
}

const char *number_text(struct op *op, const char *written, double *value)
{
    char *end = NULL;
    *value = strtod(written, &end);
    if (end == written || *end != '\0' || !isfinite(*value)) {
        return NULL;
    }
    bool whole = fabs(*value) < WHOLE_MAX && floor(*value) == *value;
    return whole ? arena_int(op->arena, (int64_t)*value) : arena_printf(op->arena, "%.15g", *value);
}
