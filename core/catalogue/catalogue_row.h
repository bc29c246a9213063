/* catalogue_row: the rows of the catalogue's files, and the codes in them. Texts that are not said are NULL, choices -1. */
#ifndef CATALOGUE_CATALOGUE_ROW_H
#define CATALOGUE_CATALOGUE_ROW_H

#include "catalogue/procedure.h"
#include "catalogue/procedure_eform.h"
#include "catalogue/procedure_rule.h"
#include "catalogue/procedure_variant.h"

/* ---- codes of the rows ---- */

/*        value                     code            meaning */
#define CERTAINTIES(X)                                                                                                 \
    X(CERTAINTY_FOUND, "found")       /* read in a published copy */                                                   \
    X(CERTAINTY_RECALLED, "recalled") /* from memory: verify before use */                                             \
    X(CERTAINTY_INFERRED, "inferred") /* concluded from other rows */                                                  \
    X(CERTAINTY_AUTHORED, "authored") /* made up for training; the screen says so */                                   \
    X(CERTAINTY_INVENTED, "invented") /* an identification code that is visibly not real (part T01) */
enum catalogue_certainty {
#define X(value, code) value,
    CERTAINTIES(X)
#undef X
};
/* Who decides. */
#define LEVELS(X)                                                                                                      \
    X(LEVEL_MINISTRY, "ministry")                                                                                      \
    X(LEVEL_COMMITTEE, "committee")   /* UBND tỉnh; the department advises */                                        \
    X(LEVEL_DEPARTMENT, "department") /* Sở */                                                                       \
    X(LEVEL_FUND, "fund")             /* local science and technology fund */
enum catalogue_level {
#define X(value, code) value,
    LEVELS(X)
#undef X
        LEVEL_COUNT
};
#define SERVICES(X)                                                                                                    \
    X(SERVICE_FULL, "full") /* toàn trình */                                                                         \
    X(SERVICE_PART, "part") /* một phần */
enum catalogue_service {
#define X(value, code) value,
    SERVICES(X)
#undef X
};
/* A procedure has several clocks. Only `decision` is the term that the applicant is promised. */
#define CLOCKS(X)                                                                                                      \
    X(CLOCK_CHECK, "check") /* completeness or validity check */                                                       \
    X(CLOCK_DECISION, "decision")                                                                                      \
    X(CLOCK_STAGE, "stage")           /* one stage of a long examination */                                            \
    X(CLOCK_NOTICE, "notice")         /* telling the applicant of a defect */                                          \
    X(CLOCK_SUPPLEMENT, "supplement") /* what the applicant has to supplement or correct; silence closes */            \
    X(CLOCK_APPLICANT, "applicant")   /* when the applicant has to file at all */
enum catalogue_clock_kind {
#define X(value, code) value,
    CLOCKS(X)
#undef X
};
#define FEE_BASES(X)                                                                                                   \
    X(FEE_NONE, "none")                                                                                                \
    X(FEE_FIXED, "fixed")       /* amount */                                                                           \
    X(FEE_PER_ITEM, "per-item") /* amount for each item */                                                             \
    X(FEE_RATE, "rate")         /* share of a value, between amount_min and amount_max */                              \
    X(FEE_UNKNOWN, "unknown")   /* a fee is due; its amount is not known here */
enum fee_basis {
#define X(value, code) value,
    FEE_BASES(X)
#undef X
};
#define CHANNELS(X)                                                                                                    \
    X(CHANNEL_ANY, "any")                                                                                              \
    X(CHANNEL_ONLINE, "online")                                                                                        \
    X(CHANNEL_COUNTER, "counter")                                                                                      \
    X(CHANNEL_POST, "post")
enum catalogue_channel {
#define X(value, code) value,
    CHANNELS(X)
#undef X
};
#define PAPER_FORMS(X)                                                                                                 \
    X(PAPER_ORIGINAL, "original")                                                                                      \
    X(PAPER_COPY, "copy")                                                                                              \
    X(PAPER_CERTIFIED_COPY, "certified-copy")                                                                          \
    X(PAPER_ELECTRONIC, "electronic")
