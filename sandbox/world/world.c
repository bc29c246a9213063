/* The life of a connection. Opening: the side-car and the log are brought in step first (savepoint.c), then SQLite opens the
 * log and verifies all of it; if SQLite stands at another act than we do, the log is damaged somewhere before its end, which
 * SQLite would pass over in silence and then overwrite. Committing: the hook tells how many frames the log has; the frames
 * behind the last acknowledged ones are read back for the act's number and checksum. Failing: the connection is closed before
 * the log is cut, never the other way round. */
#include "world/world.h"

#include "world/durable.h"
#include "world/golden_vfs.h"
#include "world/wal_format.h"
#include "world/world_inside.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- looking ---- */

const char *world_id(const struct world *w)
{
    return w->id;
}
struct db *world_db(const struct world *w)
{
    return w->db;
}
void *world_tenant(const struct world *w)
{
    return w->tenant;
}
int64_t world_generation(const struct world *w)
{
    return w->generation;
}
int64_t world_act(const struct world *w)
{
    return w->acked.end.act;
}
void world_set_clock(struct instant now)
{
    golden_vfs_set_clock(now);
}

struct segment_files world_segment_files(struct op *op, const struct world *w, const struct generation *g, size_t segment)
{
    return (struct segment_files){.wal = segment_path(op, w->folder, g->number, segment, ".gwal"),
                                  .index = segment_path(op, w->folder, g->number, segment, ".gidx"),
                                  .base = g->segments[segment].base};
}

/* ---- scratch ---- */

#define SCRATCH_MAX ((size_t)256 << 20)

struct op world_scratch(const struct op *op)
{
    return (struct op){.arena = arena_open(SCRATCH_MAX), .id = op->id, .lang = op->lang, .now = op->now};
}

bool world_scratch_end(struct op *op, struct op *scratch, bool ok)
{
    if (op_failed(scratch) && !op_failed(op)) {
        const struct error *from = &scratch->error;
        op->error = *from;
        op->error.field = from->field == NULL ? NULL : arena_strdup(op->arena, from->field);
        op->error.cause = from->cause == NULL ? NULL : arena_strdup(op->arena, from->cause);
        for (int i = 0; i < from->arg_count; i++) {
            op->error.args[i].value = arena_strdup(op->arena, from->args[i].value);
        }
    }
    arena_close(scratch->arena);
    return ok;
}

/* ---- opening ---- */

static int on_commit(void *self, sqlite3 *handle, const char *database, int frames)
{
    struct world *w = self;
    (void)handle, (void)database;
    w->committed = (uint32_t)frames;
    return SQLITE_OK; /* anything else would call a finished commit failed */
}

/* Opens the log with SQLite; `*agrees` tells whether it stands at the same act. */
static bool connect_log(struct op *op, struct world *w, const struct segment_files *files, bool *agrees)
{
    int64_t act = -1;
    struct db_options options = {.mode = DB_WORLD, .vfs = GOLDEN_VFS, .cache_kib = w->store->options.cache_kib};
    unsigned how = GOLDEN_WRITE | (w->unmade ? GOLDEN_LOG_LATER : 0u);
    w->db = db_open(op, golden_vfs_uri(op, files->wal, w->golden->name, how), &options);
    if (w->db == NULL) {
        return false;
    }
    bool ok = db_version(op, w->db, &act);
    *agrees = act == w->acked.end.act;
    if (!ok || !*agrees) {
        db_close(w->db);
        w->db = NULL;
        return ok;
    }
    /* After wal_autocheckpoint=0, which db_open sets: that pragma removes a hook. */
    (void)sqlite3_wal_hook(db_handle(w->db), on_commit, w);
    w->wal_fd = golden_vfs_wal_fd(db_handle(w->db));
    if (w->unmade) {
        golden_vfs_make_later(db_handle(w->db), world_first_write, w);
    }
    w->committed = w->acked.end.frames;
    return true;
}

static bool recover_and_connect(struct op *op, struct world *w, const struct segment_files *files, bool thorough,
                                bool *agrees)
{
    struct segment_state state = {.last = {.end = files->base, .at = INSTANT_NONE}};
    if (!w->unmade && !savepoint_recover(op, files, w->store->boot, thorough, &state)) {
        return false;
    }
    w->acked = state.last;
    w->slots = state.slots;
    w->durable = state.durable;
    w->marked = state.marked;
    atomic_store(&w->dirty, w->unsettled || state.last.end.frames > state.durable);
    return connect_log(op, w, files, agrees);
}

