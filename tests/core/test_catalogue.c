/* The catalogue's loader: it finds everything that is wrong, and the shipped data have nothing wrong. */
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define SHIPPED TEST_SOURCE_DIR "/scenarios/data"
#define PUBLISHED TEST_SOURCE_DIR "/tests/expected/catalogue"

static struct op op;
static struct catalogue catalogue;
static char folder[64];

static int open_case(void **state)
{
    (void)state;
    op_init(&op, arena_open((size_t)1 << 30), "test", LANG_EN);
    catalogue_init(&catalogue, &op);
    (void)snprintf(folder, sizeof folder, "/tmp/catalogue-XXXXXX");
    assert_non_null(mkdtemp(folder));
    return 0;
}
static int close_case(void **state)
{
    (void)state;
    char line[128];
    (void)snprintf(line, sizeof line, "rm -r '%s'", folder);
    assert_int_equal(system(line), 0);
    arena_close(op.arena);
    return 0;
}

static void put(const char *name, const char *text)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}
static void check_folder(const char *path)
{
    catalogue_init(&catalogue, &op);
    assert_true(catalogue_read(&catalogue, path));
    catalogue_check(&catalogue);
}
static const char *line_of(const struct catalogue_finding *f)
{
    return arena_printf(op.arena, "%s\t%s\t%s\t%s\t%s", severity_choices.codes[catalogue_rule_severity(f->rule)],
                        catalogue_rule_code(f->rule), f->file, f->row == NULL ? "" : f->row,
                        f->field == NULL ? "" : f->field);
}
static bool was_found(const char *line)
{
    for (size_t i = 0; i < catalogue.finding_count; i++) {
        if (strcmp(line_of(&catalogue.findings[i]), line) == 0) {
            return true;
        }
    }
    return false;
}
static void print_findings(void)
{
    for (size_t i = 0; i < catalogue.finding_count; i++) {
        print_error("found: %s: %s\n", line_of(&catalogue.findings[i]),
                    catalogue_finding_says(&op, &catalogue.findings[i]));
    }
}

/* ---- shipped ---- */

static void the_shipped_catalogue_has_no_error(void **state)
{
    (void)state;
    struct catalogue_counts n;
    assert_true(catalogue_read(&catalogue, SHIPPED "/catalogue"));
    assert_true(catalogue_read(&catalogue, SHIPPED "/procedures"));
    catalogue_check(&catalogue);
    catalogue_count_all(&catalogue, &n);
    if (n.findings[SEVERITY_ERROR] != 0) {
        print_findings();
    }
    assert_int_equal(n.findings[SEVERITY_ERROR], 0);
    assert_int_equal(n.with_code, 173);
    assert_int_equal(n.training_keys, 13);
    assert_int_equal(n.field_count, 12);
    assert_true(n.known[KNOWN_COMPLETE] >= 12);
    assert_int_equal(n.known[KNOWN_COMPLETE] + n.known[KNOWN_CORE] + n.known[KNOWN_PARTLY] + n.known[KNOWN_NAME], 186);
}

static size_t orgs_of(const char *kind, bool open)
{
    size_t n = 0;
    for (size_t i = 0; i < catalogue.lists[LIST_ORGS].count; i++) {
        const struct catalogue_org *o = catalogue.lists[LIST_ORGS].items[i];
        n += strcmp(org_kind_choices.codes[o->kind], kind) == 0 && (o->close_on == NULL) == open;
    }
    return n;
}

static void the_ministry_its_units_and_thirty_four_departments_are_there(void **state)
{
    (void)state;
    check_folder(SHIPPED "/catalogue");
    assert_int_equal(orgs_of("ministry", true), 1);
    assert_int_equal(orgs_of("unit", true), 20);
    assert_int_equal(orgs_of("committee", true), 34);
    assert_int_equal(orgs_of("department", true), 34);
    assert_int_equal(orgs_of("province", false), 29); /* codes closed by the mergers of 2025 */
}

/* ---- as published ---- */

static void the_defects_of_published_decisions_are_found_and_nothing_else(void **state)
{
    (void)state;
    char line[400];
    size_t wanted = 0;
    FILE *f = fopen(PUBLISHED "/published.tsv", "rb");
    assert_non_null(f);
    check_folder(PUBLISHED "/published");
    while (fgets(line, sizeof line, f) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#') {
            continue;
        }
        wanted++;
        if (!was_found(strchr(line, '\t') + 1)) {
            print_findings();
            fail_msg("not found: defect %s", line);
        }
    }
    (void)fclose(f);
    if (catalogue.finding_count != wanted) {
        print_findings();
    }
    assert_int_equal(catalogue.finding_count, wanted);
}