enum paper_form {
#define X(value, code) value,
    PAPER_FORMS(X)
#undef X
};
/* Kinds of a workflow's steps: those of a playable step table (procedure.h) and what only some provinces have. */
#define WORKFLOW_STEPS(X)                                                                                              \
    X(WORK_INTAKE, "intake")                                                                                           \
    X(WORK_ASSIGN, "assign")                                                                                           \
    X(WORK_APPRAISE, "appraise")                                                                                       \
    X(WORK_REVIEW, "review")                                                                                           \
    X(WORK_SIGN, "sign")                                                                                               \
    X(WORK_ISSUE, "issue")                                                                                             \
    X(WORK_DECIDE, "decide")                                                                                           \
    X(WORK_RETURN, "return")                                                                                           \
    X(WORK_COUNCIL, "council")     /* setting up a council, or its session */                                          \
    X(WORK_OPINION, "opinion")     /* another agency or an expert is asked */                                          \
    X(WORK_INSPECT, "inspect")     /* check on site */                                                                 \
    X(WORK_APPLICANT, "applicant") /* the applicant acts; never counted */
enum workflow_step_kind {
#define X(value, code) value,
    WORKFLOW_STEPS(X)
#undef X
};
/* What happens when the limit of a step passes. */
enum on_limit { ON_LIMIT_STOP /* the agency stops considering the dossier */ };
#define STANDINGS(X)                                                                                                   \
    X(STANDING_IN_FORCE, "in-force")                                                                                   \
    X(STANDING_ABOLISHED, "abolished")
enum catalogue_standing {
#define X(value, code) value,
    STANDINGS(X)
#undef X
};
extern const struct choices certainty_choices, level_choices, service_choices, clock_choices, fee_basis_choices,
    channel_choices, paper_form_choices, workflow_step_choices, standing_choices, on_limit_choices, org_kind_choices;

/* ---- rows ---- */

