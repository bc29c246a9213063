#include "dossier/paper.h"

#include "account/account.h"
#include "audit/audit.h"
#include "base/text.h"
#include "base/viet.h"
#include "core_sql.h"
#include "dossier/consultation.h"
#include "dossier/handover.h"
#include "dossier/paper_inside.h"
#include "form/form.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define DATA_MAX 65536
#define ROWS_MAX 100

/* ---- rows ---- */

static void read_issue(struct stmt *s, struct form_issue *f)
{
    f->id = col_int(s, "id");
    f->dossier = col_int(s, "dossier");
    f->form = col_text(s, "form");
    f->number = col_int(s, "number");
    f->year = col_int(s, "year");
    f->issued_at = col_instant(s, "issued_at");
    f->issued_by = col_text(s, "issued_by");
    f->blob = col_text(s, "blob");
    f->unit_code = col_text(s, "unit_code");
    f->printed_at = col_instant(s, "printed_at");
}

bool paper_list(struct op *op, struct db *db, int64_t dossier, struct form_issue **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_issue_list);
    if (s == NULL) {
        return false;
    }
    struct form_issue rows[ROWS_MAX];
    *count = 0;
    bind_int(s, "dossier", dossier);
    while (*count < ROWS_MAX && stmt_row(s)) {
        rows[*count] = (struct form_issue){0};
        read_issue(s, &rows[(*count)++]);
    }
    *out = arena_array(op->arena, *count + 1, sizeof **out);
    memcpy(*out, rows, *count * sizeof **out);
    return stmt_done(s);
}

bool paper_get(struct op *op, struct db *db, int64_t id, struct form_issue *out)
{
    struct stmt *s = db_use(op, db, &sql_issue_get);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", id);
    if (stmt_row(s)) {
        read_issue(s, out);
        const char *data = col_text(s, "data");
        out->data = data == NULL ? NULL : json_parse(op, data, strlen(data));
    } else {
        (void)fail(op, E_MISSING, "form.issue_unknown", NULL);
    }
    return stmt_done(s);
}

bool paper_unit(struct op *op, struct db *db, const char *form, int64_t year, int64_t number, const char **out)
{
    struct stmt *s = db_use(op, db, &sql_issue_unit);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "form", form);
    bind_int(s, "year", year);
    bind_int(s, "number", number);
    *out = stmt_row(s) ? col_text(s, "unit_code") : NULL;
    return stmt_done(s);
}

/* ---- what goes on the paper ---- */

static const char *unit_code(struct op *op, const struct org *unit)
{
    if (strcmp(unit->kind, "one-stop") == 0) {
        return "TTPVHCC";
    }
    return strcmp(unit->kind, "department") == 0 ? org_abbreviation(op, unit->name_vi) : "BPTNTKQ";
}

/* The head of a paper: whom the issuing organisation belongs to (đơn vị chủ quản) stands above it. */
static bool read_above(struct op *op, struct db *db, const struct org *unit, struct org *above)
{
    *above = *unit;
    return unit->parent == NULL || org_get(op, db, unit->parent, above);
}

static bool take_number(struct op *op, struct paper *p, const char *form)
{
    int m, d;
    day_parts(instant_day(op->now), &p->year, &m, &d);
    return series_next(op, p->w->db, arena_printf(op->arena, "form%s:%d", form, p->year), &p->number);
}

static void put_signature(struct op *op, struct paper *p, const char *name)
{
    int y, m, d;
    int64_t t = instant_time_of_day(op->now);
    day_parts(instant_day(op->now), &y, &m, &d);
    json_put_text(&p->out, "signature",
                  arena_printf(op->arena, "Ký bởi: %s\nCơ quan: %s\nThời gian ký: %02d-%02d-%04d; %02d:%02d:%02d +07:00", name,
                               p->unit.name_vi, d, m, y, (int)(t / MS_HOUR), (int)(t / MS_MINUTE % 60),
                               (int)(t / MS_SECOND % 60)));
}

