/* Looking into a document, and writing one: numbers and order must be exact. Reading is in json_read.c. */
#include "base/json.h"

#include <stdio.h>
#include <string.h>

/* ---- looking ---- */

const struct json *json_get(const struct json *object, const char *key)
{
    if (object == NULL || object->kind != JSON_OBJECT) {
        return NULL;
    }
    for (const struct json *m = object->first; m != NULL; m = m->next) {
        if (strcmp(m->key, key) == 0) {
            return m;
        }
    }
    return NULL;
}

const char *json_get_text(const struct json *object, const char *key, const char *fallback)
{
    const struct json *m = json_get(object, key);
    return m != NULL && m->kind == JSON_TEXT ? m->text : fallback;
}

int64_t json_get_int(const struct json *object, const char *key, int64_t fallback)
{
    const struct json *m = json_get(object, key);
    return m != NULL && m->kind == JSON_INT ? m->integer : fallback;
}

bool json_get_bool(const struct json *object, const char *key, bool fallback)
{
    const struct json *m = json_get(object, key);
    return m != NULL && m->kind == JSON_BOOL ? m->boolean : fallback;
}

const struct json *json_at(const struct json *array, size_t index)
{
    const struct json *m = array == NULL ? NULL : array->first;
    while (m != NULL && index-- > 0) {
        m = m->next;
    }
    return m;
}

/* ---- writing ---- */

void json_begin(struct json_out *out, struct strbuf *buf)
{
    *out = (struct json_out){.buf = buf};
}

/* Is there a control byte, a quote or a backslash among these eight bytes? (The usual trick: a byte below n borrows.) */
static bool has_special(const char *p)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    uint64_t v, quote, back;
    memcpy(&v, p, sizeof v);
    quote = v ^ ones * '"';
    back = v ^ ones * '\\';
    return (((v - ones * 0x20) & ~v) | ((quote - ones) & ~quote) | ((back - ones) & ~back)) & high;
}

/* Bytes from `at` on that need no escape. */
static size_t plain_run(const char *s, size_t at, size_t len)
{
    size_t i = at;
    while (i + sizeof(uint64_t) <= len && !has_special(s + i)) {
        i += sizeof(uint64_t);
    }
    while (i < len && (unsigned char)s[i] >= 0x20 && s[i] != '"' && s[i] != '\\') {
        i++;
    }
    return i - at;
}

/* Does nothing in it need an escape? The last word overlaps the one before; short texts are filled up. */
static bool is_plain(const char *s, size_t len)
{
    char filled[sizeof(uint64_t) + 1] = "aaaaaaaa";
    if (len < sizeof(uint64_t)) {
        memcpy(filled, s, len);
        return !has_special(filled);
    }
    for (size_t i = 0; i + sizeof(uint64_t) < len; i += sizeof(uint64_t)) {
        if (has_special(s + i)) {
            return false;
        }
    }
    return !has_special(s + len - sizeof(uint64_t));
}

static void put_escaped(struct strbuf *b, unsigned char c)
{
    if (c == '"' || c == '\\') {
        strbuf_putc(b, '\\');
        strbuf_putc(b, (char)c);
    } else if (c == '\n') {
        strbuf_puts(b, "\\n");
    } else {
        strbuf_printf(b, "\\u%04x", c);
    }
}

static char *put_run(char *at, const char *from, size_t len)
{
    memcpy(at, from, len);
    return at + len;
}

static void put_quoted(struct strbuf *b, const char *s)
{
    size_t len = strlen(s);
    char *at = is_plain(s, len) ? strbuf_room(b, len + 2) : NULL;
    if (at != NULL) { /* nearly always */
        *at = '"';
        *put_run(at + 1, s, len) = '"';
        return;
    }
    strbuf_putc(b, '"');
    for (size_t i = 0; i < len; i++) {
        size_t run = plain_run(s, i, len);
        if (run > 0) {
            strbuf_add(b, s + i, run);
            i += run;
        }
        if (i < len) {
            put_escaped(b, (unsigned char)s[i]);
        }
    }
    strbuf_putc(b, '"');
}

