/* Sessions: who comes with a cookie, for how long, and how it ends. */
#include "sandbox/labs.h"

#include "base/digest.h"
#include "lab/session_cache.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *open_one(struct lab *lab)
{
    const char *token = NULL;
    want(&lab->place, session_open(&lab->place.op, lab->store, lab->trainer->id, 0, lab->now, &token) != NULL);
    return token;
}

static bool is_in(struct lab *lab, const char *token, struct instant when)
{
    bool in = session_find(&lab->place.op, lab->store, token, when) != NULL;
    assert_false(op_failed(&lab->place.op));
    return in;
}

static void a_session_says_who_comes(void **state)
{
    struct lab lab;
    const char *token = NULL;
    (void)state;
    lab_open_class(&lab);
    const struct session *opened = session_open(&lab.place.op, lab.store, lab.trainer->id, 0, lab.now, &token);
    want(&lab.place, opened != NULL);
    assert_int_equal(strlen(token), 43);
    assert_int_equal(strlen(opened->csrf), 43);
    for (int i = 0; i < 2; i++) { /* the second time from memory */
        const struct session *s = session_find(&lab.place.op, lab.store, token, lab.now);
        want(&lab.place, s != NULL);
        assert_string_equal(s->person, lab.trainer->id);
        assert_string_equal(s->name, "Trần Thị Lan");
        assert_string_equal(s->csrf, opened->csrf);
        assert_string_equal(s->id, opened->id);
        assert_int_equal(s->role, ROLE_TRAINER);
        assert_int_equal(s->class_id, 0);
        assert_null(s->class_name);
        assert_null(s->org);
        assert_int_equal(s->expires_at.ms, lab.now.ms + SESSION_LIFE_MS);
    }
    lab_close(&lab);
}

static void nobody_comes_with_a_token_that_was_never_given(void **state)
{
    struct lab lab;
    char token[SESSION_TOKEN_TEXT];
    (void)state;
    lab_open_class(&lab);
    const char *good = open_one(&lab);
    assert_false(is_in(&lab, NULL, lab.now));
    assert_false(is_in(&lab, "", lab.now));
    assert_false(is_in(&lab, "x", lab.now));
    assert_false(is_in(&lab, random_token(token, 32), lab.now));
    assert_false(is_in(&lab, arena_printf(lab.place.op.arena, "%sA", good), lab.now));
    assert_true(is_in(&lab, good, lab.now));
    lab_close(&lab);
}

static bool file_holds(const char *path, const char *text)
{
    size_t n = 0, len = strlen(text);
    unsigned char *bytes = file_read(path, &n);
    bool found = false;
    for (size_t i = 0; !found && i + len <= n; i++) {
        found = memcmp(bytes + i, text, len) == 0;
    }
    free(bytes);
    return found;
}

static void the_file_holds_neither_tokens_nor_passwords_nor_return_codes(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    const char *token = open_one(&lab);
    const struct welcome *w = classroom_join(&lab.place.op, lab.store, lab.class->code, "Nguyễn Văn An", lab.now);
    want(&lab.place, w != NULL);
    const char *path = lab_path(&lab);
    store_close(lab.store);
    lab.store = NULL;
    assert_true(file_holds(path, "Nguyễn Văn An")); /* the search does find what is there */
    assert_false(file_holds(path, token));
    assert_false(file_holds(path, w->token));
    assert_false(file_holds(path, "mat khau cua lan"));
    assert_false(file_holds(path, w->return_code));
    lab_close(&lab);
}

static void a_session_ends_when_idle_and_lives_on_when_used(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    const char *token = open_one(&lab);
    assert_true(is_in(&lab, token, instant_add(lab.now, SESSION_IDLE_MS - 1)));
    /* that use put the end off */
    assert_true(is_in(&lab, token, instant_add(lab.now, 2 * SESSION_IDLE_MS - 2)));
    assert_false(is_in(&lab, token, instant_add(lab.now, 3 * SESSION_IDLE_MS)));

    token = open_one(&lab);
    assert_false(is_in(&lab, token, instant_add(lab.now, SESSION_IDLE_MS)));
    lab_close(&lab);
}

