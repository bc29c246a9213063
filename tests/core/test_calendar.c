/* The calendar: days, hours, working time. */
#include "calendar/calendar.h"

#include "support/check.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int open_op(void **state)
{
    static struct op op;
    op_init(&op, arena_open((size_t)64 << 20), "test", LANG_VI);
    *state = &op;
    return 0;
}
static int close_op(void **state)
{
    struct op *op = *state;
    arena_close(op->arena);
    return 0;
}

static struct instant at(const char *text)
{
    struct instant t;
    if (!instant_parse(text, &t)) {
        fail_msg("not an instant: %s", text);
    }
    return t;
}
static struct day day(const char *text)
{
    struct day d;
    if (!day_parse(text, &d)) {
        fail_msg("not a day: %s", text);
    }
    return d;
}
static void same_instant(const char *label, struct instant got, const char *wanted)
{
    char text[INSTANT_TEXT];
    if (instant_compare(got, at(wanted)) != 0) {
        fail_msg("%s: got %s, wanted %s", label, instant_format(got, text), wanted);
    }
}

/* A small deterministic generator, so that a failure can be repeated. */
static uint64_t draw(uint64_t *seed)
{
    *seed += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t z = *seed;
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}
static int64_t draw_below(uint64_t *seed, int64_t bound)
{
    return (int64_t)(draw(seed) % (uint64_t)bound);
}

/* ---- days ---- */

static void every_kind_of_day_is_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *day;
        enum day_kind kind;
    } cases[] = {
        {"2026-11-20", DAY_WORKING}, {"2026-11-21", DAY_WEEKEND}, {"2026-11-22", DAY_WEEKEND}, {"2026-11-24", DAY_HOLIDAY},
        {"2025-11-24", DAY_WORKING}, {"2026-08-22", DAY_MAKE_UP}, {"2026-08-31", DAY_LIEU},    {"2026-09-02", DAY_HOLIDAY},
        {"2026-01-02", DAY_LIEU},    {"2026-01-10", DAY_MAKE_UP}, {"2026-04-26", DAY_HOLIDAY}, {"2026-04-27", DAY_LIEU},
        {"2025-04-26", DAY_MAKE_UP}, {"2025-05-02", DAY_LIEU},    {"2027-02-05", DAY_HOLIDAY}, {"2027-02-11", DAY_LIEU},
        {"2027-02-12", DAY_WORKING}, {"2027-05-03", DAY_LIEU},    {"1970-01-01", DAY_WORKING}, {"2030-09-02", DAY_WORKING},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        enum day_kind kind = calendar_day_kind(calendar_builtin(), day(cases[i].day));
        if (kind != cases[i].kind) {
            fail_msg("%s is %s, not %s", cases[i].day, day_kind_text(kind), day_kind_text(cases[i].kind));
        }
    }
}

static void a_year_without_data_says_so(void **state)
{
    (void)state;
    const struct calendar *c = calendar_builtin();
    assert_false(calendar_has_year(c, 2024));
    assert_true(calendar_has_year(c, 2025));
    assert_true(calendar_has_year(c, 2026));
    assert_true(calendar_has_year(c, 2027));
    assert_false(calendar_has_year(c, 2028));
}

static void every_year_of_the_built_in_data_has_the_days_off_of_the_law(void **state)
{
    (void)state;
    static const struct {
        int year, weekdays_off, made_up;
    } cases[] = {{2025, 12, 1}, {2026, 14, 2}, {2027, 12, 0}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t count;
        int off = 0, made_up = 0;
        const struct calendar_day *rows = calendar_exceptions(calendar_builtin(), day_from(cases[i].year, 1, 1),
                                                              day_from(cases[i].year, 12, 31), &count);
        for (size_t k = 0; k < count; k++) {
            made_up += rows[k].kind == DAY_MAKE_UP;
            off += rows[k].kind != DAY_MAKE_UP && day_weekday(rows[k].day) <= 5;
            assert_true(rows[k].name_vi[0] != '\0' && rows[k].name_en[0] != '\0' && rows[k].source[0] != '\0');
        }
        if (off != cases[i].weekdays_off || made_up != cases[i].made_up) {
            fail_msg("%d: %d weekdays off, %d made up", cases[i].year, off, made_up);
        }
    }
}

