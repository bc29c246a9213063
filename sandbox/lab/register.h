/* register: which golden files and which worlds there are, in lab.db.
 *
 * A golden file is known by name ("so-khcn") and found by digest (its file name). A world belongs to one person (and class)
 * and stands on one golden digest for its life. The register says what exists and whose it is; the world's own files say
 * what is in it. A row is never deleted, only archived, so an id is never given twice. */
#ifndef LAB_REGISTER_H
#define LAB_REGISTER_H

#include "lab/store.h"

struct world_row {
    const char *id;      /* "w…" */
    const char *golden;  /* digest of the golden file, 64 hex digits */
    const char *person;  /* owner, "p…" */
    int64_t class_id;    /* 0 = none */
    const char *attempt; /* "a…" that plays in it, or NULL */
    const char *exercise; /* exercise id, or NULL */
    struct instant created_at;  /* real */
    struct instant archived_at; /* real; INSTANT_NONE while in use */
    const char *digest;         /* of all its rows, when last taken; NULL = never */
    int64_t digest_generation, digest_act; /* where that was taken */
};

/* Name -> digest of the golden file built last under that name; NULL without failure if there is none. */
MUST_USE bool golden_note(struct op *op, struct store *store, const char *name, const char *digest, struct instant now);
const char *golden_find(struct op *op, struct store *store, const char *name);

/* Enters a world (of the row: id, golden, person, class_id, created_at) that stands outside attempts: free practice, a what-if
 * branch. Attempts enter theirs by attempt_begin. Repeating the same row is no failure; the same id for another person or another
 * golden file is E_CONFLICT "world.taken". */
MUST_USE bool world_note(struct op *op, struct store *store, const struct world_row *world);
/* The same inside a closure of lab_write. */
MUST_USE bool world_note_in(struct op *op, struct db *db, const struct world_row *world);
/* NULL: E_MISSING "world.unknown". */
MUST_USE const struct world_row *world_row_get(struct op *op, struct store *store, const char *id);
/* Worlds in use: of a person, or of a class (the other argument NULL / 0), newest first. */
MUST_USE bool world_row_list(struct op *op, struct store *store, const char *person, int64_t class_id,
                             struct world_row **out, size_t *count);
MUST_USE bool world_note_digest(struct op *op, struct store *store, const char *id, const char *digest,
                                int64_t generation, int64_t act);
/* The idempotency keys used in a world up to `generation`, which is about to be left. Repeating it is no failure. */
MUST_USE bool world_spend_keys(struct op *op, struct store *store, const char *id, int64_t generation,
                               const char *const *keys, size_t count);
/* *spent: the key was used in a generation before this one. */
MUST_USE bool world_key_spent(struct op *op, struct store *store, const char *id, int64_t generation, const char *key,
                              bool *spent);
MUST_USE bool world_archive(struct op *op, struct store *store, const char *id, struct instant now);

#endif
