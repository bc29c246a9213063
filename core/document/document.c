#include "document/document.h"

#include "account/role.h"
#include "base/viet.h"
#include "core_sql.h"
#include "document/blob.h"
#include "dossier/work.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* ---- records ---- */

#define D(kind_, name_)                                                                                                \
    {                                                                                                                  \
        .name = #name_, .kind = kind_, .offset = offsetof(struct document, name_)                                      \
    }
static const struct field fields[] = {
    D(FIELD_INT, id),         D(FIELD_INT, dossier),   D(FIELD_TEXT, component),  D(FIELD_TEXT, file_name),
    D(FIELD_TEXT, media_type), D(FIELD_INT, size),      D(FIELD_TEXT, blob),       D(FIELD_INT, digitised),
    D(FIELD_TEXT, added_by),  D(FIELD_INSTANT, added_at), D(FIELD_TEXT, removed_by), D(FIELD_INSTANT, removed_at),
};
const struct record document_record = RECORD("document", struct document, fields);

#define F(type, k, field, extra, most)                                                                                 \
    {                                                                                                                  \
        .name = #field, .kind = k, .offset = offsetof(struct type, field), .flags = extra, .max = most                 \
    }
static const struct field add_fields[] = {
    F(document_add_input, FIELD_INT, dossier, 0, JSON_INT_MAX),
    F(document_add_input, FIELD_TEXT, component, 0, 60),
    F(document_add_input, FIELD_TEXT, file_name, FIELD_REQUIRED, DOCUMENT_NAME_MAX),
    F(document_add_input, FIELD_TEXT, media_type, FIELD_REQUIRED, 100),
    {.name = "size", .kind = FIELD_INT, .offset = offsetof(struct document_add_input, size), .flags = FIELD_REQUIRED, .min = 1,
     .max = (int64_t)BLOB_MAX},
    {.name = "blob", .kind = FIELD_TEXT, .offset = offsetof(struct document_add_input, blob), .flags = FIELD_REQUIRED,
     .min = 64, .max = 64},
};
static const struct field remove_fields[] = {
    F(document_remove_input, FIELD_INT, dossier, FIELD_REQUIRED, JSON_INT_MAX),
    F(document_remove_input, FIELD_INT, document, FIELD_REQUIRED, JSON_INT_MAX),
    F(document_remove_input, FIELD_TEXT, reason, 0, 500),
};
static const struct field reuse_fields[] = {
    F(document_reuse_input, FIELD_INT, dossier, FIELD_REQUIRED, JSON_INT_MAX),
    F(document_reuse_input, FIELD_TEXT, component, FIELD_REQUIRED, 60),
    F(document_reuse_input, FIELD_INT, document, FIELD_REQUIRED, JSON_INT_MAX),
};
const struct record document_add_record = RECORD("document_add", struct document_add_input, add_fields);
const struct record document_remove_record = RECORD("document_remove", struct document_remove_input, remove_fields);
const struct record document_reuse_record = RECORD("document_reuse", struct document_reuse_input, reuse_fields);
/* The same without the dossier (first field), for callers that name it elsewhere. */
const struct record document_remove_body = RECORD("document_remove_body", struct document_remove_input, (*(const struct field(*)[sizeof remove_fields / sizeof remove_fields[0] - 1])&remove_fields[1]));
const struct record document_reuse_body = RECORD("document_reuse_body", struct document_reuse_input, (*(const struct field(*)[sizeof reuse_fields / sizeof reuse_fields[0] - 1])&reuse_fields[1]));

/* ---- rows ---- */

bool document_get(struct op *op, struct db *db, int64_t id, struct document *out)
{
    struct stmt *s = db_use(op, db, &sql_document_get);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", id);
    bool found = stmt_row(s);
    if (found) {
        col_record(s, &document_record, out);
    } else {
        (void)fail(op, E_MISSING, "document.unknown", NULL);
    }
    return stmt_done(s) && found;
}

bool document_list(struct op *op, struct db *db, int64_t dossier, struct document **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_document_list);
    void *rows = NULL;
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", dossier);
    bind_int(s, "max", DOCUMENT_MAX);
    bool ok = stmt_records(s, &document_record, DOCUMENT_MAX, &rows, count);
    *out = rows;
    return ok;
}

