/* Drafts are whole documents: an edit is a new revision, taking back is a mark. What an edit touched is found by comparing, so the
 * record of acts and the button that takes it back can say it. */
#include "catalogue/procedure_draft.h"

#include "audit/note.h"
#include "catalogue/procedure_first.h"
#include "core_sql.h"

#include <stddef.h>
#include <string.h>

#define CODE_MAX 60
#define DRAFTS_MAX 200

#define F(type, k, field, extra, most)                                                                                 \
    {                                                                                                                  \
        .name = #field, .kind = k, .offset = offsetof(struct type, field), .flags = extra, .max = most                 \
    }
static const struct field draft_fields[] = {F(procedure_draft_input, FIELD_TEXT, procedure, FIELD_REQUIRED, CODE_MAX)};
const struct record procedure_draft_record = RECORD("procedure_draft", struct procedure_draft_input, draft_fields);
static const struct field save_fields[] = {
    F(procedure_save_input, FIELD_TEXT, procedure, FIELD_REQUIRED, CODE_MAX),
    F(procedure_save_input, FIELD_INT, revision, FIELD_REQUIRED, JSON_INT_MAX),
    {.name = "document", .kind = FIELD_JSON, .offset = offsetof(struct procedure_save_input, document), .flags = FIELD_REQUIRED,
     .help = "{version, fees}: the version in the form of a data file, and its fee rows"},
};
const struct record procedure_save_record = RECORD("procedure_save", struct procedure_save_input, save_fields);
static const struct field revision_fields[] = {
    F(procedure_revision_input, FIELD_TEXT, procedure, FIELD_REQUIRED, CODE_MAX),
    F(procedure_revision_input, FIELD_INT, revision, FIELD_REQUIRED, JSON_INT_MAX),
};
const struct record procedure_revision_record = RECORD("procedure_revision", struct procedure_revision_input, revision_fields);

static const struct field row_fields[] = {
    F(procedure_draft, FIELD_TEXT, procedure, 0, 0),      F(procedure_draft, FIELD_INT, revision, 0, 0),
    F(procedure_draft, FIELD_INT, based_on, 0, 0),        F(procedure_draft, FIELD_INT, based_on_number, 0, 0),
    F(procedure_draft, FIELD_JSON, document, 0, 0),       F(procedure_draft, FIELD_TEXT, section, 0, 0),
    F(procedure_draft, FIELD_TEXT, by, 0, 0),             F(procedure_draft, FIELD_INSTANT, at, 0, 0),
    F(procedure_draft, FIELD_BOOL, can_undo, 0, 0),       F(procedure_draft, FIELD_BOOL, can_redo, 0, 0),
};
static const struct record row_record = RECORD("procedure_draft_row", struct procedure_draft, row_fields);

/* ---- reading ---- */

bool procedure_draft_find(struct op *op, struct db *db, const char *procedure, bool *found, struct procedure_draft *out)
{
    struct stmt *s = db_use(op, db, &sql_procedure_draft_get);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "procedure", procedure);
    *found = stmt_row(s);
    if (*found) {
        col_record(s, &row_record, out);
    }
    return stmt_done(s);
}

bool procedure_draft_get(struct op *op, struct db *db, const char *procedure, struct procedure_draft *out)
{
    bool found = false;
    return procedure_draft_find(op, db, procedure, &found, out) &&
           (found || fail_field(op, E_MISSING, "procedure", "procedure.no_draft", "procedure", procedure, NULL));
}

bool procedure_draft_list(struct op *op, struct db *db, struct procedure_draft **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_procedure_drafts);
    void *rows = NULL;
    bool ok = s != NULL && stmt_records(s, &row_record, DRAFTS_MAX, &rows, count);
    *out = rows;
    return ok;
}

bool draft_at(struct op *op, struct db *db, const char *procedure, int64_t revision, struct procedure_draft *out)
{
    return procedure_draft_get(op, db, procedure, out) &&
           (out->revision == revision || fail(op, E_CONFLICT, "procedure.draft_moved", "revision", arena_int(op->arena, out->revision), NULL));
}

