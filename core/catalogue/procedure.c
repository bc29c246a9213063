#include "catalogue/procedure.h"

#include "account/role.h"
#include "catalogue/procedure_inside.h"
#include "catalogue/procedure_variant.h"
#include "core_sql.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_MAX 100
#define KEPT 8 /* versions kept with a connection; then it begins anew */

static const char *const kind_codes[] = {
#define X(kind, code) [kind] = code,
    STEP_KINDS(X)
#undef X
};
const struct choices step_kind_choices = {kind_codes, sizeof kind_codes / sizeof kind_codes[0]};

static const char *const unit_codes[] = {
#define X(unit, text) [unit] = text,
    TERM_UNITS(X)
#undef X
};
const struct choices term_unit_choices = {unit_codes, sizeof unit_codes / sizeof unit_codes[0]};

/* ---- reading ---- */

struct term procedure_col_term(struct stmt *s, const char *unit, const char *milli)
{
    int u = choice_find(&term_unit_choices, col_text(s, unit));
    must(u >= 0); /* CHECK in the schema */
    return (struct term){(enum term_unit)u, col_int(s, milli)};
}

static void read_version(struct stmt *s, struct procedure_version *v)
{
    v->id = v->base = col_int(s, "id");
    v->variant = v->variant_name_vi = v->variant_name_en = NULL;
    v->procedure = col_text(s, "procedure");
    v->number = col_int(s, "number");
    v->effective_from = col_text(s, "effective_from");
    v->effective_to = col_text(s, "effective_to");
    v->replaced_by = col_text(s, "replaced_by");
    v->term = procedure_col_term(s, "term_unit", "term_milli");
    v->intake = procedure_col_term(s, "intake_unit", "intake_milli");
    v->supplement_max = col_int(s, "supplement_max");
    v->supplement_restarts = strcmp(col_text(s, "supplement_policy"), "restart") == 0;
    v->silence_text = col_text(s, "silence_term");
    v->fee_stage = col_text(s, "fee_stage");
    v->fee_text_vi = col_text(s, "fee_text_vi");
    v->fee_text_en = col_text(s, "fee_text_en");
    v->result_vi = col_text(s, "result_vi");
    v->result_en = col_text(s, "result_en");
    v->legal_basis = col_text(s, "legal_basis");
    v->certainty = col_text(s, "certainty");
    v->non_territorial = col_bool(s, "non_territorial");
    v->name_vi = col_text(s, "name_vi");
    v->name_en = col_text(s, "name_en");
    v->source = col_text(s, "source");
    v->published_by = col_text(s, "published_by");
    v->published_at = col_instant(s, "published_at");
    v->field = col_text(s, "field");
    v->level = col_text(s, "level");
}

bool procedure_version_on(struct op *op, struct db *db, const char *code, struct day day, struct procedure_version *out)
{
    struct stmt *s = db_use(op, db, &sql_procedure_version_on);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "procedure", code);
    bind_day(s, "day", day);
    if (stmt_row(s)) {
        read_version(s, out);
    } else {
        (void)fail_field(op, E_MISSING, "procedure", "procedure.unknown", "procedure", code, NULL);
    }
    return stmt_done(s);
}

bool procedure_versions(struct op *op, struct db *db, const char *code, struct procedure_version **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_procedure_versions);
    if (s == NULL) {
        return false;
    }
    *out = arena_array(op->arena, ROWS_MAX, sizeof **out);
    *count = 0;
    bind_text(s, "procedure", code);
    while (*count < ROWS_MAX && stmt_row(s)) {
        read_version(s, &(*out)[(*count)++]);
    }
    return stmt_done(s);
}

bool procedure_list_on(struct op *op, struct db *db, struct day day, struct procedure_version **out, size_t *count)
{
    struct procedure_version rows[ROWS_MAX];
    struct stmt *s = db_use(op, db, &sql_procedure_list_on);
    *count = 0;
    if (s == NULL) {
        return false;
    }
    bind_day(s, "day", day);
    while (*count < ROWS_MAX && stmt_row(s)) {
        rows[*count] = (struct procedure_version){0};
        read_version(s, &rows[(*count)++]);
    }
    *out = arena_array(op->arena, *count + 1, sizeof **out);
    memcpy(*out, rows, *count * sizeof **out);
    return stmt_done(s);
}