/* ---- every rule ---- */

#define FIELDS "\"fields\": [{\"code\": \"f\", \"name_vi\": \"F\", \"name_en\": \"F\"}]"
#define ROW(code, name, more)                                                                                          \
    "{\"code\": \"" code "\", \"name_vi\": \"" name                                                                    \
    "\", \"field\": \"f\", \"certainty\": \"found\", \"source\": \"s\"" more "}"
#define PROCEDURES(rows) "{" FIELDS ", \"procedures\": [" rows "]}"
#define ONE(more) PROCEDURES(ROW("1.000001", "A", more))
#define FEE(more)                                                                                                      \
    ONE(", \"fees\": [{\"code\": \"x\", \"name_vi\": \"X\", \"name_en\": \"X\", \"channel\": \"any\", \"certainty\": " \
        "\"found\", \"source\": \"s\"" more "}]")
#define WORKFLOW(term, steps)                                                                                          \
    "{" FIELDS ", \"procedures\": [" ROW(                                                                              \
        "1.000001", "A", "") "], \"workflows\": [{\"procedure\": \"1.000001\", \"variant\": \"v\", "                   \
                             "\"name_vi\": \"V\", \"name_en\": \"V\", \"term\": \"" term                               \
                             "\", \"certainty\": \"found\", \"source\": \"s\", \"steps\": [" steps "]}]}"
#define STEP(kind, share, more)                                                                                        \
    "{\"name_vi\": \"S\", \"name_en\": \"S\", \"kind\": \"" kind                                                       \
    "\", \"role\": \"specialist\", \"share_milli\": " share ", \"certainty\": \"found\"" more "}"
#define ORG(code, certainty, more)                                                                                     \
    "{\"code\": \"" code "\", \"name_vi\": \"O\", \"name_en\": \"O\", \"kind\": \"unit\", \"open_on\": "               \
                         "\"2025-03-01\", \"certainty\": \"" certainty "\", \"source\": \"s\"" more "}"
#define PRINTED(decision, place, code, name, more)                                                                     \
    "{\"decision\": \"" decision "\", \"province\": \"" place                                                          \
    "\", \"published_on\": \"2025-11-18\", \"code\": \"" code "\", \"name_vi\": \"" name                               \
    "\", \"certainty\": \"found\", \"source\": \"s\", " more "}"
#define IN "\"standing\": \"in-force\""
#define PUBLISH(rows)                                                                                                  \
    "{" FIELDS                                                                                                         \
    ", \"procedures\": [" ROW("1.000001", "A", "") ", " ROW("1.000002", "B", "") "], \"publications\": [" rows "]}"
#define COMPLETE(term) ASKING(term, "")
#define ASKING(term, papers) WITH(term, papers, "")
#define EFORM(schema)                                                                                                  \
    WITH("10 days", "", ", \"eforms\": [{\"code\": \"e\", \"title_vi\": \"E\", \"title_en\": \"E\", \"certainty\": "    \
                        "\"authored\", \"source\": \"s\", \"schema\": " schema "}]")
#define OWN(kind, role, share, more)                                                                                   \
    "{\"name_vi\": \"S\", \"name_en\": \"S\", \"kind\": \"" kind "\", \"role\": \"" role "\", \"share_milli\": " share more "}"
#define APPRAISE OWN("appraise", "specialist", "10000", "")
#define DECIDE OWN("decide", "director", "0", "")
#define RETURN OWN("return", "one-stop-officer", "0", "")
#define WITH(term, papers, more) TABLE(term, papers, APPRAISE ", " DECIDE ", " RETURN, more)
#define STEPS(steps, more) TABLE("10 days", "", steps, more)
#define OTHER(code, term, steps)                                                                                        \
    "{\"code\": \"" code "\", \"name_vi\": \"V\", \"name_en\": \"V\", \"term\": \"" term                               \
    "\", \"certainty\": \"found\", \"source\": \"s\", \"steps\": [" steps "]}"
