/* Persons: names, passwords, sign-in, and what the law lets a person ask for. */
#include "sandbox/labs.h"

#include "account/password.h"
#include "base/json.h"
#include "people/attempt.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DIGEST "00000000000000000000000000000000000000000000000000000000000000aa"

static void a_name_is_brought_to_one_form(void **state)
{
    static const struct {
        const char *typed, *kept; /* kept NULL: refused with key */
        const char *key;
    } cases[] = {
        {"  Nguyễn   Văn An ", "Nguyễn Văn An", NULL},
        {"Nguye\xCC\x82\xCC\x83n", "Nguyễn", NULL}, /* decomposed marks */
        {"Lê\xC2\xA0Hoa", "Lê Hoa", NULL},           /* non-breaking space */
        {"Ý Nhi", "Ý Nhi", NULL},
        {"An (2)", "An (2)", NULL},
        {"A", NULL, "name.too_short"},
        {"   ", NULL, "name.too_short"},
        {"", NULL, "name.too_short"},
        {NULL, NULL, "name.too_short"},
        {"An\nBình", NULL, "name.control"},
        {"An\x7F", NULL, "name.control"},
        {"An\xE2\x80\xAE hnìB", NULL, "name.control"}, /* right-to-left override */
        {"An\xE2\x80\x8B", NULL, "name.control"},      /* zero-width space */
        {"12345", NULL, "name.no_letter"},
        {"An\xFF", NULL, "name.control"}, /* not UTF-8 */
    };
    struct place p;
    (void)state;
    place_open(&p);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *kept = person_clean_name(&p.op, cases[i].typed);
        if (cases[i].kept == NULL) {
            want_failure(&p, kept != NULL, E_INPUT, cases[i].key);
        } else {
            want(&p, kept != NULL);
            assert_string_equal(kept, cases[i].kept);
        }
    }
    char longest[80 * 3 + 4] = "";
    for (int i = 0; i < 80; i++) {
        strcat(longest, "ễ");
    }
    want(&p, person_clean_name(&p.op, longest) != NULL);
    strcat(longest, "a");
    want_failure(&p, person_clean_name(&p.op, longest) != NULL, E_INPUT, "name.too_long");
    place_close(&p);
}

static void a_password_proves_its_person_and_nobody_else(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    const struct person *p = person_sign_in(op, lab.store, "LAN", "mat khau cua lan", lab.now);
    want(&lab.place, p != NULL);
    assert_string_equal(p->id, lab.trainer->id);
    assert_int_equal(p->role, ROLE_TRAINER);
    static const struct {
        const char *username, *password;
    } wrong[] = {{"lan", "mat khau cua hoa"}, {"lan", ""}, {"lan", NULL}, {"hoa", "mat khau cua lan"}, {"", ""},
                 {NULL, NULL}, {"la'n", "mat khau cua lan"}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        want_failure(&lab.place, person_sign_in(op, lab.store, wrong[i].username, wrong[i].password, lab.now) != NULL,
                     E_AUTH, "person.wrong_password");
    }
    char *huge = calloc(1, 100000);
    memset(huge, 'x', 99999);
    want_failure(&lab.place, person_sign_in(op, lab.store, "lan", huge, lab.now) != NULL, E_AUTH, "person.wrong_password");
    free(huge);
    lab_close(&lab);
}

static double sign_in_ms(struct lab *lab, const char *username)
{
    struct timespec a, b;
    (void)clock_gettime(CLOCK_MONOTONIC, &a);
    assert_null(person_sign_in(&lab->place.op, lab->store, username, "khong phai mat khau", lab->now));
    (void)clock_gettime(CLOCK_MONOTONIC, &b);
    op_clear(&lab->place.op);
    return (double)(b.tv_sec - a.tv_sec) * 1e3 + (double)(b.tv_nsec - a.tv_nsec) / 1e6;
}

static void an_unknown_user_name_costs_a_hash_too(void **state)
{
    struct lab lab;
    double known = 1e9, unknown = 1e9;
    (void)state;
    lab_open_class(&lab);
    for (int i = 0; i < 5; i++) { /* the fastest of five: the machine is shared */
        double k = sign_in_ms(&lab, "lan"), u = sign_in_ms(&lab, "nobody");
        known = k < known ? k : known;
        unknown = u < unknown ? u : unknown;
    }
    print_message("known %.1f ms, unknown %.1f ms\n", known, unknown);
    assert_true(unknown > known / 4);
    lab_close(&lab);
}

