/* Counters kept while acts happen, and the period report made of them. */
#include "dossier/counter.h"
#include "report/period.h"
#include "audit/audit.h"
#include "base/digest.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <stdio.h>
#include <string.h>

static const char *const line[][3] = {
    {"mc", "dossier.accept", ""},
    {"mc", "dossier.hand_over", ""},
    {"tp", "dossier.assign", ",\"account\":\"cv\""},
    {"cv", "dossier.appraise", ",\"eligible\":true,\"opinion\":\"Đủ điều kiện cấp\""},
    {"cv", "dossier.draft", ",\"kind\":\"grant\",\"summary\":\"Dự thảo giấy chứng nhận\""},
    {"cv", "dossier.submit", ""},
    {"tp", "dossier.initial", ""},
    {"ld", "dossier.approve", ""},
    {"vt", "dossier.number", ""},
    {"vt", "dossier.issue", ""},
    {"ub", "dossier.decide", ",\"outcome\":\"granted\""},
    {"mc", "dossier.return_result", ",\"by\":\"electronic\""},
};
#define ACTS (sizeof line / sizeof line[0])

static void at(struct office_fixture *f, const char *when)
{
    assert_true(instant_parse(when, &f->now));
}

static void file(struct office_fixture *f, const char *channel)
{
    char input[400];
    (void)snprintf(input, sizeof input,
                   "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"%s\",\"components\":[\"giay-de-nghi\","
                   "\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"]}",
                   channel);
    assert_true(office_fixture_act(f, "dn", "dossier.file", input));
}

/* The acts of the line from one to another, both included, by their verb. */
static void play(struct office_fixture *f, int dossier, const char *from, const char *to)
{
    bool on = false;
    for (size_t i = 0; i < ACTS; i++) {
        on = on || strcmp(line[i][1], from) == 0;
        char input[300];
        (void)snprintf(input, sizeof input, "{\"dossier\":%d%s}", dossier, line[i][2]);
        if (on && !office_fixture_act(f, line[i][0], line[i][1], input)) {
            fail_msg("%s of %d: %s", line[i][1], dossier, f->op.error.key);
        }
        if (strcmp(line[i][1], to) == 0) {
            return;
        }
    }
}

/* Accepted on Friday 20/11/2026 09:20, 15 days: due on Monday 07/12 at 09:20. One ends early, one on the day, one an hour too late, one is open. */
static void four_dossiers(struct office_fixture *f)
{
    office_fixture_open(f);
    for (int i = 0; i < 4; i++) {
        file(f, "online");
        play(f, i + 1, "dossier.accept", "dossier.issue");
    }
    at(f, "2026-12-04T16:00");
    play(f, 1, "dossier.decide", "dossier.decide");
    at(f, "2026-12-07T09:20");
    play(f, 2, "dossier.decide", "dossier.return_result");
    at(f, "2026-12-07T10:20");
    play(f, 3, "dossier.decide", "dossier.decide");
}

struct wanted {
    const char *label, *first, *last;
    int64_t received, online, carried, done, early, on_time, overdue, open, in_time, open_overdue;
};
static const struct wanted reports[] = {
    /* label                        first         last          (3) (4) (6)  (7) (8) (9) (10)  (11)(12)(13) */
    {"before anything",            "2026-10-01", "2026-11-19",   0,  0,  0,   0,  0,  0,  0,    0,  0,  0},
    {"the day of acceptance",      "2026-11-20", "2026-11-20",   4,  4,  0,   0,  0,  0,  0,    4,  4,  0},
    {"the reporting month",        "2026-11-15", "2026-12-14",   4,  4,  0,   3,  1,  1,  1,    1,  0,  1},
    {"until the day before",       "2026-11-15", "2026-12-06",   4,  4,  0,   1,  1,  0,  0,    3,  3,  0},
    {"the day it was due",         "2026-12-07", "2026-12-07",   3,  0,  3,   2,  0,  1,  1,    1,  0,  1},
    {"the month after",            "2026-12-15", "2027-01-14",   1,  0,  1,   0,  0,  0,  0,    1,  0,  1},
    {"the year it falls into",     "2025-12-15", "2026-12-14",   4,  4,  0,   3,  1,  1,  1,    1,  0,  1},
    {"a range over whole months",  "2026-09-03", "2027-03-20",   4,  4,  0,   3,  1,  1,  1,    1,  0,  1},
};

