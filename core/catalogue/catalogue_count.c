/* How many procedures there are, by field, by level, and by how much is known of them. */
#include "catalogue/catalogue_rows.h"

#include <stdlib.h>
#include <string.h>

struct knowledge {
    const char *code;
    bool term, fee, papers, result, steps;
};

static int knowledge_order(const void *a, const void *b)
{
    return strcmp(((const struct knowledge *)a)->code, ((const struct knowledge *)b)->code);
}

static struct knowledge *of_code(struct knowledge *all, size_t count, const char *code)
{
    struct knowledge key = {.code = code == NULL ? "" : code};
    return count == 0 ? NULL : bsearch(&key, all, count, sizeof *all, knowledge_order);
}

static void add_parts(struct catalogue *c, struct knowledge *all, size_t count)
{
    for (size_t i = 0; i < c->lists[LIST_CLOCKS].count; i++) {
        const struct catalogue_clock *row = c->lists[LIST_CLOCKS].items[i];
        struct knowledge *k = of_code(all, count, row->procedure);
        if (k != NULL && row->term != NULL && (row->kind == CLOCK_DECISION || row->kind == CLOCK_STAGE)) {
            k->term = true;
        }
    }
    for (size_t i = 0; i < c->lists[LIST_FEES].count; i++) {
        const struct catalogue_fee *row = c->lists[LIST_FEES].items[i];
        struct knowledge *k = of_code(all, count, row->procedure);
        if (k != NULL && row->basis != FEE_UNKNOWN) {
            k->fee = true;
        }
    }
    for (size_t i = 0; i < c->lists[LIST_COMPONENTS].count; i++) {
        const struct catalogue_component *row = c->lists[LIST_COMPONENTS].items[i];
        struct knowledge *k = of_code(all, count, row->procedure);
        if (k != NULL &&
            row->replaced_database == NULL) { /* that a paper is not asked for says nothing of those that are */
            k->papers = true;
        }
    }
}

static void add_tables(struct catalogue *c, struct knowledge *all, size_t count)
{
    for (size_t i = 0; i < c->lists[LIST_WORKFLOWS].count; i++) {
        struct knowledge *k =
            of_code(all, count, ((const struct catalogue_workflow *)c->lists[LIST_WORKFLOWS].items[i])->procedure);
        if (k != NULL) {
            k->steps = true;
        }
    }
    for (size_t i = 0; i < c->lists[LIST_COMPLETE].count; i++) {
        struct knowledge *k =
            of_code(all, count, ((const struct catalogue_complete *)c->lists[LIST_COMPLETE].items[i])->file.code);
        if (k != NULL) {
            k->steps = k->papers = true;
        }
    }
}

static enum completeness level_of_knowledge(const struct knowledge *k)
{
    if (k->steps && k->papers && k->term) {
        return KNOWN_COMPLETE;
    }
    if (k->term && k->fee && k->papers && k->result) {
        return KNOWN_CORE;
    }
    return k->term || k->fee || k->papers || k->result || k->steps ? KNOWN_PARTLY : KNOWN_NAME;
}

static struct knowledge *known(struct catalogue *c)
{
    const struct catalogue_rows *rows = &c->lists[LIST_PROCEDURES];
    struct knowledge *all = arena_array(c->op->arena, rows->count + 1, sizeof *all);
    for (size_t i = 0; i < rows->count; i++) {
        const struct catalogue_procedure *p = rows->items[i];
        all[i] = (struct knowledge){.code = p->code == NULL ? "" : p->code, .result = p->result_vi != NULL};
    }
    qsort(all, rows->count, sizeof *all, knowledge_order); /* the order of catalogue_check */
    add_parts(c, all, rows->count);
    add_tables(c, all, rows->count);
    return all;
}

const enum completeness *catalogue_knowledge(struct catalogue *c)
{
    const struct catalogue_rows *rows = &c->lists[LIST_PROCEDURES];
    struct knowledge *all = known(c);
    enum completeness *out = arena_array(c->op->arena, rows->count + 1, sizeof *out);
    for (size_t i = 0; i < rows->count; i++) {
        out[i] = level_of_knowledge(of_code(all, rows->count, ((const struct catalogue_procedure *)rows->items[i])->code));
    }
    return out;
}

static struct catalogue_count *field_count(struct catalogue_counts *out, const char *code)
{
    for (size_t i = 0; i < out->field_count; i++) {
        if (code != NULL && strcmp(out->fields[i].code, code) == 0) {
            return &out->fields[i];
        }
    }
    return NULL;
}

void catalogue_count_all(struct catalogue *c, struct catalogue_counts *out)
{
    const struct catalogue_rows *rows = &c->lists[LIST_PROCEDURES], *fields = &c->lists[LIST_FIELDS];
    struct knowledge *all = known(c);
    *out = (struct catalogue_counts){.procedures = rows->count, .field_count = fields->count};
    out->fields = arena_array(c->op->arena, fields->count + 1, sizeof *out->fields);
    for (size_t i = 0; i < fields->count; i++) {
        const struct catalogue_field *f = fields->items[i];
        out->fields[i] = (struct catalogue_count){
            .code = f->code == NULL ? "" : f->code, .name_vi = f->name_vi, .name_en = f->name_en};
    }
    for (size_t i = 0; i < rows->count; i++) {
        const struct catalogue_procedure *p = rows->items[i];
        const struct knowledge *k = of_code(all, rows->count, p->code);
        enum completeness level = level_of_knowledge(k);
        struct catalogue_count *f = field_count(out, p->field);
        bool key = p->code != NULL && strncmp(p->code, "T.", 2) == 0;
        out->known[level]++;
        out->levels[p->level < 0 ? LEVEL_COUNT : p->level]++;
        out->training_keys += key;
        out->with_code += !key;
        if (f != NULL) {
            f->known[level]++;
        }
    }
    for (size_t i = 0; i < c->finding_count; i++) {
        out->findings[catalogue_rule_severity(c->findings[i].rule)]++;
    }
}
