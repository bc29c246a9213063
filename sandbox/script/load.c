/* One socket pair per child: the source goes out on it, the answer comes back. The parent never blocks: it polls with what
 * is left of the deadline, and kills. A child that dies says nothing of this process; its file is at fault until shown
 * otherwise, so the author gets a sentence, not an internal error. */
#include "script/load.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct child {
    pid_t pid;
    int fd;
    int64_t until_ms; /* monotonic */
    bool late;
};

static int64_t monotonic_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- problems ---- */

static const char *problem_text(struct op *op, const char *key, const struct error_arg *args, int count)
{
    return text_format(op->arena, op->lang, arena_printf(op->arena, "exercise.problem.%s", key), args, count);
}

static bool add_problem(struct op *op, const char *file, int64_t line, const char *key, const struct error_arg *args, int count)
{
    const char *message = problem_text(op, key, args, count);
    const char *number = arena_printf(op->arena, "%lld", (long long)line);
    const char *place = line > 0 ? arena_printf(op->arena, "%s:%s", file, number) : file;
    if (!op_failed(op)) {
        (void)fail_field(op, E_INPUT, place, line > 0 ? "exercise.load" : "exercise.load_file", "file", file, "line", number,
                         "message", message, NULL);
    }
    return fail_more(op, place, "exercise.problem", "message", message, "key", key, NULL);
}

bool script_problem(struct op *op, const char *file, int64_t line, const char *key, ...)
{
    struct error_arg args[ERROR_ARGS_MAX];
    int count = 0;
    va_list list;
    va_start(list, key);
    for (;;) {
        const char *name = va_arg(list, const char *);
        if (name == NULL) {
            break;
        }
        must(count < ERROR_ARGS_MAX);
        const char *value = va_arg(list, const char *);
        args[count].name = name;
        args[count].value = value == NULL ? "" : value;
        count++;
    }
    va_end(list);
    return add_problem(op, file, line, key, args, count);
}

/* The problems of an answer, in order of line. */
static bool report(struct op *op, const char *file, const struct json *problems)
{
    for (const struct json *p = problems == NULL ? NULL : problems->first; p != NULL; p = p->next) {
        struct error_arg args[ERROR_ARGS_MAX];
        int count = 0;
        const struct json *list = json_get(p, "args");
        for (const struct json *a = list == NULL ? NULL : list->first; a != NULL && count < ERROR_ARGS_MAX; a = a->next) {
            if (a->kind == JSON_TEXT) {
                args[count].name = a->key;
                args[count].value = a->text;
                count++;
            }
        }
        (void)add_problem(op, file, json_get_int(p, "line", 0), json_get_text(p, "key", "died"), args, count);
    }
    return !op_failed(op);
}

/* ---- the child ---- */

static bool start_at(struct op *op, int theirs, char *const argv[], pid_t *pid)
{
    char *environment[] = {NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    (void)sigemptyset(&none);
    (void)sigfillset(&all);
    int err = posix_spawn_file_actions_init(&files);
    must(err == 0);
    err = posix_spawnattr_init(&attributes);
    must(err == 0);
    (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    (void)posix_spawnattr_setsigmask(&attributes, &none);
    (void)posix_spawnattr_setsigdefault(&attributes, &all);
    (void)posix_spawn_file_actions_adddup2(&files, theirs, STDIN_FILENO);
    (void)posix_spawn_file_actions_adddup2(&files, theirs, STDOUT_FILENO);
    (void)posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    err = posix_spawn(pid, "/proc/self/exe", &files, &attributes, argv, environment);
    (void)posix_spawn_file_actions_destroy(&files);
    (void)posix_spawnattr_destroy(&attributes);
    return err == 0 || fail_broken(op, "posix_spawn of the exercise reader: %s", strerror(err));
}

static bool start(struct op *op, struct child *child, char *const argv[], int64_t deadline_ms)
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        return fail_broken(op, "socketpair: %s", strerror(errno));
    }
    *child = (struct child){.fd = pair[0], .until_ms = monotonic_ms() + deadline_ms};
    bool ok = start_at(op, pair[1], argv, &child->pid);
    (void)close(pair[1]);
    if (!ok) {
        (void)close(pair[0]);
    }
    return ok;
}

