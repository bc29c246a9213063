/* Each client is a thread that goes round its own worlds, one act in each: every world gets its acts in the same order, so that
 * two runs leave equal offices behind, and no two requests wait for one world. */
#include "cli/bench_call.h"

#include "api/app.h"
#include "cli/bench_wire.h"
#include "http/exchange.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define HEADERS 10
#define ANSWER_MAX ((size_t)1 << 20)
#define INSIDE_ARENA ((size_t)64 << 20)
#define BODY "{}"

double bench_cpu_now(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void bench_measured_open(struct op *op, struct bench_measured *m, size_t acts_max)
{
    *m = (struct bench_measured){0};
    bench_series_open(op, &m->latency, acts_max);
}

/* ---- one request ---- */

struct call {
    char path[128];
    char values[HEADERS][160];
    struct header headers[HEADERS];
    size_t count;
};

static void put_header(struct call *c, const char *name, const char *value)
{
    (void)snprintf(c->values[c->count], sizeof c->values[c->count], "%s", value);
    c->headers[c->count] = (struct header){name, c->values[c->count]};
    c->count++;
}

static void common(struct call *c, const struct bench_seat *seat)
{
    char cookie[128];
    c->count = 0;
    (void)snprintf(cookie, sizeof cookie, GUARD_COOKIE "=%s", seat->token);
    put_header(c, "Host", "127.0.0.1");
    put_header(c, "Accept", "application/json");
    put_header(c, "Accept-Language", "vi");
    put_header(c, "Sec-Fetch-Site", "same-origin");
    put_header(c, "Cookie", cookie);
}

static void make_look(struct call *c, const struct bench_seat *seat)
{
    common(c, seat);
    (void)snprintf(c->path, sizeof c->path, "/api/worlds/%s/dossiers", seat->world);
}

/* A filed dossier is at version 1, a new world at generation 1. The key is the same in every world: it belongs to one. */
static void make_accept(struct call *c, const struct bench_seat *seat, int dossier)
{
    char key[32];
    common(c, seat);
    (void)snprintf(c->path, sizeof c->path, "/api/worlds/%s/dossiers/%d/accept", seat->world, dossier);
    (void)snprintf(key, sizeof key, "bench-accept-%04d", dossier);
    put_header(c, "X-CSRF-Token", seat->csrf);
    put_header(c, "If-Match", "\"1.1\"");
    put_header(c, "Idempotency-Key", key);
    put_header(c, "Content-Type", "application/json");
}

/* ---- over the wire ---- */

struct client {
    const struct bench_load *load;
    struct bench_inside *inside; /* NULL: over the wire */
    int first;                   /* index of the client: its worlds are first, first + clients, … */
    bool warm;                   /* looks instead of acts */
    int acts;                    /* or looks, in each world */
    double *ms;
    size_t count;
    struct wire wire;
    char why[600]; /* "" = all went well */
};

static bool ask(struct client *c, const struct call *call, const char *method, const char *body)
{
    struct wire_answer answer;
    struct wire_call wire = {.method = method, .path = call->path, .headers = call->headers, .header_count = call->count,
                             .body = body, .length = strlen(body)};
    bool ok = wire_ask(&c->wire, &wire, &answer);
    if (!ok) {
        (void)snprintf(c->why, sizeof c->why, "%s: %s", call->path, c->wire.why);
    }
    return ok;
}

static bool act_inside(struct client *c, struct arena *arena, const struct bench_seat *seat, int dossier)
{
    struct op op;
    arena_reset(arena);
    op_init(&op, arena, "bench", LANG_VI);
    if (!bench_inside_accept(&op, c->inside, arena, seat, dossier)) {
        (void)snprintf(c->why, sizeof c->why, "%s", op.error.cause);
        return false;
    }
    return true;
}

static bool one(struct client *c, struct arena *arena, const struct bench_seat *seat, int dossier)
{
    struct call call;
    double start = bench_now();
    bool ok;
    if (c->inside != NULL) {
        ok = act_inside(c, arena, seat, dossier);
    } else if (c->warm) {
        make_look(&call, seat);
        ok = ask(c, &call, "GET", "");
    } else {
        make_accept(&call, seat, dossier);
        ok = ask(c, &call, "POST", BODY);
    }
    c->ms[c->count++] = bench_now() - start;
    return ok;
}

static void *client_loop(void *self)
{
    struct client *c = self;
    const struct bench_load *load = c->load;
    struct arena *arena = arena_open(INSIDE_ARENA);
    for (int i = load->from + 1; i <= load->from + c->acts && c->why[0] == '\0'; i++) {
        for (int w = c->first; w < load->worlds && one(c, arena, &load->seats[w], i); w += load->clients) {
            continue;
        }
    }
    arena_close(arena);
    return NULL;
}

static struct client *make_clients(const struct bench_load *load, struct bench_inside *inside, bool warm)
{
    struct client *all = calloc((size_t)load->clients, sizeof *all);
    must(all != NULL);
    for (int i = 0; i < load->clients; i++) {
        struct client *c = &all[i];
        *c = (struct client){.load = load, .inside = inside, .first = i, .warm = warm, .acts = warm ? 1 : load->acts};
        c->ms = calloc((size_t)load->worlds * (size_t)c->acts, sizeof *c->ms);
        must(c->ms != NULL);
        wire_open(&c->wire, load->port, load->keep, ANSWER_MAX);
    }
    return all;
}

static bool gather(struct op *op, const struct bench_load *load, struct client *all, struct bench_measured *out)
{
    for (int i = 0; i < load->clients; i++) {
        struct client *c = &all[i];
        for (size_t k = 0; out != NULL && k < c->count; k++) {
            bench_note(&out->latency, c->ms[k]);
        }
        if (c->why[0] != '\0') {
            (void)fail_broken(op, "%s", c->why);
        }
        free(c->ms);
        wire_close(&c->wire);
    }
    free(all);
    return !op_failed(op);
}

/* `out` NULL: nothing is measured. */
static bool run_clients(struct op *op, const struct bench_load *load, struct bench_inside *inside, bool warm, struct bench_measured *out)
{
    struct client *all = make_clients(load, inside, warm);
    pthread_t *threads = calloc((size_t)load->clients, sizeof *threads);
    must(threads != NULL);
    double cpu = bench_cpu_now(), start = bench_now();
    for (int i = 0; i < load->clients; i++) {
        must(pthread_create(&threads[i], NULL, client_loop, &all[i]) == 0);
    }
    for (int i = 0; i < load->clients; i++) {
        must(pthread_join(threads[i], NULL) == 0);
    }
    if (out != NULL) {
        out->seconds += (bench_now() - start) / 1e3;
        out->client_cpu += bench_cpu_now() - cpu;
    }
    free(threads);
    return gather(op, load, all, out);
}

bool bench_load_warm(struct op *op, const struct bench_load *load)
{
    return run_clients(op, load, NULL, true, NULL);
}

bool bench_load_run(struct op *op, const struct bench_load *load, struct bench_measured *out)
{
    return run_clients(op, load, NULL, false, out);
}

/* ---- without a socket ---- */

struct bench_inside {
    struct app app;
    struct guard *guard;
    struct router router;
};

struct bench_inside *bench_inside_open(struct ground *g)
{
    struct bench_inside *in = calloc(1, sizeof *in);
    must(in != NULL);
    in->app = (struct app){.ground = g, .version = THAO_VERSION};
    in->guard = guard_open(&(struct guard_options){.sessions = {app_find_session, g}});
    in->router = (struct router){routes, route_count, in->guard, NULL, &in->app, app_enter, app_leave};
    return in;
}

void bench_inside_close(struct bench_inside *in)
{
    if (in != NULL) {
        guard_close(in->guard);
        free(in);
    }
}

static long read_body(void *self, void *out, size_t n)
{
    (void)self;
    must(n >= sizeof BODY - 1);
    memcpy(out, BODY, sizeof BODY - 1);
    return (long)sizeof BODY - 1;
}

bool bench_inside_accept(struct op *op, struct bench_inside *in, struct arena *arena, const struct bench_seat *seat, int dossier)
{
    struct call call;
    struct exchange x;
    size_t len = 0;
    make_accept(&call, seat, dossier);
    put_header(&call, "Content-Length", "2");
    exchange_init(&x, arena);
    x.method = "POST";
    x.path = call.path;
    x.headers = call.headers;
    x.header_count = call.count;
    x.remote = "127.0.0.1";
    x.source.read = read_body;
    router_answer(&in->router, &x);
    (void)exchange_head(&x, false, &len);
    bool ok = x.status == 200 || fail_broken(op, "%s: status %d: %.300s", call.path, x.status, x.body.data);
    exchange_close(&x);
    return ok;
}

bool bench_inside_run(struct op *op, struct bench_inside *in, const struct bench_load *load, struct bench_measured *out)
{
    bool ok = run_clients(op, load, in, false, out);
    out->cpu += out->client_cpu;
    out->client_cpu = 0;
    return ok;
}
