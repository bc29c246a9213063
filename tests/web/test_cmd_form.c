/* `thaotruong form` as somebody at a terminal meets it: the driver is that command as a program of its own. */
#include "support/check.h"
#include "support/shell.h"

/* In a folder of its own, with a good schema. */
#define BEFORE                                                                                                                             \
    "C='" TEST_BINARY_DIR "/tests/form_driver form'; D=$(mktemp -d); cd \"$D\" || exit 9; trap 'rm -rf \"$D\"' EXIT; "                        \
    "echo '{\"properties\":{\"ten\":{\"type\":\"string\",\"title\":\"Tên\"},\"a/b\":{\"maximum\":3}},\"required\":[\"ten\"]}' >s.json"

static void ends(const char *line, int status, const char *output)
{
    shell_ends(BEFORE, line, status, output);
}
static void says(const char *line, int status, const char *wanted)
{
    shell_says(BEFORE, line, status, wanted);
}

static void a_valid_declaration_ends_with_0(void **state)
{
    (void)state;
    ends("echo '{\"ten\":\"A\"}' >i.json; $C check s.json i.json", 0, "Tờ khai hợp lệ.\n");
    ends("echo '{\"ten\":\"A\"}' >i.json; $C check s.json i.json --json", 0, "{\"valid\":true,\"errors\":[],\"more\":false}\n");
}

static void every_error_is_a_line_with_its_pointer_and_the_end_is_1(void **state)
{
    (void)state;
    ends("echo '{\"a/b\":4}' >i.json; $C check s.json i.json --lang en", 1,
         "\"\": The whole declaration: “Tên” is missing. Fill it in. (required)\n"
         "/a~1b: a/b: must be 3 or less. Enter a number not above 3. (maximum)\n");
    ends("echo '{\"ten\":5}' >i.json; $C check s.json i.json", 1, "/ten: Tên: phải là văn bản. Hãy nhập lại đúng loại. (type)\n");
    ends("echo '{\"ten\":5}' >i.json; $C check s.json i.json --json --lang en", 1,
         "{\"valid\":false,\"errors\":[{\"pointer\":\"/ten\",\"keyword\":\"type\",\"schema\":\"/properties/ten/type\",\"key\":\"eform.type\","
         "\"sentence\":\"Tên: must be text. Enter it again as that kind.\"}],\"more\":false}\n");
    says("echo '{\"ten\":' >i.json; $C check s.json i.json", 1, "i.json: Nội dung không phải JSON hợp lệ");
    says("echo '{\"ten\":1,\"ten\":2}' >i.json; $C check s.json i.json --lang en", 1, "ten");
}

static void a_bad_schema_ends_with_2_and_pointers_into_it(void **state)
{
    (void)state;
    says("echo '{\"properties\":{\"a\":{\"tpye\":1}},\"minimum\":\"x\"}' >b.json; echo 1 >i.json; $C check b.json i.json", 2,
         "/minimum: Phải là số.\n/properties/a/tpye: Từ khóa này không được hỗ trợ.");
    says("echo '{\"pattern\":\"(\"}' >b.json; echo 1 >i.json; $C check b.json i.json --json --lang en", 2,
         "\"errors\":[{\"pointer\":\"/pattern\",\"key\":\"eform.pattern.group\"");
    says("echo '{' >b.json; echo 1 >i.json; $C check b.json i.json", 2, "b.json: ");
}

static void wrong_use_ends_with_2(void **state)
{
    (void)state;
    static const char *const lines[] = {"$C", "$C chek", "$C check", "$C check s.json", "$C check s.json s.json s.json",
                                        "$C check --batch s.json", "$C check s.json s.json --what", "$C check s.json s.json --lang"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        says(lines[i], 2, "thaotruong form check");
    }
    says("$C check s.json none.json --lang en", 2, "none.json: There is no such file");
    says("$C check s.json . --lang en", 2, ".: The file cannot be read");
    says("$C check s.json s.json --lang fr", 2, "--lang");
}

static void a_batch_answers_line_by_line(void **state)
{
    (void)state;
    ends("printf '{\"type\":\"integer\"}\\t1\\nfalse\\tnull\\n{\"a\":1}\\t1\\ntrue\\t{\\n{\"$ref\":\"#\"}\\t1\\n' | $C check --batch", 0,
         "valid\ninvalid\nbad-schema\t/a\teform.schema.unknown\nbad-declaration\nbad-schema\t\teform.schema.loop\n");
    says("printf 'true\\t1\\ntrue 1\\n' | $C check --batch", 2, "stdin: ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_valid_declaration_ends_with_0),
        cmocka_unit_test(every_error_is_a_line_with_its_pointer_and_the_end_is_1),
        cmocka_unit_test(a_bad_schema_ends_with_2_and_pointers_into_it),
        cmocka_unit_test(wrong_use_ends_with_2),
        cmocka_unit_test(a_batch_answers_line_by_line),
    };
    return cmocka_run_group_tests_name("form command", tests, NULL, NULL);
}
