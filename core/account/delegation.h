/* delegation: who stands in for whom while absent. The one who stands in keeps its own name: what it does is recorded as its own,
 * done for the other ("B thay A").
 *
 * 1. Both have the same role; from `from_at` until before `to_at`, unless revoked earlier.
 * 2. One who is absent has one stand-in at a time, who is not absent in that time: nobody stands in for one who stands in.
 * 3. A delegation gives no more than the absent one had: the same steps, the same division.
 *
 * Law: Decree 118/2025 Art. 11, 18 (who handles answers for it); Decree 30/2020 Art. 13 (signing for another). */
#ifndef ACCOUNT_DELEGATION_H
#define ACCOUNT_DELEGATION_H

#include "account/account.h"
#include "office/office.h"

struct delegation {
    int64_t id;
    const char *from_account, *from_name, *from_org;
    const char *to_account, *to_name;
    struct instant from_at; /* inclusive */
    struct instant to_at;   /* exclusive */
    const char *reason;
    struct instant revoked_at; /* NONE = in force */
};
extern const struct record delegation_record;

/* For whom the account stands in now: delegations in force, of accounts that have its role. */
MUST_USE bool delegation_to(struct op *op, struct db *db, const char *account, struct delegation **out, size_t *count);
/* All that have not ended, soonest first; `account` (from or to) NULL = everybody's. At most 200. */
MUST_USE bool delegation_list(struct op *op, struct db *db, const char *account, struct delegation **out, size_t *count);

struct delegation_grant_input {
    const char *from_account; /* NULL = the actor itself */
    const char *to_account;
    struct instant from_at, to_at;
    const char *reason;
};
struct delegation_revoke_input {
    int64_t delegation;
    const char *reason; /* may be NULL */
};
extern const struct record delegation_grant_record, delegation_revoke_record, delegation_revoke_body;

/* Acts. An administrator of the unit may grant and revoke for others; anybody for itself, heads for their division.
 * E_INPUT "delegation.self", "delegation.role", "delegation.inactive", "delegation.period"; E_STATE "delegation.overlaps",
 * "delegation.stand_in_absent", "delegation.ended"; E_FORBIDDEN "delegation.not_yours"; E_MISSING "delegation.unknown". */
MUST_USE bool delegation_grant(struct op *op, struct office *office, const void *input);
MUST_USE bool delegation_revoke(struct op *op, struct office *office, const void *input);

#endif
