/* limit: who may fail, or ask, how often. Token buckets per class of route and caller: a remote address, or a person who is signed in.
 *
 * At the door only FAILURES are charged, by address: a hall of a hundred people behind one address may join in one minute, somebody
 * guessing codes may not. Looking dossiers up by code is charged CALL BY CALL, by person: codes run in order, so whoever goes through
 * them mostly hits. So is leaving a kiosk, where anybody may try. A bucket starts full; what is charged takes one token, tokens come back with time; without a token the
 * request is refused before anything is looked up, and that refusal costs nothing. The table has a fixed size; when it is full the bucket that has
 * been quiet longest makes room. Safe for any number of threads. */
#ifndef HTTP_LIMIT_H
#define HTTP_LIMIT_H

#include "routes.h"

#include <stdbool.h>
#include <stdint.h>

#define LIMIT_SLOTS 4096 /* callers remembered */

struct limit_rule {
    int burst;         /* charges allowed at once */
    int64_t refill_ms; /* time after which one more is allowed */
    bool every_call;   /* every call is charged, not failures alone, and by person where one is signed in */
};

struct limit;

/* `rules` by enum route_limit (LIMIT_NONE is not looked at); NULL: 100 at once and one per second for joining (a hall of
 * five hundred mistypes some; a class code has 10^8 and more values), 10 at once and one per 30 s for signing in;
 * 20 at once and one per 6 s for looking up by code, 10 at once and one per 30 s for leaving a kiosk. */
struct limit *limit_open(const struct limit_rule rules[LIMIT_COUNT]);
void limit_close(struct limit *limit);
bool limit_counts_every_call(const struct limit *limit, enum route_limit of);
/* May this caller try again? `now_ms` grows and never goes back. */
bool limit_allows(struct limit *limit, enum route_limit of, const char *caller, int64_t now_ms);
/* It failed, or it asked. */
void limit_charge(struct limit *limit, enum route_limit of, const char *caller, int64_t now_ms);

#endif
