/* ground: the drill ground of one process: lab.db, the worlds, the exercises, and what ties them together.
 *
 * A VISIT is one request inside one world: ground_enter opens and holds the world and its play, ground_leave records in lab.db
 * what the judge said and gives the world back. Always:
 *  1. The world's commit is the truth. What lab.db lacks of it (the process died in between) is recorded when the world is next
 *     opened, once each (lab/attempt: rule 3).
 *  2. A visit that changed no verdict writes nothing to lab.db.
 *  3. Reset and rewind of a world are recorded in its attempt's history.
 *  4. A finished attempt's world does not change any more: its clock stands, nobody acts, nothing is rewound.
 *  5. An idempotency key used in a generation that was left is refused in all later ones: E_CONFLICT "idempotency.rewound".
 *  6. Several people may play in one world: whose attempt it is, and companions (together/companion.h), each in a seat of its own. No two
 *    people sit in one seat. The clock, going back and ending it are the owner's alone (and the trainer's).
 * Lock order: register of worlds, world, lab writer. */
#ifndef GROUND_GROUND_H
#define GROUND_GROUND_H

#include "exercise/play.h"
#include "ground/owner.h"
#include "ground/presence.h"
#include "ground/shelf.h"
#include "people/attempt.h"
#include "together/companion.h"
#include "together/desk.h"
#include "world/world.h"

struct ground;
struct ground_options {
    const char *data;      /* data folder (var); made if missing */
    const char *scenarios; /* folder of exercises */
    void (*progress)(const char *exercise);
    int open_max;          /* worlds kept open; 0 = default */
    bool untested;         /* take exercises without their self-test: for measuring only */
};

/* E_BUSY "store.taken" if another process owns the folder. NULL on failure. */
MUST_USE struct ground *ground_open(struct op *op, const struct ground_options *options);
/* Nobody may be visiting. */
void ground_close(struct ground *ground);

struct store *ground_lab(struct ground *ground);
struct world_store *ground_worlds(struct ground *ground);
const struct shelf *ground_shelf(const struct ground *ground);
const char *ground_blobs(const struct ground *ground); /* folder of attachments and printed forms */
struct instant ground_now(const struct ground *ground); /* real time */

/* The person's running attempt at the exercise, begun now with a fresh private world if there is none, or if the one it runs in was made by an
 * earlier version of the program ("world.older"): that attempt is then given up. */
MUST_USE const struct attempt *ground_begin(struct op *op, struct ground *ground, const char *person, int64_t class_id,
                                            const char *exercise, bool *created);

struct visit {
    struct ground *ground;
    struct world *world;
    struct play *play;             /* fetch anew after a reset or rewind: ground_* below do */
    const struct attempt *attempt; /* NULL: a world without attempt */
    const char *seat;              /* account the person sits in; NULL = none yet */
    bool owner;                    /* who looks on plays here: the person whose world it is, or a companion */
    const char *companion;         /* the companion who looks on; NULL = somebody else */
    const char *companion_seat;    /* where that companion sits */
    const char *owner_seat;        /* where the owner sits; NULL = nowhere yet */
    bool acted;                    /* somebody did something to the world in this visit */
    struct play_news news;         /* of all calls in this visit */
};
/* Whose world it is; *found false: nobody's attempt plays there. */
MUST_USE bool ground_owner(struct op *op, struct ground *ground, const char *world, struct world_owner *out, bool *found);
/* Holds the world. `watched`: the owner looks on (their clock may run). E_MISSING "world.unknown". */
MUST_USE bool ground_enter(struct op *op, struct ground *ground, const char *world, bool watched, struct visit *v);
/* The same for a companion, in the seat it has taken (NULL = none yet). Texts are the caller's. */
MUST_USE bool ground_enter_companion(struct op *op, struct ground *ground, const char *world, const char *person, const char *seat, struct visit *v);
/* What is the owner's alone. E_FORBIDDEN "together.owner_only" for a companion. */
MUST_USE bool visit_must_own(struct op *op, const struct visit *v);
/* Is the attempt under way (or is there none)? A finished one is only looked at. */
bool visit_is_running(const struct visit *v);
/* E_STATE "attempt.finished". */
MUST_USE bool visit_must_run(struct op *op, const struct visit *v);
/* Records and releases; always called after a successful enter. */
void ground_leave(struct op *op, struct visit *v);

/* Adds what a play call changed to the visit's news. */
void visit_add(struct op *op, struct visit *v, const struct play_news *news);
MUST_USE bool visit_act(struct op *op, struct visit *v, const struct play_call *call, struct act_answer *out);
/* E_FORBIDDEN "seat.not_for_people", E_CONFLICT "seat.taken" with the name of who sits there. */
MUST_USE bool visit_sit(struct op *op, struct visit *v, const char *seat);
/* Nobody sits any more: what belongs to a seat is not shown until one is taken again. Idempotent. */
MUST_USE bool visit_stand(struct op *op, struct visit *v);
MUST_USE bool visit_reset(struct op *op, struct visit *v);
/* E_INPUT "world.before_start", E_MISSING "world.no_such_act". */
MUST_USE bool visit_rewind(struct op *op, struct visit *v, int64_t act);
MUST_USE bool visit_undo(struct op *op, struct visit *v);
/* The earliest act the world can be taken back to: what its golden file ends with. */
int64_t visit_first_act(struct visit *v);
bool visit_hint_is_open(const struct visit *v, int step, int hint);
/* Takes a hint: recorded with its cost, once each. */
MUST_USE bool visit_hint(struct op *op, struct visit *v, int step, int hint, const char **text);
/* The trainer lets a check go, for good: neither a rewind nor a restart takes that back. */
MUST_USE bool visit_waive(struct op *op, struct visit *v, int check, const char *reason);
MUST_USE bool visit_finish(struct op *op, struct visit *v);

/* Who shows which dossier. */
struct desk_table *ground_desk(struct ground *ground);
/* What is known of the owner from memory. */
struct presence ground_presence(struct ground *ground, const char *world);

#endif
