/* declaration: tờ khai điện tử, what the applicant filled into the e-forms of a dossier's procedure.
 *
 * Everywhere the filled forms of a dossier are one JSON object with a member for each e-form, named by its code:
 *     {"to-khai": {"chu_ho_so": {"ten": "…"}, …}}
 *
 * 1. Every declaration that is stored fits the e-form of the version that its dossier froze (catalogue/eform.h).
 * 2. Nothing is overwritten: a supplement adds a revision; what was filed first is revision 1.
 * 3. Errors are told all at once as field errors. Field = "form/<code>" and the JSON Pointer (RFC 6901) of the place inside that
 *    declaration, of the missing member where one is missing: "form/to-khai/chu_ho_so/ten".
 *
 * Law: Decree 118/2025 Art. 17; Resolution 66.7/2025 (an e-form filled after signing in with VNeID needs no signature). */
#ifndef DOSSIER_DECLARATION_H
#define DOSSIER_DECLARATION_H

#include "catalogue/procedure_eform.h"
#include "dossier/dossier.h"

struct declaration {
    int64_t dossier;
    const char *code; /* of the e-form */
    int64_t revision; /* 1 = as filed */
    int64_t version;  /* of the procedure */
    const struct json *data;
    struct instant at;
    const char *title_vi, *title_en;
    const struct json *schema;
    const char *certainty; /* of the e-form */
};

/* Do the filled forms fit the version's e-forms? `forms` NULL counts as {}. `all`: every e-form of the version must be there, as
 * when filing; else only those given are asked about. E_INPUT "eform.invalid"; unknown codes and missing forms are field errors
 * as well ("form/<code>"). E_LIMIT as eform_validate. */
MUST_USE bool declaration_check(struct op *op, struct db *db, int64_t version, const struct json *forms, bool all);
/* Inside an act, after dossier_add: checks as above and adds a revision of each form given, at op->now. `forms` NULL: nothing to
 * store, which fails only if `all` and the version has e-forms. */
MUST_USE bool declaration_put(struct op *op, struct db *db, const struct dossier *dossier, const struct json *forms, bool all);
/* The newest revision of each form of the dossier, in the order of the procedure. */
MUST_USE bool declaration_list(struct op *op, struct db *db, int64_t dossier, struct declaration **out, size_t *count);
/* The newest declarations of what this account filed, newest first, at most `max`. */
MUST_USE bool declaration_earlier(struct op *op, struct db *db, const char *applicant, size_t max, struct declaration **out,
                                  size_t *count);

#endif