bool document_loose(struct op *op, struct db *db, const char *account, struct document **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_document_loose);
    void *rows = NULL;
    if (s == NULL) {
        return false;
    }
    bind_text(s, "account", account);
    bind_int(s, "max", DOCUMENT_LOOSE_MAX);
    bool ok = stmt_records(s, &document_record, DOCUMENT_LOOSE_MAX, &rows, count);
    *out = rows;
    return ok;
}

bool document_reusable(struct op *op, struct db *db, const struct dossier *d, struct document **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_document_reusable);
    void *rows = NULL;
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", d->id);
    bind_text(s, "id_no", json_get_text(d->owner, "id_no", ""));
    bind_int(s, "max", DOCUMENT_MAX);
    bool ok = stmt_records(s, &document_record, DOCUMENT_MAX, &rows, count);
    *out = rows;
    return ok;
}

static bool add_row(struct op *op, struct db *db, struct document *d)
{
    struct stmt *s = db_use(op, db, &sql_document_add);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &document_record, d);
    if (d->dossier == 0) {
        bind_null(s, "dossier");
    }
    if (stmt_row(s)) {
        d->id = col_int(s, "id");
    }
    return stmt_done(s);
}

/* ---- names ---- */

/* Marks that turn the direction of writing hide an ending: "gpj.exe" read backwards. */
static bool turns_direction(const char *at)
{
    const unsigned char *c = (const unsigned char *)at;
    return c[0] == 0xe2 && ((c[1] == 0x80 && ((c[2] >= 0x8b && c[2] <= 0x8f) || (c[2] >= 0xaa && c[2] <= 0xae))) ||
                            (c[1] == 0x81 && c[2] >= 0xa6 && c[2] <= 0xa9));
}

static bool is_name(const char *name)
{
    size_t len = strlen(name);
    if (len == 0 || len > DOCUMENT_NAME_MAX || name[0] == '.' || name[len - 1] == '.' || name[len - 1] == ' ') {
        return false;
    }
    for (const char *c = name; *c != '\0'; c++) {
        if ((unsigned char)*c < 0x20 || *c == 0x7f || strchr("/\\:*?\"<>|", *c) != NULL || turns_direction(c)) {
            return false;
        }
    }
    return true;
}

bool document_check_name(struct op *op, const char *file_name, const char *media_type)
{
    const struct blob_type *type = blob_type_find(media_type);
    const char *ending = strrchr(file_name, '.');
    if (!is_name(file_name)) {
        return fail_field(op, E_INPUT, "file_name", "document.name", NULL);
    }
    if (type == NULL) {
        return fail(op, E_INPUT, "upload.type", "type", media_type, NULL);
    }
    if (ending == NULL || strstr(type->extensions, arena_printf(op->arena, "%s ", viet_fold(op->arena, ending))) == NULL) {
        return fail_field(op, E_INPUT, "file_name", "document.ending", "name", file_name, "endings", type->extensions, NULL);
    }
    return true;
}

/* ---- who may, and what ---- */

const char *document_handling_problem(const struct procedure_component *c)
{
    if (strcmp(c->handling, "show") == 0) {
        return "document.rule_show";
    }
    if (strcmp(c->handling, "opinion") == 0) {
        return "document.rule_opinion";
    }
    return strcmp(c->handling, "secret") == 0 ? "document.rule_secret" : NULL;
}

static const char *applicant_problem(const struct dossier *d, const struct dossier_component *given)
{
    if (d->state != DOSSIER_AWAITING_SUPPLEMENT) {
        return "document.not_now";
    }
    return given != NULL && given->requested ? NULL : "document.not_requested";
}

const char *document_problem(const struct dossier *d, enum step_kind at, const struct procedure_component *component,
                             const struct dossier_component *given, const struct actor *actor, enum digitised *digitised)
{
    static const struct transition scanning = {.holder = HOLDER_STEP};
    const char *problem = NULL;
    *digitised = DIGITISED_NO;
    if (strcmp(actor->role, role_code(ROLE_APPLICANT)) == 0) {
        problem = strcmp(d->applicant, actor->account) != 0 ? "dossier.not_your_dossier" : applicant_problem(d, given);
        return problem != NULL ? problem : document_handling_problem(component);
    }
    *digitised = DIGITISED_SCANNED;
    if (at != STEP_INTAKE || (d->state != DOSSIER_FILED && d->state != DOSSIER_ACCEPTED)) {
        return "document.not_now";
    }
    const struct held held = {.d = d};
    problem = holder_problem(&held, actor, &scanning);
    if (problem == NULL && strcmp(d->channel, "online") == 0) {
        problem = "document.rule_online";
    }
    problem = problem != NULL ? problem : document_handling_problem(component);
    if (problem == NULL && (given == NULL || instant_is_none(given->provided_at))) {
        problem = "document.not_provided";
    }
    return problem;
}

