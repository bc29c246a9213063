#include "cli/bench_server.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SAYS_MAX 65536
#define ARGS_MAX 16
#define URL "http://127.0.0.1:"

extern char **environ;

/* Reads what it says until the address is there with the line's end. */
static bool wait_for_port(struct op *op, struct bench_server *s)
{
    char *text = arena_alloc(op->arena, SAYS_MAX);
    size_t have = 0;
    for (;;) {
        ssize_t n = read(s->out, text + have, SAYS_MAX - 1 - have);
        if (n <= 0) {
            return fail_broken(op, "the server did not start: %.200s", text);
        }
        have += (size_t)n;
        const char *url = strstr(text, URL);
        if (url != NULL && strchr(url, '\n') != NULL) {
            s->port = (int)strtol(url + strlen(URL), NULL, 10);
            return true;
        }
    }
}

static bool spawn(struct op *op, const char *program, const char *const *args, const char *log, int out, pid_t *pid)
{
    char *copies[ARGS_MAX + 1] = {NULL};
    for (size_t i = 0; args[i] != NULL; i++) {
        must(i < ARGS_MAX);
        copies[i] = arena_strdup(op->arena, args[i]);
    }
    posix_spawn_file_actions_t files;
    must(posix_spawn_file_actions_init(&files) == 0);
    must(posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO) == 0);
    must(posix_spawn_file_actions_addopen(&files, STDERR_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0600) == 0);
    int rc = posix_spawnp(pid, program, &files, NULL, copies, environ);
    (void)posix_spawn_file_actions_destroy(&files);
    return rc == 0 || fail_broken(op, "starting %s: %s", program, strerror(rc));
}

bool bench_server_launch(struct op *op, const char *program, const char *const *args, const char *log, struct bench_server *out)
{
    int ends[2];
    pid_t pid = -1;
    *out = (struct bench_server){.pid = -1, .out = -1};
    if (pipe(ends) != 0 || fcntl(ends[0], F_SETFD, FD_CLOEXEC) != 0 || fcntl(ends[1], F_SETFD, FD_CLOEXEC) != 0) {
        return fail_broken(op, "pipe: %s", strerror(errno));
    }
    bool ok = spawn(op, program, args, log, ends[1], &pid);
    close(ends[1]);
    out->out = ends[0];
    out->pid = pid;
    return ok && wait_for_port(op, out);
}

bool bench_server_start(struct op *op, const struct bench_server_options *o, struct bench_server *out)
{
    const char *threads = arena_printf(op->arena, "%d", o->threads);
    const char *args[] = {"thaotruong", "serve", "--data", o->data, "--scenarios", o->scenarios, "--listen", "127.0.0.1:0",
                          "--threads", threads, o->behind_proxy ? "--behind-proxy" : NULL, NULL};
    return bench_server_launch(op, o->program, args, o->log, out);
}

double bench_server_cpu(const struct bench_server *s)
{
    clockid_t clock;
    struct timespec t = {0, 0};
    if (clock_getcpuclockid((pid_t)s->pid, &clock) == 0) {
        (void)clock_gettime(clock, &t);
    }
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

bool bench_server_stop(struct op *op, struct bench_server *s)
{
    int status = -1;
    if (s->pid > 0) {
        (void)kill((pid_t)s->pid, SIGTERM);
        while (waitpid((pid_t)s->pid, &status, 0) < 0 && errno == EINTR) {
            continue;
        }
    }
    if (s->out >= 0) {
        close(s->out);
    }
    s->pid = -1;
    s->out = -1;
    return (WIFEXITED(status) && WEXITSTATUS(status) == 0) || fail_broken(op, "the server ended with status %d", status);
}
