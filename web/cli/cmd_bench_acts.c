/* What is measured is in bench_acts.c; here are the options, the bar, the table and the JSON. */
#include "cli/cmd_bench_acts.h"

#include "base/log.h"
#include "base/text.h"
#include "cli/bench_node.h"
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARENA ((size_t)512 << 20)
#define CROWD 16
#define NO_NODE "not measured: --node names no folder that tests/bench/node/install made"

static const char *const titles[ACTS_ROWS] = {
    [ACTS_HTTP] = "HTTP, a connection each",  [ACTS_KEPT] = "HTTP, connections kept", [ACTS_CROWD] = "HTTP, a crowd, kept",
    [ACTS_INSIDE] = "router, no sockets",     [ACTS_BARE] = "bare loop, all statements", [ACTS_BARE_ACT] = "bare loop, the act's only",
    [ACTS_NODE] = "Node.js, a crowd, kept", [ACTS_NODE_COMMIT] = "Node.js, each commit synced",
};

/* ---- options ---- */

struct options {
    struct bench_acts_plan plan;
    bool json, quick;
};

static bool read_options(struct op *op, int argc, char **argv, struct options *o)
{
    const char *worlds = NULL, *acts = NULL, *threads = NULL, *crowd = NULL, *lang = NULL;
    struct cli_rest rest;
    const struct cli_option options[] = {{"json", NULL, &o->json},
                                         {"quick", NULL, &o->quick},
                                         {"worlds", &worlds, NULL},
                                         {"acts", &acts, NULL},
                                         {"threads", &threads, NULL},
                                         {"crowd", &crowd, NULL},
                                         {"node", &o->plan.node, NULL},
                                         {"folder", &o->plan.folder, NULL},
                                         {"scenarios", &o->plan.shipped, NULL},
                                         {"lang", &lang, NULL},
                                         {NULL, NULL, NULL}};
    if (!cli_parse(argc, argv, options, &rest) || !cli_lang(lang, &op->lang)) {
        return false;
    }
    o->plan.worlds = o->quick ? 8 : 64;
    o->plan.acts = o->quick ? 20 : BENCH_ACTS_MAX;
    o->plan.threads = 2;
    o->plan.crowd = CROWD;
    return cli_number(worlds, 1, 256, &o->plan.worlds) && cli_number(acts, 16, BENCH_ACTS_MAX, &o->plan.acts) &&
           cli_number(threads, 1, 64, &o->plan.threads) && cli_number(crowd, 0, 256, &o->plan.crowd) && rest.count <= 1;
}

/* ---- the table ---- */

static void print_line(struct bench_acts *b, enum bench_acts_row row)
{
    struct bench_acts_line *l = &b->lines[row];
    if (!l->done) {
        return;
    }
    size_t n = l->m.latency.count;
    printf("%-26s %7d %7zu %8.2f %9.0f %9.2f %9.2f %10.0f %8.2f %8.2f", titles[row], l->clients, n, l->m.seconds,
           (double)n / l->m.seconds, l->m.cpu, l->m.client_cpu, bench_acts_per_cpu(l), bench_median(&l->m.latency),
           bench_p99(&l->m.latency));
    if (l->rounds > 0) {
        printf(" %6.1f%% (%.0f-%.0f)", 100 * bench_acts_ratio(l), 100 * l->ratio[0], 100 * l->ratio[l->rounds - 1]);
    }
    printf("\n");
}

/* Both sides make what is committed durable once a second, in the background; the last row syncs its log before it answers. */
static void print_node(const struct bench_acts *b)
{
    if (!b->lines[ACTS_NODE].done) {
        printf("%-26s %s\n\n", "Node.js with SQLite", NO_NODE);
        return;
    }
    printf("\nbeside Node.js, %d clients: %.1f times its acts per second, %.1f times per processor second; where it syncs each commit,"
           " %.1f and %.1f; the bar is %.0f\n\n",
           b->plan.crowd, bench_acts_times(b, ACTS_NODE), bench_acts_times_cpu(b, ACTS_NODE), bench_acts_times(b, ACTS_NODE_COMMIT),
           bench_acts_times_cpu(b, ACTS_NODE_COMMIT), BENCH_NODE_BAR);
}

static bool keeps_bar(const struct bench_acts *b)
{
    return bench_acts_ratio(&b->lines[ACTS_HTTP]) >= BENCH_ACTS_BAR;
}

static void print_table(struct op *op, struct bench_acts *b)
{
    printf("%s\n", text_get(op->lang, "cli.bench_acts.table"));
    printf("%d worlds, %d acts each, %d threads; %d checks, %d event tests, %d mistakes watched; %lld of %d acts changed a verdict\n",
           b->plan.worlds, b->plan.acts, b->plan.threads, b->checks.checks, b->checks.tests, b->checks.mistakes,
           (long long)b->verdicts, b->plan.worlds * b->plan.acts);
    printf("an act: %.1f statements, %.1f of them in its transaction; %.1f frames, %.1f KiB of log\n", b->statements,
           b->statements_inside, b->frames, b->bytes / 1024);
    printf("%d pairs of worlds compared by digest, all equal\n\n", b->digests);
    printf("%-26s %7s %7s %8s %9s %9s %9s %10s %8s %8s %7s\n", "", "clients", "acts", "seconds", "acts/s", "cpu s", "client s",
           "acts/cpu s", "p50 ms", "p99 ms", "ratio (least-most of its rounds)");
    for (int row = 0; row < ACTS_ROWS; row++) {
        print_line(b, (enum bench_acts_row)row);
    }
    print_node(b);
#ifdef THAO_SANITIZED
    printf("%s\n", text_get(op->lang, "cli.bench_worlds.sanitized"));
#else
    printf("%s: HTTP reaches %.1f %% of the bare loop per processor second; the bar is %.0f %%\n", keeps_bar(b) ? "KEPT" : "MISSED",
           100 * bench_acts_ratio(&b->lines[ACTS_HTTP]), 100 * BENCH_ACTS_BAR);
#endif
}

