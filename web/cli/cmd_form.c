#include "cli/cmd_form.h"

#include "base/text.h"
#include "catalogue/eform.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMMAND_ARENA ((size_t)256 << 20)
#define LINE_BYTES (JSON_BYTES_MAX + EFORM_SCHEMA_MAX + 16)
#define EXIT_USAGE 2

struct options {
    const char *files[2];
    int file_count;
    bool json, batch;
};

/* ---- reading ---- */

static bool usage(struct op *op)
{
    return fail(op, E_INPUT, "cli.form.usage", NULL);
}

static bool read_options(struct op *op, int argc, char **argv, struct options *out)
{
    *out = (struct options){0};
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) {
            i++;
            op->lang = strcmp(argv[i], "en") == 0 ? LANG_EN : LANG_VI;
            if (strcmp(argv[i], "en") != 0 && strcmp(argv[i], "vi") != 0) {
                return fail_field(op, E_INPUT, "--lang", "cli.form.lang", NULL);
            }
        } else if (strcmp(argv[i], "--json") == 0) {
            out->json = true;
        } else if (strcmp(argv[i], "--batch") == 0) {
            out->batch = true;
        } else if (argv[i][0] == '-' || out->file_count == 2) {
            return usage(op);
        } else {
            out->files[out->file_count++] = argv[i];
        }
    }
    return out->file_count == (out->batch ? 0 : 2) || usage(op);
}

/* Missing or unreadable is E_MISSING, so that it can be told from what is wrong inside. */
static const struct json *read_json(struct op *op, const char *path)
{
    errno = 0;
    FILE *f = fopen(path, "rb");
    char *bytes = arena_alloc(op->arena, JSON_BYTES_MAX + 1);
    size_t len = f == NULL ? 0 : fread(bytes, 1, JSON_BYTES_MAX + 1, f);
    if (f == NULL || ferror(f)) {
        (void)fail(op, E_MISSING, errno == ENOENT ? "cli.form.no_file" : "cli.form.cannot_read", NULL);
    }
    if (f != NULL) {
        (void)fclose(f);
    }
    return op_failed(op) ? NULL : json_parse(op, bytes, len);
}

/* ---- telling ---- */

static const char *shown(const char *pointer)
{
    return *pointer == '\0' ? "\"\"" : pointer;
}

static const char *field_sentence(struct op *op, const struct field_error *e)
{
    return text_format(op->arena, op->lang, e->key, e->args, e->arg_count);
}

/* What the operation failed with; the field errors one a line. */
static int complain(struct op *op, const struct options *o, const char *where, int status)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, (size_t)8 << 20);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    json_put_bool(&out, "valid", false);
    json_put_text(&out, "where", where);
    json_put_text(&out, "key", op->error.key);
    json_put_text(&out, "sentence", text_error(op));
    json_open_array(&out, "errors");
    for (const struct field_error *e = op->error.fields; e != NULL; e = e->next) {
        json_open_object(&out, NULL);
        json_put_text(&out, "pointer", e->field);
        json_put_text(&out, "key", e->key);
        json_put_text(&out, "sentence", field_sentence(op, e));
        json_close_object(&out);
    }
    json_close_array(&out);
    json_close_object(&out);
    if (o->json) {
        puts(b.data);
        return status;
    }
    bool named = op->error.fields == NULL && op->error.field != NULL;
    fprintf(stderr, "%s: %s%s%s\n", where, named ? op->error.field : "", named ? ": " : "", text_error(op));
    for (const struct field_error *e = op->error.fields; e != NULL; e = e->next) {
        fprintf(stderr, "%s: %s\n", shown(e->field), field_sentence(op, e));
    }
    return status;
}

static void tell_json(struct op *op, const struct eform_errors *errors)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, (size_t)8 << 20);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    json_put_bool(&out, "valid", errors->count == 0);
    json_open_array(&out, "errors");
    for (size_t i = 0; i < errors->count; i++) {
        const struct eform_error *e = &errors->items[i];
        json_open_object(&out, NULL);
        json_put_text(&out, "pointer", e->pointer);
        json_put_text(&out, "keyword", e->keyword);
        json_put_text(&out, "schema", e->schema);
        json_put_text(&out, "key", e->key);
        json_put_text(&out, "sentence", eform_error_text(op, e));
        json_close_object(&out);
    }
    json_close_array(&out);
    json_put_bool(&out, "more", errors->more);
    json_close_object(&out);
    puts(b.data);
}

