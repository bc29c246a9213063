/* Beginning a new generation or segment: write the new log, put the manifest in place, then change the connection. Until the
 * manifest is in place nothing has happened; a file left over by a crash before that bears a number no manifest knows, and is
 * removed when the number is next used. Nothing waits for the disk: the keeper syncs log, manifest and folder within a tick,
 * and until it has, manifest.old leads back to what was on the disk before. */
#include "world/durable.h"
#include "world/world_inside.h"

#include "base/log.h"
#include "base/port.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct instant real_now(void)
{
    struct ports ports = ports_system();
    return ports.clock.now(ports.clock.self);
}

/* Writes the log that stands at `point` of another one (squashed), or an empty one if that is the golden file itself. */
static bool make_log(struct op *op, const struct segment_files *from, const struct wal_boundary *point, const char *path,
                     const char *index, struct wal_boundary *base)
{
    *base = (struct wal_boundary){.act = point->act};
    (void)unlink(path);
    (void)unlink(index);
    if (point->frames == 0) {
        return durable_create(op, path);
    }
    struct wal *wal = wal_open(op, from->wal);
    bool ok = wal != NULL && wal_squash(op, wal, point, path, base);
    wal_close(wal);
    base->act = point->act;
    return ok;
}

/* A new active generation in the manifest and on the disk. */
struct turn {
    enum generation_reason why;
    int64_t parent; /* generation that `act` belongs to; 0: the golden file */
    int64_t act;
    int64_t left;
};

static void seal(struct generation *g, int64_t act)
{
    g->last_act = act;
    g->segments[g->segment_count - 1].last = act;
}

static bool turn_files(struct op *op, const struct world *w, struct manifest *m, const struct turn *turn,
                       const struct segment_files *from, const struct wal_boundary *point)
{
    struct generation *g = manifest_add(op, m);
    struct segment *s = g == NULL ? NULL : manifest_add_segment(op, m, g);
    if (s == NULL) {
        return false;
    }
    g->why = turn->why;
    g->parent = turn->parent;
    g->from_act = turn->act;
    g->left = turn->left;
    g->made_at = real_now();
    m->boot = w->store->boot;
    const char *path = segment_path(op, w->folder, g->number, 0, ".gwal");
    const char *index = segment_path(op, w->folder, g->number, 0, ".gidx");
    if (!make_log(op, from, point, path, index, &s->base)) {
        return false;
    }
    if (!manifest_change(op, w->folder, m)) {
        (void)unlink(path);
        return false;
    }
    return true;
}

static bool plan(struct op *op, const struct world *w, const struct manifest *m, enum generation_reason why, int64_t act,
                 struct turn *out)
{
    if (why == GENERATION_RESET) {
        *out = (struct turn){.why = why, .act = m->golden_act, .left = w->generation};
        return true;
    }
    if (why == GENERATION_REWOUND) {
        *out = (struct turn){.why = why, .parent = w->generation, .act = act, .left = w->generation};
        return true;
    }
    const struct generation *back = manifest_generation(m, manifest_active(m)->left);
    if (back == NULL) {
        return fail(op, E_STATE, "world.nothing_to_undo", NULL);
    }
    *out = (struct turn){.why = why, .parent = back->number, .act = back->last_act, .left = back->left};
    return true;
}

static bool prepare_turn(struct op *op, struct world *w, enum generation_reason why, int64_t act, struct instant *at)
{
    struct segment_files from = {0};
    struct act_place place;
    struct turn turn = {.why = why};
    struct manifest *m = world_make_files(op, w) ? world_manifest(op, w) : NULL;
    if (m == NULL || !plan(op, w, m, why, act, &turn)) {
        return false;
    }
    seal(manifest_active(m), w->acked.end.act);
    struct savepoint point = {.end = {.act = turn.act}, .at = INSTANT_NONE};
    if (turn.parent != 0) {
        if (!manifest_find(op, m, turn.parent, turn.act, &place)) {
            return false;
        }
        from = world_segment_files(op, w, place.generation, place.segment);
        if (!savepoint_find(op, &from, turn.act, &point)) {
            return false;
        }
    }
    *at = point.at;
    return turn_files(op, w, m, &turn, &from, &point.end);
}

