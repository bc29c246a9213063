/* cli: THE table of commands. Each command is a function of its own file, with argv[0] its own name. Exit status: 0 done, 1 failed
 * (said why on standard error), 2 wrong use. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/op.h"

struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary;
};
extern const struct command commands[];
extern const size_t command_count;

/* Runs the command named by argv[1]; prints help if there is none. */
int cli_main(int argc, char **argv);

/* Options of the form --name value or --flag. `options` ends with a NULL name; text options point to const char *, flags to bool.
 * False after saying on standard error what is wrong. Positional arguments are collected in order. */
struct cli_option {
    const char *name;   /* without the dashes */
    const char **text;  /* value, or NULL for a flag */
    bool *flag;
};
struct cli_rest {
    const char *items[8];
    int count;
};
bool cli_parse(int argc, char **argv, const struct cli_option *options, struct cli_rest *rest);
/* A language by its code; NULL is Vietnamese. False for a word that is neither vi nor en (`out` is Vietnamese then). */
bool cli_lang(const char *said, enum lang *out);
/* A whole number in [least, most]; NULL leaves `out` as it is. False for anything else. */
bool cli_number(const char *said, int least, int most, int *out);
/* The operation's failure, in its language, on standard error; answers 1. */
int cli_failed(struct op *op, const char *command);
/* Whether the folder holds a server's data; fails cli.no_data otherwise, so that a mistyped folder is not taken for an empty one. */
bool cli_data(struct op *op, const char *folder);
/* Folder of the shipped exercises: --scenarios, else ./scenarios, else ../../scenarios beside the program. */
const char *cli_scenarios(struct op *op, const char *said);

#endif