static void a_password_is_kept_as_argon2id_with_its_costs(void **state)
{
    struct place p;
    (void)state;
    place_open(&p);
    struct password_queue *queue = password_queue_open(0);
    const char *hash = password_hash(&p.op, queue, "mười ký tự trở lên");
    want(&p, hash != NULL);
    assert_int_equal(strncmp(hash, "$argon2id$v=19$m=19456,t=2,p=1$", 31), 0);
    assert_true(strlen(hash) < PASSWORD_HASH_TEXT);
    bool matches = false;
    want(&p, password_verify(&p.op, queue, hash, "mười ký tự trở lên", &matches));
    assert_true(matches);
    want(&p, password_verify(&p.op, queue, hash, "mười ký tự trở lêN", &matches));
    assert_false(matches);
    want(&p, password_verify(&p.op, queue, NULL, "mười ký tự trở lên", &matches));
    assert_false(matches);
    want_failure(&p, password_hash(&p.op, queue, "chín ký t") != NULL, E_INPUT, "password.too_short");
    want(&p, password_hash(&p.op, queue, "mười ký tự") != NULL);
    assert_string_not_equal(password_generate(&p.op), password_generate(&p.op));
    want(&p, password_check_rules(&p.op, password_generate(&p.op)));
    password_queue_close(queue);
    place_close(&p);
}

struct crowd {
    struct password_queue *queue;
    const char *hash;
};

static bool verify_once(struct hand *hand)
{
    const struct crowd *crowd = hand->arg;
    bool matches = false;
    bool done = password_verify(&hand->op, crowd->queue, crowd->hash, "mat khau cua lan", &matches);
    return done ? matches : hand->op.error.code == E_BUSY;
}

static void a_crowd_at_the_door_is_served_two_at_a_time_or_told_to_come_back(void **state)
{
    struct place p;
    struct lab lab = {0};
    (void)state;
    place_open(&p);
    struct crowd crowd = {.queue = password_queue_open(2)};
    crowd.hash = password_hash(&p.op, crowd.queue, "mat khau cua lan");
    want(&p, crowd.hash != NULL);
    assert_true(all_hands(&lab, 24, verify_once, &crowd));
    assert_int_equal(password_queue_largest(crowd.queue), 2);
    password_queue_close(crowd.queue);
    place_close(&p);
}

static void the_demo_trainer_is_made_once_and_the_password_is_told_once(void **state)
{
    struct lab lab;
    const char *password = NULL, *again = "x";
    (void)state;
    lab_open(&lab);
    struct op *op = &lab.place.op;
    want(&lab.place, person_ensure_demo(op, lab.store, lab.now, &password));
    assert_non_null(password);
    want(&lab.place, person_ensure_demo(op, lab.store, lab.now, &again));
    assert_null(again);
    const struct person *p = person_sign_in(op, lab.store, PERSON_DEMO_TRAINER, password, lab.now);
    want(&lab.place, p != NULL);
    assert_string_equal(p->name, "Giảng viên");
    lab_close(&lab);
}

static void a_reset_gives_a_new_password_and_ends_every_session(void **state)
{
    struct lab lab;
    const char *token = NULL;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    want(&lab.place, session_open(op, lab.store, lab.trainer->id, 0, lab.now, &token) != NULL);
    assert_non_null(session_find(op, lab.store, token, lab.now));
    const char *password = person_reset(op, lab.store, "lan", lab.now);
    want(&lab.place, password != NULL);
    assert_null(session_find(op, lab.store, token, lab.now));
    want_failure(&lab.place, person_sign_in(op, lab.store, "lan", "mat khau cua lan", lab.now) != NULL, E_AUTH,
                 "person.wrong_password");
    want(&lab.place, person_sign_in(op, lab.store, "lan", password, lab.now) != NULL);
    want_failure(&lab.place, person_reset(op, lab.store, "nobody", lab.now) != NULL, E_MISSING, "person.unknown");
    lab_close(&lab);
}

static void a_person_changes_the_password_by_knowing_the_old_one(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    const char *id = lab.trainer->id;
    want_failure(&lab.place, person_change_password(op, lab.store, id, "sai roi sai roi", "mot mat khau moi", lab.now),
                 E_AUTH, "person.wrong_password");
    want_failure(&lab.place, person_change_password(op, lab.store, id, "mat khau cua lan", "ngan", lab.now), E_INPUT,
                 "password.too_short");
    want(&lab.place, person_change_password(op, lab.store, id, "mat khau cua lan", "mot mat khau moi", lab.now));
    want(&lab.place, person_sign_in(op, lab.store, "lan", "mot mat khau moi", lab.now) != NULL);
    lab_close(&lab);
}

