/* The counter in memory: matching, refusals in their order, bodies, queries, problems. */
#include "base/log.h"
#include "http/problem.h"
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

static void a_path_matches_its_row_and_nothing_else(void **state)
{
    static const struct expected cases[] = {
        {"GET /api/info", NULL, 200, NULL},
        {"GET /%61pi/info", NULL, 404, "request.no_such_page"},
        {"GET /api/%69nfo", NULL, 200, NULL},
        {"GET /api/INFO", NULL, 404, "request.no_such_path"},
        {"GET /api/info/", NULL, 404, "request.no_such_path"},
        {"GET /api//info", NULL, 404, "request.no_such_path"},
        {"GET /api/info/x", NULL, 404, "request.no_such_path"},
        {"GET /api/./info", NULL, 404, "request.no_such_path"},
        {"GET /api/x/../info", NULL, 404, "request.no_such_path"},
        {"GET /api", NULL, 404, "request.no_such_path"},
        {"GET /api/", NULL, 404, "request.no_such_path"},
        {"GET /api/worlds%2Fw1/dossiers/5\n" AS_TRAINEE, NULL, 404, "request.no_such_path"},
        {"GET /api/worlds/w1/dossiers/5\n" AS_TRAINEE, NULL, 200, NULL},
        {"GET /api/worlds/w-1_b/dossiers/999999999999999\n" AS_TRAINEE, NULL, 200, NULL},
        {"GET /api/worlds/w1/dossiers/1000000000000000\n" AS_TRAINEE, NULL, 404, NULL},
        {"GET /api/worlds/w1/dossiers/05\n" AS_TRAINEE, NULL, 404, NULL},
        {"GET /api/worlds/w1/dossiers/0\n" AS_TRAINEE, NULL, 404, NULL},
        {"GET /api/worlds/w1/dossiers/-5\n" AS_TRAINEE, NULL, 404, NULL},
        {"GET /api/worlds/w1/dossiers/5x\n" AS_TRAINEE, NULL, 404, NULL},
        {"GET /api/worlds/W1/dossiers/5\n" AS_TRAINEE, NULL, 404, NULL},
        {"GET /api/worlds/w.1/dossiers/5\n" AS_TRAINEE, NULL, 404, NULL},
        {"GET /api/worlds//dossiers/5\n" AS_TRAINEE, NULL, 404, NULL},
        {"GET /api/worlds/%2577/dossiers/5\n" AS_TRAINEE, NULL, 404, NULL}, /* decoded once: %77 is no id */
        {"GET /api/worlds/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/dossiers/5\n" AS_TRAINEE,
         NULL, 200, NULL},
        {"GET /api/worlds/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/dossiers/5\n" AS_TRAINEE,
         NULL, 404, NULL},
        {"GET /api/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r", NULL, 404, NULL},
    };
    CHECK_ALL((struct example *)*state, cases);
}

static void parameters_reach_the_handler_decoded(void **state)
{
    struct example *e = *state;
    struct call c;
    assert_int_equal(call(&c, &e->router, "GET /api/worlds/%77-7/dossiers/12\n" AS_TRAINEE, NULL), 200);
    assert_string_equal(call_text(&c, "world"), "w-7");
    assert_int_equal(json_get_int(call_json(&c), "id", 0), 12);
    call_end(&c);
}

static void a_known_path_with_another_method_says_what_it_takes(void **state)
{
    static const struct expected cases[] = {
        {"PUT /api/info", "{}", 405, "request.method_not_allowed"},
        {"OPTIONS /api/info", NULL, 405, "request.method_not_allowed"},
        {"GET /api/join", NULL, 405, "request.method_not_allowed"},
        {"BREW /api/info", NULL, 501, "request.method"},
        {"get /api/info", NULL, 501, "request.method"},
        {"CONNECT /api/info", NULL, 501, "request.method"},
        {"POST /", "{}", 405, "request.method_not_allowed"},
    };
    struct example *e = *state;
    CHECK_ALL(e, cases);
    struct call c;
    (void)call(&c, &e->router, "DELETE /api/info", NULL);
    assert_string_equal(call_header(&c, "Allow"), "GET, HEAD");
    call_end(&c);
    (void)call(&c, &e->router, "GET /api/small", NULL);
    assert_string_equal(call_header(&c, "Allow"), "PUT");
    call_end(&c);
}

