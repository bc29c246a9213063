#include "dossier/check.h"

#include "dossier/parts.h"

#include <stddef.h>
#include <string.h>

enum check_result { CHECK_ENOUGH, CHECK_MISSING, CHECK_WRONG, CHECK_RESULTS };
static const char *const result_codes[] = {"enough", "missing", "wrong"};
static const struct choices result_choices = {result_codes, CHECK_RESULTS};

static const struct field fields[] = {
    {.name = "dossier", .kind = FIELD_INT, .offset = offsetof(struct dossier_check_input, dossier), .flags = FIELD_REQUIRED, .max = JSON_INT_MAX},
    {.name = "items", .kind = FIELD_JSON, .offset = offsetof(struct dossier_check_input, items), .flags = FIELD_REQUIRED},
};
const struct record dossier_check_record = RECORD("dossier_check", struct dossier_check_input, fields);
static const struct field body_fields[] = {
    {.name = "items", .kind = FIELD_JSON, .offset = offsetof(struct dossier_check_input, items), .flags = FIELD_REQUIRED},
};
const struct record dossier_check_body = RECORD("dossier_check_body", struct dossier_check_input, body_fields);

struct item {
    const char *code;
    int result;
    const char *remark;
};
static const struct field item_fields[] = {
    {.name = "code", .kind = FIELD_TEXT, .offset = offsetof(struct item, code), .flags = FIELD_REQUIRED, .max = 60},
    {.name = "result", .kind = FIELD_CHOICE, .offset = offsetof(struct item, result), .flags = FIELD_REQUIRED, .choices = &result_choices},
    {.name = "remark", .kind = FIELD_TEXT, .offset = offsetof(struct item, remark), .max = CHECK_REMARK_MAX},
};
static const struct record item_record = RECORD("dossier_check_item", struct item, item_fields);

static const char *at(struct op *op, size_t index, const char *member)
{
    return arena_printf(op->arena, "items.%zu/%s", index, member);
}

static bool read_item(struct op *op, const struct json *node, size_t index, struct item *out)
{
    struct op inner;
    op_init(&inner, op->arena, op->id, op->lang);
    if (record_from_json(&inner, &item_record, node, out)) {
        return true;
    }
    for (const struct field_error *e = inner.error.fields; e != NULL; e = e->next) {
        const struct error_arg *a = e->args;
        (void)fail_more(op, at(op, index, e->field), e->key, e->arg_count > 0 ? a[0].name : NULL, e->arg_count > 0 ? a[0].value : NULL,
                        e->arg_count > 1 ? a[1].name : NULL, e->arg_count > 1 ? a[1].value : NULL, NULL);
    }
    return op_failed(op) ? false : fail_more(op, arena_printf(op->arena, "items.%zu", index), inner.error.key, NULL);
}

static bool apply(struct op *op, const struct parts *p, const struct actor *actor, const struct item *item, size_t index)
{
    struct dossier_component *c = parts_find(p, item->code);
    if (c == NULL) {
        return fail_more(op, at(op, index, "code"), "component.unknown", "component", item->code, NULL);
    }
    if (item->result == CHECK_WRONG && item->remark == NULL) {
        return fail_more(op, at(op, index, "remark"), "check.remark", NULL);
    }
    if (item->result != CHECK_MISSING && instant_is_none(c->provided_at)) {
        return fail_more(op, at(op, index, "result"), "check.not_provided", NULL);
    }
    c->checked = result_codes[item->result];
    c->remark = item->remark;
    c->checked_by = actor->account;
    c->checked_at = op->now;
    return true;
}

static bool read_items(struct op *op, const struct json *items, const struct parts *p, const struct actor *actor)
{
    bool ok = true;
    size_t index = 0;
    if (items->kind != JSON_ARRAY || items->count == 0) {
        return fail_more(op, "items", "field.list", NULL);
    }
    if (items->count > CHECK_ITEMS_MAX) {
        return fail_more(op, "items", "field.too_many", "max", arena_int(op->arena, CHECK_ITEMS_MAX), NULL);
    }
    for (const struct json *n = items->first; n != NULL; n = n->next, index++) {
        struct item item;
        ok = read_item(op, n, index, &item) && apply(op, p, actor, &item, index) && ok;
    }
    return ok;
}

/* The list of what now stands so, in the order of the procedure. */
static void put_checked(struct op *op, struct work *w, const struct parts *p, const char *result)
{
    struct text_list list = {.items = arena_array(op->arena, p->wanted_count + 1, sizeof(char *))};
    for (size_t i = 0; i < p->wanted_count; i++) {
        const struct dossier_component *c = parts_find(p, p->wanted[i].code);
        if (c != NULL && c->checked != NULL && strcmp(c->checked, result) == 0) {
            list.items[list.count++] = c->code;
        }
    }
    json_put_list(&w->out, result, &list);
}

static bool save(struct op *op, struct work *w, const struct parts *p)
{
    for (size_t i = 0; i < p->have_count; i++) {
        bool touched = p->have[i].checked != NULL && instant_compare(p->have[i].checked_at, op->now) == 0;
        if (touched && !dossier_put_component(op, w->db, &p->have[i])) {
            return false;
        }
    }
    return work_move(op, w) && work_save(op, w);
}

bool dossier_check_components(struct op *op, struct office *office, const void *input)
{
    const struct dossier_check_input *in = input;
    struct work w;
    struct parts p;
    if (!work_take(op, office, in->dossier, "dossier.check_components", &w) || !parts_read(op, &w, &p) ||
        !read_items(op, in->items, &p, w.actor) || !save(op, &w, &p)) {
        return false;
    }
    work_data(op, &w);
    for (int i = 0; i < CHECK_RESULTS; i++) {
        put_checked(op, &w, &p, result_codes[i]);
    }
    return work_note(op, &w, "dossier.components_checked");
}
