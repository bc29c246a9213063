/* golden_vfs: the SQLite VFS under every world. The main database is an immutable golden file shared by all worlds of it;
 * only the write-ahead log is a world's own.
 *
 * A world is opened as file:<folder>/<gen>.<seg>.gwal?golden=<name>: the path is the private log, the parameter names a
 * golden file published in golden_source.h. SQLite derives "<path>-wal" for the log; the VFS maps that name back to <path>, so that
 * nothing on the disk has a name that stock SQLite would open, delete or checkpoint.
 *
 * Always:
 *  1. The golden file is read through the descriptor whose bytes were verified; writing, cutting or mapping it fails.
 *  2. A log is never deleted here, whatever SQLite asks; a journal of a world never exists.
 *  3. One writing connection per log, over all processes: a second one is refused with SQLITE_BUSY.
 *  4. The time SQL sees is the clock of the thread (golden_vfs_set_clock); without one, SQL gets an error, never real time.
 *  5. Anything opened without the parameter goes to the default VFS (temporary files, VACUUM INTO, ATTACH). */
#ifndef WORLD_GOLDEN_VFS_H
#define WORLD_GOLDEN_VFS_H

#include "base/op.h"

#include <stdint.h>

#define GOLDEN_VFS "golden"

struct sqlite3;

/* Registers the VFS and gives SQLite's page cache back to malloc (an idle world then holds no spare pages), once per
 * process; later calls do nothing. Call it before the process opens its first database. */
MUST_USE bool golden_vfs_start(struct op *op);

enum {
    GOLDEN_WRITE = 1,     /* without it the connection cannot change the log either */
    GOLDEN_LOG_LATER = 2, /* the log is not there yet and reads as empty */
};
/* The URI for db_open, in the arena. */
const char *golden_vfs_uri(struct op *op, const char *wal_path, const char *name, unsigned flags);
/* Who makes the log of a connection opened with both flags when it is first written to: answers the descriptor (the connection's from then on),
 * or -1 with errno, and the write fails. To be set after the first read. */
void golden_vfs_make_later(struct sqlite3 *db, int (*make)(void *self), void *self);

/* What SQL of this thread takes for now; INSTANT_NONE unsets it. Set on taking a world's lock, unset on giving it back. */
void golden_vfs_set_clock(struct instant now);

/* The descriptor of the connection's log, for reading frames back; -1 before the first read of the database. */
int golden_vfs_wal_fd(struct sqlite3 *db);
/* True if any write, truncation or sync of this connection's log ever failed: what is on the disk behind the last
 * acknowledged commit is then unknown, and the world must be repaired (world.h). */
bool golden_vfs_wal_failed(struct sqlite3 *db);

#endif