static void head_is_get_without_the_body(void **state)
{
    struct example *e = *state;
    struct call c;
    assert_int_equal(call(&c, &e->router, "HEAD /api/info", NULL), 200);
    assert_true(exchange_is_bodiless(&c.x));
    assert_true(c.x.body.len > 0); /* Content-Length is that of the GET */
    char len[24];
    (void)snprintf(len, sizeof len, "%zu", c.x.body.len);
    assert_string_equal(call_header(&c, "Content-Length"), len);
    call_end(&c);
}

static void a_target_that_cannot_be_read_in_one_way_is_refused(void **state)
{
    static const struct expected cases[] = {
        {"GET /api/inf%6", NULL, 400, "request.target"},
        {"GET /api/info%", NULL, 400, "request.target"},
        {"GET /api/info%zz", NULL, 400, "request.target"},
        {"GET /api/info%00", NULL, 400, "request.target"},
        {"GET /api/info%0a", NULL, 400, "request.target"},
        {"GET /api/info%7f", NULL, 400, "request.target"},
        {"GET /api/info%ff", NULL, 400, "request.target"},
        {"GET /api/info%c0%af", NULL, 400, "request.target"},
        {"GET /api/info\x01", NULL, 400, "request.target"},
        {"GET /api\\info", NULL, 400, "request.target"},
        {"GET http://thao.example/api/info", NULL, 400, "request.target"},
        {"GET *", NULL, 400, "request.target"},
        {"GET /api/info?a=%00", NULL, 400, "request.target"},
        {"GET /api/info?a=%", NULL, 400, "request.target"},
        {"GET /?a=%ff", NULL, 400, "request.target"},
    };
    struct example *e = *state;
    CHECK_ALL(e, cases);
    char head[5000] = "GET /";
    memset(head + 5, 'a', sizeof head - 6);
    const struct expected long_one[] = {{head, NULL, 414, "request.target_too_long"}};
    CHECK_ALL(e, long_one);
}

static void headers_that_two_programs_could_read_differently_are_refused(void **state)
{
    static const struct expected cases[] = {
        {"GET /api/info\nHost:", NULL, 400, "request.host"},
        {"GET /api/info\nHost: a\nHost: a", NULL, 400, "request.host"},
        {"GET /api/info\nHost: a b", NULL, 400, "request.host"},
        {"GET /api/info\nHost: a/b", NULL, 400, "request.host"},
        {"POST /api/deep\nContent-Length: 2\nTransfer-Encoding: chunked\n" JSON, "{}", 400, "request.two_lengths"},
        {"POST /api/deep\nTransfer-Encoding: chunked\nContent-Length:\n" JSON, NULL, 400, "request.two_lengths"},
        {"POST /api/deep\nTransfer-Encoding: chunked\n" JSON, NULL, 411, "request.chunked"},
        {"POST /api/deep\nTransfer-Encoding: identity\n" JSON, NULL, 411, "request.chunked"},
        {"POST /api/deep\nContent-Length: 2\nContent-Length: 2\n" JSON, "{}", 400, "request.two_lengths"},
        {"POST /api/deep\nContent-Length: 2\ncontent-length: 3\n" JSON, "{}", 400, "request.two_lengths"},
        {"POST /api/deep\nContent-Length: 2x\n" JSON, "{}", 400, "request.length"},
        {"POST /api/deep\nContent-Length: +2\n" JSON, "{}", 400, "request.length"},
        {"POST /api/deep\nContent-Length: -2\n" JSON, "{}", 400, "request.length"},
        {"POST /api/deep\nContent-Length: 2, 2\n" JSON, "{}", 400, "request.length"},
        {"POST /api/deep\nContent-Length: 0x2\n" JSON, "{}", 400, "request.length"},
        {"POST /api/deep\nContent-Length: 99999999999999999999\n" JSON, "{}", 413, "request.too_large"},
        {"POST /api/deep\nContent-Length: 02\n" JSON, "{}", 200, NULL},
        {"POST /api/deep\n" JSON, NULL, 411, "request.length_needed"},
        {"GET /api/info\nContent-Length: 1", "x", 400, "request.body_unexpected"},
        {"DELETE /api/session\nContent-Length: 2", "{}", 400, "request.body_unexpected"},
        {"GET /api/info\nContent-Length: 0", NULL, 200, NULL},
        {"GET /api/info\nBad Name: x", NULL, 400, "request.malformed"},
        {"GET /api/info\nX: a\x01", NULL, 400, "request.malformed"},
        {"GET /api/info\nExpect: something", NULL, 417, "request.expectation"},
    };
    struct example *e = *state;
    CHECK_ALL(e, cases);
    char head[2000] = "GET /api/info";
    for (int i = 0; i < EXCHANGE_HEADERS_MAX - 2; i++) {
        (void)snprintf(head + strlen(head), 20, "\nX-%d: y", i);
    }
    const struct expected just[] = {{head, NULL, 200, NULL}};
    CHECK_ALL(e, just);
    (void)snprintf(head + strlen(head), 20, "\nX-last: y");
    const struct expected many[] = {{head, NULL, 431, "request.too_many_headers"}};
    CHECK_ALL(e, many);
}

