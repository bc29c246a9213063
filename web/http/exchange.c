/* One request and its answer. Two things here deserve care: exchange_accept, which is the place where a request that
 * two programs could read differently is turned away, and exchange_head, the only place that writes an answer's head,
 * so that no answer can miss the security headers.
 *
 * The library in front of this file is lenient (it takes a repeated Content-Length, or a length beside chunks); what it
 * hides cannot be seen here, and is harmless as long as a connection carries one request: see server.c. */
#include "http/exchange.h"

#include "base/viet.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#define LENGTH_DIGITS_MAX 15

/* Scripts, styles, pictures and fonts come from this server and nowhere else, nothing is written into the page. */
static const char policy_of_pages[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; manifest-src 'self'; worker-src 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'; object-src 'none'";
/* A browser wraps a PDF in a page of its own that needs its style and an object; the screens show it in a frame. */
static const char policy_of_pdf[] =
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'";
/* Somebody's file: whatever the browser makes of it, it is nobody and may do nothing. */
static const char policy_of_strangers[] = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

void exchange_init(struct exchange *x, struct arena *arena)
{
    *x = (struct exchange){.arena = arena, .query = "", .remote = "", .file = -1};
    strbuf_init(&x->body, arena, EXCHANGE_ANSWER_MAX);
}

void exchange_close(struct exchange *x)
{
    if (x->file >= 0) {
        (void)close(x->file);
        x->file = -1;
    }
}

/* ---- the request ---- */

const char *exchange_header(const struct exchange *x, const char *name)
{
    for (size_t i = 0; i < x->header_count; i++) {
        if (strcasecmp(x->headers[i].name, name) == 0) {
            return x->headers[i].value;
        }
    }
    return NULL;
}

size_t exchange_header_count(const struct exchange *x, const char *name)
{
    size_t n = 0;
    for (size_t i = 0; i < x->header_count; i++) {
        n += strcasecmp(x->headers[i].name, name) == 0;
    }
    return n;
}

/* The value of `name` in one Cookie header; counts how often it was there. */
static const char *cookie_in(const struct exchange *x, const char *list, const char *name, int *times)
{
    const char *found = NULL;
    size_t len = strlen(name);
    while (*list != '\0') {
        list += strspn(list, " ;");
        size_t part = strcspn(list, ";");
        if (part > len && strncmp(list, name, len) == 0 && list[len] == '=') {
            found = arena_strndup(x->arena, list + len + 1, part - len - 1);
            (*times)++;
        }
        list += part;
    }
    return found;
}

const char *exchange_cookie(const struct exchange *x, const char *name)
{
    const char *value = NULL;
    int times = 0;
    for (size_t i = 0; i < x->header_count; i++) {
        if (strcasecmp(x->headers[i].name, "Cookie") == 0) {
            const char *found = cookie_in(x, x->headers[i].value, name, &times);
            value = found != NULL ? found : value;
        }
    }
    return times == 1 ? value : NULL;
}

/* Weight of one language in thousandths: "en;q=0.8" -> 800; -1 if the item is about another language. */
static int language_weight(const char *item, size_t len, const char *code)
{
    if (len < 2 || strncasecmp(item, code, 2) != 0 || (len > 2 && isalnum((unsigned char)item[2]))) {
        return -1;
    }
    for (size_t i = 2; i + 2 < len; i++) {
        if (strncmp(item + i, "q=", 2) == 0) {
            int weight = item[i + 2] == '1' ? 1000 : 0;
            int unit = 100;
            for (size_t d = i + 4; d < len && isdigit((unsigned char)item[d]) && unit > 0; d++, unit /= 10) {
                weight += (item[d] - '0') * unit;
            }
            return weight;
        }
    }
    return 1000;
}

enum lang exchange_lang(const struct exchange *x)
{
    const char *list = exchange_header(x, "Accept-Language");
    int vi = -1, en = -1, place_vi = 0, place_en = 0;
    for (int place = 1; list != NULL && *list != '\0'; place++) {
        list += strspn(list, " ,");
        size_t len = strcspn(list, ",");
        int v = language_weight(list, len, "vi"), e = language_weight(list, len, "en");
        if (v > vi) {
            vi = v;
            place_vi = place;
        }
        if (e > en) {
            en = e;
            place_en = place;
        }
        list += len;
    }
    return en > 0 && (en > vi || (en == vi && place_en < place_vi)) ? LANG_EN : LANG_VI;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool has_control(const char *text)
{
    for (const unsigned char *p = (const unsigned char *)text; *p != '\0'; p++) {
        if (*p < 0x20 || *p == 0x7f) {
            return true;
        }
    }
    return false;
}

const char *exchange_decode(struct arena *arena, const char *raw, size_t len, bool plus)
{
    char *out = arena_alloc(arena, len + 1);
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        int c = (unsigned char)raw[i];
        if (c == '%') {
            int high = len - i > 2 ? hex_value(raw[i + 1]) : -1;
            int low = len - i > 2 ? hex_value(raw[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return NULL;
            }
            c = high * 16 + low;
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        if (c < 0x20 || c == 0x7f) {
            return NULL;
        }
        out[n++] = (char)c;
    }
    out[n] = '\0';
    return viet_is_valid(out, n) ? out : NULL;
}

static bool is_token(const char *text)
{
    if (*text == '\0') {
        return false;
    }
    for (const unsigned char *p = (const unsigned char *)text; *p != '\0'; p++) {
        if (!isalnum(*p) && strchr("!#$%&'*+-.^_`|~", *p) == NULL) {
            return false;
        }
    }
    return true;
}

static bool is_one_of(const char *text, const char *const *list)
{
    for (; *list != NULL; list++) {
        if (strcmp(text, *list) == 0) {
            return true;
        }
    }
    return false;
}

static bool accept_target(struct op *op, const struct exchange *x)
{
    size_t path = strlen(x->path), query = strlen(x->query);
    if (path + query > EXCHANGE_TARGET_MAX) {
        return fail(op, E_LIMIT, "request.target_too_long", NULL);
    }
    if (*x->path != '/' || strpbrk(x->path, "?#\\") != NULL ||
        exchange_decode(op->arena, x->path, path, false) == NULL ||
        exchange_decode(op->arena, x->query, query, true) == NULL) {
        return fail(op, E_INPUT, "request.target", NULL);
    }
    return true;
}

static bool accept_headers(struct op *op, const struct exchange *x)
{
    if (x->header_count >= EXCHANGE_HEADERS_MAX) {
        return fail(op, E_LIMIT, "request.too_many_headers", NULL);
    }
    for (size_t i = 0; i < x->header_count; i++) {
        if (!is_token(x->headers[i].name) || has_control(x->headers[i].value)) {
            return fail(op, E_INPUT, "request.malformed", NULL);
        }
    }
    const char *host = exchange_header(x, "Host");
    if (exchange_header_count(x, "Host") != 1 || *host == '\0' || strpbrk(host, " ,/@?#\\") != NULL) {
        return fail(op, E_INPUT, "request.host", NULL);
    }
    const char *expect = exchange_header(x, "Expect");
    return expect == NULL || strcasecmp(expect, "100-continue") == 0 || fail(op, E_INPUT, "request.expectation", NULL);
}

/* The one length of the body, as plain digits. */
static bool accept_length(struct op *op, struct exchange *x)
{
    size_t lengths = exchange_header_count(x, "Content-Length");
    if (exchange_header_count(x, "Transfer-Encoding") > 0) {
        return lengths > 0 ? fail(op, E_INPUT, "request.two_lengths", NULL)
                           : fail(op, E_INPUT, "request.chunked", NULL);
    }
    if (lengths > 1) {
        return fail(op, E_INPUT, "request.two_lengths", NULL);
    }
    const char *text = exchange_header(x, "Content-Length");
    if (text != NULL) {
        size_t digits = strspn(text, "0123456789");
        if (digits == 0 || text[digits] != '\0') {
            return fail(op, E_INPUT, "request.length", NULL);
        }
        if (digits > LENGTH_DIGITS_MAX) {
            return fail(op, E_LIMIT, "request.too_large", "max", "10 MB", NULL);
        }
        for (size_t i = 0; i < digits; i++) {
            x->length = x->length * 10 + (text[i] - '0');
        }
    }
    static const char *const writes[] = {"POST", "PUT", "PATCH", NULL};
    bool takes_body = is_one_of(x->method, writes);
    if (takes_body && text == NULL) {
        return fail(op, E_INPUT, "request.length_needed", NULL);
    }
    if (!takes_body && x->length > 0) {
        return fail(op, E_INPUT, "request.body_unexpected", NULL);
    }
    return true;
}

bool exchange_accept(struct op *op, struct exchange *x)
{
    static const char *const methods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", NULL};
    x->length = 0;
    x->taken = 0;
    if (!is_one_of(x->method, methods)) {
        return fail(op, E_INPUT, "request.method", NULL);
    }
    return accept_target(op, x) && accept_headers(op, x) && accept_length(op, x);
}

long exchange_read(struct op *op, struct exchange *x, void *out, size_t n)
{
    int64_t left = x->length - x->taken;
    if (left <= 0) {
        return 0;
    }
    long got = x->source.read(x->source.self, out, (int64_t)n < left ? n : (size_t)left);
    if (got <= 0) {
        (void)fail(op, E_INPUT, got < 0 ? "request.body_late" : "request.body_short", NULL);
        return -1;
    }
    x->taken += got;
    return got;
}

bool exchange_read_body(struct op *op, struct exchange *x, size_t max, const char **bytes, size_t *len)
{
    must(x->taken == 0);
    if (x->length > (int64_t)max) {
        return fail(op, E_LIMIT, "request.too_large", "max", arena_printf(op->arena, "%zu", max), NULL);
    }
    size_t want = (size_t)x->length, have = 0;
    char *out = arena_alloc(op->arena, want + 1);
    while (have < want) {
        long n = exchange_read(op, x, out + have, want - have);
        if (n < 0) {
            return false;
        }
        have += (size_t)n;
    }
    *bytes = out;
    *len = have;
    return true;
}

/* ---- the answer ---- */

void exchange_set(struct exchange *x, const char *name, const char *value)
{
    must(is_token(name) && !has_control(value));
    size_t i = 0;
    while (i < x->answer_count && strcasecmp(x->answer[i].name, name) != 0) {
        i++;
    }
    must(i < EXCHANGE_ANSWER_HEADERS);
    x->answer[i] = (struct header){arena_strdup(x->arena, name), arena_strdup(x->arena, value)};
    x->answer_count += i == x->answer_count;
}

void exchange_forget(struct exchange *x)
{
    exchange_close(x);
    x->status = 0;
    x->answer_count = 0;
    x->file_length = 0;
    x->body.len = 0;
    x->body.overflow = false;
}

void exchange_answer(struct exchange *x, int status, const char *type, const void *bytes, size_t len)
{
    exchange_close(x);
    x->status = status;
    x->file_length = 0;
    x->body.len = 0;
    if (type != NULL) {
        exchange_set(x, "Content-Type", type);
        strbuf_add(&x->body, bytes, len);
        must(!x->body.overflow);
    }
}

void exchange_answer_file(struct exchange *x, int status, const char *type, int file, int64_t length)
{
    exchange_answer(x, status, type, "", 0);
    x->file = file;
    x->file_length = length;
}

bool exchange_is_bodiless(const struct exchange *x)
{
    return x->status == 204 || x->status == 304 || strcmp(x->method, "HEAD") == 0;
}

static const char *answer_header(const struct exchange *x, const char *name)
{
    for (size_t i = 0; i < x->answer_count; i++) {
        if (strcasecmp(x->answer[i].name, name) == 0) {
            return x->answer[i].value;
        }
    }
    return NULL;
}

static void put_security(const struct exchange *x, struct strbuf *b)
{
    const char *type = answer_header(x, "Content-Type");
    bool pdf = type != NULL && strcmp(type, "application/pdf") == 0;
    const char *policy = pdf ? policy_of_pdf : x->strangers ? policy_of_strangers : policy_of_pages;
    strbuf_printf(b, "Content-Security-Policy: %s\r\n", policy);
    strbuf_printf(b, "X-Frame-Options: %s\r\n", pdf ? "SAMEORIGIN" : "DENY");
    strbuf_puts(b, "X-Content-Type-Options: nosniff\r\n"
                   "Referrer-Policy: same-origin\r\n"
                   "Cross-Origin-Opener-Policy: same-origin\r\n"
                   "Cross-Origin-Resource-Policy: same-origin\r\n"
                   "Permissions-Policy: camera=(self), microphone=(), geolocation=(), payment=()\r\n");
    if (x->secure) {
        strbuf_puts(b, "Strict-Transport-Security: max-age=31536000\r\n");
    }
    if (answer_header(x, "Cache-Control") == NULL) {
        strbuf_puts(b, "Cache-Control: no-store\r\n");
    }
}

static void put_date(struct strbuf *b)
{
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t now = time(NULL);
    struct tm t;
    must(gmtime_r(&now, &t) != NULL);
    strbuf_printf(b, "Date: %s, %02d %s %d %02d:%02d:%02d GMT\r\n", days[t.tm_wday], t.tm_mday, months[t.tm_mon],
                  t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
}

const char *exchange_head(struct exchange *x, bool keep_alive, size_t *len)
{
    must(x->status >= 200);
    struct strbuf b;
    strbuf_init(&b, x->arena, 64 * 1024);
    strbuf_printf(&b, "HTTP/1.1 %d %s\r\n", x->status, exchange_reason(x->status));
    for (size_t i = 0; i < x->answer_count; i++) {
        strbuf_printf(&b, "%s: %s\r\n", x->answer[i].name, x->answer[i].value);
    }
    put_date(&b);
    put_security(x, &b);
    if (x->status != 204 && x->status != 304) {
        int64_t length = x->file >= 0 ? x->file_length : (int64_t)x->body.len;
        strbuf_printf(&b, "Content-Length: %lld\r\n", (long long)length);
    }
    strbuf_printf(&b, "Connection: %s\r\n\r\n", keep_alive ? "keep-alive" : "close");
    must(!b.overflow);
    *len = b.len;
    return b.data;
}

const char *exchange_reason(int status)
{
    static const struct {
        int status;
        const char *reason;
    } reasons[] = {
        {200, "OK"},
        {201, "Created"},
        {204, "No Content"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {411, "Length Required"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {417, "Expectation Failed"},
        {422, "Unprocessable Content"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {505, "HTTP Version Not Supported"},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (reasons[i].status == status) {
            return reasons[i].reason;
        }
    }
    return "Answer";
}
