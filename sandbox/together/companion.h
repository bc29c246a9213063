/* companion: who plays along in somebody else's world.
 *
 * Whose attempt it is may let colleagues of the class in, by a code of six letters to read aloud. A companion sits in a seat of its own and
 * acts with its rights; the world, its clock, its rewinding and the points stay the owner's.
 *
 * 1. Companions are of the owner's class, and the attempt is running.
 * 2. At most COMPANIONS_MAX at once. 3. Nobody plays along with itself.
 * 4. A code lets in until it is taken back or another is made; who is in stays in until it leaves or is asked to. */
#ifndef TOGETHER_COMPANION_H
#define TOGETHER_COMPANION_H

#include "lab/store.h"

#define COMPANIONS_MAX 7

struct companion {
    const char *person;
    const char *name; /* as shown in the class */
    const char *seat; /* office account; NULL = none yet */
    struct instant joined_at; /* real */
};
/* An attempt that a person plays along in. */
struct accompanied {
    const char *id; /* of the attempt */
    const char *exercise;
    const char *state;
    const char *owner; /* name */
};

/* A fresh code "K7M-2QF"; the one before lets nobody in any more. NULL on failure. */
MUST_USE const char *invitation_open(struct op *op, struct store *store, const char *attempt, struct instant now);
/* The code as shown, or NULL without failure if nobody is let in. */
const char *invitation_get(struct op *op, struct store *store, const char *attempt);
MUST_USE bool invitation_close(struct op *op, struct store *store, const char *attempt);

/* Comes in by the code. *attempt and *world tell where. E_MISSING "together.unknown_code" (also for a code of another class), E_STATE
 * "together.own", "attempt.finished", E_LIMIT "together.full". Again is no failure. */
struct companion_join {
    const char *code, *person;
    int64_t class_id;
};
MUST_USE bool companion_join(struct op *op, struct store *store, const struct companion_join *ask, struct instant now, const char **attempt, const char **world);
/* E_MISSING "together.unknown_person". */
MUST_USE bool companion_leave(struct op *op, struct store *store, const char *attempt, const char *person, struct instant now);
MUST_USE bool companion_sit(struct op *op, struct store *store, const char *attempt, const char *person, const char *seat);
MUST_USE bool companion_list(struct op *op, struct store *store, const char *attempt, struct companion **out, size_t *count);
/* Does the person play along in that world? *seat: the office account it sits in, NULL = none yet. */
MUST_USE bool companion_find(struct op *op, struct store *store, const char *world, const char *person, bool *found, const char **seat);
/* Running attempts of the class that the person plays along in, latest first. */
MUST_USE bool companion_attempts(struct op *op, struct store *store, const char *person, int64_t class_id, struct accompanied **out, size_t *count);

#endif
