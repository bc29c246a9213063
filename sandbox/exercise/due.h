/* due: what will happen to a dossier by itself: a bot's next act, and a limit that passes. Both are due items of the world's clock,
 * planned in the transaction of the act that made them so, and done in the order (office ms, id) through act_perform.
 *
 * When a limit passes the office itself acts (account DUE_OFFICE_ACCOUNT, no seat): dossier.lapse. A limit that has been met in the
 * meantime was taken out with the act that met it. */
#ifndef EXERCISE_DUE_H
#define EXERCISE_DUE_H

#include "exercise/bot.h"

#define DUE_OFFICE_ACCOUNT "he-thong"

/* Inside an act: forgets what was planned for the dossier and plans anew. `exercise` NULL: no bots. */
MUST_USE bool due_plan(struct op *op, struct office *office, const struct exercise *exercise, int64_t dossier);
/* The same after an act (NULL = none of a person's): for its dossier, or for all that changed hands with it. */
MUST_USE bool due_plan_act(struct op *op, struct office *office, const struct exercise *exercise, const char *act);
/* What is done for an item now; `name` NULL as bot_move. */
MUST_USE bool due_move(struct op *op, struct office *office, const struct exercise *exercise, const struct due_item *item,
                       struct bot_move *out);

#endif
