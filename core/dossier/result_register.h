/* result_register: the register of results (Sổ kết quả): every paper of every decision, newest first, page by page.
 *
 * Found by symbol ("12/GCN", "12"), by the dossier's code or its running number, or by the dossier's words (search.h), all without
 * accents; by status, by what was done, by the days of issue (of signing, while the seal is missing). Counts stop at a cap. */
#ifndef DOSSIER_RESULT_REGISTER_H
#define DOSSIER_RESULT_REGISTER_H

#include "dossier/result.h"
#include "report/period.h"

#define RESULT_PAGE_MAX 200

#define RESULT_STATUSES(X)                                                                                         \
    X(RESULT_SIGNED, "signed")                                                                                     \
    X(RESULT_VALID, "valid")                                                                                       \
    X(RESULT_CORRECTED, "corrected")                                                                               \
    X(RESULT_REVOKED, "revoked")                                                                                   \
    X(RESULT_REPLACED, "replaced")
enum result_status {
#define X(status, code) status,
    RESULT_STATUSES(X)
#undef X
        RESULT_STATUS_COUNT
};
extern const struct choices result_status_choices;
extern const struct choices result_act_choices; /* issue | correction | revocation | reissue */

struct result_line {
    struct result result;
    const char *code;  /* of the dossier */
    const char *owner; /* its owner's name */
    const char *procedure, *procedure_vi, *procedure_en;
};
struct result_query {
    const char *status, *act; /* NULL = any */
    struct day first, last;   /* days of issue, both included; 0 = open */
    const char *q;            /* NULL or empty = any */
    const char *concerns;     /* "H26": of dossiers received there or decided there; NULL = any */
    int64_t before;           /* id at which the page before ended; 0 = the beginning */
    size_t limit;             /* 1 … RESULT_PAGE_MAX */
};
/* E_INPUT "search.nothing" if q holds no letter and no digit. */
MUST_USE bool result_page(struct op *op, struct db *db, const struct result_query *query, struct result_line **out, size_t *count, bool *more);
/* How many of each status among the newest `cap` that the rest of the query finds. */
MUST_USE bool result_tally(struct op *op, struct db *db, const struct result_query *query, int64_t cap, int64_t counts[RESULT_STATUS_COUNT]);

#endif
