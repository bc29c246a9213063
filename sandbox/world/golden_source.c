/* One list for the process, as SQLite's own list of VFSes is. A file stays while somebody has published it or a connection reads it: who
 * leaves last closes the descriptor. */
#include "world/golden_source.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct {
    pthread_mutex_t lock;
    struct golden_source *first;
} registry = {.lock = PTHREAD_MUTEX_INITIALIZER};

static struct golden_source *find(const char *name)
{
    for (struct golden_source *s = registry.first; s != NULL; s = s->next) {
        if (strcmp(s->name, name) == 0) {
            return s;
        }
    }
    return NULL;
}

static void release(struct golden_source *s)
{
    if (s->publications > 0 || s->connections > 0) {
        return;
    }
    struct golden_source **link = &registry.first;
    while (*link != s) {
        link = &(*link)->next;
    }
    *link = s->next;
    close(s->fd);
    free(s);
}

bool golden_source_publish(struct op *op, const char *name, int fd, int64_t size)
{
    struct stat st;
    must(strlen(name) <= GOLDEN_NAME_MAX);
    if (fstat(fd, &st) != 0 || st.st_size != size || size <= 0) {
        close(fd);
        return fail_broken(op, "golden file %s is not %lld bytes long", name, (long long)size);
    }
    pthread_mutex_lock(&registry.lock);
    struct golden_source *s = find(name);
    if (s != NULL) {
        s->publications++;
        close(fd);
    } else {
        s = calloc(1, sizeof *s);
        must(s != NULL);
        *s = (struct golden_source){.next = registry.first, .fd = fd, .size = size, .publications = 1};
        memcpy(s->name, name, strlen(name) + 1);
        registry.first = s;
    }
    pthread_mutex_unlock(&registry.lock);
    return true;
}

void golden_source_withdraw(const char *name)
{
    pthread_mutex_lock(&registry.lock);
    struct golden_source *s = find(name);
    must(s != NULL && s->publications > 0);
    s->publications--;
    release(s);
    pthread_mutex_unlock(&registry.lock);
}

struct golden_source *golden_source_take(const char *name)
{
    pthread_mutex_lock(&registry.lock);
    struct golden_source *s = find(name);
    if (s != NULL && s->publications == 0) {
        s = NULL;
    }
    if (s != NULL) {
        s->connections++;
    }
    pthread_mutex_unlock(&registry.lock);
    return s;
}

void golden_source_give_back(struct golden_source *s)
{
    pthread_mutex_lock(&registry.lock);
    s->connections--;
    release(s);
    pthread_mutex_unlock(&registry.lock);
}
