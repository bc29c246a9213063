/* bench_acts: how fast one act is over HTTP, beside a bare C loop with the same statements, VFS, pragmas and rows.
 *
 * The act is `accept`, with checks running. Every row does the same acts in as many fresh worlds of its own over one golden file, in
 * rounds: some acts in each of its worlds, then the same acts by the bare loop in worlds of the loop's own, and so on by turns, so
 * that what else the machine does falls on both. A row's ratio is the median of its rounds'. At the end both loops run once more,
 * unmeasured, with the times at which the first row acted: they must leave the very same offices behind, by digest. */
#ifndef CLI_BENCH_ACTS_H
#define CLI_BENCH_ACTS_H

#include "cli/bench_call.h"

enum bench_acts_row {
    ACTS_HTTP,     /* a connection for each request, as served by default */
    ACTS_KEPT,     /* kept connections, as behind a proxy */
    ACTS_CROWD,    /* many clients, kept connections */
    ACTS_INSIDE,   /* the same requests into the router, without sockets */
    ACTS_BARE,     /* the bare loop: every statement of the request */
    ACTS_BARE_ACT, /* the bare loop: only the statements of the act's transaction */
    ACTS_NODE,     /* a plain Node.js service, durable once a second as a world is */
    ACTS_NODE_COMMIT, /* the same, each commit durable */
    ACTS_ROWS
};
#define BENCH_ROUNDS_MAX 10
struct bench_acts_line {
    bool done; /* measured */
    int clients, threads;
    struct bench_measured m; /* all rounds together; of ACTS_BARE all rounds of all rows */
    int rounds;
    double ratio[BENCH_ROUNDS_MAX]; /* processor time of the bare loop in that round / processor time of this row; ascending */
};
struct bench_acts_plan {
    const char *program;   /* the binary that serves */
    const char *shipped;   /* folder of the shipped exercises */
    const char *folder;    /* where to measure; exists and is empty */
    int worlds, acts;      /* acts in each world */
    int threads;           /* of the server, of the clients, of the loops */
    int crowd;             /* clients of ACTS_CROWD, and then threads of the server; 0 = leave that row out */
    bool brief;            /* only ACTS_HTTP, ACTS_BARE */
    const char *node;      /* where the service with Node.js is installed (bench_node.h); NULL = leave its rows out */
};
struct bench_acts {
    struct bench_acts_plan plan;
    struct bench_acts_line lines[ACTS_ROWS];
    struct bench_checks checks;
    int64_t verdicts; /* acts of ACTS_HTTP that changed a verdict */
    double statements, statements_inside; /* of one act */
    double frames, bytes;                 /* written to the log by one act */
    int digests;                          /* pairs of worlds compared, all equal */
};

MUST_USE bool bench_acts_run(struct op *op, const struct bench_acts_plan *plan, struct bench_acts *out);
/* Acts for each second of processor of the one who serves; the median of the rounds' ratios to the bare loop. 0 if not measured. */
double bench_acts_per_cpu(const struct bench_acts_line *line);
double bench_acts_ratio(const struct bench_acts_line *line);
/* How many times the acts of that row (of Node.js) ACTS_CROWD does: for each second, and for each second of processor, where both
 * are held against the bare loop beside them. 0 if one is not measured. */
double bench_acts_times(const struct bench_acts *b, enum bench_acts_row row);
double bench_acts_times_cpu(const struct bench_acts *b, enum bench_acts_row row);
const char *bench_acts_name(enum bench_acts_row row); /* "http", … for JSON */

#endif
