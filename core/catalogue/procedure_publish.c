/* A draft becomes a version. The rows of fees have their own validity, so those that go on unchanged are left alone; the others end on
 * the day before, and the draft's begin on the first day. */
#include "catalogue/procedure_takeback.h"

#include "audit/note.h"
#include "calendar/explain.h"
#include "catalogue/catalogue_rows.h"
#include "core_sql.h"

#include <stddef.h>
#include <string.h>

#define USES_MAX 200

static const struct field publish_fields[] = {
    {.name = "procedure", .kind = FIELD_TEXT, .offset = offsetof(struct procedure_publish_input, procedure), .flags = FIELD_REQUIRED, .max = 60},
    {.name = "revision", .kind = FIELD_INT, .offset = offsetof(struct procedure_publish_input, revision), .flags = FIELD_REQUIRED, .max = JSON_INT_MAX,
     .help = "the draft as it was looked at"},
    {.name = "effective_from", .kind = FIELD_DAY, .offset = offsetof(struct procedure_publish_input, effective_from), .flags = FIELD_REQUIRED,
     .help = "first day on which a dossier filed gets the new version"},
};
const struct record procedure_publish_record = RECORD("procedure_publish", struct procedure_publish_input, publish_fields);

static const char *iso(struct op *op, struct day d)
{
    char text[DAY_TEXT];
    return arena_strdup(op->arena, day_format(d, text));
}

/* ---- what stands in the way ---- */

bool procedure_standing(struct op *op, struct db *db, const char *procedure, struct procedure_standing *out)
{
    struct day began;
    struct stmt *s = db_use(op, db, &sql_procedure_standing);
    if (s == NULL) {
        return false;
    }
    *out = (struct procedure_standing){.filed_at = INSTANT_NONE};
    bind_text(s, "procedure", procedure);
    if (stmt_row(s)) {
        out->number = col_int(s, "number");
        out->open = col_int(s, "open");
        out->filed = !col_is_null(s, "filed_at");
        out->filed_at = col_instant(s, "filed_at");
        out->earliest = day_parse(col_text(s, "effective_from"), &began) ? (struct day){began.n + 1} : instant_day(op->now);
    }
    if (out->filed && instant_day(out->filed_at).n >= out->earliest.n) {
        out->earliest.n = instant_day(out->filed_at).n + 1;
    }
    return stmt_done(s);
}

bool procedure_uses(struct op *op, struct db *db, const char *procedure, struct procedure_use **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_procedure_use);
    if (s == NULL) {
        return false;
    }
    *out = arena_array(op->arena, USES_MAX, sizeof **out);
    bind_text(s, "procedure", procedure);
    for (*count = 0; *count < USES_MAX && stmt_row(s);) {
        (*out)[(*count)++] = (struct procedure_use){col_int(s, "version"), col_int(s, "filed"), col_int(s, "open")};
    }
    return stmt_done(s);
}

static bool without_errors(struct op *op, struct db *db, const struct procedure_draft *d)
{
    struct procedure_finding *list = NULL;
    size_t count = 0;
    if (!procedure_check(op, db, d->document, &list, &count)) {
        return false;
    }
    size_t errors = procedure_errors(list, count);
    return errors == 0 || fail_field(op, E_STATE, list[0].place, "procedure.draft_has_errors", "count", arena_int(op->arena, (int64_t)errors), "what",
                                     list[0].says, NULL);
}

static bool may_begin(struct op *op, const struct procedure_standing *s, struct day day)
{
    if (day.n >= s->earliest.n) {
        return true;
    }
    if (s->number == 0) {
        return fail_field(op, E_INPUT, "effective_from", "procedure.too_early_first", "day", explain_date(op, day), "earliest",
                          explain_date(op, s->earliest), NULL);
    }
    return fail_field(op, E_INPUT, "effective_from", s->filed && instant_day(s->filed_at).n + 1 == s->earliest.n ? "procedure.too_early_filed" : "procedure.too_early",
                      "day", explain_date(op, day), "earliest", explain_date(op, s->earliest), NULL);
}

/* ---- fees ---- */

struct fee_row {
    int64_t no;
    struct catalogue_fee fee;
    const char *text;
    bool kept;
};

static bool current_fees(struct op *op, struct db *db, const char *procedure, struct day day, struct fee_row *rows, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_procedure_fees_from);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "procedure", procedure);
    bind_day(s, "day", day);
    bind_bool(s, "coming", true);
    for (*count = 0; *count < DOCUMENT_ROWS_MAX && stmt_row(s); (*count)++) {
        rows[*count] = (struct fee_row){.no = col_int(s, "no")};
        col_record(s, catalogue_list_types[LIST_FEES].record, &rows[*count].fee);
    }
    if (!stmt_done(s)) {
        return false;
    }
    for (size_t i = 0; i < *count; i++) {
        rows[i].text = procedure_fee_text(op, &rows[i].fee);
    }
    return true;
}

