/* edit: organisations changed by administrators. Acts org.add, org.change, org.close, org.reopen, org.move.
 *
 * 1. A system-admin keeps all; a unit-admin what lies below its own organisation, and its own name and address.
 * 2. A code says what belongs to what (QĐ 20/2020/QĐ-TTg): a new one is its parent's code and one part more, at most four levels.
 *    Nobody here gives out real codes, so the new part begins with T (H37.T01.T12): a real one cannot be invented.
 * 3. A code opens and closes on days; close_on is its last day. After it nothing new is filed to it, handed to it, or staffed from it;
 *    what was filed before keeps its code and is handled to its end. A code is never used anew, and never closed back in time: papers
 *    with it are out.
 * 4. What still has open units below it is not closed. A unit is moved by closing its code and opening another, to which its accounts
 *    go; one that handles open dossiers is not moved: they would lose their holders.
 * 5. What is tried (org_close_try, org_move_try) is what the act does. */
#ifndef ORG_EDIT_H
#define ORG_EDIT_H

#include "office/office.h"
#include "org/org.h"

#define ORG_LEVELS_MAX 4

struct org_add_input {
    const char *code, *name_vi, *name_en, *kind, *parent; /* name_en NULL = as name_vi */
    struct day open_on;                                   /* 0 = today */
    const char *place, *address, *phone, *email;
};
struct org_change_input {
    const char *org, *name_vi, *name_en, *place, *address, *phone, *email; /* NULL = as it is */
    const char *reason;
};
struct org_close_input {
    const char *org;
    struct day on;         /* the last day */
    const char *successor; /* code that takes its place, or NULL */
    const char *reason;
};
struct org_reopen_input {
    const char *org, *reason;
};
struct org_move_input {
    const char *org, *parent, *code, *reason; /* code: the new one */
};
extern const struct record org_add_record, org_change_record, org_close_record, org_reopen_record, org_move_record;

/* What hangs on an organisation. */
struct org_use {
    const char *code;
    int64_t accounts;      /* active, applicants left out */
    int64_t open_dossiers; /* it is competent for, handles as a division, or received and has not accepted */
    int64_t units;         /* directly below, not closed by the day */
};
MUST_USE bool org_use_of(struct op *op, struct db *db, const char *code, struct day day, struct org_use *out);
/* Of every organisation that has accounts or open dossiers, by code; units are 0. */
#define ORG_USES_MAX 500
MUST_USE bool org_uses(struct op *op, struct db *db, struct org_use **out, size_t *count);

/* May this actor change it; open units below it? */
bool org_may_edit(const struct actor *actor, const char *code);
bool org_may_add_below(const struct actor *actor, const char *code);
/* Close or move it? Not a unit-admin its own. */
bool org_may_end(const struct actor *actor, const char *code);
/* Kinds that may stand below a kind, NULL-terminated. */
const char *const *org_kinds_below(const char *kind);

/* Would the act be done, and on how much does it bear? Changes nothing. Errors: E_FORBIDDEN "org.not_yours", E_MISSING "org.unknown",
 * field errors "org.…". */
MUST_USE bool org_close_try(struct op *op, struct db *db, const struct actor *actor, const struct org_close_input *in, struct org_use *use);
MUST_USE bool org_move_try(struct op *op, struct db *db, const struct actor *actor, const struct org_move_input *in, struct org_use *use);

MUST_USE bool org_add_one(struct op *op, struct office *office, const void *input);
MUST_USE bool org_change(struct op *op, struct office *office, const void *input);
MUST_USE bool org_close(struct op *op, struct office *office, const void *input);
MUST_USE bool org_reopen(struct op *op, struct office *office, const void *input);
MUST_USE bool org_move(struct op *op, struct office *office, const void *input);

#endif