static void a_body_is_read_into_its_record_or_refused_with_every_field(void **state)
{
    static const struct expected cases[] = {
        {"POST /api/join\n" JSON, "{\"code\":\"K7M-2QF\",\"name\":\"An\"}", 201, NULL},
        {"POST /api/join\nContent-Type: application/json; charset=UTF-8\n", "{\"code\":\"K7M-2QF\",\"name\":\"An\"}",
         201, NULL},
        {"POST /api/join\nContent-Type: text/plain\n", "{\"code\":\"K7M-2QF\",\"name\":\"An\"}", 415,
         "request.media_type"},
        {"POST /api/join\nContent-Type: application/jsonx\n", "{}", 415, "request.media_type"},
        {"POST /api/join\n", "{\"code\":\"K7M-2QF\",\"name\":\"An\"}", 415, "request.media_type"},
        {"POST /api/join\n" JSON, "", 400, "input.invalid"},
        {"POST /api/join\n" JSON, "{\"code\":1}", 400, "input.invalid"},
        {"POST /api/join\n" JSON, "[]", 400, "json.not_object"},
        {"POST /api/join\n" JSON, "{", 400, "json.syntax"},
        {"POST /api/join\n" JSON, "{\"code\":\"K7M-2QF\",\"name\":\"An\",\"role\":\"trainer\"}", 400, "input.invalid"},
        {"PUT /api/small\n" JSON, "{\"value\":1}", 200, NULL},
        {"PUT /api/small\nContent-Length: 101\n" JSON, "{\"value\":1}", 413, "request.too_large"},
        {"POST /api/deep\nContent-Length: 20\n" JSON, "{\"value\":1}", 400, "request.body_short"},
        {"POST /api/deep\nContent-Length: 1048577\n" JSON, "{}", 413, "request.too_large"},
    };
    struct example *e = *state;
    CHECK_ALL(e, cases);
    struct call c;
    assert_int_equal(call(&c, &e->router, "POST /api/join\nAccept-Language: en\n" JSON, "{\"code\":1,\"x\":2}"), 400);
    const struct json *fields = json_get(call_json(&c), "fields");
    assert_int_equal(fields->count, 3);
    assert_string_equal(json_get_text(json_at(fields, 0), "field", ""), "x");
    assert_string_equal(json_get_text(json_at(fields, 0), "detail", ""), "There is no such field here. Leave it out.");
    assert_string_equal(call_text(&c, "code"), "input");
    assert_true(strlen(call_text(&c, "operation")) >= 8);
    call_end(&c);
}

