/* mark: how a file of a dossier came to be, put right by hand. What was noted when it was attached is what the way of attaching says
 * (document.h); an officer may know better: the scan is unreadable and does not count, the file was taken from a result, not scanned.
 *
 * 1. The seat that receives puts it right, while digitising is still its own: until the dossier is handed over.
 * 2. "Scanned here" is not said of what may not be scanned (TT 03/2025/TT-VPCP Art. 5 k2): a dossier filed online, papers that are only
 *    shown, opinions given inside the handling, secret papers; nor of a file that the applicant sent. Nothing of papers that may not be
 *    kept as files is "reused" either.
 * 3. What is reused names its source: the code of the dossier, or the number of the result it was taken from (the portal's
 *    MaKetQuaThayThe). A dossier that this office knows must be another one of the same owner.
 * 4. Mark before and after, source and reason stand in the record. */
#ifndef DOCUMENT_MARK_H
#define DOCUMENT_MARK_H

#include "document/document.h"

struct document_mark_input {
    int64_t dossier;
    int64_t document;
    int64_t digitised;  /* enum digitised */
    const char *source; /* of what is reused; NULL with the others */
    const char *reason;
};
extern const struct record document_mark_record;
/* The same without the dossier. */
extern const struct record document_mark_body;

/* The mark as a code: none | scanned | from_dossier | from_result. */
const char *document_mark_code(int64_t digitised);
/* Why this seat may not mark the file so now: a message key, or NULL if it may. `at`: kind of the step the dossier stands at; `sent`: the
 * applicant's side attached the file. */
const char *document_mark_problem(const struct dossier *d, enum step_kind at, const struct procedure_component *component,
                                  const struct document *file, bool sent, const struct actor *actor, int64_t digitised);

/* E_MISSING "document.unknown"; E_INPUT "document.mark_source", "document.mark_no_source"; E_FORBIDDEN "document.other_owner"; else the
 * keys of document_mark_problem as E_STATE or E_FORBIDDEN. */
MUST_USE bool document_mark_digitised(struct op *op, struct office *office, const void *input);

#endif
