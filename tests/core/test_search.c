/* Lists that stay quick: pages along an index, counts with a cap, words without accents. */
#include "account/account.h"
#include "core_sql.h"
#include "db/migrate.h"
#include "dossier/search.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *id_no, *phone;
} owners[] = {
    {"Công ty Cổ phần Quyết Thắng", "0000000011", "0900000011"}, {"Nguyễn Thị Đào", "000000000012", "0900000012"},
    {"Công ty TNHH Quyết Định", "0000000013", "0900000013"},     {"Trần Văn Đạo", "000000000014", "0900000014"},
    {"Hợp tác xã Đồng Đăng", "0000000015", "0900000015"},
};
#define OWNERS (sizeof owners / sizeof owners[0])
#define YEARS_LATER INT64_C(1893456000000) /* 2030 */
#define DOSSIERS 60 /* the owners in turn */

static void add_owner(struct office_fixture *f, size_t i)
{
    char id[8], person[300];
    (void)snprintf(id, sizeof id, "o%zu", i);
    (void)snprintf(person, sizeof person, "{\"name\":\"%s\",\"kind\":\"citizen\",\"id_no\":\"%s\",\"phone\":\"%s\"}", owners[i].name,
                   owners[i].id_no, owners[i].phone);
    struct account a = {.id = arena_strdup(f->op.arena, id), .name = owners[i].name, .role = ROLE_APPLICANT, .org = "H37", .active = true,
                        .person = office_fixture_json(f, person)};
    assert_true(account_add(&f->op, office_db(f->office), &a));
}

