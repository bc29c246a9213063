/* What can be wrong with the rows by themselves and with what they name.
 *
 * First every text of every row, by the name of its field: days, terms, procedure codes, and blanks that were published without
 * being filled in ("Thông tư số /2025/TT-BKHCN ngày /11/2025" stood in QĐ 4001/QĐ-BKHCN). Then what rows say of each other. */
#include "catalogue/catalogue_rows.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- texts ---- */

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_day_field(const char *name)
{
    static const char *const names[] = {"effective_from", "effective_to", "open_on", "close_on", "published_on"};
    return is_one_of(name, names, sizeof names / sizeof names[0]);
}
static bool is_term_field(const char *name)
{
    static const char *const names[] = {"term", "limit", "intake", "silence_term", "limit_term"};
    return is_one_of(name, names, sizeof names / sizeof names[0]);
}
static bool is_code_field(enum catalogue_list list, const char *name)
{
    static const char *const names[] = {"procedure", "twin", "old_code", "new_code", "replaced_by"};
    bool own = list == LIST_PROCEDURES || list == LIST_PUBLICATIONS || list == LIST_COMPLETE;
    return (own && strcmp(name, "code") == 0) || is_one_of(name, names, sizeof names / sizeof names[0]);
}

/* 1.014445, or a training key T.… */
static bool is_procedure_code(const char *code)
{
    int digits = 0;
    if (strncmp(code, "T.", 2) == 0) {
        return code[2] != '\0' && strspn(code + 2, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(code + 2);
    }
    if (code[0] < '1' || code[0] > '9' || code[1] != '.') {
        return false;
    }
    while (isdigit((unsigned char)code[2 + digits])) {
        digits++;
    }
    return digits == 6 && code[8] == '\0';
}

/* "số /2025", "ngày /11", a row of dots or underlines. */
static bool has_blank(const char *text)
{
    static const char *const before_number[] = {"số /", "ngày /", "tháng /"};
    for (size_t i = 0; i < sizeof before_number / sizeof before_number[0]; i++) {
        const char *at = strstr(text, before_number[i]);
        if (at != NULL && isdigit((unsigned char)at[strlen(before_number[i])])) {
            return true;
        }
    }
    return strstr(text, "……") != NULL || strstr(text, "....") != NULL || strstr(text, "____") != NULL;
}

static void check_text(struct catalogue *c, enum catalogue_list list, const struct catalogue_at *at,
                       const struct field *f, const char *text)
{
    struct day day;
    struct term term;
    bool months;
    if (is_day_field(f->name) && !day_parse(text, &day)) {
        catalogue_find(c, RULE_DAY, at, f->name, "text", text, NULL);
    }
    if (is_term_field(f->name) && !catalogue_term(c, text, &term, &months)) {
        catalogue_find(c, RULE_TERM, at, f->name, "text", text, NULL);
    }
    if (is_code_field(list, f->name) && !is_procedure_code(text)) {
        catalogue_find(c, RULE_CODE, at, f->name, "text", text, NULL);
    }
    if (has_blank(text)) {
        catalogue_find(c, RULE_BLANK, at, f->name, "text", text, NULL);
    }
}

static const char *member(const struct catalogue_list_type *type, const void *row, const char *name)
{
    for (size_t i = 0; i < type->record->count; i++) {
        const struct field *f = &type->record->fields[i];
        if (f->kind == FIELD_TEXT && strcmp(f->name, name) == 0) {
            const char *const *text = (const void *)((const char *)row + type->offset + f->offset);
            return *text;
        }
    }
    return NULL;
}

static void check_order(struct catalogue *c, const struct catalogue_list_type *type, const struct catalogue_at *at,
                        const char *from, const char *to)
{
    const char *begins = member(type, at, from), *ends = member(type, at, to);
    if (begins != NULL && ends != NULL && strcmp(begins, ends) > 0) {
        catalogue_find(c, RULE_DAYS_ORDER, at, to, "from", begins, "to", ends, NULL);
    }
}

void catalogue_check_fields(struct catalogue *c)
{
    for (int list = 0; list < LIST_COUNT; list++) {
        const struct catalogue_list_type *type = &catalogue_list_types[list];
        for (size_t i = 0; i < c->lists[list].count; i++) {
            const void *row = c->lists[list].items[i];
            for (size_t k = 0; k < type->record->count; k++) {
                const struct field *f = &type->record->fields[k];
                const char *const *text = (const void *)((const char *)row + type->offset + f->offset);
                if (f->kind == FIELD_TEXT && *text != NULL && (f->flags & FIELD_READONLY) == 0) {
                    check_text(c, (enum catalogue_list)list, row, f, *text);
                }
            }
            check_order(c, type, row, "effective_from", "effective_to");
            check_order(c, type, row, "open_on", "close_on");
        }
    }
}

/* ---- keys ---- */

/* Rows that answer the same text must not be there twice. */
typedef const char *(*key_fn)(struct catalogue *c, const void *row);
struct keyed {
    const char *key;
    const struct catalogue_at *at;
};
static int keyed_order(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order != 0 ? order : (x->at->order > y->at->order) - (x->at->order < y->at->order);
}

static struct keyed *keys_of(struct catalogue *c, enum catalogue_list list, key_fn key)
{
    const struct catalogue_rows *rows = &c->lists[list];
    struct keyed *keys = arena_array(c->op->arena, rows->count + 1, sizeof *keys);
    for (size_t i = 0; i < rows->count; i++) {
        keys[i] = (struct keyed){key(c, rows->items[i]), rows->items[i]};
    }
    qsort(keys, rows->count, sizeof *keys, keyed_order);
    return keys;
}

static void check_twice(struct catalogue *c, enum catalogue_list list, key_fn key, const char *field)
{
    struct keyed *keys = keys_of(c, list, key);
    for (size_t i = 1; i < c->lists[list].count; i++) {
        if (keys[i].key[0] != '\0' && strcmp(keys[i].key, keys[i - 1].key) == 0) {
            catalogue_find(c, RULE_TWICE, keys[i].at, field, "text", keys[i].key, "file", keys[i - 1].at->file, "row",
                           keys[i - 1].at->row, NULL);
        }
    }
}

static const char *own_code(struct catalogue *c, const void *row)
{
    (void)c;
    const char *code =
        ((const struct catalogue_field *)row)->code; /* fields, procedures, organisations: first member */
    return code == NULL ? "" : code;
}
static const char *old_code(struct catalogue *c, const void *row)
{
    (void)c;
    const char *code = ((const struct catalogue_replacement *)row)->old_code;
    return code == NULL ? "" : code;
}
static const char *complete_code(struct catalogue *c, const void *row)
{
    (void)c;
    const char *code = ((const struct catalogue_complete *)row)->file.code;
    return code == NULL ? "" : code;
}
static const char *component_key(struct catalogue *c, const void *row)
{
    const struct catalogue_component *p = row;
    return p->procedure == NULL || p->code == NULL ? "" : arena_printf(c->op->arena, "%s %s", p->procedure, p->code);
}
static const char *paper_key(struct catalogue *c, const void *row)
{
    const struct catalogue_part *p = row;
    return p->procedure == NULL || p->of.component.code == NULL ? "" : arena_printf(c->op->arena, "%s %s", p->procedure, p->of.component.code);
}
static const char *eform_key(struct catalogue *c, const void *row)
{
    const struct catalogue_part *p = row;
    return p->procedure == NULL || p->of.eform.code == NULL ? "" : arena_printf(c->op->arena, "%s %s", p->procedure, p->of.eform.code);
}
static const char *rule_key(struct catalogue *c, const void *row)
{
    const struct catalogue_part *p = row;
    bool known = p->procedure != NULL && p->of.rule.rule >= 0;
    return known ? arena_printf(c->op->arena, "%s %s", p->procedure, procedure_rule_name((enum procedure_rule_code)p->of.rule.rule)) : "";
}
static const char *case_key(struct catalogue *c, const void *row)
{
    const struct catalogue_case *v = row;
    return v->procedure->file.code == NULL || v->file.code == NULL
               ? ""
               : arena_printf(c->op->arena, "%s %s %s", v->procedure->file.code, v->file.province == NULL ? "-" : v->file.province, v->file.code);
}
static const char *workflow_key(struct catalogue *c, const void *row)
{
    const struct catalogue_workflow *w = row;
    return w->procedure == NULL || w->variant == NULL
               ? ""
               : arena_printf(c->op->arena, "%s %s %s", w->procedure, w->province == NULL ? "-" : w->province,
                              w->variant);
}
static const char *name_key(struct catalogue *c, const void *row)
{
    const char *name = ((const struct catalogue_procedure *)row)->name_vi;
    return name == NULL ? "" : catalogue_name_key(c, name);
}

/* ---- procedures ---- */

static bool has_key(const struct keyed *keys, size_t count, const char *key)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(keys[middle].key, key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && strcmp(keys[low].key, key) == 0;
}

static bool are_twins(const struct catalogue_procedure *a, const struct catalogue_procedure *b)
{
    return a->twin != NULL && b->code != NULL && strcmp(a->twin, b->code) == 0;
}

static void check_same_names(struct catalogue *c)
{
    struct keyed *names = keys_of(c, LIST_PROCEDURES, name_key);
    for (size_t i = 1; i < c->lists[LIST_PROCEDURES].count; i++) {
        const struct catalogue_procedure *a = (const void *)names[i - 1].at, *b = (const void *)names[i].at;
        bool same = names[i].key[0] != '\0' && strcmp(names[i - 1].key, names[i].key) == 0;
        if (same && a->code != NULL && b->code != NULL && strcmp(a->code, b->code) != 0 && !are_twins(a, b) &&
            !are_twins(b, a)) {
            catalogue_find(c, RULE_SAME_NAME, &b->at, "name_vi", "code", a->code, "name", b->name_vi, NULL);
        }
    }
}

static void check_procedure(struct catalogue *c, const struct catalogue_procedure *p, const struct keyed *fields,
                            size_t count)
{
    if (p->field != NULL && !has_key(fields, count, p->field)) {
        catalogue_find(c, RULE_UNKNOWN, &p->at, "field", "text", p->field, NULL);
    }
    if (p->twin != NULL) {
        const struct catalogue_procedure *twin = catalogue_procedure_find(c, p->twin);
        if (twin == NULL) {
            catalogue_find(c, RULE_UNKNOWN, &p->at, "twin", "text", p->twin, NULL);
        } else if (p->code != NULL && (twin->twin == NULL || strcmp(twin->twin, p->code) != 0)) {
            catalogue_find(c, RULE_TWIN, &p->at, "twin", "twin", p->twin, "code", p->code, NULL);
        }
    }
    if (p->name_vi != NULL && strstr(p->name_vi, "…") != NULL) {
        catalogue_find(c, RULE_NAME_CUT, &p->at, "name_vi", "name", p->name_vi, NULL);
    }
}

/* Follows the links; a circle is told once, at its smallest code. */
static void check_replacement(struct catalogue *c, const struct catalogue_replacement *r)
{
    const struct catalogue_replacement *at = r;
    if (r->new_code == NULL || r->old_code == NULL) {
        return;
    }
    for (size_t hops = 0; hops <= c->lists[LIST_REPLACEMENTS].count; hops++) {
        const struct catalogue_replacement *next =
            at->new_code == NULL ? NULL : catalogue_replacement_find(c, at->new_code);
        if (next == r) {
            catalogue_find(c, RULE_LOOP, &r->at, "new_code", "code", r->old_code, NULL);
            return;
        }
        if (next == NULL || strcmp(next->old_code, r->old_code) < 0) {
            break;
        }
        at = next;
    }
    if (catalogue_procedure_find(c, r->new_code) == NULL && catalogue_replacement_find(c, r->new_code) == NULL) {
        catalogue_find(c, RULE_UNKNOWN, &r->at, "new_code", "text", r->new_code, NULL);
    }
}

/* ---- fees ---- */

static void check_fee(struct catalogue *c, const struct catalogue_fee *f)
{
    bool amount = f->basis == FEE_FIXED || f->basis == FEE_PER_ITEM;
    bool wrong = (amount && f->amount.amount == 0) || (!amount && f->amount.amount != 0) ||
                 (f->basis == FEE_RATE) != (f->rate_milli > 0) || (f->basis == FEE_PER_ITEM && f->item_vi == NULL) ||
                 f->amount_min.amount > f->amount_max.amount;
    if (wrong) {
        catalogue_find(c, RULE_FEE, &f->at, "amount", NULL);
    }
}

static int fee_order(const void *a, const void *b)
{
    const struct catalogue_fee *x = *(void *const *)a, *y = *(void *const *)b;
    const char *p = x->procedure == NULL ? "" : x->procedure, *q = y->procedure == NULL ? "" : y->procedure;
    int order = strcmp(p, q);
    if (order == 0) {
        order = strcmp(x->code == NULL ? "" : x->code, y->code == NULL ? "" : y->code);
    }
    if (order == 0) {
        order = x->channel - y->channel;
    }
    if (order == 0) {
        order = strcmp(x->effective_from == NULL ? "" : x->effective_from,
                       y->effective_from == NULL ? "" : y->effective_from);
    }
    return order != 0 ? order : (x->at.order > y->at.order) - (x->at.order < y->at.order);
}

static void check_fees(struct catalogue *c)
{
    void **sorted = catalogue_sorted(c, LIST_FEES, fee_order);
    for (size_t i = 0; i < c->lists[LIST_FEES].count; i++) {
        const struct catalogue_fee *f = sorted[i], *before = i == 0 ? NULL : sorted[i - 1];
        check_fee(c, f);
        if (before == NULL || f->procedure == NULL || before->procedure == NULL || f->code == NULL ||
            before->code == NULL) {
            continue;
        }
        bool same = strcmp(f->procedure, before->procedure) == 0 && strcmp(f->code, before->code) == 0 &&
                    f->channel == before->channel;
        if (same && (before->effective_to == NULL || f->effective_from == NULL ||
                     strcmp(before->effective_to, f->effective_from) >= 0)) {
            catalogue_find(c, RULE_FEE_OVERLAP, &f->at, "effective_from", "code", f->code, "row", before->at.row, NULL);
        }
    }
}

/* ---- papers ---- */

/* By procedure, then the name as compared. */
static const char *replaced_key(struct catalogue *c, const void *row)
{
    const struct catalogue_component *p = row;
    bool replaced = p->replaced_database != NULL && p->procedure != NULL && p->name_vi != NULL;
    return replaced ? arena_printf(c->op->arena, "%s %s", p->procedure, catalogue_name_key(c, p->name_vi)) : "";
}

/* A playable procedure must not ask for what the catalogue says is in a database. */
static void check_asked(struct catalogue *c)
{
    size_t count = c->lists[LIST_COMPONENTS].count;
    struct keyed *replaced = keys_of(c, LIST_COMPONENTS, replaced_key);
    for (size_t i = 0; i < c->lists[LIST_COMPLETE_COMPONENTS].count; i++) {
        const struct catalogue_part *p = c->lists[LIST_COMPLETE_COMPONENTS].items[i];
        const struct procedure_component *paper = &p->of.component;
        if (p->procedure == NULL || paper->name_vi == NULL || !paper->required || paper->replaced_by_data != NULL) {
            continue;
        }
        const char *key = arena_printf(c->op->arena, "%s %s", p->procedure, catalogue_name_key(c, paper->name_vi));
        if (has_key(replaced, count, key)) {
            catalogue_find(c, RULE_ASKED, &p->at, "required", "name", paper->name_vi, NULL);
        }
    }
}

/* ---- organisations ---- */

/* An invented code has a part that begins with T: G06.T01. */
static bool looks_invented(const char *code)
{
    return strstr(code, ".T") != NULL;
}

static const struct catalogue_org *org_find(const struct keyed *orgs, size_t count, const char *code)
{
    for (size_t low = 0, high = count; low < high;) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(orgs[middle].key, code);
        if (order == 0) {
            return (const void *)orgs[middle].at;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

static void check_org(struct catalogue *c, const struct catalogue_org *o, const struct keyed *orgs, size_t count)
{
    const struct catalogue_org *parent = o->parent == NULL ? NULL : org_find(orgs, count, o->parent);
    if (o->code == NULL) {
        return;
    }
    if (o->parent != NULL && parent == NULL) {
        catalogue_find(c, RULE_UNKNOWN, &o->at, "parent", "text", o->parent, NULL);
    }
    if (o->successor != NULL && org_find(orgs, count, o->successor) == NULL) {
        catalogue_find(c, RULE_UNKNOWN, &o->at, "successor", "text", o->successor, NULL);
    }
    if ((o->certainty == CERTAINTY_INVENTED || o->certainty == CERTAINTY_AUTHORED) != looks_invented(o->code)) {
        catalogue_find(c, RULE_REAL_CODE, &o->at, "code", "text", o->code, NULL);
    }
    if (parent != NULL && parent->close_on != NULL && o->close_on == NULL) {
        catalogue_find(c, RULE_CLOSED, &o->at, "parent", "text", parent->code, "day", parent->close_on, NULL);
    }
}

void catalogue_check_links(struct catalogue *c)
{
    struct keyed *fields = keys_of(c, LIST_FIELDS, own_code), *orgs = keys_of(c, LIST_ORGS, own_code);
    check_twice(c, LIST_FIELDS, own_code, "code");
    check_twice(c, LIST_PROCEDURES, own_code, "code");
    check_twice(c, LIST_ORGS, own_code, "code");
    check_twice(c, LIST_REPLACEMENTS, old_code, "old_code");
    check_twice(c, LIST_COMPLETE, complete_code, "code");
    check_twice(c, LIST_COMPLETE_COMPONENTS, paper_key, "code");
    check_twice(c, LIST_COMPLETE_EFORMS, eform_key, "code");
    check_twice(c, LIST_COMPLETE_CASES, case_key, "code");
    check_twice(c, LIST_COMPLETE_RULES, rule_key, "rule");
    check_twice(c, LIST_COMPONENTS, component_key, "code");
    check_twice(c, LIST_WORKFLOWS, workflow_key, "variant");
    check_same_names(c);
    for (size_t i = 0; i < c->lists[LIST_PROCEDURES].count; i++) {
        check_procedure(c, c->lists[LIST_PROCEDURES].items[i], fields, c->lists[LIST_FIELDS].count);
    }
    for (size_t i = 0; i < c->lists[LIST_REPLACEMENTS].count; i++) {
        check_replacement(c, c->lists[LIST_REPLACEMENTS].items[i]);
    }
    for (size_t i = 0; i < c->lists[LIST_ORGS].count; i++) {
        check_org(c, c->lists[LIST_ORGS].items[i], orgs, c->lists[LIST_ORGS].count);
    }
    for (size_t i = 0; i < c->lists[LIST_WORKFLOWS].count; i++) {
        const struct catalogue_workflow *w = c->lists[LIST_WORKFLOWS].items[i];
        if (w->province != NULL && org_find(orgs, c->lists[LIST_ORGS].count, w->province) == NULL) {
            catalogue_find(c, RULE_UNKNOWN, &w->at, "province", "text", w->province, NULL);
        }
    }
    check_fees(c);
    check_asked(c);
}
