/* Reading JSON (RFC 8259), strictly: one look at all bytes (size, NUL, UTF-8), then one walk that builds the tree straight in the
 * operation's arena. Depth is counted on the way down, so that a document of brackets is refused before it costs a stack; a number
 * is read by strtod only where it is more than a short row of digits. The walk stops at the first error and says where. */
#include "base/json.h"

#include "base/viet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define KEYS_MAX 200
#define SHORT_DIGITS 15 /* an integer of so many digits is exact in a double */
#define NUMBER_MAX 400  /* characters of a number */

struct reader {
    struct op *op;
    const char *start, *at, *end;
    int depth;
};

static bool read_value(struct reader *r, struct json *out);

static bool bad_syntax(struct reader *r)
{
    return fail(r->op, E_INPUT, "json.syntax", "at", arena_int(r->op->arena, r->at - r->start), NULL);
}

static void skip_space(struct reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' || *r->at == '\r' || *r->at == '\t')) {
        r->at++;
    }
}

/* The next character after blanks, which stays; '\0' at the end. */
static char peek(struct reader *r)
{
    skip_space(r);
    return r->at < r->end ? *r->at : '\0';
}

static bool take(struct reader *r, char c)
{
    if (peek(r) != c) {
        return false;
    }
    r->at++;
    return true;
}

/* ---- text ---- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Four hex digits at `p`, or -1. */
static long hex4(const struct reader *r, const char *p)
{
    long code = 0;
    for (int i = 0; i < 4; i++) {
        int digit = r->end - p > i ? hex_digit(p[i]) : -1;
        if (digit < 0) {
            return -1;
        }
        code = code * 16 + digit;
    }
    return code;
}

static char *put_utf8(char *to, long code)
{
    if (code < 0x80) {
        *to++ = (char)code;
        return to;
    }
    if (code < 0x800) {
        *to++ = (char)(0xC0 | (code >> 6));
    } else {
        if (code < 0x10000) {
            *to++ = (char)(0xE0 | (code >> 12));
        } else {
            *to++ = (char)(0xF0 | (code >> 18));
            *to++ = (char)(0x80 | ((code >> 12) & 0x3F));
        }
        *to++ = (char)(0x80 | ((code >> 6) & 0x3F));
    }
    *to++ = (char)(0x80 | (code & 0x3F));
    return to;
}

/* \uXXXX, with the second half of a pair; r->at stands behind the 'u'. */
static bool read_unicode(struct reader *r, char **to)
{
    long code = hex4(r, r->at), low;
    if (code == 0) {
        return fail(r->op, E_INPUT, "json.nul", NULL);
    }
    if (code < 0 || (code >= 0xDC00 && code <= 0xDFFF)) {
        return bad_syntax(r);
    }
    r->at += 4;
    if (code >= 0xD800 && code <= 0xDBFF) {
        low = r->end - r->at > 2 && r->at[0] == '\\' && r->at[1] == 'u' ? hex4(r, r->at + 2) : -1;
        if (low < 0xDC00 || low > 0xDFFF) {
            return bad_syntax(r);
        }
        r->at += 6;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    *to = put_utf8(*to, code);
    return true;
}

static bool read_escape(struct reader *r, char **to)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    const char *found;
    if (r->at == r->end) {
        return bad_syntax(r);
    }
    if (*r->at == 'u') {
        r->at++;
        return read_unicode(r, to);
    }
    found = strchr(names, *r->at);
    if (found == NULL) {
        return bad_syntax(r);
    }
    *(*to)++ = values[found - names];
    r->at++;
    return true;
}

/* Bytes from r->at on that stand for themselves. */
static size_t plain_bytes(const struct reader *r)
{
    const char *p = r->at;
    while (p < r->end && *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20) {
        p++;
    }
    return (size_t)(p - r->at);
}