static bool read_version_of(struct op *op, struct db *db, int64_t id, struct procedure_version *out)
{
    struct stmt *s = db_use(op, db, &sql_procedure_version_get);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", id);
    if (stmt_row(s)) {
        read_version(s, out);
    } else {
        (void)fail_broken(op, "procedure version %lld is gone", (long long)id);
    }
    return stmt_done(s);
}

/* ---- records of the parts ---- */

#define FIELD_OF(type, k, field, extra)                                                                                \
    {                                                                                                                  \
        .name = #field, .kind = k, .offset = offsetof(struct type, field), .flags = extra                              \
    }
static const struct field component_fields[] = {
    FIELD_OF(procedure_component, FIELD_INT, version, FIELD_READONLY),
    FIELD_OF(procedure_component, FIELD_INT, no, FIELD_READONLY),
    FIELD_OF(procedure_component, FIELD_TEXT, code, FIELD_REQUIRED),
    FIELD_OF(procedure_component, FIELD_TEXT, name_vi, FIELD_REQUIRED),
    FIELD_OF(procedure_component, FIELD_TEXT, name_en, FIELD_REQUIRED),
    FIELD_OF(procedure_component, FIELD_BOOL, required, FIELD_REQUIRED),
    FIELD_OF(procedure_component, FIELD_TEXT, kind, FIELD_REQUIRED),
    FIELD_OF(procedure_component, FIELD_TEXT, replaced_by_data, 0),
    FIELD_OF(procedure_component, FIELD_TEXT, certainty, FIELD_REQUIRED),
    FIELD_OF(procedure_component, FIELD_TEXT, source, FIELD_REQUIRED),
    FIELD_OF(procedure_component, FIELD_TEXT, handling, 0),
};
const struct record procedure_component_record =
    RECORD("procedure_component", struct procedure_component, component_fields);

static const struct field step_fields[] = {
    FIELD_OF(procedure_step, FIELD_INT, version, FIELD_READONLY),
    FIELD_OF(procedure_step, FIELD_INT, no, FIELD_READONLY),
    FIELD_OF(procedure_step, FIELD_TEXT, name_vi, FIELD_REQUIRED),
    FIELD_OF(procedure_step, FIELD_TEXT, name_en, FIELD_REQUIRED),
    {.name = "kind", .kind = FIELD_CHOICE, .offset = offsetof(struct procedure_step, kind), .flags = FIELD_REQUIRED,
     .choices = &step_kind_choices},
    {.name = "role", .kind = FIELD_CHOICE, .offset = offsetof(struct procedure_step, role), .flags = FIELD_REQUIRED,
     .choices = &role_choices},
    {.name = "share_milli", .kind = FIELD_INT, .offset = offsetof(struct procedure_step, share_milli),
     .flags = FIELD_REQUIRED, .min = 0, .max = 1000000},
    {.name = "limit_term", .kind = FIELD_TEXT, .offset = offsetof(struct procedure_step, limit_term), .max = 40},
    {.name = "on_limit", .kind = FIELD_TEXT, .offset = offsetof(struct procedure_step, on_limit), .max = 10},
};
const struct record procedure_step_record = RECORD("procedure_step", struct procedure_step, step_fields);

static bool read_rows(struct op *op, struct db *db, const struct sql *sql, int64_t version, const struct record *record,
                      void **out, size_t *count)
{
    struct stmt *s = db_use(op, db, sql);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "version", version);
    return stmt_records(s, record, ROWS_MAX, out, count);
}

/* ---- what was read is kept ---- */

struct kept_version {
    struct kept_version *next;
    struct procedure_version version;
    void *components, *steps;
    size_t component_count, step_count;
    struct procedure_variant *variants; /* of the version, all of them */
    size_t variant_count;
};
struct kept_versions {
    struct arena *arena;
    struct kept_version *first;
    int count;
};
static const char kept_key;

static void kept_free(void *value)
{
    struct kept_versions *k = value;
    arena_close(k->arena);
    free(k);
}

