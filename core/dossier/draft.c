#include "dossier/draft.h"

#include "audit/note.h"
#include "catalogue/procedure.h"
#include "core_sql.h"
#include "document/draft_file.h"

#include <stddef.h>
#include <string.h>

static const struct field save_fields[] = {
    {.name = "draft", .kind = FIELD_INT, .offset = offsetof(struct draft_save_input, draft), .max = JSON_INT_MAX},
    {.name = "procedure", .kind = FIELD_TEXT, .offset = offsetof(struct draft_save_input, procedure), .flags = FIELD_REQUIRED, .max = 40},
    {.name = "data", .kind = FIELD_JSON, .offset = offsetof(struct draft_save_input, data), .flags = FIELD_REQUIRED | FIELD_PERSONAL},
};
const struct record draft_save_record = RECORD("draft_save", struct draft_save_input, save_fields);
static const struct field id_fields[] = {
    {.name = "draft", .kind = FIELD_INT, .offset = offsetof(struct draft_input, draft), .flags = FIELD_REQUIRED, .min = 1, .max = JSON_INT_MAX},
};
const struct record draft_record = RECORD("draft_discard", struct draft_input, id_fields);

#define F(k, field_)                                                                                                   \
    {                                                                                                                  \
        .name = #field_, .kind = k, .offset = offsetof(struct draft, field_)                                           \
    }
static const struct field row_fields[] = {
    F(FIELD_INT, id), F(FIELD_TEXT, account), F(FIELD_TEXT, procedure), F(FIELD_JSON, data), F(FIELD_INSTANT, saved_at), F(FIELD_INT, act),
};
static const struct record row_record = RECORD("filing_draft", struct draft, row_fields);

static bool unknown(struct op *op)
{
    return fail_field(op, E_MISSING, "draft", "draft.unknown", NULL);
}

static bool note(struct op *op, struct office *office, const char *event, int64_t id, const char *procedure)
{
    struct audit_words w;
    struct json_out *out = audit_words_begin(op, &w);
    json_put_int(out, "draft", id);
    if (procedure != NULL) {
        json_put_text(out, "procedure", procedure);
    }
    return audit_words_end(op, office, &w, event);
}

static bool check_size(struct op *op, const struct draft_save_input *in, const char *text)
{
    if (in->data->kind != JSON_OBJECT) {
        return fail_more(op, "data", "draft.object", NULL);
    }
    return strlen(text) <= DRAFT_BYTES_MAX || fail_field(op, E_LIMIT, "data", "draft.too_big", NULL);
}

static bool check_count(struct op *op, struct db *db, const char *account)
{
    struct stmt *s = db_use(op, db, &sql_draft_count);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "account", account);
    int64_t count = stmt_row(s) ? col_int(s, "n") : 0;
    return stmt_done(s) && (count < DRAFTS_MAX || fail(op, E_LIMIT, "draft.too_many", "max", arena_int(op->arena, DRAFTS_MAX), NULL));
}

bool draft_save(struct op *op, struct office *office, const void *input)
{
    const struct draft_save_input *in = input;
    const char *account = office_actor(office)->account, *text = json_text(op, in->data);
    struct procedure_version version;
    struct db *db = office_db(office);
    int64_t id = in->draft, changed = 0;
    if (!check_size(op, in, text) || !procedure_version_on(op, db, in->procedure, instant_day(op->now), &version) ||
        (id == 0 && !check_count(op, db, account))) {
        return false;
    }
    struct stmt *s = db_use(op, db, id == 0 ? &sql_draft_add : &sql_draft_put);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "account", account);
    bind_text(s, "procedure", in->procedure);
    bind_text(s, "data", text);
    bind_instant(s, "saved_at", op->now);
    bind_int(s, "act", office_act_number(office));
    if (id == 0) {
        id = stmt_row(s) ? col_int(s, "id") : 0;
        return stmt_done(s) && note(op, office, "draft.saved", id, in->procedure);
    }
    bind_int(s, "id", id);
    return stmt_run(s, &changed) && (changed == 1 || unknown(op)) && note(op, office, "draft.saved", id, in->procedure);
}

static bool take_away(struct op *op, struct office *office, int64_t id)
{
    int64_t changed = 0;
    struct stmt *s = db_use(op, office_db(office), &sql_draft_remove);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", id);
    bind_text(s, "account", office_actor(office)->account);
    return stmt_run(s, &changed) && (changed == 1 || unknown(op));
}

bool draft_discard(struct op *op, struct office *office, const void *input)
{
    const struct draft_input *in = input;
    struct draft draft;
    return draft_get(op, office_db(office), office_actor(office)->account, in->draft, &draft) &&
           draft_files_drop(op, office_db(office), in->draft) && take_away(op, office, in->draft) && note(op, office, "draft.discarded", in->draft, NULL);
}

bool draft_done(struct op *op, struct office *office, int64_t draft)
{
    return draft == 0 || take_away(op, office, draft);
}

bool draft_get(struct op *op, struct db *db, const char *account, int64_t id, struct draft *out)
{
    struct stmt *s = db_use(op, db, &sql_draft_get);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", id);
    bind_text(s, "account", account);
    bool found = stmt_row(s);
    if (found) {
        col_record(s, &row_record, out);
    }
    return stmt_done(s) && (found || unknown(op));
}

bool draft_list(struct op *op, struct db *db, const char *account, struct draft **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_draft_list);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "account", account);
    bind_int(s, "max", DRAFTS_MAX);
    void *rows = NULL;
    bool ok = stmt_records(s, &row_record, DRAFTS_MAX, &rows, count);
    *out = rows;
    return ok;
}
