#include "base/op.h"

#include <stdarg.h>
#include <string.h>

void op_init(struct op *op, struct arena *arena, const char *id, enum lang lang)
{
    *op = (struct op){.arena = arena, .lang = lang, .now = INSTANT_NONE};
    op->id = arena_strdup(arena, id);
}

void op_clear(struct op *op)
{
    op->error = (struct error){.code = E_NONE};
}

/* Reads the pairs that end with NULL. */
static int read_args(struct op *op, struct error_arg *out, va_list args)
{
    int count = 0;
    for (;;) {
        const char *name = va_arg(args, const char *);
        if (name == NULL) {
            return count;
        }
        const char *value = va_arg(args, const char *);
        must(count < ERROR_ARGS_MAX);
        out[count].name = name;
        out[count].value = arena_strdup(op->arena, value == NULL ? "" : value);
        count++;
    }
}

static void fail_with(struct op *op, enum error_code code, const char *field, const char *key, va_list args)
{
    if (op_failed(op)) {
        return;
    }
    must(code != E_NONE);
    op->error.code = code;
    op->error.key = key;
    op->error.field = field == NULL ? NULL : arena_strdup(op->arena, field);
    op->error.arg_count = read_args(op, op->error.args, args);
}

bool (fail)(struct op *op, enum error_code code, const char *key, ...)
{
    va_list args;
    va_start(args, key);
    fail_with(op, code, NULL, key, args);
    va_end(args);
    return false;
}

bool (fail_field)(struct op *op, enum error_code code, const char *field, const char *key, ...)
{
    va_list args;
    va_start(args, key);
    fail_with(op, code, field, key, args);
    va_end(args);
    return false;
}

bool (fail_broken)(struct op *op, const char *format, ...)
{
    if (op_failed(op)) {
        return false;
    }
    va_list args;
    va_start(args, format);
    op->error.code = E_BROKEN;
    op->error.key = "error.broken";
    op->error.cause = arena_vprintf(op->arena, format, args);
    va_end(args);
    return false;
}

bool (fail_more)(struct op *op, const char *field, const char *key, ...)
{
    (void)fail(op, E_INPUT, "input.invalid", NULL);
    struct field_error *e = arena_alloc(op->arena, sizeof *e);
    va_list args;
    va_start(args, key);
    e->field = arena_strdup(op->arena, field);
    e->key = key;
    e->arg_count = read_args(op, e->args, args);
    va_end(args);
    struct field_error **end = &op->error.fields;
    while (*end != NULL) {
        end = &(*end)->next;
    }
    *end = e;
    if (op->error.field == NULL) {
        op->error.field = e->field;
    }
    return false;
}
