/* The official forms: what is on the paper, word for word, and that nothing disturbs it. */
#include "form/form.h"

#include "base/digest.h"
#include "base/text.h"
#include "form/template.h"

#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FORMS TEST_SOURCE_DIR "/tests/expected/forms/"
#define MADE TEST_BINARY_DIR "/forms"

static int open_op(void **state)
{
    static struct op op;

    op_init(&op, arena_open((size_t)256 << 20), "test", LANG_VI);
    *state = &op;
    (void)mkdir(MADE, 0777);
    return 0;
}

static int close_op(void **state)
{
    struct op *op = *state;

    arena_close(op->arena);
    return 0;
}

static char *read_stream(struct op *op, FILE *f, size_t *len)
{
    char *text = arena_alloc(op->arena, (size_t)1 << 20);

    *len = fread(text, 1, ((size_t)1 << 20) - 1, f);
    return text;
}

static char *read_path(struct op *op, const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    char *text;

    if (!f)
        fail_msg("no file %s", path);
    text = read_stream(op, f, len);
    (void)fclose(f);
    return text;
}

static const struct json *data_of(struct op *op, const char *code)
{
    size_t len;
    const char *text = read_path(op, arena_printf(op->arena, FORMS "form%s.json", code), &len);
    const struct json *data = json_parse(op, text, len);

    assert_non_null(data);
    return data;
}

static const char *draw(struct op *op, const char *code, const struct json *data, size_t *len)
{
    const void *bytes = NULL;

    if (!form_draw(op, code, data, &bytes, len))
        fail_msg("form %s: %s %s", code, text_error(op), op->error.cause ? op->error.cause : "");
    return bytes;
}

/* Form feeds become lines of their own. */
static const char *pages_marked(struct op *op, const char *text)
{
    struct strbuf b;

    strbuf_init(&b, op->arena, (size_t)2 << 20);
    for (; *text; text++)
        if (*text == '\f')
            strbuf_puts(&b, "----- end of page\n");
        else
            strbuf_putc(&b, *text);
    return b.data;
}

/* Saves the PDF under that name and gives its text as pdftotext sees it. */
static const char *text_of(struct op *op, const char *name, const char *bytes, size_t len)
{
    const char *path = arena_printf(op->arena, MADE "/%s.pdf", name);
    FILE *f = fopen(path, "wb");
    const char *text;
    size_t n;

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    (void)fclose(f);
    f = popen(arena_printf(op->arena, "pdftotext -layout '%s' - 2>&1", path), "r");
    assert_non_null(f);
    text = read_stream(op, f, &n);
    assert_int_equal(pclose(f), 0);
    return pages_marked(op, text);
}

static const char *draw_text(struct op *op, const char *code, const char *name, const struct json *data)
{
    size_t len;
    const char *bytes = draw(op, code, data, &len);

    return text_of(op, name, bytes, len);
}

static void every_form_prints_as_expected(void **state)
{
    struct op *op = *state;
    size_t count;
    const struct form *forms = form_all(&count);

    assert_int_equal(count, 7);
    for (size_t i = 0; i < count; i++) {
        const char *name = arena_printf(op->arena, "form%s", forms[i].code);
        const char *text = draw_text(op, forms[i].code, name, data_of(op, forms[i].code));
        const char *path = arena_printf(op->arena, FORMS "%s.txt", name);
        size_t len;

        if (getenv("THAO_WRITE_EXPECTED")) {
            FILE *f = fopen(path, "wb");

            assert_non_null(f);
            (void)fputs(text, f);
            (void)fclose(f);
        }
        if (strcmp(text, read_path(op, path, &len)) != 0)
            fail_msg("%s differs from %s:\n%s", name, path, text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_form_prints_as_expected, open_op, close_op),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
