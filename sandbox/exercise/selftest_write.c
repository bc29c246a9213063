#include "exercise/selftest.h"

#include "base/text.h"

#include <string.h>

/* ---- text ---- */

static const char *say(struct op *op, const char *key, const struct error_arg *args, int count)
{
    return text_format(op->arena, op->lang, key, args, count);
}

static const char *number(struct op *op, size_t n)
{
    return arena_printf(op->arena, "%zu", n);
}

/* Columns are counted in characters, not bytes. */
static void padded(struct strbuf *out, const char *text, int width)
{
    int shown = 0;
    for (const char *s = text; *s != '\0'; s++) {
        shown += ((unsigned char)*s & 0xc0u) != 0x80u;
    }
    strbuf_puts(out, text);
    for (; shown < width; shown++) {
        strbuf_putc(out, ' ');
    }
}

/* What a line of the table says behind the verdict. */
static const char *figures(struct op *op, const struct selftest_report *r, enum selftest_part part)
{
    const size_t *n = r->outcomes[part];
    size_t tried = n[CASE_PASSED] + n[CASE_FAILED] + n[CASE_UNNOTICED] + n[CASE_EXCUSED];
    struct error_arg args[ERROR_ARGS_MAX] = {{"tried", number(op, tried)},
                                             {"passed", number(op, n[CASE_PASSED])},
                                             {"office", number(op, r->by_office)},
                                             {"checks", number(op, r->by_checks)},
                                             {"excused", number(op, n[CASE_EXCUSED])},
                                             {"unnoticed", number(op, n[CASE_UNNOTICED])}};
    struct error_arg solve[] = {{"points", number(op, (size_t)r->points)}, {"acts", number(op, (size_t)r->acts)}};
    if (part == PART_SOLVE) {
        return say(op, "selftest.figures.solve", solve, 2);
    }
    const char *key = part == PART_MUTATIONS ? "selftest.figures.mutations" : "selftest.figures.cases";
    return tried == 0 ? "" : say(op, key, args, 6);
}

static const char *verdict(const struct selftest_report *r, enum selftest_part part)
{
    const size_t *n = r->outcomes[part];
    return n[CASE_FAILED] > 0 ? "selftest.result.failed" : n[CASE_SKIPPED] > 0 ? "selftest.result.skipped"
           : n[CASE_UNNOTICED] > 0 ? "selftest.result.look" : "selftest.result.ok";
}

static bool was_run(const struct selftest_report *r, enum selftest_part part)
{
    size_t sum = 0;
    for (int o = 0; o < CASE_OUTCOMES; o++) {
        sum += r->outcomes[part][o];
    }
    return sum > 0;
}

static void write_findings(struct op *op, const struct selftest_report *r, enum selftest_part part, struct strbuf *out)
{
    const char *last = NULL;
    for (size_t i = 0; i < r->count; i++) {
        const char *text = r->cases[i].part == part ? selftest_text(op, &r->cases[i]) : NULL;
        bool again = text != NULL && last != NULL && strcmp(last, text) == 0; /* every mistake that could not be reached says the same */
        if (text != NULL && !again && r->cases[i].outcome != CASE_EXCUSED) {
            strbuf_printf(out, "      %s %s\n", r->cases[i].outcome == CASE_FAILED ? "✗" : "·", text);
            last = text;
        }
    }
}

void selftest_write_text(struct op *op, const struct selftest_report *r, struct strbuf *out)
{
    const char *title = r->exercise == NULL ? "" : human_text(&r->exercise->title, op->lang);
    int64_t sum = 0;
    strbuf_printf(out, "%s%s%s\n", r->id, title[0] == '\0' ? "" : " – ", title);
    for (int part = 0; part < PART_COUNT; part++) {
        const char *name = say(op, arena_printf(op->arena, "selftest.part.%s", selftest_part_text((enum selftest_part)part)), NULL, 0);
        sum += r->ms[part];
        if (!was_run(r, (enum selftest_part)part)) {
            continue;
        }
        strbuf_puts(out, "  ");
        padded(out, name, 22);
        padded(out, say(op, verdict(r, (enum selftest_part)part), NULL, 0), 10);
        strbuf_printf(out, "%5lld ms  %s\n", (long long)r->ms[part], figures(op, r, (enum selftest_part)part));
        write_findings(op, r, (enum selftest_part)part, out);
    }
    struct error_arg args[] = {{"ms", arena_printf(op->arena, "%lld", (long long)sum)}};
    strbuf_printf(out, "  %s\n", say(op, r->passed ? "selftest.passed" : "selftest.failed", args, 1));
}

