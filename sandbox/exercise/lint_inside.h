/* lint_inside: what lint.c (the frame and the steps) and lint_names.c (events, acts, seats) share. */
#ifndef EXERCISE_LINT_INSIDE_H
#define EXERCISE_LINT_INSIDE_H

#include "exercise/lint.h"

struct linting {
    struct op *op;
    const struct exercise *ex;
    struct lint_report report;
};
/* Pairs of argument name and value, ended by NULL. */
void lint_error(struct linting *l, int line, const char *key, ...) __attribute__((sentinel));
void lint_warning(struct linting *l, int line, const char *key, ...) __attribute__((sentinel));

/* Every event test, wherever it stands. */
void lint_tests(struct linting *l);
/* Everything that is done in given, solve, mistakes, at. */
void lint_actions(struct linting *l);
/* Procedures, components and starting offices, where the exercise has a folder. */
void lint_catalogue(struct linting *l);
/* Field checks of a want and of what is inside it. */
void lint_fields(struct linting *l, const struct exercise_step *step, const struct want *want);
/* Could bots alone fulfil this want? */
bool lint_bots_could(const struct exercise *ex, const struct want *want);

#endif
