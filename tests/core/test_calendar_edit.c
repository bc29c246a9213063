/* The calendar changed by administrators: what is refused, what it does to open dossiers, and that it is read anew. */
#include "account/account.h"
#include "audit/audit.h"
#include "calendar/edit.h"
#include "dossier/clock.h"
#include "dossier/dossier.h"
#include "dossier/effect.h"
#include "dossier/work.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <string.h>

struct edit_case {
    struct office_fixture f;
    int64_t filed, accepted;
};

static void add_admin(struct office_fixture *f, const char *id, enum role role, const char *org)
{
    struct account a = {.id = id, .name = id, .role = (int)role, .org = org, .active = true};
    assert_true(account_add(&f->op, office_db(f->office), &a));
}

static int64_t file_one(struct office_fixture *f)
{
    struct act_answer answer;
    struct act_call call = {.name = "dossier.file", .version = -1,
                            .input = office_fixture_filing(f, "dn", "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\","
                                                            "\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"]}")};
    if (!office_fixture_call(f, "dn", &call, &answer)) {
        fail_msg("filing: %s %s", f->op.error.key, f->op.error.field);
    }
    return answer.dossier;
}

/* Filed and accepted on Friday 20 November 2026 at 09:20; 24 November is a holiday of the shipped calendar. */
static int open_case(void **state)
{
    struct edit_case *c = test_calloc(1, sizeof *c);
    office_fixture_open(&c->f);
    add_admin(&c->f, "qtht", ROLE_SYSTEM_ADMIN, "G06");
    add_admin(&c->f, "qtdv", ROLE_UNIT_ADMIN, "H37.T01");
    c->accepted = file_one(&c->f);
    assert_true(office_fixture_act(&c->f, "mc", "dossier.accept", arena_printf(c->f.op.arena, "{\"dossier\":%lld}", (long long)c->accepted)));
    c->filed = file_one(&c->f);
    *state = c;
    return 0;
}
static int close_case(void **state)
{
    struct edit_case *c = *state;
    office_fixture_close(&c->f);
    test_free(c);
    return 0;
}

static struct effects effects_now(struct edit_case *c)
{
    struct effects e;
    op_clear(&c->f.op);
    assert_true(effect_list(&c->f.op, office_db(c->f.office), NULL, &e));
    return e;
}
static void due_moves(const struct effects *e, int64_t dossier, const char *from, const char *to)
{
    for (size_t i = 0; i < e->count; i++) {
        char a[INSTANT_TEXT], b[INSTANT_TEXT];
        if (e->items[i].dossier == dossier) {
            instant_format(e->items[i].from, a);
            instant_format(e->items[i].to, b);
            assert_int_equal(strncmp(a, from, strlen(from)), 0);
            if (strncmp(b, to, strlen(to)) != 0) {
                fail_msg("dossier %lld is due %s, not %s", (long long)dossier, b, to);
            }
            return;
        }
    }
    fail_msg("dossier %lld does not move", (long long)dossier);
}
static void refused(struct edit_case *c, const char *who, const char *act, const char *input, enum error_code code, const char *key)
{
    int64_t before = 0, after = 0;
    op_clear(&c->f.op);
    assert_true(db_begin(&c->f.op, office_db(c->f.office), false));
    assert_true(db_version(&c->f.op, office_db(c->f.office), &before));
    db_rollback(office_db(c->f.office));
    assert_false(office_fixture_act(&c->f, who, act, input));
    if (c->f.op.error.code != code || strcmp(c->f.op.error.key, key) != 0) {
        fail_msg("%s %s: %s", act, input, c->f.op.error.key);
    }
    op_clear(&c->f.op);
    assert_true(db_begin(&c->f.op, office_db(c->f.office), false));
    assert_true(db_version(&c->f.op, office_db(c->f.office), &after));
    db_rollback(office_db(c->f.office));
    assert_int_equal(before, after);
}
#define DAY(day, kind) "{\"day\":\"" day "\",\"kind\":\"" kind "\",\"name_vi\":\"Nghỉ\",\"source\":\"QĐ 1\"}"

static void a_holiday_on_the_last_day_moves_the_term_and_a_make_up_day_brings_it_forward(void **state)
{
    struct edit_case *c = *state;
    struct effects e = effects_now(c);
    assert_int_equal(e.count, 0);
    assert_int_equal(e.looked_at, 2);
    /* 15 days from 20 November end on Saturday 5 December: Monday the 7th, at the same time of day */
    assert_true(office_fixture_act(&c->f, "qtht", "calendar.add_day", DAY("2026-12-07", "holiday")));
    e = effects_now(c);
    assert_int_equal(e.count, 1);
    due_moves(&e, c->accepted, "2026-12-07T09:20", "2026-12-08T09:20");
    assert_true(office_fixture_act(&c->f, "qtht", "calendar.add_day", DAY("2026-12-05", "make-up")));
    e = effects_now(c);
    due_moves(&e, c->accepted, "2026-12-07T09:20", "2026-12-05T09:20");
}

