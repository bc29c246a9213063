/* op: one operation. One actor doing one thing; it either happens with its audit line or does not happen.
 *
 * Every function that can fail takes the operation first and returns bool, or a pointer that is NULL on failure.
 * The error lives here; the first failure wins. Results live in the operation's arena. */
#ifndef BASE_OP_H
#define BASE_OP_H

#include "base/arena.h"
#include "base/error.h"
#include "base/instant.h"
#include "base/must.h"

#include <stdbool.h>

enum lang { LANG_VI, LANG_EN };

struct op {
    struct arena *arena;
    struct error error;
    const char *id;      /* correlation id of the request, for logs; never NULL */
    enum lang lang;      /* language of the sentences the caller will read */
    struct instant now;  /* office instant at which the operation happens; set by office_begin */
};

/* An operation over an arena the caller opened. `id` is copied. */
void op_init(struct op *op, struct arena *arena, const char *id, enum lang lang);
/* Forgets the error (arena is kept). For loops that go on after a failed item. */
void op_clear(struct op *op);
static inline bool op_failed(const struct op *op)
{
    return op->error.code != E_NONE;
}

/* Records a failure and returns false. Then come pairs: const char *name, const char *value, ..., NULL.
 * Values are copied into the arena. The first failure wins: a later call changes nothing. */
bool fail(struct op *op, enum error_code code, const char *key, ...) __attribute__((sentinel));
/* The same, naming the field at fault. */
bool fail_field(struct op *op, enum error_code code, const char *field, const char *key, ...)
    __attribute__((sentinel));
/* E_BROKEN with a technical cause for the log (printf style); the user sees only "error.broken". */
bool fail_broken(struct op *op, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Adds one field error and makes the operation fail with E_INPUT "input.invalid" if it had not failed yet.
 * Returns false. Pairs as in fail(). */
bool fail_more(struct op *op, const char *field, const char *key, ...) __attribute__((sentinel));

#ifdef __clang_analyzer__
/* Lets the analyzer see what every caller relies on: none of them ever returns true. */
static inline bool fail_known(bool failed)
{
    (void)failed;
    return false;
}
#define fail(...) fail_known((fail)(__VA_ARGS__))
#define fail_field(...) fail_known((fail_field)(__VA_ARGS__))
#define fail_broken(...) fail_known((fail_broken)(__VA_ARGS__))
#define fail_more(...) fail_known((fail_more)(__VA_ARGS__))
#endif

#endif
