/* host: one Lua state inside limits. Lua is treated as a language, not as a wall: the wall is the child process around it
 * (load.h). What the host adds is that a careless exercise ends with a clear sentence instead of a dead child.
 *
 * Always:
 * 1. Memory is counted in the allocator; steps (about one VM instruction each) in a hook and by every library function
 *    whose work grows with its arguments. Past either ceiling the state is STOPPED, for good: the hook then fires at every
 *    instruction, so that no pcall can swallow the end.
 * 2. The author sees the names of the allow-list and nothing else; no function of it reaches files, processes, clocks,
 *    chance, addresses or metatables.
 * 3. A problem once noted stays noted, whatever the script catches.
 *
 * This header is for sandbox/script alone. */
#ifndef SCRIPT_HOST_H
#define SCRIPT_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#define HOST_PROBLEMS_MAX 50
#define HOST_ARGS_MAX 4
#define HOST_TEXT_MAX (64 * 1024)   /* bytes of one string made by format, rep, concat, gsub */
#define HOST_SORT_MAX 10000         /* elements table.sort takes */
#define HOST_REFUSALS_MAX 32        /* failed allocations before the state is stopped */

struct host_limits {
    size_t memory; /* bytes in use at a time */
    int64_t steps;
};
enum host_stop { HOST_RUNS, HOST_OUT_OF_STEPS, HOST_OUT_OF_MEMORY };

/* Something wrong in the script: key below "exercise.problem.", arguments in pairs. */
struct host_problem {
    char key[40];
    int line; /* 0 = unknown */
    struct {
        char name[16];
        char value[160]; /* cut at a character boundary */
    } args[HOST_ARGS_MAX];
    int arg_count;
};
struct host {
    lua_State *L;
    size_t memory, memory_max;
    int64_t steps; /* left; may be below zero */
    int refusals;
    enum host_stop stopped;
    int stop_line;     /* where the author's chunk was then; 0 = unknown */
    const char *chunk; /* name of the author's chunk, as in its error messages */
    const char *source;
    size_t source_len;
    struct host_problem problems[HOST_PROBLEMS_MAX];
    int problem_count;
    int problems_lost; /* more than fit */
};

/* Opens the state with the reduced libraries in the table of words (host_words). NULL if not even that fits in memory. */
struct host *host_open(struct host_limits limits);
void host_close(struct host *host); /* NULL allowed */
struct host *host_of(lua_State *L);

/* Takes steps; raises a Lua error when there are none left. */
void host_charge(lua_State *L, int64_t steps);
/* Stops the state (see 1). */
void host_stop(struct host *host, enum host_stop why);

/* Notes a problem. Pairs: const char *name, const char *value, …, NULL. */
void host_note(struct host *host, int line, const char *key, ...) __attribute__((sentinel));
/* The same from the Lua stack: from `first` on come pairs of name and value. */
void host_note_stack(lua_State *L, int line, const char *key, int first);
/* Notes what a failed lua_pcall left on the stack (a stop, a Lua error message with its line), unless a problem is noted. */
void host_note_error(struct host *host, int status);

/* Pushes the table of words: what becomes the environment of the author's chunk. */
void host_push_words(lua_State *L);
/* Line of the author's chunk that is running, 0 if none. */
int host_line(lua_State *L);
/* First line from `from` on where `name =` stands in the source; `from` if there is none. */
int host_line_of(const struct host *host, const char *name, int from);
/* Last line where the word is called with a bracket; 0 if nowhere. For `return scenario {`: a tail call leaves no frame. */
int host_line_of_call(const struct host *host, const char *word);

/* library.c: fills the table on top of the stack with the allow-list. */
void library_open(lua_State *L);

#endif
