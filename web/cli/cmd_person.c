/* person: staff accounts from the command line: a new one, or a new password for one. Beside a running server too (folder.h). */
#include "base/port.h"
#include "cli/cli.h"
#include "cli/cmd.h"
#include "cli/folder.h"
#include "people/person.h"

#include <stdio.h>
#include <string.h>

struct wish {
    const char *data, *username, *role, *name, *org;
    bool adds;
};

/* Both answer a password, to be printed once. */
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

static bool read_wish(int argc, char **argv, struct wish *wish)
{
    struct cli_rest rest;
    *wish = (struct wish){.data = "var"};
    const struct cli_option options[] = {{"data", &wish->data, NULL}, {"role", &wish->role, NULL}, {"name", &wish->name, NULL},
                                         {"org", &wish->org, NULL},   {NULL, NULL, NULL}};
    if (!cli_parse(argc, argv, options, &rest) || rest.count != 2) {
        return false;
    }
    wish->username = rest.items[1];
    wish->adds = strcmp(rest.items[0], "add") == 0 && wish->role != NULL;
    return wish->adds || strcmp(rest.items[0], "reset") == 0;
}

int person_in_folder(struct op *op, struct folder *folder, int argc, char **argv)
{
    struct wish wish;
    struct ports real = ports_system();
    if (!read_wish(argc, argv, &wish)) {
        return 2;
    }
    const char *password = (wish.adds ? add : reset)(op, folder->lab, &wish, real.clock.now(NULL));
    if (password != NULL) {
        fprintf(folder->out, "%s\n", password);
    }
    return password != NULL ? 0 : 1;
}

int cmd_person(int argc, char **argv)
{
    struct wish wish;
    if (!read_wish(argc, argv, &wish)) {
        fprintf(stderr, "usage: thaotruong person reset NAME [--data DIR]\n"
                        "       thaotruong person add NAME --role ROLE [--name \"…\"] [--org CODE] [--data DIR]\n");
        return 2;
    }
    return folder_run(wish.data, argc, argv);
}
