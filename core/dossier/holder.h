/* holder: who may act on a dossier at its step. The role of the step; the organisation and the division that have the dossier; the
 * account, once assigned; and whoever stands in for one who is absent.
 *
 * Organisations are told by their identification codes (QĐ 20/2020/QĐ-TTg), which show what belongs to what: H37.T01.T11 is part of
 * H37.T01, and H37 is above both. So a seat of another agency or of another division never holds a dossier's step. */
#ifndef DOSSIER_HOLDER_H
#define DOSSIER_HOLDER_H

#include "account/role.h"
#include "dossier/dossier.h"

/* May a seat of this role in this organisation ever have to do with the dossier? */
bool holder_org_fits(const struct dossier *d, enum role role, const char *org);

/* May a seat in this organisation hold the step in hand, its role being right? A counter elsewhere holds what it received until it has
 * passed it on, and not after (transfer.h). */
bool holder_has_step(const struct dossier *d, const char *org);

/* An actor with those it stands in for now (delegation.h), which are read when first asked for. */
struct standing {
    const struct actor *actor;
    const struct actor *absent; /* same role as the actor */
    size_t absent_count;
    bool read;
};
/* The dossier as far as holding goes. `steps` may be missing (a list): then nobody is known to have sent it. */
struct held {
    const struct dossier *d;
    const struct dossier_step *steps;
    size_t step_count;
};

/* Why the actor itself could not do what the transition says, the state being right: a message key, or NULL if it could. */
const char *holder_problem(const struct held *h, const struct actor *actor, const struct transition *t);
/* The same for an actor and those it stands in for. `*problem` NULL: it may; `*behalf` is then the account for which it would act,
 * NULL in its own right. */
MUST_USE bool standing_problem(struct op *op, struct db *db, struct standing *standing, const struct held *h,
                               const struct transition *t, const char **problem, const char **behalf);

#endif
