/* world_inside: the struct of a world, for world.c, generation.c, store.c and keeper.c only. */
#ifndef WORLD_WORLD_INSIDE_H
#define WORLD_WORLD_INSIDE_H

#include "world/births.h"
#include "world/golden.h"
#include "world/savepoint.h"
#include "world/store.h"

#include <pthread.h>
#include <stdatomic.h>

#define WORLD_BUCKETS 1024

struct later;

struct world {
    struct world_store *store;
    char id[WORLD_ID_MAX + 1];

    /* Under the register's lock. */
    struct world *next; /* in its bucket */
    int users;          /* callers that hold it or wait for it */
    int errands;        /* of those, the background thread's: they do not keep it open */
    int64_t used_ms;    /* when it was last given back; monotonic */
    uint64_t turn;      /* which giving back of the store's that was: orders those of one millisecond */

    /* Under the world's lock. */
    pthread_mutex_t lock;
    struct db *db; /* NULL = closed */
    void *tenant;
    const struct golden *golden;
    int64_t generation;
    size_t segment;
    struct wal_boundary base; /* of the open segment */
    struct savepoint acked;   /* the last acknowledged act */
    uint32_t committed;       /* frames in the log, as the commit hook says */
    uint32_t slots;           /* records in the side-car */
    uint32_t durable;         /* frames known to be on the disk */
    bool marked;              /* the side-car has a mark of this boot */
    int wal_fd;               /* SQLite's own descriptor of the log */
    int index_fd;             /* of the side-car; -1 until the first act */
    bool unsettled;           /* the manifest or a log it names is not known to be on the disk: manifest.old is still there */
    bool newborn;             /* the book of births has it: its files are not known to be on the disk */
    bool unmade;              /* it has none yet: its first write makes them */
    bool repair;              /* the log must be cut to `acked` before it is opened again */
    bool syncing;             /* the background thread writes the log to disk, with the lock given back */

    /* Hints, read without a lock. */
    atomic_bool is_open;  /* db is not NULL */
    atomic_bool dirty;    /* written since the last sync */
    atomic_bool fold_due;

    char folder[]; /* of its files */
};

struct world_store {
    int lock_fd;
    struct golden_shelf *shelf;
    struct births *births;
    struct world_store_options options;
    uint64_t boot;

    pthread_mutex_t lock; /* the register */
    pthread_cond_t wake;  /* the keeper */
    struct world *buckets[WORLD_BUCKETS];
    int known;
    uint64_t turn; /* worlds given back so far */
    bool closing;
    pthread_t keeper;

    pthread_mutex_t later_lock;
    struct later *later; /* files and folders the keeper is to sync */

    atomic_int open;
    _Atomic int64_t opened, folded, repaired, synced;

    char worlds[]; /* <folder>/worlds */
};

/* An operation with an arena of its own for reading manifests and side-cars, whose size is not the caller's doing (a request's
 * arena need not have room for 2,000 generations). world_scratch_end hands a failure on to `op`, frees it and answers `ok`. */
struct op world_scratch(const struct op *op);
MUST_USE bool world_scratch_end(struct op *op, struct op *scratch, bool ok);

/* Of a closed world or one in hand: whether it is unmade; then `birth` is set. */
bool world_look_for_birth(struct op *op, struct world *w, struct birth *birth);
bool manifest_is_there(struct op *op, const char *folder);
/* manifest_read, and of an unmade world what the book says. */
struct manifest *world_manifest(struct op *op, const struct world *w);
/* Makes the files of an unmade world; of another, nothing. Held. */
MUST_USE bool world_make_files(struct op *op, struct world *w);
/* The VFS's question at the first write of a connection that was opened without a log: the log's descriptor. -1 with errno. */
int world_first_write(void *world);

/* Opens a closed world; on failure it stays closed. Held. */
MUST_USE bool world_open_files(struct op *op, struct world *w);
/* Closes an open one, syncing what was written. Held; no transaction. */
void world_close_files(struct world *w);
/* The same, but leaves the syncing to the keeper. */
void world_leave_files(struct world *w);
/* After a failed write: closes, cuts the log to the last acknowledged act, opens again. false: still to be done, `repair` stays
 * set. Speaks to the log, not to an operation, because the operation has failed already. */
bool world_repair(struct world *w);
/* True if something reached the log that was not acknowledged. */
bool world_needs_repair(const struct world *w);
/* Syncs the log if it is dirty and marks the side-car; settles the manifest. Gives the lock up while syncing if `unlock`. */
void world_sync(struct world *w, bool unlock);
/* Connects to the last segment of the manifest's last generation, having closed what was open. */
MUST_USE bool world_reopen(struct op *op, struct world *w);
struct segment_files world_segment_files(struct op *op, const struct world *w, const struct generation *g, size_t segment);
/* The salvage of a closed world. Held. */
MUST_USE bool world_salvage_files(struct op *op, struct world *w, int64_t *act);

bool world_id_is_valid(const char *id);
/* Removes a world's folder; its manifest goes first, so that what is left is no world. */
MUST_USE bool world_remove_folder(struct op *op, const char *folder);

/* The register's own moves, for the keeper. */
void store_release(struct world *w);
int64_t store_monotonic_ms(void);
/* Has the keeper sync a folder and, if not NULL, a file in it, within a tick. */
void store_sync_later(struct world_store *store, const char *folder, const char *name);
/* Does it now. */
void store_sync_now(struct world_store *store);
void *store_keep(void *store);

#endif
