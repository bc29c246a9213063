/* A copy is written front to back through one buffer. What is read is verified by the reader; reaching `upto` with the
 * right checksum proves the whole prefix, so a copy is never made of a log that has changed since its acts were noted.
 * A squash reads the prefix twice: once to verify it and to learn which frame is the last of each page, once page by page
 * in the order of the database. */
#include "base/digest.h"
#include "world/wal.h"
#include "world/wal_format.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_FRAMES 64

struct copy {
    int fd;
    uint8_t salts[8];
    uint32_t check[2];
    uint32_t frames;
    int64_t act;
    size_t used; /* bytes in the buffer */
    uint8_t buffer[WAL_HEADER_BYTES + BUFFER_FRAMES * WAL_FRAME_BYTES];
};

static bool flush(struct op *op, struct copy *c)
{
    size_t put = 0;
    while (put < c->used) {
        ssize_t w = write(c->fd, c->buffer + put, c->used - put);
        if (w < 0 && errno == EINTR) {
            continue;
        }
        if (w <= 0) {
            bool full = w == 0 || errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
            return full ? fail(op, E_BROKEN, "db.full", NULL)
                        : fail_broken(op, "writing a log: %s", strerror(errno));
        }
        put += (size_t)w;
    }
    c->used = 0;
    return true;
}

static void put_header(struct copy *c)
{
    uint8_t *h = c->buffer;
    random_fill(c->salts, sizeof c->salts);
    put_be32(h, WAL_MAGIC);
    put_be32(h + 4, WAL_VERSION);
    put_be32(h + 8, WAL_PAGE_BYTES);
    put_be32(h + 12, 0);
    memcpy(h + 16, c->salts, 8);
    wal_checksum(false, h, 24, c->check);
    put_be32(h + 24, c->check[0]);
    put_be32(h + 28, c->check[1]);
    c->used = WAL_HEADER_BYTES;
}

static bool put_frame(struct op *op, struct copy *c, uint32_t page, uint32_t pages, const uint8_t *data)
{
    if (c->used + WAL_FRAME_BYTES > sizeof c->buffer && !flush(op, c)) {
        return false;
    }
    uint8_t *f = c->buffer + c->used;
    put_be32(f, page);
    put_be32(f + 4, pages);
    memcpy(f + 8, c->salts, 8);
    memcpy(f + 24, data, WAL_PAGE_BYTES);
    wal_checksum(false, f, 8, c->check);
    wal_checksum(false, f + 24, WAL_PAGE_BYTES, c->check);
    put_be32(f + 16, c->check[0]);
    put_be32(f + 20, c->check[1]);
    c->used += WAL_FRAME_BYTES;
    c->frames++;
    if (page == 1) {
        c->act = (int32_t)be32(data + WAL_ACT_OFFSET);
    }
    return true;
}

static struct wal_boundary boundary_of(const struct copy *c, uint32_t pages)
{
    return (struct wal_boundary){
        .frames = c->frames, .check = {c->check[0], c->check[1]}, .act = c->act, .pages = pages};
}

static struct copy *copy_begin(struct op *op, const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (fd < 0) {
        (void)(errno == ENOSPC || errno == EDQUOT ? fail(op, E_BROKEN, "db.full", NULL)
                                                  : fail_broken(op, "creating %s: %s", path, strerror(errno)));
        return NULL;
    }
    struct copy *c = malloc(sizeof *c);
    must(c != NULL);
    c->fd = fd;
    c->check[0] = c->check[1] = 0;
    c->frames = 0;
    c->act = 0;
    c->used = 0;
    return c;
}

/* Closes; takes the file away unless all went well. */
static bool copy_end(struct op *op, struct copy *c, const char *path, bool ok)
{
    ok = ok && flush(op, c);
    close(c->fd);
    free(c);
    if (!ok) {
        (void)unlink(path);
    }
    return ok;
}

static bool damaged(struct op *op)
{
    return op_failed(op) ? false : fail(op, E_BROKEN, "world.log_damaged", NULL);
}

