/* THE table of keywords, in the order in which they are checked, and how the value of each is read when a schema is published.
 *
 * The order matters in two places: additionalProperties and items see the marks of what stands before them and of nothing else, so
 * that the applicators in place ($ref, allOf, …) come after; and unevaluated* come last. */
#include "catalogue/eform_parts.h"

#include <stdlib.h>
#include <string.h>

#define NUMBERS (1u << JSON_INT | 1u << JSON_REAL)
#define TEXTS (1u << JSON_TEXT)
#define ARRAYS (1u << JSON_ARRAY)
#define OBJECTS (1u << JSON_OBJECT)
#define ALL (1u << JSON_NULL | 1u << JSON_BOOL | NUMBERS | TEXTS | ARRAYS | OBJECTS)

/* ---- plain values ---- */

static unsigned type_of(const struct json *name)
{
    static const struct {
        const char *name;
        unsigned types;
    } types[] = {
        {"null", 1u << JSON_NULL}, {"boolean", 1u << JSON_BOOL}, {"integer", EFORM_INTEGER}, {"number", NUMBERS},
        {"string", TEXTS},         {"array", ARRAYS},            {"object", OBJECTS},
    };
    for (size_t i = 0; name->kind == JSON_TEXT && i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(name->text, types[i].name) == 0) {
            return types[i].types;
        }
    }
    return 0;
}

static void read_type(struct eform_reader *reader, struct eform_rule *rule)
{
    const struct json *list = rule->value->kind == JSON_ARRAY ? rule->value->first : rule->value;
    bool many = rule->value->kind == JSON_ARRAY;
    for (const struct json *name = list; name != NULL; name = many ? name->next : NULL) {
        unsigned types = type_of(name);
        if (types == 0 || (rule->types & types) == types) {
            eform_bad(reader, rule, "eform.schema.type", NULL, NULL);
            return;
        }
        rule->types |= types;
    }
    if (rule->types == 0) {
        eform_bad(reader, rule, "eform.schema.type", NULL, NULL);
    }
}

static void read_any(struct eform_reader *reader, struct eform_rule *rule)
{
    (void)reader;
    (void)rule;
}

static void read_list(struct eform_reader *reader, struct eform_rule *rule)
{
    if (rule->value->kind != JSON_ARRAY || rule->value->count == 0) {
        eform_bad(reader, rule, "eform.schema.list", NULL, NULL);
    }
}

static bool is_number(const struct json *value)
{
    return value->kind == JSON_INT || value->kind == JSON_REAL;
}

static void read_number(struct eform_reader *reader, struct eform_rule *rule)
{
    rule->number = rule->value->real;
    if (!is_number(rule->value)) {
        eform_bad(reader, rule, "eform.schema.number", NULL, NULL);
    }
}

static void read_divisor(struct eform_reader *reader, struct eform_rule *rule)
{
    rule->number = rule->value->real;
    if (!is_number(rule->value) || !(rule->number > 0)) {
        eform_bad(reader, rule, "eform.schema.divisor", NULL, NULL);
    }
}

static void read_count(struct eform_reader *reader, struct eform_rule *rule)
{
    if (rule->value->kind != JSON_INT || rule->value->integer < 0) {
        eform_bad(reader, rule, "eform.schema.count", NULL, NULL);
        return;
    }
    rule->count = (size_t)rule->value->integer;
}

static void read_bool(struct eform_reader *reader, struct eform_rule *rule)
{
    rule->count = rule->value->boolean ? 1 : 0;
    if (rule->value->kind != JSON_BOOL) {
        eform_bad(reader, rule, "eform.schema.boolean", NULL, NULL);
    }
}

static void read_pattern(struct eform_reader *reader, struct eform_rule *rule)
{
    const char *why = "eform.schema.text";
    if (rule->value->kind == JSON_TEXT) {
        rule->pattern = eform_pattern_compile(reader->op->arena, rule->value->text, &why);
    }
    if (rule->pattern == NULL) {
        eform_bad(reader, rule, why, NULL, NULL);
    }
}

static void read_format(struct eform_reader *reader, struct eform_rule *rule)
{
    rule->format = rule->value->kind == JSON_TEXT ? eform_format_find(rule->value->text) : NULL;
    if (rule->format == NULL) {
        eform_bad(reader, rule, "eform.schema.format", "names", eform_format_names(reader->op->arena));
    }
}

static int compare_names(const void *a, const void *b)
{
    const char *const *left = a;
    const char *const *right = b;
    return strcmp(*left, *right);
}

/* Names of properties, none twice. */
static bool are_names(struct eform_reader *reader, const struct json *list)
{
    if (list->kind != JSON_ARRAY) {
        return false;
    }
    const char **names = arena_array(reader->op->arena, list->count + 1, sizeof *names);
    size_t count = 0;
    for (const struct json *n = list->first; n != NULL; n = n->next) {
        if (n->kind != JSON_TEXT) {
            return false;
        }
        names[count++] = n->text;
    }
    qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(names[i - 1], names[i]) == 0) {
            return false;
        }
    }
    return true;
}

