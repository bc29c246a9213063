/* procedure_eform: the e-forms (biểu mẫu điện tử) of a procedure's version: the interactive declarations that a citizen fills on
 * the screen instead of a paper form. What an e-form may say is catalogue/eform.h.
 *
 * 1. A version's e-forms never change; a dossier's declaration is judged by the version that the dossier froze.
 * 2. An e-form is compiled before it is stored: what cannot be published is not loaded.
 * 3. The root of a schema is an object. x-prefill names one of PREFILL_PERSON, or earlier.<name>: what the same person declared
 *    last under the same x-prefill, in whatever procedure (dossier/prefill.h).
 * 4. `certainty` says whether the fields are those of the published form or made up for training. */
#ifndef CATALOGUE_PROCEDURE_EFORM_H
#define CATALOGUE_PROCEDURE_EFORM_H

#include "catalogue/eform.h"
#include "db/db.h"

#define PROCEDURE_EFORMS_MAX 10
#define EFORM_CODE_MAX 40

/* From the identity of the account that files. */
#define PREFILL_PERSON "person.name, person.kind, person.id_no, person.address, person.phone, person.email"
#define PREFILL_EARLIER "earlier."

struct procedure_eform {
    int64_t version;
    int64_t no;
    const char *code; /* a-z, 0-9 and -; begins with a letter */
    const char *title_vi, *title_en;
    const struct json *schema;
    const char *certainty;
    const char *source;
};
extern const struct record procedure_eform_record;

/* All e-forms of a version, by no; none is no error. */
MUST_USE bool procedure_eforms(struct op *op, struct db *db, int64_t version, struct procedure_eform **out, size_t *count);
/* The one of that code. E_MISSING "eform.unknown". */
MUST_USE bool procedure_eform_get(struct op *op, struct db *db, int64_t version, const char *code, struct procedure_eform *out);
/* Which e-forms there are: one line each, by procedure, then no. */
struct procedure_eform_line {
    const char *procedure, *name_vi, *name_en;
    const char *code, *title_vi, *title_en, *certainty;
};
/* Those of the versions in force on the day, at most `max`. */
MUST_USE bool procedure_eform_list(struct op *op, struct db *db, struct day day, size_t max, struct procedure_eform_line **out,
                                   size_t *count);
/* As eform_compile, and rules 3: NULL with field errors whose field is a JSON Pointer into the schema. */
MUST_USE const struct eform *procedure_eform_compile(struct op *op, const struct procedure_eform *form);
/* Adds those of a data file (`eforms` of catalogue/procedure.h; NULL = none). E_INPUT; fields begin with "eforms/<index>". */
MUST_USE bool procedure_eform_load(struct op *op, struct db *db, const struct json *list, int64_t version);

#endif
