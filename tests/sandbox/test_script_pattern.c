/* The budgeted matcher agrees with the library's own on random patterns, and gives up where that one would not end. */
#include "support/check.h"

#include "script/host.h"
#include "script/pattern.h"

#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

static uint64_t random_of(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void random_text(uint64_t *seed, char *out, size_t max, const char *alphabet)
{
    size_t n = random_of(seed) % max;
    for (size_t i = 0; i < n; i++) {
        out[i] = alphabet[random_of(seed) % strlen(alphabet)];
    }
    out[n] = '\0';
}

/* string.<function>(text, rule, with) in either state; the answers joined, or "error". */
static const char *call(lua_State *L, bool ours, const char *function, const char *text, const char *rule, const char *with)
{
    static char out[2][4096];
    char *answer = out[ours];
    lua_settop(L, 0);
    if (ours) {
        host_push_words(L);
        (void)lua_getfield(L, -1, "string");
    } else {
        (void)lua_getglobal(L, "string");
    }
    (void)lua_getfield(L, -1, function);
    lua_replace(L, 1);
    lua_settop(L, 1);
    lua_pushstring(L, text);
    lua_pushstring(L, rule);
    if (with != NULL) {
        lua_pushstring(L, with);
    }
    if (lua_pcall(L, with == NULL ? 2 : 3, LUA_MULTRET, 0) != LUA_OK) {
        return "error";
    }
    answer[0] = '\0';
    for (int i = 1; i <= lua_gettop(L); i++) {
        strncat(answer, luaL_tolstring(L, i, NULL), 200);
        lua_pop(L, 1);
        strncat(answer, "|", 2);
    }
    return answer;
}

static void random_patterns_match_as_in_lua(void **state)
{
    (void)state;
    uint64_t seed = 20261120;
    struct host *host = host_open((struct host_limits){8u << 20, INT64_MAX / 2});
    lua_State *L = luaL_newstate();
    assert_non_null(host);
    luaL_openlibs(L);
    for (int i = 0; i < 60000; i++) {
        char text[24], rule[12], with[8];
        random_text(&seed, text, sizeof text, "aab01 ()[].%");
        random_text(&seed, rule, sizeof rule, "ab.%%%[](()^$*+-?1abdwsf]");
        random_text(&seed, with, sizeof with, "ab%%01");
        static const char *const functions[] = {"find", "match", "gsub"};
        for (int k = 0; k < 3; k++) {
            const char *w = k == 2 ? with : NULL;
            const char *theirs = call(L, false, functions[k], text, rule, w);
            const char *ours = call(host->L, true, functions[k], text, rule, w);
            if (strcmp(theirs, ours) != 0) {
                fail_msg("%s(\"%s\", \"%s\"): Lua %s, ours %s", functions[k], text, rule, theirs, ours);
            }
        }
    }
    lua_close(L);
    host_close(host);
}

static void a_heavy_pattern_stops_at_its_budget(void **state)
{
    (void)state;
    char text[3001], rule[] = ".-.-.-.-b";
    memset(text, 'a', 3000);
    int64_t steps = 100000;
    struct pattern p = {.text = text, .text_end = text + 3000, .rule = rule, .rule_end = rule + sizeof rule - 1, .steps = &steps};
    assert_null(pattern_match_at(&p, text));
    assert_true(steps < 0 && steps > -1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_patterns_match_as_in_lua),
        cmocka_unit_test(a_heavy_pattern_stops_at_its_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
