/* bench_call: the request that the bench of acts sends, `accept`, as a browser sends it: with session, CSRF token, version and key. Once over a
 * socket to a running server, once straight into the router. */
#ifndef CLI_BENCH_CALL_H
#define CLI_BENCH_CALL_H

#include "cli/bench.h"
#include "cli/bench_stage.h"

/* ---- over the wire ---- */

struct bench_load {
    int port;                       /* on 127.0.0.1 */
    bool keep;                      /* connections are kept; else one for each request */
    int clients;                    /* threads */
    int from, acts;                 /* how many acts each world has had, and how many it gets now */
    const struct bench_seat *seats; /* of the worlds: each belongs to one client, which goes round them */
    int worlds;
};
/* Grows with every run. */
struct bench_measured {
    double seconds;
    double cpu, client_cpu; /* seconds of processor: of the one who serves, of those who ask (0 where they are one) */
    struct bench_series latency;
};
void bench_measured_open(struct op *op, struct bench_measured *m, size_t acts_max);

/* Opens every world and session by looking at each office's dossiers, unmeasured. */
MUST_USE bool bench_load_warm(struct op *op, const struct bench_load *load);
/* Sends all; any answer but 200 is a failure. Adds to all but `cpu`. */
MUST_USE bool bench_load_run(struct op *op, const struct bench_load *load, struct bench_measured *out);

/* ---- without a socket ---- */

struct bench_inside;
struct bench_inside *bench_inside_open(struct ground *g);
void bench_inside_close(struct bench_inside *in); /* NULL allowed */
/* One request through the router, in the arena of the exchange. E_BROKEN if it is not answered with 200. */
MUST_USE bool bench_inside_accept(struct op *op, struct bench_inside *in, struct arena *arena, const struct bench_seat *seat, int dossier);
/* All of it, on `load->clients` threads. */
MUST_USE bool bench_inside_run(struct op *op, struct bench_inside *in, const struct bench_load *load, struct bench_measured *out);

double bench_cpu_now(void); /* seconds of processor this process has used */

#endif
