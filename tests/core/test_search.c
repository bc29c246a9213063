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

/* The ten that were handed over have the numbers 1, 7, … 55: the first six are the specialist's, and one of them has gone on. */
static void assign_some(struct office_fixture *f)
{
    char input[64];
    for (int id = 1; id <= 31; id += 6) {
        (void)snprintf(input, sizeof input, "{\"dossier\":%d,\"account\":\"cv\"}", id);
        assert_true(office_fixture_act(f, "tp", "dossier.assign", input));
    }
}

static void what_an_officer_handles_is_found_in_every_list_by_every_other_condition(void **state)
{
    struct office_fixture *f = *state;
    static const struct {
        const char *label;
        struct search_query q;
        size_t wanted;
    } cases[] = {
        {"all", {.view = SEARCH_ALL, .handler = "cv"}, 6},
        {"in one state", {.view = SEARCH_ALL, .handler = "cv", .state = "in_handling"}, 6},
        {"in another state", {.view = SEARCH_ALL, .handler = "cv", .state = "filed"}, 0},
        {"late", {.view = SEARCH_ALL, .handler = "cv", .timing = "overdue", .now = {YEARS_LATER}}, 6},
        {"late of nobody", {.view = SEARCH_ALL, .handler = "mc", .timing = "overdue", .now = {YEARS_LATER}}, 0},
        {"by words", {.view = SEARCH_ALL, .handler = "cv", .q = "quyet"}, 3},
        {"by words of few", {.view = SEARCH_ALL, .handler = "cv", .q = "dong dang"}, 1},
        {"by the beginning of a code", {.view = SEARCH_ALL, .handler = "cv", .q = "H37.T01-2611"}, 6},
        {"to appraise", {.view = SEARCH_ALL, .handler = "cv", .part = "to_appraise"}, 6},
        {"in the province", {.view = SEARCH_ALL, .handler = "cv", .concerns = "H37"}, 6},
        {"elsewhere", {.view = SEARCH_ALL, .handler = "cv", .concerns = "H26"}, 0},
        {"in the specialist's queue", {.view = SEARCH_QUEUE, .role = "specialist", .account = "cv", .handler = "cv"}, 6},
        {"in the head's queue", {.view = SEARCH_QUEUE, .role = "division-head", .account = "tp", .handler = "cv"}, 0},
        {"of an applicant", {.view = SEARCH_APPLICANT, .account = "o1", .handler = "cv"}, 1},
        {"in a range", {.view = SEARCH_ALL, .handler = "cv", .first_id = 7, .past_id = 25}, 3},
        {"in a range by words", {.view = SEARCH_ALL, .handler = "cv", .q = "quyet", .first_id = 8}, 2},
        {"in a range in a state", {.view = SEARCH_ALL, .handler = "cv", .state = "in_handling", .past_id = 8}, 2},
        {"of who handles nothing", {.view = SEARCH_ALL, .handler = "mc"}, 0},
        {"a range", {.view = SEARCH_ALL, .first_id = 10, .past_id = 20}, 10},
        {"a range in a state", {.view = SEARCH_ALL, .state = "filed", .first_id = 10, .past_id = 20}, 6},
        {"a range of a queue", {.view = SEARCH_QUEUE, .role = "one-stop-officer", .account = "mc", .first_id = 10, .past_id = 20}, 8},
        {"a range of what is late", {.view = SEARCH_ALL, .timing = "overdue", .now = {YEARS_LATER}, .first_id = 10, .past_id = 20}, 10},
        {"a range of words", {.view = SEARCH_ALL, .q = "quyet", .first_id = 10, .past_id = 20}, 4},
        {"an empty range", {.view = SEARCH_ALL, .first_id = 20, .past_id = 20}, 0},
    };
    assign_some(f);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t whole[DOSSIERS], ids[DOSSIERS], count = 0;
        bool more = false;
        struct search_query q = cases[i].q;
        q.limit = SEARCH_PAGE_MAX;
        size_t n = all_pages(f, q, whole), some = 0;
        assert_true(search_count(&f->op, office_db(f->office), &q, 1000, &count));
        assert_true(search_ids(&f->op, office_db(f->office), &q, ids, &some, &more)); /* what an act on many takes */
        if (n != cases[i].wanted || count != (int64_t)n || some != n || memcmp(ids, whole, n * sizeof *ids) != 0) {
            fail_msg("%s: %zu found, %lld counted, %zu taken", cases[i].label, n, (long long)count, some);
        }
        for (q.limit = 1; q.limit < 6; q.limit += 2) {
            if (all_pages(f, q, ids) != n || memcmp(ids, whole, n * sizeof *ids) != 0) {
                fail_msg("%s: pages of %zu differ", cases[i].label, q.limit);
            }
        }
    }
}

