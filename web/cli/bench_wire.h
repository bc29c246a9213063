/* bench_wire: one client of a bench: a connection to 127.0.0.1, requests in, answers out, nothing more than a bench needs. The answer
 * must have a Content-Length. Used by one thread at a time. */
#ifndef CLI_BENCH_WIRE_H
#define CLI_BENCH_WIRE_H

#include "http/exchange.h"

struct wire {
    int port;
    bool keep; /* the connection is kept, if the server lets it */
    int fd;    /* -1 = none */
    size_t max;
    char *text;    /* the last answer, head and body; NUL behind it */
    char why[400]; /* of the last failure */
};
struct wire_call {
    const char *method, *path;
    const struct header *headers; /* Content-Length and Connection come by themselves */
    size_t header_count;
    const void *body;
    size_t length;
};
struct wire_answer {
    int status;
    const char *body; /* in wire.text */
    size_t length;
};

/* Connects at the first request. `max` bytes of an answer, head included. */
void wire_open(struct wire *w, int port, bool keep, size_t max);
void wire_close(struct wire *w);
/* False with `why` unless it was answered with 200. */
MUST_USE bool wire_ask(struct wire *w, const struct wire_call *call, struct wire_answer *out);

#endif
