/* procedure_document: a procedure's version as one JSON document: what a draft is, and what versions are compared as.
 *
 *   {"version": a procedure in the form of its data file (procedure.h), without `earlier`; "fees": [rows of the catalogue's fees]}
 *
 * 1. Any published version can be written as a document, and a document without errors (procedure_check.h) can be published: the
 *    same reader and the same writers of rows as for data files.
 * 2. Reading is lenient: a draft is often unfinished. What a row does not say is NULL, 0 or false; rows that cannot be read at all
 *    are told by the check, not here.
 * 3. Fees have one home, the catalogue's rows with their validity; a version's document holds those in force on a day, a draft's those to
 *    come as well. `effective_from` and `number` of a draft are given when it is published. */
#ifndef CATALOGUE_PROCEDURE_DOCUMENT_H
#define CATALOGUE_PROCEDURE_DOCUMENT_H

#include "catalogue/catalogue.h"

#define DOCUMENT_BYTES_MAX (400u * 1024u)
#define DOCUMENT_ROWS_MAX 60  /* components, steps of a table, fees */
#define DOCUMENT_CASES_MAX 20

struct document_table { /* a step table: the version's own, or that of a case */
    struct variant_file file; /* of a case; empty for the version's own */
    struct procedure_step *steps;
    size_t count;
};
struct procedure_document {
    const struct json *node;
    struct procedure_file version;
    struct procedure_component *components;
    struct document_table *tables; /* the first is the version's own */
    struct procedure_eform *eforms;
    struct catalogue_fee *fees;
    size_t component_count, table_count, eform_count, fee_count;
};

/* The shape that everything else relies on: objects and lists where they belong, the procedure's code, no more rows than the limits.
 * E_INPUT "procedure.draft_shape", E_LIMIT "procedure.draft_too_big". */
MUST_USE bool procedure_document_fits(struct op *op, const struct json *node, const char *procedure);
/* Reads one that fits; everything lives in the operation's arena. */
void procedure_document_read(struct op *op, const struct json *node, struct procedure_document *out);
/* Writes a version of this office (not one as taken); NULL on failure. Fees: those in force on the day, and with `coming` those that
 * begin later. */
MUST_USE const struct json *procedure_document_of(struct op *op, struct db *db, int64_t version, struct day day, bool coming);
/* A fee row as it stands in a document. */
const char *procedure_fee_text(struct op *op, const struct catalogue_fee *fee);
/* Inside: the member "fees" of a document; day and `coming` as above. */
MUST_USE bool procedure_document_put_fees(struct op *op, struct json_out *out, struct db *db, const char *procedure, struct day day,
                                          bool coming);

#endif