static void a_disabled_person_is_out_at_once_and_back_when_enabled(void **state)
{
    struct lab lab;
    const char *token = NULL;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    want(&lab.place, session_open(op, lab.store, lab.trainer->id, 0, lab.now, &token) != NULL);
    want(&lab.place, person_set_disabled(op, lab.store, lab.trainer->id, true, lab.now));
    assert_null(session_find(op, lab.store, token, lab.now));
    want_failure(&lab.place, person_sign_in(op, lab.store, "lan", "mat khau cua lan", lab.now) != NULL, E_FORBIDDEN,
                 "person.disabled");
    want_failure(&lab.place, session_open(op, lab.store, lab.trainer->id, 0, lab.now, &token) != NULL, E_FORBIDDEN,
                 "person.disabled");
    want(&lab.place, person_set_disabled(op, lab.store, lab.trainer->id, false, lab.now));
    want(&lab.place, person_sign_in(op, lab.store, "lan", "mat khau cua lan", lab.now) != NULL);
    lab_close(&lab);
}

static void staff_have_user_names_of_their_own_and_a_role(void **state)
{
    struct lab lab;
    const char *password = NULL;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    struct person s = {.role = ROLE_DEPARTMENT, .name = "Sở KH&CN", .username = "So.KHCN", .org = "H37"};
    const struct person *p = person_add_staff(op, lab.store, &s, NULL, lab.now, &password);
    want(&lab.place, p != NULL);
    assert_string_equal(p->username, "so.khcn");
    want_failure(&lab.place, person_add_staff(op, lab.store, &s, NULL, lab.now, &password) != NULL, E_CONFLICT,
                 "person.username_taken");
    s.username = "có dấu";
    want_failure(&lab.place, person_add_staff(op, lab.store, &s, NULL, lab.now, &password) != NULL, E_INPUT,
                 "person.username_form");
    s.username = "trainee";
    s.role = ROLE_TRAINEE;
    want_failure(&lab.place, person_add_staff(op, lab.store, &s, NULL, lab.now, &password) != NULL, E_INPUT,
                 "person.role_not_staff");
    struct person *list = NULL;
    size_t count = 0;
    want(&lab.place, person_list_staff(op, lab.store, &list, &count));
    assert_int_equal(count, 2);
    assert_string_equal(list[0].username, "lan");
    assert_string_equal(list[1].org, "H37");
    lab_close(&lab);
}

/* A trainee with an attempt, a history whose sentence holds typed text, and a session. */
static const struct welcome *trainee_with_past(struct lab *lab, const char **attempt)
{
    struct op *op = &lab->place.op;
    const struct welcome *w = classroom_join(op, lab->store, lab->class->code, "Nguyễn Văn An", lab->now);
    want(&lab->place, w != NULL);
    const struct attempt_new ask = {.person = w->person.id, .class_id = lab->class->id, .exercise = "mot",
                                    .exercise_digest = DIGEST, .world = lab_id(op, 'w'), .golden = DIGEST};
    bool created = false;
    const struct attempt *a = attempt_begin(op, lab->store, &ask, lab->now, &created);
    want(&lab->place, a != NULL);
    const struct history_entry e = {.kind = HISTORY_MISTAKE, .real_at = lab->now, .office_at = INSTANT_NONE, .generation = 1,
                                    .act = 1, .event_seq = 1, .step = "s", .check = "m", .text_key = "k",
                                    .text_args = "{\"reason\":\"chữ riêng của An\"}"};
    want(&lab->place, attempt_record(op, lab->store, a->id, NULL, &e, 1, lab->now, NULL));
    *attempt = a->id;
    return w;
}

static void an_export_holds_everything_about_the_person_and_no_secret(void **state)
{
    struct lab lab;
    const char *attempt = NULL;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    const struct welcome *w = trainee_with_past(&lab, &attempt);
    const char *text = person_export(op, lab.store, w->person.id);
    want(&lab.place, text != NULL);
    const struct json *all = json_parse(op, text, strlen(text));
    want(&lab.place, all != NULL);
    assert_string_equal(json_get_text(all, "name", ""), "Nguyễn Văn An");
    assert_int_equal(json_get(all, "enrolments")->count, 1);
    assert_int_equal(json_get(all, "sessions")->count, 1);
    assert_string_equal(json_get_text(json_at(json_get(all, "attempts"), 0), "id", ""), attempt);
    const struct json *mistake = json_at(json_get(all, "history"), 0);
    assert_string_equal(json_get_text(json_get(mistake, "args"), "reason", ""), "chữ riêng của An");
    assert_null(strstr(text, w->token));
    assert_null(strstr(text, w->session->csrf));
    assert_null(strstr(text, "argon2"));
    text = person_export(op, lab.store, lab.trainer->id);
    want(&lab.place, text != NULL);
    assert_null(strstr(text, "argon2"));
    lab_close(&lab);
}

