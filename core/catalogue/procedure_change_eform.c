/* What changed in e-forms. A field is any member of a `properties`, wherever it stands; its place is its pointer. What a field says of
 * itself is compared part by part; conditions and whatever else is compared as a whole. */
#include "catalogue/procedure_change.h"

#include <string.h>

#define FIELDS_MAX 400

struct form_field {
    const char *pointer, *name; /* last member of the pointer */
    const struct json *schema;
    bool required;
};
struct form_fields {
    struct op *op;
    struct form_field *items;
    size_t count;
};

static bool is_list_of(const struct json *list, const char *text)
{
    for (const struct json *n = list == NULL || list->kind != JSON_ARRAY ? NULL : list->first; n != NULL; n = n->next) {
        if (n->kind == JSON_TEXT && strcmp(n->text, text) == 0) {
            return true;
        }
    }
    return false;
}

static void collect(struct form_fields *f, const struct json *schema, const char *pointer);

static void collect_members(struct form_fields *f, const struct json *schema, const char *pointer)
{
    const struct json *members = json_get(schema, "properties");
    for (const struct json *m = members == NULL || members->kind != JSON_OBJECT ? NULL : members->first; m != NULL; m = m->next) {
        const char *place = eform_pointer_add(f->op->arena, arena_printf(f->op->arena, "%s/properties", pointer), m->key);
        if (f->count < FIELDS_MAX) {
            f->items[f->count++] = (struct form_field){place, m->key, m, is_list_of(json_get(schema, "required"), m->key)};
        }
        collect(f, m, place);
    }
}

/* Schemas that stand in a schema and hold fields: rows of a table, conditional parts. */
static const char *const inside[] = {"items", "then", "else", "allOf"};

static bool holds_fields(const char *key)
{
    for (size_t i = 0; i < sizeof inside / sizeof inside[0]; i++) {
        if (strcmp(inside[i], key) == 0) {
            return true;
        }
    }
    return false;
}

static void collect(struct form_fields *f, const struct json *schema, const char *pointer)
{
    if (schema->kind != JSON_OBJECT) {
        return;
    }
    collect_members(f, schema, pointer);
    for (size_t i = 0; i < sizeof inside / sizeof inside[0]; i++) {
        const struct json *node = json_get(schema, inside[i]);
        size_t index = 0;
        if (node != NULL && node->kind == JSON_OBJECT) {
            collect(f, node, arena_printf(f->op->arena, "%s/%s", pointer, inside[i]));
        }
        for (const struct json *n = node == NULL || node->kind != JSON_ARRAY ? NULL : node->first; n != NULL; n = n->next) {
            collect(f, n, arena_printf(f->op->arena, "%s/%s/%zu", pointer, inside[i], index++));
        }
    }
}

static struct form_fields fields_of(struct op *op, const struct json *schema)
{
    struct form_fields f = {op, arena_array(op->arena, FIELDS_MAX, sizeof *f.items), 0};
    if (schema != NULL) {
        collect(&f, schema, "");
    }
    return f;
}

static const struct form_field *field_find(const struct form_fields *f, const char *pointer)
{
    for (size_t i = 0; i < f->count; i++) {
        if (strcmp(f->items[i].pointer, pointer) == 0) {
            return &f->items[i];
        }
    }
    return NULL;
}

static const char *title_of(struct op *op, const struct form_field *f)
{
    const char *title = change_pick(op, json_get_text(f->schema, "x-title_vi", NULL), json_get_text(f->schema, "x-title_en", NULL));
    return title[0] != '\0' ? title : json_get_text(f->schema, "title", f->name);
}

static const char *text_of(struct op *op, const struct json *node)
{
    return node == NULL ? "" : node->kind == JSON_TEXT ? node->text : json_text(op, node);
}

/* Is the member told by a sentence of its own, or by the fields inside it? */
static bool is_told(const char *key)
{
    static const char *const told[] = {"x-title_vi", "x-title_en", "x-help_vi", "x-help_en", "properties", "required", "type",
                                       "format", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"};
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        if (strcmp(told[i], key) == 0) {
            return true;
        }
    }
    return false;
}

/* A member as text, without the fields that stand in it: what is left are conditions, values, hints. */
static void put_rest(struct json_out *out, const struct json *node, bool fields)
{
    if (node->kind == JSON_OBJECT) {
        json_open_object(out, node->key);
        for (const struct json *m = node->first; m != NULL; m = m->next) {
            if (fields && strcmp(m->key, "properties") == 0 && m->kind == JSON_OBJECT) {
                json_open_array(out, "properties"); /* their order is the order on the screen */
                for (const struct json *n = m->first; n != NULL; n = n->next) {
                    json_put_text(out, NULL, n->key);
                }
                json_close_array(out);
            } else {
                put_rest(out, m, fields && holds_fields(m->key));
            }
        }
        json_close_object(out);
    } else if (node->kind == JSON_ARRAY) {
        json_open_array(out, node->key);
        for (const struct json *n = node->first; n != NULL; n = n->next) {
            put_rest(out, n, fields);
        }
        json_close_array(out);
    } else {
        json_put_node(out, node->key, node);
    }
}

