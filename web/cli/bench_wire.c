#include "cli/bench_wire.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define REQUEST_MAX 4096 /* a head, and a small body behind it in the same segment */

void wire_open(struct wire *w, int port, bool keep, size_t max)
{
    *w = (struct wire){.port = port, .keep = keep, .fd = -1, .max = max, .text = malloc(max)};
    must(w->text != NULL);
}

static void hang_up(struct wire *w)
{
    if (w->fd >= 0) {
        close(w->fd);
        w->fd = -1;
    }
}

void wire_close(struct wire *w)
{
    hang_up(w);
    free(w->text);
    w->text = NULL;
}

static int dial(int port)
{
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&in, sizeof in) != 0) {
        close(fd);
        fd = -1;
    }
    if (fd >= 0) {
        (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    }
    return fd;
}

static bool send_all(int fd, const char *bytes, size_t n)
{
    for (size_t sent = 0; sent < n;) {
        ssize_t now = send(fd, bytes + sent, n - sent, MSG_NOSIGNAL);
        if (now <= 0) {
            return false;
        }
        sent += (size_t)now;
    }
    return true;
}

static bool send_call(const struct wire *w, const struct wire_call *call)
{
    char text[REQUEST_MAX];
    int n = snprintf(text, sizeof text, "%s %s HTTP/1.1\r\n", call->method, call->path);
    for (size_t i = 0; i < call->header_count; i++) {
        n += snprintf(text + n, sizeof text - (size_t)n, "%s: %s\r\n", call->headers[i].name, call->headers[i].value);
    }
    if (strcmp(call->method, "GET") != 0) {
        n += snprintf(text + n, sizeof text - (size_t)n, "Content-Length: %zu\r\n", call->length);
    }
    n += snprintf(text + n, sizeof text - (size_t)n, "Connection: %s\r\n\r\n", w->keep ? "keep-alive" : "close");
    size_t head = (size_t)n;
    must(head < sizeof text);
    if (call->length < sizeof text - head) {
        memcpy(text + head, call->body, call->length);
        return send_all(w->fd, text, head + call->length);
    }
    return send_all(w->fd, text, head) && send_all(w->fd, call->body, call->length);
}

/* `kept` tells whether the connection goes on. False if the answer broke off or is larger than there is room for. */
static bool read_answer(const struct wire *w, struct wire_answer *out, bool *kept)
{
    size_t have = 0, want = 0;
    while (want == 0 || have < want) {
        ssize_t n = recv(w->fd, w->text + have, w->max - 1 - have, 0);
        if (n <= 0) {
            return false;
        }
        have += (size_t)n;
        w->text[have] = '\0';
        const char *end = want == 0 ? strstr(w->text, "\r\n\r\n") : NULL;
        if (end != NULL) {
            const char *length = strstr(w->text, "\r\nContent-Length: ");
            const char *keep = strstr(w->text, "\r\nConnection: keep-alive");
            out->length = length == NULL || length > end ? 0 : strtoul(length + 18, NULL, 10);
            out->body = end + 4;
            out->status = (int)strtol(w->text + 9, NULL, 10);
            want = (size_t)(out->body - w->text) + out->length;
            *kept = keep != NULL && keep < end;
        }
    }
    return true;
}

bool wire_ask(struct wire *w, const struct wire_call *call, struct wire_answer *out)
{
    bool kept = false;
    *out = (struct wire_answer){0};
    if (w->fd < 0) {
        w->fd = dial(w->port);
    }
    bool whole = w->fd >= 0 && send_call(w, call) && read_answer(w, out, &kept);
    if (!whole) {
        out->status = 0;
    }
    if (!(kept && w->keep)) {
        hang_up(w);
    }
    if (out->status != 200) {
        (void)snprintf(w->why, sizeof w->why, "status %d: %.300s", out->status, out->status == 0 ? strerror(errno) : out->body);
    }
    return out->status == 200;
}
