/* read: an exercise file -> the JSON text of what it says, in this process. Confines nothing: the server calls script_load
 * (load.h), which runs this inside a child. Called directly only by that child, by tests and by the fuzzer.
 *
 * The answer is {"exercise": {…} | null, "problems": [{"key", "line", "args": {…}}], "lost": n}: an exercise without
 * problems, or problems (at least one) and what could be read all the same. Every node has "kind" and "line". */
#ifndef SCRIPT_READ_H
#define SCRIPT_READ_H

#include "base/strbuf.h"

#include <stdint.h>

#define SCRIPT_SOURCE_MAX (64u * 1024u)
#define SCRIPT_ANSWER_MAX (768u * 1024u)
#define SCRIPT_MEMORY (4u * 1024u * 1024u)
#define SCRIPT_STEPS INT64_C(5000000)

struct script_limits {
    size_t memory; /* bytes */
    int64_t steps;
};
extern const struct script_limits script_limits_load;

/* Always writes a complete answer. `file` is the name shown in messages. */
void script_read(const char *file, const char *source, size_t len, struct script_limits limits, struct strbuf *answer);
/* {"words": […], "methods": ["event:by", …], "keys": ["step.goal", …]}: the language, as the prelude knows it. */
void script_describe(struct strbuf *answer);

#endif
