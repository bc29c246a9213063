#include "document/draft_file.h"

#include "account/role.h"
#include "audit/note.h"
#include "core_sql.h"
#include "document/blob.h"
#include "dossier/draft.h"

#include <stddef.h>
#include <string.h>

#define F(type, k, field, extra, most)                                                                                 \
    {                                                                                                                  \
        .name = #field, .kind = k, .offset = offsetof(struct type, field), .flags = extra, .max = most                 \
    }
static const struct field attach_fields[] = {
    F(draft_attach_input, FIELD_INT, draft, FIELD_REQUIRED, JSON_INT_MAX),
    F(draft_attach_input, FIELD_TEXT, component, FIELD_REQUIRED, 60),
    F(draft_attach_input, FIELD_TEXT, file_name, FIELD_REQUIRED, DOCUMENT_NAME_MAX),
    F(draft_attach_input, FIELD_TEXT, media_type, FIELD_REQUIRED, 100),
    {.name = "size", .kind = FIELD_INT, .offset = offsetof(struct draft_attach_input, size), .flags = FIELD_REQUIRED, .min = 1,
     .max = (int64_t)BLOB_MAX},
    {.name = "blob", .kind = FIELD_TEXT, .offset = offsetof(struct draft_attach_input, blob), .flags = FIELD_REQUIRED, .min = 64, .max = 64},
};
static const struct field detach_fields[] = {
    F(draft_detach_input, FIELD_INT, draft, FIELD_REQUIRED, JSON_INT_MAX),
    F(draft_detach_input, FIELD_INT, document, FIELD_REQUIRED, JSON_INT_MAX),
};
static const struct field reuse_fields[] = {
    F(draft_reuse_input, FIELD_INT, draft, FIELD_REQUIRED, JSON_INT_MAX),
    F(draft_reuse_input, FIELD_TEXT, component, FIELD_REQUIRED, 60),
    F(draft_reuse_input, FIELD_INT, document, FIELD_REQUIRED, JSON_INT_MAX),
};
const struct record draft_attach_record = RECORD("draft_attach", struct draft_attach_input, attach_fields);
const struct record draft_detach_record = RECORD("draft_detach", struct draft_detach_input, detach_fields);
const struct record draft_reuse_record = RECORD("draft_reuse", struct draft_reuse_input, reuse_fields);

/* ---- rows ---- */

bool draft_files(struct op *op, struct db *db, int64_t draft, struct document **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_draft_file_list);
    void *rows = NULL;
    if (s == NULL) {
        return false;
    }
    bind_int(s, "draft", draft);
    bind_int(s, "max", DRAFT_FILES_MAX);
    bool ok = stmt_records(s, &document_record, DRAFT_FILES_MAX, &rows, count);
    *out = rows;
    return ok;
}

bool draft_files_keep(struct op *op, struct db *db, int64_t draft, int64_t dossier)
{
    struct stmt *s = db_use(op, db, &sql_draft_file_keep);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "draft", draft);
    bind_int(s, "dossier", dossier);
    return stmt_run(s, NULL);
}

bool draft_files_drop(struct op *op, struct db *db, int64_t draft)
{
    struct stmt *s = db_use(op, db, &sql_draft_file_drop);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "draft", draft);
    return stmt_run(s, NULL);
}

static bool add_row(struct op *op, struct db *db, int64_t draft, struct document *d)
{
    struct stmt *s = db_use(op, db, &sql_draft_file_add);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "file_name", d->file_name);
    bind_text(s, "media_type", d->media_type);
    bind_int(s, "size", d->size);
    bind_text(s, "blob", d->blob);
    bind_int(s, "digitised", d->digitised);
    bind_text(s, "added_by", d->added_by);
    bind_instant(s, "added_at", d->added_at);
    bind_int(s, "draft", draft);
    bind_text(s, "component", d->component);
    if (stmt_row(s)) {
        d->id = col_int(s, "id");
    }
    return stmt_done(s);
}

/* ---- rules ---- */

/* May such a paper be sent over the network at all? */
static bool check_component(struct op *op, struct db *db, const struct draft *draft, const char *code)
{
    struct procedure_version version;
    struct procedure_component *parts = NULL;
    size_t count = 0, i = 0;
    if (!procedure_version_on(op, db, draft->procedure, instant_day(op->now), &version) ||
        !procedure_components(op, db, version.id, &parts, &count)) {
        return false;
    }
    while (i < count && strcmp(parts[i].code, code) != 0) {
        i++;
    }
    if (i == count) {
        return fail_field(op, E_INPUT, "component", "component.unknown", "component", code, NULL);
    }
    const char *problem = document_handling_problem(&parts[i]);
    return problem == NULL || fail(op, E_STATE, problem, NULL);
}