/* ---- JSON ---- */

static void put_line(struct json_out *out, struct bench_acts *b, enum bench_acts_row row)
{
    struct bench_acts_line *l = &b->lines[row];
    if (!l->done) {
        json_put_null(out, bench_acts_name(row));
        return;
    }
    json_open_object(out, bench_acts_name(row));
    json_put_int(out, "clients", l->clients);
    json_put_int(out, "server_threads", l->threads);
    json_put_int(out, "acts", (int64_t)l->m.latency.count);
    json_put_real(out, "seconds", l->m.seconds);
    json_put_real(out, "acts_per_second", (double)l->m.latency.count / l->m.seconds);
    json_put_real(out, "cpu_seconds", l->m.cpu);
    json_put_real(out, "client_cpu_seconds", l->m.client_cpu);
    json_put_real(out, "acts_per_cpu_second", bench_acts_per_cpu(l));
    json_put_real(out, "ratio_to_bare", bench_acts_ratio(l));
    json_open_array(out, "rounds");
    for (int i = 0; i < l->rounds; i++) {
        json_put_real(out, NULL, l->ratio[i]);
    }
    json_close_array(out);
    bench_put_series(out, "latency", &l->m.latency);
    json_close_object(out);
}

void bench_acts_put(struct json_out *out, struct bench_acts *b)
{
    json_put_int(out, "worlds", b->plan.worlds);
    json_put_int(out, "acts_per_world", b->plan.acts);
    json_put_int(out, "threads", b->plan.threads);
    json_put_int(out, "checks", b->checks.checks);
    json_put_int(out, "event_tests", b->checks.tests);
    json_put_int(out, "mistakes", b->checks.mistakes);
    json_put_int(out, "acts_with_verdict", b->verdicts);
    json_put_real(out, "statements_per_act", b->statements);
    json_put_real(out, "statements_in_transaction", b->statements_inside);
    json_put_real(out, "frames_per_act", b->frames);
    json_put_real(out, "log_bytes_per_act", b->bytes);
    json_put_int(out, "digests_equal", b->digests);
    for (int row = 0; row < ACTS_ROWS; row++) {
        put_line(out, b, (enum bench_acts_row)row);
    }
    json_put_text(out, "node_why", b->lines[ACTS_NODE].done ? NULL : NO_NODE);
    json_put_real(out, "times_node", bench_acts_times(b, ACTS_NODE));
    json_put_real(out, "times_node_per_cpu", bench_acts_times_cpu(b, ACTS_NODE));
    json_put_real(out, "times_node_commit", bench_acts_times(b, ACTS_NODE_COMMIT));
    json_put_real(out, "times_node_commit_per_cpu", bench_acts_times_cpu(b, ACTS_NODE_COMMIT));
    json_put_real(out, "node_bar", BENCH_NODE_BAR);
    json_put_real(out, "bar", BENCH_ACTS_BAR);
    json_put_bool(out, "kept", keeps_bar(b));
}

static void print_json(struct op *op, struct bench_acts *b)
{
    struct strbuf buf;
    struct json_out out;
    strbuf_init(&buf, op->arena, JSON_BYTES_MAX);
    json_begin(&out, &buf);
    json_open_object(&out, NULL);
    bench_acts_put(&out, b);
    json_close_object(&out);
    printf("%s\n", buf.data);
}

/* ---- the command ---- */

static int run(struct op *op, struct options *o)
{
    struct bench_acts b;
    bool own = o->plan.folder == NULL;
    o->plan.shipped = cli_scenarios(op, o->plan.shipped);
    o->plan.program = "/proc/self/exe";
    o->plan.node = o->plan.node != NULL && bench_node_is_installed(op, o->plan.node) ? o->plan.node : NULL;
    o->plan.folder = own ? bench_make_folder(op) : o->plan.folder;
    bool ok = o->plan.folder != NULL && bench_acts_run(op, &o->plan, &b);
    if (own && o->plan.folder != NULL) {
        bench_remove_folder(op, o->plan.folder);
    }
    if (!ok) {
        return cli_failed(op, "bench acts");
    }
    if (o->json) {
        print_json(op, &b);
    } else {
        print_table(op, &b);
    }
#ifdef THAO_SANITIZED
    return 0;
#else
    return keeps_bar(&b) || o->quick ? 0 : 1;
#endif
}

int cmd_bench_acts(int argc, char **argv)
{
    struct op op;
    struct options o = {0};
    struct arena *arena = arena_open(ARENA);
    op_init(&op, arena, "bench", LANG_VI);
    int status = 2;
    if (read_options(&op, argc, argv, &o)) {
        status = run(&op, &o);
    } else {
        fprintf(stderr, "%s\n", text_get(op.lang, "cli.bench_acts.usage"));
    }
    arena_close(arena);
    return status;
}
