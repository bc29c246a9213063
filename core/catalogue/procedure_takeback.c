/* Publishing keeps what it found: the last days of the versions before and all fee rows. Taking back puts just that there again. */
#include "catalogue/procedure_takeback.h"

#include "audit/note.h"
#include "base/text.h"
#include "calendar/explain.h"
#include "catalogue/catalogue_rows.h"
#include "core_sql.h"

#include <stddef.h>
#include <string.h>


static const struct field take_back_fields[] = {
    {.name = "procedure", .kind = FIELD_TEXT, .offset = offsetof(struct procedure_take_back_input, procedure), .flags = FIELD_REQUIRED, .max = 60},
    {.name = "number", .kind = FIELD_INT, .offset = offsetof(struct procedure_take_back_input, number), .flags = FIELD_REQUIRED, .min = 1, .max = 999},
    {.name = "reason", .kind = FIELD_TEXT, .offset = offsetof(struct procedure_take_back_input, reason), .flags = FIELD_REQUIRED, .max = 500},
    {.name = "keep", .kind = FIELD_BOOL, .offset = offsetof(struct procedure_take_back_input, keep), .help = "its text becomes the draft again"},
};
const struct record procedure_take_back_record = RECORD("procedure_take_back", struct procedure_take_back_input, take_back_fields);

/* ---- what was there ---- */

static bool put_versions(struct op *op, struct json_out *out, struct db *db, const char *procedure)
{
    struct procedure_version *all = NULL;
    size_t count = 0;
    if (!procedure_versions(op, db, procedure, &all, &count)) {
        return false;
    }
    json_open_array(out, "versions");
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        json_put_int(out, "number", all[i].number);
        json_put_text(out, "effective_to", all[i].effective_to);
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

static bool put_fees(struct op *op, struct json_out *out, struct db *db, const char *procedure)
{
    struct stmt *s = db_use(op, db, &sql_procedure_fee_rows);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "procedure", procedure);
    json_open_array(out, "fees");
    while (stmt_row(s)) {
        struct catalogue_fee fee;
        col_record(s, catalogue_list_types[LIST_FEES].record, &fee);
        json_open_object(out, NULL);
        json_put_int(out, "no", col_int(s, "no"));
        json_put_raw(out, "row", procedure_fee_text(op, &fee));
        json_close_object(out);
    }
    json_close_array(out);
    return stmt_done(s);
}

const char *takeback_snapshot(struct op *op, struct db *db, const char *procedure)
{
    struct strbuf text;
    struct json_out out;
    strbuf_init(&text, op->arena, JSON_BYTES_MAX);
    json_begin(&out, &text);
    json_open_object(&out, NULL);
    if (!put_versions(op, &out, db, procedure) || !put_fees(op, &out, db, procedure)) {
        return NULL;
    }
    json_close_object(&out);
    return text.data;
}

bool takeback_keep(struct op *op, struct db *db, int64_t version, const char *snapshot)
{
    struct stmt *s = db_use(op, db, &sql_procedure_keep_before);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", version);
    bind_text(s, "before", snapshot);
    return stmt_run(s, NULL);
}

/* ---- what stands in the way ---- */

struct taking {
    struct procedure_version version, previous;
    bool first; /* there is none before it: previous is empty */
    const struct json *before;
};

static bool read_before(struct op *op, struct db *db, int64_t version, struct taking *t, int64_t *filed, bool *drafted)
{
    struct stmt *s = db_use(op, db, &sql_procedure_before);
    const char *text = NULL;
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", version);
    if (stmt_row(s)) {
        text = col_text(s, "before");
        *filed = col_int(s, "filed");
        *drafted = col_bool(s, "drafted");
    }
    if (!stmt_done(s)) {
        return false;
    }
    t->before = text == NULL ? NULL : json_parse(op, text, strlen(text));
    return !op_failed(op);
}

