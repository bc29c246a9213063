/* problem: a failure as an HTTP answer (RFC 9457), and the one table from error code to status.
 *
 * {type, title, status, code, key, detail, field, fields:[{field, key, detail}], operation}: `title` says the kind,
 * `detail` the sentence to show, both in the operation's language; `operation` is what to name when reporting it. The
 * technical cause goes to the log, never into the answer. */
#ifndef HTTP_PROBLEM_H
#define HTTP_PROBLEM_H

#include "http/exchange.h"

#define PROBLEM_TYPE "application/problem+json"

/* HTTP status of an error. A few keys of this layer have a status of their own (405, 411, 413, 429 …). */
int problem_status(const struct error *error);
/* Replaces whatever the exchange holds by the operation's failure, and logs failures that are ours. */
void problem_answer(struct op *op, struct exchange *x);

#endif