static void the_built_in_calendar_equals_one_built_from_its_rows(void **state)
{
    struct op *op = *state;
    const struct calendar *c = calendar_builtin();
    size_t count;
    const struct calendar_day *rows = calendar_exceptions(c, day("1970-01-01"), day("2199-12-31"), &count);
    struct calendar_day *backwards = arena_array(op->arena, count, sizeof *backwards);
    for (size_t i = 0; i < count; i++) {
        backwards[i] = rows[count - 1 - i];
    }
    const struct calendar *built = calendar_build(op, "again", backwards, count, NULL);
    assert_non_null(built);
    struct day first = day("2024-06-01"), end = day("2028-06-01");
    for (struct day d = first; d.n < end.n; d = day_add(d, 1)) {
        assert_int_equal(calendar_day_kind(built, d), calendar_day_kind(c, d));
        assert_int_equal(calendar_count_working_days(built, first, d), calendar_count_working_days(c, first, d));
        assert_int_equal(calendar_next_working_day(built, d).n, calendar_next_working_day(c, d).n);
    }
    assert_string_equal(calendar_version(built), "again");
}

static void counting_and_choosing_working_days_agree_with_looking_at_each_day(void **state)
{
    (void)state;
    const struct calendar *c = calendar_builtin();
    struct day first = day("2024-12-01"), end = day("2028-03-01");
    int64_t counted = 0;
    for (struct day d = first; d.n < end.n; d = day_add(d, 1)) {
        assert_int_equal(calendar_count_working_days(c, first, d), counted);
        if (calendar_is_working_day(c, d)) {
            counted++;
            assert_int_equal(calendar_add_working_days(c, day_add(first, -1), counted).n, d.n);
        }
    }
    assert_true(counted > 800);
}

/* ---- building ---- */

static const struct calendar_day good_rows[] = {
    {{20000}, DAY_HOLIDAY, "a", "a", "s", "found"},
    {{20005}, DAY_LIEU, "b", "b", "s", "recalled"},
};

static void a_day_with_two_rows_is_refused(void **state)
{
    struct op *op = *state;
    struct calendar_day rows[] = {good_rows[0], good_rows[1], good_rows[0]};
    assert_null(calendar_build(op, "x", rows, 3, NULL));
    assert_int_equal(op->error.code, E_INPUT);
    assert_string_equal(op->error.key, "calendar.double_day");
    assert_string_equal(op->error.field, "day");
    assert_string_equal(op->error.args[0].value, "2024-10-04");
}

static void rows_that_are_no_exception_are_refused(void **state)
{
    struct op *op = *state;
    struct calendar_day row = good_rows[0];
    row.kind = DAY_WEEKEND;
    assert_null(calendar_build(op, "x", &row, 1, NULL));
    assert_string_equal(op->error.key, "calendar.bad_kind");
    op_clear(op);
    row = good_rows[0];
    row.certainty = "maybe";
    assert_null(calendar_build(op, "x", &row, 1, NULL));
    assert_string_equal(op->error.key, "calendar.bad_certainty");
}

static void office_hours_that_make_no_sense_are_refused(void **state)
{
    struct op *op = *state;
    static const struct office_hours cases[] = {
        {.count = 0},
        {.count = 5},
        {.session = {{MS_HOUR * 8, MS_HOUR * 8}}, .count = 1},
        {.session = {{MS_HOUR * 8, MS_HOUR * 7}}, .count = 1},
        {.session = {{-MS_HOUR, MS_HOUR * 7}}, .count = 1},
        {.session = {{MS_HOUR * 8, MS_DAY}}, .count = 1},
        {.session = {{MS_HOUR * 8, MS_HOUR * 9 + 1}}, .count = 1},
        {.session = {{MS_HOUR * 8, MS_HOUR * 12}, {MS_HOUR * 12, MS_HOUR * 17}}, .count = 2},
        {.session = {{MS_HOUR * 13, MS_HOUR * 17}, {MS_HOUR * 8, MS_HOUR * 12}}, .count = 2},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        op_clear(op);
        if (calendar_build(op, "x", good_rows, 2, &cases[i]) != NULL) {
            fail_msg("hours %zu accepted", i);
        }
        assert_string_equal(op->error.key, "calendar.bad_hours");
    }
}

