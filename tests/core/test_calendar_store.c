/* The calendar as rows of an office's database. */
#include "calendar/calendar.h"
#include "core_sql.h"
#include "db/db.h"
#include "db/migrate.h"

#include "support/check.h"

#include <string.h>

struct given {
    struct op op;
    struct db *db;
};

static int open_office(void **state)
{
    static struct given given;
    static const struct db_options options = {.mode = DB_MEMORY};
    op_init(&given.op, arena_open((size_t)64 << 20), "test", LANG_VI);
    given.db = db_open(&given.op, ":memory:", &options);
    assert_non_null(given.db);
    assert_true(migrate(&given.op, given.db, &core_schema));
    assert_true(db_begin(&given.op, given.db, true));
    *state = &given;
    return 0;
}
static int close_office(void **state)
{
    struct given *given = *state;
    db_rollback(given->db);
    db_close(given->db);
    arena_close(given->op.arena);
    return 0;
}

static const struct office_hours early = {
    .session = {{7 * MS_HOUR, 11 * MS_HOUR + 30 * MS_MINUTE}, {13 * MS_HOUR + 30 * MS_MINUTE, 17 * MS_HOUR}}, .count = 2};

static void a_stored_calendar_is_loaded_as_it_was(void **state)
{
    struct given *given = *state;
    const struct calendar *c = calendar_builtin();
    assert_true(calendar_store(&given->op, given->db, c, ""));
    const struct calendar *loaded = calendar_load(&given->op, given->db, "H37.T01");
    assert_non_null(loaded);
    size_t count, wanted;
    struct day first = day_from(1970, 1, 1), last = day_from(2199, 12, 31);
    const struct calendar_day *rows = calendar_exceptions(loaded, first, last, &count);
    const struct calendar_day *built_in = calendar_exceptions(c, first, last, &wanted);
    assert_int_equal(count, wanted);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(rows[i].day.n, built_in[i].day.n);
        assert_int_equal(rows[i].kind, built_in[i].kind);
        assert_string_equal(rows[i].name_vi, built_in[i].name_vi);
        assert_string_equal(rows[i].name_en, built_in[i].name_en);
        assert_string_equal(rows[i].source, built_in[i].source);
        assert_string_equal(rows[i].certainty, built_in[i].certainty);
    }
    assert_int_equal(calendar_day_length(loaded), 8 * MS_HOUR);
    assert_int_equal(calendar_count_working_days(loaded, first, last), calendar_count_working_days(c, first, last));
}

static void an_organisation_has_its_own_hours_or_the_offices_or_the_default(void **state)
{
    struct given *given = *state;
    const struct calendar *c = calendar_load(&given->op, given->db, "H37.T01");
    assert_int_equal(calendar_hours(c)->session[0].from, 8 * MS_HOUR);
    assert_true(calendar_store_hours(&given->op, given->db, "", &early));
    c = calendar_load(&given->op, given->db, "H37.T01");
    assert_int_equal(calendar_hours(c)->session[0].from, 7 * MS_HOUR);
    assert_true(calendar_store_hours(&given->op, given->db, "H37.T01", &office_hours_default));
    c = calendar_load(&given->op, given->db, "H37.T01");
    assert_int_equal(calendar_hours(c)->session[0].from, 8 * MS_HOUR);
    c = calendar_load(&given->op, given->db, "H40.T01");
    assert_int_equal(calendar_hours(c)->session[0].from, 7 * MS_HOUR);
    assert_int_equal(calendar_hours(c)->count, 2);
}

static void the_version_changes_with_the_data_and_only_then(void **state)
{
    struct given *given = *state;
    assert_true(calendar_store(&given->op, given->db, calendar_builtin(), ""));
    const char *version = calendar_version(calendar_load(&given->op, given->db, ""));
    assert_string_equal(calendar_version(calendar_load(&given->op, given->db, "H37.T01")), version);
    assert_true(calendar_store_hours(&given->op, given->db, "H37.T01", &early));
    assert_string_not_equal(calendar_version(calendar_load(&given->op, given->db, "H37.T01")), version);
    assert_string_equal(calendar_version(calendar_load(&given->op, given->db, "")), version);
    struct calendar_day extra = {day_from(2028, 9, 2), DAY_HOLIDAY, "Quốc khánh", "National Day", "s", "computed"};
    const struct calendar *more = calendar_build(&given->op, "x", &extra, 1, NULL);
    assert_true(calendar_store(&given->op, given->db, more, "H40.T01"));
    assert_string_not_equal(calendar_version(calendar_load(&given->op, given->db, "")), version);
}

#define WITH_OFFICE(test) cmocka_unit_test_setup_teardown(test, open_office, close_office)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_OFFICE(a_stored_calendar_is_loaded_as_it_was),
        WITH_OFFICE(an_organisation_has_its_own_hours_or_the_offices_or_the_default),
        WITH_OFFICE(the_version_changes_with_the_data_and_only_then),
    };
    return cmocka_run_group_tests_name("calendar store", tests, NULL, NULL);
}
