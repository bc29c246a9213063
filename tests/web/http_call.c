#include "http_call.h"

#include "base/json.h"
#include "base/text.h"
#include "http/problem.h"

#include "support/check.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static long read_memory(void *self, void *out, size_t n)
{
    struct call *c = self;
    size_t left = c->body_len - c->body_at;
    if (left == 0) {
        return c->body_stalls ? -1 : 0;
    }
    n = n < left ? n : left;
    n = n < 7 ? n : 7; /* in small pieces */
    memcpy(out, c->body + c->body_at, n);
    c->body_at += n;
    return (long)n;
}

static void add(struct call *c, const char *name, const char *value)
{
    must(c->x.header_count < CALL_HEADERS_MAX);
    c->headers[c->x.header_count++] = (struct header){name, value};
}

static void read_head(struct call *c, char *head)
{
    char *line_end = strchr(head, '\n');
    char *next = line_end != NULL ? line_end + 1 : head + strlen(head);
    if (line_end != NULL) {
        *line_end = '\0';
    }
    char *space = strchr(head, ' ');
    must(space != NULL);
    *space = '\0';
    c->x.method = head;
    c->x.path = space + 1;
    char *mark = strchr(space + 1, '?');
    if (mark != NULL) {
        *mark = '\0';
        c->x.query = mark + 1;
    }
    while (*next != '\0') {
        char *line = next;
        line_end = strchr(line, '\n');
        next = line_end != NULL ? line_end + 1 : line + strlen(line);
        if (line_end != NULL) {
            *line_end = '\0';
        }
        char *colon = strchr(line, ':');
        must(colon != NULL);
        *colon = '\0';
        const char *value = colon + 1 + strspn(colon + 1, " ");
        if (strcmp(line, "Host") != 0 || *value != '\0') {
            add(c, line, value);
        }
    }
}

int call_bytes(struct call *c, const struct router *router, const char *head, const char *body, size_t body_len)
{
    c->body = body;
    c->body_len = body_len;
    c->body_at = 0;
    c->arena = arena_open((size_t)64 << 20);
    exchange_init(&c->x, c->arena);
    c->x.headers = c->headers;
    c->x.remote = "192.0.2.1";
    c->x.source = (struct body_source){read_memory, c};
    bool has_host = strstr(head, "\nHost:") != NULL;
    read_head(c, arena_strdup(c->arena, head));
    if (!has_host) {
        add(c, "Host", "thao.example:8080");
    }
    if (body != NULL && exchange_header_count(&c->x, "Content-Length") == 0) {
        add(c, "Content-Length", arena_printf(c->arena, "%zu", body_len));
    }
    router_answer(router, &c->x);
    return c->x.status;
}

int call(struct call *c, const struct router *router, const char *head, const char *body)
{
    *c = (struct call){0};
    return call_bytes(c, router, head, body, body != NULL ? strlen(body) : 0);
}

void call_end(struct call *c)
{
    exchange_close(&c->x);
    arena_close(c->arena);
}

const char *call_header(struct call *c, const char *name)
{
    size_t len, n = strlen(name);
    const char *p = exchange_head(&c->x, false, &len);
    while ((p = strstr(p, "\r\n")) != NULL) {
        p += 2;
        if (strncasecmp(p, name, n) == 0 && p[n] == ':') {
            return arena_strndup(c->arena, p + n + 2, strcspn(p + n + 2, "\r"));
        }
    }
    return NULL;
}

const struct json *call_json(struct call *c)
{
    struct op op;
    op_init(&op, c->arena, "test", LANG_VI);
    return json_parse(&op, c->x.body.data, c->x.body.len);
}

const char *call_text(struct call *c, const char *member)
{
    return json_get_text(call_json(c), member, NULL);
}

void call_check_all(const struct router *router, const struct expected *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct call c;
        int status = call(&c, router, cases[i].head, cases[i].body);
        const char *key = status >= 400 ? call_text(&c, "key") : "-";
        if (status != cases[i].status || (cases[i].key != NULL && strcmp(key, cases[i].key) != 0)) {
            fail_msg("%s %s\n-> %d %s, not %d %s", cases[i].head, cases[i].body != NULL ? cases[i].body : "", status,
                     key, cases[i].status, cases[i].key != NULL ? cases[i].key : "");
        }
        if (status >= 400) {
            assert_true(text_has(key));
            assert_string_equal(call_header(&c, "Content-Type"), PROBLEM_TYPE);
        }
        assert_non_null(call_header(&c, "Content-Security-Policy"));
        assert_non_null(call_header(&c, "Cache-Control"));
        assert_string_equal(call_header(&c, "X-Content-Type-Options"), "nosniff");
        assert_string_equal(call_header(&c, "Connection"), "close");
        call_end(&c);
    }
}
