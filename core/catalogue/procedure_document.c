#include "catalogue/procedure_document.h"

#include "catalogue/catalogue_rows.h"
#include "catalogue/procedure_rule.h"
#include "core_sql.h"

#include <string.h>

/* ---- shape ---- */

static bool is_list(const struct json *node, size_t most)
{
    bool ok = node == NULL || node->kind == JSON_NULL || (node->kind == JSON_ARRAY && node->count <= most);
    for (const struct json *n = ok && node != NULL && node->kind == JSON_ARRAY ? node->first : NULL; ok && n != NULL; n = n->next) {
        ok = n->kind == JSON_OBJECT;
    }
    return ok;
}

static bool bad(struct op *op, const char *field)
{
    return fail_field(op, E_INPUT, field, "procedure.draft_shape", "field", field, NULL);
}

bool procedure_document_fits(struct op *op, const struct json *node, const char *procedure)
{
    static const struct {
        const char *name;
        size_t most;
    } lists[] = {{"components", DOCUMENT_ROWS_MAX}, {"steps", DOCUMENT_ROWS_MAX}, {"eforms", PROCEDURE_EFORMS_MAX}, {"variants", DOCUMENT_CASES_MAX},
                 {"rules", PROCEDURE_RULE_COUNT}};
    const struct json *version = json_get(node, "version");
    if (version == NULL || version->kind != JSON_OBJECT || strcmp(json_get_text(version, "code", ""), procedure) != 0) {
        return bad(op, "version");
    }
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (!is_list(json_get(version, lists[i].name), lists[i].most)) {
            return bad(op, lists[i].name);
        }
    }
    const struct json *cases = json_get(version, "variants");
    for (const struct json *v = cases == NULL ? NULL : cases->first; v != NULL; v = v->next) {
        if (!is_list(json_get(v, "steps"), DOCUMENT_ROWS_MAX)) {
            return bad(op, "variants");
        }
    }
    if (!is_list(json_get(node, "fees"), DOCUMENT_ROWS_MAX) || node->count > 2) {
        return bad(op, "fees");
    }
    return strlen(json_text(op, node)) <= DOCUMENT_BYTES_MAX || fail(op, E_LIMIT, "procedure.draft_too_big", NULL);
}

/* ---- reading ---- */

static void read_row(struct op *op, const struct record *record, const struct json *node, void *out)
{
    struct op row; /* what is wrong is the check's to tell */
    op_init(&row, op->arena, op->id, op->lang);
    (void)!record_from_json(&row, record, node, out);
}

static void *read_list(struct op *op, const struct record *record, const struct json *list, size_t *count)
{
    size_t n = list == NULL ? 0 : list->count;
    char *out = arena_array(op->arena, n + 1, record->size);
    *count = 0;
    for (const struct json *node = list == NULL ? NULL : list->first; node != NULL; node = node->next) {
        read_row(op, record, node, out + record->size * (*count)++);
    }
    return out;
}

static void read_steps(struct op *op, const struct json *list, struct document_table *out)
{
    out->steps = read_list(op, &procedure_step_record, list, &out->count);
    for (size_t i = 0; i < out->count; i++) {
        out->steps[i].no = (int64_t)i + 1;
    }
}

void procedure_document_read(struct op *op, const struct json *node, struct procedure_document *out)
{
    const struct json *version = json_get(node, "version");
    *out = (struct procedure_document){.node = node};
    read_row(op, &procedure_file_record, version, &out->version);
    out->components = read_list(op, &procedure_component_record, json_get(version, "components"), &out->component_count);
    out->eforms = read_list(op, &procedure_eform_record, json_get(version, "eforms"), &out->eform_count);
    out->fees = read_list(op, catalogue_list_types[LIST_FEES].record, json_get(node, "fees"), &out->fee_count);
    const struct json *cases = json_get(version, "variants");
    out->tables = arena_array(op->arena, (cases == NULL ? 0 : cases->count) + 1, sizeof *out->tables);
    read_steps(op, json_get(version, "steps"), &out->tables[out->table_count++]);
    for (const struct json *v = cases == NULL ? NULL : cases->first; v != NULL; v = v->next) {
        struct document_table *t = &out->tables[out->table_count++];
        read_row(op, &variant_file_record, v, &t->file);
        read_steps(op, json_get(v, "steps"), t);
    }
}

