/* The state's extra space holds the host, so hooks and library functions find it from any lua_State.
 *
 * Memory: the allocator refuses what would pass the ceiling; Lua then collects garbage and asks again, so one refusal is
 * no end. Many are: each costs a full collection, and a script that swallows them would burn minutes. Steps: the count
 * hook takes HOOK_STRIDE at a time; once stopped it fires at every instruction and raises again and again, which leads
 * out of any number of nested pcalls. */
#include "script/host.h"

#include "base/must.h"
#include "base/viet.h"

#include <lauxlib.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HOOK_STRIDE 1000
#define COPY_STRIDE 256 /* bytes of a new block that cost a step: long texts are copied by one instruction */

static const char words_key = 'w';

struct host *host_of(lua_State *L)
{
    struct host *host;
    memcpy(&host, lua_getextraspace(L), sizeof host);
    return host;
}

static void on_count(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    struct host *host = host_of(L);
    host->steps -= HOOK_STRIDE;
    if (host->stopped == HOST_RUNS && host->steps < 0) {
        host_stop(host, HOST_OUT_OF_STEPS);
    }
    if (host->stopped != HOST_RUNS) {
        host->stop_line = host->stop_line > 0 ? host->stop_line : host_line(L);
        lua_sethook(L, on_count, LUA_MASKCOUNT, 1);
        (void)luaL_error(L, "stopped");
    }
}

void host_stop(struct host *host, enum host_stop why)
{
    if (host->stopped == HOST_RUNS) {
        host->stopped = why;
    }
    if (host->L != NULL) {
        lua_sethook(host->L, on_count, LUA_MASKCOUNT, 1);
    }
}

void host_charge(lua_State *L, int64_t steps)
{
    struct host *host = host_of(L);
    host->steps -= steps;
    if (host->steps < 0) {
        host->stop_line = host->stop_line > 0 ? host->stop_line : host_line(L);
        host_stop(host, HOST_OUT_OF_STEPS);
        (void)luaL_error(L, "stopped");
    }
}

static void *allocate(void *self, void *block, size_t old, size_t size)
{
    struct host *host = self;
    size_t had = block == NULL ? 0 : old;
    if (size == 0) {
        host->memory -= had;
        free(block);
        return NULL;
    }
    if (size > had && size - had > host->memory_max - host->memory) {
        if (++host->refusals >= HOST_REFUSALS_MAX) {
            host_stop(host, HOST_OUT_OF_MEMORY);
        }
        return NULL;
    }
    void *moved = realloc(block, size);
    must(moved != NULL || size > had);
    if (moved != NULL) {
        host->memory = host->memory - had + size;
        host->steps -= (int64_t)(size / COPY_STRIDE);
    }
    if (host->steps < 0) {
        host_stop(host, HOST_OUT_OF_STEPS);
    }
    return moved;
}

static int open_words(lua_State *L)
{
    lua_newtable(L);
    library_open(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &words_key);
    return 0;
}

struct host *host_open(struct host_limits limits)
{
    struct host *host = calloc(1, sizeof *host);
    must(host != NULL);
    host->memory_max = limits.memory;
    host->steps = limits.steps;
    host->chunk = "";
    host->source = "";
    host->L = lua_newstate(allocate, host);
    if (host->L == NULL) {
        free(host);
        return NULL;
    }
    memcpy(lua_getextraspace(host->L), &host, sizeof host);
    lua_pushcfunction(host->L, open_words);
    if (lua_pcall(host->L, 0, 0, 0) != LUA_OK) {
        host_close(host);
        return NULL;
    }
    lua_sethook(host->L, on_count, LUA_MASKCOUNT, HOOK_STRIDE);
    return host;
}

void host_close(struct host *host)
{
    if (host == NULL) {
        return;
    }
    lua_State *L = host->L;
    lua_sethook(L, NULL, 0, 0);
    host->L = NULL;
    lua_close(L);
    must(host->memory == 0);
    free(host);
}

/* Copies at most what fits, never half a character. */
static void copy_text(char *out, size_t size, const char *text)
{
    size_t n = viet_fits(text, size - 1);
    memcpy(out, text, n);
    out[n] = '\0';
    if (!viet_is_valid(out, n)) {
        for (size_t i = 0; i < n; i++) {
            out[i] = (unsigned char)out[i] < 0x80 ? out[i] : '?';
        }
    }
    for (size_t i = 0; i < n; i++) {
        out[i] = (unsigned char)out[i] < 0x20 || out[i] == 0x7f ? ' ' : out[i];
    }
}

