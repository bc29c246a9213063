/* pattern: a path as decoded segments, and the patterns of the route table.
 *
 * A pattern is literal segments and parameters: {name} takes [a-z0-9_-]{1,64}, {name:int} a positive integer without leading
 * zero, at most 15 digits. Matching is exact: case counts, an empty segment (a doubled or trailing slash) matches nothing, an
 * encoded slash never separates. */
#ifndef HTTP_PATTERN_H
#define HTTP_PATTERN_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

#define PATH_SEGMENTS_MAX 16
#define PATH_PARAMS_MAX 6
#define PATH_ID_MAX 64

struct path {
    const char *segments[PATH_SEGMENTS_MAX]; /* decoded once */
    size_t count;
};
struct path_param {
    const char *name; /* inside the pattern, name_len bytes */
    size_t name_len;
    const char *text;
    int64_t number; /* of {name:int}, else 0 */
};
struct path_params {
    struct path_param items[PATH_PARAMS_MAX];
    size_t count;
};

/* Splits and decodes "/a/b". false if it has too many segments or a segment cannot be decoded. */
bool path_split(struct arena *arena, const char *raw, struct path *out);
bool pattern_match(const char *pattern, const struct path *path, struct path_params *out);
/* Could one path match both? */
bool pattern_overlaps(const char *a, const char *b);
/* Is it well formed: leading slash, no empty segment, literals of [a-z0-9._-], known parameter types? */
bool pattern_is_valid(const char *pattern);
const struct path_param *path_param_find(const struct path_params *params, const char *name);

#endif