bool document_refuse(struct op *op, const struct dossier *d, const char *key)
{
    bool whose = strncmp(key, "dossier.", 8) == 0;
    const char *role = d->step_role < 0 ? "" : role_code((enum role)d->step_role);
    return fail(op, whose ? E_FORBIDDEN : E_STATE, key, "role", arena_printf(op->arena, "@role.%s", role), "account",
                d->step_account == NULL ? "" : d->step_account, NULL);
}

/* ---- an act in hand ---- */

struct adding {
    struct work w;
    struct document *have;
    size_t have_count;
};

static bool take(struct op *op, struct office *office, int64_t dossier, struct adding *a)
{
    *a = (struct adding){.w = {.office = office, .db = office_db(office), .actor = office_actor(office), .timing = "none"}};
    office_about(office, dossier);
    if (!dossier_get(op, a->w.db, dossier, &a->w.d) || !document_list(op, a->w.db, dossier, &a->have, &a->have_count)) {
        return false;
    }
    a->w.was = a->w.d;
    return true;
}

/* May this seat attach something to the component now? */
static bool check_component(struct op *op, struct adding *a, const char *code, enum digitised *digitised)
{
    struct procedure_component *parts = NULL;
    struct dossier_component *given = NULL;
    size_t part_count = 0, given_count = 0, p = 0, g = 0;
    enum step_kind at;
    if (!procedure_components(op, a->w.db, a->w.d.procedure_version, &parts, &part_count) ||
        !dossier_components(op, a->w.db, a->w.d.id, &given, &given_count) || !work_kind(op, a->w.db, &a->w.d, &at)) {
        return false;
    }
    while (p < part_count && strcmp(parts[p].code, code) != 0) {
        p++;
    }
    while (g < given_count && strcmp(given[g].code, code) != 0) {
        g++;
    }
    if (p == part_count) {
        return fail_field(op, E_INPUT, "component", "component.unknown", "component", code, NULL);
    }
    const char *problem =
        document_problem(&a->w.d, at, &parts[p], g < given_count ? &given[g] : NULL, a->w.actor, digitised);
    return problem == NULL || document_refuse(op, &a->w.d, problem);
}

static bool check_room(struct op *op, const struct adding *a, const char *component, const char *file_name)
{
    if (a->have_count >= DOCUMENT_MAX) {
        return fail(op, E_LIMIT, "document.too_many", "max", arena_int(op->arena, DOCUMENT_MAX), NULL);
    }
    for (size_t i = 0; i < a->have_count; i++) {
        const struct document *d = &a->have[i];
        if (instant_is_none(d->removed_at) && strcmp(d->component, component) == 0 && strcmp(d->file_name, file_name) == 0) {
            return fail_field(op, E_CONFLICT, "file_name", "document.same_name", "name", file_name, NULL);
        }
    }
    return true;
}

/* Saves the dossier too: what belongs to it has changed, so its version has. */
static bool note(struct op *op, struct work *w, const char *event, const struct document *d, const char *reason)
{
    if (w->d.id != 0 && !work_save(op, w)) {
        return false;
    }
    work_data(op, w);
    json_put_int(&w->out, "document", d->id);
    json_put_text(&w->out, "component", d->component);
    json_put_text(&w->out, "file_name", d->file_name);
    json_put_int(&w->out, "size", d->size);
    json_put_text(&w->out, "sha256", d->blob);
    json_put_int(&w->out, "digitised", d->digitised);
    json_put_text(&w->out, "reason", reason);
    return work_note(op, w, event);
}

/* ---- acts ---- */

static bool add_loose(struct op *op, struct office *office, struct document *d)
{
    struct work w = {.office = office, .db = office_db(office), .actor = office_actor(office)};
    struct document *have = NULL;
    size_t count = 0;
    if (!document_loose(op, w.db, w.actor->account, &have, &count)) {
        return false;
    }
    if (strcmp(w.actor->role, role_code(ROLE_APPLICANT)) != 0 && strcmp(w.actor->role, role_code(ROLE_ONE_STOP_OFFICER)) != 0) {
        return fail(op, E_STATE, "document.not_now", NULL);
    }
    if (count >= DOCUMENT_LOOSE_MAX) {
        return fail(op, E_LIMIT, "document.too_many", "max", arena_int(op->arena, DOCUMENT_LOOSE_MAX), NULL);
    }
    return add_row(op, w.db, d) && note(op, &w, "document.added", d, NULL);
}

