/* Biểu II.06a for the seats that watch over the work: the controller of procedures, the director, the unit's administrator.
 *
 * A period that has not ended is counted as far as today, and the answer says so. What each column counts: report/period.h. */
#include "api/api_report.h"

#include "api/handlers.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "catalogue/browse.h"
#include "org/org.h"

#include <stddef.h>
#include <string.h>

#define RANGE_DAYS_MAX 3660 /* ten years */
#define CSV_BYTES_MAX (256u << 10)

struct period_input {
    int kind;
    struct day day, from, to; /* day 0 = not given */
    const char *agency, *lang;
};
static const struct field period_members[] = {
    {.name = "kind", .kind = FIELD_CHOICE, .offset = offsetof(struct period_input, kind), .choices = &period_kind_choices,
     .help = "a period of the law (NĐ 09/2019 Art. 12): the one in which `day` falls; month without it"},
    {.name = "day", .kind = FIELD_DAY, .offset = offsetof(struct period_input, day), .help = "today of the office without it"},
    {.name = "from", .kind = FIELD_DAY, .offset = offsetof(struct period_input, from), .help = "with `to`: a free range, both days included"},
    {.name = "to", .kind = FIELD_DAY, .offset = offsetof(struct period_input, to)},
    {.name = "agency", .kind = FIELD_TEXT, .offset = offsetof(struct period_input, agency), .max = 60,
     .help = "one of `agencies`; the first without it"},
    {.name = "lang", .kind = FIELD_TEXT, .offset = offsetof(struct period_input, lang), .max = 2,
     .help = "vi or en: a link that is followed sends the browser's languages, not the page's"},
};
const struct record period_query = RECORD("period_query", struct period_input, period_members);

struct period_table {
    struct report head;
    struct period_row *rows; /* the last one: totals */
    size_t count;
    struct catalogue_field *fields;
    size_t field_count;
};

/* ---- what is asked ---- */

bool report_may_read(struct op *op, const struct actor *actor)
{
    static const enum role readers[] = {ROLE_CONTROLLER, ROLE_DIRECTOR, ROLE_UNIT_ADMIN};
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        if (actor != NULL && strcmp(actor->role, role_code(readers[i])) == 0) {
            return true;
        }
    }
    return fail(op, E_FORBIDDEN, "report.forbidden", NULL);
}

static bool read_period(struct op *op, const struct period_input *in, struct report *report)
{
    bool range = in->from.n != 0 || in->to.n != 0;
    struct day today = instant_day(report->look.now);
    enum period_kind kind = in->kind < 0 ? PERIOD_MONTH : (enum period_kind)in->kind;
    report->kind = range ? "range" : period_kind_choices.codes[kind];
    report->period = range ? (struct period){in->from, in->to} : period_of(kind, in->day.n == 0 ? today : in->day);
    if (range && (in->from.n == 0 || in->to.n == 0)) {
        return fail_field(op, E_INPUT, in->from.n == 0 ? "from" : "to", "field.required", NULL);
    }
    if (report->period.last.n < report->period.first.n) {
        return fail_field(op, E_INPUT, "to", "period.order", NULL);
    }
    if (report->period.last.n - report->period.first.n > RANGE_DAYS_MAX) {
        return fail_field(op, E_INPUT, "to", "report.range_too_long", NULL);
    }
    report->until = report->period.last;
    if (report->until.n > today.n) {
        report->until = today.n < report->period.first.n ? report->period.first : today;
    }
    return true;
}

/* The agency asked for, or the first; an office that has counted nothing yet still has its seat's organisation. */
static bool choose_agency(struct op *op, const char *wanted, const char *org, struct report *report)
{
    struct org own;
    for (size_t i = 0; i < report->agency_count; i++) {
        if (wanted == NULL || strcmp(report->agencies[i].code, wanted) == 0) {
            report->agency = &report->agencies[i];
            return true;
        }
    }
    if (wanted != NULL && report->agency_count > 0) {
        return fail_field(op, E_MISSING, "agency", "report.no_agency", "agency", wanted, NULL);
    }
    if (org == NULL) {
        report->agencies[0] = (struct period_agency){"", "", ""};
    } else if (org_get(op, office_db(report->look.office), org, &own)) {
        report->agencies[0] = (struct period_agency){own.code, own.name_vi, own.name_en};
    }
    report->agency = &report->agencies[0];
    return !op_failed(op);
}

bool report_take(struct op *op, struct request *r, struct report *report)
{
    const struct period_input *in = r->query;
    struct visit *v = visit_of(r);
    const struct actor *actor = app_seat_actor(op, v);
    *report = (struct report){.look = world_look(v, NULL)};
    if (in->lang != NULL) {
        op->lang = strcmp(in->lang, "en") == 0 ? LANG_EN : LANG_VI;
    }
    if (op_failed(op) || (v->owner && !report_may_read(op, actor))) {
        return false;
    }
    const char *org = v->owner ? actor->org : NULL;
    return read_period(op, in, report) && period_agencies(op, play_db(v->play), org, &report->agencies, &report->agency_count) &&
           choose_agency(op, in->agency, org, report);
}

static bool make_table(struct op *op, struct request *r, struct period_table *t)
{
    struct db *db = play_db(visit_of(r)->play);
    *t = (struct period_table){0};
    return report_take(op, r, &t->head) && browse_fields(op, db, &t->fields, &t->field_count) &&
           period_report(op, db, t->head.agency->code, (struct period){t->head.period.first, t->head.until}, &t->rows, &t->count);
}

