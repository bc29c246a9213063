#include "catalogue/procedure_check.h"

#include "base/text.h"
#include "catalogue/catalogue_rows.h"
#include "core_sql.h"

#include <string.h>

#define ROWS_MAX 2000

static const char draft_file[] = "draft"; /* compared by address */
static const char known_file[] = "catalogue";

/* ---- what the office's catalogue says ---- */

static bool take(struct op *op, struct db *db, struct catalogue *c, enum catalogue_list list, const struct sql *sql, const char *procedure)
{
    void *rows = NULL;
    size_t count = 0;
    struct stmt *s = db_use(op, db, sql);
    if (s == NULL) {
        return false;
    }
    if (procedure != NULL) {
        bind_text(s, "procedure", procedure);
    }
    if (!stmt_records(s, catalogue_list_types[list].record, ROWS_MAX, &rows, &count)) {
        return false;
    }
    catalogue_take_rows(c, list, known_file, rows, count);
    return true;
}

static void know(struct catalogue *c, const char *code)
{
    for (size_t i = 0; i < c->lists[LIST_PROCEDURES].count; i++) {
        const struct catalogue_procedure *p = c->lists[LIST_PROCEDURES].items[i];
        if (strcmp(p->code, code) == 0) {
            return;
        }
    }
    struct catalogue_procedure own = {.code = code, .field_certainty = -1, .level = -1, .service = -1};
    catalogue_take_rows(c, LIST_PROCEDURES, known_file, &own, 1);
}

/* ---- where ---- */

/* The path of a node below `at`; NULL if it is not there. */
static const char *path_of(struct op *op, const struct json *at, const struct json *wanted, const char *pointer)
{
    size_t index = 0;
    if (at == wanted) {
        return pointer;
    }
    for (const struct json *n = at->first; n != NULL; n = n->next, index++) {
        const char *below = at->kind == JSON_OBJECT ? eform_pointer_add(op->arena, pointer, n->key) : arena_printf(op->arena, "%s/%zu", pointer, index);
        const char *found = n->kind == JSON_OBJECT || n->kind == JSON_ARRAY ? path_of(op, n, wanted, below) : NULL;
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

/* The node of the row; fee rows and parts keep it in their place. */
static const struct json *node_of(const struct catalogue *c, const struct catalogue_finding *f)
{
    for (int list = 0; list < LIST_COUNT; list++) {
        for (size_t i = 0; i < c->lists[list].count; i++) {
            const struct catalogue_at *at = c->lists[list].items[i];
            if (at->file == draft_file && at->row == f->row) {
                return at->node;
            }
        }
    }
    return NULL;
}

/* ---- checking ---- */

static bool is_told(const struct catalogue_finding *f)
{
    return f->file == draft_file;
}

static enum severity severity_of(const struct catalogue_finding *f)
{
    return f->rule == RULE_COMPLETE_TERM || f->rule == RULE_COMPLETE_FIELD ? SEVERITY_WARNING : catalogue_rule_severity(f->rule);
}

static struct procedure_finding told(struct op *op, const struct catalogue *c, const struct json *node, const struct catalogue_finding *f)
{
    const struct json *row = node_of(c, f);
    const char *place = row == NULL ? "" : path_of(op, node, row, "");
    if (f->field != NULL) {
        place = eform_pointer_add(op->arena, place == NULL ? "" : place, f->field);
    }
    for (int i = 0; f->rule == RULE_EFORM && i < f->arg_count; i++) {
        if (strcmp(f->args[i].name, "pointer") == 0 && strcmp(f->args[i].value, "/") != 0) {
            place = arena_printf(op->arena, "%s%s", place, f->args[i].value);
        }
    }
    bool term = f->rule == RULE_TERM; /* of a file the sentence speaks of how it is written */
    return (struct procedure_finding){severity_of(f), catalogue_rule_code(f->rule), place == NULL ? "" : place,
                                      term ? text_get(op->lang, "procedure.finding.term") : catalogue_finding_says(op, f),
                                      term ? text_get(op->lang, "procedure.finding.term_cure") : catalogue_finding_cure(op, f)};
}

bool procedure_check(struct op *op, struct db *db, const struct json *node, struct procedure_finding **out, size_t *count)
{
    struct catalogue c;
    const struct json *version = json_get(node, "version");
    const char *code = json_get_text(version, "code", "");
    catalogue_init(&c, op);
    if (!take(op, db, &c, LIST_FIELDS, &sql_browse_fields, NULL) || !take(op, db, &c, LIST_PROCEDURES, &sql_procedure_known, NULL) ||
        !take(op, db, &c, LIST_REPLACEMENTS, &sql_procedure_replacements, NULL) ||
        !take(op, db, &c, LIST_CLOCKS, &sql_browse_clocks, code) || !take(op, db, &c, LIST_COMPONENTS, &sql_catalogue_components_of, code)) {
        return false;
    }
    know(&c, code);
    catalogue_read_version(&c, draft_file, version, json_get(node, "fees"));
    catalogue_check(&c);
    *out = arena_array(op->arena, c.finding_count + 1, sizeof **out);
    *count = 0;
    for (int severity = SEVERITY_ERROR; severity < (int)SEVERITY_COUNT; severity++) {
        for (size_t i = 0; i < c.finding_count; i++) {
            if (is_told(&c.findings[i]) && (int)severity_of(&c.findings[i]) == severity) {
                (*out)[(*count)++] = told(op, &c, node, &c.findings[i]);
            }
        }
    }
    return !op_failed(op);
}

size_t procedure_errors(const struct procedure_finding *list, size_t count)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        n += list[i].severity == SEVERITY_ERROR;
    }
    return n;
}
