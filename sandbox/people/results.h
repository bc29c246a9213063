/* results: what a trainer takes home from a class, as CSV or as an Excel workbook.
 *
 * One row is one person's attempt at one exercise; the caller (web/api) gathers rows from attempts and the judge's
 * progress. CSV is RFC 4180 in UTF-8 with a byte order mark, a line per attempt, steps and mistakes joined in one cell.
 * The workbook has three sheets: results, steps (a line per step), mistakes (a line per mistake).
 *
 * Always: 1. Headings and words for states are in the language asked for. 2. Every line of the CSV, and the head and the
 * printed foot of every sheet, say that this is a training copy. 3. No text can become a formula: in the workbook texts are
 * written as texts, numbers as numbers, times as times; in CSV a text that begins like a formula gets an apostrophe.
 * 4. Nothing is left on disk. */
#ifndef PEOPLE_RESULTS_H
#define PEOPLE_RESULTS_H

#include "base/op.h"

#include <stdint.h>

#define RESULTS_ROWS_MAX 20000                /* attempts in one export */
#define RESULTS_LINES_MAX 100000              /* steps, and mistakes, in one export */
#define RESULTS_LINES_OF_ROW_MAX 500          /* steps, and mistakes, of one attempt */
#define RESULTS_BYTES_MAX (12u * 1024 * 1024) /* of the file; the operation's arena must have room for three times that */
#define RESULTS_TEXT_MAX 2000                 /* bytes of one text shown; longer ones are cut at a letter, with "…" */

struct results_step {
    const char *title;
    const char *verdict; /* pass, fail, missed, waived, skipped, cancelled, author_error; NULL = open */
    int64_t earned, points;
};
struct results_mistake {
    const char *title;
    bool critical;
    struct instant at; /* real; INSTANT_NONE = unknown */
};
struct results_row {
    const char *person;   /* as shown in the class */
    const char *exercise; /* title */
    const char *state;    /* running, finished, abandoned; NULL = not begun */
    int64_t earned, points;
    bool passed;
    int64_t hints, rewinds;
    struct instant started_at, finished_at; /* real; INSTANT_NONE = not yet */
    const struct results_step *steps;
    size_t step_count;
    const struct results_mistake *mistakes;
    size_t mistake_count;
};
struct results {
    const char *class_name;
    const char *class_code;
    struct instant made_at; /* real */
    const struct results_row *rows;
    size_t row_count;
};

/* The bytes live in the operation's arena. Errors: E_LIMIT "results.too_many"; E_BROKEN (temporary file). */
MUST_USE bool results_csv(struct op *op, const struct results *results, enum lang lang, const void **bytes, size_t *len);
MUST_USE bool results_xlsx(struct op *op, const struct results *results, enum lang lang, const void **bytes, size_t *len);

#endif
