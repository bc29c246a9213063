/* changes: what was done to a dossier since somebody looked, fact by fact: the value then and the value now.
 *
 * Two officers have one dossier before them; one is faster, and the other's act is refused (E_CONFLICT "dossier.stale"). What the other
 * did is told as facts, because facts are what an officer's own draft is about.
 *
 * Nothing is kept for this. The facts follow from the dossier's events alone: told from the first event to the last they are the dossier
 * as it stands (state, step, holder, due date …: tests/core/test_changes.c holds them against the row after every act), told up to an
 * earlier act they are the dossier as it stood then. What differs between the two has changed.
 *
 * Known limit: a declaration (declaration.h) is no fact here: no act changes it after filing. */
#ifndef DOSSIER_CHANGES_H
#define DOSSIER_CHANGES_H

#include "audit/audit.h"

/* How the values of a fact are to be read. A role is written "@role-code" where an account is not known. */
enum fact_kind {
    FACT_IS_STATE,
    FACT_IS_STEP,      /* no of the step */
    FACT_IS_ACCOUNT,   /* account, or "@" and the code of a role */
    FACT_IS_ORG,       /* organisation code */
    FACT_IS_INSTANT,   /* ISO text */
    FACT_IS_CHOICE,    /* a code: text key "fact.<fact>.<code>" */
    FACT_IS_TEXT,      /* as somebody wrote it, or a number as on the paper */
};
/* What a fact is about, where a dossier has several of the kind. */
enum fact_about { ABOUT_DOSSIER, ABOUT_COMPONENT, ABOUT_ACCOUNT, ABOUT_LETTER, ABOUT_DOCUMENT };

/*   fact               code                 kind             about */
#define DOSSIER_FACTS(X)                                                                                               \
    X(FACT_STATE, "state", FACT_IS_STATE, ABOUT_DOSSIER)                                                               \
    X(FACT_STEP, "step", FACT_IS_STEP, ABOUT_DOSSIER)                                                                  \
    X(FACT_HOLDER, "holder", FACT_IS_ACCOUNT, ABOUT_DOSSIER)                                                           \
    X(FACT_HANDLER, "handler", FACT_IS_ACCOUNT, ABOUT_DOSSIER)                                                         \
    X(FACT_DIVISION, "division", FACT_IS_ORG, ABOUT_DOSSIER)                                                           \
    X(FACT_PLACE, "place", FACT_IS_ORG, ABOUT_DOSSIER)                                                                 \
    X(FACT_CODE, "code", FACT_IS_TEXT, ABOUT_DOSSIER)                                                                  \
    X(FACT_ACCEPTANCE_DUE, "acceptance_due_at", FACT_IS_INSTANT, ABOUT_DOSSIER)                                        \
    X(FACT_DUE, "due_at", FACT_IS_INSTANT, ABOUT_DOSSIER)                                                              \
    X(FACT_LIMIT, "limit_at", FACT_IS_INSTANT, ABOUT_DOSSIER)                                                          \
    X(FACT_VARIANT, "variant", FACT_IS_TEXT, ABOUT_DOSSIER)                                                            \
    X(FACT_PROVIDED, "provided", FACT_IS_CHOICE, ABOUT_COMPONENT)                                                      \
    X(FACT_REQUESTED, "requested", FACT_IS_CHOICE, ABOUT_COMPONENT)                                                    \
    X(FACT_CHECKED, "checked", FACT_IS_CHOICE, ABOUT_COMPONENT)                                                        \
    X(FACT_FILE, "file", FACT_IS_TEXT, ABOUT_DOCUMENT)                                                                 \
    X(FACT_DIGITISED, "digitised", FACT_IS_CHOICE, ABOUT_DOCUMENT)                                                     \
    X(FACT_ELIGIBLE, "eligible", FACT_IS_CHOICE, ABOUT_DOSSIER)                                                        \
    X(FACT_OPINION, "opinion", FACT_IS_TEXT, ABOUT_DOSSIER)                                                            \
    X(FACT_RESULT_KIND, "result_kind", FACT_IS_CHOICE, ABOUT_DOSSIER)                                                  \
    X(FACT_SUMMARY, "summary", FACT_IS_TEXT, ABOUT_DOSSIER)                                                            \
    X(FACT_NOTICE, "notice", FACT_IS_CHOICE, ABOUT_DOSSIER)                                                            \
    X(FACT_NUMBER, "number", FACT_IS_TEXT, ABOUT_DOSSIER)                                                              \
    X(FACT_OUTCOME, "outcome", FACT_IS_CHOICE, ABOUT_DOSSIER)                                                          \
    X(FACT_RESULT, "result", FACT_IS_TEXT, ABOUT_LETTER)                                                               \
    X(FACT_DELIVERY, "delivery", FACT_IS_CHOICE, ABOUT_DOSSIER)                                                        \
    X(FACT_RETURNED_BY, "returned_by", FACT_IS_CHOICE, ABOUT_DOSSIER)                                                  \
    X(FACT_ARCHIVED, "archived", FACT_IS_CHOICE, ABOUT_DOSSIER)                                                        \
    X(FACT_PARTICIPANT, "participant", FACT_IS_CHOICE, ABOUT_ACCOUNT)                                                  \
    X(FACT_CONTRIBUTION, "contribution", FACT_IS_TEXT, ABOUT_ACCOUNT)                                                  \
    X(FACT_LETTER, "letter", FACT_IS_CHOICE, ABOUT_LETTER)                                                             \
    X(FACT_ANSWER, "answer", FACT_IS_TEXT, ABOUT_LETTER)                                                               \
    X(FACT_EXPLANATION, "explanation", FACT_IS_TEXT, ABOUT_DOSSIER)                                                    \
    X(FACT_FEE, "fee", FACT_IS_CHOICE, ABOUT_DOSSIER)                                                                  \
    X(FACT_FEE_AMOUNT, "fee_amount", FACT_IS_TEXT, ABOUT_DOSSIER)                                                      \
    X(FACT_CLAIM, "claim", FACT_IS_TEXT, ABOUT_DOSSIER)                                                                \
    X(FACT_CLAIM_REFUSED, "claim_refused", FACT_IS_TEXT, ABOUT_DOSSIER)                                                \
    X(FACT_RECEIPT, "receipt", FACT_IS_TEXT, ABOUT_DOSSIER)
