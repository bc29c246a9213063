/* The queue is a counter of running hashes and a counter of waiting callers under one lock. Order among the waiting is the
 * scheduler's; with two at a time and 35 ms each, 64 waiting callers are served in about a second. */
#include "account/password.h"

#include "base/digest.h"
#include "base/viet.h"

#include <errno.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PASSES 2
#define MEMORY ((size_t)19 * 1024 * 1024)

_Static_assert(PASSWORD_HASH_TEXT >= crypto_pwhash_STRBYTES, "the encoded hash fits");

/* What a guess at an unknown user name is checked against: made once per queue, of a password nobody knows. */
struct password_queue {
    pthread_mutex_t lock;
    pthread_cond_t turn;
    int concurrent;
    int running;
    int waiting;
    int largest;
    char nobody[crypto_pwhash_STRBYTES];
};

struct password_queue *password_queue_open(int concurrent)
{
    must(sodium_init() >= 0);
    struct password_queue *queue = calloc(1, sizeof *queue);
    must(queue != NULL);
    queue->concurrent = concurrent > 0 ? concurrent : PASSWORD_CONCURRENT;
    pthread_condattr_t monotonic;
    must(pthread_condattr_init(&monotonic) == 0);
    must(pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC) == 0);
    must(pthread_cond_init(&queue->turn, &monotonic) == 0);
    (void)pthread_condattr_destroy(&monotonic);
    must(pthread_mutex_init(&queue->lock, NULL) == 0);
    unsigned char secret[32];
    random_fill(secret, sizeof secret);
    must(crypto_pwhash_str(queue->nobody, (const char *)secret, sizeof secret, PASSES, MEMORY) == 0);
    sodium_memzero(secret, sizeof secret);
    return queue;
}

void password_queue_close(struct password_queue *queue)
{
    if (queue == NULL) {
        return;
    }
    must(queue->running == 0 && queue->waiting == 0);
    (void)pthread_cond_destroy(&queue->turn);
    (void)pthread_mutex_destroy(&queue->lock);
    free(queue);
}

int password_queue_largest(struct password_queue *queue)
{
    (void)pthread_mutex_lock(&queue->lock);
    int largest = queue->largest;
    (void)pthread_mutex_unlock(&queue->lock);
    return largest;
}

static bool take_turn(struct op *op, struct password_queue *queue)
{
    struct timespec until;
    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += PASSWORD_WAIT_MS / 1000;
    (void)pthread_mutex_lock(&queue->lock);
    bool given = queue->running < queue->concurrent || queue->waiting < PASSWORD_WAITING_MAX;
    if (given) {
        queue->waiting++;
        int rc = 0;
        while (queue->running >= queue->concurrent && rc != ETIMEDOUT) {
            rc = pthread_cond_timedwait(&queue->turn, &queue->lock, &until);
        }
        queue->waiting--;
        given = queue->running < queue->concurrent;
        queue->running += given ? 1 : 0;
        queue->largest = queue->running > queue->largest ? queue->running : queue->largest;
    }
    (void)pthread_mutex_unlock(&queue->lock);
    return given || fail(op, E_BUSY, "password.busy", NULL);
}

static void end_turn(struct password_queue *queue)
{
    (void)pthread_mutex_lock(&queue->lock);
    queue->running--;
    (void)pthread_cond_signal(&queue->turn);
    (void)pthread_mutex_unlock(&queue->lock);
}

bool password_check_rules(struct op *op, const char *password)
{
    size_t len = strnlen(password, PASSWORD_BYTES_MAX + 1);
    if (len > PASSWORD_BYTES_MAX) {
        return fail_field(op, E_INPUT, "password", "password.too_long", "max", arena_printf(op->arena, "%d", PASSWORD_BYTES_MAX),
                          NULL);
    }
    if (viet_length(password) < PASSWORD_MIN) {
        return fail_field(op, E_INPUT, "password", "password.too_short", "min", arena_printf(op->arena, "%d", PASSWORD_MIN),
                          NULL);
    }
    return true;
}

const char *password_hash(struct op *op, struct password_queue *queue, const char *password)
{
    if (!password_check_rules(op, password) || !take_turn(op, queue)) {
        return NULL;
    }
    char *hash = arena_alloc(op->arena, PASSWORD_HASH_TEXT);
    int rc = crypto_pwhash_str(hash, password, strlen(password), PASSES, MEMORY);
    end_turn(queue);
    if (rc != 0) {
        (void)fail_broken(op, "argon2id: no memory for a hash");
        return NULL;
    }
    return hash;
}

bool password_verify(struct op *op, struct password_queue *queue, const char *hash, const char *password, bool *matches)
{
    *matches = false;
    size_t len = strnlen(password, PASSWORD_BYTES_MAX + 1);
    if (len > PASSWORD_BYTES_MAX) {
        return true;
    }
    if (!take_turn(op, queue)) {
        return false;
    }
    int rc = crypto_pwhash_str_verify(hash == NULL ? queue->nobody : hash, password, len);
    end_turn(queue);
    *matches = rc == 0 && hash != NULL;
    return true;
}

const char *password_generate(struct op *op)
{
    static const char letters[] = "23456789abcdefghjkmnpqrstvwxyz";
    const unsigned count = sizeof letters - 1;
    char *out = arena_alloc(op->arena, 20);
    for (int i = 0; i < 19;) {
        if (i % 5 == 4) {
            out[i++] = '-';
            continue;
        }
        unsigned char byte = 0;
        random_fill(&byte, 1);
        if (byte < 256 / count * count) {
            out[i++] = letters[byte % count];
        }
    }
    return out;
}
