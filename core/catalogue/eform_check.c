/* Checks that hold no subschema: of types, values, numbers, texts, and of how many there are.
 *
 * multipleOf is decided in decimal. A double read from JSON is the nearest to some short decimal; the shortest decimal that reads
 * back as the same double is what the person wrote. Both are taken so, as mantissa × 10^exponent, and divided exactly. */
#include "base/text.h"
#include "base/viet.h"
#include "catalogue/eform_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHOICES_SHOWN 10
#define CHOICE_SHOWN 40 /* code points of one */
#define CHOICES_STEPS 64

/* ---- numbers ---- */

struct decimal {
    uint64_t mantissa; /* below 10^17, not divisible by 10 unless 0 */
    int exponent;
};

static struct decimal decimal_of(double number)
{
    char text[40];
    struct decimal out = {0, 0};
    for (int precision = 0; precision <= 16; precision++) {
        (void)snprintf(text, sizeof text, "%.*e", precision, fabs(number));
        if (strtod(text, NULL) == fabs(number)) {
            break;
        }
    }
    const char *e = strchr(text, 'e');
    int places = 0;
    for (const char *p = text; p < e; p++) {
        if (*p >= '0' && *p <= '9') {
            out.mantissa = out.mantissa * 10 + (uint64_t)(*p - '0');
            places += p > text + 1 ? 1 : 0;
        }
    }
    out.exponent = (int)strtol(e + 1, NULL, 10) - places;
    while (out.mantissa != 0 && out.mantissa % 10 == 0) {
        out.mantissa /= 10;
        out.exponent++;
    }
    return out;
}

bool eform_is_multiple(double a, double b)
{
    struct decimal of = decimal_of(a), by = decimal_of(b);
    if (of.mantissa == 0) {
        return true;
    }
    if (of.exponent < by.exponent) {
        return false; /* a mantissa that 10 does not divide is no multiple of one with a higher exponent */
    }
    uint64_t rest = of.mantissa % by.mantissa;
    for (int i = of.exponent; rest != 0 && i > by.exponent; i--) {
        rest = rest * 10 % by.mantissa;
    }
    return rest == 0;
}

const char *eform_number_text(struct arena *arena, double number)
{
    char text[40];
    for (int precision = 1; precision <= 17; precision++) {
        (void)snprintf(text, sizeof text, "%.*g", precision, number);
        if (strtod(text, NULL) == number) {
            break;
        }
    }
    if (number == floor(number) && fabs(number) < 1e15) {
        (void)snprintf(text, sizeof text, "%.0f", number == 0 ? 0.0 : number);
    }
    return arena_strdup(arena, text);
}

static bool say_number(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame, const char *key)
{
    return eform_say(run, rule, frame->at, key, "limit", eform_number_text(run->scratch, rule->number));
}

bool eform_check_multiple_of(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    return eform_is_multiple(frame->at->value->real, rule->number) || say_number(run, rule, frame, "eform.multipleOf");
}

bool eform_check_minimum(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    return frame->at->value->real >= rule->number || say_number(run, rule, frame, "eform.minimum");
}

bool eform_check_exclusive_minimum(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    return frame->at->value->real > rule->number || say_number(run, rule, frame, "eform.exclusiveMinimum");
}

bool eform_check_maximum(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    return frame->at->value->real <= rule->number || say_number(run, rule, frame, "eform.maximum");
}

bool eform_check_exclusive_maximum(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    return frame->at->value->real < rule->number || say_number(run, rule, frame, "eform.exclusiveMaximum");
}

/* ---- any value ---- */

static const char *type_names(struct eform_run *run, const struct json *types)
{
    const char *all = NULL;
    bool many = types->kind == JSON_ARRAY;
    for (const struct json *t = many ? types->first : types; t != NULL; t = many ? t->next : NULL) {
        const char *name = text_get(run->op->lang, arena_printf(run->scratch, "eform.type.%s", t->text));
        all = all == NULL ? name : arena_printf(run->scratch, "%s, %s", all, name);
    }
    return all;
}

bool eform_check_type(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    const struct json *value = frame->at->value;
    bool is_number = value->kind == JSON_INT || value->kind == JSON_REAL;
    if ((rule->types & 1u << value->kind) != 0 ||
        ((rule->types & EFORM_INTEGER) != 0 && is_number && value->real == floor(value->real))) {
        return true;
    }
    return run->quiet == 0 && eform_say(run, rule, frame->at, "eform.type", "types", type_names(run, rule->value));
}

