/* lessons: exercises from text, and event logs by hand. */
#ifndef TESTS_LESSONS_H
#define TESTS_LESSONS_H

#include "support/check.h"

#include "base/text.h"
#include "exercise/judge.h"
#include "exercise/lint.h"
#include "script/load.h"

struct lesson {
    struct arena *arena;
    struct op op;
    struct exercise *ex;
    struct judge *judge;
    struct event events[200];
    size_t count, fed;
    int64_t act;
    struct instant now;
    struct judge_changes changes; /* of the last feeding */
};

/* For cmocka_unit_test_setup_teardown. The office opens on Friday 2026-11-20 at 08:00. */
int lesson_set_up(void **state);
int lesson_tear_down(void **state);

/* An exercise with these steps (Lua text) around which the frame is put; fails the test if it cannot be read. */
void lesson_steps(struct lesson *l, const char *steps);
void lesson_source(struct lesson *l, const char *source);
/* (Re)opens the judge and feeds nothing. */
void lesson_judge(struct lesson *l);

/* Time moves on; "2026-11-20T09:00". */
void lesson_at(struct lesson *l, const char *instant);
/* An act begins; lesson_event adds to it. */
void lesson_act(struct lesson *l);
void lesson_event(struct lesson *l, const char *account, const char *name, int64_t dossier, const char *data);
/* An act with one event, fed. */
void lesson_do(struct lesson *l, const char *account, const char *name, int64_t dossier, const char *data);
/* Feeds what was not fed yet. */
void lesson_feed(struct lesson *l, const struct judge_fields *fields);

/* Verdict of a check by step id and check id, as text. */
const char *lesson_verdict(struct lesson *l, const char *step, const char *check);
const char *lesson_state(struct lesson *l, const char *step);

#endif
