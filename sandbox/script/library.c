/* The reduced libraries. The originals are opened into a table that no script ever sees; what is harmless is copied from
 * it, what grows with its arguments is wrapped so that it pays first, what matches patterns is written anew on
 * script/pattern. Absent on purpose: io os package require load loadfile dofile debug coroutine collectgarbage next
 * rawset getmetatable setmetatable xpcall print string.dump string.pack math.random.
 *
 * `pairs` walks numbers, then texts, then booleans, each in ascending order: the same on every machine and every run.
 * Nothing turns an address into text. */
#include "script/library.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <string.h>

#define UNPACK_MAX 250
#define PCALL_STEPS 20
#define ERROR_STEPS 500

/* ---- calling an original: its C function is the first upvalue ---- */

int library_original(lua_State *L)
{
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

int64_t library_text_bytes(lua_State *L, int first)
{
    int64_t n = 0;
    for (int i = first; i <= lua_gettop(L); i++) {
        n += lua_type(L, i) == LUA_TSTRING ? (int64_t)lua_rawlen(L, i) : 0;
    }
    return n;
}

/* For functions linear in the length of their texts. */
int library_charged(lua_State *L)
{
    host_charge(L, 1 + library_text_bytes(L, 1) / 8);
    return library_original(L);
}

/* ---- base ---- */

const char *library_push_safe_text(lua_State *L, int i)
{
    switch (lua_type(L, i)) {
    case LUA_TSTRING:
    case LUA_TNUMBER:
    case LUA_TNIL:
    case LUA_TBOOLEAN:
        return luaL_tolstring(L, i, NULL);
    default:
        if (luaL_getmetafield(L, i, "__name") == LUA_TSTRING) {
            return lua_tostring(L, -1);
        }
        return lua_pushstring(L, luaL_typename(L, i));
    }
}

static int words_tostring(lua_State *L)
{
    luaL_checkany(L, 1);
    host_charge(L, 8);
    (void)library_push_safe_text(L, 1);
    return 1;
}

static int rank(lua_State *L, int i)
{
    switch (lua_type(L, i)) {
    case LUA_TNUMBER:
        return 0;
    case LUA_TSTRING:
        return 1;
    case LUA_TBOOLEAN:
        return 2;
    default:
        return 3;
    }
}

static int key_less(lua_State *L)
{
    int a = rank(L, 1), b = rank(L, 2);
    bool less = a < b;
    if (a == b) {
        less = a == 2 ? lua_toboolean(L, 1) < lua_toboolean(L, 2) : lua_compare(L, 1, 2, LUA_OPLT) != 0;
    }
    lua_pushboolean(L, less);
    return 1;
}

/* Upvalues: table, list of its keys, how many are done. */
static int next_pair(lua_State *L)
{
    lua_Integer i = lua_tointeger(L, lua_upvalueindex(3));
    for (;;) {
        host_charge(L, 4);
        i++;
        if (lua_rawgeti(L, lua_upvalueindex(2), i) == LUA_TNIL) {
            return 1;
        }
        lua_pushinteger(L, i);
        lua_replace(L, lua_upvalueindex(3));
        lua_pushvalue(L, -1);
        if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) {
            return 2;
        }
        lua_pop(L, 2);
    }
}

/* Upvalue: table.sort. */
static int words_pairs(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    lua_newtable(L);
    lua_Integer n = 0;
    for (lua_pushnil(L); lua_next(L, 1) != 0;) {
        lua_pop(L, 1);
        if (rank(L, -1) == 3) {
            return luaL_error(L, "pairs: a key is a %s; only numbers, texts and booleans have an order", luaL_typename(L, -1));
        }
        host_charge(L, 16);
        lua_pushvalue(L, -1);
        lua_rawseti(L, 2, ++n);
    }
    if (n > HOST_SORT_MAX) {
        return luaL_error(L, "pairs: more than %d keys", HOST_SORT_MAX);
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, 2);
    lua_pushcfunction(L, key_less);
    lua_call(L, 2, 0);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next_pair, 3);
    return 1;
}

/* An error unwinds, measures the stack and may move it: work that no instruction counts. */
static int words_pcall(lua_State *L)
{
    luaL_checkany(L, 1);
    host_charge(L, PCALL_STEPS);
    bool ok = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0) == LUA_OK;
    host_charge(L, ok ? 0 : ERROR_STEPS);
    lua_pushboolean(L, ok);
    lua_insert(L, 1);
    return lua_gettop(L);
}

static int no_clock(lua_State *L)
{
    return luaL_error(L, "there is no clock while an exercise is read");
}

/* splitmix64 */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static int draw(lua_State *L)
{
    uint64_t *state = lua_touserdata(L, lua_upvalueindex(1));
    uint64_t z = next_random(state);
    if (lua_isnoneornil(L, 1)) {
        lua_pushnumber(L, (lua_Number)(z >> 11) * 0x1p-53);
        return 1;
    }
    lua_Integer low = lua_isnoneornil(L, 2) ? 1 : luaL_checkinteger(L, 1);
    lua_Integer high = lua_isnoneornil(L, 2) ? luaL_checkinteger(L, 1) : luaL_checkinteger(L, 2);
    luaL_argcheck(L, low <= high && low >= -1000000000 && high <= 1000000000, 1, "needs a range within a billion");
    lua_pushinteger(L, low + (lua_Integer)(z % (uint64_t)(high - low + 1)));
    return 1;
}