/* What a draft begins with: the newest version of what this office opens, else what its catalogue says. */
static bool begin_with(struct op *op, struct db *db, struct procedure_draft *d)
{
    struct procedure_version *all = NULL;
    size_t count = 0;
    if (!procedure_versions(op, db, d->procedure, &all, &count)) {
        return false;
    }
    d->based_on = count == 0 ? 0 : all[0].id;
    d->document = count == 0 ? procedure_first_document(op, db, d->procedure) : procedure_document_of(op, db, d->based_on, instant_day(op->now), true);
    return d->document != NULL;
}

/* ---- writing ---- */

static bool note(struct op *op, struct office *office, const char *event, const char *procedure, const struct procedure_draft *d)
{
    struct audit_words w;
    struct json_out *out = audit_words_begin(op, &w);
    json_put_text(out, "procedure", procedure);
    if (d != NULL) {
        json_put_int(out, "revision", d->revision);
        json_put_text(out, "section", d->section == NULL ? "none" : d->section);
    }
    return audit_words_end(op, office, &w, event);
}

static bool last_revision(struct op *op, struct db *db, const char *procedure, int64_t *out)
{
    struct stmt *s = db_use(op, db, &sql_procedure_draft_last);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "procedure", procedure);
    *out = stmt_row(s) ? col_int(s, "n") : 0;
    return stmt_done(s);
}

/* Adds the next revision; what was taken back, and the oldest, is forgotten. */
static bool add(struct op *op, struct office *office, struct procedure_draft *d)
{
    struct db *db = office_db(office);
    int64_t last = 0;
    struct stmt *s = NULL;
    if (!last_revision(op, db, d->procedure, &last) || (s = db_use(op, db, &sql_procedure_draft_forget)) == NULL) {
        return false;
    }
    bind_text(s, "procedure", d->procedure);
    bind_int(s, "oldest", last + 1 - DRAFT_REVISIONS_MAX);
    if (!stmt_run(s, NULL) || (s = db_use(op, db, &sql_procedure_draft_add)) == NULL) {
        return false;
    }
    d->revision = last + 1;
    bind_record(s, op, &row_record, d);
    bind_text(s, "by", office_actor(office)->account);
    bind_instant(s, "at", op->now);
    return stmt_run(s, NULL);
}

bool draft_drop(struct op *op, struct db *db, const char *procedure)
{
    struct stmt *s = db_use(op, db, &sql_procedure_draft_drop);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "procedure", procedure);
    return stmt_run(s, NULL);
}

bool draft_begin(struct op *op, struct office *office, struct procedure_draft *d)
{
    return add(op, office, d) && note(op, office, d->based_on == 0 ? "procedure.first_drafted" : "procedure.draft_opened", d->procedure, NULL);
}

/* ---- the acts ---- */

bool procedure_open_draft(struct op *op, struct office *office, const void *input)
{
    const struct procedure_draft_input *in = input;
    struct procedure_draft d, first = {.procedure = in->procedure};
    bool there = false;
    if (!begin_with(op, office_db(office), &first) || !procedure_draft_find(op, office_db(office), in->procedure, &there, &d)) {
        return false;
    }
    if (there) {
        return fail_field(op, E_STATE, "procedure", "procedure.draft_there", "procedure", in->procedure, NULL);
    }
    return draft_begin(op, office, &first);
}

static const char *touched(struct op *op, const struct json *before, const struct json *after)
{
    struct procedure_document a, b;
    struct procedure_changes c;
    procedure_document_read(op, before, &a);
    procedure_document_read(op, after, &b);
    procedure_compare(op, &a, &b, &c);
    return c.count == 0 ? change_section_choices.codes[SECTION_GENERAL] : change_section_choices.codes[c.items[0].section];
}

bool procedure_save_draft(struct op *op, struct office *office, const void *input)
{
    const struct procedure_save_input *in = input;
    struct procedure_draft d;
    if (!draft_at(op, office_db(office), in->procedure, in->revision, &d) || !procedure_document_fits(op, in->document, in->procedure)) {
        return false;
    }
    if (strcmp(json_text(op, d.document), json_text(op, in->document)) == 0) {
        return fail(op, E_STATE, "procedure.draft_unchanged", NULL);
    }
    d.section = touched(op, d.document, in->document);
    d.document = in->document;
    return add(op, office, &d) && note(op, office, "procedure.draft_saved", in->procedure, &d);
}