/* ,"key": in one piece. */
static void put_key(struct json_out *out, const char *key)
{
    size_t comma = out->need_comma ? 1 : 0, len = key == NULL ? 0 : strlen(key);
    char *at = key != NULL && is_plain(key, len) ? strbuf_room(out->buf, comma + len + 3) : NULL;
    out->need_comma = true;
    if (at != NULL) { /* nearly always */
        at[0] = ',';
        at += comma;
        at[0] = '"';
        at = put_run(at + 1, key, len);
        at[0] = '"';
        at[1] = ':';
        return;
    }
    if (comma > 0) {
        strbuf_putc(out->buf, ',');
    }
    if (key != NULL) {
        put_quoted(out->buf, key);
        strbuf_putc(out->buf, ':');
    }
}

void json_open_object(struct json_out *out, const char *key)
{
    put_key(out, key);
    strbuf_putc(out->buf, '{');
    out->need_comma = false;
}

void json_close_object(struct json_out *out)
{
    strbuf_putc(out->buf, '}');
    out->need_comma = true;
}

void json_open_array(struct json_out *out, const char *key)
{
    put_key(out, key);
    strbuf_putc(out->buf, '[');
    out->need_comma = false;
}

void json_close_array(struct json_out *out)
{
    strbuf_putc(out->buf, ']');
    out->need_comma = true;
}

void json_put_text(struct json_out *out, const char *key, const char *value)
{
    put_key(out, key);
    if (value == NULL) {
        strbuf_puts(out->buf, "null");
    } else {
        put_quoted(out->buf, value);
    }
}

void json_put_int(struct json_out *out, const char *key, int64_t value)
{
    char text[24], *p = text + sizeof text;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    put_key(out, key);
    do {
        *--p = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0) {
        *--p = '-';
    }
    strbuf_add(out->buf, p, (size_t)(text + sizeof text - p));
}

void json_put_real(struct json_out *out, const char *key, double value)
{
    put_key(out, key);
    char text[40];
    for (int precision = 15; precision <= 17; precision++) {
        (void)snprintf(text, sizeof text, "%.*g", precision, value);
        double back = 0;
        if (sscanf(text, "%lf", &back) == 1 && back == value) {
            break;
        }
    }
    strbuf_puts(out->buf, text);
}

void json_put_bool(struct json_out *out, const char *key, bool value)
{
    put_key(out, key);
    strbuf_puts(out->buf, value ? "true" : "false");
}

void json_put_null(struct json_out *out, const char *key)
{
    json_put_text(out, key, NULL);
}

void json_put_instant(struct json_out *out, const char *key, struct instant t)
{
    char text[INSTANT_TEXT];
    json_put_text(out, key, instant_is_none(t) ? NULL : instant_format(t, text));
}

void json_put_day(struct json_out *out, const char *key, struct day d)
{
    char text[DAY_TEXT];
    json_put_text(out, key, day_format(d, text));
}

void json_put_raw(struct json_out *out, const char *key, const char *json)
{
    put_key(out, key);
    strbuf_puts(out->buf, json);
}

void json_put_node(struct json_out *out, const char *key, const struct json *node)
{
    if (node == NULL) {
        json_put_null(out, key);
        return;
    }
    switch (node->kind) {
    case JSON_NULL:
        json_put_null(out, key);
        break;
    case JSON_BOOL:
        json_put_bool(out, key, node->boolean);
        break;
    case JSON_INT:
        json_put_int(out, key, node->integer);
        break;
    case JSON_REAL:
        json_put_real(out, key, node->real);
        break;
    case JSON_TEXT:
        json_put_text(out, key, node->text);
        break;
    case JSON_ARRAY:
    case JSON_OBJECT:
        put_key(out, key);
        strbuf_putc(out->buf, node->kind == JSON_ARRAY ? '[' : '{');
        out->need_comma = false;
        for (const struct json *c = node->first; c != NULL; c = c->next) {
            json_put_node(out, node->kind == JSON_ARRAY ? NULL : c->key, c);
        }
        strbuf_putc(out->buf, node->kind == JSON_ARRAY ? ']' : '}');
        out->need_comma = true;
        break;
    }
}

const char *json_text(struct op *op, const struct json *node)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, 4 * (size_t)JSON_BYTES_MAX);
    json_begin(&out, &b);
    json_put_node(&out, NULL, node);
    return b.data;
}