static struct host_problem *new_problem(struct host *host, int line, const char *key)
{
    if (host->problem_count == HOST_PROBLEMS_MAX) {
        host->problems_lost++;
        return NULL;
    }
    struct host_problem *p = &host->problems[host->problem_count++];
    *p = (struct host_problem){.line = line};
    copy_text(p->key, sizeof p->key, key);
    return p;
}

static void add_arg(struct host_problem *p, const char *name, const char *value)
{
    if (p->arg_count < HOST_ARGS_MAX) {
        copy_text(p->args[p->arg_count].name, sizeof p->args[0].name, name);
        copy_text(p->args[p->arg_count].value, sizeof p->args[0].value, value);
        p->arg_count++;
    }
}

void host_note(struct host *host, int line, const char *key, ...)
{
    struct host_problem *p = new_problem(host, line, key);
    va_list args;
    va_start(args, key);
    for (;;) {
        const char *name = va_arg(args, const char *);
        if (name == NULL) {
            break;
        }
        const char *value = va_arg(args, const char *);
        if (p != NULL) {
            add_arg(p, name, value);
        }
    }
    va_end(args);
}

void host_note_stack(lua_State *L, int line, const char *key, int first)
{
    struct host_problem *p = new_problem(host_of(L), line, key);
    for (int i = first; p != NULL && i + 1 <= lua_gettop(L); i += 2) {
        add_arg(p, luaL_checkstring(L, i), lua_isstring(L, i + 1) ? lua_tostring(L, i + 1) : luaL_typename(L, i + 1));
    }
}

/* "scenario.lua:12: what" -> 12, and *what behind it. */
static int line_in_message(const struct host *host, const char *message, const char **what)
{
    size_t n = strlen(host->chunk);
    *what = message;
    if (n == 0 || strncmp(message, host->chunk, n) != 0 || message[n] != ':') {
        return 0;
    }
    char *end;
    long line = strtol(message + n + 1, &end, 10);
    if (end == message + n + 1 || *end != ':' || line < 0 || line > 1000000) {
        return 0;
    }
    *what = end + 1 + (end[1] == ' ');
    return (int)line;
}

void host_note_error(struct host *host, int status)
{
    if (host->stopped == HOST_OUT_OF_STEPS) {
        host->problem_count = 0;
        host_note(host, host->stop_line, "steps", NULL);
    } else if (host->stopped == HOST_OUT_OF_MEMORY || status == LUA_ERRMEM) {
        host->problem_count = 0;
        host_note(host, host->stop_line, "memory", NULL);
    } else if (host->problem_count == 0) {
        const char *message = lua_type(host->L, -1) == LUA_TSTRING ? lua_tostring(host->L, -1) : "error without words";
        const char *what;
        int line = line_in_message(host, message, &what);
        host_note(host, line, status == LUA_ERRSYNTAX ? "syntax" : "lua", "what", what, NULL);
    }
}

void host_push_words(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &words_key);
}

int host_line(lua_State *L)
{
    const struct host *host = host_of(L);
    lua_Debug ar;
    for (int level = 0; lua_getstack(L, level, &ar) != 0; level++) {
        if (lua_getinfo(L, "Sl", &ar) != 0 && strcmp(ar.short_src, host->chunk) == 0) {
            return ar.currentline > 0 ? ar.currentline : 0;
        }
    }
    return 0;
}

static bool is_word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

int host_line_of(const struct host *host, const char *name, int from)
{
    size_t n = strlen(name);
    int line = 1;
    const char *end = host->source + host->source_len;
    for (const char *s = host->source; n > 0 && s + n <= end; s++) {
        line += *s == '\n';
        if (line < from || strncmp(s, name, n) != 0 || (s > host->source && is_word_char(s[-1]))) {
            continue;
        }
        const char *after = s + n;
        after += after < end && (*after == '"' || *after == '\'');
        after += after < end && *after == ']';
        while (after < end && *after == ' ') {
            after++;
        }
        if (after < end && *after == '=' && (after + 1 == end || after[1] != '=')) {
            return line;
        }
    }
    return from;
}

int host_line_of_call(const struct host *host, const char *word)
{
    size_t n = strlen(word);
    int line = 1, found = 0;
    const char *end = host->source + host->source_len;
    for (const char *s = host->source; s + n < end; s++) {
        line += *s == '\n';
        if (strncmp(s, word, n) != 0 || (s > host->source && is_word_char(s[-1]))) {
            continue;
        }
        const char *after = s + n;
        while (after < end && *after == ' ') {
            after++;
        }
        found = after < end && (*after == '{' || *after == '(') ? line : found;
    }
    return found;
}
