/* bench_postgres: the same reset on PostgreSQL: DROP DATABASE and CREATE DATABASE … TEMPLATE, on a private cluster that is
 * started for the bench in a folder of its own, with Debian's defaults, reachable only through a socket in that folder. */
#ifndef CLI_BENCH_POSTGRES_H
#define CLI_BENCH_POSTGRES_H

#include "cli/bench_worlds.h"

struct bench_postgres {
    bool present; /* false: the package is not installed; nothing was measured, nothing failed */
    const char *version;
    int golden_mb;
    struct bench_series wal_log;   /* STRATEGY wal_log, the default */
    struct bench_series file_copy; /* STRATEGY file_copy */
};

/* Measures `rounds` resets of a database of `golden_mb`. */
MUST_USE bool bench_postgres_run(struct op *op, int golden_mb, int rounds, struct bench_postgres *out);

#endif
