/* library: what library.c (base, table, math, utf8) and library_text.c (string) share. For sandbox/script alone. */
#ifndef SCRIPT_LIBRARY_H
#define SCRIPT_LIBRARY_H

#include "script/host.h"

/* One word of the allow-list. */
struct word {
    const char *name;
    lua_CFunction wrapper; /* NULL = the original itself */
};
extern const struct word library_text_words[]; /* ends with a NULL name */

/* Calls the original function, which is the first upvalue. */
int library_original(lua_State *L);
/* The same, paying for the length of all texts given. */
int library_charged(lua_State *L);
/* Bytes of the arguments from `first` on that are texts. */
int64_t library_text_bytes(lua_State *L, int first);
/* Pushes the value as text, without addresses. */
const char *library_push_safe_text(lua_State *L, int i);

#endif
