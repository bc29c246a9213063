/* serve: opens the drill ground, sees to the demo class, prints how to get in, and answers until told to stop. */
#include "api/app.h"
#include "base/log.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/cmd.h"
#include "cli/folder.h"
#include "cli/lan.h"
#include "form/form.h"
#include "form/qr.h"
#include "http/asset.h"
#include "http/openapi.h"
#include "http/server.h"
#include "people/classroom.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define START_ARENA ((size_t)512 << 20)
#define FILES_WANTED 32768
#define HOUSEKEEPING_SECONDS 3600
#define THREADS_MAX 4096

struct serving {
    struct app app;
    struct router router;
    struct op *op;
};

static void answer(void *self, struct exchange *x)
{
    router_answer(self, x);
}

static void say_building(const char *exercise)
{
    printf("Đang dựng thế giới xuất phát cho bài “%s”…\n", exercise);
    (void)fflush(stdout);
}

static void raise_file_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < FILES_WANTED) {
        limit.rlim_cur = limit.rlim_max < FILES_WANTED ? limit.rlim_max : FILES_WANTED;
        (void)setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/* The demo trainer and class; the password is said once, at the first start. */
static const struct classroom *ensure_demo(struct op *op, struct ground *g, const char **password)
{
    const char *ids[CLASS_EXERCISES_MAX];
    size_t count = 0;
    const struct shelf *shelf = ground_shelf(g);
    for (int level = 1; level <= EXERCISE_LEVEL_MAX; level++) { /* what a beginner begins with comes first */
        for (size_t i = 0; i < shelf_count(shelf) && count < CLASS_EXERCISES_MAX; i++) {
            const struct exercise *e = shelf_at(shelf, i)->exercise;
            if (e->level == level) {
                ids[count++] = e->id;
            }
        }
    }
    if (count == 0) {
        (void)fail(op, E_MISSING, "serve.no_exercise", NULL);
        return NULL;
    }
    return person_ensure_demo(op, ground_lab(g), ground_now(g), password)
               ? classroom_ensure_demo(op, ground_lab(g), ids, count, ground_now(g))
               : NULL;
}

static void print_welcome(struct op *op, const struct app *app, const struct classroom *c, const char *password)
{
    printf("\n  THAO TRƯỜNG %s – môi trường tập huấn, dữ liệu mô phỏng\n\n", app->version);
    for (size_t i = 0; i < APP_URLS_MAX && app->urls[i] != NULL; i++) {
        printf("  %s\n", app->urls[i]);
    }
    if (app->urls[0] != NULL) {
        const char *qr = qr_terminal(op, arena_printf(op->arena, "%s/?join=%s", app->urls[0], c->code));
        printf("\n%s", qr == NULL ? "" : qr);
    }
    printf("\n  Mã lớp tập huấn / class code:  %s\n", c->code);
    if (password != NULL) {
        printf("  Giảng viên / trainer:          %s\n", PERSON_DEMO_TRAINER);
        printf("  Mật khẩu / password:           %s   (chỉ hiện một lần; đặt lại: thaotruong person reset %s)\n", password,
               PERSON_DEMO_TRAINER);
    }
    printf("\n  Dừng máy chủ / stop: Ctrl+C\n\n");
    (void)fflush(stdout);
}

static bool make_document(struct op *op, struct app *app)
{
    struct strbuf b;
    struct openapi_source source = {routes, route_count, openapi_shapes(), app->version};
    strbuf_init(&b, op->arena, OPENAPI_MAX);
    if (!openapi_write(op, &source, &b)) {
        return false;
    }
    app->openapi = b.data;
    return true;
}

static void housekeeping(struct op *op, struct ground *g)
{
    struct arena *arena = arena_open((size_t)16 << 20);
    struct op own;
    int64_t gone = 0;
    op_init(&own, arena, op->id, op->lang);
    if (!session_purge(&own, ground_lab(g), ground_now(g), &gone)) {
        log_failure(&own, "serve.housekeeping");
    }
    arena_close(arena);
}

/* Until SIGINT or SIGTERM, which were blocked before any thread began. */
static void wait_for_end(struct op *op, struct ground *g, const sigset_t *ends)
{
    for (;;) {
        struct timespec hour = {HOUSEKEEPING_SECONDS, 0};
        int got = sigtimedwait(ends, NULL, &hour);
        if (got > 0) {
            return;
        }
        if (errno == EAGAIN) {
            housekeeping(op, g);
        }
    }
}

struct serve_args {
    const char *data, *listen, *scenarios;
    int threads; /* 0 = the server's own choice */
    bool behind_proxy;
};

static int serve(struct op *op, const struct serve_args *args, const sigset_t *ends)
{
    struct serving s = {.app = {.version = THAO_VERSION}, .op = op};
    struct ground_options ground = {.data = args->data, .scenarios = cli_scenarios(op, args->scenarios), .progress = say_building};
    const char *password = NULL;
    s.app.ground = ground_open(op, &ground);
    if (s.app.ground == NULL) {
        return cli_failed(op, "serve");
    }
    int status = 1;
    struct guard *guard = guard_open(&(struct guard_options){.sessions = {app_find_session, s.app.ground}});
    struct asset_set *assets = asset_open(screens, (size_t)screens_count);
    s.router = (struct router){routes, route_count, guard, assets, &s.app, app_enter, app_leave};
    struct server_options options = {.listen = args->listen, .threads = args->threads,
                                     .behind_proxy = args->behind_proxy, .answer = answer, .self = &s.router};
    const struct classroom *demo = ensure_demo(op, s.app.ground, &password);
    struct server *server = NULL;
    struct folder_door *door = NULL;
    if (demo != NULL && form_prepare(op) && make_document(op, &s.app) && router_check(op, routes, route_count)) {
        door = folder_door_open(op, &(struct folder){.data = args->data, .lab = ground_lab(s.app.ground), .worlds = ground_worlds(s.app.ground)});
        server = door == NULL ? NULL : server_open(op, &options);
    }
    if (server != NULL) {
        lan_urls(op, args->listen, server_port(server), s.app.urls, APP_URLS_MAX);
        print_welcome(op, &s.app, demo, password);
        wait_for_end(op, s.app.ground, ends);
        status = 0;
    } else {
        (void)cli_failed(op, "serve");
    }
    folder_door_close(door);
    server_close(server);
    asset_close(assets);
    guard_close(guard);
    ground_close(s.app.ground);
    form_forget();
    return status;
}

int cmd_serve(int argc, char **argv)
{
    struct serve_args args = {.data = "var", .listen = "0.0.0.0:8080"};
    const char *threads = NULL;
    struct cli_rest rest;
    const struct cli_option options[] = {{"data", &args.data, NULL},
                                         {"listen", &args.listen, NULL},
                                         {"scenarios", &args.scenarios, NULL},
                                         {"threads", &threads, NULL},
                                         {"behind-proxy", NULL, &args.behind_proxy},
                                         {NULL, NULL, NULL}};
    if (!cli_parse(argc, argv, options, &rest)) {
        return 2;
    }
    if (!cli_number(threads, 1, THREADS_MAX, &args.threads)) {
        fprintf(stderr, "serve: --threads: 1 … %d\n", THREADS_MAX);
        return 2;
    }
    sigset_t ends;
    (void)sigemptyset(&ends);
    (void)sigaddset(&ends, SIGINT);
    (void)sigaddset(&ends, SIGTERM);
    (void)sigprocmask(SIG_BLOCK, &ends, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
    raise_file_limit();
    struct op op;
    struct arena *arena = arena_open(START_ARENA);
    op_init(&op, arena, "serve", LANG_VI);
    int status = serve(&op, &args, &ends);
    arena_close(arena);
    return status;
}
