/* One reader and one writer for all records. The reader goes on after a bad field, so that a person sees everything that is
 * wrong at once. */
#include "base/record.h"

#include "base/viet.h"

#include <stdio.h>
#include <string.h>

#define TEXT_MAX_DEFAULT 1000
#define LIST_MAX_DEFAULT 100

#define AT(type, base, field) ((type *)(void *)((char *)(base) + (field)->offset))
#define AT_CONST(type, base, field) ((const type *)(const void *)((const char *)(base) + (field)->offset))

int choice_find(const struct choices *choices, const char *code)
{
    for (int i = 0; i < choices->count; i++) {
        if (strcmp(choices->codes[i], code) == 0) {
            return i;
        }
    }
    return -1;
}

static const char *number_text(struct op *op, int64_t n)
{
    return arena_printf(op->arena, "%lld", (long long)n);
}

static const char *trim(struct arena *a, const char *text)
{
    while (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\r') {
        text++;
    }
    size_t n = strlen(text);
    while (n > 0 && strchr(" \t\n\r", text[n - 1]) != NULL) {
        n--;
    }
    return arena_strndup(a, text, n);
}

/* How many characters at the end take at least so many bytes: what there is to cut. */
static int64_t tail_characters(const char *text, int64_t bytes)
{
    int64_t n = 0;
    for (const char *p = text + strlen(text); bytes > 0; n++) {
        do {
            p--;
            bytes--;
        } while (((unsigned char)*p & 0xC0U) == 0x80U);
    }
    return n;
}

static bool read_text(struct op *op, const struct field *f, const char *path, const struct json *v, const char **out)
{
    if (v->kind != JSON_TEXT) {
        return fail_more(op, path, "field.text", NULL);
    }
    const char *text = trim(op->arena, v->text);
    int64_t max = f->max > 0 ? f->max : TEXT_MAX_DEFAULT;
    int64_t over = (int64_t)strlen(text) - max;
    if (over > 0) {
        return fail_more(op, path, "field.too_long", "max", number_text(op, max), "cut", number_text(op, tail_characters(text, over)), NULL);
    }
    for (const char *p = text; *p != '\0'; p++) {
        if ((unsigned char)*p < 0x20 && *p != '\n' && *p != '\t') {
            return fail_more(op, path, "field.control", NULL);
        }
    }
    if (*text == '\0' && (f->flags & FIELD_REQUIRED) != 0) {
        return fail_more(op, path, "field.required", NULL);
    }
    if ((int64_t)viet_length(text) < f->min) {
        return fail_more(op, path, "field.too_short", "min", number_text(op, f->min), NULL);
    }
    *out = text;
    return true;
}

static bool read_int(struct op *op, const struct field *f, const struct json *v, int64_t *out)
{
    if (v->kind != JSON_INT) {
        return fail_more(op, f->name, "field.integer", NULL);
    }
    int64_t max = f->max == 0 && f->min == 0 ? JSON_INT_MAX : f->max;
    if (v->integer < f->min || v->integer > max) {
        return fail_more(op, f->name, "field.range", "min", number_text(op, f->min), "max", number_text(op, max), NULL);
    }
    *out = v->integer;
    return true;
}

static bool read_list(struct op *op, const struct field *f, const struct json *v, struct text_list *out)
{
    if (v->kind != JSON_ARRAY) {
        return fail_more(op, f->name, "field.list", NULL);
    }
    int64_t max = f->max > 0 ? f->max : LIST_MAX_DEFAULT;
    if ((int64_t)v->count > max) {
        return fail_more(op, f->name, "field.too_many", "max", number_text(op, max), NULL);
    }
    if (v->count == 0 && (f->flags & FIELD_REQUIRED) != 0) {
        return fail_more(op, f->name, "field.required", NULL);
    }
    out->items = arena_array(op->arena, v->count, sizeof *out->items);
    static const struct field item = {.flags = FIELD_REQUIRED};
    for (const struct json *c = v->first; c != NULL; c = c->next) {
        const char *path = arena_printf(op->arena, "%s.%zu", f->name, out->count);
        const char *text = "";
        (void)read_text(op, &item, path, c, &text);
        out->items[out->count++] = text;
    }
    return true;
}

static bool read_choice(struct op *op, const struct field *f, const struct json *v, int *out)
{
    int found = v->kind == JSON_TEXT ? choice_find(f->choices, v->text) : -1;
    if (found >= 0) {
        *out = found;
        return true;
    }
    struct strbuf b;
    strbuf_init(&b, op->arena, 2000);
    for (int i = 0; i < f->choices->count; i++) {
        strbuf_printf(&b, "%s%s", i > 0 ? ", " : "", f->choices->codes[i]);
    }
    return fail_more(op, f->name, "field.choice", "choices", b.data, NULL);
}

