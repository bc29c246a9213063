/* walk: an exercise gone through by the program, in worlds of its own: what the self-test and `thaotruong play` do.
 *
 * A walk's ground is a temporary data folder with a store of worlds; it is removed when the ground is closed. In it every
 * exercise has one golden file and any number of walks: a world in play, held by the caller from walk_begin to walk_end. Acts go
 * through play_act like a trainee's; no real time passes, so the clock moves by due items and jumps alone.
 * One thread; a walk's exercise must outlive it. */
#ifndef EXERCISE_WALK_H
#define EXERCISE_WALK_H

#include "exercise/play.h"
#include "world/world.h"

#define WALK_DUE_MAX 1000 /* due items waited through before somebody says that nothing comes */

struct walk_ground;
/* NULL: the folder (below TMPDIR, else /dev/shm, else /tmp) cannot be made. */
MUST_USE struct walk_ground *walk_ground_open(struct op *op);
void walk_ground_close(struct walk_ground *ground); /* NULL allowed; no walk may be open */
/* Builds the exercise's starting office (stage.h) and answers the golden file's name, in the arena. `data` is scenarios/data. */
MUST_USE const char *walk_golden(struct op *op, struct walk_ground *ground, const struct exercise *exercise, const char *data);

struct walk {
    struct walk_ground *ground;
    const struct exercise *exercise;
    struct world *world; /* NULL: not begun, or ended */
    struct play *play;
};
/* A new world over the golden file, its open steps set up. */
MUST_USE bool walk_begin(struct op *op, struct walk_ground *ground, const struct exercise *exercise, const char *golden,
                         struct walk *out);
/* A new world in the state after `act` of another walk's. */
MUST_USE bool walk_branch(struct op *op, const struct walk *from, int64_t act, struct walk *out);
/* Back to the state after `act`; what a step opened by it wants set up is set up again. */
MUST_USE bool walk_rewind(struct op *op, struct walk *walk, int64_t act);
/* Removes the world. */
void walk_end(struct walk *walk);

/* One act of a solution: where it stands, and the order in which a good officer does it all. */
struct walk_item {
    int step;
    size_t place; /* within the step's solve */
    const struct action *action;
};
struct walk_plan {
    const struct walk_item *items;
    size_t count;
    size_t start[EXERCISE_STEPS_MAX]; /* where a step's items begin: all steps before it are then solved */
    int order[EXERCISE_STEPS_MAX];    /* steps as they are solved: each after those it waits for, else as in the file */
    size_t steps;
};
MUST_USE struct walk_plan walk_plan_of(struct op *op, const struct exercise *exercise);

/* Does one action of a step's solve or of a mistake. False: refused (walk_is_refusal) or broken. A WAIT_FOR goes to the next due
 * item until the event is seen since the step opened; E_STATE "walk.never_comes" if it does not come. `news` is what changed. */
MUST_USE bool walk_do(struct op *op, struct walk *walk, int step, const struct action *action, struct play_news *news);
/* To the next due item and on, until nothing is due; at most WALK_DUE_MAX. */
MUST_USE bool walk_idle(struct op *op, struct walk *walk, struct play_news *news);
/* The failure is the office's answer to an act, not a fault of storage or of a world. */
bool walk_is_refusal(const struct op *op);

/* The chain's hash after the last act: equal for equal histories (audit/chain.h). */
MUST_USE const char *walk_hash(struct op *op, struct walk *walk);
int64_t walk_act(const struct walk *walk);

#endif
