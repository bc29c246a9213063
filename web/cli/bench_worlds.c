/* One store per run, one golden file in it. All worlds are created first, then closed and opened again (that is the 500 open at
 * once), then each does some acts. The first world does many more, over several squashes, and is the one that is rewound;
 * some of its states are remembered by digest before and compared after. */
#include "cli/bench_worlds.h"

#include "base/digest.h"
#include "audit/audit.h"
#include "bench_sql.h"
#include "core_sql.h"
#include "office/office.h"
#include "world/store.h"
#include "world_sql.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGES_PER_MB 1010      /* rows of bench_page */
#define ACTS_EACH 8            /* of every world */
#define ACTS_LONG 600          /* of the world that is rewound */
#define RECENT 150
#define REWINDS 60
#define DIGESTS 3
#define HOT_PAGES 400          /* rows of bench_page that acts come back to, as an office does to its open dossiers */
#define CREATES_MIN 20

/* ---- the run ---- */

struct run {
    struct bench_worlds *out;
    const char *folder;
    struct world_store *store;
    const char *golden;
    const char *golden_path;
    int pages;
    uint32_t seed;
    struct op op; /* of one measured step, over an arena that is emptied after it */
    struct op *outer;
};

static uint32_t chance(struct run *r, uint32_t below)
{
    r->seed ^= r->seed << 13;
    r->seed ^= r->seed >> 17;
    r->seed ^= r->seed << 5;
    return r->seed % below;
}

static void *open_office(void *self, struct op *op, struct world *w, struct db *db)
{
    (void)self, (void)op, (void)w;
    return office_open(db, ports_system());
}
static void close_office(void *self, void *tenant)
{
    (void)self;
    office_close(tenant);
}

static const char *world_name(struct run *r, int i)
{
    return arena_printf(r->op.arena, "bench-%d", i);
}

/* Begins a measured step with an empty arena. */
static void begin_step(struct run *r)
{
    arena_reset(r->op.arena);
    op_init(&r->op, r->op.arena, "bench", r->outer->lang);
}

/* Hands a failure of a step to the caller's operation. */
static bool give_up(struct run *r)
{
    const struct error *e = &r->op.error;
    return fail_broken(r->outer, "bench: %s: %s", e->key == NULL ? "failed" : e->key, e->cause == NULL ? "-" : e->cause);
}

static bool first_query(struct run *r, struct db *db)
{
    struct stmt *s = db_use(&r->op, db, &sql_bench_page_get);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", 1 + (int64_t)chance(r, (uint32_t)r->pages));
    bool found = stmt_row(s) && col_text(s, "body") != NULL;
    return stmt_done(s) && found;
}

static bool visit(struct run *r, int world)
{
    struct world *w = world_get(&r->op, r->store, world_name(r, world));
    bool ok = w != NULL && first_query(r, world_db(w));
    world_put(w);
    return ok;
}

static bool change_rows(struct run *r, struct office *office)
{
    struct db *db = office_db(office);
    for (int i = 0; i < 4; i++) { /* three rows in work, one anywhere */
        struct stmt *s = db_use(&r->op, db, &sql_bench_page_touch);
        if (s == NULL) {
            return false;
        }
        bind_int(s, "id", 1 + (int64_t)chance(r, (uint32_t)(i < 3 ? HOT_PAGES : r->pages)));
        if (!stmt_run(s, NULL)) {
            return false;
        }
    }
    struct stmt *s = db_use(&r->op, db, &sql_bench_line_add);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "page", 1 + (int64_t)chance(r, (uint32_t)r->pages));
    bind_text(s, "text", "một dòng của thao tác đo");
    return stmt_run(s, NULL) && audit_note(&r->op, office, "bench.stepped", 0, "{\"rows\":5}");
}

/* One act in a world that is held. */
static bool act(struct run *r, struct world *w)
{
    static const struct actor actor = {.account = "bench", .name = "bench", .role = "specialist", .org = "H37"};
    struct office *office = world_tenant(w);
    office_lock(office);
    bool ok = office_begin_act(&r->op, office, &(struct act_head){.name = "bench.step", .actor = &actor}) &&
              change_rows(r, office) && office_commit(&r->op, office);
    office_end(office);
    office_unlock(office);
    return ok && world_committed(&r->op, w, r->op.now);
}

/* ---- building ---- */

static bool fill(struct op *op, struct db *db, int pages)
{
    struct stmt *s = db_use(op, db, &sql_bench_fill);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "first", 1);
    bind_int(s, "last", pages);
    return stmt_run(s, NULL);
}

static bool build_golden(struct op *op, struct run *r)
{
    const char *path = arena_printf(op->arena, "%s/new.db", r->folder);
    int64_t tables = 0;
    struct db *db = db_open(op, path, &(struct db_options){.mode = DB_BUILD, .cache_kib = 4096});
    bool ok = db != NULL && migrate(op, db, &core_schema) && migrate(op, db, &world_schema) &&
              migrate(op, db, &bench_schema) && fill(op, db, r->pages) && db_one_int(op, db, &sql_bench_tables, &tables);
    db_close(db);
    r->out->tables = (int)tables;
    r->golden = ok ? world_store_add_golden(op, r->store, path) : NULL;
    if (r->golden != NULL) {
        r->golden_path = arena_printf(op->arena, "%s/golden/%s.db", r->folder, r->golden);
    }
    return r->golden != NULL;
}

