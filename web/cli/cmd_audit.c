/* audit verify: recomputes the audit chain of every world of a data folder. */
#include "audit/audit.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/cmd.h"
#include "world/golden_vfs.h"
#include "world/store.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct totals {
    int worlds, broken;
    int64_t acts;
};

static void verify_world(struct world_store *store, const char *id, struct totals *t)
{
    struct op op;
    struct arena *arena = arena_open((size_t)512 << 20);
    int64_t acts = 0;
    op_init(&op, arena, "audit", LANG_VI);
    struct world *w = world_get(&op, store, id);
    bool ok = w != NULL && audit_verify(&op, world_db(w), &acts);
    if (ok) {
        printf("%s\tok\tgeneration %lld\t%lld acts\n", id, (long long)world_generation(w), (long long)acts);
    } else {
        printf("%s\tBROKEN\t%s\n", id, text_error(&op));
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

static int verify(struct op *op, const char *data)
{
    struct totals t = {0, 0, 0};
    struct dirent **names = NULL;
    struct world_store *store = cli_data(op, data) ? world_store_open(op, data, NULL) : NULL;
    if (store == NULL) {
        return cli_failed(op, "audit");
    }
    int count = scandir(arena_printf(op->arena, "%s/worlds", data), &names, is_world, alphasort);
    for (int i = 0; i < count; i++) {
        verify_world(store, names[i]->d_name, &t);
        free(names[i]);
    }
    free(names);
    world_store_close(store);
    printf("%d worlds, %lld acts, %d broken\n", t.worlds, (long long)t.acts, t.broken);
    return t.broken == 0 && count >= 0 ? 0 : 1;
}

int cmd_audit(int argc, char **argv)
{
    const char *data = "var";
    struct cli_rest rest;
    const struct cli_option options[] = {{"data", &data, NULL}, {NULL, NULL, NULL}};
    if (!cli_parse(argc, argv, options, &rest)) {
        return 2;
    }
    if (rest.count != 1 || strcmp(rest.items[0], "verify") != 0) {
        fprintf(stderr, "usage: thaotruong audit verify [--data DIR]\n");
        return 2;
    }
    struct op op;
    struct arena *arena = arena_open((size_t)64 << 20);
    op_init(&op, arena, "audit", LANG_VI);
    int status = golden_vfs_start(&op) ? verify(&op, data) : cli_failed(&op, "audit");
    arena_close(arena);
    return status;
}
