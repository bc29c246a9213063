/* bench_node: a plain Node.js service with SQLite that executes the same recorded statements (tests/bench/node/service.mjs), in a
 * process of its own. It is installed beside the build, never shipped: without it nothing is measured and nothing fails. */
#ifndef CLI_BENCH_NODE_H
#define CLI_BENCH_NODE_H

#include "cli/bench_replay.h"
#include "cli/bench_server.h"

struct bench_node_options {
    const char *installed; /* folder that tests/bench/node/install made */
    const char *work;      /* folder for its offices; made where it is missing */
    const char *golden;    /* the golden file, of which every office is a copy */
    const char *log;
    const struct bench_script *script;
    int worlds;
    bool every_commit; /* each commit is made durable; else once a second, as worlds are */
};

bool bench_node_is_installed(struct op *op, const char *folder);
/* Writes the statements, starts it, waits for its address. Its worlds are called 0, 1, … */
MUST_USE bool bench_node_start(struct op *op, const struct bench_node_options *options, struct bench_server *out);

#endif
