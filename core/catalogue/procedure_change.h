/* procedure_change: what differs between two versions of a procedure, in plain sentences that whoever publishes can read out: "Thời hạn
 * giải quyết giảm từ 15 ngày làm việc xuống 10 ngày làm việc".
 *
 * 1. Components, e-forms, fees and cases are told apart by their codes, fields of an e-form by their place. Steps have no code: a step
 *    is taken for the one of the same name, else of the same kind and role, else of the same kind.
 * 2. Whatever differs is told: two documents with no change told are the same version but for `number` and `effective_from`.
 * 3. Only as many moves are told as steps have to be moved. */
#ifndef CATALOGUE_PROCEDURE_CHANGE_H
#define CATALOGUE_PROCEDURE_CHANGE_H

#include "catalogue/procedure_document.h"

#define CHANGES_MAX 300 /* told of one comparison; the last then says that there are more */

/* Where a change belongs; sentences "procedure.section.<code>". */
#define CHANGE_SECTIONS(X)                                                                                             \
    X(SECTION_GENERAL, "general")                                                                                      \
    X(SECTION_COMPONENTS, "components")                                                                                \
    X(SECTION_FEES, "fees")                                                                                            \
    X(SECTION_STEPS, "steps")                                                                                          \
    X(SECTION_EFORMS, "eforms")
enum change_section {
#define X(value, code) value,
    CHANGE_SECTIONS(X)
#undef X
        SECTION_COUNT
};
extern const struct choices change_section_choices;

struct procedure_change {
    enum change_section section;
    const char *key;  /* of the sentence, procedure.change.… */
    const char *says; /* in the operation's language */
};
struct procedure_changes {
    struct procedure_change *items;
    size_t count;
};
/* In the order of the sections. Never fails: everything compared is in memory. */
void procedure_compare(struct op *op, const struct procedure_document *before, const struct procedure_document *after,
                       struct procedure_changes *out);

/* Inside: what the files of the comparison share. */
struct change_teller {
    struct op *op;
    struct procedure_changes *out;
    enum change_section section;
    const char *within; /* name of the case or the e-form it is told of; NULL = the version's own */
};
/* Pairs as in fail(). The value "@key" stands for a sentence. */
void change_tell(struct change_teller *t, const char *key, ...) __attribute__((sentinel));
/* The text in the reader's language, "" for none. */
const char *change_pick(const struct op *op, const char *vi, const char *en);
/* Tells `key` with {from}, {to} and {name} if the texts differ in either language; `en` may be NULL: a text without languages. */
struct change_pair {
    const char *before_vi, *after_vi, *before_en, *after_en;
};
void change_tell_text(struct change_teller *t, const char *key, const char *name, const struct change_pair *pair);
bool change_same(const char *a, const char *b); /* NULL is "" */
void change_eforms(struct change_teller *t, const struct procedure_document *before, const struct procedure_document *after);

#endif