static void counts_beside_a_list_are_of_its_handler_and_period(void **state)
{
    struct office_fixture *f = *state;
    struct search_tally tally;
    struct search_query q = {.view = SEARCH_ALL, .handler = "cv", .past_id = 8, .now = {YEARS_LATER}};
    assign_some(f);
    for (int concerned = 0; concerned < 2; concerned++) {
        q.concerns = concerned ? "H37" : NULL;
        assert_true(search_tally(&f->op, office_db(f->office), &q, 1000, &tally));
        assert_int_equal(tally.states[DOSSIER_IN_HANDLING], 2);
        assert_int_equal(tally.states[DOSSIER_FILED], 0);
        assert_int_equal(tally.overdue, 2);
    }
}

static void a_period_holds_its_first_and_its_last_day_whole(void **state)
{
    struct office_fixture *f = *state;
    static const struct {
        const char *first, *last;
        int64_t wanted;
    } cases[] = { /* twenty each on the 20th, 21st and 23rd */
        {"2026-11-20", "2026-11-20", 20}, {"2026-11-21", "2026-11-21", 20}, {"2026-11-22", "2026-11-22", 0}, {"2026-11-20", "2026-11-23", 60},
        {"2026-11-22", "2026-11-30", 20}, {NULL, "2026-11-21", 40},         {"2026-11-21", NULL, 40},        {NULL, NULL, 60},
        {NULL, "2026-11-19", 0},          {"2026-11-24", NULL, 0},
    };
    assert_true(db_script(&f->op, office_db(f->office),
                          "UPDATE dossier SET submitted_at = CASE WHEN id <= 20 THEN 1795107600000 + (id - 1) * 4547368"
                          " WHEN id <= 40 THEN 1795194000000 + (id - 21) * 4547368 ELSE 1795366800000 + (id - 41) * 4547368 END"));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct search_query q = {.view = SEARCH_ALL, .limit = SEARCH_PAGE_MAX};
        struct day first = {0}, last = {0};
        int64_t ids[DOSSIERS], count = 0;
        assert_true(cases[i].first == NULL || day_parse(cases[i].first, &first));
        assert_true(cases[i].last == NULL || day_parse(cases[i].last, &last));
        assert_true(search_filed(&f->op, office_db(f->office), first, last, &q));
        assert_true(search_count(&f->op, office_db(f->office), &q, 1000, &count));
        if (count != cases[i].wanted || all_pages(f, q, ids) != (size_t)count) {
            fail_msg("%s – %s: %lld", cases[i].first, cases[i].last, (long long)count);
        }
    }
    struct search_query q = {.view = SEARCH_ALL};
    assert_false(search_filed(&f->op, office_db(f->office), (struct day){20000}, (struct day){19999}, &q));
    assert_string_equal(f->op.error.key, "period.order");
    op_clear(&f->op);
}

static void who_handles_is_one_of_the_office_and_who_ever_handled_is_listed(void **state)
{
    struct office_fixture *f = *state;
    struct search_handler *list = NULL;
    size_t count = 0;
    assert_true(search_handlers(&f->op, office_db(f->office), &list, &count));
    assert_int_equal(count, 0);
    assign_some(f);
    assert_true(search_handlers(&f->op, office_db(f->office), &list, &count));
    assert_int_equal(count, 1);
    assert_string_equal(list[0].id, "cv");
    assert_true(search_check_handler(&f->op, office_db(f->office), "cv"));
    assert_true(search_check_handler(&f->op, office_db(f->office), NULL));
    assert_false(search_check_handler(&f->op, office_db(f->office), "nobody"));
    assert_string_equal(f->op.error.key, "account.unknown");
    op_clear(&f->op);
}

