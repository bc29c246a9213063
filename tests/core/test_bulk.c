/* Many dossiers at once: what a try answers is what the act answers and leaves nothing behind; how a batch is read and keyed; views of
 * the list that accounts keep; the queues of a desk. */
#include "account/account.h"
#include "base/digest.h"
#include "dossier/bulk.h"
#include "dossier/desk.h"
#include "dossier/saved_view.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <stdio.h>
#include <string.h>

#define COMPLETE                                                                                                       \
    "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":["                       \
    "\"giay-de-nghi\",\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"]}"
#define LACKING                                                                                                        \
    "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\"]}"

#define ACT(account, name, input)                                                                                      \
    do {                                                                                                               \
        if (!office_fixture_act(f, account, name, input))                                                              \
            fail_msg("%s by %s: %s", name, account, f->op.error.key);                                                  \
    } while (0)

/* 1 and 2 complete, 3 lacking. */
static int open_office(void **state)
{
    static struct office_fixture fixture;
    struct office_fixture *f = &fixture;
    office_fixture_open(f);
    ACT("dn", "dossier.file", COMPLETE);
    ACT("dn", "dossier.file", COMPLETE);
    ACT("dn", "dossier.file", LACKING);
    *state = f;
    return 0;
}
static int close_office(void **state)
{
    office_fixture_close(*state);
    return 0;
}

static struct digest digest_now(struct office_fixture *f)
{
    struct digest digest;
    int tables = 0;
    assert_true(db_digest(&f->op, office_db(f->office), &digest, &tables));
    return digest;
}

/* ---- the try ---- */

static const struct {
    const char *account, *act, *input;
} tried[] = {
    {"mc", "dossier.accept", "{\"dossier\":1}"},
    {"mc", "dossier.accept", "{\"dossier\":3}"},
    {"mc", "dossier.accept", "{\"dossier\":3,\"confirm_missing\":true}"},
    {"mc", "dossier.accept", "{\"dossier\":99}"},
    {"mc", "dossier.hand_over", "{\"dossier\":1}"},
    {"tp", "dossier.accept", "{\"dossier\":1}"},
    {"tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}"},
    {"tp", "dossier.assign", "{\"dossier\":1,\"account\":\"mc\"}"},
    {"mc", "dossier.recall", "{\"dossier\":1,\"reason\":\"Chuyển nhầm, xin thu hồi\"}"},
    {"mc", "dossier.return_result", "{\"dossier\":1,\"by\":\"electronic\"}"},
    {"mc", "dossier.return_result", "{\"dossier\":1,\"by\":\"by pigeon\"}"},
};

/* Each try, then the act itself: the same outcome, the same sentence; the try leaves not one row. */
static void a_try_says_what_the_act_says_and_leaves_nothing(void **state)
{
    struct office_fixture *f = *state;
    static const char *const line[][3] = {{"mc", "dossier.accept", "{\"dossier\":1}"}, {"mc", "dossier.hand_over", "{\"dossier\":1}"}};
    for (size_t stage = 0; stage <= 2; stage++) {
        for (size_t i = 0; i < sizeof tried / sizeof tried[0]; i++) {
            struct act_answer answer;
            struct act_call call = {.name = tried[i].act, .input = office_fixture_json(f, tried[i].input), .version = -1, .try_only = true};
            struct digest before = digest_now(f);
            bool would = office_fixture_call(f, tried[i].account, &call, &answer);
            const char *said = would ? "done" : arena_strdup(f->op.arena, f->op.error.key);
            op_clear(&f->op);
            struct digest after = digest_now(f);
            assert_true(digest_equal(&before, &after));
            struct act_call act = call;
            act.try_only = false;
            if (!would) {
                assert_false(office_fixture_call(f, tried[i].account, &act, &answer));
                assert_string_equal(said, f->op.error.key);
                op_clear(&f->op);
            }
        }
        if (stage < 2) {
            struct act_call call = {.name = line[stage][1], .input = office_fixture_json(f, line[stage][2]), .version = -1, .try_only = true};
            struct act_answer answer;
            assert_true(office_fixture_call(f, line[stage][0], &call, &answer));
            ACT(line[stage][0], line[stage][1], line[stage][2]);
        }
    }
}

