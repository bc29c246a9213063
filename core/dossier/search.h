/* search: lists of dossiers that stay quick however many there are.
 *
 * A page is read along an index and goes on from where the one before ended, so it costs the same at ten thousand dossiers and at a
 * million. Counts stop at a cap: "1,000+" is all that anybody reads. Words are found without accents ("quyet dinh" finds "Quyết
 * định"; đ = d) in owner and submitter (name, identity number, phone, e-mail) and procedure; the last word may be a beginning (from two
 * letters on). A dossier's code is found from its beginning ("H37.T01-2611") or by the running number at its end ("060117",
 * "261120-060117"), a dossier by the number of its result ("12/GCN-SKHCN"). Whose work it is and when it was filed narrow every list.
 *
 * Orders: a queue by the step's due time (what has none last), of all dossiers what is late or due soon by its limit, a beginning of a
 * code by code, everything else newest first. */
#ifndef DOSSIER_SEARCH_H
#define DOSSIER_SEARCH_H

#include "dossier/part.h"

#define SEARCH_PAGE_MAX 200
#define SEARCH_IDS_MAX 1000  /* of search_ids */
#define SEARCH_TEXT_MAX 200  /* bytes of what is searched for */
#define SEARCH_HANDLER_MAX 40 /* bytes of an account */
#define SEARCH_WORDS_MAX 12  /* further words are ignored */

/*        view             code */
#define SEARCH_VIEWS(X)                                                                                            \
    X(SEARCH_QUEUE, "queue")         /* what the seat holds, and what it could take: dossier/holder.h */           \
    X(SEARCH_ALL, "all")                                                                                           \
    X(SEARCH_SHARED, "shared")       /* where the account works along */                                           \
    X(SEARCH_FOLLOWED, "followed")   /* where it only follows */                                                   \
    X(SEARCH_APPLICANT, "applicant") /* what an applicant filed */                                                 \
    X(SEARCH_ASKED, "asked")         /* what the organisation was asked for its opinion and may still answer */    \
    X(SEARCH_CONSULTED, "consulted") /* what it was ever asked about */                                            \
    X(SEARCH_OWED, "owed")           /* where money has been asked for and not been paid */                         \
    X(SEARCH_DIRECTED, "directed")   /* where a direction waits for its report: the seat's own, or all for who watches */ \
    X(SEARCH_WAITING, "waiting")     /* what the seat has to do with, is open, and lies with others now */
enum search_view {
#define X(view, code) view,
    SEARCH_VIEWS(X)
#undef X
};

/* How a dossier stands against the limit that is running (timing_open). */
#define SEARCH_TIMINGS(X)                                                                                          \
    X(SEARCH_OVERDUE, "overdue")                                                                                   \
    X(SEARCH_DUE_SOON, "due_soon")
extern const struct choices search_timing_choices;

/* Orders other than the lists' own. What is sorted is read whole, so it may be no more than SEARCH_SORT_MAX. */
#define SEARCH_SORT_MAX SEARCH_IDS_MAX
#define SEARCH_SORTS(X)                                                                                            \
    X(SORT_NEWEST, "newest") /* filed last first */                                                                \
    X(SORT_OLDEST, "oldest")                                                                                       \
    X(SORT_DUE, "due")       /* by the limit that is running; what has none last */                                \
    X(SORT_OWNER, "owner")   /* by name, without accents */
enum search_sort {
#define X(sort, code) sort,
    SEARCH_SORTS(X)
#undef X
    SORT_COUNT
};
extern const struct choices search_sort_choices;