/* ---- measuring ---- */

static bool measure_create(struct run *r)
{
    int count = r->out->worlds > CREATES_MIN ? r->out->worlds : CREATES_MIN;
    for (int i = 0; i < count; i++) {
        begin_step(r);
        const char *name = world_name(r, i);
        double start = bench_now();
        bool ok = world_create(&r->op, r->store, name, r->golden);
        double made = bench_now();
        struct world *w = ok ? world_get(&r->op, r->store, name) : NULL;
        double entered = bench_now();
        ok = w != NULL && first_query(r, world_db(w));
        world_put(w);
        double end = bench_now();
        bench_note(&r->out->create, end - start);
        bench_note(&r->out->making, made - start);
        bench_note(&r->out->entering, entered - made);
        bench_note(&r->out->asking, end - entered);
        if (ok && i >= r->out->worlds) {
            ok = world_delete(&r->op, r->store, name); /* only made to have enough values */
        }
        if (!ok) {
            return give_up(r);
        }
    }
    return true;
}

static double heap_kib(void)
{
    return (double)mallinfo2().uordblks / 1024;
}

static double resident_mib(void)
{
    long pages = 0, resident = 0;
    FILE *f = fopen("/proc/self/statm", "re");
    if (f != NULL) {
        if (fscanf(f, "%ld %ld", &pages, &resident) != 2) {
            resident = 0;
        }
        (void)fclose(f);
    }
    return (double)resident * (double)sysconf(_SC_PAGESIZE) / 1048576;
}

static bool measure_open(struct run *r)
{
    for (int i = 0; i < r->out->worlds; i++) {
        begin_step(r);
        if (!world_rest(&r->op, r->store, world_name(r, i))) {
            return give_up(r);
        }
    }
    double heap = heap_kib(), start = bench_now();
    for (int i = 0; i < r->out->worlds; i++) {
        begin_step(r);
        double t = bench_now();
        if (!visit(r, i)) {
            return give_up(r);
        }
        bench_note(&r->out->open, bench_now() - t);
    }
    r->out->open_all_ms = bench_now() - start;
    for (int i = 0; i < r->out->worlds * ACTS_EACH; i++) {
        begin_step(r);
        struct world *w = world_get(&r->op, r->store, world_name(r, i % r->out->worlds));
        double t = bench_now();
        bool ok = w != NULL && act(r, w);
        bench_note(&r->out->step, bench_now() - t);
        world_put(w);
        if (!ok) {
            return give_up(r);
        }
    }
    begin_step(r);
    r->out->kib_per_world = (heap_kib() - heap) / r->out->worlds;
    r->out->rss_mib = resident_mib();
    return true;
}

static bool measure_reset(struct run *r)
{
    for (int i = 0; i < REWINDS; i++) {
        begin_step(r);
        struct world *w = world_get(&r->op, r->store, world_name(r, (i * 7 + 1) % r->out->worlds));
        if (w == NULL || !act(r, w)) {
            world_put(w);
            return give_up(r);
        }
        double t = bench_now();
        bool ok = world_reset(&r->op, w) && first_query(r, world_db(w));
        bench_note(&r->out->reset, bench_now() - t);
        world_put(w);
        if (!ok) {
            return give_up(r);
        }
    }
    return true;
}

struct remembered {
    int64_t act;
    struct digest digest;
};

static bool take_digest(struct run *r, struct digest *out)
{
    begin_step(r);
    return world_digest(&r->op, r->store, world_name(r, 0), out, NULL) || give_up(r);
}

/* The long run of acts; remembers the states after some of them. */
static bool grow(struct run *r, struct remembered *marks)
{
    struct world_size size = {0};
    int taken = 0;
    double frames = 0;
    for (int i = 1; i <= ACTS_LONG; i++) {
        begin_step(r);
        struct world *w = world_get(&r->op, r->store, world_name(r, 0));
        bool ok = w != NULL && world_measure(&r->op, w, &size);
        uint32_t before = size.frames;
        ok = ok && act(r, w) && world_measure(&r->op, w, &size);
        frames += size.frames > before ? size.frames - before : 0;
        int64_t number = ok ? world_act(w) : 0;
        world_put(w);
        if (!ok) {
            return give_up(r);
        }
        if (i == 20 || i == ACTS_LONG - RECENT + 5 || i == ACTS_LONG - 3) {
            marks[taken].act = number;
            if (!take_digest(r, &marks[taken++].digest)) {
                return false;
            }
        }
        r->out->acts = (int)number;
    }
    r->out->frames_per_act = frames / ACTS_LONG;
    return taken == DIGESTS;
}

