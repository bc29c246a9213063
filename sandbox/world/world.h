/* world: a private office's storage: a golden file it shares, a log of its own, and every act it ever committed.
 *
 * All functions here take a world that the caller holds: got by world_get (store.h), given back by world_put. Between the two
 * nobody else touches it.
 *
 * Always:
 *  1. An act is one transaction that sets user_version to a number greater than the one before. After its commit the caller
 *     says world_committed; only then is it acknowledged, and no killed process loses it afterwards. A commit with an old
 *     number is taken back.
 *  2. Every acknowledged act is a save point: world_rewind and world_branch lead to exactly the state after it, also when it
 *     lies in a log that was squashed since or in a generation that was left.
 *  3. Reset, rewind and undo begin a new generation and change nothing in the old one, which stays listed. They are true from
 *     the moment the manifest is in place; before, the world is as it was.
 *     Loss of power within about a second may bring the old generation back: never a mixture.
 *  4. After a failed write or commit nothing is left of it: the log is cut back to the last acknowledged act before the
 *     caller hears of the failure. If the process dies before that, the outcome is unknown to the caller.
 *
 * reset, rewind, undo, fold and a repair close the connection and open another: fetch world_db or world_tenant anew. Where
 * opening the other fails (a damaged disk), both are NULL and only world_put is left to do. */
#ifndef WORLD_WORLD_H
#define WORLD_WORLD_H

#include "db/db.h"
#include "world/manifest.h"

struct world;

const char *world_id(const struct world *w);
/* The connection. Not for closing. With a tenant (store.h) it belongs to the tenant. */
struct db *world_db(const struct world *w);
/* What the store's move_in made of the connection (an office); NULL without tenancy. */
void *world_tenant(const struct world *w);
int64_t world_generation(const struct world *w);
/* The last acknowledged act; of an untouched world the golden file's. */
int64_t world_act(const struct world *w);
/* What SQL takes for now on this thread until world_put; world_get sets it to the office time of the last act. */
void world_set_clock(struct instant now);

/* Acknowledges the commit just made; `now` is its office time. false: the commit had no new act number or could not be
 * verified; it has been taken back. */
MUST_USE bool world_committed(struct op *op, struct world *w, struct instant now);

/* An empty generation: the golden file as it is. */
MUST_USE bool world_reset(struct op *op, struct world *w);
/* To the state after `act` of the current generation. E_MISSING "world.no_such_act". */
MUST_USE bool world_rewind(struct op *op, struct world *w, int64_t act);
/* Takes the last rewind or reset back: to the last act of the generation that was left by it. Repeated, it goes back step by
 * step. E_STATE "world.nothing_to_undo". */
MUST_USE bool world_undo_rewind(struct op *op, struct world *w);
/* A new world `id`, in the state after `act` of this one's current generation, with all earlier acts of it. */
MUST_USE bool world_branch(struct op *op, struct world *w, int64_t act, const char *id);
/* Squashes the log into a new segment now. The store does it by itself when a log is long. */
MUST_USE bool world_fold(struct op *op, struct world *w);

struct world_generation {
    int64_t number;
    enum generation_reason why;
    int64_t from_act;       /* it began in the state after this act of … */
    int64_t from;           /* … this generation; 0 = of the golden file */
    int64_t last_act;       /* now, or when it was left */
    struct instant made_at; /* real */
    bool active;
};
/* world_digest (store.h) of a world in hand. */
struct digest;
MUST_USE bool world_digest_held(struct op *op, struct world *w, struct digest *out, int *tables);
/* All generations, oldest first, in the arena. */
MUST_USE bool world_generations(struct op *op, struct world *w, struct world_generation **out, size_t *count);

/* Frames the log has behind its squashed head, and bytes of all of the world's files. */
struct world_size {
    uint32_t frames;
    int64_t bytes;
};
MUST_USE bool world_measure(struct op *op, struct world *w, struct world_size *out);

#endif
