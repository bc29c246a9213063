/* limit: who may fail how often. Token buckets per class of route and remote address.
 *
 * Only FAILURES are charged: a hall of a hundred people behind one address may join in one minute, somebody guessing
 * codes may not. A bucket starts full; each failure takes one token, tokens come back with time; without a token the
 * request is refused before anything is looked up. The table has a fixed size; when it is full the bucket that has
 * been quiet longest makes room. Safe for any number of threads. */
#ifndef HTTP_LIMIT_H
#define HTTP_LIMIT_H

#include "routes.h"

#include <stdint.h>

#define LIMIT_SLOTS 4096 /* addresses remembered */

struct limit_rule {
    int burst;         /* failures allowed at once */
    int64_t refill_ms; /* time after which one more is allowed */
};

struct limit;

/* `rules` by enum route_limit (LIMIT_NONE is not looked at); NULL: 100 at once and one per second for joining (a hall of
 * five hundred mistypes some; a class code has 10^8 and more values), 10 at once and one per 30 s for signing in. */
struct limit *limit_open(const struct limit_rule rules[LIMIT_COUNT]);
void limit_close(struct limit *limit);
/* May this address try again? `now_ms` grows and never goes back. */
bool limit_allows(struct limit *limit, enum route_limit of, const char *remote, int64_t now_ms);
/* It failed. */
void limit_charge(struct limit *limit, enum route_limit of, const char *remote, int64_t now_ms);

#endif
