/* store: lab.db, the drill ground's own database, behind one interface.
 *
 * It owns the file: opening, upgrading after a backup, ONE writer thread that groups commits, a pool of readers.
 * Everything that reads or writes lab.db (sandbox/lab, sandbox/people) does it in a closure handed to lab_read or
 * lab_write; nobody else sees a connection. A PostgreSQL backend would replace this module and the .sql files.
 *
 * Always:
 *  1. lab_write returns true only after the transaction that holds the closure's rows is on the disk (WAL,
 *     synchronous=FULL): neither kill -9 nor loss of power takes it back.
 *  2. Closures of many callers share one commit. Each runs in its own savepoint: one that fails leaves no row and does
 *     not disturb the others.
 *  3. What must be unique or bounded is a constraint or a condition in the statement itself, never only a lock here.
 *  4. The writer's connection is the only one that writes and the only one that checkpoints.
 * Never: a lock held across the network or Lua; time or chance asked in SQL (callers pass `now`, ids come from digest.h).
 *
 * Lock order: register of worlds, world, lab writer. A closure must not call lab_read, lab_write or take a world. */
#ifndef LAB_STORE_H
#define LAB_STORE_H

#include "db/db.h"

#define LAB_READERS 4          /* reading connections */
#define LAB_BATCH_MAX 256      /* closures in one commit, at most */
#define LAB_ID_TEXT 20         /* room for a text id: letter, 16 characters, NUL */
#define LAB_WAL_PAGES_MAX 2048 /* the writer checkpoints past this many WAL pages (8 MiB), */
#define LAB_IDLE_MS 200        /* and when nothing was asked of it for this long */

struct store;

/* Opens `path` (…/lab.db), creating or upgrading it; an existing older file is first copied whole to
 * `<path>.before-<new schema number>`. The folder must exist. NULL on failure: E_BROKEN. */
MUST_USE struct store *store_open(struct op *op, const char *path);
/* The same with another list of migrations: for tests of upgrades. */
struct schema;
MUST_USE struct store *store_open_as(struct op *op, const char *path, const struct schema *schema);
/* Waits for what is queued, checkpoints, closes. NULL allowed. No call may be under way. */
void store_close(struct store *store);

/* Runs inside the transaction, on the writer's thread, with the caller's operation and arena. Returns false after fail().
 * Must leave no statement in use. Must be quick: others wait for the same commit. */
typedef bool (*lab_fn)(struct op *op, struct db *db, void *arg);

/* Runs fn in the writer's transaction and waits until that is durable. false: fn failed (its rows are gone), or the
 * commit did (E_BROKEN "error.broken": what was asked may or may not be there after a crash; ask again with the same key). */
MUST_USE bool lab_write(struct op *op, struct store *store, lab_fn fn, void *arg);
/* Runs fn on a reading connection in one read transaction (a snapshot that holds every write acknowledged before). */
MUST_USE bool lab_read(struct op *op, struct store *store, lab_fn fn, void *arg);

struct store_figures {
    int64_t closures;    /* run by the writer since the store was opened */
    int64_t commits;     /* transactions they shared */
    int64_t failed;      /* closures that failed and were taken back */
    int64_t checkpoints; /* made by the writer */
    int64_t largest;     /* most closures in one commit */
};
struct store_figures store_figures(struct store *store);

/* Binds and reads a class id that may be none: 0 here, NULL in the table. */
void bind_class(struct stmt *s, const char *name, int64_t class_id);

/* A new id: the letter and 16 random characters of [0-9a-z] without i, l, o, u (80 bits), in the arena. Letters in use:
 * p person, a attempt, w world, s session. */
const char *lab_id(struct op *op, char letter);

/* For sandbox/people only: what lives as long as the store. */
struct password_queue;
struct session_cache;
struct password_queue *store_passwords(struct store *store);
struct session_cache *store_sessions(struct store *store);

#endif
