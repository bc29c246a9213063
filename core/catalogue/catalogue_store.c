/* The catalogue in an office's database, and what an office asks of it there. */
#include "base/viet.h"
#include "catalogue/catalogue_rows.h"
#include "core_sql.h"

#include <stddef.h>
#include <string.h>

#define ASKED_MAX 200
#define FOLDED_MAX 16000

static bool add_rows(struct catalogue *c, struct db *db, enum catalogue_list list, const struct sql *sql)
{
    const struct catalogue_list_type *type = &catalogue_list_types[list];
    for (size_t i = 0; i < c->lists[list].count; i++) {
        struct stmt *s = db_use(c->op, db, sql);
        if (s == NULL) {
            return false;
        }
        bind_record(s, c->op, type->record, c->lists[list].items[i]);
        if (!stmt_run(s, NULL)) {
            return false;
        }
    }
    return true;
}

/* What a search finds it by: its code and names, who handles it, and the codes it took the place of. */
static const char *folded_of(struct catalogue *c, const struct catalogue_procedure *p)
{
    struct strbuf b;
    strbuf_init(&b, c->op->arena, FOLDED_MAX);
    strbuf_printf(&b, "%s %s %s %s %s", p->code, p->name_vi, p->name_en == NULL ? "" : p->name_en,
                  p->unit == NULL ? "" : p->unit, p->twin == NULL ? "" : p->twin);
    for (size_t i = 0; i < c->lists[LIST_REPLACEMENTS].count; i++) {
        const struct catalogue_replacement *r = c->lists[LIST_REPLACEMENTS].items[i];
        if (r->new_code != NULL && strcmp(r->new_code, p->code) == 0) {
            strbuf_printf(&b, " %s", r->old_code);
        }
    }
    return viet_fold(c->op->arena, b.data);
}

static bool add_procedures(struct catalogue *c, struct db *db)
{
    const struct catalogue_rows *rows = &c->lists[LIST_PROCEDURES];
    const enum completeness *known = catalogue_knowledge(c);
    for (size_t i = 0; i < rows->count; i++) {
        struct stmt *s = db_use(c->op, db, &sql_catalogue_add_procedure);
        if (s == NULL) {
            return false;
        }
        bind_record(s, c->op, catalogue_list_types[LIST_PROCEDURES].record, rows->items[i]);
        bind_text(s, "known", completeness_choices.codes[known[i]]);
        bind_text(s, "folded", folded_of(c, rows->items[i]));
        if (!stmt_run(s, NULL)) {
            return false;
        }
    }
    return true;
}

static bool add_step(struct catalogue *c, struct db *db, const struct catalogue_step *step, int64_t workflow)
{
    struct stmt *s = db_use(c->op, db, &sql_catalogue_add_step);
    if (s == NULL) {
        return false;
    }
    bind_record(s, c->op, catalogue_list_types[LIST_STEPS].record, step);
    bind_int(s, "workflow", workflow);
    bind_int(s, "no", step->no);
    return stmt_run(s, NULL);
}

static bool add_workflows(struct catalogue *c, struct db *db)
{
    const struct catalogue_rows *steps = &c->lists[LIST_STEPS];
    size_t k = 0; /* steps stand in the order of their workflows */
    for (size_t i = 0; i < c->lists[LIST_WORKFLOWS].count; i++) {
        const struct catalogue_workflow *w = c->lists[LIST_WORKFLOWS].items[i];
        int64_t id = 0;
        struct stmt *s = db_use(c->op, db, &sql_catalogue_add_workflow);
        if (s == NULL) {
            return false;
        }
        bind_record(s, c->op, catalogue_list_types[LIST_WORKFLOWS].record, w);
        if (stmt_row(s)) {
            id = col_int(s, "id");
        }
        if (!stmt_done(s)) {
            return false;
        }
        for (; k < steps->count && ((const struct catalogue_step *)steps->items[k])->workflow == w; k++) {
            if (!add_step(c, db, steps->items[k], id)) {
                return false;
            }
        }
    }
    return true;
}

/* A parent first, wherever it stands in the files. */
static size_t dots(const struct catalogue_org *o)
{
    size_t n = 0;
    for (const char *p = o->code; *p != '\0'; p++) {
        n += *p == '.';
    }
    return n;
}

