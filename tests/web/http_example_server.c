/* The example's route table behind the real server, for tests/e2e/hostile_http.py.
 * http_example_server [THREADS [HEADER_MS [BODY_MS [behind_proxy]]]]: listens on a free port of 127.0.0.1, prints it, and
 * serves until its standard input ends. */
#include "base/log.h"
#include "http/server.h"
#include "http_example.h"

#include <stdio.h>
#include <stdlib.h>

static void answer(void *self, struct exchange *x)
{
    router_answer(self, x);
}

static int number(int argc, char **argv, int i)
{
    return argc > i ? (int)strtol(argv[i], NULL, 10) : 0;
}

int main(int argc, char **argv)
{
    static struct example e;
    struct arena *arena = arena_open((size_t)1 << 20);
    struct op op;
    op_init(&op, arena, "start", LANG_EN);
    log_set_level(LOG_ERROR);
    example_open(&e, false);
    struct server_options options = {.listen = "127.0.0.1:0",
                                     .threads = number(argc, argv, 1),
                                     .header_ms = number(argc, argv, 2),
                                     .body_ms = number(argc, argv, 3),
                                     .behind_proxy = argc > 4,
                                     .answer = answer,
                                     .self = &e.router};
    struct server *server = server_open(&op, &options);
    if (server == NULL) {
        log_failure(&op, "server.open");
        return 1;
    }
    (void)printf("%d\n", server_port(server));
    (void)fflush(stdout);
    while (getchar() != EOF) {
    }
    server_close(server);
    example_close(&e);
    arena_close(arena);
    return 0;
}
