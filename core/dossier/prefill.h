/* prefill: what an e-form need not ask again (Decree 118/2025 Art. 6: what the authorities already have is not asked for).
 *
 * A field of a schema with x-prefill is offered a value: of person.* from the identity of the account that files; else, and for
 * earlier.*, from the newest of that account's declarations, of whatever procedure, that has a value under the same x-prefill.
 *
 * 1. Every value says where it comes from, so that the applicant can judge whether it still holds.
 * 2. A value is an offer: nothing is checked here, the declaration is judged as a whole when it is filed.
 * 3. Fields are looked for in `properties`, through local $ref, allOf, then and else; not inside rows of a list, but a list may be
 *    offered as a whole. */
#ifndef DOSSIER_PREFILL_H
#define DOSSIER_PREFILL_H

#include "account/account.h"
#include "catalogue/procedure_eform.h"
#include "dossier/dossier.h"

#define PREFILL_MAX 200       /* fields of one form */
#define PREFILL_DEPTH_MAX 16  /* sections inside sections */
#define PREFILL_EARLIER_MAX 20 /* declarations looked at */

struct prefill {
    const char *pointer;      /* of the field in the declaration, RFC 6901 */
    const char *path;         /* its x-prefill */
    const struct json *value;
    int64_t dossier;          /* the earlier dossier; 0 = the account's identity */
    const char *dossier_code; /* NULL = not accepted yet, or identity */
    struct instant at;        /* when it was declared; NONE = identity */
};

/* In the order of the schema. `person` without identity (an officer) is offered nothing. */
MUST_USE bool prefill_of(struct op *op, struct db *db, const struct account *person, const struct procedure_eform *form,
                         struct prefill **out, size_t *count);

/* Declarations for dossiers that nobody fills in by hand (what an exercise files): of each e-form of the version the first of its
 * `examples` that fits once this account's identity stands at the person.* places, as one object by code. *out NULL if the version has
 * no e-form, or one of them no example that fits this account. */
MUST_USE bool prefill_examples(struct op *op, struct db *db, const struct account *person, int64_t version, const struct json **out);

#endif
