/* Two-way sets: an entry lives in the set its token hash points to; a new one takes the place of the older of the two. One lock
 * is enough: it is held for a comparison and a copy of a kilobyte. */
#include "lab/session_cache.h"

#include "base/must.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define PERSON_TEXT 24

struct entry {
    struct digest token;
    struct instant read_at;
    char person[PERSON_TEXT];
    size_t size; /* 0 = empty */
    char body[SESSION_CACHE_BODY];
};
struct session_cache {
    pthread_mutex_t lock;
    uint64_t epoch;
    struct entry sets[SESSION_CACHE_SETS][2];
};

struct session_cache *session_cache_open(void)
{
    struct session_cache *cache = calloc(1, sizeof *cache);
    must(cache != NULL);
    must(pthread_mutex_init(&cache->lock, NULL) == 0);
    return cache;
}

void session_cache_close(struct session_cache *cache)
{
    if (cache != NULL) {
        (void)pthread_mutex_destroy(&cache->lock);
        free(cache);
    }
}

uint64_t session_cache_epoch(struct session_cache *cache)
{
    (void)pthread_mutex_lock(&cache->lock);
    uint64_t epoch = cache->epoch;
    (void)pthread_mutex_unlock(&cache->lock);
    return epoch;
}

static struct entry *set_of(struct session_cache *cache, const struct digest *token)
{
    return cache->sets[(token->bytes[0] | token->bytes[1] << 8) % SESSION_CACHE_SETS];
}

static struct entry *find(struct session_cache *cache, const struct digest *token)
{
    struct entry *set = set_of(cache, token);
    for (int i = 0; i < 2; i++) {
        if (set[i].size > 0 && digest_equal(&set[i].token, token)) {
            return &set[i];
        }
    }
    return NULL;
}

bool session_cache_get(struct session_cache *cache, const struct digest *token, struct instant now, int64_t max_age_ms,
                       void *body, size_t size)
{
    (void)pthread_mutex_lock(&cache->lock);
    const struct entry *e = find(cache, token);
    bool good = e != NULL && e->size == size && now.ms >= e->read_at.ms && now.ms - e->read_at.ms <= max_age_ms;
    if (good) {
        memcpy(body, e->body, size);
    }
    (void)pthread_mutex_unlock(&cache->lock);
    return good;
}

void session_cache_put(struct session_cache *cache, const struct digest *token, const char *person, struct instant now,
                       uint64_t epoch, const void *body, size_t size)
{
    must(size > 0 && size <= SESSION_CACHE_BODY && strlen(person) < PERSON_TEXT);
    (void)pthread_mutex_lock(&cache->lock);
    if (cache->epoch == epoch) {
        struct entry *set = set_of(cache, token), *e = find(cache, token);
        if (e == NULL) {
            e = set[0].size == 0 || (set[1].size > 0 && set[0].read_at.ms <= set[1].read_at.ms) ? &set[0] : &set[1];
        }
        e->token = *token;
        e->read_at = now;
        e->size = size;
        memcpy(e->person, person, strlen(person) + 1);
        memcpy(e->body, body, size);
    }
    (void)pthread_mutex_unlock(&cache->lock);
}

void session_cache_forget(struct session_cache *cache, const struct digest *token)
{
    (void)pthread_mutex_lock(&cache->lock);
    cache->epoch++;
    struct entry *e = find(cache, token);
    if (e != NULL) {
        e->size = 0;
    }
    (void)pthread_mutex_unlock(&cache->lock);
}

void session_cache_forget_person(struct session_cache *cache, const char *person)
{
    (void)pthread_mutex_lock(&cache->lock);
    cache->epoch++;
    for (size_t i = 0; i < SESSION_CACHE_SETS; i++) {
        for (int k = 0; k < 2; k++) {
            struct entry *e = &cache->sets[i][k];
            if (e->size > 0 && strcmp(e->person, person) == 0) {
                e->size = 0;
            }
        }
    }
    (void)pthread_mutex_unlock(&cache->lock);
}