static bool turn_world(struct op *op, struct world *w, enum generation_reason why, int64_t act)
{
    struct instant at = INSTANT_NONE;
    must(!db_in_transaction(w->db));
    struct op scratch = world_scratch(op);
    bool ok = prepare_turn(&scratch, w, why, act, &at);
    if (!world_scratch_end(op, &scratch, ok) || !world_reopen(op, w)) {
        return false;
    }
    w->acked.at = at;
    return true;
}

bool world_reset(struct op *op, struct world *w)
{
    return turn_world(op, w, GENERATION_RESET, 0);
}

bool world_rewind(struct op *op, struct world *w, int64_t act)
{
    return turn_world(op, w, GENERATION_REWOUND, act);
}

bool world_undo_rewind(struct op *op, struct world *w)
{
    return turn_world(op, w, GENERATION_RESTORED, 0);
}

static bool salvage(struct op *op, struct world *w, int64_t *act)
{
    struct birth birth;
    (void)world_look_for_birth(op, w, &birth);
    struct manifest *m = world_make_files(op, w) ? world_manifest(op, w) : NULL;
    struct savepoint point;
    if (m == NULL) {
        return false;
    }
    struct generation *g = manifest_active(m);
    struct segment_files from = world_segment_files(op, w, g, g->segment_count - 1);
    if (!savepoint_salvage(op, &from, &point)) {
        return false;
    }
    seal(g, point.end.act);
    *act = point.end.act;
    return turn_files(op, w, m,
                      &(struct turn){.why = GENERATION_SALVAGED, .parent = g->number, .act = *act, .left = g->left}, &from,
                      &point.end);
}

bool world_salvage_files(struct op *op, struct world *w, int64_t *act)
{
    struct op scratch = world_scratch(op);
    return world_scratch_end(op, &scratch, salvage(&scratch, w, act));
}

static bool prepare_fold(struct op *op, struct world *w)
{
    struct manifest *m = world_make_files(op, w) ? world_manifest(op, w) : NULL;
    if (m == NULL) {
        return false;
    }
    struct generation *g = manifest_active(m);
    struct segment_files from = world_segment_files(op, w, g, g->segment_count - 1);
    g->segments[g->segment_count - 1].last = w->acked.end.act;
    struct segment *s = manifest_add_segment(op, m, g);
    if (s == NULL) {
        return false;
    }
    m->boot = w->store->boot;
    const char *path = segment_path(op, w->folder, g->number, g->segment_count - 1, ".gwal");
    const char *index = segment_path(op, w->folder, g->number, g->segment_count - 1, ".gidx");
    if (!make_log(op, &from, &w->acked.end, path, index, &s->base)) {
        return false;
    }
    if (!manifest_change(op, w->folder, m)) {
        (void)unlink(path);
        return false;
    }
    return true;
}

bool world_fold(struct op *op, struct world *w)
{
    must(!db_in_transaction(w->db));
    struct instant at = w->acked.at;
    struct op scratch = world_scratch(op);
    if (!world_scratch_end(op, &scratch, prepare_fold(&scratch, w))) {
        return false;
    }
    atomic_fetch_add(&w->store->folded, 1);
    if (!world_reopen(op, w)) {
        return false;
    }
    w->acked.at = at;
    return true;
}

/* ---- branching ---- */

/* The segments that lead to an act, newest first: the last act wanted of each. */
struct piece {
    const struct generation *generation;
    size_t segment;
    int64_t last;
};

