/* shell: a command as somebody at a terminal meets it: a line of sh, its exit status and what it says (standard error joins standard output). */
#ifndef TESTS_SHELL_H
#define TESTS_SHELL_H

#define SHELL_OUTPUT_MAX 200000 /* bytes kept */

/* Runs `before; line` and answers the exit status; *out is what was said, until the next call. `before` sets what lines use, as $C the command. */
int shell_run(const char *before, const char *line, const char **out);
/* The test fails, and shows what was said, unless it ends with `status` and says just `output`; or something that has `wanted` in it. */
void shell_ends(const char *before, const char *line, int status, const char *output);
void shell_says(const char *before, const char *line, int status, const char *wanted);

#endif
