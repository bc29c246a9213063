/* procedure_variant: other step tables of a procedure version. The same procedure has a case with and one without a council, and five
 * steps in one province where another has eight; each with its own term.
 *
 * 1. A version has a step table of its own: the standard case, wherever a province has none of its own.
 * 2. An id from PROCEDURE_VARIANT_FROM names a version with one of its variants. procedure_version_get, procedure_components and
 *    procedure_steps take either, so a dossier's `procedure_version` is the version AS TAKEN, and frozen with it.
 * 3. The shares of a variant's steps add up to its own term. */
#ifndef CATALOGUE_PROCEDURE_VARIANT_H
#define CATALOGUE_PROCEDURE_VARIANT_H

#include "catalogue/procedure.h"

#define PROCEDURE_VARIANT_FROM 1000000
#define VARIANT_STANDARD "standard"

struct procedure_variant {
    int64_t id;
    int64_t version; /* of which version */
    const char *code; /* standard | council … */
    const char *province; /* first part of the agency's code; NULL = any */
    const char *name_vi, *name_en;
    struct term term;
    const char *certainty;
    const char *source;
};

/* A variant of a procedure's data file: `variants` of it. */
struct variant_file {
    const char *code, *province, *name_vi, *name_en, *term, *certainty, *source;
    const struct json *steps;
};
extern const struct record variant_file_record;

/* All variants of a version (`version` may be one as taken). They live as long as the connection is open. */
MUST_USE bool procedure_variants(struct op *op, struct db *db, int64_t version, const struct procedure_variant **out, size_t *count);
/* Does it belong to an agency of that code? */
bool variant_is_of(const struct procedure_variant *v, const char *agency);
/* The cases among which an agency can choose: its standard one and the others, each once; ids as taken. `out` has room for all. */
#define PROCEDURE_CASES_MAX 20
struct procedure_case {
    int64_t id;
    const char *code;
    const char *name_vi, *name_en; /* NULL: the version's own table, which has no name */
    struct term term;
};
MUST_USE bool procedure_cases(struct op *op, struct db *db, int64_t version, const char *agency,
                              struct procedure_case out[PROCEDURE_CASES_MAX], size_t *count);
/* The version as an agency takes it in a case; `code` NULL or "standard" = the standard one. E_INPUT "procedure.variant_unknown". */
MUST_USE bool procedure_take(struct op *op, struct db *db, int64_t version, const char *agency, const char *code, int64_t *taken);

/* Inside: reading rows for procedure.c, adding those of a data file. */
MUST_USE bool variant_get(struct op *op, struct db *db, int64_t id, struct procedure_variant *out);
MUST_USE bool variants_of(struct op *op, struct db *db, int64_t version, struct procedure_variant **out, size_t *count);
MUST_USE bool variants_load(struct op *op, struct db *db, const struct json *list, int64_t version, const char *procedure);

#endif
