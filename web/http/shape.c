/* A recursive descent over the notation of shape.h, then a walk that prints JSON Schema (2020-12, as OpenAPI 3.1 has it). */
#include "http/shape.h"

#include <stdio.h>
#include <string.h>

#define NAME_BYTES "abcdefghijklmnopqrstuvwxyz0123456789_"

struct reader {
    struct op *op;
    const char *at;
    int line;
    int depth;
};

/* ---- reading ---- */

static void skip_space(struct reader *r)
{
    for (;;) {
        if (*r->at == '\n') {
            r->line++;
            r->at++;
        } else if (*r->at == ' ' || *r->at == '\t' || *r->at == '\r') {
            r->at++;
        } else if (*r->at == '#') {
            r->at += strcspn(r->at, "\n");
        } else {
            return;
        }
    }
}

static struct shape *wrong(struct reader *r, const char *expected)
{
    (void)fail(r->op, E_INPUT, "shape.syntax", "line", arena_printf(r->op->arena, "%d", r->line), "expected", expected,
               NULL);
    return NULL;
}

static bool take(struct reader *r, char c)
{
    skip_space(r);
    if (*r->at != c) {
        return false;
    }
    r->at++;
    return true;
}

static const char *take_name(struct reader *r)
{
    skip_space(r);
    size_t n = strspn(r->at, NAME_BYTES);
    const char *name = n == 0 ? NULL : arena_strndup(r->op->arena, r->at, n);
    r->at += n;
    return name;
}

static struct shape *new_shape(struct reader *r, enum shape_kind kind)
{
    struct shape *s = arena_alloc(r->op->arena, sizeof *s);
    *s = (struct shape){.kind = kind, .line = r->line};
    return s;
}

static struct shape *read_type(struct reader *r);

/* After "{": members up to "}". */
static struct shape *read_object(struct reader *r)
{
    struct shape *object = new_shape(r, SHAPE_OBJECT);
    struct shape **end = &object->first;
    if (take(r, '*')) {
        object->kind = SHAPE_MAP;
        object->first = take(r, ':') ? read_type(r) : wrong(r, ":");
        return object->first == NULL || take(r, '}') ? (object->first == NULL ? NULL : object) : wrong(r, "}");
    }
    while (!take(r, '}')) {
        const char *name = take_name(r);
        if (name == NULL) {
            return wrong(r, "name");
        }
        bool may_miss = take(r, '?');
        struct shape *type = take(r, ':') ? read_type(r) : wrong(r, ":");
        if (type == NULL) {
            return NULL;
        }
        for (struct shape *m = object->first; m != NULL; m = m->next) {
            if (strcmp(m->member, name) == 0) {
                return wrong(r, "another name");
            }
        }
        type->member = name;
        type->may_miss = may_miss;
        *end = type;
        end = &type->next;
        (void)take(r, ',');
    }
    return object;
}

static struct shape *read_plain(struct reader *r)
{
    if (take(r, '{')) {
        return read_object(r);
    }
    struct shape *s = new_shape(r, SHAPE_NAME);
    if (take(r, '[')) {
        s->kind = SHAPE_LIST;
        s->first = read_type(r);
        return s->first == NULL ? NULL : (take(r, ']') ? s : wrong(r, "]"));
    }
    if (take(r, '"')) {
        size_t n = strcspn(r->at, "\"\n");
        s->kind = SHAPE_LITERAL;
        s->text = arena_strndup(r->op->arena, r->at, n);
        r->at += n;
        return *r->at == '"' && r->at++ ? s : wrong(r, "\"");
    }
    s->text = take_name(r);
    return s->text != NULL ? s : wrong(r, "type");
}

/* plain ["?"] { ("|" | "&") plain ["?"] } */
static struct shape *read_type(struct reader *r)
{
    if (++r->depth > SHAPE_DEPTH_MAX) {
        return wrong(r, "less depth");
    }
    struct shape *whole = NULL, **end = NULL;
    char sign = '\0';
    for (;;) {
        struct shape *part = read_plain(r);
        if (part == NULL) {
            return NULL;
        }
        part->may_be_null = take(r, '?');
        if (end != NULL) {
            *end = part;
            end = &part->next;
        } else {
            whole = part;
        }
        skip_space(r);
        if (*r->at != '|' && *r->at != '&') {
            r->depth--;
            return whole;
        }
        if (sign == '\0') {
            sign = *r->at;
            struct shape *list = new_shape(r, sign == '|' ? SHAPE_EITHER : SHAPE_BOTH);
            list->first = whole;
            end = &whole->next;
            whole = list;
        }
        if (*r->at++ != sign) {
            return wrong(r, "one kind of sign");
        }
    }
}

/* ---- what the names mean ---- */

static const struct {
    const char *name, *type, *format;
} simple[] = {
    {"text", "string", NULL},           {"int", "integer", NULL},  {"real", "number", NULL}, {"bool", "boolean", NULL},
    {"instant", "string", "date-time"}, {"day", "string", "date"}, {"any", NULL, NULL},
};
#define SIMPLE_COUNT (sizeof simple / sizeof simple[0])

static size_t simple_index(const char *name)
{
    size_t i = 0;
    while (i < SIMPLE_COUNT && strcmp(simple[i].name, name) != 0) {
        i++;
    }
    return i;
}

const struct shape *shape_find(const struct shape *definitions, const char *name)
{
    while (definitions != NULL && strcmp(definitions->member, name) != 0) {
        definitions = definitions->next;
    }
    return definitions;
}

