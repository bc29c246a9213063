/* golden: the shelf of golden files: <folder>/<sha-256 of its bytes>.db, immutable, one for all worlds that stand on it.
 *
 * Always:
 *  1. A file is served only after its size and SHA-256 were compared with its name in this process; it is then read through
 *     the descriptor that was verified, so that nothing put under its name later is ever seen.
 *  2. Only a finished database is taken: write-ahead mode in its header, nothing left in a log beside it, pages of 4,096
 *     bytes. Golden files are never changed and never replaced. */
#ifndef WORLD_GOLDEN_H
#define WORLD_GOLDEN_H

#include "base/digest.h"
#include "base/op.h"

struct golden_shelf;
struct golden {
    char name[DIGEST_TEXT]; /* SHA-256 of the file, in hex; also what the VFS knows it by */
    int64_t bytes;
    int64_t act; /* user_version: the last act of the seed, 0 if there was none */
};

/* The folder is made if it is not there. NULL on failure. */
MUST_USE struct golden_shelf *golden_shelf_open(struct op *op, const char *folder);
void golden_shelf_close(struct golden_shelf *shelf); /* NULL allowed; no world may be open */

/* Moves a finished database file to the shelf and makes it durable. Answers its name, in the arena. NULL: E_INPUT "golden.not_finished" (and
 * the file is where it was), or the disk's failure. Adding the same bytes again is no failure. */
MUST_USE const char *golden_add(struct op *op, struct golden_shelf *shelf, const char *path);
/* A golden file ready to be served; verified now if it has not been. Lives as long as the shelf. NULL: E_MISSING
 * "golden.missing", E_BROKEN "golden.wrong". */
MUST_USE const struct golden *golden_get(struct op *op, struct golden_shelf *shelf, const char *name);

#endif
