/* bench_office: a shared office with very many dossiers: does what people do all day cost the same as in a small one? */
#ifndef CLI_BENCH_OFFICE_H
#define CLI_BENCH_OFFICE_H

#include "cli/bench.h"

#define BENCH_OFFICE_SIZES 6

struct bench_office_plan {
    int64_t dossiers[BENCH_OFFICE_SIZES];
    int sizes;
    int rounds;            /* of each thing measured, at least; openings: one a slice */
    int slices;            /* in how many turns: the sizes alternate */
    const char *data;      /* scenarios/data */
    const char *folder;    /* where the offices' files are made; a file of the same size that is there already is taken */
    bool quiet;
};
/* The slowest of its kind, measured alone. */
struct bench_kind {
    const char *name;
    struct bench_series series;
};
struct bench_office {
    int64_t dossiers, acts, open_dossiers;
    bool reused;                    /* the file was there */
    double seed_seconds;            /* 0 if it was */
    double file_mib, peak_mib;      /* peak: resident memory while measuring, the seeding left out */
    struct bench_series open;       /* file to the first page of a queue */
    struct bench_series queue;      /* the list of a seat's queue: first 50, and what is counted beside them, each up to 1,000 */
    struct bench_kind slowest_seat; /* its queue alone */
    struct bench_series search;     /* first 50 and "1,000+", rare and common words in turn */
    struct bench_kind slowest_query;
    struct bench_series act;        /* accepting a dossier, committed and synced */
    struct bench_series report;     /* Biểu II.06a of a year */
    struct bench_series report_days; /* the same of a range that cuts months */
    double recount_seconds;         /* every dossier counted again, and equal */
};
/* One `out` for each size, in their order. E_BROKEN if the counters differ from a recount, or a page is not full where it must be. */
MUST_USE bool bench_office_run(struct op *op, const struct bench_office_plan *plan, struct bench_office *out);

#endif
