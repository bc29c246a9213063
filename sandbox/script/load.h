/* load: reads an exercise file in a confined child (child.h) and answers the inert data it makes.
 *
 * Whatever the file does (loops, fills memory, breaks the interpreter) the answer comes within the deadline and this
 * process is unharmed. What is wrong with the file is E_INPUT "exercise.load" with file, line and message for the first
 * problem, and all problems as field errors whose field is "file:line". E_BROKEN only if no child could be started. */
#ifndef SCRIPT_LOAD_H
#define SCRIPT_LOAD_H

#include "base/json.h"
#include "script/child.h"
#include "script/read.h"

#define SCRIPT_DEADLINE_MS 8000 /* real time, from start to answer; a good file takes about 20 ms */

/* The exercise's tree, in op's arena. `file` is the name shown in messages. */
MUST_USE const struct json *script_load(struct op *op, const char *file, const char *source, size_t len);
/* The same with another deadline. */
MUST_USE const struct json *script_load_within(struct op *op, const char *file, const char *source, size_t len,
                                               int64_t deadline_ms);

/* Self-check: starts a child for every probe and sees that it is stopped. E_BROKEN naming the probe that was not. */
MUST_USE bool script_confinement_holds(struct op *op);

/* Notes one problem of the file on the operation, in the form above. Pairs of argument name and value, ended by NULL, as in
 * fail(); `key` stands below "exercise.problem.". Returns false. Used by whoever reads the tree further. */
bool script_problem(struct op *op, const char *file, int64_t line, const char *key, ...) __attribute__((sentinel));

#endif