bool paper_begin(struct op *op, struct paper *p, struct work *w, const char *form)
{
    struct org above;
    *p = (struct paper){.w = w};
    if (!procedure_version_get(op, w->db, w->d.procedure_version, &p->version) ||
        !procedure_components(op, w->db, p->version.id, &p->parts, &p->part_count) ||
        !org_get(op, w->db, w->d.agency, &p->agency) || !org_get(op, w->db, w->actor->org, &p->unit) ||
        !read_above(op, w->db, &p->unit, &above) || !take_number(op, p, form)) {
        return false;
    }
    strbuf_init(&p->buf, op->arena, DATA_MAX);
    json_begin(&p->out, &p->buf);
    json_open_object(&p->out, NULL);
    json_put_text(&p->out, "parent_agency", above.name_vi);
    json_put_text(&p->out, "agency", p->unit.name_vi);
    json_put_text(&p->out, "number", arena_printf(op->arena, "%lld", (long long)p->number));
    json_put_text(&p->out, "unit_code", unit_code(op, &p->unit));
    json_put_text(&p->out, "place", p->agency.place == NULL ? "…" : p->agency.place);
    json_put_instant(&p->out, "issued_at", op->now);
    put_signature(op, p, w->actor->name);
    return true;
}

bool paper_write(struct op *op, struct paper *p, const char *form, const char *event, bool grows)
{
    json_close_object(&p->out);
    if (p->buf.overflow) {
        return fail(op, E_LIMIT, "form.too_large", NULL);
    }
    struct stmt *s = db_use(op, p->w->db, &sql_issue_add);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", p->w->d.id);
    bind_text(s, "form", form);
    bind_int(s, "number", p->number);
    bind_int(s, "year", p->year);
    bind_instant(s, "issued_at", op->now);
    bind_text(s, "issued_by", p->w->actor->account);
    bind_text(s, "data", grows ? NULL : p->buf.data);
    bind_text(s, "unit_code", unit_code(op, &p->unit));
    if (stmt_row(s)) {
        p->issue = col_int(s, "id");
    }
    if (!stmt_done(s)) {
        return false;
    }
    work_data(op, p->w);
    json_put_text(&p->w->out, "form", form);
    json_put_int(&p->w->out, "number", p->number);
    return work_note(op, p->w, event);
}

const char *paper_dotted(const char *text)
{
    return text == NULL || *text == '\0' ? "……" : text;
}

void paper_put_owner(struct paper *p)
{
    const struct json *o = p->w->d.owner;
    json_put_text(&p->out, "owner_name", json_get_text(o, "name", "……"));
    json_put_text(&p->out, "address", paper_dotted(json_get_text(o, "address", NULL)));
    json_put_text(&p->out, "phone", json_get_text(o, "phone", NULL));
    json_put_text(&p->out, "email", json_get_text(o, "email", NULL));
    json_put_text(&p->out, "request", p->version.name_vi);
}

void paper_put_parts(struct paper *p, const char *key, const struct text_list *codes)
{
    json_open_array(&p->out, key);
    for (size_t i = 0; i < codes->count; i++) {
        for (size_t k = 0; k < p->part_count; k++) {
            if (strcmp(p->parts[k].code, codes->items[i]) == 0) {
                json_put_text(&p->out, NULL, p->parts[k].name_vi);
            }
        }
    }
    json_close_array(&p->out);
}

static const char *term_vi(struct op *op, struct term t)
{
    static const char *const units[] = {
        [TERM_WORKHOURS] = "giờ làm việc", [TERM_WORKDAYS] = "ngày làm việc", [TERM_DAYS] = "ngày"};
    char amount[32];
    (void)snprintf(amount, sizeof amount, "%g", (double)t.milli / 1000.0);
    for (char *c = amount; *c != '\0'; c++) {
        *c = *c == '.' ? ',' : *c;
    }
    return arena_printf(op->arena, "%s %s", amount, units[t.unit]);
}

/* As the applicant asked when filing (NĐ 45/2020 for the data store). */
static const char *result_place(struct op *op, const struct dossier *d, const char *unit)
{
    if (strcmp(d->delivery_wanted, "counter") == 0) {
        return unit;
    }
    return strcmp(d->delivery_wanted, "postal") == 0
               ? arena_printf(op->arena, "Qua dịch vụ bưu chính công ích: %s", d->delivery_address == NULL ? "……" : d->delivery_address)
               : "Kho quản lý dữ liệu điện tử của tổ chức, cá nhân trên Cổng Dịch vụ công quốc gia";
}

static void put_proxy(struct paper *p)
{
    static const char *const members[][2] = {{"proxy_name", "name"},   {"proxy_id", "id_no"},    {"proxy_address", "address"},
                                             {"proxy_phone", "phone"}, {"proxy_email", "email"}, {"proxy_paper", "proxy_paper"}};
    const struct json *who = p->w->d.submitter;
    for (size_t i = 0; who != NULL && i < sizeof members / sizeof members[0]; i++) {
        json_put_text(&p->out, members[i][0], json_get_text(who, members[i][1], NULL));
    }
}

