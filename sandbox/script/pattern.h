/* pattern: Lua's text patterns, matched within a budget.
 *
 * The library's own matcher can run for seconds on one call, unseen by the instruction hook, and recurses once per
 * repetition. This one spends one step per comparison from a purse shared with everything else the script does, and
 * gives up when the purse is empty. Meaning of patterns: Lua 5.4 manual, section 6.4.1.
 *
 * Always: never reads outside the two texts; recursion at most PATTERN_DEPTH; no memory is allocated. */
#ifndef SCRIPT_PATTERN_H
#define SCRIPT_PATTERN_H

#include <stddef.h>
#include <stdint.h>

#define PATTERN_CAPTURES 32
#define PATTERN_DEPTH 200
#define PATTERN_POSITION (-2) /* a capture "()" : its start is the answer */
#define PATTERN_OPEN (-1)     /* a capture not closed yet */

struct pattern_capture {
    const char *start;
    ptrdiff_t len; /* or PATTERN_POSITION; PATTERN_OPEN after a match = the pattern never closed it */
};

struct pattern {
    const char *text, *text_end;
    const char *rule, *rule_end; /* the pattern itself */
    int64_t *steps;              /* purse; below zero = gave up */
    const char *problem;         /* English, why the pattern is not one; NULL = fine */
    int depth;
    int captures;
    struct pattern_capture capture[PATTERN_CAPTURES];
};

/* Tries to match `rule` (without its anchor) at exactly `at`. The end of the match, or NULL: no match, `problem` set, or
 * *steps < 0. Captures are valid after a match. */
const char *pattern_match_at(struct pattern *p, const char *at);

#endif
