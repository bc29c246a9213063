/* savepoint: which act ends where in a log. A side-car file beside each log, <gen>.<seg>.gidx, holds one record per act,
 * written after the commit; what it says is checked against the log, and what it lacks is found in the log again.
 *
 * Record, 32 bytes, big-endian: act u64, frames u32, the commit frame's checksum u32 x 2, office time i64 (ms), CRC-32 of
 * the 28 bytes before. A record with act 0 is a MARK: the log is on the disk up to `frames`, and the machine was in the
 * boot whose number stands in place of the time.
 *
 * Always:
 *  1. The log is the truth. A record counts only if the log has a commit frame with its number and checksum.
 *  2. A record is evidence that the act was acknowledged. If the log lacks it, the log is damaged: "world.damaged", and
 *     neither file is touched. The one exception is loss of power (another boot, and the act lies behind the mark): the
 *     log has then lost its last second, which is what private worlds promise, and opens with what is left.
 *  3. At most one act without a record can follow the recorded ones: it was committed when the process died and counts. */
#ifndef WORLD_SAVEPOINT_H
#define WORLD_SAVEPOINT_H

#include "world/wal.h"

struct savepoint {
    struct wal_boundary end; /* pages is not recorded: 0 */
    struct instant at;       /* office time of the act; INSTANT_NONE if only the log knows it */
};

/* A log and its side-car, and where the log begins: the act and boundary of its squashed head, or zero frames and the act
 * that the golden file (or the segment before) ends with. */
struct segment_files {
    const char *wal;
    const char *index;
    struct wal_boundary base;
};
struct segment_state {
    struct savepoint last; /* where the log stands; its base if no act follows */
    uint32_t slots;        /* records in the side-car: where the next one goes */
    uint32_t durable;      /* frames the last mark of this boot vouches for */
    bool marked;           /* the side-car ends with a mark of this boot, or has one after its last act */
    int64_t lost;          /* acknowledged acts that loss of power took: the first of them, 0 = none */
};

/* Brings log and side-car in step, before SQLite opens the log: finds the last good act, adds missing records, cuts what
 * lies behind the last boundary (a spilled or half-written transaction) and syncs. `thorough` verifies the whole log instead
 * of trusting the records. Failures: E_BROKEN "world.damaged" (argument act: the first one missing). */
MUST_USE bool savepoint_recover(struct op *op, const struct segment_files *files, uint64_t boot, bool thorough,
                                struct segment_state *out);
/* The end of an act in this log. E_MISSING "world.no_such_act". */
MUST_USE bool savepoint_find(struct op *op, const struct segment_files *files, int64_t act, struct savepoint *out);
/* The longest readable prefix, damaged or not; changes nothing. For saving what can be saved. */
MUST_USE bool savepoint_salvage(struct op *op, const struct segment_files *files, struct savepoint *out);

/* Whether the log has its head whole. A log that is not there has none. */
MUST_USE bool savepoint_has_head(struct op *op, const struct segment_files *files, bool *out);

/* Writes record number `slot`. false with errno set; the side-car is then short of a record, which the log makes good. */
MUST_USE bool savepoint_write(int fd, uint32_t slot, const struct savepoint *point);
MUST_USE bool savepoint_write_mark(int fd, uint32_t slot, const struct wal_boundary *durable, uint64_t boot);

/* A number for this boot of the machine; 0 if the kernel does not tell. */
uint64_t savepoint_boot(void);

/* What the bytes of a side-car say; for the fuzz target too. */
struct savepoint_index {
    struct savepoint *points; /* valid records of acts, in the order of the file */
    size_t count;
    struct savepoint mark; /* the last mark; act 0. Its time holds the boot */
    bool has_mark;
    bool damaged;     /* a record with a wrong CRC stands among them */
    uint32_t slots;
};
struct savepoint_index savepoint_parse(struct op *op, const void *bytes, size_t n);

#endif