static bool add_orgs(struct catalogue *c, struct db *db)
{
    const struct catalogue_rows all = c->lists[LIST_ORGS];
    for (size_t depth = 0; depth <= CATALOGUE_DEPTH_MAX; depth++) {
        for (size_t i = 0; i < all.count; i++) {
            struct stmt *s = dots(all.items[i]) == depth ? db_use(c->op, db, &sql_catalogue_add_org) : NULL;
            if (s != NULL) {
                bind_record(s, c->op, catalogue_list_types[LIST_ORGS].record, all.items[i]);
            }
            if ((s != NULL && !stmt_run(s, NULL)) || op_failed(c->op)) {
                return false;
            }
        }
    }
    for (size_t i = 0; i < all.count; i++) {
        const struct catalogue_org *o = all.items[i];
        struct stmt *s = o->successor != NULL ? db_use(c->op, db, &sql_catalogue_add_successor) : NULL;
        if (s != NULL) {
            bind_record(s, c->op, catalogue_list_types[LIST_ORGS].record, o);
        }
        if ((s != NULL && !stmt_run(s, NULL)) || op_failed(c->op)) {
            return false;
        }
    }
    return true;
}

bool catalogue_store(struct catalogue *c, struct db *db)
{
    for (size_t i = 0; i < c->finding_count; i++) {
        if (catalogue_rule_severity(c->findings[i].rule) == SEVERITY_ERROR) {
            return fail(c->op, E_STATE, "catalogue.has_errors", "file", c->findings[i].file, NULL);
        }
    }
    return add_rows(c, db, LIST_FIELDS, &sql_catalogue_add_field) &&
           add_procedures(c, db) &&
           add_rows(c, db, LIST_CLOCKS, &sql_catalogue_add_clock) &&
           add_rows(c, db, LIST_FEES, &sql_catalogue_add_fee) &&
           add_rows(c, db, LIST_COMPONENTS, &sql_catalogue_add_component) &&
           add_rows(c, db, LIST_REPLACEMENTS, &sql_catalogue_add_replacement) &&
           add_rows(c, db, LIST_PUBLICATIONS, &sql_catalogue_add_publication) && add_workflows(c, db) &&
           add_orgs(c, db);
}

/* ---- asking ---- */

bool catalogue_fees_on(struct op *op, struct db *db, const char *procedure, enum catalogue_channel channel,
                       struct day day, struct catalogue_fee **out, size_t *count)
{
    void *rows = NULL;
    struct stmt *s = db_use(op, db, &sql_catalogue_fees_on);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "procedure", procedure);
    bind_text(s, "channel", channel_choices.codes[channel]);
    bind_day(s, "day", day);
    bool ok = stmt_records(s, catalogue_list_types[LIST_FEES].record, ASKED_MAX, &rows, count);
    *out = rows;
    return ok;
}

bool catalogue_components_of(struct op *op, struct db *db, const char *procedure, struct catalogue_component **out,
                             size_t *count)
{
    void *rows = NULL;
    struct stmt *s = db_use(op, db, &sql_catalogue_components_of);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "procedure", procedure);
    bool ok = stmt_records(s, catalogue_list_types[LIST_COMPONENTS].record, ASKED_MAX, &rows, count);
    *out = rows;
    return ok;
}

bool catalogue_workflows_of(struct op *op, struct db *db, const char *procedure, const char *province,
                            struct catalogue_workflow **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_catalogue_workflows_of);
    if (s == NULL) {
        return false;
    }
    *out = arena_array(op->arena, ASKED_MAX, sizeof **out);
    *count = 0;
    bind_text(s, "procedure", procedure);
    bind_text(s, "province", province);
    while (*count < ASKED_MAX && stmt_row(s)) {
        struct catalogue_workflow *w = &(*out)[(*count)++];
        col_record(s, catalogue_list_types[LIST_WORKFLOWS].record, w);
        w->id = col_int(s, "id");
    }
    return stmt_done(s);
}

bool catalogue_steps_of(struct op *op, struct db *db, int64_t workflow, struct catalogue_step **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_catalogue_steps_of);
    if (s == NULL) {
        return false;
    }
    *out = arena_array(op->arena, ASKED_MAX, sizeof **out);
    *count = 0;
    bind_int(s, "workflow", workflow);
    while (*count < ASKED_MAX && stmt_row(s)) {
        struct catalogue_step *step = &(*out)[(*count)++];
        col_record(s, catalogue_list_types[LIST_STEPS].record, step);
        step->no = col_int(s, "no");
    }
    return stmt_done(s);
}