static void an_erased_person_leaves_scores_and_history_but_no_name(void **state)
{
    struct lab lab;
    const char *attempt = NULL;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    const struct welcome *w = trainee_with_past(&lab, &attempt);
    want(&lab.place, session_find(op, lab.store, w->token, lab.now) != NULL);
    want(&lab.place, person_erase(op, lab.store, w->person.id, lab.now));
    want(&lab.place, person_erase(op, lab.store, w->person.id, lab.now)); /* twice is once */
    assert_null(session_find(op, lab.store, w->token, lab.now));
    want_failure(&lab.place, classroom_return(op, lab.store, w->return_code, lab.now) != NULL, E_AUTH,
                 "class.unknown_return_code");
    want_failure(&lab.place, classroom_release(op, lab.store, lab.class->id, w->person.id, lab.now) != NULL, E_MISSING,
                 "class.unknown_person");
    const char *text = person_export(op, lab.store, w->person.id);
    want(&lab.place, text != NULL);
    assert_null(strstr(text, "Nguyễn"));
    assert_null(strstr(text, "chữ riêng"));
    const struct attempt *a = attempt_get(op, lab.store, attempt);
    want(&lab.place, a != NULL);
    assert_int_equal(a->mistakes, 1);
    struct history_entry *entries = NULL;
    size_t count = 0;
    want(&lab.place, attempt_history(op, lab.store, attempt, &entries, &count));
    assert_int_equal(count, 1);
    assert_string_equal(entries[0].text_args, "{}");
    want_failure(&lab.place, person_erase(op, lab.store, "pnone", lab.now), E_MISSING, "person.unknown");
    lab_close(&lab);
}

static void people_not_seen_for_two_years_are_erased(void **state)
{
    struct lab lab;
    const char **ids = NULL;
    size_t count = 0;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    const struct welcome *old = classroom_join(op, lab.store, lab.class->code, "Người Cũ", lab.now);
    want(&lab.place, old != NULL);
    lab.now = instant_add(lab.now, PERSON_KEEP_MS);
    want(&lab.place, classroom_join(op, lab.store, lab.class->code, "Người Mới", lab.now) != NULL);
    struct instant limit = instant_add(lab.now, -PERSON_KEEP_MS);
    want(&lab.place, person_list_expired(op, lab.store, limit, 10, &ids, &count));
    assert_int_equal(count, 0); /* to the day */
    want(&lab.place, person_list_expired(op, lab.store, instant_add(limit, 1), 10, &ids, &count));
    assert_int_equal(count, 1);
    assert_string_equal(ids[0], old->person.id);
    int64_t erased = 0;
    want(&lab.place, person_erase_expired(op, lab.store, instant_add(lab.now, 1), PERSON_KEEP_MS, &erased));
    assert_int_equal(erased, 1);
    want(&lab.place, person_erase_expired(op, lab.store, instant_add(lab.now, 1), PERSON_KEEP_MS, &erased));
    assert_int_equal(erased, 0);
    assert_false(instant_is_none(person_get(op, lab.store, old->person.id)->erased_at));
    lab_close(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_brought_to_one_form),
        cmocka_unit_test(a_password_proves_its_person_and_nobody_else),
        cmocka_unit_test(an_unknown_user_name_costs_a_hash_too),
        cmocka_unit_test(a_password_is_kept_as_argon2id_with_its_costs),
        cmocka_unit_test(a_crowd_at_the_door_is_served_two_at_a_time_or_told_to_come_back),
        cmocka_unit_test(the_demo_trainer_is_made_once_and_the_password_is_told_once),
        cmocka_unit_test(a_reset_gives_a_new_password_and_ends_every_session),
        cmocka_unit_test(a_person_changes_the_password_by_knowing_the_old_one),
        cmocka_unit_test(a_disabled_person_is_out_at_once_and_back_when_enabled),
        cmocka_unit_test(staff_have_user_names_of_their_own_and_a_role),
        cmocka_unit_test(an_export_holds_everything_about_the_person_and_no_secret),
        cmocka_unit_test(an_erased_person_leaves_scores_and_history_but_no_name),
        cmocka_unit_test(people_not_seen_for_two_years_are_erased),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
