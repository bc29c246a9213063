/* search: lists of dossiers that stay quick however many there are.
 *
 * A page is read along an index and goes on from where the one before ended, so it costs the same at ten thousand dossiers and at a
 * million. Counts stop at a cap: "1,000+" is all that anybody reads. Words are found without accents ("quyet dinh" finds "Quyết
 * định"; đ = d) in owner, identity number, phone and procedure; the last word may be a beginning (from two letters on). A dossier's
 * code is found from its beginning ("H37.T01-2611") or by the running number at its end ("060117").
 *
 * Orders: a queue by the step's due time (what has none last), everything else newest first. */
#ifndef DOSSIER_SEARCH_H
#define DOSSIER_SEARCH_H

#include "dossier/dossier.h"

#define SEARCH_PAGE_MAX 200
#define SEARCH_TEXT_MAX 200  /* bytes of what is searched for */
#define SEARCH_WORDS_MAX 12  /* further words are ignored */

/*        view             code */
#define SEARCH_VIEWS(X)                                                                                            \
    X(SEARCH_QUEUE, "queue")         /* what the seat holds: role, and account or nobody yet */                    \
    X(SEARCH_ALL, "all")                                                                                           \
    X(SEARCH_APPLICANT, "applicant") /* what an applicant filed */
enum search_view {
#define X(view, code) view,
    SEARCH_VIEWS(X)
#undef X
};

/* Where a page ended; all zero = the beginning. */
struct search_after {
    int64_t key, id;
};
struct search_query {
    enum search_view view;
    const char *role, *account; /* of the seat; account also for SEARCH_APPLICANT */
    const char *state;          /* NULL = any */
    const char *q;              /* NULL or empty = any */
    struct search_after after;
    size_t limit;               /* 1 … SEARCH_PAGE_MAX */
};
struct search_page {
    struct dossier *rows;
    size_t count;
    bool more;                 /* there is another page, from `next` */
    struct search_after next;
};
/* E_INPUT "search.nothing" if q holds no letter and no digit. */
MUST_USE bool search_page(struct op *op, struct db *db, const struct search_query *query, struct search_page *out);
/* How many there are; at most cap + 1, which means "more than cap". `after` and `limit` are not looked at. */
MUST_USE bool search_count(struct op *op, struct db *db, const struct search_query *query, int64_t cap, int64_t *out);

/* Inside an act, once for each dossier: makes it findable by its words. */
MUST_USE bool search_add(struct op *op, struct db *db, const struct dossier *d, const char *procedure_name);

#endif
