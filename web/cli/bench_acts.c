/* In order: the office is staged and every row gets its trainees; one world's acts are recorded and the rows inside this process
 * are measured; then a server is started for each row over HTTP; at last the loops run in new worlds of the same store, with the
 * real times of the first row, and the worlds are compared. */
#include "cli/bench_acts.h"

#include "audit/audit.h"
#include "cli/bench_replay.h"
#include "cli/bench_server.h"
#include "world/golden_vfs.h"
#include "world/store.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PAGE_FRAME 4120 /* bytes of a frame in the log */
#define STEP_ARENA ((size_t)64 << 20)

struct run {
    struct op *op;
    struct bench_acts *out;
    const struct bench_acts_plan *plan;
    const char *data, *scenarios;
    const char *golden;
    struct bench_seat *seats[ACTS_ROWS]; /* of the rows that play as trainees */
    struct bench_seat recorder;
    struct bench_script *script;
    int64_t *real_at;
};

static const char *const names[ACTS_ROWS] = {"http", "http_kept", "http_crowd", "inside", "bare", "bare_act"};

const char *bench_acts_name(enum bench_acts_row row)
{
    return names[row];
}

double bench_acts_per_cpu(const struct bench_acts_line *line)
{
    return line->done && line->m.cpu > 0 ? (double)line->m.latency.count / line->m.cpu : 0;
}

double bench_acts_ratio(const struct bench_acts *b, enum bench_acts_row row)
{
    double bare = bench_acts_per_cpu(&b->lines[ACTS_BARE]);
    return bare > 0 ? bench_acts_per_cpu(&b->lines[row]) / bare : 0;
}

static bool wanted(const struct bench_acts_plan *plan, enum bench_acts_row row)
{
    if (row == ACTS_CROWD) {
        return plan->crowd > 0 && !plan->brief;
    }
    return !plan->brief || row == ACTS_HTTP || row == ACTS_BARE;
}

static struct bench_load load_of(const struct run *r, enum bench_acts_row row)
{
    return (struct bench_load){.keep = row == ACTS_KEPT, .clients = row == ACTS_CROWD ? r->plan->crowd : r->plan->threads,
                               .acts = r->plan->acts, .seats = r->seats[row], .worlds = r->plan->worlds};
}

/* ---- staging, recording, inside ---- */

static struct ground *open_ground(struct run *r)
{
    struct ground_options options = {.data = r->data, .scenarios = r->scenarios, .untested = true};
    return ground_open(r->op, &options);
}

static bool take_seats(struct run *r, struct ground *g)
{
    const char *code = bench_class(r->op, g);
    int number = 0;
    if (code == NULL || !bench_take_seat(r->op, g, code, ++number, &r->recorder)) {
        return false;
    }
    for (int row = 0; row < ACTS_BARE; row++) {
        if (!wanted(r->plan, (enum bench_acts_row)row)) {
            continue;
        }
        r->seats[row] = arena_array(r->op->arena, (size_t)r->plan->worlds, sizeof(struct bench_seat));
        for (int i = 0; i < r->plan->worlds; i++) {
            if (!bench_take_seat(r->op, g, code, ++number, &r->seats[row][i])) {
                return false;
            }
        }
    }
    return true;
}

/* The world stays open between two requests, so the trace stays on its connection. */
static bool record(struct run *r, struct ground *g, struct bench_inside *in)
{
    struct world *w = world_get(r->op, ground_worlds(g), r->recorder.world);
    if (w == NULL) {
        return false;
    }
    struct db *db = world_db(w);
    r->script = bench_script_new(r->op, r->plan->acts);
    bench_script_listen(r->script, db);
    world_put(w);
    struct arena *arena = arena_open(STEP_ARENA);
    bool ok = true;
    for (int i = 1; ok && i <= r->plan->acts; i++) {
        arena_reset(arena);
        bench_script_next_act(r->script);
        ok = bench_inside_accept(r->op, in, arena, &r->recorder, i);
    }
    arena_close(arena);
    return bench_script_end(r->op, r->script, db) && ok;
}

static bool measure_inside(struct run *r, struct bench_inside *in)
{
    struct bench_load load = load_of(r, ACTS_INSIDE);
    struct bench_acts_line *line = &r->out->lines[ACTS_INSIDE];
    if (!wanted(r->plan, ACTS_INSIDE)) {
        return true;
    }
    *line = (struct bench_acts_line){.done = true, .clients = load.clients};
    return bench_inside_run(r->op, in, &load, &line->m);
}

static bool stage(struct run *r)
{
    struct ground *g = open_ground(r);
    if (g == NULL) {
        return false;
    }
    struct bench_inside *in = bench_inside_open(g);
    bool ok = take_seats(r, g) && record(r, g, in) && measure_inside(r, in);
    const struct shelf_item *item = shelf_find(ground_shelf(g), BENCH_EXERCISE);
    if (ok) {
        r->golden = arena_strdup(r->op->arena, item->golden);
        r->out->checks = bench_checks_of(item->exercise);
        r->out->statements = bench_script_statements(r->script, false);
        r->out->statements_inside = bench_script_statements(r->script, true);
    }
    bench_inside_close(in);
    ground_close(g);
    return ok;
}

/* ---- over HTTP ---- */

