/* Any bytes: the first line a schema, the rest a declaration. A schema is published or refused with a place that can be named; a
 * declaration is judged the same twice, and every error leads to a place that is there. */
#include "base/text.h"
#include "catalogue/eform.h"
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

/* One token of a pointer, ~0 and ~1 undone. */
static const char *token_of(struct op *op, const char *start, size_t len)
{
    char *out = arena_strndup(op->arena, start, len);
    char *to = out;
    for (const char *p = out; *p != '\0'; p++) {
        bool escaped = *p == '~';
        p += escaped ? 1 : 0;
        *to++ = escaped ? (*p == '0' ? '~' : '/') : *p;
    }
    *to = '\0';
    return out;
}

/* True if the pointer leads to a place of the document. */
static bool leads(struct op *op, const struct json *node, const char *pointer)
{
    while (node != NULL && *pointer == '/') {
        size_t len = strcspn(pointer + 1, "/");
        const char *token = token_of(op, pointer + 1, len);
        node = node->kind == JSON_ARRAY ? json_at(node, (size_t)strtoul(token, NULL, 10)) : json_get(node, token);
        pointer += 1 + len;
    }
    return node != NULL && *pointer == '\0';
}

static void judge(struct op *op, const struct eform *form, const struct json *schema, const struct json *instance)
{
    struct eform_errors first, second;
    bool fits = eform_validate(op, form, instance, &first);
    enum error_code code = op->error.code;
    must(fits == (code == E_NONE) && (fits || code == E_INPUT || code == E_LIMIT));
    must((first.count > 0) == (code == E_INPUT) && first.count <= EFORM_ERRORS_MAX);
    for (size_t i = 0; i < first.count; i++) {
        must(leads(op, instance, first.items[i].pointer));
        must(leads(op, schema, first.items[i].schema));
        must(text_has(first.items[i].key));
        must(strlen(eform_error_text(op, &first.items[i])) > 0);
    }
    op_clear(op);
    must(eform_validate(op, form, instance, &second) == fits && op->error.code == code);
    must(second.count == first.count && second.more == first.more);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open((size_t)512 << 20);
    struct op op;
    op_init(&op, arena, "fuzz", LANG_EN);
    const uint8_t *end = len == 0 ? NULL : memchr(bytes, '\n', len);
    size_t line = end == NULL ? len : (size_t)(end - bytes);
    const struct json *schema = len == 0 ? NULL : json_parse(&op, (const char *)bytes, line);
    const struct eform *form = schema == NULL ? NULL : eform_compile(&op, schema);
    must(schema == NULL || (form == NULL) == op_failed(&op));
    for (const struct field_error *e = op.error.fields; schema != NULL && e != NULL; e = e->next) {
        must(leads(&op, schema, e->field) && text_has(e->key));
    }
    if (form != NULL && end != NULL) {
        const struct json *instance = json_parse(&op, (const char *)end + 1, len - line - 1);
        if (instance != NULL) {
            judge(&op, form, schema, instance);
        }
    }
    arena_close(arena);
    return 0;
}