static bool pieces_to(struct op *op, const struct manifest *m, struct act_place at, int64_t act, struct piece **out,
                      size_t *count)
{
    *out = arena_array(op->arena, SEGMENTS_MAX, sizeof **out);
    *count = 0;
    for (;;) {
        int64_t base = at.generation->segments[at.segment].base.act;
        if (*count == 0 || act > base) { /* else it would hold nothing that the piece after it does not begin with */
            (*out)[(*count)++] = (struct piece){at.generation, at.segment, act};
        }
        act = base;
        if (at.segment > 0) {
            at.segment--;
        } else if (at.generation->parent == 0) {
            return true;
        } else if (!manifest_find(op, m, at.generation->parent, act, &at)) {
            return false;
        }
    }
}

/* A sealed log is never written again, so two worlds can share the file; where links do not work, it is copied. */
static bool share_file(struct op *op, const char *from, const char *to, bool needed)
{
    size_t n;
    if (link(from, to) == 0) {
        return true;
    }
    if (errno == ENOENT && !needed) {
        return true;
    }
    char *bytes = durable_read(op, from, (size_t)1 << 30, &n);
    if (bytes == NULL) {
        return fail_broken(op, "sharing %s", from);
    }
    const char *slash = strrchr(to, '/');
    return durable_replace(op, arena_strndup(op->arena, to, (size_t)(slash - to)), slash + 1, bytes, n, DURABLE_NOW);
}

struct copied {
    int fd; /* of the new side-car */
    uint32_t slots;
    struct wal_boundary old_base, base;
};

static bool note_copied(struct op *op, void *self, const struct wal_boundary *made)
{
    struct copied *c = self;
    if (made->frames <= c->old_base.frames) {
        c->base = *made;
        return true;
    }
    struct savepoint p = {.end = *made, .at = INSTANT_NONE};
    return savepoint_write(c->fd, c->slots++, &p) || durable_fail(op, "writing", "side-car");
}

static bool sync_file(struct op *op, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    bool ok = (fd >= 0 && fsync(fd) == 0) || durable_fail(op, "syncing", path);
    if (fd >= 0) {
        close(fd);
    }
    return ok;
}

/* The last piece, up to the act: a copy with salts of its own that keeps every act in it. */
static bool copy_piece(struct op *op, const struct segment_files *from, const struct segment_files *to, int64_t act,
                       struct wal_boundary *base)
{
    struct savepoint point;
    struct copied c = {.old_base = from->base, .base = {.act = from->base.act}};
    if (!savepoint_find(op, from, act, &point)) {
        return false;
    }
    struct wal *wal = wal_open(op, from->wal);
    c.fd = open(to->index, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640);
    bool ok = wal != NULL && (c.fd >= 0 || durable_fail(op, "creating", to->index)) &&
              wal_copy(op, wal, &point.end, to->wal, note_copied, &c);
    wal_close(wal);
    if (c.fd >= 0) {
        close(c.fd);
    }
    ok = ok && sync_file(op, to->wal); /* a new world has no manifest.old to go back to */
    *base = c.base;
    base->act = from->base.act;
    base->pages = 0;
    return ok;
}

static bool branch_files(struct op *op, struct world *w, struct manifest *m, int64_t act, const char *folder)
{
    struct act_place place;
    struct piece *pieces;
    size_t count;
    struct manifest made = {.golden = m->golden, .golden_bytes = m->golden_bytes, .golden_act = m->golden_act};
    struct generation *g = manifest_add(op, &made);
    if (g == NULL || !manifest_find(op, m, w->generation, act, &place)) {
        return false;
    }
    made.boot = w->store->boot;
    g->why = GENERATION_BRANCHED;
    g->from_act = act;
    g->made_at = real_now();
    if (!pieces_to(op, m, place, act, &pieces, &count)) {
        return false;
    }
    for (size_t i = count; i > 0; i--) {
        const struct piece *p = &pieces[i - 1];
        struct segment *s = manifest_add_segment(op, &made, g);
        if (s == NULL) {
            return false;
        }
        struct segment_files from = world_segment_files(op, w, p->generation, p->segment);
        struct segment_files to = {.wal = segment_path(op, folder, 1, g->segment_count - 1, ".gwal"),
                                   .index = segment_path(op, folder, 1, g->segment_count - 1, ".gidx")};
        s->base = from.base;
        if (i > 1) {
            s->last = p->last;
            if (!share_file(op, from.wal, to.wal, true) || !share_file(op, from.index, to.index, false)) {
                return false;
            }
        } else if (!copy_piece(op, &from, &to, act, &s->base)) {
            return false;
        }
    }
    return manifest_write(op, folder, &made, DURABLE_FRESH);
}

