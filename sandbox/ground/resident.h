/* resident: who lives in an open world: its play, the attempt it belongs to, the seat its owner sits in. */
#ifndef GROUND_RESIDENT_H
#define GROUND_RESIDENT_H

#include "exercise/play.h"
#include "people/attempt.h"
#include "world/world.h"

struct resident {
    struct play *play;
    char attempt[LAB_ID_TEXT]; /* "" = none */
    char seat[EXERCISE_ALIAS_MAX + 8]; /* account; "" = none */
    int64_t generation, act; /* of the world, at the end of the last visit; 0 = none yet */
};

struct resident *resident_new(struct play *play, const struct attempt *attempt);
void resident_free(struct resident *r);
/* The owner takes the seat (an account id; a longer one than an exercise can name is a programmer's error). */
void resident_sit(struct resident *r, const char *seat);

/* What the trainer has let go in this attempt, by the act after which it holds in the world's present generation. */
MUST_USE bool resident_waivers(struct op *op, struct store *lab, struct world *w, const struct attempt *attempt,
                               const struct exercise *e, struct play_waiver **out, size_t *count);
/* The world is being closed: if its clock has run on since its last act, lab.db keeps where it stands. */
void resident_keep_clock(struct resident *r, struct store *lab);
/* Records verdicts, mistakes and the progress. */
MUST_USE bool resident_record(struct op *op, struct resident *r, struct store *lab, struct world *w,
                              const struct attempt *attempt, const struct judge_change *changes, size_t count,
                              struct instant real_now);
/* At opening: what the world's log does not know: checks the trainer let go, and that the attempt has ended. */
MUST_USE bool resident_recall(struct op *op, struct resident *r, struct store *lab, const struct attempt *attempt);
/* Has this hint been taken in this attempt, in any generation? `attempt` NULL: no. */
MUST_USE bool resident_took_hint(struct op *op, struct store *lab, const struct attempt *attempt, const char *step,
                                 const char *hint, bool *out);
/* At opening: records what lab.db has not heard of this generation (the process died between commit and recording). */
MUST_USE bool resident_catch_up(struct op *op, struct resident *r, struct store *lab, struct world *w,
                                const struct attempt *attempt, const struct judge_changes *changes);

#endif
