#include "cli/bench.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* ---- series ---- */

double bench_now(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void bench_series_open(struct op *op, struct bench_series *s, size_t max)
{
    *s = (struct bench_series){.ms = arena_array(op->arena, max, sizeof(double)), .max = max};
}

void bench_note(struct bench_series *s, double ms)
{
    must(s->count < s->max);
    s->ms[s->count++] = ms;
}

static int compare_ms(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double at_share(struct bench_series *s, double share)
{
    if (s->count == 0) {
        return 0;
    }
    qsort(s->ms, s->count, sizeof *s->ms, compare_ms);
    size_t i = (size_t)(share * (double)s->count);
    return s->ms[i < s->count ? i : s->count - 1];
}
double bench_median(struct bench_series *s)
{
    return at_share(s, 0.5);
}
double bench_p99(struct bench_series *s)
{
    return at_share(s, 0.99);
}

void bench_put_series(struct json_out *out, const char *key, struct bench_series *s)
{
    json_open_object(out, key);
    json_put_real(out, "median_ms", bench_median(s));
    json_put_real(out, "p99_ms", bench_p99(s));
    json_put_int(out, "count", (int64_t)s->count);
    json_close_object(out);
}

/* ---- folders ---- */

const char *bench_make_folder(struct op *op)
{
    const char *base = getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp";
    char *folder = arena_printf(op->arena, "%s/thao-bench-XXXXXX", base);
    if (mkdtemp(folder) == NULL) {
        (void)fail_broken(op, "no folder to measure in: %s", folder);
        return NULL;
    }
    return folder;
}

void bench_remove_folder(struct op *op, const char *folder)
{
    DIR *dir = opendir(folder);
    for (struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        const char *below = arena_printf(op->arena, "%s/%s", folder, e->d_name);
        struct stat st;
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 || lstat(below, &st) != 0) {
            continue;
        }
        if (S_ISDIR(st.st_mode)) {
            bench_remove_folder(op, below);
        } else {
            (void)unlink(below);
        }
    }
    if (dir != NULL) {
        (void)closedir(dir);
    }
    (void)rmdir(folder);
}