bool paper_issue_receipt(struct op *op, struct work *w)
{
    struct paper p;
    struct dossier_component *have = NULL;
    size_t have_count = 0;
    if (!paper_begin(op, &p, w, "01") || !dossier_components(op, w->db, w->d.id, &have, &have_count)) {
        return false;
    }
    struct text_list provided = {.items = arena_array(op->arena, have_count, sizeof(char *))};
    for (size_t k = 0; k < p.part_count; k++) { /* in the order of the procedure, as officers read it */
        for (size_t i = 0; i < have_count; i++) {
            if (!instant_is_none(have[i].provided_at) && strcmp(have[i].code, p.parts[k].code) == 0) {
                provided.items[provided.count++] = have[i].code;
            }
        }
    }
    if (provided.count == 0) {
        return fail(op, E_STATE, "dossier.nothing_provided", NULL);
    }
    json_put_text(&p.out, "dossier_code", w->d.code);
    paper_put_owner(&p);
    json_put_text(&p.out, "owner_id", json_get_text(w->d.owner, "id_no", NULL));
    paper_put_parts(&p, "components", &provided);
    put_proxy(&p);
    json_put_int(&p.out, "sets", w->d.sets);
    json_put_text(&p.out, "time_limit", term_vi(op, p.version.term));
    json_put_instant(&p.out, "received_at", w->d.accepted_at);
    json_put_instant(&p.out, "due_at", w->d.due_at);
    json_put_text(&p.out, "result_place", result_place(op, &w->d, p.unit.name_vi));
    json_put_text(&p.out, "submitter_name",
                  json_get_text(w->d.submitter != NULL ? w->d.submitter : w->d.owner, "name", "……"));
    json_put_text(&p.out, "officer_name", w->actor->name);
    return paper_write(op, &p, "01", "form01.issued", false);
}

bool paper_issue_refusal(struct op *op, struct work *w, const char *reason)
{
    struct paper p;
    if (!paper_begin(op, &p, w, "03")) {
        return false;
    }
    json_put_text(&p.out, "dossier_code", w->d.code);
    paper_put_owner(&p);
    json_put_text(&p.out, "owner_id", json_get_text(w->d.owner, "id_no", NULL));
    json_put_text(&p.out, "reason", reason);
    json_put_text(&p.out, "submitter_name", json_get_text(w->d.submitter != NULL ? w->d.submitter : w->d.owner, "name", NULL));
    json_put_text(&p.out, "officer_name", w->actor->name);
    return paper_write(op, &p, "03", "form03.issued", false);
}

bool paper_open_control_sheet(struct op *op, struct work *w)
{
    struct paper p;
    return paper_begin(op, &p, w, "06") && paper_write(op, &p, "06", "form06.opened", true);
}

/* ---- the control sheet grows with the record ---- */

static const char *timing_vi(const char *timing)
{
    if (strcmp(timing, "early") == 0) {
        return "Trước hạn";
    }
    if (strcmp(timing, "on_time") == 0) {
        return "Đúng hạn";
    }
    return strcmp(timing, "overdue") == 0 ? "Quá hạn" : NULL;
}

static const char *role_vi(struct op *op, const char *role)
{
    return text_get(LANG_VI, arena_printf(op->arena, "role.%s", role));
}

/* The unit; its role beside it where nobody in it is named. */
static const char *side_vi(struct op *op, struct db *db, const char *unit, const char *role, const char *person)
{
    struct org org;
    if (role == NULL) {
        return "Người nộp hồ sơ";
    }
    if (unit == NULL || !org_get(op, db, unit, &org)) {
        op_clear(op);
        return role_vi(op, role);
    }
    return person != NULL ? org.name_vi : arena_printf(op->arena, "%s (%s)", org.name_vi, role_vi(op, role));
}

static void put_handovers(struct op *op, struct db *db, struct json_out *out, const struct handover *rows, size_t count)
{
    json_open_array(out, "handovers");
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        json_put_text(out, "from", side_vi(op, db, rows[i].from_unit, rows[i].from_role, rows[i].giver));
        json_put_text(out, "to", side_vi(op, db, rows[i].to_unit, rows[i].to_role, rows[i].receiver));
        json_put_instant(out, "at", rows[i].at);
        json_put_text(out, "giver", rows[i].giver);
        json_put_text(out, "receiver", rows[i].receiver);
        json_put_text(out, "result", timing_vi(rows[i].timing));
        json_put_text(out, "note", rows[i].note);
        json_close_object(out);
    }
    json_close_array(out);
}

