/* cmd_bench: `thaotruong bench SUBJECT`: one function per subject; each prints what it measured and answers the exit status. */
#include "cli/cmd.h"
#include "cli/cmd_bench_acts.h"
#include "cli/cmd_bench_files.h"
#include "cli/cmd_bench_office.h"
#include "cli/cmd_bench_worlds.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary;
} subjects[] = {
    {"worlds", cmd_bench_worlds, "create, open, act, reset and rewind: [--create] [--postgres] [--json] [--quick]"},
    {"acts", cmd_bench_acts, "one act over HTTP beside a bare C loop with the same statements: [--json] [--quick]"},
    {"office", cmd_bench_office, "an office with very many dossiers: [--dossiers 10000,100000,1000000] [--folder DIR] [--json] [--quick]"},
    {"files", cmd_bench_files, "attachments in and out beside plain files: [--files 10000] [--size BYTES] [--json] [--quick]"},
};

int cmd_bench(int argc, char **argv)
{
    for (size_t i = 0; argc > 1 && i < sizeof subjects / sizeof subjects[0]; i++) {
        if (strcmp(argv[1], subjects[i].name) == 0) {
            return subjects[i].run(argc, argv);
        }
    }
    for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++) {
        printf("thaotruong bench %-10s %s\n", subjects[i].name, subjects[i].summary);
    }
    return 2;
}