/* Who handled many, but none of the newest thousands: the way past everybody's is given up, and nothing is lost or found twice. */
static void what_an_officer_handled_long_ago_is_found_behind_everybody_elses(void **state)
{
    struct office_fixture *f = *state;
    struct search_query q = {.view = SEARCH_ALL, .handler = "cv", .limit = SEARCH_PAGE_MAX};
    int64_t count = 0, wanted = 1560; /* 61 … 1560 */
    assert_true(db_script(&f->op, office_db(f->office),
                          "CREATE TEMP TABLE copy AS WITH RECURSIVE n (i) AS (VALUES (61) UNION ALL SELECT i + 1 FROM n WHERE i < 8000)"
                          " SELECT d.* FROM n, dossier AS d WHERE d.id = 2;"
                          "UPDATE copy SET id = rowid + 60, handler = iif(rowid <= 1500, 'cv', NULL);"
                          "INSERT INTO dossier SELECT * FROM copy"));
    for (const char *state_of = NULL;; state_of = "filed") {
        struct search_page page;
        q.after = (struct search_after){0, 0};
        q.state = state_of;
        wanted = 1560;
        do {
            assert_true(search_page(&f->op, office_db(f->office), &q, &page));
            for (size_t i = 0; i < page.count; i++) {
                assert_int_equal(page.rows[i].id, wanted--);
            }
            q.after = page.next;
        } while (page.more);
        assert_int_equal(wanted, DOSSIERS);
        assert_true(search_count(&f->op, office_db(f->office), &q, 1000, &count));
        assert_int_equal(count, 1001);
        if (state_of != NULL) {
            break;
        }
    }
}

static int count_steps(void *steps)
{
    ++*(int64_t *)steps;
    return 0;
}

/* Words that everybody's dossiers have, and an officer with more than a few, all of long ago: what is looked at does not grow with the office. */
static void words_among_an_officers_own_are_not_sought_among_everybodys(void **state)
{
    struct office_fixture *f = *state;
    struct search_query q = {.view = SEARCH_ALL, .handler = "cv", .q = "thiet bi chung", .limit = 50};
    struct search_page page;
    int64_t wanted = 210, thousands = 0; /* 61 … 210 */
    assert_true(db_script(&f->op, office_db(f->office),
                          "CREATE TEMP TABLE copy AS WITH RECURSIVE n (i) AS (VALUES (61) UNION ALL SELECT i + 1 FROM n WHERE i < 30060)"
                          " SELECT d.* FROM n, dossier AS d WHERE d.id = 2;"
                          "UPDATE copy SET id = rowid + 60, handler = iif(rowid <= 150, 'cv', NULL);"
                          "INSERT INTO dossier SELECT * FROM copy;"
                          "INSERT INTO dossier_text (rowid, words) SELECT id, 'thiet bi chung' FROM copy"));
    sqlite3_progress_handler(db_handle(office_db(f->office)), 1000, count_steps, &thousands);
    do {
        thousands = 0;
        assert_true(search_page(&f->op, office_db(f->office), &q, &page));
        for (size_t i = 0; i < page.count; i++) {
            assert_int_equal(page.rows[i].id, wanted--);
        }
        if (thousands > 300) {
            fail_msg("%lld thousand steps for a page", (long long)thousands);
        }
        q.after = page.next;
    } while (page.more);
    assert_int_equal(wanted, DOSSIERS);
    sqlite3_progress_handler(db_handle(office_db(f->office)), 0, NULL, NULL);
}