/* rng(name): a generator that yields the same numbers for the same name, on every machine. */
static int words_rng(lua_State *L)
{
    size_t len;
    const char *name = luaL_checklstring(L, 1, &len);
    luaL_argcheck(L, len <= 100, 1, "name too long");
    uint64_t *state = lua_newuserdatauv(L, sizeof *state, 0);
    *state = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < len; i++) {
        *state = (*state ^ (unsigned char)name[i]) * UINT64_C(0x100000001b3);
    }
    lua_pushcclosure(L, draw, 1);
    return 1;
}

/* ---- table ---- */

static int words_concat(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer from = luaL_optinteger(L, 3, 1), to = luaL_optinteger(L, 4, (lua_Integer)lua_rawlen(L, 1));
    if (from >= 1 && to >= from && to - from >= HOST_SORT_MAX) {
        return luaL_error(L, "concat: more than %d elements", HOST_SORT_MAX);
    }
    luaL_argcheck(L, from >= 1 && to <= 1000000000, 3, "index out of range");
    host_charge(L, to > from ? to - from : 1);
    int n = library_original(L);
    size_t len = lua_rawlen(L, -1);
    host_charge(L, (int64_t)(len / 8));
    return len > HOST_TEXT_MAX ? luaL_error(L, "concat: the text is longer than %d bytes", HOST_TEXT_MAX) : n;
}

static int words_sort(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    size_t n = lua_rawlen(L, 1);
    if (n > HOST_SORT_MAX) {
        return luaL_error(L, "sort: more than %d elements", HOST_SORT_MAX);
    }
    host_charge(L, 1 + (int64_t)n * 16);
    return library_original(L);
}

/* insert and remove move up to all elements. */
static int words_shift(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    host_charge(L, 2 + (lua_gettop(L) == 1 ? 0 : (int64_t)lua_rawlen(L, 1)));
    return library_original(L);
}

static int words_unpack(lua_State *L)
{
    lua_Integer from = luaL_optinteger(L, 2, 1), to = luaL_optinteger(L, 3, (lua_Integer)luaL_len(L, 1));
    if (to >= from && (uint64_t)to - (uint64_t)from >= UNPACK_MAX) {
        return luaL_error(L, "unpack: more than %d elements", UNPACK_MAX);
    }
    host_charge(L, to > from ? to - from : 1);
    return library_original(L);
}

/* ---- the list ---- */

static const struct word base_words[] = {{"assert", NULL},   {"error", NULL},    {"ipairs", NULL}, {"pcall", words_pcall},
                                         {"rawequal", NULL}, {"rawlen", NULL},   {"select", NULL}, {"tonumber", library_charged},
                                         {"type", NULL},     {NULL, NULL}};
static const struct word table_words[] = {{"concat", words_concat}, {"insert", words_shift},  {"pack", NULL},
                                          {"remove", words_shift},  {"sort", words_sort},     {"unpack", words_unpack},
                                          {NULL, NULL}};
static const struct word math_words[] = {{"abs", NULL},        {"ceil", NULL},       {"floor", NULL}, {"fmod", NULL},
                                         {"huge", NULL},       {"max", NULL},        {"maxinteger", NULL},
                                         {"min", NULL},        {"mininteger", NULL}, {"pi", NULL},    {"sqrt", NULL},
                                         {"tointeger", NULL},  {"type", NULL},       {NULL, NULL}};
static const struct word utf8_words[] = {{"char", NULL},        {"charpattern", NULL}, {"codepoint", library_charged}, {"codes", library_charged},
                                         {"len", library_charged},      {"offset", library_charged},   {NULL, NULL}};

/* Copies the listed words from the table `from` (absolute index) into the table on top. */
static void copy_words(lua_State *L, int from, const struct word *list)
{
    for (; list->name != NULL; list++) {
        (void)lua_getfield(L, from, list->name);
        if (list->wrapper != NULL) {
            lua_pushcclosure(L, list->wrapper, 1);
        }
        lua_setfield(L, -2, list->name);
    }
}

/* words[name] = the reduced library; leaves nothing on the stack. */
static void add_library(lua_State *L, int words, const char *name, lua_CFunction open, const struct word *list)
{
    luaL_requiref(L, name, open, 0);
    lua_newtable(L);
    copy_words(L, lua_absindex(L, -2), list);
    lua_setfield(L, words, name);
    lua_pop(L, 1);
}

void library_open(lua_State *L)
{
    int words = lua_gettop(L);
    luaL_requiref(L, "_G", luaopen_base, 0);
    lua_pushvalue(L, words);
    copy_words(L, words + 1, base_words);
    lua_settop(L, words);
    add_library(L, words, "string", luaopen_string, library_text_words);
    add_library(L, words, "table", luaopen_table, table_words);
    add_library(L, words, "math", luaopen_math, math_words);
    add_library(L, words, "utf8", luaopen_utf8, utf8_words);

    luaL_requiref(L, "table", luaopen_table, 0);
    (void)lua_getfield(L, -1, "sort");
    lua_pushcclosure(L, words_pairs, 1);
    lua_setfield(L, words, "pairs");
    static const luaL_Reg own[] = {{"tostring", words_tostring}, {"rng", words_rng}, {"now", no_clock}, {NULL, NULL}};
    lua_settop(L, words);
    luaL_setfuncs(L, own, 0);

    lua_pushliteral(L, "");
    lua_newtable(L); /* a fresh metatable for texts: the reduced library, no arithmetic */
    (void)lua_getfield(L, words, "string");
    lua_setfield(L, -2, "__index");
    lua_pushliteral(L, "text");
    lua_setfield(L, -2, "__metatable");
    (void)lua_setmetatable(L, -2);
    lua_settop(L, words);
}
