#include "base/port.h"
#include "cli/cli.h"
#include "cli/cmd.h"
#include "ground/ground.h"
#include "people/person.h"
#include "world/golden_vfs.h"

#include <stdio.h>
#include <string.h>

/* The folder's lock is taken: a running server must be stopped first (two writers of one lab.db are one too many). */
static int reset(struct op *op, const char *data, const char *name)
{
    struct ports real = ports_system();
    struct world_store *worlds = world_store_open(op, data, NULL);
    struct store *lab = worlds == NULL ? NULL : store_open(op, arena_printf(op->arena, "%s/lab.db", data));
    const char *password = lab == NULL ? NULL : person_reset(op, lab, name, real.clock.now(NULL));
    if (password != NULL) {
        printf("%s\n", password);
    }
    store_close(lab);
    world_store_close(worlds);
    return password != NULL ? 0 : cli_failed(op, "person");
}

int cmd_person(int argc, char **argv)
{
    const char *data = "var";
    struct cli_rest rest;
    const struct cli_option options[] = {{"data", &data, NULL}, {NULL, NULL, NULL}};
    if (!cli_parse(argc, argv, options, &rest)) {
        return 2;
    }
    if (rest.count != 2 || strcmp(rest.items[0], "reset") != 0) {
        fprintf(stderr, "usage: thaotruong person reset NAME [--data DIR]\n");
        return 2;
    }
    struct op op;
    struct arena *arena = arena_open((size_t)64 << 20);
    op_init(&op, arena, "person", LANG_VI);
    int status = golden_vfs_start(&op) ? reset(&op, data, rest.items[1]) : cli_failed(&op, "person");
    arena_close(arena);
    return status;
}
