/* http_call: one request to a router in memory, written the way it would look on the wire. */
#ifndef TESTS_HTTP_CALL_H
#define TESTS_HTTP_CALL_H

#include "http/router.h"

#define CALL_HEADERS_MAX 80

struct call {
    struct exchange x;
    struct arena *arena;
    struct header headers[CALL_HEADERS_MAX];
    const char *body;
    size_t body_len, body_at;
    bool body_stalls; /* the deadline passes instead of the rest of the body */
};

/* `head`: "POST /api/join?a=b\nName: value\n…" ; Host is added unless a line says "Host:" (empty: none); Content-Length is
 * added where there is a body. Answers the status; the answer is in call->x until call_end. */
int call(struct call *c, const struct router *router, const char *head, const char *body);
/* The same with every byte of head and body as they are. */
int call_bytes(struct call *c, const struct router *router, const char *head, const char *body, size_t body_len);
void call_end(struct call *c);
/* Headers of the answer (as the client would see them, security headers too); NULL if it is not there. */
const char *call_header(struct call *c, const char *name);
/* The answer as JSON; a member's text. */
const char *call_text(struct call *c, const char *member);
const struct json *call_json(struct call *c);

/* Parts of heads. */
#define AS_TRAINEE "Cookie: thao_session=" TRAINEE_TOKEN "\n"
#define AS_TRAINER "Cookie: thao_session=" TRAINER_TOKEN "\n"
#define JSON "Content-Type: application/json\n"
#define CSRF "X-CSRF-Token: " TRAINEE_CSRF "\n"
#define ACCEPT "POST /api/worlds/w1/dossiers/5/accept\n" JSON AS_TRAINEE CSRF
#define MATCH "If-Match: \"2.7\"\n"
#define KEY "Idempotency-Key: 0b9f0d1e-7c1c-4f0a-9a53-000000000001\n"

/* A row of a table of requests. */
struct expected {
    const char *head, *body;
    int status;
    const char *key; /* of the problem; NULL: not looked at */
};

/* Makes every request and compares; on the way looks at what every answer must have. */
void call_check_all(const struct router *router, const struct expected *cases, size_t count);
#define CHECK_ALL(e, cases) call_check_all(&(e)->router, cases, sizeof cases / sizeof cases[0])

#endif
