#include "dossier/dossier.h"

#include "account/role.h"
#include "base/viet.h"
#include "core_sql.h"
#include "dossier/part.h"
#include "org/org.h"

#include <stddef.h>
#include <string.h>

#define ROWS_MAX 100

#define F(kind_, name_, field_, extra)                                                                                 \
    {                                                                                                                  \
        .name = name_, .kind = kind_, .offset = offsetof(struct dossier, field_), .flags = extra                       \
    }
static const struct field fields[] = {
    F(FIELD_INT, "id", id, 0),
    F(FIELD_INT, "version", version, 0),
    F(FIELD_TEXT, "code", code, 0),
    F(FIELD_TEXT, "alias", alias, 0),
    F(FIELD_TEXT, "procedure", procedure, 0),
    F(FIELD_INT, "procedure_version", procedure_version, 0),
    F(FIELD_TEXT, "agency", agency, 0),
    F(FIELD_TEXT, "intake_org", intake_org, 0),
    F(FIELD_TEXT, "channel", channel, 0),
    F(FIELD_TEXT, "applicant", applicant, 0),
    F(FIELD_JSON, "owner", owner, FIELD_PERSONAL),
    F(FIELD_JSON, "submitter", submitter, FIELD_PERSONAL),
    {.name = "state", .kind = FIELD_CHOICE, .offset = offsetof(struct dossier, state), .choices = &dossier_state_choices},
    F(FIELD_TEXT, "state_before", state_before, 0),
    F(FIELD_INT, "step", step, 0),
    {.name = "step_role", .kind = FIELD_CHOICE, .offset = offsetof(struct dossier, step_role), .choices = &role_choices},
    F(FIELD_TEXT, "step_account", step_account, 0),
    F(FIELD_INSTANT, "step_due_at", step_due_at, 0),
    F(FIELD_TEXT, "division", division, 0),
    F(FIELD_TEXT, "handler", handler, 0),
    F(FIELD_TEXT, "result_kind", result_kind, 0),
    F(FIELD_TEXT, "draft_summary", draft_summary, 0),
    F(FIELD_JSON, "appraisal", appraisal, 0),
    F(FIELD_TEXT, "submission_number", submission_number, 0),
    F(FIELD_INT, "supplements", supplements, 0),
    F(FIELD_INT, "extensions", extensions, 0),
    F(FIELD_INSTANT, "submitted_at", submitted_at, 0),
    F(FIELD_INSTANT, "acceptance_due_at", acceptance_due_at, 0),
    F(FIELD_INSTANT, "transferred_in_at", transferred_in_at, 0),
    F(FIELD_INSTANT, "accepted_at", accepted_at, 0),
    F(FIELD_INSTANT, "transferred_at", transferred_at, 0),
    F(FIELD_INSTANT, "due_at", due_at, 0),
    F(FIELD_INSTANT, "original_due_at", original_due_at, 0),
    F(FIELD_INSTANT, "paused_at", paused_at, 0),
    F(FIELD_INSTANT, "completed_at", completed_at, 0),
    F(FIELD_INSTANT, "returned_at", returned_at, 0),
    F(FIELD_TEXT, "returned_by", returned_by, 0),
    F(FIELD_INSTANT, "archived_at", archived_at, 0),
    F(FIELD_TEXT, "delivery_wanted", delivery_wanted, 0),
    F(FIELD_TEXT, "financial", financial, 0),
    F(FIELD_TEXT, "delivery", delivery, 0),
    F(FIELD_TEXT, "sync", sync, 0),
    F(FIELD_JSON, "notice", notice, 0),
    F(FIELD_INSTANT, "limit_at", limit_at, 0),
    F(FIELD_INSTANT, "soon_at", soon_at, 0),
    F(FIELD_INSTANT, "ended_at", ended_at, 0),
    F(FIELD_INT, "sets", sets, 0),
    F(FIELD_TEXT, "delivery_address", delivery_address, FIELD_PERSONAL),
    F(FIELD_INT, "directed", directed, 0),
};
const struct record dossier_record = RECORD("dossier", struct dossier, fields);

#define C(kind_, name_)                                                                                                \
    {                                                                                                                  \
        .name = #name_, .kind = kind_, .offset = offsetof(struct dossier_component, name_)                             \
    }
static const struct field component_fields[] = {
    C(FIELD_INT, dossier),      C(FIELD_TEXT, code),              C(FIELD_INSTANT, provided_at),
    C(FIELD_TEXT, file_name),   C(FIELD_BOOL, confirmed_missing), C(FIELD_BOOL, requested),
    C(FIELD_TEXT, checked),     C(FIELD_TEXT, remark),            C(FIELD_TEXT, checked_by),
    C(FIELD_INSTANT, checked_at),
};
static const struct record component_record = RECORD("dossier_component", struct dossier_component, component_fields);

#define S(kind_, name_)                                                                                                \
    {                                                                                                                  \
        .name = #name_, .kind = kind_, .offset = offsetof(struct dossier_step, name_)                                  \
    }
