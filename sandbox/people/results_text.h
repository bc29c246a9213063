/* results_text: the words of an export, shared by CSV and workbook. */
#ifndef PEOPLE_RESULTS_TEXT_H
#define PEOPLE_RESULTS_TEXT_H

#include "people/results.h"

/* Columns of the results, in order; key "results.column.<code>". */
#define RESULTS_COLUMNS(X)                                                                                         \
    X(COLUMN_PERSON, "person")                                                                                     \
    X(COLUMN_EXERCISE, "exercise")                                                                                 \
    X(COLUMN_STATE, "state")                                                                                       \
    X(COLUMN_SCORE, "score")                                                                                       \
    X(COLUMN_POINTS, "points")                                                                                     \
    X(COLUMN_PASSED, "passed")                                                                                     \
    X(COLUMN_MISTAKES, "mistakes")                                                                                 \
    X(COLUMN_CRITICAL, "critical")                                                                                 \
    X(COLUMN_HINTS, "hints")                                                                                       \
    X(COLUMN_REWINDS, "rewinds")                                                                                   \
    X(COLUMN_STARTED, "started")                                                                                   \
    X(COLUMN_FINISHED, "finished")                                                                                 \
    X(COLUMN_MINUTES, "minutes")
enum results_column {
#define X(column, text) column,
    RESULTS_COLUMNS(X)
#undef X
};
#define RESULTS_COLUMN_COUNT 13

/* Heading of any column by its code. */
const char *results_heading(struct op *op, enum lang lang, const char *code);
/* Words for state and verdict codes (NULL allowed), yes and no. */
const char *results_state(struct op *op, enum lang lang, const char *code);
const char *results_verdict(struct op *op, enum lang lang, const char *code);
const char *results_yes_no(enum lang lang, bool yes);
/* A text from outside as it may stand in a cell: one line, clean, at most RESULTS_TEXT_MAX bytes. NULL becomes "". */
const char *results_cell(struct op *op, const char *text);
int64_t results_critical(const struct results_row *row);
/* Whole minutes from start to finish; -1 if it has not finished. */
int64_t results_minutes(const struct results_row *row);
/* False with E_LIMIT "results.too_many". */
MUST_USE bool results_fit(struct op *op, const struct results *results);
bool results_too_many(struct op *op);

/* Texts of one line live in a scratch arena, forgotten after each line, so that an export of a whole class costs the
 * operation's arena little more than the file. */
#define RESULTS_SCRATCH ((size_t)16 << 20)
struct op results_scratch(const struct op *op);

#endif