static void a_session_ends_after_seven_days_however_much_it_is_used(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    const char *token = open_one(&lab);
    struct instant t = lab.now;
    for (; t.ms < lab.now.ms + SESSION_LIFE_MS; t.ms += 6 * MS_HOUR) {
        assert_true(is_in(&lab, token, t));
    }
    assert_false(is_in(&lab, token, instant_add(lab.now, SESSION_LIFE_MS)));
    lab_close(&lab);
}

static void a_session_in_memory_does_not_outlive_its_end(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    const char *token = open_one(&lab);
    struct instant last = instant_add(lab.now, SESSION_LIFE_MS - 1);
    for (struct instant t = lab.now; t.ms < last.ms; t.ms += 6 * MS_HOUR) {
        assert_true(is_in(&lab, token, t));
    }
    assert_true(is_in(&lab, token, last));
    assert_false(is_in(&lab, token, instant_add(last, 1)));
    lab_close(&lab);
}

static void last_seen_is_written_once_in_a_while_only(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    const char *token = open_one(&lab);
    int64_t before = store_figures(lab.store).closures;
    for (int s = 1; s < 300; s++) {
        assert_true(is_in(&lab, token, instant_add(lab.now, s * MS_SECOND)));
    }
    assert_int_equal(store_figures(lab.store).closures, before);
    struct instant later = instant_add(lab.now, SESSION_TOUCH_MS);
    for (int s = 0; s < 60; s++) {
        assert_true(is_in(&lab, token, instant_add(later, s * MS_SECOND)));
    }
    assert_int_equal(store_figures(lab.store).closures, before + 1);
    assert_int_equal(person_get(&lab.place.op, lab.store, lab.trainer->id)->seen_at.ms, later.ms);
    lab_close(&lab);
}

static void a_revoked_session_is_out_at_once(void **state)
{
    struct lab lab;
    int64_t ended = 0;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    const char *a = open_one(&lab), *b = open_one(&lab), *c = open_one(&lab);
    assert_true(is_in(&lab, a, lab.now) && is_in(&lab, b, lab.now) && is_in(&lab, c, lab.now));
    want(&lab.place, session_revoke(op, lab.store, a, lab.now));
    assert_false(is_in(&lab, a, lab.now));
    assert_true(is_in(&lab, b, lab.now));
    want(&lab.place, session_revoke(op, lab.store, a, lab.now));
    want(&lab.place, session_revoke(op, lab.store, "unknown", lab.now));

    struct session *list = NULL;
    size_t count = 0;
    want(&lab.place, session_list(op, lab.store, lab.trainer->id, lab.now, &list, &count));
    assert_int_equal(count, 2);
    want(&lab.place, session_revoke_id(op, lab.store, session_find(op, lab.store, b, lab.now)->id, lab.now));
    assert_false(is_in(&lab, b, lab.now));
    want_failure(&lab.place, session_revoke_id(op, lab.store, "snone", lab.now), E_MISSING, "session.unknown");

    assert_true(is_in(&lab, c, lab.now));
    want(&lab.place, session_revoke_person(op, lab.store, lab.trainer->id, lab.now, &ended));
    assert_int_equal(ended, 1);
    assert_false(is_in(&lab, c, lab.now));
    lab_close(&lab);
}

static void a_session_revoked_elsewhere_is_out_within_the_cache_time(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    const char *token = open_one(&lab);
    assert_true(is_in(&lab, token, lab.now));
    struct store *here = lab.store; /* a second store on the file stands for another process */
    struct store *elsewhere = store_open(op, lab_path(&lab));
    want(&lab.place, elsewhere != NULL);
    want(&lab.place, session_revoke(op, elsewhere, token, lab.now));
    store_close(elsewhere);
    lab.store = here;
    assert_true(is_in(&lab, token, instant_add(lab.now, SESSION_CACHE_MS)));
    assert_false(is_in(&lab, token, instant_add(lab.now, SESSION_CACHE_MS + 1)));
    lab_close(&lab);
}