static void the_report_tells_what_came_what_ended_and_what_is_open(void **state)
{
    (void)state;
    struct office_fixture f;
    four_dossiers(&f);
    for (size_t i = 0; i < sizeof reports / sizeof reports[0]; i++) {
        const struct wanted *w = &reports[i];
        struct period p;
        struct period_row *rows = NULL;
        size_t count = 0;
        assert_true(day_parse(w->first, &p.first) && day_parse(w->last, &p.last));
        assert_true(period_report(&f.op, office_db(f.office), "H37.T01", p, &rows, &count));
        const struct period_row *r = &rows[count - 1];
        const int64_t wanted[] = {w->received, w->online, w->carried, w->done, w->early, w->on_time, w->overdue, w->open, w->in_time, w->open_overdue};
        const int64_t got[] = {r->received, r->received_online, r->carried_over, r->done, r->done_early, r->done_on_time, r->done_overdue, r->open, r->open_in_time, r->open_overdue};
        for (size_t k = 0; k < sizeof got / sizeof got[0]; k++) {
            if (got[k] != wanted[k]) {
                fail_msg("%s: column %zu is %lld, not %lld", w->label, k, (long long)got[k], (long long)wanted[k]);
            }
        }
        assert_int_equal(r->received, r->done + r->open);
        assert_true(count == 1 || rows[0].received == r->received); /* one field */
    }
    office_fixture_close(&f);
}

static void the_counters_are_what_a_recount_gives_and_a_wrong_one_is_named(void **state)
{
    (void)state;
    static const char *const errors[] = {
        "UPDATE report_counter SET count = count + 1 WHERE bucket = '2026-11-20' AND measure = 'due'; "
        "UPDATE report_counter SET count = count + 1 WHERE bucket = '2026-12-07' AND measure = 'due'",
        "UPDATE report_counter SET count = 2 WHERE bucket = '2026-12-04'",
        "UPDATE report_counter SET count = 5 WHERE bucket = 'M2026-12' AND measure = 'received_online'",
        "DELETE FROM report_counter WHERE measure = 'settled' AND bucket < 'M'",
        "INSERT INTO report_counter VALUES ('H37.T01', '2026-12-01', 'x', 'due', 1)",
    };
    struct office_fixture f;
    four_dossiers(&f);
    struct db *db = office_db(f.office);
    assert_true(counter_recount(&f.op, db));
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        assert_true(db_begin(&f.op, db, true));
        assert_true(db_script(&f.op, db, errors[i]));
        if (counter_recount(&f.op, db)) {
            fail_msg("not noticed: %s", errors[i]);
        }
        assert_string_equal(f.op.error.key, "counter.differs");
        op_clear(&f.op);
        db_rollback(db);
    }
    assert_true(counter_recount(&f.op, db));
    office_fixture_close(&f);
}