static bool measure_http(struct run *r, enum bench_acts_row row)
{
    struct bench_server server;
    struct bench_load load = load_of(r, row);
    struct bench_acts_line *line = &r->out->lines[row];
    struct bench_server_options options = {.program = r->plan->program, .data = r->data, .scenarios = r->scenarios,
                                           .log = arena_printf(r->op->arena, "%s/serve.log", r->plan->folder),
                                           .threads = row == ACTS_CROWD ? r->plan->crowd : r->plan->threads,
                                           .behind_proxy = load.keep};
    if (!wanted(r->plan, row)) {
        return true;
    }
    sync(); /* what was written before is not to be measured */
    bool ok = bench_server_start(r->op, &options, &server);
    load.port = server.port;
    ok = ok && bench_load_warm(r->op, &load);
    double cpu = bench_server_cpu(&server);
    ok = ok && bench_load_run(r->op, &load, &line->m);
    line->m.cpu = bench_server_cpu(&server) - cpu;
    line->done = ok;
    line->clients = load.clients;
    line->threads = options.threads;
    struct op own; /* a failure that came first is the one to tell */
    op_init(&own, r->op->arena, r->op->id, r->op->lang);
    bool ended = bench_server_stop(&own, &server);
    return ok && (ended || fail_broken(r->op, "%s", own.error.cause));
}

static bool count_verdicts(struct run *r)
{
    struct ground *g = open_ground(r);
    bool ok = g != NULL && bench_count_verdicts(r->op, g, r->seats[ACTS_HTTP], r->plan->worlds, &r->out->verdicts);
    ground_close(g);
    return ok;
}

/* ---- the loops ---- */

static bool read_real_times(struct run *r, struct world_store *store)
{
    size_t acts = (size_t)r->plan->acts;
    r->real_at = arena_array(r->op->arena, (size_t)r->plan->worlds * acts, sizeof *r->real_at);
    for (int i = 0; i < r->plan->worlds; i++) {
        struct act_row *rows = NULL;
        size_t count = 0;
        struct world *w = world_get(r->op, store, r->seats[ACTS_HTTP][i].world);
        bool ok = w != NULL && audit_acts(r->op, world_db(w), world_act(w) - r->plan->acts, acts, &rows, &count);
        world_put(w);
        if (!ok || count != acts) {
            return op_failed(r->op) ? false : fail_broken(r->op, "a world of the first row lacks acts");
        }
        for (size_t k = 0; k < acts; k++) {
            r->real_at[(size_t)i * acts + k] = rows[k].real_at.ms;
        }
    }
    return true;
}

static bool compare(struct run *r, struct world_store *store, const char *prefix)
{
    for (int i = 0; i < r->plan->worlds; i++) {
        struct digest a, b;
        if (!world_digest(r->op, store, r->seats[ACTS_HTTP][i].world, &a, NULL) ||
            !world_digest(r->op, store, arena_printf(r->op->arena, "%s-%d", prefix, i), &b, NULL)) {
            return false;
        }
        if (!digest_equal(&a, &b)) {
            return fail_broken(r->op, "world %d: the loop %s left another office behind", i, prefix);
        }
        r->out->digests++;
    }
    return true;
}

static bool measure_size(struct run *r, struct world_store *store, const char *prefix)
{
    struct world_size size = {0};
    struct world *w = world_get(r->op, store, arena_printf(r->op->arena, "%s-0", prefix));
    bool ok = w != NULL && world_measure(r->op, w, &size);
    world_put(w);
    r->out->frames = (double)size.frames / r->plan->acts;
    r->out->bytes = r->out->frames * PAGE_FRAME;
    return ok;
}

static bool measure_bare(struct run *r, struct world_store *store, enum bench_acts_row row)
{
    struct bench_acts_line *line = &r->out->lines[row];
    struct bench_replay replay = {.script = r->script, .store = store, .prefix = row == ACTS_BARE ? "bare" : "bare-act",
                                  .worlds = r->plan->worlds, .threads = r->plan->threads, .real_at = r->real_at,
                                  .inside_only = row == ACTS_BARE_ACT};
    if (!wanted(r->plan, row)) {
        return true;
    }
    if (!bench_replay_create(r->op, &replay, r->golden)) {
        return false;
    }
    sync();
    *line = (struct bench_acts_line){.done = true, .clients = r->plan->threads};
    return bench_replay_run(r->op, &replay, &line->m) && compare(r, store, replay.prefix) &&
           measure_size(r, store, replay.prefix);
}

static bool measure_loops(struct run *r)
{
    struct world_store *store = world_store_open(r->op, r->data, NULL);
    bool ok = store != NULL && read_real_times(r, store) && measure_bare(r, store, ACTS_BARE) &&
              measure_bare(r, store, ACTS_BARE_ACT);
    if (ok && world_store_figures(store).folded > 0) {
        ok = fail_broken(r->op, "a log was squashed while it was measured: too many acts");
    }
    world_store_close(store);
    return ok;
}

bool bench_acts_run(struct op *op, const struct bench_acts_plan *plan, struct bench_acts *out)
{
    struct run r = {.op = op, .out = out, .plan = plan};
    *out = (struct bench_acts){.plan = *plan};
    r.data = arena_printf(op->arena, "%s/data", plan->folder);
    r.scenarios = arena_printf(op->arena, "%s/scenarios", plan->folder);
    return golden_vfs_start(op) && bench_write_exercise(op, plan->folder, plan->shipped, plan->acts) && stage(&r) &&
           measure_http(&r, ACTS_HTTP) && measure_http(&r, ACTS_KEPT) && measure_http(&r, ACTS_CROWD) && count_verdicts(&r) &&
           measure_loops(&r);
}
