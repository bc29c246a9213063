/* The order of refusals is deliberate: a caller who tried too often learns nothing at all, one who is not signed in does
 * not learn which roles a route wants, and the proof against forged writes comes before the body is read. */
#include "http/guard.h"

#include "base/digest.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#define KEY_MIN 8
#define KEY_MAX 64
#define TOKEN_MAX 128

struct guard {
    struct guard_options options;
    struct limit *limit;
};

static int64_t monotonic_ms(void *self)
{
    (void)self;
    struct timespec t;
    must(clock_gettime(CLOCK_MONOTONIC, &t) == 0);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

struct guard *guard_open(const struct guard_options *options)
{
    struct guard *guard = calloc(1, sizeof *guard);
    must(guard != NULL);
    guard->options = *options;
    if (guard->options.now_ms == NULL) {
        guard->options.now_ms = monotonic_ms;
    }
    guard->limit = limit_open(options->limits);
    return guard;
}

void guard_close(struct guard *guard)
{
    if (guard != NULL) {
        limit_close(guard->limit);
        free(guard);
    }
}

static int64_t now_of(const struct guard *guard)
{
    return guard->options.now_ms(guard->options.clock_self);
}

static bool is_url_safe(const char *text, size_t min, size_t max)
{
    size_t n = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    return text[n] == '\0' && n >= min && n <= max;
}

bool guard_identify(struct op *op, struct guard *guard, const struct exchange *x, struct guard_person *out, bool *found)
{
    const char *token = exchange_cookie(x, GUARD_COOKIE);
    *found = token != NULL && is_url_safe(token, 1, TOKEN_MAX) &&
             guard->options.sessions.find(guard->options.sessions.self, op, token, out);
    return !op_failed(op);
}

/* "https://host:port" names the Host that was asked? */
static bool is_same_origin(const struct exchange *x)
{
    const char *origin = exchange_header(x, "Origin");
    const char *site = exchange_header(x, "Sec-Fetch-Site");
    const char *host = exchange_header(x, "Host");
    if (site != NULL && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0) {
        return false;
    }
    if (origin == NULL) {
        return true;
    }
    const char *scheme_end = strstr(origin, "://");
    bool web = strncmp(origin, "http://", 7) == 0 || strncmp(origin, "https://", 8) == 0;
    return web && host != NULL && exchange_header_count(x, "Origin") == 1 && strcasecmp(scheme_end + 3, host) == 0;
}

/* In constant time, whatever the lengths. */
static bool is_same_secret(const char *a, const char *b)
{
    struct digest da = digest_of(a, strlen(a)), db = digest_of(b, strlen(b));
    return digest_equal(&da, &db);
}

static bool admit_write(struct op *op, const struct exchange *x, const struct route *route,
                        const struct guard_person *person)
{
    if (!is_same_origin(x)) {
        return fail(op, E_FORBIDDEN, "guard.origin", NULL);
    }
    if (route->scope != SCOPE_PUBLIC) {
        const char *token = exchange_header(x, "X-CSRF-Token");
        if (token == NULL || person->csrf == NULL || *person->csrf == '\0' || !is_same_secret(token, person->csrf)) {
            return fail(op, E_FORBIDDEN, "guard.csrf", NULL);
        }
    }
    return true;
}

/* Who is counted: the person where every call counts (a kiosk and a hall share an address), else where the call came from. */
static const char *caller_of(const struct guard *guard, const struct exchange *x, const struct route *route, const struct guard_person *person)
{
    return person != NULL && limit_counts_every_call(guard->limit, route->limit) ? person->id : x->remote;
}

bool guard_admit(struct op *op, struct guard *guard, const struct exchange *x, const struct route *route,
                 const struct guard_person *person)
{
    if (!limit_allows(guard->limit, route->limit, caller_of(guard, x, route, person), now_of(guard))) {
        return fail(op, E_LIMIT, route->limit == LIMIT_LOOK_UP ? "guard.look_up_too_often" : "guard.too_often", NULL);
    }
    if (route->scope != SCOPE_PUBLIC) {
        if (person == NULL) {
            return fail(op, E_AUTH, "guard.sign_in", NULL);
        }
        if ((route->roles & FOR(person->role)) == 0) {
            return fail(op, E_FORBIDDEN, "guard.role", NULL);
        }
    }
    return route->access == READ || admit_write(op, x, route, person);
}

void guard_note(struct guard *guard, const struct exchange *x, const struct route *route, const struct guard_person *person,
                enum error_code outcome)
{
    bool every = limit_counts_every_call(guard->limit, route->limit) && outcome != E_LIMIT;
    if (every || outcome == E_AUTH || outcome == E_MISSING || outcome == E_FORBIDDEN) {
        limit_charge(guard->limit, route->limit, caller_of(guard, x, route, person), now_of(guard));
    }
}

/* Plain digits without leading zero, up to GUARD_VERSION_MAX. */
static bool read_number(const char **p, int64_t *out)
{
    size_t digits = strspn(*p, "0123456789");
    if (digits == 0 || digits > 15 || (digits > 1 && **p == '0')) {
        return false;
    }
    *out = 0;
    for (size_t i = 0; i < digits; i++, (*p)++) {
        *out = *out * 10 + (**p - '0');
    }
    return true;
}

bool guard_match(struct op *op, const struct exchange *x, const struct route *route, struct guard_match *out)
{
    *out = (struct guard_match){0};
    const char *p = exchange_header(x, "If-Match");
    if (p == NULL) {
        return (route->flags & ROUTE_IF_MATCH) == 0 || fail(op, E_INPUT, "request.if_match_missing", NULL);
    }
    out->given = exchange_header_count(x, "If-Match") == 1 && *p++ == '"' && read_number(&p, &out->generation) &&
                 *p++ == '.' && read_number(&p, &out->version) && strcmp(p, "\"") == 0;
    return out->given || fail(op, E_INPUT, "request.if_match", NULL);
}

bool guard_key(struct op *op, const struct exchange *x, const struct route *route, const char **out)
{
    *out = exchange_header(x, "Idempotency-Key");
    if (*out == NULL && (route->flags & ROUTE_IDEMPOTENT) == 0) {
        return true;
    }
    if (*out == NULL || exchange_header_count(x, "Idempotency-Key") != 1 || !is_url_safe(*out, KEY_MIN, KEY_MAX)) {
        return fail(op, E_INPUT, "request.idempotency_key", NULL);
    }
    return true;
}

void guard_set_cookie(struct exchange *x, const char *token, int64_t seconds)
{
    must(token == NULL || is_url_safe(token, 1, TOKEN_MAX));
    exchange_set(x, "Set-Cookie",
                 arena_printf(x->arena, "%s=%s; Path=/; Max-Age=%lld; HttpOnly; SameSite=Lax%s", GUARD_COOKIE,
                              token != NULL ? token : "", token != NULL ? (long long)seconds : 0LL,
                              x->secure ? "; Secure" : ""));
}