static bool end_fee(struct op *op, struct db *db, const char *procedure, const struct fee_row *row, struct day first)
{
    bool began = row->fee.effective_from == NULL || strcmp(row->fee.effective_from, iso(op, first)) < 0;
    struct stmt *s = db_use(op, db, began ? &sql_procedure_fee_end : &sql_procedure_fee_drop);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "procedure", procedure);
    bind_int(s, "no", row->no);
    if (began) {
        bind_day(s, "last", (struct day){first.n - 1});
    }
    return stmt_run(s, NULL);
}

static bool add_fee(struct op *op, struct db *db, const char *procedure, struct catalogue_fee fee, struct day first)
{
    struct stmt *s = db_use(op, db, &sql_catalogue_add_fee);
    if (s == NULL) {
        return false;
    }
    fee.procedure = procedure;
    if (fee.effective_from == NULL || strcmp(fee.effective_from, iso(op, first)) < 0) {
        fee.effective_from = iso(op, first);
    }
    bind_record(s, op, catalogue_list_types[LIST_FEES].record, &fee);
    return stmt_run(s, NULL);
}

static bool put_fees(struct op *op, struct db *db, const struct procedure_document *d, struct day first)
{
    const char *procedure = d->version.code;
    struct fee_row *rows = arena_array(op->arena, DOCUMENT_ROWS_MAX, sizeof *rows);
    bool *there = arena_array(op->arena, d->fee_count + 1, sizeof *there);
    size_t count = 0;
    if (!current_fees(op, db, procedure, first, rows, &count)) {
        return false;
    }
    for (size_t i = 0; i < d->fee_count; i++) {
        const char *text = procedure_fee_text(op, &d->fees[i]);
        for (size_t k = 0; k < count; k++) {
            there[i] = there[i] || strcmp(rows[k].text, text) == 0;
            rows[k].kept = rows[k].kept || strcmp(rows[k].text, text) == 0;
        }
    }
    for (size_t k = 0; k < count; k++) {
        if (!rows[k].kept && !end_fee(op, db, procedure, &rows[k], first)) {
            return false;
        }
    }
    for (size_t i = 0; i < d->fee_count; i++) {
        bool over = d->fees[i].effective_to != NULL && strcmp(d->fees[i].effective_to, iso(op, first)) < 0;
        if (!there[i] && !over && !add_fee(op, db, procedure, d->fees[i], first)) {
            return false;
        }
    }
    return true;
}

/* ---- the act ---- */

static bool end_before(struct op *op, struct db *db, const char *procedure, int64_t number, struct day first)
{
    struct stmt *s = db_use(op, db, &sql_procedure_end);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "procedure", procedure);
    bind_int(s, "number", number);
    bind_day(s, "last", (struct day){first.n - 1});
    return stmt_run(s, NULL);
}

static bool note(struct op *op, struct office *office, const struct procedure_file *f, size_t changes, int64_t open)
{
    struct audit_words w;
    struct json_out *out = audit_words_begin(op, &w);
    json_put_text(out, "procedure", f->code);
    json_put_int(out, "number", f->number);
    json_put_text(out, "day", f->effective_from);
    if (f->number == 1) {
        return audit_words_end(op, office, &w, "procedure.first_published");
    }
    json_put_int(out, "changes", (int64_t)changes);
    json_put_int(out, "open", open);
    return audit_words_end(op, office, &w, "procedure.published");
}

static bool write_version(struct op *op, struct office *office, const struct procedure_publish_input *in, struct procedure_document *d)
{
    struct db *db = office_db(office);
    int64_t id = 0;
    if (d->version.effective_to != NULL && strcmp(d->version.effective_to, d->version.effective_from) < 0) {
        return fail_field(op, E_INPUT, "effective_from", "procedure.ends_before", "day", explain_date(op, in->effective_from), NULL);
    }
    const char *before = takeback_snapshot(op, db, in->procedure);
    procedure_forget(db);
    return before != NULL && (d->version.number > 1 || procedure_add(op, db, &d->version)) && end_before(op, db, in->procedure, d->version.number, in->effective_from) &&
           procedure_add_version(op, db, &d->version, office_actor(office)->account, &id) && put_fees(op, db, d, in->effective_from) &&
           takeback_keep(op, db, id, before) && draft_drop(op, db, in->procedure);
}

bool procedure_publish(struct op *op, struct office *office, const void *input)
{
    const struct procedure_publish_input *in = input;
    struct db *db = office_db(office);
    struct procedure_draft draft;
    struct procedure_document d;
    struct procedure_changes changes;
    struct procedure_standing standing;
    if (!draft_at(op, db, in->procedure, in->revision, &draft) || !without_errors(op, db, &draft) ||
        !procedure_difference(op, db, in->procedure, draft.based_on_number, 0, &changes) ||
        !procedure_standing(op, db, in->procedure, &standing) || !may_begin(op, &standing, in->effective_from)) {
        return false;
    }
    if (changes.count == 0) {
        return fail(op, E_STATE, "procedure.nothing_changed", NULL);
    }
    procedure_document_read(op, draft.document, &d);
    d.version.number = standing.number + 1;
    d.version.effective_from = iso(op, in->effective_from);
    return write_version(op, office, in, &d) && note(op, office, &d.version, changes.count, standing.open);
}
