/* routes: what a row of the route table says. The table itself is routes.c; the whole API is readable there.
 *
 * A row declares everything that is checked before its handler runs: who may call, what the path, the query and the
 * body must look like, whether it writes, how often it may fail. http/router.c does all of it; a handler only calls the
 * layer below and writes the members of its answer. The OpenAPI document is generated from the same rows.
 *
 * Path parameters are typed: {world} is a text id of [a-z0-9_-]{1,64}, {dossier:int} a positive integer of up to
 * 15 digits. No two rows of one method may match the same path (router_check stops the program). */
#ifndef ROUTES_H
#define ROUTES_H

#include "base/record.h"
#include "people/person.h"

struct request; /* http/router.h */

/* A set of roles: FOR(ROLE_TRAINEE) | FOR(ROLE_TRAINER). */
#define FOR(role) (1u << (unsigned)(role))
#define FOR_ANYONE ((1u << PERSON_ROLE_COUNT) - 1u)

enum route_scope {
    SCOPE_PUBLIC,    /* anybody; who is signed in is known to the handler, if anyone is */
    SCOPE_SIGNED_IN, /* a person with one of `roles` */
    SCOPE_LAB,       /* the same, about the drill ground's own register: classes, attempts, results */
    SCOPE_WORLD,     /* the same, inside the world {world}: opened and locked around the handler */
};

enum route_access {
    READ, /* changes nothing; GET, and HEAD with it */
    WRITE /* changes something: same origin, CSRF token, JSON or raw body */
};

/* What is counted together, per remote address or person: see http/limit.h. */
enum route_limit { LIMIT_NONE, LIMIT_JOIN, LIMIT_SIGN_IN, LIMIT_LOOK_UP, LIMIT_KIOSK };
#define LIMIT_COUNT 5

enum route_flags {
    ROUTE_IF_MATCH = 1,   /* If-Match "<generation>.<version>" must be there */
    ROUTE_IDEMPOTENT = 2, /* Idempotency-Key must be there */
    ROUTE_RAW_BODY = 4,   /* the body is a file: the handler takes it from the exchange (http/upload.h) */
    ROUTE_CREATES = 8,    /* a good answer is 201 */
    ROUTE_BYTES = 16,     /* the body is a small file, at most body_max bytes: read whole into request->bytes */
};

#define ROUTE_BODY_MAX JSON_BYTES_MAX /* bytes, where a row names no limit of its own */

typedef bool (*route_handler_fn)(struct op *op, struct request *request);

struct route {
    const char *method;  /* GET POST PUT PATCH DELETE */
    const char *pattern; /* "/api/worlds/{world}/dossiers/{dossier:int}/accept" */
    enum route_scope scope;
    unsigned roles; /* who may: FOR(…) | FOR(…); 0 only where the scope is PUBLIC */
    enum route_access access;
    const char *act;            /* office act this is, and the permission it needs; NULL: none */
    const struct record *body;  /* JSON members accepted; NULL: none (an empty body or {}) */
    const struct record *query; /* query keys accepted; NULL: none */
    route_handler_fn handler;
    const char *summary; /* one English line, for the documentation */
    const char *answer;  /* shape of the answer (http/shape.h), or a MIME type; NULL: no body, 204 */
    unsigned flags;      /* enum route_flags */
    size_t body_max;     /* bytes; 0 = ROUTE_BODY_MAX */
    enum route_limit limit;
};

extern const struct route routes[];
extern const size_t route_count;

#endif
