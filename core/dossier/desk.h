/* desk: the work queues of each role: what is new, what is to be signed, assigned, returned, what is late, what waits for others. A
 * queue is a name for a filter of the lists (search.h); how many are in it is counted in one reading of the seat's own list and one of
 * what lies with others. */
#ifndef DOSSIER_DESK_H
#define DOSSIER_DESK_H

#include "dossier/search.h"

struct desk_queue {
    const char *code;   /* "to_assign"; its name: "desk.queue.<code>" */
    unsigned roles;     /* bits of enum role: whose desk shows it */
    enum search_view view; /* SEARCH_QUEUE (the seat's own list), SEARCH_WAITING, SEARCH_DIRECTED or SEARCH_ALL */
    int part;           /* enum dossier_part; -1 = any */
    const char *timing; /* overdue | due_soon; NULL = any */
};
/* In the order of a desk; NULL past the end. */
const struct desk_queue *desk_queue_at(size_t index);

#define DESK_QUEUES_MAX 32
/* How many are in each queue of the role, by place in desk_queue_at; at most cap + 1 each; -1 where the role has no such queue. `own` is
 * the seat's own list as it may ask for it now, `all` everything it may see; both say who, where and when. */
MUST_USE bool desk_counts(struct op *op, struct db *db, const struct search_query *own, const struct search_query *all, int role,
                          int64_t cap, int64_t *out);

#endif
