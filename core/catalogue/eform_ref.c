/* References, once all nodes are known. A $ref leads to a subschema of the same document: "#", "#/pointer", "#anchor", or the
 * same after the document's own $id. A reference to anything else, or to a place that is no subschema, is a fault; so is a way
 * from a node back to itself that never goes down in the instance, because no validation of it would end. */
#include "catalogue/eform_parts.h"

#include <stdlib.h>
#include <string.h>

#define CHAIN_MAX 200 /* subschemas applied to one place, one inside the other */

/* ---- where it leads ---- */

static int compare_nodes(const void *a, const void *b)
{
    const struct eform_node *const *left = a;
    const struct eform_node *const *right = b;
    uintptr_t l = (uintptr_t)(*left)->schema, r = (uintptr_t)(*right)->schema;
    return l < r ? -1 : l > r;
}

static void sort_nodes(struct eform_reader *reader)
{
    size_t count = 0;
    reader->by_schema = arena_array(reader->op->arena, reader->node_count, sizeof *reader->by_schema);
    for (struct eform_node *n = reader->nodes; n != NULL; n = n->next) {
        reader->by_schema[count++] = n;
    }
    qsort(reader->by_schema, count, sizeof *reader->by_schema, compare_nodes);
}

static const struct eform_node *node_of(const struct eform_reader *reader, const struct json *schema)
{
    struct eform_node wanted = {.schema = schema};
    struct eform_node *key = &wanted;
    struct eform_node **found =
        bsearch(&key, reader->by_schema, reader->node_count, sizeof *reader->by_schema, compare_nodes);
    return found == NULL ? NULL : *found;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* %XX undone; NULL if one is broken or stands for NUL. */
static char *decode(struct arena *arena, const char *text)
{
    char *out = arena_strdup(arena, text);
    char *to = out;
    for (; *text != '\0'; text++) {
        char c = *text;
        if (c == '%') {
            int high = hex_digit(text[1]);
            int low = high < 0 ? -1 : hex_digit(text[2]);
            if (low < 0 || high * 16 + low == 0) {
                return NULL;
            }
            c = (char)(high * 16 + low);
            text += 2;
        }
        *to++ = c;
    }
    *to = '\0';
    return out;
}

/* One token, ~0 and ~1 undone in place; NULL if broken. */
static char *unescape(char *token)
{
    char *to = token;
    for (const char *p = token; *p != '\0'; p++) {
        char c = *p;
        if (c == '~') {
            p++;
            if (*p != '0' && *p != '1') {
                return NULL;
            }
            c = *p == '0' ? '~' : '/';
        }
        *to++ = c;
    }
    *to = '\0';
    return token;
}

static const struct json *step(const struct json *node, const char *token)
{
    if (node->kind == JSON_OBJECT) {
        return json_get(node, token);
    }
    size_t len = strlen(token);
    if (node->kind != JSON_ARRAY || len == 0 || len > 6 || strspn(token, "0123456789") != len || (*token == '0' && len > 1)) {
        return NULL;
    }
    return json_at(node, (size_t)strtoul(token, NULL, 10));
}

/* A pointer from the root; NULL if it leads nowhere. The text is used up. */
static const struct json *follow(const struct json *node, char *pointer)
{
    while (node != NULL && *pointer == '/') {
        char *token = pointer + 1;
        char *end = token + strcspn(token, "/");
        char after = *end;
        *end = '\0';
        token = unescape(token);
        node = token == NULL ? NULL : step(node, token);
        *end = after;
        pointer = end;
    }
    return node;
}

static const struct eform_node *target_of(const struct eform_reader *reader, const char *ref)
{
    const char *id = json_get_text(reader->root, "$id", NULL);
    size_t prefix = strcspn(ref, "#");
    if (prefix > 0 && (id == NULL || strlen(id) != prefix || memcmp(id, ref, prefix) != 0)) {
        return NULL;
    }
    char *fragment = ref[prefix] == '#' ? decode(reader->op->arena, ref + prefix + 1) : arena_strdup(reader->op->arena, "");
    if (fragment == NULL) {
        return NULL;
    }
    if (*fragment != '\0' && *fragment != '/') {
        const struct eform_anchor *a = reader->anchors;
        while (a != NULL && strcmp(a->name, fragment) != 0) {
            a = a->next;
        }
        return a == NULL ? NULL : a->node;
    }
    const struct json *schema = follow(reader->root, fragment);
    return schema == NULL ? NULL : node_of(reader, schema);
}

static void lead(struct eform_reader *reader, const struct eform_node *node)
{
    const struct eform_rule *found = eform_rule_of(node, "$ref");
    if (found != NULL) {
        /* The one place where a rule is written after it was made: its target may stand further down in the document. */
        struct eform_rule *rule = (struct eform_rule *)found;
        rule->node = target_of(reader, rule->value->text);
        if (rule->node == NULL) {
            eform_bad(reader, rule, "eform.schema.ref", NULL, NULL);
        }
    }
}

/* ---- no way round in a circle ---- */

static bool is_in_place(const struct eform_keyword *keyword)
{
    static const char *const names[] = {"$ref", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(keyword->name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Height of the pile of subschemas that stand on this node at one place; -1 after a fault. */
static int height_of(struct eform_reader *reader, struct eform_node *node, int depth)
{
    if (node->height > 0) {
        return node->height;
    }
    if (node->height < 0 || depth > CHAIN_MAX) {
        eform_bad_at(reader, node, NULL, NULL, node->height < 0 ? "eform.schema.loop" : "eform.schema.chain", NULL, NULL);
        return -1;
    }
    int height = 0;
    node->height = -1;
    for (const struct eform_rule *rule = node->rules; rule != NULL; rule = rule->next) {
        for (size_t i = 0; is_in_place(rule->keyword) && i < rule->member_count + 1; i++) {
            const struct eform_node *below = i < rule->member_count ? rule->members[i].node : rule->node;
            int h = below == NULL ? 0 : height_of(reader, (struct eform_node *)below, depth + 1);
            if (h < 0) {
                return -1;
            }
            height = h > height ? h : height;
        }
    }
    node->height = height + 1;
    return node->height;
}

void eform_resolve(struct eform_reader *reader)
{
    sort_nodes(reader);
    for (const struct eform_node *n = reader->nodes; n != NULL; n = n->next) {
        lead(reader, n);
    }
    for (struct eform_node *n = reader->nodes; reader->faults == 0 && n != NULL; n = n->next) {
        if (height_of(reader, n, 0) > CHAIN_MAX) {
            eform_bad_at(reader, n, NULL, NULL, "eform.schema.chain", NULL, NULL);
        }
    }
}
