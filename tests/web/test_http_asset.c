/* The screens, and the policy they are shown under. */
#include "base/log.h"
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

static void the_screens_are_served_with_their_types_and_marks(void **state)
{
    struct example *e = *state;
    struct call c;
    assert_int_equal(call(&c, &e->router, "GET /", NULL), 200);
    assert_string_equal(call_header(&c, "Content-Type"), "text/html; charset=utf-8");
    assert_string_equal(call_header(&c, "Cache-Control"), "no-cache");
    assert_null(call_header(&c, "Content-Encoding"));
    char head[200];
    (void)snprintf(head, sizeof head, "GET /\nIf-None-Match: %s", call_header(&c, "ETag"));
    call_end(&c);
    assert_int_equal(call(&c, &e->router, head, NULL), 304);
    call_end(&c);
    assert_int_equal(
        call(&c, &e->router, "GET /class/5\nAccept: text/html,*/*;q=0.8\nAccept-Encoding: br, gzip;q=0.5", NULL), 200);
    assert_string_equal(call_header(&c, "Content-Encoding"), "gzip");
    assert_string_equal(call_header(&c, "Vary"), "Accept-Encoding");
    assert_string_equal(c.x.body.data, "packed");
    call_end(&c);
    assert_int_equal(call(&c, &e->router, "GET /\nAccept-Encoding: gzip;q=0", NULL), 200);
    assert_null(call_header(&c, "Content-Encoding"));
    call_end(&c);
    assert_int_equal(call(&c, &e->router, "GET /assets/index-BxT3f_9a.js", NULL), 200);
    assert_string_equal(call_header(&c, "Content-Type"), "text/javascript; charset=utf-8");
    assert_string_equal(call_header(&c, "Cache-Control"), "public, max-age=31536000, immutable");
    call_end(&c);
    assert_int_equal(call(&c, &e->router, "GET /assets/plain.css", NULL), 200);
    assert_string_equal(call_header(&c, "Cache-Control"), "no-cache");
    call_end(&c);
    static const struct expected cases[] = {
        {"GET /assets/gone.js\nAccept: text/html", NULL, 404, "request.no_such_page"},
        {"GET /class/5\nAccept: image/png", NULL, 404, "request.no_such_page"},
        {"GET /../etc/passwd", NULL, 404, "request.no_such_page"},
        {"GET /index.html.gz", NULL, 404, "request.no_such_page"},
        {"GET /%66avicon.ico", NULL, 200, NULL},
    };
    CHECK_ALL(e, cases);
}

static void a_build_without_screens_says_so(void **state)
{
    struct example *e = *state;
    struct router bare = e->router;
    struct asset_set *none = asset_open(NULL, 0);
    bare.assets = none;
    struct call c;
    assert_int_equal(call(&c, &bare, "GET /\nAccept-Language: en", NULL), 200);
    assert_non_null(strstr(c.x.body.data, "carries no screens"));
    call_end(&c);
    assert_int_equal(call(&c, &bare, "GET /favicon.ico", NULL), 404);
    call_end(&c);
    asset_close(none);
}

static void a_pdf_may_be_shown_in_a_frame_of_ours_and_nothing_else_may(void **state)
{
    struct example *e = *state;
    struct call c;
    (void)call(&c, &e->router, "GET /api/pdf", NULL);
    assert_non_null(strstr(call_header(&c, "Content-Security-Policy"), "frame-ancestors 'self'"));
    call_end(&c);
    (void)call(&c, &e->router, "GET /", NULL);
    const char *policy = call_header(&c, "Content-Security-Policy");
    assert_non_null(strstr(policy, "frame-ancestors 'none'"));
    assert_non_null(strstr(policy, "default-src 'none'; script-src 'self'; style-src 'self';"));
    assert_null(strstr(policy, "unsafe"));
    call_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_screens_are_served_with_their_types_and_marks),
        cmocka_unit_test(a_build_without_screens_says_so),
        cmocka_unit_test(a_pdf_may_be_shown_in_a_frame_of_ours_and_nothing_else_may),
    };
    return cmocka_run_group_tests(tests, open_example, close_example);
}
