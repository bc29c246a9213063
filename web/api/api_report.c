/* Biểu II.06a for the seats that watch over the work: the controller of procedures, the director, the unit's administrator.
 *
 * A period that has not ended is counted as far as today, and the answer says so. What each column counts: report/period.h. */
#include "api/api_look.h"
#include "api/handlers.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "catalogue/browse.h"
#include "org/org.h"
#include "report/period.h"

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

struct report {
    struct view_look look;
    const char *kind;
    struct period period;
    struct day until;
    struct period_agency *agencies;
    size_t agency_count;
    const struct period_agency *agency;
    struct period_row *rows; /* the last one: totals */
    size_t count;
    struct catalogue_field *fields;
    size_t field_count;
};

/* ---- what is asked ---- */

static bool may_read(struct op *op, const struct actor *actor)
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

static bool make_report(struct op *op, struct request *r, struct report *report)
{
    const struct period_input *in = r->query;
    struct visit *v = visit_of(r);
    const struct actor *actor = app_seat_actor(op, v);
    struct db *db = play_db(v->play);
    *report = (struct report){.look = world_look(v, NULL)};
    if (op_failed(op) || (v->owner && !may_read(op, actor))) {
        return false;
    }
    const char *org = v->owner ? actor->org : NULL;
    return read_period(op, in, report) && period_agencies(op, db, org, &report->agencies, &report->agency_count) &&
           choose_agency(op, in->agency, org, report) && browse_fields(op, db, &report->fields, &report->field_count) &&
           period_report(op, db, report->agency->code, (struct period){report->period.first, report->until}, &report->rows, &report->count);
}

static const char *field_name(const struct op *op, const struct report *report, const char *code)
{
    for (size_t i = 0; i < report->field_count; i++) {
        if (strcmp(report->fields[i].code, code) == 0) {
            return view_pick(op, report->fields[i].name_vi, report->fields[i].name_en);
        }
    }
    return code;
}

static const char *day_text(struct op *op, struct day day)
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

static void put_row(struct op *op, struct json_out *out, const char *key, const struct report *report, const struct period_row *row)
{
    json_open_object(out, key);
    record_put_json(out, &period_row_record, row);
    json_put_text(out, "field_name", row->field == NULL ? NULL : field_name(op, report, row->field));
    json_close_object(out);
}

bool get_period_report(struct op *op, struct request *r)
{
    struct report report;
    if (!make_report(op, r, &report)) {
        return false;
    }
    const struct period_row *total = &report.rows[report.count - 1];
    json_put_text(&r->out, "kind", report.kind);
    json_put_text(&r->out, "from", day_text(op, report.period.first));
    json_put_text(&r->out, "to", day_text(op, report.period.last));
    json_put_text(&r->out, "until", day_text(op, report.until));
    put_agency(op, &r->out, "agency", report.agency);
    json_open_array(&r->out, "agencies");
    for (size_t i = 0; i < report.agency_count; i++) {
        put_agency(op, &r->out, NULL, &report.agencies[i]);
    }
    json_close_array(&r->out);
    json_open_array(&r->out, "rows");
    for (size_t i = 0; i + 1 < report.count; i++) {
        put_row(op, &r->out, NULL, &report, &report.rows[i]);
    }
    json_close_array(&r->out);
    put_row(op, &r->out, "total", &report, total);
    json_put_bool(&r->out, "balanced", total->received == total->done + total->open);
    json_put_instant(&r->out, "made_at", report.look.now);
    return !op_failed(op);
}

/* ---- CSV ---- */

/* RFC 4180. Names are the office's own: none begins like a formula. */
static void put_cell(struct strbuf *b, const char *text, const char *end)
{
    strbuf_putc(b, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            strbuf_putc(b, '"');
        }
        strbuf_putc(b, *text);
    }
    strbuf_printf(b, "\"%s", end);
}

static void put_csv_row(struct op *op, struct strbuf *b, const struct report *report, size_t no)
{
    const struct period_row *row = &report->rows[no];
    const char *name = row->field == NULL ? text_get(op->lang, "report.total") : field_name(op, report, row->field);
    strbuf_printf(b, "%s,", row->field == NULL ? "" : arena_int(op->arena, (int64_t)no + 1));
    put_cell(b, name, "");
    const int64_t cells[] = {row->received, row->received_online, row->received_direct, row->carried_over, row->done, row->done_early,
                             row->done_on_time, row->done_overdue, row->open, row->open_in_time, row->open_overdue};
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        strbuf_printf(b, ",%lld", (long long)cells[i]);
    }
    strbuf_puts(b, "\r\n");
}

static const char *vn_day(struct op *op, struct day day)
{
    int y, m, d;
    day_parts(day, &y, &m, &d);
    return arena_printf(op->arena, "%02d/%02d/%d", d, m, y);
}

static void put_csv(struct op *op, struct strbuf *b, const struct report *report)
{
    strbuf_puts(b, "\xef\xbb\xbf");
    put_cell(b, text_get(op->lang, "report.title"), "\r\n");
    put_cell(b, view_pick(op, report->agency->name_vi, report->agency->name_en), "\r\n");
    put_cell(b, view_say(op, "report.period", "from", vn_day(op, report->period.first), "to", vn_day(op, report->period.last), "until",
                         vn_day(op, report->until), NULL), "\r\n");
    put_cell(b, text_get(op->lang, "results.mark"), "\r\n");
    for (int column = 1; column <= 13; column++) {
        const char *key = arena_printf(op->arena, "report.column.%d", column);
        put_cell(b, arena_printf(op->arena, "%s (%d)", text_get(op->lang, key), column), column < 13 ? "," : "\r\n");
    }
    for (size_t i = 0; i < report->count; i++) {
        put_csv_row(op, b, report, i);
    }
}

bool get_period_report_csv(struct op *op, struct request *r)
{
    const struct period_input *in = r->query;
    struct report report;
    struct strbuf b;
    if (in->lang != NULL) {
        op->lang = strcmp(in->lang, "en") == 0 ? LANG_EN : LANG_VI;
    }
    if (!make_report(op, r, &report)) {
        return false;
    }
    strbuf_init(&b, op->arena, CSV_BYTES_MAX);
    put_csv(op, &b, &report);
    exchange_set(r->exchange, "Content-Disposition",
                 arena_printf(op->arena, "attachment; filename=\"bieu-II06a-%s-%s.csv\"", day_text(op, report.period.first),
                              day_text(op, report.period.last)));
    exchange_answer(r->exchange, 200, "text/csv; charset=utf-8", b.data, b.len);
    return true;
}
