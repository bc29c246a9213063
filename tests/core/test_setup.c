/* What looks wrong in an office's set-up: each rule speaks when its fault is there, and of nothing else, and is silent when it is mended. */
#include "account/account.h"
#include "account/setup.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <string.h>

static int open_case(void **state)
{
    struct office_fixture *f = test_calloc(1, sizeof *f);
    static const struct account admins[] = {
        {.id = "qtht", .name = "Quản trị hệ thống", .role = ROLE_SYSTEM_ADMIN, .org = "G06", .active = true},
        {.id = "qtdv", .name = "Quản trị đơn vị", .role = ROLE_UNIT_ADMIN, .org = "H37.T01", .active = true},
    };
    office_fixture_open(f);
    for (size_t i = 0; i < sizeof admins / sizeof admins[0]; i++) {
        assert_true(account_add(&f->op, office_db(f->office), &admins[i]));
    }
    *state = f;
    return 0;
}
static int close_case(void **state)
{
    struct office_fixture *f = *state;
    office_fixture_close(f);
    test_free(f);
    return 0;
}

struct fault {
    const char *plant, *mend;
    const char *rule;
    const char *org, *account, *role; /* what it is told of; NULL = nothing */
};

static size_t found(struct office_fixture *f, const struct fault *fault)
{
    struct setup_finding *list = NULL;
    size_t count = 0, n = 0;
    op_clear(&f->op);
    f->op.now = f->now;
    assert_true(setup_check(&f->op, office_db(f->office), "H37.T01", &list, &count));
    for (size_t i = 0; i < count; i++) {
        bool same = strcmp(setup_rule_code(list[i].rule), fault->rule) == 0;
        n += same && (fault->org == NULL || (list[i].org != NULL && strcmp(list[i].org, fault->org) == 0)) &&
             (fault->account == NULL || (list[i].account != NULL && strcmp(list[i].account, fault->account) == 0)) &&
             (fault->role == NULL || (list[i].role != NULL && strcmp(list[i].role, fault->role) == 0));
    }
    return n;
}

#define LOCK(role) "UPDATE account SET active = 0 WHERE role = '" role "'"
#define UNLOCK(role) "UPDATE account SET active = 1 WHERE role = '" role "'"

static void each_rule_speaks_of_its_fault_and_is_silent_when_it_is_mended(void **state)
{
    struct office_fixture *f = *state;
    static const struct fault faults[] = {
        {LOCK("clerk"), UNLOCK("clerk"), "role_nobody", NULL, NULL, "clerk"},
        {LOCK("division-head"), UNLOCK("division-head"), "room_no_head", "H37.T01.T11", NULL, NULL},
        {LOCK("director"), UNLOCK("director"), "agency_no_director", NULL, NULL, NULL},
        {"INSERT INTO account (id, name, role, org) VALUES ('tp9', 'Thu phí', 'fee-clerk', 'H37.T02'); " LOCK("one-stop-officer"),
         "DELETE FROM account WHERE id = 'tp9'; " UNLOCK("one-stop-officer"), "one_stop_no_officer", "H37.T02", NULL, NULL},
        {LOCK("system-admin"), UNLOCK("system-admin"), "no_system_admin", NULL, NULL, NULL},
        {LOCK("unit-admin"), UNLOCK("unit-admin"), "no_unit_admin", "H37.T01", NULL, NULL},
        {LOCK("specialist"), UNLOCK("specialist"), "room_no_specialist", "H37.T01.T11", NULL, NULL},
        {"UPDATE org SET close_on = '2026-11-19' WHERE code = 'H37.T01'", "UPDATE org SET close_on = NULL WHERE code = 'H37.T01'", "parent_closed", "H37.T01.T11", NULL, NULL},
        {"UPDATE org SET close_on = '2026-11-19' WHERE code = 'H37.T01.T11'", "UPDATE org SET close_on = NULL WHERE code = 'H37.T01.T11'", "closed_accounts", "H37.T01.T11", NULL, NULL},
        {"INSERT INTO account (id, name, role, org, active) SELECT 'vt9', name, role, org, 1 FROM account WHERE id = 'vt'", "DELETE FROM account WHERE id = 'vt9'",
         "account_twice", NULL, "vt9", NULL},
    };
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct db *db = office_db(f->office);
        if (found(f, &faults[i]) != 0) {
            fail_msg("%s speaks before its fault is there", faults[i].rule);
        }
        assert_true(db_script(&f->op, db, faults[i].plant));
        if (found(f, &faults[i]) != 1) {
            fail_msg("%s: told %zu times", faults[i].rule, found(f, &faults[i]));
        }
        assert_true(db_script(&f->op, db, faults[i].mend));
        if (found(f, &faults[i]) != 0) {
            fail_msg("%s speaks although it is mended", faults[i].rule);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_rule_speaks_of_its_fault_and_is_silent_when_it_is_mended, open_case, close_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
