#include "cli/cli.h"

#include "base/log.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "cli/cmd_calendar.h"
#include "cli/cmd_form.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct command commands[] = {
    {"serve", cmd_serve, "run the server"},
    {"person", cmd_person, "staff accounts: person add NAME --role ROLE, person reset NAME"},
    {"audit", cmd_audit, "verify the audit chains: audit verify"},
    {"scenario", cmd_scenario, "play exercises as a test: scenario test ID"},
    {"play", cmd_play, "tell the solution of an exercise as a story: play ID"},
    {"calendar", cmd_calendar, "due dates and the working calendar"},
    {"catalogue", cmd_catalogue, "is the catalogue in order: catalogue check [FOLDER]"},
    {"lifecycle", cmd_lifecycle, "what may happen to a dossier, as a picture: lifecycle --mermaid, lifecycle --dot"},
    {"form", cmd_form, "check a declaration against an e-form: form check SCHEMA.json DECLARATION.json"},
    {"bench", cmd_bench, "measure: bench worlds, bench acts"},
};
const size_t command_count = sizeof commands / sizeof commands[0];

static int help(void)
{
    printf("thaotruong COMMAND [options]\n\n");
    for (size_t i = 0; i < command_count; i++) {
        printf("  %-10s %s\n", commands[i].name, commands[i].summary);
    }
    return 2;
}

int cli_main(int argc, char **argv)
{
    if (argc < 2) {
        return help();
    }
    for (size_t i = 0; i < command_count; i++) {
        if (strcmp(argv[1], commands[i].name) == 0) {
            return commands[i].run(argc - 1, argv + 1);
        }
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        (void)help();
        return 0;
    }
    fprintf(stderr, "thaotruong: no command \"%s\"\n", argv[1]);
    return help();
}

static const struct cli_option *find_option(const struct cli_option *options, const char *name)
{
    for (const struct cli_option *o = options; o->name != NULL; o++) {
        if (strcmp(o->name, name) == 0) {
            return o;
        }
    }
    return NULL;
}

bool cli_parse(int argc, char **argv, const struct cli_option *options, struct cli_rest *rest)
{
    rest->count = 0;
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "--", 2) != 0) {
            if (rest->count == (int)(sizeof rest->items / sizeof rest->items[0])) {
                fprintf(stderr, "%s: too many arguments\n", argv[0]);
                return false;
            }
            rest->items[rest->count++] = argv[i];
            continue;
        }
        const struct cli_option *o = find_option(options, argv[i] + 2);
        if (o == NULL) {
            fprintf(stderr, "%s: no option %s\n", argv[0], argv[i]);
            return false;
        }
        if (o->flag != NULL) {
            *o->flag = true;
        } else if (i + 1 < argc) {
            *o->text = argv[++i];
        } else {
            fprintf(stderr, "%s: %s needs a value\n", argv[0], argv[i]);
            return false;
        }
    }
    return true;
}

bool cli_lang(const char *said, enum lang *out)
{
    *out = said != NULL && strcmp(said, "en") == 0 ? LANG_EN : LANG_VI;
    return said == NULL || *out == LANG_EN || strcmp(said, "vi") == 0;
}

bool cli_number(const char *said, int least, int most, int *out)
{
    if (said == NULL) {
        return true;
    }
    char *end = NULL;
    errno = 0;
    long n = strtol(said, &end, 10);
    if (end == said || *end != '\0' || errno != 0 || n < least || n > most) {
        return false;
    }
    *out = (int)n;
    return true;
}

int cli_failed(struct op *op, const char *command)
{
    fprintf(stderr, "thaotruong %s: %s\n", command, text_error(op));
    for (const struct field_error *e = op->error.fields; e != NULL; e = e->next) {
        fprintf(stderr, "  %s: %s\n", e->field, text_format(op->arena, op->lang, e->key, e->args, e->arg_count));
    }
    if (op->error.cause != NULL) {
        fprintf(stderr, "  (%s)\n", op->error.cause);
    }
    return 1;
}

bool cli_data(struct op *op, const char *folder)
{
    if (access(arena_printf(op->arena, "%s/lab.db", folder), F_OK) == 0) {
        return true;
    }
    return fail(op, E_MISSING, "cli.no_data", "folder", folder, NULL);
}

const char *cli_scenarios(struct op *op, const char *said)
{
    char self[4096];
    if (said != NULL || access("scenarios/data", R_OK) == 0) {
        return said != NULL ? said : "scenarios";
    }
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n <= 0) {
        return "scenarios";
    }
    self[n] = '\0';
    char *slash = strrchr(self, '/');
    *slash = '\0';
    return arena_printf(op->arena, "%s/../../scenarios", self);
}
