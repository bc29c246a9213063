/* part: what is to be done with a dossier next, as the queues of a desk are divided. It follows from the dossier's row alone. */
#ifndef DOSSIER_PART_H
#define DOSSIER_PART_H

#include "dossier/dossier.h"

#define DOSSIER_PARTS(X)                                                                                            \
    X(PART_NEW, "new")                   /* filed, to be accepted */                                               \
    X(PART_SUPPLEMENT, "supplement")     /* the applicant is to supplement */                                      \
    X(PART_PAYMENT, "payment")           /* the applicant is to pay */                                             \
    X(PART_WITHDRAWAL, "withdrawal")     /* asked back */                                                          \
    X(PART_TO_HAND_OVER, "to_hand_over") /* accepted */                                                            \
    X(PART_NOTICE, "notice")             /* a notice waits for its signature */                                    \
    X(PART_TO_ASSIGN, "to_assign")                                                                                 \
    X(PART_TO_APPRAISE, "to_appraise")                                                                             \
    X(PART_TO_DRAFT, "to_draft")         /* appraised, not yet submitted */                                        \
    X(PART_TO_REVIEW, "to_review")       /* the division head initials or sends back */                            \
    X(PART_TO_SIGN, "to_sign")           /* the director or the committee decides */                               \
    X(PART_TO_NUMBER, "to_number")       /* the clerk numbers and issues */                                        \
    X(PART_TO_RETURN, "to_return")       /* the result waits for the applicant */
enum dossier_part {
#define X(part, code) part,
    DOSSIER_PARTS(X)
#undef X
    PART_COUNT
};
extern const struct choices part_choices;
/* Of a dossier; -1 where nothing is to be done (ended). Looks at state, step_role, handler, notice and appraisal. */
int part_of_dossier(const struct dossier *d);

#endif
