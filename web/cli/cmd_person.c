/* person: staff accounts from the command line: a new one, or a new password for one. */
#include "base/port.h"
#include "cli/cli.h"
#include "cli/cmd.h"
#include "ground/ground.h"
#include "people/person.h"
#include "world/golden_vfs.h"

#include <stdio.h>
#include <string.h>

struct wish {
    const char *data, *username, *role, *name, *org;
};

/* Each answers a password, to be printed once. */
static const char *reset(struct op *op, struct store *lab, const struct wish *wish, struct instant now)
{
    return person_reset(op, lab, wish->username, now);
}

static const char *add(struct op *op, struct store *lab, const struct wish *wish, struct instant now)
{
    const char *password = NULL;
    struct person staff = {.name = wish->name != NULL ? wish->name : wish->username, .username = wish->username,
                           .org = wish->org};
    if (!person_role_parse(wish->role, &staff.role)) {
        (void)fail_field(op, E_INPUT, "role", "field.choice", "choices", "trainer, author, department, ministry, operator",
                         NULL);
        return NULL;
    }
    return person_add_staff(op, lab, &staff, NULL, now, &password) != NULL ? password : NULL;
}

/* The folder's lock is taken: a running server must be stopped first (two writers of one lab.db are one too many). */
static int with_lab(struct op *op, const struct wish *wish,
                    const char *(*fn)(struct op *, struct store *, const struct wish *, struct instant))
{
    struct ports real = ports_system();
    struct world_store *worlds = fn == add || cli_data(op, wish->data) ? world_store_open(op, wish->data, NULL) : NULL;
    struct store *lab = worlds == NULL ? NULL : store_open(op, arena_printf(op->arena, "%s/lab.db", wish->data));
    const char *password = lab == NULL ? NULL : fn(op, lab, wish, real.clock.now(NULL));
    if (password != NULL) {
        printf("%s\n", password);
    }
    store_close(lab);
    world_store_close(worlds);
    return password != NULL ? 0 : cli_failed(op, "person");
}

int cmd_person(int argc, char **argv)
{
    struct wish wish = {.data = "var"};
    struct cli_rest rest;
    const struct cli_option options[] = {{"data", &wish.data, NULL}, {"role", &wish.role, NULL}, {"name", &wish.name, NULL},
                                         {"org", &wish.org, NULL},   {NULL, NULL, NULL}};
    if (!cli_parse(argc, argv, options, &rest)) {
        return 2;
    }
    bool adds = rest.count == 2 && strcmp(rest.items[0], "add") == 0 && wish.role != NULL;
    if (!adds && (rest.count != 2 || strcmp(rest.items[0], "reset") != 0)) {
        fprintf(stderr, "usage: thaotruong person reset NAME [--data DIR]\n"
                        "       thaotruong person add NAME --role ROLE [--name \"…\"] [--org CODE] [--data DIR]\n");
        return 2;
    }
    wish.username = rest.items[1];
    struct op op;
    struct arena *arena = arena_open((size_t)64 << 20);
    op_init(&op, arena, "person", LANG_VI);
    int status = golden_vfs_start(&op) ? with_lab(&op, &wish, adds ? add : reset) : cli_failed(&op, "person");
    arena_close(arena);
    return status;
}
