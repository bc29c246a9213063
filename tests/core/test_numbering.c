/* Numbers of submission notes: given in order, used or void, never given twice. */
#include "dossier/numbering.h"

#include "audit/audit.h"
#include "core_sql.h"
#include "db/migrate.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <string.h>

static void done(struct office_fixture *f, int64_t dossier, const char *account, const char *act, const char *rest)
{
    office_fixture_done(f, account, act, arena_printf(f->op.arena, "{\"dossier\":%lld%s}", (long long)dossier, rest));
}

static struct dossier get(struct office_fixture *f, int64_t id)
{
    struct dossier d;
    op_clear(&f->op);
    assert_true(dossier_get(&f->op, office_db(f->office), id, &d));
    return d;
}

static void resubmit(struct office_fixture *f, int64_t id)
{
    done(f, id, "cv", "dossier.draft", ",\"kind\":\"grant\",\"summary\":\"Trình cấp Giấy chứng nhận\"");
    done(f, id, "cv", "dossier.submit", "");
    done(f, id, "tp", "dossier.initial", "");
    done(f, id, "ld", "dossier.approve", "");
}

/* As far as the clerk, who has given it its number. */
static void number(struct office_fixture *f, int64_t id)
{
    office_fixture_done(f, "dn", "dossier.file",
                        "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\"]}");
    done(f, id, "mc", "dossier.accept", ",\"confirm_missing\":true");
    done(f, id, "mc", "dossier.hand_over", "");
    done(f, id, "tp", "dossier.assign", ",\"account\":\"cv\"");
    done(f, id, "cv", "dossier.appraise", ",\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"");
    resubmit(f, id);
    done(f, id, "vt", "dossier.number", "");
}

static struct number_line *lines(struct office_fixture *f, const struct number_query *asked, size_t want)
{
    struct number_line *list = NULL;
    struct number_query query = *asked;
    size_t count = 0;
    bool more = false;
    op_clear(&f->op);
    query.limit = query.limit == 0 ? 10 : query.limit;
    assert_true(number_page(&f->op, office_db(f->office), &query, &list, &count, &more));
    assert_int_equal(count, want);
    return list;
}

static void is(const struct number_line *line, const char *symbol, enum number_status status)
{
    assert_string_equal(line->symbol, symbol);
    assert_int_equal(number_status_of(line), status);
}

#define BACK ",\"to_step\":3,\"reason\":\"Thể thức Tờ trình chưa đúng\""

static void a_number_sent_back_before_it_was_issued_is_void_and_the_next_is_taken(void **state)
{
    struct office_fixture *f = *state;
    int64_t acts = 0;
    number(f, 1);
    is(lines(f, &(struct number_query){0}, 1), "1/TTr-SKHCN", NUMBER_GIVEN);
    f->now.ms += MS_HOUR;
    done(f, 1, "vt", "dossier.send_back", BACK);
    assert_null(get(f, 1).submission_number);
    struct number_line *voided = lines(f, &(struct number_query){.voided = true}, 1);
    is(voided, "1/TTr-SKHCN", NUMBER_VOIDED);
    assert_string_equal(voided->reason, "Thể thức Tờ trình chưa đúng");
    assert_string_equal(voided->voided_by, "vt");
    assert_string_equal(voided->given_by, "vt");
    assert_int_equal(voided->voided_at.ms - voided->given_at.ms, MS_HOUR);
    resubmit(f, 1);
    done(f, 1, "vt", "dossier.number", "");
    assert_string_equal(get(f, 1).submission_number, "2/TTr-SKHCN");
    done(f, 1, "vt", "dossier.issue", "");
    number(f, 2);
    struct number_line *all = lines(f, &(struct number_query){0}, 3);
    is(&all[0], "3/TTr-SKHCN", NUMBER_GIVEN);
    is(&all[1], "2/TTr-SKHCN", NUMBER_ISSUED);
    is(&all[2], "1/TTr-SKHCN", NUMBER_VOIDED);
    assert_true(audit_verify(&f->op, office_db(f->office), &acts));
}

static void a_number_whose_dossier_ends_is_void_for_that_reason(void **state)
{
    struct office_fixture *f = *state;
    number(f, 1);
    done(f, 1, "ld", "dossier.stop", ",\"reason\":\"Bất khả kháng do thiên tai\"");
    number(f, 2);
    done(f, 2, "dn", "dossier.request_withdrawal", ",\"reason\":\"Không còn nhu cầu\"");
    is(lines(f, &(struct number_query){0}, 2), "2/TTr-SKHCN", NUMBER_GIVEN); /* it may be refused */
    done(f, 2, "mc", "dossier.confirm_withdrawal", "");
    struct number_line *voided = lines(f, &(struct number_query){.voided = true}, 2);
    assert_string_equal(voided[0].reason, "Không còn nhu cầu");
    assert_string_equal(voided[0].voided_by, "mc");
    assert_string_equal(voided[1].reason, "Bất khả kháng do thiên tai");
    assert_string_equal(voided[1].voided_by, "ld");
}

/* The committee got the note: its number is used. The clerk may send the same note again; one drafted anew takes the next. */
static void a_number_that_went_out_stays_used(void **state)
{
    struct office_fixture *f = *state;
    number(f, 1);
    done(f, 1, "vt", "dossier.issue", "");
    struct instant issued = lines(f, &(struct number_query){0}, 1)->issued_at;
    f->now.ms += MS_HOUR;
    done(f, 1, "ub", "dossier.send_back", ",\"reason\":\"Thiếu phụ lục kèm theo\"");
    assert_string_equal(get(f, 1).submission_number, "1/TTr-SKHCN");
    done(f, 1, "vt", "dossier.issue", "");
    assert_int_equal(lines(f, &(struct number_query){0}, 1)->issued_at.ms, issued.ms);
    done(f, 1, "ub", "dossier.send_back", BACK);
    (void)lines(f, &(struct number_query){.voided = true}, 0);
    resubmit(f, 1);
    done(f, 1, "vt", "dossier.number", "");
    struct number_line *all = lines(f, &(struct number_query){0}, 2);
    is(&all[0], "2/TTr-SKHCN", NUMBER_GIVEN);
    is(&all[1], "1/TTr-SKHCN", NUMBER_ISSUED);
}

static void the_register_is_read_page_by_page_and_each_province_has_its_own(void **state)
{
    struct office_fixture *f = *state;
    struct number_line *list = NULL;
    size_t count = 0;
    bool more = false;
    for (int64_t id = 1; id <= 3; id++) {
        number(f, id);
    }
    struct number_query query = {.limit = 2};
    assert_true(number_page(&f->op, office_db(f->office), &query, &list, &count, &more));
    assert_true(more && count == 2);
    is(&list[0], "3/TTr-SKHCN", NUMBER_GIVEN);
    query.before = list[1].id;
    assert_true(number_page(&f->op, office_db(f->office), &query, &list, &count, &more));
    assert_true(!more && count == 1);
    is(&list[0], "1/TTr-SKHCN", NUMBER_GIVEN);
    assert_string_equal(list[0].owner, "Công ty Cổ phần Sao Khuê");
    (void)lines(f, &(struct number_query){.concerns = "H37"}, 3);
    (void)lines(f, &(struct number_query){.concerns = "H19"}, 0);
    (void)lines(f, &(struct number_query){.concerns = "H3"}, 0);
}

/* A new year begins at 1; the old year's numbers stay what they are. */
static void each_year_has_its_own_series(void **state)
{
    struct office_fixture *f = *state;
    number(f, 1);
    assert_true(instant_parse("2027-01-04T08:30:00+07:00", &f->now));
    done(f, 1, "vt", "dossier.send_back", BACK);
    resubmit(f, 1);
    done(f, 1, "vt", "dossier.number", "");
    struct number_line *all = lines(f, &(struct number_query){0}, 2);
    is(&all[0], "1/TTr-SKHCN", NUMBER_GIVEN);
    is(&all[1], "1/TTr-SKHCN", NUMBER_VOIDED);
}

/* An office of before there was a register: its record says what became of each number. */
static void the_register_of_an_older_office_is_made_from_its_record(void **state)
{
    struct office_fixture *f = *state;
    struct db *db = office_db(f->office);
    number(f, 1);
    f->now.ms += MS_HOUR;
    done(f, 1, "vt", "dossier.send_back", BACK);
    resubmit(f, 1);
    done(f, 1, "vt", "dossier.number", "");
    f->now.ms += MS_HOUR;
    done(f, 1, "vt", "dossier.issue", "");
    done(f, 1, "ub", "dossier.send_back", BACK);
    resubmit(f, 1);
    done(f, 1, "vt", "dossier.number", "");
    done(f, 1, "ld", "dossier.stop", ",\"reason\":\"Bất khả kháng do thiên tai\"");
    number(f, 2);
    struct number_line *before = lines(f, &(struct number_query){0}, 4);
    assert_true(db_script(&f->op, db, "DROP TABLE submission_number; UPDATE meta SET value = '29' WHERE key = 'schema.core'"));
    assert_true(migrate(&f->op, db, &core_schema));
    struct number_line *after = lines(f, &(struct number_query){0}, 4);
    static const char *const symbols[] = {"4/TTr-SKHCN", "3/TTr-SKHCN", "2/TTr-SKHCN", "1/TTr-SKHCN"};
    static const enum number_status statuses[] = {NUMBER_GIVEN, NUMBER_VOIDED, NUMBER_ISSUED, NUMBER_VOIDED};
    for (size_t i = 0; i < 4; i++) {
        is(&after[i], symbols[i], statuses[i]);
        assert_int_equal(after[i].given_at.ms, before[i].given_at.ms);
        assert_int_equal(after[i].issued_at.ms, before[i].issued_at.ms);
        assert_int_equal(after[i].voided_at.ms, before[i].voided_at.ms);
        assert_string_equal(after[i].given_by, before[i].given_by);
        if (statuses[i] == NUMBER_VOIDED) {
            assert_string_equal(after[i].voided_by, before[i].voided_by);
            assert_string_equal(after[i].reason, before[i].reason);
        }
    }
    done(f, 2, "vt", "dossier.send_back", BACK);
    resubmit(f, 2);
    done(f, 2, "vt", "dossier.number", "");
    is(lines(f, &(struct number_query){0}, 5), "5/TTr-SKHCN", NUMBER_GIVEN);
}

#define T(test) cmocka_unit_test_setup_teardown(test, office_fixture_setup, office_fixture_teardown)
static void a_number_carries_the_agency_it_is_of(void **state)
{
    struct office_fixture *f = *state;
    assert_true(db_script(&f->op, office_db(f->office), "UPDATE org SET name_vi = 'Cục Tần số vô tuyến điện' WHERE code = 'H37.T01'"));
    number(f, 1);
    is(lines(f, &(struct number_query){0}, 1), "1/TTr-CTSVTĐ", NUMBER_GIVEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_number_sent_back_before_it_was_issued_is_void_and_the_next_is_taken),
        T(a_number_whose_dossier_ends_is_void_for_that_reason),
        T(a_number_that_went_out_stays_used),
        T(the_register_is_read_page_by_page_and_each_province_has_its_own),
        T(each_year_has_its_own_series),
        T(a_number_carries_the_agency_it_is_of),
        T(the_register_of_an_older_office_is_made_from_its_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