static struct kept_versions *kept_of(struct db *db)
{
    struct kept_versions *k = db_kept(db, &kept_key);
    if (k == NULL) {
        k = calloc(1, sizeof *k);
        must(k != NULL);
        k->arena = arena_open((size_t)4 << 20);
        db_keep(db, &kept_key, k, kept_free);
    }
    return k;
}

void procedure_forget(struct db *db)
{
    db_keep(db, &kept_key, NULL, NULL);
}

static bool read_own(struct op *op, struct db *db, int64_t id, struct kept_version *v)
{
    return read_version_of(op, db, id, &v->version) &&
           read_rows(op, db, &sql_procedure_components, id, &procedure_component_record, &v->components, &v->component_count) &&
           read_rows(op, db, &sql_procedure_steps, id, &procedure_step_record, &v->steps, &v->step_count) &&
           variants_of(op, db, id, &v->variants, &v->variant_count);
}

/* A version, or a version with the steps and the term of a variant. */
static bool read_all(struct op *op, struct db *db, int64_t id, struct kept_version *v)
{
    struct procedure_variant variant;
    if (id < PROCEDURE_VARIANT_FROM) {
        return read_own(op, db, id, v);
    }
    if (!variant_get(op, db, id, &variant) || !read_own(op, db, variant.version, v) ||
        !read_rows(op, db, &sql_variant_steps, id, &procedure_step_record, &v->steps, &v->step_count)) {
        return false;
    }
    v->version.id = id;
    v->version.term = variant.term;
    v->version.variant = variant.code;
    v->version.variant_name_vi = variant.name_vi;
    v->version.variant_name_en = variant.name_en;
    return true;
}

/* Everything of a version; NULL on failure. Past KEPT versions it is read for this operation only. */
static const struct kept_version *version_of(struct op *op, struct db *db, int64_t id)
{
    struct kept_versions *k = kept_of(db);
    for (struct kept_version *v = k->first; v != NULL; v = v->next) {
        if (v->version.id == id) {
            return op_failed(op) ? NULL : v;
        }
    }
    if (k->count == KEPT) {
        struct kept_version *v = arena_alloc(op->arena, sizeof *v);
        return read_all(op, db, id, v) ? v : NULL;
    }
    struct kept_version *v = arena_alloc(k->arena, sizeof *v);
    struct op own; /* over the arena that stays */
    op_init(&own, k->arena, op->id, op->lang);
    if (op_failed(op) || !read_all(&own, db, id, v)) {
        (void)fail_broken(op, "%s", own.error.cause == NULL ? "procedure" : own.error.cause);
        return NULL;
    }
    v->next = k->first;
    k->first = v;
    k->count++;
    return v;
}

bool procedure_version_get(struct op *op, struct db *db, int64_t id, struct procedure_version *out)
{
    const struct kept_version *v = version_of(op, db, id);
    if (v != NULL) {
        *out = v->version;
    }
    return v != NULL;
}

bool procedure_components(struct op *op, struct db *db, int64_t version, struct procedure_component **out, size_t *count)
{
    const struct kept_version *v = version_of(op, db, version);
    if (v != NULL) {
        *out = v->components;
        *count = v->component_count;
    }
    return v != NULL;
}

bool procedure_steps(struct op *op, struct db *db, int64_t version, struct procedure_step **out, size_t *count)
{
    const struct kept_version *v = version_of(op, db, version);
    if (v != NULL) {
        *out = v->steps;
        *count = v->step_count;
    }
    return v != NULL;
}

#define CODES_MAX 2000

bool procedure_codes(struct op *op, struct db *db, const char ***out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_procedure_codes);
    if (s == NULL) {
        return false;
    }
    *out = arena_array(op->arena, CODES_MAX, sizeof **out);
    for (*count = 0; *count < CODES_MAX && stmt_row(s);) {
        (*out)[(*count)++] = col_text(s, "code");
    }
    return stmt_done(s);
}

bool procedure_variants(struct op *op, struct db *db, int64_t version, const struct procedure_variant **out, size_t *count)
{
    const struct kept_version *v = version_of(op, db, version);
    if (v != NULL) {
        *out = v->variants;
        *count = v->variant_count;
    }
    return v != NULL;
}
