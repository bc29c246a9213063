/* judge: which checks of an exercise hold, from the world's event log. It touches no database: the caller feeds events and
 * keeps the answers. Meaning of every check: scenarios/README.md, "How checks are judged".
 *
 * 1. The judge is a pure function of (exercise, start, events, waivers): feeding the same events in one piece or act by act
 *    gives the same state, but for field checks that need the caller's `field` (those see the state at the end of a piece).
 * 2. judge_feed takes whole acts, in order. Cost per event is linear in the number of event tests (at most 250).
 * 3. A verdict of a check, once reached, stays; a step once done stays done. A rewind means: a new judge, fed with what is left.
 * 4. A judge holds at most JUDGE_BYTES_MAX and belongs to one thread at a time; the exercise and the calendar must outlive it. */
#ifndef EXERCISE_JUDGE_H
#define EXERCISE_JUDGE_H

#include "audit/audit.h"
#include "exercise/exercise.h"

#define JUDGE_BYTES_MAX (100u * 1024u)
#define JUDGE_NEAR_TEXT 48 /* bytes kept of a value that differed */
#define JUDGE_NEAR_MAX 3   /* differences kept of the nearest event */
#define JUDGE_SLOT_TEXT 64 /* bytes kept of a field's value */

/*        verdict               text              meaning */
#define VERDICTS(X)                                                                                                \
    X(VERDICT_WAITING, "waiting")           /* its step is open, nothing has decided it */                         \
    X(VERDICT_PASS, "pass")                                                                                        \
    X(VERDICT_FAIL, "fail")                 /* something happened that rules it out */                             \
    X(VERDICT_MISSED, "missed")             /* its time is over */                                                 \
    X(VERDICT_WAIVED, "waived")             /* the trainer let it go; counts as passed */                          \
    X(VERDICT_NOT_REACHED, "not_reached")   /* its step has not opened */                                          \
    X(VERDICT_SKIPPED, "skipped")           /* the attempt was ended with it open */                               \
    X(VERDICT_CANCELLED, "cancelled")       /* the attempt was called off */                                       \
    X(VERDICT_AUTHOR_ERROR, "author_error") /* the exercise cannot decide it; costs the trainee nothing */
enum verdict {
#define X(verdict, text) verdict,
    VERDICTS(X)
#undef X
};
const char *verdict_text(enum verdict verdict);

enum step_state { STEP_NOT_REACHED, STEP_OPEN, STEP_DONE, STEP_FAILED };
const char *step_state_text(enum step_state state); /* "not_reached" "open" "done" "failed" */

struct judge;

struct judge_start {
    int64_t seq;         /* last event before the attempt began; 0 = none */
    int64_t act;         /* its act */
    struct instant at;   /* office time at which the attempt began */
    const struct calendar *calendar;
};
/* Steps without predecessor open at once. */
struct judge *judge_open(const struct exercise *exercise, const struct judge_start *start);
void judge_close(struct judge *judge); /* NULL allowed */
size_t judge_bytes(const struct judge *judge);

/* Values that the log does not carry. `path` without the leading noun's dossier, e.g. "dossier.state"; `dossier` its id in
 * the world. Answers text (instants as ISO text, numbers in decimal), NULL for "not set"; a failed op means there is no such
 * field: the check becomes author_error. NULL struct: only what events carry is known. */
struct judge_fields {
    const char *(*field)(void *self, struct op *op, int64_t dossier, const char *path);
    void *self;
};

/* What became different. `event` fields are 0 where time, not an event, decided. */
struct judge_change {
    enum { CHANGE_VERDICT, CHANGE_STEP, CHANGE_MISTAKE } kind;
    int step;
    int check;   /* VERDICT: number within the exercise */
    int mistake; /* MISTAKE: number within the exercise */
    enum verdict verdict;
    enum step_state state; /* STEP */
    int64_t seq, act;
    struct instant at;
};
struct judge_changes {
    struct judge_change *items;
    size_t count;
};

/* Events must follow what was fed before (seq ascending; what was fed already is passed over). Fails on nothing that events
 * contain. `changes` (NULL allowed) lives in op's arena. */
MUST_USE bool judge_feed(struct op *op, struct judge *judge, const struct event *events, size_t count,
                         const struct judge_fields *fields, struct judge_changes *changes);
/* How many of `count` events, read `most` at a time, to feed at once: a full reading may end within an act, which then waits for
 * the next one. */
size_t judge_whole_acts(const struct event *events, size_t count, size_t most);
/* Tells the office time when nothing happened: limits that passed become `missed`. */
MUST_USE bool judge_clock(struct op *op, struct judge *judge, struct instant now, struct judge_changes *changes);
/* The trainer lets a check go (number within the exercise). Counts as passed. */
MUST_USE bool judge_waive(struct op *op, struct judge *judge, int check, struct judge_changes *changes);
/* The exercise itself went wrong in this step (its `given` could not be done): all its undecided checks. */
MUST_USE bool judge_author_error(struct op *op, struct judge *judge, int step, struct judge_changes *changes);
/* The attempt ends: waiting checks become skipped, missed (time over) or cancelled. Nothing is judged afterwards. */
enum judge_ending { ENDED_BY_TRAINEE, ENDED_TIME_OVER, ENDED_CANCELLED };
MUST_USE bool judge_finish(struct op *op, struct judge *judge, enum judge_ending ending, struct judge_changes *changes);

/* ---- how things stand ---- */

struct check_state {
    enum verdict verdict;
    int64_t seq, act;  /* the event that decided, 0 = none */
    struct instant at; /* when it was decided; INSTANT_NONE while waiting */
};
struct check_state judge_check(const struct judge *judge, int check);
enum step_state judge_step(const struct judge *judge, int step);
/* When the step opened; INSTANT_NONE if it has not. `act` (NULL allowed): the last act before it: the save point to go
 * back to in order to play the step again. */
struct instant judge_step_opened(const struct judge *judge, int step, int64_t *act);
/* How often the mistake was seen, and the first event that showed it (each NULL allowed). */
int judge_mistake(const struct judge *judge, int mistake, int64_t *seq, int64_t *act, struct instant *at);
/* The first step in order of the exercise that is open and not done; -1 if none. */
int judge_next_step(const struct judge *judge);
/* The id in the world of a dossier of the exercise; 0 if it was not filed. */
int64_t judge_dossier(const struct judge *judge, int dossier);
/* Events of that name seen since the step opened (for hints). */
int judge_seen(const struct judge *judge, int step, int hint);
/* An act was refused with this code: counts for hints with seen("error.E_STATE"). Refusals leave no event, so this is the one thing
 * that a new judge does not know. */
#define JUDGE_REFUSAL "error."
void judge_note_refusal(struct judge *judge, enum error_code code);
int64_t judge_last_seq(const struct judge *judge);
const struct exercise *judge_exercise(const struct judge *judge);

#endif