static void read_names(struct eform_reader *reader, struct eform_rule *rule)
{
    if (!are_names(reader, rule->value)) {
        eform_bad(reader, rule, "eform.schema.names", NULL, NULL);
    }
}

/* ---- subschemas ---- */

static void read_node(struct eform_reader *reader, struct eform_rule *rule)
{
    rule->node = eform_read_node(reader, rule, rule->value, NULL, EFORM_NO_INDEX);
}

/* A rule that says nothing without its partner is a slip of the pen. */
static bool has_partner(struct eform_reader *reader, const struct eform_rule *rule, const char *partner)
{
    if (json_get(rule->owner->schema, partner) != NULL) {
        return true;
    }
    eform_bad(reader, rule, "eform.schema.alone", "name", partner);
    return false;
}

static void read_branch(struct eform_reader *reader, struct eform_rule *rule)
{
    if (has_partner(reader, rule, "if")) {
        read_node(reader, rule);
    }
}

static void read_contains_count(struct eform_reader *reader, struct eform_rule *rule)
{
    if (has_partner(reader, rule, "contains")) {
        read_count(reader, rule);
    }
}

static void read_nodes(struct eform_reader *reader, struct eform_rule *rule)
{
    if (rule->value->kind != JSON_ARRAY || rule->value->count == 0) {
        eform_bad(reader, rule, "eform.schema.schemas", NULL, NULL);
        return;
    }
    rule->members = arena_array(reader->op->arena, rule->value->count, sizeof *rule->members);
    for (const struct json *s = rule->value->first; s != NULL; s = s->next, rule->member_count++) {
        rule->members[rule->member_count].node = eform_read_node(reader, rule, s, NULL, rule->member_count);
    }
}

static void read_node_map(struct eform_reader *reader, struct eform_rule *rule)
{
    if (rule->value->kind != JSON_OBJECT) {
        eform_bad(reader, rule, "eform.schema.schema_map", NULL, NULL);
        return;
    }
    rule->members = arena_array(reader->op->arena, rule->value->count + 1, sizeof *rule->members);
    for (const struct json *s = rule->value->first; s != NULL; s = s->next, rule->member_count++) {
        rule->members[rule->member_count] =
            (struct eform_member){.name = s->key, .node = eform_read_node(reader, rule, s, s->key, EFORM_NO_INDEX)};
    }
}

static int compare_members(const void *a, const void *b)
{
    const struct eform_member *left = a;
    const struct eform_member *right = b;
    return strcmp(left->name, right->name);
}

static void read_properties(struct eform_reader *reader, struct eform_rule *rule)
{
    read_node_map(reader, rule);
    if (rule->member_count > 1) {
        qsort(rule->members, rule->member_count, sizeof *rule->members, compare_members);
    }
}

static void read_pattern_map(struct eform_reader *reader, struct eform_rule *rule)
{
    read_node_map(reader, rule);
    for (size_t i = 0; i < rule->member_count; i++) {
        const char *why;
        struct eform_member *m = &rule->members[i];
        m->pattern = eform_pattern_compile(reader->op->arena, m->name, &why);
        if (m->pattern == NULL) {
            eform_bad_at(reader, rule->owner, rule->keyword->name, m->name, why, NULL, NULL);
        }
    }
}

static void read_name_lists(struct eform_reader *reader, struct eform_rule *rule)
{
    if (rule->value->kind != JSON_OBJECT) {
        eform_bad(reader, rule, "eform.schema.name_lists", NULL, NULL);
        return;
    }
    rule->members = arena_array(reader->op->arena, rule->value->count + 1, sizeof *rule->members);
    for (const struct json *s = rule->value->first; s != NULL; s = s->next, rule->member_count++) {
        rule->members[rule->member_count] = (struct eform_member){.name = s->key, .names = s};
        if (!are_names(reader, s)) {
            eform_bad_at(reader, rule->owner, rule->keyword->name, s->key, "eform.schema.names", NULL, NULL);
        }
    }
}

/* ---- the document's own names ---- */

