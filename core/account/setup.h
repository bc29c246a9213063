/* setup: what looks wrong in the accounts and organisations of an office, before a dossier gets stuck on it. Computed when asked for,
 * from what the office holds on the day; changes nothing.
 *
 * Each rule is a line below: *error*: some dossier will find nobody; *warning*: it works, and will not for long. The sentences are
 * setup.rule.<code> and setup.cure.<code>. */
#ifndef ACCOUNT_SETUP_H
#define ACCOUNT_SETUP_H

#include "db/db.h"

/*      rule                        severity  code */
#define SETUP_RULES(X)                                                                                                     \
    X(SETUP_ROLE_NOBODY, "error", "role_nobody")               /* a step of a procedure in force is a role's that nobody holds */ \
    X(SETUP_ROOM_NO_HEAD, "error", "room_no_head")             /* specialists without a head: nobody assigns */              \
    X(SETUP_AGENCY_NO_DIRECTOR, "error", "agency_no_director") /* nobody signs */                                          \
    X(SETUP_ONE_STOP_NO_OFFICER, "error", "one_stop_no_officer")                                                           \
    X(SETUP_NO_SYSTEM_ADMIN, "error", "no_system_admin")                                                                   \
    X(SETUP_PARENT_CLOSED, "error", "parent_closed")           /* an open code below a closed one */                         \
    X(SETUP_LOCKED_WITH_WORK, "error", "locked_with_work")     /* a disabled account holds open dossiers */                  \
    X(SETUP_CLOSED_ACCOUNTS, "warning", "closed_accounts")     /* active accounts of a closed code */                        \
    X(SETUP_ROOM_NO_SPECIALIST, "warning", "room_no_specialist")                                                           \
    X(SETUP_NO_UNIT_ADMIN, "warning", "no_unit_admin")                                                                     \
    X(SETUP_ACCOUNT_TWICE, "warning", "account_twice")         /* one name, one role, one unit, two accounts */

enum setup_rule {
#define X(rule, severity, code) rule,
    SETUP_RULES(X)
#undef X
        SETUP_RULE_COUNT
};
const char *setup_rule_code(enum setup_rule rule);
const char *setup_rule_severity(enum setup_rule rule); /* "error" | "warning" */

#define SETUP_FINDINGS_MAX 200
struct setup_finding {
    enum setup_rule rule;
    const char *org;     /* code, or NULL */
    const char *account; /* id, or NULL */
    const char *role;    /* code, or NULL */
    struct error_arg args[ERROR_ARGS_MAX]; /* of its sentences */
    int arg_count;
};
/* `agency`: to which dossiers are filed. Worst first, then by rule; at most SETUP_FINDINGS_MAX. */
MUST_USE bool setup_check(struct op *op, struct db *db, const char *agency, struct setup_finding **out, size_t *count);

#endif