#define PAPER(code, more)                                                                                              \
    "{\"code\": \"" code "\", \"name_vi\": \"P\", \"name_en\": \"P\", \"required\": true, \"certainty\": \"found\", "  \
    "\"source\": \"s\"" more "}"
#define TABLE(term, papers, steps, more)                                                                               \
    "{\"code\": \"1.000001\", \"name_vi\": \"A\", \"name_en\": \"A\", \"field\": \"F\", \"certainty\": \"found\", "    \
    "\"source\": \"s\", "                                                                                              \
    "\"number\": 1, \"effective_from\": \"2025-01-01\", \"term\": \"" term                                             \
    "\", \"intake\": \"8 workhours\", \"supplement_max\": 1, "                                                         \
    "\"result_vi\": \"R\", \"result_en\": \"R\", \"legal_basis\": \"L\", \"components\": [" papers "], \"steps\": ["   \
    steps "]" more "}"

static const struct {
    enum catalogue_rule rule;
    const char *text, *row, *field;
    const char *second; /* another file, or NULL */
} cases[] = {
    {RULE_FILE, "{", "", "", NULL},
    {RULE_FILE, "{\"fields\": [], \"fields\": []}", "", "", NULL},
    {RULE_LIST, "{\"procs\": []}", "", "procs", NULL},
    {RULE_LIST, "{\"fields\": {}}", "", "fields", NULL},
    {RULE_LIST, "[]", "", "", NULL},
    {RULE_FIELD, "{\"fields\": [{\"code\": \"f\", \"name_vi\": \"F\"}]}", "fields 1 (f)", "name_en", NULL},
    {RULE_FIELD, "{\"fields\": [{\"code\": \"f\", \"name_vi\": \"F\", \"name_en\": \"F\", \"colour\": 1}]}",
     "fields 1 (f)", "colour", NULL},
    {RULE_FIELD, "{\"fields\": [3]}", "fields 1", "", NULL},
    {RULE_FIELD, ONE(", \"level\": \"king\""), "procedures 1 (1.000001)", "level", NULL},
    {RULE_FIELD, ONE(", \"clocks\": [{\"kind\": \"decision\", \"certainty\": \"found\"}]"),
     "procedures 1 (1.000001), clocks 1", "source", NULL},
    {RULE_CODE, PROCEDURES(ROW("1.01443", "A", "")), "procedures 1 (1.01443)", "code", NULL},
    {RULE_CODE, PROCEDURES(ROW("1.0144450", "A", "")), "procedures 1 (1.0144450)", "code", NULL},
    {RULE_CODE, PROCEDURES(ROW("T.Đ", "A", "")), "procedures 1 (T.Đ)", "code", NULL},
    {RULE_TERM,
     ONE(", \"clocks\": [{\"kind\": \"decision\", \"term\": \"10 weeks\", \"certainty\": \"found\", \"source\": "
         "\"s\"}]"),
     "procedures 1 (1.000001), clocks 1", "term", NULL},
    {RULE_DAY, ONE(", \"effective_from\": \"2025-02-30\""), "procedures 1 (1.000001)", "effective_from", NULL},
    {RULE_DAYS_ORDER, ONE(", \"effective_from\": \"2025-02-02\", \"effective_to\": \"2025-02-01\""),
     "procedures 1 (1.000001)", "effective_to", NULL},
    {RULE_BLANK, ONE(", \"legal_basis\": \"Thông tư số /2025/TT-BKHCN\""), "procedures 1 (1.000001)", "legal_basis",
     NULL},
    {RULE_BLANK, ONE(", \"legal_basis\": \"Thông tư 1/2025 ngày /11/2025\""), "procedures 1 (1.000001)", "legal_basis",
     NULL},
    {RULE_BLANK, ONE(", \"unit\": \"……… tỉnh\""), "procedures 1 (1.000001)", "unit", NULL},
    {RULE_TWICE, PROCEDURES(ROW("1.000001", "A", "") ", " ROW("1.000001", "A", "")), "procedures 2 (1.000001)", "code",
     NULL},
    {RULE_UNKNOWN, "{\"procedures\": [" ROW("1.000001", "A", "") "]}", "procedures 1 (1.000001)", "field", NULL},
    {RULE_UNKNOWN, ONE(", \"twin\": \"1.000009\""), "procedures 1 (1.000001)", "twin", NULL},
    {RULE_UNKNOWN,
     "{\"replacements\": [{\"old_code\": \"1.000001\", \"new_code\": \"1.000002\", \"certainty\": \"found\", "
     "\"source\": \"s\"}]}",
     "replacements 1 (1.000001)", "new_code", NULL},
    {RULE_UNKNOWN, "{\"organisations\": [" ORG("G06.T01", "invented", ", \"parent\": \"G06\"") "]}",
     "organisations 1 (G06.T01)", "parent", NULL},
    {RULE_UNKNOWN, COMPLETE("10 days"), "(1.000001)", "code", NULL},
    {RULE_SHARES, WORKFLOW("10 days", STEP("appraise", "9750", "")), "workflows 1 (1.000001)", "steps", NULL},
    {RULE_SHARES, COMPLETE("11 days"), "(1.000001)", "steps", ONE("")},
    {RULE_APPLICANT, WORKFLOW("10 days", STEP("applicant", "10000", "")), "workflows 1 (1.000001), steps 1 (S)",
     "share_milli", NULL},
    {RULE_LIMIT,
     WORKFLOW("1 day", STEP("appraise", "1000", "") ", " STEP("applicant", "0", ", \"on_limit\": \"stop\"")),
     "workflows 1 (1.000001), steps 2 (S)", "limit", NULL},
    {RULE_SHARES, STEPS(APPRAISE ", " DECIDE ", " RETURN, ", \"variants\": [" OTHER("v", "9 days", APPRAISE ", " DECIDE ", " RETURN) "]"),
     "(1.000001), variants 1 (v)", "steps", ONE("")},
    {RULE_TERM, STEPS(APPRAISE ", " DECIDE ", " RETURN, ", \"silence_term\": \"2 months\""), "(1.000001)", "silence_term", ONE("")},
    {RULE_TERM, STEPS(APPRAISE ", " DECIDE ", " RETURN, ", \"silence_term\": \"soon\""), "(1.000001)", "silence_term", ONE("")},
    {RULE_FIELD, STEPS(APPRAISE ", " DECIDE ", " RETURN, ", \"supplement_policy\": \"pau\""), "(1.000001)", "supplement_policy", ONE("")},
    {RULE_FIELD, ASKING("10 days", PAPER("p", ", \"kind\": \"xerox\"")), "(1.000001), components 1 (p)", "kind", ONE("")},
    {RULE_TWICE, ASKING("10 days", PAPER("p", ", \"kind\": \"copy\"") ", " PAPER("p", ", \"kind\": \"copy\"")),
     "(1.000001), components 2 (p)", "code", ONE("")},
    {RULE_TWICE, STEPS(APPRAISE ", " DECIDE ", " RETURN, ", \"variants\": [" OTHER("v", "10 days", APPRAISE ", " DECIDE ", " RETURN) ", "
                       OTHER("v", "10 days", APPRAISE ", " DECIDE ", " RETURN) "]"), "(1.000001), variants 2 (v)", "code", ONE("")},
    {RULE_LOOP, STEPS(APPRAISE ", " DECIDE ", " RETURN, ", \"replaced_by\": \"1.000001\""), "(1.000001)", "replaced_by", ONE("")},
    {RULE_UNKNOWN, STEPS(APPRAISE ", " DECIDE ", " RETURN, ", \"replaced_by\": \"1.000009\""), "(1.000001)", "replaced_by", ONE("")},
    {RULE_NO_STEPS, STEPS("", ""), "(1.000001)", "steps", ONE("")},
    {RULE_FRAME, STEPS(APPRAISE ", " DECIDE, ""), "(1.000001)", "steps", ONE("")},
    {RULE_FRAME, STEPS(APPRAISE ", " RETURN ", " DECIDE, ""), "(1.000001)", "steps", ONE("")},
    {RULE_FRAME, STEPS(APPRAISE ", " DECIDE ", " DECIDE ", " RETURN, ""), "(1.000001)", "steps", ONE("")},
    {RULE_FRAME, STEPS(APPRAISE ", " OWN("intake", "one-stop-officer", "0", "") ", " DECIDE ", " RETURN, ""), "(1.000001)", "steps", ONE("")},
    {RULE_FRAME, STEPS(OWN("intake", "one-stop-officer", "10000", "") ", " DECIDE ", " RETURN, ""), "(1.000001)", "steps", ONE("")},
    {RULE_STEP_ROLE, STEPS(APPRAISE ", " OWN("decide", "clerk", "0", "") ", " RETURN, ""), "(1.000001), steps 2 (S)", "role", ONE("")},
    {RULE_APPLICANT, STEPS(OWN("appraise", "specialist", "9000", "") ", " OWN("applicant", "applicant", "1000", "") ", " DECIDE ", " RETURN, ""),
     "(1.000001), steps 2 (S)", "share_milli", ONE("")},
    {RULE_LIMIT, STEPS(APPRAISE ", " OWN("applicant", "applicant", "0", ", \"on_limit\": \"stop\"") ", " DECIDE ", " RETURN, ""),
     "(1.000001), steps 2 (S)", "limit_term", ONE("")},
    {RULE_FEE, FEE(", \"basis\": \"fixed\""), "procedures 1 (1.000001), fees 1 (x)", "amount", NULL},
    {RULE_FEE, FEE(", \"basis\": \"none\", \"amount\": 5"), "procedures 1 (1.000001), fees 1 (x)", "amount", NULL},
    {RULE_FEE, FEE(", \"basis\": \"per-item\", \"amount\": 5"), "procedures 1 (1.000001), fees 1 (x)", "amount", NULL},
    {RULE_FEE_OVERLAP,
     ONE(", \"fees\": [{\"code\": \"x\", \"name_vi\": \"X\", \"name_en\": \"X\", \"basis\": \"fixed\", \"amount\": 5, "
         "\"channel\": \"any\", "
         "\"effective_to\": \"2025-12-31\", \"certainty\": \"found\", \"source\": \"s\"}, {\"code\": \"x\", "
         "\"name_vi\": \"X\", \"name_en\": "
         "\"X\", \"basis\": \"fixed\", \"amount\": 6, \"channel\": \"any\", \"effective_from\": \"2025-12-31\", "
         "\"certainty\": \"found\", "
         "\"source\": \"s\"}]"),
     "procedures 1 (1.000001), fees 2 (x)", "effective_from", NULL},
    {RULE_REAL_CODE, "{\"organisations\": [" ORG("G06.01", "invented", "") "]}", "organisations 1 (G06.01)", "code",
     NULL},
    {RULE_REAL_CODE, "{\"organisations\": [" ORG("G06.T01", "found", "") "]}", "organisations 1 (G06.T01)", "code",
     NULL},
    {RULE_LOOP,
     "{\"replacements\": [{\"old_code\": \"1.000001\", \"new_code\": \"1.000002\", \"certainty\": \"found\", "
     "\"source\": \"s\"}, {\"old_code\": "
     "\"1.000002\", \"new_code\": \"1.000001\", \"certainty\": \"found\", \"source\": \"s\"}]}",
     "replacements 1 (1.000001)", "new_code", NULL},
    {RULE_COMPLETE_TERM, COMPLETE("10 days"), "(1.000001)", "term",
     ONE(", \"clocks\": [{\"kind\": \"decision\", \"term\": \"12 days\", \"certainty\": \"found\", \"source\": "
         "\"s\"}]")},
    {RULE_COMPLETE_FIELD, COMPLETE("10 days"), "(1.000001)", "field",
     "{\"fields\": [{\"code\": \"f\", \"name_vi\": \"F và G\", \"name_en\": \"F\"}], \"procedures\": [" ROW("1.000001", "A", "") "]}"},
    {RULE_EFORM, EFORM("{\"type\": \"object\", \"properties\": {\"a\": {\"tpye\": \"string\"}}}"),
     "(1.000001), eforms 1 (e)", "schema", ONE("")},
    {RULE_EFORM, EFORM("{\"type\": \"object\", \"properties\": {\"a\": {\"x-prefill\": \"person.nmae\"}}}"),
     "(1.000001), eforms 1 (e)", "schema", ONE("")},
    {RULE_EFORM, EFORM("{\"type\": \"string\"}"), "(1.000001), eforms 1 (e)", "schema", ONE("")},
    {RULE_FIELD, EFORM("{\"type\": \"object\"}, \"colour\": 1"), "(1.000001), eforms 1 (e)", "colour", ONE("")},
    {RULE_TWIN, PROCEDURES(ROW("1.000001", "A", ", \"twin\": \"1.000002\"") ", " ROW("1.000002", "B", "")),
     "procedures 1 (1.000001)", "twin", NULL},
    {RULE_SAME_NAME, PROCEDURES(ROW("1.000001", "Cấp phép", "") ", " ROW("1.000002", "Thủ tục cấp  phép.", "")),
     "procedures 2 (1.000002)", "name_vi", NULL},
    {RULE_NAME_CUT, PROCEDURES(ROW("1.000001", "Cấp phép…", "")), "procedures 1 (1.000001)", "name_vi", NULL},
    {RULE_ASKED,
     ASKING("10 days", "{\"code\": \"p\", \"name_vi\": \"Căn cước\", \"name_en\": \"P\", \"required\": true, \"kind\": \"copy\", "
                       "\"certainty\": \"authored\", \"source\": \"s\"}"),
     "(1.000001), components 1 (p)", "required",
     ONE(", \"components\": [{\"code\": \"c\", \"name_vi\": \"Căn cước\", \"certainty\": \"found\", \"source\": \"s\", "
         "\"replaced_database\": \"D\", \"replaced_owner\": \"O\", \"replaced_basis\": \"B\"}]")},
    {RULE_CLOSED,
     "{\"organisations\": [" ORG("H02", "found", ", \"close_on\": \"2025-06-30\"") ", " ORG(
         "H02.T01", "invented", ", \"parent\": \"H02\"") "]}",
     "organisations 2 (H02.T01)", "parent", NULL},
    {RULE_CLASH, PUBLISH(PRINTED("D", "H01", "1.000001", "A", IN) ", " PRINTED("D", "H01", "1.000001", "C", IN)),
     "publications 2 (1.000001)", "code", NULL},
    {RULE_OTHERS_CODE, PUBLISH(PRINTED("D", "H01", "1.000001", "Thủ tục B", IN)), "publications 1 (1.000001)", "code",
     NULL},
    {RULE_NAME, PUBLISH(PRINTED("D", "H01", "1.000001", "C", IN)), "publications 1 (1.000001)", "name_vi", NULL},
    {RULE_NOT_LISTED, PUBLISH(PRINTED("D", "H01", "1.000003", "C", IN)), "publications 1 (1.000003)", "code", NULL},
    {RULE_SHARES,
     PUBLISH(PRINTED("D", "H01", "1.000001", "A", IN ", \"term\": \"3 days\", \"shares_milli\": [1000, 1000]")),
     "publications 1 (1.000001)", "shares_milli", NULL},
    {RULE_SERVICE,
     PUBLISH(PRINTED("D", "H01", "1.000001", "A", IN ", \"service\": \"full\"") ", " PRINTED(
         "E", "H02", "1.000001", "A", IN ", \"service\": \"part\"")),
     "publications 2 (1.000001)", "service", NULL},
    {RULE_TERMS,
     PUBLISH(PRINTED("D", "H01", "1.000001", "A", IN ", \"term\": \"5 days\"") ", " PRINTED(
         "E", "H02", "1.000001", "A", IN ", \"term\": \"5 workdays\"")),
     "publications 2 (1.000001)", "term", NULL},
    {RULE_SKEW,
     PUBLISH(PRINTED("D", "H01", "1.000001", "A", IN) ", " PRINTED("E", "H02", "1.000001", "A",
                                                                   "\"standing\": \"abolished\"")),
     "publications 1 (1.000001)", "standing", NULL},
};

