/* bench_stage: what the bench of acts plays on: an exercise with many complete dossiers at the counter and checks that watch every
 * act, a class, and a trainee with a world, a seat and a session for each world that is measured. */
#ifndef CLI_BENCH_STAGE_H
#define CLI_BENCH_STAGE_H

#include "ground/ground.h"

#define BENCH_EXERCISE "bench"
#define BENCH_SEAT "mc"
#define BENCH_ACTS_MAX 100 /* dossiers an exercise may have */
#define BENCH_TEXT_MAX 64

/* A trainee at the counter of a world of their own. */
struct bench_seat {
    char world[BENCH_TEXT_MAX];
    char token[BENCH_TEXT_MAX]; /* of the session's cookie */
    char csrf[BENCH_TEXT_MAX];
};

/* What the exercise asks of the judge at every act. */
struct bench_checks {
    int checks, tests, mistakes;
};

struct bench_exercise {
    int dossiers;        /* 16 to BENCH_ACTS_MAX */
    const char *channel; /* by which they were filed; papers of online ones are not scanned again */
};
/* Writes <folder>/scenarios: the exercise, and a link to the data of the shipped exercises. */
MUST_USE bool bench_write_exercise(struct op *op, const char *folder, const char *shipped, const struct bench_exercise *e);
/* The class, with the bench's exercise. */
MUST_USE const char *bench_class(struct op *op, struct ground *g);
/* Takes a trainee in, begins the attempt, takes the seat. */
MUST_USE bool bench_take_seat(struct op *op, struct ground *g, const char *class_code, int number, struct bench_seat *out);
struct bench_checks bench_checks_of(const struct exercise *e);
/* Acts whose verdicts lab.db was told, over all attempts of the class that played in these worlds. */
MUST_USE bool bench_count_verdicts(struct op *op, struct ground *g, const struct bench_seat *seats, int count, int64_t *out);

#endif
