/* One who leaves: nothing open stays behind, and nobody is disabled who still holds work (dossier/sharing.h 3, account/manage.h). */
#include "account/account.h"
#include "account/setup.h"
#include "dossier/oversight.h"
#include "dossier/sharing.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <string.h>

#define COMPLETE                                                                                                       \
    "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":["                       \
    "\"giay-de-nghi\",\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"]}"
#define LEAVES "{\"from_account\":\"cv2\",\"to_account\":\"cv4\",\"reason\":\"Nghỉ hưu theo chế độ\"}"

/* Dossier 1 is cv's. */
static int open_office(void **state)
{
    static const struct account more[] = {
        {.id = "cv4", .name = "Phan Thị Bốn", .role = ROLE_SPECIALIST, .org = "H37.T01.T11", .active = true},
        {.id = "qt", .name = "Trần Văn Trị", .role = ROLE_UNIT_ADMIN, .org = "H37.T01", .active = true},
    };
    office_fixture_setup(state);
    struct office_fixture *f = *state;
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        assert_true(account_add(&f->op, office_db(f->office), &more[i]));
    }
    office_fixture_done(f, "dn", "dossier.file", COMPLETE);
    office_fixture_done(f, "mc", "dossier.accept", "{\"dossier\":1}");
    office_fixture_done(f, "mc", "dossier.hand_over", "{\"dossier\":1}");
    office_fixture_done(f, "tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
    return 0;
}

static void take_part(struct office_fixture *f, const char *account, const char *kind)
{
    office_fixture_done(f, "tp", "dossier.add_participant",
                        arena_printf(f->op.arena, "{\"dossier\":1,\"account\":\"%s\",\"kind\":\"%s\"}", account, kind));
}

/* co_handler, follower, or "" */
static const char *part_of(struct office_fixture *f, const char *account)
{
    struct dossier_participant *list = NULL;
    size_t count = 0;
    op_clear(&f->op);
    assert_true(dossier_participants(&f->op, office_db(f->office), 1, &list, &count));
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].account, account) == 0) {
            return list[i].kind;
        }
    }
    return "";
}

static void refused(struct office_fixture *f, const char *account, const char *act, const char *input, const char *key)
{
    assert_false(office_fixture_act(f, account, act, input));
    assert_string_equal(f->op.error.key, key);
}

