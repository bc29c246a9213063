/* build: the tree that the prelude made -> the structs of exercise.h. Shared by build.c (the lesson), build_cast.c (who plays)
 * and build_want.c (checks); nobody else needs it. */
#ifndef EXERCISE_BUILD_H
#define EXERCISE_BUILD_H

#include "exercise/exercise.h"

#define BUILD_USES_MAX 200

struct build {
    struct op *op;   /* the caller's: problems go here */
    struct op inner; /* over the exercise's arena: results live here */
    struct exercise *ex;
    struct exercise_step *steps;       /* the same as ex->steps, while they are being filled */
    struct exercise_dossier *dossiers; /* likewise */
    const struct event_test *tests[EXERCISE_TESTS_MAX];
    struct field_ref slots[EXERCISE_FIELDS_MAX];
    struct word_use uses[BUILD_USES_MAX];
    int step; /* being built */
};

/* Line of a node, 0 if none. */
int build_line(const struct json *node);
struct human build_human(const struct json *node);
void build_use(struct build *b, const char *word, int line);
/* Number of children; 0 for NULL. */
size_t build_count(const struct json *list);
/* The first child; NULL if there is none. */
const struct json *build_first(const struct json *list);

/* Fills b->ex->cast. */
void build_cast(struct build *b, const struct json *list);

/* A node of event{…}; `whole`: counts since the attempt began. NULL after noting a problem (too many). */
const struct event_test *build_test(struct build *b, const struct json *node, bool whole);
/* A node of one of the want words. */
const struct want *build_want(struct build *b, const struct json *node);

#endif
