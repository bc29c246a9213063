/* selftest_inside: what the files of the self-test share. */
#ifndef EXERCISE_SELFTEST_INSIDE_H
#define EXERCISE_SELFTEST_INSIDE_H

#include "exercise/selftest.h"
#include "exercise/walk.h"

#define SELFTEST_CASES_MAX 4000
#define TRIAL_BYTES ((size_t)256 << 20)

struct testing {
    struct op *op; /* the report lives in its arena */
    const struct exercise *ex;
    const struct selftest_options *options;
    const char *data;
    struct selftest_report *report;
    struct walk_ground *ground;
    const char *golden;
    struct walk_plan plan;
    struct walk solved;    /* the solve run; its world stays for branching */
    int64_t *before;       /* number of the last act before each item of the plan */
    int64_t *own;          /* the last act of each item */
    size_t done;           /* items that could be done */
    bool perfect;          /* the solve run passed */
    const char *hash;      /* of its last act */
};

/* Adds a case; pairs as in fail(); NULL key = nothing to say. */
struct selftest_case *selftest_add(struct testing *t, enum selftest_part part, enum selftest_outcome outcome, const char *name,
                                   const char *key, ...) __attribute__((sentinel));
/* "step/thing", in the report's arena. */
const char *selftest_name(struct testing *t, int step, const char *format, ...) __attribute__((format(printf, 3, 4)));
const char *selftest_number(struct testing *t, int64_t n);

/* A walk with memory of its own, so that hundreds of them do not add up. */
struct trial {
    struct testing *t;
    struct arena *arena;
    struct op op;
    struct walk walk;
};
/* False: the program failed (t->op says how); nothing is open then. */
MUST_USE bool trial_begin(struct testing *t, const struct exercise *exercise, const char *golden, struct trial *out);
MUST_USE bool trial_branch(struct testing *t, int64_t act, struct trial *out);
/* Hands the trial's failure to the report's operation; always false. */
bool trial_broken(struct trial *trial);
void trial_end(struct trial *trial);
/* Does items [from, to) of the plan; stops at the first that is refused: *done is its index, `to` if all were done. False: broken. */
MUST_USE bool trial_solve(struct trial *trial, size_t from, size_t to, size_t *done);
/* 100 points and no mistake. */
bool trial_is_perfect(struct trial *trial);

/* The parts. False: the program failed. */
MUST_USE bool selftest_empty(struct testing *t);
MUST_USE bool selftest_solve(struct testing *t);
MUST_USE bool selftest_mistakes(struct testing *t);
MUST_USE bool selftest_mutations(struct testing *t);
MUST_USE bool selftest_twice(struct testing *t);
MUST_USE bool selftest_resume(struct testing *t);
MUST_USE bool selftest_calendar(struct testing *t);

#endif
