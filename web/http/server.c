/* How the library is tamed (version 1.15 as Debian builds it):
 *
 * - `begin_request` sees every request before the library looks for files, websockets, CORS or passwords, and always answers
 *   it. No path of the library behind it is ever reached.
 * - `http_error` is called when the library refuses a request by itself (broken head, bad length); it answers the same way.
 * - `decode_url no`: the path comes as it was sent and is decoded once, by the router.
 * - mg_disable_keep_alive after each answer: else the library would read the rest of a refused body without a deadline.
 * - A worker's deadlines are set when it takes a connection (init_connection) and again before the body: see worker.h.
 *
 * After a refusal the body is read for a moment and thrown away: a socket closed over unread bytes resets the connection, and
 * the peer may never see why it was refused. */
#include "http/server.h"

#include "base/digest.h"
#include "base/log.h"
#include "http/problem.h"
#include "http/worker.h"

#include <arpa/inet.h>
#include <civetweb.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <unistd.h>

#define THREADS 512
#define HEADER_MS 5000
#define BODY_MS 30000
#define KEEP_ALIVE_MS 10000
#define LINGER_MS 1000
#define LINGER_BYTES ((size_t)16 << 20)
#define WRITE_MS 30000
#define WRITE_BYTES_PER_SECOND 8192
#define DESCRIPTORS 65536
#define SMALL_BODY 65536 /* sent in one piece with its head */

struct server {
    struct server_options options;
    struct mg_context *context;
    int port;
    pthread_mutex_t lock; /* guards the two counts below */
    pthread_cond_t ready;
    int workers;
    size_t least_stack;
};

/* ---- one request ---- */

/* What body_source.self points to. */
struct socket_body {
    struct mg_connection *conn;
    int64_t deadline_ms;
    bool must_nod; /* the peer sent "Expect: 100-continue" and waits for our nod before it sends the body */
};

static bool write_all(struct mg_connection *conn, const char *bytes, size_t n)
{
    while (n > 0) {
        int sent = mg_write(conn, bytes, n > INT32_MAX ? INT32_MAX : n);
        if (sent <= 0) {
            return false;
        }
        bytes += sent;
        n -= (size_t)sent;
    }
    return true;
}

static long read_socket(void *self, void *out, size_t n)
{
    static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
    struct socket_body *body = self;
    if (body->must_nod) {
        body->must_nod = false;
        if (!write_all(body->conn, go_on, sizeof go_on - 1)) {
            return -1;
        }
    }
    worker_read_until(body->deadline_ms);
    int got = mg_read(body->conn, out, n);
    worker_read_until(0);
    return got > 0 ? got : (got < 0 || worker_was_late() ? -1 : 0);
}

static bool is_loopback(const char *address)
{
    return strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0;
}

/* The last address of X-Forwarded-For: the one our own proxy wrote. */
static const char *forwarded_for(struct arena *arena, const char *list)
{
    const char *comma = strrchr(list, ',');
    const char *last = comma != NULL ? comma + 1 : list;
    last += strspn(last, " ");
    return arena_strndup(arena, last, strcspn(last, " "));
}

static void fill_request(const struct server *server, const struct mg_request_info *info, struct exchange *x)
{
    struct header *headers = arena_array(x->arena, (size_t)info->num_headers + 1, sizeof *headers);
    for (int i = 0; i < info->num_headers; i++) {
        headers[i] = (struct header){info->http_headers[i].name, info->http_headers[i].value};
    }
    x->headers = headers;
    x->header_count = (size_t)info->num_headers;
    x->method = info->request_method;
    /* The library cut the target at its first '?'. An absolute form ("http://…") is left as it is and refused later. */
    x->path = info->request_uri;
    x->query = info->query_string != NULL ? info->query_string : "";
    x->remote = info->remote_addr;
    if (server->options.behind_proxy && is_loopback(info->remote_addr)) {
        const char *list = exchange_header(x, "X-Forwarded-For");
        const char *scheme = exchange_header(x, "X-Forwarded-Proto");
        x->remote = list != NULL ? forwarded_for(x->arena, list) : x->remote;
        x->secure = scheme != NULL && strcasecmp(scheme, "https") == 0;
    }
}