/* ---- hours ---- */

static void an_instant_outside_office_hours_belongs_to_the_next_opening(void **state)
{
    (void)state;
    static const struct {
        const char *label, *from, *open;
    } cases[] = {
        {"before opening", "2026-11-20T07:59:59", "2026-11-20T08:00"},
        {"midnight", "2026-11-20T00:00", "2026-11-20T08:00"},
        {"at opening", "2026-11-20T08:00", "2026-11-20T08:00"},
        {"in the morning", "2026-11-20T09:20:13.456", "2026-11-20T09:20:13.456"},
        {"last millisecond of the morning", "2026-11-20T11:59:59.999", "2026-11-20T11:59:59.999"},
        {"at noon", "2026-11-20T12:00", "2026-11-20T13:00"},
        {"at lunch", "2026-11-20T12:31", "2026-11-20T13:00"},
        {"last millisecond", "2026-11-20T16:59:59.999", "2026-11-20T16:59:59.999"},
        {"at closing, Friday", "2026-11-20T17:00", "2026-11-23T08:00"},
        {"late on Friday", "2026-11-20T23:59:59.999", "2026-11-23T08:00"},
        {"Saturday", "2026-11-21T10:00", "2026-11-23T08:00"},
        {"before a make-up Saturday", "2026-08-21T17:00", "2026-08-22T08:00"},
        {"on a make-up Saturday", "2026-08-22T10:00", "2026-08-22T10:00"},
        {"eve of Tet", "2027-02-04T17:00", "2027-02-12T08:00"},
        {"on a holiday in office hours", "2026-11-24T09:00", "2026-11-25T08:00"},
        {"a swapped Friday", "2026-01-02T09:00", "2026-01-05T08:00"},
        {"UTC evening of the day before", "2026-11-19T23:30:00Z", "2026-11-20T08:00"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        same_instant(cases[i].label, calendar_next_open(calendar_builtin(), at(cases[i].from)), cases[i].open);
    }
}

static void working_time_is_added_across_lunch_nights_and_holidays(void **state)
{
    (void)state;
    static const struct {
        const char *label, *from, *to;
        int64_t ms;
    } cases[] = {
        {"nothing at work", "2026-11-20T09:00", "2026-11-20T09:00", 0},
        {"nothing after hours", "2026-11-20T17:00", "2026-11-23T08:00", 0},
        {"a millisecond", "2026-11-20T17:00", "2026-11-23T08:00:00.001", 1},
        {"to noon exactly", "2026-11-20T09:00", "2026-11-20T12:00", 3 * MS_HOUR},
        {"past noon", "2026-11-20T09:00", "2026-11-20T13:00:00.001", 3 * MS_HOUR + 1},
        {"eight hours from an opening end at closing", "2026-11-20T08:00", "2026-11-20T17:00", 8 * MS_HOUR},
        {"eight hours from the evening before end at closing", "2026-11-19T19:00", "2026-11-20T17:00", 8 * MS_HOUR},
        {"sixteen hours from an opening end at the next closing", "2026-11-20T08:00", "2026-11-23T17:00", 16 * MS_HOUR},
        {"eight hours from one end after lunch on Monday", "2026-11-20T13:00", "2026-11-23T12:00", 8 * MS_HOUR},
        {"over the holiday", "2026-11-23T14:00", "2026-11-25T14:00", 8 * MS_HOUR},
        {"on a make-up Saturday", "2026-08-21T16:00", "2026-08-22T09:00", 2 * MS_HOUR},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        same_instant(cases[i].label, calendar_add_working(calendar_builtin(), at(cases[i].from), cases[i].ms), cases[i].to);
        int64_t between = calendar_working_between(calendar_builtin(), at(cases[i].from), at(cases[i].to));
        if (between != cases[i].ms) {
            fail_msg("%s: %lld ms between", cases[i].label, (long long)between);
        }
    }
    assert_int_equal(calendar_working_between(calendar_builtin(), at("2026-11-23T14:00"), at("2026-11-20T14:00")), 0);
    assert_int_equal(calendar_working_between(calendar_builtin(), at("2026-11-21T00:00"), at("2026-11-23T08:00")), 0);
}

static const struct office_hours *other_hours(int which)
{
    static const struct office_hours hours[] = {
        {.session = {{8 * MS_HOUR, 12 * MS_HOUR}, {13 * MS_HOUR, 17 * MS_HOUR}}, .count = 2},
        {.session = {{7 * MS_HOUR, 11 * MS_HOUR + 30 * MS_MINUTE}, {13 * MS_HOUR + 30 * MS_MINUTE, 17 * MS_HOUR}}, .count = 2},
        {.session = {{0, 23 * MS_HOUR + 59 * MS_MINUTE}}, .count = 1},
        {.session = {{MS_HOUR, 2 * MS_HOUR}, {3 * MS_HOUR, 4 * MS_HOUR}, {5 * MS_HOUR, 6 * MS_HOUR}, {7 * MS_HOUR, 7 * MS_HOUR + MS_MINUTE}},
         .count = 4},
    };
    return &hours[which];
}

/* Laws that hold for every calendar: adding and measuring are inverse, adding in two parts is adding at once, results are
 * working time or a closing, later starts never end earlier. */
static void working_time_obeys_its_laws_under_any_hours(void **state)
{
    struct op *op = *state;
    uint64_t seed = 20261120;
    size_t count;
    const struct calendar_day *rows = calendar_exceptions(calendar_builtin(), day("1970-01-01"), day("2199-12-31"), &count);
    for (int which = 0; which < 4; which++) {
        const struct calendar *c = calendar_build(op, "x", rows, count, other_hours(which));
        assert_non_null(c);
        for (int i = 0; i < 5000; i++) {
            struct instant from = instant_add(at("2025-01-01T00:00"), draw_below(&seed, 1200 * MS_DAY));
            int64_t a = draw_below(&seed, 40 * MS_DAY), b = 1 + draw_below(&seed, i % 3 == 0 ? 20 : 20 * MS_DAY);
            struct instant open = calendar_next_open(c, from), mid = calendar_add_working(c, from, a);
            assert_true(instant_compare(open, from) >= 0);
            assert_int_equal(instant_compare(calendar_next_open(c, open), open), 0);
            assert_int_equal(calendar_working_between(c, from, open), 0);
            assert_int_equal(calendar_working_between(c, from, mid), a);
            struct instant end = calendar_add_working(c, from, a + b);
            assert_int_equal(instant_compare(calendar_add_working(c, mid, b), end), 0);
            assert_true(instant_compare(mid, end) < 0);
            assert_true(calendar_is_working_day(c, instant_day(end)));
            struct instant later = calendar_add_working(c, instant_add(from, draw_below(&seed, 3 * MS_DAY)), a + b);
            assert_true(instant_compare(later, end) >= 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_day_is_told_apart),
        cmocka_unit_test(a_year_without_data_says_so),
        cmocka_unit_test(every_year_of_the_built_in_data_has_the_days_off_of_the_law),
        cmocka_unit_test_setup_teardown(the_built_in_calendar_equals_one_built_from_its_rows, open_op, close_op),
        cmocka_unit_test(counting_and_choosing_working_days_agree_with_looking_at_each_day),
        cmocka_unit_test_setup_teardown(a_day_with_two_rows_is_refused, open_op, close_op),
        cmocka_unit_test_setup_teardown(rows_that_are_no_exception_are_refused, open_op, close_op),
        cmocka_unit_test_setup_teardown(office_hours_that_make_no_sense_are_refused, open_op, close_op),
        cmocka_unit_test(an_instant_outside_office_hours_belongs_to_the_next_opening),
        cmocka_unit_test(working_time_is_added_across_lunch_nights_and_holidays),
        cmocka_unit_test_setup_teardown(working_time_obeys_its_laws_under_any_hours, open_op, close_op),
    };
    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
