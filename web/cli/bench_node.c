#include "cli/bench_node.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SCRIPT_MAX ((size_t)64 << 20)

bool bench_node_is_installed(struct op *op, const char *folder)
{
    static const char *const parts[] = {"service.mjs", "node_modules/better-sqlite3/build/Release/better_sqlite3.node"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (access(arena_printf(op->arena, "%s/%s", folder, parts[i]), R_OK) != 0) {
            return false;
        }
    }
    return true;
}

static bool write_script(struct op *op, const struct bench_node_options *o)
{
    struct strbuf text;
    struct json_out out;
    const char *path = arena_printf(op->arena, "%s/script.json", o->work);
    strbuf_init(&text, op->arena, SCRIPT_MAX);
    json_begin(&out, &text);
    bench_script_put(&out, o->script);
    FILE *file = fopen(path, "wb");
    bool ok = !text.overflow && file != NULL && fwrite(text.data, 1, text.len, file) == text.len;
    ok = file != NULL && fclose(file) == 0 && ok;
    return ok || fail_broken(op, "writing %s: %s", path, strerror(errno));
}

/* The service copies it for each office; here a name is enough. */
static bool link_golden(struct op *op, const struct bench_node_options *o)
{
    const char *path = arena_printf(op->arena, "%s/golden.db", o->work);
    return symlink(o->golden, path) == 0 || errno == EEXIST || fail_broken(op, "linking %s: %s", path, strerror(errno));
}

bool bench_node_start(struct op *op, const struct bench_node_options *o, struct bench_server *out)
{
    const char *args[] = {"node", arena_printf(op->arena, "%s/service.mjs", o->installed), o->work,
                          arena_printf(op->arena, "%d", o->worlds), o->every_commit ? "commit" : "second", NULL};
    *out = (struct bench_server){.pid = -1, .out = -1};
    if (mkdir(o->work, 0750) != 0 && errno != EEXIST) {
        return fail_broken(op, "making %s: %s", o->work, strerror(errno));
    }
    return write_script(op, o) && link_golden(op, o) && bench_server_launch(op, "node", args, o->log, out);
}
