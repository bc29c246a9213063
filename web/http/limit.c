/* A small open table: each caller may lie in one of PROBES places after its hash, and takes over the one that has been
 * quiet longest. Forgetting a bucket early only gives somebody a fresh burst, and needs thousands of callers. */
#include "http/limit.h"

#include "base/must.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define PROBES 8
#define CALLER_TEXT 48

struct bucket {
    char caller[CALLER_TEXT]; /* "" = free */
    enum route_limit of;
    int64_t tokens_ms; /* tokens in units of refill time: burst * refill_ms when full */
    int64_t seen_ms;   /* when tokens_ms was right */
};
struct limit {
    pthread_mutex_t lock;
    struct limit_rule rules[LIMIT_COUNT];
    struct bucket slots[LIMIT_SLOTS];
};

static const struct limit_rule default_rules[LIMIT_COUNT] = {
    [LIMIT_NONE] = {1, 1, false},
    [LIMIT_JOIN] = {100, 1000, false},
    [LIMIT_SIGN_IN] = {10, 30000, false},
    [LIMIT_LOOK_UP] = {20, 6000, true},
    [LIMIT_KIOSK] = {10, 30000, true},
};

struct limit *limit_open(const struct limit_rule rules[LIMIT_COUNT])
{
    struct limit *limit = calloc(1, sizeof *limit);
    must(limit != NULL);
    must(pthread_mutex_init(&limit->lock, NULL) == 0);
    memcpy(limit->rules, rules != NULL ? rules : default_rules, sizeof limit->rules);
    return limit;
}

void limit_close(struct limit *limit)
{
    if (limit != NULL) {
        (void)pthread_mutex_destroy(&limit->lock);
        free(limit);
    }
}

static size_t hash_of(enum route_limit of, const char *caller)
{
    uint64_t h = UINT64_C(1469598103934665603) + (uint64_t)of;
    for (const unsigned char *p = (const unsigned char *)caller; *p != '\0'; p++) {
        h = (h ^ *p) * UINT64_C(1099511628211);
    }
    return (size_t)(h ^ (h >> 29));
}

/* The caller's bucket, refilled up to now. A new one is full. */
static struct bucket *bucket_of(struct limit *limit, enum route_limit of, const char *caller, int64_t now_ms)
{
    int64_t full = limit->rules[of].burst * limit->rules[of].refill_ms;
    size_t at = hash_of(of, caller);
    struct bucket *oldest = &limit->slots[at % LIMIT_SLOTS];
    for (size_t i = 0; i < PROBES; i++) {
        struct bucket *b = &limit->slots[(at + i) % LIMIT_SLOTS];
        if (b->of == of && strncmp(b->caller, caller, CALLER_TEXT - 1) == 0 && *b->caller != '\0') {
            int64_t tokens = b->tokens_ms + (now_ms - b->seen_ms);
            b->tokens_ms = tokens > full ? full : tokens;
            b->seen_ms = now_ms;
            return b;
        }
        if (*b->caller == '\0' || b->seen_ms < oldest->seen_ms) {
            oldest = b;
        }
    }
    *oldest = (struct bucket){.of = of, .tokens_ms = full, .seen_ms = now_ms};
    size_t n = strnlen(caller, CALLER_TEXT - 1);
    memcpy(oldest->caller, caller, n);
    return oldest;
}

bool limit_counts_every_call(const struct limit *limit, enum route_limit of)
{
    return limit->rules[of].every_call;
}

bool limit_allows(struct limit *limit, enum route_limit of, const char *caller, int64_t now_ms)
{
    if (of == LIMIT_NONE) {
        return true;
    }
    must(pthread_mutex_lock(&limit->lock) == 0);
    bool allows = bucket_of(limit, of, caller, now_ms)->tokens_ms >= limit->rules[of].refill_ms;
    must(pthread_mutex_unlock(&limit->lock) == 0);
    return allows;
}

void limit_charge(struct limit *limit, enum route_limit of, const char *caller, int64_t now_ms)
{
    if (of == LIMIT_NONE) {
        return;
    }
    must(pthread_mutex_lock(&limit->lock) == 0);
    struct bucket *b = bucket_of(limit, of, caller, now_ms);
    b->tokens_ms = b->tokens_ms > limit->rules[of].refill_ms ? b->tokens_ms - limit->rules[of].refill_ms : 0;
    must(pthread_mutex_unlock(&limit->lock) == 0);
}