static void the_limit_for_accepting_moves_with_days_and_with_office_hours(void **state)
{
    struct edit_case *c = *state;
    /* eight working hours from 09:20 end on the next working day at 09:20; the 24th is a holiday already */
    assert_true(office_fixture_act(&c->f, "qtht", "calendar.add_day", DAY("2026-11-23", "lieu")));
    struct effects e = effects_now(c);
    due_moves(&e, c->filed, "2026-11-23T09:20", "2026-11-25T09:20");
    assert_true(office_fixture_act(&c->f, "qtht", "calendar.remove_day", "{\"day\":\"2026-11-23\",\"reason\":\"Ghi nhầm\"}"));
    assert_int_equal(effects_now(c).count, 0);
    /* a day of seven hours: 2 h 40 and 3 h on Friday, 2 h 20 left from eight on Monday */
    assert_true(office_fixture_act(&c->f, "qtdv", "calendar.set_hours",
                                   "{\"org\":\"H37.T01\",\"sessions\":[\"08:00-12:00\",\"13:00-16:00\"]}"));
    e = effects_now(c);
    due_moves(&e, c->filed, "2026-11-23T09:20", "2026-11-23T10:20");
    assert_true(office_fixture_act(&c->f, "qtdv", "calendar.set_hours", "{\"org\":\"H37.T01\",\"sessions\":[]}"));
    assert_int_equal(effects_now(c).count, 0);
}

static void a_preview_says_what_the_act_will_do_and_changes_nothing(void **state)
{
    struct edit_case *c = *state;
    struct calendar_change change = {.add = true, .day = {.kind = DAY_HOLIDAY, .name_vi = "Nghỉ", .name_en = "Off",
                                                          .source = "QĐ 1", .certainty = "authored"}};
    struct effects e;
    assert_true(day_parse("2026-12-07", &change.day.day));
    op_clear(&c->f.op);
    assert_true(effect_list(&c->f.op, office_db(c->f.office), &change, &e));
    due_moves(&e, c->accepted, "2026-12-07T09:20", "2026-12-08T09:20");
    assert_int_equal(effects_now(c).count, 0);
}

static void the_offices_own_calendar_is_read_anew_and_promised_dates_stay(void **state)
{
    struct edit_case *c = *state;
    struct dossier d;
    struct day day;
    assert_true(day_parse("2026-12-07", &day));
    op_clear(&c->f.op);
    assert_true(calendar_is_working_day(work_calendar(&c->f.op, c->f.office, "H37.T01"), day));
    assert_true(office_fixture_act(&c->f, "qtht", "calendar.add_day", DAY("2026-12-07", "holiday")));
    assert_false(calendar_is_working_day(work_calendar(&c->f.op, c->f.office, "H37.T01"), day));
    assert_true(dossier_get(&c->f.op, office_db(c->f.office), c->accepted, &d));
    assert_int_equal(instant_day(d.due_at).n, day.n);
}

static void what_the_law_or_the_seat_does_not_allow_is_refused_with_its_reason(void **state)
{
    struct edit_case *c = *state;
    refused(c, "qtht", "calendar.add_day", DAY("2026-11-19", "holiday"), E_INPUT, "calendar.day_past");
    refused(c, "qtht", "calendar.add_day", DAY("2026-11-24", "holiday"), E_STATE, "calendar.day_taken");
    refused(c, "qtht", "calendar.add_day", DAY("2026-11-28", "lieu"), E_INPUT, "calendar.lieu_on_weekend");
    refused(c, "qtht", "calendar.add_day", DAY("2026-11-27", "make-up"), E_INPUT, "calendar.make_up_on_weekday");
    refused(c, "qtht", "calendar.remove_day", "{\"day\":\"2026-11-27\",\"reason\":\"x\"}", E_MISSING, "calendar.no_such_day");
    refused(c, "qtht", "calendar.set_hours", "{\"org\":\"H37.T01\",\"sessions\":[\"08:00-12:00\",\"11:00-16:00\"]}", E_INPUT, "calendar.bad_hours");
    refused(c, "qtht", "calendar.set_hours", "{\"org\":\"H37.T01\",\"sessions\":[\"8:00-12:00\"]}", E_INPUT, "calendar.bad_hours");
    refused(c, "qtht", "calendar.set_hours", "{\"org\":\"X99\",\"sessions\":[]}", E_MISSING, "org.unknown");
    refused(c, "qtdv", "calendar.set_hours", "{\"org\":\"H37\",\"sessions\":[]}", E_FORBIDDEN, "calendar.not_your_org");
    refused(c, "qtdv", "calendar.add_day", DAY("2026-12-07", "holiday"), E_FORBIDDEN, "act.forbidden");
    refused(c, "ld", "calendar.set_hours", "{\"org\":\"H37.T01\",\"sessions\":[]}", E_FORBIDDEN, "act.forbidden");
    assert_true(office_fixture_act(&c->f, "qtdv", "calendar.set_hours", "{\"org\":\"H37.T01.T11\",\"sessions\":[\"07:00-11:00\"]}"));
}