static void every_rule_is_broken_and_found_at_its_place(void **state)
{
    (void)state;
    bool seen[RULE_COUNT] = {false};
    for (size_t i = 0; i < COUNT(cases); i++) {
        char path[128];
        put("a.json", cases[i].text);
        (void)snprintf(path, sizeof path, "%s/b.json", folder);
        (void)unlink(path);
        if (cases[i].second != NULL) {
            put("b.json", cases[i].second);
        }
        check_folder(folder);
        const char *line = arena_printf(op.arena, "%s\t%s\ta.json\t%s\t%s",
                                        severity_choices.codes[catalogue_rule_severity(cases[i].rule)],
                                        catalogue_rule_code(cases[i].rule), cases[i].row, cases[i].field);
        size_t also = cases[i].rule == RULE_CLASH; /* one of the two names is not the catalogue's */
        if (!was_found(line) || catalogue.finding_count != 1 + also) {
            print_findings();
            fail_msg("case %zu: wanted only: %s", i, line);
        }
        seen[cases[i].rule] = true;
    }
    for (int rule = 0; rule < RULE_COUNT; rule++) {
        if (!seen[rule]) {
            fail_msg("no case breaks %s", catalogue_rule_code((enum catalogue_rule)rule));
        }
    }
}

static void every_rule_has_a_sentence_and_a_cure_in_both_languages(void **state)
{
    (void)state;
    for (int rule = 0; rule < RULE_COUNT; rule++) {
        static const char *const parts[] = {"rule", "cure"};
        for (size_t i = 0; i < COUNT(parts); i++) {
            const char *key =
                arena_printf(op.arena, "catalogue.%s.%s", parts[i], catalogue_rule_code((enum catalogue_rule)rule));
            assert_true(text_has(key));
            if (rule != RULE_FIELD || i == 1) { /* its sentence is the field's own */
                assert_string_not_equal(text_get(LANG_VI, key), text_get(LANG_EN, key));
            }
        }
    }
}

