/* api_list: which dossiers a request means: the filter of the lists, which acts on many share. */
#ifndef API_API_LIST_H
#define API_API_LIST_H

#include "dossier/saved_view.h"

struct list_input {
    int view; /* of saved_list_choices; -1: the queue where there is a seat, else all */
    const char *q;
    int state, timing, part, sort;
    const char *handler;
    struct day from, to; /* filed; 0 = open */
    const char *after; /* NULL = the beginning */
};
/* `actor` NULL: nobody sits, everything is shown. E_INPUT "list.after" if `after` is not what a page gave, what
 * search_filed and search_check_handler say. The limit is the caller's. */
MUST_USE bool list_query(struct op *op, struct db *db, const struct list_input *in, const struct actor *actor, struct search_query *out);

#endif
