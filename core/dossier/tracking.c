#include "dossier/tracking.h"

#include "audit/note.h"
#include "base/text.h"
#include "core_sql.h"
#include "dossier/control_sheets.h"
#include "dossier/dossier.h"
#include "org/org.h"

#include <stddef.h>
#include <string.h>

#define DATA_MAX (JSON_BYTES_MAX - 1024)

static const char *const form_codes[] = {[REGISTER_DOSSIERS] = "07", [REGISTER_CONTROL_SHEETS] = "06"};
static const struct choices form_choices = {form_codes, 2};
static const struct field issue_fields[] = {
    {.name = "from", .kind = FIELD_DAY, .offset = offsetof(struct register_issue_input, from), .flags = FIELD_REQUIRED},
    {.name = "to", .kind = FIELD_DAY, .offset = offsetof(struct register_issue_input, to), .flags = FIELD_REQUIRED},
    {.name = "field", .kind = FIELD_TEXT, .offset = offsetof(struct register_issue_input, field), .max = 60,
     .help = "code of a field of procedures; all without it"},
    {.name = "form", .kind = FIELD_CHOICE, .offset = offsetof(struct register_issue_input, form), .choices = &form_choices,
     .help = "07 (when absent): the register of dossiers; 06: their control sheets"},
};
const struct record register_issue_record = RECORD("register_issue", struct register_issue_input, issue_fields);

#define F(k, field_)                                                                                                   \
    {                                                                                                                  \
        .name = #field_, .kind = k, .offset = offsetof(struct tracking, field_)                                        \
    }
static const struct field row_fields[] = {
    F(FIELD_INT, id),        F(FIELD_TEXT, form),     F(FIELD_INT, number),    F(FIELD_TEXT, org),    F(FIELD_TEXT, field),        F(FIELD_TEXT, field_vi),
    F(FIELD_TEXT, field_en), F(FIELD_DAY, first_day), F(FIELD_DAY, last_day), F(FIELD_INT, entries),      F(FIELD_INSTANT, issued_at),
    F(FIELD_TEXT, issued_by), F(FIELD_TEXT, unit_code),
};
static const struct record row_record = RECORD("register_issue_row", struct tracking, row_fields);

/* ---- reading ---- */

bool tracking_list(struct op *op, struct db *db, const char *org, struct tracking **out, size_t *count)
{
    void *rows = NULL;
    struct stmt *s = db_use(op, db, &sql_tracking_list);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "org", org);
    bind_int(s, "max", TRACKING_LIST_MAX);
    bool ok = stmt_records(s, &row_record, TRACKING_LIST_MAX, &rows, count);
    *out = rows;
    return ok;
}

const struct json *tracking_data(struct op *op, struct db *db, const char *org, int64_t id)
{
    const char *data = NULL;
    struct stmt *s = db_use(op, db, &sql_tracking_data);
    if (s == NULL) {
        return NULL;
    }
    bind_int(s, "id", id);
    bind_text(s, "org", org);
    if (stmt_row(s)) {
        data = col_text(s, "data");
    } else {
        (void)fail(op, E_MISSING, "register.unknown", NULL);
    }
    return stmt_done(s) && data != NULL ? json_parse(op, data, strlen(data)) : NULL;
}

/* ---- what goes on the paper ---- */

struct writing {
    const struct register_issue_input *in;
    struct org unit, above;
    const char *sector;
    int64_t number, entries;
    struct strbuf buf;
    struct json_out out;
};

/* Where none is named (-1), the register of dossiers is meant. */
static enum register_form form_of(const struct register_issue_input *in)
{
    return in->form == REGISTER_CONTROL_SHEETS ? REGISTER_CONTROL_SHEETS : REGISTER_DOSSIERS;
}

static const char *vn_day(struct op *op, struct day day)
{
    int y, m, d;
    day_parts(day, &y, &m, &d);
    return arena_printf(op->arena, "%02d/%02d/%d", d, m, y);
}

/* The name of a field; fails where there is none. */
static bool find_sector(struct op *op, struct db *db, struct writing *w)
{
    w->sector = "Tất cả lĩnh vực";
    if (w->in->field == NULL) {
        return true;
    }
    struct stmt *s = db_use(op, db, &sql_tracking_field);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "code", w->in->field);
    w->sector = stmt_row(s) ? col_text(s, "name_vi") : NULL;
    return stmt_done(s) && (w->sector != NULL || fail_field(op, E_INPUT, "field", "register.field", NULL));
}

static void put_row(struct op *op, struct json_out *out, struct stmt *s)
{
    const char *address = col_text(s, "address"), *phone = col_text(s, "phone"), *by = col_text(s, "returned_by");
    json_open_object(out, NULL);
    json_put_text(out, "dossier_code", col_text(s, "code"));
    json_put_text(out, "procedure_name", col_text(s, "procedure_name"));
    json_put_text(out, "owner_name", col_text(s, "owner"));
    json_put_text(out, "contact", arena_printf(op->arena, "%s / %s", address == NULL ? "……" : address, phone == NULL ? "……" : phone));
    json_put_text(out, "lead_agency", col_text(s, "lead_agency"));
    json_put_instant(out, "received_at", col_instant(s, "accepted_at"));
    json_put_instant(out, "due_at", col_instant(s, "due_at"));
    json_put_instant(out, "returned_at", col_instant(s, "returned_at"));
    json_put_text(out, "method", by == NULL ? NULL : text_get(LANG_VI, arena_printf(op->arena, "delivery.way.%s", by)));
    json_put_text(out, "signed", col_int(s, "signed") > 0 ? "Đã ký" : NULL);
    json_close_object(out);
}