static void all_findings_are_reported_not_only_the_first(void **state)
{
    (void)state;
    put("a.json", "{\"fields\": [{\"name_vi\": 3, \"extra\": 1}, {}], \"nothing\": []}");
    put("b.json", "{");
    put("c.json", PROCEDURES(ROW("x", "A", ", \"effective_from\": \"soon\", \"unit\": \"____\"")));
    check_folder(folder);
    assert_int_equal(catalogue.finding_count, 4 + 3 + 1 + 1 + 3);
}

static void a_folder_that_is_not_there_is_an_error_of_the_call(void **state)
{
    (void)state;
    assert_false(catalogue_read(&catalogue, "/nowhere/at/all"));
    assert_string_equal(op.error.key, "catalogue.no_folder");
}

/* ---- size ---- */

static void put_many(int file, int from, int to)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s/many-%03d.json", folder, file);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    (void)fprintf(f, "{%s\"procedures\": [", file == 0 ? FIELDS ", " : "");
    for (int i = from; i < to; i++) {
        (void)fprintf(f,
                      "%s" ROW("1.%06d", "Thủ tục cấp giấy phép số %d",
                               ", \"result_vi\": \"Giấy phép\", \"clocks\": [{\"kind\": "
                               "\"decision\", \"term\": \"10 workdays\", \"certainty\": \"found\", \"source\": \"s\"}, "
                               "{\"kind\": \"check\", "
                               "\"term\": \"3 workdays\", \"certainty\": \"found\", \"source\": \"s\"}], \"fees\": "
                               "[{\"code\": \"x\", \"name_vi\": "
                               "\"Phí\", \"name_en\": \"Fee\", \"basis\": \"fixed\", \"amount\": 100000, \"channel\": "
                               "\"any\", \"certainty\": "
                               "\"found\", \"source\": \"s\"}], \"components\": [{\"code\": \"don\", \"name_vi\": "
                               "\"Đơn\", \"certainty\": \"found\", "
                               "\"source\": \"s\"}]"),
                      i > from ? ", " : "", i, i);
    }
    (void)fputs("]}", f);
    assert_int_equal(fclose(f), 0);
}

