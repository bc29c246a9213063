/* session_cache: what people/session found a moment ago, so that a request need not ask lab.db who comes.
 *
 * A fixed table by token hash; an entry is good for a short while after it was read (the caller says how long). Forgetting
 * raises an epoch: whoever read the database before the forgetting cannot put its old answer in after it. */
#ifndef LAB_SESSION_CACHE_H
#define LAB_SESSION_CACHE_H

#include "base/digest.h"
#include "base/instant.h"

#define SESSION_CACHE_SETS 2048 /* of two entries each */
#define SESSION_CACHE_BODY 1024 /* bytes of one answer; a longer one is not cached */

struct session_cache;

struct session_cache *session_cache_open(void);
void session_cache_close(struct session_cache *cache); /* NULL allowed */

/* The epoch to hand to session_cache_put, taken before the database is read. */
uint64_t session_cache_epoch(struct session_cache *cache);
/* Copies the answer read at most max_age_ms before now into body; false if there is none. */
bool session_cache_get(struct session_cache *cache, const struct digest *token, struct instant now, int64_t max_age_ms,
                       void *body, size_t size);
/* Keeps an answer read at `now`, unless something was forgotten since `epoch`. `person` is what forget_person matches. */
void session_cache_put(struct session_cache *cache, const struct digest *token, const char *person, struct instant now,
                       uint64_t epoch, const void *body, size_t size);
void session_cache_forget(struct session_cache *cache, const struct digest *token);
void session_cache_forget_person(struct session_cache *cache, const char *person);

#endif
