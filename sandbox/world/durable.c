/* The order is the whole secret: bytes, sync, rename, sync of the folder. */
#include "world/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool durable_fail(struct op *op, const char *what, const char *path)
{
    int why = errno;
    if (why == ENOSPC || why == EDQUOT || why == EFBIG) {
        return fail(op, E_BROKEN, "db.full", NULL);
    }
    return fail_broken(op, "%s %s: %s", what, path, strerror(why));
}

static bool write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t w = write(fd, bytes, n);
        if (w < 0 && errno == EINTR) {
            continue;
        }
        if (w <= 0) {
            return false;
        }
        bytes += w;
        n -= (size_t)w;
    }
    return true;
}

/* Gives the draft its name, unless that is taken by a file with something in it. */
static bool link_fresh(struct op *op, const char *draft, const char *path)
{
    struct stat st;
    if (link(draft, path) == 0) {
        return true;
    }
    if (errno == EEXIST && stat(path, &st) == 0 && st.st_size == 0 && unlink(path) == 0 && link(draft, path) == 0) {
        return true;
    }
    return errno == EEXIST ? fail(op, E_CONFLICT, "world.exists", NULL) : durable_fail(op, "linking", path);
}

bool durable_replace(struct op *op, const char *folder, const char *name, const void *bytes, size_t n, enum durable_how how)
{
    const char *path = arena_printf(op->arena, "%s/%s", folder, name);
    const char *draft = arena_printf(op->arena, "%s.new", path);
    int fd = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (fd < 0) {
        return durable_fail(op, "creating", draft);
    }
    bool ok = write_all(fd, bytes, n) && (how != DURABLE_NOW || fsync(fd) == 0);
    ok = ok || durable_fail(op, "writing", draft);
    close(fd);
    if (ok) {
        ok = how == DURABLE_FRESH ? link_fresh(op, draft, path)
                                  : rename(draft, path) == 0 || durable_fail(op, "renaming", path);
    }
    if (!ok || how == DURABLE_FRESH) {
        (void)unlink(draft);
    }
    return ok && (how != DURABLE_NOW || durable_sync_folder(op, folder));
}

bool durable_create(struct op *op, const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (fd < 0) {
        return durable_fail(op, "creating", path);
    }
    close(fd);
    return true;
}

bool durable_sync_folder(struct op *op, const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = (fd >= 0 && fsync(fd) == 0) || durable_fail(op, "syncing", folder);
    if (fd >= 0) {
        close(fd);
    }
    return ok;
}

static char *read_all(struct op *op, int fd, const char *path, size_t n)
{
    char *bytes = arena_alloc(op->arena, n + 1);
    for (size_t got = 0; got < n;) {
        ssize_t r = read(fd, bytes + got, n - got);
        if (r < 0 && errno == EINTR) {
            continue;
        }
        if (r <= 0) {
            (void)fail_broken(op, "reading %s: %s", path, r == 0 ? "it became shorter" : strerror(errno));
            return NULL;
        }
        got += (size_t)r;
    }
    return bytes;
}

char *durable_read(struct op *op, const char *path, size_t max, size_t *n)
{
    struct stat st;
    char *bytes = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) {
        if (errno != ENOENT) {
            (void)durable_fail(op, "opening", path);
        }
        return NULL;
    }
    if (fstat(fd, &st) != 0) {
        (void)durable_fail(op, "looking at", path);
    } else if (st.st_size < 0 || (uint64_t)st.st_size > max) {
        (void)fail_broken(op, "%s has %lld bytes", path, (long long)st.st_size);
    } else {
        *n = (size_t)st.st_size;
        bytes = read_all(op, fd, path, *n);
    }
    close(fd);
    return bytes;
}
