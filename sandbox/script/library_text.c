/* The string library: what matches patterns is written on script/pattern and pays its steps as it goes; rep and format are
 * bounded before the original is called. */
#include "script/library.h"
#include "script/pattern.h"

#include <lauxlib.h>
#include <string.h>

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
    return library_original(L);
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
            (void)library_push_safe_text(L, arg);
            lua_replace(L, arg);
        }
        host_charge(L, strchr("eEfgG", *s) != NULL ? 128 : 16);
    }
    if (library_text_bytes(L, 1) > HOST_TEXT_MAX) {
        return luaL_error(L, "format: the text would be longer than %d bytes", HOST_TEXT_MAX);
    }
    host_charge(L, library_text_bytes(L, 1) / 8);
    return library_original(L);
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
    } else if (p->capture[i].len == PATTERN_OPEN) {
        (void)luaL_error(L, "unfinished capture");
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

const struct word library_text_words[] = {{"byte", library_charged},      {"char", NULL},          {"format", words_format},
                                           {"len", NULL},          {"lower", library_charged},      {"rep", words_rep},
                                           {"reverse", library_charged},   {"sub", library_charged},        {"upper", library_charged},
                                           {"find", words_find},   {"gmatch", words_gmatch}, {"gsub", words_gsub},
                                           {"match", words_match}, {NULL, NULL}};
