/* bench_server: the program itself, serving in a process of its own, so that what it costs can be told from what asking costs. */
#ifndef CLI_BENCH_SERVER_H
#define CLI_BENCH_SERVER_H

#include "base/op.h"

struct bench_server {
    long pid;
    int out; /* its standard output */
    int port;
};
struct bench_server_options {
    const char *program; /* the binary */
    const char *data, *scenarios, *log;
    int threads;
    bool behind_proxy;
};

/* `program serve` on a free port of 127.0.0.1; returns when it answers. */
MUST_USE bool bench_server_start(struct op *op, const struct bench_server_options *options, struct bench_server *out);
/* Any program that prints such an address: `program` is a path, or a name to be found in PATH; `args` ends with NULL; what it
 * complains of goes to `log`. */
MUST_USE bool bench_server_launch(struct op *op, const char *program, const char *const *args, const char *log,
                                  struct bench_server *out);
/* Processor seconds of all its threads so far. */
double bench_server_cpu(const struct bench_server *s);
/* Asks it to end and waits. E_BROKEN if it did not end well. */
MUST_USE bool bench_server_stop(struct op *op, struct bench_server *s);

#endif
