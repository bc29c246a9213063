/* What is measured is in bench_files.c; here are the options, the bar, the table and the JSON. */
#include "cli/cmd_bench_files.h"

#include "base/text.h"
#include "cli/bench_files.h"
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARENA ((size_t)512 << 20)
#define JSON_BYTES 8000
#define MIB 1048576.0

struct options {
    struct bench_files_plan plan;
    bool json, quick;
};

static bool read_options(struct op *op, int argc, char **argv, struct options *o)
{
    const char *files = NULL, *size = NULL, *clients = NULL, *lang = NULL;
    struct cli_rest rest;
    const struct cli_option options[] = {{"json", NULL, &o->json},
                                         {"quick", NULL, &o->quick},
                                         {"files", &files, NULL},
                                         {"size", &size, NULL},
                                         {"clients", &clients, NULL},
                                         {"folder", &o->plan.folder, NULL},
                                         {"scenarios", &o->plan.shipped, NULL},
                                         {"lang", &lang, NULL},
                                         {NULL, NULL, NULL}};
    if (!cli_parse(argc, argv, options, &rest) || !cli_lang(lang, &op->lang)) {
        return false;
    }
    o->plan.files = o->quick ? 200 : 10000;
    o->plan.size = 1 << 20;
    o->plan.clients = 4;
    return cli_number(files, 10, 30000, &o->plan.files) && cli_number(size, 100, 10 << 20, &o->plan.size) &&
           cli_number(clients, 1, 64, &o->plan.clients) && rest.count <= 1 &&
           (o->plan.files + o->plan.clients - 1) / o->plan.clients <= 100 * BENCH_FILES_EACH;
}

static int64_t growth(const struct bench_files *b)
{
    int64_t end = b->resident_out > b->resident_in ? b->resident_out : b->resident_in;
    return end - b->resident_tenth;
}

static bool keeps_bar(const struct bench_files *b)
{
    return b->equal == b->plan.files && b->kept == b->plan.files && growth(b) < BENCH_FILES_GROWTH;
}

static void print_side(const struct bench_files *b, const char *name, struct bench_files_side *side, const struct bench_files_side *plain)
{
    double mib = (double)b->plan.files * b->plan.size / MIB;
    printf("%-14s %8.2f %9.1f %8.2f %9.1f %8.2f %8.2f %9.2f %9.2f\n", name, side->seconds, mib / side->seconds, side->cpu,
           mib / side->cpu, bench_median(&side->latency), bench_p99(&side->latency), side->seconds / plain->seconds, side->cpu / plain->cpu);
}

static void print_table(struct op *op, struct bench_files *b)
{
    printf("%s\n", text_get(op->lang, "cli.bench_files.table"));
    printf("%d files of %d bytes, %d clients; %d came out as they went in, %lld kept\n\n", b->plan.files, b->plan.size, b->plan.clients,
           b->equal, (long long)b->kept);
    printf("%-14s %8s %9s %8s %9s %8s %8s %9s %9s\n", "", "seconds", "MiB/s", "cpu s", "MiB/cpu s", "p50 ms", "p99 ms", "x plain", "x its cpu");
    print_side(b, "in", &b->in, &b->plain_in);
    print_side(b, "plain in", &b->plain_in, &b->plain_in);
    print_side(b, "out", &b->out, &b->plain_out);
    print_side(b, "plain out", &b->plain_out, &b->plain_out);
    printf("\nresident: %.1f MiB with a tenth in, %.1f with all in, %.1f with all out, %.1f at most\n", (double)b->resident_tenth / MIB,
           (double)b->resident_in / MIB, (double)b->resident_out / MIB, (double)b->resident_peak / MIB);
    printf("%s: %+.1f MiB from a tenth to the end; the bar is %.0f\n", keeps_bar(b) ? "KEPT" : "MISSED", (double)growth(b) / MIB,
           (double)BENCH_FILES_GROWTH / MIB);
}

static void put_side(struct json_out *out, const char *name, struct bench_files_side *side)
{
    json_open_object(out, name);
    json_put_real(out, "seconds", side->seconds);
    json_put_real(out, "cpu_seconds", side->cpu);
    bench_put_series(out, "latency", &side->latency);
    json_close_object(out);
}

static void print_json(struct op *op, struct bench_files *b)
{
    struct strbuf buf;
    struct json_out out;
    strbuf_init(&buf, op->arena, JSON_BYTES);
    json_begin(&out, &buf);
    json_open_object(&out, NULL);
    json_put_int(&out, "files", b->plan.files);
    json_put_int(&out, "bytes_each", b->plan.size);
    json_put_int(&out, "clients", b->plan.clients);
    json_put_int(&out, "equal", b->equal);
    json_put_int(&out, "kept", b->kept);
    put_side(&out, "in", &b->in);
    put_side(&out, "out", &b->out);
    put_side(&out, "plain_in", &b->plain_in);
    put_side(&out, "plain_out", &b->plain_out);
    json_put_int(&out, "resident_tenth", b->resident_tenth);
    json_put_int(&out, "resident_in", b->resident_in);
    json_put_int(&out, "resident_out", b->resident_out);
    json_put_int(&out, "resident_peak", b->resident_peak);
    json_put_int(&out, "growth_bar", BENCH_FILES_GROWTH);
    json_put_bool(&out, "kept_bar", keeps_bar(b));
    json_close_object(&out);
    printf("%s\n", buf.data);
}

static int run(struct op *op, struct options *o)
{
    struct bench_files b;
    bool own = o->plan.folder == NULL;
    o->plan.shipped = cli_scenarios(op, o->plan.shipped);
    o->plan.program = "/proc/self/exe";
    o->plan.folder = own ? bench_make_folder(op) : o->plan.folder;
    bool ok = o->plan.folder != NULL && bench_files_run(op, &o->plan, &b);
    if (own && o->plan.folder != NULL) {
        bench_remove_folder(op, o->plan.folder);
    }
    if (!ok) {
        return cli_failed(op, "bench files");
    }
    if (o->json) {
        print_json(op, &b);
    } else {
        print_table(op, &b);
    }
#ifdef THAO_SANITIZED
    return 0;
#else
    return keeps_bar(&b) ? 0 : 1;
#endif
}

int cmd_bench_files(int argc, char **argv)
{
    struct op op;
    struct options o = {0};
    struct arena *arena = arena_open(ARENA);
    op_init(&op, arena, "bench", LANG_VI);
    int status = 2;
    if (read_options(&op, argc, argv, &o)) {
        status = run(&op, &o);
    } else {
        fprintf(stderr, "%s\n", text_get(op.lang, "cli.bench_files.usage"));
    }
    arena_close(arena);
    return status;
}
