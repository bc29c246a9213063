/* openapi_tool OUT: proves the route table consistent and writes the OpenAPI document that the screens' client is generated
 * from. Runs on the build host; linked with the same routes.c as the program. */
#include "http/openapi.h"
#include "http/router.h"

#include <stdio.h>

static int report(const struct op *op)
{
    (void)fprintf(stderr, "openapi: %s %s", op->error.key, op->error.cause != NULL ? op->error.cause : "");
    for (int i = 0; i < op->error.arg_count; i++) {
        (void)fprintf(stderr, " %s=%s", op->error.args[i].name, op->error.args[i].value);
    }
    (void)fputc('\n', stderr);
    return 1;
}

static int write_file(const char *path, const struct strbuf *text)
{
    FILE *out = fopen(path, "wb");
    bool done = out != NULL && fwrite(text->data, 1, text->len, out) == text->len;
    done = out != NULL && fclose(out) == 0 && done;
    if (!done) {
        (void)fprintf(stderr, "openapi: cannot write %s\n", path);
    }
    return done ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        (void)fprintf(stderr, "usage: openapi_tool OUT\n");
        return 2;
    }
    struct arena *arena = arena_open((size_t)64 << 20);
    struct op op;
    struct strbuf out;
    op_init(&op, arena, "openapi", LANG_EN);
    strbuf_init(&out, arena, OPENAPI_MAX);
    const struct openapi_source source = {routes, route_count, openapi_shapes(), THAO_VERSION};
    int status = router_check(&op, routes, route_count) && openapi_write(&op, &source, &out) ? write_file(argv[1], &out)
                                                                                             : report(&op);
    arena_close(arena);
    return status;
}