static bool find_version(struct op *op, struct db *db, const char *procedure, int64_t number, struct taking *t, int64_t *newest)
{
    struct procedure_version *all = NULL;
    size_t count = 0;
    if (!procedure_versions(op, db, procedure, &all, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (all[i].number == number) {
            *newest = all[0].number;
            t->version = all[i];
            t->first = i + 1 == count;
            t->previous = t->first ? (struct procedure_version){0} : all[i + 1];
            return true;
        }
    }
    return fail_field(op, E_MISSING, "number", "procedure.no_version", "procedure", procedure, "number", arena_int(op->arena, number), NULL);
}

/* The version, if it can be taken back; else the failure says why not. */
static bool take(struct op *op, struct db *db, const char *procedure, int64_t number, struct taking *t)
{
    struct day first;
    int64_t newest = 0, filed = 0;
    bool drafted = false;
    if (!find_version(op, db, procedure, number, t, &newest) || !read_before(op, db, t->version.id, t, &filed, &drafted)) {
        return false;
    }
    must(day_parse(t->version.effective_from, &first)); /* CHECK in the schema, and parsed before it was written */
    const char *no = arena_int(op->arena, number);
    if (number != newest) {
        return fail_field(op, E_STATE, "number", "procedure.take_back_followed", "number", no, "newest", arena_int(op->arena, newest), NULL);
    }
    if (t->before == NULL) {
        return fail_field(op, E_STATE, "number", "procedure.take_back_shipped", "number", no, NULL);
    }
    if (first.n <= instant_day(op->now).n) {
        return fail_field(op, E_STATE, "number", "procedure.take_back_begun", "number", no, "day", explain_date(op, first), NULL);
    }
    if (filed > 0) {
        return fail_field(op, E_STATE, "number", "procedure.take_back_filed", "number", no, "count", arena_int(op->arena, filed), NULL);
    }
    return !drafted || fail_field(op, E_STATE, "number", "procedure.take_back_drafted", "number", no, NULL);
}

bool procedure_may_take_back(struct op *op, struct db *db, const char *procedure, int64_t number, const char **why)
{
    struct taking t;
    struct op inner; /* a refusal is an answer here */
    op_init(&inner, op->arena, op->id, op->lang);
    inner.now = op->now;
    *why = take(&inner, db, procedure, number, &t) ? NULL : text_error(&inner);
    return *why == NULL || inner.error.code == E_STATE || fail_broken(op, "%s", inner.error.cause == NULL ? inner.error.key : inner.error.cause);
}

/* ---- putting back ---- */

static bool drop_version(struct op *op, struct db *db, int64_t version)
{
    static const struct sql *const parts[] = {&sql_procedure_drop_variant_steps, &sql_procedure_drop_variants, &sql_procedure_drop_components,
                                              &sql_procedure_drop_steps, &sql_procedure_drop_eforms, &sql_procedure_drop_rules,
                                              &sql_procedure_drop_version};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        struct stmt *s = db_use(op, db, parts[i]);
        if (s == NULL) {
            return false;
        }
        bind_int(s, "id", version);
        if (!stmt_run(s, NULL)) {
            return false;
        }
    }
    return true;
}

static bool drop_procedure(struct op *op, struct db *db, const char *procedure)
{
    struct stmt *s = db_use(op, db, &sql_procedure_drop);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "procedure", procedure);
    return stmt_run(s, NULL);
}

static bool end_again(struct op *op, struct db *db, const char *procedure, const struct json *versions)
{
    for (const struct json *n = versions == NULL ? NULL : versions->first; n != NULL; n = n->next) {
        struct stmt *s = db_use(op, db, &sql_procedure_end_again);
        if (s == NULL) {
            return false;
        }
        bind_text(s, "procedure", procedure);
        bind_int(s, "number", json_get_int(n, "number", 0));
        bind_text(s, "effective_to", json_get_text(n, "effective_to", NULL));
        if (!stmt_run(s, NULL)) {
            return false;
        }
    }
    return true;
}

