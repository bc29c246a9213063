/* scenario test: plays exercises as their self-test (exercise/selftest.h) says, and writes what was found as a table, as JSON and
 * as JUnit XML. Works in a temporary folder; no server and no data folder are needed. */
#include "base/text.h"
#include "cli/cli.h"
#include "cli/cmd.h"
#include "exercise/selftest.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ARENA_MAX ((size_t)1 << 30)
#define OUTPUT_MAX ((size_t)8 << 20)

struct testing_all {
    const char *scenarios;
    struct selftest_options options;
    enum lang lang;
    bool json;
    FILE *junit; /* NULL = not asked for */
    int tested, failed;
};

static void print(const struct strbuf *b, FILE *to)
{
    (void)fwrite(b->data, 1, b->len, to);
    (void)fflush(to);
}

static void write_report(struct op *op, struct testing_all *all, const struct selftest_report *report)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, OUTPUT_MAX);
    if (all->json) {
        json_begin(&out, &b);
        selftest_write_json(op, report, &out);
        printf("%s", all->tested > 0 ? ",\n" : "");
    } else {
        selftest_write_text(op, report, &b);
    }
    print(&b, stdout);
    if (all->junit != NULL) {
        strbuf_init(&b, op->arena, OUTPUT_MAX);
        selftest_write_junit(op, report, &b);
        print(&b, all->junit);
    }
}

/* False: the program itself failed. */
static bool test_folder(struct testing_all *all, const char *folder)
{
    struct op op;
    struct selftest_report report;
    struct exercise *exercise = NULL;
    struct arena *arena = arena_open(ARENA_MAX);
    op_init(&op, arena, "scenario", all->lang);
    bool ok = selftest_folder(&op, folder, &all->options, &report, &exercise);
    if (ok) {
        write_report(&op, all, &report);
        all->tested++;
        all->failed += !report.passed;
    } else {
        (void)cli_failed(&op, "scenario");
    }
    exercise_close(exercise);
    arena_close(arena);
    return ok;
}

static bool is_exercise(struct op *op, const char *folder)
{
    return access(arena_printf(op->arena, "%s/scenario.lua", folder), F_OK) == 0;
}

/* An id below the folder of exercises, else a folder, without its last slash. */
static const char *folder_of(struct op *op, const struct testing_all *all, const char *said)
{
    size_t len = strlen(said);
    const char *shipped = arena_printf(op->arena, "%s/%s", all->scenarios, said);
    while (len > 1 && said[len - 1] == '/') {
        len--;
    }
    return strchr(said, '/') == NULL && is_exercise(op, shipped) ? shipped : arena_strndup(op->arena, said, len);
}

static bool test_every(struct op *op, struct testing_all *all)
{
    struct dirent **names = NULL;
    int count = scandir(all->scenarios, &names, NULL, alphasort);
    bool ok = count >= 0 || fail(op, E_MISSING, "shelf.no_folder", "folder", all->scenarios, NULL) || cli_failed(op, "scenario") == 0;
    for (int i = 0; i < count; i++) {
        const char *folder = arena_printf(op->arena, "%s/%s", all->scenarios, names[i]->d_name);
        if (ok && names[i]->d_name[0] != '.' && is_exercise(op, folder)) {
            ok = test_folder(all, folder);
        }
        free(names[i]);
    }
    free(names);
    return ok;
}

static int test(struct op *op, struct testing_all *all, const struct cli_rest *rest, bool every)
{
    bool ok = true;
    if (all->json) {
        printf("{\"exercises\":[\n");
    }
    if (all->junit != NULL) {
        (void)fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n", all->junit);
    }
    for (int i = 1; ok && i < rest->count; i++) {
        ok = test_folder(all, folder_of(op, all, rest->items[i]));
    }
    ok = ok && (!every || test_every(op, all));
    bool passed = ok && all->failed == 0 && all->tested > 0;
    if (all->junit != NULL) {
        (void)fputs("</testsuites>\n", all->junit);
    }
    if (all->json) {
        printf("],\"passed\":%s}\n", passed ? "true" : "false");
    }
    return passed ? 0 : 1;
}

static int usage(void)
{
    fprintf(stderr, "usage: thaotruong scenario test ID|FOLDER... [--all] [--strict] [--quick] [--junit FILE] [--json]\n"
                    "                               [--lang vi|en] [--scenarios DIR]\n"
                    "  --strict  a spoiled solution that no check notices fails\n"
                    "  --quick   without spoiled solutions\n");
    return 2;
}

static int run(struct op *op, struct testing_all *all, const struct cli_rest *rest, const char *junit, bool every)
{
    all->scenarios = cli_scenarios(op, all->scenarios);
    if (junit != NULL) {
        all->junit = fopen(junit, "we");
        if (all->junit == NULL) {
            fprintf(stderr, "thaotruong scenario: %s: %s\n", junit, strerror(errno));
            return 1;
        }
    }
    int status = test(op, all, rest, every);
    if (all->junit != NULL && fclose(all->junit) != 0) {
        fprintf(stderr, "thaotruong scenario: %s: %s\n", junit, strerror(errno));
        status = 1;
    }
    return status;
}

int cmd_scenario(int argc, char **argv)
{
    struct testing_all all = {0};
    const char *junit = NULL, *lang = NULL;
    bool every = false;
    struct cli_rest rest;
    const struct cli_option options[] = {{"scenarios", &all.scenarios, NULL},   {"junit", &junit, NULL},
                                         {"lang", &lang, NULL},                 {"all", NULL, &every},
                                         {"strict", NULL, &all.options.strict}, {"quick", NULL, &all.options.quick},
                                         {"json", NULL, &all.json},             {NULL, NULL, NULL}};
    if (!cli_parse(argc, argv, options, &rest)) {
        return 2;
    }
    bool known = cli_lang(lang, &all.lang);
    if (rest.count < 1 || strcmp(rest.items[0], "test") != 0 || (rest.count < 2 && !every) || !known) {
        return usage();
    }
    struct op op;
    struct arena *arena = arena_open((size_t)16 << 20);
    op_init(&op, arena, "scenario", all.lang);
    int status = run(&op, &all, &rest, junit, every);
    arena_close(arena);
    return status;
}
