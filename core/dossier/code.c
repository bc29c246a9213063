#include "dossier/code.h"

#include "dossier/dossier.h"

#include <ctype.h>

#define SYSTEM_OWNER "06"

bool dossier_code_next(struct op *op, struct db *db, const char *agency, struct instant at, const char **out)
{
    int y, m, d;
    int64_t number = 0;
    day_parts(instant_day(at), &y, &m, &d);
    const char *day = arena_printf(op->arena, "%02d%02d%02d", y % 100, m, d);
    if (!series_next(op, db, arena_printf(op->arena, "dossier:%s:%s", agency, day), &number)) {
        return false;
    }
    *out = arena_printf(op->arena, "%s-%s-" SYSTEM_OWNER "%04lld", agency, day, (long long)number);
    return true;
}

/* Number of digits at p. */
static int run_of_digits(const char *p)
{
    int n = 0;
    while (isdigit((unsigned char)p[n])) {
        n++;
    }
    return n;
}

bool dossier_code_is_valid(const char *code)
{
    const char *p = code;
    if (*p < 'A' || *p > 'Z' || run_of_digits(p + 1) != 2) {
        return false;
    }
    p += 3;
    for (int part = 0; *p == '.' && part < 2; part++) {
        p++;
        p += *p == 'T';
        int n = run_of_digits(p);
        if (n < 2 || n > 3) {
            return false;
        }
        p += n;
    }
    if (*p != '-' || run_of_digits(p + 1) != 6 || p[7] != '-') {
        return false;
    }
    p += 8;
    return p[0] == SYSTEM_OWNER[0] && p[1] == SYSTEM_OWNER[1] && run_of_digits(p) >= 6 && p[run_of_digits(p)] == '\0';
}