static bool take_golden(struct op *op, struct world *w, const struct manifest *m)
{
    w->golden = golden_get(op, w->store->shelf, m->golden);
    if (w->golden == NULL) {
        return false;
    }
    return (w->golden->bytes == m->golden_bytes && w->golden->act == m->golden_act) ||
           fail(op, E_BROKEN, "golden.wrong", "name", m->golden, NULL);
}

static bool move_in(struct op *op, struct world *w)
{
    const struct world_tenancy *t = &w->store->options.tenancy;
    if (t->move_in == NULL) {
        return true;
    }
    w->tenant = t->move_in(t->self, op, w, w->db);
    if (w->tenant == NULL) {
        db_close(w->db);
        w->db = NULL;
    }
    return w->tenant != NULL;
}

/* The manifest to go by. A change that was in the air when the power failed holds only if its log came through whole. */
static struct manifest *choose_settled(struct op *op, struct world *w)
{
    bool whole = false;
    w->unsettled = manifest_is_unsettled(op, w->folder);
    struct manifest *m = manifest_read(op, w->folder);
    if (!w->unsettled) {
        return m;
    }
    if (m != NULL) {
        const struct generation *g = manifest_active(m);
        struct segment_files files = world_segment_files(op, w, g, g->segment_count - 1);
        if (m->boot == w->store->boot) {
            return m;
        }
        if (!savepoint_has_head(op, &files, &whole) || whole) {
            return whole ? m : NULL;
        }
    }
    log_line(LOG_WARN, "world.fell_back", "world=%s", w->id);
    op_clear(op);
    w->unsettled = false;
    return manifest_fall_back(op, w->folder) ? manifest_read(op, w->folder) : NULL;
}

static struct manifest *choose_manifest(struct op *op, struct world *w)
{
    struct birth birth;
    w->unsettled = false;
    if (world_look_for_birth(op, w, &birth)) {
        return birth_manifest(op, &birth);
    }
    struct manifest *m = choose_settled(op, w);
    w->unsettled = w->unsettled || w->newborn;
    return m;
}

/* Loss of power may take the name of a log of which nothing was on the disk yet. */
static bool find_log(struct op *op, const struct world *w, const struct manifest *m, const struct segment_files *files)
{
    if (access(files->wal, F_OK) == 0) {
        return true;
    }
    bool untouched = m->boot != w->store->boot && files->base.frames == 0 &&
                     (w->newborn || access(files->index, F_OK) != 0);
    return untouched ? durable_create(op, files->wal) : fail_broken(op, "the log %s is missing", files->wal);
}

static void note_folding(struct world *w)
{
    atomic_store(&w->fold_due, w->acked.end.frames - w->base.frames > w->store->options.fold_frames);
}

static bool cut_log(struct op *op, const struct world *w)
{
    const char *path = segment_path(op, w->folder, w->generation, w->segment, ".gwal");
    int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    bool ok = fd >= 0 && ftruncate(fd, (off_t)wal_bytes(w->acked.end.frames)) == 0 && fsync(fd) == 0;
    if (!ok) {
        log_line(LOG_ERROR, "world.repair", "log=%s: %s", path, strerror(errno));
    }
    if (fd >= 0) {
        close(fd);
    }
    return ok;
}

/* Everything up to a connection that stands where the side-car says. */
static bool open_log(struct op *op, struct world *w)
{
    bool agrees = false;
    struct manifest *m = choose_manifest(op, w);
    if (m == NULL || !take_golden(op, w, m)) {
        return false;
    }
    const struct generation *g = manifest_active(m);
    w->generation = g->number;
    w->segment = g->segment_count - 1;
    w->base = g->segments[w->segment].base;
    w->index_fd = -1;
    struct segment_files files = world_segment_files(op, w, g, w->segment);
    if ((!w->unmade && !find_log(op, w, m, &files)) || !recover_and_connect(op, w, &files, false, &agrees)) {
        return false;
    }
    if (!agrees && !recover_and_connect(op, w, &files, true, &agrees)) {
        return false; /* the thorough look found the damage and says so */
    }
    return agrees || fail_broken(op, "%s: SQLite and the side-car disagree", files.wal);
}