static bool equal_children(struct eform_run *run, const struct json *a, const struct json *b)
{
    const struct json *y = b->first;
    for (const struct json *x = a->first; x != NULL; x = x->next) {
        const struct json *other = y;
        if (a->kind == JSON_OBJECT && strcmp(x->key, y->key) != 0) {
            other = eform_spend(run, b->count / 8) ? json_get(b, x->key) : NULL;
        }
        if (other == NULL || !eform_equal(run, x, other)) {
            return false;
        }
        y = y->next;
    }
    return true;
}

bool eform_equal(struct eform_run *run, const struct json *a, const struct json *b)
{
    if (!eform_spend(run, 1)) {
        return false;
    }
    bool a_number = a->kind == JSON_INT || a->kind == JSON_REAL;
    bool b_number = b->kind == JSON_INT || b->kind == JSON_REAL;
    if (a_number && b_number) {
        return a->real == b->real;
    }
    if (a->kind != b->kind || a->count != b->count) {
        return false;
    }
    switch (a->kind) {
    case JSON_BOOL:
        return a->boolean == b->boolean;
    case JSON_TEXT:
        return strcmp(a->text, b->text) == 0;
    case JSON_ARRAY:
    case JSON_OBJECT:
        return equal_children(run, a, b);
    case JSON_NULL:
    case JSON_INT:
    case JSON_REAL:
        break;
    }
    return true;
}

/* A value as the reader may choose it, texts without quotes. */
static const char *choice(struct eform_run *run, const struct json *value)
{
    switch (value->kind) {
    case JSON_TEXT:
        return eform_quoted(run->scratch, value->text, CHOICE_SHOWN);
    case JSON_INT:
    case JSON_REAL:
        return eform_number_text(run->scratch, value->real);
    case JSON_BOOL:
        return value->boolean ? "true" : "false";
    case JSON_NULL:
        return "null";
    case JSON_ARRAY:
    case JSON_OBJECT:
        break;
    }
    return value->kind == JSON_ARRAY ? "[…]" : "{…}";
}

/* The first values of a list. */
static const char *choices(struct eform_run *run, const struct json *list)
{
    must(list->first != NULL); /* read_list */
    const char *all = choice(run, list->first);
    size_t shown = 1;
    for (const struct json *c = list->first->next; c != NULL && shown < CHOICES_SHOWN; c = c->next, shown++) {
        all = arena_printf(run->scratch, "%s, %s", all, choice(run, c));
    }
    return list->count > shown ? arena_printf(run->scratch, "%s, …", all) : all;
}

bool eform_check_enum(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    for (const struct json *c = rule->value->first; c != NULL; c = c->next) {
        if (eform_equal(run, c, frame->at->value)) {
            return true;
        }
    }
    return run->quiet == 0 && eform_spend(run, CHOICES_STEPS) &&
           eform_say(run, rule, frame->at, "eform.enum", "choices", choices(run, rule->value));
}

bool eform_check_const(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    if (eform_equal(run, rule->value, frame->at->value)) {
        return true;
    }
    return run->quiet == 0 && eform_spend(run, CHOICES_STEPS) &&
           eform_say(run, rule, frame->at, "eform.const", "value", choice(run, rule->value));
}

/* ---- text ---- */

bool eform_check_min_length(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    size_t length = viet_length(frame->at->value->text);
    return length >= rule->count || eform_say_count(run, rule, frame->at, "eform.minLength", rule->count, length);
}

bool eform_check_max_length(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    size_t length = viet_length(frame->at->value->text);
    return length <= rule->count || eform_say_count(run, rule, frame->at, "eform.maxLength", rule->count, length);
}

bool eform_check_pattern(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    return eform_pattern_matches(run, rule->pattern, frame->at->value->text) ||
           eform_say(run, rule, frame->at, "eform.pattern", "pattern", rule->value->text);
}

bool eform_check_format(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    if (!eform_spend(run, strlen(frame->at->value->text) / 64)) {
        return false;
    }
    if (rule->format(frame->at->value->text)) {
        return true;
    }
    return run->quiet == 0 &&
           eform_say(run, rule, frame->at, arena_printf(run->op->arena, "eform.format.%s", rule->value->text), NULL, NULL);
}

/* ---- objects ---- */

/* All names of the list are members; each that is not is told. */
static bool are_there(struct eform_run *run, const struct eform_rule *rule, const struct eform_place *at, const struct json *names,
                      const char *key)
{
    bool fits = eform_spend(run, names->count * (1 + at->value->count / 16));
    const struct json *properties = json_get(rule->owner->schema, "properties");
    for (const struct json *n = names->first; n != NULL && !run->stopped; n = n->next) {
        if (json_get(at->value, n->text) == NULL) {
            const char *title = eform_title(json_get(properties, n->text), run->op->lang);
            fits = eform_say_missing(run, rule, at, key, n->text, title != NULL ? title : n->text) && fits;
        }
    }
    return fits;
}