static void a_try_looks_at_the_version_and_at_no_key(void **state)
{
    struct office_fixture *f = *state;
    struct act_answer answer;
    struct act_call call = {.name = "dossier.accept", .input = office_fixture_json(f, "{\"dossier\":1}"), .version = 77,
                            .idempotency_key = "mot-khoa-nao-do", .try_only = true};
    assert_false(office_fixture_call(f, "mc", &call, &answer));
    assert_string_equal(f->op.error.key, "dossier.stale");
    call.version = 1;
    assert_true(office_fixture_call(f, "mc", &call, &answer));
    call.try_only = false;
    assert_true(office_fixture_call(f, "mc", &call, &answer));
    assert_false(answer.repeated);
    call.try_only = true; /* the key has been used now: the try says what the act would, were it a new one */
    assert_false(office_fixture_call(f, "mc", &call, &answer));
    assert_string_equal(f->op.error.key, "dossier.stale");
}

/* ---- items ---- */

static void a_list_of_dossiers_is_read_with_every_error_in_its_place(void **state)
{
    struct office_fixture *f = *state;
    static const struct {
        const char *json, *field, *key; /* key NULL = good */
    } cases[] = {
        {"[{\"dossier\":1,\"version\":1}]", NULL, NULL},
        {"[{\"dossier\":1,\"version\":1},{\"dossier\":2,\"version\":9}]", NULL, NULL},
        {"null", "items", "bulk.nothing"},
        {"[]", "items", "bulk.nothing"},
        {"{}", "items", "field.list"},
        {"\"1\"", "items", "field.list"},
        {"[1]", "items.0", "bulk.item"},
        {"[{\"dossier\":1}]", "items.0.version", "field.required"},
        {"[{\"version\":1}]", "items.0.dossier", "field.required"},
        {"[{\"dossier\":0,\"version\":1}]", "items.0.dossier", "field.range"},
        {"[{\"dossier\":-3,\"version\":1}]", "items.0.dossier", "field.range"},
        {"[{\"dossier\":1.5,\"version\":1}]", "items.0.dossier", "field.integer"},
        {"[{\"dossier\":\"1\",\"version\":1}]", "items.0.dossier", "field.integer"},
        {"[{\"dossier\":1,\"version\":1,\"force\":true}]", "items.0.force", "field.unknown"},
        {"[{\"dossier\":1,\"version\":1},{\"dossier\":1,\"version\":2}]", "items.1.dossier", "bulk.twice"},
        {"[{\"dossier\":1,\"version\":1},{\"dossier\":2,\"version\":1},{\"dossier\":3,\"version\":1},{\"dossier\":4,\"version\":1}]", "items", "bulk.too_many"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct bulk_item *items = NULL;
        size_t count = 0;
        print_message("%s\n", cases[i].json);
        op_clear(&f->op);
        bool ok = bulk_items(&f->op, json_parse(&f->op, cases[i].json, strlen(cases[i].json)), 3, &items, &count);
        assert_int_equal(ok, cases[i].key == NULL);
        if (!ok) {
            assert_int_equal(f->op.error.code, E_INPUT);
            assert_string_equal(f->op.error.fields->field, cases[i].field);
            assert_string_equal(f->op.error.fields->key, cases[i].key);
        } else {
            assert_int_equal(items[0].dossier, 1);
        }
    }
    op_clear(&f->op);
}

/* ---- keys ---- */

static bool accept_with(struct office_fixture *f, const struct bulk_key *key, size_t index, int dossier, struct act_answer *answer)
{
    char input[40];
    (void)snprintf(input, sizeof input, "{\"dossier\":%d}", dossier);
    struct act_call call = {.name = "dossier.accept", .input = office_fixture_json(f, input), .version = -1,
                            .idempotency_key = bulk_item_key(&f->op, key, index)};
    return office_fixture_call(f, "mc", &call, answer);
}

static void one_key_serves_one_batch_and_does_nothing_twice(void **state)
{
    struct office_fixture *f = *state;
    struct db *db = office_db(f->office);
    struct act_answer answer, again;
    struct bulk_key key = bulk_key(&f->op, "0b0c9a1e-khoa", "dossier.accept", "{\"items\":[1,3]}");
    struct bulk_key other = bulk_key(&f->op, "0b0c9a1e-khoa", "dossier.accept", "{\"items\":[2]}");
    struct bulk_key act = bulk_key(&f->op, "0b0c9a1e-khoa", "dossier.hand_over", "{\"items\":[1,3]}");
    struct bulk_key apart = bulk_key(&f->op, "0b0c9a1e-khob", "dossier.accept", "{\"items\":[2]}");
    assert_true(bulk_key_check(&f->op, db, &key));
    assert_true(strlen(bulk_item_key(&f->op, &key, BULK_MAX * 16)) <= 64);
    assert_true(accept_with(f, &key, 0, 1, &answer));
    assert_false(accept_with(f, &key, 1, 3, &answer)); /* lacking */
    op_clear(&f->op);
    /* sent again: the first is answered, the second is tried anew */
    assert_true(bulk_key_check(&f->op, db, &key));
    assert_true(accept_with(f, &key, 0, 1, &again));
    assert_true(again.repeated);
    assert_false(accept_with(f, &key, 1, 3, &answer));
    op_clear(&f->op);
    /* another request under the key */
    assert_false(bulk_key_check(&f->op, db, &other));
    assert_string_equal(f->op.error.key, "idempotency.mismatch");
    assert_int_equal(f->op.error.code, E_CONFLICT);
    op_clear(&f->op);
    assert_false(bulk_key_check(&f->op, db, &act));
    op_clear(&f->op);
    assert_true(bulk_key_check(&f->op, db, &apart));
}

static void every_act_in_bulk_is_an_act_with_a_limit(void **state)
{
    const struct bulk_def *def;
    size_t n = 0;
    (void)state;
    for (; (def = bulk_at(n)) != NULL; n++) {
        print_message("%s\n", def->verb);
        assert_non_null(act_find(def->act));
        assert_ptr_equal(bulk_find(def->act), def);
        assert_in_range(def->max, 1, BULK_MAX);
    }
    assert_int_equal(n, 7);
    assert_null(bulk_find("dossier.refuse_intake"));
    assert_null(bulk_find("dossier.decide"));
}

/* ---- saved views ---- */

static size_t views_of(struct office_fixture *f, const char *account, const char *org, struct saved_view **list)
{
    size_t count = 0;
    op_clear(&f->op);
    assert_true(saved_views(&f->op, office_db(f->office), account, org, list, &count));
    return count;
}

static void a_view_is_ones_own_until_it_is_lent_to_the_organisation(void **state)
{
    struct office_fixture *f = *state;
    struct saved_view *list = NULL;
    ACT("cv", "view.save", "{\"name\":\"Quá hạn của tôi\",\"timing\":\"overdue\",\"sort\":\"oldest\"}");
    assert_int_equal(views_of(f, "cv", "H37.T01.T11", &list), 1);
    assert_string_equal(json_get_text(list[0].filter, "timing", ""), "overdue");
    assert_string_equal(json_get_text(list[0].filter, "sort", ""), "oldest");
    assert_null(json_get(list[0].filter, "state"));
    assert_int_equal(views_of(f, "cv2", "H37.T01.T11", &list), 0);
    /* the same name says it anew */
    ACT("cv", "view.save", "{\"name\":\"Quá hạn của tôi\",\"timing\":\"due_soon\",\"shared\":true}");
    assert_int_equal(views_of(f, "cv2", "H37.T01.T11", &list), 1);
    assert_string_equal(json_get_text(list[0].filter, "timing", ""), "due_soon");
    assert_null(json_get(list[0].filter, "sort"));
    assert_string_equal(list[0].account, "cv");
    assert_int_equal(views_of(f, "mc", "H37.T02", &list), 0);
    /* only whose it is removes it */
    char input[40];
    (void)snprintf(input, sizeof input, "{\"view\":%lld}", (long long)list[0].id);
    int64_t id = 0;
    assert_int_equal(views_of(f, "cv", "H37.T01.T11", &list), 1);
    id = list[0].id;
    (void)snprintf(input, sizeof input, "{\"view\":%lld}", (long long)id);
    assert_false(office_fixture_act(f, "cv2", "view.remove", input));
    assert_string_equal(f->op.error.key, "view.unknown");
    ACT("cv", "view.remove", input);
    assert_int_equal(views_of(f, "cv", "H37.T01.T11", &list), 0);
    assert_false(office_fixture_act(f, "cv", "view.remove", input));
}

static void a_view_without_a_condition_or_too_many_of_them_are_refused(void **state)
{
    struct office_fixture *f = *state;
    char input[100];
    assert_false(office_fixture_act(f, "mc", "view.save", "{\"name\":\"Tất cả\"}"));
    assert_string_equal(f->op.error.key, "view.any");
    assert_false(office_fixture_act(f, "mc", "view.save", "{\"name\":\"\",\"view\":\"all\"}"));
    assert_false(office_fixture_act(f, "mc", "view.save", "{\"name\":\"Lạ\",\"state\":\"lost\"}"));
    assert_false(office_fixture_act(f, "dn", "view.save", "{\"name\":\"Của tôi\",\"view\":\"all\"}"));
    assert_string_equal(f->op.error.key, "act.forbidden");
    for (int i = 0; i < SAVED_VIEWS_MAX; i++) {
        (void)snprintf(input, sizeof input, "{\"name\":\"Bộ lọc %d\",\"view\":\"all\"}", i);
        ACT("mc", "view.save", input);
    }
    assert_false(office_fixture_act(f, "mc", "view.save", "{\"name\":\"Một bộ lọc nữa\",\"view\":\"all\"}"));
    assert_string_equal(f->op.error.key, "view.too_many");
    assert_int_equal(f->op.error.code, E_LIMIT);
    ACT("mc", "view.save", "{\"name\":\"Bộ lọc 3\",\"state\":\"filed\"}"); /* one it has may be said anew */
}

/* ---- queues ---- */

static int64_t in_queue(struct office_fixture *f, const char *account, enum role role, const char *org, const char *queue)
{
    int64_t counts[DESK_QUEUES_MAX];
    const struct desk_queue *q;
    struct search_query own = {.view = SEARCH_QUEUE, .role = role_code(role), .account = account, .org = org, .now = f->now}, all = own;
    all.view = SEARCH_ALL;
    op_clear(&f->op);
    assert_true(desk_counts(&f->op, office_db(f->office), &own, &all, (int)role, 1000, counts));
    for (size_t i = 0; (q = desk_queue_at(i)) != NULL; i++) {
        if (strcmp(q->code, queue) == 0) {
            if (counts[i] >= 0) { /* the list behind the number holds as many */
                struct search_query list = own;
                int64_t n = 0;
                list.view = q->view;
                list.part = q->part < 0 ? NULL : part_choices.codes[q->part];
                list.timing = q->timing;
                assert_true(search_count(&f->op, office_db(f->office), &list, 1000, &n));
                assert_int_equal(n, counts[i]);
            }
            return counts[i];
        }
    }
    fail_msg("no queue %s", queue);
    return -1;
}

#define QUEUE(...) QUEUE_OF(__VA_ARGS__)
#define QUEUE_OF(account, role, org, queue, want)                                                                      \
    do {                                                                                                               \
        int64_t got = in_queue(f, account, role, org, queue);                                                          \
        if (got != (want))                                                                                             \
            fail_msg("%s of %s: %lld, want %d", queue, account, (long long)got, want);                                 \
    } while (0)
#define MC "mc", ROLE_ONE_STOP_OFFICER, "H37.T02"
#define TP "tp", ROLE_DIVISION_HEAD, "H37.T01.T11"
#define CV "cv", ROLE_SPECIALIST, "H37.T01.T11"
#define LD "ld", ROLE_DIRECTOR, "H37.T01"

static void a_dossier_moves_from_queue_to_queue_as_it_is_worked_on(void **state)
{
    struct office_fixture *f = *state;
    QUEUE(MC, "new", 3);
    QUEUE(MC, "to_hand_over", 0);
    QUEUE(TP, "new", -1);
    ACT("mc", "dossier.accept", "{\"dossier\":1}");
    QUEUE(MC, "new", 2);
    QUEUE(MC, "to_hand_over", 1);
    ACT("mc", "dossier.request_supplement", "{\"dossier\":3,\"components\":[\"phuong-an-san-xuat\"],\"reason\":\"Thiếu phương án sản xuất\"}");
    QUEUE(MC, "supplement", 1);
    QUEUE(MC, "waiting", 0); /* with the applicant, but in this seat's own list */
    ACT("mc", "dossier.hand_over", "{\"dossier\":1}");
    QUEUE(MC, "waiting", 1);
    QUEUE(TP, "to_assign", 1);
    QUEUE(TP, "waiting", 0);
    ACT("tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
    QUEUE(TP, "to_assign", 0);
    QUEUE(TP, "waiting", 1);
    QUEUE(CV, "to_appraise", 1);
    ACT("cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}");
    QUEUE(CV, "to_appraise", 0);
    QUEUE(CV, "to_draft", 1);
    ACT("cv", "dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Trình cấp Giấy chứng nhận\"}");
    ACT("cv", "dossier.submit", "{\"dossier\":1}");
    QUEUE(CV, "to_draft", 0);
    QUEUE(CV, "waiting", 1);
    QUEUE("cv2", ROLE_SPECIALIST, "H37.T01.T11", "waiting", 0); /* somebody else's */
    QUEUE(TP, "to_review", 1);
    ACT("tp", "dossier.initial", "{\"dossier\":1}");
    QUEUE(LD, "to_sign", 1);
    ACT("ld", "dossier.approve", "{\"dossier\":1}");
    QUEUE("vt", ROLE_CLERK, "H37.T01", "to_number", 1);
    ACT("vt", "dossier.number", "{\"dossier\":1}");
    ACT("vt", "dossier.issue", "{\"dossier\":1}");
    QUEUE("ub", ROLE_COMMITTEE, "H37", "to_sign", 1);
    ACT("ub", "dossier.decide", "{\"dossier\":1,\"outcome\":\"granted\"}");
    QUEUE(MC, "to_return", 1);
    QUEUE(CV, "waiting", 0);
    ACT("mc", "dossier.return_result", "{\"dossier\":1,\"by\":\"electronic\"}");
    QUEUE(MC, "to_return", 0);
}

/* ---- order ---- */

static void a_list_is_sorted_as_asked_and_pages_go_on(void **state)
{
    struct office_fixture *f = *state;
    static const struct {
        const char *sort;
        int64_t first, last;
    } cases[] = {{"newest", 3, 1}, {"oldest", 1, 3}, {"due", 1, 3}, {"owner", 1, 3}};
    f->now = instant_add(f->now, MS_MINUTE);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct search_query q = {.view = SEARCH_ALL, .sort = cases[i].sort, .now = f->now, .limit = 2};
        struct search_page page;
        print_message("%s\n", cases[i].sort);
        op_clear(&f->op);
        assert_true(search_page(&f->op, office_db(f->office), &q, &page));
        assert_int_equal(page.count, 2);
        assert_true(page.more);
        int64_t first = page.rows[0].id;
        q.after = page.next;
        assert_true(search_page(&f->op, office_db(f->office), &q, &page));
        assert_int_equal(page.count, 1);
        assert_false(page.more);
        assert_int_equal(first, cases[i].first); /* filed at one moment: by number */
        assert_int_equal(page.rows[0].id, cases[i].last);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_try_says_what_the_act_says_and_leaves_nothing, open_office, close_office),
        cmocka_unit_test_setup_teardown(a_try_looks_at_the_version_and_at_no_key, open_office, close_office),
        cmocka_unit_test_setup_teardown(a_list_of_dossiers_is_read_with_every_error_in_its_place, open_office, close_office),
        cmocka_unit_test_setup_teardown(one_key_serves_one_batch_and_does_nothing_twice, open_office, close_office),
        cmocka_unit_test_setup_teardown(every_act_in_bulk_is_an_act_with_a_limit, open_office, close_office),
        cmocka_unit_test_setup_teardown(a_view_is_ones_own_until_it_is_lent_to_the_organisation, open_office, close_office),
        cmocka_unit_test_setup_teardown(a_view_without_a_condition_or_too_many_of_them_are_refused, open_office, close_office),
        cmocka_unit_test_setup_teardown(a_dossier_moves_from_queue_to_queue_as_it_is_worked_on, open_office, close_office),
        cmocka_unit_test_setup_teardown(a_list_is_sorted_as_asked_and_pages_go_on, open_office, close_office),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