static const char *rest_of(struct op *op, const struct json *schema)
{
    struct strbuf text;
    struct json_out out;
    strbuf_init(&text, op->arena, EFORM_SCHEMA_MAX);
    json_begin(&out, &text);
    json_open_object(&out, NULL);
    for (const struct json *m = schema == NULL || schema->kind != JSON_OBJECT ? NULL : schema->first; m != NULL; m = m->next) {
        if (!is_told(m->key)) {
            put_rest(&out, m, holds_fields(m->key));
        }
    }
    json_close_object(&out);
    return text.data;
}

static void field_limits(struct change_teller *t, const struct form_field *a, const struct form_field *b, const char *name)
{
    static const char *const limits[] = {"type", "format", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"};
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        const char *from = text_of(t->op, json_get(a->schema, limits[i])), *to = text_of(t->op, json_get(b->schema, limits[i]));
        if (strcmp(from, to) != 0) {
            change_tell(t, arena_printf(t->op->arena, "procedure.change.field_%s", limits[i]), "name", name, "from", from, "to", to, NULL);
        }
    }
}

static void field(struct change_teller *t, const struct form_field *a, const struct form_field *b)
{
    const char *name = title_of(t->op, b);
#define HINT(which, lang) json_get_text((which)->schema, lang, NULL)
    change_tell_text(t, "procedure.change.field_title", b->name,
                     &(struct change_pair){HINT(a, "x-title_vi"), HINT(b, "x-title_vi"), HINT(a, "x-title_en"), HINT(b, "x-title_en")});
    change_tell_text(t, "procedure.change.field_help", name,
                     &(struct change_pair){HINT(a, "x-help_vi"), HINT(b, "x-help_vi"), HINT(a, "x-help_en"), HINT(b, "x-help_en")});
    if (a->required != b->required) {
        change_tell(t, b->required ? "procedure.change.field_required" : "procedure.change.field_optional", "name", name, NULL);
    }
    field_limits(t, a, b, name);
    const char *before = rest_of(t->op, a->schema), *after = rest_of(t->op, b->schema);
    if (strcmp(before, after) != 0) {
        change_tell(t, "procedure.change.field_other", "name", name, NULL);
    }
}

static void form(struct change_teller *t, const struct procedure_eform *a, const struct procedure_eform *b)
{
    struct form_fields before = fields_of(t->op, a->schema), after = fields_of(t->op, b->schema);
    size_t told = t->out->count;
    change_tell_text(t, "procedure.change.eform_title", NULL, &(struct change_pair){a->title_vi, b->title_vi, a->title_en, b->title_en});
    for (size_t i = 0; i < after.count; i++) {
        const struct form_field *now = &after.items[i], *then = field_find(&before, now->pointer);
        if (then != NULL) {
            field(t, then, now);
        } else {
            change_tell(t, now->required ? "procedure.change.field_added" : "procedure.change.field_added_optional", "name", title_of(t->op, now), NULL);
        }
    }
    for (size_t i = 0; i < before.count; i++) {
        if (field_find(&after, before.items[i].pointer) == NULL) {
            change_tell(t, "procedure.change.field_removed", "name", title_of(t->op, &before.items[i]), NULL);
        }
    }
    if (!change_same(a->source, b->source) || !change_same(a->certainty, b->certainty)) {
        change_tell(t, "procedure.change.eform_source", NULL);
    }
    if (strcmp(rest_of(t->op, a->schema), rest_of(t->op, b->schema)) != 0) {
        change_tell(t, "procedure.change.eform_conditions", NULL);
    } else if (t->out->count == told && strcmp(text_of(t->op, a->schema), text_of(t->op, b->schema)) != 0) {
        change_tell(t, "procedure.change.eform_other", NULL);
    }
}

static const struct procedure_eform *form_of(const struct procedure_document *d, const char *code)
{
    for (size_t i = 0; i < d->eform_count; i++) {
        if (change_same(d->eforms[i].code, code)) {
            return &d->eforms[i];
        }
    }
    return NULL;
}

void change_eforms(struct change_teller *t, const struct procedure_document *before, const struct procedure_document *after)
{
    for (size_t i = 0; i < after->eform_count; i++) {
        const struct procedure_eform *b = &after->eforms[i], *a = form_of(before, b->code);
        if (a == NULL) {
            change_tell(t, "procedure.change.eform_added", "name", change_pick(t->op, b->title_vi, b->title_en), NULL);
            continue;
        }
        t->within = change_pick(t->op, b->title_vi, b->title_en);
        form(t, a, b);
        t->within = NULL;
    }
    for (size_t i = 0; i < before->eform_count; i++) {
        const struct procedure_eform *a = &before->eforms[i];
        if (form_of(after, a->code) == NULL) {
            change_tell(t, "procedure.change.eform_removed", "name", change_pick(t->op, a->title_vi, a->title_en), NULL);
        }
    }
}