static bool reached(const struct wal_frame *frame, const struct wal_boundary *upto)
{
    return frame->pages != 0 && frame->check[0] == upto->check[0] && frame->check[1] == upto->check[1];
}

static bool copy_frames(struct op *op, struct copy *c, struct wal *from, const struct wal_boundary *upto,
                        wal_boundary_fn each, void *self)
{
    struct wal_frame frame;
    for (uint32_t i = 1; i <= upto->frames; i++) {
        if (!wal_next(op, from, &frame) || (i == upto->frames && !reached(&frame, upto))) {
            return damaged(op);
        }
        if (!put_frame(op, c, frame.page, frame.pages, frame.data)) {
            return false;
        }
        struct wal_boundary made = boundary_of(c, frame.pages);
        if (frame.pages != 0 && each != NULL && !each(op, self, &made)) {
            return false;
        }
    }
    return true;
}

bool wal_copy(struct op *op, struct wal *from, const struct wal_boundary *upto, const char *path, wal_boundary_fn each,
              void *self)
{
    bool fits;
    if (!wal_resume(op, from, &(struct wal_boundary){0}, &fits)) {
        return false;
    }
    struct copy *c = copy_begin(op, path);
    if (c == NULL) {
        return false;
    }
    if (upto->frames > 0) {
        put_header(c);
    }
    return copy_end(op, c, path, copy_frames(op, c, from, upto, each, self));
}

/* Keys of (page, frame), so that sorting puts the last frame of a page at the end of its run. */
static int compare_keys(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Verifies the prefix and answers the keys of the last version of each page, in page order; NULL on failure. */
static uint64_t *last_versions(struct op *op, struct wal *from, const struct wal_boundary *upto, size_t *count,
                               uint32_t *pages)
{
    size_t n = 0, cap = 256;
    uint64_t *keys = malloc(cap * sizeof *keys);
    must(keys != NULL);
    struct wal_frame frame = {0};
    while (n < upto->frames && wal_next(op, from, &frame)) {
        if (n == cap) {
            cap *= 2;
            keys = realloc(keys, cap * sizeof *keys);
            must(keys != NULL);
        }
        keys[n++] = (uint64_t)frame.page << 32 | frame.number;
    }
    if (n < upto->frames || !reached(&frame, upto)) {
        free(keys);
        (void)damaged(op);
        return NULL;
    }
    *pages = frame.pages;
    qsort(keys, n, sizeof *keys, compare_keys);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t page = (uint32_t)(keys[i] >> 32);
        bool last = i + 1 == n || (uint32_t)(keys[i + 1] >> 32) != page;
        if (last && page <= *pages) { /* pages past the end were freed */
            keys[kept++] = keys[i];
        }
    }
    *count = kept;
    return keys;
}

static bool squash_frames(struct op *op, struct copy *c, struct wal *from, const struct wal_boundary *upto,
                          struct wal_boundary *head)
{
    size_t count;
    uint32_t pages;
    uint64_t *keys = last_versions(op, from, upto, &count, &pages);
    if (keys == NULL) {
        return false;
    }
    bool ok = count > 0 || damaged(op);
    if (ok) {
        put_header(c);
    }
    for (size_t i = 0; ok && i < count; i++) {
        uint8_t data[WAL_PAGE_BYTES];
        ok = wal_page(op, from, (uint32_t)keys[i], data) &&
             put_frame(op, c, (uint32_t)(keys[i] >> 32), i + 1 == count ? pages : 0, data);
    }
    *head = boundary_of(c, pages);
    free(keys);
    return ok;
}

bool wal_squash(struct op *op, struct wal *from, const struct wal_boundary *upto, const char *path,
                struct wal_boundary *head)
{
    bool fits;
    *head = (struct wal_boundary){.act = upto->act};
    if (!wal_resume(op, from, &(struct wal_boundary){0}, &fits)) {
        return false;
    }
    struct copy *c = copy_begin(op, path);
    if (c == NULL) {
        return false;
    }
    return copy_end(op, c, path, upto->frames == 0 || squash_frames(op, c, from, upto, head));
}
