/* query: the keys after '?', read through a record like a body: typed, bounded, unknown keys refused. */
#ifndef HTTP_QUERY_H
#define HTTP_QUERY_H

#include "base/record.h"

#define QUERY_PAIRS_MAX 32

/* Fills a struct of `record` in the arena; *out NULL if record is NULL (then no key is allowed). An empty value counts as
 * a key that is not there; a list is separated by commas. */
MUST_USE bool query_read(struct op *op, const struct record *record, const char *raw, const void **out);

#endif