static void check_found(struct office_fixture *f, const char *typed, size_t wanted)
{
    int64_t ids[DOSSIERS], count = 0;
    struct search_query q = {.view = SEARCH_ALL, .q = typed, .limit = SEARCH_PAGE_MAX};
    size_t n = all_pages(f, q, ids);
    if (n != wanted) {
        fail_msg("\"%s\": %zu found, not %zu", typed, n, wanted);
    }
    assert_true(search_count(&f->op, office_db(f->office), &q, 1000, &count));
    assert_int_equal(count, n);
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
        check_found(f, cases[i].q, cases[i].wanted);
    }
}

/* A count that would take too long ends early, and says so. */
static void a_count_that_did_not_look_at_all_says_so(void **state)
{
    struct office_fixture *f = *state;
    static const struct {
        size_t scan_max;
        int64_t count;
        bool more;
    } cases[] = {{0, 20, false}, {19, 19, true}, {20, 20, false}, {1, 1, true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct search_query q = {.view = SEARCH_ALL, .q = "H37.T01-2611", .scan_max = cases[i].scan_max};
        int64_t count = 0;
        bool more = !cases[i].more;
        assert_true(search_count_at_least(&f->op, office_db(f->office), &q, 1000, &count, &more));
        assert_int_equal(count, cases[i].count);
        assert_int_equal(more, cases[i].more);
    }
    struct search_query queue = {.view = SEARCH_QUEUE, .role = "one-stop-officer", .account = "mc", .org = "H37.T02", .scan_max = 5};
    struct search_tally tally;
    assert_true(search_tally(&f->op, office_db(f->office), &queue, 1000, &tally));
    assert_true(tally.more && tally.whole == 5);
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

/* Number and symbol, or their beginning; issued and corrected under one number, a dossier is found once. */
static void a_dossier_is_found_by_the_number_of_its_result(void **state)
{
    struct office_fixture *f = *state;
    static const struct {
        const char *q;
        size_t wanted;
    } cases[] = {{"12/GCN-XYK", 1}, {"12/gcn", 1}, {"12/", 2}, {"2/GCN-XYK", 0}, {"12/QĐ-XYK", 1}, {"12/qd", 1}, {"12/11/2026", 0}};
    assert_true(db_script(&f->op, office_db(f->office),
                          "INSERT INTO result (dossier, no, act, kind, title, org, signed_at, signed_by, number, symbol, symbol_folded, issued_at, status) VALUES "
                          "(5, 1, 'issue', 'grant', 'Giấy chứng nhận', 'H37.T01', 1, 'ld', 12, '12/GCN-XYK', '12/gcn-xyk', 1, 'corrected'),"
                          "(5, 2, 'correction', 'grant', 'Giấy chứng nhận', 'H37.T01', 1, 'ld', 12, '12/GCN-XYK', '12/gcn-xyk', 1, 'valid'),"
                          "(9, 1, 'issue', 'grant', 'Quyết định', 'H37.T01', 1, 'ld', 12, '12/QĐ-XYK', '12/qd-xyk', 1, 'valid')"));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        check_found(f, cases[i].q, cases[i].wanted);
    }
    struct search_query q = {.view = SEARCH_ALL, .state = "completed", .q = "12/", .limit = 10};
    struct search_page page;
    assert_true(search_page(&f->op, office_db(f->office), &q, &page));
    assert_int_equal(page.count, 0); /* narrowed as any list */
}

/* Who handed it in is asked for as often as whose it is. The address is not searched: half a province lives there. */
static void a_dossier_is_found_by_who_handed_it_in(void **state)
{
    struct office_fixture *f = *state;
    assert_true(office_fixture_act(f, "mc", "dossier.file",
                                   "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"counter\",\"components\":[\"giay-de-nghi\","
                                   "\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"],\"owner\":{\"name\":\"Hộ kinh doanh Lộc Bình\",\"kind\":\"citizen\","
                                   "\"id_no\":\"000000000098\",\"address\":\"Thôn Bản Quyền\",\"phone\":\"0900000098\",\"email\":\"locbinh@vidu.vn\"},"
                                   "\"submitter\":{\"name\":\"Hoàng Văn Páo\",\"kind\":\"citizen\",\"id_no\":\"000000000099\",\"phone\":\"0900000099\","
                                   "\"address\":\"Thôn Bản Quyền\"},"
                                   "\"proxy_paper\":\"Giấy ủy quyền số 12/UQ ngày 18/11/2026\"}"));
    static const char *const found[] = {"loc binh", "hoang van pao", "Páo", "000000000099", "0900000099", "locbinh@vidu.vn"};
    for (size_t i = 0; i < sizeof found / sizeof found[0]; i++) {
        check_found(f, found[i], 1);
    }
    check_found(f, "ban quyen", 0);
}

