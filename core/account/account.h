/* account: the people who act in an office. Identity and role only; how a person of the drill ground signs in is not here. */
#ifndef ACCOUNT_ACCOUNT_H
#define ACCOUNT_ACCOUNT_H

#include "account/role.h"
#include "db/db.h"

struct account {
    const char *id;            /* "mc" */
    const char *name;
    int role;                  /* enum role */
    const char *org;           /* organisation code */
    bool active;
    const struct json *person; /* identity of an applicant: name, kind, id_no, address, phone, email; else NULL */
    int64_t open_dossiers;     /* filled by account_list_by_role: work in hand */
    int64_t overdue_dossiers;  /* … of which past their due date */
    struct instant absent_until; /* … NONE = at work (delegation.h) */
};
extern const struct record account_record;

/* E_MISSING "account.unknown". */
MUST_USE bool account_get(struct op *op, struct db *db, const char *id, struct account *out);
MUST_USE bool account_add(struct op *op, struct db *db, const struct account *account);
/* Active accounts with the role: those at work first, least work first. */
MUST_USE bool account_list_by_role(struct op *op, struct db *db, enum role role, struct account **out, size_t *count);
/* All, by id. */
MUST_USE bool account_list(struct op *op, struct db *db, struct account **out, size_t *count);

#endif
