/* In order: the office is staged and every row gets its trainees; one world's acts are recorded and the row inside this process is
 * measured; then a server is started for each row over HTTP. The bare loop that goes by turns with a row has a store of its own
 * beside the server's (in this process: the same one), over the same golden file. At last the loops run with the real times of the
 * first row in the server's store, and the worlds are compared. */
#include "cli/bench_acts.h"

#include "audit/audit.h"
#include "cli/bench_node.h"
#include "cli/bench_replay.h"
#include "cli/bench_server.h"
#include "world/golden_vfs.h"
#include "world/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE_FRAME 4120 /* bytes of a frame in the log */
#define STEP_ARENA ((size_t)64 << 20)
#define ROUND_ACTS_MIN 4 /* acts of a world in a round */

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

static const char *const names[ACTS_ROWS] = {"http", "http_kept", "http_crowd", "inside", "bare", "bare_act", "node", "node_commit"};

const char *bench_acts_name(enum bench_acts_row row)
{
    return names[row];
}

double bench_acts_per_cpu(const struct bench_acts_line *line)
{
    return line->done && line->m.cpu > 0 ? (double)line->m.latency.count / line->m.cpu : 0;
}

double bench_acts_ratio(const struct bench_acts_line *line)
{
    int n = line->rounds;
    return n == 0 ? 0 : (line->ratio[(n - 1) / 2] + line->ratio[n / 2]) / 2;
}

double bench_acts_times(const struct bench_acts *b, enum bench_acts_row row)
{
    const struct bench_measured *ours = &b->lines[ACTS_CROWD].m, *theirs = &b->lines[row].m;
    bool both = b->lines[ACTS_CROWD].done && b->lines[row].done;
    return both ? (double)ours->latency.count / ours->seconds * theirs->seconds / (double)theirs->latency.count : 0;
}

double bench_acts_times_cpu(const struct bench_acts *b, enum bench_acts_row row)
{
    double theirs = bench_acts_ratio(&b->lines[row]);
    return theirs > 0 ? bench_acts_ratio(&b->lines[ACTS_CROWD]) / theirs : 0;
}

static bool wanted(const struct bench_acts_plan *plan, enum bench_acts_row row)
{
    if (row == ACTS_CROWD) {
        return plan->crowd > 0 && !plan->brief;
    }
    if (row == ACTS_NODE || row == ACTS_NODE_COMMIT) {
        return plan->node != NULL && plan->crowd > 0 && !plan->brief;
    }
    return !plan->brief || row == ACTS_HTTP || row == ACTS_BARE;
}

/* ---- a row and the bare loop, by turns ---- */

/* What a row does its acts with. */
struct side {
    struct bench_load load;
    struct bench_server *server; /* over HTTP */
    struct bench_inside *inside; /* without sockets */
    struct bench_loop *loop;     /* a loop itself */
};

static bool run_side(struct run *r, struct side *s, struct bench_measured *m)
{
    if (s->loop != NULL) {
        return bench_loop_run(r->op, s->loop, s->load.from, s->load.acts, m);
    }
    if (s->inside != NULL) {
        return bench_inside_run(r->op, s->inside, &s->load, m);
    }
    double cpu = bench_server_cpu(s->server);
    bool ok = bench_load_run(r->op, &s->load, m);
    m->cpu += bench_server_cpu(s->server) - cpu;
    return ok;
}

static bool run_round(struct run *r, struct side *side, struct bench_loop *bare, struct bench_acts_line *line)
{
    struct bench_measured *m = &line->m, *b = &r->out->lines[ACTS_BARE].m;
    double before = m->cpu, bare_before = b->cpu;
    if (!run_side(r, side, m) || !bench_loop_run(r->op, bare, side->load.from, side->load.acts, b)) {
        return false;
    }
    double used = m->cpu - before;
    line->ratio[line->rounds++] = used > 0 ? (b->cpu - bare_before) / used : 0;
    return true;
}

