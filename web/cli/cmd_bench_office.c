/* What is measured is in bench_office.c; here are the options, the bars against the smallest office, the table and the JSON. */
#include "cli/cmd_bench_office.h"

#include "base/json.h"
#include "base/log.h"
#include "base/text.h"
#include "cli/bench_office.h"
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BENCH_ARENA ((size_t)1 << 30)
#define ROUNDS 240
#define QUICK_ROUNDS 24
#define SLICES 12
#define QUICK_SLICES 4
#define BAR 1.5        /* of the smallest office's cost */
#define BAR_REPORT 2.0

struct options {
    const char *dossiers, *folder, *scenarios, *lang;
    bool json, quick;
};
struct result {
    struct bench_office runs[BENCH_OFFICE_SIZES];
    int count;
};

static bool read_sizes(struct op *op, const char *text, int64_t *sizes, int *count)
{
    for (*count = 0; *text != '\0' && *count < BENCH_OFFICE_SIZES; text += *text == ',') {
        char *end = NULL;
        long long n = strtoll(text, &end, 10);
        if (end == text || (*end != ',' && *end != '\0') || n < 100 || n > 10000000) {
            return fail(op, E_INPUT, "cli.bench_office.usage", NULL);
        }
        sizes[(*count)++] = n;
        text = end;
    }
    return *count > 0 || fail(op, E_INPUT, "cli.bench_office.usage", NULL);
}

static bool measure(struct op *op, const struct options *o, struct result *r)
{
    const char *own = o->folder == NULL ? bench_make_folder(op) : NULL;
    struct bench_office_plan plan = {.rounds = o->quick ? QUICK_ROUNDS : ROUNDS, .slices = o->quick ? QUICK_SLICES : SLICES,
                                     .folder = own != NULL ? own : o->folder, .quiet = o->json,
                                     .data = arena_printf(op->arena, "%s/data", cli_scenarios(op, o->scenarios))};
    const char *wanted = o->dossiers != NULL ? o->dossiers : o->quick ? "300,900" : "10000,100000";
    bool ok = plan.folder != NULL && read_sizes(op, wanted, plan.dossiers, &plan.sizes) && bench_office_run(op, &plan, r->runs);
    r->count = ok ? plan.sizes : 0;
    if (own != NULL) {
        bench_remove_folder(op, own);
    }
    return ok;
}

/* ---- bars ---- */

struct subject {
    const char *name;
    double bar;
    struct bench_series *(*of)(struct bench_office *b);
};
#define SUBJECT(name)                                                                                                  \
    static struct bench_series *name##_of(struct bench_office *b)                                                     \
    {                                                                                                                  \
        return &b->name;                                                                                               \
    }
SUBJECT(open)
SUBJECT(queue)
SUBJECT(search)
SUBJECT(act)
SUBJECT(report)
SUBJECT(report_days)
static const struct subject subjects[] = {
    {"open", BAR, open_of}, {"queue", BAR, queue_of}, {"search", BAR, search_of}, {"act", BAR, act_of},
    {"report", BAR_REPORT, report_of}, {"report, days", BAR_REPORT, report_days_of},
};
#define SUBJECTS (sizeof subjects / sizeof subjects[0])

static double ratio(struct result *r, int run, const struct subject *s)
{
    double first = bench_median(s->of(&r->runs[0]));
    return first > 0 ? bench_median(s->of(&r->runs[run])) / first : 0;
}

static int count_missed(struct result *r)
{
    int missed = 0;
#ifndef THAO_SANITIZED
    for (int i = 1; i < r->count; i++) {
        for (size_t k = 0; k < SUBJECTS; k++) {
            missed += ratio(r, i, &subjects[k]) > subjects[k].bar;
        }
    }
#endif
    (void)r;
    return missed;
}

/* ---- the table ---- */