/* Every name is a simple type or defined? */
static bool check_names(struct op *op, const struct shape *definitions, const struct shape *s)
{
    if (s->kind == SHAPE_NAME && simple_index(s->text) == SIMPLE_COUNT && shape_find(definitions, s->text) == NULL) {
        return fail(op, E_INPUT, "shape.unknown", "line", arena_printf(op->arena, "%d", s->line), "name", s->text,
                    NULL);
    }
    for (const struct shape *part = s->first; part != NULL; part = part->next) {
        if (!check_names(op, definitions, part)) {
            return false;
        }
    }
    return true;
}

const struct shape *shape_parse(struct op *op, const char *text)
{
    struct reader r = {.op = op, .at = text, .line = 1};
    struct shape *first = NULL, **end = &first;
    if (strlen(text) > SHAPE_TEXT_MAX) {
        return wrong(&r, "less text");
    }
    for (skip_space(&r); *r.at != '\0'; skip_space(&r)) {
        const char *name = take_name(&r);
        if (name == NULL || shape_find(first, name) != NULL || simple_index(name) < SIMPLE_COUNT) {
            return wrong(&r, "a new name");
        }
        struct shape *type = take(&r, '=') ? read_type(&r) : wrong(&r, "=");
        if (type == NULL) {
            return NULL;
        }
        type->member = name;
        *end = type;
        end = &type->next;
    }
    for (const struct shape *s = first; s != NULL; s = s->next) {
        if (!check_names(op, first, s)) {
            return NULL;
        }
    }
    return first != NULL ? first : wrong(&r, "a definition");
}

/* ---- printing ---- */

static void put_members(struct json_out *out, const struct shape *s);

static void put_simple(struct json_out *out, size_t i, bool may_be_null)
{
    if (simple[i].type == NULL) {
        return;
    }
    if (may_be_null) {
        json_open_array(out, "type");
        json_put_text(out, NULL, simple[i].type);
        json_put_text(out, NULL, "null");
        json_close_array(out);
    } else {
        json_put_text(out, "type", simple[i].type);
    }
    if (simple[i].format != NULL) {
        json_put_text(out, "format", simple[i].format);
    }
}

static void put_object(struct json_out *out, const struct shape *s)
{
    bool any_required = false;
    json_put_text(out, "type", "object");
    json_open_object(out, "properties");
    for (const struct shape *m = s->first; m != NULL; m = m->next) {
        json_open_object(out, m->member);
        put_members(out, m);
        json_close_object(out);
        any_required = any_required || !m->may_miss;
    }
    json_close_object(out);
    if (any_required) {
        json_open_array(out, "required");
        for (const struct shape *m = s->first; m != NULL; m = m->next) {
            if (!m->may_miss) {
                json_put_text(out, NULL, m->member);
            }
        }
        json_close_array(out);
    }
}

static void put_parts(struct json_out *out, const char *key, const struct shape *s)
{
    json_open_array(out, key);
    for (const struct shape *part = s->first; part != NULL; part = part->next) {
        json_open_object(out, NULL);
        put_members(out, part);
        json_close_object(out);
    }
    json_close_array(out);
}

/* "a" | "b" | "c" is one enum. */
static bool is_enum(const struct shape *s)
{
    for (const struct shape *part = s->first; part != NULL; part = part->next) {
        if (part->kind != SHAPE_LITERAL || part->may_be_null) {
            return false;
        }
    }
    return true;
}

static void put_not_null(struct json_out *out, const struct shape *s)
{
    char reference[160];
    switch (s->kind) {
    case SHAPE_NAME:
        if (simple_index(s->text) < SIMPLE_COUNT) {
            put_simple(out, simple_index(s->text), false);
        } else {
            (void)snprintf(reference, sizeof reference, "#/components/schemas/%s", s->text);
            json_put_text(out, "$ref", reference);
        }
        break;
    case SHAPE_LITERAL:
        json_put_text(out, "const", s->text);
        break;
    case SHAPE_LIST:
    case SHAPE_MAP:
        json_put_text(out, "type", s->kind == SHAPE_LIST ? "array" : "object");
        json_open_object(out, s->kind == SHAPE_LIST ? "items" : "additionalProperties");
        put_members(out, s->first);
        json_close_object(out);
        break;
    case SHAPE_OBJECT:
        put_object(out, s);
        break;
    case SHAPE_EITHER:
        if (is_enum(s)) {
            json_put_text(out, "type", "string");
            json_open_array(out, "enum");
            for (const struct shape *part = s->first; part != NULL; part = part->next) {
                json_put_text(out, NULL, part->text);
            }
            json_close_array(out);
        } else {
            put_parts(out, "anyOf", s);
        }
        break;
    case SHAPE_BOTH:
        put_parts(out, "allOf", s);
        break;
    }
}

/* The members of the schema of s. */
static void put_members(struct json_out *out, const struct shape *s)
{
    if (!s->may_be_null) {
        put_not_null(out, s);
    } else if (s->kind == SHAPE_NAME && simple_index(s->text) < SIMPLE_COUNT) {
        put_simple(out, simple_index(s->text), true);
    } else {
        json_open_array(out, "anyOf");
        json_open_object(out, NULL);
        put_not_null(out, s);
        json_close_object(out);
        json_open_object(out, NULL);
        json_put_text(out, "type", "null");
        json_close_object(out);
        json_close_array(out);
    }
}

void shape_put_all(struct json_out *out, const struct shape *definitions)
{
    for (const struct shape *s = definitions; s != NULL; s = s->next) {
        json_open_object(out, s->member);
        put_members(out, s);
        json_close_object(out);
    }
}