/* Text with escapes, from its first escape on: `plain` bytes before it have been seen. What it stands for is never longer. */
static const char *read_escaped(struct reader *r, size_t plain, size_t *len)
{
    const char *first = r->at;
    const char *close = first + plain;
    while (close < r->end && *close != '"') {
        close += *close == '\\' && close + 1 < r->end ? 2 : 1;
    }
    char *text = arena_bytes(r->op->arena, (size_t)(close - first) + 1), *to = text;
    while (r->at < r->end && *r->at != '"') {
        size_t n = plain_bytes(r);
        memcpy(to, r->at, n);
        to += n;
        r->at += n;
        if (r->at < r->end && (unsigned char)*r->at < 0x20) {
            (void)fail(r->op, E_INPUT, "json.control", NULL);
            return NULL;
        }
        if (r->at < r->end && *r->at == '\\') {
            r->at++;
            if (!read_escape(r, &to)) {
                return NULL;
            }
        }
    }
    *to = '\0';
    *len = (size_t)(to - text);
    return text;
}

/* A string whose opening quote has been taken: its bytes, not ended by NUL where nothing was escaped. NULL on failure. */
static const char *read_string(struct reader *r, size_t *len)
{
    const char *text = r->at;
    size_t plain = plain_bytes(r);
    if (r->end - r->at > (ptrdiff_t)plain && text[plain] == '"') {
        r->at += plain;
        *len = plain;
    } else {
        text = read_escaped(r, plain, len);
    }
    if (text != NULL && r->at == r->end) {
        (void)bad_syntax(r);
        return NULL;
    }
    r->at++;
    return text;
}

/* ---- numbers and words ---- */

static size_t digits(const char *p, const char *end)
{
    const char *start = p;
    while (p < end && *p >= '0' && *p <= '9') {
        p++;
    }
    return (size_t)(p - start);
}

/* Length of the number at r->at as the grammar has it; 0 if there is none. */
static size_t number_length(const struct reader *r, bool *is_integer)
{
    const char *p = r->at + (*r->at == '-');
    size_t n = digits(p, r->end);
    *is_integer = true;
    if (n == 0 || (n > 1 && *p == '0')) {
        return 0;
    }
    p += n;
    if (p < r->end && *p == '.') {
        n = digits(p + 1, r->end);
        *is_integer = false;
        if (n == 0) {
            return 0;
        }
        p += n + 1;
    }
    if (p < r->end && (*p == 'e' || *p == 'E')) {
        p++;
        p += p < r->end && (*p == '+' || *p == '-');
        n = digits(p, r->end);
        *is_integer = false;
        if (n == 0) {
            return 0;
        }
        p += n;
    }
    return (size_t)(p - r->at);
}

static void read_short_integer(const char *p, size_t n, struct json *out)
{
    bool negative = *p == '-';
    for (size_t i = negative; i < n; i++) {
        out->integer = out->integer * 10 + (p[i] - '0');
    }
    out->kind = JSON_INT;
    out->integer = negative ? -out->integer : out->integer;
    out->real = (double)out->integer;
}

static bool read_number(struct reader *r, struct json *out)
{
    bool is_integer = true;
    size_t n = number_length(r, &is_integer);
    if (n == 0) {
        return bad_syntax(r);
    }
    const char *p = r->at;
    r->at += n;
    if (is_integer && n <= SHORT_DIGITS) {
        read_short_integer(p, n, out);
        return true;
    }
    char text[NUMBER_MAX + 1];
    if (n > NUMBER_MAX) {
        return fail(r->op, E_INPUT, "json.number", NULL);
    }
    memcpy(text, p, n);
    text[n] = '\0';
    out->real = strtod(text, NULL);
    bool whole = out->real == floor(out->real) && fabs(out->real) <= (double)JSON_INT_MAX;
    out->kind = whole ? JSON_INT : JSON_REAL;
    out->integer = whole ? (int64_t)out->real : 0;
    return isfinite(out->real) || fail(r->op, E_INPUT, "json.number", NULL);
}