static void two_thousand_procedures_load_in_seconds(void **state)
{
    (void)state;
    struct timespec from, to;
    struct catalogue_counts n;
    for (int file = 0; file < 20; file++) {
        put_many(file, file * 100, file * 100 + 100);
    }
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    check_folder(folder);
    catalogue_count_all(&catalogue, &n);
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    if (catalogue.finding_count > 0) {
        print_findings();
    }
    assert_int_equal(catalogue.finding_count, 0);
    assert_int_equal(n.procedures, 2000);
    assert_int_equal(n.known[KNOWN_CORE], 2000);
    double seconds = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    print_message("2,000 procedures read and checked in %.2f s of CPU time\n", seconds);
    assert_true(seconds < 10.0); /* with sanitizers */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)
        CASE(the_shipped_catalogue_has_no_error),
        CASE(the_ministry_its_units_and_thirty_four_departments_are_there),
        CASE(the_defects_of_published_decisions_are_found_and_nothing_else),
        CASE(every_rule_is_broken_and_found_at_its_place),
        CASE(every_rule_has_a_sentence_and_a_cure_in_both_languages),
        CASE(all_findings_are_reported_not_only_the_first),
        CASE(a_folder_that_is_not_there_is_an_error_of_the_call),
        CASE(two_thousand_procedures_load_in_seconds),
    };
    return cmocka_run_group_tests_name("catalogue", tests, NULL, NULL);
}
