#include "api/api_list.h"

#include "api/view_dossier.h"

#include <errno.h>
#include <stdlib.h>

enum { LIST_QUEUE, LIST_ALL, LIST_SHARED, LIST_FOLLOWED, LIST_WAITING, LIST_DIRECTED }; /* saved_list_choices */
static const enum search_view others[] = {SEARCH_SHARED, SEARCH_FOLLOWED, SEARCH_WAITING, SEARCH_DIRECTED}; /* from LIST_SHARED on */

/* "<key>.<id>" */
static bool read_after(struct op *op, const char *text, struct search_after *out)
{
    char *end = NULL, *last = NULL;
    errno = 0;
    *out = (struct search_after){strtoll(text, &end, 10), 0};
    out->id = *end == '.' ? strtoll(end + 1, &last, 10) : 0;
    bool good = errno == 0 && last != NULL && *last == '\0' && out->id > 0;
    return good || fail_field(op, E_INPUT, "after", "list.after", NULL);
}

bool list_query(struct op *op, struct db *db, const struct list_input *in, const struct actor *actor, struct search_query *out)
{
    *out = (struct search_query){.view = SEARCH_ALL};
    if (actor != NULL && in->view != LIST_ALL) {
        *out = view_queue_query(actor);
        if (in->view >= LIST_SHARED) {
            out->view = others[in->view - LIST_SHARED];
        }
    }
    out->q = in->q;
    out->state = in->state < 0 ? NULL : dossier_state_choices.codes[in->state];
    out->timing = in->timing < 0 ? NULL : search_timing_choices.codes[in->timing];
    out->part = in->part < 0 ? NULL : part_choices.codes[in->part];
    out->sort = in->sort < 0 ? NULL : search_sort_choices.codes[in->sort];
    out->handler = in->handler == NULL || in->handler[0] == '\0' ? NULL : in->handler;
    if (!search_check_handler(op, db, out->handler) || !search_filed(op, db, in->from, in->to, out)) {
        return false;
    }
    return in->after == NULL || read_after(op, in->after, &out->after);
}
