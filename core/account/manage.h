/* manage: accounts kept by administrators: one at a time or many from a table. Acts account.add, account.disable, account.enable,
 * account.move, account.import.
 *
 * 1. A unit-admin keeps the accounts of its own organisation and the units below it, and gives no administrator's role; a system-admin
 *    keeps all. Applicants' accounts are their own.
 * 2. Nobody disables or moves itself, and nobody takes away the last active administrator: of the system in the office, of a unit in
 *    its organisation. Who holds open dossiers is neither disabled nor moved: the work is handed over first (account.hand_over_work).
 * 3. A table is added whole or not at all; what is wrong is named by row and column.
 * 4. No cell begins with a sign that a spreadsheet takes for a formula (= + - @ or a control sign): what is exported later is inert.
 * 5. A disabled account cannot act (play_act refuses its seat). */
#ifndef ACCOUNT_MANAGE_H
#define ACCOUNT_MANAGE_H

#include "account/account.h"
#include "office/office.h"

#define ROSTER_ROWS_MAX 500

/* The columns of a table of accounts: field, in this order. */
#define ACCOUNT_COLUMNS 4
extern const char *const account_columns[ACCOUNT_COLUMNS];

/* A row as it was written: role as its code, or its name in either language; org as its code, or its name as registered. */
struct account_row {
    const char *id, *name, *role, *org;
    int64_t line; /* of the table; 0 = no table */
    bool hidden;  /* in the table's own program nobody sees the row */
    const char *odd[ACCOUNT_COLUMNS]; /* text keys: what is wrong with the cell itself, by column; NULL = nothing */
};
extern const struct record account_row_record;

/* What is wrong with adding the row: every field error is added to `op` ("id", "name", "role", "org"), true if there is none. `rows`
 * before it in the same table count as taken. The role and the org are set to their codes. For each key "<key>.cure" says what to do. */
MUST_USE bool account_check(struct op *op, struct db *db, const struct actor *actor, struct account_row *row,
                            const struct account_row *rows, size_t before);
/* May this actor keep accounts of that organisation? */
bool account_may_keep(const struct actor *actor, const char *org);
/* May it give that role (take it away, keep an account that has it)? */
bool account_may_give(const struct actor *actor, int role);
/* Accounts but applicants', by organisation and name, with open_dossiers = what each holds; at most 500. */
MUST_USE bool account_managed(struct op *op, struct db *db, struct account **out, size_t *count);

struct account_change_input {
    const char *account, *reason;
    int role;        /* of account.move; -1 = as it is */
    const char *org; /* of account.move; NULL = as it is */
};
struct account_import_input {
    const struct json *rows; /* objects id, name, role, org; 1..ROSTER_ROWS_MAX */
};
extern const struct record account_disable_record, account_enable_record, account_move_record, account_import_record;

MUST_USE bool account_add_one(struct op *op, struct office *office, const void *input);
MUST_USE bool account_disable(struct op *op, struct office *office, const void *input);
MUST_USE bool account_enable(struct op *op, struct office *office, const void *input);
MUST_USE bool account_move(struct op *op, struct office *office, const void *input);
MUST_USE bool account_import(struct op *op, struct office *office, const void *input);

#endif