/* Where a row stands. First member of every row. */
struct catalogue_at {
    const char *file; /* path below the folder read */
    const char *row;  /* procedures 12 (1.014445) */
    const struct json *node;
    size_t order; /* of reading; 1 = first */
};
struct catalogue_field {
    struct catalogue_at at;
    const char *code, *name_vi, *name_en;
};
struct catalogue_procedure {
    struct catalogue_at at;
    const char *code; /* 1.014445; T.… = training key, real code unknown */
    const char *twin; /* the same procedure at the other level */
    const char *name_vi, *name_en;
    const char *field;      /* code of a catalogue_field */
    int field_certainty;    /* -1 = as certainty */
    int level;              /* enum catalogue_level, -1 unknown */
    const char *level_text; /* as published */
    int service;            /* enum catalogue_service, -1 unknown; provinces that differ are publications */
    const char *unit;
    const char *result_vi, *result_en;
    const char *legal_basis;
    const char *effective_from, *effective_to; /* ISO days, inclusive; NULL = unknown or open */
    int certainty;
    const char *source, *note;
    const struct json *clocks, *fees, *components;
};
struct catalogue_clock {
    struct catalogue_at at;
    const char *procedure;
    int kind;           /* enum catalogue_clock_kind */
    const char *term;   /* term.h's notation, or "2 months" */
    const char *starts; /* what starts it, as the rule says: valid-dossier, valid-dossier-and-fee … */
    int64_t rounds;     /* supplement: how often; 0 = not said */
    const char *name_vi, *name_en;
    const char *effective_from, *effective_to;
    int certainty;
    const char *source;
};
struct catalogue_fee {
    struct catalogue_at at;
    const char *procedure;
    const char *code; /* one fee; several rows of one code differ in channel or validity */
    const char *name_vi, *name_en;
    int basis; /* enum fee_basis */
    struct dong amount, amount_min, amount_max;
    int64_t rate_milli;            /* FEE_RATE: thousandths of one per cent: 0.1 % = 100 */
    const char *item_vi, *item_en; /* what is counted, or what the rate is taken of */
    int channel;                   /* enum catalogue_channel */
    const char *effective_from, *effective_to;
    int certainty;
    const char *source;
};
struct catalogue_component {
    struct catalogue_at at;
    const char *procedure;
    const char *code;
    const char *name_vi, *name_en;
    int form;                 /* enum paper_form, -1 unknown */
    const char *condition_vi; /* when it is asked for; NULL = always, or not known */
    const char *replaced_database, *replaced_owner, *replaced_basis; /* NQ 66.7/2025: not to be asked for */
    int certainty;
    const char *source;
};
struct catalogue_org {
    struct catalogue_at at;
    const char *code, *name_vi, *name_en;
    int kind;
    const char *parent, *open_on, *close_on, *successor; /* close_on: last day */
    const char *province;                                /* code of QĐ 19/2025/QĐ-TTg */
    const char *place, *address;
    int certainty;
    const char *source;
};
struct catalogue_replacement {
    struct catalogue_at at;
    const char *old_code;
    const char *new_code; /* NULL = withdrawn, no successor shown */
    const char *name_vi;
    int certainty;
    const char *source;
};
struct catalogue_workflow {
    struct catalogue_at at;
    int64_t id; /* in the database; 0 when read from a file */
    const char *procedure;
    const char *province; /* organisation code; NULL = authored for training, no province's own */
    const char *variant;  /* standard, council … */
    const char *name_vi, *name_en;
    const char *term;
    int certainty;
    const char *source, *note;
    const struct json *steps;
};
struct catalogue_step {
    struct catalogue_at at;
    const struct catalogue_workflow *workflow;
    int64_t no;
    const char *name_vi, *name_en;
    int kind;            /* enum workflow_step_kind */
    int role;            /* enum role */
    int64_t share_milli; /* thousandths of a day; 0 = does not count */
    const char *limit;   /* how long an uncounted step may take */
    int on_limit;        /* enum on_limit, -1 = nothing happens by itself */
    int certainty;
};
/* One procedure as one decision of one agency printed it. */
struct catalogue_publication {
    struct catalogue_at at;
    const char *decision; /* QĐ 1805 Phú Thọ 18/11/2025 */
    const char *province; /* organisation code of the agency that published */
    const char *published_on;
    const char *code, *name_vi;
    int service;  /* -1 = not printed */
    int standing; /* enum catalogue_standing */
    const char *term;
    const struct json *shares_milli; /* thousandths of a day of each printed step; NULL = none printed */
    const char *legal_basis;
    int certainty;
    const char *source, *note;
};
struct catalogue_complete {
    struct catalogue_at at;
    struct procedure_file file;
};
struct catalogue_case { /* another step table of a complete procedure: a case, or a province's own */
    struct catalogue_at at;
    const struct catalogue_complete *procedure;
    struct variant_file file;
};
struct catalogue_part { /* a component, a step, an e-form or a rule's source of a complete procedure */
    struct catalogue_at at;
    const char *procedure;
    const void *table; /* of a step: the catalogue_complete or the catalogue_case it belongs to */
    union {
        struct procedure_component component;
        struct procedure_step step;
        struct procedure_eform eform;
        struct procedure_rule_file rule;
    } of;
};

/*        list                       key in the file    */
#define CATALOGUE_LISTS(X)                                                                                             \
    X(LIST_FIELDS, "fields")                                                                                           \
    X(LIST_PROCEDURES, "procedures")                                                                                   \
    X(LIST_CLOCKS, "clocks")                                                                                           \
    X(LIST_FEES, "fees")                                                                                               \
    X(LIST_COMPONENTS, "components")                                                                                   \
    X(LIST_ORGS, "organisations")                                                                                      \
    X(LIST_REPLACEMENTS, "replacements")                                                                               \
    X(LIST_WORKFLOWS, "workflows")                                                                                     \
    X(LIST_STEPS, "steps")                                                                                             \
    X(LIST_PUBLICATIONS, "publications")                                                                               \
    X(LIST_COMPLETE, "complete")                                                                                       \
    X(LIST_COMPLETE_CASES, "complete_variants")                                                                       \
    X(LIST_COMPLETE_COMPONENTS, "complete_components")                                                                 \
    X(LIST_COMPLETE_STEPS, "complete_steps")                                                                           \
    X(LIST_COMPLETE_EFORMS, "complete_eforms")                                                                         \
    X(LIST_COMPLETE_RULES, "complete_rules")
enum catalogue_list {
#define X(list, key) list,
    CATALOGUE_LISTS(X)
#undef X
        LIST_COUNT
};

#endif
