/* Deadlines: terms, due instants, pauses, steps, and what the explanation says. */
#include "base/strbuf.h"
#include "base/text.h"
#include "calendar/deadline.h"
#include "calendar/explain.h"

#include "support/check.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int open_op(void **state)
{
    static struct op op;
    op_init(&op, arena_open((size_t)256 << 20), "test", LANG_VI);
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
static struct term term(struct op *op, const char *text)
{
    struct term t;
    if (!term_parse(op, text, &t)) {
        fail_msg("not a term: %s", text);
    }
    return t;
}
static struct instant due(struct op *op, struct instant from, struct term t)
{
    struct deadline d;
    assert_true(deadline_due(op, calendar_builtin(), from, t, false, &d));
    return d.due;
}
static void same_instant(const char *label, struct instant got, const char *wanted)
{
    char text[INSTANT_TEXT];
    if (instant_compare(got, at(wanted)) != 0) {
        fail_msg("%s: got %s, wanted %s", label, instant_format(got, text), wanted);
    }
}
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

/* ---- terms ---- */

static void terms_are_read_and_written_the_same(void **state)
{
    struct op *op = *state;
    static const struct {
        const char *text, *written;
        enum term_unit unit;
        int64_t milli;
    } cases[] = {
        {"10 workdays", "10 workdays", TERM_WORKDAYS, 10000},    {"1 workday", "1 workdays", TERM_WORKDAYS, 1000},
        {"8 workhours", "8 workhours", TERM_WORKHOURS, 8000},    {"15 days", "15 days", TERM_DAYS, 15000},
        {"4.5 days", "4.5 days", TERM_DAYS, 4500},               {"0.25 workdays", "0.25 workdays", TERM_WORKDAYS, 250},
        {"0.001 workhours", "0.001 workhours", TERM_WORKHOURS, 1}, {"1.050 days", "1.05 days", TERM_DAYS, 1050},
        {"10000 workdays", "10000 workdays", TERM_WORKDAYS, TERM_MILLI_MAX},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct term t = term(op, cases[i].text);
        assert_int_equal(t.unit, cases[i].unit);
        assert_int_equal(t.milli, cases[i].milli);
        assert_string_equal(term_format(op->arena, t), cases[i].written);
    }
}

static void terms_that_are_no_terms_are_refused_with_field_and_cure(void **state)
{
    struct op *op = *state;
    static const char *const cases[] = {
        "",           "10",          "workdays",         "10workdays",     "10  workdays",     " 10 workdays", "10 workdays ",
        "0 workdays", "0.000 days",  "-1 days",          "+1 days",        "10001 workdays",   "10000.001 days", "1.0001 days",
        "1. days",    ".5 days",     "1,5 days",         "1e3 days",       "10 weeks",         "10 work",      "10 WORKDAYS",
        "10 day s",   "10 workdayss", "99999999999999999999999999 days",   "10\tworkdays",     "10 ",          "ten days",
    };
    struct term t;
    for (size_t i = 0; i < COUNT(cases); i++) {
        op_clear(op);
        if (term_parse(op, cases[i], &t)) {
            fail_msg("accepted: %s", cases[i]);
        }
        assert_int_equal(op->error.code, E_INPUT);
        assert_string_equal(op->error.key, "term.invalid");
        assert_string_equal(op->error.field, "term");
    }
    op_clear(op);
    struct deadline d;
    assert_false(deadline_due(op, calendar_builtin(), at("2026-11-20T09:20"), (struct term){TERM_DAYS, 0}, false, &d));
    assert_string_equal(op->error.key, "term.invalid");
    op_clear(op);
    assert_false(deadline_due(op, calendar_builtin(), at("2026-11-20T09:20"), (struct term){TERM_DAYS, TERM_MILLI_MAX + 1}, true, &d));
}

/* ---- due ---- */

static const struct {
    const char *label, *from, *term, *due;
} vectors[] = {
    {"8 working hours", "2026-11-20T16:10", "8 workhours", "2026-11-23T16:10"},
    {"8 working hours from a weekend", "2026-11-21T21:05", "8 workhours", "2026-11-23T17:00"},
    {"8 working hours across 24/11", "2026-11-23T14:00", "8 workhours", "2026-11-25T14:00"},
    {"10 working days", "2026-11-20T09:20", "10 workdays", "2026-12-07T09:20"},
    {"15 calendar days to a Saturday", "2026-11-20T09:20", "15 days", "2026-12-07T09:20"},
    {"10 working days after hours", "2026-11-20T17:30", "10 workdays", "2026-12-08T08:00"},
    {"5 working days over National Day", "2026-08-27T15:30", "5 workdays", "2026-09-08T15:30"},
    {"3 working days with a make-up Saturday", "2026-08-21T10:00", "3 workdays", "2026-08-25T10:00"},
    {"15 working days over Tet 2027", "2027-01-25T10:00", "15 workdays", "2027-02-22T10:00"},
    /* Edges beyond the nine. */
    {"8 working hours from an opening end at closing", "2026-11-20T08:00", "8 workhours", "2026-11-20T17:00"},
    {"8 working hours from before opening end at closing", "2026-11-20T06:00", "8 workhours", "2026-11-20T17:00"},
    {"4 working hours from an opening end at noon", "2026-11-20T08:00", "4 workhours", "2026-11-20T12:00"},
    {"a working day from an opening ends at the next opening", "2026-11-20T08:00", "1 workdays", "2026-11-23T08:00"},
    {"received exactly at closing", "2026-11-20T17:00", "1 workdays", "2026-11-25T08:00"},
    {"received exactly at noon", "2026-11-20T12:00", "1 workdays", "2026-11-23T13:00"},
    {"received at lunch, in hours", "2026-11-20T12:30", "2 workhours", "2026-11-20T15:00"},
    {"the last second of the day", "2026-11-20T16:59:59", "1 workdays", "2026-11-23T16:59:59"},
    {"half a working day", "2026-11-20T09:20", "0.5 workdays", "2026-11-20T14:20"},
    {"four and a half working days", "2026-11-20T09:20", "4.5 workdays", "2026-11-27T14:20"},
    {"half a working day from an opening ends at noon", "2026-11-20T08:00", "0.5 workdays", "2026-11-20T12:00"},
    {"half a working hour", "2026-11-20T11:45", "0.5 workhours", "2026-11-20T13:15"},
    {"calendar days to a working day", "2026-11-20T09:20", "3 days", "2026-11-23T09:20"},
    {"calendar days to a holiday", "2026-11-20T09:20", "4 days", "2026-11-25T09:20"},
    {"calendar days to a make-up Saturday", "2026-08-20T09:20", "2 days", "2026-08-22T09:20"},
    {"calendar days started on a Sunday", "2026-11-22T10:00", "2 days", "2026-11-25T08:00"},
    {"a fraction after whole calendar days", "2026-11-20T09:20", "3.5 days", "2026-11-23T14:20"},
    {"a fraction that lies on a closed day", "2026-11-20T09:20", "1.5 days", "2026-11-23T09:20"},
    {"29 February", "2028-02-28T09:00", "1 workdays", "2028-02-29T09:00"},
    {"over New Year without data", "2027-12-31T09:00", "1 workdays", "2028-01-03T09:00"},
};

static void the_vectors_of_the_rules_come_out(void **state)
{
    struct op *op = *state;
    for (size_t i = 0; i < COUNT(vectors); i++) {
        same_instant(vectors[i].label, due(op, at(vectors[i].from), term(op, vectors[i].term)), vectors[i].due);
    }
}

static void a_longer_term_is_never_due_earlier_and_a_later_start_never_earlier(void **state)
{
    struct op *op = *state;
    uint64_t seed = 7;
    for (int i = 0; i < 30000; i++) {
        struct instant from = instant_add(at("2025-01-01T00:00"), draw_below(&seed, 1100 * MS_DAY));
        enum term_unit unit = (enum term_unit)draw_below(&seed, 3);
        int64_t a = 1 + draw_below(&seed, 60000), b = a + draw_below(&seed, i % 2 == 0 ? 1500 : 20000);
        struct instant first = due(op, from, (struct term){unit, a}), second = due(op, from, (struct term){unit, b});
        assert_true(instant_compare(first, second) <= 0);
        assert_true(instant_compare(from, first) < 0);
        assert_true(calendar_is_working_day(calendar_builtin(), instant_day(first)));
        a = unit == TERM_DAYS ? (a + 999) / 1000 * 1000 : a;
        first = due(op, from, (struct term){unit, a});
        struct instant later = due(op, instant_add(from, draw_below(&seed, 4 * MS_DAY)), (struct term){unit, a});
        if (unit == TERM_DAYS) { /* Thursday 16:00 and Friday 08:00 plus two days both roll to Monday, at 16:00 and 08:00 */
            assert_true(instant_day(first).n <= instant_day(later).n);
        } else {
            assert_true(instant_compare(first, later) <= 0);
        }
    }
}

static void working_days_are_day_lengths_of_working_time(void **state)
{
    struct op *op = *state;
    const struct calendar *c = calendar_builtin();
    uint64_t seed = 11;
    for (int i = 0; i < 5000; i++) {
        struct instant from = instant_add(at("2025-01-01T00:00"), draw_below(&seed, 1000 * MS_DAY));
        struct term t = {TERM_WORKDAYS, 1 + draw_below(&seed, 90000)};
        assert_int_equal(calendar_working_between(c, from, due(op, from, t)), t.milli * 28800);
    }
}

static void a_term_in_two_halves_is_the_term(void **state)
{
    struct op *op = *state;
    uint64_t seed = 13;
    for (int i = 0; i < 5000; i++) {
        struct instant from = instant_add(at("2025-01-01T00:00"), draw_below(&seed, 1000 * MS_DAY));
        int64_t a = 1 + draw_below(&seed, 40), b = 1 + draw_below(&seed, 40);
        struct instant middle = due(op, from, (struct term){TERM_WORKDAYS, a * 1000});
        struct instant end = due(op, from, (struct term){TERM_WORKDAYS, (a + b) * 1000});
        assert_int_equal(instant_compare(due(op, middle, (struct term){TERM_WORKDAYS, b * 1000}), end), 0);
    }
}

/* ---- pauses ---- */

static struct instant resumed(struct op *op, const char *old_due, const char *paused, const char *again)
{
    struct deadline d;
    assert_true(deadline_resume(op, calendar_builtin(), at(old_due), at(paused), at(again), true, &d));
    assert_true(d.line_count > 0);
    return d.due;
}

static void a_paused_dossier_loses_no_working_time(void **state)
{
    struct op *op = *state;
    same_instant("two working days", resumed(op, "2026-12-07T09:20", "2026-11-25T10:00", "2026-11-27T10:00"), "2026-12-09T09:20");
    same_instant("over a weekend alone", resumed(op, "2026-12-07T09:20", "2026-11-27T17:00", "2026-11-30T08:00"), "2026-12-07T09:20");
    same_instant("due at an opening", resumed(op, "2026-12-08T08:00", "2026-11-25T10:00", "2026-11-26T10:00"), "2026-12-09T08:00");
    same_instant("due at a closing", resumed(op, "2026-12-07T17:00", "2026-11-25T10:00", "2026-11-26T10:00"), "2026-12-08T17:00");
    same_instant("no time at all", resumed(op, "2026-12-08T08:00", "2026-11-25T10:00", "2026-11-25T10:00"), "2026-12-08T08:00");
    same_instant("paused after it was due", resumed(op, "2026-11-25T09:20", "2026-11-26T10:00", "2026-11-27T10:00"), "2026-11-25T09:20");
    struct deadline d;
    assert_false(deadline_resume(op, calendar_builtin(), at("2026-12-08T08:00"), at("2026-11-27T10:00"), at("2026-11-25T10:00"), false, &d));
    assert_string_equal(op->error.key, "deadline.pause_order");
    assert_string_equal(op->error.field, "resumed_at");
}

static void pauses_add_up_whatever_their_order(void **state)
{
    struct op *op = *state;
    const struct calendar *c = calendar_builtin();
    uint64_t seed = 17;
    for (int i = 0; i < 5000; i++) {
        struct instant from = instant_add(at("2025-01-01T00:00"), draw_below(&seed, 900 * MS_DAY));
        struct instant first = due(op, from, (struct term){TERM_WORKDAYS, 5000 + draw_below(&seed, 30000)});
        struct instant paused = instant_add(from, draw_below(&seed, first.ms - from.ms));
        struct instant again = instant_add(paused, draw_below(&seed, 30 * MS_DAY));
        struct deadline d;
        assert_true(deadline_resume(op, c, first, paused, again, false, &d));
        assert_int_equal(calendar_working_between(c, again, d.due), calendar_working_between(c, paused, first));
        assert_int_equal(calendar_working_between(c, from, d.due),
                         calendar_working_between(c, from, first) + calendar_working_between(c, paused, again));
        assert_true(instant_compare(d.due, first) >= 0);
    }
}

/* ---- steps ---- */

static void steps_share_the_working_time_and_the_last_ends_at_the_due_date(void **state)
{
    struct op *op = *state;
    static const int64_t shares[] = {500, 2000, 0, 7000, 500, 0};
    struct instant dues[6];
    struct deadline d;
    assert_true(deadline_steps(op, calendar_builtin(), at("2026-11-20T09:20"), at("2026-12-07T09:20"), shares, 6, dues, true, &d));
    same_instant("half a day", dues[0], "2026-11-20T14:20");
    same_instant("two days more", dues[1], "2026-11-25T14:20");
    assert_true(instant_is_none(dues[2]));
    same_instant("seven more", dues[3], "2026-12-04T14:20");
    same_instant("the due date", dues[4], "2026-12-07T09:20");
    assert_true(instant_is_none(dues[5]));
    assert_int_equal(d.line_count, 7);
    assert_string_equal(d.lines[0].key, "deadline.rule.shares");
    assert_string_equal(d.lines[3].key, "deadline.line.step_uncounted");
}

static void a_last_step_due_at_an_opening_is_not_moved_to_the_closing_before(void **state)
{
    struct op *op = *state;
    static const int64_t shares[] = {1000, 1000};
    struct instant dues[2];
    assert_true(deadline_steps(op, calendar_builtin(), at("2026-11-20T17:30"), at("2026-12-08T08:00"), shares, 2, dues, false, NULL));
    same_instant("the due date", dues[1], "2026-12-08T08:00");
}

static void step_tables_that_cannot_be_shared_are_refused(void **state)
{
    struct op *op = *state;
    static const int64_t none[] = {0, 0}, negative[] = {1000, -1}, huge[] = {1000, TERM_MILLI_MAX + 1}, good[] = {1000, 1000};
    struct instant a = at("2026-11-20T09:20"), b = at("2026-12-07T09:20"), dues[2];
    const struct calendar *c = calendar_builtin();
    assert_false(deadline_steps(op, c, a, b, none, 2, dues, false, NULL));
    assert_string_equal(op->error.key, "deadline.shares");
    op_clear(op);
    assert_false(deadline_steps(op, c, a, b, negative, 2, dues, false, NULL));
    op_clear(op);
    assert_false(deadline_steps(op, c, a, b, huge, 2, dues, false, NULL));
    op_clear(op);
    assert_false(deadline_steps(op, c, b, a, good, 2, dues, false, NULL));
    op_clear(op);
    assert_false(deadline_steps(op, c, a, b, good, 0, dues, false, NULL));
    op_clear(op);
    static int64_t many[DEADLINE_STEPS_MAX + 1];
    assert_false(deadline_steps(op, c, a, b, many, DEADLINE_STEPS_MAX + 1, dues, false, NULL));
}

static void steps_never_go_back_and_end_at_the_due_date_for_any_table(void **state)
{
    struct op *op = *state;
    uint64_t seed = 19;
    for (int i = 0; i < 3000; i++) {
        int64_t shares[DEADLINE_STEPS_MAX];
        struct instant dues[DEADLINE_STEPS_MAX];
        size_t count = 1 + (size_t)draw_below(&seed, i % 50 == 0 ? DEADLINE_STEPS_MAX : 9);
        for (size_t k = 0; k < count; k++) {
            shares[k] = draw_below(&seed, 4) == 0 ? 0 : draw_below(&seed, i % 7 == 0 ? TERM_MILLI_MAX : 9000);
        }
        shares[0] += 1;
        struct instant from = instant_add(at("2025-01-01T00:00"), draw_below(&seed, 900 * MS_DAY));
        struct instant end = due(op, from, (struct term){(enum term_unit)draw_below(&seed, 3), 1000 + draw_below(&seed, 99000)});
        assert_true(deadline_steps(op, calendar_builtin(), from, end, shares, count, dues, false, NULL));
        struct instant before = from, last = INSTANT_NONE;
        for (size_t k = 0; k < count; k++) {
            assert_int_equal(instant_is_none(dues[k]), shares[k] == 0);
            if (shares[k] > 0) {
                assert_true(instant_compare(before, dues[k]) <= 0);
                before = last = dues[k];
            }
        }
        assert_int_equal(instant_compare(last, end), 0);
    }
}

/* ---- explanations ---- */

static const char *told(struct op *op, const char *from, const char *term_text)
{
    struct deadline d;
    struct strbuf all;
    strbuf_init(&all, op->arena, 1 << 20);
    assert_true(deadline_due(op, calendar_builtin(), at(from), term(op, term_text), true, &d));
    for (size_t i = 0; i < d.line_count; i++) {
        assert_true(text_has(d.lines[i].key));
        strbuf_puts(&all, text_format(op->arena, op->lang, d.lines[i].key, d.lines[i].args, d.lines[i].arg_count));
        strbuf_putc(&all, '\n');
    }
    if (strchr(all.data, '{') != NULL) {
        fail_msg("a placeholder stayed empty: %s", all.data);
    }
    return all.data;
}
static void says(const char *story, const char *wanted)
{
    if (strstr(story, wanted) == NULL) {
        fail_msg("not said: %s\nin: %s", wanted, story);
    }
}

static void the_explanation_names_start_days_left_out_and_result(void **state)
{
    struct op *op = *state;
    const char *story = told(op, "2026-11-20T17:30", "10 workdays");
    says(story, "Thời điểm thứ Sáu 20/11/2026 17:30 ngoài giờ làm việc (sau giờ làm việc)");
    says(story, "Bắt đầu tính: thứ Hai 23/11/2026 08:00.");
    says(story, "Thời hạn 10 ngày làm việc");
    says(story, "Không tính thứ Ba 24/11/2026: Ngày Văn hóa Việt Nam. Căn cứ: Nghị quyết 28/2026/QH16 (đã có văn bản).");
    says(story, "Không tính từ thứ Bảy 28/11/2026 đến Chủ nhật 29/11/2026: nghỉ hằng tuần.");
    says(story, "Ngày làm việc thứ 10: thứ Ba 08/12/2026.");
    says(story, "Đến hạn: thứ Ba 08/12/2026 08:00.");
}

static void the_explanation_counts_a_make_up_day_and_joins_days_of_one_holiday(void **state)
{
    struct op *op = *state;
    const char *story = told(op, "2026-08-21T10:00", "3 workdays");
    says(story, "Có tính thứ Bảy 22/08/2026: Làm bù cho thứ Hai 31/8/2026. Căn cứ: Thông báo 9441/TB-BNV");
    story = told(op, "2027-01-25T10:00", "15 workdays");
    says(story, "Không tính từ thứ Sáu 05/02/2027 đến thứ Ba 09/02/2027: Tết Nguyên đán Đinh Mùi.");
    says(story, "(dự kiến, chưa có văn bản chính thức)");
}

static void the_explanation_tells_a_roll_forward(void **state)
{
    struct op *op = *state;
    const char *story = told(op, "2026-11-20T09:20", "15 days");
    says(story, "Ngày thứ 15: thứ Bảy 05/12/2026.");
    says(story, "Không tính từ thứ Bảy 05/12/2026 đến Chủ nhật 06/12/2026: nghỉ hằng tuần.");
    says(story, "chuyển sang ngày làm việc kế tiếp: thứ Hai 07/12/2026");
    op->lang = LANG_EN;
    says(told(op, "2026-11-20T09:20", "15 days"), "Due: Monday 07 December 2026 09:20.");
    op->lang = LANG_VI;
}

static void the_explanation_of_hours_gives_each_day_its_share(void **state)
{
    struct op *op = *state;
    const char *story = told(op, "2026-11-23T14:00", "8 workhours");
    says(story, "Tính thứ Hai 23/11/2026: 14:00–17:00, được 3 giờ, còn lại 5 giờ.");
    says(story, "Tính thứ Tư 25/11/2026: 08:00–12:00, 13:00–14:00, được 5 giờ, đủ thời hạn.");
    says(told(op, "2026-11-23T14:00", "800 workhours"), "đủ 800 giờ.");
}

static void the_explanation_warns_of_years_without_data(void **state)
{
    struct op *op = *state;
    says(told(op, "2027-12-20T14:00", "20 workdays"), "chưa có lịch nghỉ lễ của năm 2028,");
    says(told(op, "2027-12-20T14:00", "1000 workdays"), "chưa có lịch nghỉ lễ của năm 2028–2031,");
    if (strstr(told(op, "2026-11-20T14:00", "20 workdays"), "chưa có lịch") != NULL) {
        fail_msg("warned of a year that has data");
    }
}

static void the_longest_explanation_is_bounded_and_changes_nothing(void **state)
{
    struct op *op = *state;
    uint64_t seed = 23;
    for (int i = 0; i < 400; i++) {
        struct instant from = instant_add(at("2025-01-01T00:00"), draw_below(&seed, 1000 * MS_DAY));
        struct term t = {(enum term_unit)draw_below(&seed, 3), 1 + draw_below(&seed, i % 10 == 0 ? TERM_MILLI_MAX : 60000)};
        struct deadline with;
        assert_true(deadline_due(op, calendar_builtin(), from, t, true, &with));
        assert_int_equal(instant_compare(with.due, due(op, from, t)), 0);
        assert_true(with.line_count >= 3 && with.line_count <= 80);
        assert_string_equal(with.lines[with.line_count - 1].key, "deadline.line.due");
        for (size_t k = 0; k < with.line_count; k++) {
            assert_false(instant_is_none(with.lines[k].at));
        }
    }
}

static void a_calendar_full_of_holidays_is_told_in_part_and_the_rest_counted(void **state)
{
    struct op *op = *state;
    static struct calendar_day rows[700];
    for (int i = 0; i < 700; i++) {
        const char *name = arena_printf(op->arena, "Ngày %d", i);
        rows[i] = (struct calendar_day){day_add(day_from(2026, 1, 1), 2 * i), DAY_HOLIDAY, name, name, "s", "found"};
    }
    const struct calendar *c = calendar_build(op, "x", rows, COUNT(rows), NULL);
    struct deadline d;
    assert_non_null(c);
    assert_true(deadline_due(op, c, at("2025-12-31T09:00"), (struct term){TERM_WORKDAYS, 600000}, true, &d));
    assert_true(d.line_count > 300 && d.line_count < 310);
    bool counted = false;
    for (size_t i = 0; i < d.line_count; i++) {
        counted = counted || strcmp(d.lines[i].key, "deadline.line.more") == 0;
    }
    assert_true(counted);
}

static void every_line_is_told_in_both_languages(void **state)
{
    struct op *op = *state;
    static const char *const terms[] = {"3 workhours", "300 workhours", "12.5 workdays", "200 workdays", "15.5 days", "16 days", "0.5 days"};
    static const char *const starts[] = {"2026-08-20T16:00", "2026-08-22T18:00", "2026-11-21T10:00", "2027-12-30T12:30", "2026-11-24T06:00"};
    for (size_t i = 0; i < COUNT(terms); i++) {
        for (size_t k = 0; k < COUNT(starts); k++) {
            op->lang = LANG_VI;
            const char *vi = told(op, starts[k], terms[i]);
            op->lang = LANG_EN;
            const char *en = told(op, starts[k], terms[i]);
            says(vi, "Đến hạn: ");
            says(en, "Due: ");
            assert_null(strstr(en, "Không"));
        }
    }
}

#define WITH_OP(test) cmocka_unit_test_setup_teardown(test, open_op, close_op)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_OP(terms_are_read_and_written_the_same),
        WITH_OP(terms_that_are_no_terms_are_refused_with_field_and_cure),
        WITH_OP(the_vectors_of_the_rules_come_out),
        WITH_OP(a_longer_term_is_never_due_earlier_and_a_later_start_never_earlier),
        WITH_OP(working_days_are_day_lengths_of_working_time),
        WITH_OP(a_term_in_two_halves_is_the_term),
        WITH_OP(a_paused_dossier_loses_no_working_time),
        WITH_OP(pauses_add_up_whatever_their_order),
        WITH_OP(steps_share_the_working_time_and_the_last_ends_at_the_due_date),
        WITH_OP(a_last_step_due_at_an_opening_is_not_moved_to_the_closing_before),
        WITH_OP(step_tables_that_cannot_be_shared_are_refused),
        WITH_OP(steps_never_go_back_and_end_at_the_due_date_for_any_table),
        WITH_OP(the_explanation_names_start_days_left_out_and_result),
        WITH_OP(the_explanation_counts_a_make_up_day_and_joins_days_of_one_holiday),
        WITH_OP(the_explanation_tells_a_roll_forward),
        WITH_OP(the_explanation_of_hours_gives_each_day_its_share),
        WITH_OP(the_explanation_warns_of_years_without_data),
        WITH_OP(a_calendar_full_of_holidays_is_told_in_part_and_the_rest_counted),
        WITH_OP(every_line_is_told_in_both_languages),
        WITH_OP(the_longest_explanation_is_bounded_and_changes_nothing),
    };
    return cmocka_run_group_tests_name("deadline", tests, NULL, NULL);
}
