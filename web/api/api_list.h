/* api_list: which dossiers a request means: the filter of the lists, which acts on many share. */
#ifndef API_API_LIST_H
#define API_API_LIST_H

#include "dossier/search.h"

extern const struct choices list_view_choices; /* queue, all, shared, followed */
struct list_input {
    int view; /* -1: the queue where there is a seat, else all */
    const char *q;
    int state, timing;
    const char *after; /* NULL = the beginning */
};
/* `actor` NULL: nobody sits, everything is shown. E_INPUT "list.after" if `after` is not what a page gave. The limit is the caller's. */
MUST_USE bool list_query(struct op *op, const struct list_input *in, const struct actor *actor, struct search_query *out);

#endif
