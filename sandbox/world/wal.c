/* Header, all numbers big-endian:
 *
 *    0 magic 0x377f0682, or …83 when checksums read words big-endian      16 salt-1, salt-2
 *    4 version 3007000        8 page size        12 checkpoint number     24 checksum of bytes 0–23
 *
 * Frame: 0 page, 4 database size after commit or 0, 8 salts, 16 checksum over bytes 0–7 and the page, begun with the
 * checksum of the frame before (of the header for the first). */
#include "world/wal.h"

#include "world/wal_format.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK_FRAMES 64 /* frames read at once: 264 KB */

struct wal {
    int fd;               /* -1: bytes in memory */
    const uint8_t *bytes; /* if fd is -1 */
    int64_t size;
    bool valid; /* the header is right */
    bool big;   /* checksums read words big-endian */
    uint8_t salts[8];
    uint32_t first_check[2]; /* of the header */
    uint32_t check[2];       /* of the last frame read */
    uint32_t frames;         /* read so far */
    int64_t act;             /* user_version of the last page 1 read */
    uint32_t chunk_first;    /* frame number of the first frame in the chunk */
    uint32_t chunk_count;
    uint8_t *chunk;
};

/* ---- bytes ---- */

static bool read_bytes(struct op *op, const struct wal *wal, int64_t offset, void *out, size_t n)
{
    if (wal->fd < 0) {
        memcpy(out, wal->bytes + offset, n);
        return true;
    }
    size_t got = 0;
    while (got < n) {
        ssize_t r = pread(wal->fd, (char *)out + got, n - got, (off_t)(offset + (int64_t)got));
        if (r < 0 && errno == EINTR) {
            continue;
        }
        if (r <= 0) {
            return fail_broken(op, "reading a log: %s", r == 0 ? "it became shorter" : strerror(errno));
        }
        got += (size_t)r;
    }
    return true;
}

static bool read_header(struct op *op, struct wal *wal)
{
    uint8_t h[WAL_HEADER_BYTES];
    if (wal->size < WAL_HEADER_BYTES) {
        return true;
    }
    if (!read_bytes(op, wal, 0, h, sizeof h)) {
        return false;
    }
    uint32_t magic = be32(h);
    if ((magic & ~1u) != WAL_MAGIC || be32(h + 4) != WAL_VERSION || be32(h + 8) != WAL_PAGE_BYTES) {
        return true;
    }
    wal->big = (magic & 1u) != 0;
    memcpy(wal->salts, h + 16, 8);
    wal_checksum(wal->big, h, 24, wal->first_check);
    wal->valid = wal->first_check[0] == be32(h + 24) && wal->first_check[1] == be32(h + 28);
    return true;
}

static void stand_at_start(struct wal *wal)
{
    wal->frames = 0;
    wal->act = 0;
    memcpy(wal->check, wal->first_check, sizeof wal->check);
}

static struct wal *make(int fd, const uint8_t *bytes, int64_t size)
{
    struct wal *wal = calloc(1, sizeof *wal);
    must(wal != NULL);
    *wal = (struct wal){.fd = fd, .bytes = bytes, .size = size};
    return wal;
}

struct wal *wal_open(struct op *op, const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 || fstat(fd, &st) != 0) {
        (void)fail_broken(op, "opening the log %s: %s", path, strerror(errno));
        if (fd >= 0) {
            close(fd);
        }
        return NULL;
    }
    struct wal *wal = make(fd, NULL, st.st_size);
    if (!read_header(op, wal)) {
        wal_close(wal);
        return NULL;
    }
    stand_at_start(wal);
    return wal;
}

struct wal *wal_open_bytes(const void *bytes, size_t n)
{
    struct wal *wal = make(-1, bytes, (int64_t)n);
    must(read_header(NULL, wal)); /* memory does not fail */
    stand_at_start(wal);
    return wal;
}

void wal_close(struct wal *wal)
{
    if (wal == NULL) {
        return;
    }
    if (wal->fd >= 0) {
        close(wal->fd);
    }
    free(wal->chunk);
    free(wal);
}

int64_t wal_size(const struct wal *wal)
{
    return wal->size;
}

/* ---- frames ---- */

static uint32_t frames_in_file(const struct wal *wal)
{
    int64_t n = wal->valid ? (wal->size - WAL_HEADER_BYTES) / WAL_FRAME_BYTES : 0;
    return n > WAL_FRAMES_MAX ? WAL_FRAMES_MAX : (uint32_t)n;
}

