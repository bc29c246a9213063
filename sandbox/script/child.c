/* The source comes on standard input until the other side shuts it; only then the filter is set, so that nothing of the
 * stranger's is looked at outside it. The answer goes to standard output in one piece. _exit, not exit: nothing that the
 * program registered for its end has any business here.
 *
 * The list of system calls is what the C library needs to allocate, to write and to end. Sanitizers ask a little more. */
#include "script/child.h"
#include "base/arena.h"
#include "script/read.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

extern char **environ;

static const char *const probe_texts[] = {
#define X(probe, text) text,
    CHILD_PROBES(X)
#undef X
};

const char *child_probe_text(enum child_probe probe)
{
    return probe_texts[probe];
}

static const int allowed_calls[] = {SCMP_SYS(brk),        SCMP_SYS(munmap),        SCMP_SYS(mremap),
                                    SCMP_SYS(madvise),    SCMP_SYS(futex),         SCMP_SYS(clock_gettime),
                                    SCMP_SYS(getrandom),  SCMP_SYS(rt_sigreturn),  SCMP_SYS(rt_sigprocmask),
                                    SCMP_SYS(exit),       SCMP_SYS(exit_group),
#ifdef THAO_SANITIZED
                                    SCMP_SYS(sched_yield), SCMP_SYS(sigaltstack),
#endif
};

static bool allow_calls(scmp_filter_ctx filter)
{
    for (size_t i = 0; i < sizeof allowed_calls / sizeof allowed_calls[0]; i++) {
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed_calls[i], 0) != 0) {
            return false;
        }
    }
    /* Memory: never executable, never a file. */
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
                            SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, SCMP_A0(SCMP_CMP_EQ, STDOUT_FILENO)) == 0;
}

static bool set_filter(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    bool ok = filter != NULL && allow_calls(filter) && seccomp_load(filter) == 0;
    if (filter != NULL) {
        seccomp_release(filter);
    }
    return ok;
}

static bool set_limit(int what, rlim_t most)
{
    struct rlimit limit = {most, most};
    return setrlimit((__rlimit_resource_t)what, &limit) == 0;
}

static bool confine(void)
{
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
#ifdef SYS_close_range
    (void)syscall(SYS_close_range, 3u, ~0u, 0u);
#endif
    bool ok = set_limit(RLIMIT_CPU, CHILD_CPU_SECONDS) && set_limit(RLIMIT_CORE, 0) && set_limit(RLIMIT_FSIZE, 0) &&
              set_limit(RLIMIT_NOFILE, 0);
#ifndef THAO_SANITIZED
    ok = ok && set_limit(RLIMIT_AS, CHILD_ADDRESS_SPACE);
#endif
    return ok && set_filter();
}

/* Reads to the end, at most one byte more than an exercise may have. */
static size_t read_all(char *out, size_t max)
{
    size_t n = 0;
    while (n < max) {
        ssize_t got = read(STDIN_FILENO, out + n, max - n);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            break;
        }
        n += (size_t)got;
    }
    return n;
}

static bool write_all(const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t put = write(STDOUT_FILENO, bytes, n);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return false;
        }
        bytes += put;
        n -= (size_t)put;
    }
    return true;
}

/* Returns only if nothing stopped it. */
static void try_out(enum child_probe probe)
{
    char *argv[] = {NULL};
    switch (probe) {
    case PROBE_OPEN:
        (void)!open("/etc/passwd", O_RDONLY);
        break;
    case PROBE_WRITE_FILE:
        (void)!open("/tmp/thaotruong-escaped", O_WRONLY | O_CREAT, 0600);
        break;
    case PROBE_SOCKET:
        (void)!socket(AF_INET, SOCK_STREAM, 0);
        break;
    case PROBE_FORK:
        if (fork() == 0) {
            _exit(0);
        }
        break;
    case PROBE_EXEC:
        (void)execve("/bin/true", argv, argv);
        break;
    case PROBE_SIGNAL:
        (void)kill(getppid(), 0);
        break;
    case PROBE_MAP_CODE:
        (void)!mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        break;
    case PROBE_ENVIRONMENT:
        if (environ == NULL || environ[0] == NULL) {
            _exit(0);
        }
        break;
    }
}

static int run_probe(const char *name)
{
    for (int i = 0; i < CHILD_PROBE_COUNT; i++) {
        if (strcmp(name, probe_texts[i]) == 0 && confine()) {
            try_out((enum child_probe)i);
            _exit(CHILD_ESCAPED);
        }
    }
    return 2;
}

static int run_read(const char *file)
{
    struct arena *arena = arena_open(16u * 1024u * 1024u);
    char *source = arena_alloc(arena, SCRIPT_SOURCE_MAX + 2);
    size_t len = read_all(source, SCRIPT_SOURCE_MAX + 1);
    struct strbuf answer;
    strbuf_init(&answer, arena, SCRIPT_ANSWER_MAX);
    if (!confine()) {
        return 2;
    }
    script_read(file, source, len, script_limits_load, &answer);
    _exit(write_all(answer.data, answer.len) ? 0 : 2);
}

int exercise_child_main(int argc, char **argv)
{
    if (argc < 3 || strcmp(argv[1], CHILD_FLAG) != 0) {
        return -1;
    }
    if (argc == 4 && strcmp(argv[2], "--probe") == 0) {
        return run_probe(argv[3]);
    }
    return run_read(argv[2]);
}