static void tell_lines(struct op *op, const struct eform_errors *errors)
{
    for (size_t i = 0; i < errors->count; i++) {
        const struct eform_error *e = &errors->items[i];
        printf("%s: %s (%s)\n", shown(e->pointer), eform_error_text(op, e), e->keyword);
    }
    if (errors->count == 0) {
        puts(text_get(op->lang, "cli.form.fits"));
    } else if (errors->more) {
        puts(text_get(op->lang, "cli.form.more"));
    }
}

/* ---- checking ---- */

static int check(struct op *op, const struct options *o)
{
    struct eform_errors errors;
    const struct json *schema = read_json(op, o->files[0]);
    const struct eform *form = schema == NULL ? NULL : eform_compile(op, schema);
    if (form == NULL) {
        return complain(op, o, o->files[0], EXIT_USAGE);
    }
    const struct json *instance = read_json(op, o->files[1]);
    if (instance == NULL) {
        return complain(op, o, o->files[1], op->error.code == E_MISSING ? EXIT_USAGE : EXIT_FAILURE);
    }
    bool fits = eform_validate(op, form, instance, &errors);
    if (!fits && errors.count == 0) {
        return complain(op, o, o->files[1], EXIT_FAILURE);
    }
    if (o->json) {
        tell_json(op, &errors);
    } else {
        tell_lines(op, &errors);
    }
    return fits ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* The word for one line of the batch. */
static void check_line(struct op *op, const char *schema_text, const char *instance_text)
{
    const struct json *schema = json_parse(op, schema_text, strlen(schema_text));
    const struct eform *form = schema == NULL ? NULL : eform_compile(op, schema);
    if (form == NULL) {
        const struct field_error *first = op->error.fields;
        printf("bad-schema\t%s\t%s\n", first == NULL ? "" : first->field, first == NULL ? op->error.key : first->key);
        return;
    }
    const struct json *instance = json_parse(op, instance_text, strlen(instance_text));
    bool fits = instance != NULL && eform_validate(op, form, instance, NULL);
    puts(fits ? "valid" : instance == NULL ? "bad-declaration" : op->error.code == E_LIMIT ? "limit" : "invalid");
}

static int batch(struct op *op, const struct options *o)
{
    struct arena *lines = arena_open(LINE_BYTES + 4096);
    char *line = arena_alloc(lines, LINE_BYTES);
    int status = EXIT_SUCCESS;
    while (status == EXIT_SUCCESS && fgets(line, LINE_BYTES, stdin) != NULL) {
        size_t length = strcspn(line, "\n");
        bool whole = line[length] == '\n' || feof(stdin);
        line[length] = '\0';
        char *tab = strchr(line, '\t');
        arena_reset(op->arena);
        op_init(op, op->arena, "cli", op->lang);
        if (!whole || tab == NULL) {
            (void)fail_field(op, E_INPUT, "stdin", "cli.form.batch_line", NULL);
            status = complain(op, o, "stdin", EXIT_USAGE);
            continue;
        }
        *tab = '\0';
        check_line(op, line, tab + 1);
    }
    arena_close(lines);
    return status;
}

int cmd_form(int argc, char **argv)
{
    struct op op;
    struct options o = {0};
    struct arena *arena = arena_open(COMMAND_ARENA);
    op_init(&op, arena, "cli", LANG_VI);
    int status = EXIT_USAGE;
    if (argc < 2 || strcmp(argv[1], "check") != 0) {
        (void)usage(&op);
    } else {
        (void)read_options(&op, argc, argv, &o);
    }
    if (op_failed(&op)) {
        (void)complain(&op, &o, "form", EXIT_USAGE);
    } else {
        status = o.batch ? batch(&op, &o) : check(&op, &o);
    }
    if (fflush(stdout) != 0) {
        perror("stdout");
        status = EXIT_FAILURE;
    }
    arena_close(arena);
    return status;
}
