/* password: proof that somebody knows a secret, kept as argon2id (libsodium, 19 MiB, 2 passes).
 *
 * One hash costs about 35 ms and 19 MiB, so hashing goes through a queue: at most `concurrent` at once, the rest wait
 * their turn, and a caller that finds PASSWORD_WAITING_MAX waiting or waits longer than PASSWORD_WAIT_MS is told to come
 * back (E_BUSY). A guess at a user name that does not exist must cost the same as one that does: verify with NULL.
 *
 * Used by the drill ground's own sign-in (sandbox/people) and by the office's accounts. Never logs a password, never
 * keeps one. */
#ifndef ACCOUNT_PASSWORD_H
#define ACCOUNT_PASSWORD_H

#include "base/op.h"

#define PASSWORD_MIN 10         /* code points a person must choose at least */
#define PASSWORD_BYTES_MAX 256  /* longer input is refused unread */
#define PASSWORD_HASH_TEXT 128  /* room for the encoded hash and NUL */
#define PASSWORD_CONCURRENT 2   /* hashes at once on one machine */
#define PASSWORD_WAITING_MAX 64 /* callers that may wait for a turn */
#define PASSWORD_WAIT_MS 10000  /* longest wait for a turn */

struct password_queue;

/* Never NULL; aborts if libsodium cannot start. `concurrent` 0 = PASSWORD_CONCURRENT. */
struct password_queue *password_queue_open(int concurrent);
void password_queue_close(struct password_queue *queue); /* NULL allowed; nobody may be waiting */
/* Most hashes that ran at once so far: for the metrics and the test of the bound. */
int password_queue_largest(struct password_queue *queue);

/* E_INPUT "password.too_short" or "password.too_long", naming the field `password`. */
MUST_USE bool password_check_rules(struct op *op, const char *password);
/* The encoded hash (salt and costs inside), in the arena; NULL on failure: E_INPUT, E_BUSY "password.busy", E_BROKEN. */
MUST_USE const char *password_hash(struct op *op, struct password_queue *queue, const char *password);
/* Fills *matches. hash NULL: does the same work and answers false. Fails with E_BUSY only; a password that is too long
 * simply does not match. */
MUST_USE bool password_verify(struct op *op, struct password_queue *queue, const char *hash, const char *password,
                              bool *matches);
/* A new password of four groups of four unambiguous characters ("k7mp-2qfd-…", 78 bits), in the arena. Never NULL. */
const char *password_generate(struct op *op);

#endif
