/* Who may call, from where, how often; versions and keys; the cookie. */
#include "base/log.h"
#include "http/limit.h"
#include "http_call.h"
#include "http_example.h"

#include "support/check.h"

#include <stdio.h>
#include <string.h>

static int open_example(void **state)
{
    static struct example e;
    log_set_level(LOG_SILENT);
    example_open(&e, true);
    *state = &e;
    return 0;
}
static int close_example(void **state)
{
    example_close(*state);
    return 0;
}

static void who_may_call_is_decided_in_one_order(void **state)
{
    static const struct expected cases[] = {
        {"GET /api/my", NULL, 401, "guard.sign_in"},
        {"GET /api/my\nCookie: thao_session=unknown", NULL, 401, "guard.sign_in"},
        {"GET /api/my\nCookie: thao_session=", NULL, 401, "guard.sign_in"},
        {"GET /api/my\nCookie: xthao_session=" TRAINEE_TOKEN, NULL, 401, "guard.sign_in"},
        {"GET /api/my\nCookie: thao_session=" TRAINEE_TOKEN "; thao_session=" TRAINER_TOKEN, NULL, 401,
         "guard.sign_in"},
        {"GET /api/my\nCookie: a=b; thao_session=" TRAINEE_TOKEN "; c=d", NULL, 200, NULL},
        {"GET /api/my\nCookie: thao_session=broken", NULL, 500, "error.broken"},
        {"GET /api/my\n" AS_TRAINER, NULL, 403, "guard.role"},
        {"GET /api/classes\n" AS_TRAINEE, NULL, 403, "guard.role"},
        {"GET /api/classes\n" AS_TRAINER, NULL, 200, NULL},
        {ACCEPT MATCH KEY, "{}", 200, NULL},
        {"POST /api/worlds/w1/dossiers/5/accept\n" JSON AS_TRAINEE MATCH KEY, "{}", 403, "guard.csrf"},
        {"POST /api/worlds/w1/dossiers/5/accept\n" JSON AS_TRAINEE MATCH KEY "X-CSRF-Token: " TRAINER_CSRF, "{}", 403,
         "guard.csrf"},
        {"POST /api/worlds/w1/dossiers/5/accept\n" JSON AS_TRAINEE MATCH KEY "X-CSRF-Token:", "{}", 403, "guard.csrf"},
        {"POST /api/worlds/w1/dossiers/5/accept\n" JSON AS_TRAINER MATCH KEY, "{}", 403, "guard.role"},
        {"DELETE /api/session\n" AS_TRAINEE CSRF, NULL, 204, NULL},
        {"DELETE /api/session\n" AS_TRAINEE, NULL, 403, "guard.csrf"},
    };
    CHECK_ALL((struct example *)*state, cases);
}

static void a_write_from_another_site_is_refused(void **state)
{
    static const struct expected cases[] = {
        {ACCEPT MATCH KEY "Origin: http://thao.example:8080", "{}", 200, NULL},
        {ACCEPT MATCH KEY "Origin: https://thao.example:8080", "{}", 200, NULL},
        {ACCEPT MATCH KEY "Origin: http://THAO.example:8080", "{}", 200, NULL},
        {ACCEPT MATCH KEY "Origin: http://evil.example", "{}", 403, "guard.origin"},
        {ACCEPT MATCH KEY "Origin: http://thao.example", "{}", 403, "guard.origin"},
        {ACCEPT MATCH KEY "Origin: null", "{}", 403, "guard.origin"},
        {ACCEPT MATCH KEY "Origin: ftp://thao.example:8080", "{}", 403, "guard.origin"},
        {ACCEPT MATCH KEY "Sec-Fetch-Site: cross-site", "{}", 403, "guard.origin"},
        {ACCEPT MATCH KEY "Sec-Fetch-Site: same-site", "{}", 403, "guard.origin"},
        {ACCEPT MATCH KEY "Sec-Fetch-Site: same-origin", "{}", 200, NULL},
        {"POST /api/join\n" JSON "Origin: http://evil.example", "{\"code\":\"K7M-2QF\",\"name\":\"An\"}", 403,
         "guard.origin"},
        {"GET /api/my\nOrigin: http://evil.example\n" AS_TRAINEE, NULL, 200, NULL}, /* reading needs no origin */
    };
    CHECK_ALL((struct example *)*state, cases);
}

static void the_version_and_the_key_of_a_write_are_strict(void **state)
{
    static const struct expected cases[] = {
        {ACCEPT KEY, "{}", 428, "request.if_match_missing"},
        {ACCEPT KEY "If-Match: 2.7", "{}", 400, "request.if_match"},
        {ACCEPT KEY "If-Match: *", "{}", 400, "request.if_match"},
        {ACCEPT KEY "If-Match: W/\"2.7\"", "{}", 400, "request.if_match"},
        {ACCEPT KEY "If-Match: \"2\"", "{}", 400, "request.if_match"},
        {ACCEPT KEY "If-Match: \"2.\"", "{}", 400, "request.if_match"},
        {ACCEPT KEY "If-Match: \"02.7\"", "{}", 400, "request.if_match"},
        {ACCEPT KEY "If-Match: \"2.7\", \"2.8\"", "{}", 400, "request.if_match"},
        {ACCEPT KEY "If-Match: \"2.7", "{}", 400, "request.if_match"},
        {ACCEPT KEY "If-Match: \"2.9999999999999999\"", "{}", 400, "request.if_match"},
        {ACCEPT KEY "If-Match: \"3.1\"", "{}", 409, "request.if_match"}, /* the handler's */
        {ACCEPT MATCH, "{}", 400, "request.idempotency_key"},
        {ACCEPT MATCH "Idempotency-Key: short", "{}", 400, "request.idempotency_key"},
        {ACCEPT MATCH "Idempotency-Key: with space in it", "{}", 400, "request.idempotency_key"},
        {ACCEPT MATCH KEY KEY, "{}", 400, "request.idempotency_key"},
    };
    CHECK_ALL((struct example *)*state, cases);
}

