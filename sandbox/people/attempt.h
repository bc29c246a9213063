/* attempt: the record of one person's try at one exercise, and its history.
 *
 * The world's own log is the truth about what was done; the judge (sandbox/exercise) derives progress from it. Here stands
 * what must outlive a rewind: HISTORY (each verdict when first reached, mistakes, hints, rewinds …) is appended and never
 * goes back; PROGRESS is the judge's latest answer, kept so that boards and results need not open worlds.
 *
 * Always: 1. a person has at most one running attempt at an exercise in a class. 2. The last event judged moves forward
 * only, in the order (generation, seq). 3. The same (attempt, generation, event, kind, step, check) is recorded once: the
 * judge may repeat itself after a crash. 4. History rows are never changed or deleted (guarded by triggers; erasing a
 * person only empties their texts). An act that changed no verdict needs no call here. */
#ifndef PEOPLE_ATTEMPT_H
#define PEOPLE_ATTEMPT_H

#include "lab/store.h"

#define ATTEMPT_PROGRESS_MAX 65536 /* bytes of progress JSON */
#define HISTORY_MAX 100000         /* rows one attempt_history answers */

#define HISTORY_KINDS(X)                                                                                           \
    X(HISTORY_VERDICT, "verdict") /* a check got a verdict */                                                     \
    X(HISTORY_MISTAKE, "mistake") /* a known mistake was seen; check = mistake id */                              \
    X(HISTORY_HINT, "hint")       /* a hint was taken; check = its index, amount = its cost */                    \
    X(HISTORY_REWIND, "rewind")   /* generation = the new one, act = where it goes on from */                     \
    X(HISTORY_RESET, "reset")     /* generation = the new one */                                                  \
    X(HISTORY_SEAT, "seat")       /* check = the seat taken, "" = left */                                                    \
    X(HISTORY_WAIVE, "waive")     /* the trainer let a check go; args hold the reason */                          \
    X(HISTORY_FINISH, "finish")   /* the attempt ended */
enum history_kind {
#define X(kind, text) kind,
    HISTORY_KINDS(X)
#undef X
};
#define HISTORY_KIND_COUNT 8
const char *history_kind_text(enum history_kind kind);

struct attempt {
    const char *id;       /* "a…" */
    const char *person;   /* "p…" */
    const char *name;     /* of the person, as shown in the class */
    int64_t class_id;     /* 0 = alone */
    const char *exercise; /* exercise id */
    const char *exercise_digest; /* of the exercise as it was at the start, 64 hex digits */
    const char *world;           /* "w…" */
    const char *state;           /* "running" | "finished" | "abandoned" */
    struct instant started_at, finished_at; /* real; finished_at INSTANT_NONE while running */
    int64_t judged_generation, judged_seq;  /* last event judged; 0, 0 = none */
    int64_t points, max_points, pass_points;
    bool passed;
    int64_t mistakes, critical_mistakes, hints, rewinds; /* counted from the history */
    const char *progress; /* the judge's JSON, "{}" at first */
    const char *seat;     /* seat taken last, or NULL */
    int64_t generation, act; /* of the world when last recorded */
    struct instant office_at;   /* the world's clock when last recorded, or INSTANT_NONE */
    struct instant last_act_at; /* real; INSTANT_NONE = nothing done yet */
};

struct attempt_new {
    const char *person;
    int64_t class_id; /* 0 = alone */
    const char *exercise;
    const char *exercise_digest;
    const char *world;  /* made by lab_id(op, 'w') */
    const char *golden; /* digest of the golden file the world stands on */
    int64_t max_points, pass_points;
};

struct history_entry {
    int64_t id; /* in order of recording; 0 when given to attempt_record */
    enum history_kind kind;
    struct instant real_at;   /* given by the caller */
    struct instant office_at; /* world's clock, or INSTANT_NONE */
    int64_t generation, act, event_seq; /* 0 = no event */
    const char *step, *check;           /* ids; NULL or "" = none */
    const char *verdict;                /* pass, fail, missed, waived, skipped, cancelled, author_error; NULL = none */
    bool critical;                      /* of a mistake */
    int64_t amount;                     /* cost of a hint, points of a verdict; else 0 */
    const char *text_key;               /* message key or the exercise's text id; NULL = none */
    const char *text_args;              /* JSON object; NULL = {} */
};