static void print_table(struct op *op, struct result *r, int missed)
{
    printf("%s\n%10s %11s %9s %9s %9s |", text_get(op->lang, "cli.bench_office.table"), "dossiers", "acts", "seed s", "file MiB", "peak MiB");
    for (size_t k = 0; k < SUBJECTS; k++) {
        printf(" %15s", subjects[k].name);
    }
    printf(" | recount s\n");
    for (int i = 0; i < r->count; i++) {
        struct bench_office *b = &r->runs[i];
        printf("%10lld %11lld %9.1f %9.0f %9.0f |", (long long)b->dossiers, (long long)b->acts, b->seed_seconds, b->file_mib, b->peak_mib);
        for (size_t k = 0; k < SUBJECTS; k++) {
            printf(" %6.2f / %6.2f", bench_median(subjects[k].of(b)), bench_p99(subjects[k].of(b)));
        }
        printf(" | %7.2f\n", b->recount_seconds);
        if (i > 0) {
            printf("%52s |", "");
            for (size_t k = 0; k < SUBJECTS; k++) {
                double x = ratio(r, i, &subjects[k]);
                printf(" %6.2f x %6s", x, x > subjects[k].bar ? "MISSED" : "");
            }
            printf(" |\n");
        }
        printf("%52s | slowest search \"%s\": %.2f / %.2f; slowest queue %s: %.2f / %.2f; open dossiers: %lld\n", "", b->slowest_query.name,
               bench_median(&b->slowest_query.series), bench_p99(&b->slowest_query.series), b->slowest_seat.name,
               bench_median(&b->slowest_seat.series), bench_p99(&b->slowest_seat.series), (long long)b->open_dossiers);
    }
#ifdef THAO_SANITIZED
    printf("%s\n", text_get(op->lang, "cli.bench_worlds.sanitized"));
#else
    printf("%s\n", text_get(op->lang, missed == 0 ? "cli.bench_worlds.kept" : "cli.bench_office.missed"));
#endif
    (void)missed;
}

/* ---- JSON ---- */

static void print_json(struct op *op, struct result *r, int missed)
{
    struct strbuf buf;
    struct json_out out;
    strbuf_init(&buf, op->arena, JSON_BYTES_MAX);
    json_begin(&out, &buf);
    json_open_object(&out, NULL);
    json_open_array(&out, "runs");
    for (int i = 0; i < r->count; i++) {
        struct bench_office *b = &r->runs[i];
        json_open_object(&out, NULL);
        json_put_int(&out, "dossiers", b->dossiers);
        json_put_int(&out, "acts", b->acts);
        json_put_real(&out, "seed_seconds", b->seed_seconds);
        json_put_real(&out, "file_mib", b->file_mib);
        json_put_real(&out, "peak_mib", b->peak_mib);
        json_put_real(&out, "recount_seconds", b->recount_seconds);
        for (size_t k = 0; k < SUBJECTS; k++) {
            bench_put_series(&out, subjects[k].name, subjects[k].of(b));
        }
        json_open_object(&out, "ratio");
        for (size_t k = 0; k < SUBJECTS; k++) {
            json_put_real(&out, subjects[k].name, ratio(r, i, &subjects[k]));
        }
        json_close_object(&out);
        json_put_text(&out, "slowest_query", b->slowest_query.name);
        bench_put_series(&out, "search_slowest", &b->slowest_query.series);
        json_put_text(&out, "slowest_seat", b->slowest_seat.name);
        bench_put_series(&out, "queue_slowest", &b->slowest_seat.series);
        json_close_object(&out);
    }
    json_close_array(&out);
    json_put_int(&out, "missed", missed);
    json_close_object(&out);
    printf("%s\n", buf.data);
}

static bool read_options(struct op *op, int argc, char **argv, struct options *o)
{
    struct cli_rest rest;
    const struct cli_option options[] = {{"dossiers", &o->dossiers, NULL}, {"folder", &o->folder, NULL}, {"scenarios", &o->scenarios, NULL},
                                         {"lang", &o->lang, NULL},         {"json", NULL, &o->json},     {"quick", NULL, &o->quick},
                                         {NULL, NULL, NULL}};
    *o = (struct options){0};
    bool ok = cli_parse(argc, argv, options, &rest) && cli_lang(o->lang, &op->lang) && rest.count <= 1;
    return ok || fail(op, E_INPUT, "cli.bench_office.usage", NULL);
}

int cmd_bench_office(int argc, char **argv)
{
    struct op op;
    struct options o;
    struct result *r = calloc(1, sizeof *r);
    struct arena *arena = arena_open(BENCH_ARENA);
    must(r != NULL);
    op_init(&op, arena, "bench", LANG_VI);
    int status = 0, missed = 0;
    if (!read_options(&op, argc, argv, &o)) {
        fprintf(stderr, "%s\n", text_error(&op));
        status = 2;
    } else if (!measure(&op, &o, r)) {
        log_failure(&op, "bench.office");
        status = cli_failed(&op, "bench");
    } else {
        missed = count_missed(r);
        (o.json ? print_json : print_table)(&op, r, missed);
        status = missed > 0 ? 1 : 0;
    }
    arena_close(arena);
    free(r);
    return status;
}