bool world_open_files(struct op *op, struct world *w)
{
    must(w->db == NULL);
    struct op scratch = world_scratch(op);
    bool ok = !w->repair || w->unmade || cut_log(&scratch, w) || fail(&scratch, E_BROKEN, "world.repair_pending", NULL);
    if (ok) {
        w->repair = false;
        ok = open_log(&scratch, w);
    }
    if (!world_scratch_end(op, &scratch, ok) || !move_in(op, w)) {
        return false;
    }
    note_folding(w);
    atomic_store(&w->is_open, true);
    atomic_fetch_add(&w->store->open, 1);
    atomic_fetch_add(&w->store->opened, 1);
    return true;
}

static void disconnect(struct world *w)
{
    const struct world_tenancy *t = &w->store->options.tenancy;
    if (w->tenant != NULL) {
        t->move_out(t->self, w->tenant);
    } else {
        db_close(w->db);
    }
    w->tenant = NULL;
    w->db = NULL;
    w->wal_fd = -1;
    if (w->index_fd >= 0) {
        close(w->index_fd);
        w->index_fd = -1;
    }
    atomic_store(&w->is_open, false);
    atomic_fetch_sub(&w->store->open, 1);
}

void world_close_files(struct world *w)
{
    if (w->db == NULL) {
        return;
    }
    world_sync(w, false);
    disconnect(w);
    atomic_store(&w->dirty, false);
    atomic_store(&w->fold_due, false);
}

void world_leave_files(struct world *w)
{
    char name[64];
    if (w->db == NULL) {
        return;
    }
    if (atomic_exchange(&w->dirty, false)) {
        (void)snprintf(name, sizeof name, "%lld.%zu.gwal", (long long)w->generation, w->segment);
        store_sync_later(w->store, w->folder, name);
    }
    disconnect(w);
    atomic_store(&w->fold_due, false);
}

bool world_reopen(struct op *op, struct world *w)
{
    world_leave_files(w);
    return world_open_files(op, w);
}

/* ---- committing ---- */

static bool read_frame_start(struct op *op, const struct world *w, uint32_t frame, uint8_t *out, size_t n)
{
    ssize_t r;
    do {
        r = pread(w->wal_fd, out, n, (off_t)(wal_bytes(frame) - WAL_FRAME_BYTES));
    } while (r < 0 && errno == EINTR);
    return r == (ssize_t)n || fail_broken(op, "reading a commit back: %s", r < 0 ? strerror(errno) : "short");
}

/* What the log says about the commit just made. Page 1 is the first of a transaction's frames unless the cache spilled. */
static bool read_commit(struct op *op, const struct world *w, struct wal_boundary *out)
{
    uint8_t f[24 + WAL_ACT_OFFSET + 4];
    int64_t act = -1;
    if (w->committed <= w->acked.end.frames) {
        return fail_broken(op, "world %s: nothing was committed", w->id);
    }
    if (w->committed > WAL_FRAMES_MAX) {
        return fail(op, E_LIMIT, "world.act_too_big", NULL);
    }
    for (uint32_t i = w->acked.end.frames + 1; act < 0 && i <= w->committed; i++) {
        if (!read_frame_start(op, w, i, f, sizeof f)) {
            return false;
        }
        if (be32(f) == 1) {
            act = (int32_t)be32(f + 24 + WAL_ACT_OFFSET);
        }
    }
    if (act <= w->acked.end.act) {
        return fail_broken(op, "world %s: a commit without a new act number (%lld after %lld)", w->id, (long long)act,
                           (long long)w->acked.end.act);
    }
    if (!read_frame_start(op, w, w->committed, f, 24)) {
        return false;
    }
    *out = (struct wal_boundary){
        .frames = w->committed, .check = {be32(f + 16), be32(f + 20)}, .act = act, .pages = 0};
    return be32(f + 4) != 0 || fail_broken(op, "world %s: the last frame is no commit", w->id);
}

static bool have_index(struct world *w)
{
    if (w->index_fd < 0) {
        char path[4096];
        (void)snprintf(path, sizeof path, "%s/%lld.%zu.gidx", w->folder, (long long)w->generation, w->segment);
        w->index_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    }
    return w->index_fd >= 0;
}

