/* error: what went wrong, said once, where it was understood.
 *
 * A failure carries a code (what kind), a message KEY with named arguments (the sentence is made at the edge,
 * in the user's language, from vi.txt / en.txt), the field at fault, and a technical cause for the log only.
 * Three tables translate codes: web/http/problem.c (HTTP), sandbox/script (Lua), web/cli (exit status). */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

#include <stddef.h>

/*        code         text          meaning */
#define ERROR_CODES(X)                                                                                             \
    X(E_NONE, "none")           /* no failure */                                                                  \
    X(E_INPUT, "input")         /* the caller's data is wrong: says field, rule, cure */                          \
    X(E_AUTH, "auth")           /* nobody is signed in, or the proof is wrong */                                  \
    X(E_FORBIDDEN, "forbidden") /* signed in, but this seat or role may not */                                    \
    X(E_MISSING, "missing")     /* no such thing (or not visible to the caller) */                                \
    X(E_STATE, "state")         /* the thing exists but the law or the lifecycle does not allow this now */       \
    X(E_CONFLICT, "conflict")   /* somebody else changed it first (If-Match, generation, Idempotency-Key) */      \
    X(E_LIMIT, "limit")         /* too big, too many, too often */                                                \
    X(E_REMOTE, "remote")       /* an outside system failed or did not answer */                                  \
    X(E_BUSY, "busy")           /* try again shortly */                                                           \
    X(E_BROKEN, "broken")       /* our own fault: storage, file, invariant */

enum error_code {
#define X(code, text) code,
    ERROR_CODES(X)
#undef X
};

#define ERROR_ARGS_MAX 6

struct error_arg {
    const char *name;  /* placeholder {name} in the sentence */
    const char *value; /* in the operation's arena */
};

/* One field that is at fault; record_from_json collects all of them. */
struct field_error {
    const char *field; /* JSON path of the field, e.g. "components.0" */
    const char *key;   /* message key, e.g. "field.required" */
    struct error_arg args[ERROR_ARGS_MAX];
    int arg_count;
    struct field_error *next;
};

struct error {
    enum error_code code;
    const char *key;   /* e.g. "dossier.wrong_state" */
    const char *field; /* NULL if no single field is at fault */
    const char *cause; /* technical, for the log only; may be NULL */
    struct error_arg args[ERROR_ARGS_MAX];
    int arg_count;
    struct field_error *fields; /* all field errors, in order of the record; NULL if none */
};

const char *error_code_text(enum error_code code);
/* As authors write it: "E_STATE". */
const char *error_code_name(enum error_code code);
bool error_code_find(const char *name, enum error_code *out);

#endif
