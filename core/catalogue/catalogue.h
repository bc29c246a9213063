/* catalogue: everything that is known of the sector's procedures, before any of it is put to work in an office.
 *
 * It is read from folders of JSON files. A file holds one or more of the lists below, or is one complete procedure in the form
 * of catalogue/procedure.h. Reading never stops at the first error: whatever is wrong becomes a finding with file, row, field,
 * rule and cure, and the next row is read.
 *
 * 1. What nobody has published stays NULL; each row says where it comes from (`source`) and how sure that is (`certainty`).
 * 2. An error is something that cannot be true or cannot be used; a warning is a contradiction between agencies that an officer
 *    meets at work; a note is worth knowing and needs no cure.
 * 3. Checking compares rows of all files together; the order of the files does not matter. */
#ifndef CATALOGUE_CATALOGUE_H
#define CATALOGUE_CATALOGUE_H

#include "catalogue/catalogue_row.h"

/* Limits of what is read; past them a finding says so. */
#define CATALOGUE_FILES_MAX 2000
#define CATALOGUE_DEPTH_MAX 4

/* ---- findings ---- */

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE, SEVERITY_COUNT };
extern const struct choices severity_choices;

/* Sentences: catalogue.rule.<code> (what is wrong) and catalogue.cure.<code> (what to do).
 *        rule                     severity          code */
#define CATALOGUE_RULES(X)                                                                                             \
    X(RULE_FILE, SEVERITY_ERROR, "file")   /* cannot be read as JSON */                                                \
    X(RULE_LIST, SEVERITY_ERROR, "list")   /* no such list, or not a list */                                           \
    X(RULE_FIELD, SEVERITY_ERROR, "field") /* a field of a row: missing, unknown, wrong kind */                        \
    X(RULE_CODE, SEVERITY_ERROR, "code")   /* not a procedure code */                                                  \
    X(RULE_TERM, SEVERITY_ERROR, "term")                                                                               \
    X(RULE_DAY, SEVERITY_ERROR, "day")                                                                                 \
    X(RULE_DAYS_ORDER, SEVERITY_ERROR, "days_order")       /* ends before it begins */                                 \
    X(RULE_BLANK, SEVERITY_ERROR, "blank")                 /* published with blanks not filled in */                   \
    X(RULE_TWICE, SEVERITY_ERROR, "twice")                 /* same key twice */                                        \
    X(RULE_UNKNOWN, SEVERITY_ERROR, "unknown")             /* names something that is not there */                     \
    X(RULE_SHARES, SEVERITY_ERROR, "shares")               /* steps do not add up to the printed term */               \
    X(RULE_CLASH, SEVERITY_ERROR, "clash")                 /* one decision, one code, two procedures */                \
    X(RULE_OTHERS_CODE, SEVERITY_ERROR, "others_code")     /* the name belongs to another code */                      \
    X(RULE_APPLICANT, SEVERITY_ERROR, "applicant_counted") /* the applicant's time is counted */                       \
    X(RULE_LIMIT, SEVERITY_ERROR, "no_limit")              /* ends by itself, but no limit */                          \
    X(RULE_NO_STEPS, SEVERITY_ERROR, "no_steps")           /* a complete procedure with an empty step table */            \
    X(RULE_FRAME, SEVERITY_ERROR, "frame")                 /* a step table a dossier cannot get through */             \
    X(RULE_STEP_ROLE, SEVERITY_ERROR, "step_role")         /* the role may not do such a step */                       \
    X(RULE_FEE, SEVERITY_ERROR, "fee")                     /* amount missing, or for a fee that is none */             \
    X(RULE_FEE_OVERLAP, SEVERITY_ERROR, "fee_overlap")     /* two amounts in force on one day */                       \
    X(RULE_REAL_CODE, SEVERITY_ERROR, "real_code")         /* invented code that looks real */                         \
    X(RULE_LOOP, SEVERITY_ERROR, "loop")                   /* replaced in a circle */                                  \
    X(RULE_COMPLETE_TERM, SEVERITY_ERROR, "complete_term") /* playable version and catalogue differ */                 \
    X(RULE_COMPLETE_FIELD, SEVERITY_ERROR, "complete_field") /* playable version counted in a field of another name */ \
    X(RULE_EFORM, SEVERITY_ERROR, "eform")                 /* an e-form that cannot be published */                    \
    X(RULE_TWIN, SEVERITY_WARNING, "twin")                 /* twin does not point back */                              \
    X(RULE_SAME_NAME, SEVERITY_WARNING, "same_name")       /* two codes, one name, not twins */                        \
    X(RULE_NAME, SEVERITY_WARNING, "name")                 /* printed under another name */                            \
    X(RULE_NOT_LISTED, SEVERITY_WARNING, "not_listed")     /* printed, but not in the catalogue */                     \
    X(RULE_SERVICE, SEVERITY_WARNING, "service")           /* toàn trình here, một phần there */                 \
    X(RULE_ASKED, SEVERITY_WARNING, "asked")               /* a paper that data replace is asked for */                   \
    X(RULE_CLOSED, SEVERITY_WARNING, "closed")             /* open body under a closed one */                          \
    X(RULE_TERMS, SEVERITY_NOTE, "terms")                  /* provinces take different times */                        \
    X(RULE_SKEW, SEVERITY_NOTE, "skew")                    /* abolished here, still listed there */                    \
    X(RULE_NAME_CUT, SEVERITY_NOTE, "name_cut")            /* known only as printed, with … */