static void set_write_deadline(int64_t bytes)
{
    worker_write_until(worker_now_ms() + WRITE_MS + bytes / WRITE_BYTES_PER_SECOND * 1000);
}

static void send_file(struct mg_connection *conn, int file, int64_t length)
{
    char piece[16384];
    while (length > 0) {
        ssize_t n = read(file, piece, length < (int64_t)sizeof piece ? (size_t)length : sizeof piece);
        if (n <= 0 || !write_all(conn, piece, (size_t)n)) {
            return; /* the peer sees a short body */
        }
        length -= n;
    }
}

static void send_answer(struct mg_connection *conn, struct exchange *x, bool keep)
{
    size_t len;
    const char *head = exchange_head(x, keep, &len);
    bool has_body = !exchange_is_bodiless(x);
    set_write_deadline(has_body ? x->file_length + (int64_t)x->body.len : 0);
    if (has_body && x->file < 0 && x->body.len <= SMALL_BODY) {
        char *all = arena_alloc(x->arena, len + x->body.len + 1);
        memcpy(all, head, len);
        memcpy(all + len, x->body.data, x->body.len);
        (void)write_all(conn, all, len + x->body.len);
    } else if (write_all(conn, head, len) && has_body) {
        if (x->file >= 0) {
            send_file(conn, x->file, x->file_length);
        } else {
            (void)write_all(conn, x->body.data, x->body.len);
        }
    }
    worker_write_until(0);
}

/* Reads what is left of the body, for a moment. */
static void linger(struct mg_connection *conn, const struct exchange *x)
{
    char scrap[16384];
    size_t left = x->length > (int64_t)LINGER_BYTES ? LINGER_BYTES : (size_t)(x->length - x->taken);
    worker_read_until(worker_now_ms() + LINGER_MS);
    while (left > 0) {
        int n = mg_read(conn, scrap, left < sizeof scrap ? left : sizeof scrap);
        if (n <= 0) {
            break;
        }
        left -= (size_t)n < left ? (size_t)n : left;
    }
}

/* An answer for what never reached the router. */
static void refuse(struct exchange *x, enum error_code code, const char *key)
{
    struct op op;
    op_init(&op, x->arena, "-", exchange_lang(x));
    (void)fail(&op, code, key, NULL);
    problem_answer(&op, x);
}

/* A worker's arena lives as long as the worker. */
static struct arena *arena_of(const struct mg_connection *conn)
{
    struct arena *arena = mg_get_thread_pointer(conn);
    must(arena != NULL);
    return arena;
}

/* A connection is kept only for a proxy, and only when nothing of the request is left over. */
static bool may_keep(const struct server *server, const struct mg_request_info *info, const struct exchange *x)
{
    const char *wish = exchange_header(x, "Connection");
    bool whole = x->taken == x->length && exchange_header(x, "Transfer-Encoding") == NULL && x->status < 400;
    return server->options.behind_proxy && is_loopback(info->remote_addr) && whole &&
           (wish == NULL || strcasecmp(wish, "close") != 0);
}

static int on_request(struct mg_connection *conn)
{
    struct server *server = mg_get_user_data(mg_get_context(conn));
    const struct mg_request_info *info = mg_get_request_info(conn);
    struct arena *arena = arena_of(conn);
    struct exchange x;
    exchange_init(&x, arena);
    fill_request(server, info, &x);
    struct socket_body body = {.conn = conn,
                               .deadline_ms = worker_now_ms() + server->options.body_ms,
                               .must_nod = exchange_header(&x, "Expect") != NULL};
    x.source = (struct body_source){.read = read_socket, .self = &body};
    worker_read_until(0);
    server->options.answer(server->options.self, &x);
    must(x.status != 0);
    bool keep = may_keep(server, info, &x);
    send_answer(conn, &x, keep);
    if (x.taken < x.length && !body.must_nod) {
        linger(conn, &x);
    }
    if (!keep) {
        mg_disable_keep_alive(conn);
    }
    int status = x.status;
    exchange_close(&x);
    arena_reset(arena);
    worker_read_until(worker_now_ms() + KEEP_ALIVE_MS + server->options.header_ms); /* for a proxy's next request */
    return status;
}

