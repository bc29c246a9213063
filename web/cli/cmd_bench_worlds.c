/* What is measured is in bench_worlds.c; here are the options, the bars, the table and the JSON. */
#include "cli/cmd_bench_worlds.h"

#include "base/json.h"
#include "base/log.h"
#include "base/text.h"
#include "cli/bench_postgres.h"
#include "cli/bench_worlds.h"
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BENCH_ARENA ((size_t)256 << 20)
#define RUNS_MAX 8
#define PG_ROUNDS 12
#define PG_BAR 100.0 /* times faster than PostgreSQL */

struct options {
    bool json, postgres, quick, create;
    const char *folder;
};

/* The bars (product goals): values in ms, KiB or a ratio. */
#define BARS(X)                                                                                                     \
    X(create, 2.0, "create")           /* created, opened, first query, median */                                   \
    X(open_all, 1000.0, "open_all")    /* 500 opened one after the other */                                         \
    X(reset, 5.0, "reset")             /* median */                                                                 \
    X(rewind_recent, 15.0, "rewind_recent")                                                                         \
    X(rewind_any, 100.0, "rewind_any")                                                                              \
    X(memory, 600.0, "memory")         /* KiB per open world */

struct result {
    struct bench_worlds runs[RUNS_MAX];
    int run_count;
    struct bench_postgres postgres[RUNS_MAX];
    int postgres_count;
    int missed;
};

/* ---- measuring ---- */

static bool read_options(struct op *op, int argc, char **argv, struct options *o)
{
    const char *lang = NULL;
    struct cli_rest rest;
    const struct cli_option options[] = {{"json", NULL, &o->json},         {"postgres", NULL, &o->postgres}, {"quick", NULL, &o->quick},
                                         {"create", NULL, &o->create},     {"folder", &o->folder, NULL},     {"lang", &lang, NULL},
                                         {NULL, NULL, NULL}};
    *o = (struct options){0};
    bool ok = cli_parse(argc, argv, options, &rest) && cli_lang(lang, &op->lang) && rest.count <= 1;
    return ok || fail(op, E_INPUT, "cli.bench_worlds.usage", NULL);
}

static bool measure(struct op *op, const struct options *o, struct result *r)
{
    static const int full_mb[] = {10, 100}, full_worlds[] = {1, 100, 500}, quick_mb[] = {2}, quick_worlds[] = {1, 12};
    const int *mb = o->quick ? quick_mb : full_mb, *worlds = o->quick ? quick_worlds : full_worlds;
    int mbs = o->quick ? 1 : 2, counts = o->quick ? 2 : 3;
    char made[] = "/tmp/thao-bench-XXXXXX";
    const char *base = getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp";
    char *own = o->folder == NULL ? arena_printf(op->arena, "%s/%s", base, made + 5) : NULL;
    const char *folder = own != NULL ? mkdtemp(own) : o->folder;
    if (folder == NULL) {
        return fail_broken(op, "no folder to measure in");
    }
    bool ok = true;
    for (int m = 0; ok && m < mbs; m++) {
        for (int w = 0; ok && w < counts; w++) {
            const char *place = arena_printf(op->arena, "%s/worlds-%d-%d", folder, mb[m], worlds[w]);
            struct bench_worlds *run = &r->runs[r->run_count++];
            *run = (struct bench_worlds){.golden_mb = mb[m], .worlds = worlds[w]};
            ok = bench_worlds_run(op, place, o->create, run);
        }
        if (ok && o->postgres) {
            ok = bench_postgres_run(op, mb[m], PG_ROUNDS, &r->postgres[r->postgres_count++]);
        }
    }
    if (own != NULL) {
        (void)rmdir(own);
    }
    return ok;
}

/* ---- the bars ---- */

static double bar_value(struct bench_worlds *b, const char *name)
{
    if (strcmp(name, "create") == 0) {
        return bench_median(&b->create);
    }
    if (strcmp(name, "open_all") == 0) {
        return b->open_all_ms;
    }
    if (strcmp(name, "reset") == 0) {
        return bench_median(&b->reset);
    }
    if (strcmp(name, "rewind_recent") == 0) {
        return bench_median(&b->rewind_recent);
    }
    return strcmp(name, "rewind_any") == 0 ? bench_median(&b->rewind_any) : b->kib_per_world;
}

static const struct {
    const char *name;
    double most;
} bars[] = {
#define X(id, most, name) {name, most},
    BARS(X)
#undef X
};

/* A median of PostgreSQL's against our create, of the same golden size with the most worlds; 0 = not measured. */
static double postgres_ratio(struct result *r, int index, double median)
{
    for (int i = r->run_count; i > 0; i--) {
        if (r->runs[i - 1].golden_mb == r->postgres[index].golden_mb) {
            return median / bench_median(&r->runs[i - 1].create);
        }
    }
    return 0;
}