/* The index keeps no text: the migration reads the words back out of the index itself. */
static void words_are_found_after_the_index_was_made_again(void **state)
{
    struct office_fixture *f = *state;
    struct db *db = office_db(f->office);
    assert_true(db_script(&f->op, db, "DROP TABLE submission_number; UPDATE meta SET value = '27' WHERE key = 'schema.core'"));
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
        &sql_search_words, &sql_search_symbol, &sql_search_code,   &sql_search_number,      &sql_search_state_count, &sql_search_words_count,
        &sql_search_owed,  &sql_search_overdue, &sql_search_due_soon,    &sql_search_handled,     &sql_search_handled_words, &sql_search_handled_any,
        &sql_search_handled_count, &sql_search_handled_state_count, &sql_search_period_count, &sql_search_filed_at, &sql_search_last,
        &sql_number_page, &sql_number_page_voided, &sql_number_set_issued, &sql_number_set_void, /* the register of numbers, the same way */
    };
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        sqlite3_stmt *s = NULL;
        char text[20000];
        (void)snprintf(text, sizeof text, "EXPLAIN QUERY PLAN %s", statements[i]->text);
        assert_int_equal(sqlite3_prepare_v2(db_handle(office_db(f->office)), text, -1, &s, NULL), SQLITE_OK);
        while (sqlite3_step(s) == SQLITE_ROW) {
            const char *plan = (const char *)sqlite3_column_text(s, 3);
            bool scans = reads_all(plan) && statements[i] != &sql_search_all; /* which goes backwards by id and stops */
            bool sorts = strstr(plan, "TEMP B-TREE") != NULL && statements[i] != &sql_search_asked && statements[i] != &sql_search_symbol; /* few */
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
        cmocka_unit_test_setup_teardown(what_an_officer_handles_is_found_in_every_list_by_every_other_condition, open_office, close_office),
        cmocka_unit_test_setup_teardown(counts_beside_a_list_are_of_its_handler_and_period, open_office, close_office),
        cmocka_unit_test_setup_teardown(a_period_holds_its_first_and_its_last_day_whole, open_office, close_office),
        cmocka_unit_test_setup_teardown(who_handles_is_one_of_the_office_and_who_ever_handled_is_listed, open_office, close_office),
        cmocka_unit_test_setup_teardown(what_an_officer_handled_long_ago_is_found_behind_everybody_elses, open_office, close_office),
        cmocka_unit_test_setup_teardown(words_among_an_officers_own_are_not_sought_among_everybodys, open_office, close_office),
        cmocka_unit_test_setup_teardown(a_queue_is_in_the_order_in_which_work_is_due, open_office, close_office),
        cmocka_unit_test_setup_teardown(what_is_late_comes_in_the_order_of_its_limits, open_office, close_office),
        cmocka_unit_test_setup_teardown(a_count_that_did_not_look_at_all_says_so, open_office, close_office),
        cmocka_unit_test_setup_teardown(words_are_found_without_accents_and_codes_by_their_ends, open_office, close_office),
        cmocka_unit_test_setup_teardown(a_dossier_is_found_by_the_number_of_its_result, open_office, close_office),
        cmocka_unit_test_setup_teardown(a_dossier_is_found_by_who_handed_it_in, open_office, close_office),
        cmocka_unit_test_setup_teardown(words_are_found_after_the_index_was_made_again, open_office, close_office),
        cmocka_unit_test_setup_teardown(an_applicant_never_finds_what_another_filed, open_office, close_office),
        cmocka_unit_test_setup_teardown(no_list_reads_all_dossiers, open_office, close_office),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
