/* births: worlds that were created and have no files yet. A new world is one line in <worlds>/births.log; its folder, manifest and log are made by
 * its first act (newborn.c). That costs a creation one small write instead of three new files, and a world nobody plays nothing more.
 *
 * A line: 16 digits of the SHA-256 of what follows, then "born ID GOLDEN BYTES ACT BOOT MADE-AT", "kept ID" or "gone ID".
 *
 * Always:
 *  1. A world in the book is one that was born and is neither kept nor gone. Kept: its files are on the disk, so their loss from then on is damage.
 *     Before that a missing manifest means that there never was an act, or that the power failed in the world's first second.
 *  2. A manifest counts for more than the book: where there is one, the world is what it says.
 *  3. A killed process loses no line; loss of power the lines of the last second. A line that is not whole is passed over, said in the log, and
 *     not kept when the book is written anew. */
#ifndef WORLD_BIRTHS_H
#define WORLD_BIRTHS_H

#include "world/manifest.h"

struct births;
struct birth {
    char id[WORLD_ID_MAX + 1];
    char golden[65];       /* name of the golden file */
    int64_t golden_bytes;
    int64_t golden_act;    /* user_version of the golden file */
    uint64_t boot;         /* of the machine (savepoint.h) */
    struct instant made_at; /* real */
};

/* Reads the book of a folder, which need not have one. NULL on failure. */
MUST_USE struct births *births_open(struct op *op, const char *folder);
void births_close(struct births *births); /* NULL allowed; does not sync */

/* E_CONFLICT "world.exists" if the book has it. */
MUST_USE bool births_add(struct op *op, struct births *births, const struct birth *birth);
/* False if the book does not have it. `out` may be NULL. */
bool births_find(struct births *births, const char *id, struct birth *out);
enum birth_end { BIRTH_KEPT, BIRTH_GONE };
/* Takes it out of the book; nothing happens if it is not in it. */
MUST_USE bool births_end(struct op *op, struct births *births, const char *id, enum birth_end end);
/* Has what was written on the disk when it returns; writes the book anew if most of it is past. */
MUST_USE bool births_sync(struct op *op, struct births *births);
int births_count(struct births *births);

/* What a new world's manifest says, in the arena. */
struct manifest *birth_manifest(struct op *op, const struct birth *birth);

#endif
