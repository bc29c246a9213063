/* wal: SQLite's write-ahead log read and written by us, without SQL (file format: sqlite.org/walformat.html).
 *
 * A log is a 32-byte header and frames of 24 + 4,096 bytes. A frame belongs to the log if its salts are the header's and
 * its checksum, which runs over everything from the header on, is right; the first one that fails ends the log. A frame
 * with a database size ends a transaction: a BOUNDARY. Every act of a world is one transaction and writes page 1, whose
 * user_version is the number of the act, so boundaries can be named without asking SQL.
 *
 * The bytes come from outside (a restored backup, a damaged disk): every one is checked, nothing is believed that the
 * checksum does not carry, a log has at most WAL_FRAMES_MAX frames, memory does not grow with what a header claims.
 *
 * Copies are new files with fresh random salts, so no frame of the old file can ever be taken for one of the new: a
 * rewind that replays the same acts must not bring the abandoned ones back. Never a cut in place. */
#ifndef WORLD_WAL_H
#define WORLD_WAL_H

#include "base/op.h"

#include <stdint.h>

#define WAL_HEADER_BYTES 32
#define WAL_PAGE_BYTES 4096
#define WAL_FRAME_BYTES (24 + WAL_PAGE_BYTES)
#define WAL_FRAMES_MAX 262144u /* 1 GB: a hundred times what a log is squashed at; what lies past it is not read */

/* A place where a log may end: right after a transaction. Zero frames: the golden file as it is. */
struct wal_boundary {
    uint32_t frames;   /* frames up to and with the commit frame */
    uint32_t check[2]; /* the commit frame's checksum: it stands for the whole prefix */
    int64_t act;       /* user_version of page 1 at that point */
    uint32_t pages;    /* size of the database in pages; 0 = not known */
};
/* Bytes a log of that many frames has. */
static inline int64_t wal_bytes(uint32_t frames)
{
    return frames == 0 ? 0 : WAL_HEADER_BYTES + (int64_t)frames * WAL_FRAME_BYTES;
}

struct wal_frame {
    uint32_t number;    /* 1, 2, 3 … */
    uint32_t page;      /* page of the database, from 1 */
    uint32_t pages;     /* of the database, if the frame ends a transaction; else 0 */
    uint32_t check[2];
    const uint8_t *data; /* WAL_PAGE_BYTES, until the next wal_next */
};

struct wal;

/* Opens a log for reading; wal_close ends it. An empty file, or one whose header is not right, has no frames. NULL: the file
 * cannot be read (E_BROKEN). */
MUST_USE struct wal *wal_open(struct op *op, const char *path);
/* The same over bytes in memory, which must stay. Never NULL. */
struct wal *wal_open_bytes(const void *bytes, size_t n);
void wal_close(struct wal *wal); /* NULL allowed */
/* Bytes of the file when it was opened. */
int64_t wal_size(const struct wal *wal);

/* The next valid frame. false: the log ends here, or reading failed (op_failed tells). */
MUST_USE bool wal_next(struct op *op, struct wal *wal, struct wal_frame *frame);
/* The next boundary, reading on from where the reader stands. false: no more, or reading failed. A tail without commit is
 * not reported. Transactions that do not write page 1 keep the act of the one before. */
MUST_USE bool wal_next_boundary(struct op *op, struct wal *wal, struct wal_boundary *out);
/* Stands right behind a boundary noted earlier, without reading what is before it: `*fits` says whether the log has a commit
 * frame with exactly that number and checksum. If not, the reader stands at the start. false: reading failed. */
MUST_USE bool wal_resume(struct op *op, struct wal *wal, const struct wal_boundary *from, bool *fits);

/* Copies the page of frame `number` (which wal_next has answered before) to `out`, WAL_PAGE_BYTES. */
MUST_USE bool wal_page(struct op *op, const struct wal *wal, uint32_t number, void *out);

/* Called for every boundary a copy gets, in order. */
typedef bool (*wal_boundary_fn)(struct op *op, void *self, const struct wal_boundary *made);

/* Writes a new file `path` (E_BROKEN if it exists) with the frames of `from` up to `upto`, fresh salts and checksums.
 * Syncing is the caller's affair. Everything copied is verified on the way: E_BROKEN "world.log_damaged" if `from` does not reach `upto` with that
 * checksum; no file is left then. `each` may be NULL. */
MUST_USE bool wal_copy(struct op *op, struct wal *from, const struct wal_boundary *upto, const char *path,
                       wal_boundary_fn each, void *self);
/* The same with the last version of each page only, as one transaction; `head` is its boundary. */
MUST_USE bool wal_squash(struct op *op, struct wal *from, const struct wal_boundary *upto, const char *path,
                         struct wal_boundary *head);

/* For tests and fuzzing: makes every checksum and salt right, so that the frames themselves can be wrong. */
void wal_seal(void *bytes, size_t n);

#endif
