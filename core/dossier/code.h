/* code: the number of a dossier. TT 04/2025/TT-VPCP Art. 23.2 (adding 13.3 to TT 03/2025): agency-YYMMDD-AAXXXX, where AA = 06
 * is the Ministry's own number in the centralised system (inferred) and XXXX counts in the day, at least four digits. */
#ifndef DOSSIER_CODE_H
#define DOSSIER_CODE_H

#include "db/db.h"

/* Takes the next number of the agency's day. */
MUST_USE bool dossier_code_next(struct op *op, struct db *db, const char *agency, struct instant at, const char **out);
/* ^[A-Z]\d{2}(\.(T?\d{2,3})){0,2}-\d{6}-06\d{4,}$ : T marks an invented sub-code. */
bool dossier_code_is_valid(const char *code);
/* A code as a person types it, or a scanner reads it off a receipt (the QR of form 01 holds the code and nothing else): blanks around it
 * go, small letters become capitals, nothing else is mended. E_INPUT "dossier.code_shape" with field "code". */
MUST_USE bool dossier_code_read(struct op *op, const char *text, const char **out);
/* The dossier that has this code. E_MISSING "dossier.code_unknown" with field "code". */
MUST_USE bool dossier_find_code(struct op *op, struct db *db, const char *code, int64_t *id);

#endif