static void guessing_is_stopped_and_allowed_again_with_time(void **state)
{
    struct example *e = *state;
    const char *wrong = "{\"code\":\"AAA-AAA\",\"name\":\"An\"}", *right = "{\"code\":\"K7M-2QF\",\"name\":\"An\"}";
    struct call c;
    e->now_ms += 10000000;
    for (int i = 0; i < 200; i++) { /* a whole hall may come in, and forget its name at first */
        assert_int_equal(call(&c, &e->router, "POST /api/join\n" JSON, i % 2 ? right : "{}"), i % 2 ? 201 : 400);
        call_end(&c);
    }
    int refused_after = 0;
    for (int i = 0; i < 125; i++) {
        int status = call(&c, &e->router, "POST /api/join\n" JSON, wrong);
        refused_after += status == 404;
        call_end(&c);
    }
    assert_int_equal(refused_after, 100);
    assert_int_equal(call(&c, &e->router, "POST /api/join\n" JSON, right), 429);
    assert_string_equal(call_text(&c, "key"), "guard.too_often");
    assert_string_equal(call_header(&c, "Retry-After"), "10");
    call_end(&c);
    assert_int_equal(call(&c, &e->router, "GET /api/info", NULL), 200); /* everything else goes on */
    call_end(&c);
    e->now_ms += 1000;
    assert_int_equal(call(&c, &e->router, "POST /api/join\n" JSON, right), 201);
    call_end(&c);
}

static void every_address_has_its_own_bucket_and_the_table_never_grows(void **state)
{
    (void)state;
    struct limit *limit = limit_open(NULL);
    char address[32];
    for (int i = 0; i < 100; i++) {
        limit_charge(limit, LIMIT_JOIN, "192.0.2.1", 0);
    }
    assert_false(limit_allows(limit, LIMIT_JOIN, "192.0.2.1", 0));
    assert_true(limit_allows(limit, LIMIT_SIGN_IN, "192.0.2.1", 0));
    assert_true(limit_allows(limit, LIMIT_JOIN, "192.0.2.2", 0));
    assert_false(limit_allows(limit, LIMIT_JOIN, "192.0.2.1", 999));
    assert_true(limit_allows(limit, LIMIT_JOIN, "192.0.2.1", 1000));
    for (int i = 0; i < 3 * LIMIT_SLOTS; i++) {
        (void)snprintf(address, sizeof address, "10.%d.%d.%d", i >> 16, (i >> 8) & 255, i & 255);
        limit_charge(limit, LIMIT_JOIN, address, 7000);
    }
    assert_true(limit_allows(limit, LIMIT_JOIN, "10.0.0.200", 8000));
    limit_close(limit);
}

static void what_counts_every_call_is_told_apart_from_what_counts_failures(void **state)
{
    (void)state;
    struct limit *limit = limit_open(NULL);
    assert_true(limit_counts_every_call(limit, LIMIT_LOOK_UP));
    assert_false(limit_counts_every_call(limit, LIMIT_JOIN));
    assert_false(limit_counts_every_call(limit, LIMIT_NONE));
    for (int i = 0; i < 20; i++) {
        assert_true(limit_allows(limit, LIMIT_LOOK_UP, "p1", 1000));
        limit_charge(limit, LIMIT_LOOK_UP, "p1", 1000);
    }
    assert_false(limit_allows(limit, LIMIT_LOOK_UP, "p1", 6999));
    assert_true(limit_allows(limit, LIMIT_LOOK_UP, "p2", 6999));
    assert_true(limit_allows(limit, LIMIT_LOOK_UP, "p1", 7000)); /* one more after six seconds */
    assert_true(limit_counts_every_call(limit, LIMIT_KIOSK));
    for (int i = 0; i < 10; i++) {
        assert_true(limit_allows(limit, LIMIT_KIOSK, "p1", 7000));
        limit_charge(limit, LIMIT_KIOSK, "p1", 7000);
    }
    assert_false(limit_allows(limit, LIMIT_KIOSK, "p1", 36999));
    assert_true(limit_allows(limit, LIMIT_KIOSK, "p1", 37000)); /* one more after half a minute */
    limit_close(limit);
}

static void a_session_cookie_is_closed_to_scripts_and_other_sites(void **state)
{
    struct example *e = *state;
    struct call c;
    (void)call(&c, &e->router, "POST /api/join\n" JSON, "{\"code\":\"K7M-2QF\",\"name\":\"An\"}");
    assert_string_equal(call_header(&c, "Set-Cookie"),
                        "thao_session=" TRAINEE_TOKEN "; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax");
    call_end(&c);
    (void)call(&c, &e->router, "DELETE /api/session\n" AS_TRAINEE CSRF, NULL);
    assert_string_equal(call_header(&c, "Set-Cookie"), "thao_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    call_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_may_call_is_decided_in_one_order),
        cmocka_unit_test(a_write_from_another_site_is_refused),
        cmocka_unit_test(the_version_and_the_key_of_a_write_are_strict),
        cmocka_unit_test(guessing_is_stopped_and_allowed_again_with_time),
        cmocka_unit_test(every_address_has_its_own_bucket_and_the_table_never_grows),
        cmocka_unit_test(what_counts_every_call_is_told_apart_from_what_counts_failures),
        cmocka_unit_test(a_session_cookie_is_closed_to_scripts_and_other_sites),
    };
    return cmocka_run_group_tests(tests, open_example, close_example);
}