static void a_body_that_stops_at_the_deadline_is_late(void **state)
{
    struct example *e = *state;
    struct call c = {.body_stalls = true};
    assert_int_equal(call_bytes(&c, &e->router, "POST /api/deep\nContent-Length: 20\n" JSON, "{", 1), 408);
    assert_string_equal(call_text(&c, "key"), "request.body_late");
    call_end(&c);
}

static void nobody_reads_the_body_of_a_caller_who_is_refused(void **state)
{
    struct example *e = *state;
    struct call c;
    assert_int_equal(call(&c, &e->router, "POST /api/worlds/w1/dossiers/5/accept\n" JSON, "{}"), 401);
    assert_int_equal(c.body_at, 0);
    call_end(&c);
}

static void the_query_is_typed_and_closed(void **state)
{
    static const struct expected cases[] = {
        {"GET /api/classes?q=a&view=all&page=3&mine=true&persons=p1,p2\n" AS_TRAINER, NULL, 200, NULL},
        {"GET /api/classes?q=\n" AS_TRAINER, NULL, 200, NULL},
        {"GET /api/classes?\n" AS_TRAINER, NULL, 200, NULL},
        {"GET /api/classes?view=\n" AS_TRAINER, NULL, 200, NULL},
        {"GET /api/classes?view=some\n" AS_TRAINER, NULL, 400, "input.invalid"},
        {"GET /api/classes?page=0\n" AS_TRAINER, NULL, 400, "input.invalid"},
        {"GET /api/classes?page=x\n" AS_TRAINER, NULL, 400, "input.invalid"},
        {"GET /api/classes?mine=yes\n" AS_TRAINER, NULL, 400, "input.invalid"},
        {"GET /api/classes?other=1\n" AS_TRAINER, NULL, 400, "input.invalid"},
        {"GET /api/classes?other=\n" AS_TRAINER, NULL, 400, "input.invalid"},
        {"GET /api/classes?q=a&q=b\n" AS_TRAINER, NULL, 400, "json.duplicate_key"},
        {"GET /api/info?x=1", NULL, 400, "input.invalid"},
    };
    struct example *e = *state;
    CHECK_ALL(e, cases);
    struct call c;
    assert_int_equal(
        call(&c, &e->router, "GET /api/classes?q=h%E1%BB%93+s%C6%A1%2B&page=3&persons=p1,p2\n" AS_TRAINER, NULL), 200);
    assert_string_equal(call_text(&c, "q"), "hồ sơ+");
    assert_int_equal(json_get_int(call_json(&c), "page", 0), 3);
    assert_int_equal(json_get_int(call_json(&c), "view", 0), -1);
    assert_int_equal(json_get_int(call_json(&c), "persons", 0), 2);
    call_end(&c);
}

static void an_unchanged_thing_is_not_sent_again(void **state)
{
    static const char *const same[] = {"\"2.7\"", "W/\"2.7\"", "\"1.1\", \"2.7\"", "\"1.1\",W/\"2.7\" , \"x\""};
    static const char *const other[] = {"\"2.8\"", "2.7", "\"2.70\"", "", "\"12.7\"", "*"};
    struct example *e = *state;
    struct call c;
    char head[200];
    for (size_t i = 0; i < 10; i++) {
        bool is_same = i < 4;
        (void)snprintf(head, sizeof head, "GET /api/worlds/w1/dossiers/5\nIf-None-Match: %s\n" AS_TRAINEE,
                       is_same ? same[i] : other[i - 4]);
        assert_int_equal(call(&c, &e->router, head, NULL), is_same ? 304 : 200);
        assert_string_equal(call_header(&c, "ETag"), "\"2.7\"");
        assert_true((call_header(&c, "Content-Length") == NULL) == is_same);
        call_end(&c);
    }
}