/* Rewinds to `to`, times it if there is a series, and goes back to the end. */
static bool rewind_once(struct run *r, int64_t to, struct bench_series *series, const struct digest *expected)
{
    begin_step(r);
    struct world *w = world_get(&r->op, r->store, world_name(r, 0));
    double t = bench_now();
    bool ok = w != NULL && world_rewind(&r->op, w, to) && first_query(r, world_db(w));
    if (series != NULL) {
        bench_note(series, bench_now() - t);
    }
    world_put(w);
    if (!ok) {
        return give_up(r);
    }
    if (expected != NULL) {
        struct digest d;
        if (!take_digest(r, &d)) {
            return false;
        }
        if (!digest_equal(&d, expected)) {
            return fail_broken(r->outer, "bench: the state after act %lld came back changed", (long long)to);
        }
        r->out->digests++;
    }
    begin_step(r);
    w = world_get(&r->op, r->store, world_name(r, 0));
    ok = w != NULL && world_undo_rewind(&r->op, w);
    world_put(w);
    return ok || give_up(r);
}

static bool measure_rewind(struct run *r)
{
    struct remembered marks[DIGESTS];
    if (!grow(r, marks)) {
        return op_failed(r->outer) ? false : give_up(r);
    }
    int64_t last = r->out->acts;
    for (int i = 0; i < REWINDS; i++) {
        int64_t any = 1 + (int64_t)chance(r, (uint32_t)last);
        if (!rewind_once(r, last - 1 - (int64_t)chance(r, RECENT - 1), &r->out->rewind_recent, NULL) ||
            !rewind_once(r, any, &r->out->rewind_any, NULL)) {
            return false;
        }
    }
    for (int i = 0; i < DIGESTS; i++) {
        if (!rewind_once(r, marks[i].act, NULL, &marks[i].digest)) {
            return false;
        }
    }
    return true;
}

/* ---- the same by copying the file ---- */

static bool copy_file(const char *from, const char *to)
{
    static const size_t chunk = (size_t)1 << 20;
    char *buffer = malloc(chunk);
    must(buffer != NULL);
    int in = open(from, O_RDONLY | O_CLOEXEC), out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool ok = in >= 0 && out >= 0;
    for (ssize_t n = 1; ok && n > 0;) {
        n = read(in, buffer, chunk);
        ok = n >= 0 && write(out, buffer, (size_t)n) == n;
    }
    if (in >= 0) {
        close(in);
    }
    if (out >= 0) {
        close(out);
    }
    free(buffer);
    return ok;
}

static bool measure_copy(struct run *r)
{
    int rounds = r->out->golden_mb >= 50 ? 10 : 30;
    for (int i = 0; i < rounds; i++) {
        begin_step(r);
        const char *path = arena_printf(r->op.arena, "%s/copy.db", r->folder);
        double t = bench_now();
        bool copied = copy_file(r->golden_path, path);
        struct db *db = copied ? db_open(&r->op, path, &(struct db_options){.mode = DB_BUILD}) : NULL;
        bool ok = db != NULL && first_query(r, db);
        bench_note(&r->out->file_copy, bench_now() - t);
        db_close(db);
        (void)unlink(path);
        if (!ok) {
            return give_up(r);
        }
    }
    return true;
}

/* ---- putting it together ---- */

static void open_series(struct op *op, struct bench_worlds *out)
{
    size_t worlds = (size_t)(out->worlds > CREATES_MIN ? out->worlds : CREATES_MIN);
    bench_series_open(op, &out->create, worlds);
    bench_series_open(op, &out->making, worlds);
    bench_series_open(op, &out->entering, worlds);
    bench_series_open(op, &out->asking, worlds);
    bench_series_open(op, &out->open, worlds);
    bench_series_open(op, &out->step, worlds * ACTS_EACH);
    bench_series_open(op, &out->reset, REWINDS);
    bench_series_open(op, &out->rewind_recent, REWINDS);
    bench_series_open(op, &out->rewind_any, REWINDS);
    bench_series_open(op, &out->file_copy, REWINDS);
}

bool bench_worlds_run(struct op *op, const char *folder, bool only_create, struct bench_worlds *out)
{
    struct run r = {.out = out, .folder = folder, .pages = out->golden_mb * PAGES_PER_MB, .seed = 20261121, .outer = op};
    struct arena *arena = arena_open((size_t)256 << 20);
    open_series(op, out);
    op_init(&r.op, arena, "bench", op->lang);
    if (mkdir(folder, 0700) != 0 && errno != EEXIST) {
        (void)fail_broken(op, "making %s: %s", folder, strerror(errno));
    } else {
        r.store = world_store_open(
            op, folder, &(struct world_store_options){.open_max = out->worlds + 8, .tenancy = {open_office, close_office, NULL}});
    }
    bool ok = r.store != NULL && build_golden(op, &r);
    sync(); /* what building left to the kernel is not to be measured */
    ok = ok && measure_create(&r) &&
         (only_create || (measure_open(&r) && measure_reset(&r) && measure_rewind(&r) && measure_copy(&r)));
    world_store_close(r.store);
    bench_remove_folder(op, folder);
    arena_close(arena);
    return ok;
}
