/* numbering: the numbers of submission notes (số Tờ trình) and their register, of an agency and a year.
 *
 * Law: Decree 30/2020 Art. 15: numbers run from 1 through the year in the order in which they are given. That a number goes to one
 * paper only, and that one which was not used is explained in the register (số không sử dụng), is the practice of clerks; no article
 * says so, nor what such a number is called.
 *
 * 1. A number that was given is never given again: a note that comes back to be numbered is another paper and takes the next one.
 * 2. A number is given, then issued with its note, or void: sent back before it was issued, or its dossier ended. A dossier has at most
 *    one that is neither.
 * 3. One under which the note went out stays used, whatever became of the note. */
#ifndef DOSSIER_NUMBERING_H
#define DOSSIER_NUMBERING_H

#include "dossier/work.h"

#define NUMBER_PAGE_MAX 200

/* All three inside an act, after work_take and before work_save. */
/* The next one of the agency's series; w->d has it. */
MUST_USE bool number_give(struct op *op, struct work *w);
/* The note goes out under the number it has. */
MUST_USE bool number_issue(struct op *op, struct work *w);
/* If the dossier has a number that was never issued, it is void from now on for that reason, and noted (dossier.number_voided). Before
 * work_move: the number is not what moves the dossier. */
MUST_USE bool number_void(struct op *op, struct work *w, const char *reason);

#define NUMBER_STATUSES(X)                                                                                         \
    X(NUMBER_GIVEN, "given")                                                                                       \
    X(NUMBER_ISSUED, "issued")                                                                                     \
    X(NUMBER_VOIDED, "voided")
enum number_status {
#define X(status, code) status,
    NUMBER_STATUSES(X)
#undef X
        NUMBER_STATUS_COUNT
};
extern const struct choices number_status_choices;

struct number_line {
    int64_t id;
    const char *agency, *agency_vi, *agency_en;
    const char *symbol; /* 12/TTr-SKHCN */
    int64_t dossier;
    const char *code, *owner; /* of the dossier; its owner's name */
    struct instant given_at;
    const char *given_by;     /* account */
    struct instant issued_at; /* NONE = not issued */
    struct instant voided_at; /* NONE = not void */
    const char *voided_by, *reason;
};
enum number_status number_status_of(const struct number_line *line);

struct number_query {
    bool voided;          /* only those */
    const char *concerns; /* "H37": of agencies there; NULL = any */
    int64_t before;       /* id at which the page before ended; 0 = the beginning */
    size_t limit;         /* 1 … NUMBER_PAGE_MAX */
};
/* The register, newest first. */
MUST_USE bool number_page(struct op *op, struct db *db, const struct number_query *query, struct number_line **out, size_t *count, bool *more);

#endif
