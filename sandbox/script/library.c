/* The reduced libraries. The originals are opened into a table that no script ever sees; what is harmless is copied from
 * it, what grows with its arguments is wrapped so that it pays first, what matches patterns is written anew on
 * script/pattern. Absent on purpose: io os package require load loadfile dofile debug coroutine collectgarbage next
 * rawset getmetatable setmetatable xpcall print string.dump string.pack math.random.
 *
 * `pairs` walks numbers, then texts, then booleans, each in ascending order: the same on every machine and every run.
 * Nothing turns an address into text. */
#include "script/host.h"
#include "script/pattern.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <string.h>

#define UNPACK_MAX 250

/* ---- calling an original: its C function is the first upvalue ---- */

static int original(lua_State *L)
{
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static int64_t text_bytes(lua_State *L, int first)
{
    int64_t n = 0;
    for (int i = first; i <= lua_gettop(L); i++) {
        n += lua_type(L, i) == LUA_TSTRING ? (int64_t)lua_rawlen(L, i) : 0;
    }
    return n;
}

/* For functions linear in the length of their texts. */
static int charged(lua_State *L)
{
    host_charge(L, 1 + text_bytes(L, 1) / 8);
    return original(L);
}

/* ---- base ---- */

static const char *push_safe_text(lua_State *L, int i)
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
    (void)push_safe_text(L, 1);
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

/* ---- string ---- */

static int words_rep(lua_State *L)
{
    size_t len, sep;
    (void)luaL_checklstring(L, 1, &len);
    lua_Integer n = luaL_checkinteger(L, 2);
    (void)luaL_optlstring(L, 3, "", &sep);
    if (len + sep == 0) { /* the original would count to n all the same */
        lua_pushliteral(L, "");
        return 1;
    }
    if (n > 0 && (uint64_t)n > HOST_TEXT_MAX / (len + sep)) {
        return luaL_error(L, "rep: the text would be longer than %d bytes", HOST_TEXT_MAX);
    }
    host_charge(L, n > 0 ? 1 + (int64_t)((len + sep) * (size_t)n) / 8 : 1);
    return original(L);
}

static int words_format(lua_State *L)
{
    size_t len;
    const char *format = luaL_checklstring(L, 1, &len);
    int arg = 1;
    for (const char *s = format; s < format + len; s++) {
        if (*s != '%' || s[1] == '%') {
            s += *s == '%';
            continue;
        }
        s++;
        s += strspn(s, "-+ #0123456789.");
        arg++;
        if (strchr("cdiouxXeEfgGs", *s) == NULL || *s == '\0') {
            return luaL_error(L, "format: '%%%c' is not offered", *s == '\0' ? ' ' : *s);
        }
        if (*s == 's' && arg <= lua_gettop(L)) {
            (void)push_safe_text(L, arg);
            lua_replace(L, arg);
        }
        host_charge(L, 16);
    }
    if (text_bytes(L, 1) > HOST_TEXT_MAX) {
        return luaL_error(L, "format: the text would be longer than %d bytes", HOST_TEXT_MAX);
    }
    host_charge(L, text_bytes(L, 1) / 8);
    return original(L);
}

/* ---- patterns ---- */

static void prepare(lua_State *L, struct pattern *p, int text, int rule)
{
    size_t n, m;
    p->text = luaL_checklstring(L, text, &n);
    p->text_end = p->text + n;
    p->rule = luaL_checklstring(L, rule, &m);
    p->rule_end = p->rule + m;
    p->steps = &host_of(L)->steps;
    p->problem = NULL;
    p->captures = 0;
}

static const char *try_at(lua_State *L, struct pattern *p, const char *at)
{
    const char *end = pattern_match_at(p, at);
    if (p->problem != NULL) {
        (void)luaL_error(L, "%s", p->problem);
    }
    host_charge(L, 0);
    return end;
}

static void push_capture(lua_State *L, const struct pattern *p, int i, const char *start, const char *end)
{
    if (i >= p->captures) {
        if (i != 0) {
            (void)luaL_error(L, "invalid capture index %%%d", i + 1);
        }
        lua_pushlstring(L, start, (size_t)(end - start));
    } else if (p->capture[i].len == PATTERN_POSITION) {
        lua_pushinteger(L, p->capture[i].start - p->text + 1);
    } else {
        lua_pushlstring(L, p->capture[i].start, (size_t)p->capture[i].len);
    }
}

/* All captures; the whole match if there are none and `whole`. */
static int push_captures(lua_State *L, const struct pattern *p, const char *start, const char *end, bool whole)
{
    int n = p->captures == 0 && whole ? 1 : p->captures;
    luaL_checkstack(L, n, "too many captures");
    for (int i = 0; i < n; i++) {
        push_capture(L, p, i, start, end);
    }
    return n;
}

static const char *find_plain(struct pattern *p, const char *from)
{
    size_t m = (size_t)(p->rule_end - p->rule);
    for (const char *s = from; (size_t)(p->text_end - s) >= m; s++) {
        *p->steps -= 1;
        if (*p->steps < 0) {
            return NULL;
        }
        if (m == 0 || *s == *p->rule) {
            *p->steps -= (int64_t)(m / 8);
            if (memcmp(s, p->rule, m) == 0) {
                return s;
            }
        }
    }
    return NULL;
}

static bool is_plain(const struct pattern *p)
{
    for (const char *s = p->rule; s < p->rule_end; s++) {
        if (*s != '\0' && strchr("^$*+?.([%-", *s) != NULL) {
            return false;
        }
    }
    return true;
}

static int find_or_match(lua_State *L, bool find)
{
    struct pattern p;
    prepare(L, &p, 1, 2);
    lua_Integer init = luaL_optinteger(L, 3, 1);
    ptrdiff_t len = p.text_end - p.text;
    if (init < 0) {
        init = -init > len ? 1 : len + init + 1;
    } else if (init == 0) {
        init = 1;
    }
    if (init > len + 1) {
        lua_pushnil(L);
        return 1;
    }
    const char *s = p.text + init - 1;
    if (find && (lua_toboolean(L, 4) || is_plain(&p))) {
        const char *at = find_plain(&p, s);
        host_charge(L, 1);
        if (at == NULL) {
            lua_pushnil(L);
            return 1;
        }
        lua_pushinteger(L, at - p.text + 1);
        lua_pushinteger(L, at - p.text + (p.rule_end - p.rule));
        return 2;
    }
    bool anchor = p.rule < p.rule_end && *p.rule == '^';
    p.rule += anchor;
    do {
        const char *end = try_at(L, &p, s);
        if (end != NULL) {
            if (!find) {
                return push_captures(L, &p, s, end, true);
            }
            lua_pushinteger(L, s - p.text + 1);
            lua_pushinteger(L, end - p.text);
            return push_captures(L, &p, s, end, false) + 2;
        }
    } while (++s <= p.text_end && !anchor);
    lua_pushnil(L);
    return 1;
}

static int words_find(lua_State *L)
{
    return find_or_match(L, true);
}

static int words_match(lua_State *L)
{
    return find_or_match(L, false);
}

/* Upvalues: text, pattern, offset to go on from, end of the last match (-1 = none). */
static int next_match(lua_State *L)
{
    struct pattern p;
    prepare(L, &p, lua_upvalueindex(1), lua_upvalueindex(2));
    const char *s = p.text + lua_tointeger(L, lua_upvalueindex(3));
    lua_Integer last = lua_tointeger(L, lua_upvalueindex(4));
    for (; s <= p.text_end; s++) {
        const char *end = try_at(L, &p, s);
        if (end != NULL && end - p.text != last) {
            lua_pushinteger(L, end - p.text);
            lua_pushvalue(L, -1);
            lua_replace(L, lua_upvalueindex(3));
            lua_replace(L, lua_upvalueindex(4));
            return push_captures(L, &p, s, end, true);
        }
    }
    return 0;
}

static int words_gmatch(lua_State *L)
{
    (void)luaL_checkstring(L, 1);
    (void)luaL_checkstring(L, 2);
    lua_settop(L, 2);
    lua_pushinteger(L, 0);
    lua_pushinteger(L, -1);
    lua_pushcclosure(L, next_match, 4);
    return 1;
}

/* The replacement text, with %0 to %9. */
static void add_replacement(lua_State *L, luaL_Buffer *b, const struct pattern *p, const char *s, const char *end)
{
    size_t n;
    const char *with = lua_tolstring(L, 3, &n);
    for (size_t i = 0; i < n; i++) {
        if (with[i] != '%') {
            luaL_addchar(b, with[i]);
            continue;
        }
        i++;
        if (i < n && with[i] == '%') {
            luaL_addchar(b, '%');
        } else if (i < n && with[i] >= '0' && with[i] <= '9') {
            if (with[i] == '0') {
                lua_pushlstring(L, s, (size_t)(end - s));
            } else {
                push_capture(L, p, with[i] - '1', s, end);
            }
            (void)luaL_tolstring(L, -1, NULL);
            lua_remove(L, -2);
            luaL_addvalue(b);
        } else {
            (void)luaL_error(L, "invalid use of '%%' in replacement text");
        }
    }
}

/* Adds what stands for the match s..end. */
static void add_value(lua_State *L, luaL_Buffer *b, const struct pattern *p, const char *s, const char *end)
{
    int type = lua_type(L, 3);
    if (type == LUA_TSTRING || type == LUA_TNUMBER) {
        add_replacement(L, b, p, s, end);
        return;
    }
    if (type == LUA_TFUNCTION) {
        lua_pushvalue(L, 3);
        lua_call(L, push_captures(L, p, s, end, true), 1);
    } else {
        push_capture(L, p, 0, s, end);
        lua_gettable(L, 3);
    }
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        lua_pushlstring(L, s, (size_t)(end - s));
    } else if (!lua_isstring(L, -1)) {
        (void)luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
    }
    luaL_addvalue(b);
}

