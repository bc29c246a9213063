/* draft_case: an office in memory with procedure 1.014391 and an administrator who writes its next version. */
#ifndef TESTS_DRAFT_CASE_H
#define TESTS_DRAFT_CASE_H

#include "catalogue/procedure_draft.h"
#include "support/office_fixture.h"

#define DRAFT_CODE "1.014391"

struct draft_case {
    struct office_fixture f;
    const char *code; /* of the procedure that the words below are about: DRAFT_CODE */
};

struct db *draft_db(struct draft_case *c);
/* Set-up and tear-down: *state is the case. */
int draft_case_open(void **state);
int draft_case_close(void **state);
/* An act of the system administrator. */
bool draft_did(struct draft_case *c, const char *act, const char *input);
void draft_do(struct draft_case *c, const char *act, const char *input);
void draft_refused(struct draft_case *c, const char *act, const char *input, enum error_code code, const char *key);
/* The draft as it stands. */
struct procedure_draft draft_now(struct draft_case *c);
/* Input of an act about the draft in its present revision, and `more` members. */
const char *draft_about(struct draft_case *c, const char *more);
/* The draft's text with one piece of it written otherwise. */
const char *draft_instead(struct draft_case *c, const char *what, const char *by);
void draft_edit(struct draft_case *c, const char *what, const char *by);
void draft_open(struct draft_case *c);
void draft_publish(struct draft_case *c, const char *day);
/* The version in force on a day. */
struct procedure_version draft_in_force(struct draft_case *c, const char *text);
/* Files a dossier; its number. */
int64_t draft_file_one(struct draft_case *c);
/* Number of the version that the dossier was filed under. */
int64_t draft_number_of(struct draft_case *c, int64_t dossier);
/* What differs between two versions (0 = the draft). */
struct procedure_changes draft_changes(struct draft_case *c, int64_t before, int64_t after, enum lang lang);
/* The sentences of the difference are these, NULL last, in this order. */
void draft_tells(struct draft_case *c, int64_t before, int64_t after, enum lang lang, const char *const *wanted);
/* Just one finding of the rule stands at the place; answers how many findings are errors. */
size_t draft_errors(struct draft_case *c, const char *rule, const char *place);
#define SAYS(c, before, after, lang, ...) draft_tells(c, before, after, lang, (const char *const[]){__VA_ARGS__, NULL})

/* Bodies that several tests send. */
#define TAKE_BACK(number, more) "{\"procedure\":\"" DRAFT_CODE "\",\"number\":" number ",\"reason\":\"Công bố nhầm ngày\"" more "}"
#define FEE(code, amount, more)                                                                                        \
    "{\"code\":\"" code "\",\"name_vi\":\"Phí thẩm định\",\"name_en\":\"Appraisal fee\",\"basis\":\"fixed\",\"amount\":" amount    \
    ",\"channel\":\"any\",\"certainty\":\"authored\",\"source\":\"dựng cho tập huấn\"" more "}"

#endif
