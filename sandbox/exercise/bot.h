/* bot: plays the roles nobody sits in. Bots have no timers: the next act of a bot is a due item of the world's clock, planned in
 * the transaction of the act that gave it something to do, so a rewind takes the plan back with the act. Bots act only through
 * act_perform, like people.
 *
 * What a bot does at a step is what a good officer does there (table in bot.c), varied by its mood. How long it takes is drawn
 * from its pace by a generator seeded with (exercise seed, seat, dossier, step, act number): the same run, the same times. */
#ifndef EXERCISE_BOT_H
#define EXERCISE_BOT_H

#include "act/act.h"
#include "exercise/exercise.h"
#include "world/clock.h"

/* Inside an act: plans what a bot of the cast will do with the dossier as it is now (exercise/due.h forgets what was planned). */
struct dossier;
MUST_USE bool bot_plan(struct op *op, struct office *office, const struct exercise *exercise, const struct dossier *dossier);

/* What the bot of a due item does now (op->now is the office's clock). `name` NULL: there is nothing left to do for it (somebody was faster). */
struct bot_move {
    const char *name;         /* act */
    const struct json *input; /* object */
    struct actor actor;
};
MUST_USE bool bot_move(struct op *op, struct office *office, const struct exercise *exercise, const struct due_item *item,
                       struct bot_move *out);

#endif
