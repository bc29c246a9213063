/* why: what a check asks for, and why nothing has fulfilled it yet, as sentences in the operation's language.
 *
 * The nearest event is the one of the right name that differs in the fewest ways; each way is said with what was and what was
 * wanted. An author's own sentence (`:say`) replaces the first, never the second. */
#ifndef EXERCISE_WHY_H
#define EXERCISE_WHY_H

#include "exercise/judge.h"

/* What the check asks for: the author's words, else made from its parts. Never NULL. */
const char *check_text(struct op *op, const struct exercise *exercise, int step, const struct check *check);
/* Why it is still waiting; NULL if it is decided or its step is not open. `check` = number within the exercise. */
const char *check_why(struct op *op, const struct judge *judge, int step, int check);

#endif