static bool read_word(struct reader *r, struct json *out)
{
    static const struct {
        const char *text;
        size_t len;
        enum json_kind kind;
        bool value;
    } words[] = {{"true", 4, JSON_BOOL, true}, {"false", 5, JSON_BOOL, false}, {"null", 4, JSON_NULL, false}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if ((size_t)(r->end - r->at) >= words[i].len && memcmp(r->at, words[i].text, words[i].len) == 0) {
            r->at += words[i].len;
            out->kind = words[i].kind;
            out->boolean = words[i].value;
            return true;
        }
    }
    return bad_syntax(r);
}

/* ---- lists and objects ---- */

static bool go_deeper(struct reader *r)
{
    r->at++;
    return ++r->depth <= JSON_DEPTH_MAX || fail(r->op, E_LIMIT, "json.too_deep", NULL);
}

static bool read_key(struct reader *r, const struct json *object, const char **key)
{
    size_t len = 0;
    const char *text = take(r, '"') ? read_string(r, &len) : NULL;
    if (text == NULL) {
        return op_failed(r->op) ? false : bad_syntax(r);
    }
    *key = arena_strndup(r->op->arena, text, len);
    if (object->count >= KEYS_MAX) {
        return fail(r->op, E_LIMIT, "json.too_many_keys", NULL);
    }
    if (json_get(object, *key) != NULL) {
        return fail_field(r->op, E_INPUT, *key, "json.duplicate_key", "key", *key, NULL);
    }
    return take(r, ':') || bad_syntax(r);
}

static bool read_children(struct reader *r, struct json *out, char close)
{
    struct json **end = &out->first;
    if (!go_deeper(r)) {
        return false;
    }
    if (take(r, close)) {
        r->depth--;
        return true;
    }
    do {
        const char *key = NULL;
        if (out->kind == JSON_OBJECT && !read_key(r, out, &key)) {
            return false;
        }
        struct json *child = arena_alloc(r->op->arena, sizeof *child);
        child->key = key;
        if (!read_value(r, child)) {
            return false;
        }
        *end = child;
        end = &child->next;
        out->count++;
    } while (take(r, ','));
    r->depth--;
    return take(r, close) || bad_syntax(r);
}

static bool read_text(struct reader *r, struct json *out)
{
    size_t len = 0;
    r->at++;
    const char *text = read_string(r, &len);
    if (text == NULL) {
        return false;
    }
    out->kind = JSON_TEXT;
    out->text = viet_nfc_of_valid(r->op->arena, text, len);
    return out->text != NULL || fail(r->op, E_INPUT, "json.utf8", NULL);
}

static bool read_value(struct reader *r, struct json *out)
{
    char c = peek(r);
    if (c == '"') {
        return read_text(r, out);
    }
    if (c == '{' || c == '[') {
        out->kind = c == '{' ? JSON_OBJECT : JSON_ARRAY;
        return read_children(r, out, c == '{' ? '}' : ']');
    }
    return c == '-' || (c >= '0' && c <= '9') ? read_number(r, out) : read_word(r, out);
}

const struct json *json_parse(struct op *op, const char *bytes, size_t len)
{
    struct reader r = {.op = op, .start = bytes, .at = bytes, .end = bytes + len};
    if (len > JSON_BYTES_MAX) {
        (void)fail(op, E_LIMIT, "json.too_big", NULL);
        return NULL;
    }
    if (memchr(bytes, '\0', len) != NULL) {
        (void)fail(op, E_INPUT, "json.nul", NULL);
        return NULL;
    }
    if (!viet_is_valid(bytes, len)) {
        (void)fail(op, E_INPUT, "json.utf8", NULL);
        return NULL;
    }
    struct json *out = arena_alloc(op->arena, sizeof *out);
    if (!read_value(&r, out)) {
        return NULL;
    }
    skip_space(&r);
    if (r.at != r.end) {
        (void)bad_syntax(&r);
        return NULL;
    }
    return out;
}
