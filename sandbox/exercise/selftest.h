/* selftest: does an exercise do what its author believes? It is played by the program in worlds of its own (walk.h), in parts:
 *
 *   lint       what can be seen without playing (lint.h); with an error nothing else is run
 *   empty      bots act, the trainee does not: no step of a trainee earns points, no check of one is fulfilled
 *   solve      every act of every `solve`, in order: 100 points, every check passed, no mistake named
 *   mistakes   each mistake's acts where its step begins: this mistake is named, and no other
 *   mutations  each act of the solution spoiled in each way (below): the office refuses or the checks notice
 *   twice      the same solution in another world: the same chain of acts
 *   resume     from each step's save point: the same chain of acts
 *   calendar   the solution begun at awkward hours, and with other seeds: still 100 points
 *
 * Mutations of an act, named "<number of the act in its solve> <kind>", as excuse("…", reason) names them:
 *   "2 leave_out"            not done
 *   "2 swap"                 done after the next act of the solve
 *   "2 seat tp"              done from another seat that the trainee takes
 *   "2 on thieu"             done to another dossier of the exercise
 *   "2 value kind=refuse"    another choice, yes for no, another seat of the cast, one item of a list more or less ("+x", "-x"), a text
 *                            left empty
 *   "2 late"                 done one hour after the first limit that is still open: a `within` of the step's checks, or the right side of
 *                            a field(…):before(field(…)) of any step; where nothing asks for time, this kind does not exist
 * One that neither the office nor a check notices is unnoticed: it is listed, and with `strict` it fails. An excuse for a mutation that
 * does not exist or is noticed fails always: excuses must not outlive their cause. */
#ifndef EXERCISE_SELFTEST_H
#define EXERCISE_SELFTEST_H

#include "exercise/exercise.h"

#define SELFTEST_PARTS(X)                                                                                          \
    X(PART_LINT, "lint")                                                                                           \
    X(PART_EMPTY, "empty")                                                                                         \
    X(PART_SOLVE, "solve")                                                                                         \
    X(PART_MISTAKES, "mistakes")                                                                                   \
    X(PART_MUTATIONS, "mutations")                                                                                 \
    X(PART_TWICE, "twice")                                                                                         \
    X(PART_RESUME, "resume")                                                                                       \
    X(PART_CALENDAR, "calendar")
enum selftest_part {
#define X(part, text) part,
    SELFTEST_PARTS(X)
#undef X
    PART_COUNT
};
const char *selftest_part_text(enum selftest_part part);

enum selftest_outcome {
    CASE_PASSED,
    CASE_FAILED,
    CASE_UNNOTICED, /* a mutation that nothing notices */
    CASE_EXCUSED,   /* the same, with the author's reason */
    CASE_SKIPPED,   /* could not be run because of what failed before */
    CASE_OUTCOMES
};
const char *selftest_outcome_text(enum selftest_outcome outcome); /* "passed" "failed" "unnoticed" "excused" "skipped" */

/* One thing that was tried. */
struct selftest_case {
    enum selftest_part part;
    enum selftest_outcome outcome;
    const char *name; /* unique within its part, the same in every run: "tiep-nhan", "tiep-nhan/2 late" */
    const char *key;  /* of its sentence, below "selftest."; NULL = nothing to say */
    struct error_arg args[ERROR_ARGS_MAX];
    int arg_count;
    int line; /* of scenario.lua; 0 = none */
};
struct selftest_report {
    const char *id; /* of the exercise, or its folder's name where it could not be read */
    const struct exercise *exercise; /* NULL where it could not be read */
    struct selftest_case *cases;
    size_t count;
    size_t outcomes[PART_COUNT][CASE_OUTCOMES];
    int64_t ms[PART_COUNT]; /* real time */
    int points;             /* of the solve run */
    int acts;               /* of the solve run */
    size_t by_office, by_checks; /* mutations noticed */
    bool strict;            /* unnoticed mutations fail */
    bool passed;
};
struct selftest_options {
    const char *data; /* folder scenarios/data; NULL = folder `data` beside the exercise's, where lint looks */
    bool strict;      /* unnoticed mutations fail */
    bool quick;       /* no mutations: for an author who is still writing; not a whole self-test */
};

/* Fails only where the program itself cannot run (folder, storage); what is wrong with the exercise is in the report, in op's
 * arena. */
MUST_USE bool selftest_run(struct op *op, const struct exercise *exercise, const struct selftest_options *options,
                           struct selftest_report *out);
/* The same from its folder; what keeps it from being read is a failed case. *exercise (NULL if it could not be read) is for the
 * caller to close, after the report is done with. */
MUST_USE bool selftest_folder(struct op *op, const char *folder, const struct selftest_options *options,
                              struct selftest_report *out, struct exercise **exercise);

/* What a case has to say, in the operation's language; NULL = nothing. */
const char *selftest_text(struct op *op, const struct selftest_case *c);

/* Writers of reports: a table with what was found below it; one object; one <testsuite> (for a file: within <testsuites>). */
void selftest_write_text(struct op *op, const struct selftest_report *report, struct strbuf *out);
void selftest_write_json(struct op *op, const struct selftest_report *report, struct json_out *out);
void selftest_write_junit(struct op *op, const struct selftest_report *report, struct strbuf *out);

#endif
