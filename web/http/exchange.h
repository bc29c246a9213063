/* exchange: one request and its answer, as plain data. Nothing here knows sockets or the HTTP library, so that tests
 * drive the whole counter in memory.
 *
 * The server (or a test) fills the request's half and calls router_answer, which fills the answer's half; then
 * exchange_head writes the head that belongs to it. Always:
 *  1. every answer carries the security headers, whoever made it;
 *  2. the body is read at most once, only as far as the caller's limit, and never before somebody asked for it;
 *  3. the same name is never set twice in an answer, and no value holds a control byte.
 *
 * All text is in the exchange's arena or outlives it. */
#ifndef HTTP_EXCHANGE_H
#define HTTP_EXCHANGE_H

#include "base/op.h"
#include "base/strbuf.h"

#define EXCHANGE_HEADERS_MAX 64         /* of a request; at this number it is refused: the library hides the rest */
#define EXCHANGE_TARGET_MAX 4096        /* bytes of path and query together */
#define EXCHANGE_ANSWER_MAX (16u << 20) /* bytes of an answer built in memory */
#define EXCHANGE_ANSWER_HEADERS 16      /* set by handlers; the fixed ones are not counted */

struct header {
    const char *name;
    const char *value;
};

/* Where the bytes of the body come from. */
struct body_source {
    /* Up to n bytes into out. > 0: so many; 0: the end; -1: the deadline passed or the peer is gone. */
    long (*read)(void *self, void *out, size_t n);
    void *self;
};

struct exchange {
    struct arena *arena;

    /* the request, as it came: nothing is decoded */
    const char *method;
    const char *path;  /* starts with '/', without the query */
    const char *query; /* "" if there is none */
    const struct header *headers;
    size_t header_count;
    const char *remote; /* address of the client, for limits and the log */
    bool secure;        /* the client speaks TLS (to the proxy in front) */
    struct body_source source;

    /* found out by exchange_accept */
    int64_t length; /* declared bytes of the body; 0: none */
    int64_t taken;  /* bytes of it read so far */

    /* the answer */
    int status; /* 0: none yet */
    struct strbuf body;
    struct header answer[EXCHANGE_ANSWER_HEADERS];
    size_t answer_count;
    int file;            /* descriptor to stream after the head, -1: none; exchange_close closes it */
    int64_t file_length; /* bytes of it to send */
    bool strangers;      /* the body is a file that somebody sent in: nothing in it may run */
};

/* An empty exchange over an arena; the caller fills in the request. */
void exchange_init(struct exchange *x, struct arena *arena);
/* Gives back what the answer holds (the file). */
void exchange_close(struct exchange *x);

/* Refuses what no honest client sends and what two programs could understand differently: control bytes, a target that
 * is not an absolute path, wrong or overlong %XX, %00, bytes that are not UTF-8, 64 headers, no or several Host,
 * repeated Content-Length, Content-Length that is not plain digits, any Transfer-Encoding, a body on GET, HEAD and
 * DELETE, a write without Content-Length, an unknown Expect, unknown methods. E_INPUT or E_LIMIT "request.…". */
MUST_USE bool exchange_accept(struct op *op, struct exchange *x);

/* The first header of that name (case-insensitive), or NULL; how many there are. */
const char *exchange_header(const struct exchange *x, const char *name);
size_t exchange_header_count(const struct exchange *x, const char *name);
/* Value of a cookie, or NULL if it is not there exactly once. */
const char *exchange_cookie(const struct exchange *x, const char *name);
/* Accept-Language: English only where it is preferred to Vietnamese. */
enum lang exchange_lang(const struct exchange *x);
/* Decodes %XX once; NULL if the escapes are wrong or the result is not UTF-8 or holds a control byte.
 * `plus`: '+' means space (in a query). */
const char *exchange_decode(struct arena *arena, const char *raw, size_t len, bool plus);

/* The next bytes of the body: how many, 0 at its end, -1: E_INPUT as below. */
MUST_USE long exchange_read(struct op *op, struct exchange *x, void *out, size_t n);
/* Reads the whole body. E_LIMIT "request.too_large" beyond `max`, E_INPUT "request.body_late" when the deadline passes,
 * "request.body_short" when the peer stops. */
MUST_USE bool exchange_read_body(struct op *op, struct exchange *x, size_t max, const char **bytes, size_t *len);

/* Sets or replaces a header of the answer. Values are copied. */
void exchange_set(struct exchange *x, const char *name, const char *value);
/* Forgets the answer made so far (an error takes its place). */
void exchange_forget(struct exchange *x);
/* A complete answer from memory. `type` NULL: no body. */
void exchange_answer(struct exchange *x, int status, const char *type, const void *bytes, size_t len);
/* Streams `length` bytes of an open file from its current position; takes over the descriptor. */
void exchange_answer_file(struct exchange *x, int status, const char *type, int file, int64_t length);

/* Status line and all headers, with the empty line. Bytes of the body follow unless exchange_is_bodiless. */
const char *exchange_head(struct exchange *x, bool keep_alive, size_t *len);
/* HEAD, 204 and 304 have no body on the wire. */
bool exchange_is_bodiless(const struct exchange *x);
const char *exchange_reason(int status);

#endif
