/* act: THE table of everything that can be done to an office, and the one way to do it.
 *
 * People over HTTP, bots, exercise solutions and the command line all come through act_perform: same input record, same
 * permission, same lifecycle, same audit. An act's name is `noun.verb`; its input is a flat record; its events are those it
 * may write. Who may do it is `roles` (bits of enum role) here and, for a dossier, who holds its step (dossier/lifecycle.c). */
#ifndef ACT_ACT_H
#define ACT_ACT_H

#include "account/role.h"
#include "base/record.h"
#include "office/office.h"

#define ACT_EVENTS_MAX 6

struct act_def {
    const char *name;            /* "dossier.accept" */
    unsigned roles;              /* bits of ROLE_BIT(role) that may ever do it */
    const struct record *input;  /* a field "dossier" (its id) where the act is about one that exists */
    bool (*run)(struct op *op, struct office *office, const void *input); /* inside the act's transaction */
    const char *events[ACT_EVENTS_MAX + 1]; /* NULL-terminated; see act/event.h */
    const char *summary;         /* English, one line, for OpenAPI and lint */
};

/* NULL if there is no such act. */
const struct act_def *act_find(const char *name);
/* All acts in table order; NULL past the end. */
const struct act_def *act_at(size_t index);

/* What the caller wants done. */
struct act_call {
    const char *name;
    const struct json *input;       /* object or NULL */
    int64_t version;                /* expected dossier version (If-Match); -1 = do not ask */
    const char *idempotency_key;    /* NULL = none; at most 64 bytes */
    /* Runs inside the transaction after the act and before the commit (the drill ground plans bots' work here). May be NULL. */
    bool (*also)(struct op *op, struct office *office, void *self);
    void *self;
    bool try_only; /* run and taken back: what it would answer, by the act's own rules; nothing is kept, no key is looked at */
};
struct act_answer {
    int64_t act;     /* number of the act */
    int64_t dossier; /* the dossier it was about, 0 if none */
    bool repeated;   /* the key had been used for the same request: nothing was done again */
};

/* Begins, checks, runs, commits. The caller holds office_lock. Errors: E_MISSING "act.unknown", E_FORBIDDEN
 * "act.forbidden", E_INPUT, E_STATE, E_CONFLICT "dossier.stale" / "idempotency.mismatch", and what the act itself says. */
MUST_USE bool act_perform(struct op *op, struct office *office, const struct actor *actor, const struct act_call *call,
                          struct act_answer *out);

#endif