static void a_month_runs_from_the_fifteenth_to_the_fourteenth(void **state)
{
    (void)state;
    static const struct {
        const char *day, *month, *first;
    } cases[] = {
        {"2026-11-14", "M2026-11", "2026-10-15"}, {"2026-11-15", "M2026-12", "2026-11-15"}, {"2026-12-14", "M2026-12", "2026-11-15"},
        {"2026-12-15", "M2027-01", "2026-12-15"}, {"2027-01-01", "M2027-01", "2026-12-15"}, {"2024-02-29", "M2024-03", "2024-02-15"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[COUNTER_BUCKET_TEXT], first[DAY_TEXT];
        struct day d;
        assert_true(day_parse(cases[i].day, &d));
        assert_string_equal(counter_month(d, text), cases[i].month);
        assert_string_equal(day_format(counter_month_first(text), first), cases[i].first);
    }
}

static void periods_are_those_of_the_law(void **state)
{
    (void)state;
    static const struct {
        enum period_kind kind;
        const char *day, *first, *last;
    } cases[] = {
        {PERIOD_MONTH, "2026-11-20", "2026-11-15", "2026-12-14"},   {PERIOD_QUARTER, "2026-11-20", "2026-09-15", "2026-12-14"},
        {PERIOD_QUARTER, "2026-12-15", "2026-12-15", "2027-03-14"}, {PERIOD_QUARTER, "2026-03-14", "2025-12-15", "2026-03-14"},
        {PERIOD_HALF, "2026-06-14", "2025-12-15", "2026-06-14"},    {PERIOD_HALF, "2026-06-15", "2026-06-15", "2026-12-14"},
        {PERIOD_NINE_MONTHS, "2026-08-01", "2025-12-15", "2026-09-14"}, {PERIOD_YEAR, "2026-11-20", "2025-12-15", "2026-12-14"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char first[DAY_TEXT], last[DAY_TEXT];
        struct day d;
        assert_true(day_parse(cases[i].day, &d));
        struct period p = period_of(cases[i].kind, d);
        if (strcmp(day_format(p.first, first), cases[i].first) != 0 || strcmp(day_format(p.last, last), cases[i].last) != 0) {
            fail_msg("%s: %s to %s", cases[i].day, first, day_format(p.last, last));
        }
    }
}

static void acts_in_a_batch_leave_the_rows_of_acts_one_by_one(void **state)
{
    (void)state;
    struct digest digests[2];
    for (int batched = 0; batched < 2; batched++) {
        struct office_fixture f;
        int64_t version = 0, acts = 0;
        office_fixture_open(&f);
        assert_true(!batched || office_begin_batch(&f.op, f.office));
        for (int i = 0; i < 3; i++) {
            file(&f, "online");
            play(&f, i + 1, "dossier.accept", "dossier.return_result");
        }
        assert_true(!batched || office_end_batch(&f.op, f.office));
        assert_true(db_version(&f.op, office_db(f.office), &version));
        assert_int_equal(version, 3 * (ACTS + 1));
        assert_true(audit_verify(&f.op, office_db(f.office), &acts));
        assert_true(db_script(&f.op, office_db(f.office), "DROP TRIGGER act_is_append_only_u; UPDATE act SET real_at = 0"));
        assert_true(db_digest(&f.op, office_db(f.office), &digests[batched], NULL));
        office_fixture_close(&f);
    }
    assert_memory_equal(&digests[0], &digests[1], sizeof digests[0]);
}

static void an_act_that_fails_takes_its_batch_back(void **state)
{
    (void)state;
    struct office_fixture f;
    int64_t version = 0;
    office_fixture_open(&f);
    file(&f, "online");
    assert_true(office_begin_batch(&f.op, f.office));
    play(&f, 1, "dossier.accept", "dossier.hand_over");
    assert_false(office_fixture_act(&f, "mc", "dossier.accept", "{\"dossier\":1}"));
    assert_false(office_in_batch(f.office));
    op_clear(&f.op);
    assert_false(office_end_batch(&f.op, f.office));
    op_clear(&f.op);
    assert_true(db_version(&f.op, office_db(f.office), &version));
    assert_int_equal(version, 1);
    play(&f, 1, "dossier.accept", "dossier.accept");
    assert_true(counter_recount(&f.op, office_db(f.office)));
    office_fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_report_tells_what_came_what_ended_and_what_is_open),
        cmocka_unit_test(the_counters_are_what_a_recount_gives_and_a_wrong_one_is_named),
        cmocka_unit_test(a_month_runs_from_the_fifteenth_to_the_fourteenth),
        cmocka_unit_test(periods_are_those_of_the_law),
        cmocka_unit_test(acts_in_a_batch_leave_the_rows_of_acts_one_by_one),
        cmocka_unit_test(an_act_that_fails_takes_its_batch_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
