/* `thaotruong calendar` as somebody at a terminal meets it: the driver is that command as a program of its own. */
#include "support/check.h"
#include "support/shell.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define BEFORE "C='" TEST_BINARY_DIR "/tests/calendar_driver calendar'"

static void ends(const char *line, int status, const char *output)
{
    shell_ends(BEFORE, line, status, output);
}
static void says(const char *line, int status, const char *wanted)
{
    shell_says(BEFORE, line, status, wanted);
}

static void a_due_date_is_one_line(void **state)
{
    (void)state;
    ends("$C due --from 2026-11-20T09:20 --term '10 workdays'", 0, "2026-12-07T09:20:00+07:00\n");
    ends("$C due --term '8 workhours' --from 2026-11-20T16:10:30", 0, "2026-11-23T16:10:30+07:00\n");
}

static void the_explanation_follows_in_the_language_asked_for(void **state)
{
    (void)state;
    const char *vi = "$C due --from 2026-11-20T09:20 --term '10 workdays' --explain";
    says(vi, 0, "2026-12-07T09:20:00+07:00\nBắt đầu tính: thứ Sáu 20/11/2026 09:20.\n");
    says(vi, 0, "\nĐến hạn: thứ Hai 07/12/2026 09:20.\n");
    says("$C due --from 2026-11-20T09:20 --term '10 workdays' --explain --lang en", 0, "\nDue: Monday 07 December 2026 09:20.\n");
}

static void a_batch_answers_line_by_line(void **state)
{
    (void)state;
    ends("printf '2026-11-20T09:20\\t15 days\\n2026-08-21T10:00\\t3 workdays\\n' | $C due --batch", 0,
         "2026-12-07T09:20:00+07:00\n2026-08-25T10:00:00+07:00\n");
    ends("printf '2026-11-20T09:20\\t15 days' | $C due --batch", 0, "2026-12-07T09:20:00+07:00\n");
    ends("printf '' | $C due --batch", 0, "");
}

static void a_batch_stops_at_the_first_wrong_line_and_names_it(void **state)
{
    (void)state;
    says("printf '2026-11-20T09:20\\t15 days\\n2026-11-20T09:20 15 days\\n' | $C due --batch >/dev/null", 2, "2: stdin: ");
    says("printf '2026-11-20T09:20\\t15 weeks\\n' | $C due --batch", 2, "1: term: ");
    says("printf '2026-02-30T09:20\\t15 days\\n' | $C due --batch", 2, "1: from: ");
    says("head -c 400 /dev/zero | tr '\\0' 'a' | $C due --batch", 2, "1: stdin: ");
    says("printf '2026-11-20T09:20\\t15 days\\n\\n' | $C due --batch >/dev/null", 2, "2: stdin: ");
}

static void wrong_options_end_with_2_and_name_field_rule_and_cure(void **state)
{
    (void)state;
    static const struct {
        const char *line, *says;
    } cases[] = {
        {"$C", "thaotruong calendar due --from"},
        {"$C come", "thaotruong calendar due --from"},
        {"$C due", "thaotruong calendar due --from"},
        {"$C due --from 2026-11-20T09:20 --term 10weeks --lang en", "term: The term “10weeks” is not right."},
        {"$C due --from yesterday --term '10 workdays'", "from: "},
        {"$C due --from", "--from: "},
        {"$C due --form 2026-11-20T09:20", "--form: "},
        {"$C due --from 2026-11-20T09:20 --term '1 days' --lang fr", "--lang: "},
        {"$C show", "--year: "},
        {"$C show --year 20x6", "--year: "},
        {"$C show --year 1969", "--year: "},
        {"$C show --year 99999999999999999999", "--year: "},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        says(cases[i].line, 2, cases[i].says);
    }
}

static void a_year_is_shown_with_its_sources(void **state)
{
    (void)state;
    says("$C show --year 2026", 0, "2026-11-24\tthứ Ba\tnghỉ lễ, tết\tNgày Văn hóa Việt Nam\tNghị quyết 28/2026/QH16\tđã có văn bản\n");
    says("$C show --year 2026 --lang en", 0, "Working days in the year: 249.");
    says("$C show --year 2028 --lang en", 0, "the holidays of 2028 are not known yet");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_due_date_is_one_line),
        cmocka_unit_test(the_explanation_follows_in_the_language_asked_for),
        cmocka_unit_test(a_batch_answers_line_by_line),
        cmocka_unit_test(a_batch_stops_at_the_first_wrong_line_and_names_it),
        cmocka_unit_test(wrong_options_end_with_2_and_name_field_rule_and_cure),
        cmocka_unit_test(a_year_is_shown_with_its_sources),
    };
    return cmocka_run_group_tests_name("calendar command", tests, NULL, NULL);
}
