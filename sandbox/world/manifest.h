/* manifest: what a world is made of: its golden file, its generations, and the segments of each. One file per world, replaced
 * as a whole; whatever changes a world's logs becomes true at the moment the new manifest is in place.
 *
 * File `manifest` in the world's folder: a line with the SHA-256 of all that follows, then one JSON object. After a change the
 * one before stays as `manifest.old` until the new one and all it speaks of are on the disk: what a killed process leaves needs
 * it not, but after loss of power the new one may be there and a log it names may not.
 *
 * A GENERATION is the world's life between two rewinds or resets. Its SEGMENTS are logs over the same golden file, each
 * beginning with the squashed state the one before ended with; only the last segment of the active generation is written.
 * Acts before a generation's first segment are found in its parent, up to the act it left it at. */
#ifndef WORLD_MANIFEST_H
#define WORLD_MANIFEST_H

#include "world/durable.h"
#include "world/wal.h"

#define WORLD_ID_MAX 40
#define MANIFEST_BYTES_MAX (1024u * 1024u)
#define GENERATIONS_MAX 2000 /* per world: a rewind or reset past it is refused, E_LIMIT "world.too_many_generations" */
#define SEGMENTS_MAX 8000    /* per world, of all generations */

#define GENERATION_REASONS(X)                                                                                          \
    X(GENERATION_CREATED, "created")   /* the world's first */                                                         \
    X(GENERATION_RESET, "reset")       /* empty again */                                                               \
    X(GENERATION_REWOUND, "rewound")   /* back to an act */                                                            \
    X(GENERATION_RESTORED, "restored") /* a rewind or reset taken back */                                              \
    X(GENERATION_BRANCHED, "branched") /* first of a world branched from another */                                    \
    X(GENERATION_SALVAGED, "salvaged") /* what could be read of a damaged log */

enum generation_reason {
#define X(code, text) code,
    GENERATION_REASONS(X)
#undef X
};
const char *generation_reason_text(enum generation_reason reason);

struct segment {
    struct wal_boundary base; /* act and boundary of its head; zero frames: the golden file as it is */
    int64_t last;             /* last act reachable in it; of the open segment: not yet known, -1 */
};
struct generation {
    int64_t number; /* 1, 2, 3 … in the world */
    enum generation_reason why;
    int64_t parent;          /* generation that acts before `from_act` belong to; 0 = none */
    int64_t from_act;        /* act it began with */
    int64_t left;            /* generation that was active before it: what undoing goes back to; 0 = none */
    int64_t last_act;        /* when it was left; -1 while active */
    struct instant made_at;  /* real */
    struct segment *segments; /* number 0, 1, 2 … */
    size_t segment_count;
};
struct manifest {
    const char *golden;   /* name of the golden file: its SHA-256 */
    int64_t golden_bytes;
    int64_t golden_act;   /* user_version of the golden file */
    uint64_t boot;        /* of the machine that wrote it (savepoint.h) */
    struct generation *generations; /* by number, ascending; the last one is active */
    size_t count;
};

/* The manifest in the arena; NULL: E_MISSING "world.missing" (no file, or an empty one: the power failed while it was made), or
 * E_BROKEN "world.manifest_damaged". */
MUST_USE struct manifest *manifest_read(struct op *op, const char *folder);
MUST_USE struct manifest *manifest_parse(struct op *op, const char *bytes, size_t n);
/* Replaces the file; with DURABLE_FRESH it must not exist (E_CONFLICT "world.exists"). */
MUST_USE bool manifest_write(struct op *op, const char *folder, const struct manifest *m, enum durable_how how);

/* Replaces the file, keeping the one before as manifest.old unless there is one. The caller sees to manifest_settle. */
MUST_USE bool manifest_change(struct op *op, const char *folder, const struct manifest *m);
/* True if a change is not known to be on the disk. */
bool manifest_is_unsettled(struct op *op, const char *folder);
/* Everything is on the disk: the one before is not needed. */
void manifest_settle(struct op *op, const char *folder);
/* Back to the one before. */
MUST_USE bool manifest_fall_back(struct op *op, const char *folder);

static inline struct generation *manifest_active(const struct manifest *m)
{
    return &m->generations[m->count - 1];
}
/* NULL if there is none. */
struct generation *manifest_generation(const struct manifest *m, int64_t number);
/* Adds a generation (zeroed but for its number) and answers it. NULL: E_LIMIT. */
MUST_USE struct generation *manifest_add(struct op *op, struct manifest *m);
MUST_USE struct segment *manifest_add_segment(struct op *op, struct manifest *m, struct generation *g);

/* Where an act of a generation is to be found; false: E_MISSING "world.no_such_act". */
struct act_place {
    const struct generation *generation;
    size_t segment;
};
MUST_USE bool manifest_find(struct op *op, const struct manifest *m, int64_t generation, int64_t act, struct act_place *out);

/* "<folder>/<generation>.<segment><suffix>", in the arena. */
const char *segment_path(struct op *op, const char *folder, int64_t generation, size_t segment, const char *suffix);

#endif
