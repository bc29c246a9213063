#include "dossier/code.h"

#include "core_sql.h"
#include "dossier/dossier.h"

#include <ctype.h>
#include <string.h>

#define SYSTEM_OWNER "06"
#define CODE_MAX 60 /* bytes that can be a code at all */

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

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool dossier_code_read(struct op *op, const char *text, const char **out)
{
    size_t len = strlen(text);
    for (; len > 0 && is_blank(*text); text++, len--) {
    }
    for (; len > 0 && is_blank(text[len - 1]); len--) {
    }
    char *code = arena_alloc(op->arena, CODE_MAX + 1);
    for (size_t i = 0; i < len && i < CODE_MAX; i++) {
        code[i] = (char)(text[i] >= 'a' && text[i] <= 'z' ? text[i] - 'a' + 'A' : text[i]);
    }
    code[len < CODE_MAX ? len : CODE_MAX] = '\0';
    if (len > CODE_MAX || !dossier_code_is_valid(code)) {
        return fail_field(op, E_INPUT, "code", "dossier.code_shape", NULL);
    }
    *out = code;
    return true;
}

bool dossier_find_code(struct op *op, struct db *db, const char *code, int64_t *id)
{
    struct stmt *s = db_use(op, db, &sql_dossier_find_code);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "code", code);
    *id = stmt_row(s) ? col_int(s, "id") : 0;
    return stmt_done(s) && (*id != 0 || fail_field(op, E_MISSING, "code", "dossier.code_unknown", "code", code, NULL));
}