enum catalogue_rule {
#define X(rule, severity, code) rule,
    CATALOGUE_RULES(X)
#undef X
        RULE_COUNT
};
struct catalogue_finding {
    enum catalogue_rule rule;
    const char *file, *row, *field; /* field NULL = the row as a whole */
    struct error_arg args[ERROR_ARGS_MAX];
    int arg_count;
};
enum severity catalogue_rule_severity(enum catalogue_rule rule);
const char *catalogue_rule_code(enum catalogue_rule rule);
/* What is wrong, and what to do, in the operation's language. */
const char *catalogue_finding_says(struct op *op, const struct catalogue_finding *f);
const char *catalogue_finding_cure(struct op *op, const struct catalogue_finding *f);

struct catalogue_rows {
    void **items; /* pointers to the list's struct */
    size_t count, capacity;
};
struct catalogue {
    struct op *op; /* the arena of everything below */
    struct catalogue_rows lists[LIST_COUNT];
    struct catalogue_finding *findings;
    size_t finding_count, finding_capacity;
    size_t files, rows;
};

void catalogue_init(struct catalogue *c, struct op *op);
/* Reads every .json file below the folder, sub-folders too, in the order of their names. E_MISSING "catalogue.no_folder"; all else
 * is a finding. May be called for several folders. */
MUST_USE bool catalogue_read(struct catalogue *c, const char *folder);
/* Adds the names and bytes of the files that catalogue_read would read; nothing if there is no such folder. */
struct digest_state;
void catalogue_add_digest(struct op *op, const char *folder, struct digest_state *digest);
/* Compares the rows with each other and adds what contradicts. Once, after the last folder. */
void catalogue_check(struct catalogue *c);
/* Adds a finding; pairs as in fail(). */
void catalogue_find(struct catalogue *c, enum catalogue_rule rule, const struct catalogue_at *at, const char *field,
                    ...) __attribute__((sentinel));

/* Bits (ROLE_BIT) of the roles that may do a step of the kind (enum step_kind). */
unsigned step_kind_roles(int kind);

/* How much is known of a procedure. */
#define COMPLETENESS(X)                                                                                                \
    X(KNOWN_COMPLETE, "complete") /* papers and a step table that adds up: playable */                                 \
    X(KNOWN_CORE, "core")         /* time, fee, papers, result */                                                      \
    X(KNOWN_PARTLY, "partly")     /* one or more of the four */                                                        \
    X(KNOWN_NAME, "name")         /* code and name; papers replaced by data at most */
enum completeness {
#define X(value, code) value,
    COMPLETENESS(X)
#undef X
        KNOWN_COUNT
};
extern const struct choices completeness_choices;

struct catalogue_count {
    const char *code, *name_vi, *name_en; /* of the field */
    size_t known[KNOWN_COUNT];
};
struct catalogue_counts {
    size_t procedures, with_code, training_keys;
    struct catalogue_count *fields;
    size_t field_count;
    size_t levels[LEVEL_COUNT + 1]; /* last: unknown */
    size_t known[KNOWN_COUNT];
    size_t findings[SEVERITY_COUNT];
};
void catalogue_count_all(struct catalogue *c, struct catalogue_counts *out);

/* Writes the catalogue into an empty office database (tables catalogue_…), inside the caller's transaction. E_STATE
 * "catalogue.has_errors" if an error was found. */
MUST_USE bool catalogue_store(struct catalogue *c, struct db *db);

/* What is stored, asked by an office; lists are in the arena, at most 200 rows. Fees in force on the day for that channel; step tables
 * of the province (organisation code, NULL = none), then those authored for training. */
MUST_USE bool catalogue_fees_on(struct op *op, struct db *db, const char *procedure, enum catalogue_channel channel,
                                struct day day, struct catalogue_fee **out, size_t *count);
MUST_USE bool catalogue_components_of(struct op *op, struct db *db, const char *procedure,
                                      struct catalogue_component **out, size_t *count);
MUST_USE bool catalogue_workflows_of(struct op *op, struct db *db, const char *procedure, const char *province,
                                     struct catalogue_workflow **out, size_t *count);
MUST_USE bool catalogue_steps_of(struct op *op, struct db *db, int64_t workflow, struct catalogue_step **out,
                                 size_t *count);

/* The row of a procedure, or NULL; after catalogue_check. */
const struct catalogue_procedure *catalogue_procedure_find(const struct catalogue *c, const char *code);

#endif
