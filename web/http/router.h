/* router: from a request to its row of the route table, and everything the row declares.
 *
 * In this order, and the first refusal is the answer: the request is well formed (exchange_accept) → the path matches a
 * row (else 404, or 405 with Allow) → the limit, the session, the role, the origin, the CSRF token (guard) → the query →
 * If-Match and Idempotency-Key → the media type and the body, read into the row's record → the program's `enter` (a world
 * is opened and locked here) → the handler → `leave` → the answer. HEAD is answered like GET. Paths outside /api are the
 * screens (http/asset.h).
 *
 * A handler writes members of the answer into request->out; the braces, the status and the headers are the router's
 * business. A handler that answers something else than JSON calls exchange_answer or exchange_answer_file. */
#ifndef HTTP_ROUTER_H
#define HTTP_ROUTER_H

#include "http/asset.h"
#include "http/exchange.h"
#include "http/guard.h"
#include "http/pattern.h"
#include "routes.h"

/* One request on its way through its row. Lives until router_answer returns. */
struct request {
    struct exchange *exchange;
    const struct route *route;
    void *app;                         /* the program's: what router.app is */
    void *place;                       /* what `enter` left for the handler (an open world), or NULL */
    void *received;                    /* what `enter` took of a raw body before the world was opened, or NULL */
    const struct guard_person *person; /* who asks; NULL: nobody is signed in */
    struct path_params params;
    const void *query; /* the struct of route->query; NULL if the row has none */
    const void *body;  /* the struct of route->body; NULL if the row has none */
    const char *bytes; /* of a row with ROUTE_BYTES: the body as it came, byte_count long */
    size_t byte_count;
    struct guard_match match;
    const char *idempotency_key; /* NULL: none */
    struct json_out out;         /* the top-level object of the answer is open */
    int status; /* of a good answer: 200, or 201 where the row CREATES; the handler may say otherwise */
};

struct router {
    const struct route *rows;
    size_t count;
    struct guard *guard;
    const struct asset_set *assets; /* NULL: none */
    void *app;
    /* Around every handler; NULL allowed. `leave` runs whenever `enter` came back true, with what the handler said; it
     * may add members to the answer (verdicts) and may fail the request. */
    bool (*enter)(struct op *op, struct request *r);
    bool (*leave)(struct op *op, struct request *r, bool done);
};

/* Proves the table consistent: E_BROKEN with the row in the cause. Call once at start. */
MUST_USE bool router_check(struct op *op, const struct route *rows, size_t count);

/* Answers the exchange. Never fails: a failure becomes a problem. */
void router_answer(const struct router *router, struct exchange *x);

/* A path parameter of the row's pattern; naming one that is not there is a programmer's error. */
const char *request_text(const struct request *r, const char *name);
int64_t request_int(const struct request *r, const char *name);
/* Sets ETag to "<generation>.<version>" and answers whether the caller has just that already: then the answer is a
 * complete 304 and the handler returns true. */
bool request_unchanged(struct request *r, int64_t generation, int64_t version);
/* The same for any other short mark of [A-Za-z0-9._-]. */
bool request_unchanged_mark(struct request *r, const char *mark);

#endif
