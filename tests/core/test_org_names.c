/* What codes and names of organisations say by themselves. */
#include "base/op.h"
#include "org/org.h"
#include "support/check.h"

static void symbols_of_papers_are_made_from_the_names_of_agencies(void **state)
{
    static const char *const names[][2] = {
        {"Sở Khoa học và Công nghệ tỉnh Lạng Sơn", "SKHCN"}, {"Sở Y tế tỉnh Lạng Sơn", "SYT"},
        {"Ủy ban nhân dân thành phố Hà Nội", "UBND"},        {"Cục Tần số vô tuyến điện", "CTSVTĐ"},
        {"Cục Sở hữu trí tuệ", "CSHTT"},                     {"Trung tâm Phục vụ hành chính công tỉnh Lạng Sơn", "TTPVHCC"},
        {"tỉnh", "tỉnh"},
    };
    struct op op;
    (void)state;
    op_init(&op, arena_open(1 << 20), "test", LANG_VI);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_string_equal(org_abbreviation(&op, names[i][0]), names[i][1]);
    }
    arena_close(op.arena);
}

static void codes_say_what_belongs_to_what(void **state)
{
    (void)state;
    static const struct {
        const char *code, *above;
        bool within, same_top;
    } cases[] = {
        {"H37.T01.T11", "H37.T01", true, true},   {"H37.T01", "H37.T01", true, true},  {"H37.T01", "H37.T01.T11", false, true},
        {"H37.T011", "H37.T01", false, true},     {"H37.T01", "H3", false, false},     {"H37", "H37.T01", false, true},
        {"G06.T01", "H37", false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        print_message("%s in %s\n", cases[i].code, cases[i].above);
        assert_int_equal(org_is_within(cases[i].code, cases[i].above), cases[i].within);
        assert_int_equal(org_same_top(cases[i].code, cases[i].above), cases[i].same_top);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(symbols_of_papers_are_made_from_the_names_of_agencies),
        cmocka_unit_test(codes_say_what_belongs_to_what),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