/* What the judge has to say after an act. NULL texts leave the stored value as it is. */
struct attempt_progress {
    int64_t generation, act, event_seq; /* where the judge stands now */
    const char *progress;               /* JSON object, at most ATTEMPT_PROGRESS_MAX bytes */
    int64_t points, max_points;
    bool passed;
    const char *seat;
    struct instant office_at;
    bool correction; /* a trainer's waiver: allowed after the attempt is finished too */
};

/* Begins an attempt and enters its world in the register, in one commit. If one is already running for (person, class,
 * exercise) that one is answered and *created is false (the caller drops the world it made). E_MISSING "person.unknown",
 * "class.unknown_person" (not enrolled), E_STATE "class.closed", E_FORBIDDEN "class.exercise_not_assigned". */
MUST_USE const struct attempt *attempt_begin(struct op *op, struct store *store, const struct attempt_new *ask,
                                             struct instant now, bool *created);
/* NULL: E_MISSING "attempt.unknown". */
MUST_USE const struct attempt *attempt_get(struct op *op, struct store *store, const char *id);
/* NULL without failure if no attempt plays in that world. */
const struct attempt *attempt_find_world(struct op *op, struct store *store, const char *world);
/* A person's attempts (class_id 0 = everywhere), newest first, without abandoned ones. */
MUST_USE bool attempt_list(struct op *op, struct store *store, const char *person, int64_t class_id,
                           struct attempt **out, size_t *count);
/* Every attempt of the class at the exercise (NULL = at any exercise), by name, then in the order they were begun; without
 * abandoned ones. */
MUST_USE bool attempt_list_class(struct op *op, struct store *store, int64_t class_id, const char *exercise,
                                 struct attempt **out, size_t *count);

/* Appends history and moves the judge's mark, in one commit. `progress` NULL = only history. What is already there is
 * passed over; *added (NULL allowed) = new rows. A mark that is not ahead of the stored one changes no progress (somebody
 * judged further already). E_MISSING "attempt.unknown", E_STATE "attempt.finished". */
MUST_USE bool attempt_record(struct op *op, struct store *store, const char *id, const struct attempt_progress *progress,
                             const struct history_entry *entries, size_t count, struct instant now, int64_t *added);
/* Where the world's clock stood, at which act of which generation, when the world was closed. */
MUST_USE bool attempt_keep_clock(struct op *op, struct store *store, const char *id, int64_t generation, int64_t act,
                                 struct instant office_at);
/* Ends the attempt; a second time is no failure and changes nothing. */
MUST_USE bool attempt_finish(struct op *op, struct store *store, const char *id, struct instant now);
/* The world could not be made, or a trainer took it away: it counts nowhere. */
MUST_USE bool attempt_abandon(struct op *op, struct store *store, const char *id, struct instant now);

/* What grows with every entry of its history, and with every announcement of its class, and who plays along in which seat: cheap, for
 * ETags. */
struct attempt_mark {
    int64_t history, announcement;
    const char *companions;
};
MUST_USE bool attempt_marks(struct op *op, struct store *store, const char *id, struct attempt_mark *out);
/* In order of recording. */
MUST_USE bool attempt_history(struct op *op, struct store *store, const char *id, struct history_entry **out,
                              size_t *count);

/* A row of the trainer's board: every person of the class, whether the exercise was begun or not. */
struct board_row {
    const char *person, *name;
    const char *attempt, *world; /* NULL = not begun */
    const char *state;           /* of the attempt; NULL = not begun */
    int64_t points, max_points;
    bool passed;
    int64_t mistakes, critical_mistakes, hints;
    const char *progress; /* JSON, per step; NULL = not begun */
    const char *seat;
    int64_t generation, act;
    struct instant office_at;   /* the world's clock when last recorded */
    struct instant last_act_at; /* real */
    struct instant seen_at;     /* real, of the person */
};
MUST_USE bool attempt_board(struct op *op, struct store *store, int64_t class_id, const char *exercise,
                            struct board_row **out, size_t *count);

/* A row of the results: person × assigned exercise, the latest attempt that counts. */
struct result_row {
    const char *person, *name, *exercise;
    const char *state; /* "not_begun" | "running" | "finished" */
    int64_t points, max_points, pass_points;
    bool passed;
    int64_t mistakes, critical_mistakes, hints, rewinds, attempts;
    struct instant started_at, finished_at, last_act_at; /* real */
};
MUST_USE bool attempt_results(struct op *op, struct store *store, int64_t class_id, struct result_row **out,
                              size_t *count);

#endif