static void a_world_is_left_whenever_it_was_entered(void **state)
{
    struct example *e = *state;
    struct call c;
    e->entered = e->left = 0;
    assert_int_equal(call(&c, &e->router, ACCEPT MATCH KEY, "{}"), 200);
    assert_non_null(json_get(call_json(&c), "verdicts")); /* added by leave */
    call_end(&c);
    assert_int_equal(call(&c, &e->router, ACCEPT KEY "If-Match: \"3.7\"", "{}"), 409);
    call_end(&c);
    assert_int_equal(e->entered, 2);
    assert_int_equal(e->left, 2);
    e->refuse_enter = true;
    assert_int_equal(call(&c, &e->router, ACCEPT MATCH KEY, "{}"), 404);
    call_end(&c);
    assert_int_equal(e->left, 2);
    e->refuse_enter = false;
    e->refuse_leave = true;
    assert_int_equal(call(&c, &e->router, ACCEPT MATCH KEY, "{}"), 503);
    assert_string_equal(call_header(&c, "Retry-After"), "1");
    call_end(&c);
    e->refuse_leave = false;
    assert_int_equal(call(&c, &e->router, "GET /api/info", NULL), 200);
    assert_int_equal(e->entered, 4);
    call_end(&c);
}

static void a_failure_shows_neither_half_an_answer_nor_its_cause(void **state)
{
    struct example *e = *state;
    struct call c;
    assert_int_equal(call(&c, &e->router, "GET /api/broken", NULL), 500);
    assert_null(strstr(c.x.body.data, "half"));
    assert_null(strstr(c.x.body.data, "secret"));
    assert_null(call_header(&c, "ETag"));
    assert_string_equal(call_text(&c, "key"), "error.broken");
    call_end(&c);
}

static void sentences_are_in_the_language_the_browser_prefers(void **state)
{
    static const struct {
        const char *accept;
        bool english;
    } cases[] = {
        {"vi", false},          {"en", true},          {"en-US,en;q=0.9,vi;q=0.8", true},
        {"vi,en;q=0.9", false}, {"fr", false},         {"en;q=0.5,vi;q=0.7", false},
        {"en;q=0", false},      {"fr,en;q=0.1", true}, {"", false},
        {"english", false},
    };
    struct example *e = *state;
    struct call c;
    char head[200];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        (void)snprintf(head, sizeof head, "GET /api/my\nAccept-Language: %s", cases[i].accept);
        (void)call(&c, &e->router, head, NULL);
        if ((strcmp(call_text(&c, "title"), "Not signed in") == 0) != cases[i].english) {
            fail_msg("%s", cases[i].accept);
        }
        call_end(&c);
    }
}

static bool nothing(struct op *op, struct request *r)
{
    (void)op;
    (void)r;
    return true;
}

