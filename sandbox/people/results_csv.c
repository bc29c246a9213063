/* CSV as RFC 4180 has it: commas, CR LF, quotes doubled. A spreadsheet that opens it takes a cell beginning with = + - @
 * (also in their wide forms) for a formula, so such a text gets an apostrophe; the numbers are our own and need none. */
#include "people/results_text.h"

#include "base/strbuf.h"
#include "base/text.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

struct csv {
    struct op *op; /* the scratch one */
    enum lang lang;
    struct strbuf out;
    bool begun; /* the line has a cell */
};

static bool looks_like_formula(const char *text)
{
    static const char *const starts[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};

    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (strncmp(text, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}

static void put_raw(struct csv *csv, const char *text)
{
    if (csv->begun)
        strbuf_putc(&csv->out, ',');
    csv->begun = true;
    if (!strpbrk(text, ",\"\r\n")) {
        strbuf_puts(&csv->out, text);
        return;
    }
    strbuf_putc(&csv->out, '"');
    for (; *text; text++) {
        if (*text == '"')
            strbuf_putc(&csv->out, '"');
        strbuf_putc(&csv->out, *text);
    }
    strbuf_putc(&csv->out, '"');
}

static void put_text(struct csv *csv, const char *text)
{
    put_raw(csv, looks_like_formula(text) ? arena_printf(csv->op->arena, "'%s", text) : text);
}

static void put_int(struct csv *csv, int64_t value)
{
    put_raw(csv, arena_printf(csv->op->arena, "%lld", (long long)value));
}

static void put_instant(struct csv *csv, struct instant t)
{
    char text[INSTANT_TEXT];

    put_raw(csv, instant_is_none(t) ? "" : instant_format(t, text));
}

static void end_line(struct csv *csv)
{
    strbuf_puts(&csv->out, "\r\n");
    csv->begun = false;
}

static void put_steps(struct csv *csv, const struct results_row *row)
{
    struct strbuf b;

    strbuf_init(&b, csv->op->arena, RESULTS_SCRATCH / 4);
    for (size_t i = 0; i < row->step_count; i++) {
        const struct results_step *s = &row->steps[i];

        strbuf_printf(&b, "%s%zu. ", i ? "; " : "", i + 1);
        strbuf_puts(&b, results_cell(csv->op, s->title));
        strbuf_printf(&b, ": %s %lld/%lld", results_verdict(csv->op, csv->lang, s->verdict), (long long)s->earned,
                      (long long)s->points);
    }
    put_text(csv, b.data);
}

static void put_mistakes(struct csv *csv, const struct results_row *row)
{
    struct strbuf b;

    strbuf_init(&b, csv->op->arena, RESULTS_SCRATCH / 4);
    for (size_t i = 0; i < row->mistake_count; i++) {
        strbuf_puts(&b, i ? "; " : "");
        strbuf_puts(&b, results_cell(csv->op, row->mistakes[i].title));
        if (row->mistakes[i].critical)
            strbuf_printf(&b, " (%s)", results_heading(csv->op, csv->lang, "critical_one"));
    }
    put_text(csv, b.data);
}

static void put_head(struct csv *csv)
{
    static const char *const codes[] = {
#define X(column, code) code,
        RESULTS_COLUMNS(X)
#undef X
            "steps",
        "mistake_list", "notice"};

    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        put_text(csv, results_heading(csv->op, csv->lang, codes[i]));
    end_line(csv);
}

static void put_row(struct csv *csv, const struct results_row *row)
{
    int64_t minutes = results_minutes(row);

    put_text(csv, results_cell(csv->op, row->person));
    put_text(csv, results_cell(csv->op, row->exercise));
    put_text(csv, results_state(csv->op, csv->lang, row->state));
    put_int(csv, row->earned);
    put_int(csv, row->points);
    put_text(csv, results_yes_no(csv->lang, row->passed));
    put_int(csv, (int64_t)row->mistake_count);
    put_int(csv, results_critical(row));
    put_int(csv, row->hints);
    put_int(csv, row->rewinds);
    put_instant(csv, row->started_at);
    put_instant(csv, row->finished_at);
    if (minutes < 0)
        put_raw(csv, "");
    else
        put_int(csv, minutes);
    put_steps(csv, row);
    put_mistakes(csv, row);
    put_text(csv, text_get(csv->lang, "results.mark"));
    end_line(csv);
}

bool results_csv(struct op *op, const struct results *results, enum lang lang, const void **bytes, size_t *len)
{
    struct op scratch;
    struct csv csv = {.op = &scratch, .lang = lang};

    if (!results_fit(op, results))
        return false;
    scratch = results_scratch(op);
    strbuf_init(&csv.out, op->arena, RESULTS_BYTES_MAX);
    strbuf_puts(&csv.out, BYTE_ORDER_MARK);
    put_head(&csv);
    for (size_t i = 0; i < results->row_count && !csv.out.overflow; i++) {
        put_row(&csv, &results->rows[i]);
        arena_reset(scratch.arena);
    }
    arena_close(scratch.arena);
    if (csv.out.overflow)
        return results_too_many(op);
    *bytes = csv.out.data;
    *len = csv.out.len;
    return true;
}