static bool put_rows(struct op *op, struct db *db, struct writing *w)
{
    struct stmt *s = db_use(op, db, &sql_tracking_rows);
    if (s == NULL) {
        return false;
    }
    bind_instant(s, "from", instant_at(w->in->from, 0));
    bind_instant(s, "past", instant_at(day_add(w->in->to, 1), 0));
    bind_text(s, "field", w->in->field);
    bind_text(s, "top", org_top(op, w->unit.code));
    bind_int(s, "max", TRACKING_ROWS_MAX + 1);
    json_open_array(&w->out, "rows");
    while (stmt_row(s)) {
        w->entries++;
        put_row(op, &w->out, s);
    }
    json_close_array(&w->out);
    return stmt_done(s);
}

static void put_head(struct op *op, struct writing *w)
{
    json_put_text(&w->out, "parent_agency", w->above.name_vi);
    json_put_text(&w->out, "agency", w->unit.name_vi);
    json_put_text(&w->out, "number", arena_int(op->arena, w->number));
    json_put_text(&w->out, "unit_code", strcmp(w->unit.kind, "one-stop") == 0 ? "TTPVHCC" : "BPTNTKQ");
    json_put_text(&w->out, "place", w->unit.place == NULL ? "…" : w->unit.place);
    json_put_instant(&w->out, "issued_at", op->now);
    json_put_text(&w->out, "sector", w->sector);
    json_put_text(&w->out, "period", arena_printf(op->arena, "từ ngày %s đến ngày %s", vn_day(op, w->in->from), vn_day(op, w->in->to)));
}

/* The list and the sheets it stands in front of. */
static bool put_sheets(struct op *op, struct db *db, struct writing *w)
{
    const struct control_sheets_query query = {.from = instant_at(w->in->from, 0), .past = instant_at(day_add(w->in->to, 1), 0),
                                               .field = w->in->field, .top = org_top(op, w->unit.code)};
    struct control_sheet *list = NULL;
    size_t count = 0;
    if (!control_sheets_read(op, db, &query, &list, &count)) {
        return false;
    }
    w->entries = (int64_t)count;
    size_t most = count < CONTROL_SHEETS_MAX ? count : CONTROL_SHEETS_MAX;
    json_open_object(&w->out, "cover");
    put_head(op, w);
    control_sheets_put_rows(op, &w->out, list, most);
    json_close_object(&w->out);
    control_sheets_put(&w->out, list, most);
    return true;
}

static bool write_data(struct op *op, struct db *db, struct writing *w)
{
    bool sheets = form_of(w->in) == REGISTER_CONTROL_SHEETS;
    int64_t most = sheets ? CONTROL_SHEETS_MAX : TRACKING_ROWS_MAX;
    strbuf_init(&w->buf, op->arena, DATA_MAX);
    json_begin(&w->out, &w->buf);
    json_open_object(&w->out, NULL);
    if (!sheets) {
        put_head(op, w);
    }
    if (!(sheets ? put_sheets(op, db, w) : put_rows(op, db, w))) {
        return false;
    }
    json_close_object(&w->out);
    if (w->entries > most || w->buf.overflow) {
        return fail_field(op, E_LIMIT, "to", "register.too_many", "max", arena_int(op->arena, most), NULL);
    }
    return w->entries > 0 || fail_field(op, E_STATE, "from", sheets ? "register.no_sheets" : "register.empty", NULL);
}

/* ---- the act ---- */

static bool add_row(struct op *op, struct office *office, const struct writing *w, int year, int64_t *id)
{
    struct stmt *s = db_use(op, office_db(office), &sql_tracking_add);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "number", w->number);
    bind_text(s, "form", form_codes[form_of(w->in)]);
    bind_int(s, "year", year);
    bind_text(s, "org", w->unit.code);
    bind_text(s, "field", w->in->field);
    bind_day(s, "first_day", w->in->from);
    bind_day(s, "last_day", w->in->to);
    bind_int(s, "entries", w->entries);
    bind_instant(s, "issued_at", op->now);
    bind_text(s, "issued_by", office_actor(office)->account);
    bind_text(s, "data", w->buf.data);
    if (stmt_row(s)) {
        *id = col_int(s, "id");
    }
    return stmt_done(s);
}

static bool note(struct op *op, struct office *office, const struct writing *w, int64_t id)
{
    struct audit_words words;
    struct json_out *out = audit_words_begin(op, &words);
    json_put_int(out, "register", id);
    json_put_text(out, "form", form_codes[form_of(w->in)]);
    json_put_int(out, "number", w->number);
    json_put_text(out, "first_day", vn_day(op, w->in->from));
    json_put_text(out, "last_day", vn_day(op, w->in->to));
    json_put_int(out, "entries", w->entries);
    return audit_words_end(op, office, &words, "register.issued");
}

bool register_issue(struct op *op, struct office *office, const void *input)
{
    struct writing w = {.in = input};
    struct db *db = office_db(office);
    int year, m, d;
    int64_t id = 0;
    const char *series = form_of(w.in) == REGISTER_CONTROL_SHEETS ? "sheets" : "register";
    day_parts(instant_day(op->now), &year, &m, &d);
    if (w.in->to.n < w.in->from.n) {
        return fail_field(op, E_INPUT, "to", "period.order", NULL);
    }
    if (!org_get(op, db, office_actor(office)->org, &w.unit) || !org_get(op, db, org_top(op, w.unit.code), &w.above) ||
        !find_sector(op, db, &w) || !series_next(op, db, arena_printf(op->arena, "%s:%s:%d", series, w.unit.code, year), &w.number)) {
        return false;
    }
    return write_data(op, db, &w) && add_row(op, office, &w, year, &id) && note(op, office, &w, id);
}
