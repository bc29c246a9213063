/* audit verify: recomputes the audit chain of every world of a data folder. Beside a running server too (folder.h): each world is
 * held while it is looked through, as by any other request. */
#include "audit/audit.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/cmd.h"
#include "cli/folder.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct totals {
    int worlds, broken;
    int64_t acts;
};

static void verify_world(struct folder *f, const char *id, struct totals *t)
{
    struct op op;
    struct arena *arena = arena_open((size_t)512 << 20);
    int64_t acts = 0;
    op_init(&op, arena, "audit", LANG_VI);
    struct world *w = world_get(&op, f->worlds, id);
    bool ok = w != NULL && audit_verify(&op, world_db(w), &acts);
    if (ok) {
        fprintf(f->out, "%s\tok\tgeneration %lld\t%lld acts\n", id, (long long)world_generation(w), (long long)acts);
    } else {
        fprintf(f->out, "%s\tBROKEN\t%s\n", id, text_error(&op));
        t->broken++;
    }
    t->worlds++;
    t->acts += acts;
    world_put(w);
    arena_close(arena);
}

static int is_world(const struct dirent *d)
{
    return d->d_type == DT_DIR && d->d_name[0] != '.';
}

static bool read_words(int argc, char **argv, const char **data)
{
    struct cli_rest rest;
    *data = "var";
    const struct cli_option options[] = {{"data", data, NULL}, {NULL, NULL, NULL}};
    return cli_parse(argc, argv, options, &rest) && rest.count == 1 && strcmp(rest.items[0], "verify") == 0;
}

int audit_in_folder(struct op *op, struct folder *folder, int argc, char **argv)
{
    struct totals t = {0, 0, 0};
    struct dirent **names = NULL;
    const char *data = NULL;
    if (!read_words(argc, argv, &data)) {
        return 2;
    }
    int count = scandir(arena_printf(op->arena, "%s/worlds", folder->data), &names, is_world, alphasort);
    for (int i = 0; i < count; i++) {
        verify_world(folder, names[i]->d_name, &t);
        free(names[i]);
    }
    free(names);
    fprintf(folder->out, "%d worlds, %lld acts, %d broken\n", t.worlds, (long long)t.acts, t.broken);
    return t.broken == 0 && count >= 0 ? 0 : 1;
}

int cmd_audit(int argc, char **argv)
{
    const char *data = NULL;
    if (!read_words(argc, argv, &data)) {
        fprintf(stderr, "usage: thaotruong audit verify [--data DIR]\n");
        return 2;
    }
    return folder_run(data, argc, argv);
}