/* ---- writing ---- */

/* A row without what is set from outside it (its version and number: the first `skip` fields). */
static void put_row(struct json_out *out, const struct record *record, size_t skip, const void *row)
{
    struct record own = *record;
    own.fields += skip;
    own.count -= skip;
    json_open_object(out, NULL);
    record_put_json(out, &own, row);
    json_close_object(out);
}

/* A version that another followed did not end: the procedure went on. */
static void put_head(struct op *op, struct json_out *out, const struct procedure_version *v, bool newest)
{
    json_put_text(out, "code", v->procedure);
    json_put_text(out, "name_vi", v->name_vi);
    json_put_text(out, "name_en", v->name_en);
    json_put_text(out, "field", v->field);
    json_put_text(out, "level", v->level);
    json_put_text(out, "certainty", v->certainty);
    json_put_text(out, "source", v->source);
    json_put_int(out, "number", v->number);
    json_put_text(out, "effective_from", v->effective_from);
    json_put_text(out, "effective_to", newest ? v->effective_to : NULL);
    json_put_text(out, "replaced_by", v->replaced_by);
    json_put_text(out, "term", term_format(op->arena, v->term));
    json_put_text(out, "intake", term_format(op->arena, v->intake));
    json_put_int(out, "supplement_max", v->supplement_max);
    json_put_text(out, "supplement_policy", v->supplement_restarts ? "restart" : "pause");
    json_put_text(out, "silence_term", v->silence_text);
    json_put_text(out, "fee_stage", v->fee_stage);
    json_put_text(out, "fee_text_vi", v->fee_text_vi);
    json_put_text(out, "fee_text_en", v->fee_text_en);
    json_put_text(out, "result_vi", v->result_vi);
    json_put_text(out, "result_en", v->result_en);
    json_put_text(out, "legal_basis", v->legal_basis);
    json_put_bool(out, "non_territorial", v->non_territorial);
}

static bool put_components(struct op *op, struct json_out *out, struct db *db, int64_t version)
{
    struct procedure_component *list = NULL;
    size_t count = 0;
    if (!procedure_components(op, db, version, &list, &count)) {
        return false;
    }
    json_open_array(out, "components");
    for (size_t i = 0; i < count; i++) {
        put_row(out, &procedure_component_record, 2, &list[i]);
    }
    json_close_array(out);
    return true;
}

static bool put_steps(struct op *op, struct json_out *out, struct db *db, int64_t version)
{
    struct procedure_step *list = NULL;
    size_t count = 0;
    if (!procedure_steps(op, db, version, &list, &count)) {
        return false;
    }
    json_open_array(out, "steps");
    for (size_t i = 0; i < count; i++) {
        put_row(out, &procedure_step_record, 2, &list[i]);
    }
    json_close_array(out);
    return true;
}

static bool put_eforms(struct op *op, struct json_out *out, struct db *db, int64_t version)
{
    struct procedure_eform *list = NULL;
    size_t count = 0;
    if (!procedure_eforms(op, db, version, &list, &count)) {
        return false;
    }
    json_open_array(out, "eforms");
    for (size_t i = 0; i < count; i++) {
        put_row(out, &procedure_eform_record, 2, &list[i]);
    }
    json_close_array(out);
    return true;
}

