/* Reading JSON: a look at all bytes first (size, NUL, UTF-8, depth, control characters, escapes, numbers), so that cJSON never sees
 * what it mishandles; then cJSON, which builds its tree in the operation's arena; then that tree becomes ours: duplicate keys are
 * refused and text becomes NFC.
 *
 * cJSON asks for memory through two functions that know no operation: the arena of the reading thread is told to them before. What
 * it gives back stays in the arena, which ends with the operation. */
#include "base/json.h"

#include "base/viet.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <pthread.h>
#include <string.h>

#define KEYS_MAX 200
#define NUMBER_MAX 63 /* characters of a number that cJSON takes */

/* ---- memory ---- */

static _Thread_local struct arena *reading; /* set while cJSON runs on this thread */

static void *take_bytes(size_t n)
{
    return arena_bytes(reading, n);
}

static void keep_bytes(void *bytes)
{
    (void)bytes;
}

static void tell_hooks(void)
{
    cJSON_Hooks hooks = {take_bytes, keep_bytes};
    cJSON_InitHooks(&hooks);
}

/* ---- the look before ---- */

struct look {
    struct op *op;
    const char *start, *at, *end;
};

/* Where somebody who opens the text in an editor looks: line and character, from 1. */
static bool bad_syntax(struct op *op, const char *bytes, const char *at)
{
    int64_t line = 1, column = 1;
    for (; bytes < at; bytes++) {
        column = *bytes == '\n' ? 1 : column + (((unsigned char)*bytes & 0xc0) != 0x80);
        line += *bytes == '\n';
    }
    return fail(op, E_INPUT, "json.syntax", "line", arena_int(op->arena, line), "column", arena_int(op->arena, column), NULL);
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Behind a backslash: \u needs four hexadecimal digits that are not zero; cJSON knows the others. */
static bool look_at_escape(struct look *l)
{
    if (++l->at < l->end && *l->at != 'u') {
        l->at++;
        return true;
    }
    int zeros = 0;
    for (int i = 1; i <= 4; i++) {
        if (l->end - l->at <= i || !is_hex(l->at[i])) {
            return bad_syntax(l->op, l->start, l->at);
        }
        zeros += l->at[i] == '0';
    }
    l->at += 5;
    return zeros < 4 || fail(l->op, E_INPUT, "json.nul", NULL);
}

/* From the opening quote to behind the closing one. */
static bool look_at_text(struct look *l)
{
    for (l->at++; l->at < l->end && *l->at != '"';) {
        if ((unsigned char)*l->at < 0x20) {
            return fail(l->op, E_INPUT, "json.control", NULL);
        }
        if (*l->at != '\\') {
            l->at++;
        } else if (!look_at_escape(l)) {
            return false;
        }
    }
    l->at += l->at < l->end; /* a missing quote is cJSON's to find */
    return true;
}

static size_t digits(struct look *l)
{
    const char *from = l->at;
    while (l->at < l->end && *l->at >= '0' && *l->at <= '9') {
        l->at++;
    }
    return (size_t)(l->at - from);
}

/* RFC 8259: no leading zeros, digits on both sides of a point and behind an e. */
static bool look_at_number(struct look *l)
{
    const char *from = l->at;
    l->at += *l->at == '-';
    bool zero = l->at < l->end && *l->at == '0';
    size_t whole = digits(l);
    bool ok = whole > 0 && !(zero && whole > 1);
    if (ok && l->at < l->end && *l->at == '.') {
        l->at++;
        ok = digits(l) > 0;
    }
    if (ok && l->at < l->end && (*l->at | 0x20) == 'e') {
        l->at++;
        l->at += l->at < l->end && (*l->at == '+' || *l->at == '-');
        ok = digits(l) > 0;
    }
    if (!ok) {
        return bad_syntax(l->op, l->start, l->at);
    }
    return l->at - from <= NUMBER_MAX || fail(l->op, E_INPUT, "json.number", NULL);
}

static bool look_through(struct look *l)
{
    int depth = 0;
    while (l->at < l->end) {
        char c = *l->at;
        bool ok = true;
        if (c == '"') {
            ok = look_at_text(l);
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            ok = look_at_number(l);
        } else if ((unsigned char)c < 0x20 && c != '\n' && c != '\r' && c != '\t') {
            ok = bad_syntax(l->op, l->start, l->at);
        } else {
            depth += (c == '{' || c == '[') - (c == '}' || c == ']');
            ok = depth <= JSON_DEPTH_MAX || fail(l->op, E_LIMIT, "json.too_deep", NULL);
            l->at++;
        }
        if (!ok) {
            return false;
        }
    }
    return true;
}

/* ---- our tree ---- */

static bool turn_value(struct op *op, struct json *out, const cJSON *node);

static bool turn_number(struct op *op, struct json *out, double value)
{
    bool whole = value == floor(value) && fabs(value) <= (double)JSON_INT_MAX;
    out->kind = whole ? JSON_INT : JSON_REAL;
    out->integer = whole ? (int64_t)value : 0;
    out->real = value;
    return isfinite(value) || fail(op, E_INPUT, "json.number", NULL);
}

static bool check_key(struct op *op, const struct json *object, const char *key)
{
    if (object->count >= KEYS_MAX) {
        return fail(op, E_LIMIT, "json.too_many_keys", NULL);
    }
    return json_get(object, key) == NULL || fail_field(op, E_INPUT, key, "json.duplicate_key", "key", key, NULL);
}

static bool turn_children(struct op *op, struct json *out, const cJSON *node)
{
    struct json **end = &out->first;
    const cJSON *child = NULL;
    cJSON_ArrayForEach(child, node)
    {
        if (out->kind == JSON_OBJECT && !check_key(op, out, child->string)) {
            return false;
        }
        struct json *c = arena_alloc(op->arena, sizeof *c);
        c->key = child->string; /* in the arena already */
        if (!turn_value(op, c, child)) {
            return false;
        }
        *end = c;
        end = &c->next;
        out->count++;
    }
    return true;
}

static bool turn_value(struct op *op, struct json *out, const cJSON *node)
{
    switch (node->type & 0xFF) {
    case cJSON_NULL:
        out->kind = JSON_NULL;
        return true;
    case cJSON_True:
    case cJSON_False:
        out->kind = JSON_BOOL;
        out->boolean = cJSON_IsTrue(node);
        return true;
    case cJSON_Number:
        return turn_number(op, out, node->valuedouble);
    case cJSON_String:
        out->kind = JSON_TEXT;
        out->text = viet_nfc(op->arena, node->valuestring, strlen(node->valuestring));
        return out->text != NULL || fail(op, E_INPUT, "json.utf8", NULL);
    default:
        out->kind = cJSON_IsArray(node) ? JSON_ARRAY : JSON_OBJECT;
        return turn_children(op, out, node);
    }
}

/* ---- all of it ---- */

static const cJSON *read_tree(struct op *op, const char *bytes, size_t len)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    const char *end = NULL;
    must(pthread_once(&once, tell_hooks) == 0);
    reading = op->arena;
    const cJSON *tree = cJSON_ParseWithLengthOpts(bytes, len, &end, false);
    reading = NULL;
    size_t at = end == NULL ? 0 : (size_t)(end - bytes);
    if (tree != NULL) {
        at += strspn(arena_strndup(op->arena, bytes + at, len - at), " \t\r\n");
    }
    if (tree == NULL || at != len) {
        (void)bad_syntax(op, bytes, bytes + at);
        return NULL;
    }
    return tree;
}

const struct json *json_parse(struct op *op, const char *bytes, size_t len)
{
    struct look look = {op, bytes, bytes, bytes + len};
    if (len > JSON_BYTES_MAX) {
        (void)fail(op, E_LIMIT, "json.too_big", NULL);
    } else if (memchr(bytes, '\0', len) != NULL) {
        (void)fail(op, E_INPUT, "json.nul", NULL);
    } else if (!viet_is_valid(bytes, len)) {
        (void)fail(op, E_INPUT, "json.utf8", NULL);
    } else if (look_through(&look)) {
        const cJSON *tree = read_tree(op, bytes, len);
        struct json *out = tree == NULL ? NULL : arena_alloc(op->arena, sizeof *out);
        return out != NULL && turn_value(op, out, tree) ? out : NULL;
    }
    return NULL;
}
