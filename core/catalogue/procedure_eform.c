#include "catalogue/procedure_eform.h"

#include "base/text.h"
#include "core_sql.h"

#include <stddef.h>
#include <string.h>

#define F(k, field_, extra, most)                                                                                      \
    {                                                                                                                  \
        .name = #field_, .kind = k, .offset = offsetof(struct procedure_eform, field_), .flags = extra, .max = most    \
    }
static const struct field fields[] = {
    F(FIELD_INT, version, FIELD_READONLY, 0),
    F(FIELD_INT, no, FIELD_READONLY, 0),
    F(FIELD_TEXT, code, FIELD_REQUIRED, EFORM_CODE_MAX),
    F(FIELD_TEXT, title_vi, FIELD_REQUIRED, 0),
    F(FIELD_TEXT, title_en, FIELD_REQUIRED, 0),
    F(FIELD_JSON, schema, FIELD_REQUIRED, 0),
    F(FIELD_TEXT, certainty, FIELD_REQUIRED, 0),
    F(FIELD_TEXT, source, FIELD_REQUIRED, 0),
};
const struct record procedure_eform_record = RECORD("procedure_eform", struct procedure_eform, fields);

/* ---- reading ---- */

bool procedure_eforms(struct op *op, struct db *db, int64_t version, struct procedure_eform **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_procedure_eforms);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "version", version);
    return stmt_records(s, &procedure_eform_record, PROCEDURE_EFORMS_MAX, (void **)out, count);
}

bool procedure_eform_get(struct op *op, struct db *db, int64_t version, const char *code, struct procedure_eform *out)
{
    struct stmt *s = db_use(op, db, &sql_procedure_eform_get);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "version", version);
    bind_text(s, "code", code);
    if (stmt_row(s)) {
        col_record(s, &procedure_eform_record, out);
    } else {
        (void)fail_field(op, E_MISSING, "eform", "eform.unknown", "eform", code, NULL);
    }
    return stmt_done(s);
}

#define L(field_)                                                                                                      \
    {                                                                                                                  \
        .name = #field_, .kind = FIELD_TEXT, .offset = offsetof(struct procedure_eform_line, field_)                   \
    }
static const struct field line_fields[] = {L(procedure), L(name_vi), L(name_en), L(code), L(title_vi), L(title_en), L(certainty)};
static const struct record line_record = RECORD("procedure_eform_line", struct procedure_eform_line, line_fields);

bool procedure_eform_list(struct op *op, struct db *db, struct day day, size_t max, struct procedure_eform_line **out,
                          size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_procedure_eform_list);
    if (s == NULL) {
        return false;
    }
    bind_day(s, "day", day);
    bind_int(s, "max", (int64_t)max);
    return stmt_records(s, &line_record, max, (void **)out, count);
}

/* ---- checking ---- */

/* One of the names of PREFILL_PERSON, or earlier.<name>. */
static bool is_known_prefill(const char *path)
{
    const char *names = PREFILL_PERSON;
    size_t n = strlen(path);
    if (strncmp(path, PREFILL_EARLIER, sizeof PREFILL_EARLIER - 1) == 0) {
        return path[sizeof PREFILL_EARLIER - 1] != '\0';
    }
    for (const char *p = strstr(names, path); p != NULL && n > 0; p = strstr(p + 1, path)) {
        if ((p == names || p[-1] == ' ') && (p[n] == ',' || p[n] == '\0')) {
            return true;
        }
    }
    return false;
}

/* Keywords whose value is data, not schemas. */
static bool holds_data(const char *keyword)
{
    return strcmp(keyword, "enum") == 0 || strcmp(keyword, "const") == 0 || strcmp(keyword, "default") == 0 ||
           strcmp(keyword, "examples") == 0 || strcmp(keyword, "dependentRequired") == 0;
}
/* Keywords whose members have names of the form's own choice. */
static bool holds_names(const char *keyword)
{
    return strcmp(keyword, "properties") == 0 || strcmp(keyword, "$defs") == 0 || strcmp(keyword, "patternProperties") == 0 ||
           strcmp(keyword, "dependentSchemas") == 0;
}

