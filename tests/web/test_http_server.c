/* What the server adds to its threads, and where it listens. Hostile clients are in tests/e2e/hostile_http.py. */
#include "base/log.h"
#include "http/server.h"
#include "http/worker.h"

#include "support/check.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int open_pair(void **state)
{
    static int pair[2];
    *state = pair;
    return socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
}
static int close_pair(void **state)
{
    int *pair = *state;
    worker_read_until(0);
    worker_write_until(0);
    return close(pair[0]) + close(pair[1]);
}

static int wait_for(int fd, int timeout, int64_t *took)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};
    int64_t start = worker_now_ms();
    int got = poll(&p, 1, timeout);
    *took = worker_now_ms() - start;
    return got;
}

static void waiting_ends_at_the_reading_deadline(void **state)
{
    int *pair = *state;
    int64_t took;
    worker_read_until(worker_now_ms() + 100);
    assert_false(worker_was_late());
    assert_int_equal(wait_for(pair[0], 5000, &took), 0); /* cut short */
    assert_in_range(took, 90, 1000);
    assert_int_equal(wait_for(pair[0], 5000, &took), -1); /* and over */
    assert_int_equal(errno, ETIMEDOUT);
    assert_in_range(took, 0, 50);
    assert_true(worker_was_late());
    assert_int_equal(send(pair[1], "a", 1, 0), 1);
    assert_int_equal(wait_for(pair[0], 5000, &took), -1); /* even with bytes to read: a drip does not help */
    worker_read_until(0);
    assert_true(worker_was_late());
    assert_int_equal(wait_for(pair[0], 5000, &took), 1);
}

static void without_a_deadline_nothing_changes(void **state)
{
    int *pair = *state;
    int64_t took;
    assert_int_equal(wait_for(pair[0], 50, &took), 0);
    assert_in_range(took, 45, 1000);
    assert_int_equal(send(pair[1], "abc", 3, MSG_NOSIGNAL), 3);
    assert_int_equal(wait_for(pair[0], -1, &took), 1);
    assert_int_equal(wait_for(pair[0], 0, &took), 1);
}

static void sending_ends_at_the_writing_deadline(void **state)
{
    int *pair = *state;
    worker_write_until(worker_now_ms() + 10000);
    assert_int_equal(send(pair[0], "a", 1, 0), 1);
    worker_write_until(worker_now_ms() - 1);
    assert_int_equal(send(pair[0], "a", 1, 0), -1);
    assert_int_equal(errno, EPIPE);
}

static void *measure(void *out)
{
    *(size_t *)out = worker_stack();
    return NULL;
}

static void a_thread_that_asks_for_a_small_stack_gets_a_large_one(void **state)
{
    (void)state;
    size_t stack = 0;
    pthread_attr_t attr;
    pthread_t thread;
    assert_int_equal(pthread_attr_init(&attr), 0);
    assert_int_equal(pthread_attr_setstacksize(&attr, (size_t)100 * 1024), 0);
    assert_int_equal(pthread_create(&thread, &attr, measure, &stack), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    (void)pthread_attr_destroy(&attr);
    assert_true(stack >= WORKER_STACK);
}

static void answer_nothing(void *self, struct exchange *x)
{
    (void)self;
    exchange_answer(x, 204, NULL, "", 0);
}

static void the_server_listens_only_where_it_is_told(void **state)
{
    static const char *const wrong[] = {
        "",   ":80",         "0s",         "127.0.0.1:0s",     "127.0.0.1:0r", "127.0.0.1:0,127.0.0.1:0",
        "+0", "localhost:0", "127.0.0.1:", "127.0.0.1:123456", "/tmp/socket",  "999.0.0.1:0"};
    (void)state;
    struct arena *arena = arena_open((size_t)1 << 20);
    struct op op;
    op_init(&op, arena, "test", LANG_VI);
    struct server_options options = {.threads = 2, .answer = answer_nothing};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        options.listen = wrong[i];
        struct server *server = server_open(&op, &options);
        if (server != NULL || strcmp(op.error.key, "server.listen") != 0) {
            fail_msg("%s", wrong[i]);
        }
        op_clear(&op);
    }
    options.listen = "127.0.0.1:0";
    struct server *first = server_open(&op, &options);
    assert_non_null(first);
    assert_in_range(server_port(first), 1024, 65535);
    options.listen = arena_printf(arena, "127.0.0.1:%d", server_port(first));
    assert_null(server_open(&op, &options)); /* taken */
    assert_string_equal(op.error.key, "server.listen");
    server_close(first);
    op_clear(&op);
    struct server *again = server_open(&op, &options); /* free again */
    assert_non_null(again);
    server_close(again);
    arena_close(arena);
}

int main(void)
{
    log_set_level(LOG_SILENT);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(waiting_ends_at_the_reading_deadline, open_pair, close_pair),
        cmocka_unit_test_setup_teardown(without_a_deadline_nothing_changes, open_pair, close_pair),
        cmocka_unit_test_setup_teardown(sending_ends_at_the_writing_deadline, open_pair, close_pair),
        cmocka_unit_test(a_thread_that_asks_for_a_small_stack_gets_a_large_one),
        cmocka_unit_test(the_server_listens_only_where_it_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
