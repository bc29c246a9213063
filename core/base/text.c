#include "base/text.h"

#include "base/strbuf.h"
#include "base/text_table.h"

#include <string.h>

#define KEY_MAX 128

static const struct text_entry *find(const char *key)
{
    int low = 0, high = text_entry_count;
    while (low < high) {
        int mid = (low + high) / 2;
        int c = strcmp(key, text_entries[mid].key);
        if (c == 0) {
            return &text_entries[mid];
        }
        if (c < 0) {
            high = mid;
        } else {
            low = mid + 1;
        }
    }
    return NULL;
}

bool text_has(const char *key)
{
    return find(key) != NULL;
}

const char *text_get(enum lang lang, const char *key)
{
    const struct text_entry *e = find(key);
    return e == NULL ? key : e->sentence[lang];
}

const char *text_in(enum lang lang, const char *family, const char *code)
{
    char key[KEY_MAX];
    size_t n = strlen(family), m = strlen(code);
    if (n + m + 2 > sizeof key) {
        return NULL;
    }
    char *end = stpcpy(key, family);
    *end = '.';
    (void)stpcpy(end + 1, code);
    const struct text_entry *e = find(key);
    return e == NULL ? NULL : e->sentence[lang];
}

static const char *arg_value(const struct error_arg *args, int count, const char *name, size_t len)
{
    for (int i = 0; i < count; i++) {
        if (strlen(args[i].name) == len && memcmp(args[i].name, name, len) == 0) {
            return args[i].value;
        }
    }
    return NULL;
}

const char *text_format(struct arena *a, enum lang lang, const char *key, const struct error_arg *args, int count)
{
    struct strbuf b;
    strbuf_init(&b, a, 64 * 1024);
    for (const char *p = text_get(lang, key); *p != '\0';) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL;
        const char *value = end == NULL ? NULL : arg_value(args, count, p + 1, (size_t)(end - p - 1));
        if (value == NULL) {
            size_t run = 1 + strcspn(p + 1, "{");
            strbuf_add(&b, p, run);
            p += run;
        } else {
            bool is_key = value[0] == '@' && text_has(value + 1);
            strbuf_puts(&b, is_key ? text_get(lang, value + 1) : value);
            p = end + 1;
        }
    }
    return b.data;
}

const char *text_error(struct op *op)
{
    return text_format(op->arena, op->lang, op->error.key, op->error.args, op->error.arg_count);
}

const char *text_day(struct op *op, const char *iso)
{
    return iso == NULL || strlen(iso) != DAY_TEXT - 1 ? iso : arena_printf(op->arena, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
}