enum dossier_fact {
#define X(fact, code, kind, about) fact,
    DOSSIER_FACTS(X)
#undef X
        DOSSIER_FACT_COUNT
};
const char *fact_code(enum dossier_fact fact);
enum fact_kind fact_kind_of(enum dossier_fact fact);
enum fact_about fact_about_of(enum dossier_fact fact);

/* A fact that holds. Text in the operation's arena. */
struct fact {
    enum dossier_fact fact;
    const char *key;   /* what it is about: component, account, letter number, document id; "" = the dossier */
    const char *value; /* never NULL */
    const char *label; /* of a file: the component it belongs to; else NULL */
};
struct facts {
    struct fact *items; /* in the order in which they came to hold */
    size_t count;
};
/* The value, or NULL where it does not hold. */
const char *facts_get(const struct facts *facts, enum dossier_fact fact, const char *key);

struct dossier;
struct procedure_step;
/* The facts after all acts up to `last` (INT64_MAX: as it stands). */
MUST_USE bool dossier_facts(struct op *op, struct db *db, const struct dossier *d, int64_t last, struct facts *out);

struct dossier_change {
    enum dossier_fact fact;
    const char *key;
    const char *label;
    const char *before;       /* NULL = did not hold */
    const char *after;        /* NULL = holds no more */
    const struct event *last; /* the event that brought it to what it is now */
};
struct dossier_changes {
    struct event *events; /* of acts after `since`, in order */
    size_t event_count;
    struct dossier_change *items; /* in the order of DOSSIER_FACTS, then of coming to hold */
    size_t count;
};
/* What acts with a number above `since` changed. What was changed and changed back is no change; its events are listed all the same. */
MUST_USE bool dossier_changes(struct op *op, struct db *db, const struct dossier *d, int64_t since, struct dossier_changes *out);

#endif