static bool check_room(struct op *op, struct db *db, int64_t draft, const struct document *d)
{
    struct document *have = NULL;
    size_t count = 0;
    if (!draft_files(op, db, draft, &have, &count)) {
        return false;
    }
    if (count >= DRAFT_FILES_MAX) {
        return fail(op, E_LIMIT, "document.too_many", "max", arena_int(op->arena, DRAFT_FILES_MAX), NULL);
    }
    for (size_t i = 0; i < count; i++) {
        if (strcmp(have[i].component, d->component) == 0 && strcmp(have[i].file_name, d->file_name) == 0) {
            return fail_field(op, E_CONFLICT, "file_name", "document.same_name", "name", d->file_name, NULL);
        }
    }
    return true;
}

static bool note(struct op *op, struct office *office, const char *event, int64_t draft, const struct document *d)
{
    struct audit_words w;
    struct json_out *out = audit_words_begin(op, &w);
    json_put_int(out, "draft", draft);
    json_put_text(out, "component", d->component);
    json_put_text(out, "file_name", d->file_name);
    json_put_int(out, "size", d->size);
    json_put_text(out, "sha256", d->blob);
    return audit_words_end(op, office, &w, event);
}

static bool put(struct op *op, struct office *office, const struct draft *draft, struct document *d)
{
    struct db *db = office_db(office);
    d->added_by = office_actor(office)->account;
    d->added_at = op->now;
    return check_component(op, db, draft, d->component) && check_room(op, db, draft->id, d) && add_row(op, db, draft->id, d) &&
           note(op, office, "draft.file_added", draft->id, d);
}

/* ---- acts ---- */

bool draft_attach(struct op *op, struct office *office, const void *input)
{
    const struct draft_attach_input *in = input;
    const struct actor *actor = office_actor(office);
    bool own = strcmp(actor->role, role_code(ROLE_APPLICANT)) == 0;
    struct draft draft;
    struct document d = {.component = in->component, .file_name = in->file_name, .media_type = in->media_type, .size = in->size,
                         .blob = in->blob, .digitised = own ? DIGITISED_NO : DIGITISED_SCANNED};
    return draft_get(op, office_db(office), actor->account, in->draft, &draft) &&
           document_check_name(op, in->file_name, in->media_type) && put(op, office, &draft, &d);
}

bool draft_detach(struct op *op, struct office *office, const void *input)
{
    const struct draft_detach_input *in = input;
    struct db *db = office_db(office);
    struct draft draft;
    struct document *have = NULL;
    size_t count = 0, i = 0;
    if (!draft_get(op, db, office_actor(office)->account, in->draft, &draft) || !draft_files(op, db, draft.id, &have, &count)) {
        return false;
    }
    while (i < count && have[i].id != in->document) {
        i++;
    }
    if (i == count) {
        return fail_field(op, E_MISSING, "document", "document.unknown", NULL);
    }
    struct stmt *s = db_use(op, db, &sql_draft_file_remove);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", in->document);
    bind_int(s, "draft", draft.id);
    return stmt_run(s, NULL) && note(op, office, "draft.file_removed", draft.id, &have[i]);
}

bool draft_reuse(struct op *op, struct office *office, const void *input)
{
    const struct draft_reuse_input *in = input;
    struct db *db = office_db(office);
    const char *account = office_actor(office)->account;
    struct draft draft;
    struct document from;
    struct dossier other;
    if (!draft_get(op, db, account, in->draft, &draft) || !document_get(op, db, in->document, &from)) {
        return false;
    }
    if (from.dossier == 0 || !instant_is_none(from.removed_at)) {
        return fail_field(op, E_MISSING, "document", "document.unknown", NULL);
    }
    if (!dossier_get(op, db, from.dossier, &other)) {
        return false;
    }
    if (strcmp(other.applicant, account) != 0) {
        return fail_field(op, E_MISSING, "document", "document.unknown", NULL);
    }
    from.component = in->component;
    from.digitised = DIGITISED_FROM_DOSSIER;
    return put(op, office, &draft, &from);
}
