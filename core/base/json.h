/* json: reading and writing JSON (RFC 8259). json_read.c is the only file that sees cJSON (for reading); writing is our own,
 * because numbers and order must be exact.
 *
 * Reading refuses more than JSON_BYTES_MAX bytes, nesting deeper than JSON_DEPTH_MAX, more than 200 members in one object, bytes
 * that are not UTF-8, NUL (raw or \u0000), raw control characters, half surrogate pairs, duplicate keys, numbers that are not
 * finite, and whatever the grammar does not have, trailing commas and garbage among it. Strings come out NFC, keys as written.
 * Numbers: integers are exact up to 2^53-1, anything else real. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/op.h"
#include "base/strbuf.h"

#include <stdint.h>

#define JSON_BYTES_MAX (1024u * 1024u)
#define JSON_DEPTH_MAX 64
#define JSON_INT_MAX INT64_C(9007199254740991)

enum json_kind { JSON_NULL, JSON_BOOL, JSON_INT, JSON_REAL, JSON_TEXT, JSON_ARRAY, JSON_OBJECT };

/* A node of a parsed document, in the operation's arena. Read-only to everyone but json.c. */
struct json {
    enum json_kind kind;
    const char *key;    /* member name inside an object, else NULL */
    bool boolean;       /* JSON_BOOL */
    int64_t integer;    /* JSON_INT */
    double real;        /* JSON_REAL, and also set for JSON_INT */
    const char *text;   /* JSON_TEXT */
    struct json *first; /* children of ARRAY and OBJECT, in order */
    struct json *next;
    size_t count; /* number of children */
};

/* NULL on failure: E_INPUT "json.…" or E_LIMIT. */
MUST_USE const struct json *json_parse(struct op *op, const char *bytes, size_t len);
/* Case-sensitive; NULL if absent or `object` is not an object (NULL allowed). */
const struct json *json_get(const struct json *object, const char *key);
const char *json_get_text(const struct json *object, const char *key, const char *fallback);
int64_t json_get_int(const struct json *object, const char *key, int64_t fallback);
bool json_get_bool(const struct json *object, const char *key, bool fallback);
const struct json *json_at(const struct json *array, size_t index);

/* Streaming writer. Commas and escapes are its business; key is NULL inside arrays and at the top. */
struct json_out {
    struct strbuf *buf;
    bool need_comma;
};
void json_begin(struct json_out *out, struct strbuf *buf);
void json_open_object(struct json_out *out, const char *key);
void json_close_object(struct json_out *out);
void json_open_array(struct json_out *out, const char *key);
void json_close_array(struct json_out *out);
void json_put_text(struct json_out *out, const char *key, const char *value); /* NULL value writes null */
void json_put_int(struct json_out *out, const char *key, int64_t value);
void json_put_real(struct json_out *out, const char *key, double value);
void json_put_bool(struct json_out *out, const char *key, bool value);
void json_put_null(struct json_out *out, const char *key);
void json_put_instant(struct json_out *out, const char *key, struct instant t); /* ISO text; NONE writes null */
void json_put_day(struct json_out *out, const char *key, struct day d);
/* A value that is already JSON text (trusted: our own output). */
void json_put_raw(struct json_out *out, const char *key, const char *json);
/* Writes a parsed node again (canonical: same order, shortest numbers). */
void json_put_node(struct json_out *out, const char *key, const struct json *node);
/* The node as text, in the arena. */
const char *json_text(struct op *op, const struct json *node);

#endif
