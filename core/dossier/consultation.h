/* consultation: what other agencies are asked about a dossier, and what they answer.
 *
 * 1. Asking is a letter with a number of the agency's series and a day to answer by, within the dossier's term: the term runs on.
 * 2. Only a seat of the agency that was asked answers, once; late answers are taken, and said to be late.
 * 3. While an answer is awaited and not late, the draft is not submitted. An agency that is silent past its day does not hold it up.
 *
 * Law: Decree 118/2025 Art. 18 (agencies answer within the time asked); domain rule: asking is inside the term unless the procedure
 * says otherwise, which no procedure opened here does. */
#ifndef DOSSIER_CONSULTATION_H
#define DOSSIER_CONSULTATION_H

#include "base/record.h"
#include "office/office.h"

struct consultation {
    int64_t id;
    int64_t dossier;
    const char *to_org, *org_vi, *org_en; /* the agency that is asked, and its names */
    const char *number;                   /* of the letter */
    const char *asked_by;                 /* account */
    struct instant asked_at;
    const char *question;
    struct instant due_at; /* answer by */
    struct instant answered_at; /* NONE = not yet */
    const char *answered_by;
    const char *answer;
    bool agrees;
};
/* In the order of asking. */
MUST_USE bool consultations(struct op *op, struct db *db, int64_t dossier, struct consultation **out, size_t *count);
/* Was this organisation ever asked about the dossier? */
MUST_USE bool consultation_asked(struct op *op, struct db *db, int64_t dossier, const char *org, bool *out);
/* The one that awaits an answer of this organisation (id 0: none). */
MUST_USE bool consultation_open(struct op *op, struct db *db, int64_t dossier, const char *org, struct consultation *out);
/* What keeps a draft from being submitted now: one that is awaited and not late (id 0: nothing). */
MUST_USE bool consultation_awaited(struct op *op, struct db *db, int64_t dossier, struct consultation *out);

struct dossier_request_opinion_input {
    int64_t dossier;
    const char *org;
    const char *question;
    struct instant due_at; /* NONE = five working days (made up for training) */
};
struct dossier_give_opinion_input {
    int64_t dossier;
    bool agrees;
    const char *answer;
};
extern const struct record dossier_request_opinion_record, dossier_give_opinion_record;
/* The same without the dossier, for callers that name it elsewhere (the path of a request). */
extern const struct record dossier_request_opinion_body, dossier_give_opinion_body;

/* E_MISSING "org.unknown"; E_INPUT "consultation.own_agency", "consultation.due"; E_STATE "consultation.asked". */
MUST_USE bool dossier_request_opinion(struct op *op, struct office *office, const void *input);
/* E_FORBIDDEN "consultation.not_asked". */
MUST_USE bool dossier_give_opinion(struct op *op, struct office *office, const void *input);

#endif