static const struct field step_fields[] = {
    S(FIELD_INT, dossier),
    S(FIELD_INT, no),
    {.name = "kind", .kind = FIELD_CHOICE, .offset = offsetof(struct dossier_step, kind), .choices = &step_kind_choices},
    {.name = "role", .kind = FIELD_CHOICE, .offset = offsetof(struct dossier_step, role), .choices = &role_choices},
    S(FIELD_TEXT, account),
    S(FIELD_TEXT, behalf),
    S(FIELD_TEXT, sender),
    S(FIELD_INSTANT, started_at),
    S(FIELD_INSTANT, opened_at),
    S(FIELD_INSTANT, due_at),
    S(FIELD_INSTANT, finished_at),
    S(FIELD_TEXT, outcome),
};
static const struct record step_record = RECORD("dossier_step", struct dossier_step, step_fields);

bool dossier_get(struct op *op, struct db *db, int64_t id, struct dossier *out)
{
    struct stmt *s = db_use(op, db, &sql_dossier_get);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", id);
    if (stmt_row(s)) {
        col_record(s, &dossier_record, out);
    } else {
        (void)fail(op, E_MISSING, "dossier.unknown", "dossier", arena_printf(op->arena, "%lld", (long long)id), NULL);
    }
    return stmt_done(s);
}

static bool rows_of(struct op *op, struct db *db, const struct sql *sql, int64_t id, const struct record *record, void **out,
                    size_t *count)
{
    struct stmt *s = db_use(op, db, sql);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", id);
    return stmt_records(s, record, ROWS_MAX, out, count);
}

bool dossier_components(struct op *op, struct db *db, int64_t id, struct dossier_component **out, size_t *count)
{
    void *rows = NULL;
    bool ok = rows_of(op, db, &sql_dossier_components, id, &component_record, &rows, count);
    *out = rows;
    return ok;
}

bool dossier_steps(struct op *op, struct db *db, int64_t id, struct dossier_step **out, size_t *count)
{
    void *rows = NULL;
    bool ok = rows_of(op, db, &sql_dossier_steps, id, &step_record, &rows, count);
    *out = rows;
    return ok;
}

bool dossier_find_alias(struct op *op, struct db *db, const char *alias, int64_t *id)
{
    struct stmt *s = db_use(op, db, &sql_dossier_find_alias);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "alias", alias);
    *id = stmt_row(s) ? col_int(s, "id") : 0;
    return stmt_done(s);
}

const char *dossier_place(const struct dossier *dossier)
{
    return instant_is_none(dossier->transferred_in_at) ? dossier->intake_org : dossier->agency;
}

struct instant dossier_running_to(const struct dossier *dossier)
{
    if (dossier->state == DOSSIER_FILED) {
        return dossier->acceptance_due_at;
    }
    bool running = dossier->state == DOSSIER_ACCEPTED || dossier->state == DOSSIER_IN_HANDLING ||
                   dossier->state == DOSSIER_WITHDRAWAL_REQUESTED;
    return running && instant_is_none(dossier->paused_at) ? dossier->due_at : INSTANT_NONE;
}

bool dossier_add(struct op *op, struct db *db, struct dossier *dossier)
{
    struct stmt *s = db_use(op, db, &sql_dossier_add);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &dossier_record, dossier);
    bind_text(s, "owner_folded", viet_fold(op->arena, json_get_text(dossier->owner, "name", "")));
    if (stmt_row(s)) {
        dossier->id = col_int(s, "id");
        dossier->version = 1;
    }
    return stmt_done(s);
}

bool dossier_save(struct op *op, struct db *db, struct dossier *dossier)
{
    struct stmt *s = db_use(op, db, &sql_dossier_save);
    if (s == NULL) {
        return false;
    }
    int64_t changed = 0;
    int part = part_of_dossier(dossier);
    bind_record(s, op, &dossier_record, dossier);
    bind_text(s, "part", part < 0 ? NULL : part_choices.codes[part]);
    bind_instant(s, "running_to", dossier_running_to(dossier));
    if (dossier->step == 0) {
        bind_null(s, "step");
    }
    if (!stmt_run(s, &changed)) {
        return false;
    }
    if (changed != 1) {
        return fail(op, E_CONFLICT, "dossier.stale", NULL);
    }
    dossier->version++;
    return true;
}

bool dossier_put_component(struct op *op, struct db *db, const struct dossier_component *component)
{
    struct stmt *s = db_use(op, db, &sql_dossier_put_component);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &component_record, component);
    return stmt_run(s, NULL);
}

bool dossier_put_step(struct op *op, struct db *db, const struct dossier_step *step)
{
    struct stmt *s = db_use(op, db, &sql_dossier_put_step);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &step_record, step);
    return stmt_run(s, NULL);
}

bool series_next(struct op *op, struct db *db, const char *name, int64_t *out)
{
    struct stmt *s = db_use(op, db, &sql_series_next);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "name", name);
    if (stmt_row(s)) {
        *out = col_int(s, "last");
    }
    return stmt_done(s);
}

const char *timing_of(struct instant end, struct instant due)
{
    if (instant_is_none(due) || instant_is_none(end)) {
        return "none";
    }
    if (instant_compare(end, due) > 0) {
        return "overdue";
    }
    return instant_day(end).n == instant_day(due).n ? "on_time" : "early";
}

const char *timing_open(struct instant now, struct instant due, struct instant soon)
{
    if (instant_is_none(due)) {
        return "none";
    }
    if (instant_compare(now, due) > 0) {
        return "overdue";
    }
    return !instant_is_none(soon) && instant_compare(now, soon) >= 0 ? "due_soon" : "on_time";
}
