#include "support/shell.h"

#include "support/check.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

int shell_run(const char *before, const char *line, const char **out)
{
    static char said[SHELL_OUTPUT_MAX];
    char shell[4000];
    int n = snprintf(shell, sizeof shell, "exec 2>&1; %s; %s", before, line);
    assert_in_range(n, 1, sizeof shell - 1);
    FILE *pipe = popen(shell, "r");
    assert_non_null(pipe);
    said[fread(said, 1, sizeof said - 1, pipe)] = '\0';
    *out = said;
    int status = pclose(pipe);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void shell_ends(const char *before, const char *line, int status, const char *output)
{
    const char *out;
    int got = shell_run(before, line, &out);
    if (got != status || strcmp(out, output) != 0) {
        fail_msg("%s: ended with %d and said:\n%s", line, got, out);
    }
}

void shell_says(const char *before, const char *line, int status, const char *wanted)
{
    const char *out;
    int got = shell_run(before, line, &out);
    if (got != status || strstr(out, wanted) == NULL) {
        fail_msg("%s: ended with %d and said:\n%s", line, got, out);
    }
}
