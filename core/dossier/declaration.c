#include "dossier/declaration.h"

#include "core_sql.h"

#include <stddef.h>
#include <string.h>

#define F(k, field_)                                                                                                   \
    {                                                                                                                  \
        .name = #field_, .kind = k, .offset = offsetof(struct declaration, field_)                                     \
    }
static const struct field fields[] = {
    F(FIELD_INT, dossier),   F(FIELD_TEXT, code),     F(FIELD_INT, revision),  F(FIELD_INT, version), F(FIELD_JSON, data),
    F(FIELD_INSTANT, at),    F(FIELD_TEXT, title_vi), F(FIELD_TEXT, title_en), F(FIELD_JSON, schema), F(FIELD_TEXT, certainty),
};
static const struct record declaration_record = RECORD("declaration", struct declaration, fields);

/* ---- checking ---- */

static const char *field_of(struct op *op, const char *code, const char *pointer)
{
    return arena_printf(op->arena, "form/%s%s", code, pointer);
}

static const struct procedure_eform *form_of(const struct procedure_eform *forms, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(forms[i].code, code) == 0) {
            return &forms[i];
        }
    }
    return NULL;
}

/* Where a conditional part fails, its members count as not looked at: the standard then calls them unknown, which is true but
 * mends nothing. Such errors are told only when there are no others. */
static bool is_afterthought(const struct eform_error *e)
{
    return strncmp(e->keyword, "unevaluated", sizeof "unevaluated" - 1) == 0;
}

static struct eform_errors worth_telling(struct op *op, const struct eform_errors *errors)
{
    struct eform_error *kept = arena_array(op->arena, errors->count + 1, sizeof *kept);
    struct eform_errors out = {.items = kept, .more = errors->more};
    for (size_t i = 0; i < errors->count; i++) {
        if (!is_afterthought(&errors->items[i])) {
            kept[out.count++] = errors->items[i];
        }
    }
    return out.count > 0 ? out : *errors;
}

/* The errors of one form, each led to its place. */
static bool fail_at_places(struct op *op, const char *code, const struct eform_errors *all)
{
    const struct eform_errors errors = worth_telling(op, all);
    const char *count = arena_printf(op->arena, "%zu%s", errors.count, errors.more ? "+" : "");
    (void)fail_field(op, E_INPUT, field_of(op, code, eform_error_place(op, &errors.items[0])), "eform.invalid", "count", count, NULL);
    struct field_error **end = &op->error.fields;
    while (*end != NULL) {
        end = &(*end)->next;
    }
    for (size_t i = 0; i < errors.count; i++) {
        const struct eform_error *e = &errors.items[i];
        struct field_error *f = arena_alloc(op->arena, sizeof *f);
        *f = (struct field_error){.field = field_of(op, code, eform_error_place(op, e)), .key = e->key, .arg_count = e->arg_count};
        memcpy(f->args, e->args, sizeof f->args);
        *end = f;
        end = &f->next;
    }
    return false;
}

static bool check_one(struct op *op, const struct procedure_eform *form, const struct json *data)
{
    struct eform_errors errors;
    struct op inner; /* its errors are led to their places before anybody sees them */
    op_init(&inner, op->arena, op->id, op->lang);
    const struct eform *compiled = eform_compile(&inner, form->schema);
    if (compiled == NULL) {
        return fail_broken(op, "e-form %s was stored and does not compile: %s", form->code, inner.error.key);
    }
    if (eform_validate(&inner, compiled, data, &errors)) {
        return true;
    }
    return errors.count > 0 ? fail_at_places(op, form->code, &errors)
                            : fail_field(op, inner.error.code, field_of(op, form->code, ""), inner.error.key, NULL);
}

bool declaration_check(struct op *op, struct db *db, int64_t version, const struct json *forms, bool all)
{
    struct procedure_eform *known = NULL;
    size_t count = 0;
    bool ok = true;
    if (!procedure_eforms(op, db, version, &known, &count)) {
        return false;
    }
    if (forms != NULL && forms->kind != JSON_OBJECT) {
        return fail_more(op, "form", "declaration.object", NULL);
    }
    for (const struct json *f = forms == NULL ? NULL : forms->first; f != NULL; f = f->next) {
        const struct procedure_eform *form = form_of(known, count, f->key);
        bool fits = form != NULL ? check_one(op, form, f) : fail_more(op, field_of(op, f->key, ""), "eform.unknown", "eform", f->key, NULL);
        ok = fits && ok;
    }
    for (size_t i = 0; all && i < count; i++) {
        if (json_get(forms, known[i].code) == NULL) {
            const char *title = op->lang == LANG_VI ? known[i].title_vi : known[i].title_en;
            ok = fail_more(op, field_of(op, known[i].code, ""), "declaration.missing", "form", title, NULL);
        }
    }
    return ok;
}

/* ---- storing and reading ---- */

bool declaration_put(struct op *op, struct db *db, const struct dossier *dossier, const struct json *forms, bool all)
{
    if (!declaration_check(op, db, dossier->procedure_version, forms, all)) {
        return false;
    }
    for (const struct json *f = forms == NULL ? NULL : forms->first; f != NULL; f = f->next) {
        struct stmt *s = db_use(op, db, &sql_declaration_add);
        if (s == NULL) {
            return false;
        }
        bind_int(s, "dossier", dossier->id);
        bind_text(s, "code", f->key);
        bind_int(s, "version", dossier->procedure_version);
        bind_text(s, "applicant", dossier->applicant);
        bind_text(s, "data", json_text(op, f));
        bind_instant(s, "at", op->now);
        if (!stmt_run(s, NULL)) {
            return false;
        }
    }
    return true;
}

bool declaration_list(struct op *op, struct db *db, int64_t dossier, struct declaration **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_declaration_list);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", dossier);
    return stmt_records(s, &declaration_record, PROCEDURE_EFORMS_MAX, (void **)out, count);
}

bool declaration_earlier(struct op *op, struct db *db, const char *applicant, size_t max, struct declaration **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_declaration_earlier);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "applicant", applicant);
    bind_int(s, "max", (int64_t)max);
    return stmt_records(s, &declaration_record, max, (void **)out, count);
}