bool document_add(struct op *op, struct office *office, const void *input)
{
    const struct document_add_input *in = input;
    struct adding a;
    enum digitised digitised = DIGITISED_NO;
    struct document d = {.dossier = in->dossier, .component = in->component, .file_name = in->file_name,
                         .media_type = in->media_type, .size = in->size, .blob = in->blob,
                         .added_by = office_actor(office)->account, .added_at = op->now};
    if (!document_check_name(op, in->file_name, in->media_type)) {
        return false;
    }
    if (in->dossier == 0) {
        d.component = NULL;
        return add_loose(op, office, &d);
    }
    if (!take(op, office, in->dossier, &a) || !check_component(op, &a, in->component == NULL ? "" : in->component, &digitised) ||
        !check_room(op, &a, in->component, in->file_name)) {
        return false;
    }
    d.digitised = (int64_t)digitised;
    return add_row(op, a.w.db, &d) && note(op, &a.w, "document.added", &d, NULL);
}

bool document_remove(struct op *op, struct office *office, const void *input)
{
    const struct document_remove_input *in = input;
    struct adding a;
    struct document d;
    enum digitised digitised;
    if (!take(op, office, in->dossier, &a) || !document_get(op, a.w.db, in->document, &d)) {
        return false;
    }
    if (d.dossier != in->dossier || !instant_is_none(d.removed_at)) {
        return fail(op, E_MISSING, "document.unknown", NULL);
    }
    if (strcmp(d.added_by, a.w.actor->account) != 0) {
        return fail(op, E_FORBIDDEN, "document.not_yours", NULL);
    }
    if (!check_component(op, &a, d.component, &digitised)) {
        return false;
    }
    struct stmt *s = db_use(op, a.w.db, &sql_document_remove);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", d.id);
    bind_text(s, "removed_by", a.w.actor->account);
    bind_instant(s, "removed_at", op->now);
    return stmt_run(s, NULL) && note(op, &a.w, "document.removed", &d, in->reason);
}

bool document_same_owner(const struct dossier *a, const struct dossier *b)
{
    const char *id = json_get_text(a->owner, "id_no", "");
    return *id != '\0' && strcmp(id, json_get_text(b->owner, "id_no", "")) == 0;
}

bool document_reuse(struct op *op, struct office *office, const void *input)
{
    const struct document_reuse_input *in = input;
    struct adding a;
    struct document from;
    struct dossier other;
    enum digitised digitised;
    if (!take(op, office, in->dossier, &a) || !document_get(op, a.w.db, in->document, &from)) {
        return false;
    }
    if (from.dossier == 0 || from.dossier == in->dossier || !instant_is_none(from.removed_at)) {
        return fail(op, E_MISSING, "document.unknown", NULL);
    }
    if (!dossier_get(op, a.w.db, from.dossier, &other)) {
        return false;
    }
    if (!document_same_owner(&a.w.d, &other)) {
        return fail(op, E_FORBIDDEN, "document.other_owner", NULL);
    }
    if (!check_component(op, &a, in->component, &digitised) || !check_room(op, &a, in->component, from.file_name)) {
        return false;
    }
    from.dossier = in->dossier;
    from.component = in->component;
    from.digitised = DIGITISED_FROM_DOSSIER;
    from.added_by = a.w.actor->account;
    from.added_at = op->now;
    return add_row(op, a.w.db, &from) && note(op, &a.w, "document.reused", &from, NULL);
}

bool document_attach(struct op *op, struct office *office, int64_t dossier, const char *component, int64_t document)
{
    struct document d;
    struct db *db = office_db(office);
    if (!document_get(op, db, document, &d)) {
        return false;
    }
    if (d.dossier != 0 || !instant_is_none(d.removed_at) || strcmp(d.added_by, office_actor(office)->account) != 0) {
        return fail(op, E_MISSING, "document.unknown", NULL);
    }
    struct stmt *s = db_use(op, db, &sql_document_attach);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", document);
    bind_int(s, "dossier", dossier);
    bind_text(s, "component", component);
    return stmt_run(s, NULL);
}
