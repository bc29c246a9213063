/* bench: what all benches share: series of durations with their median and 99th percentile, the clock, and folders that go again. */
#ifndef CLI_BENCH_H
#define CLI_BENCH_H

#include "base/json.h"

/* Durations in milliseconds, in the operation's arena. */
struct bench_series {
    double *ms;
    size_t count, max;
};
void bench_series_open(struct op *op, struct bench_series *s, size_t max);
void bench_note(struct bench_series *s, double ms);
double bench_median(struct bench_series *s); /* sorts; 0 without values */
double bench_p99(struct bench_series *s);
double bench_now(void); /* monotonic, ms */
/* {"median_ms", "p99_ms", "count"} */
void bench_put_series(struct json_out *out, const char *key, struct bench_series *s);
/* A new folder in TMPDIR (/tmp), in the arena. NULL on failure. */
MUST_USE const char *bench_make_folder(struct op *op);
/* Removes a folder with everything in it. */
void bench_remove_folder(struct op *op, const char *folder);

#endif