static void recomputing_moves_what_does_not_agree_with_a_row_and_an_event_each(void **state)
{
    struct edit_case *c = *state;
    struct deadline_change *rows = NULL;
    struct event *events = NULL;
    struct dossier d;
    struct day day;
    size_t count = 0;
    refused(c, "qtht", "deadline.recompute", "{\"reason\":\"Lịch đổi\"}", E_STATE, "deadline.nothing_to_recompute");
    assert_true(office_fixture_act(&c->f, "qtht", "calendar.add_day", DAY("2026-12-07", "holiday")));
    assert_true(office_fixture_act(&c->f, "qtht", "calendar.add_day", DAY("2026-11-23", "lieu")));
    refused(c, "ld", "deadline.recompute", "{\"reason\":\"Lịch đổi\"}", E_FORBIDDEN, "act.forbidden");
    assert_true(office_fixture_act(&c->f, "qtdv", "deadline.recompute", "{\"reason\":\"Nghỉ bù theo QĐ 1\"}"));
    assert_int_equal(effects_now(c).count, 0);
    assert_true(day_parse("2026-12-08", &day));
    assert_true(dossier_get(&c->f.op, office_db(c->f.office), c->accepted, &d));
    assert_int_equal(instant_day(d.due_at).n, day.n);
    assert_int_equal(instant_day(d.original_due_at).n, day.n - 1); /* what form 01 promised stays */
    assert_true(clock_changes(&c->f.op, office_db(c->f.office), c->accepted, &rows, &count));
    assert_int_equal(count, 1);
    assert_int_equal(rows[0].kind, TURN_RECOMPUTE);
    assert_string_equal(rows[0].by, "qtdv");
    assert_string_equal(rows[0].reason, "Nghỉ bù theo QĐ 1");
    assert_int_equal(rows[0].due_after.ms - rows[0].due_before.ms, MS_DAY);
    assert_true(day_parse("2026-11-25", &day));
    assert_true(dossier_get(&c->f.op, office_db(c->f.office), c->filed, &d));
    assert_int_equal(instant_day(d.acceptance_due_at).n, day.n);
    assert_true(audit_dossier_events(&c->f.op, office_db(c->f.office), c->filed, &events, &count));
    assert_string_equal(events[count - 1].name, "deadline.recomputed");
    refused(c, "qtht", "deadline.recompute", "{\"reason\":\"Lần nữa\"}", E_STATE, "deadline.nothing_to_recompute");
}

static void every_change_is_in_the_chain(void **state)
{
    struct edit_case *c = *state;
    struct event *events = NULL;
    size_t count = 0;
    int64_t acts = 0;
    assert_true(office_fixture_act(&c->f, "qtht", "calendar.add_day", DAY("2026-12-07", "holiday")));
    op_clear(&c->f.op);
    assert_true(audit_events(&c->f.op, office_db(c->f.office), 0, 100, &events, &count));
    assert_string_equal(events[count - 1].name, "calendar.day_added");
    assert_string_equal(events[count - 1].account, "qtht");
    assert_string_equal(events[count - 1].data, "{\"day\":\"2026-12-07\",\"kind\":\"holiday\",\"name\":\"Nghỉ\",\"source\":\"QĐ 1\"}");
    assert_true(audit_verify(&c->f.op, office_db(c->f.office), &acts));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)
    const struct CMUnitTest tests[] = {
        T(a_holiday_on_the_last_day_moves_the_term_and_a_make_up_day_brings_it_forward),
        T(the_limit_for_accepting_moves_with_days_and_with_office_hours),
        T(a_preview_says_what_the_act_will_do_and_changes_nothing),
        T(the_offices_own_calendar_is_read_anew_and_promised_dates_stay),
        T(what_the_law_or_the_seat_does_not_allow_is_refused_with_its_reason),
        T(recomputing_moves_what_does_not_agree_with_a_row_and_an_event_each),
        T(every_change_is_in_the_chain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
