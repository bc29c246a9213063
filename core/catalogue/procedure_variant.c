#include "catalogue/procedure_variant.h"

#include "catalogue/procedure_inside.h"
#include "core_sql.h"
#include "org/org.h"

#include <stddef.h>
#include <string.h>

#define VARIANTS_MAX 50

#define F(field_, kind_, flags_)                                                                                       \
    {                                                                                                                  \
        .name = #field_, .kind = kind_, .offset = offsetof(struct variant_file, field_), .flags = flags_               \
    }
static const struct field file_fields[] = {
    F(code, FIELD_TEXT, FIELD_REQUIRED),      F(province, FIELD_TEXT, 0),
    F(name_vi, FIELD_TEXT, FIELD_REQUIRED),   F(name_en, FIELD_TEXT, FIELD_REQUIRED),
    F(term, FIELD_TEXT, FIELD_REQUIRED),      F(certainty, FIELD_TEXT, FIELD_REQUIRED),
    F(source, FIELD_TEXT, FIELD_REQUIRED),    F(steps, FIELD_JSON, FIELD_REQUIRED),
};
const struct record variant_file_record = RECORD("procedure_variant_file", struct variant_file, file_fields);

/* ---- reading ---- */

static void read_variant(struct stmt *s, struct procedure_variant *v)
{
    v->id = col_int(s, "id");
    v->version = col_int(s, "version");
    v->code = col_text(s, "code");
    v->province = col_text(s, "province");
    v->name_vi = col_text(s, "name_vi");
    v->name_en = col_text(s, "name_en");
    v->term = procedure_col_term(s, "term_unit", "term_milli");
    v->certainty = col_text(s, "certainty");
    v->source = col_text(s, "source");
}

bool variant_get(struct op *op, struct db *db, int64_t id, struct procedure_variant *out)
{
    struct stmt *s = db_use(op, db, &sql_variant_get);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "version", id);
    if (stmt_row(s)) {
        read_variant(s, out);
    } else {
        (void)fail_broken(op, "procedure variant %lld is gone", (long long)id);
    }
    return stmt_done(s);
}

bool variants_of(struct op *op, struct db *db, int64_t version, struct procedure_variant **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_variants);
    if (s == NULL) {
        return false;
    }
    *out = arena_array(op->arena, VARIANTS_MAX, sizeof **out);
    *count = 0;
    bind_int(s, "version", version);
    while (*count < VARIANTS_MAX && stmt_row(s)) {
        read_variant(s, &(*out)[(*count)++]);
    }
    return stmt_done(s);
}

/* ---- taking ---- */

bool variant_is_of(const struct procedure_variant *v, const char *agency)
{
    return v->province == NULL || org_is_within(agency, v->province);
}

bool procedure_take(struct op *op, struct db *db, int64_t version, const char *agency, const char *code, int64_t *taken)
{
    const struct procedure_variant *list = NULL, *best = NULL;
    size_t count = 0;
    const char *wanted = code == NULL ? VARIANT_STANDARD : code;
    if (!procedure_variants(op, db, version, &list, &count)) {
        return false;
    }
    *taken = version;
    for (size_t i = 0; i < count; i++) {
        bool fits = strcmp(list[i].code, wanted) == 0 && variant_is_of(&list[i], agency);
        if (fits && (best == NULL || best->province == NULL)) {
            best = &list[i];
        }
        if (version >= PROCEDURE_VARIANT_FROM) {
            *taken = list[i].version;
        }
    }
    if (best != NULL) {
        *taken = best->id;
        return true;
    }
    return strcmp(wanted, VARIANT_STANDARD) == 0 || fail_field(op, E_INPUT, "variant", "procedure.variant_unknown", "variant", wanted, NULL);
}

static bool add_case(struct op *op, struct db *db, int64_t version, const char *agency, const char *code, struct procedure_case *out)
{
    struct procedure_version v;
    int64_t id = 0;
    if (!procedure_take(op, db, version, agency, code, &id) || !procedure_version_get(op, db, id, &v)) {
        return false;
    }
    *out = (struct procedure_case){id, v.variant == NULL ? VARIANT_STANDARD : v.variant, v.variant_name_vi, v.variant_name_en, v.term};
    return true;
}

bool procedure_cases(struct op *op, struct db *db, int64_t version, const char *agency, struct procedure_case out[PROCEDURE_CASES_MAX],
                     size_t *count)
{
    const struct procedure_variant *list = NULL;
    size_t n = 0;
    *count = 0;
    if (!procedure_variants(op, db, version, &list, &n) || !add_case(op, db, version, agency, NULL, &out[(*count)++])) {
        return false;
    }
    for (size_t i = 0; i < n && *count < PROCEDURE_CASES_MAX; i++) {
        bool known = !variant_is_of(&list[i], agency);
        for (size_t k = 0; k < *count && !known; k++) {
            known = strcmp(out[k].code, list[i].code) == 0;
        }
        if (!known && !add_case(op, db, version, agency, list[i].code, &out[(*count)++])) {
            return false;
        }
    }
    return true;
}

/* ---- loading ---- */

static bool add_variant(struct op *op, struct db *db, const struct variant_file *f, struct term term, int64_t version, int64_t *id)
{
    struct stmt *s = db_use(op, db, &sql_variant_add);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &variant_file_record, f);
    bind_int(s, "version", version);
    procedure_bind_term(s, term);
    if (stmt_row(s)) {
        *id = col_int(s, "id");
    }
    return stmt_done(s);
}

bool variants_load(struct op *op, struct db *db, const struct json *list, int64_t version, const char *procedure)
{
    for (const struct json *node = list == NULL ? NULL : list->first; node != NULL; node = node->next) {
        struct variant_file f;
        struct term term;
        int64_t id = 0;
        if (!record_from_json(op, &variant_file_record, node, &f) || !term_parse(op, f.term, &term) ||
            !add_variant(op, db, &f, term, version, &id)) {
            return false;
        }
        struct step_list steps = {&sql_variant_add_step, f.steps, id, term, "variants", procedure};
        if (!procedure_add_steps(op, db, &steps)) {
            return false;
        }
    }
    return true;
}
