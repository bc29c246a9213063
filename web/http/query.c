/* The query becomes a JSON object, typed after the record's fields, and then goes the way every body goes. */
#include "http/query.h"

#include "base/viet.h"
#include "http/exchange.h"

#include <string.h>

static const struct field *field_of(const struct record *record, const char *key)
{
    for (size_t i = 0; i < record->count; i++) {
        if (strcmp(record->fields[i].name, key) == 0) {
            return &record->fields[i];
        }
    }
    return NULL;
}

/* What does not look like its kind stays text; the record then says what is wrong with it. */
static void set_integer(struct json *node, const char *text)
{
    const char *digits = *text == '-' ? text + 1 : text;
    size_t n = strspn(digits, "0123456789");
    if (n == 0 || n > 15 || digits[n] != '\0') {
        return;
    }
    node->kind = JSON_INT;
    for (size_t i = 0; i < n; i++) {
        node->integer = node->integer * 10 + (digits[i] - '0');
    }
    node->integer = *text == '-' ? -node->integer : node->integer;
    node->real = (double)node->integer;
}

static void append(struct json *parent, struct json *child)
{
    struct json **end = &parent->first;
    while (*end != NULL) {
        end = &(*end)->next;
    }
    *end = child;
    parent->count++;
}

static void set_list(struct arena *arena, struct json *node, const char *text)
{
    node->kind = JSON_ARRAY;
    while (*text != '\0') {
        size_t len = strcspn(text, ",");
        struct json *item = arena_alloc(arena, sizeof *item);
        *item = (struct json){.kind = JSON_TEXT, .text = arena_strndup(arena, text, len)};
        append(node, item);
        text += len + (text[len] == ',');
    }
}

static struct json *node_of(struct arena *arena, const struct field *field, const char *key, const char *text)
{
    struct json *node = arena_alloc(arena, sizeof *node);
    *node = (struct json){.kind = JSON_TEXT, .key = key, .text = text};
    if (field == NULL) {
        return node;
    }
    if (field->kind == FIELD_INT || field->kind == FIELD_DONG) {
        set_integer(node, text);
    } else if (field->kind == FIELD_BOOL && (strcmp(text, "true") == 0 || strcmp(text, "false") == 0)) {
        node->kind = JSON_BOOL;
        node->boolean = *text == 't';
    } else if (field->kind == FIELD_TEXT_LIST) {
        set_list(arena, node, text);
    }
    return node;
}

/* One "key=value". */
static bool read_pair(struct op *op, const struct record *record, const char *raw, size_t len, struct json *object)
{
    const char *equals = memchr(raw, '=', len);
    size_t key_len = equals != NULL ? (size_t)(equals - raw) : len;
    const char *key = exchange_decode(op->arena, raw, key_len, true);
    const char *value = equals != NULL ? exchange_decode(op->arena, equals + 1, len - key_len - 1, true) : "";
    if (key == NULL || value == NULL) {
        return fail(op, E_INPUT, "request.target", NULL);
    }
    if (json_get(object, key) != NULL) {
        return fail(op, E_INPUT, "json.duplicate_key", "key", key, NULL);
    }
    if (*key != '\0' && (*value != '\0' || field_of(record, key) == NULL)) {
        append(object, node_of(op->arena, field_of(record, key), key, viet_nfc(op->arena, value, strlen(value))));
    }
    return true;
}

bool query_read(struct op *op, const struct record *record, const char *raw, const void **out)
{
    static const struct field none[1];
    static const struct record empty = {.name = "empty", .size = 1, .fields = none, .count = 0};
    const struct record *as = record != NULL ? record : &empty;
    struct json object = {.kind = JSON_OBJECT};
    for (int pairs = 0; *raw != '\0'; pairs++) {
        size_t len = strcspn(raw, "&");
        if (pairs == QUERY_PAIRS_MAX) {
            return fail(op, E_LIMIT, "request.query_too_long", NULL);
        }
        if (!read_pair(op, as, raw, len, &object)) {
            return false;
        }
        raw += len + (raw[len] == '&');
    }
    void *data = arena_alloc(op->arena, as->size);
    *out = record != NULL ? data : NULL;
    return record_from_json(op, as, &object, data);
}
