/* audit: the record of what was done, as a hash chain that anyone can verify.
 *
 * Every act has a row in `act`, chained: hash = SHA-256(previous hash, act's fields, its events in order). Events are rows
 * of `event`. Both tables are append-only, guarded by triggers and by the authoriser. */
#ifndef AUDIT_AUDIT_H
#define AUDIT_AUDIT_H

#include "base/digest.h"
#include "office/office.h"

/* Notes an event of the act in hand. `name` noun.past_participle; `subject` the thing it is about ("dossier:1" or NULL);
 * `data` a JSON object text (NULL = {}). Several per act, in order. */
MUST_USE bool audit_note(struct op *op, struct office *office, const char *name, const char *subject, const char *data);

struct event {
    int64_t seq; /* 1, 2, 3 … in the office */
    int64_t act;
    const char *name;
    const char *subject;
    struct instant at;   /* office instant */
    const char *act_name;
    const char *account; /* who */
    const char *role;
    const char *data; /* JSON object text */
};
/* Events with seq > after, in order, at most max. */
MUST_USE bool audit_events(struct op *op, struct db *db, int64_t after, size_t max, struct event **out, size_t *count);

/* Recomputes the whole chain. `acts` = number verified. E_BROKEN "audit.broken" naming the first act that does not fit. */
MUST_USE bool audit_verify(struct op *op, struct db *db, int64_t *acts);

#endif
