/* Publishing: a schema is walked once, top down. Every subschema becomes a node, every keyword in it a rule, in the order of the
 * table; every other member must be an annotation or a hint. Faults are collected, not thrown, so that an author sees all of them
 * at once. Then $ref are led to their nodes (eform_ref.c). The walk is as deep as JSON may be (JSON_DEPTH_MAX). */
#include "catalogue/eform_parts.h"

#include <string.h>

#define FAULTS_MAX 50

/* One token of a pointer, escaped. */
static void put_token(struct strbuf *b, const char *token)
{
    strbuf_putc(b, '/');
    for (; *token != '\0'; token++) {
        if (*token == '~' || *token == '/') {
            strbuf_puts(b, *token == '~' ? "~0" : "~1");
        } else {
            strbuf_putc(b, *token);
        }
    }
}

const char *eform_pointer_add(struct arena *arena, const char *pointer, const char *name)
{
    struct strbuf text;
    strbuf_init(&text, arena, 2 * (size_t)JSON_BYTES_MAX);
    strbuf_puts(&text, pointer);
    put_token(&text, name);
    return text.data;
}

static void put_node(struct strbuf *b, const struct eform_node *node)
{
    if (node->up == NULL) {
        return;
    }
    put_node(b, node->up);
    put_token(b, node->keyword);
    if (node->key != NULL) {
        put_token(b, node->key);
    } else if (node->index != EFORM_NO_INDEX) {
        strbuf_printf(b, "/%zu", node->index);
    }
}

const char *eform_node_pointer(struct arena *arena, const struct eform_node *node, const char *a, const char *b)
{
    struct strbuf text;
    strbuf_init(&text, arena, 2 * EFORM_SCHEMA_MAX);
    strbuf_puts(&text, "");
    put_node(&text, node);
    if (a != NULL) {
        put_token(&text, a);
    }
    if (b != NULL) {
        put_token(&text, b);
    }
    return text.data;
}

static void put_place(struct strbuf *b, const struct eform_place *at)
{
    if (at->up == NULL) {
        return;
    }
    put_place(b, at->up);
    if (at->key != NULL) {
        put_token(b, at->key);
    } else {
        strbuf_printf(b, "/%zu", at->index);
    }
}

const char *eform_place_pointer(struct arena *arena, const struct eform_place *at)
{
    struct strbuf text;
    strbuf_init(&text, arena, 2 * (size_t)JSON_BYTES_MAX);
    strbuf_puts(&text, "");
    put_place(&text, at);
    return text.data;
}

void eform_bad_at(struct eform_reader *reader, const struct eform_node *node, const char *a, const char *b, const char *key,
                  const char *name, const char *value)
{
    if (reader->faults++ >= FAULTS_MAX) {
        return;
    }
    (void)fail(reader->op, E_INPUT, "eform.bad_schema", NULL);
    (void)fail_more(reader->op, eform_node_pointer(reader->op->arena, node, a, b), key, name, value, NULL);
}

void eform_bad(struct eform_reader *reader, const struct eform_rule *rule, const char *key, const char *name, const char *value)
{
    eform_bad_at(reader, rule->owner, rule->keyword->name, NULL, key, name, value);
}

static void read_keywords(struct eform_reader *reader, struct eform_node *node)
{
    for (size_t i = 0; i < eform_keyword_count; i++) {
        const struct json *value = json_get(node->schema, eform_keywords[i].name);
        if (value == NULL) {
            continue;
        }
        struct eform_rule *rule = arena_alloc(reader->op->arena, sizeof *rule);
        *rule = (struct eform_rule){.keyword = &eform_keywords[i], .owner = node, .value = value};
        *node->end = rule;
        node->end = &rule->next;
        eform_keywords[i].read(reader, rule);
    }
}

static void read_others(struct eform_reader *reader, struct eform_node *node)
{
    for (const struct json *m = node->schema->first; m != NULL; m = m->next) {
        if (eform_keyword_find(m->key) == NULL && !eform_read_hint(reader, node, m)) {
            eform_bad_at(reader, node, m->key, NULL, "eform.schema.unknown", NULL, NULL);
        }
    }
}

static struct eform_node *add_node(struct eform_reader *reader, const struct json *schema)
{
    struct eform_node *node = arena_alloc(reader->op->arena, sizeof *node);
    *node = (struct eform_node){.schema = schema, .index = EFORM_NO_INDEX};
    node->end = &node->rules;
    *reader->end = node;
    reader->end = &node->next;
    reader->node_count++;
    return node;
}

static void read_schema(struct eform_reader *reader, struct eform_node *node)
{
    node->always = node->schema->kind == JSON_BOOL && node->schema->boolean;
    node->never = node->schema->kind == JSON_BOOL && !node->schema->boolean;
    if (node->schema->kind == JSON_OBJECT) {
        node->marks = json_get(node->schema, "additionalProperties") != NULL;
        read_keywords(reader, node);
        read_others(reader, node);
    } else if (node->schema->kind != JSON_BOOL) {
        eform_bad_at(reader, node, NULL, NULL, "eform.schema.schema", NULL, NULL);
    }
}

const struct eform_node *eform_read_node(struct eform_reader *reader, struct eform_rule *rule, const struct json *schema,
                                         const char *key, size_t index)
{
    if (reader->node_count >= EFORM_NODES_MAX) {
        reader->faults++;
        (void)fail(reader->op, E_LIMIT, "eform.too_many_schemas", NULL);
        return NULL;
    }
    struct eform_node *node = add_node(reader, schema);
    node->up = rule->owner;
    node->keyword = rule->keyword->name;
    node->key = key;
    node->index = index;
    read_schema(reader, node);
    return node;
}

const struct eform *eform_compile(struct op *op, const struct json *schema)
{
    if (strlen(json_text(op, schema)) > EFORM_SCHEMA_MAX) {
        (void)fail(op, E_LIMIT, "eform.too_big", NULL);
        return NULL;
    }
    struct eform *form = arena_alloc(op->arena, sizeof *form);
    struct eform_reader reader = {.op = op, .form = form, .root = schema, .end = &reader.nodes};
    struct eform_node *root = add_node(&reader, schema);
    read_schema(&reader, root);
    if (reader.faults == 0) {
        eform_resolve(&reader);
    }
    form->root = root;
    return reader.faults == 0 ? form : NULL;
}
