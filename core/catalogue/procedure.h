/* procedure: what the citizen may ask for. Procedures, their versions with effective dates, components and step tables.
 *
 * 1. A dossier freezes the version in force on the day of filing (domain.md §2.5.9).
 * 2. What nobody has published stays NULL and is shown as unknown; what was authored says so in `certainty`.
 * 3. A version never changes once it is there, but for its last day, which publishing the next one sets (procedure_draft.h). What was
 *    read of one is kept with the connection (KEPT versions); text and rows of a version live until the connection is closed or a
 *    version is published.
 * 4. The shares of the steps that count add up to the term (loader and tests check it). */
#ifndef CATALOGUE_PROCEDURE_H
#define CATALOGUE_PROCEDURE_H

#include "calendar/deadline.h"
#include "db/db.h"

/*        kind                     code        what may be done there: dossier/lifecycle.c */
#define STEP_KINDS(X)                                                                                              \
    X(STEP_INTAKE, "intake")                                                                                       \
    X(STEP_ASSIGN, "assign")                                                                                       \
    X(STEP_APPRAISE, "appraise")                                                                                   \
    X(STEP_REVIEW, "review")                                                                                       \
    X(STEP_SIGN, "sign")                                                                                           \
    X(STEP_ISSUE, "issue")                                                                                         \
    X(STEP_DECIDE, "decide")                                                                                       \
    X(STEP_RETURN, "return")                                                                                       \
    X(STEP_COUNCIL, "council")     /* advisory council: members, session, minutes */                              \
    X(STEP_OPINION, "opinion")     /* opinions of other agencies */                                               \
    X(STEP_INSPECT, "inspect")     /* inspection on site */                                                       \
    X(STEP_APPLICANT, "applicant") /* the applicant explains or completes; never counts */
enum step_kind {
#define X(kind, code) kind,
    STEP_KINDS(X)
#undef X
};
extern const struct choices step_kind_choices;

struct procedure_version {
    int64_t id;            /* as taken: of the version, or of one of its variants (procedure_variant.h) */
    int64_t base;          /* of the version itself */
    const char *variant;   /* code of the variant; NULL = the version's own step table */
    const char *variant_name_vi, *variant_name_en;
    const char *procedure; /* code, 1.014445 */
    int64_t number;
    const char *effective_from;
    const char *effective_to; /* NULL = open */
    const char *replaced_by;
    struct term term;   /* statutory time limit */
    struct term intake; /* limit for accepting */
    int64_t supplement_max;
    bool supplement_restarts; /* asked for after acceptance: the term runs from zero; else it stands still and is shifted */
    const char *silence_text; /* "15 workdays": no supplement in that time, and the dossier is closed */
    const char *fee_text_vi, *fee_text_en; /* NULL = unknown */
    const char *fee_stage; /* first | after | release: when a fee is paid; NULL = there is none, or it is not known */
    const char *result_vi, *result_en;
    const char *legal_basis;
    const char *certainty;
    bool non_territorial; /* may be received anywhere for the competent agency (Decree 118/2025 Art. 14 k4) */
    const char *name_vi, *name_en; /* as the version calls it */
    const char *source;
    const char *published_by;      /* account; NULL = came with the office's data */
    struct instant published_at;   /* INSTANT_NONE as well then */
    const char *field, *level;     /* of the procedure */
};
struct procedure_component {
    int64_t version;
    int64_t no;
    const char *code;
    const char *name_vi, *name_en;
    bool required;
    const char *kind; /* original | copy | certified-copy | electronic */
    const char *replaced_by_data;
    const char *certainty;
    const char *source;
    const char *handling; /* file | show | opinion | secret: all but file are neither scanned nor sent (TT 03/2025 Art. 5 k2) */
};
struct procedure_step {
    int64_t version;
    int64_t no; /* B1 = 1 */
    const char *name_vi, *name_en;
    int kind; /* enum step_kind */
    int role; /* enum role */
    int64_t share_milli; /* thousandths of a day; 0 = does not count */
    const char *limit_term; /* how long a step that does not count may take ("30 days"); NULL = no limit */
    const char *on_limit;   /* "stop": the procedure ends by itself when that limit passes; NULL = nothing happens */
};

/* A complete procedure as its data file says it (scenarios/data/procedures/<code>.json). */
struct procedure_file {
    const char *code, *name_vi, *name_en, *field, *level, *certainty, *source;
    int64_t number;
    const char *effective_from, *effective_to, *replaced_by, *term, *intake;
    int64_t supplement_max;
    const char *supplement_policy; /* restart | pause; NULL = restart */
    const char *silence_term;      /* NULL = 15 workdays */
    const char *fee_stage;
    const char *fee_text_vi, *fee_text_en, *result_vi, *result_en, *legal_basis;
    bool non_territorial;
    const struct json *components, *steps;
    const struct json *eforms; /* catalogue/procedure_eform.h; may be NULL */
    const struct json *variants; /* other step tables: procedure_variant.h; may be NULL */
    const struct json *rules;    /* where its rules of supplement and silence come from: procedure_rule.h; may be NULL */
    const struct json *earlier; /* versions before this one, each without what is of the procedure; may be NULL */
};
extern const struct record procedure_file_record, procedure_component_record, procedure_step_record;

/* The version in force on the day. E_MISSING "procedure.unknown". */
MUST_USE bool procedure_version_on(struct op *op, struct db *db, const char *code, struct day day,
                                   struct procedure_version *out);
MUST_USE bool procedure_version_get(struct op *op, struct db *db, int64_t id, struct procedure_version *out);
/* All versions of a procedure, newest first; none if this office does not open it. */
MUST_USE bool procedure_versions(struct op *op, struct db *db, const char *code, struct procedure_version **out, size_t *count);
/* Codes of all procedures this office opens, in order. */
MUST_USE bool procedure_codes(struct op *op, struct db *db, const char ***out, size_t *count);
/* All that are in force on the day, by code. */
MUST_USE bool procedure_list_on(struct op *op, struct db *db, struct day day, struct procedure_version **out, size_t *count);
MUST_USE bool procedure_components(struct op *op, struct db *db, int64_t version, struct procedure_component **out,
                                   size_t *count);
MUST_USE bool procedure_steps(struct op *op, struct db *db, int64_t version, struct procedure_step **out, size_t *count);

/* Adds one procedure with its versions from its data file (scenarios/data/procedures/<code>.json). All field errors are
 * collected; steps must add up to the term (E_INPUT "procedure.shares"). */
MUST_USE bool procedure_load(struct op *op, struct db *db, const struct json *data);
/* Adds the procedure itself, before its first version. */
MUST_USE bool procedure_add(struct op *op, struct db *db, const struct procedure_file *f);
/* Adds one more version of a procedure that is there, by the same rules; `earlier` and what is of the procedure are not looked at. */
MUST_USE bool procedure_add_version(struct op *op, struct db *db, const struct procedure_file *f, const char *published_by,
                                    int64_t *id);
/* Before the rows of versions are changed: what is kept of them is read anew. */
void procedure_forget(struct db *db);

#endif