/* The bytes of frame `number`, which is in the file; NULL if reading failed. */
static const uint8_t *frame_bytes(struct op *op, struct wal *wal, uint32_t number)
{
    if (wal->fd < 0) {
        return wal->bytes + wal_bytes(number) - WAL_FRAME_BYTES;
    }
    if (number < wal->chunk_first || number >= wal->chunk_first + wal->chunk_count) {
        uint32_t left = frames_in_file(wal) - number + 1;
        uint32_t count = left < CHUNK_FRAMES ? left : CHUNK_FRAMES;
        if (wal->chunk == NULL) {
            wal->chunk = malloc((size_t)CHUNK_FRAMES * WAL_FRAME_BYTES);
            must(wal->chunk != NULL);
        }
        wal->chunk_count = 0;
        if (!read_bytes(op, wal, wal_bytes(number) - WAL_FRAME_BYTES, wal->chunk, (size_t)count * WAL_FRAME_BYTES)) {
            return NULL;
        }
        wal->chunk_first = number;
        wal->chunk_count = count;
    }
    return wal->chunk + (size_t)(number - wal->chunk_first) * WAL_FRAME_BYTES;
}

bool wal_next(struct op *op, struct wal *wal, struct wal_frame *frame)
{
    if (wal->frames >= frames_in_file(wal)) {
        return false;
    }
    const uint8_t *f = frame_bytes(op, wal, wal->frames + 1);
    if (f == NULL || memcmp(f + 8, wal->salts, 8) != 0 || be32(f) == 0) {
        return false;
    }
    uint32_t check[2] = {wal->check[0], wal->check[1]};
    wal_checksum(wal->big, f, 8, check);
    wal_checksum(wal->big, f + 24, WAL_PAGE_BYTES, check);
    if (check[0] != be32(f + 16) || check[1] != be32(f + 20)) {
        return false;
    }
    memcpy(wal->check, check, sizeof check);
    wal->frames++;
    *frame = (struct wal_frame){
        .number = wal->frames, .page = be32(f), .pages = be32(f + 4), .check = {check[0], check[1]}, .data = f + 24};
    if (frame->page == 1) {
        wal->act = (int32_t)be32(frame->data + WAL_ACT_OFFSET);
    }
    return true;
}

bool wal_next_boundary(struct op *op, struct wal *wal, struct wal_boundary *out)
{
    struct wal_frame frame;
    while (wal_next(op, wal, &frame)) {
        if (frame.pages != 0) {
            *out = (struct wal_boundary){.frames = frame.number,
                                         .check = {frame.check[0], frame.check[1]},
                                         .act = wal->act,
                                         .pages = frame.pages};
            return true;
        }
    }
    return false;
}

bool wal_resume(struct op *op, struct wal *wal, const struct wal_boundary *from, bool *fits)
{
    stand_at_start(wal);
    *fits = from->frames == 0;
    if (from->frames == 0 || from->frames > frames_in_file(wal)) {
        return true;
    }
    uint8_t f[24];
    if (!read_bytes(op, wal, wal_bytes(from->frames) - WAL_FRAME_BYTES, f, sizeof f)) {
        return false;
    }
    *fits = be32(f + 4) != 0 && memcmp(f + 8, wal->salts, 8) == 0 && be32(f + 16) == from->check[0] &&
            be32(f + 20) == from->check[1];
    if (*fits) {
        wal->frames = from->frames;
        memcpy(wal->check, from->check, sizeof wal->check);
        wal->act = from->act;
    }
    return true;
}

bool wal_page(struct op *op, const struct wal *wal, uint32_t number, void *out)
{
    must(number >= 1 && number <= frames_in_file(wal));
    return read_bytes(op, wal, wal_bytes(number) - WAL_PAGE_BYTES, out, WAL_PAGE_BYTES);
}

void wal_seal(void *bytes, size_t n)
{
    uint8_t *b = bytes;
    if (n < WAL_HEADER_BYTES) {
        return;
    }
    uint32_t check[2] = {0, 0};
    put_be32(b, WAL_MAGIC);
    put_be32(b + 4, WAL_VERSION);
    put_be32(b + 8, WAL_PAGE_BYTES);
    wal_checksum(false, b, 24, check);
    put_be32(b + 24, check[0]);
    put_be32(b + 28, check[1]);
    for (size_t at = WAL_HEADER_BYTES; n - at >= WAL_FRAME_BYTES; at += WAL_FRAME_BYTES) {
        memcpy(b + at + 8, b + 16, 8);
        wal_checksum(false, b + at, 8, check);
        wal_checksum(false, b + at + 24, WAL_PAGE_BYTES, check);
        put_be32(b + at + 16, check[0]);
        put_be32(b + at + 20, check[1]);
    }
}
