/* play: a world in play: an office, its clock, its bots and the judge, as one thing that answers what an act changed.
 *
 * It is the tenant of a world (world/store.h): made when the world's connection opens, gone when it closes; everything it knows
 * beyond the database is derived from it (the judge is fed with the whole log) or is only presence (who looks on, since when).
 *
 * Always:
 *  1. Before a person's act, all that is due is done, each item at its own moment, each its own act.
 *  2. After every commit the keeper is told (the save point is then acknowledged) and the judge is fed; what it says is in the
 *     answer to that very call.
 *  3. When a step opens, its `given` is set up, once, before the call returns.
 * One thread at a time: the world's holder. */
#ifndef EXERCISE_PLAY_H
#define EXERCISE_PLAY_H

#include "act/act.h"
#include "exercise/judge.h"
#include "world/clock.h"

#define PLAY_ITEMS_MAX 5000 /* due items one call may do */

struct play;

struct play_keeper {
    /* The commit just made is to be acknowledged (world_committed). */
    bool (*committed)(void *self, struct op *op, struct instant now);
    void *self;
};

/* Takes over `db`. `exercise` NULL: a world without exercise (no judge, no bots). Feeds the judge with the whole log;
 * `changes` (NULL allowed) are all verdicts so far, in the operation's arena. NULL on failure: db is then not taken. */
MUST_USE struct play *play_open(struct op *op, struct db *db, const struct exercise *exercise, struct judge_changes *changes);
/* A check that the trainer has let go, after that act. */
struct play_waiver {
    int check;
    int64_t act;
};
/* The same, with the waivers so far: those of earlier acts first. */
MUST_USE struct play *play_open_waived(struct op *op, struct db *db, const struct exercise *exercise,
                                       const struct play_waiver *waivers, size_t count, struct judge_changes *changes);
void play_close(struct play *play);
/* The clock had been seen to run to there since the last act, before the world was closed: it goes on from there. Never back. */
void play_resume(struct play *play, struct instant office_at);
/* Who acknowledges commits from now on. */
void play_set_keeper(struct play *play, struct play_keeper keeper);

struct office *play_office(struct play *play);
struct db *play_db(struct play *play);
struct judge *play_judge(struct play *play); /* NULL without exercise */
const struct exercise *play_exercise(const struct play *play);
const struct world_clock *play_clock(const struct play *play);
const struct calendar *play_calendar(const struct play *play);
/* The actor of a seat. E_MISSING "account.unknown". */
MUST_USE bool play_actor(struct op *op, struct play *play, const char *seat, struct actor *out);

/* What a call changed, in order: verdicts, steps, mistakes. Lives in the operation's arena. */
struct play_news {
    struct judge_change *items;
    size_t count;
    size_t due_done;  /* due items done on the way */
    int64_t last_act; /* number of the last act committed by the call; 0 = none */
};

/* Somebody looks on at real time `real_now`: lets the clock run as its mode says and does what is due. */
MUST_USE bool play_watch(struct op *op, struct play *play, struct instant real_now, struct play_news *news);

struct play_call {
    const char *seat; /* account that acts */
    const char *act;
    const struct json *input;
    int64_t version;             /* of the dossier; -1 = do not ask */
    const char *idempotency_key; /* NULL = none */
    /* Runs in the act's transaction, before its commit (a file gets its name); NULL = nothing. Not at a repeat. */
    bool (*settle)(struct op *op, void *self);
    void *settle_self;
};
/* A person's act: first what is due, then the act, then what it opens. */
MUST_USE bool play_act(struct op *op, struct play *play, const struct play_call *call, struct instant real_now,
                       struct act_answer *out, struct play_news *news);

/* Would it be done? The act is run and taken back: fails just as the act would now, changes nothing, and no check sees it. */
MUST_USE bool play_try(struct op *op, struct play *play, const struct play_call *call);

/* The trainer lets a check go now (its number within the exercise); what that opens is set up. */
MUST_USE bool play_waive(struct op *op, struct play *play, int check, struct play_news *news);

#define PLAY_JUMP_MAX_MS (731 * MS_DAY) /* one jump: two years */
#define PLAY_YEAR_MAX 2099              /* of a world's clock: the calendar is computed no further */
/* Moves the clock to `to`, doing what is due on the way. E_INPUT "clock.backwards", "clock.too_far", E_LIMIT "clock.too_many". */
MUST_USE bool play_jump(struct op *op, struct play *play, struct instant to, struct play_news *news);
/* To the next due item, and does it. E_STATE "clock.nothing_next". */
MUST_USE bool play_next(struct op *op, struct play *play, struct play_news *news);
MUST_USE bool play_set_clock(struct op *op, struct play *play, enum clock_mode mode, int64_t rate, struct play_news *news);

#endif