static bool fees_again(struct op *op, struct db *db, const char *procedure, const struct json *fees)
{
    struct stmt *s = db_use(op, db, &sql_procedure_fees_clear);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "procedure", procedure);
    if (!stmt_run(s, NULL)) {
        return false;
    }
    for (const struct json *n = fees == NULL ? NULL : fees->first; n != NULL; n = n->next) {
        struct catalogue_fee fee;
        const struct record *record = catalogue_list_types[LIST_FEES].record;
        if (!record_from_json(op, record, json_get(n, "row"), &fee) || (s = db_use(op, db, &sql_procedure_fee_again)) == NULL) {
            return false;
        }
        fee.procedure = procedure;
        bind_record(s, op, record, &fee);
        bind_int(s, "no", json_get_int(n, "no", 0));
        if (!stmt_run(s, NULL)) {
            return false;
        }
    }
    return true;
}

/* ---- the text as a draft again ---- */

static bool was_there(struct op *op, const struct json *before, const char *row)
{
    const struct json *fees = json_get(before, "fees");
    for (const struct json *n = fees == NULL ? NULL : fees->first; n != NULL; n = n->next) {
        if (strcmp(json_text(op, json_get(n, "row")), row) == 0) {
            return true;
        }
    }
    return false;
}

/* What the version says, to be published from another day: its own fee rows begin with it, whenever that is. NULL on failure. */
static const struct json *document_again(struct op *op, struct db *db, const struct taking *t)
{
    struct procedure_document d;
    struct strbuf text;
    struct json_out out;
    struct day first;
    must(day_parse(t->version.effective_from, &first));
    const struct json *node = procedure_document_of(op, db, t->version.id, first, true);
    if (node == NULL) {
        return NULL;
    }
    procedure_document_read(op, node, &d);
    strbuf_init(&text, op->arena, JSON_BYTES_MAX);
    json_begin(&out, &text);
    json_open_object(&out, NULL);
    json_put_node(&out, "version", json_get(node, "version"));
    json_open_array(&out, "fees");
    for (size_t i = 0; i < d.fee_count; i++) {
        struct catalogue_fee fee = d.fees[i];
        bool begins = fee.effective_from != NULL && strcmp(fee.effective_from, t->version.effective_from) == 0;
        if (begins && !was_there(op, t->before, procedure_fee_text(op, &fee))) {
            fee.effective_from = NULL;
        }
        json_put_raw(&out, NULL, procedure_fee_text(op, &fee));
    }
    json_close_array(&out);
    json_close_object(&out);
    return json_parse(op, text.data, text.len);
}

/* ---- the act ---- */

static bool note(struct op *op, struct office *office, const struct procedure_take_back_input *in, const struct taking *t)
{
    struct audit_words w;
    struct json_out *out = audit_words_begin(op, &w);
    json_put_text(out, "procedure", in->procedure);
    json_put_int(out, "number", in->number);
    json_put_text(out, "day", t->version.effective_from);
    json_put_text(out, "reason", in->reason);
    if (t->first) {
        return audit_words_end(op, office, &w, "procedure.first_taken_back");
    }
    json_put_int(out, "previous", t->previous.number);
    return audit_words_end(op, office, &w, "procedure.taken_back");
}

bool procedure_take_back(struct op *op, struct office *office, const void *input)
{
    const struct procedure_take_back_input *in = input;
    struct db *db = office_db(office);
    struct taking t;
    struct procedure_draft draft;
    if (!take(op, db, in->procedure, in->number, &t)) {
        return false;
    }
    draft = (struct procedure_draft){.procedure = in->procedure, .based_on = t.previous.id};
    draft.document = in->keep ? document_again(op, db, &t) : NULL;
    procedure_forget(db);
    return !op_failed(op) && drop_version(op, db, t.version.id) &&
           (!t.first || drop_procedure(op, db, in->procedure)) && end_again(op, db, in->procedure, json_get(t.before, "versions")) &&
           fees_again(op, db, in->procedure, json_get(t.before, "fees")) && note(op, office, in, &t) && (!in->keep || draft_begin(op, office, &draft));
}