/* Every third is accepted, every sixth handed over. */
static int open_office(void **state)
{
    static struct office_fixture f;
    char account[8], input[64];
    office_fixture_open(&f);
    for (size_t i = 0; i < OWNERS; i++) {
        add_owner(&f, i);
    }
    for (int i = 0; i < DOSSIERS; i++) {
        (void)snprintf(account, sizeof account, "o%d", i % (int)OWNERS);
        (void)snprintf(input, sizeof input, "{\"dossier\":%d}", i + 1);
        f.now = instant_add(f.now, MS_MINUTE);
        assert_true(office_fixture_act(&f, account, "dossier.file",
                                       "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":["
                                       "\"giay-de-nghi\",\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"]}"));
        assert_true(i % 3 != 0 || office_fixture_act(&f, "mc", "dossier.accept", input));
        assert_true(i % 6 != 0 || office_fixture_act(&f, "mc", "dossier.hand_over", input));
    }
    *state = &f;
    return 0;
}
static int close_office(void **state)
{
    office_fixture_close(*state);
    return 0;
}

/* All ids of a query, page by page. */
static size_t all_pages(struct office_fixture *f, struct search_query q, int64_t *ids)
{
    struct search_page page;
    size_t n = 0;
    do {
        assert_true(search_page(&f->op, office_db(f->office), &q, &page));
        for (size_t i = 0; i < page.count; i++) {
            assert_true(n < DOSSIERS);
            ids[n++] = page.rows[i].id;
        }
        q.after = page.next;
    } while (page.more);
    return n;
}

static void pages_go_on_where_the_one_before_ended_whatever_their_size(void **state)
{
    struct office_fixture *f = *state;
    static const struct {
        const char *label;
        struct search_query q;
        size_t wanted;
    } cases[] = {
        {"all", {.view = SEARCH_ALL}, 60},
        {"filed", {.view = SEARCH_ALL, .state = "filed"}, 40},
        {"one-stop queue", {.view = SEARCH_QUEUE, .role = "one-stop-officer", .account = "mc"}, 50},
        {"accepted in it", {.view = SEARCH_QUEUE, .role = "one-stop-officer", .account = "mc", .state = "accepted"}, 10},
        {"head's queue", {.view = SEARCH_QUEUE, .role = "division-head", .account = "tp"}, 10},
        {"an applicant's", {.view = SEARCH_APPLICANT, .account = "o1"}, 12},
        {"an applicant's filed", {.view = SEARCH_APPLICANT, .account = "o1", .state = "filed"}, 8},
        {"words", {.view = SEARCH_ALL, .q = "quyet"}, 24},
        {"words in the queue", {.view = SEARCH_QUEUE, .role = "division-head", .account = "tp", .q = "quyet"}, 4},
        {"the beginning of a code", {.view = SEARCH_ALL, .q = "H37.T01-2611"}, 20},
        {"late", {.view = SEARCH_ALL, .timing = "overdue", .now = {YEARS_LATER}}, 60},
        {"late and filed", {.view = SEARCH_ALL, .timing = "overdue", .state = "filed", .now = {YEARS_LATER}}, 40},
        {"late in the queue", {.view = SEARCH_QUEUE, .role = "one-stop-officer", .account = "mc", .org = "H37.T02", .timing = "overdue", .now = {YEARS_LATER}}, 50},
        {"nothing is late yet", {.view = SEARCH_ALL, .timing = "overdue", .now = {0}}, 0},
        {"a counter elsewhere", {.view = SEARCH_QUEUE, .role = "one-stop-officer", .account = "mc2", .org = "H26.T02"}, 0},
        {"concerns the province", {.view = SEARCH_ALL, .concerns = "H37"}, 60},
        {"concerns another", {.view = SEARCH_ALL, .concerns = "H26"}, 0},
        {"nothing is owed", {.view = SEARCH_OWED}, 0},
        {"works along nowhere", {.view = SEARCH_SHARED, .account = "cv"}, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t whole[DOSSIERS], ids[DOSSIERS], count = 0;
        struct search_query q = cases[i].q;
        q.limit = SEARCH_PAGE_MAX;
        size_t n = all_pages(f, q, whole);
        if (n != cases[i].wanted) {
            fail_msg("%s: %zu found", cases[i].label, n);
        }
        for (q.limit = 1; q.limit < 14; q.limit += 4) {
            if (all_pages(f, q, ids) != n || memcmp(ids, whole, n * sizeof *ids) != 0) {
                fail_msg("%s: pages of %zu differ", cases[i].label, q.limit);
            }
        }
        assert_true(search_count(&f->op, office_db(f->office), &q, 1000, &count));
        assert_int_equal(count, n);
        assert_true(search_count(&f->op, office_db(f->office), &q, 3, &count));
        assert_int_equal(count, n < 4 ? n : 4);
    }
}

static void a_queue_is_in_the_order_in_which_work_is_due(void **state)
{
    struct office_fixture *f = *state;
    struct search_page page;
    struct search_query q = {.view = SEARCH_QUEUE, .role = "one-stop-officer", .account = "mc", .limit = 60};
    assert_true(search_page(&f->op, office_db(f->office), &q, &page));
    for (size_t i = 1; i < page.count; i++) {
        assert_true(instant_compare(page.rows[i - 1].step_due_at, page.rows[i].step_due_at) <= 0);
    }
}

static void what_is_late_comes_in_the_order_of_its_limits(void **state)
{
    struct office_fixture *f = *state;
    struct search_page page;
    int64_t accepting = 0;
    struct search_query q = {.view = SEARCH_ALL, .timing = "overdue", .now = {YEARS_LATER}, .limit = DOSSIERS};
    assert_true(search_page(&f->op, office_db(f->office), &q, &page));
    assert_int_equal(page.count, DOSSIERS);
    for (size_t i = 0; i < page.count; i++) {
        accepting += page.rows[i].state == DOSSIER_FILED;
        assert_true(i == 0 || instant_compare(dossier_running_to(&page.rows[i - 1]), dossier_running_to(&page.rows[i])) <= 0);
    }
    assert_int_equal(accepting, 40); /* of which the limit for accepting runs */
    assert_int_equal(page.rows[0].state, DOSSIER_FILED);
    q.now = dossier_running_to(&page.rows[0]);
    q.timing = "due_soon"; /* at its very limit it is not late yet */
    assert_true(search_page(&f->op, office_db(f->office), &q, &page));
    assert_int_equal(page.count, 40);
    q.timing = "overdue";
    assert_true(search_page(&f->op, office_db(f->office), &q, &page));
    assert_int_equal(page.count, 0);
}

static void check_words(struct office_fixture *f)
{
    static const struct {
        const char *q;
        size_t wanted;
    } cases[] = {
        {"quyet dinh", 12},      {"Quyết Định", 12},   {"QUYẾT  ĐỊNH", 12},  {"dinh quyet", 12},
        {"dao", 24},             {"đào", 24},          {"nguyen thi da", 12}, {"dong dang", 12},
        {"0900000014", 12},      {"000000000012", 12}, {"doanh nghiep khoa hoc", 60}, {"1.014445", 60},
        {"khong co ai", 0},      {"cong ty co phan quy", 12}, {"nguy", 12}, {"nguyen", 12}, {"dan dong", 0}, {"quyet di", 12},      {"H37.T01-2611", 20}, {"h37.t01-261120-060003", 1}, {"060003", 1}, {"261120-060003", 1}, {"261121-060003", 0}, {"261120-060099", 0}, {"61120-060003", 0}, {" 261120-060003 ", 1},
        {"060099", 0},           {"quyet\" OR \"dao", 0}, {"quyet* NOT thang", 0}, {"cong ty co phan quyet th", 12},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t ids[DOSSIERS], count = 0;
        struct search_query q = {.view = SEARCH_ALL, .q = cases[i].q, .limit = SEARCH_PAGE_MAX};
        size_t n = all_pages(f, q, ids);
        if (n != cases[i].wanted) {
            fail_msg("\"%s\": %zu found, not %zu", cases[i].q, n, cases[i].wanted);
        }
        assert_true(search_count(&f->op, office_db(f->office), &q, 1000, &count));
        assert_int_equal(count, n);
    }
}

static void words_are_found_without_accents_and_codes_by_their_ends(void **state)
{
    struct office_fixture *f = *state;
    check_words(f);
    struct search_page page;
    struct search_query nothing = {.view = SEARCH_ALL, .q = "…–!", .limit = 10};
    assert_false(search_page(&f->op, office_db(f->office), &nothing, &page));
    assert_string_equal(f->op.error.key, "search.nothing");
    op_clear(&f->op);
}

/* The index keeps no text: the migration reads the words back out of the index itself. */
static void words_are_found_after_the_index_was_made_again(void **state)
{
    struct office_fixture *f = *state;
    struct db *db = office_db(f->office);
    assert_true(db_script(&f->op, db, "UPDATE meta SET value = '27' WHERE key = 'schema.core'"));
    assert_true(migrate(&f->op, db, &core_schema));
    check_words(f);
}

static void an_applicant_never_finds_what_another_filed(void **state)
{
    struct office_fixture *f = *state;
    static const char *const typed[] = {"quyet dinh", "060003", "H37.T01", "doanh nghiep"};
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        struct search_page page;
        struct search_query q = {.view = SEARCH_APPLICANT, .account = "o3", .q = typed[i], .limit = 60};
        assert_true(search_page(&f->op, office_db(f->office), &q, &page));
        for (size_t k = 0; k < page.count; k++) {
            assert_string_equal(page.rows[k].applicant, "o3");
        }
    }
}

static bool reads_all(const char *plan)
{
    static const char *const harmless[] = {"VIRTUAL TABLE", "CONSTANT ROW", "SCAN c", "SCAN ("};
    bool scans = strncmp(plan, "SCAN", 4) == 0;
    for (size_t i = 0; i < sizeof harmless / sizeof harmless[0]; i++) {
        scans = scans && strstr(plan, harmless[i]) == NULL;
    }
    return scans;
}

/* SQLite's own word for how each statement is run: along an index, nothing sorted but a page, and a queue in its index alone. */
static void no_list_reads_all_dossiers(void **state)
{
    struct office_fixture *f = *state;
    static const struct sql *const statements[] = {
        &sql_search_held,  &sql_search_all,    &sql_search_state,       &sql_search_applicant,   &sql_search_participant, &sql_search_asked,
        &sql_search_words, &sql_search_code,   &sql_search_number,      &sql_search_state_count, &sql_search_words_count,
        &sql_search_owed,  &sql_search_overdue, &sql_search_due_soon,
    };
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        sqlite3_stmt *s = NULL;
        char text[20000];
        (void)snprintf(text, sizeof text, "EXPLAIN QUERY PLAN %s", statements[i]->text);
        assert_int_equal(sqlite3_prepare_v2(db_handle(office_db(f->office)), text, -1, &s, NULL), SQLITE_OK);
        while (sqlite3_step(s) == SQLITE_ROW) {
            const char *plan = (const char *)sqlite3_column_text(s, 3);
            bool scans = reads_all(plan) && statements[i] != &sql_search_all; /* which goes backwards by id and stops */
            bool sorts = strstr(plan, "TEMP B-TREE") != NULL && statements[i] != &sql_search_asked; /* which are few */
            bool seeks = statements[i] == &sql_search_held && strstr(plan, "COVERING INDEX dossier_by_queue") == NULL;
            if (scans || sorts || seeks) {
                fail_msg("%s: %s", statements[i]->name, plan);
            }
        }
        (void)sqlite3_finalize(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pages_go_on_where_the_one_before_ended_whatever_their_size, open_office, close_office),
        cmocka_unit_test_setup_teardown(a_queue_is_in_the_order_in_which_work_is_due, open_office, close_office),
        cmocka_unit_test_setup_teardown(what_is_late_comes_in_the_order_of_its_limits, open_office, close_office),
        cmocka_unit_test_setup_teardown(words_are_found_without_accents_and_codes_by_their_ends, open_office, close_office),
        cmocka_unit_test_setup_teardown(words_are_found_after_the_index_was_made_again, open_office, close_office),
        cmocka_unit_test_setup_teardown(an_applicant_never_finds_what_another_filed, open_office, close_office),
        cmocka_unit_test_setup_teardown(no_list_reads_all_dossiers, open_office, close_office),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
