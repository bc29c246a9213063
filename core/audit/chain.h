/* chain: how an act and its events become one hash. Used when writing (office) and when verifying (audit). The real instant is
 * left out: the same exercise played twice has the same chain. */
#ifndef AUDIT_CHAIN_H
#define AUDIT_CHAIN_H

#include "base/digest.h"
#include "base/instant.h"

static inline void chain_begin(struct digest_state *d, const char *previous, int64_t number, const char *act,
                               const char *account, const char *role, struct instant at)
{
    digest_begin(d);
    digest_add_text(d, previous);
    digest_add_int(d, number);
    digest_add_text(d, act);
    digest_add_text(d, account);
    digest_add_text(d, role);
    digest_add_int(d, at.ms);
}

static inline void chain_event(struct digest_state *d, int64_t seq, const char *name, int64_t dossier, const char *data)
{
    digest_add_int(d, seq);
    digest_add_text(d, name);
    digest_add_int(d, dossier);
    digest_add_text(d, data);
}

#endif