static const char *field_name(const struct op *op, const struct period_table *t, const char *code)
{
    for (size_t i = 0; i < t->field_count; i++) {
        if (strcmp(t->fields[i].code, code) == 0) {
            return view_pick(op, t->fields[i].name_vi, t->fields[i].name_en);
        }
    }
    return code;
}

const char *report_day_text(struct op *op, struct day day)
{
    char text[DAY_TEXT];
    return arena_strdup(op->arena, day_format(day, text));
}

/* ---- JSON ---- */

static void put_agency(struct op *op, struct json_out *out, const char *key, const struct period_agency *agency)
{
    json_open_object(out, key);
    json_put_text(out, "code", agency->code);
    json_put_text(out, "name", view_pick(op, agency->name_vi, agency->name_en));
    json_close_object(out);
}

static void put_row(struct op *op, struct json_out *out, const char *key, const struct period_table *table, const struct period_row *row)
{
    json_open_object(out, key);
    record_put_json(out, &period_row_record, row);
    json_put_text(out, "field_name", row->field == NULL ? NULL : field_name(op, table, row->field));
    json_close_object(out);
}

void report_put_head(struct op *op, struct json_out *out, const struct report *report)
{
    json_put_text(out, "kind", report->kind);
    json_put_text(out, "from", report_day_text(op, report->period.first));
    json_put_text(out, "to", report_day_text(op, report->period.last));
    json_put_text(out, "until", report_day_text(op, report->until));
    put_agency(op, out, "agency", report->agency);
    json_open_array(out, "agencies");
    for (size_t i = 0; i < report->agency_count; i++) {
        put_agency(op, out, NULL, &report->agencies[i]);
    }
    json_close_array(out);
    json_put_instant(out, "made_at", report->look.now);
}

bool get_period_report(struct op *op, struct request *r)
{
    struct period_table t;
    if (!make_table(op, r, &t)) {
        return false;
    }
    const struct period_row *total = &t.rows[t.count - 1];
    report_put_head(op, &r->out, &t.head);
    json_open_array(&r->out, "rows");
    for (size_t i = 0; i + 1 < t.count; i++) {
        put_row(op, &r->out, NULL, &t, &t.rows[i]);
    }
    json_close_array(&r->out);
    put_row(op, &r->out, "total", &t, total);
    json_put_bool(&r->out, "balanced", total->received == total->done + total->open);
    return !op_failed(op);
}

/* ---- CSV ---- */

void report_put_cell(struct strbuf *b, const char *text, const char *end)
{
    strbuf_putc(b, '"');
    if (*text != '\0' && strchr("=+-@\t\r", *text) != NULL) {
        strbuf_putc(b, '\'');
    }
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            strbuf_putc(b, '"');
        }
        strbuf_putc(b, *text);
    }
    strbuf_printf(b, "\"%s", end);
}

static void put_csv_row(struct op *op, struct strbuf *b, const struct period_table *t, size_t no)
{
    const struct period_row *row = &t->rows[no];
    const char *name = row->field == NULL ? text_get(op->lang, "report.total") : field_name(op, t, row->field);
    strbuf_printf(b, "%s,", row->field == NULL ? "" : arena_int(op->arena, (int64_t)no + 1));
    report_put_cell(b, name, "");
    const int64_t cells[] = {row->received, row->received_online, row->received_direct, row->carried_over, row->done, row->done_early,
                             row->done_on_time, row->done_overdue, row->open, row->open_in_time, row->open_overdue};
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        strbuf_printf(b, ",%lld", (long long)cells[i]);
    }
    strbuf_puts(b, "\r\n");
}

const char *report_vn_day(struct op *op, struct day day)
{
    int y, m, d;
    day_parts(day, &y, &m, &d);
    return arena_printf(op->arena, "%02d/%02d/%d", d, m, y);
}

static void put_csv(struct op *op, struct strbuf *b, const struct period_table *t)
{
    const struct report *head = &t->head;
    strbuf_puts(b, "\xef\xbb\xbf");
    report_put_cell(b, text_get(op->lang, "report.title"), "\r\n");
    report_put_cell(b, view_pick(op, head->agency->name_vi, head->agency->name_en), "\r\n");
    report_put_cell(b, view_say(op, "report.period", "from", report_vn_day(op, head->period.first), "to", report_vn_day(op, head->period.last),
                                "until", report_vn_day(op, head->until), NULL), "\r\n");
    report_put_cell(b, text_get(op->lang, "results.mark"), "\r\n");
    for (int column = 1; column <= 13; column++) {
        const char *key = arena_printf(op->arena, "report.column.%d", column);
        report_put_cell(b, arena_printf(op->arena, "%s (%d)", text_get(op->lang, key), column), column < 13 ? "," : "\r\n");
    }
    for (size_t i = 0; i < t->count; i++) {
        put_csv_row(op, b, t, i);
    }
}

bool get_period_report_csv(struct op *op, struct request *r)
{
    struct period_table t;
    struct strbuf b;
    if (!make_table(op, r, &t)) {
        return false;
    }
    strbuf_init(&b, op->arena, CSV_BYTES_MAX);
    put_csv(op, &b, &t);
    exchange_set(r->exchange, "Content-Disposition",
                 arena_printf(op->arena, "attachment; filename=\"bieu-II06a-%s-%s.csv\"", report_day_text(op, t.head.period.first),
                              report_day_text(op, t.head.period.last)));
    exchange_answer(r->exchange, 200, "text/csv; charset=utf-8", b.data, b.len);
    return true;
}
