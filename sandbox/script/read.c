/* Order of events: the host is opened, the prelude runs and fills the words, the author's chunk is compiled (text only,
 * never bytecode) with an environment that knows the words and nothing else, it runs, and `finish` of the prelude turns
 * its answer into plain tables. Those are written as JSON with keys in order, so equal files give equal answers. */
#include "script/read.h"
#include "base/embedded.h"
#include "base/json.h"
#include "base/viet.h"
#include "script/host.h"

#include <lauxlib.h>
#include <string.h>

#define WRITE_DEPTH_MAX 40
#define WRITE_KEYS_MAX 256

extern const struct embedded_file script_files[];

const struct script_limits script_limits_load = {SCRIPT_MEMORY, SCRIPT_STEPS};

/* What is being read; reached from the prelude's private functions through their first upvalue. */
struct reading {
    struct host *host;
    struct strbuf *answer;
    struct json_out out;
    bool described; /* script_describe: no author */
};

/* ---- private functions of the prelude ---- */

static int prelude_line(lua_State *L)
{
    lua_pushinteger(L, host_line(L));
    return 1;
}

static int prelude_line_of(lua_State *L)
{
    const struct host *host = host_of(L);
    host_charge(L, (int64_t)host->source_len / 8);
    lua_pushinteger(L, host_line_of(host, luaL_checkstring(L, 1), (int)luaL_checkinteger(L, 2)));
    return 1;
}

static int prelude_line_of_call(lua_State *L)
{
    const struct host *host = host_of(L);
    host_charge(L, (int64_t)host->source_len / 8);
    lua_pushinteger(L, host_line_of_call(host, luaL_checkstring(L, 1)));
    return 1;
}

static int prelude_note(lua_State *L)
{
    host_note_stack(L, (int)luaL_checkinteger(L, 1), luaL_checkstring(L, 2), 3);
    return 0;
}

static int prelude_refuse(lua_State *L)
{
    return luaL_error(L, "refused");
}

static int prelude_is_text(lua_State *L)
{
    size_t n;
    const char *s = luaL_checklstring(L, 1, &n);
    host_charge(L, (int64_t)n / 8);
    bool ok = viet_is_valid(s, n);
    for (size_t i = 0; ok && i < n; i++) {
        ok = (unsigned char)s[i] >= 0x20 || s[i] == '\n' || s[i] == '\t';
    }
    lua_pushboolean(L, ok);
    return 1;
}

static int prelude_setmetatable(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checktype(L, 2, LUA_TTABLE);
    lua_settop(L, 2);
    (void)lua_setmetatable(L, 1);
    return 1;
}

/* ---- plain tables -> JSON ---- */

/* By insertion: the C library's qsort asks the kernel for the size of memory, which the child's filter forbids. */
static void sort_keys(const char **keys, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const char *key = keys[i];
        size_t k = i;
        for (; k > 0 && strcmp(keys[k - 1], key) > 0; k--) {
            keys[k] = keys[k - 1];
        }
        keys[k] = key;
    }
}

static void write_value(lua_State *L, struct json_out *out, const char *key, int depth);

static void write_array(lua_State *L, struct json_out *out, const char *key, int depth)
{
    json_open_array(out, key);
    lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
    for (lua_Integer i = 1; i <= n; i++) {
        (void)lua_rawgeti(L, -1, i);
        write_value(L, out, NULL, depth + 1);
        lua_pop(L, 1);
    }
    json_close_array(out);
}

static void write_object(lua_State *L, struct json_out *out, const char *key, int depth)
{
    const char *keys[WRITE_KEYS_MAX];
    size_t n = 0;
    for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
        if (lua_type(L, -2) == LUA_TSTRING) {
            if (n == WRITE_KEYS_MAX) {
                (void)luaL_error(L, "a table with more than %d keys", WRITE_KEYS_MAX);
            }
            keys[n++] = lua_tostring(L, -2);
        }
    }
    sort_keys(keys, n);
    json_open_object(out, key);
    for (size_t i = 0; i < n; i++) {
        (void)lua_pushstring(L, keys[i]);
        (void)lua_rawget(L, -2);
        write_value(L, out, keys[i], depth + 1);
        lua_pop(L, 1);
    }
    json_close_object(out);
}

/* hint{ …, L{} } has one item beside its keys: it is written as "text". */
static void write_table(lua_State *L, struct json_out *out, const char *key, int depth)
{
    lua_pushliteral(L, "kind");
    bool node = lua_rawget(L, -2) != LUA_TNIL;
    lua_pop(L, 1);
    bool named = node;
    if (!node && lua_rawlen(L, -1) == 0) {
        lua_pushnil(L);
        named = lua_next(L, -2) != 0;
        lua_pop(L, named ? 2 : 0);
    }
    if (node && lua_rawlen(L, -1) == 1) {
        (void)lua_rawgeti(L, -1, 1);
        lua_setfield(L, -2, "text");
    }
    if (named) {
        write_object(L, out, key, depth);
    } else {
        write_array(L, out, key, depth);
    }
}

static void write_value(lua_State *L, struct json_out *out, const char *key, int depth)
{
    if (depth > WRITE_DEPTH_MAX) {
        (void)luaL_error(L, "tables nested deeper than %d", WRITE_DEPTH_MAX);
    }
    luaL_checkstack(L, 8, NULL);
    host_charge(L, 8);
    switch (lua_type(L, -1)) {
    case LUA_TSTRING:
        json_put_text(out, key, lua_tostring(L, -1));
        break;
    case LUA_TBOOLEAN:
        json_put_bool(out, key, lua_toboolean(L, -1));
        break;
    case LUA_TNUMBER:
        if (lua_isinteger(L, -1)) {
            json_put_int(out, key, lua_tointeger(L, -1));
        } else {
            json_put_real(out, key, lua_tonumber(L, -1));
        }
        break;
    case LUA_TTABLE:
        write_table(L, out, key, depth);
        break;
    default:
        json_put_null(out, key);
        break;
    }
}