bool eform_check_required(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    return are_there(run, rule, frame->at, rule->value, "eform.required");
}

bool eform_check_dependent_required(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    bool fits = true;
    for (size_t i = 0; i < rule->member_count && !run->stopped; i++) {
        const struct eform_member *m = &rule->members[i];
        if (json_get(frame->at->value, m->name) != NULL) {
            fits &= are_there(run, rule, frame->at, m->names, "eform.dependentRequired");
        }
    }
    return fits;
}

bool eform_check_min_properties(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    size_t count = frame->at->value->count;
    return count >= rule->count || eform_say_count(run, rule, frame->at, "eform.minProperties", rule->count, count);
}

bool eform_check_max_properties(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    size_t count = frame->at->value->count;
    return count <= rule->count || eform_say_count(run, rule, frame->at, "eform.maxProperties", rule->count, count);
}

/* ---- lists ---- */

bool eform_check_min_items(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    size_t count = frame->at->value->count;
    return count >= rule->count || eform_say_count(run, rule, frame->at, "eform.minItems", rule->count, count);
}

bool eform_check_max_items(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    size_t count = frame->at->value->count;
    return count <= rule->count || eform_say_count(run, rule, frame->at, "eform.maxItems", rule->count, count);
}

static uint64_t mix(uint64_t hash, const void *bytes, size_t n)
{
    for (const unsigned char *p = bytes; n > 0; n--, p++) {
        hash = (hash ^ *p) * UINT64_C(1099511628211);
    }
    return hash;
}

/* Equal values have equal hashes; members of an object in any order. */
static uint64_t hash_of(struct eform_run *run, const struct json *value)
{
    bool is_number = value->kind == JSON_INT || value->kind == JSON_REAL;
    unsigned kind = is_number ? JSON_INT : (unsigned)value->kind;
    double number = value->real == 0 ? 0.0 : value->real;
    uint64_t hash = mix(UINT64_C(14695981039346656037), &kind, sizeof kind);
    uint64_t members = 0;
    if (!eform_spend(run, 1)) {
        return 0;
    }
    if (is_number) {
        hash = mix(hash, &number, sizeof number);
    } else if (value->kind == JSON_TEXT) {
        hash = mix(hash, value->text, strlen(value->text));
    } else if (value->kind == JSON_BOOL) {
        hash = mix(hash, &value->boolean, sizeof value->boolean);
    }
    for (const struct json *c = value->first; c != NULL && !run->stopped; c = c->next) {
        uint64_t child = hash_of(run, c);
        if (value->kind == JSON_OBJECT) {
            members += mix(child, c->key, strlen(c->key));
        } else {
            hash = mix(hash, &child, sizeof child);
        }
    }
    return mix(hash, &members, sizeof members);
}

struct item {
    uint64_t hash;
    const struct json *value;
    size_t index;
};

static int compare_items(const void *a, const void *b)
{
    const struct item *left = a, *right = b;
    if (left->hash != right->hash) {
        return left->hash < right->hash ? -1 : 1;
    }
    return left->index < right->index ? -1 : 1;
}

/* A later item equal to this one among those of the same hash, which stand together; 0 if none. */
static size_t twin_of(struct eform_run *run, const struct item *items, size_t i, size_t count)
{
    for (size_t k = i + 1; k < count && items[k].hash == items[i].hash; k++) {
        if (eform_equal(run, items[i].value, items[k].value)) {
            return k;
        }
    }
    return 0;
}

bool eform_check_unique_items(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    const struct json *list = frame->at->value;
    if (rule->count == 0 || list->count < 2) {
        return true;
    }
    if (!eform_spend(run, list->count * 2)) {
        return false;
    }
    struct item *items = arena_array(run->scratch, list->count, sizeof *items);
    size_t count = 0;
    for (const struct json *c = list->first; c != NULL; c = c->next, count++) {
        items[count] = (struct item){hash_of(run, c), c, count};
    }
    qsort(items, count, sizeof *items, compare_items);
    for (size_t i = 0; i < count && !run->stopped; i++) {
        size_t twin = twin_of(run, items, i, count);
        if (twin != 0) {
            return eform_say_count(run, rule, frame->at, "eform.uniqueItems", items[i].index + 1, items[twin].index + 1);
        }
    }
    return !run->stopped;
}