static int words_gsub(lua_State *L)
{
    struct pattern p;
    prepare(L, &p, 1, 2);
    int type = lua_type(L, 3);
    luaL_argexpected(L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE, 3,
                     "string/function/table");
    lua_Integer most = luaL_optinteger(L, 4, (p.text_end - p.text) + 1);
    bool anchor = p.rule < p.rule_end && *p.rule == '^';
    p.rule += anchor;
    const char *s = p.text, *last = NULL;
    lua_Integer n = 0;
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    while (n < most) {
        const char *end = try_at(L, &p, s);
        if (end != NULL && end != last) {
            n++;
            add_value(L, &b, &p, s, end);
            s = last = end;
        } else if (s < p.text_end) {
            luaL_addchar(&b, *s++);
        } else {
            break;
        }
        if (luaL_bufflen(&b) > HOST_TEXT_MAX) {
            return luaL_error(L, "gsub: the text would be longer than %d bytes", HOST_TEXT_MAX);
        }
        if (anchor) {
            break;
        }
    }
    luaL_addlstring(&b, s, (size_t)(p.text_end - s));
    luaL_pushresult(&b);
    lua_pushinteger(L, n);
    return 2;
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
    int n = original(L);
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
    return original(L);
}

/* insert and remove move up to all elements. */
static int words_shift(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    host_charge(L, 2 + (lua_gettop(L) == 1 ? 0 : (int64_t)lua_rawlen(L, 1)));
    return original(L);
}