static bool put_cases(struct op *op, struct json_out *out, struct db *db, int64_t version)
{
    const struct procedure_variant *list = NULL;
    size_t count = 0;
    if (!procedure_variants(op, db, version, &list, &count)) {
        return false;
    }
    json_open_array(out, "variants");
    for (size_t i = 0; i < count; i++) {
        const struct procedure_variant *v = &list[i];
        json_open_object(out, NULL);
        json_put_text(out, "code", v->code);
        json_put_text(out, "province", v->province);
        json_put_text(out, "name_vi", v->name_vi);
        json_put_text(out, "name_en", v->name_en);
        json_put_text(out, "term", term_format(op->arena, v->term));
        json_put_text(out, "certainty", v->certainty);
        json_put_text(out, "source", v->source);
        if (!put_steps(op, out, db, v->id)) {
            return false;
        }
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

static bool put_rules(struct op *op, struct json_out *out, struct db *db, int64_t version)
{
    struct procedure_rule rules[PROCEDURE_RULE_COUNT];
    if (!procedure_rules(op, db, version, rules)) {
        return false;
    }
    json_open_array(out, "rules");
    for (int i = 0; i < PROCEDURE_RULE_COUNT; i++) {
        if (rules[i].source != NULL) {
            json_open_object(out, NULL);
            json_put_text(out, "rule", procedure_rule_name((enum procedure_rule_code)i));
            json_put_text(out, "certainty", rules[i].certainty);
            json_put_text(out, "source", rules[i].source);
            json_close_object(out);
        }
    }
    json_close_array(out);
    return true;
}

bool procedure_document_put_fees(struct op *op, struct json_out *out, struct db *db, const char *procedure, struct day day, bool coming)
{
    const struct record *record = catalogue_list_types[LIST_FEES].record;
    struct stmt *s = db_use(op, db, &sql_procedure_fees_from);
    void *rows = NULL;
    size_t count = 0;
    if (s == NULL) {
        return false;
    }
    bind_text(s, "procedure", procedure);
    bind_day(s, "day", day);
    bind_bool(s, "coming", coming);
    if (!stmt_records(s, record, DOCUMENT_ROWS_MAX, &rows, &count)) {
        return false;
    }
    json_open_array(out, "fees");
    for (size_t i = 0; i < count; i++) {
        put_row(out, record, 1, (const char *)rows + i * record->size);
    }
    json_close_array(out);
    return true;
}

const char *procedure_fee_text(struct op *op, const struct catalogue_fee *fee)
{
    struct strbuf text;
    struct json_out out;
    strbuf_init(&text, op->arena, JSON_BYTES_MAX);
    json_begin(&out, &text);
    put_row(&out, catalogue_list_types[LIST_FEES].record, 1, fee);
    return text.data;
}

static bool newest(struct op *op, struct db *db, const struct procedure_version *v, bool *out)
{
    struct procedure_version *all = NULL;
    size_t count = 0;
    bool ok = procedure_versions(op, db, v->procedure, &all, &count);
    *out = ok && count > 0 && all[0].number == v->number;
    return ok;
}

const struct json *procedure_document_of(struct op *op, struct db *db, int64_t version, struct day day, bool coming)
{
    bool last = false;
    struct procedure_version v;
    struct strbuf text;
    struct json_out out;
    strbuf_init(&text, op->arena, JSON_BYTES_MAX);
    json_begin(&out, &text);
    if (!procedure_version_get(op, db, version, &v) || !newest(op, db, &v, &last)) {
        return NULL;
    }
    json_open_object(&out, NULL);
    json_open_object(&out, "version");
    put_head(op, &out, &v, last);
    if (!put_components(op, &out, db, version) || !put_steps(op, &out, db, version) || !put_eforms(op, &out, db, version) ||
        !put_cases(op, &out, db, version) || !put_rules(op, &out, db, version)) {
        return NULL;
    }
    json_close_object(&out);
    if (!procedure_document_put_fees(op, &out, db, v.procedure, day, coming)) {
        return NULL;
    }
    json_close_object(&out);
    return json_parse(op, text.data, text.len);
}
