/* play_inside: what play.c (opening, what callers do) and play_run.c (what one act sets off) share. Nobody else looks in here. */
#ifndef EXERCISE_PLAY_INSIDE_H
#define EXERCISE_PLAY_INSIDE_H

#include "exercise/play.h"

struct play {
    struct office *office;
    struct db *db;
    const struct exercise *exercise;
    struct judge *judge;
    struct play_keeper keeper;
    struct world_clock clock; /* as it runs; stored with each act */
    struct instant seen_at;   /* real: somebody looked on last */
    struct instant acted_at;  /* real: somebody acted last */
    const struct play_call *call; /* the person's call that is being done; NULL = none */
    struct arena *arena;      /* of the calendar's agency */
    const char *agency;
    bool set_up[EXERCISE_STEPS_MAX]; /* steps whose `given` needs no more looking at */
};

/* What an act of the drill ground itself writes beside its event and the clock. */
struct own_also {
    int64_t forget_item;     /* due item that is done with; 0 = none */
    const char *staged_step; /* exercise step whose `given` number staged_item is done with this; NULL = none */
    size_t staged_item;
};


void play_append(struct op *op, struct play_news *news, const struct judge_changes *more);
/* Feeds the judge what happened up to `last_act`; play_feed: all of it, and the time. */
MUST_USE bool play_feed_until(struct op *op, struct play *play, int64_t last_act, struct play_news *news);
MUST_USE bool play_feed(struct op *op, struct play *play, struct play_news *news);
/* One act with the clock and what it plans in its transaction; committed, acknowledged to the keeper, judged. */
MUST_USE bool play_perform(struct op *op, struct play *play, const struct actor *actor, struct act_call *call, struct act_answer *out,
                           struct play_news *news);
/* An act of the drill ground itself that says: the clock stood at `from` and is as play->clock has it now. */
MUST_USE bool play_note_clock(struct op *op, struct play *play, struct instant from, const struct own_also *also,
                              struct play_news *news);
/* Does what is due up to `until`, in order. E_LIMIT clock.too_many after PLAY_ITEMS_MAX items. */
MUST_USE bool play_do_due(struct op *op, struct play *play, struct instant until, struct play_news *news);
/* Sets up the steps that have opened, which may open others. What an earlier run has set up stands in table staged. */
MUST_USE bool play_settle(struct op *op, struct play *play, struct play_news *news);
/* Moves the clock on, doing what is due on the way. E_INPUT clock.backwards. */
MUST_USE bool play_move_to(struct op *op, struct play *play, struct instant to, const struct own_also *also, struct play_news *news);

#endif
