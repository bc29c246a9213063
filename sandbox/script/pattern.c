/* Backtracking by recursion only where the outcome is open (a repetition, a capture, an optional item); everything that
 * can go straight on does so in the loop of match(). Each entry and each compared byte costs one step, so the work is
 * bounded by the purse whatever the pattern says. */
#include "script/pattern.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#define ESCAPE '%'

static const char *match(struct pattern *p, const char *s, const char *r);

static const char *refuse(struct pattern *p, const char *problem)
{
    if (p->problem == NULL) {
        p->problem = problem;
    }
    return NULL;
}

static bool spend(struct pattern *p)
{
    return --*p->steps >= 0;
}

/* One item of the pattern ends where? NULL: malformed. */
static const char *item_end(struct pattern *p, const char *r)
{
    char c = *r++;
    if (c == ESCAPE) {
        if (r == p->rule_end) {
            return refuse(p, "malformed pattern (ends with '%')");
        }
        return r + 1;
    }
    if (c != '[') {
        return r;
    }
    if (r < p->rule_end && *r == '^') {
        r++;
    }
    do { /* the first character belongs to the set even if it is ']' */
        if (r == p->rule_end) {
            return refuse(p, "malformed pattern (missing ']')");
        }
        if (*r++ == ESCAPE) {
            if (r == p->rule_end) {
                return refuse(p, "malformed pattern (missing ']')");
            }
            r++;
        }
    } while (r == p->rule_end || *r != ']');
    return r + 1;
}

static bool in_class(unsigned char c, char class)
{
    bool in;
    switch (tolower((unsigned char)class)) {
    case 'a':
        in = isalpha(c) != 0;
        break;
    case 'c':
        in = iscntrl(c) != 0;
        break;
    case 'd':
        in = isdigit(c) != 0;
        break;
    case 'g':
        in = isgraph(c) != 0;
        break;
    case 'l':
        in = islower(c) != 0;
        break;
    case 'p':
        in = ispunct(c) != 0;
        break;
    case 's':
        in = isspace(c) != 0;
        break;
    case 'u':
        in = isupper(c) != 0;
        break;
    case 'w':
        in = isalnum(c) != 0;
        break;
    case 'x':
        in = isxdigit(c) != 0;
        break;
    default:
        return (char)c == class;
    }
    return isupper((unsigned char)class) ? !in : in;
}

/* `r` points at '[', `last` at its ']'. */
static bool in_set(unsigned char c, const char *r, const char *last)
{
    bool found = true;
    r++;
    if (*r == '^') {
        found = false;
        r++;
    }
    for (; r < last; r++) {
        if (*r == ESCAPE) {
            r++;
            if (in_class(c, *r)) {
                return found;
            }
        } else if (r + 2 < last && r[1] == '-') {
            if ((unsigned char)r[0] <= c && c <= (unsigned char)r[2]) {
                return found;
            }
            r += 2;
        } else if ((unsigned char)*r == c) {
            return found;
        }
    }
    return !found;
}

/* Does the item r..end match the one byte at s? */
static bool one(struct pattern *p, const char *s, const char *r, const char *end)
{
    if (s >= p->text_end || !spend(p)) {
        return false;
    }
    unsigned char c = (unsigned char)*s;
    switch (*r) {
    case '.':
        return true;
    case ESCAPE:
        return in_class(c, r[1]);
    case '[':
        *p->steps -= (end - r) / 8;
        return in_set(c, r, end - 1);
    default:
        return (unsigned char)*r == c;
    }
}

static const char *match_balance(struct pattern *p, const char *s, const char *r)
{
    if (p->rule_end - r < 2) {
        return refuse(p, "malformed pattern (missing arguments to '%b')");
    }
    if (s >= p->text_end || *s != r[0]) {
        return NULL;
    }
    int depth = 1;
    for (s++; s < p->text_end; s++) {
        if (!spend(p)) {
            return NULL;
        }
        if (*s == r[1]) {
            if (--depth == 0) {
                return s + 1;
            }
        } else if (*s == r[0]) {
            depth++;
        }
    }
    return NULL;
}

static const char *match_longest(struct pattern *p, const char *s, const char *r, const char *end)
{
    ptrdiff_t n = 0;
    while (one(p, s + n, r, end)) {
        n++;
    }
    for (; n >= 0; n--) {
        const char *found = match(p, s + n, end + 1);
        if (found != NULL || p->problem != NULL || *p->steps < 0) {
            return found;
        }
    }
    return NULL;
}

static const char *match_shortest(struct pattern *p, const char *s, const char *r, const char *end)
{
    for (;;) {
        const char *found = match(p, s, end + 1);
        if (found != NULL || p->problem != NULL || *p->steps < 0) {
            return found;
        }
        if (!one(p, s, r, end)) {
            return NULL;
        }
        s++;
    }
}

