/* lint: does an exercise that can be read also make sense? Names that exist, seats that may do what they are asked to, points
 * that sum to 100, both languages, steps that can be reached, checks that a trainee and not a bot must fulfil.
 *
 * An exercise with an error cannot be assigned to a class; a warning is advice. */
#ifndef EXERCISE_LINT_H
#define EXERCISE_LINT_H

#include "exercise/exercise.h"

#define LINT_FINDINGS_MAX 200

struct lint_finding {
    bool warning;
    int line;        /* of scenario.lua; 0 = none */
    const char *key; /* below "exercise.lint." */
    struct error_arg args[ERROR_ARGS_MAX];
    int arg_count;
};
struct lint_report {
    struct lint_finding *items; /* in order of line */
    size_t count, errors, warnings;
};

/* Fails on nothing an exercise can contain; what it finds is in the report, in op's arena. */
MUST_USE bool exercise_lint(struct op *op, const struct exercise *exercise, struct lint_report *out);
/* "scenario.lua:12: sentence" in the operation's language. */
const char *lint_text(struct op *op, const struct exercise *exercise, const struct lint_finding *finding);
/* E_INPUT "exercise.load" with every error as field error if the report has any; for whoever must not go on with it. */
MUST_USE bool lint_require(struct op *op, const struct exercise *exercise, const struct lint_report *report);

#endif