/* Against what a new database is made by unless somebody asks for another way. */
static bool postgres_keeps(struct result *r, int index)
{
    return !r->postgres[index].present || postgres_ratio(r, index, bench_median(&r->postgres[index].wal_log)) >= PG_BAR;
}

static int count_missed(struct result *r)
{
#ifdef THAO_SANITIZED
    (void)r, (void)bar_value, (void)bars, (void)postgres_keeps;
    return 0;
#else
    int missed = 0;
    for (int i = 0; i < r->run_count; i++) {
        for (size_t b = 0; b < sizeof bars / sizeof bars[0]; b++) {
            missed += bar_value(&r->runs[i], bars[b].name) > bars[b].most;
        }
    }
    for (int i = 0; i < r->postgres_count; i++) {
        missed += !postgres_keeps(r, i);
    }
    return missed;
#endif
}

/* ---- the table ---- */

static void line(struct op *op, const char *key)
{
    printf("%s\n", text_get(op->lang, key));
}

static void print_runs(struct op *op, struct result *r)
{
    line(op, "cli.bench_worlds.table");
    printf("%6s %6s | %13s %13s %9s | %13s | %13s | %13s %13s | %9s %8s | %8s\n", "golden", "worlds", "create", "open",
           "open all", "act", "reset", "rewind<150", "rewind any", "file copy", "KiB each", "RSS MiB");
    for (int i = 0; i < r->run_count; i++) {
        struct bench_worlds *b = &r->runs[i];
        printf("%4dMB %6d | %5.2f / %5.2f %5.2f / %5.2f %7.0fms | %5.2f / %5.2f | %5.2f / %5.2f | %5.2f / %5.2f %5.2f / %5.2f"
               " | %7.1fms %8.0f | %8.0f\n",
               b->golden_mb, b->worlds, bench_median(&b->create), bench_p99(&b->create), bench_median(&b->open),
               bench_p99(&b->open), b->open_all_ms, bench_median(&b->step), bench_p99(&b->step), bench_median(&b->reset),
               bench_p99(&b->reset), bench_median(&b->rewind_recent), bench_p99(&b->rewind_recent),
               bench_median(&b->rewind_any), bench_p99(&b->rewind_any), bench_median(&b->file_copy), b->kib_per_world,
               b->rss_mib);
    }
    struct bench_worlds *b = &r->runs[0];
    printf("%d tables; %d acts, %.1f frames each; %d states compared by digest in each run\n", b->tables, b->acts,
           b->frames_per_act, b->digests);
}

/* What a create is made of. */
static void print_creation(struct op *op, struct result *r)
{
    line(op, "cli.bench_worlds.creation");
    printf("%6s %6s | %15s | %15s %15s %15s\n", "golden", "worlds", "create", "files", "open", "first query");
    for (int i = 0; i < r->run_count; i++) {
        struct bench_worlds *b = &r->runs[i];
        printf("%4dMB %6d | %6.3f / %6.3f | %6.3f / %6.3f %6.3f / %6.3f %6.3f / %6.3f\n", b->golden_mb, b->worlds,
               bench_median(&b->create), bench_p99(&b->create), bench_median(&b->making), bench_p99(&b->making),
               bench_median(&b->entering), bench_p99(&b->entering), bench_median(&b->asking), bench_p99(&b->asking));
    }
}

static void print_rivals(struct op *op, struct result *r, bool asked)
{
    for (int i = 0; i < r->run_count && r->runs[i].reset.count > 0; i++) {
        struct bench_worlds *b = &r->runs[i];
        printf("%4dMB %6d: reset is %.0f x faster than copying the file\n", b->golden_mb, b->worlds,
               bench_median(&b->file_copy) / bench_median(&b->reset));
    }
    for (int i = 0; i < r->postgres_count; i++) {
        struct bench_postgres *p = &r->postgres[i];
        if (p->present) {
            double wal_log = bench_median(&p->wal_log), copy = bench_median(&p->file_copy);
            printf("%4dMB: PostgreSQL %s CREATE DATABASE TEMPLATE: wal_log (the default) %.1f / %.1f ms, file_copy %.1f / %.1f "
                   "ms; creating a world is %.0f x and %.0f x faster%s\n",
                   p->golden_mb, p->version, wal_log, bench_p99(&p->wal_log), copy, bench_p99(&p->file_copy),
                   postgres_ratio(r, i, wal_log), postgres_ratio(r, i, copy), postgres_keeps(r, i) ? "" : " MISSED");
        }
    }
    if (!asked || (r->postgres_count > 0 && !r->postgres[0].present)) {
        line(op, "cli.bench_worlds.no_postgres");
    }
#ifdef THAO_SANITIZED
    line(op, "cli.bench_worlds.sanitized");
#else
    for (int i = 0; i < r->run_count; i++) {
        for (size_t b = 0; b < sizeof bars / sizeof bars[0]; b++) {
            double value = bar_value(&r->runs[i], bars[b].name);
            if (value > bars[b].most) {
                printf("MISSED %s: %.2f, the bar is %.0f (golden %d MB, %d worlds)\n", bars[b].name, value, bars[b].most,
                       r->runs[i].golden_mb, r->runs[i].worlds);
            }
        }
    }
    line(op, r->missed == 0 ? "cli.bench_worlds.kept" : "cli.bench_worlds.missed");
#endif
}