/* Each agency that was asked, once, in the order of asking. NULL: none was. */
static bool read_co_agencies(struct op *op, struct db *db, int64_t dossier, const char **out)
{
    struct consultation *asked = NULL;
    size_t count = 0;
    *out = NULL;
    if (!consultations(op, db, dossier, &asked, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool again = false;
        for (size_t k = 0; k < i; k++) {
            again = again || strcmp(asked[k].to_org, asked[i].to_org) == 0;
        }
        if (!again) {
            *out = *out == NULL ? asked[i].org_vi : arena_printf(op->arena, "%s; %s", *out, asked[i].org_vi);
        }
    }
    if (*out != NULL) {
        *out = arena_printf(op->arena, "%.*s", (int)viet_fits(*out, FORM_LINE_MAX), *out);
    }
    return true;
}

static const struct json *control_sheet(struct op *op, struct db *db, const struct form_issue *issue)
{
    struct dossier d;
    struct org agency, unit, above;
    struct account opener;
    struct handover *rows = NULL;
    size_t count = 0;
    const char *co_agencies = NULL;
    if (!dossier_get(op, db, issue->dossier, &d) || !org_get(op, db, d.agency, &agency) ||
        !account_get(op, db, issue->issued_by, &opener) || !org_get(op, db, opener.org, &unit) ||
        !read_above(op, db, &unit, &above) ||
        !read_co_agencies(op, db, d.id, &co_agencies) || !handovers_read(op, db, &d, &rows, &count)) {
        return NULL;
    }
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, DATA_MAX);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    json_put_text(&out, "parent_agency", above.name_vi);
    json_put_text(&out, "agency", unit.name_vi);
    json_put_text(&out, "number", arena_printf(op->arena, "%lld", (long long)issue->number));
    json_put_text(&out, "unit_code", issue->unit_code != NULL ? issue->unit_code : unit_code(op, &unit));
    json_put_text(&out, "place", agency.place == NULL ? "…" : agency.place);
    json_put_instant(&out, "issued_at", issue->issued_at);
    json_put_text(&out, "dossier_code", d.code);
    json_put_text(&out, "lead_agency", agency.name_vi);
    json_put_text(&out, "co_agencies", co_agencies);
    json_put_instant(&out, "received_at", d.accepted_at);
    json_put_instant(&out, "due_at", d.due_at);
    put_handovers(op, db, &out, rows, count);
    json_close_object(&out);
    return json_parse(op, b.data, b.len);
}

const struct json *paper_data(struct op *op, struct db *db, const struct form_issue *issue)
{
    return issue->data != NULL ? issue->data : control_sheet(op, db, issue);
}

/* ---- printing ---- */

static const struct field print_fields[] = {
    {.name = "form", .kind = FIELD_INT, .offset = offsetof(struct form_print_input, form), .flags = FIELD_REQUIRED,
     .max = JSON_INT_MAX},
    {.name = "blob", .kind = FIELD_TEXT, .offset = offsetof(struct form_print_input, blob), .flags = FIELD_REQUIRED,
     .min = 64, .max = 64},
};
const struct record form_print_record = RECORD("form_print", struct form_print_input, print_fields);

static bool keep_blob(struct op *op, struct db *db, const struct form_print_input *in)
{
    struct stmt *s = db_use(op, db, &sql_issue_set_blob);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", in->form);
    bind_text(s, "blob", in->blob);
    bind_instant(s, "printed_at", op->now);
    return stmt_run(s, NULL);
}

bool form_print(struct op *op, struct office *office, const void *input)
{
    const struct form_print_input *in = input;
    struct form_issue issue = {0};
    struct db *db = office_db(office);
    if (!paper_get(op, db, in->form, &issue)) {
        return false;
    }
    if (issue.blob == NULL && issue.data != NULL && !keep_blob(op, db, in)) {
        return false;
    }
    struct work w = {.office = office, .db = db, .d = {.id = issue.dossier}};
    office_about(office, issue.dossier);
    work_data(op, &w);
    json_put_text(&w.out, "form", issue.form);
    json_put_int(&w.out, "id", issue.id);
    json_put_int(&w.out, "number", issue.number);
    return work_note(op, &w, "form.printed");
}
