/* `thaotruong catalogue check` as somebody at a terminal meets it. */
#include "support/check.h"
#include "support/shell.h"

#define BEFORE "cd '" TEST_SOURCE_DIR "'; P=tests/expected/catalogue/published; C='" TEST_BINARY_DIR "/thaotruong catalogue'"

static void says(const char *line, int status, const char *wanted)
{
    shell_says(BEFORE, line, status, wanted);
}

static void the_shipped_data_are_in_order_and_counted(void **state)
{
    (void)state;
    says("$C check", 0, "Thủ tục: 186 (173 có mã, 13 dùng khóa tập huấn).");
    says("$C check", 0, "\nLỗi: 0. ");
    says("$C check --lang en", 0, "\nBy level\n  Ministry ");
    says("$C check --lang en", 0, "\n  Intellectual property ");
    says("cd /; $C check --lang en", 0, "\nErrors: 0. ");
}

static void published_defects_end_with_1_and_name_file_row_field_rule_and_cure(void **state)
{
    (void)state;
    says("$C check $P", 1,
         "\nlỗi: dong-nai-2776.json: publications 1 (1.014451): shares_milli: Các bước cộng lại là 51 ngày, nhưng tổng "
         "số công bố là "
         "53 ngày. Hãy hỏi cơ quan công bố số nào đúng; sửa các bước hoặc tổng số trước khi dùng quy trình.\n");
    says("$C check $P --lang en", 1, "\nErrors: 8. Warnings: 5. Notes: 3.\n");
    says("$C check $P --lang en", 1, "Đồng Nai: 53 calendar days; Lạng Sơn: 63 calendar days");
    says("$C check $P --lang en", 1, "Đồng Nai: partly online; Phú Thọ: fully online");
}

static void the_report_for_programs_is_one_json_object(void **state)
{
    (void)state;
    says("$C check $P --json --lang en | python3 -c 'import json,sys; d=json.load(sys.stdin); "
         "print(len(d[\"findings\"]), sorted({f[\"rule\"] for f in d[\"findings\"] if f[\"severity\"] == \"error\"}))'",
         0, "16 ['blank', 'clash', 'code', 'others_code', 'shares']\n");
    says("$C check $P --json", 1, "\"severity\":\"note\"");
}

static void wrong_use_ends_with_2_and_a_missing_folder_with_1(void **state)
{
    (void)state;
    says("$C", 2, "thaotruong catalogue check [");
    says("$C look", 2, "thaotruong catalogue check [");
    says("$C check --lang fr", 2, "vi");
    says("$C check --colour", 2, "--colour");
    says("$C check /nowhere --lang en", 1, "There is no folder “/nowhere”.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_data_are_in_order_and_counted),
        cmocka_unit_test(published_defects_end_with_1_and_name_file_row_field_rule_and_cure),
        cmocka_unit_test(the_report_for_programs_is_one_json_object),
        cmocka_unit_test(wrong_use_ends_with_2_and_a_missing_folder_with_1),
    };
    return cmocka_run_group_tests_name("catalogue command", tests, NULL, NULL);
}