static void a_table_that_contradicts_itself_is_refused_at_start(void **state)
{
#define ROW(m, p, s, ro, a)                                                                                            \
    {                                                                                                                  \
        .method = m, .pattern = p, .scope = s, .roles = ro, .access = a, .handler = nothing, .summary = "x"            \
    }
    static const struct {
        const char *why;
        struct route rows[2];
        bool good;
    } cases[] = {
        {"two rows",
         {ROW("GET", "/api/a/{x}", SCOPE_PUBLIC, 0, READ), ROW("GET", "/api/b/{x}", SCOPE_PUBLIC, 0, READ)},
         true},
        {"same",
         {ROW("GET", "/api/a/{x}", SCOPE_PUBLIC, 0, READ), ROW("GET", "/api/a/{y}", SCOPE_PUBLIC, 0, READ)},
         false},
        {"number",
         {ROW("GET", "/api/a/{x:int}", SCOPE_PUBLIC, 0, READ), ROW("GET", "/api/a/{y}", SCOPE_PUBLIC, 0, READ)},
         false},
        {"literal",
         {ROW("GET", "/api/a/new", SCOPE_PUBLIC, 0, READ), ROW("GET", "/api/a/{y}", SCOPE_PUBLIC, 0, READ)},
         false},
        {"no id",
         {ROW("GET", "/api/a/b.csv", SCOPE_PUBLIC, 0, READ), ROW("GET", "/api/a/{y}", SCOPE_PUBLIC, 0, READ)},
         true},
        {"no number",
         {ROW("GET", "/api/a/new", SCOPE_PUBLIC, 0, READ), ROW("GET", "/api/a/{y:int}", SCOPE_PUBLIC, 0, READ)},
         true},
        {"method", {ROW("GET", "/api/a", SCOPE_PUBLIC, 0, READ), ROW("PUT", "/api/a", SCOPE_PUBLIC, 0, WRITE)}, true},
        {"outside", {ROW("GET", "/a", SCOPE_PUBLIC, 0, READ)}, false},
        {"slash", {ROW("GET", "/api/a/", SCOPE_PUBLIC, 0, READ)}, false},
        {"type", {ROW("GET", "/api/{a:text}", SCOPE_PUBLIC, 0, READ)}, false},
        {"brace", {ROW("GET", "/api/{a", SCOPE_PUBLIC, 0, READ)}, false},
        {"verb", {ROW("TRACE", "/api/a", SCOPE_PUBLIC, 0, READ)}, false},
        {"writing get", {ROW("GET", "/api/a", SCOPE_PUBLIC, 0, WRITE)}, false},
        {"reading post", {ROW("POST", "/api/a", SCOPE_PUBLIC, 0, READ)}, false},
        {"no roles", {ROW("GET", "/api/a", SCOPE_LAB, 0, READ)}, false},
        {"public roles", {ROW("GET", "/api/a", SCOPE_PUBLIC, 1, READ)}, false},
        {"no world", {ROW("GET", "/api/a", SCOPE_WORLD, 1, READ)}, false},
    };
    (void)state;
    struct arena *arena = arena_open((size_t)1 << 20);
    struct op op;
    op_init(&op, arena, "test", LANG_VI);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t count = cases[i].rows[1].method != NULL ? 2 : 1;
        if (router_check(&op, cases[i].rows, count) != cases[i].good) {
            fail_msg("%s", cases[i].why);
        }
        op_clear(&op);
    }
    assert_true(router_check(&op, example_routes, example_route_count));
    arena_close(arena);
}

static void every_error_code_has_its_status(void **state)
{
    (void)state;
    static const struct {
        enum error_code code;
        int status;
    } cases[] = {{E_INPUT, 400},    {E_AUTH, 401},  {E_FORBIDDEN, 403}, {E_MISSING, 404}, {E_STATE, 409},
                 {E_CONFLICT, 409}, {E_LIMIT, 413}, {E_REMOTE, 502},    {E_BUSY, 503},    {E_BROKEN, 500}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct error error = {.code = cases[i].code, .key = "some.key"};
        assert_int_equal(problem_status(&error), cases[i].status);
        assert_string_not_equal(exchange_reason(cases[i].status), "Answer");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_matches_its_row_and_nothing_else),
        cmocka_unit_test(parameters_reach_the_handler_decoded),
        cmocka_unit_test(a_known_path_with_another_method_says_what_it_takes),
        cmocka_unit_test(head_is_get_without_the_body),
        cmocka_unit_test(a_target_that_cannot_be_read_in_one_way_is_refused),
        cmocka_unit_test(headers_that_two_programs_could_read_differently_are_refused),
        cmocka_unit_test(a_body_is_read_into_its_record_or_refused_with_every_field),
        cmocka_unit_test(a_body_that_stops_at_the_deadline_is_late),
        cmocka_unit_test(nobody_reads_the_body_of_a_caller_who_is_refused),
        cmocka_unit_test(the_query_is_typed_and_closed),
        cmocka_unit_test(an_unchanged_thing_is_not_sent_again),
        cmocka_unit_test(a_world_is_left_whenever_it_was_entered),
        cmocka_unit_test(a_failure_shows_neither_half_an_answer_nor_its_cause),
        cmocka_unit_test(sentences_are_in_the_language_the_browser_prefers),
        cmocka_unit_test(a_table_that_contradicts_itself_is_refused_at_start),
        cmocka_unit_test(every_error_code_has_its_status),
    };
    return cmocka_run_group_tests(tests, open_example, close_example);
}