static const char *open_capture(struct pattern *p, const char *s, const char *r, ptrdiff_t len)
{
    if (p->captures >= PATTERN_CAPTURES) {
        return refuse(p, "too many captures");
    }
    p->capture[p->captures] = (struct pattern_capture){s, len};
    p->captures++;
    const char *found = match(p, s, r);
    if (found == NULL) {
        p->captures--;
    }
    return found;
}

static const char *close_capture(struct pattern *p, const char *s, const char *r)
{
    int i = p->captures - 1;
    while (i >= 0 && p->capture[i].len != PATTERN_OPEN) {
        i--;
    }
    if (i < 0) {
        return refuse(p, "invalid pattern capture");
    }
    p->capture[i].len = s - p->capture[i].start;
    const char *found = match(p, s, r);
    if (found == NULL) {
        p->capture[i].len = PATTERN_OPEN;
    }
    return found;
}

/* %1 to %9: the same text again. */
static const char *match_again(struct pattern *p, const char *s, char digit)
{
    int i = digit - '1';
    if (i < 0 || i >= p->captures || p->capture[i].len < 0) {
        return refuse(p, "invalid capture index in pattern");
    }
    size_t len = (size_t)p->capture[i].len;
    *p->steps -= (int64_t)(len / 8);
    if ((size_t)(p->text_end - s) < len || memcmp(p->capture[i].start, s, len) != 0) {
        return NULL;
    }
    return s + len;
}

/* %f[set]: the border into a set. `r` points at the '['. */
static bool at_frontier(struct pattern *p, const char *s, const char *r, const char *end)
{
    unsigned char before = s == p->text ? 0 : (unsigned char)s[-1];
    unsigned char here = s == p->text_end ? 0 : (unsigned char)*s;
    return !in_set(before, r, end - 1) && in_set(here, r, end - 1);
}

/* What follows an item: nothing, or one of ? + * - . */
static const char *match_item(struct pattern *p, const char *s, const char *r, const char *end, bool *again)
{
    char repeat = end < p->rule_end ? *end : '\0';
    switch (repeat) {
    case '?':
        if (one(p, s, r, end)) {
            const char *found = match(p, s + 1, end + 1);
            if (found != NULL || p->problem != NULL || *p->steps < 0) {
                return found;
            }
        }
        return match(p, s, end + 1);
    case '+':
        return one(p, s, r, end) ? match_longest(p, s + 1, r, end) : NULL;
    case '*':
        return match_longest(p, s, r, end);
    case '-':
        return match_shortest(p, s, r, end);
    default:
        *again = one(p, s, r, end);
        return *again ? s + 1 : NULL;
    }
}

/* The forms that begin with '%' and are not a class: %b %f %1. `*r` moves behind them; *plain = it was a class. */
static const char *match_escape(struct pattern *p, const char *s, const char **r, bool *plain)
{
    *plain = false;
    const char *at = *r + 1;
    if (at < p->rule_end && *at == 'b') {
        s = match_balance(p, s, at + 1);
        *r = at + 3;
        return s;
    }
    if (at < p->rule_end && *at == 'f') {
        at++;
        if (at >= p->rule_end || *at != '[') {
            return refuse(p, "missing '[' after '%f' in pattern");
        }
        const char *end = item_end(p, at);
        if (end == NULL || !at_frontier(p, s, at, end)) {
            return NULL;
        }
        *r = end;
        return s;
    }
    if (at < p->rule_end && isdigit((unsigned char)*at)) {
        s = match_again(p, s, *at);
        *r = at + 1;
        return s;
    }
    *plain = true;
    return s;
}

static const char *match_here(struct pattern *p, const char *s, const char *r)
{
    while (r != p->rule_end) {
        if (!spend(p)) {
            return NULL;
        }
        if (*r == '(') {
            bool position = r + 1 < p->rule_end && r[1] == ')';
            return position ? open_capture(p, s, r + 2, PATTERN_POSITION) : open_capture(p, s, r + 1, PATTERN_OPEN);
        }
        if (*r == ')') {
            return close_capture(p, s, r + 1);
        }
        if (*r == '$' && r + 1 == p->rule_end) {
            return s == p->text_end ? s : NULL;
        }
        if (*r == ESCAPE) {
            bool plain;
            s = match_escape(p, s, &r, &plain);
            if (s == NULL) {
                return NULL;
            }
            if (!plain) {
                continue;
            }
        }
        const char *end = item_end(p, r);
        if (end == NULL) {
            return NULL;
        }
        bool again = false;
        s = match_item(p, s, r, end, &again);
        if (!again) {
            return s;
        }
        r = end;
    }
    return s;
}

static const char *match(struct pattern *p, const char *s, const char *r)
{
    if (p->depth >= PATTERN_DEPTH) {
        return refuse(p, "pattern too complex");
    }
    p->depth++;
    const char *found = match_here(p, s, r);
    p->depth--;
    return found;
}

const char *pattern_match_at(struct pattern *p, const char *at)
{
    p->depth = 0;
    p->captures = 0;
    const char *found = match(p, at, p->rule);
    return p->problem != NULL || *p->steps < 0 ? NULL : found;
}
