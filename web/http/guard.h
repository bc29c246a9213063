/* guard: who is asking, and may they? The one place where sessions, roles, CSRF, origin and limits are checked.
 *
 * Whose session a cookie is, the guard learns through a function it is given, so that it knows neither lab nor people.
 * What an office seat may do inside a world is not decided here but by the core, under the world's lock.
 *
 * A write by a signed-in person needs the session's CSRF token in X-CSRF-Token. Every write must come from a page of this
 * very server: an Origin, if there is one, must name the Host that was asked, and Sec-Fetch-Site, if there is one, must be
 * same-origin or none. Browsers always send one of them on a write; programs that send neither are no victim of a page. */
#ifndef HTTP_GUARD_H
#define HTTP_GUARD_H

#include "http/exchange.h"
#include "http/limit.h"
#include "routes.h"

#define GUARD_COOKIE "thao_session"
#define GUARD_VERSION_MAX INT64_C(999999999999999) /* of a generation or version in If-Match */

/* A person who is signed in. Text in the operation's arena. */
struct guard_person {
    const char *id;
    const char *name;
    enum person_role role;
    const char *csrf;
    const char *org;        /* organisation code, or NULL */
    int64_t class_id;       /* 0: none */
    const char *class_name; /* NULL: none */
};

struct guard_sessions {
    /* Whose session is this? false without failure: nobody's. */
    bool (*find)(void *self, struct op *op, const char *token, struct guard_person *out);
    void *self;
};

struct guard_options {
    struct guard_sessions sessions;
    const struct limit_rule *limits; /* NULL: the default ones */
    int64_t (*now_ms)(void *self);   /* NULL: the monotonic clock */
    void *clock_self;
};

struct guard;
struct guard *guard_open(const struct guard_options *options);
void guard_close(struct guard *guard);

/* The version a write was made against. */
struct guard_match {
    bool given;
    int64_t generation;
    int64_t version;
};

/* Looks up the session; *found tells whether somebody is signed in. */
MUST_USE bool guard_identify(struct op *op, struct guard *guard, const struct exchange *x, struct guard_person *out,
                             bool *found);
/* May `person` (NULL: nobody) call this row? E_AUTH "guard.sign_in", E_FORBIDDEN "guard.role", "guard.csrf",
 * "guard.origin", E_LIMIT "guard.too_often", "guard.look_up_too_often". */
MUST_USE bool guard_admit(struct op *op, struct guard *guard, const struct exchange *x, const struct route *route,
                          const struct guard_person *person);
/* The call is over; failures that smell of guessing (E_AUTH, E_MISSING, E_FORBIDDEN) are charged, and on routes whose limit says so
 * every call but the one that was refused for being too many. */
void guard_note(struct guard *guard, const struct exchange *x, const struct route *route, const struct guard_person *person,
                enum error_code outcome);

/* If-Match "<generation>.<version>", strict. Missing is a failure only where the row asks for it. */
MUST_USE bool guard_match(struct op *op, const struct exchange *x, const struct route *route, struct guard_match *out);
/* Idempotency-Key of [A-Za-z0-9_-]{8,64}; *out NULL if missing, which is a failure only where the row asks for it. */
MUST_USE bool guard_key(struct op *op, const struct exchange *x, const struct route *route, const char **out);

/* Set-Cookie for a new session; `token` NULL ends it. HttpOnly, SameSite=Lax, Secure behind TLS. */
void guard_set_cookie(struct exchange *x, const char *token, int64_t seconds);

#endif