/* A record that cannot be written is made good at the next opening: the act is in the log. */
static void record(struct world *w)
{
    bool ok = have_index(w);
    if (ok && !w->marked) {
        ok = savepoint_write_mark(w->index_fd, w->slots, &(struct wal_boundary){.frames = w->durable}, w->store->boot);
        w->slots += ok;
        w->marked = ok;
    }
    if (ok && savepoint_write(w->index_fd, w->slots, &w->acked)) {
        w->slots++;
    } else {
        log_line(LOG_WARN, "world.side_car", "world=%s act=%lld: %s", w->id, (long long)w->acked.end.act, strerror(errno));
    }
}

bool world_committed(struct op *op, struct world *w, struct instant now)
{
    struct savepoint point = {.at = now};
    must(w->db != NULL && !db_in_transaction(w->db));
    if (!read_commit(op, w, &point.end)) {
        (void)world_repair(w);
        return false;
    }
    w->acked = point;
    record(w);
    atomic_store(&w->dirty, true);
    note_folding(w);
    return true;
}

/* ---- failing ---- */

bool world_needs_repair(const struct world *w)
{
    return w->db != NULL &&
           (w->committed != w->acked.end.frames || golden_vfs_wal_failed(db_handle(w->db)));
}

bool world_repair(struct world *w)
{
    struct op op;
    if (w->db != NULL) {
        db_rollback(w->db);
        disconnect(w);
    }
    w->repair = true;
    struct arena *arena = arena_open((size_t)64 << 20);
    op_init(&op, arena, "repair", LANG_EN);
    bool ok = world_open_files(&op, w);
    if (!ok) {
        log_failure(&op, "world.repair");
    }
    atomic_fetch_add(&w->store->repaired, ok);
    arena_close(arena);
    return ok;
}

/* ---- syncing ---- */

static bool sync_path(const char *folder, const char *name)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    bool ok = fd >= 0 && fdatasync(fd) == 0;
    if (!ok && errno != ENOENT) { /* gone: deleted meanwhile, or lost; the caller knows which */
        log_line(LOG_ERROR, "world.sync", "path=%s: %s", path, strerror(errno));
    }
    if (fd >= 0) {
        close(fd);
    }
    return ok;
}

static void settle(struct world *w)
{
    struct op op;
    struct arena *arena = arena_open((size_t)1 << 20);
    op_init(&op, arena, "settle", LANG_EN);
    manifest_settle(&op, w->folder);
    if (w->newborn && !births_end(&op, w->store->births, w->id, BIRTH_KEPT)) {
        log_failure(&op, "world.settle"); /* again when it is next opened and written to */
    }
    w->unsettled = w->newborn = false;
    arena_close(arena);
}

static void mark_durable(struct world *w, const struct wal_boundary *end)
{
    w->durable = end->frames;
    atomic_fetch_add(&w->store->synced, 1);
    if (end->frames > 0 && have_index(w) && savepoint_write_mark(w->index_fd, w->slots, end, w->store->boot)) {
        w->slots++;
        w->marked = true;
    }
}

void world_sync(struct world *w, bool unlock)
{
    char log[64];
    bool wanted = atomic_exchange(&w->dirty, false) || (w->syncing && !unlock); /* a sync under way may yet fail */
    if (w->db == NULL || !wanted) {
        return;
    }
    struct wal_boundary end = w->acked.end;
    int64_t generation = w->generation;
    size_t segment = w->segment;
    bool unsettled = w->unsettled, newborn = w->newborn;
    (void)snprintf(log, sizeof log, "%lld.%zu.gwal", (long long)generation, segment);
    if (unlock) {
        w->syncing = true;
        pthread_mutex_unlock(&w->lock);
    }
    bool ok = sync_path(w->folder, log);
    if (ok && unsettled) {
        ok = sync_path(w->folder, "manifest") && sync_path(w->folder, ".") &&
             (!newborn || sync_path(w->store->worlds, "."));
    }
    if (unlock) {
        pthread_mutex_lock(&w->lock);
        w->syncing = false;
    }
    if (w->db == NULL || w->generation != generation || w->segment != segment) {
        return; /* what was synced has been left since; who left it saw to the rest */
    }
    if (!ok) { /* what the kernel failed to write may be gone from its cache soon: write it anew elsewhere */
        log_line(LOG_ERROR, "world.sync_failed", "folder=%s log=%s", w->folder, log);
        atomic_store(&w->dirty, true);
        atomic_store(&w->fold_due, true);
        return;
    }
    mark_durable(w, &end);
    if (unsettled) {
        settle(w);
    }
}