/* ---- the run ---- */

static struct reading *reading_of(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(1));
}

/* Leaves finish and describe of the prelude on the stack. Stack 1 = the author's environment. */
static void run_prelude(lua_State *L)
{
    static const luaL_Reg private[] = {{"line", prelude_line},     {"line_of", prelude_line_of}, {"note", prelude_note},
                                       {"line_of_call", prelude_line_of_call},
                                       {"refuse", prelude_refuse}, {"is_text", prelude_is_text},
                                       {"setmetatable", prelude_setmetatable}, {NULL, NULL}};
    const struct embedded_file *prelude = &script_files[0];
    if (luaL_loadbufferx(L, (const char *)prelude->bytes, (size_t)prelude->len, "=prelude.lua", "t") != LUA_OK) {
        (void)lua_error(L);
    }
    luaL_newlib(L, private);
    lua_pushvalue(L, 1);
    lua_setfield(L, -2, "author");
    host_push_words(L);
    lua_call(L, 2, 2);
}

/* Protected: upvalue 1 is the reading. */
static int run(lua_State *L)
{
    struct reading *r = reading_of(L);
    const struct host *host = r->host;
    lua_settop(L, 0);
    lua_newtable(L);
    run_prelude(L); /* 2 = finish, 3 = describe */
    if (r->described) {
        lua_call(L, 0, 1);
        write_value(L, &r->out, NULL, 0);
        return 0;
    }
    int status = luaL_loadbufferx(L, host->source, host->source_len, lua_pushfstring(L, "=%s", host->chunk), "t");
    if (status != LUA_OK) {
        host_note_error(r->host, status);
        return lua_error(L);
    }
    lua_pushvalue(L, 1);
    (void)lua_setupvalue(L, -2, 1); /* _ENV */
    lua_call(L, 0, 1);
    lua_pushvalue(L, 2);
    lua_insert(L, -2);
    lua_call(L, 1, 1);
    json_open_object(&r->out, NULL);
    write_value(L, &r->out, "exercise", 0);
    return 0;
}

/* Runs to the end or to the first error, which is noted. */
static void run_protected(struct reading *r)
{
    lua_State *L = r->host->L;
    lua_pushlightuserdata(L, r);
    lua_pushcclosure(L, run, 1);
    int status = lua_pcall(L, 0, 0, 0);
    if (status != LUA_OK) {
        host_note_error(r->host, status);
        r->answer->len = 0;
        r->answer->overflow = false;
    }
    if (status != LUA_OK || r->answer->overflow) {
        if (r->answer->overflow) {
            host_note(r->host, 0, "too_big", NULL);
        }
        r->answer->len = 0;
        r->answer->overflow = false;
        json_begin(&r->out, r->answer);
        json_open_object(&r->out, NULL);
        json_put_null(&r->out, "exercise");
    }
}

static void write_problems(struct json_out *out, const struct host *host)
{
    json_open_array(out, "problems");
    for (int i = 0; i < host->problem_count; i++) {
        const struct host_problem *p = &host->problems[i];
        json_open_object(out, NULL);
        json_put_text(out, "key", p->key);
        json_put_int(out, "line", p->line);
        json_open_object(out, "args");
        for (int k = 0; k < p->arg_count; k++) {
            json_put_text(out, p->args[k].name, p->args[k].value);
        }
        json_close_object(out);
        json_close_object(out);
    }
    json_close_array(out);
    json_put_int(out, "lost", host->problems_lost);
    json_close_object(out);
}

static void answer_one_problem(struct strbuf *answer, const char *key)
{
    struct json_out out;
    json_begin(&out, answer);
    json_open_object(&out, NULL);
    json_put_null(&out, "exercise");
    json_open_array(&out, "problems");
    json_open_object(&out, NULL);
    json_put_text(&out, "key", key);
    json_put_int(&out, "line", 0);
    json_open_object(&out, "args");
    json_close_object(&out);
    json_close_object(&out);
    json_close_array(&out);
    json_put_int(&out, "lost", 0);
    json_close_object(&out);
}

void script_read(const char *file, const char *source, size_t len, struct script_limits limits, struct strbuf *answer)
{
    if (len > SCRIPT_SOURCE_MAX) {
        answer_one_problem(answer, "source_too_big");
        return;
    }
    if (!viet_is_valid(source, len)) {
        answer_one_problem(answer, "not_utf8");
        return;
    }
    struct host *host = host_open((struct host_limits){limits.memory, limits.steps});
    if (host == NULL) {
        answer_one_problem(answer, "memory");
        return;
    }
    host->chunk = file;
    host->source = source;
    host->source_len = len;
    struct reading r = {.host = host, .answer = answer};
    json_begin(&r.out, answer);
    run_protected(&r);
    write_problems(&r.out, host);
    host_close(host);
}

void script_describe(struct strbuf *answer)
{
    struct host *host = host_open((struct host_limits){SCRIPT_MEMORY, SCRIPT_STEPS});
    must(host != NULL);
    struct reading r = {.host = host, .answer = answer, .described = true};
    json_begin(&r.out, answer);
    run_protected(&r);
    must(host->problem_count == 0);
    host_close(host);
}
