/* durable: changing a file so that after a crash there is either the old one or the new one. */
#ifndef WORLD_DURABLE_H
#define WORLD_DURABLE_H

#include "base/op.h"

/* What a failed system call means to the user: a full disk is said as such ("db.full"), all else is E_BROKEN with `what`, the
 * path and errno as cause. Always false. */
bool durable_fail(struct op *op, const char *what, const char *path);

enum durable_how {
    DURABLE_NOW,   /* on the disk when it returns */
    DURABLE_LATER, /* when file and folder are synced next; a killed process does not matter */
    DURABLE_FRESH, /* the same, but the file must not exist (E_CONFLICT "world.exists"; an empty one, left by loss of power,
                      does not count) */
};
/* Writes `<folder>/<name>.new` and puts it in place of <folder>/<name>. On failure the old file is as it was. */
MUST_USE bool durable_replace(struct op *op, const char *folder, const char *name, const void *bytes, size_t n,
                              enum durable_how how);
/* Creates an empty file; fails if it exists. Not yet durable: sync the folder. */
MUST_USE bool durable_create(struct op *op, const char *path);
MUST_USE bool durable_sync_folder(struct op *op, const char *folder);
/* The whole file, at most `max` bytes, in the arena, NUL behind it. NULL: failed, or not there: then the operation has not
 * failed. A longer file is E_BROKEN. */
MUST_USE char *durable_read(struct op *op, const char *path, size_t max, size_t *n);

#endif
