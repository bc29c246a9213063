/* The help for editors and the prelude name the same words, chained words and keys. */
#include "support/check.h"

#include "base/json.h"
#include "script/read.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define NAMES_MAX 400

struct names {
    const char *items[NAMES_MAX];
    size_t count;
};

static void add(struct names *n, const char *name)
{
    assert_true(n->count < NAMES_MAX);
    n->items[n->count++] = name;
}

static bool has(const struct names *n, const char *name)
{
    for (size_t i = 0; i < n->count; i++) {
        if (strcmp(n->items[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static size_t word_length(const char *s)
{
    size_t n = 0;
    while (isalnum((unsigned char)s[n]) || s[n] == '_' || s[n] == '.' || s[n] == ':') {
        n++;
    }
    return n;
}

/* "function event_:by(" -> methods "event:by"; "function persona.bot(" -> words; "---@field goal" in a class -> "step.goal". */
static void read_help(struct arena *a, struct names *words, struct names *methods, struct names *keys)
{
    FILE *f = fopen(TEST_SOURCE_DIR "/scenarios/lib/api.d.lua", "rb");
    assert_non_null(f);
    char line[500];
    const char *class = "";
    while (fgets(line, sizeof line, f) != NULL) {
        if (strncmp(line, "---@class ", 10) == 0) {
            class = arena_strndup(a, line + 10, word_length(line + 10));
        } else if (strncmp(line, "---@field ", 10) == 0) {
            const char *key = line + 10;
            key += *key == '[';
            add(keys, arena_printf(a, "%s.%.*s", class, (int)word_length(key), key));
        } else if (strncmp(line, "function ", 9) == 0) {
            const char *name = arena_strndup(a, line + 9, word_length(line + 9));
            const char *colon = strstr(name, "_:");
            if (colon == NULL) {
                add(words, name);
            } else {
                add(methods, arena_printf(a, "%.*s:%s", (int)(colon - name), name, colon + 2));
            }
        }
    }
    (void)fclose(f);
}

static const char *const lua_words[] = {"assert", "error", "ipairs", "pairs", "pcall", "rawequal", "rawlen", "select", "tonumber",
                                        "tostring", "type"};
static const char *const lua_libraries[] = {"string.", "table.", "math.", "utf8."};

static bool is_lua(const char *word)
{
    for (size_t i = 0; i < sizeof lua_words / sizeof lua_words[0]; i++) {
        if (strcmp(word, lua_words[i]) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < sizeof lua_libraries / sizeof lua_libraries[0]; i++) {
        if (strncmp(word, lua_libraries[i], strlen(lua_libraries[i])) == 0) {
            return true;
        }
    }
    return false;
}

static void compare(const char *what, const struct json *prelude, const struct names *help)
{
    size_t ours = 0;
    for (const struct json *w = prelude->first; w != NULL; w = w->next) {
        if (!is_lua(w->text)) {
            ours++;
            if (!has(help, w->text)) {
                fail_msg("%s: api.d.lua lacks %s", what, w->text);
            }
        }
    }
    for (size_t i = 0; i < help->count; i++) {
        bool found = false;
        for (const struct json *w = prelude->first; w != NULL; w = w->next) {
            found = found || strcmp(w->text, help->items[i]) == 0;
        }
        if (!found) {
            fail_msg("%s: the prelude does not know %s", what, help->items[i]);
        }
    }
    assert_int_equal(ours, help->count);
}

static void the_help_names_what_the_prelude_knows(void **state)
{
    (void)state;
    struct arena *a = arena_open(16u * 1024u * 1024u);
    struct op op;
    struct strbuf text;
    struct names words = {.count = 0}, methods = {.count = 0}, keys = {.count = 0};
    op_init(&op, a, "test", LANG_EN);
    strbuf_init(&text, a, SCRIPT_ANSWER_MAX);
    script_describe(&text);
    const struct json *prelude = json_parse(&op, text.data, text.len);
    assert_non_null(prelude);
    read_help(a, &words, &methods, &keys);
    compare("words", json_get(prelude, "words"), &words);
    compare("methods", json_get(prelude, "methods"), &methods);
    compare("keys", json_get(prelude, "keys"), &keys);
    arena_close(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_help_names_what_the_prelude_knows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