static void read_anchor(struct eform_reader *reader, struct eform_rule *rule)
{
    const char *name = rule->value->kind == JSON_TEXT ? rule->value->text : "";
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
    static const char rest[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789-.";
    if (*name == '\0' || strchr(letters, *name) == NULL || name[strspn(name, rest)] != '\0') {
        eform_bad(reader, rule, "eform.schema.anchor", NULL, NULL);
        return;
    }
    for (const struct eform_anchor *a = reader->anchors; a != NULL; a = a->next) {
        if (strcmp(a->name, name) == 0) {
            eform_bad(reader, rule, "eform.schema.anchor_twice", "name", name);
            return;
        }
    }
    struct eform_anchor *anchor = arena_alloc(reader->op->arena, sizeof *anchor);
    *anchor = (struct eform_anchor){.name = name, .node = rule->owner, .next = reader->anchors};
    reader->anchors = anchor;
}

static void read_id(struct eform_reader *reader, struct eform_rule *rule)
{
    if (rule->value->kind != JSON_TEXT || strchr(rule->value->text, '#') != NULL || *rule->value->text == '\0') {
        eform_bad(reader, rule, "eform.schema.id", NULL, NULL);
    } else if (rule->owner->up != NULL) {
        eform_bad(reader, rule, "eform.schema.only_at_root", NULL, NULL);
    }
}

static void read_dialect(struct eform_reader *reader, struct eform_rule *rule)
{
    if (rule->owner->up != NULL) {
        eform_bad(reader, rule, "eform.schema.only_at_root", NULL, NULL);
    } else if (rule->value->kind != JSON_TEXT || strcmp(rule->value->text, "https://json-schema.org/draft/2020-12/schema") != 0) {
        eform_bad(reader, rule, "eform.schema.dialect", NULL, NULL);
    }
}

static void read_ref(struct eform_reader *reader, struct eform_rule *rule)
{
    if (rule->value->kind != JSON_TEXT) {
        eform_bad(reader, rule, "eform.schema.text", NULL, NULL);
    }
}

static void read_unevaluated(struct eform_reader *reader, struct eform_rule *rule)
{
    reader->form->tracks = true;
    read_node(reader, rule);
}

const struct eform_keyword eform_keywords[] = {
    {"$schema", 0, read_dialect, NULL},
    {"$id", 0, read_id, NULL},
    {"$anchor", 0, read_anchor, NULL},
    {"$defs", 0, read_node_map, NULL},
    {"type", ALL, read_type, eform_check_type},
    {"enum", ALL, read_list, eform_check_enum},
    {"const", ALL, read_any, eform_check_const},
    {"multipleOf", NUMBERS, read_divisor, eform_check_multiple_of},
    {"minimum", NUMBERS, read_number, eform_check_minimum},
    {"exclusiveMinimum", NUMBERS, read_number, eform_check_exclusive_minimum},
    {"maximum", NUMBERS, read_number, eform_check_maximum},
    {"exclusiveMaximum", NUMBERS, read_number, eform_check_exclusive_maximum},
    {"minLength", TEXTS, read_count, eform_check_min_length},
    {"maxLength", TEXTS, read_count, eform_check_max_length},
    {"pattern", TEXTS, read_pattern, eform_check_pattern},
    {"format", TEXTS, read_format, eform_check_format},
    {"required", OBJECTS, read_names, eform_check_required},
    {"dependentRequired", OBJECTS, read_name_lists, eform_check_dependent_required},
    {"minProperties", OBJECTS, read_count, eform_check_min_properties},
    {"maxProperties", OBJECTS, read_count, eform_check_max_properties},
    {"propertyNames", OBJECTS, read_node, eform_check_property_names},
    {"properties", OBJECTS, read_properties, eform_check_properties},
    {"patternProperties", OBJECTS, read_pattern_map, eform_check_pattern_properties},
    {"additionalProperties", OBJECTS, read_node, eform_check_additional_properties},
    {"minItems", ARRAYS, read_count, eform_check_min_items},
    {"maxItems", ARRAYS, read_count, eform_check_max_items},
    {"uniqueItems", ARRAYS, read_bool, eform_check_unique_items},
    {"prefixItems", ARRAYS, read_nodes, eform_check_prefix_items},
    {"items", ARRAYS, read_node, eform_check_items},
    {"minContains", 0, read_contains_count, NULL},
    {"maxContains", 0, read_contains_count, NULL},
    {"contains", ARRAYS, read_node, eform_check_contains},
    {"$ref", ALL, read_ref, eform_check_ref},
    {"allOf", ALL, read_nodes, eform_check_all_of},
    {"anyOf", ALL, read_nodes, eform_check_any_of},
    {"oneOf", ALL, read_nodes, eform_check_one_of},
    {"not", ALL, read_node, eform_check_not},
    {"then", 0, read_branch, NULL},
    {"else", 0, read_branch, NULL},
    {"if", ALL, read_node, eform_check_if},
    {"dependentSchemas", OBJECTS, read_node_map, eform_check_dependent_schemas},
    {"unevaluatedItems", ARRAYS, read_unevaluated, eform_check_unevaluated_items},
    {"unevaluatedProperties", OBJECTS, read_unevaluated, eform_check_unevaluated_properties},
};
const size_t eform_keyword_count = sizeof eform_keywords / sizeof eform_keywords[0];

const struct eform_keyword *eform_keyword_find(const char *name)
{
    for (size_t i = 0; i < eform_keyword_count; i++) {
        if (strcmp(eform_keywords[i].name, name) == 0) {
            return &eform_keywords[i];
        }
    }
    return NULL;
}

const struct eform_rule *eform_rule_of(const struct eform_node *node, const char *keyword)
{
    for (const struct eform_rule *rule = node->rules; rule != NULL; rule = rule->next) {
        if (strcmp(rule->keyword->name, keyword) == 0) {
            return rule;
        }
    }
    return NULL;
}