/* Waits until the socket is ready; false at the deadline. */
static bool ready(struct child *child, short what)
{
    struct pollfd p = {.fd = child->fd, .events = what};
    for (;;) {
        int64_t left = child->until_ms - monotonic_ms();
        int n = left <= 0 ? 0 : poll(&p, 1, (int)left);
        if (n > 0) {
            return true;
        }
        if (n == 0 || errno != EINTR) {
            child->late = true;
            return false;
        }
    }
}

static void send_source(struct child *child, const char *source, size_t len)
{
    while (len > 0 && ready(child, POLLOUT)) {
        ssize_t n = send(child->fd, source, len, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0 && (errno == EINTR || errno == EAGAIN)) {
            continue;
        }
        if (n <= 0) {
            break;
        }
        source += n;
        len -= (size_t)n;
    }
    (void)shutdown(child->fd, SHUT_WR);
}

static void receive(struct child *child, struct strbuf *answer)
{
    char piece[8192];
    while (!answer->overflow && ready(child, POLLIN)) {
        ssize_t n = recv(child->fd, piece, sizeof piece, MSG_DONTWAIT);
        if (n < 0 && (errno == EINTR || errno == EAGAIN)) {
            continue;
        }
        if (n <= 0) {
            break;
        }
        strbuf_add(answer, piece, (size_t)n);
    }
}

/* Ends it and answers its status; -1 = it did not end by itself with exit. Its socket is closed by its end, a moment
 * before it can be waited for. */
static int finish(struct child *child)
{
    int status = 0;
    (void)close(child->fd);
    pid_t got;
    for (;;) {
        bool kill_now = child->late || monotonic_ms() >= child->until_ms;
        if (kill_now) {
            child->late = true;
            (void)kill(child->pid, SIGKILL);
        }
        got = waitpid(child->pid, &status, kill_now ? 0 : WNOHANG);
        if (got > 0 || (got < 0 && errno != EINTR)) {
            break;
        }
        (void)nanosleep(&(struct timespec){.tv_nsec = 200000}, NULL);
    }
    if (got == child->pid && WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
        child->late = true;
    }
    return got == child->pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

const struct json *script_load_within(struct op *op, const char *file, const char *source, size_t len, int64_t deadline_ms)
{
    if (len > SCRIPT_SOURCE_MAX) {
        (void)script_problem(op, file, 0, "source_too_big", NULL);
        return NULL;
    }
    struct child child;
    char name[64];
    (void)snprintf(name, sizeof name, "%s", file);
    char *argv[] = {(char[]){"thaotruong"}, (char[]){CHILD_FLAG}, name, NULL};
    if (!start(op, &child, argv, deadline_ms)) {
        return NULL;
    }
    struct strbuf answer;
    strbuf_init(&answer, op->arena, SCRIPT_ANSWER_MAX);
    send_source(&child, source, len);
    receive(&child, &answer);
    int status = finish(&child);
    if (child.late || status != 0 || answer.overflow) {
        (void)script_problem(op, file, 0, child.late ? "late" : "died", NULL);
        return NULL;
    }
    const struct json *root = json_parse(op, answer.data, answer.len);
    if (root == NULL || !report(op, file, json_get(root, "problems"))) {
        return NULL;
    }
    const struct json *tree = json_get(root, "exercise");
    if (tree == NULL || tree->kind != JSON_OBJECT) {
        (void)script_problem(op, file, 0, "died", NULL);
        return NULL;
    }
    return tree;
}

const struct json *script_load(struct op *op, const char *file, const char *source, size_t len)
{
    return script_load_within(op, file, source, len, SCRIPT_DEADLINE_MS);
}

bool script_confinement_holds(struct op *op)
{
    for (int i = 0; i < CHILD_PROBE_COUNT; i++) {
        struct child child;
        char name[32];
        (void)snprintf(name, sizeof name, "%s", child_probe_text((enum child_probe)i));
        char *argv[] = {(char[]){"thaotruong"}, (char[]){CHILD_FLAG}, (char[]){"--probe"}, name, NULL};
        if (!start(op, &child, argv, SCRIPT_DEADLINE_MS)) {
            return false;
        }
        struct strbuf nothing;
        strbuf_init(&nothing, op->arena, 64);
        send_source(&child, "", 0);
        receive(&child, &nothing);
        int status = finish(&child);
        bool expected_end = i == PROBE_ENVIRONMENT ? status == 0 : status == -1 && !child.late;
        if (!expected_end) {
            return fail_broken(op, "confinement of exercise files does not hold: %s (status %d)", name, status);
        }
    }
    return true;
}
