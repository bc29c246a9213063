/* audit: the record of what was done, as a hash chain that anyone can verify.
 *
 * Every act has a row in `act`, chained: hash = SHA-256(previous hash, act's fields, its events in order). Events are rows
 * of `event`. Both tables are append-only, guarded by triggers and by the authoriser. */
#ifndef AUDIT_AUDIT_H
#define AUDIT_AUDIT_H

#include "base/digest.h"
#include "office/office.h"

/* Notes an event of the act in hand. `name` noun.past_participle (act/event.h); `dossier` the id it is about or 0; `data` a
 * JSON object text (NULL = {}). Several per act, in order. */
MUST_USE bool audit_note(struct op *op, struct office *office, const char *name, int64_t dossier, const char *data);

struct event {
    int64_t seq; /* 1, 2, 3 … in the office */
    int64_t act;
    const char *name;
    int64_t dossier;     /* id of the dossier it is about, 0 if none */
    struct instant at;   /* office instant */
    const char *act_name;
    const char *account; /* who */
    const char *role;
    const char *data; /* JSON object text */
};
/* Events with seq > after, in order, at most max. */
MUST_USE bool audit_events(struct op *op, struct db *db, int64_t after, size_t max, struct event **out, size_t *count);

/* All events of one dossier, in order. */
MUST_USE bool audit_dossier_events(struct op *op, struct db *db, int64_t dossier, struct event **out, size_t *count);

/* All events of the acts with after < number <= last, in order. */
MUST_USE bool audit_events_of_acts(struct op *op, struct db *db, int64_t after, int64_t last, struct event **out,
                                   size_t *count);

/* One act of the chain, for time lines. */
struct act_row {
    int64_t number;
    const char *name;
    const char *account;
    const char *role;
    struct instant at;
    struct instant real_at;
    int64_t dossier;
};
/* Acts with number > after, in order, at most max. */
MUST_USE bool audit_acts(struct op *op, struct db *db, int64_t after, size_t max, struct act_row **out, size_t *count);

/* Has this account done such an act on the dossier, in an act with number > after? */
MUST_USE bool audit_has_acted(struct op *op, struct db *db, int64_t after, const struct act_row *like, bool *out);

/* The idempotency keys of all acts that had one, oldest first, at most max. */
MUST_USE bool audit_keys(struct op *op, struct db *db, size_t max, const char *const **out, size_t *count);

/* Recomputes the whole chain. `acts` = number verified. E_BROKEN "audit.broken" naming the first act that does not fit. */
MUST_USE bool audit_verify(struct op *op, struct db *db, int64_t *acts);

#endif