static bool check_prefills(struct op *op, const struct json *node, const char *pointer, bool names)
{
    bool ok = true;
    size_t index = 0;
    for (const struct json *c = node->first; c != NULL; c = c->next, index++) {
        bool member = node->kind == JSON_OBJECT;
        const char *at = member ? eform_pointer_add(op->arena, pointer, c->key)
                                : arena_printf(op->arena, "%s/%zu", pointer, index);
        if (member && !names && strcmp(c->key, "x-prefill") == 0 && !is_known_prefill(c->text)) {
            ok = fail_more(op, at, "eform.prefill_unknown", "names", PREFILL_PERSON, NULL);
        } else if (!member || names || !holds_data(c->key)) {
            ok = check_prefills(op, c, at, member && !names && holds_names(c->key)) && ok;
        }
    }
    return ok;
}

static bool is_code(const char *code)
{
    return code[0] >= 'a' && code[0] <= 'z' && code[strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

const struct eform *procedure_eform_compile(struct op *op, const struct procedure_eform *form)
{
    const struct eform *compiled = eform_compile(op, form->schema);
    if (compiled == NULL) {
        return NULL;
    }
    if (strcmp(json_get_text(form->schema, "type", ""), "object") != 0) {
        (void)fail_more(op, "/type", "eform.root_object", NULL);
    }
    return check_prefills(op, form->schema, "", false) && !op_failed(op) ? compiled : NULL;
}

/* ---- loading ---- */

static bool add(struct op *op, struct db *db, const struct procedure_eform *form)
{
    struct stmt *s = db_use(op, db, &sql_procedure_add_eform);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &procedure_eform_record, form);
    return stmt_run(s, NULL);
}

/* What was said of one e-form, said of the file it stands in. */
static bool fail_inside(struct op *op, const struct op *inner, const char *place)
{
    for (const struct field_error *e = inner->error.fields; e != NULL; e = e->next) {
        struct error_arg what = {"what", text_format(op->arena, op->lang, e->key, e->args, e->arg_count)};
        (void)fail_more(op, arena_printf(op->arena, "%s%s%s", place, e->field[0] == '/' ? "/schema" : "/", e->field), "eform.in_file",
                        what.name, what.value, NULL);
    }
    if (inner->error.fields == NULL) {
        (void)fail_more(op, place, "eform.in_file", "what",
                        text_format(op->arena, op->lang, inner->error.key, inner->error.args, inner->error.arg_count), NULL);
    }
    return false;
}

static bool load_one(struct op *op, struct db *db, const struct json *node, int64_t version, int64_t no)
{
    struct procedure_eform form;
    struct op inner;
    const char *place = arena_printf(op->arena, "eforms/%lld", (long long)(no - 1));
    op_init(&inner, op->arena, op->id, op->lang);
    bool read = record_from_json(&inner, &procedure_eform_record, node, &form);
    if (read && !is_code(form.code)) {
        read = fail_more(&inner, "code", "eform.code", NULL);
    }
    if (!read || procedure_eform_compile(&inner, &form) == NULL) {
        return fail_inside(op, &inner, place);
    }
    form.version = version;
    form.no = no;
    return add(op, db, &form);
}

bool procedure_eform_load(struct op *op, struct db *db, const struct json *list, int64_t version)
{
    if (list == NULL) {
        return true;
    }
    if (list->kind != JSON_ARRAY || list->count > PROCEDURE_EFORMS_MAX) {
        return fail_more(op, "eforms", "eform.list", NULL);
    }
    bool ok = true;
    int64_t no = 0;
    for (const struct json *node = list->first; node != NULL; node = node->next) {
        ok = load_one(op, db, node, version, ++no) && ok;
    }
    return ok;
}
