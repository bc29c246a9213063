/* store: all worlds of a data folder: which are open, who holds them, what happens to them in the background.
 *
 *   <folder>/golden/<sha-256>.db          golden files (golden.h)
 *   <folder>/worlds/lock                  flock: one process
 *   <folder>/worlds/births.log            worlds created that have no files yet (births.h)
 *   <folder>/worlds/<id>/manifest         what the world is made of (manifest.h)
 *   <folder>/worlds/<id>/<gen>.<seg>.gwal logs, and beside each its side-car .gidx (savepoint.h)
 *
 * Always:
 *  1. A world has one connection in one process. It is held by one caller at a time (world_get … world_put).
 *  2. At most `open_max` worlds are open; the one unused longest makes room. A world open and unused for `idle_ms` is closed.
 *  3. What was committed is on the disk about a second later: a thread syncs every log that was written. A killed process
 *     loses nothing acknowledged; loss of power may cost a private world its last second.
 *  4. A log with more than `fold_frames` frames behind its head is squashed in the background; past twice that, in world_put.
 *
 * Lock order: the register's lock is never held while waiting for a world. */
#ifndef WORLD_STORE_H
#define WORLD_STORE_H

#include "base/digest.h"
#include "world/world.h"

struct world_store;

/* Who lives in an open world: an office over its connection. All NULL: nobody, and the world keeps the connection. */
struct world_tenancy {
    /* Takes over `db` and answers a handle, or fails (NULL) and leaves db to the world. */
    void *(*move_in)(void *self, struct op *op, struct world *w, struct db *db);
    /* Ends it and closes the db. Called whenever the world's connection is about to go. */
    void (*move_out)(void *self, void *tenant);
    void *self;
};
struct world_store_options { /* zeros mean the defaults */
    int open_max;            /* 512 */
    int64_t idle_ms;         /* 600,000 */
    int64_t tick_ms;         /* 1,000: how often the background thread looks */
    uint32_t fold_frames;    /* 2,000: 8 MB */
    int cache_kib;           /* 64: page cache of an open world */
    struct world_tenancy tenancy;
};

/* Makes the folders, takes the lock (E_BUSY "store.taken"), starts the thread. NULL on failure. `options` may be NULL. */
MUST_USE struct world_store *world_store_open(struct op *op, const char *folder, const struct world_store_options *options);
/* Syncs and closes every world. Nobody may hold one. NULL allowed. */
void world_store_close(struct world_store *store);

/* golden_add and golden_get (golden.h) on the store's shelf. */
MUST_USE const char *world_store_add_golden(struct op *op, struct world_store *store, const char *path);
MUST_USE bool world_store_has_golden(struct op *op, struct world_store *store, const char *name);

/* A new world over a golden file: a line in the book of births; its files come with its first act. `id`: 1–40 of [a-z0-9_-], not beginning with - (E_INPUT "world.bad_id").
 * E_CONFLICT "world.exists", E_MISSING "golden.missing", E_BROKEN "golden.wrong". A killed process does not lose it; like an act it
 * is safe from loss of power about a second later. */
MUST_USE bool world_create(struct op *op, struct world_store *store, const char *id, const char *golden);
/* Opens it if need be and holds it. NULL: E_MISSING "world.missing"; E_BROKEN "world.damaged" (acknowledged acts are missing:
 * the files stay as they are, see world_salvage), "world.repair_pending" (after a failed write the disk still refuses). */
MUST_USE struct world *world_get(struct op *op, struct world_store *store, const char *id);
/* Gives it back: an open transaction is rolled back, a failed write repaired. NULL allowed. */
void world_put(struct world *w);
/* Removes the world with all its generations. */
MUST_USE bool world_delete(struct op *op, struct world_store *store, const char *id);
/* Closes a world nobody holds, as idleness would. */
MUST_USE bool world_rest(struct op *op, struct world_store *store, const char *id);
/* Begins a new generation with what can still be read of a damaged log, the damaged one kept; `act` tells how far that is. */
MUST_USE bool world_salvage(struct op *op, struct world_store *store, const char *id, int64_t *act);
/* Digest of all rows as they are in the world's files: through a connection of its own that cannot write. */
MUST_USE bool world_digest(struct op *op, struct world_store *store, const char *id, struct digest *out, int *tables);

struct world_store_figures {
    int open;         /* worlds open now */
    int64_t opened;   /* since the store was opened: openings, … */
    int64_t folded;
    int64_t repaired; /* logs cut back after a failed write */
    int64_t synced;   /* logs synced in the background */
};
struct world_store_figures world_store_figures(struct world_store *store);

#endif
