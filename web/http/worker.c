/* See worker.h. The real functions are reached without asking the dynamic linker where that is possible: poll through ppoll,
 * send through sendto. */
#include "http/worker.h"

#include "base/must.h"

#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

static _Thread_local int64_t read_deadline;
static _Thread_local int64_t write_deadline;
static _Thread_local bool was_late;

int64_t worker_now_ms(void)
{
    struct timespec t;
    must(clock_gettime(CLOCK_MONOTONIC, &t) == 0);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void worker_read_until(int64_t deadline_ms)
{
    read_deadline = deadline_ms;
    was_late = deadline_ms != 0 ? false : was_late;
}

void worker_write_until(int64_t deadline_ms)
{
    write_deadline = deadline_ms;
}

bool worker_was_late(void)
{
    return was_late;
}

size_t worker_stack(void)
{
    pthread_attr_t attr;
    void *base;
    size_t size = 0;
    must(pthread_getattr_np(pthread_self(), &attr) == 0);
    must(pthread_attr_getstack(&attr, &base, &size) == 0);
    (void)pthread_attr_destroy(&attr);
    return size;
}

/* ---- under the C library's names ---- */

int pthread_attr_setstacksize(pthread_attr_t *attr, size_t size)
{
    int (*real)(pthread_attr_t *, size_t);
    void *found = dlsym(RTLD_NEXT, "pthread_attr_setstacksize");
    must(found != NULL);
    memcpy(&real, &found, sizeof real);
    return real(attr, size < WORKER_STACK ? WORKER_STACK : size);
}

int poll(struct pollfd *fds, nfds_t count, int timeout)
{
    if (read_deadline != 0) {
        int64_t left = read_deadline - worker_now_ms();
        if (left <= 0) {
            was_late = true;
            errno = ETIMEDOUT;
            return -1;
        }
        timeout = timeout < 0 || timeout > left ? (int)left : timeout;
    }
    struct timespec wait = {.tv_sec = timeout / 1000, .tv_nsec = (long)(timeout % 1000) * 1000000L};
    return ppoll(fds, count, timeout < 0 ? NULL : &wait, NULL);
}

ssize_t send(int fd, const void *bytes, size_t n, int flags)
{
    if (write_deadline != 0 && worker_now_ms() > write_deadline) {
        errno = EPIPE;
        return -1;
    }
    return sendto(fd, bytes, n, flags, NULL, 0);
}