/* Taking back and doing again: a mark on one revision. */
static bool mark(struct op *op, struct office *office, const struct procedure_revision_input *in, bool undo)
{
    struct procedure_draft d, now;
    struct stmt *s = NULL;
    if (!draft_at(op, office_db(office), in->procedure, in->revision, &d)) {
        return false;
    }
    if (undo ? !d.can_undo : !d.can_redo) {
        return fail(op, E_STATE, undo ? "procedure.nothing_to_undo" : "procedure.nothing_to_redo", NULL);
    }
    if ((s = db_use(op, office_db(office), undo ? &sql_procedure_draft_undo : &sql_procedure_draft_redo)) == NULL) {
        return false;
    }
    bind_text(s, "procedure", in->procedure);
    if (undo) {
        bind_int(s, "revision", in->revision);
    }
    return stmt_run(s, NULL) && procedure_draft_get(op, office_db(office), in->procedure, &now) &&
           note(op, office, undo ? "procedure.draft_undone" : "procedure.draft_redone", in->procedure, undo ? &d : &now);
}

bool procedure_undo_draft(struct op *op, struct office *office, const void *input)
{
    return mark(op, office, input, true);
}
bool procedure_redo_draft(struct op *op, struct office *office, const void *input)
{
    return mark(op, office, input, false);
}

bool procedure_discard_draft(struct op *op, struct office *office, const void *input)
{
    const struct procedure_draft_input *in = input;
    struct procedure_draft d;
    return procedure_draft_get(op, office_db(office), in->procedure, &d) && draft_drop(op, office_db(office), in->procedure) &&
           note(op, office, "procedure.draft_discarded", in->procedure, NULL);
}

/* ---- differences ---- */

static bool document_by_number(struct op *op, struct db *db, const char *procedure, int64_t number, struct procedure_document *out)
{
    struct procedure_version *all = NULL;
    struct procedure_draft draft;
    struct day day;
    size_t count = 0;
    if (number == 0) {
        if (!procedure_draft_get(op, db, procedure, &draft)) {
            return false;
        }
        procedure_document_read(op, draft.document, out);
        return true;
    }
    if (!procedure_versions(op, db, procedure, &all, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (all[i].number == number) {
            must(day_parse(all[i].effective_from, &day)); /* CHECK in the schema, and parsed before it was written */
            const struct json *node = procedure_document_of(op, db, all[i].id, day, false);
            if (node != NULL) {
                procedure_document_read(op, node, out);
            }
            return node != NULL;
        }
    }
    return fail_field(op, E_MISSING, "number", "procedure.no_version", "procedure", procedure, "number", arena_int(op->arena, number), NULL);
}

/* Against the draft a version is read as the draft was copied from it: with the fees of today and those to come. */
static bool document_for_draft(struct op *op, struct db *db, const char *procedure, int64_t number, struct procedure_document *out)
{
    struct procedure_draft draft;
    if (!procedure_draft_get(op, db, procedure, &draft)) {
        return false;
    }
    if (draft.based_on_number != number) {
        return document_by_number(op, db, procedure, number, out);
    }
    const struct json *node = procedure_document_of(op, db, draft.based_on, instant_day(op->now), true);
    if (node != NULL) {
        procedure_document_read(op, node, out);
    }
    return node != NULL;
}

bool procedure_difference(struct op *op, struct db *db, const char *procedure, int64_t before, int64_t after, struct procedure_changes *out)
{
    struct procedure_document a, b;
    struct procedure_draft draft;
    if (before == 0 && after == 0) { /* from nothing */
        if (procedure_draft_get(op, db, procedure, &draft)) {
            procedure_document_read(op, draft.document, &b);
            procedure_first_tell(op, &b, out);
        }
        return !op_failed(op);
    }
    bool read = after == 0 ? document_for_draft(op, db, procedure, before, &a) : document_by_number(op, db, procedure, before, &a);
    if (!read || !document_by_number(op, db, procedure, after, &b)) {
        return false;
    }
    procedure_compare(op, &a, &b, out);
    return true;
}
