/* procedure_rule: where a version's rules of supplement and silence come from. The values stand in the version itself (procedure.h:
 * supplement_max, supplement_restarts, silence_text); here is the article that says so, and how sure that is.
 *
 * 1. A rule without a row is the system's default: nobody has published another one for this procedure.
 *
 * Law: Decree 118/2025 Art. 11 (one supplement), Decree 47/2011 Art. 8 (two, for a postal licence). */
#ifndef CATALOGUE_PROCEDURE_RULE_H
#define CATALOGUE_PROCEDURE_RULE_H

#include "base/record.h"
#include "db/db.h"

/*        rule                     code, as in procedure_file */
#define PROCEDURE_RULES(X)                                                                                             \
    X(RULE_SUPPLEMENT_MAX, "supplement_max")       /* how often a supplement may be asked for */                      \
    X(RULE_SUPPLEMENT_POLICY, "supplement_policy") /* what one asked for while handled does to the term */            \
    X(RULE_SILENCE_TERM, "silence_term")           /* how long the applicant may stay silent */
enum procedure_rule_code {
#define X(rule, code) rule,
    PROCEDURE_RULES(X)
#undef X
    PROCEDURE_RULE_COUNT
};

struct procedure_rule {
    int rule; /* enum procedure_rule_code */
    const char *certainty; /* found | recalled | inferred | authored; NULL = the default, no row */
    const char *source;    /* NULL with it */
};

/* One as a data file or a draft says it. */
struct procedure_rule_file {
    int rule;      /* enum procedure_rule_code */
    int certainty; /* as above */
    const char *source;
};
extern const struct record procedure_rule_file_record;

const char *procedure_rule_name(enum procedure_rule_code rule);
/* All of them, in the order of the enum; `version` is a version's own id (procedure_version.base). */
MUST_USE bool procedure_rules(struct op *op, struct db *db, int64_t version, struct procedure_rule out[PROCEDURE_RULE_COUNT]);
/* Who says so, for a sentence: the article of its row, else the key (@…) of the default's words. NULL on failure. */
const char *procedure_rule_source(struct op *op, struct db *db, int64_t version, enum procedure_rule_code rule);
/* Inside: those of a data file ({rule, certainty, source}); `list` may be NULL. E_INPUT "field.choice", "procedure.rule_twice". */
MUST_USE bool procedure_rules_load(struct op *op, struct db *db, const struct json *list, int64_t version);

#endif
