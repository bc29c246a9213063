/* How many control sheets (Mẫu 06) one issue for a period holds: dossier/control_sheets.h. */
#include "dossier/control_sheets.h"
#include "dossier/tracking.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <string.h>

#define COMPLETE                                                                                                       \
    "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":["                       \
    "\"giay-de-nghi\",\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"]}"
#define SHEETS(from, to) "{\"from\":\"" from "\",\"to\":\"" to "\",\"form\":\"06\"}"
#define FIRST_DAY SHEETS("2026-11-20", "2026-11-20")
#define BOTH_DAYS SHEETS("2026-11-20", "2026-11-23")

/* Dossiers from..to are accepted and handed over, which opens their sheets. */
static void open_sheets(struct office_fixture *f, int from, int to)
{
    for (int i = from; i <= to; i++) {
        const char *dossier = arena_printf(f->op.arena, "{\"dossier\":%d}", i);
        office_fixture_done(f, "dn", "dossier.file", COMPLETE);
        office_fixture_done(f, "mc", "dossier.accept", dossier);
        office_fixture_done(f, "mc", "dossier.hand_over", dossier);
    }
}

/* The newest issue. */
static struct tracking newest(struct office_fixture *f, size_t issued)
{
    struct tracking *list = NULL;
    size_t count = 0;
    op_clear(&f->op);
    assert_true(tracking_list(&f->op, office_db(f->office), NULL, &list, &count));
    assert_int_equal(count, issued);
    return list[0];
}

static void an_issue_holds_a_hundred_sheets_and_not_one_more(void **state)
{
    struct office_fixture *f = *state;
    open_sheets(f, 1, 100);
    office_fixture_done(f, "mc", "register.issue", FIRST_DAY);
    struct tracking t = newest(f, 1);
    assert_int_equal(t.entries, 100);
    const struct json *data = tracking_data(&f->op, office_db(f->office), NULL, t.id);
    assert_int_equal(json_get(data, "sheets")->count, 100);
    assert_int_equal(json_get(json_get(data, "cover"), "rows")->count, 100);

    assert_true(instant_parse("2026-11-23T09:00", &f->now));
    open_sheets(f, 101, 101);
    assert_false(office_fixture_act(f, "mc", "register.issue", BOTH_DAYS));
    assert_int_equal(f->op.error.code, E_LIMIT);
    assert_string_equal(f->op.error.key, "register.too_many");
    assert_string_equal(f->op.error.field, "to");

    office_fixture_done(f, "mc", "register.issue", SHEETS("2026-11-23", "2026-11-23")); /* a shorter period */
    t = newest(f, 2);
    assert_int_equal(t.entries, 1);
    assert_int_equal(t.number, 2); /* what was refused took no number */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_issue_holds_a_hundred_sheets_and_not_one_more, office_fixture_setup, office_fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
