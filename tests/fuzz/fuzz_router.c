/* Any bytes as the head and the body of a request, as lenient as the library that would have cut them: the router answers,
 * the answer has a head with the headers that every answer has, and a JSON answer is JSON. */
#include "base/log.h"
#include "fuzz.h"
#include "http_example.h"

#include <string.h>

struct input {
    const char *at;
    size_t left;
};

static long read_rest(void *self, void *out, size_t n)
{
    struct input *in = self;
    n = n < in->left ? n : in->left;
    memcpy(out, in->at, n);
    in->at += n;
    in->left -= n;
    return (long)n;
}

/* The text up to `end` (consumed), NUL-terminated in the arena. Zero bytes end it early, as they do in the library. */
static const char *take_until(struct arena *arena, struct input *in, char end)
{
    const char *found = in->left > 0 ? memchr(in->at, end, in->left) : NULL;
    size_t n = found != NULL ? (size_t)(found - in->at) : in->left;
    const char *text = in->left > 0 ? arena_strndup(arena, in->at, n) : "";
    in->at += n + (found != NULL);
    in->left -= n + (found != NULL);
    return text;
}

static void fill(struct exchange *x, struct header *headers, struct input *in)
{
    x->method = take_until(x->arena, in, ' ');
    const char *target = take_until(x->arena, in, '\n');
    size_t path = strcspn(target, "?");
    x->path = arena_strndup(x->arena, target, path);
    x->query = target[path] == '?' ? target + path + 1 : "";
    x->headers = headers;
    while (x->header_count < EXCHANGE_HEADERS_MAX) {
        const char *line = take_until(x->arena, in, '\n');
        size_t name = strcspn(line, ":");
        if (line[name] == '\0') {
            break;
        }
        headers[x->header_count++] = (struct header){arena_strndup(x->arena, line, name), line + name + 1};
    }
    x->source.read = read_rest;
    x->source.self = in;
}

static void check_answer(struct exchange *x)
{
    size_t len;
    const char *head = exchange_head(x, false, &len);
    must(x->status >= 200 && x->status < 600 && strlen(head) == len);
    must(strstr(head, "\r\nContent-Security-Policy: ") != NULL &&
         strstr(head, "\r\nConnection: close\r\n\r\n") != NULL);
    must(strstr(head, "\r\n\r\n") + 4 == head + len);
    if (strstr(head, "json\r\n") != NULL && !exchange_is_bodiless(x)) {
        struct op op;
        op_init(&op, x->arena, "fuzz", LANG_EN);
        must(json_parse(&op, x->body.data, x->body.len) != NULL || op.error.code == E_LIMIT);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static struct example example;
    if (example.guard == NULL) {
        log_set_level(LOG_SILENT);
        example_open(&example, true);
    }
    example.now_ms += 3600000; /* limits are tried elsewhere */
    struct arena *arena = arena_open((size_t)256 << 20);
    struct header headers[EXCHANGE_HEADERS_MAX];
    struct input in = {(const char *)bytes, len};
    struct exchange x;
    exchange_init(&x, arena);
    fill(&x, headers, &in);
    router_answer(&example.router, &x);
    check_answer(&x);
    exchange_close(&x);
    arena_close(arena);
    return 0;
}