static int words_unpack(lua_State *L)
{
    lua_Integer from = luaL_optinteger(L, 2, 1), to = luaL_optinteger(L, 3, (lua_Integer)luaL_len(L, 1));
    if (to >= from && (uint64_t)to - (uint64_t)from >= UNPACK_MAX) {
        return luaL_error(L, "unpack: more than %d elements", UNPACK_MAX);
    }
    host_charge(L, to > from ? to - from : 1);
    return original(L);
}

/* ---- the list ---- */

struct word {
    const char *name;
    lua_CFunction wrapper; /* NULL = the original itself */
};

static const struct word base_words[] = {{"assert", NULL},   {"error", NULL},    {"ipairs", NULL}, {"pcall", NULL},
                                         {"rawequal", NULL}, {"rawlen", NULL},   {"select", NULL}, {"tonumber", charged},
                                         {"type", NULL},     {NULL, NULL}};
static const struct word string_words[] = {{"byte", charged},      {"char", NULL},          {"format", words_format},
                                           {"len", NULL},          {"lower", charged},      {"rep", words_rep},
                                           {"reverse", charged},   {"sub", charged},        {"upper", charged},
                                           {"find", words_find},   {"gmatch", words_gmatch}, {"gsub", words_gsub},
                                           {"match", words_match}, {NULL, NULL}};
static const struct word table_words[] = {{"concat", words_concat}, {"insert", words_shift},  {"pack", NULL},
                                          {"remove", words_shift},  {"sort", words_sort},     {"unpack", words_unpack},
                                          {NULL, NULL}};
static const struct word math_words[] = {{"abs", NULL},        {"ceil", NULL},       {"floor", NULL}, {"fmod", NULL},
                                         {"huge", NULL},       {"max", NULL},        {"maxinteger", NULL},
                                         {"min", NULL},        {"mininteger", NULL}, {"pi", NULL},    {"sqrt", NULL},
                                         {"tointeger", NULL},  {"type", NULL},       {NULL, NULL}};
static const struct word utf8_words[] = {{"char", NULL},        {"charpattern", NULL}, {"codepoint", charged}, {"codes", charged},
                                         {"len", charged},      {"offset", charged},   {NULL, NULL}};

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
    add_library(L, words, "string", luaopen_string, string_words);
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