/* The library could not make a request of the bytes. */
static int on_error(struct mg_connection *conn, int status, const char *message)
{
    struct arena *arena = arena_of(conn);
    struct exchange x;
    worker_read_until(0);
    exchange_init(&x, arena);
    x.method = "GET";
    x.path = "/";
    if (worker_was_late()) {
        refuse(&x, E_INPUT, "request.headers_late");
    } else if (status == 411) {
        refuse(&x, E_INPUT, "request.length");
    } else if (status == 413) {
        refuse(&x, E_LIMIT, "request.too_many_headers");
    } else if (status == 505) {
        refuse(&x, E_INPUT, "request.version");
    } else {
        refuse(&x, E_INPUT, "request.malformed");
    }
    log_line(LOG_DEBUG, "server.refused", "status=%d library=\"%s\"", status, message);
    send_answer(conn, &x, false);
    mg_disable_keep_alive(conn);
    arena_reset(arena);
    return 0;
}

/* ---- threads ---- */

static int on_connection(const struct mg_connection *conn, void **data)
{
    const struct server *server = mg_get_user_data(mg_get_context(conn));
    (void)data;
    worker_read_until(worker_now_ms() + server->options.header_ms);
    return 0;
}

static void *on_thread(const struct mg_context *context, int kind)
{
    if (kind != 1) {
        return NULL;
    }
    struct server *server = mg_get_user_data(context);
    size_t stack = worker_stack();
    must(pthread_mutex_lock(&server->lock) == 0);
    server->workers++;
    server->least_stack = stack < server->least_stack ? stack : server->least_stack;
    must(pthread_cond_signal(&server->ready) == 0);
    must(pthread_mutex_unlock(&server->lock) == 0);
    return arena_open(SERVER_ARENA_MAX);
}

static void on_thread_end(const struct mg_context *context, int kind, void *data)
{
    (void)context;
    if (kind == 1) {
        arena_close(data);
    }
}

static int on_log(const struct mg_connection *conn, const char *message)
{
    (void)conn;
    log_line(LOG_WARN, "server.library", "message=\"%s\"", message);
    return 1;
}

/* Waits until every thread has shown its stack. */
static bool wait_for_workers(struct op *op, struct server *server)
{
    must(pthread_mutex_lock(&server->lock) == 0);
    while (server->workers < server->options.threads) {
        must(pthread_cond_wait(&server->ready, &server->lock) == 0);
    }
    size_t least = server->least_stack;
    must(pthread_mutex_unlock(&server->lock) == 0);
    return least >= WORKER_STACK || fail_broken(op, "a worker has %zu bytes of stack", least);
}

