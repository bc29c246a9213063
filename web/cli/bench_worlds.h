/* bench_worlds: how long worlds take, measured on worlds. The schema is the one as shipped (office and drill ground) with an
 * office over each world, as the server has it; an act is audited and committed as any other. */
#ifndef CLI_BENCH_WORLDS_H
#define CLI_BENCH_WORLDS_H

#include "cli/bench.h"

/* One golden size and one number of worlds. */
struct bench_worlds {
    int golden_mb;  /* asked for, by the caller */
    int worlds;     /* open at once, by the caller */
    int tables;     /* of the schema as shipped */
    int acts;       /* of the world that is rewound */
    double frames_per_act;
    struct bench_series create; /* created, opened and its first query answered; of that: */
    struct bench_series making;   /* world_create */
    struct bench_series entering; /* world_get: the connection and the office over it */
    struct bench_series asking;   /* the query, and giving the world back */
    struct bench_series open;   /* opened and its first query answered */
    double open_all_ms;         /* all of them, one after the other */
    struct bench_series step;   /* one act */
    struct bench_series reset;  /* reset and the first query answered, all others open */
    struct bench_series rewind_recent; /* to one of the last 150 acts, and the first query answered */
    struct bench_series rewind_any;    /* to any act */
    struct bench_series file_copy;     /* the golden file copied and the first query answered */
    double kib_per_world;       /* heap of an open world after acts */
    double rss_mib;             /* of the process with all of them open */
    int digests;                /* rewinds whose digest was compared, all equal */
};

/* Measures in `folder` (made, and emptied again). `only_create`: the other series stay empty. */
MUST_USE bool bench_worlds_run(struct op *op, const char *folder, bool only_create, struct bench_worlds *out);

#endif
