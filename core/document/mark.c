#include "document/mark.h"

#include "account/account.h"
#include "core_sql.h"
#include "dossier/code.h"
#include "dossier/work.h"

#include <stddef.h>
#include <string.h>

#define SOURCE_MAX 100 /* bytes */

static const char *const codes[] = {"none", "scanned", "from_dossier", "from_result"};

#define F(name_, kind_, ...)                                                                                           \
    {                                                                                                                  \
        .name = #name_, .kind = kind_, .offset = offsetof(struct document_mark_input, name_), __VA_ARGS__              \
    }
static const struct field mark_fields[] = {
    F(dossier, FIELD_INT, .flags = FIELD_REQUIRED, .max = JSON_INT_MAX),
    F(document, FIELD_INT, .flags = FIELD_REQUIRED, .max = JSON_INT_MAX),
    F(digitised, FIELD_INT, .flags = FIELD_REQUIRED, .max = DIGITISED_FROM_RESULT,
      .help = "0 not digitised, 1 scanned here, 2 reused from another dossier, 3 reused from a result"),
    F(source, FIELD_TEXT, .max = SOURCE_MAX, .help = "with 2 and 3: code of the dossier, number of the result"),
    F(reason, FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 10, .max = 500),
};
const struct record document_mark_record = RECORD("document_mark", struct document_mark_input, mark_fields);
const struct record document_mark_body = RECORD("document_mark_body", struct document_mark_input, (*(const struct field(*)[4])&mark_fields[1]));

/* ---- what may be said of a file ---- */

const char *document_mark_code(int64_t digitised)
{
    must(digitised >= DIGITISED_NO && digitised <= DIGITISED_FROM_RESULT);
    return codes[digitised];
}

const char *document_mark_problem(const struct dossier *d, enum step_kind at, const struct procedure_component *component,
                                  const struct document *file, bool sent, const struct actor *actor, int64_t digitised)
{
    static const struct transition scanning = {.holder = HOLDER_STEP};
    const struct held held = {.d = d};
    if (at != STEP_INTAKE || (d->state != DOSSIER_FILED && d->state != DOSSIER_ACCEPTED)) {
        return "document.mark_not_now";
    }
    const char *problem = holder_problem(&held, actor, &scanning);
    if (problem == NULL && file->digitised == digitised) {
        problem = "document.mark_same";
    }
    if (problem == NULL && digitised != DIGITISED_NO) {
        problem = document_handling_problem(component);
    }
    if (problem == NULL && digitised == DIGITISED_SCANNED) {
        problem = strcmp(d->channel, "online") == 0 ? "document.rule_online" : sent ? "document.rule_sent" : NULL;
    }
    return problem;
}

/* ---- the act ---- */

struct marking {
    const struct document_mark_input *in;
    struct work w;
    struct document file;
};

static bool take(struct op *op, struct office *office, struct marking *m)
{
    m->w = (struct work){.office = office, .db = office_db(office), .actor = office_actor(office), .timing = "none"};
    office_about(office, m->in->dossier);
    if (!dossier_get(op, m->w.db, m->in->dossier, &m->w.d) || !document_get(op, m->w.db, m->in->document, &m->file)) {
        return false;
    }
    m->w.was = m->w.d;
    bool there = m->file.dossier == m->in->dossier && instant_is_none(m->file.removed_at);
    return there || fail(op, E_MISSING, "document.unknown", NULL);
}

static bool find_component(struct op *op, const struct marking *m, const struct procedure_component **out)
{
    struct procedure_component *parts = NULL;
    size_t count = 0, i = 0;
    if (!procedure_components(op, m->w.db, m->w.d.procedure_version, &parts, &count)) {
        return false;
    }
    while (i < count && strcmp(parts[i].code, m->file.component) != 0) {
        i++;
    }
    *out = &parts[i];
    return i < count || fail(op, E_MISSING, "document.unknown", NULL);
}

static bool check_mark(struct op *op, const struct marking *m)
{
    const struct procedure_component *component = NULL;
    struct account added_by;
    enum step_kind at;
    if (!find_component(op, m, &component) || !account_get(op, m->w.db, m->file.added_by, &added_by) ||
        !work_kind(op, m->w.db, &m->w.d, &at)) {
        return false;
    }
    const struct dossier *d = &m->w.d;
    const char *key = document_mark_problem(d, at, component, &m->file, added_by.role == ROLE_APPLICANT, m->w.actor, m->in->digitised);
    return key == NULL || document_refuse(op, d, key);
}

/* 0: the office has no dossier of this code. */
static bool find_dossier(struct op *op, struct db *db, const char *code, int64_t *id)
{
    struct stmt *s = db_use(op, db, &sql_dossier_find_code);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "code", code);
    *id = stmt_row(s) ? col_int(s, "id") : 0;
    return stmt_done(s);
}

/* A code of a dossier; one that this office knows is another one's, of the same owner. */
static bool check_other(struct op *op, struct marking *m)
{
    struct dossier other;
    int64_t id = 0;
    if (!dossier_code_is_valid(m->in->source)) {
        return fail_field(op, E_INPUT, "source", "document.mark_source", NULL);
    }
    if (!find_dossier(op, m->w.db, m->in->source, &id) || id == 0) {
        return !op_failed(op);
    }
    if (id == m->w.d.id) {
        return fail_field(op, E_INPUT, "source", "document.mark_source", NULL);
    }
    return dossier_get(op, m->w.db, id, &other) &&
           (document_same_owner(&m->w.d, &other) || fail_field(op, E_FORBIDDEN, "source", "document.other_owner", NULL));
}

static bool check_source(struct op *op, struct marking *m)
{
    const char *source = m->in->source;
    bool reused = m->in->digitised == DIGITISED_FROM_DOSSIER || m->in->digitised == DIGITISED_FROM_RESULT;
    if (!reused) {
        return source == NULL || fail_field(op, E_INPUT, "source", "document.mark_no_source", NULL);
    }
    if (source == NULL) {
        return fail_field(op, E_INPUT, "source", "document.mark_source", NULL);
    }
    return m->in->digitised == DIGITISED_FROM_RESULT || check_other(op, m);
}

static bool put(struct op *op, struct marking *m)
{
    struct stmt *s = db_use(op, m->w.db, &sql_document_mark);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", m->file.id);
    bind_int(s, "digitised", m->in->digitised);
    return stmt_run(s, NULL) && work_save(op, &m->w);
}

bool document_mark_digitised(struct op *op, struct office *office, const void *input)
{
    struct marking m = {.in = input};
    if (!take(op, office, &m) || !check_mark(op, &m) || !check_source(op, &m) || !put(op, &m)) {
        return false;
    }
    struct json_out *out = &m.w.out;
    work_data(op, &m.w);
    json_put_int(out, "document", m.file.id);
    json_put_text(out, "component", m.file.component);
    json_put_text(out, "file_name", m.file.file_name);
    json_put_int(out, "digitised", m.in->digitised);
    json_put_text(out, "mark_before", document_mark_code(m.file.digitised));
    json_put_text(out, "mark", document_mark_code(m.in->digitised));
    json_put_text(out, "source", m.in->source);
    json_put_text(out, "reason", m.in->reason);
    return work_note(op, &m.w, "document.digitised_marked");
}