/* In a scratch operation. */
static bool branch(struct op *op, struct world *w, int64_t act, const char *folder)
{
    struct manifest *m = world_make_files(op, w) ? world_manifest(op, w) : NULL;
    if (m == NULL) {
        return false;
    }
    if (mkdir(folder, 0750) != 0) {
        return errno == EEXIST ? fail(op, E_CONFLICT, "world.exists", NULL) : durable_fail(op, "making", folder);
    }
    if (branch_files(op, w, m, act, folder)) {
        return true;
    }
    struct op clean;
    op_init(&clean, op->arena, op->id, op->lang);
    if (!world_remove_folder(&clean, folder)) {
        log_failure(&clean, "world.branch");
    }
    return false;
}

bool world_branch(struct op *op, struct world *w, int64_t act, const char *id)
{
    if (!world_id_is_valid(id)) {
        return fail_field(op, E_INPUT, "id", "world.bad_id", NULL);
    }
    must(!db_in_transaction(w->db));
    const char *folder = arena_printf(op->arena, "%s/%s", w->store->worlds, id);
    struct op scratch = world_scratch(op);
    if (!world_scratch_end(op, &scratch, branch(&scratch, w, act, folder))) {
        return false;
    }
    store_sync_later(w->store, folder, "manifest");
    store_sync_later(w->store, w->store->worlds, NULL);
    return true;
}

/* ---- listing ---- */

static bool list(struct op *scratch, struct op *op, const struct world *w, struct world_generation **out, size_t *count)
{
    struct manifest *m = world_manifest(scratch, w);
    if (m == NULL) {
        return false;
    }
    *out = arena_array(op->arena, m->count, sizeof **out);
    *count = m->count;
    for (size_t i = 0; i < m->count; i++) {
        const struct generation *g = &m->generations[i];
        bool active = i + 1 == m->count;
        (*out)[i] = (struct world_generation){.number = g->number,
                                              .why = g->why,
                                              .from_act = g->from_act,
                                              .from = g->parent,
                                              .last_act = active ? w->acked.end.act : g->last_act,
                                              .made_at = g->made_at,
                                              .active = active};
    }
    return true;
}

bool world_generations(struct op *op, struct world *w, struct world_generation **out, size_t *count)
{
    struct op scratch = world_scratch(op);
    return world_scratch_end(op, &scratch, list(&scratch, op, w, out, count));
}

static bool measure(struct op *op, const struct world *w, struct world_size *out)
{
    struct manifest *m = world_manifest(op, w);
    if (m == NULL) {
        return false;
    }
    *out = (struct world_size){.frames = w->acked.end.frames - w->base.frames};
    for (size_t i = 0; i < m->count; i++) {
        for (size_t s = 0; s < m->generations[i].segment_count; s++) {
            struct segment_files files = world_segment_files(op, w, &m->generations[i], s);
            struct stat st;
            out->bytes += stat(files.wal, &st) == 0 ? st.st_size : 0;
            out->bytes += stat(files.index, &st) == 0 ? st.st_size : 0;
        }
    }
    return true;
}

bool world_measure(struct op *op, struct world *w, struct world_size *out)
{
    struct op scratch = world_scratch(op);
    return world_scratch_end(op, &scratch, measure(&scratch, w, out));
}