static void an_answer_read_before_a_revocation_does_not_enter_the_cache_after_it(void **state)
{
    struct session_cache *cache = session_cache_open();
    struct digest token = digest_of("a", 1);
    char body[8] = "session", out[8];
    (void)state;
    uint64_t before = session_cache_epoch(cache);
    session_cache_forget_person(cache, "p1");
    session_cache_put(cache, &token, "p1", NOON, before, body, sizeof body);
    assert_false(session_cache_get(cache, &token, NOON, 1000, out, sizeof out));
    session_cache_put(cache, &token, "p1", NOON, session_cache_epoch(cache), body, sizeof body);
    assert_true(session_cache_get(cache, &token, NOON, 1000, out, sizeof out));
    assert_true(session_cache_get(cache, &token, instant_add(NOON, 1000), 1000, out, sizeof out));
    assert_false(session_cache_get(cache, &token, instant_add(NOON, 1001), 1000, out, sizeof out));
    assert_false(session_cache_get(cache, &token, instant_add(NOON, -1), 1000, out, sizeof out)); /* the clock was set back */
    session_cache_forget(cache, &token);
    assert_false(session_cache_get(cache, &token, NOON, 1000, out, sizeof out));
    session_cache_close(cache);
}

static void the_rows_of_old_sessions_are_cleaned_away(void **state)
{
    struct lab lab;
    int64_t count = 0;
    (void)state;
    lab_open_class(&lab);
    (void)open_one(&lab);
    want(&lab.place, session_purge(&lab.place.op, lab.store, instant_add(lab.now, SESSION_LIFE_MS), &count));
    assert_int_equal(count, 0);
    want(&lab.place, session_purge(&lab.place.op, lab.store, instant_add(lab.now, 2 * SESSION_LIFE_MS + 1), &count));
    assert_int_equal(count, 1);
    lab_close(&lab);
}

/* One half finds, the other half revokes: whoever was told that the revocation is done must not find the session again. */
struct race {
    const char *token[16];
};

static bool find_and_revoke(struct hand *hand)
{
    const struct race *race = hand->arg;
    const char *token = race->token[hand->number / 2];
    if (hand->number % 2 == 0) {
        for (int i = 0; i < 200; i++) {
            (void)session_find(&hand->op, hand->lab->store, token, hand->lab->now);
        }
        return !op_failed(&hand->op);
    }
    return session_revoke(&hand->op, hand->lab->store, token, hand->lab->now) &&
           session_find(&hand->op, hand->lab->store, token, hand->lab->now) == NULL;
}

static void a_revocation_holds_while_others_are_asking(void **state)
{
    struct lab lab;
    struct race race;
    (void)state;
    lab_open_class(&lab);
    for (int i = 0; i < 16; i++) {
        race.token[i] = open_one(&lab);
    }
    assert_true(all_hands(&lab, 32, find_and_revoke, &race));
    for (int i = 0; i < 16; i++) {
        assert_false(is_in(&lab, race.token[i], lab.now));
    }
    lab_close(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_says_who_comes),
        cmocka_unit_test(nobody_comes_with_a_token_that_was_never_given),
        cmocka_unit_test(the_file_holds_neither_tokens_nor_passwords_nor_return_codes),
        cmocka_unit_test(a_session_ends_when_idle_and_lives_on_when_used),
        cmocka_unit_test(a_session_ends_after_seven_days_however_much_it_is_used),
        cmocka_unit_test(a_session_in_memory_does_not_outlive_its_end),
        cmocka_unit_test(last_seen_is_written_once_in_a_while_only),
        cmocka_unit_test(a_revoked_session_is_out_at_once),
        cmocka_unit_test(a_session_revoked_elsewhere_is_out_within_the_cache_time),
        cmocka_unit_test(an_answer_read_before_a_revocation_does_not_enter_the_cache_after_it),
        cmocka_unit_test(the_rows_of_old_sessions_are_cleaned_away),
        cmocka_unit_test(a_revocation_holds_while_others_are_asking),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
