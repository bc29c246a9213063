/* Verifying reads the whole file once per process (a 100 MB file: about a third of a second), under the shelf's lock, so that
 * 500 worlds opening at once verify it once. */
#include "world/golden.h"

#include "world/durable.h"
#include "world/golden_source.h"
#include "world/golden_vfs.h"
#include "world/wal_format.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct ready {
    struct ready *next;
    struct golden golden;
};
struct golden_shelf {
    pthread_mutex_t lock;
    struct ready *first;
    char folder[];
};

struct golden_shelf *golden_shelf_open(struct op *op, const char *folder)
{
    if (!golden_vfs_start(op)) {
        return NULL;
    }
    if (mkdir(folder, 0750) != 0 && errno != EEXIST) {
        (void)durable_fail(op, "making", folder);
        return NULL;
    }
    size_t n = strlen(folder) + 1;
    struct golden_shelf *shelf = calloc(1, sizeof *shelf + n);
    must(shelf != NULL);
    memcpy(shelf->folder, folder, n);
    must(pthread_mutex_init(&shelf->lock, NULL) == 0);
    return shelf;
}

void golden_shelf_close(struct golden_shelf *shelf)
{
    if (shelf == NULL) {
        return;
    }
    while (shelf->first != NULL) {
        struct ready *r = shelf->first;
        shelf->first = r->next;
        golden_source_withdraw(r->golden.name);
        free(r);
    }
    pthread_mutex_destroy(&shelf->lock);
    free(shelf);
}

/* Header of a database (sqlite.org/fileformat2.html): 16 page size, 18 and 19 file format (2 = write-ahead log), 28 size in
 * pages, 60 user_version. */
static bool is_finished(const uint8_t *h, int64_t bytes)
{
    uint32_t page = (uint32_t)h[16] << 8 | h[17];
    return memcmp(h, "SQLite format 3", 16) == 0 && page == 4096 && h[18] == 2 && h[19] == 2 &&
           (int64_t)be32(h + 28) * 4096 == bytes;
}

/* Reads it all: size, digest, act. `*finished` is false for a file that no world could stand on. */
static bool measure(struct op *op, int fd, const char *path, struct golden *out, bool *finished)
{
    const size_t chunk = (size_t)1 << 20;
    struct digest_state state;
    uint8_t head[100] = {0};
    uint8_t *buffer = malloc(chunk);
    must(buffer != NULL);
    bool ok = true;
    digest_begin(&state);
    out->bytes = 0;
    for (;;) {
        ssize_t r = pread(fd, buffer, chunk, (off_t)out->bytes);
        if (r < 0 && errno == EINTR) {
            continue;
        }
        if (r <= 0) {
            ok = r == 0 || durable_fail(op, "reading", path);
            break;
        }
        if (out->bytes == 0) {
            memcpy(head, buffer, (size_t)r < sizeof head ? (size_t)r : sizeof head);
        }
        digest_add(&state, buffer, (size_t)r);
        out->bytes += r;
    }
    free(buffer);
    struct digest d = digest_end(&state);
    (void)digest_format(&d, out->name);
    out->act = (int32_t)be32(head + 60);
    *finished = is_finished(head, out->bytes) && out->act >= 0;
    return ok;
}

static bool publish(struct op *op, struct golden_shelf *shelf, const struct golden *golden, int fd)
{
    if (!golden_source_publish(op, golden->name, fd, golden->bytes)) {
        return false;
    }
    struct ready *r = calloc(1, sizeof *r);
    must(r != NULL);
    *r = (struct ready){.next = shelf->first, .golden = *golden};
    shelf->first = r;
    return true;
}

static const struct golden *find_ready(const struct golden_shelf *shelf, const char *name)
{
    for (const struct ready *r = shelf->first; r != NULL; r = r->next) {
        if (strcmp(r->golden.name, name) == 0) {
            return &r->golden;
        }
    }
    return NULL;
}

static const struct golden *verify(struct op *op, struct golden_shelf *shelf, const char *name)
{
    struct golden g;
    bool finished;
    const char *path = arena_printf(op->arena, "%s/%s.db", shelf->folder, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) {
        (void)(errno == ENOENT ? fail(op, E_MISSING, "golden.missing", "name", name, NULL)
                               : durable_fail(op, "opening", path));
        return NULL;
    }
    if (!measure(op, fd, path, &g, &finished) || !finished || strcmp(g.name, name) != 0) {
        close(fd);
        (void)fail(op, E_BROKEN, "golden.wrong", "name", name, NULL);
        return NULL;
    }
    return publish(op, shelf, &g, fd) ? find_ready(shelf, name) : NULL;
}

const struct golden *golden_get(struct op *op, struct golden_shelf *shelf, const char *name)
{
    struct digest d;
    if (!digest_parse(name, &d)) {
        (void)fail(op, E_MISSING, "golden.missing", "name", name, NULL);
        return NULL;
    }
    pthread_mutex_lock(&shelf->lock);
    const struct golden *g = find_ready(shelf, name);
    if (g == NULL) {
        g = verify(op, shelf, name);
    }
    pthread_mutex_unlock(&shelf->lock);
    return g;
}

/* A copy beside the target, for a source on another file system. */
static bool copy_to(struct op *op, int from, const char *path, const char *target)
{
    char buffer[65536];
    int fd = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0440);
    bool ok = fd >= 0 || durable_fail(op, "creating", target);
    off_t at = 0;
    for (ssize_t r = 1; ok && r > 0; at += r) {
        r = pread(from, buffer, sizeof buffer, at);
        ok = (r >= 0 && write(fd, buffer, (size_t)r) == r) || durable_fail(op, "copying", path);
    }
    ok = ok && (fsync(fd) == 0 || durable_fail(op, "syncing", target));
    if (fd >= 0) {
        close(fd);
    }
    return ok;
}

static bool move_in(struct op *op, struct golden_shelf *shelf, int fd, const char *path, const char *name)
{
    const char *target = arena_printf(op->arena, "%s/%s.db", shelf->folder, name);
    const char *draft = arena_printf(op->arena, "%s.new", target);
    if (access(target, F_OK) == 0) { /* the same bytes are there already, or wrong ones: golden_get will tell */
        (void)unlink(path);
        return true;
    }
    if (fchmod(fd, 0440) != 0 || fsync(fd) != 0) {
        return durable_fail(op, "syncing", path);
    }
    if (rename(path, target) != 0) {
        if (errno != EXDEV) {
            return durable_fail(op, "moving", path);
        }
        if (!copy_to(op, fd, path, draft) || rename(draft, target) != 0) {
            (void)unlink(draft);
            return durable_fail(op, "copying", path);
        }
        (void)unlink(path);
    }
    return durable_sync_folder(op, shelf->folder);
}

static bool has_log_beside(struct op *op, const char *path)
{
    struct stat st;
    return stat(arena_printf(op->arena, "%s-wal", path), &st) == 0 && st.st_size > 0;
}

const char *golden_add(struct op *op, struct golden_shelf *shelf, const char *path)
{
    struct golden g;
    bool finished = false;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) {
        (void)durable_fail(op, "opening", path);
        return NULL;
    }
    bool ok = measure(op, fd, path, &g, &finished);
    if (ok && (!finished || has_log_beside(op, path))) {
        ok = fail(op, E_INPUT, "golden.not_finished", NULL);
    }
    ok = ok && move_in(op, shelf, fd, path, g.name);
    close(fd);
    const struct golden *served = ok ? golden_get(op, shelf, g.name) : NULL;
    return served == NULL ? NULL : arena_strdup(op->arena, served->name);
}
