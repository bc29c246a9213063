/* result: what the office decided, as papers. The decision of a dossier is one; later papers correct it, revoke it, or are issued in
 * its place. Every one of them is signed by who may decide, then numbered and sealed by the clerk of its organisation, and only then
 * it is there (NĐ 30/2020 Art. 18 and annex I: order of signing, numbering, sealing; domain.md §4.3).
 *
 * 1. A dossier's papers are a chain: each later one names the one it is about. None is ever removed; the old one stays, marked.
 * 2. A paper that is signed and not sealed (status signed) has no number and changes nothing; one at a time.
 * 3. Only the organisation that issued a paper corrects, revokes or re-issues it (status corrected, revoked, replaced).
 * 4. A committee's papers are sealed in its own office as they are signed; so are those of an agency whose clerk nobody plays.
 * 5. While the decision waits for its seal, the clerk holds the dossier (work_hold); its result is not returned before. */
#ifndef DOSSIER_RESULT_H
#define DOSSIER_RESULT_H

#include "base/record.h"
#include "dossier/intake.h"
#include "dossier/work.h"

#define RESULTS_MAX 100 /* papers of one dossier */

struct result {
    int64_t id;
    int64_t dossier;
    int64_t no;          /* 1, 2 … of the dossier */
    const char *act;     /* issue | correction | revocation | reissue */
    const char *kind;    /* grant | refuse */
    const char *title;   /* as on the paper, Vietnamese */
    const char *content; /* what it says beside its title; NULL = nothing */
    const char *org, *org_vi, *org_en; /* that issues it */
    struct instant signed_at;
    const char *signed_by; /* account */
    int64_t number;        /* 0 = not yet numbered */
    const char *symbol;    /* 12/GCN-SKHCN; NULL = not yet */
    struct instant issued_at; /* numbered and sealed; NONE = not yet */
    const char *sealed_by;    /* account */
    const char *status;       /* signed | valid | corrected | revoked | replaced */
    int64_t replaces;         /* id of the one this is about; 0 = none */
    const char *reason;
};
/* All papers of a dossier, in order. */
MUST_USE bool result_list(struct op *op, struct db *db, int64_t dossier, struct result **out, size_t *count);
/* The decision in force: the last issued or re-issued that is valid or corrected; NULL if there is none. */
const struct result *result_in_force(const struct result *list, size_t count);
/* The one that is signed and waits for its seal; NULL if none does. */
const struct result *result_to_seal(const struct result *list, size_t count);

/* Inside the act that decides, after work_move and before work_save: signs the decision, and seals it or leaves it to the clerk, who
 * then holds the dossier. Notes result.issued if it is sealed. */
MUST_USE bool result_sign(struct op *op, struct work *w);

struct dossier_correct_result_input {
    int64_t dossier;
    const char *content; /* what is wrong, and how it reads right */
    const char *reason;
};
struct dossier_reissue_result_input {
    int64_t dossier;
    int cause; /* lost | damaged | wrong */
    const char *reason;
    const char *content; /* what it says now; NULL = as before */
};
extern const struct record dossier_correct_result_record, dossier_reissue_result_record;
/* The same without the dossier, for callers that name it elsewhere (the path of a request). */
extern const struct record dossier_correct_result_body, dossier_reissue_result_body;

/* Why this seat may not do the act (one of the four below) with a dossier that has these papers, the lifecycle allowing it: a message
 * key with arguments {org} and {number}, or NULL. "result.none_to_seal", "result.seal_first", "result.none_in_force",
 * "result.not_issuer", "result.refusal". */
const char *result_problem(const char *act, const struct actor *actor, const struct result *list, size_t count);

/* Numbers and seals what is signed: from then on it is there. The clerk. */
MUST_USE bool dossier_seal_result(struct op *op, struct office *office, const void *input);
/* A letter that corrects how the paper is written; what it decides is not changed by it (that is revoked and issued anew). */
MUST_USE bool dossier_correct_result(struct op *op, struct office *office, const void *input);
MUST_USE bool dossier_revoke_result(struct op *op, struct office *office, const void *input);
/* In place of one that is lost or damaged, or was wrong and revoked. Not of a refusal. */
MUST_USE bool dossier_reissue_result(struct op *op, struct office *office, const void *input);

/* The data of its paper (form KQ), always the same for the same row. NULL on failure: E_STATE "result.not_sealed". */
MUST_USE const struct json *result_paper(struct op *op, struct db *db, const struct dossier *d, const struct result *r, const struct result *about);

#endif