static void the_successor_keeps_the_stronger_part_and_the_leaver_none(void **state)
{
    static const struct {
        const char *label, *leaver, *successor, *then;
    } cases[] = {
        {"the successor takes no part yet", "follower", "", "follower"},
        {"the successor takes no part yet, the leaver works along", "co_handler", "", "co_handler"},
        {"both follow", "follower", "follower", "follower"},
        {"the leaver works along, the successor follows", "co_handler", "follower", "co_handler"},
        {"the leaver follows, the successor works along", "follower", "co_handler", "co_handler"},
        {"both work along", "co_handler", "co_handler", "co_handler"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        print_message("%s\n", cases[i].label);
        assert_int_equal(open_office(state), 0);
        struct office_fixture *f = *state;
        take_part(f, "cv2", cases[i].leaver);
        if (cases[i].successor[0] != '\0') {
            take_part(f, "cv4", cases[i].successor);
        }
        office_fixture_done(f, "tp", "account.hand_over_work", LEAVES);
        assert_string_equal(part_of(f, "cv2"), "");
        assert_string_equal(part_of(f, "cv4"), cases[i].then);
        refused(f, "tp", "account.hand_over_work", LEAVES, "work.nothing");
        office_fixture_teardown(state);
    }
}

static void a_successor_who_handles_the_dossier_takes_no_other_part(void **state)
{
    struct office_fixture *f = *state;
    take_part(f, "cv2", "co_handler");
    office_fixture_done(f, "tp", "account.hand_over_work", "{\"from_account\":\"cv2\",\"to_account\":\"cv\",\"reason\":\"Nghỉ hưu theo chế độ\"}");
    assert_string_equal(part_of(f, "cv2"), "");
    assert_string_equal(part_of(f, "cv"), "");
}

static void others_parts_and_what_has_ended_stay_as_they_were(void **state)
{
    struct office_fixture *f = *state;
    take_part(f, "cv2", "co_handler");
    take_part(f, "tp", "follower");
    assert_true(db_script(&f->op, office_db(f->office), "UPDATE dossier SET state = 'returned' WHERE id = 1"));
    refused(f, "tp", "account.hand_over_work", LEAVES, "work.nothing");
    assert_string_equal(part_of(f, "cv2"), "co_handler");
    assert_true(db_script(&f->op, office_db(f->office), "UPDATE dossier SET state = 'in_handling' WHERE id = 1"));
    office_fixture_done(f, "tp", "account.hand_over_work", LEAVES);
    assert_string_equal(part_of(f, "tp"), "follower");
}

static void the_directions_to_report_on_are_the_successors(void **state)
{
    struct office_fixture *f = *state;
    office_fixture_done(f, "tp", "dossier.reassign", "{\"dossier\":1,\"account\":\"cv2\",\"reason\":\"Chuyên viên nghỉ ốm\"}");
    office_fixture_done(f, "ld", "dossier.direct", "{\"dossier\":1,\"text\":\"Thẩm định xong trong tuần này\"}");
    office_fixture_done(f, "cv2", "dossier.report", "{\"dossier\":1,\"report\":\"Đã thẩm định xong\"}");
    office_fixture_done(f, "ld", "dossier.direct", "{\"dossier\":1,\"text\":\"Trình ký trong tuần này\"}");
    office_fixture_done(f, "tp", "account.hand_over_work", LEAVES);
    struct oversight *list = NULL;
    size_t count = 0;
    assert_true(oversight_list(&f->op, office_db(f->office), 1, &list, &count));
    assert_int_equal(count, 2);
    assert_string_equal(list[0].to_account, "cv2"); /* reported on: it stays as it was */
    assert_string_equal(list[1].to_account, "cv4");
    refused(f, "cv2", "dossier.report", "{\"dossier\":1,\"report\":\"Đã trình ký xong\"}", "oversight.no_direction");
    office_fixture_done(f, "cv4", "dossier.report", "{\"dossier\":1,\"report\":\"Đã trình ký xong\"}");
}

static void who_holds_work_is_disabled_only_once_it_is_handed_over(void **state)
{
    struct office_fixture *f = *state;
    refused(f, "qt", "account.disable", "{\"account\":\"cv\",\"reason\":\"Nghỉ hưu theo chế độ\"}", "account.has_work");
    assert_int_equal(f->op.error.code, E_STATE);
    office_fixture_done(f, "qt", "account.disable", "{\"account\":\"cv2\",\"reason\":\"Nghỉ hưu theo chế độ\"}");
    office_fixture_done(f, "qt", "account.hand_over_work", "{\"from_account\":\"cv\",\"to_account\":\"cv4\",\"reason\":\"Nghỉ hưu theo chế độ\"}");
    office_fixture_done(f, "qt", "account.disable", "{\"account\":\"cv\",\"reason\":\"Nghỉ hưu theo chế độ\"}");
}

/* How often the check of the office's set-up says that a disabled account still holds work, and of whom. */
static size_t told(struct office_fixture *f, const char **account)
{
    struct setup_finding *list = NULL;
    size_t count = 0, n = 0;
    op_clear(&f->op);
    f->op.now = f->now;
    assert_true(setup_check(&f->op, office_db(f->office), "H37.T01", &list, &count));
    for (size_t i = 0; i < count; i++) {
        if (list[i].rule == SETUP_LOCKED_WITH_WORK) {
            *account = list[i].account;
            n++;
        }
    }
    return n;
}

static void a_disabled_account_that_holds_work_is_found_until_it_is_handed_over(void **state)
{
    struct office_fixture *f = *state;
    const char *account = NULL;
    assert_true(db_script(&f->op, office_db(f->office), "UPDATE account SET active = 0 WHERE id = 'cv2'")); /* who holds nothing */
    assert_int_equal(told(f, &account), 0);
    assert_true(db_script(&f->op, office_db(f->office), "UPDATE account SET active = 0 WHERE id = 'cv'")); /* as a list from outside may */
    assert_int_equal(told(f, &account), 1);
    assert_string_equal(account, "cv");
    office_fixture_done(f, "qt", "account.hand_over_work", "{\"from_account\":\"cv\",\"to_account\":\"cv4\",\"reason\":\"Nghỉ hưu theo chế độ\"}");
    assert_int_equal(told(f, &account), 0);
}

#define T(name) cmocka_unit_test_setup_teardown(name, open_office, office_fixture_teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_successor_keeps_the_stronger_part_and_the_leaver_none),
        T(a_successor_who_handles_the_dossier_takes_no_other_part),
        T(others_parts_and_what_has_ended_stay_as_they_were),
        T(the_directions_to_report_on_are_the_successors),
        T(who_holds_work_is_disabled_only_once_it_is_handed_over),
        T(a_disabled_account_that_holds_work_is_found_until_it_is_handed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
