/* openapi: the OpenAPI 3.1 document, from the route table and the shapes of the answers.
 *
 * Paths, parameters, limits, roles and request bodies come from the rows and their records, so they cannot differ from what
 * the router enforces; only the shapes of answers are written by hand (http/shape.h). A row that names an unknown shape is a
 * failure, so the build step that writes openapi.json finds it. */
#ifndef HTTP_OPENAPI_H
#define HTTP_OPENAPI_H

#include "base/json.h"
#include "routes.h"

#define OPENAPI_MAX ((size_t)4 << 20) /* bytes of the document */

struct openapi_source {
    const struct route *rows;
    size_t count;
    const char *shapes;  /* text of the answers' shapes */
    const char *version; /* of the program */
};

/* The shapes of the product's answers: api/answers.shape, embedded at build. */
const char *openapi_shapes(void);
/* Writes the document. E_INPUT "shape.…", E_BROKEN (a row without its shape, one name for two schemas). */
MUST_USE bool openapi_write(struct op *op, const struct openapi_source *source, struct strbuf *out);

#endif