/* Where a page ended; all zero = the beginning. */
struct search_after {
    int64_t key, id;
};
struct search_query {
    enum search_view view;
    const char *role, *account; /* of the seat; account also for SEARCH_SHARED, SEARCH_FOLLOWED and SEARCH_APPLICANT */
    const char *org;            /* of the seat; NULL: a queue is then not held against organisations, and nobody is stood in for */
    const char *applicant;      /* only what that account filed, whatever the view; NULL = anybody's */
    const char *concerns;       /* "H26": received there or decided there; NULL = any */
    const char *state;          /* NULL = any */
    const char *timing;         /* overdue | due_soon; NULL = any */
    struct instant now;         /* with timing */
    const char *part;           /* NULL = any */
    const char *handler;        /* the specialist it is or was last assigned to; NULL = anybody */
    int64_t first_id, past_id;  /* filed in a period: search_filed; 0 = open */
    const char *sort;           /* of search_page; NULL = the list's own */
    const char *q;              /* NULL or empty = any */
    struct search_after after;
    size_t limit;               /* 1 … SEARCH_PAGE_MAX */
    size_t scan_max;            /* of counts: rows looked at; 0 = SEARCH_SCAN_MAX */
};
struct search_page {
    struct dossier *rows;
    size_t count;
    bool more;                 /* there is another page, from `next` */
    struct search_after next;
};
/* E_INPUT "search.nothing" if q holds no letter and no digit; E_LIMIT "search.sort_too_many". */
MUST_USE bool search_page(struct op *op, struct db *db, const struct search_query *query, struct search_page *out);
/* The same for a query with a sort: search_page leads here by itself. */
MUST_USE bool search_sorted(struct op *op, struct db *db, const struct search_query *query, struct search_page *out);
/* The same without reading the dossiers: their ids, in order; for acts on many. Here `limit` goes up to SEARCH_IDS_MAX. */
MUST_USE bool search_ids(struct op *op, struct db *db, const struct search_query *query, int64_t *out, size_t *count, bool *more);
/* Narrows the query to what was filed from the first to the last day, both included; a day 0 is open. Dossiers are numbered as they are
 * filed (a clock never goes back), so a period is a range of ids. E_INPUT field "to" "period.order" if the last is before the first. */
MUST_USE bool search_filed(struct op *op, struct db *db, struct day first, struct day last, struct search_query *query);
/* E_INPUT field "handler" "account.unknown". NULL is anybody. */
MUST_USE bool search_check_handler(struct op *op, struct db *db, const char *handler);

/* Whoever handles or has handled a dossier, by name. */
#define SEARCH_HANDLERS_MAX 500
struct search_handler {
    const char *id, *name, *org;
};
MUST_USE bool search_handlers(struct op *op, struct db *db, struct search_handler **out, size_t *count);

/* How many there are; at most cap + 1, which means "more than cap". `after` and `limit` are not looked at. Where no index can tell, at
 * most SEARCH_SCAN_MAX rows are looked at: what lies behind is not counted. */
#define SEARCH_SCAN_MAX 20000
MUST_USE bool search_count(struct op *op, struct db *db, const struct search_query *query, int64_t cap, int64_t *out);
/* The same, and whether there were rows that were not looked at: then there are as many or more. */
MUST_USE bool search_count_at_least(struct op *op, struct db *db, const struct search_query *query, int64_t cap, int64_t *out, bool *more);

/* How many stand in each state, what is to be done with them, and how they stand against their limits, of the query without its state,
 * part, timing and words (handler and period stay). At most cap + 1 each; where there are more dossiers than the cap, what a queue says is of those that are due
 * first. `parts` are not counted of SEARCH_ALL. */
struct search_tally {
    int64_t states[DOSSIER_STATE_COUNT];
    int64_t parts[PART_COUNT];
    int64_t overdue, due_soon;
    int64_t whole; /* in all; -1 where each state was counted by itself */
    bool more;     /* `whole` is as many or more: not all rows were looked at */
};
MUST_USE bool search_tally(struct op *op, struct db *db, const struct search_query *query, int64_t cap, struct search_tally *out);

/* Inside an act, once for each dossier: makes it findable by its words. */
MUST_USE bool search_add(struct op *op, struct db *db, const struct dossier *d, const char *procedure_name);

#endif