static bool start(struct op *op, struct server *server)
{
    char threads[16], silence_ms[16], keep_ms[16];
    int longest =
        server->options.header_ms > server->options.body_ms ? server->options.header_ms : server->options.body_ms;
    (void)snprintf(threads, sizeof threads, "%d", server->options.threads);
    /* The library's own patience lasts longer than any deadline, so that it is always ours that ends the waiting. */
    (void)snprintf(silence_ms, sizeof silence_ms, "%d", longest + 1000);
    (void)snprintf(keep_ms, sizeof keep_ms, "%d", KEEP_ALIVE_MS);
    /* clang-format off */
    const char *options[] = {
        "listening_ports", server->options.listen,
        "num_threads", threads,
        "connection_queue", "4096",
        "listen_backlog", "4096",
        "tcp_nodelay", "1",
        "request_timeout_ms", silence_ms,
        "enable_keep_alive", server->options.behind_proxy ? "yes" : "no",
        "keep_alive_timeout_ms", keep_ms,
        "decode_url", "no",
        "enable_directory_listing", "no",
        "enable_auth_domain_check", "no",
        "access_control_allow_origin", "",
        "access_control_allow_methods", "",
        "access_control_allow_headers", "",
        "allow_sendfile_call", "no",
        NULL,
    };
    /* clang-format on */
    const struct mg_callbacks callbacks = {
        .begin_request = on_request,
        .http_error = on_error,
        .init_connection = on_connection,
        .init_thread = on_thread,
        .exit_thread = on_thread_end,
        .log_message = on_log,
    };
    server->context = mg_start(&callbacks, server, options);
    if (server->context == NULL) {
        return fail(op, E_INPUT, "server.listen", "address", server->options.listen, NULL);
    }
    struct mg_server_port ports[1];
    if (mg_get_server_ports(server->context, 1, ports) != 1) {
        return fail_broken(op, "no port");
    }
    server->port = ports[0].port;
    return wait_for_workers(op, server);
}

/* "[address:]port" in digits. The library knows more (a letter for TLS, lists) and takes 999.0.0.1: none of it is wanted. */
static bool is_address(const char *listen)
{
    char address[INET_ADDRSTRLEN] = "0.0.0.0";
    struct in_addr parsed;
    const char *colon = strchr(listen, ':');
    const char *port = colon != NULL ? colon + 1 : listen;
    size_t digits = strspn(port, "0123456789");
    if (colon != NULL && colon - listen >= INET_ADDRSTRLEN) {
        return false;
    }
    if (colon != NULL) {
        (void)snprintf(address, sizeof address, "%.*s", (int)(colon - listen), listen);
    }
    return digits > 0 && digits <= 5 && port[digits] == '\0' && inet_pton(AF_INET, address, &parsed) == 1;
}

/* A worker, a queued connection and an open world each need a descriptor; the usual soft limit is 1,024. */
static void raise_descriptor_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < DESCRIPTORS) {
        limit.rlim_cur = limit.rlim_max == RLIM_INFINITY || limit.rlim_max > DESCRIPTORS ? DESCRIPTORS : limit.rlim_max;
        (void)setrlimit(RLIMIT_NOFILE, &limit);
    }
}

struct server *server_open(struct op *op, const struct server_options *options)
{
    if (!is_address(options->listen)) {
        (void)fail(op, E_INPUT, "server.listen", "address", options->listen, NULL);
        return NULL;
    }
    raise_descriptor_limit();
    struct server *server = calloc(1, sizeof *server);
    must(server != NULL);
    server->options = *options;
    server->options.threads = options->threads > 0 ? options->threads : THREADS;
    server->options.header_ms = options->header_ms > 0 ? options->header_ms : HEADER_MS;
    server->options.body_ms = options->body_ms > 0 ? options->body_ms : BODY_MS;
    server->least_stack = SIZE_MAX;
    must(pthread_mutex_init(&server->lock, NULL) == 0 && pthread_cond_init(&server->ready, NULL) == 0);
    (void)mg_init_library(MG_FEATURES_DEFAULT);
    if (!start(op, server)) {
        server_close(server);
        return NULL;
    }
    log_line(LOG_INFO, "server.started", "port=%d threads=%d stack_kib=%zu", server->port, server->options.threads,
             server->least_stack / 1024);
    return server;
}

int server_port(const struct server *server)
{
    return server->port;
}

void server_close(struct server *server)
{
    if (server == NULL) {
        return;
    }
    if (server->context != NULL) {
        mg_stop(server->context);
    }
    (void)mg_exit_library();
    (void)pthread_cond_destroy(&server->ready);
    (void)pthread_mutex_destroy(&server->lock);
    free(server);
}