/* ---- JSON ---- */

static void put_run(struct json_out *out, struct bench_worlds *b)
{
    json_open_object(out, NULL);
    json_put_int(out, "golden_mb", b->golden_mb);
    json_put_int(out, "worlds", b->worlds);
    json_put_int(out, "tables", b->tables);
    json_put_int(out, "acts", b->acts);
    json_put_real(out, "frames_per_act", b->frames_per_act);
    bench_put_series(out, "create", &b->create);
    bench_put_series(out, "create_files", &b->making);
    bench_put_series(out, "create_open", &b->entering);
    bench_put_series(out, "create_first_query", &b->asking);
    bench_put_series(out, "open", &b->open);
    json_put_real(out, "open_all_ms", b->open_all_ms);
    bench_put_series(out, "act", &b->step);
    bench_put_series(out, "reset", &b->reset);
    bench_put_series(out, "rewind_recent", &b->rewind_recent);
    bench_put_series(out, "rewind_any", &b->rewind_any);
    bench_put_series(out, "file_copy", &b->file_copy);
    if (b->reset.count > 0) {
        json_put_real(out, "file_copy_to_reset", bench_median(&b->file_copy) / bench_median(&b->reset));
    }
    json_put_real(out, "kib_per_world", b->kib_per_world);
    json_put_real(out, "rss_mib", b->rss_mib);
    json_put_int(out, "digests_equal", b->digests);
    json_close_object(out);
}

static void print_json(struct op *op, struct result *r)
{
    struct strbuf buf;
    struct json_out out;
    strbuf_init(&buf, op->arena, JSON_BYTES_MAX);
    json_begin(&out, &buf);
    json_open_object(&out, NULL);
    json_open_array(&out, "runs");
    for (int i = 0; i < r->run_count; i++) {
        put_run(&out, &r->runs[i]);
    }
    json_close_array(&out);
    json_open_array(&out, "postgres");
    for (int i = 0; i < r->postgres_count; i++) {
        if (r->postgres[i].present) {
            json_open_object(&out, NULL);
            json_put_text(&out, "version", r->postgres[i].version);
            json_put_int(&out, "golden_mb", r->postgres[i].golden_mb);
            bench_put_series(&out, "wal_log", &r->postgres[i].wal_log);
            bench_put_series(&out, "file_copy", &r->postgres[i].file_copy);
            json_put_real(&out, "wal_log_to_create", postgres_ratio(r, i, bench_median(&r->postgres[i].wal_log)));
            json_put_real(&out, "file_copy_to_create", postgres_ratio(r, i, bench_median(&r->postgres[i].file_copy)));
            json_close_object(&out);
        }
    }
    json_close_array(&out);
    json_put_int(&out, "missed", r->missed);
    json_close_object(&out);
    printf("%s\n", buf.data);
}

int cmd_bench_worlds(int argc, char **argv)
{
    struct op op;
    struct options o;
    struct result *r = calloc(1, sizeof *r);
    struct arena *arena = arena_open(BENCH_ARENA);
    must(r != NULL);
    op_init(&op, arena, "bench", LANG_VI);
    int status = 0;
    if (!read_options(&op, argc, argv, &o)) {
        fprintf(stderr, "%s\n", text_error(&op));
        status = 2;
    } else if (!measure(&op, &o, r)) {
        log_failure(&op, "bench.worlds");
        fprintf(stderr, "%s\n", text_error(&op));
        status = 1;
    } else {
        r->missed = count_missed(r);
        if (o.json) {
            print_json(&op, r);
        } else {
            if (!o.create) {
                print_runs(&op, r);
            }
            print_creation(&op, r);
            print_rivals(&op, r, o.postgres);
        }
        status = r->missed > 0 ? 1 : 0;
    }
    arena_close(arena);
    free(r);
    return status;
}
