/* judge_inside: what judge.c, judge_test.c and why.c share. Nobody else looks in here. */
#ifndef EXERCISE_JUDGE_INSIDE_H
#define EXERCISE_JUDGE_INSIDE_H

#include "exercise/judge.h"

/* Why an event of the right name was not the one. */
enum difference_kind { DIFFERS_BY, DIFFERS_WITH, DIFFERS_LATE, DIFFERS_ORDER, DIFFERS_EARLY, DIFFERS_DOSSIER };
struct difference {
    unsigned char kind; /* enum difference_kind */
    unsigned char condition; /* WITH: index into the test's conditions */
    char actual[JUDGE_NEAR_TEXT];
};
/* The event that came nearest. */
struct near {
    int64_t seq, act; /* 0 = none */
    int weight;
    int count;
    struct difference differences[JUDGE_NEAR_MAX];
};
struct moment {
    int64_t seq, act;
    struct instant at;
};
/* One counter for each event test. */
struct tracker {
    int count;
    bool late;            /* its time is over without enough of them */
    struct instant due;   /* INSTANT_NONE = no limit, or its step is not open */
    struct moment first;  /* seq 0 = none */
    struct moment reached; /* the one that made `least` */
    struct moment exceeded; /* the first one too many */
    struct near near;
};
struct field_state {
    bool passed, known_false, failed, error;
    struct moment when;
};
struct slot_state {
    bool known;
    char text[JUDGE_SLOT_TEXT];
};
struct step_run {
    enum step_state state;
    struct moment opened; /* act: the last act before it */
    bool broken;          /* judge_author_error */
};
struct mistake_state {
    int count;
    struct moment first;
};
struct judge {
    const struct exercise *ex;
    const struct calendar *calendar;
    struct moment last; /* event fed last; at = office time known last */
    bool finished;
    size_t bytes;
    struct tracker *trackers;
    int *mistake_of; /* test index -> mistake, -1 */
    struct check_state *checks;
    struct step_run *steps;
    struct mistake_state *mistakes;
    struct field_state *fields;
    struct slot_state *slots;
    int *seen;         /* per hint */
    int64_t *dossiers; /* ids in the world */
};

/* What a check amounts to now (judge_weigh.c). */
enum weight { WAIT, HOLDS, MET, PASS, FAIL, MISSED, ERROR };
struct outcome {
    enum weight weight;
    struct moment when;
};

/* One call of the public functions. */
struct feeding {
    struct op *op;
    struct judge *j;
    const struct judge_fields *fields;
    struct judge_changes changes;
    size_t cap;
};

/* An event while it is being judged; its data is parsed at most once. */
struct judged_event {
    const struct event *event;
    struct op *op;
    const struct json *data;
    bool parsed;
};
const struct json *judged_data(struct judged_event *e);

/* Does the event satisfy the test? Updates the tracker's count and nearest event; true if it counted. */
bool judge_try_test(struct judge *j, const struct event_test *t, struct judged_event *e);
/* Does the condition hold for this event data? `*actual` = the member, NULL if absent. */
bool judge_condition_holds(const struct condition *c, const struct json *data, const struct json **actual);
struct outcome judge_weigh(const struct judge *j, const struct want *w);
/* Looks at the fields that a want asks for, at the end of an act. */
void judge_look_at_fields(struct feeding *f, const struct want *w, struct moment now);
/* Takes from the event what field checks may ask for. */
void judge_keep_fields(struct judge *j, struct judged_event *e);

#endif
