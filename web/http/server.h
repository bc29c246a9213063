/* server: the listening socket and its threads; the only file that sees the HTTP library.
 *
 * A worker owns a connection from its first byte to its last, and a connection carries ONE request: whatever a peer manages
 * to hide in the bytes, it never gets a second answer. (Behind a proxy on this machine connections may be kept; then the
 * proxy has cleaned the bytes.) The library is given no folder, no CGI, no TLS, no websockets, no CORS: everything reaches
 * the one callback, and the library's own refusals are rewritten, so that every answer is ours.
 *
 * Deadlines: headers header_ms in all, a body body_ms in all, an answer 30 s plus a second per 8 KiB. */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "http/exchange.h"

#define SERVER_ARENA_MAX ((size_t)64 << 20) /* bytes one request may use */

struct server_options {
    const char *listen; /* "0.0.0.0:8080" or "8080"; port 0 = any free one */
    int threads;        /* 0 = 512 */
    int header_ms;      /* 0 = 5000 */
    int body_ms;        /* 0 = 30000 */
    bool behind_proxy;  /* believe X-Forwarded-For and -Proto of a peer on this machine, and keep its connections */
    /* Fills the answer; called by many threads at once. */
    void (*answer)(void *self, struct exchange *x);
    void *self;
};

struct server;
/* Listens and serves until server_close. NULL: E_INPUT "server.listen" (bad or taken address), E_BROKEN. Returns only when
 * all threads stand and have shown a stack of WORKER_STACK. Raises the process's limit of descriptors. */
MUST_USE struct server *server_open(struct op *op, const struct server_options *options);
int server_port(const struct server *server);
/* Stops listening, waits for requests in hand. NULL allowed. */
void server_close(struct server *server);

#endif
