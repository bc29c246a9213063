/* cmd_bench_acts: `thaotruong bench acts`: the act `accept` over HTTP on loopback with checks running, beside a bare C loop with the same
 * statements, VFS, pragmas and rows, the offices they leave behind compared by digest.
 *
 * Options: --json (one JSON object instead of a table), --quick (few worlds and acts), --worlds N, --acts N (in each world, 16 to
 * 100), --threads N, --crowd N (clients of the crowded row, 0 = none), --folder PATH (where to measure; default a new folder in TMPDIR),
 * --scenarios PATH, --lang vi|en.
 * Exit status: 0 all measured and the bar kept; 1 the bar missed or a failure; 2 wrong usage. A build with sanitizers is not held to
 * the bar, nor is --quick. */
#ifndef CLI_CMD_BENCH_ACTS_H
#define CLI_CMD_BENCH_ACTS_H

#include "cli/bench_acts.h"

#define BENCH_NODE_BAR 3.0  /* times what a plain Node.js service does of the same acts in a second */
#define BENCH_ACTS_BAR 0.60 /* of what the bare loop reaches per processor second */

int cmd_bench_acts(int argc, char **argv);
/* The JSON object of a result. */
void bench_acts_put(struct json_out *out, struct bench_acts *b);

#endif