static void read_field(struct op *op, const struct field *f, const struct json *v, void *out)
{
    switch (f->kind) {
    case FIELD_TEXT:
        (void)read_text(op, f, f->name, v, AT(const char *, out, f));
        break;
    case FIELD_INT:
        (void)read_int(op, f, v, AT(int64_t, out, f));
        break;
    case FIELD_DONG:
        (void)read_int(op, f, v, &AT(struct dong, out, f)->amount);
        break;
    case FIELD_BOOL:
        if (v->kind == JSON_BOOL) {
            *AT(bool, out, f) = v->boolean;
        } else {
            (void)fail_more(op, f->name, "field.boolean", NULL);
        }
        break;
    case FIELD_INSTANT:
        if (v->kind != JSON_TEXT || !instant_parse(v->text, AT(struct instant, out, f))) {
            (void)fail_more(op, f->name, "field.instant", NULL);
        }
        break;
    case FIELD_DAY:
        if (v->kind != JSON_TEXT || !day_parse(v->text, AT(struct day, out, f))) {
            (void)fail_more(op, f->name, "field.day", NULL);
        }
        break;
    case FIELD_CHOICE:
        (void)read_choice(op, f, v, AT(int, out, f));
        break;
    case FIELD_TEXT_LIST:
        (void)read_list(op, f, v, AT(struct text_list, out, f));
        break;
    case FIELD_JSON:
        *AT(const struct json *, out, f) = v;
        break;
    }
}

static const struct field *find_field(const struct record *record, const char *name)
{
    for (size_t i = 0; i < record->count; i++) {
        if (strcmp(record->fields[i].name, name) == 0) {
            return &record->fields[i];
        }
    }
    return NULL;
}

bool record_from_json(struct op *op, const struct record *record, const struct json *node, void *out)
{
    memset(out, 0, record->size);
    for (size_t i = 0; i < record->count; i++) {
        const struct field *f = &record->fields[i];
        if (f->kind == FIELD_INSTANT) {
            *AT(struct instant, out, f) = INSTANT_NONE;
        } else if (f->kind == FIELD_CHOICE && (f->flags & FIELD_REQUIRED) == 0) {
            *AT(int, out, f) = -1;
        }
    }
    if (node != NULL && node->kind != JSON_OBJECT) {
        return fail(op, E_INPUT, "json.not_object", NULL);
    }
    for (const struct json *m = node == NULL ? NULL : node->first; m != NULL; m = m->next) {
        const struct field *f = find_field(record, m->key);
        if (f == NULL) {
            (void)fail_more(op, m->key, "field.unknown", NULL);
        } else if ((f->flags & FIELD_READONLY) != 0) {
            (void)fail_more(op, m->key, "field.readonly", NULL);
        }
    }
    for (size_t i = 0; i < record->count; i++) {
        const struct field *f = &record->fields[i];
        const struct json *v = json_get(node, f->name);
        if (v != NULL && v->kind != JSON_NULL) {
            if ((f->flags & FIELD_READONLY) == 0) {
                read_field(op, f, v, out);
            }
        } else if ((f->flags & FIELD_REQUIRED) != 0) {
            (void)fail_more(op, f->name, "field.required", NULL);
        }
    }
    return !op_failed(op);
}

static void put_list(struct json_out *out, const char *name, const struct text_list *list)
{
    json_open_array(out, name);
    for (size_t i = 0; i < list->count; i++) {
        json_put_text(out, NULL, list->items[i]);
    }
    json_close_array(out);
}

void record_put_json(struct json_out *out, const struct record *record, const void *data)
{
    for (size_t i = 0; i < record->count; i++) {
        const struct field *f = &record->fields[i];
        if ((f->flags & FIELD_SECRET) != 0) {
            continue;
        }
        switch (f->kind) {
        case FIELD_TEXT:
            json_put_text(out, f->name, *AT_CONST(char *, data, f));
            break;
        case FIELD_INT:
            json_put_int(out, f->name, *AT_CONST(int64_t, data, f));
            break;
        case FIELD_DONG:
            json_put_int(out, f->name, AT_CONST(struct dong, data, f)->amount);
            break;
        case FIELD_BOOL:
            json_put_bool(out, f->name, *AT_CONST(bool, data, f));
            break;
        case FIELD_INSTANT:
            json_put_instant(out, f->name, *AT_CONST(struct instant, data, f));
            break;
        case FIELD_DAY:
            json_put_day(out, f->name, *AT_CONST(struct day, data, f));
            break;
        case FIELD_CHOICE: {
            int v = *AT_CONST(int, data, f);
            json_put_text(out, f->name, v < 0 || v >= f->choices->count ? NULL : f->choices->codes[v]);
            break;
        }
        case FIELD_TEXT_LIST:
            put_list(out, f->name, AT_CONST(struct text_list, data, f));
            break;
        case FIELD_JSON:
            json_put_node(out, f->name, *AT_CONST(struct json *, data, f));
            break;
        }
    }
}
