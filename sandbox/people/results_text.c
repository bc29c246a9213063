/* Codes become words by key, so that a code the judge learns later shows as itself instead of failing an export. */
#include "people/results_text.h"

#include "base/text.h"
#include "base/viet.h"
#include "form/fill.h"

#include <string.h>

static const char *word(struct op *op, enum lang lang, const char *family, const char *code)
{
    const char *key = arena_printf(op->arena, "results.%s.%s", family, code);

    return text_has(key) ? text_get(lang, key) : results_cell(op, code);
}

const char *results_heading(struct op *op, enum lang lang, const char *code)
{
    return word(op, lang, "column", code);
}

const char *results_state(struct op *op, enum lang lang, const char *code)
{
    return word(op, lang, "state", code ? code : "not_begun");
}

const char *results_verdict(struct op *op, enum lang lang, const char *code)
{
    return word(op, lang, "verdict", code ? code : "open");
}

const char *results_yes_no(enum lang lang, bool yes)
{
    return text_get(lang, yes ? "results.yes" : "results.no");
}

const char *results_cell(struct op *op, const char *text)
{
    const char *clean = text ? fill_clean(op, text, false) : "";

    if (strlen(clean) <= RESULTS_TEXT_MAX)
        return clean;
    return arena_printf(op->arena, "%.*s…", (int)viet_fits(clean, RESULTS_TEXT_MAX - strlen("…")), clean);
}

int64_t results_critical(const struct results_row *row)
{
    int64_t n = 0;

    for (size_t i = 0; i < row->mistake_count; i++)
        n += row->mistakes[i].critical;
    return n;
}

int64_t results_minutes(const struct results_row *row)
{
    if (instant_is_none(row->started_at) || instant_is_none(row->finished_at))
        return -1;
    return (row->finished_at.ms - row->started_at.ms) / MS_MINUTE;
}

bool results_too_many(struct op *op)
{
    return fail(op, E_LIMIT, "results.too_many", "rows", arena_printf(op->arena, "%d", RESULTS_ROWS_MAX), "lines",
                arena_printf(op->arena, "%d", RESULTS_LINES_MAX), NULL);
}

bool results_fit(struct op *op, const struct results *results)
{
    size_t steps = 0, mistakes = 0;

    if (results->row_count > RESULTS_ROWS_MAX)
        return results_too_many(op);
    for (size_t i = 0; i < results->row_count; i++) {
        const struct results_row *row = &results->rows[i];

        if (row->step_count > RESULTS_LINES_OF_ROW_MAX || row->mistake_count > RESULTS_LINES_OF_ROW_MAX)
            return results_too_many(op);
        steps += row->step_count;
        mistakes += row->mistake_count;
    }
    return (steps <= RESULTS_LINES_MAX && mistakes <= RESULTS_LINES_MAX) || results_too_many(op);
}

struct op results_scratch(const struct op *op)
{
    struct op scratch = {.arena = arena_open(RESULTS_SCRATCH), .id = op->id, .lang = op->lang, .now = op->now};

    return scratch;
}
