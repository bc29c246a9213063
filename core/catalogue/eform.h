/* eform: interactive declarations (biểu mẫu điện tử, eForm). An e-form is a JSON Schema 2020-12 document with display hints; it is
 * checked whole when it is published (eform_compile) and every filled declaration is checked against it (eform_validate).
 *
 * What always holds:
 *  1. Nothing in a schema is ignored. A keyword that is not in the table of eform_keyword.c, a format that is not in
 *     eform_format.c, a hint that is not in eform_hint.c, a $ref that leaves the document: an error when publishing, with the
 *     JSON Pointer of the place in the schema. Not supported: $dynamicRef, $dynamicAnchor, $vocabulary, content*, and $id or
 *     $schema anywhere but at the root.
 *  2. `format` is an assertion, not an annotation: an officer must be able to rely on it, and the validator of the screens
 *     asserts as well.
 *  3. Patterns are ECMAScript with flag u, unanchored, read by our own reader (eform_pattern.c) so that both sides take the
 *     same ones; no back references.
 *  4. Every error is told, each with the JSON Pointer of its place in the instance, the keyword and a sentence in both languages.
 *     Of alternatives none of which fits (anyOf, oneOf) the errors of the nearest one follow the alternative's own.
 *  5. A compiled e-form is never changed: any number of threads may validate with it at once.
 *
 * Numbers are doubles as base/json reads them: whole numbers are exact to 2^53-1, beyond that they are reals; 1.0 is an integer.
 * multipleOf is exact in decimal, over the shortest decimal text of both doubles (0.3 is a multiple of 0.1; 1e23 is 10^23). Text
 * values are NFC; lengths count code points. Objects hold at most 200 members (base/json).
 *
 * Limits, E_LIMIT past them: the constants below. Source: json-schema.org/draft/2020-12 core and validation. */
#ifndef CATALOGUE_EFORM_H
#define CATALOGUE_EFORM_H

#include "base/json.h"

#define EFORM_SCHEMA_MAX (256u * 1024u) /* bytes of the schema, written compactly */
#define EFORM_NODES_MAX 20000           /* subschemas */
#define EFORM_ERRORS_MAX 200            /* errors told of one instance; further ones set `more` */
#define EFORM_WORK_MAX 2000000          /* steps of one validation, about a second at the very worst */
#define EFORM_REF_DEPTH 64              /* $ref inside $ref while validating */
#define EFORM_PATTERN_MAX 1000          /* bytes of a pattern */

struct eform;

struct eform_error {
    const char *pointer; /* place in the instance, RFC 6901; "" is the whole */
    const char *keyword; /* the keyword that says no */
    const char *schema;  /* place of that keyword in the schema, RFC 6901 */
    const char *key;     /* of the sentence */
    const char *member;  /* required, dependentRequired: name of the member that is missing; else NULL */
    struct error_arg args[ERROR_ARGS_MAX];
    int arg_count;
};
struct eform_errors {
    const struct eform_error *items; /* in the operation's arena, in the order of the schema */
    size_t count;
    bool more; /* there were more than are listed */
};

/* NULL on failure: E_INPUT "eform.bad_schema" with one field error per fault (field = JSON Pointer into the schema, at most 50),
 * or E_LIMIT. The e-form lives in the operation's arena and keeps `schema`, which must live as long. */
MUST_USE const struct eform *eform_compile(struct op *op, const struct json *schema);
/* True if the instance fits. False: E_INPUT "eform.invalid" with every error as a field error (field = JSON Pointer) and in `out`
 * (NULL allowed), or E_LIMIT when the work or the depth ran out (`out` is then empty). */
MUST_USE bool eform_validate(struct op *op, const struct eform *form, const struct json *instance, struct eform_errors *out);
/* The sentence of an error (field, rule, cure) in the operation's language. */
const char *eform_error_text(struct op *op, const struct eform_error *error);
/* Where the cure is: the place of the missing member, else the place of the error. RFC 6901. */
const char *eform_error_place(struct op *op, const struct eform_error *error);
/* The pointer and one more name, escaped. */
const char *eform_pointer_add(struct arena *arena, const char *pointer, const char *name);

#endif