static int compare_ratio(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool by_turns(struct run *r, enum bench_acts_row row, struct world_store *store, struct side *side)
{
    struct bench_acts_line *line = &r->out->lines[row];
    struct bench_replay replay = {.script = r->script, .store = store, .worlds = r->plan->worlds, .threads = r->plan->threads,
                                  .prefix = arena_printf(r->op->arena, "beside-%s", names[row])};
    int acts = r->plan->acts;
    int rounds = acts / ROUND_ACTS_MIN < BENCH_ROUNDS_MAX ? acts / ROUND_ACTS_MIN : BENCH_ROUNDS_MAX;
    struct bench_loop *bare = bench_loop_open(r->op, &replay, r->golden);
    bool ok = bare != NULL;
    bench_measured_open(r->op, &line->m, (size_t)r->plan->worlds * (size_t)acts);
    sync(); /* what was written before is not to be measured */
    for (int k = 0; ok && k < rounds; k++) {
        side->load.from = acts * k / rounds;
        side->load.acts = acts * (k + 1) / rounds - side->load.from;
        ok = run_round(r, side, bare, line);
    }
    bench_loop_close(bare);
    qsort(line->ratio, (size_t)line->rounds, sizeof *line->ratio, compare_ratio);
    line->clients = side->load.clients;
    line->done = ok;
    return ok;
}

static struct bench_load load_of(const struct run *r, enum bench_acts_row row)
{
    bool is_crowd = row == ACTS_CROWD || row == ACTS_NODE || row == ACTS_NODE_COMMIT;
    return (struct bench_load){.keep = row == ACTS_KEPT || is_crowd, .clients = is_crowd ? r->plan->crowd : r->plan->threads,
                               .seats = r->seats[row], .worlds = r->plan->worlds};
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

static bool measure_inside(struct run *r, struct ground *g, struct bench_inside *in)
{
    struct side side = {.load = load_of(r, ACTS_INSIDE), .inside = in};
    return !wanted(r->plan, ACTS_INSIDE) || by_turns(r, ACTS_INSIDE, ground_worlds(g), &side);
}

static bool stage(struct run *r)
{
    struct ground *g = open_ground(r);
    if (g == NULL) {
        return false;
    }
    struct bench_inside *in = bench_inside_open(g);
    bool ok = take_seats(r, g) && record(r, g, in);
    if (ok) {
        const struct shelf_item *item = shelf_find(ground_shelf(g), BENCH_EXERCISE);
        r->golden = arena_strdup(r->op->arena, item->golden);
        r->out->checks = bench_checks_of(item->exercise);
        r->out->statements = bench_script_statements(r->script, false);
        r->out->statements_inside = bench_script_statements(r->script, true);
        ok = measure_inside(r, g, in);
    }
    bench_inside_close(in);
    ground_close(g);
    return ok;
}

/* ---- over HTTP ---- */

static bool measure_served(struct run *r, enum bench_acts_row row, struct world_store *loops)
{
    struct bench_server server;
    struct side side = {.load = load_of(r, row), .server = &server};
    struct bench_server_options options = {.program = r->plan->program, .data = r->data, .scenarios = r->scenarios,
                                           .log = arena_printf(r->op->arena, "%s/serve.log", r->plan->folder),
                                           .threads = side.load.clients, .behind_proxy = side.load.keep};
    if (!wanted(r->plan, row)) {
        return true;
    }
    bool ok = bench_server_start(r->op, &options, &server);
    side.load.port = server.port;
    ok = ok && bench_load_warm(r->op, &side.load) && by_turns(r, row, loops, &side);
    r->out->lines[row].threads = options.threads;
    struct op own; /* a failure that came first is the one to tell */
    op_init(&own, r->op->arena, r->op->id, r->op->lang);
    bool ended = bench_server_stop(&own, &server);
    return ok && (ended || fail_broken(r->op, "%s", own.error.cause));
}

static bool measure_act_only(struct run *r, struct world_store *loops)
{
    struct bench_replay replay = {.script = r->script, .store = loops, .prefix = names[ACTS_BARE_ACT], .worlds = r->plan->worlds,
                                  .threads = r->plan->threads, .inside_only = true};
    struct side side = {.load = load_of(r, ACTS_BARE_ACT)};
    if (!wanted(r->plan, ACTS_BARE_ACT)) {
        return true;
    }
    side.loop = bench_loop_open(r->op, &replay, r->golden);
    bool ok = side.loop != NULL && by_turns(r, ACTS_BARE_ACT, loops, &side);
    bench_loop_close(side.loop);
    return ok;
}

/* Offices of the service are numbered and know no sessions. */
static struct bench_seat *numbered_seats(struct run *r)
{
    struct bench_seat *seats = arena_array(r->op->arena, (size_t)r->plan->worlds, sizeof *seats);
    for (int i = 0; i < r->plan->worlds; i++) {
        (void)snprintf(seats[i].world, sizeof seats[i].world, "%d", i);
    }
    return seats;
}

static bool measure_node(struct run *r, enum bench_acts_row row, struct world_store *loops)
{
    struct bench_server server;
    struct bench_node_options options = {.installed = r->plan->node, .work = arena_printf(r->op->arena, "%s/node", r->plan->folder),
                                         .golden = arena_printf(r->op->arena, "%s/golden/%s.db", r->data, r->golden),
                                         .log = arena_printf(r->op->arena, "%s/node.log", r->plan->folder), .script = r->script,
                                         .worlds = r->plan->worlds, .every_commit = row == ACTS_NODE_COMMIT};
    if (!wanted(r->plan, row)) {
        return true;
    }
    r->seats[row] = numbered_seats(r);
    struct side side = {.load = load_of(r, row), .server = &server};
    bool ok = bench_node_start(r->op, &options, &server);
    side.load.port = server.port;
    ok = ok && bench_load_warm(r->op, &side.load) && by_turns(r, row, loops, &side);
    r->out->lines[row].threads = 1;
    struct op own;
    op_init(&own, r->op->arena, r->op->id, r->op->lang);
    bool ended = bench_server_stop(&own, &server);
    return ok && (ended || fail_broken(r->op, "%s", own.error.cause));
}

static bool not_squashed(struct op *op, struct world_store *store)
{
    return world_store_figures(store).folded == 0 || fail_broken(op, "a log was squashed while it was measured: too many acts");
}

/* A store beside the server's, over the same golden files. */
static struct world_store *open_loops(struct run *r)
{
    const char *folder = arena_printf(r->op->arena, "%s/loops", r->plan->folder);
    const char *golden = arena_printf(r->op->arena, "%s/golden", folder);
    if (mkdir(folder, 0750) != 0 || symlink("../data/golden", golden) != 0) {
        (void)fail_broken(r->op, "making %s: %s", folder, strerror(errno));
        return NULL;
    }
    return world_store_open(r->op, folder, NULL);
}

static bool measure_rows(struct run *r)
{
    struct world_store *loops = open_loops(r);
    bool ok = loops != NULL && measure_served(r, ACTS_HTTP, loops) && measure_served(r, ACTS_KEPT, loops) &&
              measure_served(r, ACTS_CROWD, loops) && measure_act_only(r, loops) &&
              measure_node(r, ACTS_NODE, loops) && measure_node(r, ACTS_NODE_COMMIT, loops) && not_squashed(r->op, loops);
    r->out->lines[ACTS_BARE].done = ok;
    r->out->lines[ACTS_BARE].clients = r->plan->threads;
    world_store_close(loops);
    return ok;
}

static bool count_verdicts(struct run *r)
{
    struct ground *g = open_ground(r);
    bool ok = g != NULL && bench_count_verdicts(r->op, g, r->seats[ACTS_HTTP], r->plan->worlds, &r->out->verdicts);
    ground_close(g);
    return ok;
}

/* ---- what the loops leave behind ---- */

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

static bool repeat(struct run *r, struct world_store *store, enum bench_acts_row row)
{
    struct bench_measured unused;
    struct bench_replay replay = {.script = r->script, .store = store, .prefix = names[row], .worlds = r->plan->worlds,
                                  .threads = r->plan->threads, .real_at = r->real_at, .inside_only = row == ACTS_BARE_ACT};
    if (!wanted(r->plan, row)) {
        return true;
    }
    bench_measured_open(r->op, &unused, (size_t)r->plan->worlds * (size_t)r->plan->acts);
    struct bench_loop *loop = bench_loop_open(r->op, &replay, r->golden);
    bool ok = loop != NULL && bench_loop_run(r->op, loop, 0, r->plan->acts, &unused);
    bench_loop_close(loop);
    return ok && compare(r, store, names[row]) && measure_size(r, store, names[row]);
}

static bool verify(struct run *r)
{
    struct world_store *store = world_store_open(r->op, r->data, NULL);
    bool ok = store != NULL && read_real_times(r, store) && repeat(r, store, ACTS_BARE) && repeat(r, store, ACTS_BARE_ACT) &&
              not_squashed(r->op, store);
    world_store_close(store);
    return ok;
}

bool bench_acts_run(struct op *op, const struct bench_acts_plan *plan, struct bench_acts *out)
{
    struct run r = {.op = op, .out = out, .plan = plan};
    *out = (struct bench_acts){.plan = *plan};
    bench_measured_open(op, &out->lines[ACTS_BARE].m, (size_t)ACTS_ROWS * (size_t)plan->worlds * (size_t)plan->acts);
    r.data = arena_printf(op->arena, "%s/data", plan->folder);
    r.scenarios = arena_printf(op->arena, "%s/scenarios", plan->folder);
    return golden_vfs_start(op) && bench_write_exercise(op, plan->folder, plan->shipped, &(struct bench_exercise){plan->acts, "online"}) && stage(&r) &&
           measure_rows(&r) && count_verdicts(&r) && verify(&r);
}
