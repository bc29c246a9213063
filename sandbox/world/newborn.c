/* The files of a new world come with its first write, in this order: the folder, an empty log, the manifest; only then does SQLite's first byte
 * reach the log. Killed in between, the process leaves a folder without a manifest, which is no world's: the book still has the birth, and the next
 * first act makes the files anew. Once log, manifest and folders are on the disk (world_sync) the book says that the world is kept. */
#include "world/durable.h"
#include "world/world_inside.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool manifest_is_there(struct op *op, const char *folder)
{
    struct stat st;
    return stat(arena_printf(op->arena, "%s/manifest", folder), &st) == 0 && st.st_size > 0; /* an empty one was left by loss of power */
}

bool world_look_for_birth(struct op *op, struct world *w, struct birth *birth)
{
    w->newborn = births_find(w->store->births, w->id, birth);
    w->unmade = w->newborn && !manifest_is_there(op, w->folder);
    return w->unmade;
}

struct manifest *world_manifest(struct op *op, const struct world *w)
{
    struct birth birth;
    if (w->unmade && births_find(w->store->births, w->id, &birth)) {
        return birth_manifest(op, &birth);
    }
    return manifest_read(op, w->folder);
}

/* Answers the log, open for writing, or -1. */
static int make(struct op *op, struct world *w)
{
    struct manifest *m = world_manifest(op, w);
    if (m == NULL) {
        return -1;
    }
    const char *log = segment_path(op, w->folder, manifest_active(m)->number, 0, ".gwal");
    if (mkdir(w->folder, 0750) != 0 && errno != EEXIST) {
        (void)durable_fail(op, "making", w->folder);
        return -1;
    }
    if (w->unmade) {
        (void)unlink(segment_path(op, w->folder, manifest_active(m)->number, 0, ".gidx"));
    }
    int fd = open(log, O_RDWR | O_CREAT | (w->unmade ? O_TRUNC : 0) | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (fd < 0) {
        (void)durable_fail(op, "creating", log);
        return -1;
    }
    m->boot = w->store->boot;
    if (w->unmade && !manifest_write(op, w->folder, m, DURABLE_LATER)) {
        close(fd);
        return -1;
    }
    w->unmade = false;
    w->unsettled = true;
    atomic_store(&w->dirty, true);
    return fd;
}

bool world_make_files(struct op *op, struct world *w)
{
    if (!w->unmade) {
        return true;
    }
    int fd = make(op, w);
    if (fd >= 0) {
        close(fd);
    }
    return fd >= 0;
}

int world_first_write(void *self)
{
    struct world *w = self;
    struct op op;
    struct arena *arena = arena_open((size_t)4 << 20);
    op_init(&op, arena, "newborn", LANG_EN);
    int fd = make(&op, w);
    bool full = fd < 0 && op.error.key != NULL && strcmp(op.error.key, "db.full") == 0;
    if (fd < 0) {
        log_failure(&op, "world.newborn");
    }
    arena_close(arena);
    w->wal_fd = fd;
    errno = full ? ENOSPC : EIO;
    return fd;
}