/* ---- JSON ---- */

static void write_case(struct op *op, const struct selftest_case *c, struct json_out *out)
{
    json_open_object(out, NULL);
    json_put_text(out, "part", selftest_part_text(c->part));
    json_put_text(out, "name", c->name);
    json_put_text(out, "outcome", selftest_outcome_text(c->outcome));
    if (c->key != NULL) {
        json_put_text(out, "key", c->key);
        json_put_text(out, "text", selftest_text(op, c));
    }
    if (c->line > 0) {
        json_put_int(out, "line", c->line);
    }
    json_close_object(out);
}

void selftest_write_json(struct op *op, const struct selftest_report *r, struct json_out *out)
{
    char digest[DIGEST_TEXT];
    json_open_object(out, NULL);
    json_put_text(out, "exercise", r->id);
    json_put_bool(out, "passed", r->passed);
    if (r->exercise != NULL) {
        json_put_int(out, "rev", r->exercise->rev);
        json_put_text(out, "digest", digest_format(&r->exercise->digest, digest));
    }
    json_put_int(out, "points", r->points);
    json_put_int(out, "acts", r->acts);
    json_open_object(out, "mutations");
    json_put_int(out, "noticed_by_office", (int64_t)r->by_office);
    json_put_int(out, "noticed_by_checks", (int64_t)r->by_checks);
    json_put_int(out, "excused", (int64_t)r->outcomes[PART_MUTATIONS][CASE_EXCUSED]);
    json_put_int(out, "unnoticed", (int64_t)r->outcomes[PART_MUTATIONS][CASE_UNNOTICED]);
    json_close_object(out);
    json_open_object(out, "ms");
    for (int part = 0; part < PART_COUNT; part++) {
        json_put_int(out, selftest_part_text((enum selftest_part)part), r->ms[part]);
    }
    json_close_object(out);
    json_open_array(out, "cases");
    for (size_t i = 0; i < r->count; i++) {
        write_case(op, &r->cases[i], out);
    }
    json_close_array(out);
    json_close_object(out);
}

/* ---- JUnit ---- */

static void attribute(struct strbuf *out, const char *name, const char *value)
{
    strbuf_printf(out, " %s=\"", name);
    strbuf_puts_xml(out, value);
    strbuf_puts(out, "\"");
}

/* A mutation that nothing notices is "skipped" there: JUnit knows no other way to be seen without failing. */
static void write_testcase(struct op *op, const struct selftest_report *r, const struct selftest_case *c, struct strbuf *out)
{
    bool failed = c->outcome == CASE_FAILED || (c->outcome == CASE_UNNOTICED && r->strict);
    const char *text = selftest_text(op, c);
    strbuf_puts(out, "    <testcase");
    attribute(out, "classname", arena_printf(op->arena, "%s.%s", r->id, selftest_part_text(c->part)));
    attribute(out, "name", c->name);
    if (c->outcome == CASE_PASSED) {
        strbuf_puts(out, "/>\n");
        return;
    }
    strbuf_puts(out, failed ? "><failure" : "><skipped");
    attribute(out, "message", text == NULL ? selftest_outcome_text(c->outcome) : text);
    strbuf_puts(out, "/></testcase>\n");
}

void selftest_write_junit(struct op *op, const struct selftest_report *r, struct strbuf *out)
{
    size_t failures = 0, skipped = 0;
    int64_t ms = 0;
    for (int part = 0; part < PART_COUNT; part++) {
        const size_t *n = r->outcomes[part];
        failures += n[CASE_FAILED] + (r->strict ? n[CASE_UNNOTICED] : 0);
        skipped += n[CASE_SKIPPED] + n[CASE_EXCUSED] + (r->strict ? 0 : n[CASE_UNNOTICED]);
        ms += r->ms[part];
    }
    strbuf_puts(out, "  <testsuite");
    attribute(out, "name", r->id);
    strbuf_printf(out, " tests=\"%zu\" failures=\"%zu\" skipped=\"%zu\" errors=\"0\" time=\"%lld.%03lld\">\n", r->count, failures,
                  skipped, (long long)(ms / 1000), (long long)(ms % 1000));
    for (size_t i = 0; i < r->count; i++) {
        write_testcase(op, r, &r->cases[i], out);
    }
    strbuf_puts(out, "  </testsuite>\n");
}
